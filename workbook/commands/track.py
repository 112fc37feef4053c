"""``headway track``: a month of a saved plan computed and kept with it, with what changed and why."""

from __future__ import annotations

import argparse
import calendar
import datetime
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.commands.asking import Reply, answer
from workbook.commands.progress import ProgressLine
from workbook.commands.reading import refused_in_words
from workbook.commands.trackwords import sentences
from workbook.errors import PlannerError

if TYPE_CHECKING:
    import pandas as pd

    from data.reference.pack import Pack
    from workbook.desk import Desk
    from workbook.model.decomposition import Earlier
    from workbook.model.results import Results
    from workbook.model.snapshots import Snapshot
    from workbook.plan import Plan

FILES = {
    "postings": "postings",
    "unemployed": "unemployment",
    "wages": "wages",
    "nonba_wages": "nonba_wages",
    "projections": "projections",
    "transitions": "transitions",
}
"""Options that take files of the month, and the kind of file each takes."""
FIRST_RANKS = 20
"""Occupations whose series are shown; with ``--tables`` every series is written."""


@dataclass
class _Month:
    """The month of a plan on its way."""

    pack: Pack
    plan: Plan
    desk: Desk
    snapshots: list[Snapshot]
    notes: list[str]


def track_month(asked: argparse.Namespace) -> int:
    """Compute a month of a saved plan, keep it with the plan, print what changed and why; status 0.

    The files of the plan itself stay as they are; the month is added, or takes the place of an earlier record
    of it.

    Raises
    ------
    PlannerError
        When plan or files cannot be used, or the plan file cannot be written.
    """
    path = Path(asked.plan)
    book = Path(asked.workbook) if asked.workbook else None
    if book is not None:
        from workbook.writing.saving import check_place

        check_place(book)
    month = _month_of(path, asked)

    def ask(results: Results) -> Reply:
        from workbook.model.snapshot_records import to_record
        from workbook.model.tracking import track
        from workbook.planfile import keep_month

        where = {
            kind: [str(Path(one.path).absolute()) for one in month.desk.of(kind)] for kind in FILES.values()
        }
        found = track(results, month.snapshots, asked.month, where, _earlier(month))
        tables = found.tables()
        if asked.posting_index:
            tables["indicator"] = _indicator(results, asked.posting_index, asked.month)
        if book is not None:
            from workbook.writing.export import write_workbook

            month.notes.append(f"Workbook: {write_workbook(results, book)}")
        replaced = keep_month(path, to_record(found.now))
        said = sentences(found, tables, month.notes, path, replaced=replaced)
        if not asked.tables:
            tables["series"] = _shown(tables["series"])
        given = {"plan": str(path), "month": asked.month, "months": list(found.panel.months)}
        return Reply(results, tables["changes"], tables, tuple(said), given)

    return answer(asked, ask, lambda: _solved(month))


def _month_of(path: Path, asked: argparse.Namespace) -> _Month:
    """Read the plan, put it on the last day of the month, and lay the files given on its desk."""
    from data.reference.pack import load_pack
    from workbook.desk import SourceFile
    from workbook.model.snapshot_records import months_of
    from workbook.planfile import load_desk, load_plan, load_snapshots

    plan = load_plan(path)
    if plan is None:
        raise PlannerError(
            f"{path} holds no plan",
            "There is no such file, or its plan was closed",
            "Save a plan there first",
        )
    pack = load_pack()
    gone = sorted(set(plan.areas) - set(pack.areas()["area"]))
    if gone:
        raise PlannerError(
            f"The plan of {plan.region_name} cannot be tracked",
            f"The reference pack no longer has the area {', '.join(gone)}",
            "Choose its region again",
        )
    desk = load_desk(path).agreeing_with(plan)
    shapes = _shapes(asked.boundaries, desk)
    for option, kind in FILES.items():
        if given := getattr(asked, option):
            desk = desk.without(kind)
            for one in given:
                desk = desk.with_file(SourceFile(kind, one))
    desk = desk.placed_by(shapes)
    year, number = map(int, asked.month.split("-"))
    last = datetime.date(year, number, calendar.monthrange(year, number)[1])
    return _Month(pack, replace(desk.plan_with(plan), as_of=last), desk, *months_of(load_snapshots(path)))


def _shapes(given: Sequence[str], desk: Desk) -> str:
    """Return the path of the shapes that place postings: those given, otherwise those of the plan's own."""
    if not given:
        return next((one.boundaries for one in desk.of("postings")), "")
    path = Path(given[-1])
    if not path.is_file():
        raise PlannerError(
            f"The file {path.name} cannot be read",
            f"There is no file at {path}",
            "Check the name and the folder",
        )
    return str(path)


@contextmanager
def _solved(month: _Month) -> Iterator[Results]:
    with ExitStack() as stack:
        tell = stack.enter_context(ProgressLine())
        tell("Reading your files")
        from workbook.deskfiles import counted_tables
        from workbook.model.run import run

        counted = counted_tables(month.pack, month.plan, month.desk, {})
        month.notes += [str(trouble) for trouble in counted.elsewhere.values()]
        yield run(
            month.pack,
            month.plan,
            counted.postings,
            counted.unemployed,
            tell,
            counted.tables,
            month.snapshots,
        )


def _earlier(month: _Month) -> Earlier:
    """Return what prepares the region from the files of an earlier month, None where they are gone."""
    from workbook.desk import Desk, SourceFile
    from workbook.deskfiles import counted_tables
    from workbook.model.run import Prepared, prepare

    known = {str(Path(one.path).absolute()): one for one in month.desk.files}
    shapes = _shapes((), month.desk)

    def prepared(snapshot: Snapshot) -> Prepared | None:
        own = [source for source in snapshot.sources if source.sha256]
        if not all(source.paths and all(Path(one).is_file() for one in source.paths) for source in own):
            return None
        files = [known.get(path, SourceFile(one.kind, path)) for one in own for path in one.paths]
        plan = replace(month.plan, as_of=snapshot.as_of)
        desk = Desk(tuple(replace(one, state=()) for one in files), month.desk.corrections).placed_by(shapes)
        try:
            counted = counted_tables(month.pack, plan, desk, {})
        except PlannerError:
            return None
        found = (counted.postings, counted.unemployed, *counted.tables)
        if sorted(one.sha256 for one in found if one is not None) != sorted(one.sha256 for one in own):
            return None
        return prepare(month.pack, plan, counted.postings, counted.unemployed, tables=counted.tables)

    return prepared


def _indicator(results: Results, paths: Sequence[str], month: str) -> pd.DataFrame:
    import pandas as pd

    from data.intake.loading import load
    from workbook.model.indicator import indicator

    pack = results.prepared.pack
    with refused_in_words():
        rows = [load(path, pack, "posting_index").rows() for path in paths]
    every = pd.concat(rows, ignore_index=True).drop_duplicates(["area", "month"], keep="last")
    level = results.parameters["trend_level_share"]
    return indicator(every, pack.areas(), results.region, month, level)


def _shown(series: pd.DataFrame) -> pd.DataFrame:
    """Return the series of the region and of the first ranks of the latest month."""
    latest = series[series["month"] == series["month"].max()]
    first = set(latest.loc[latest["rank"] <= FIRST_RANKS, "soc"])
    return series[series["soc"].isin(first | {""})].reset_index(drop=True)
