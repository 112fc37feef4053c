"""Strengths: what people bring with them to another occupation, named before what they lack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say

if TYPE_CHECKING:
    from workbook.model.national import National
    from workbook.model.training import Figures

Array = NDArray[Any]
TAGS = ("interpersonal", "cognitive", "technical")
TAG_NAMES = {
    "interpersonal": say("interpersonal"),
    "cognitive": say("cognitive"),
    "technical": say("technical"),
}
"""What people read for each kind of strength; `say` of a kind gives the same."""
COUNTED = 10
"""Strongest elements that decide what kind of strength a Gateway mostly leans on."""
STUDY_INTERPERSONAL, STUDY_GATEWAYS = 53, 77
"""Gateways in which what transfers is mostly interpersonal, of all Gateways: Unlocking experience-based job
progressions for millions of workers, 2021. The study gives no list of them."""
_READINGS = (
    # reading, figure, elements counted, only skills
    ("strength", "strength", 3, False),
    ("strength", "strength", 5, False),
    ("strength", "strength", COUNTED, False),
    ("strength", "strength", 20, False),
    ("strength, skills only", "strength", COUNTED, True),
    ("level held", "transfer", 3, False),
    ("level held", "transfer", 5, False),
    ("level held", "transfer", COUNTED, False),
    ("level held, skills only", "transfer", COUNTED, True),
)
"""Ways to read “mostly interpersonal”: the program uses strength over ten elements; the rest show how much
hangs on that choice."""


def strength_of(everywhere: National, origins: Array | int, destination: int) -> Array:
    """Return how strongly each element carries over from an occupation to another (0–5).

    The smaller of its importance in both × the share of the level needed that is held, at most 1: a strength
    matters in both jobs and is there already. Levels divided by their spread, on which the training gap
    rests, would favour what hardly differs between occupations.

    Parameters
    ----------
    everywhere : National
        With importance (1–5) and levels.
    origins : int or ndarray of int
        One place or several; several give one row each.
    destination : int
        Place of the occupation that people would move to.
    """
    need, have = everywhere.standard_level[destination], everywhere.standard_level[origins]
    held = np.divide(np.minimum(have, need), need, out=np.ones_like(have), where=need > 0)
    both = np.minimum(everywhere.importance[origins], everywhere.importance[destination])
    return np.asarray(both * held)


def shares_by_tag(values: Array, tags: Array, counted: int = COUNTED) -> Array:
    """Return which part of the strongest elements is interpersonal, cognitive, technical: row × tag (0–1).

    Rows without anything that carries over are NaN.

    >>> tags = np.array(["interpersonal", "cognitive", "technical"])
    >>> shares_by_tag(np.array([[3.0, 1.0, 0.5]]), tags, 2).tolist()
    [[0.75, 0.25, 0.0]]
    """
    order = np.argsort(-values, axis=1, kind="stable")[:, :counted]
    strongest = np.take_along_axis(values, order, axis=1)
    parts = np.array([np.where(tags[order] == tag, strongest, 0.0).sum(axis=1) for tag in TAGS]).T
    whole = parts.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(parts, whole, out=np.full_like(parts, np.nan), where=whole > 0))


def leaning(shares: Array) -> Array:
    """Return the tag with the largest share of each row, blank where nothing carries over."""
    known = np.isfinite(shares).all(axis=1)
    largest = np.where(known, np.nan_to_num(shares).argmax(axis=1), 0)
    return np.asarray(np.where(known, np.array(TAGS, dtype=object)[largest], ""), dtype=object)


def strength_readings(figures: Figures, elements: pd.DataFrame) -> pd.DataFrame:
    """Return how many open Gateways lean on interpersonal strengths, by several readings, beside the study.

    ``difference_gateways`` is how many more are ours than the study's share would make of as many Gateways.
    """
    tags, kinds = (elements[name].to_numpy(dtype=object) for name in ("tag", "kind"))
    study = STUDY_INTERPERSONAL / STUDY_GATEWAYS
    rows = []
    for reading, name, counted, skills_only in _READINGS:
        used = kinds == "skill" if skills_only else np.ones(len(kinds), dtype=bool)
        leans = leaning(shares_by_tag(getattr(figures, name)[:, used], tags[used], counted))
        gateways, found = len(leans), int((leans == TAGS[0]).sum())
        rows.append(
            {
                "reading": reading,
                "elements_counted": counted,
                "in_use": (name, counted, skills_only) == ("strength", COUNTED, False),
                "gateways": gateways,
                "interpersonal_gateways": found,
                "interpersonal_share": found / gateways if gateways else float("nan"),
                "study_share": study,
                "difference_gateways": found - study * gateways if gateways else float("nan"),
            }
        )
    return pd.DataFrame(rows)[list(columns("strength_readings"))]


def leaning_sentences(gateways: pd.DataFrame) -> list[str]:
    """Say how many open Gateways lean on interpersonal strengths, and which of them do not.

    ``gateways`` holds ``title``, ``leans_on`` and ``people``, the largest reach first.
    """
    if gateways.empty:
        return [say("No Gateway of the region has both openings and people in reach.")]
    leans = gateways["leans_on"]
    found, whole = int((leans == TAGS[0]).sum()), len(gateways)
    study = STUDY_INTERPERSONAL / STUDY_GATEWAYS
    said = [
        say(
            "In {found} of {whole} open Gateways ({share}) what transfers is mostly interpersonal; "
            "the study found {study_found} of {study_whole} ({study_share}).",
            found=found,
            whole=whole,
            share=f"{found / whole:.0%}",
            study_found=STUDY_INTERPERSONAL,
            study_whole=STUDY_GATEWAYS,
            study_share=f"{study:.0%}",
        ),
    ]
    for tag in TAGS[1:]:
        titles = gateways.loc[leans == tag, "title"].tolist()
        if titles:
            more = say(" and {count} more", count=len(titles) - 5) if len(titles) > 5 else ""
            said.append(
                say(
                    "Mostly {tag} in {count}, where we differ from the majority: {titles}.",
                    tag=say(tag),
                    count=len(titles),
                    titles=f"{'; '.join(titles[:5])}{more}",
                )
            )
    return said
