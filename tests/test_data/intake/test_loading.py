"""From any file to a clean table: recognised or refused, nothing lost, recipes told of."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.checking import check
from data.intake.findings import SET_ASIDE, IntakeError
from data.intake.loaded import Loaded, Options
from data.intake.loading import NothingUsableError, load
from data.intake.mapping import mapping_of
from data.intake.reading.tables import RawColumn
from data.intake.reading.textfiles import TextSheet, _Loader
from data.intake.recipes import Recipe, recipe_of

HEADER = ("id", "title", "soc", "employer", "area", "posted")
GOOD = ("1", "Cook", "35-2014", "Acme", "12060", "2025-03-01")
Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Write rows of cells to a CSV file."""

    def write(header: Sequence[str], *rows: Sequence[str], name: str = "board.csv") -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return write


def test_a_known_layout_is_loaded_by_itself(written: Write, pack: Any) -> None:
    path = written(HEADER, GOOD, ("2", "", "", "Acme", "12060", ""))
    loaded = load(path, pack)
    assert (loaded.kind, loaded.preset, loaded.name) == ("postings", "headway_postings", "board.csv")
    assert (loaded.read, loaded.accepted, loaded.set_aside, loaded.distinct) == (2, 1, 1, 1)
    assert loaded.rows()["soc"].tolist() == ["35-2014"]
    assert len(loaded.sha256) == 64


def test_rows_set_aside_keep_their_own_cells(written: Write, pack: Any) -> None:
    path = written(HEADER, GOOD, ("2", "", "", "Acme Two", "12060", ""))
    rejects = load(path, pack).rejects
    assert rejects[["line", "code"]].to_numpy().tolist() == [[3, "occupation-not-named"]]
    assert rejects.loc[0, ["id", "employer", "area"]].tolist() == ["2", "Acme Two", "12060"]


def test_a_row_with_cells_beyond_the_last_column_is_set_aside(tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "board.csv"
    lines = [",".join(HEADER), ",".join(GOOD), "2,Cook, night,35-2014,Acme,12060,2025-03-01"]
    lines += [f"{n},Cook,35-2014,Employer {n},12060,2025-03-01" for n in range(3, 9)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    loaded = load(path, pack)
    assert (loaded.read, loaded.accepted, loaded.set_aside) == (8, 7, 1)
    assert loaded.rejects["code"].tolist() == ["row-too-long"]
    assert sum(one.count for one in loaded.findings if one.severity == SET_ASIDE) == 1


def test_a_file_of_no_known_kind_is_refused_in_words(written: Write, pack: Any) -> None:
    path = written(("red", "green"), ("1", "2"))
    with pytest.raises(IntakeError, match=r"board\.csv is of no kind"):
        load(path, pack)
    found = check(path, pack)
    assert (found.recognised_as, found.usable, found.accepted) == ("", False, 0)
    assert found.rows_read == found.set_aside == 1
    assert found.refusal is not None


def test_a_file_that_lacks_what_must_be_there_is_refused(written: Write, pack: Any) -> None:
    with pytest.raises(IntakeError, match="job title") as refused:
        load(written(("red", "green"), ("1", "2")), pack, "postings")
    assert "“red”" in refused.value.why


def test_a_file_of_which_no_row_can_be_used(written: Write, pack: Any) -> None:
    path = written(HEADER, ("1", "", "", "Acme", "", ""), ("2", "", "", "Acme", "", ""))
    with pytest.raises(NothingUsableError, match="All 2 rows were set aside") as refused:
        load(path, pack)
    assert len(refused.value.rejects) == 2
    found = check(path, pack)
    assert (found.recognised_as, found.rows_read, found.set_aside, found.usable) == ("postings", 2, 2, False)


def test_a_mapping_chosen_by_hand_goes_before_everything(written: Write, pack: Any) -> None:
    path = written(("What", "Who"), ("Cook", "Acme"))
    mapping = mapping_of("postings", {"title": "What", "employer": "Who"}, "")
    loaded = load(path, pack, mapping=mapping)
    assert loaded.rows()[["title", "employer"]].to_numpy().tolist() == [["Cook", "Acme"]]
    assert loaded.mapping == mapping


def test_a_recipe_applies_as_far_as_it_fits_and_says_what_changed(written: Write, pack: Any) -> None:
    columns = {"title": "Job", "employer": "Firm", "posted": "Opened", "industry": "Trade"}
    recipe = Recipe("Our board", "postings", ("Job", "Firm", "Opened", "Trade"), columns, {})
    path = written(("Job", "Firm Name", "Opened", "Remark"), ("Cook", "Acme", "2025-03-01", "x"))
    loaded = load(path, pack, recipe=recipe)
    assert loaded.preset == "Our board"
    assert loaded.rows()[["title", "employer"]].to_numpy().tolist() == [["Cook", "Acme"]]
    codes = {one.code for one in loaded.findings}
    assert {"recipe-column-renamed", "recipe-column-missing", "recipe-column-new"} <= codes


def test_the_size_of_pay_tells_its_period_where_the_layout_says_so(written: Write, pack: Any) -> None:
    header = (
        "Job ID",
        "Civil Service Title",
        "Agency",
        "Posting Type",
        "Salary Range From",
        "Salary Range To",
    )
    path = written(
        header, ("1", "Cook", "A", "Internal", "20", "30"), ("2", "Cook", "B", "External", "40000", "")
    )
    loaded = load(path, pack)
    assert loaded.preset == "nyc_jobs"
    assert loaded.rows()["wage_annual_usd"].tolist() == [52_000, 40_000]
    assert [one.count for one in loaded.findings if one.code == "wage-period-by-size"] == [2]


def test_job_postings_of_schema_org(tmp_path: Path, pack: Any) -> None:
    posting = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": "Registered Nurse",
        "datePosted": "2025-03-01",
        "validThrough": "2025-04-01T00:00",
        "identifier": {"@type": "PropertyValue", "value": "n-1"},
        "hiringOrganization": {"@type": "Organization", "name": "City Hospital"},
        "jobLocation": {
            "address": {"addressLocality": "Atlanta", "addressRegion": "GA", "postalCode": "30303"}
        },
        "baseSalary": {"currency": "USD", "value": {"minValue": 30, "maxValue": 40, "unitText": "HOUR"}},
        "educationRequirements": {"credentialCategory": "associate degree"},
        "jobLocationType": "TELECOMMUTE",
    }
    path = tmp_path / "postings.json"
    path.write_text(json.dumps([posting, {**posting, "identifier": {"value": "n-2"}, "title": "Cook"}]))
    loaded = load(path, pack)
    assert loaded.preset == "schema_org"
    row = loaded.rows().iloc[0]
    assert (row["id"], row["soc"], row["employer"], row["area"]) == (
        "n-1",
        "29-1141",
        "City Hospital",
        "0012060",
    )
    assert (row["wage_annual_usd"], row["education"], row["remote"]) == (35 * 2080, "associate", True)


def test_a_table_for_the_caller_s_folder(written: Write, tmp_path: Path, pack: Any) -> None:
    loaded = load(written(HEADER, GOOD), pack, options=Options(folder=tmp_path))
    assert loaded.table == tmp_path / "postings.parquet"
    assert loaded.rows()["title"].tolist() == ["Cook"]


def same_as_read(found: Loaded) -> bool:
    return found.accepted + found.set_aside == found.read and len(found.rejects) == found.set_aside


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ROW = st.tuples(*(st.sampled_from([value, ""]) | ANY_TEXT for value in GOOD))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=st.lists(ROW, max_size=6))
def test_whatever_stands_in_a_file_no_row_is_lost(
    rows: list[tuple[str, ...]], written: Write, pack: Any
) -> None:
    path = written(HEADER, GOOD, *rows)
    found = load(path, pack, "postings")
    assert same_as_read(found)
    assert sum(one.count for one in found.findings if one.severity == SET_ASIDE) == found.set_aside


