"""People out of work by occupation, counted by hand in a small country."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.intake.unemployment import UnemployedTable
from workbook.model.region import jobs_by_group, jobs_of, nation_states, region_of
from workbook.model.results import Results
from workbook.model.unemployed import Unemployed, unemployed_of

ATLANTA, CHATTANOOGA, NORTH_GEORGIA = "0012060", "0016860", "1300001"
GEORGIA, VERMONT, CALIFORNIA, GUAM, NATION = "1300000", "5000000", "0600000", "6600000", "0000000"
NAN = float("nan")

Count = Callable[..., Unemployed]


@pytest.fixture
def count(country: Any) -> Count:
    """Return a function that counts the unemployed of areas of the small country, with rows of a file."""

    def counting(*areas: str, file: list[tuple[str, str, float]] | None = None) -> Unemployed:
        region = region_of(country, areas)
        states = nation_states(country) if region.kind == "national" else region.states
        known = country.areas()
        codes = known.loc[(known["kind"] == "state") & known["state_abbr"].isin(states), "area"]
        group_jobs = jobs_by_group(country.wages((*areas, *codes)))
        table = None if file is None else unemployed_table(file)
        return unemployed_of(country, region, jobs_of(country, areas), table, group_jobs)

    return counting


def unemployed_table(rows: list[tuple[str, str, float]]) -> UnemployedTable:
    """Make the table of a file from rows of soc, group and people."""
    frame = pd.DataFrame(rows, columns=["soc", "group", "unemployed"])
    frame = frame.assign(period="2025-03", industry="", demographic="")
    return UnemployedTable(
        frame, len(rows), len(rows), 0, 0, "2025-03", (), "0" * 64, "ours.csv", pd.DataFrame(), months=frame
    )


def rounded(persons: Any) -> list[float]:
    return pytest.approx(list(persons), rel=1e-12, nan_ok=True)  # type: ignore[no-any-return]


# 35-2014 Cooks, 35-3031 Waiters, 41-1011 Supervisors, 41-2031 Salespersons, 47-2061 Laborers


def test_a_state_counts_its_latest_month_with_the_unknown_spread_and_the_military_left_out(
    count: Count,
) -> None:
    people = count(GEORGIA)
    assert list(people.persons) == rounded([60, 140, 25, 75, 60])
    assert set(people.kind) == {"imputed"}
    assert people.total == pytest.approx(360)
    assert people.unknown_share == 0.5
    assert people.source == "ETA 203 insured unemployed, February 2025"
    assert people.imputed_share == 1.0


def test_an_area_gets_its_part_of_the_state_s_jobs_in_each_group(count: Count) -> None:
    """Food 200 × 600 ÷ 1,000 of whom 80 waiters and 40 of the suppressed cooks; sales 100 × 1,000 ÷ 2,000.

    The jobs of construction are not published, those of its one occupation are: 60 × 100 ÷ 500.
    """
    people = count(ATLANTA)
    assert list(people.persons) == rounded([NAN, 80, 15, 35, 12])
    assert list(people.kind) == ["", *["imputed"] * 4]
    assert people.total == pytest.approx(120 + 50 + 12)


def test_what_a_group_hides_is_neither_zero_nor_given_to_its_neighbours(count: Count) -> None:
    """North Georgia hides its laborers and its waiters: a tenth of the food claims, 8 of them cooks."""
    people = count(NORTH_GEORGIA)
    assert list(people.persons) == rounded([8, NAN, 1.25, 3.75, NAN])
    assert people.total == pytest.approx(20 + 5 + 6)


def test_an_area_in_two_states_gets_its_part_of_both_each_with_its_own_month(count: Count) -> None:
    people = count(CHATTANOOGA)
    assert list(people.persons) == rounded([13, 13, 14 / 6, 14 * 5 / 6, NAN])
    assert people.total == pytest.approx(26 + 14 + 16)
    assert people.unknown_share == pytest.approx(200 / 600)
    assert people.source == "ETA 203 insured unemployed, January 2025 to February 2025"


@pytest.mark.parametrize(
    ("state", "persons", "total"),
    [(VERMONT, [28.5, 28.5, 23.75, 71.25, 38], 190), (CALIFORNIA, [60, 60, 50, 50, 160], 380)],
    ids=["no occupation known", "groups lumped together"],
)
def test_a_report_without_usable_groups_spreads_by_jobs_and_national_rates(
    state: str, persons: list[float], total: float, count: Count
) -> None:
    people = count(state)
    assert list(people.persons) == rounded(persons)
    assert people.total == pytest.approx(total)
    assert people.unknown_share == 1.0


def test_the_nation_is_the_sum_of_its_states_without_the_territories(count: Count) -> None:
    people = count(NATION)
    assert people.total == pytest.approx(360 + 200 + 190 + 380)
    assert float(np.nansum(people.persons)) == pytest.approx(people.total)


def test_without_any_report_every_figure_is_blank(count: Count) -> None:
    people = count(GUAM)
    assert np.isnan(people.persons).all()
    assert set(people.kind) == {""}
    assert np.isnan(people.total)
    assert np.isnan(people.imputed_share)
    assert people.source == "no unemployment figures"


def test_several_areas_add_up(count: Count) -> None:
    both, first, second = count(ATLANTA, CHATTANOOGA), count(ATLANTA), count(CHATTANOOGA)
    assert both.total == pytest.approx(first.total + second.total)
    assert both.persons[4] == pytest.approx((12 + 16) * 100 / 250)


def test_a_file_s_figures_are_kept_and_its_total_fills_the_rest_by_jobs_and_rates(count: Count) -> None:
    """250 of the 400 remain: hidden cooks 200 jobs × 6 % against laborers 100 × 8 %, so 150 and 100."""
    people = count(ATLANTA, file=[("35-3031", "", 90), ("", "41", 60), ("", "", 400)])
    assert list(people.persons) == rounded([NAN, 90, 18, 42, 100])
    assert list(people.kind) == ["", "observed", "imputed", "imputed", "imputed"]
    assert people.total == pytest.approx(400)
    assert people.source == "ours.csv, Mar 2025"
    assert people.findings == ()
    assert people.imputed_share == pytest.approx(160 / 250)


def test_one_regional_total_spreads_over_everything(count: Count) -> None:
    people = count(GEORGIA, file=[("", "", 2_000)])
    assert list(people.persons) == rounded([180, 420, 250, 750, 400])
    assert people.total == 2_000


def test_groups_that_a_file_lacks_come_from_the_claims_and_it_says_so(count: Count) -> None:
    people = count(ATLANTA, file=[("", "41", 60)])
    assert list(people.persons) == rounded([NAN, 80, 18, 42, 12])
    assert people.source == (
        "ours.csv, Mar 2025; 2 of 3 major groups from ETA 203 insured unemployed, February 2025"
    )
    assert people.total == pytest.approx(120 + 60 + 12)


def test_an_occupation_of_the_file_takes_from_its_group(count: Count) -> None:
    people = count(GEORGIA, file=[("35-2014", "", 20), ("", "35", 100), ("", "41", 10), ("", "47", 5)])
    assert list(people.persons) == rounded([20, 80, 2.5, 7.5, 5])
    assert people.total == 115
    assert people.unknown_share == 0


def test_occupations_beside_those_of_the_file_keep_their_part_of_the_claims(count: Count) -> None:
    """The file counts more people than claim benefits; the cooks' 60 claims stay."""
    people = count(GEORGIA, file=[("35-3031", "", 900)])
    assert list(people.persons) == rounded([60, 900, 25, 75, 60])
    assert list(people.kind) == ["imputed", "observed", *["imputed"] * 3]
    assert people.total == pytest.approx(1_120)
    assert people.findings == ()


