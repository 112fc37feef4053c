"""The files of a plan that the model counts, read for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop.sources import COUNTED, POSTINGS, TABLES, UNEMPLOYED, Desk, SourceFile
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from data.intake.postings import PostingsTable
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


def counted_tables(pack: Pack, plan: Plan, desk: Desk, loaded: dict[tuple[object, ...], Loaded]) -> Counted:
    """Return the files of a plan as the model takes them, without those that tell of other areas.

    What had to be read is put into ``loaded``.

    Raises
    ------
    PlannerError
        When a file cannot be read.
    """
    found = {kind: [_read(pack, one, loaded) for one in desk.of(kind)] for kind in COUNTED}
    if not any(found.values()):
        return Counted()
    from workbook.loadedfiles import postings_table, unemployed_table
    from workbook.localfiles import local_table
    from workbook.model.local_wages import check_covered

    postings, unemployed = found[POSTINGS], None
    elsewhere = {}
    try:
        unemployed = unemployed_table(found[UNEMPLOYED], plan.areas) if found[UNEMPLOYED] else None
    except PlannerError as trouble:
        elsewhere[UNEMPLOYED] = trouble
    tables = []
    for kind in TABLES:
        if not found[kind]:
            continue
        table = local_table(kind, found[kind])
        try:
            check_covered(table, plan.areas)
        except PlannerError as trouble:
            elsewhere[kind] = trouble
        else:
            tables.append(table)
    counted = postings_table(postings, dict(desk.corrections)) if postings else None
    return Counted(counted, unemployed, tuple(tables), elsewhere)


def _read(pack: Pack, file: SourceFile, loaded: dict[tuple[object, ...], Loaded]) -> Loaded:
    key = file.key
    if key not in loaded:
        from data.intake.findings import IntakeError
        from desktop.recognising import take_in

        try:
            loaded[key] = take_in(file, pack)
        except IntakeError as trouble:
            raise PlannerError(trouble.what, trouble.why, trouble.what_to_do) from trouble
    return loaded[key]
