"""The line of training on a coach page: the planner's programmes with what is known of them."""

from __future__ import annotations

import pandas as pd

from workbook.model.coachtraining import _programmes

NAN = float("nan")


def listed(*rows: tuple[object, ...]) -> pd.DataFrame:
    names = ("programme", "provider", "cost_usd", "weeks", "seats", "licence", "placement_share")
    return pd.DataFrame(rows, columns=names)


def test_what_is_not_stated_is_not_nought() -> None:
    told = listed(("Welding", "County College", NAN, NAN, NAN, "", NAN))
    assert _programmes(told) == "Welding (County College, cost not stated)"
    assert _programmes(None) == "No programme of the list leads here"


def test_the_cheapest_are_named_with_all_that_is_known_and_the_rest_counted() -> None:
    told = listed(
        ("Welding", "County College", 0.0, 12.0, 20.0, "State card", 0.78),
        ("Pipe welding", "", 900.0, NAN, NAN, "", NAN),
        ("Robots", "", 1200.0, NAN, NAN, "", NAN),
    )
    assert _programmes(told) == (
        "Welding (County College, $0, 12 weeks, 20 seats, licence: State card, 78% placed); "
        "Pipe welding ($900); and 1 more"
    )


def test_names_of_several_hundred_letters_are_shortened_and_say_so() -> None:
    told = listed(("A programme of many words " * 20, "A college " * 20, 1.0, NAN, NAN, "", NAN))
    said = _programmes(told)
    assert len(said) < 160
    assert said.count("…") == 2
