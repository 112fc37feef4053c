"""Telling from its first line whether a dropped file holds postings or unemployed people."""

from __future__ import annotations

from pathlib import Path

from workbook.errors import PlannerError

POSTINGS, UNEMPLOYED = "postings", "unemployed"
LAYOUTS = {
    POSTINGS: "id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education",
    UNEMPLOYED: "soc,group,period,unemployed",
}
TELLING = {POSTINGS: {"id", "title"}, UNEMPLOYED: {"period", "unemployed"}}
"""Columns that a layout cannot do without."""


def kind_of(path: Path) -> str:
    """Return ``postings`` or ``unemployed``.

    Raises
    ------
    PlannerError
        When the file cannot be read or its first line names neither set of columns.
    """
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            line = next((text for text in file if text.strip(" ,\r\n")), "")
    except OSError as trouble:
        raise PlannerError(
            f"The file {path.name} cannot be read",
            trouble.strerror or "The disk answered with an error",
            "Check that it is there and not open elsewhere, then drop it again",
        ) from trouble
    names = {name.strip().strip('"').casefold() for name in line.split(",")}
    for kind, needed in TELLING.items():
        if needed <= names:
            return kind
    raise PlannerError(
        f"{path.name} was not recognised",
        "Its first line names neither the columns of a postings file nor those of an unemployment file",
        f"Save it as CSV with the columns {LAYOUTS[POSTINGS]}, or {LAYOUTS[UNEMPLOYED]}",
    )
