"""Tables of the planner's own that take the place of the pack's, or stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from data.intake.findings import Finding
from data.language import say

TRANSITIONS, WAGES, PROGRAMMES, OUTCOMES = "transitions", "wages", "programmes", "outcomes"
NONBA_WAGES, PROJECTIONS = "nonba_wages", "projections"
KINDS = (TRANSITIONS, WAGES, NONBA_WAGES, PROJECTIONS, PROGRAMMES, OUTCOMES)
SUBJECTS = {
    TRANSITIONS: say("moves between occupations"),
    WAGES: say("jobs and wages"),
    NONBA_WAGES: say("wages without a four-year degree"),
    PROJECTIONS: say("growth and openings"),
    PROGRAMMES: say("training programmes"),
    OUTCOMES: say("outcomes of training"),
}
"""What each kind is used for, as the sheet of sources says it."""


@dataclass(frozen=True)
class LocalTable:
    """One clean table of the planner's, from one or several files.

    Attributes
    ----------
    kind : str
        One of `KINDS`.
    rows : pandas.DataFrame
        As the cleaner of the kind gives them (`data.intake.cleaning`).
    read, accepted, set_aside : int
        Rows of the files.
    findings : tuple of Finding
        What was met in them.
    sha256, name : str
        Checksum, and the names of the files.
    layout : str
        The layouts of the files.
    """

    kind: str
    rows: pd.DataFrame
    read: int
    accepted: int
    set_aside: int
    findings: tuple[Finding, ...]
    sha256: str
    name: str
    layout: str = ""


def of_kind(tables: Sequence[LocalTable], kind: str) -> LocalTable | None:
    """Return the table of a kind, None where there is none."""
    return next((one for one in tables if one.kind == kind), None)
