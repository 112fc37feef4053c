"""The rows of a file that a finding is about, with the cell that it names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.language import say
from workbook.desk import SourceFile

if TYPE_CHECKING:
    from data.intake.findings import Finding
    from data.intake.loaded import Loaded

MOST_ROWS = 500
_CLASH = " (file)"


@dataclass(frozen=True)
class FindingRows:
    """Rows as they stand in the file, and the place of the column that the finding is about (−1 for none)."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marked: int
    of: int
    """Rows that the finding is about altogether."""


def set_aside_rows(loaded: Loaded, finding: Finding) -> FindingRows:
    """Return the first rows set aside for the reason of a finding. They are at hand: nothing is read."""
    from data.intake.loaded import REJECTS

    rejects = loaded.rejects[loaded.rejects["code"] == finding.code]
    own = [name for name in rejects.columns if name not in REJECTS]
    of = loaded.rejects_by_code.get(finding.code, len(rejects))
    shown = rejects.head(MOST_ROWS)
    if not own:
        rows = shown[["line", "value"]].astype("str").itertuples(index=False, name=None)
        return FindingRows((say("Line"), say("What stands there")), tuple(rows), 1, of)
    cells = shown[own].fillna("").astype("str")
    lines = shown["line"].astype("str")
    rows = ((line, *row) for line, row in zip(lines, cells.itertuples(index=False, name=None), strict=True))
    field = next(iter(shown["column"]), "")
    column = loaded.mapping.column(field) or field
    headings = tuple(name.removesuffix(_CLASH) for name in own)
    marked = 1 + headings.index(column) if column in headings else -1
    return FindingRows((say("Line"), *headings), tuple(rows), marked, of)


def read_rows(file: SourceFile, sheet: str, finding: Finding) -> FindingRows:
    """Read the lines that a finding names from a sheet of the file.

    Raises
    ------
    IntakeError
        When the file cannot be read any more.
    """
    from data.intake.reading.rawfile import open_file
    from workbook.deskfiles import header_of

    with open_file(Path(file.path)) as opened:
        raw = opened.table(sheet, header_of(file))
        cells = ", ".join(f"coalesce({one.cell}, '')" for one in raw.columns)
        listed = ", ".join(map(str, finding.lines))
        found = opened.connection.execute(
            f"SELECT line, {cells} FROM {raw.relation} WHERE line IN ({listed}) ORDER BY line"
        ).fetchall()
    headings = tuple(one.name for one in raw.columns)
    rows = tuple(tuple(map(str, row)) for row in found)
    column = finding.column
    marked = 1 + headings.index(column) if column in headings else -1
    return FindingRows((say("Line"), *headings), rows, marked, finding.count)
