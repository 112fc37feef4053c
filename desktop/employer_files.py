"""Employers' workbooks, read and written in a child: the window only waits for the answer.

The functions without an underscore are called beside the window's thread; those with one run in the child.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.children import children

if TYPE_CHECKING:
    from workbook.model.answer import Answer
    from workbook.model.pictures.hiring import Hiring
    from workbook.model.results import Results
    from workbook.plan import Parameters

Found = tuple["Answer", "Hiring | None"]


def read_employers(paths: Sequence[Path], given: Parameters, *, pooled: bool) -> Found:
    """Read filled workbooks and say what they come to; ``pooled`` adds the employers up without names.

    Raises
    ------
    PlannerError
        When a file or folder is gone.
    """
    found: Found = children.ask(partial(_read, tuple(paths), given, pooled))
    return found


def _read(paths: tuple[Path, ...], given: Parameters, pooled: bool) -> Found:
    from workbook.reading.funnel import read_funnels
    from workbook.reading.funneltables import funnel_answer, funnel_picture, pooled_answer

    read = read_funnels(paths)
    answer = pooled_answer(read, given) if pooled else funnel_answer(read, given)
    return answer, funnel_picture(read, given, pooled=pooled)


def write_form(results: Results, occupation: int | None, employer: str, where: str, path: Path) -> Path:
    """Write the workbook of an employer; ``occupation`` is a place in the order of the pack, None for any.

    Raises
    ------
    PlannerError
        When it cannot be written; an older file then stays as it was.
    """
    written: Path = children.ask(partial(_write, results, occupation, employer, where, path))
    return written


def _write(results: Results, occupation: int | None, employer: str, where: str, path: Path) -> Path:
    from workbook.model.employer import employer_brief
    from workbook.model.funnel import Funnel
    from workbook.writing.employers.book import write_employer

    return write_employer(employer_brief(results, occupation, employer), path, Funnel("", place=where))
