"""The catalogue of findings: whole sentences, and a test for every code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from data.intake.findings import SEVERITIES, FindingLog, IntakeError, kinds

TESTS = Path(__file__).parents[1]


@cache
def all_tests() -> str:
    """Return the text of every test of the facts."""
    return "".join(path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("test_*.py")))


@pytest.mark.parametrize("code", kinds())
def test_every_kind_is_said_in_whole_sentences_and_tested(code: str) -> None:
    kind = kinds()[code]
    assert kind.severity in SEVERITIES
    for sentence in (kind.what, kind.why, kind.what_to_do):
        assert sentence[0].isupper()
        assert sentence[-1] not in ".!?"
    assert f'"{code}"' in all_tests(), f"no test meets {code}"


def test_an_unknown_code_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError):
        FindingLog("x.csv").add("no-such-code")


def test_findings_come_worst_first_and_name_place_and_examples() -> None:
    log = FindingLog("x.csv")
    log.add("recipe-column-new", values=["notes"])
    log.add("posted-unreadable", [9], "posted", ["yesterday"])
    log.add("code-unknown", [7, 3], "", ["Wizard", "Wizard", "x" * 99])
    assert [one.code for one in log.findings()] == ["code-unknown", "posted-unreadable", "recipe-column-new"]
    worst = log.findings()[0]
    assert worst.count == 2
    assert worst.examples == ("Wizard", "x" * 39 + "…")
    assert str(worst).startswith("x.csv, 2 rows, lines 3, 7: The SOC code is not one of the reference pack")
    assert log.findings()[1].where == "column posted; line 9"
    assert (log.findings()[1].column, log.findings()[1].lines) == ("posted", (9,))
    assert (worst.column, worst.lines) == ("", (3, 7))


def test_a_finding_names_the_first_lines_only() -> None:
    log = FindingLog("x.csv")
    log.add("posted-unreadable", range(1, 1901), "Start Date")
    assert log.findings()[0].where == "column Start Date; 1,900 rows, lines 1, 2, 3 …"
    assert log.findings()[0].lines == (1, 2, 3)


def test_an_error_says_what_why_and_what_to_do() -> None:
    assert str(IntakeError("The file is gone", "Somebody moved it", "Find it")) == (
        "The file is gone. Somebody moved it. Find it."
    )
