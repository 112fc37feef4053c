"""Parameters, overrides and plans: bounds, sentences, and what makes two of them the same."""

from __future__ import annotations

import datetime
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dictionaries import parameters
from workbook.errors import PlannerError
from workbook.plan import CLASS_LETTERS, CLASSES, GOOD_CLASSES, Override, Parameters, Plan, describe

SHIPPED = Parameters.defaults()
BY_TYPE = {
    kind: [name for name, parameter in parameters().items() if parameter.type == kind]
    for kind in ("number", "integer", "switch")
}
PLAN = Plan(("0012060",), "Atlanta", datetime.date(2025, 6, 30))


def refusal(*change: Any) -> PlannerError:
    with pytest.raises(PlannerError) as refused:
        SHIPPED.changed(*change)
    return refused.value


def test_shipped_values_are_those_of_the_dictionary() -> None:
    assert dict(SHIPPED) == {name: parameter.default for name, parameter in parameters().items()}
    assert SHIPPED.differences() == {}
    assert len(SHIPPED) == len(list(SHIPPED)) == len(parameters())


@pytest.mark.parametrize("name", parameters())
def test_both_bounds_are_allowed_and_anything_beyond_is_refused_with_the_nearest(name: str) -> None:
    parameter = describe(name)
    for bound, beyond in ((parameter.minimum, -1.0), (parameter.maximum, 1.0)):
        assert SHIPPED.changed(name, bound)[name] == bound
        error = refusal(name, bound + beyond)
        assert parameter.label in error.what
        assert name in error.what
        assert error.what_to_do.endswith(f"{bound:,.10g}")


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("risk_lin", "risk_line"),
        ("Risk_Line", "risk_line"),
        ("weight_wage_gains", "weight_wage_gain"),
        ("kappa", "nonba_kappa"),
        ("origin_line", "origin_line_2020_usd"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(typed: str, nearest: str) -> None:
    error = refusal(typed, 1)
    assert f"“{typed}”" in error.what
    assert f"“{nearest}”" in error.why
    assert parameters()[nearest].label in error.why


@pytest.mark.parametrize("typed", ["", " ", "x" * 200, "🙂"])
def test_any_other_name_is_refused_too(typed: str) -> None:
    assert "There is no parameter" in refusal(typed, 1).what


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), float("-inf"), "nan", "inf", "1e999", 10**400, -(10**400)],
    ids=["nan", "inf", "minus inf", "nan as text", "inf as text", "1e999", "many digits", "minus many"],
)
def test_what_is_no_plain_number_is_refused(value: object) -> None:
    error = refusal("risk_line", value)
    assert all((error.what, error.why, error.what_to_do))
    assert "Automation risk" in error.what or "automation risk" in error.what


@pytest.mark.parametrize("value", ["", "half", "50 %", "1,5", None, [], object()])
def test_what_is_not_a_number_is_refused_with_the_bounds(value: object) -> None:
    error = refusal("risk_line", value)
    assert "is not a number" in error.what
    assert "probability" in error.why
    assert "from 0 to 1" in error.what_to_do


@pytest.mark.parametrize("name", [*BY_TYPE["integer"], *BY_TYPE["switch"]])
def test_whole_numbers_stay_whole(name: str) -> None:
    assert SHIPPED.changed(name, "1")[name] == 1.0
    assert SHIPPED.changed(name, 1.0)[name] == 1.0
    if describe(name).maximum > 1:
        error = refusal(name, 2.4)
        assert "is not a whole number" in error.what
        assert error.what_to_do.endswith(" 2")


@pytest.mark.parametrize("name", BY_TYPE["switch"])
def test_switches_are_on_or_off(name: str) -> None:
    assert (describe(name).minimum, describe(name).maximum) == (0, 1)
    assert SHIPPED.changed(name, True)[name] == 1
    assert SHIPPED.changed(name, False)[name] == 0
    refusal(name, 0.5)
    refusal(name, 2)


def test_text_that_is_a_number_will_do() -> None:
    assert SHIPPED.changed("risk_line", "0.65")["risk_line"] == 0.65
    assert SHIPPED.changed("origin_line_2020_usd", " 40000 ")["origin_line_2020_usd"] == 40_000


def test_one_weight_has_to_count() -> None:
    weights = [name for name in parameters() if name.startswith("weight_")]
    assert len(weights) == 8
    with pytest.raises(PlannerError, match="All priority weights are zero"):
        Parameters(dict.fromkeys(weights, 0))
    one = Parameters({**dict.fromkeys(weights, 0), weights[0]: 0.001})
    assert one[weights[0]] == 0.001


