"""Regions: what people may name, and how jobs and wages of several areas come together."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest

from workbook.errors import PlannerError
from workbook.model.region import jobs_by_group, jobs_of, plan_for, region_of
from workbook.model.results import Results

NAN = float("nan")
ATLANTA, ALBANY, CHATTANOOGA, NORTH_GEORGIA = "0012060", "0010500", "0016860", "1300001"
PERCENTILES = ["wage_p10_usd", "wage_p25_usd", "wage_p50_usd", "wage_p75_usd", "wage_p90_usd"]
DAY = datetime.date(2025, 6, 30)


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("12060", (ATLANTA,)),
        ("Atlanta", (ATLANTA,)),
        ("GA", ("1300000",)),
        ("US", ("0000000",)),
        ("12060, Albany, GA", (ATLANTA, ALBANY)),
        ("12060;12060;0012060", (ATLANTA,)),
        ("GA, FL", ("1300000", "1200000")),
        ("New York-Newark-Jersey City, NY-NJ; Atlanta", ("0035620", ATLANTA)),
    ],
)
def test_a_region_is_one_or_several_areas(text: str, areas: tuple[str, ...], pack: Any) -> None:
    plan = plan_for(pack, text, DAY)
    assert plan.areas == areas
    assert plan.as_of == DAY
    assert plan.region_name == " + ".join(region_of(pack, areas).titles)


def test_a_plan_is_of_today_unless_told_otherwise(pack: Any) -> None:
    assert plan_for(pack, "12060").as_of == datetime.date.today()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Atlantis", ("Atlantis", "12060 Atlanta")),
        ("99999", ("99999", "")),
        ("", ("No region", "12060")),
        (" ; , ", ("No region", "12060")),
        ("Springfield", ("can mean several areas", "Springfield, IL", "code")),
    ],
)
def test_a_name_that_will_not_do_is_answered_with_a_way_on(
    text: str, words: tuple[str, ...], pack: Any
) -> None:
    with pytest.raises(PlannerError) as refused:
        plan_for(pack, text)
    assert all(word in str(refused.value) for word in words), str(refused.value)


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("GA;12060", "Atlanta", "Georgia"),
        ("12060;GA", "Atlanta", "Georgia"),
        ("TN;Chattanooga", "Chattanooga", "Tennessee"),
        ("GA;Chattanooga", "Chattanooga", "Georgia"),
        ("GA;1300001", "North Georgia", "Georgia"),
        ("US;12060", "Atlanta", "the whole nation"),
        ("US;GA", "Georgia", "the whole nation"),
    ],
)
def test_people_are_not_counted_twice(text: str, inner: str, outer: str, pack: Any) -> None:
    """A state and an area that lies in it, be it in part, cannot be added."""
    with pytest.raises(PlannerError) as refused:
        plan_for(pack, text)
    assert inner in refused.value.what
    assert outer in refused.value.what
    assert "twice" in refused.value.why


def test_what_a_region_is_called(pack: Any) -> None:
    expected = {
        (ATLANTA,): ("metro", ("GA",), "Atlanta"),
        ("0035620",): ("metro", ("NY", "NJ"), "New York"),
        ("1300000",): ("state", ("GA",), "Georgia"),
        ("0000000",): ("national", ("US",), "the United States"),
        (ATLANTA, "0035620"): ("several areas", ("GA", "NY", "NJ"), "Atlanta and 1 more area"),
    }
    for areas, told in expected.items():
        region = region_of(pack, areas)
        assert (region.kind, region.states, region.short_name) == told


def test_one_area_is_what_was_published(country: Any) -> None:
    jobs = jobs_of(country, (ATLANTA,))
    assert list(jobs.employment) == pytest.approx([NAN, 400, 300, 700, 100], nan_ok=True)
    assert list(jobs.marks) == ["suppressed", "", "", "", ""]
    assert jobs.total_jobs == 1_500
    assert jobs.group_jobs == {"35": 600, "41": 1_000, "47": 100}
    assert set(jobs.wage_source) == {"region"}


def test_several_areas_add_jobs_and_weigh_wages(country: Any) -> None:
    """Cooks: hidden in Atlanta, 80 in Chattanooga. Laborers: 100 in Atlanta, none in Chattanooga."""
    jobs = jobs_of(country, (ATLANTA, CHATTANOOGA))
    assert list(jobs.employment) == [80, 480, 340, 900, 100]
    assert list(jobs.marks) == ["partly suppressed", "", "", "", ""]
    assert jobs.group_jobs == {"35": 760, "41": 1_240, "47": 250}
    assert jobs.total_jobs == 1_500 + 400
    one, other = (
        country.wages((area,)).set_index("soc").loc[list(country.occupations()["soc"][:4])]
        for area in (ATLANTA, CHATTANOOGA)
    )
    for name in PERCENTILES:
        weights = [one["employment"].fillna(0), other["employment"]]
        mean = (one[name] * weights[0] + other[name] * weights[1]) / (weights[0] + weights[1])
        assert list(jobs.wages[name][:4]) == pytest.approx(list(mean))


def test_hidden_everywhere_is_suppressed_and_nowhere_at_all_is_absent(country: Any) -> None:
    jobs = jobs_of(country, (CHATTANOOGA, NORTH_GEORGIA))
    assert list(jobs.marks) == ["", "partly suppressed", "", "", "suppressed"]
    assert np.isnan(jobs.employment[4])
    alone = jobs_of(country, (CHATTANOOGA,))
    assert alone.marks[4] == "absent"
    assert np.isnan(alone.employment[4])
    assert alone.wage_source[4] == ""


def test_national_wages_stand_in_where_the_region_has_none_and_say_so(country: Any) -> None:
    nation = jobs_of(country, ("0000000",))
    jobs = jobs_of(country, (CHATTANOOGA,), nation)
    assert list(jobs.wage_source) == ["region"] * 4 + ["national"]
    for name in PERCENTILES:
        assert jobs.wages[name][4] == nation.wages[name][4]
        assert jobs.wages[name][0] != nation.wages[name][0]


def test_a_missing_lower_percentile_takes_the_whole_row_from_the_nation() -> None:
    """Percentiles of two places are not mixed in one occupation."""
    from_region = pd.DataFrame(
        [("A", "11-1021", 10.0, NAN, 2.0, 3.0, 4.0, 5.0), ("A", "00-0000", 10.0, 1.0, 2.0, 3.0, 4.0, 5.0)],
        columns=["area", "soc", "employment", *PERCENTILES],
    ).assign(employment_mark="")
    nation = from_region.assign(area="N", employment=99.0)
    nation[PERCENTILES] = [[11.0, 12.0, 13.0, 14.0, 15.0]] * 2

    class OneOccupation:
        def occupations(self) -> pd.DataFrame:
            return pd.DataFrame({"soc": ["11-1021"]})

        def wages(self, areas: tuple[str, ...]) -> pd.DataFrame:
            return from_region if areas == ("A",) else nation

    pack: Any = OneOccupation()
    jobs = jobs_of(pack, ("A",), jobs_of(pack, ("N",)))
    assert [jobs.wages[name][0] for name in PERCENTILES] == [11, 12, 13, 14, 15]
    assert jobs.wage_source[0] == "national"


def test_groups_are_published_or_else_what_their_occupations_add_up_to(country: Any) -> None:
    groups = jobs_by_group(country.wages((ATLANTA, NORTH_GEORGIA)))
    assert groups == {
        ATLANTA: {"00": 1_500, "35": 600, "41": 1_000, "47": 100},
        NORTH_GEORGIA: {"00": 140, "35": 100, "41": 100, "47": 50},
    }


def test_two_areas_together_are_the_sum_of_both(results_of: Any) -> None:
    both, parts = results_of("12060,10500"), [results_of("12060"), results_of("10500")]
    added = np.nansum([part.matrix["employment"] for part in parts], axis=0)
    blank = np.logical_and.reduce([part.matrix["employment"].isna() for part in parts])
    expected = np.where(blank, NAN, added)
    assert np.array_equal(both.matrix["employment"], expected, equal_nan=True)
    assert both.prepared.jobs.total_jobs == sum(part.prepared.jobs.total_jobs for part in parts)
    people = [part.prepared.unemployed.total for part in parts]
    assert both.prepared.unemployed.total == pytest.approx(sum(people))
    openings = np.nansum([part.matrix["openings_12m"] for part in parts], axis=0)
    assert np.allclose(both.matrix["openings_12m"].fillna(0), openings)
    for name in PERCENTILES:
        low, high = (
            pick([part.matrix[name].to_numpy() for part in parts])
            for pick in (np.fmin.reduce, np.fmax.reduce)
        )
        own = (both.matrix["wage_source"] == "region") & np.isfinite(both.matrix[name])
        own &= np.logical_and.reduce([part.matrix["wage_source"] == "region" for part in parts])
        assert ((both.matrix[name] >= low - 1e-6) & (both.matrix[name] <= high + 1e-6))[own].all()


def test_the_nation_is_its_own_measure(results_of: Any) -> None:
    nation: Results = results_of("US")
    quotients = nation.matrix["location_quotient"].dropna()
    assert np.allclose(quotients, 1)
    assert nation.prepared.jobs.median_usd == nation.lines.national_median_usd == 50_980
    assert (nation.matrix["wage_source"] != "national").all()
