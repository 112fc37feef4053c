"""The four-fifths rule and Fisher's exact test against the figures of those who made them.

The worked examples are those of question 12, and the rule of one different person is that of question 21, of
“Adoption of Questions and Answers To Clarify and Provide a Common Interpretation of the Uniform Guidelines on
Employee Selection Procedures”, 44 Federal Register 11996, 2 March 1979. Fisher's own example is the lady
tasting tea (The Design of Experiments, 1935, chapter II). The others are computed here by counting every
table with the same margins, in whole numbers.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from workbook.funnelform import GROUPS, POPULATIONS, STAGES
from workbook.model.funnel import Funnel, Rate, fisher_p, no_counts, one_person_turns_it, steps_table
from workbook.plan import Parameters

GIVEN = Parameters.defaults()
HUNDREDS = {"white": (100, 60), "american_indian": (100, 45), "hispanic": (100, 48), "black": (100, 51)}
"""Hiring rates of the second example: 60, 45, 48 and 51 percent."""


def hired(people: dict[str, tuple[int, int]], stage: str = "hired") -> dict[str, Any]:
    """Return the rows of the whole way from application to job by the code of the group."""
    counts = no_counts()
    codes = [group.code for group in GROUPS]
    for code, (applied, chosen) in people.items():
        counts[0, [1, [one.code for one in STAGES].index(stage)], codes.index(code)] = applied, chosen
    table = steps_table(Funnel("example.xlsx", counts=counts), GIVEN)
    labels = {group.label: group.code for group in GROUPS if group.compared}
    return {labels[row["group"]]: row for row in table[table["step"] == "all"].to_dict("records")}


def test_eighty_white_and_forty_black_applicants() -> None:
    rows = hired({"white": (80, 48), "black": (40, 12)})
    assert rows["white"]["rate_share"] == pytest.approx(0.60)
    assert rows["black"]["rate_share"] == pytest.approx(0.30)
    assert rows["black"]["impact_ratio"] == pytest.approx(0.5)
    assert rows["black"]["reading"] == "below 4/5"
    assert rows["white"]["reading"] == "highest"


def test_four_groups_with_one_below_four_fifths() -> None:
    rows = hired(HUNDREDS)
    ratios = {code: round(row["impact_ratio"], 10) for code, row in rows.items()}
    assert ratios == {"white": 1.0, "american_indian": 0.75, "hispanic": 0.8, "black": 0.85}
    assert [code for code, row in rows.items() if row["below"]] == ["american_indian"]
    assert {row["highest_group"] for row in rows.values()} == {"White"}


def test_a_group_below_two_percent_is_not_what_others_are_measured_by() -> None:
    rows = hired({**HUNDREDS, "pacific_islander": (2, 2)})
    assert {row["highest_group"] for row in rows.values()} == {"White"}
    assert rows["pacific_islander"]["few"]
    rows = hired({**HUNDREDS, "pacific_islander": (20, 19)})
    assert {row["highest_group"] for row in rows.values()} == {"Hawaiian, Pacific Islander"}
    assert rows["white"]["reading"] == "below 4/5 *", "what it is measured by rests on 20 people"


def by_counting(group: Rate, other: Rate) -> float:
    """Add up the chances of all tables with these margins that are no likelier than this one."""
    n, m, chosen = int(group.entered), int(other.entered), int(group.went_on + other.went_on)
    ways = {
        x: Fraction(math.comb(n, x) * math.comb(m, chosen - x), math.comb(n + m, chosen))
        for x in range(max(0, chosen - m), min(n, chosen) + 1)
    }
    return float(sum(one for one in ways.values() if one <= ways[int(group.went_on)]))


def test_the_lady_tasting_tea() -> None:
    assert fisher_p(Rate(4, 4), Rate(4, 0)) == pytest.approx(2 / 70)
    assert fisher_p(Rate(4, 3), Rate(4, 1)) == pytest.approx(34 / 70)


@pytest.mark.parametrize(
    "table",
    [
        (80, 48, 40, 12),
        (10, 1, 20, 3),
        (9, 8, 7, 2),
        (300, 12, 250, 31),
        (5, 0, 40, 40),
        (1, 1, 1, 1),
        (50, 0, 60, 0),
    ],
)
def test_fisher_counts_every_table_with_the_same_margins(table: tuple[int, int, int, int]) -> None:
    group, other = Rate(*table[:2]), Rate(*table[2:])
    assert fisher_p(group, other) == pytest.approx(by_counting(group, other), rel=1e-9)
    assert fisher_p(group, other) == pytest.approx(fisher_p(other, group), rel=1e-9)


def test_one_different_person_turns_small_numbers_only() -> None:
    """Three of twenty men and one of ten women: two women and two men would turn the order."""
    rows = hired({"men": (20, 3), "women": (10, 1)})
    assert rows["women"]["impact_ratio"] == pytest.approx(2 / 3)
    assert rows["women"]["below"]
    assert rows["women"]["one_person"]
    assert rows["women"]["few"]
    assert not one_person_turns_it(Rate(40, 12), Rate(80, 48))


def test_nothing_is_compared_where_nothing_is_known() -> None:
    assert steps_table(Funnel("blank.xlsx"), GIVEN).empty
    alone = hired({"women": (50, 5)})["women"]
    assert np.isnan(alone["impact_ratio"])
    assert alone["reading"] == ""
    none_hired = hired({"women": (50, 0), "men": (40, 0)})["men"]
    assert np.isnan(none_hired["impact_ratio"]), "nobody went on, so nobody went on less often"
    assert none_hired["p_value"] == 1
    assert len(POPULATIONS) == 3
