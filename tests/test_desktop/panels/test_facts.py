"""The panel's words: every occupation has a trace that is read whole, and figures with their marks."""

from __future__ import annotations

from typing import Any

import pytest

from data.language import VARIABLE
from desktop.panels.facts import occupation_facts
from desktop.panels.trace import read_trace


def test_every_occupations_trace_is_understood(results: Any) -> None:
    for soc, class_name in zip(results.classes["soc"], results.classes["class"], strict=True):
        sentences = results.explain(soc)
        trace = read_trace(sentences, class_name)
        assert len(trace.lead) + len(trace.own) + len(trace.others) == len(sentences)
        assert not any(line[:1] in "✓✗" for line in trace.lead), trace.lead
        if class_name != "Not classified":
            assert trace.own, soc
            assert all(line.passed for line in trace.own), soc


def test_a_gateway_says_why(results: Any) -> None:
    facts = occupation_facts(results, "29-2061")
    assert facts is not None
    assert facts.class_name == "Gateway"
    assert any("utflow to Targets" in line.text for line in facts.trace.own)
    assert set(facts.trace.failures()) == {"Origin", "Mid-wage Origin", "Target", "Historical Adjacency"}
    assert facts.trace.failures()["Origin"]
    figures = {fact.label: fact for _, group in facts.groups for fact in group}
    assert figures["Origin reach"].mark == "m"
    assert figures["Openings"].figure.endswith(" a year")
    assert "Median" not in figures
    assert facts.wages.percentiles[0] < facts.wages.nonba_income < facts.wages.percentiles[4]


def test_in_spanish_a_gateway_says_why_too(results: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    english = occupation_facts(results, "29-2061")
    monkeypatch.setenv(VARIABLE, "es")
    spanish = occupation_facts(results, "29-2061")
    assert english is not None
    assert spanish is not None
    assert [line.passed for line in spanish.trace.own] == [line.passed for line in english.trace.own]
    assert any("Metas" in line.text for line in spanish.trace.own)
    assert set(spanish.trace.failures()) == set(english.trace.failures())


def test_an_unknown_occupation_has_no_facts(results: Any) -> None:
    assert occupation_facts(results, "") is None
    assert occupation_facts(results, "99-9999") is None
