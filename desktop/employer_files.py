"""Employers' workbooks, read and written in a child: the window only waits for the answer.

The functions without an underscore are called beside the window's thread; those with one run in the child.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.children import children, scribes

if TYPE_CHECKING:
    from data.reference.pack import Pack
    from workbook.desk import Desk
    from workbook.model.answer import Answer
    from workbook.model.pictures.hiring import Hiring
    from workbook.plan import Parameters, Plan

Found = tuple["Answer", "Hiring | None"]


@dataclass(frozen=True)
class Form:
    """For whom a workbook is made; ``occupation`` is a place in the order of the pack, None for any."""

    occupation: int | None
    employer: str
    where: str


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


def write_form(pack: Pack, plan: Plan, desk: Desk, form: Form, path: Path) -> Path:
    """Write the workbook of an employer from a plan and the files on its desk.

    The window keeps no rows of these files, so they are read again for the employer's own postings.

    Raises
    ------
    PlannerError
        When a file or the workbook cannot be read or written; an older workbook then stays as it was.
    """
    written: Path = scribes.ask(partial(_write, pack, plan, desk, form, path))
    return written


def _write(pack: Pack, plan: Plan, desk: Desk, form: Form, path: Path) -> Path:
    from workbook.deskfiles import counted_tables
    from workbook.model.employer import employer_brief
    from workbook.model.funnel import Funnel
    from workbook.model.run import run
    from workbook.writing.employers.book import write_employer

    files = counted_tables(pack, plan, desk.agreeing_with(plan), {})
    results = run(pack, plan, files.postings, files.unemployed, tables=files.tables)
    brief = employer_brief(results, form.occupation, form.employer)
    return write_employer(brief, path, Funnel("", place=form.where))
