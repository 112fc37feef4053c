"""The planner's own files, read for a plan; what cannot be read is a sentence for the planner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.intake.findings import IntakeError
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.postings import PostingsTable
    from data.intake.unemployment import UnemployedTable
    from data.reference.pack import Pack
    from workbook.plan import Plan


def read_local_files(pack: Pack, plan: Plan) -> tuple[PostingsTable | None, UnemployedTable | None]:
    """Read the postings and the unemployment file that a plan names.

    Returns
    -------
    postings, unemployed
        None for a file that the plan does not name.

    Raises
    ------
    PlannerError
        When a file is missing, cannot be read, lacks a column, or has no row that can be used.
    """
    from data.intake.postings import read_postings
    from data.intake.unemployment import read_unemployed

    try:
        return (
            read_postings(plan.postings_path, pack) if plan.postings_path is not None else None,
            read_unemployed(plan.unemployed_path, pack) if plan.unemployed_path is not None else None,
        )
    except IntakeError as trouble:
        raise PlannerError(trouble.what, trouble.why, trouble.what_to_do) from trouble
