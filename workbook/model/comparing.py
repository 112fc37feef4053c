"""The answer to “how do these two differ?”: sentence, picture and tables of a comparison."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import replace

import pandas as pd

from data.dictionaries import Column, columns
from data.language import say, say_count
from workbook.model.answer import Answer, Shown
from workbook.model.comparable import reasons
from workbook.model.compared import EVERY, Comparison

FIRST = (
    *("title", "left_class", "right_class", "left_rank", "right_rank", "rank_move"),
    *("left_wage_p50_usd", "right_wage_p50_usd", "more_wage_p50_usd"),
    *("left_openings_12m", "right_openings_12m", "more_openings_12m"),
    *("left_origin_reach", "right_origin_reach", "more_origin_reach"),
)
NO_DIFFERENCE = "Nothing differs: both sides agree in every occupation."
ALIKE = "Both sides rest on the same sources, parameters and coverage."


def nothing_chosen() -> Answer:
    """Return what is said before the other side is chosen."""
    said = say("Choose what the open plan is compared with: a region, a scenario, a month kept or a plan.")
    shown = Shown(
        say("Occupations"),
        "compared",
        pd.DataFrame(columns=list(columns("compared"))),
        own_columns=columns("compared"),
        first=FIRST,
    )
    lacking = say("“Compare with” above offers them. The open plan stays as it is.")
    return Answer(said, (replace(shown, lacking=lacking),))


def compared(comparison: Comparison, which: str = EVERY) -> Answer:
    """Answer how two sides differ.

    Parameters
    ----------
    which : str
        Which occupations show, as for `Comparison.rows`.
    """
    rows = comparison.rows(which)
    known, against = _named("compared", comparison), reasons(comparison)
    sentence = comparison.sentence
    if len(against):
        sentence = say_count(
            "{said} One thing keeps them from being compared one to one.",
            "{said} {count} things keep them from being compared one to one.",
            len(against),
            said=sentence,
            count=len(against),
        )
    return Answer(
        sentence,
        (
            Shown(
                say("Occupations"),
                "compared",
                rows,
                first=FIRST,
                lacking=say(NO_DIFFERENCE),
                own_columns=known,
            ),
            Shown(
                say("Totals"),
                "compared_totals",
                comparison.totals,
                "",
                "measure",
                own_columns=_named("compared_totals", comparison),
            ),
            Shown(
                say("Can they be compared?"),
                "comparable",
                against,
                "",
                "means",
                lacking=say(ALIKE),
                own_columns=_named("comparable", comparison),
            ),
        ),
        tuple(_in_words(row) for row in against.to_dict("records")),
    )


def _in_words(reason: dict[Hashable, str]) -> str:
    """Return a reason as sentences."""
    told = [reason[side] for side in ("left", "right") if reason[side]]
    return say(
        "{subject}: {both}. {means}",
        subject=reason["subject"],
        both=say(" against ").join(told),
        means=reason["means"],
    )


def _named(table: str, comparison: Comparison) -> Mapping[str, Column]:
    """Return the columns of a table with the names of the sides in the place of left and right."""
    left, right = comparison.headings
    found = {}
    for name, column in columns(table).items():
        side = left if name.startswith("left") else right if name.startswith("right") else ""
        # A column of the whole table that is called after a side has no other name.
        label = side if name in ("left", "right") else f"{say(column.label)} {side}".strip()
        found[name] = replace(column, label=label) if side else column
    return found
