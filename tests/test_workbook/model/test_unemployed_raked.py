"""People out of work by industry and by who they are: raked to every total, by hand in a small country."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.intake.loading import load
from data.intake.unemployment import COLUMNS, UnemployedTable
from workbook.loadedcounts import unemployed_table
from workbook.model.patterns import industry_shares, sectors_of, worker_shares
from workbook.model.region import jobs_by_group, jobs_of, region_of
from workbook.model.sharedcounts import by_people
from workbook.model.unemployed import Unemployed, unemployed_of

ATLANTA, GEORGIA, VERMONT, GUAM = "0012060", "1300000", "5000000", "6600000"
SECTORS = ("23", "44-45", "72", "99")
Row = tuple[str, str, str, str, float]
Count = Callable[..., Unemployed]

# 35-2014 Cooks, 35-3031 Waiters, 41-1011 Supervisors, 41-2031 Salespersons, 47-2061 Laborers; of Georgia's
# jobs 300, 700, 500, 1,500 and 500 at national rates of 6, 6, 5, 5 and 8 %: 18, 42, 25, 75 and 40 people.


def industry(name: str, people: float) -> Row:
    return ("", "", name, "", people)


def people_who(label: str, people: float) -> Row:
    return ("", "", "", label, people)


def group(name: str, people: float) -> Row:
    return ("", name, "", "", people)


def occupation(soc: str, people: float) -> Row:
    return (soc, "", "", "", people)


def total(people: float) -> Row:
    return ("", "", "", "", people)


def table(*rows: Row, months: pd.DataFrame | None = None) -> UnemployedTable:
    frame = pd.DataFrame([(*row[:4], "2025-03", row[4]) for row in rows], columns=list(COLUMNS))
    months = frame if months is None else months
    return UnemployedTable(
        frame, len(rows), len(rows), 0, 0, "2025-03", (), "0" * 64, "ours.csv", pd.DataFrame(), months=months
    )


def counted(country: Any, area: str, told: UnemployedTable) -> Unemployed:
    region = region_of(country, (area,))
    known = country.areas()
    codes = known.loc[(known["kind"] == "state") & known["state_abbr"].isin(region.states), "area"]
    group_jobs = jobs_by_group(country.wages((area, *codes)))
    return unemployed_of(country, region, jobs_of(country, (area,)), told, group_jobs)


@pytest.fixture
def count(country: Any) -> Count:
    return lambda area, *rows: counted(country, area, table(*rows))


def rounded(persons: Any) -> Any:
    return pytest.approx(list(persons), rel=1e-9, nan_ok=True)


def by_sector(country: Any, people: Unemployed) -> Any:
    return people.persons @ industry_shares(country)[0]


def test_the_pattern_of_an_occupation_and_of_its_group(country: Any) -> None:
    shares, by_group = industry_shares(country)
    assert sectors_of(country) == SECTORS
    assert shares[3].tolist() == [0.25, 0.75, 0, 0]
    assert shares[4].tolist() == [0.9, 0, 0, 0.1], "what is withheld is not in the pattern"
    assert by_group[1] == pytest.approx([750 / 3500, 2750 / 3500, 0, 0])


def test_shares_of_women_that_are_not_published_are_those_of_all(country: Any) -> None:
    shares, by_group = worker_shares(country, "women_share")
    assert shares[:4].tolist() == [0.4, 0.7, 0.5, 0.5]
    assert shares[4] == by_group[2] == pytest.approx((0.4 * 1000 + 0.7 * 1000 + 0.5 * 3500) / 5500)


def test_one_industry_and_the_rest_in_proportion(count: Count) -> None:
    """Food service has twice the people that jobs and rates give it, so the others have too."""
    people = count(GUAM, industry("72", 12))
    assert list(people.persons) == rounded([6, 6, 5, 5, 16])
    assert people.total == pytest.approx(38)
    assert people.source == (
        "ours.csv, Mar 2025; what it leaves out in proportion to jobs and national rates"
    )
    assert set(people.kind) == {"imputed"}


def test_one_industry_of_a_total(count: Count) -> None:
    people = count(GEORGIA, industry("72", 240), total(520))
    assert people.persons[:2].tolist() == rounded([72, 168])
    assert people.persons[2:].tolist() == rounded([280 * part / 140 for part in (25, 75, 40)])
    assert people.total == pytest.approx(520)
    assert people.findings == ()
    assert str(people.fit).startswith("raked to 1 total by industry in ")
    assert str(people.fit).endswith(" rounds, all met")


def test_every_industry_is_the_total_and_the_unknown_are_spread(count: Count, country: Any) -> None:
    """180 known, 20 not: each sector has 10/9 of its figure. Public administration is government."""
    rows = (industry("23", 54), industry("44-45", 72), industry("72", 50), industry("92", 4))
    people = count(GEORGIA, *rows, industry("ina", 20))
    assert people.total == pytest.approx(200)
    assert people.unknown_share == pytest.approx(0.1)
    assert people.fit is not None
    assert people.fit.largest_error < 1e-9
    assert people.persons[:2].sum() == pytest.approx(50 / 0.9)
    assert people.persons.sum() == pytest.approx(200)
    assert people.findings == ()
    # Only laborers work for the government, a tenth of them before fitting; the odds among the others stay.
    assert people.persons[0] / people.persons[1] == pytest.approx(3 / 7)


def test_industries_beside_occupations_and_groups(count: Count) -> None:
    people = count(GEORGIA, occupation("35-3031", 90), group("41", 110), industry("23", 70), total(400))
    assert people.persons[1] == 90
    assert people.persons[2:4].sum() == pytest.approx(110)
    assert people.total == pytest.approx(400)
    assert list(people.kind) == ["imputed", "observed", *["imputed"] * 3]
    assert people.imputed_shares.tolist() == [1, 0, 1, 1, 1]
    assert people.imputed_share == pytest.approx(310 / 400)
    assert people.fit is not None
    assert people.fit.largest_error < 1e-9


def test_more_women_are_more_waiters(count: Count) -> None:
    few = count(GEORGIA, people_who("sex: Female", 60), people_who("sex: Male", 140))
    many = count(GEORGIA, people_who("sex: Female", 140), people_who("sex: Male", 60))
    assert [few.total, many.total] == pytest.approx([200, 200])
    assert many.persons[1] / many.persons[0] > few.persons[1] / few.persons[0]
    for people in (few, many):
        assert people.persons[2] / people.persons[3] == pytest.approx(1 / 3)


def test_women_alone_of_a_total(count: Count) -> None:
    """Cooks 30 (0.4 u + 0.6 v), waiters 70 (0.7 u + 0.3 v), of whom 70 women and 30 men."""
    people = count(GEORGIA, group("35", 100), people_who("sex: F", 70), total(100))
    women, men = 70 / (30 * 0.4 + 70 * 0.7), 30 / (30 * 0.6 + 70 * 0.3)
    cooks, waiters = 30 * (0.4 * women + 0.6 * men), 70 * (0.7 * women + 0.3 * men)
    assert people.persons[:2].tolist() == pytest.approx([cooks, waiters])


def test_counts_by_age_are_a_total(count: Count) -> None:
    people = count(
        GEORGIA, people_who("age: 16-24", 50), people_who("age: 25+", 140), people_who("age: INA", 10)
    )
    assert people.total == 200
    assert people.persons.tolist() == rounded([18, 42, 25, 75, 40])
    assert people.fit is None


def test_one_age_is_no_total(count: Count) -> None:
    people = count(GUAM, people_who("age: 16-24", 50))
    assert np.isnan(people.persons).all()


def test_groups_counted_together(count: Count) -> None:
    people = count(GEORGIA, group("41+47", 280), group("35", 100))
    assert people.persons.tolist() == rounded([30, 70, 50, 150, 80])
    assert people.findings == ()
    assert people.total == 380


def test_groups_counted_together_give_way_to_one_of_their_own(count: Count) -> None:
    people = count(GEORGIA, group("41+47", 280), group("41", 100), total(400))
    assert people.persons[2:4].sum() == pytest.approx(100)
    assert people.total == pytest.approx(400)


def test_zeros_where_nobody_s_occupation_is_known_are_not_counted(count: Count) -> None:
    rows = [group("35", 0), group("41", 0), group("47", 0), group("ina", 190)]
    people = count(VERMONT, *rows)
    assert people.persons.tolist() == rounded([28.5, 28.5, 23.75, 71.25, 38])
    assert people.total == 190
    assert people.unknown_share == 1
    assert people.findings == ()


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        ([total(500), *[industry(name, 100) for name in SECTORS]], ("500", "industry are 400")),
        ([total(500), people_who("sex: F", 300), people_who("sex: M", 150)], ("500", "sex are 450")),
        ([total(500), industry("23", 501.6)], ("500", "industry are 502")),
        (
            [people_who("sex: F", 300), people_who("sex: M", 100), people_who("age: 16-24", 90),
             people_who("age: 25+", 300)],
            ("400", "age are 390"),
        ),
        ([group("35", 350), group("41", 100), group("47", 50), industry("72", 20)],
         ("industry 72 is 20", "350")),
    ],
    ids=["industries short of the total", "sexes short", "an industry beyond", "two sums", "a group beyond"],
)  # fmt: skip
def test_totals_that_disagree_are_a_finding_with_both_figures(
    rows: list[Row], figures: tuple[str, str], count: Count
) -> None:
    people = count(GEORGIA, *rows)
    assert [one.code for one in people.findings] == ["totals-disagree"]
    assert all(figure in people.findings[0].what for figure in figures), people.findings[0].what
    assert np.nansum(people.persons) == pytest.approx(people.total)
    assert people.total == pytest.approx(400 if "age" in figures[1] else 500)


def test_industries_finer_than_sectors_are_said(count: Count) -> None:
    people = count(GEORGIA, total(200), industry("23", 40), industry("236", 30), industry("722511", 60))
    assert [one.code for one in people.findings] == ["industry-not-a-sector"]
    assert "60 people" in people.findings[0].what
    assert "722511" in people.findings[0].what


def test_every_month_is_kept_with_its_people(country: Any) -> None:
    rows = pd.DataFrame(
        [
            ("", "", "", "", "2025-01", 150.0),
            *(("", name, "", "", "2025-02", 60.0) for name in ("35", "41", "47", "55")),
            ("", "", "", "", "2025-03", 170.0),
            ("", "", "", "", "2025-03", np.nan),
            ("", "35", "", "", "2024-12", 60.0),
        ],
        columns=list(COLUMNS),
    )
    people = counted(country, GEORGIA, table(total(170), months=rows))
    assert people.series[1:] == (("2025-01", 150), ("2025-02", 180), ("2025-03", 170))
    assert people.series[0][0] == "2024-12"
    assert np.isnan(people.series[0][1]), "one group is not everybody"


@pytest.mark.parametrize(
    ("counts", "black", "hispanic"),
    [
        ({"race/ethnicity": {"White non-Hispanic": 60, "Black non-Hispanic": 20, "Hispanic": 20}},
         (20, 80), (20, 80)),
        ({"ethnicity/race": {"Hispanic / White": 10, "Not-Hispanic / Black": 30, "Not-Hispanic / White": 60}},
         (30, 70), (10, 90)),
        ({"race": {"White": 60, "Black": 20, "Unknown": 20},
          "ethnicity": {"Hispanic": 25, "Not Hispanic": 75}},
         (25, 75), (25, 75)),
        ({"race": {"Black or African American": 20}}, (20, None), None),
        ({"age": {"16-24": 1, "25+": 2}}, None, None),
    ],
)  # fmt: skip
def test_groups_of_people_in_the_words_of_states(counts: Any, black: Any, hispanic: Any) -> None:
    found, _ = by_people(
        {kind: {name: float(one) for name, one in labels.items()} for kind, labels in counts.items()}
    )
    sides = {one.column: (one.people["in"], one.people.get("out")) for one in found}
    assert sides.get("black_share") == black
    assert sides.get("hispanic_share") == hispanic


@settings(max_examples=30)
@example(numbers=283, shown=0)
@given(numbers=st.integers(0, 2**32 - 1), shown=st.integers(0, 3))
def test_consistent_totals_hold(country: Any, numbers: int, shown: int) -> None:
    """Totals counted from one truth: all of them hold, occupations of the file stay, nothing is found."""
    draw = np.random.default_rng(numbers)
    truth = draw.uniform(5, 500, 5)
    socs = country.occupations()["soc"].tolist()
    sectors = truth @ industry_shares(country)[0]
    women = float(truth @ worker_shares(country, "women_share")[0])
    rows = [occupation(soc, people) for soc, people in list(zip(socs, truth, strict=True))[:shown]]
    rows += [group("41", truth[2:4].sum()), total(truth.sum())]
    rows += [industry(name, people) for name, people in zip(SECTORS, sectors, strict=True)]
    rows += [people_who("sex: F", women), people_who("sex: M", truth.sum() - women)]
    people = counted(country, GEORGIA, table(*rows))
    assert people.fit is not None
    assert people.fit.totals == 6
    assert people.fit.largest_error < 1e-9
    assert people.persons[:shown].tolist() == truth[:shown].tolist()
    assert people.persons[2:4].sum() == pytest.approx(truth[2:4].sum(), rel=1e-9)
    assert people.total == pytest.approx(truth.sum(), rel=1e-9)
    assert people.findings == ()
    assert (people.persons >= 0).all()


def test_georgia_from_its_own_report(real_data: Path, pack: Any) -> None:
    """ETA 203 of Georgia as a planner's file: by group, industry, sex, race and ethnicity at once."""
    loaded = load(real_data / "unemployment" / "ar203.csv", pack, "unemployment")
    region = region_of(pack, (GEORGIA,))
    wages = pack.wages((GEORGIA,))
    told = unemployed_table([loaded], [GEORGIA], pack)
    people = unemployed_of(pack, region, jobs_of(pack, (GEORGIA,)), told, jobs_by_group(wages))
    assert people.fit is not None
    assert people.fit.by == ("industry", "ethnicity", "race", "sex")
    assert people.fit.largest_error < 1e-9
    assert people.imputed_share == 1
    assert people.series[-1] == ("2025-02", pytest.approx(people.total))
    assert len(people.series) > 60


def test_rhode_island_left_industries_out(real_data: Path, pack: Any) -> None:
    """Its weekly sheet of April 2020 has 17,391 claims, 14,891 of them by industry."""
    name = "Rhode_Island_Initial Claims filed in Rhode Island.csv"
    loaded = load(real_data / "unemployment" / "state_claims_2020" / name, pack, "unemployment")
    area = "4400000"
    told = unemployed_table([loaded], [area], pack)
    people = unemployed_of(
        pack, region_of(pack, (area,)), jobs_of(pack, (area,)), told, jobs_by_group(pack.wages((area,)))
    )
    assert [one.what for one in people.findings] == [
        "The total of the region is 17,391 people and those by industry are 14,891"
    ]
