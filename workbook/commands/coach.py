"""``headway coach``: pages for coaches, one an occupation, for Excel or, where Qt is at hand, as a PDF."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.commands.asking import occupation_at, solved
from workbook.commands.progress import ProgressLine
from workbook.errors import PlannerError
from workbook.outfile import check_place

if TYPE_CHECKING:
    from workbook.model.coachpage import CoachBook

Progress = Callable[[str, float], None]
PagesWriter = Callable[["CoachBook", Path, str, Progress], Path]
"""Writes pages to a file on a size of paper and returns where it stands."""
EXCEL, PDF = ".xlsx", ".pdf"


def make_coach_pages(asked: argparse.Namespace, writers: Mapping[str, PagesWriter]) -> int:
    """Write the pages of some occupations or of all Origins; status 0.

    Parameters
    ----------
    asked : argparse.Namespace
        The words of the command.
    writers : mapping of str to callable
        Further kinds of files by their ending: the window's floor brings the one for PDF.

    Raises
    ------
    PlannerError
        When region, files or an occupation cannot be used, or the file cannot be written.
    """
    out = check_place(Path(asked.out), (PDF, EXCEL), "file")
    writer = writers.get(out.suffix.casefold()) or _writer(out)
    with solved(asked) as results:
        from workbook.model.coachpage import coach_book, origin_places

        places = (
            origin_places(results)
            if asked.every
            else tuple(dict.fromkeys(occupation_at(results, name) for name in asked.origins))
        )
        if not places:
            raise PlannerError(
                f"{results.region.name} has no Origin",
                "No occupation here passes the tests of an Origin",
                "Name occupations with --from, or look at the wage lines",
            )
        book = coach_book(results, places)
    with ProgressLine() as tell:
        writer(book, out, asked.paper, tell)
    pages = "1 page" if len(places) == 1 else f"{len(places)} pages with contents"
    print(f"Coach pages: {out} ({pages})")
    return 0


def _writer(out: Path) -> PagesWriter:
    if out.suffix.casefold() == PDF:
        raise PlannerError(
            f"The file {out.name} was not written",
            "A PDF needs Qt, and this way of starting the program goes without",
            "Start it as headway coach … or python -m desktop coach …, or use a name in .xlsx",
        )
    from workbook.writing.coach import write_coach_workbook

    return write_coach_workbook
