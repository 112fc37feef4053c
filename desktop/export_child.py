"""The child of an export: reads a plan, writes what is wanted, tells how far it is, stops when asked."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.language import say_waiting
from workbook.errors import PlannerError
from workbook.outfile import check_place

if TYPE_CHECKING:
    from workbook.model.results import Results

Progress = Callable[[str, float], None]
WORKBOOK, DECK, PACKAGE, PAGES = "workbook", "deck", "package", "pages"
SHARED, OWN = "shared", "own"
PLACES = {
    WORKBOOK: ((".xlsx",), "workbook"),
    DECK: ((".pptx",), "deck"),
    PAGES: ((".pdf", ".xlsx"), "file"),
}
"""Endings and nouns of the forms that are one file."""

MODEL_SHARE = 0.35
"""Share of the work that the model takes; the workbook takes the rest."""
PAGES_MODEL_SHARE = 0.15
EVERY_ORIGIN = "all"
"""In the place of occupations: every Origin of the region has its page."""


class StoppedError(Exception):
    """The window went away or asked to stop."""


def main(arguments: Sequence[str]) -> int:
    """Write what is wanted of a plan file; one JSON object a line on standard output.

    Parameters
    ----------
    arguments : sequence of str
        Plan file, place and form; then the edition, ``shared`` to be passed on, or for the form ``pages`` the
        paper and the occupations, or the word for all Origins.

    Returns
    -------
    int
        0 when written, 1 for trouble that was told, 130 when stopped.
    """
    stop = threading.Event()
    threading.Thread(target=_listen, args=(stop,), daemon=True).start()
    try:
        plan_file, place, form, *told = arguments
        written = _write(Path(plan_file), Path(place), form, told, stop)
    except StoppedError:
        _say({"stopped": True})
        return 130
    except PlannerError as trouble:
        _say({"what": trouble.what, "why": trouble.why, "what_to_do": trouble.what_to_do})
        return 1
    _say({"written": str(written)})
    return 0


def _write(plan_file: Path, path: Path, form: str, told: Sequence[str], stop: threading.Event) -> Path:
    from data.reference.pack import load_pack
    from workbook.deskfiles import counted_tables
    from workbook.model.run import run
    from workbook.model.snapshot_records import months_of
    from workbook.planfile import load_desk, load_plan, load_snapshots

    def tell(start: float, width: float) -> Any:
        def progress(doing: str, share: float) -> None:
            if stop.is_set():
                raise StoppedError
            _say({"doing": doing, "share": round(start + width * share, 4)})

        return progress

    if form in PLACES:
        check_place(path, *PLACES[form])
    plan = load_plan(plan_file)
    assert plan is not None
    pack = load_pack()
    files = counted_tables(pack, plan, load_desk(plan_file).agreeing_with(plan), {})
    months = tuple(months_of(load_snapshots(plan_file))[0])
    if list(told) == [SHARED]:
        from workbook.model.sharing import shared_files

        limit = plan.parameters["suppression_min_people"]
        kept = shared_files(pack, files.unemployed, files.tables, limit, months)
        files, months = replace(files, unemployed=kept.unemployed, tables=kept.tables), kept.earlier
    share = PAGES_MODEL_SHARE if form == PAGES else MODEL_SHARE
    results = run(pack, plan, files.postings, files.unemployed, tell(0.0, share), files.tables, months)
    if form == PAGES:
        _write_pages(results, path, told[0], told[1:], tell(share, 1 - share))
    else:
        _write_plan(results, path, form, tell(share, 1 - share), shared=list(told) == [SHARED])
    return path


def _write_plan(results: Results, path: Path, form: str, tell: Progress, *, shared: bool) -> None:
    """Write the workbook, slides or a data package."""
    if form == DECK:
        from workbook.writing.deck.export import write_deck

        write_deck(results, path, tell, budget=True)
    elif form == PACKAGE:
        from workbook.datapackage import write_package

        tell(say_waiting("Writing the data package"), 0.0)
        write_package(results, path, shared=shared, budget=True)
    else:
        from workbook.writing.export import write_workbook

        write_workbook(results, path, tell)


def _write_pages(results: Results, path: Path, paper: str, socs: Sequence[str], tell: Progress) -> None:
    """Write coach pages as the ending of the file's name says."""
    from workbook.model.coachpage import coach_book, origin_places

    known = list(results.frame["soc"])
    every = list(socs) == [EVERY_ORIGIN]
    book = coach_book(results, origin_places(results) if every else [known.index(soc) for soc in socs])
    if path.suffix.casefold() == ".pdf":
        from desktop.paper.pdf import write_coach_pdf

        write_coach_pdf(book, path, paper, tell)
    else:
        from workbook.writing.coach import write_coach_workbook

        write_coach_workbook(book, path, paper, tell)


def _listen(stop: threading.Event) -> None:
    """Stop when the window closes our input: it was cancelled, or is gone."""
    sys.stdin.buffer.read()
    stop.set()


def _say(said: dict[str, object]) -> None:
    print(json.dumps(said), flush=True)