def test_a_counted_zero_stays_a_zero(count: Count) -> None:
    people = count(GEORGIA, file=[("35-2014", "", 0), ("", "35", 70), ("", "41", 0), ("", "47", 5)])
    assert list(people.persons) == rounded([0, 70, 0, 0, 5])
    assert people.kind[0] == "observed"


def test_people_without_occupation_are_spread_and_soldiers_are_no_occupation_here(count: Count) -> None:
    file = [("", "35", 100), ("", "41", 60), ("", "47", 20), ("", "55", 20), ("", "ina", 100)]
    people = count(GEORGIA, file=[*file, ("", "", 300)])
    assert list(people.persons) == rounded([45, 105, 22.5, 67.5, 30])
    assert people.unknown_share == pytest.approx(1 / 3)
    assert people.total == pytest.approx(270)
    assert people.findings == (), "groups, soldiers and unknown together are the total"


def test_soldiers_of_the_file_are_not_spread_over_what_it_lacks(count: Count) -> None:
    people = count(GEORGIA, file=[("", "35", 100), ("", "55", 50), ("", "", 240)])
    assert people.persons[2:].sum() == pytest.approx(90)
    assert people.total == pytest.approx(190)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ([("35-3031", "", 90), ("", "35", 60)], ("major group 35 is 60", "90")),
        ([("", "35", 90), ("", "41", 60), ("", "", 100)], ("the region is 100", "150")),
        ([("", "35", 90), ("", "41", 60), ("", "47", 50), ("", "", 500)], ("the region is 500", "200")),
    ],
    ids=["occupations beyond their group", "groups beyond the total", "a total beyond all groups"],
)
def test_totals_that_disagree_are_a_finding_and_the_parts_are_kept(
    file: list[tuple[str, str, float]], words: tuple[str, str], count: Count
) -> None:
    people = count(GEORGIA, file=file)
    assert [finding.code for finding in people.findings] == ["totals-disagree"]
    assert all(word in people.findings[0].what for word in words), people.findings[0].what
    assert people.findings[0].file == "ours.csv"
    if not file[0][0]:
        assert people.persons[:2].sum() == pytest.approx(90)
    else:
        assert people.persons[1] == 90
        assert people.persons[0] == 0


