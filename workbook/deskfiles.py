"""The files on the desk of a plan: read as they are to be read, and given to the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.desk import COUNTED, POSTINGS, TABLES, UNEMPLOYED, Desk, SourceFile
from workbook.errors import PlannerError

if TYPE_CHECKING:
    import threading

    from data.intake.loaded import Loaded, Options
    from data.intake.postings import PostingsTable
    from data.intake.reading.progress import Progress
    from data.intake.reading.tables import HeaderGuess, Preview
    from data.intake.unemployment import UnemployedTable
    from data.reference.pack import Pack
    from workbook.model.localtables import LocalTable
    from workbook.plan import Plan


@dataclass(frozen=True)
class Counted:
    """The files of a plan as the model takes them.

    Attributes
    ----------
    postings, unemployed, tables
        None and nothing where the plan has no file of the kind, or none that tells of the region.
    elsewhere : dict of str to PlannerError
        Kinds whose files were left out, and why: they tell of other areas, perhaps the plan's another day.
    """

    postings: PostingsTable | None = None
    unemployed: UnemployedTable | None = None
    tables: tuple[LocalTable, ...] = ()
    elsewhere: Mapping[str, PlannerError] = field(default_factory=dict)


def take_in(
    file: SourceFile,
    pack: Pack,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
    options: Options | None = None,
) -> Loaded:
    """Load a file as it is to be read.

    Raises
    ------
    IntakeError
        When nothing of it can be used.
    ReadingCancelledError
        When it was called off.
    """
    from data.intake.loaded import Options
    from data.intake.loading import load

    if file.boundaries and Path(file.boundaries).is_file():
        options = replace(options or Options(), boundaries=Path(file.boundaries))
    return load(
        file.path,
        pack,
        file.kind,
        sheet=file.sheet or None,
        header=header_of(file),
        mapping=file.mapping,
        options=options,
        progress=progress,
        cancel=cancel,
    )


def header_of(file: SourceFile) -> HeaderGuess | None:
    """Return the headings that a person pointed at; None where the program finds them."""
    if not file.header:
        return None
    from data.intake.choosing import previews_of
    from data.intake.reading.rawfile import open_file

    with open_file(Path(file.path)) as opened:
        preview = previews_of(opened, file.sheet or None)[0]
    return with_headings(preview, file.header[0]).guess


def with_headings(preview: Preview, row: int) -> Preview:
    """Return a sheet with the headings in one row of it, counted as the file counts them."""
    from data.intake.reading.headings import headings_at

    rows = list(zip(preview.lines, preview.cells, strict=True))
    return replace(preview, guess=headings_at(rows, row, row, preview.merges))


Take = Callable[[SourceFile, "Pack"], "Loaded"]


def counted_tables(
    pack: Pack,
    plan: Plan,
    desk: Desk,
    loaded: dict[tuple[object, ...], Loaded],
    take: Take = take_in,
) -> Counted:
    """Return the files of a plan as the model takes them, without those that tell of other areas.

    What had to be read, by ``take``, is put into ``loaded``.

    Raises
    ------
    PlannerError
        When a file cannot be read.
    """
    found = {kind: [_read(pack, one, loaded, take) for one in desk.of(kind)] for kind in COUNTED}
    if not any(found.values()):
        return Counted()
    from workbook.loadedcounts import unemployed_table
    from workbook.loadedfiles import postings_table
    from workbook.localfiles import local_table

    postings, unemployed = found[POSTINGS], None
    elsewhere = {}
    try:
        if found[UNEMPLOYED]:
            unemployed = unemployed_table(found[UNEMPLOYED], plan.areas, pack)
    except PlannerError as trouble:
        elsewhere[UNEMPLOYED] = trouble
    tables = []
    for kind in TABLES:
        if not found[kind]:
            continue
        table = local_table(kind, found[kind])
        try:
            check_covered(table, pack, plan.areas)
        except PlannerError as trouble:
            elsewhere[kind] = trouble
        else:
            tables.append(table)
    counted = postings_table(postings, dict(desk.corrections)) if postings else None
    return Counted(counted, unemployed, tuple(tables), elsewhere)


def check_covered(table: LocalTable, pack: Pack, areas: tuple[str, ...]) -> None:
    """Raise PlannerError when a table that tells of areas has nothing that holds for the region."""
    from workbook.model import local_growth, local_income, local_wages, localtables
    from workbook.model.region import region_of

    if table.kind == localtables.WAGES:
        local_wages.check_covered(table, areas)
    elif table.kind == localtables.PROJECTIONS:
        local_growth.covering(table, pack, region_of(pack, areas))
    elif table.kind == localtables.NONBA_WAGES:
        local_income.nearest(table, pack, region_of(pack, areas))


def _read(pack: Pack, file: SourceFile, loaded: dict[tuple[object, ...], Loaded], take: Take) -> Loaded:
    key = file.key
    if key not in loaded:
        from data.intake.findings import IntakeError

        try:
            loaded[key] = take(file, pack)
        except IntakeError as trouble:
            raise PlannerError(trouble.what, trouble.why, trouble.what_to_do) from trouble
    return loaded[key]