@pytest.mark.parametrize("rows", ["blank", "misfit", "plain"])
def test_large_postings_read_in_one_pass_are_those_counted_before(
    rows: str, pack: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that is blank or does not fit sends the file through the reading that counts first."""
    odd = {"blank": ",,,\n , ,,\n", "misfit": '9,"Cook\nand more",Acme,2024-01-05\n', "plain": ""}[rows]
    body = "".join(f"{number},Cashier,Acme {number},2024-01-0{number % 9 + 1}\n" for number in range(500))
    path = tmp_path / "jobs.csv"
    path.write_text(
        f"id,title,employer,posted\n{body}{odd}{body.replace('Acme', 'Bolt')}500,Cook,Acme,soon\n"
    )
    small = load(path, pack, "postings")
    taken: list[bool] = []
    regular = _Loader.regular

    def noted(self: _Loader, *, verify: bool) -> Any:
        taken.append(verify)
        return regular(self, verify=verify)

    monkeypatch.setattr(TextSheet.__init__, "__defaults__", (0,))
    monkeypatch.setattr(_Loader, "regular", noted)
    large = load(path, pack, "postings", options=Options(folder=tmp_path))
    assert taken == ([False] if rows == "plain" else [False, True])
    assert (large.read, large.accepted, large.set_aside, large.repeated) == (
        small.read,
        small.accepted,
        small.set_aside,
        small.repeated,
    )
    assert large.findings == small.findings
    assert isinstance(large.table, Path)
    columns = ["line", "id", "title", "soc", "posted"]
    kept = large.rows().sort_values("line", ignore_index=True)[columns]
    assert kept.astype(str).equals(small.rows()[columns].astype(str))


def test_a_recipe_saved_from_a_layout_still_fills_blanks_next_month(written: Write, pack: Any) -> None:
    header = ["control_number", "position_title", "occupation_series", "agency", "department", "open_date"]
    rows = [
        ["1", "Cook", "7404", "", "Department of the Army", "2025-03-01"],
        ["2", "Cook", "7404", "Forest Service", "Department of Agriculture", "2025-03-01"],
    ]
    may = load(written(header, *rows), pack)
    assert may.preset == "usajobs"
    header_columns = [RawColumn(place, name, name) for place, name in enumerate(header)]
    recipe = recipe_of("Federal", may.mapping, header_columns)

    def employers(*headings: str) -> list[str]:
        path = written(headings, *rows, name="june.csv")
        return load(path, pack, recipe=recipe).rows()["employer"].tolist()

    filled = ["Department of the Army", "Forest Service"]
    assert employers(*header) == may.rows()["employer"].tolist() == filled
    assert employers(*[{"agency": "agency_name"}.get(one, one) for one in header]) == filled
    departments = ["Department of the Army", "Department of Agriculture"]
    assert employers(*[{"agency": "remarks"}.get(one, one) for one in header]) == departments
