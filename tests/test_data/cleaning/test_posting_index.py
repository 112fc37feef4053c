"""An index of postings by state and day becomes one of months."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from data.intake.cleaning import posting_index
from data.intake.loaded import Source

Sheet = Callable[..., Source]
HEADS = ["date", "state", "indeed_job_postings_index"]
FIELDS = {"date": "date", "area": "state", "index": "indeed_job_postings_index"}


def cleaned(sheet: Sheet, rows: list[tuple[str, ...]]) -> tuple[posting_index.Cleaned, list[str]]:
    source = sheet("posting_index", HEADS, rows, FIELDS)
    found = posting_index.clean(source)
    assert found.accepted + len(found.rejects) == len(rows)
    return found, [one.code for one in source.log.findings()]


def test_days_become_months(sheet: Sheet) -> None:
    february = [(f"2025-02-{day:02}", "ga", str(100 + day)) for day in range(1, 29)]
    found, codes = cleaned(sheet, [*february, ("2025-03-01", "Georgia", "90"), ("2025-03-02", "AL", "80")])
    assert codes == []
    told = found.table.to_dict("records")
    assert told[0] == {"area": "0100000", "month": "2025-03", "index": 80.0, "days": 1, "complete": False}
    assert [(row["month"], row["index"], row["complete"]) for row in told[1:]] == [
        ("2025-02", pytest.approx(114.5), True),
        ("2025-03", 90.0, False),
    ]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (("2025-03-02", "Atlantis", "90"), "area-unknown"),
        (("soon", "ga", "90"), "period-unreadable"),
        (("2025-03-02", "ga", "many"), "index-unreadable"),
        (("2025-03-02", "ga", ""), "index-unreadable"),
        (("2025-03-02", "ga", "-1"), "index-unreadable"),
        (("March 1, 2025", "Georgia", "91"), "index-repeated"),
        (("3/2/2025", "Georgia", "91"), "period-unreadable"),
    ],
)
def test_a_day_that_cannot_be_used_is_set_aside(sheet: Sheet, row: tuple[str, ...], code: str) -> None:
    found, codes = cleaned(sheet, [("2025-03-01", "ga", "90"), row])
    assert codes == [code]
    assert found.table["index"].tolist() == [90.0]


def test_the_column_decides_whether_the_month_stands_first(sheet: Sheet) -> None:
    found, codes = cleaned(sheet, [("3/4/2025", "ga", "90"), ("3/29/2025", "ga", "92")])
    assert codes == []
    assert found.table[["month", "index", "days"]].to_numpy().tolist() == [["2025-03", 91.0, 2]]
