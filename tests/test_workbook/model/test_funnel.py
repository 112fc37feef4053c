"""Hiring funnels in the model: steps by group, sentences, shares of postings, what the region tells."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.dictionaries import columns
from data.intake.postings import COLUMNS, PostingsTable
from data.intake.unemployment import COLUMNS as UNEMPLOYED_COLUMNS
from data.intake.unemployment import UnemployedTable
from tests.test_workbook.filledfunnels import hinesville, hiring
from workbook.model.employer import employer_brief, own_postings
from workbook.model.funnel import Funnel, degree_share, no_counts, per_posting, steps_table
from workbook.model.funnel_tables import all_steps, counts_table, funnel_sentences
from workbook.model.local_postings import count_postings
from workbook.model.run import run
from workbook.plan import Parameters

GIVEN = Parameters.defaults()
SERVERS, WAITERS = "35-3023", "35-3031"


def row_of(table: pd.DataFrame, population: str, group: str, step: str) -> Any:
    rows = table[(table["population"] == population) & (table["group"] == group) & (table["step"] == step)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_steps_are_counted_by_hand() -> None:
    table = steps_table(Funnel("a.xlsx", "Diner", counts=hiring()), GIVEN)
    assert list(table.columns) == list(columns("funnel"))
    women = row_of(table, "without degree", "Women", "interview")
    assert (women["entered"], women["went_on"]) == (60, 28)
    assert women["impact_ratio"] == pytest.approx((28 / 60) / (40 / 50))
    assert women["reading"] == "below 4/5"
    assert women["highest_group"] == "Men"
    degree = row_of(table, "everybody", "Without a four-year degree", "screening")
    assert degree["rate_share"] == pytest.approx(112 / 300)
    assert degree["impact_ratio"] == pytest.approx((112 / 300) / (121 / 160))
    assert degree["unlikely"]
    everyone = row_of(table, "everybody", "All", "all")
    assert (everyone["entered"], everyone["went_on"]) == (466, 53)
    assert everyone["reading"] == ""
    assert not (table["group"] == "Not stated").any(), "who did not say is compared with nobody"
    few = row_of(table, "with degree", "Women", "stay")
    assert few["few"]
    assert few["reading"].endswith(" *")


def test_a_line_set_otherwise_flags_otherwise() -> None:
    funnel = Funnel("a.xlsx", counts=hiring())
    flagged = [
        int(steps_table(funnel, GIVEN.changed("funnel_four_fifths", line))["below"].sum())
        for line in (0, 0.8, 1)
    ]
    assert flagged[0] < flagged[1] < flagged[2]
    assert not steps_table(funnel, GIVEN.changed("funnel_people_min", 0))["few"].any()


def test_sentences_name_the_step_and_count_the_flags() -> None:
    steps = all_steps([Funnel("a.xlsx", "Diner", counts=hiring())], GIVEN)
    said = funnel_sentences(steps, "Diner")
    assert said[0] == (
        "People without a four-year degree fall behind most at the step Applied → passed screening: 37% "
        "went on, "
        "against 76% of those with one."
    )
    compared = steps[(steps["reading"] != "") & (steps["group"] != steps["highest_group"])]
    assert said[1].startswith(f"{int(compared['below'].sum())} of {len(compared)} comparisons are below")
    two = all_steps([Funnel("a.xlsx", "Diner", counts=hiring()), Funnel("b.xlsx")], GIVEN)
    assert len(two) == len(steps), "a funnel without counts adds no row"
    assert funnel_sentences(all_steps([], GIVEN), "nobody")[0].startswith("Nothing can be compared yet")


def test_counts_come_back_as_a_table() -> None:
    table = counts_table([Funnel("a.xlsx", "Diner", counts=hiring())])
    assert len(table) == int(np.isfinite(hiring()).sum())
    assert table.loc[table["stage"] == "postings", "count"].tolist() == [12, 5, 7]


@pytest.mark.parametrize(
    ("told", "share"),
    [
        *(
            ((12, 5, 7), 7 / 12),
            ((np.nan, 5, 7), 7 / 12),
            ((12, np.nan, 7), 7 / 12),
            ((12, 5, np.nan), 7 / 12),
        ),
        *(((12, np.nan, np.nan), np.nan), ((0, 0, 0), np.nan), ((5, np.nan, 7), np.nan), ((12, 12, 0), 0.0)),
    ],
)
def test_the_share_of_postings_that_ask_for_a_degree(told: tuple[float, ...], share: float) -> None:
    counts = no_counts()
    counts[:, 0, 0] = told
    assert degree_share(counts) == pytest.approx(share, nan_ok=True)
    counts[0, 1, 0] = 24
    assert per_posting(counts) == pytest.approx(24 / told[0] if told[0] > 0 else np.nan, nan_ok=True)


def posted(*rows: tuple[str, str, str, str, str]) -> PostingsTable:
    """Return postings from SOC, employer, area, last day and education."""
    table = pd.DataFrame(
        [
            (str(number), "A job", soc, employer, area, "2026-11-01", expires or None, np.nan, education)
            for number, (soc, employer, area, expires, education) in enumerate(rows)
        ],
        columns=list(COLUMNS),
    )
    for name in ("posted", "expires"):
        table[name] = pd.to_datetime(table[name])
    count = len(table)
    return PostingsTable(table, count, count, 0, 0, (), "0" * 64, "postings.csv", pd.DataFrame())


def test_an_employers_own_postings_are_found_by_name_in_the_region() -> None:
    table = posted(
        (WAITERS, "DINER, Inc.", "", "", "bachelor"),
        (WAITERS, "The Diner", "0025980", "", "high school"),
        (WAITERS, "Diner", "", "2026-10-01", "bachelor"),
        (WAITERS, "Diner", "0012060", "", "bachelor"),
        (WAITERS, "Other Diner", "", "", "bachelor"),
        (WAITERS, "Diner", "", "", ""),
        (SERVERS, "Diner", "", "", "master"),
    )
    results = hinesville()
    day = datetime.date(2026, 11, 22)
    counts = count_postings(results.prepared.pack, results.region, table, day)
    told = replace(results, prepared=replace(results.prepared, postings=counts, files=(table,)))
    own = own_postings(told, "diner inc", WAITERS)
    assert (own.stated, own.asking) == (2, 1)
    assert (own_postings(told, "Diner").stated, own_postings(told, "Diner").asking) == (3, 2)
    assert own_postings(told, "Nobody").stated == 0
    brief = employer_brief(told, list(told.frame["soc"]).index(WAITERS), "Diner")
    assert (brief.here.stated, brief.here.asking) == (3, 2)
    assert np.isnan(employer_brief(results).here.share)


def test_a_workbook_that_is_handed_out_rests_on_no_small_count_of_the_planner() -> None:
    results = hinesville()
    pack, plan = results.prepared.pack, results.plan
    origins = [
        soc
        for soc, name in zip(results.frame["soc"], results.frame["class"], strict=True)
        if name == "Origin"
    ]
    rows = pd.DataFrame(
        [(origins[0], "", "", "", "2026-10", 7.0), (origins[1], "", "", "", "2026-10", 300.0)],
        columns=list(UNEMPLOYED_COLUMNS),
    )
    told = UnemployedTable(
        rows, 2, 2, 0, 0, "2026-10", (), "a" * 64, "claims.csv", pd.DataFrame(), months=rows
    )
    own = run(pack, plan, unemployed=told)
    assert own.frame["unemployed"][list(own.frame["soc"]).index(origins[0])] == 7
    shared = employer_brief(own).results
    kinds = dict(zip(shared.frame["soc"], shared.frame["unemployed_kind"], strict=True))
    assert kinds[origins[0]] != "observed"
    assert employer_brief(results).results is results, "public figures are handed out as they are"


def test_origins_widen_the_pool_of_an_occupation_or_of_the_region() -> None:
    results = hinesville()
    place = int(np.argmax(results.reach.sum(axis=0)))
    into = employer_brief(results, place).origins
    anywhere = employer_brief(results).origins
    for table in (into, anywhere):
        assert list(table.columns) == list(columns("employer_origins"))
        classes = {results.frame["class"][list(results.frame["soc"]).index(soc)] for soc in table["soc"]}
        assert classes <= {"Origin", "Mid-wage Origin"}
        assert (table["people"].dropna() >= results.parameters["suppression_min_people"]).all()
        assert list(table["rank"]) == list(range(1, len(table) + 1))
    assert len(into)
    assert (into["transfers"] != "").all()
    assert (anywhere["transfers"] == "").all(), "nothing transfers to all jobs at once"
