"""Training programmes and what became of people after them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.cleaning import outcomes, programmes
from data.intake.loaded import Cleaned, Source

Sheet = Callable[..., Source]
PROGRAMME = ("id", "title", "cip", "soc", "cost_usd", "tuition_usd", "fees_usd", "weeks", "hours", "zip")
OUTCOME = ("provider", "cip", "completers", "placement_share", "earnings_usd")


def read(
    sheet: Sheet,
    kind: str,
    names: tuple[str, ...],
    rows: list[tuple[str, ...]],
    notes: dict[str, str] | None = None,
) -> tuple[pd.DataFrame, Cleaned, dict[str, int]]:
    source = sheet(kind, list(names), rows, {name: name for name in names}, notes)
    cleaned = (programmes if kind == "programmes" else outcomes).clean(source)
    assert isinstance(cleaned.table, pd.DataFrame)
    assert cleaned.accepted + len(cleaned.rejects) == len(rows)
    return cleaned.table, cleaned, {one.code: one.count for one in source.log.findings()}


def test_a_programme_keeps_its_zeros_and_its_dot(sheet: Sheet) -> None:
    row = ("4608", "Law Enforcement", "430107", "33-3051.00", "4430", "4395", "35", "8", "1,200", "8098")
    table, _, found = read(sheet, "programmes", PROGRAMME, [row], {"weeks": "length class"})
    first = table.iloc[0]
    assert list(table.columns) == list(programmes.COLUMNS)
    assert (first["cip"], first["zip"], first["soc"], first["id"]) == ("43.0107", "08098", "33-3051", "4608")
    assert (first["cost_usd"], first["cost_mark"], first["hours"]) == (4430.0, "", 1200.0)
    assert (first["weeks_low"], first["weeks_high"], first["weeks"], first["weeks_mark"]) == (
        56.0,
        104.0,
        80.0,
        "class",
    )
    assert found == {}


def test_a_cost_that_is_missing_or_less_than_its_parts_is_added_up(sheet: Sheet) -> None:
    rows = [
        ("1", "A", "", "", "0", "1000", "50", "12", "", ""),
        ("2", "B", "", "", "", "700", "", "12", "", ""),
        ("3", "C", "", "", "0", "0", "0", "12", "", ""),
        ("4", "D", "", "", "", "", "", "", "", ""),
    ]
    table, _, _ = read(sheet, "programmes", PROGRAMME, rows)
    assert table["cost_usd"].fillna(-1).tolist() == [1050.0, 700.0, 0.0, -1.0]
    assert table["cost_mark"].tolist() == ["added up", "added up", "", ""]
    assert table["weeks"].fillna(-1).tolist() == [12.0, 12.0, 12.0, -1.0]


def test_what_cannot_be_read_is_left_blank_and_a_nameless_row_set_aside(sheet: Sheet) -> None:
    rows = [
        ("1", "A", "nursing", "99-9999", "much", "1000", "", "long", "", "K1A"),
        ("1", "A", "nursing", "99-9999", "much", "1000", "", "long", "", "K1A"),
        ("2", "", "51.3901", "", "", "", "", "", "", ""),
    ]
    table, cleaned, found = read(sheet, "programmes", PROGRAMME, rows)
    assert (len(table), cleaned.repeated, cleaned.accepted) == (1, 1, 2)
    assert cleaned.rejects["code"].tolist() == ["programme-without-name"]
    assert set(found) == {
        *("cip-unreadable", "zip-unreadable", "figure-unreadable"),
        *("programme-code-unknown", "programme-repeated", "programme-without-name"),
    }


def test_withheld_outcomes_are_not_zero(sheet: Sheet) -> None:
    rows = [
        ("6", "511020", "10", "0", "-99999"),
        ("27", "520301", "7", "0.71", "5013"),
        ("28", "10202", "", "n/a", "*"),
    ]
    table, _, found = read(sheet, "outcomes", OUTCOME, rows)
    assert list(table.columns) == list(outcomes.COLUMNS)
    assert table["cip"].tolist() == ["51.1020", "52.0301", "01.0202"]
    assert table["placement_share"].fillna(-1).tolist() == [0.0, 0.71, -1.0]
    assert table["placement_share_mark"].tolist() == ["", "", "absent"]
    assert table["earnings_usd_mark"].tolist() == ["suppressed", "", "suppressed"]
    assert found == {"outcome-suppressed": 2}


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("outcome-unreadable", ("7", "511020", "ten", "", "")),
        ("outcome-unreadable", ("7", "511020", "10", "71", "")),
        ("outcome-repeated", ("6", "51.1020", "1", "", "")),
        ("programme-without-name", ("", "", "1", "", "")),
    ],
)
def test_outcomes_that_cannot_be_used_are_set_aside(code: str, row: tuple[str, ...], sheet: Sheet) -> None:
    _, cleaned, found = read(sheet, "outcomes", OUTCOME, [("6", "511020", "10", "0.5", "5000"), row])
    assert cleaned.rejects[["line", "code"]].to_numpy().tolist() == [[3, code]]
    assert found == {code: 1}


def test_percentages_are_shares_when_somebody_says_so(sheet: Sheet) -> None:
    row = [("6", "511020", "10", "71", "5000"), ("7", "511020", "10", "71%", "5000")]
    told, _, _ = read(sheet, "outcomes", OUTCOME, row[:1], {"shares": "percent"})
    written, _, _ = read(sheet, "outcomes", OUTCOME, row[1:])
    assert told["placement_share"].tolist() == written["placement_share"].tolist() == [0.71]


cell = st.sampled_from(["", "A", "511020", "51.1020", "0.5", "71", "-99999", "*", "x", "1,200", "8098", "8"])


@pytest.mark.parametrize(("kind", "names"), [("programmes", PROGRAMME), ("outcomes", OUTCOME)])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_row_is_lost(kind: str, names: tuple[str, ...], data: Any, sheet: Any) -> None:
    rows = data.draw(st.lists(st.tuples(*[cell] * len(names)), max_size=8))
    _, cleaned, _ = read(sheet, kind, names, rows)
    assert cleaned.rejects["line"].is_unique
