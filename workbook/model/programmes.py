"""Programmes: which training leads to a Gateway, for how many people, at what cost and with what outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from workbook.model.localtables import OUTCOMES, PROGRAMMES, of_kind

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
_TEXTS = ("title", "provider", "credential", "licence")
_NUMBERS = ("cost_usd", "weeks", "seats")
_OUTCOMES = ("completers", "placement_share", "earnings_usd")
BY_PROGRAMME, BY_PROVIDER, BY_FIELD = "the programme", "its provider in this field", "its field"


def own_programmes(results: Results, places: Array) -> pd.DataFrame:
    """Return the programmes of the planner's own list that lead to each occupation, the cheapest first.

    A programme leads to the occupation that the list names, otherwise to those that the crosswalk of the pack
    gives for its field. One row per occupation and programme; ``row`` is its place in the list, so that one
    that leads to several occupations can be counted once. Outcomes come from the planner's file of outcomes:
    of the programme, else of its provider in the field, else of the field, and ``outcome_of`` says which.
    """
    own = of_kind(results.prepared.tables, PROGRAMMES)
    known = [*columns("training_programmes"), "row"]
    if own is None:
        return pd.DataFrame(columns=known)
    rows = own.rows.reindex(columns=["id", "soc", "cip", *_TEXTS, *_NUMBERS]).assign(row=range(len(own.rows)))
    for name in ("id", "soc", "cip", *_TEXTS):
        rows[name] = rows[name].astype(object).fillna("").astype("str")
    rows = _with_outcomes(rows, results)
    crosswalk = results.prepared.pack.table("programmes")[["soc", "cip"]]
    named = rows[rows["soc"] != ""]
    by_field = rows[(rows["soc"] == "") & (rows["cip"] != "")].drop(columns="soc").merge(crosswalk, on="cip")
    found = pd.concat([part for part in (named, by_field) if len(part)] or [named], ignore_index=True)
    wanted = pd.Index(results.frame["soc"][places])
    found = found[found["soc"].isin(wanted)]
    found = found.drop_duplicates(["soc", "cip", *_TEXTS, *_NUMBERS]).rename(columns={"title": "programme"})
    titles = dict(zip(results.frame["soc"], results.frame["title"], strict=True))
    found = found.assign(title=found["soc"].map(titles))
    ordered = found.sort_values(["soc", "cost_usd", "programme", "provider"], kind="stable")
    return ordered[known].reset_index(drop=True)


def _with_outcomes(rows: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Add what became of people, by the closest match that the file of outcomes has."""
    outcomes = of_kind(results.prepared.tables, OUTCOMES)
    found = rows.assign(outcome_of="", **dict.fromkeys(_OUTCOMES, np.nan))
    if outcomes is None:
        return found
    told = outcomes.rows.reindex(columns=["id", "provider", "title", "cip", *_OUTCOMES])
    told = told[told[list(_OUTCOMES[1:])].notna().any(axis=1)]
    for name in ("id", "provider", "title", "cip"):
        told[name] = told[name].astype(object).fillna("").astype("str").str.strip()
    for keys, word in (
        (["id"], BY_PROGRAMME),
        (["provider", "title"], BY_PROGRAMME),
        (["provider", "cip"], BY_PROVIDER),
        (["cip"], BY_FIELD),
    ):
        usable = told[(told[keys] != "").all(axis=1)]
        open_ = (found["outcome_of"] == "") & (found[keys] != "").all(axis=1)
        if usable.empty or not open_.any():
            continue
        matched = found.loc[open_, keys].merge(_means(usable, keys), on=keys, how="left")
        matched.index = found.index[open_]
        here = matched.index[matched[list(_OUTCOMES[1:])].notna().any(axis=1)]
        found.loc[here, list(_OUTCOMES)] = matched.loc[here, list(_OUTCOMES)]
        found.loc[here, "outcome_of"] = word
    return found


def _means(told: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the outcomes of each key, weighted by those who completed; a row without a count weighs one."""
    weight = told["completers"].where(told["completers"] > 0, 1.0)
    parts = {name: told[name] * weight for name in _OUTCOMES[1:]}
    weights = {f"{name}_weight": weight.where(told[name].notna()) for name in _OUTCOMES[1:]}
    sums = (
        told[[*keys, "completers"]].assign(**parts, **weights).groupby(keys, as_index=False).sum(min_count=1)
    )
    for name in _OUTCOMES[1:]:
        sums[name] /= sums[f"{name}_weight"]
    return sums[[*keys, *_OUTCOMES]]


def seats_by_occupation(programmes: pd.DataFrame, socs: Sequence[str]) -> pd.DataFrame:
    """Return programmes, seats, cost and length of what leads to each occupation, in the order of ``socs``.

    ``seats`` adds up the programmes that state them and is blank where none does: not stated is not nought.
    """
    grouped = programmes.groupby("soc")
    found = pd.DataFrame(
        {
            "programmes": grouped.size(),
            "programmes_with_seats": grouped["seats"].count(),
            "seats": grouped["seats"].sum(min_count=1),
            "cost_min_usd": grouped["cost_usd"].min(),
            "cost_median_usd": grouped["cost_usd"].median(),
            "weeks_median": grouped["weeks"].median(),
        }
    ).reindex(list(socs))
    found[["programmes", "programmes_with_seats"]] = found[["programmes", "programmes_with_seats"]].fillna(0)
    return found.astype("float64").reset_index(drop=True)


def people_seated(people: dict[str, float], programmes: pd.DataFrame) -> float:
    """Return how many people can be given a seat at once, each seat used by one person.

    A programme that leads to several Gateways can fill its seats with people of any of them, so adding up
    per Gateway would count its seats several times. The largest number is found by a linear programme.

    Parameters
    ----------
    people : dict of str to float
        People in reach by SOC.
    programmes : pandas.DataFrame
        ``row``, ``soc`` and ``seats``; one row per programme and occupation.
    """
    stated = programmes[(programmes["seats"] > 0) & programmes["soc"].isin(list(people))]
    if stated.empty:
        return 0.0
    leads = stated.groupby("row").agg(
        socs=("soc", lambda codes: tuple(sorted(set(codes)))), seats=("seats", "max")
    )
    groups = leads.groupby("socs")["seats"].sum()
    socs = sorted(people)
    pairs = [(group, socs.index(soc)) for group, codes in enumerate(groups.index) for soc in codes]
    rows = np.array([[group, len(groups) + place] for group, place in pairs]).T
    from scipy.optimize import linprog
    from scipy.sparse import csr_array

    count = len(pairs)
    limits = csr_array(
        (np.ones(2 * count), (rows.ravel(), np.tile(np.arange(count), 2))),
        shape=(len(groups) + len(socs), count),
    )
    bounds = np.concatenate([groups.to_numpy(dtype=float), [people[soc] for soc in socs]])
    solved = linprog(-np.ones(count), A_ub=limits, b_ub=bounds, method="highs")
    return float(-solved.fun)
