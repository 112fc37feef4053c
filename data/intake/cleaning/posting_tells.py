"""What is told of postings once they are clean: copies, open titles, pay that cannot be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.intake.cleaning.lookups import Staged

if TYPE_CHECKING:
    from data.intake.loaded import Source


def tell_of_titles(source: Source) -> int:
    """Put findings on titles that left their occupation open; return how many postings stay uncoded."""
    uncoded = 0
    tests = (
        ("title-uncertain", "coded_by = ''"),
        ("series-broad", "coded_by = 'series' AND confidence IS NULL"),
    )
    for code, test in tests:
        rows = f"FROM postings WHERE {test}"
        count, *_ = source.connection.execute(f"SELECT count(*) {rows}").fetchone() or (0,)
        if count:
            first = source.connection.execute(f"SELECT line, title {rows} ORDER BY line LIMIT 30").fetchall()
            lines, values = [line for line, _ in first], [text for _, text in first]
            source.log.tally(code, int(count), lines, source.heading("title"), values)
        uncoded += int(count) if code == "title-uncertain" else 0
    return uncoded


def tell_of_copies(source: Source, table: Staged, repeated: int) -> None:
    if not repeated:
        return
    title = table.text("title")
    first = source.connection.execute(
        f"SELECT s.line, coalesce({title}, '') FROM {table.relation} AS s "
        "JOIN (FROM copies ORDER BY line LIMIT 30) AS few ON few.line = s.line ORDER BY s.line"
    ).fetchall()
    lines = [line for line, _ in first]
    source.log.tally("repeated-posting", repeated, lines, "", [text for _, text in first])


def tell_of_pay(source: Source, table: Staged) -> None:
    low = "wage_low_usd" if "wage_low_usd" in table.fields else "wage"
    codes = ("wage-period-unknown", "wage-implausible", "wage-period-by-size")
    for code, name in zip(codes, ("wage_period", low, low), strict=True):
        rows = f"FROM postings WHERE wage_trouble = '{code}'"
        count, *_ = source.connection.execute(f"SELECT count(*) {rows}").fetchone() or (0,)
        if count:
            shown = (
                "wage_period" if code == "wage-period-unknown" else "coalesce(wage_low_usd, wage_high_usd)"
            )
            first = source.connection.execute(
                f"SELECT line, CAST({shown} AS VARCHAR) {rows} ORDER BY line LIMIT 30"
            ).fetchall()
            lines, values = [line for line, _ in first], [text for _, text in first]
            source.log.tally(code, int(count), lines, source.heading(name), values)