def test_values_cannot_be_changed_in_place() -> None:
    with pytest.raises(TypeError):
        SHIPPED["risk_line"] = 0.1  # type: ignore[index]
    changed = SHIPPED.changed("risk_line", 0.1)
    assert SHIPPED["risk_line"] == 0.7
    assert changed.differences() == {"risk_line": 0.1}
    assert changed.changed("nonba_kappa", 0).differences() == {"risk_line": 0.1, "nonba_kappa": 0}
    assert changed.changed("risk_line", 0.7) == SHIPPED


def test_hash_names_the_values_and_nothing_else() -> None:
    assert len(SHIPPED.hash) == 12
    assert set(SHIPPED.hash) <= set("0123456789abcdef")
    assert Parameters({"risk_line": "0.70"}).hash == SHIPPED.hash
    there_and_back = SHIPPED.changed("risk_line", 0.2).changed("risk_line", 0.7)
    assert there_and_back.hash == SHIPPED.hash
    assert hash(there_and_back) == hash(SHIPPED)
    others = {SHIPPED.changed(name, describe(name).minimum).hash for name in parameters()}
    at_minimum = [name for name in parameters() if describe(name).minimum == describe(name).default]
    assert len(others) == len(parameters()) - len(at_minimum) + bool(at_minimum)


def test_hash_is_the_same_in_another_process() -> None:
    code = "from workbook.plan import Parameters; print(Parameters({'risk_line': 0.6}).hash)"
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
        )
        assert done.stdout.strip() == SHIPPED.changed("risk_line", 0.6).hash


def test_zero_has_no_sign() -> None:
    """Minus zero equals zero, so it has to carry the same name."""
    plus, minus = (SHIPPED.changed("target_growth_min", zero) for zero in (0.0, -0.0))
    assert plus == minus
    assert plus.hash == minus.hash
    assert hash(plus) == hash(minus)


@given(st.dictionaries(st.sampled_from(list(parameters())), st.floats(0, 1), max_size=6))
def test_what_differs_makes_the_same_parameters_again(shares: dict[str, float]) -> None:
    weights = [name for name in parameters() if name.startswith("weight_")]
    values: dict[str, object] = {}
    for name, share in shares.items():
        parameter = describe(name)
        value = parameter.minimum + share * (parameter.maximum - parameter.minimum)
        value = min(max(value, parameter.minimum), parameter.maximum)
        values[name] = round(value) if parameter.type != "number" else value
    made = Parameters({**values, weights[0]: 1})
    again = Parameters(made.differences())
    assert again == made
    assert again.hash == made.hash
    assert eval(repr(made), {"Parameters": Parameters}) == made


def test_an_override_needs_a_reason() -> None:
    for reason in ("", "   ", "\n\t"):
        with pytest.raises(PlannerError, match="has no reason"):
            Override("29-1141", "Gateway", reason)


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("gateway", "Gateway"), ("Orgin", "Origin"), ("historical", "Historical Adjacency"), ("", "Origin")],
)
def test_an_override_names_a_class(typed: str, nearest: str) -> None:
    with pytest.raises(PlannerError) as refused:
        Override("29-1141", typed, "we know better")
    assert f"“{typed}”" in refused.value.what
    if typed:
        assert f"“{nearest}”" in refused.value.what_to_do
    assert all(name in refused.value.why for name in CLASSES)


def test_an_override_replaces_the_earlier_one_of_its_occupation() -> None:
    first, second = Override("29-1141", "Target", "a"), Override("35-3031", "Origin", "b")
    later = Override("29-1141", "Gateway", "c")
    plan = PLAN.with_override(first).with_override(second).with_override(later)
    assert plan.overrides == (second, later)
    assert plan.without_override("35-3031").overrides == (later,)
    assert plan.without_override("11-1021") == plan
    assert PLAN.overrides == ()


def test_a_plan_is_compared_by_value_and_never_changed() -> None:
    changed = PLAN.with_parameter("risk_line", 0.6)
    assert changed != PLAN
    assert changed.with_parameter("risk_line", 0.7) == PLAN
    assert hash(changed.with_parameter("risk_line", 0.7)) == hash(PLAN)
    with pytest.raises(PlannerError, match="out of bounds"):
        PLAN.with_parameter("risk_line", 7)
    with pytest.raises(AttributeError):
        PLAN.region_name = "elsewhere"  # type: ignore[misc]


def test_the_words_for_classes_agree() -> None:
    assert set(GOOD_CLASSES) <= set(CLASSES)
    assert list(CLASS_LETTERS) == list(CLASSES)
    assert len(set(CLASS_LETTERS.values())) == len(CLASSES)


def test_an_error_is_one_plain_group_of_sentences() -> None:
    error = PlannerError("It broke.", "It was old", " Buy a new one. ")
    assert str(error) == "It broke. It was old. Buy a new one."