def test_people_that_no_row_can_take_are_counted_and_said(count: Count) -> None:
    """Occupations only, and 50 people without one: nobody can say which occupation they had."""
    file = [("35-2014", "", 30), ("35-3031", "", 30), ("41-1011", "", 10), ("41-2031", "", 40)]
    people = count(GEORGIA, file=[*file, ("47-2061", "", 40), ("", "ina", 50)])
    assert list(people.persons) == [30, 30, 10, 40, 40]
    assert people.unknown_share == pytest.approx(50 / 200)
    assert people.total == pytest.approx(200)
    assert [finding.code for finding in people.findings] == ["people-without-occupation"]


def test_metro_claims_are_the_published_ones_by_their_part_of_the_jobs(
    real_data: Path, pack: Any, atlanta: Results
) -> None:
    """Atlanta from ETA 203 as it was published: (group + its part of the unknown) × jobs ÷ Georgia's jobs."""
    columns = {
        "occ_office_admin": "43",
        "occ_sales": "41",
        "occ_food_prep_serving": "35",
        "occ_construct_extract": "47",
        "occ_computer_math": "15",
    }
    with (real_data / "unemployment" / "ar203.csv").open(encoding="utf-8", newline="") as lines:
        georgia = [row for row in csv.DictReader(lines) if row["state"] == "GA"]
    latest = max(georgia, key=lambda row: row["report_for_period_ending"])
    reported = {name: float(value) for name, value in latest.items() if name and name.startswith("occ_")}
    unknown = reported.pop("occ_ina")
    factor = 1 + unknown / sum(reported.values())
    wages = pack.wages((GEORGIA, ATLANTA)).set_index(["area", "soc"])["employment"]
    for column, group in columns.items():
        area, state = wages[ATLANTA, f"{group}-0000"], wages[GEORGIA, f"{group}-0000"]
        persons = reported[column] * factor * area / state
        of_group = [soc for soc in atlanta.frame["soc"] if soc[:2] == group]
        published = atlanta.matrix.set_index("soc").loc[of_group].dropna(subset=["employment"])
        hidden = max(0.0, area - published["employment"].sum())
        expected = persons * published["employment"].sum() / (published["employment"].sum() + hidden)
        assert published["unemployed"].sum() == pytest.approx(expected, rel=1e-9), group
    assert atlanta.prepared.unemployed.unknown_share == pytest.approx(
        unknown / (unknown + sum(reported.values()))
    )
