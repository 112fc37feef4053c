"""Postings of any layout: coded, placed, paid by the year, each opening once, no row lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import engine
from data.intake.cleaning.postings import COLUMNS, clean
from data.intake.findings import SET_ASIDE, Finding, FindingLog
from data.intake.loaded import Cleaned, Options, Source
from data.intake.mapping import Mapping, mapping_of
from data.intake.presets import presets
from data.intake.reading.progress import Watch
from data.intake.reading.tables import HeaderGuess, RawColumn, RawTable

GOOD = {
    "id": "1",
    "title": "Retail Sales Supervisor",
    "soc": "41-1011",
    "employer": "Acme",
    "area": "35620",
    "posted": "2025-03-01",
    "expires": "2025-04-01",
    "wage_low_usd": "20",
    "wage_high_usd": "30",
    "wage_period": "hour",
    "education": "high school",
}
Row = dict[str, str]
Cleaning = Callable[..., "Outcome"]


class Outcome:
    """What cleaning gave, with its findings."""

    def __init__(self, cleaned: Cleaned, findings: tuple[Finding, ...]) -> None:
        self.cleaned, self.findings = cleaned, findings
        assert isinstance(cleaned.table, pd.DataFrame)
        self.rows = cleaned.table

    @property
    def codes(self) -> list[str]:
        """Codes of the findings."""
        return [one.code for one in self.findings]


@contextmanager
def raw_table(
    connection: duckdb.DuckDBPyConnection, names: tuple[str, ...], rows: list[tuple[str, ...]]
) -> Iterator[RawTable]:
    """Put rows of text where the reading would put them."""
    frame = pd.DataFrame(rows, columns=[f"c{place}" for place in range(len(names))], dtype="str")
    frame = frame.mask(frame == "")
    frame.insert(0, "line", range(2, len(rows) + 2))
    connection.register("given", frame)
    cells = ", ".join(f"CAST(c{place} AS VARCHAR) AS c{place}" for place in range(len(names)))
    connection.execute(
        f"CREATE TEMP TABLE sheet AS SELECT line, {cells}, CAST(NULL AS VARCHAR) AS overflow FROM given"
    )
    columns = tuple(RawColumn(place, name, name) for place, name in enumerate(names))
    guess = HeaderGuess(1, 1, names, 2, (), 1.0, "", names)
    count = len(rows)
    yield RawTable(
        "sheet",
        "sheet",
        "(SELECT * EXCLUDE (line) FROM sheet)",
        columns,
        guess,
        count + 1,
        0,
        1,
        0,
        0,
        count,
        (),
        (),
    )


def cleaned(
    pack: Any, folder: Path, rows: list[Row], mapping: Mapping | None = None, **options: Any
) -> Outcome:
    """Clean rows whose columns are our own fields, or those of a mapping."""
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    cells = [tuple(row.get(name, "") for name in names) for row in rows]
    mapping = mapping or mapping_of("postings", {name: name for name in names}, "")
    log = FindingLog("local.csv")
    with engine.connect(threads=1) as connection, raw_table(connection, names, cells) as raw:
        source = Source("local.csv", raw, connection, mapping, pack, Options(**options), log, Watch(), folder)
        return Outcome(clean(source), log.findings())


@pytest.fixture
def reading(pack: Any, tmp_path: Path) -> Cleaning:
    """Clean postings of which each differs from a good one as told; ids and employers differ."""

    def read(*differences: Row, **options: Any) -> Outcome:
        rows = [
            {**GOOD, "id": str(n + 1), "employer": f"Employer {'ABCDEFGHIJ'[n]}", **one}
            for n, one in enumerate(differences)
        ]
        return cleaned(pack, tmp_path, rows, **options)

    return read


def test_a_good_posting(reading: Cleaning) -> None:
    read = reading({})
    assert tuple(read.rows.columns) == COLUMNS
    row = read.rows.iloc[0]
    assert (row["id"], row["soc"], row["area"], row["education"]) == (
        "1",
        "41-1011",
        "0035620",
        "high school",
    )
    assert (row["coded_by"], row["confidence"]) == ("code", 1.0)
    assert row["wage_annual_usd"] == 25 * 2080
    assert (row["posted"], row["expires"]) == (pd.Timestamp("2025-03-01"), pd.Timestamp("2025-04-01"))
    assert (read.cleaned.accepted, read.cleaned.repeated, read.findings) == (1, 0, ())


def test_what_a_posting_does_not_state_stays_blank(reading: Cleaning) -> None:
    names = ("employer", "area", "posted", "expires", "wage_low_usd", "wage_high_usd", "education")
    row = reading(dict.fromkeys(names, "")).rows.iloc[0]
    assert (row["employer"], row["area"], row["education"]) == ("", "", "")
    assert row[["posted", "expires", "wage_annual_usd"]].isna().all()


@pytest.mark.parametrize(
    ("code", "difference"),
    [
        ("occupation-not-named", {"title": "", "soc": ""}),
        ("code-unknown", {"soc": "99-9999", "title": ""}),
        ("code-split", {"soc": "15-1199", "title": ""}),
        ("area-unknown", {"area": "36061"}),
        ("expires-unreadable", {"expires": "soon"}),
    ],
)
def test_a_row_that_cannot_be_used_is_set_aside_with_a_finding(
    code: str, difference: Row, reading: Cleaning
) -> None:
    read = reading({}, difference)
    (finding,) = read.findings
    assert (finding.code, finding.severity, finding.count) == (code, "set aside", 1)
    assert "line 3" in finding.where
    assert read.cleaned.rejects[["line", "code"]].to_numpy().tolist() == [[3, code]]


@pytest.mark.parametrize(
    ("code", "difference", "column"),
    [
        ("posted-unreadable", {"posted": "yesterday"}, "posted"),
        ("date-order-ambiguous", {"posted": "3/4/2025"}, "posted"),
        ("wage-unreadable", {"wage_high_usd": "a lot"}, "wage_annual_usd"),
        ("wage-period-unknown", {"wage_period": ""}, "wage_annual_usd"),
        ("wage-implausible", {"wage_period": "year"}, "wage_annual_usd"),
        ("education-unknown", {"education": "Wizardry"}, "education"),
    ],
)
def test_a_value_that_cannot_be_used_is_left_blank_with_a_finding(
    code: str, difference: Row, column: str, reading: Cleaning
) -> None:
    read = reading(difference)
    assert read.cleaned.accepted == 1
    value = read.rows[column].iloc[0]
    assert value == "" or pd.isna(value)
    assert read.codes == [code]
    assert read.findings[0].count == 1


def test_the_order_of_dates_is_decided_by_the_file_or_told(reading: Cleaning) -> None:
    decided = reading({"posted": "3/4/2025", "expires": "3/29/2025"})
    assert decided.rows["posted"].tolist() == [pd.Timestamp("2025-03-04")]
    told = reading({"posted": "3/4/2025"}, notes={"date_order": "day-first"})
    assert told.rows["posted"].tolist() == [pd.Timestamp("2025-04-03")]
    assert told.findings == ()


def test_a_wrong_code_is_made_good_by_the_title(reading: Cleaning) -> None:
    read = reading({"soc": "99-9999", "title": "Registered Nurse"})
    assert read.rows[["soc", "coded_by"]].to_numpy().tolist() == [["29-1141", "title"]]
    assert read.codes == ["code-unknown-title-used"]


def test_a_title_that_says_too_little_is_accepted_and_put_on_the_review_list(reading: Cleaning) -> None:
    read = reading({"soc": "", "title": "Xqzzt"}, {})
    assert read.rows["soc"].tolist() == ["", "41-1011"]
    assert read.codes == ["title-uncertain"]
    assert (read.cleaned.accepted, read.cleaned.facts["uncoded"]) == (2, 1)
    assert read.cleaned.facts["review"]["title"].tolist() == ["Xqzzt"]


def test_a_person_s_correction_goes_before_the_index(reading: Cleaning) -> None:
    read = reading({"soc": "", "title": "Xqzzt"}, corrections={"xqzzt": "35-3031"})
    assert read.rows["soc"].tolist() == ["35-3031"]


@pytest.mark.parametrize(
    ("differences", "kept"),
    [
        ([{"employer": "Acme"}, {"employer": "ACME, Inc.", "title": "RETAIL SALES SUPERVISOR"}], ["Acme"]),
        ([{"employer": "Acme"}, {"employer": "Acme", "area": ""}], ["Acme", "Acme"]),
        ([{"employer": "Acme"}, {"employer": "Acme", "posted": "2025-06-01"}], ["Acme", "Acme"]),
        ([{"employer": ""}, {"employer": ""}], ["", ""]),
        ([{"id": "7"}, {"id": "7"}], ["Employer A"]),
        # Different numbers and no day: nobody can tell whether they came out together.
        ([{"employer": "Acme", "posted": ""}, {"employer": "Acme", "posted": ""}], ["Acme", "Acme"]),
    ],
)
def test_copies_count_once(differences: list[Row], kept: list[str], reading: Cleaning) -> None:
    read = reading(*differences)
    assert read.rows["employer"].tolist() == kept
    assert read.cleaned.accepted == len(differences)
    assert read.cleaned.repeated == len(differences) - len(kept)
    assert read.codes == ["repeated-posting"] * (len(kept) < len(differences))


def test_places_of_other_forms(pack: Any, tmp_path: Path) -> None:
    rows = [
        {"title": "Cook", "soc": "35-2014", "place": place}
        for place in ("Atlanta, GA", "Nowhere, GA", "Mars")
    ]
    read = cleaned(pack, tmp_path, rows)
    assert read.rows["area"].tolist() == ["0012060", "1300000", ""]
    assert sorted(read.codes) == ["place-state-only", "place-unknown"]


def test_coordinates_alone_do_not_place_a_posting(pack: Any, tmp_path: Path) -> None:
    read = cleaned(
        pack, tmp_path, [{"title": "Cook", "soc": "35-2014", "latitude": "33.7", "longitude": "-84.4"}]
    )
    assert read.codes == ["coordinates-not-used"]


def test_remote_and_agency_postings_are_marked(reading: Cleaning) -> None:
    read = reading({"title": "Nurse (Remote)"}, {"employer": "Ace Staffing"}, {})
    assert read.rows[["remote", "staffing"]].to_numpy().tolist() == [
        [True, False],
        [False, True],
        [False, False],
    ]
    assert (read.cleaned.facts["remote"], read.cleaned.facts["staffing"]) == (1, 1)


def test_a_large_table_goes_to_the_caller_s_folder(pack: Any, tmp_path: Path) -> None:
    names = tuple(GOOD)
    with engine.connect(threads=1) as connection, raw_table(connection, names, [tuple(GOOD.values())]) as raw:
        mapping = mapping_of("postings", {name: name for name in names}, "")
        options = Options(folder=tmp_path)
        source = Source("x", raw, connection, mapping, pack, options, FindingLog("x"), Watch(), tmp_path)
        assert clean(source).table == tmp_path / "postings.parquet"
    assert (tmp_path / "postings.parquet").is_file()


def test_federal_series_lead_to_occupations(pack: Any, tmp_path: Path) -> None:
    titles = {
        "Attorney-Adviser, GS-0905-14": "0905 - Attorney",
        "Wizard GS-0301-12": "0301 - Miscellaneous Administration And Program",
    }
    rows = [
        {"control_number": str(n), "position_title": title, "occupation_series": series, "agency": "A"}
        for n, (title, series) in enumerate(titles.items())
    ]
    columns = tuple(RawColumn(place, name, name) for place, name in enumerate(rows[0]))
    read = cleaned(pack, tmp_path, rows, presets()["usajobs"].mapping(columns))
    assert read.rows["soc"].tolist() == ["23-1011", "13-1199"]
    assert read.rows["coded_by"].tolist() == ["series", "series"]
    assert read.codes == ["series-broad"]


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
POSTING = st.fixed_dictionaries(
    {name: st.sampled_from([value, ""]) | ANY_TEXT for name, value in GOOD.items() if name != "title"}
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.lists(POSTING, min_size=1, max_size=6))
def test_nothing_is_lost(rows: list[Row], pack: Any, tmp_path: Path) -> None:
    read = cleaned(pack, tmp_path, [{"title": "", **row} for row in rows])
    result = read.cleaned
    assert result.accepted + len(result.rejects) == len(rows)
    assert len(read.rows) == result.accepted - result.repeated
    assert sum(one.count for one in read.findings if one.severity == SET_ASIDE) == len(result.rejects)
    assert read.rows["wage_annual_usd"].dropna().between(5_000, 2_000_000).all()
