"""From a plan to its results: each bound of each parameter, the same answer each time, progress in words."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from data.dictionaries import columns, parameters
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.rules import RULES, outcomes
from workbook.model.run import prepare, run, solve

BOUNDS = [
    (name, value)
    for name, parameter in parameters().items()
    for value in (parameter.minimum, parameter.maximum)
]
PRECEDENCE = ("Gateway", "Historical Adjacency", "Target", "Mid-wage Origin", "Origin")

TABLES = (
    *("matrix", "priorities", "classes", "trace", "progressions", "paths", "representation"),
    *("representation_gateways", "opportunity", "opportunity_classes", "coverage", "scenarios", "robustness"),
    *("reversals", "sectors"),
)
"""Tables of the results that take one solution; the tornado takes a hundred, and stands below."""
TURNED = [
    ("origin_line_2020_usd", 15000),
    ("gateway_precedence", 0),
    ("national_wage_basis", 1),
    ("weight_springboard", 0),
    ("path_people_min", 10000),
]


@pytest.mark.parametrize(("name", "value"), TURNED)
def test_a_tornado_stands_on_any_plan(name: str, value: float, atlanta: Results) -> None:
    solved = solve(atlanta.prepared, atlanta.plan.with_parameter(name, value))
    tornado = solved.tables()["tornado"]
    assert list(tornado.columns) == list(columns("tornado"))
    assert name in set(tornado["parameter"])


@pytest.mark.parametrize(("name", "value"), BOUNDS)
def test_every_bound_of_every_parameter_gives_results_that_explain_themselves(
    name: str, value: float, atlanta: Results
) -> None:
    solved = solve(atlanta.prepared, atlanta.plan.with_parameter(name, value))
    passed = outcomes(solved.traits, solved.classified, solved.given)
    fits = {
        class_name: np.logical_and.reduce(
            [passed[place] for place, rule in enumerate(RULES) if rule.class_name == class_name]
        )
        for class_name in PRECEDENCE
    }
    fits["Mid-wage Origin"] &= fits["Origin"]
    if not solved.parameters["gateway_precedence"]:
        fits["Gateway"] &= ~fits["Target"]
    for place in range(len(solved.classified.names)):
        told = next((class_name for class_name in PRECEDENCE if fits[class_name][place]), "Not classified")
        assert told == solved.classified.names[place], solved.frame["soc"][place]
    scores = solved.priorities["score"].dropna()
    assert scores.between(0, 100).all()
    for table in TABLES:
        assert list(getattr(solved, table).columns) == list(columns(table)), table
    for table, frame in solved.training.tables().items():
        assert list(frame.columns) == list(columns(table)), table
    assert solved.headline.endswith(".")
    assert isinstance(solved.findings, tuple)


def test_the_same_plan_gives_the_same_results(atlanta: Results, pack: Any) -> None:
    again = run(pack, atlanta.plan)
    for name, table in atlanta.tables(transitions=True).items():
        assert table.equals(again.tables(transitions=True)[name]), name
    assert again.training.gateways.equals(atlanta.training.gateways)
    assert again.training.technologies.equals(atlanta.training.technologies)


def test_solving_one_plan_leaves_no_trace_in_the_next(atlanta: Results) -> None:
    before = {name: np.array(values, copy=True) for name, values in atlanta.prepared.facts.items()}
    solve(atlanta.prepared, atlanta.plan.with_parameter("nonba_kappa", 1))
    again = solve(atlanta.prepared, atlanta.plan)
    assert again.matrix.equals(atlanta.matrix)
    for name, values in atlanta.prepared.facts.items():
        assert np.array_equal(values, before[name], equal_nan=values.dtype.kind == "f"), name


def test_progress_is_told_in_sentences_that_go_forward(pack: Any) -> None:
    told: list[tuple[str, float]] = []
    prepare(
        pack, plan_for(pack, "Albany, GA"), progress=lambda sentence, share: told.append((sentence, share))
    )
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert any("Albany" in sentence for sentence, _ in told)


def test_tables_are_named_and_the_moves_come_on_request(atlanta: Results) -> None:
    names = [
        *("matrix", "priorities", "classes", "trace", "progressions", "paths"),
        *("training_gaps", "training_gateways", "training_region", "training_unlocks"),
        *("training_technologies", "training_programmes", "strength_readings"),
        *("representation", "representation_gateways"),
        *("opportunity", "opportunity_classes", "coverage"),
        *("scenarios", "tornado", "robustness", "reversals", "sectors"),
    ]
    assert list(atlanta.tables()) == names
    moves = atlanta.tables(transitions=True)["transitions"]
    assert list(moves.columns) == ["origin", "destination", "people", "people_nonba", "kind"]
