"""What filled funnels say as a workbook for the planner: a sheet a table, without formulas."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.version import program_version
from workbook.writing.layout import Stamp
from workbook.writing.plain import PlainSheet, write_stamped

if TYPE_CHECKING:
    from workbook.model.answer import Answer
    from workbook.plan import Parameters

TITLE = "Hiring funnels"
SOURCE = "counts of employers, as they filled them in"


def write_report(answer: Answer, path: Path, day: datetime.date, given: Parameters) -> Path:
    """Write the tables of an answer about funnels, a sheet each, and return where the workbook stands.

    Raises
    ------
    PlannerError
        When it cannot be written; an older file then stays as it was.
    """
    stamp = Stamp(TITLE, SOURCE, given.hash, day, program_version())
    sheets = [
        PlainSheet(one.label, answer.sentence, one.rows[list(one.first or one.columns)], one.columns)
        for one in answer.tables
        if len(one.rows) or one.label == answer.tables[0].label
    ]
    return write_stamped(stamp, TITLE, sheets, path)
