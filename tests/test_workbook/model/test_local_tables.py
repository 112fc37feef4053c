"""The planner's own moves, wages and programmes take their place in the model, and every view says so."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest

from workbook.errors import PlannerError
from workbook.model.local_moves import directions, with_moves
from workbook.model.local_wages import with_wages
from workbook.model.localtables import LocalTable, of_kind
from workbook.model.national import national
from workbook.model.progressions import transitions_table
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import run
from workbook.writing.export import write_workbook

SOCS = np.array(["35-2014", "35-3031", "41-2031", "43-4051"], dtype=object)
WAITERS, SALES, SERVICE = "35-3031", "41-2031", "43-4051"


def table(kind: str, rows: pd.DataFrame, name: str = "own.csv") -> LocalTable:
    return LocalTable(kind, rows, len(rows), len(rows), 0, (), "0" * 64, name)


def moves(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["origin", "destination", "people", "share"])


def test_directions_by_counts_by_shares_and_not_at_all() -> None:
    nan = float("nan")
    shares, told, people = directions(
        moves(
            (SOCS[0], SOCS[1], 6.0, 0.9),
            (SOCS[0], SOCS[1], 3.0, nan),
            (SOCS[0], SOCS[2], 3.0, 0.1),
            (SOCS[0], SOCS[0], 50.0, nan),
            (SOCS[1], SOCS[2], nan, 0.1),
            (SOCS[1], SOCS[3], nan, 0.3),
            (SOCS[2], SOCS[3], 9.0, nan),
            (SOCS[3], "99-9999", 99.0, nan),
        ),
        SOCS,
    )
    assert told.tolist() == [True, True, False, False]
    assert people.tolist() == [12, np.inf, 9, 0]
    assert shares[0].tolist() == [0, 0.75, 0.25, 0]
    assert shares[1] == pytest.approx([0, 0, 0.25, 0.75])
    assert shares[3].tolist() == [0, 0, 0, 0]


def test_told_occupations_keep_their_movers_and_change_their_directions(pack: Any) -> None:
    modelled = national(pack)
    rows = moves((WAITERS, SALES, 30.0, np.nan), (WAITERS, SERVICE, 10.0, np.nan))
    loaded = with_moves(modelled, table("transitions", rows))
    place = {soc: at for at, soc in enumerate(modelled.texts["soc"])}
    origin = place[WAITERS]
    assert loaded.moves.sum(axis=1) == pytest.approx(modelled.moves.sum(axis=1))
    assert loaded.moves[origin, place[SALES]] == pytest.approx(0.75 * modelled.moves[origin].sum())
    assert np.count_nonzero(loaded.moves[origin]) == 2
    others = np.arange(modelled.count) != origin
    assert np.array_equal(loaded.moves[others], modelled.moves[others])
    assert np.array_equal(loaded.nonba_moves[others], modelled.nonba_moves[others])
    assert loaded.outward[origin] == pytest.approx(loaded.nonba_moves[origin].sum())
    assert modelled.moves_told is None
    written = transitions_table(loaded).set_index("origin")["kind"]
    assert set(written.loc[[WAITERS]]) == {"loaded"}
    assert set(written.drop(WAITERS)) == {"modelled"}


def test_no_table_changes_nothing(pack: Any) -> None:
    assert with_moves(national(pack), None) is national(pack)


def test_a_table_that_tells_of_no_occupation_is_refused(pack: Any) -> None:
    with pytest.raises(PlannerError, match=r"own\.csv tell too little"):
        with_moves(national(pack), table("transitions", moves((WAITERS, SALES, 4.0, np.nan))))


@pytest.fixture(scope="module")
def own(pack: Any) -> Results:
    """A small region with moves, wages and programmes of its own."""
    plan = plan_for(pack, "25980")
    wages = pack.wages(("0025980",))
    wages = wages[wages["soc"] != SERVICE].assign(
        area_title="", level=lambda rows: np.where(rows["soc"].str.endswith("0000"), "major", "detailed")
    )
    wages.loc[wages["soc"] == WAITERS, ["employment", "wage_p50_usd"]] = [4321.0, 43210.0]
    rows = moves((WAITERS, SALES, 30.0, np.nan), (SALES, SERVICE, 50.0, np.nan))
    tables = (table("transitions", rows, "moves.csv"), table("wages", wages, "wages.csv"))
    gateway = run(pack, plan, tables=tables).training.gateways["soc"].iloc[0]
    programmes = pd.DataFrame(
        {
            "soc": ["", gateway],
            "cip": [pack.table("programmes").query("soc == @gateway")["cip"].iloc[0], ""],
            "title": ["By its field", "=By its code"],
            "provider": ["County College", ""],
            "cost_usd": [4000.0, np.nan],
            "weeks": [12.0, np.nan],
            "seats": [np.nan, 20.0],
        }
    )
    return run(pack, plan, tables=(*tables, table("programmes", programmes, "list.csv")))


def test_the_loaded_wages_are_those_of_the_region(own: Results) -> None:
    row = own.matrix.set_index("soc").loc[WAITERS]
    assert (row["employment"], row["wage_p50_usd"], row["wage_source"]) == (4321.0, 43210.0, "region")
    assert np.isnan(own.matrix.set_index("soc").loc[SERVICE, "employment"])


def test_every_view_says_what_is_in_use(own: Results) -> None:
    assert own.vintages["Transitions"].startswith("loaded from moves.csv for 2 occupations, modelled by")
    assert own.vintages["Jobs and wages"].startswith("wages.csv for its areas, else OEWS")
    assert "(modelled)" not in own.headline
    codes = {finding.code for finding in own.findings}
    assert {"moves-partly-loaded", "wage-lines-of-the-pack"} <= codes


def test_own_programmes_are_matched_by_code_and_by_field(own: Results) -> None:
    soc = own.training.gateways["soc"].iloc[0]
    found = own.training.own_programmes
    assert set(found.loc[found["soc"] == soc, "programme"]) == {"By its field", "=By its code"}
    assert of_kind(own.prepared.tables, "programmes") is not None


def test_the_workbook_names_them_on_its_sheets(own: Results, tmp_path: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(write_workbook(own, tmp_path / "own.xlsx"))

    def words(name: str) -> str:
        cells = (cell.value for row in book[name].iter_rows() for cell in row)
        return "\n".join(str(value) for value in cells if value is not None)

    for name in book.sheetnames:
        if name not in ("Glossary", "Cover"):
            assert "transitions loaded from moves.csv" in words(name).casefold(), name
    sources = words("Sources")
    for file, use in (
        ("moves.csv", "moves between occupations"),
        ("wages.csv", "jobs and wages"),
        ("list.csv", "training programmes"),
    ):
        assert file in sources
        assert use in sources
    assert "By its field (County College, $4,000, 12 weeks)" in words("Training gaps")
    assert "=By its code (20 seats)" in words("Training detail")


def test_wages_of_other_areas_are_refused(pack: Any) -> None:
    rows = pack.wages(("0012060",)).head(3).assign(area_title="Atlanta", level="detailed")
    with pytest.raises(PlannerError, match="are of other areas"):
        with_wages(pack.wages(("0025980",)), table("wages", rows), ("0025980",))


def test_wages_that_name_no_area_are_those_of_the_one_region(pack: Any) -> None:
    rows = pack.wages(("0012060",)).head(3).assign(area="", area_title="", level="detailed")
    found = with_wages(pack.wages(("0025980",)), table("wages", rows), ("0025980",))
    assert found["area"].tolist() == ["0025980"] * 3


def test_wages_of_some_occupations_leave_the_others_as_they_are(pack: Any) -> None:
    wages = pack.wages(("0012060",))
    part = wages[wages["soc"].isin((WAITERS, SALES))].assign(area_title="Atlanta", level="detailed")
    part[["employment", "location_quotient"]] = np.nan
    part["employment_mark"] = "absent"
    gone = [name for name in part if name.startswith("wage_") and name.endswith("_usd")]
    before = wages.set_index("soc")
    part[gone] = np.nan
    part.loc[part["soc"] == WAITERS, "wage_p50_usd"] = 2 * before.loc[WAITERS, "wage_p50_usd"]
    found = with_wages(wages, table("wages", part), ("0012060",)).set_index("soc")
    assert len(found) == len(before)
    assert found.loc[WAITERS, "employment"] == before.loc[WAITERS, "employment"]
    assert found.loc[WAITERS, "wage_p25_usd"] == pytest.approx(2 * before.loc[WAITERS, "wage_p25_usd"])
    assert found.loc[SALES, "wage_p50_usd"] == before.loc[SALES, "wage_p50_usd"], "no wage told, none lost"
    others = [soc for soc in before.index if soc not in (WAITERS, SALES)]
    pd.testing.assert_frame_equal(found.loc[others], before.loc[others])


def test_a_part_of_wages_is_said(pack: Any) -> None:
    part = pack.wages(("0025980",))
    part = part[part["soc"] == WAITERS].assign(area_title="", level="detailed", wage_p50_usd=43210.0)
    found = run(pack, plan_for(pack, "25980"), tables=(table("wages", part, "own.csv"),))
    assert found.matrix.set_index("soc").loc[WAITERS, "wage_p50_usd"] == 43210.0
    assert len(found.matrix[found.matrix["employment"] > 0]) > 10
    (said,) = (one for one in found.findings if one.code == "wages-partly-loaded")
    assert said.what == "own.csv tells the wages of 1 occupation of the region"
    assert found.vintages["Jobs and wages"].startswith("own.csv for its occupations, else OEWS")


def test_national_rows_move_the_wage_lines(pack: Any) -> None:
    plan = plan_for(pack, "25980")
    rows = pack.wages(("0000000",)).assign(area_title="US")
    rows["level"] = np.where(
        rows["soc"] == "00-0000", "total", np.where(rows["soc"].str.endswith("0000"), "major", "detailed")
    )
    rows.loc[rows["soc"] == "00-0000", "wage_p50_usd"] = 41950.0
    found = run(pack, plan, tables=(table("wages", rows),))
    assert found.lines.target_usd == pytest.approx(42000)
    assert "wage-lines-of-the-pack" not in {finding.code for finding in found.findings}
