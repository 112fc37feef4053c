"""Growth, openings and non-BA incomes that the planner loaded stand in the place of the pack's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbook.errors import PlannerError
from workbook.localfiles import read_local_files
from workbook.model.local_growth import with_projections
from workbook.model.local_income import told_income
from workbook.model.localtables import LocalTable
from workbook.model.national import national
from workbook.model.region import plan_for, region_of
from workbook.model.run import run

WAITERS, SALES, NURSES = "35-3031", "41-2031", "29-1141"
ATLANTA, GEORGIA, ALABAMA, NATION = "0012060", "1300000", "0100000", "0000000"


def table(kind: str, rows: pd.DataFrame) -> LocalTable:
    return LocalTable(kind, rows, len(rows), len(rows), 0, (), "0" * 64, "own.csv")


def projections(*rows: tuple[str, str, int, int, float, float, float, float]) -> LocalTable:
    names = (
        "area soc base_year projected_year employment_base employment_projected openings_year growth_share"
    )
    return table("projections", pd.DataFrame(rows, columns=names.split()).assign(level="detailed"))


def incomes(*rows: tuple[str, str, float, float]) -> LocalTable:
    return table("nonba_wages", pd.DataFrame(rows, columns=["area", "soc", "income_usd", "people"]))


def told(pack: Any, loaded: LocalTable, region: str = ATLANTA) -> pd.DataFrame:
    found, known = with_projections(national(pack), loaded, pack, region_of(pack, (region,)))
    names = ("growth_share", "openings_rate")
    return pd.DataFrame(
        {name: found.facts[name] for name in names} | {"told": known}, index=found.texts["soc"]
    )


def test_projections_of_the_state_go_before_those_of_the_nation(pack: Any) -> None:
    found = told(
        pack,
        projections(
            (GEORGIA, WAITERS, 2022, 2032, 1000, 1200, 150, 0.2),
            (ALABAMA, WAITERS, 2022, 2032, 1000, 100, 1, -0.9),
            (NATION, WAITERS, 2024, 2034, 9000, 9000, 900, 0.0),
            (NATION, SALES, 2024, 2034, 9000, 9000, 900, 0.0),
        ),
    )
    assert found.loc[WAITERS].tolist() == [0.2, 0.15, True]
    shipped = national(pack)
    place = shipped.texts["soc"].tolist().index(SALES)
    assert found.loc[SALES].tolist() == [
        shipped.facts["growth_share"][place],
        shipped.facts["openings_rate"][place],
        False,
    ]


def test_growth_over_other_than_ten_years_is_brought_to_ten(pack: Any) -> None:
    nan = float("nan")
    found = told(
        pack,
        projections(
            (GEORGIA, WAITERS, 2024, 2026, 1000, 1020, nan, 0.02),
            (GEORGIA, SALES, 2024, 2026, nan, nan, nan, 0.01),
        ),
    )
    assert found.loc[WAITERS, "growth_share"] == pytest.approx(1.02**5 - 1)
    assert found.loc[SALES, "growth_share"] == pytest.approx(1.01**5 - 1)
    assert found.loc[SALES, "openings_rate"] > 0, "not told: the pack's stays"


def test_states_of_a_region_are_added_together(pack: Any) -> None:
    found = told(
        pack,
        projections(
            ("3600000", WAITERS, 2022, 2032, 3000, 3300, 300, 0.1),
            ("3400000", WAITERS, 2022, 2032, 1000, 900, 60, -0.1),
        ),
        "0035620",
    )
    assert found.loc[WAITERS, "growth_share"] == pytest.approx(4200 / 4000 - 1)
    assert found.loc[WAITERS, "openings_rate"] == pytest.approx(360 / 4000)


def test_projections_of_another_state_are_refused(pack: Any) -> None:
    with pytest.raises(PlannerError, match="are of other areas"):
        told(pack, projections((ALABAMA, WAITERS, 2022, 2032, 1000, 100, 1, -0.9)))


def test_the_shipped_edition_loaded_changes_nothing(pack: Any, real_data: Path) -> None:
    path = str(real_data / "projections/occupation-2024-34.xlsx")
    (loaded,) = read_local_files(pack, (ATLANTA,), {"projections": [path]}).tables
    found, shipped = told(pack, loaded), national(pack).facts
    assert found["told"].all()
    assert found["growth_share"].to_numpy() == pytest.approx(shipped["growth_share"])
    assert found["openings_rate"].to_numpy() == pytest.approx(shipped["openings_rate"], abs=1e-6)


def test_projections_show_in_openings_sources_and_findings(pack: Any) -> None:
    loaded = projections((GEORGIA, WAITERS, 2022, 2032, 1000, 1200, 500, 0.2))
    found = run(pack, plan_for(pack, "12060"), tables=(loaded,))
    row = found.matrix.set_index("soc").loc[WAITERS]
    assert row["openings_12m"] == pytest.approx(row["employment"] * 0.5)
    assert found.vintages["Openings"].startswith(
        "own.csv for its occupations, else BLS Employment Projections"
    )
    (said,) = (one for one in found.findings if one.code == "projections-partly-loaded")
    assert said.what == "own.csv tells growth or openings of 1 of 830 occupations"


def test_the_income_nearest_to_the_region_counts(pack: Any) -> None:
    loaded = incomes(
        ("", WAITERS, 31_000, 5),
        (GEORGIA, WAITERS, 32_000, 50),
        (GEORGIA, SALES, 33_000, 50),
        (NATION, SALES, 34_000, 500),
        (NATION, NURSES, 70_000, 500),
        (ALABAMA, "43-4051", 1_000, 500),
    )
    region = region_of(pack, (ATLANTA,))
    socs = np.array([WAITERS, SALES, NURSES, "43-4051"], dtype=object)
    assert told_income(loaded, pack, region, socs)[:3].tolist() == [31_000, 33_000, 70_000]
    assert np.isnan(told_income(loaded, pack, region, socs)[3])


@pytest.mark.parametrize(("people", "mean"), [((100.0, 300.0), 37_500), ((100.0, float("nan")), 35_000)])
def test_incomes_of_several_areas_are_averaged(pack: Any, people: tuple[float, float], mean: float) -> None:
    loaded = incomes((ATLANTA, WAITERS, 30_000, people[0]), ("0010500", WAITERS, 40_000, people[1]))
    region = region_of(pack, (ATLANTA, "0010500"))
    assert told_income(loaded, pack, region, np.array([WAITERS], dtype=object)).tolist() == [mean]


def test_incomes_of_other_areas_are_refused(pack: Any) -> None:
    with pytest.raises(PlannerError, match="are of other areas"):
        told_income(incomes((ALABAMA, WAITERS, 1, 1)), pack, region_of(pack, (ATLANTA,)), np.array([]))


def test_a_told_income_decides_the_class_and_the_others_stay_estimated(pack: Any) -> None:
    plan = plan_for(pack, "12060")
    before = run(pack, plan).matrix.set_index("soc")
    found = run(pack, plan, tables=(incomes(("", WAITERS, 90_000, 10)),))
    after = found.matrix.set_index("soc")
    assert before.loc[WAITERS, "class"] == "Origin"
    assert after.loc[WAITERS, "nonba_income_usd"] == 90_000
    assert after.loc[WAITERS, "class"] not in ("Origin", "Mid-wage Origin")
    others = after.index != WAITERS
    assert after.loc[others, "nonba_income_usd"].equals(before.loc[others, "nonba_income_usd"])
    assert found.vintages["Non-BA income"] == "own.csv for its occupations, else estimated"
    (said,) = (one for one in found.findings if one.code == "nonba-income-loaded")
    assert said.what == "own.csv tells the non-BA income of 1 of 830 occupations"
