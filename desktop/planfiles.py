"""The files of a plan that the model counts, read for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.sources import COUNTED, POSTINGS, TABLES, UNEMPLOYED, Desk, SourceFile

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from data.intake.postings import PostingsTable
    from data.intake.unemployment import UnemployedTable
    from data.reference.pack import Pack
    from workbook.model.localtables import LocalTable
    from workbook.plan import Plan


def counted_tables(
    pack: Pack, plan: Plan, desk: Desk, loaded: dict[tuple[object, ...], Loaded]
) -> tuple[PostingsTable | None, UnemployedTable | None, tuple[LocalTable, ...]]:
    """Return postings, unemployed people and other tables of a plan, as the model takes them.

    What had to be read is put into ``loaded``.

    Raises
    ------
    PlannerError
        When a file cannot be read, or nothing of it counts for the region.
    """
    found = {kind: [_read(pack, one, loaded) for one in desk.of(kind)] for kind in COUNTED}
    if not any(found.values()):
        return None, None, ()
    from workbook.loadedfiles import postings_table, unemployed_table
    from workbook.localfiles import local_table

    postings, unemployed = found[POSTINGS], found[UNEMPLOYED]
    return (
        postings_table(postings, dict(desk.corrections)) if postings else None,
        unemployed_table(unemployed, plan.areas) if unemployed else None,
        tuple(local_table(kind, found[kind]) for kind in TABLES if found[kind]),
    )


def _read(pack: Pack, file: SourceFile, loaded: dict[tuple[object, ...], Loaded]) -> Loaded:
    key = file.key
    if key not in loaded:
        from data.intake.findings import IntakeError
        from desktop.recognising import take_in
        from workbook.errors import PlannerError

        try:
            loaded[key] = take_in(file, pack)
        except IntakeError as trouble:
            raise PlannerError(trouble.what, trouble.why, trouble.what_to_do) from trouble
    return loaded[key]
