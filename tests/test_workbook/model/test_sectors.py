"""The sector lens: who belongs to a sector, and figures that can be added up from the matrix."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from data.dictionaries import columns
from workbook.model.results import Results
from workbook.model.run import solve
from workbook.model.scenarios import staffing_of
from workbook.model.sectors import members, sector_shares


def inside(pack: Any, sector: str, share: float = 0.5) -> Any:
    socs = pack.occupations()["soc"].to_numpy(dtype=object)
    return set(socs[members(staffing_of(pack), share)[sector]])


def test_members_are_those_a_planner_expects(pack: Any) -> None:
    assert {"29-1141", "31-9092", "21-1022"} <= inside(pack, "healthcare")
    assert {"47-2111", "51-4121", "17-2112"} <= inside(pack, "industrials")
    assert {"15-1252", "49-9052"} <= inside(pack, "digital")
    assert {"13-2011", "23-2011", "41-3021"} <= inside(pack, "business_legal")
    assert "35-3031" not in set().union(*(inside(pack, one) for one in members(staffing_of(pack), 0.5)))


def test_a_higher_share_leaves_fewer_members_and_the_groups_stay(pack: Any) -> None:
    for sector in members(staffing_of(pack), 0.5):
        assert inside(pack, sector, 1.0) <= inside(pack, sector) <= inside(pack, sector, 0.05)
    assert "29-1141" in inside(pack, "healthcare", 1.0)
    assert all(
        ((share >= 0) & (share <= 1 + 1e-12)).all() for share in sector_shares(staffing_of(pack)).values()
    )


def test_the_lens_adds_up_what_the_matrix_has(results: Results) -> None:
    table, matrix = results.sectors.set_index("sector"), results.matrix.set_index("soc")
    assert list(results.sectors.columns) == list(columns("sectors"))
    for sector, row in table.iterrows():
        own = matrix if sector == "all" else matrix.loc[sorted(inside(results.prepared.pack, str(sector)))]
        for name in ("employment", "openings_12m", "accessible_openings", "unemployed"):
            assert row[name] == pytest.approx(own[name].sum(min_count=1), nan_ok=True), (sector, name)
        assert row["occupations"] + row["blank_occupations"] == len(own)
        assert row["good_jobs"] == (own["viable"] == True).sum()  # noqa: E712
        known = own.dropna(subset=["employment", "growth_share"])
        if known["employment"].sum() > 0:
            growth = (known["growth_share"] * known["employment"]).sum() / known["employment"].sum()
            assert row["growth_share"] == pytest.approx(growth)
    shares = ["employment_share", "nonba_share", "school_share", "degree_share", "cross_sector_spread"]
    assert ((table[shares] >= 0) & (table[shares] <= 1)).stack().all()


def test_what_atlanta_asks_at_the_door(atlanta: Results) -> None:
    table = atlanta.sectors.set_index("sector")
    assert list(table.index) == ["healthcare", "industrials", "digital", "business_legal", "all"]
    assert table["degree_share"].idxmax() in ("digital", "business_legal")
    assert table["school_share"].idxmax() == "industrials"
    assert table["cross_sector_spread"].idxmax() == "digital"
    assert table["nonba_income_usd"].idxmax() == "digital"
    assert ((table["school_share"] + table["degree_share"]) < 1).all()


def test_a_parameter_says_who_belongs(atlanta: Results) -> None:
    few = solve(atlanta.prepared, atlanta.plan.with_parameter("sector_jobs_share_min", 0.9)).sectors
    assert (few["employment"] <= atlanta.sectors["employment"]).all()
    assert few["employment"].sum() < atlanta.sectors["employment"].sum()
    assert np.array_equal(few.iloc[-1, 2:].dropna(), atlanta.sectors.iloc[-1, 2:].dropna())


def test_a_region_without_claims_has_no_availability(results_of: Any) -> None:
    table = results_of("Guam").sectors
    assert set(table["availability"]) <= {"", "Scarce"}
    assert table["seekers_per_opening"].isna().all()
