"""Openings against wage gain: every candidate a dot."""

from __future__ import annotations

import pytest

from workbook.model.pictures.scatter import scatter
from workbook.model.results import Results


def test_every_candidate_with_openings_and_a_gain_is_a_dot(atlanta: Results) -> None:
    shown = scatter(atlanta)
    assert shown is not None
    table = atlanta.priorities.set_index("soc")
    known = table["rank"].notna() & table["accessible_openings"].gt(0) & table["wage_gain_usd"].notna()
    assert shown.occupations() == set(table.index[known])
    assert [one.rank for one in shown.dots] == sorted(one.rank for one in shown.dots)
    first = shown.dots[0]
    assert first.openings == pytest.approx(table.at[first.soc, "accessible_openings"])
    assert first.gain_usd == pytest.approx(table.at[first.soc, "wage_gain_usd"])
    above = (table["accessible_openings"] > shown.middle_openings) & (
        table["wage_gain_usd"] > shown.middle_gain_usd
    )
    assert shown.title.startswith(f"{int((above & known).sum())} of {int(known.sum())} occupations")
    assert shown.words()[0].startswith(f"1. {first.title}: ")
