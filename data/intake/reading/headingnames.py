"""Names for the columns of a table, put together from headings that may be stacked, merged or missing."""

from __future__ import annotations

from collections.abc import Sequence

from data.intake.reading.tables import Merge, Row

_BETWEEN = " – "


def heading_names(
    block: Sequence[Row], width: int, merges: Sequence[Merge] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a unique name for every column, and the headings as written.

    A heading over several columns is carried over them and named first: “Employment – 2016”. Headings that
    stand above each other in one column only are one text broken into lines: “Unemploy-”, “ment Rate”,
    “(%)” make “Unemployment Rate (%)”.

    Parameters
    ----------
    block : sequence of Row
        The rows of headings.
    width : int
        Columns of the table.
    merges : sequence of Merge
        Cells made one.
    """
    rows = [[_clean(cell) for cell in cells] + [""] * (width - len(cells)) for _, cells in block]
    carried, wide = _spans([line for line, _ in block], rows, merges)
    written = tuple(
        _joined([row[column] for row in carried], [row[column] for row in wide]) for column in range(width)
    )
    return unique_names(written), written


def _clean(cell: str) -> str:
    return " ".join(cell.replace("\u00a0", " ").split())


def _spans(
    lines: Sequence[int], rows: list[list[str]], merges: Sequence[Merge]
) -> tuple[list[list[str]], list[list[bool]]]:
    """Carry the headings that stand over several columns over all of them, and tell which they are."""
    carried = [list(row) for row in rows]
    wide = [[False] * len(row) for row in rows]
    settled = [[False] * len(row) for row in rows]
    for top, left, bottom, right in merges:
        if top not in lines:
            continue
        place = lines.index(top)
        for column in range(left, min(right + 1, len(rows[place]))):
            carried[place][column] = rows[place][left]
            wide[place][column] = right > left
            for below, line in enumerate(lines):
                settled[below][column] = settled[below][column] or top <= line <= bottom
    for place in range(len(rows) - 2, -1, -1):
        for column, end in _reaches(place, carried, settled, rows).items():
            for target in range(column, end):
                carried[place][target] = carried[place][column]
                wide[place][target] = True
    return carried, wide


def _reaches(
    place: int, carried: list[list[str]], settled: list[list[bool]], rows: list[list[str]]
) -> dict[int, int]:
    """Return how far to the right each heading of a row stands over the headings of the row below.

    Only where all of them stand over several: otherwise the rows are one text broken into lines.
    """
    row, below = carried[place], carried[place + 1]
    free = [not done for done in settled[place]]
    reach: dict[int, int] = {}
    for column, name in enumerate(rows[place]):
        if not (name and below[column] and free[column]):
            continue
        end = column + 1
        while end < len(row) and not row[end] and below[end] and free[end]:
            if any(rows[above][end] for above in range(place)):
                break
            end += 1
        reach[column] = end
    return reach if all(end - column > 1 for column, end in reach.items()) else {}


def _joined(parts: Sequence[str], wide: Sequence[bool]) -> str:
    """Put the headings above each other in one column together."""
    name, last = "", -1
    for place, part in enumerate(parts):
        if not part or (last >= 0 and part == parts[last]):
            continue
        if last < 0:
            name = part
        elif wide[last]:
            name = f"{name}{_BETWEEN}{part}"
        elif name.endswith("-") and part[:1].islower():
            name = name[:-1] + part
        else:
            name = f"{name} {part}"
        last = place
    return name


def unique_names(written: Sequence[str]) -> tuple[str, ...]:
    """Return names that are unique whatever their letters' case, and never blank.

    Examples
    --------
    >>> unique_names(["Pay", "", "pay"])
    ('Pay', 'Column 2', 'pay (2)')
    """
    names: list[str] = []
    taken: set[str] = set()
    for place, heading in enumerate(written):
        name = heading or f"Column {place + 1}"
        wanted, number = name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted} ({number})"
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)
