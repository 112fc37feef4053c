"""Funnels of several employers as tables, and what they say in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.dictionaries import columns
from data.language import say, say_count
from workbook.funnelform import GROUPS, POPULATIONS, STAGES, inputs
from workbook.model.funnel import DEGREE, DEGREE_LABELS, Array, Funnel, degree_share, steps_table

WITHOUT, WITH = DEGREE_LABELS


def all_steps(funnels: Sequence[Funnel], given: Mapping[str, float]) -> pd.DataFrame:
    """Return the steps of every funnel, one after the other."""
    tables = [steps_table(one, given) for one in funnels]
    filled = [one for one in tables if len(one)]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(columns("funnel")))


def counts_table(funnels: Sequence[Funnel]) -> pd.DataFrame:
    """Return every count that is known: one row per employer, population, group and stage."""
    rows = [
        {
            "employer": one.name,
            "population": POPULATIONS[population].code,
            "counted_by": GROUPS[group].counted_by,
            "group": GROUPS[group].label,
            "stage": STAGES[stage].code,
            "count": float(one.counts[population, stage, group]),
        }
        for one in funnels
        for population, stage, group in inputs()
        if np.isfinite(one.counts[population, stage, group])
    ]
    return pd.DataFrame(rows, columns=list(columns("funnel_counts")))


def funnel_sentences(steps: pd.DataFrame, who: str) -> list[str]:
    """Return what rates say, the most important first: where people without a degree drop out, and the flags.

    Parameters
    ----------
    steps : pandas.DataFrame
        Rows of the table ``funnel``, of one employer or of several.
    who : str
        Whose they are, for the sentences: a name, or “3 employers”.
    """
    if steps.empty:
        return [
            say(
                "Nothing can be compared yet: the counts of {who} have no two stages that are known.", who=who
            )
        ]
    said = []
    behind = furthest_behind(steps)
    if behind is not None:
        ahead = steps[
            (steps["employer"] == behind["employer"])
            & (steps["population"] == behind["population"])
            & (steps["counted_by"] == DEGREE)
            & (steps["step"] == behind["step"])
            & (steps["group"] == WITH)
        ].iloc[0]
        at = say(" (at {employer})", employer=behind["employer"])
        said.append(
            say(
                "People without a four-year degree fall behind most at the step {step}{at}: {share} went "
                "on, against {share_with} of those with one.",
                step=behind["step_label"],
                at="" if steps["employer"].nunique() == 1 else at,
                share=f"{behind['rate_share']:.0%}",
                share_with=f"{ahead['rate_share']:.0%}",
            )
        )
    compared = steps[(steps["reading"] != "") & (steps["group"] != steps["highest_group"])]
    below = compared[compared["below"].astype(bool)]
    firm = below[~below["few"].astype(bool) & below["unlikely"].astype(bool)]
    said.append(_flags(len(compared), len(below), len(firm)))
    turned = int(below["one_person"].sum())
    if turned:
        said.append(
            say_count(
                "One of these flags would be turned by one person: the numbers are too small to say much.",
                "{count} of these flags would be turned by one person: the numbers are too small to say "
                "much.",
                turned,
                count=f"{turned:,}",
            )
        )
    return said


def postings_sentence(counts: Array, whose: str) -> list[str]:
    """Return which share of the postings asks for a four-year degree; nothing where it is not known."""
    share = degree_share(counts)
    if not np.isfinite(share):
        return []
    return [
        say("{share} of the postings {whose} ask for a four-year degree.", share=f"{share:.0%}", whose=whose)
    ]


def furthest_behind(steps: pd.DataFrame) -> pd.Series | None:
    """Return the step at which people without a degree are furthest behind, None where they are nowhere.

    Steps on which few people stand count only where no other is below; the whole way is left to the flags.
    """
    of_degree = (steps["counted_by"] == DEGREE) & (steps["group"] == WITHOUT) & (steps["step"] != "all")
    rows = steps[of_degree & (steps["impact_ratio"] < 1)]
    firm = rows[~rows["few"].astype(bool)]
    rows = firm if len(firm) else rows
    if rows.empty:
        return None
    return rows.sort_values("impact_ratio", kind="stable").iloc[0]


def _flags(compared: int, below: int, firm: int) -> str:
    if not compared:
        return say("No two groups can be compared.")
    many = say_count("{count} comparison", "{count} comparisons", compared, count=f"{compared:,}")
    if not below:
        return say(
            "None of {comparisons} is below four fifths of the highest group's rate.", comparisons=many
        )
    return say_count(
        "{count} of {comparisons} is below four fifths of the highest group's rate; for {firm} of them "
        "enough people are counted and the difference is unlikely to be chance.",
        "{count} of {comparisons} are below four fifths of the highest group's rate; for {firm} of them "
        "enough people are counted and the difference is unlikely to be chance.",
        below,
        count=f"{below:,}",
        comparisons=many,
        firm=f"{firm:,}",
    )
