"""Opportunity and demand rules: what they say follows from the figures, and the reason says them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from data.dictionaries import columns
from data.rulesets.reading import Condition, Result, RuleSet, Stars, shipped
from workbook.model.opportunity import NOT_KNOWN, NOT_LISTED, decide, deciles, outcome, rule_facts
from workbook.model.results import Results
from workbook.model.run import solve


def of(results: Results, name: str) -> Any:
    table = results.opportunity
    return table[table["rule_set"] == name].set_index("soc")


def test_every_occupation_has_a_row_and_a_reason_in_every_set(results: Results) -> None:
    table = results.opportunity
    assert list(table.columns) == list(columns("opportunity"))
    assert len(table) == len(shipped()) * len(results.frame["soc"])
    assert (table["reason"] != "").all()
    unknown = table["result"].isin([NOT_KNOWN, NOT_LISTED])
    assert (table["positive"].isna() == unknown).all()
    classes = results.opportunity_classes
    assert list(classes.columns) == list(columns("opportunity_classes"))
    assert classes["occupations"].sum() == len(table)
    shares = (
        classes.dropna(subset="employment_share").groupby(["rule_set", "class"])["employment_share"].sum()
    )
    assert np.allclose(shares, 1)


def test_opportunity_by_plain_comparison(atlanta: Results) -> None:
    told, matrix = of(atlanta, "opportunity"), atlanta.matrix.set_index("soc")
    occupations = atlanta.prepared.pack.occupations().set_index("soc")
    median = atlanta.prepared.national.jobs.median_usd
    for soc in ("29-2061", "35-3031", "11-1021", "47-2111", "43-1011", "29-1141"):
        without = occupations.loc[soc, "entry_education"] not in (
            "Bachelor's degree",
            "Master's degree",
            "Doctoral or professional degree",
        )
        good = bool(without and matrix.loc[soc, "wage_p50_usd"] >= median)
        assert told.loc[soc, "positive"] is good, soc
    assert told.loc["29-2061", "result"] == "opportunity occupation"
    assert "Postsecondary nondegree award" in told.loc["29-2061", "reason"]


def test_a_dearer_region_has_fewer_opportunity_occupations(atlanta: Results) -> None:
    dear = solve(atlanta.prepared, atlanta.plan.with_parameter("regional_price_parity", 120))
    before, after = of(atlanta, "opportunity")["positive"], of(dear, "opportunity")["positive"]
    assert (after == True).sum() < (before == True).sum()  # noqa: E712
    assert not ((after == True) & (before != True)).any()  # noqa: E712


def test_washington_by_plain_comparison(atlanta: Results) -> None:
    told, matrix = of(atlanta, "washington"), atlanta.matrix.set_index("soc")
    known = matrix[matrix["employment"].notna() & matrix["growth_share"].notna()]
    area = (known["growth_share"] * known["employment"]).sum() / known["employment"].sum()
    share = matrix["openings_12m"] / matrix["openings_12m"].sum()
    for soc, row in matrix.iterrows():
        if not row["employment"] >= 50:
            expected = NOT_LISTED
        elif row["growth_share"] >= 0.9 * area and share[soc] >= 0.0008:
            expected = "in demand"
        elif row["growth_share"] < 0.7 * area and share[soc] < 0.01:
            expected = "not in demand"
        else:
            expected = "balanced"
        assert told.loc[soc, "result"] == expected, soc


@given(arrays(float, 20, elements=st.floats(0, 1e6) | st.just(np.nan)))
def test_tenths_rise_with_the_values(values: Any) -> None:
    told = deciles(values)
    known = np.isfinite(values)
    assert np.isnan(told[~known]).all()
    order = np.argsort(values[known], kind="stable")
    assert (np.diff(told[known][order]) >= 0).all()
    assert ((told[known] >= 1) & (told[known] <= 10)).all()


def test_ten_different_values_fill_ten_tenths() -> None:
    assert deciles(np.arange(10.0)).tolist() == list(range(1, 11))


def test_stars_never_fall_with_pay_or_openings(atlanta: Results) -> None:
    told, matrix = of(atlanta, "massachusetts"), atlanta.matrix.set_index("soc")
    rated = told[told["result"].str.contains("star")]
    stars = rated["result"].str[0].astype(int)
    pay, openings = (matrix.loc[rated.index, name].to_numpy() for name in ("wage_p50_usd", "openings_12m"))
    for place in range(0, len(rated), 25):
        better = (pay >= pay[place]) & (openings >= openings[place])
        assert stars.to_numpy()[better].min() == stars.iloc[place]
    assert set(stars) == {1, 2, 3, 4, 5}
    assert (rated["positive"] == (stars >= 4)).all()


def facts_of(**figures: list[Any]) -> dict[str, Any]:
    count = len(next(iter(figures.values())))
    blank = {"without_bachelors": np.ones(count), "basis": np.full(count, "", dtype=object)}
    return blank | {name: np.array(values) for name, values in figures.items()}


def rules_of(*results: Result, required: tuple[Condition, ...] = (), stars: Stars | None = None) -> RuleSet:
    return RuleSet("own", "Own", "Own.", "us", required, results, "no", stars)


def test_what_is_not_known_is_not_no() -> None:
    nan = float("nan")
    facts = facts_of(employment=[10.0, 10.0, 10.0, 1.0, nan], nonba_share=[0.9, 0.1, nan, 0.9, 0.9])
    many = Condition("nonba_share", "≥", 0.5)
    rules = rules_of(Result("yes", True, (many,), ()), required=(Condition("employment", "≥", 5),))
    result, positive, reason = decide(rules, facts)
    assert result.tolist() == ["yes", "no", NOT_KNOWN, NOT_LISTED, NOT_LISTED]
    assert positive.tolist() == [True, False, None, None, None]
    assert reason[0] == "Non-BA share 90.0% ≥ 50.0%"
    assert reason[1] == "Non-BA share 10.0% < 50.0%"
    assert reason[2] == "Non-BA share is not known"
    assert reason[3] == "Employment 1 < 5"
    assert reason[4] == "Employment is not known"


def test_one_of_a_group_is_enough_and_words_are_compared() -> None:
    facts = facts_of(
        employment=[10.0, 1.0, 1.0],
        training=["Apprenticeship", "None", "Apprenticeship"],
        job_zone=[1.0, 1.0, 1.0],
    )
    group = (Condition("employment", "≥", 5), Condition("training", "one of", words=("Apprenticeship",)))
    result, _, reason = decide(rules_of(Result("yes", True, (), (group,))), facts)
    assert result.tolist() == ["yes", "no", "yes"]
    assert reason[2] == "On-the-job training: Apprenticeship"
    assert reason[1] == "Employment 1 < 5; On-the-job training: None"
    none = Condition("training", "none of", words=("Apprenticeship",))
    assert outcome(none, facts).tolist() == [0, 1, 0]


@given(st.floats(-0.2, 0.3), st.floats(-0.2, 0.3))
def test_a_failing_condition_is_shown_as_it_compares(value: float, line: float) -> None:
    facts = facts_of(growth_share=[value])
    for sign, opposite in (("<", "≥"), ("≤", ">"), (">", "≤"), ("≥", "<")):
        result, _, reason = decide(
            rules_of(Result("yes", True, (Condition("growth_share", sign, line),), ())), facts
        )
        assert (f" {sign} " if result[0] == "yes" else f" {opposite} ") in reason[0]


def test_without_an_entry_education_workers_and_job_zone_stand_in(atlanta: Results) -> None:
    occupations = atlanta.prepared.pack.occupations().copy()
    socs = list(occupations["soc"])
    by_zone = (occupations["nonba_share"] < 0.5) & (occupations["job_zone"] <= 3)
    places = [socs.index("35-3031"), int(np.flatnonzero(by_zone)[0]), socs.index("11-1011")]
    occupations.loc[places, "entry_education"] = None

    class Without:
        def occupations(self) -> Any:
            return occupations

    prepared = replace(atlanta.prepared, pack=Without())  # type: ignore[arg-type]
    facts = rule_facts(replace(atlanta, prepared=prepared))
    assert facts["without_bachelors"][places].tolist() == [1, 1, 0]
    assert facts["basis"][places[0]] == "by the workers' education"


def test_a_plan_can_choose_its_rules(atlanta: Results) -> None:
    chosen = replace(atlanta.plan, rule_sets=(shipped()["washington"],))
    told = solve(atlanta.prepared, chosen).opportunity
    assert set(told["rule_set"]) == {"washington"}
    none = solve(atlanta.prepared, replace(atlanta.plan, rule_sets=()))
    assert none.opportunity.empty
    assert none.opportunity_classes.empty
    assert list(none.opportunity.columns) == list(columns("opportunity"))


def test_pennsylvania_asks_for_pay_demand_and_skills(atlanta: Results) -> None:
    told = of(atlanta, "pennsylvania")
    assert told.loc["47-2111", "result"] == "high priority"
    assert told.loc["35-3031", "result"] == "no high priority"
    doctors = told.loc["29-1051"]
    assert doctors["result"] == "no high priority"
    assert doctors["reason"].startswith("Entry education: Doctoral or professional degree")
    assert (
        pytest.approx(1)
        == atlanta.opportunity_classes.query("rule_set == 'pennsylvania' and `class` == 'Gateway'")[
            "employment_share"
        ].sum()
    )
