"""The trace in words: what a class rests on, what it failed by, and how figures are said."""

from __future__ import annotations

import numpy as np
import pytest

from workbook.model.results import Results
from workbook.model.rules import RULES, figure_said, near_misses, outcomes
from workbook.model.run import solve
from workbook.plan import CLASSES, Override


@pytest.mark.parametrize(
    ("value", "style", "words"),
    [
        (0.314, "share", "31.4 %"),
        (0.33, "share", "33.0 %"),
        (-0.05, "share", "-5.0 %"),
        (51_041.3, "usd", "$51,041"),
        (4.0, "plain", "4"),
        (1_234.6, "persons", "1,235"),
        (float("nan"), "usd", "not known"),
        (float("nan"), "share", "not known"),
    ],
)
def test_figures_as_people_read_them(value: float, style: str, words: str) -> None:
    assert figure_said(value, style) == words


def test_every_class_has_its_tests_and_every_test_a_line(atlanta: Results) -> None:
    assert [name for name in CLASSES if any(rule.class_name == name for rule in RULES)] == list(CLASSES[:-1])
    assert len({rule.test for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.line in atlanta.given
        assert rule.label[0] == rule.label[0].lower() or rule.label.startswith("Job Zone")
        assert rule.label.strip(". ") == rule.label


def test_trace_has_a_row_for_every_occupation_and_test(results: Results) -> None:
    trace = results.trace
    assert len(trace) == len(results.matrix) * len(RULES)
    assert list(trace["test"][: len(RULES)]) == [rule.test for rule in RULES]
    assert (trace.groupby("soc")["test"].nunique() == len(RULES)).all()
    assert not trace.loc[trace["value"].isna(), "passed"].any(), "a missing figure passes nothing"


def test_explanation_starts_with_the_answer_and_lists_every_test(atlanta: Results) -> None:
    matrix = atlanta.matrix.set_index("soc")
    for class_name in CLASSES:
        soc = matrix.index[matrix["class"] == class_name][0]
        sentences = atlanta.explain(soc)
        assert sentences[0].startswith(class_name)
        tests = [sentence for sentence in sentences if sentence[0] in "✓✗"]
        assert len(tests) == len(RULES)
        rows = atlanta.trace[atlanta.trace["soc"] == soc]
        assert sum(test[0] == "✓" for test in tests) == rows["passed"].sum()
        if class_name != "Not classified":
            own = [test for test in tests if test[2:].startswith(f"{class_name} –")]
            assert tests[: len(own)] == own, "the tests of its own class come first"
            assert all(test[0] == "✓" for test in own)


def test_explanation_of_an_unknown_code_is_refused(atlanta: Results) -> None:
    for soc in ("99-9999", "", "35-3031 "):
        with pytest.raises(KeyError):
            atlanta.explain(soc)


def test_one_near_miss_in_words(atlanta: Results) -> None:
    """A dead end just below the outflow line says by how much."""
    matrix = atlanta.matrix
    dead_ends = matrix[(matrix["class"] == "Historical Adjacency") & (matrix["note"] != "")]
    soc, share = dead_ends.iloc[0][["soc", "springboard_share"]]
    expected = f"Gateway failed only on outflow to Targets: {share * 100:.1f} % against 33.0 %"
    assert dead_ends.iloc[0]["note"].startswith(expected), soc


def test_a_near_miss_is_one_failed_test_and_says_which(atlanta: Results) -> None:
    passed = outcomes(atlanta.traits, atlanta.classified, atlanta.given)
    told = near_misses(passed, atlanta.classified, atlanta.traits, atlanta.given)
    gateway = [place for place, rule in enumerate(RULES) if rule.class_name == "Gateway"]
    for place, words in enumerate(told):
        failed = [RULES[rule] for rule in gateway if not passed[rule, place]]
        if words:
            assert len(failed) == 1
            assert failed[0].label in words
            assert atlanta.classified.names[place] in ("Not classified", "Historical Adjacency", "Target")
    names = atlanta.classified.names
    lone = (~passed[gateway]).sum(axis=0) == 1
    dead_ends = np.flatnonzero(lone & (names == "Historical Adjacency"))
    assert len(dead_ends) > 50
    assert all(told[place] for place in dead_ends)


def test_a_class_set_by_hand_is_never_silent(atlanta: Results) -> None:
    soc, reason = "47-2111", "Two local contractors promote electricians to project managers"
    plan = atlanta.plan.with_override(Override(soc, "Gateway", reason))
    after = solve(atlanta.prepared, plan)
    row = after.matrix.set_index("soc").loc[soc]
    assert atlanta.matrix.set_index("soc").loc[soc, "class"] == "Historical Adjacency"
    assert (row["class"], row["overridden"]) == ("Gateway", True)
    assert f"Class set by hand: {reason}" in row["note"]
    assert after.explain(soc)[0] == f"Gateway, set by hand: {reason}"
    assert int(after.classes["overridden"].sum()) == 1
    assert set(after.trace.columns) == set(atlanta.trace.columns)
    assert soc in set(after.training.gateways["soc"])
    assert soc in set(after.priorities["soc"])
    failed = after.trace[(after.trace["soc"] == soc) & (after.trace["test"] == "gateway_outflow")]
    assert not failed["passed"].any(), "the trace still shows what the rules found"


def test_an_override_of_an_unknown_code_is_said(atlanta: Results) -> None:
    plan = atlanta.plan.with_override(Override("99-9999", "Gateway", "a slip of the pen"))
    after = solve(atlanta.prepared, plan)
    assert after.matrix["class"].equals(atlanta.matrix["class"])
    found = [finding for finding in after.findings if finding.code == "override-unknown"]
    assert len(found) == 1
    assert "99-9999" in found[0].what
    assert all(finding.code != "override-unknown" for finding in atlanta.findings)


def test_a_gateway_set_by_hand_that_nobody_leaves_breaks_nothing(atlanta: Results) -> None:
    still = np.flatnonzero(atlanta.prepared.national.outward == 0)
    assert len(still) > 0
    plan = atlanta.plan
    for soc in atlanta.frame["soc"][still]:
        plan = plan.with_override(Override(soc, "Gateway", "to see what happens"))
    after = solve(atlanta.prepared, plan)
    assert after.progressions["people"].notna().all()
    tables = after.tables(transitions=True)
    assert tables.pop("training_programmes").empty, "no list of programmes is loaded"
    for name, table in tables.items():
        assert len(table) > 0, name
    for soc in atlanta.frame["soc"][still]:
        assert after.explain(soc)[0].startswith("Gateway, set by hand")


def test_national_wages_may_decide_the_class_everywhere(results_of: object) -> None:
    """With the switch a class is the same wherever the region lies; the regional figures stay regional."""
    new_york, nation = results_of("35620"), results_of("US")  # type: ignore[operator]
    plan = new_york.plan.with_parameter("national_wage_basis", 1)
    after = solve(new_york.prepared, plan)
    assert list(after.classified.names) == list(nation.classified.names)
    assert list(new_york.classified.names) != list(nation.classified.names)
    assert after.matrix["nonba_income_usd"].equals(new_york.matrix["nonba_income_usd"])
    rows = after.trace[after.trace["test"] == "gateway_income"].set_index("soc")["value"]
    told = nation.matrix.set_index("soc")["nonba_income_usd"]
    assert np.allclose(rows, told[rows.index], equal_nan=True)
    assert any(finding.code == "wage-level" for finding in new_york.findings)
    assert all(finding.code != "wage-level" for finding in after.findings)
