"""Months and labels as a language says them, in sentences and in the words of publishers."""

from __future__ import annotations

import datetime

import pytest

from data.language import VARIABLE, in_sentence, say_month, say_months


@pytest.fixture
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "es")


@pytest.mark.usefixtures("spanish")
def test_months_of_a_publisher_are_said_in_the_language() -> None:
    assert say_months("May 2025") == "mayo de 2025"
    assert say_months("29.3 (February 2025)") == "29.3 (febrero de 2025)"
    assert say_months("January 2019 to December 2025").startswith("enero de 2019")
    assert say_months("2022-32 (attainment 2019 and 2021)") == "2022-32 (attainment 2019 and 2021)"
    assert say_months("Mayor of 2025, May Street") == "Mayor of 2025, May Street"


@pytest.mark.usefixtures("spanish")
def test_a_month_is_said_whether_it_is_a_day_or_written_as_one() -> None:
    assert say_month("2026-01") == say_month(datetime.date(2026, 1, 31)) == "enero de 2026"
    assert say_month("2026-13") == "2026-13"


def test_a_label_inside_a_sentence_keeps_its_codes() -> None:
    assert in_sentence("Código SOC u O*NET") == "código SOC u O*NET"
    assert in_sentence("ZIP code") == "ZIP code"
