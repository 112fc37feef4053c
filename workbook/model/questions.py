"""The planner's questions beyond matrix and priorities: each answered by one sentence and its tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.model import paths
from workbook.model.strengths import leaning_sentences
from workbook.model.words import about, moves_word

if TYPE_CHECKING:
    import pandas as pd

    from workbook.model.results import Results


NO_PROGRAMMES = (
    "No programme of a list of your own leads to an open Gateway. Add a list of training programmes on the "
    "page Sources: cost, weeks and seats then show here."
)


@dataclass(frozen=True)
class Shown:
    """One table of an answer.

    Attributes
    ----------
    label : str
        What it shows, in a few words.
    table : str
        Its name in the dictionary of columns.
    rows : pandas.DataFrame
        Its rows.
    key, wide : str
        Column with the occupation (SOC) that a row is about, blank where rows are about none, and the column
        that takes the room.
    first : tuple of str
        Columns that stand first, in this order; the others can be asked for. All of them where none is named.
    lacking : str
        Why there are no rows and what would bring some, where that can happen.
    """

    label: str
    table: str
    rows: pd.DataFrame
    key: str = "soc"
    wide: str = "title"
    first: tuple[str, ...] = ()
    lacking: str = ""


@dataclass(frozen=True)
class Answer:
    """What a question comes to: a sentence first, then tables."""

    sentence: str
    tables: tuple[Shown, ...]


@dataclass(frozen=True)
class Question:
    """A question of the planner's: its name, a title of a word or two, and what answers it."""

    name: str
    title: str
    asked: str
    answer: Callable[[Results], Answer]


def _progressions(results: Results) -> Answer:
    by = {order: paths.region_paths(results, order) for order in paths.ORDERS}
    place, most = results.region.short_name, by[paths.PEOPLE]
    listed = most[most["kind"] == "path"]
    if listed.empty:
        least = results.parameters["suppression_min_people"]
        said = f"No path of two steps has {least:,.0f} people a year on its first step in {place}."
    else:
        first = listed.iloc[0]
        way = " → ".join(first[side] for side in ("origin", "gateway", "target") if first[side])
        said = f"The path that most people of {place} would take is {way}, {about(first['people'])} a year"
        said += f" ({moves_word(results)})."
    labels = {paths.PEOPLE: "Most people", paths.WAGE: "Largest gain", paths.FEASIBILITY: "Smallest gap"}
    shown = tuple(
        Shown(labels[order], "paths", _named(rows), "gateway_soc", "origin", _PATH_FIRST)
        for order, rows in by.items()
    )
    return Answer(said, shown)


_PATH_FIRST = (
    *("rank", "origin", "gateway", "target", "people", "share", "wage_gain_usd", "training_gap"),
    "gateway_availability",
)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    """Return paths with what remains in words where a path has its Origin."""
    return rows.assign(origin=rows["origin"].where(rows["kind"] == "path", rows["words"]))


_GATEWAY_FIRST = (
    *("soc", "title", "people", "leans_on", "transfers", "missing", "technologies", "mean_gap", "programmes"),
    *("seats", "training_gap_people", "cost_median_usd", "weeks_median"),
)
_ELEMENT_FIRST = ("soc", "title", "element", "tag", "strength", "gap", "people", "rank")


def _gaps(results: Results) -> Answer:
    training = results.training
    gateways, unlocks = training.gateways, training.unlocks
    if gateways.empty:
        said = f"No Gateway is open in {results.region.short_name}, so there is no training gap to close."
    else:
        said = leaning_sentences(gateways)[0]
        if len(unlocks):
            first = unlocks.iloc[0]
            said += f" {first['element']} is among the largest gaps of {first['gateways']} Gateways."
    tables = training.tables()
    return Answer(
        said,
        (
            Shown("Gateways", "training_gateways", gateways, first=_GATEWAY_FIRST),
            Shown("One skill unlocks", "training_unlocks", unlocks, "", "element"),
            Shown("Skills and knowledge", "training_gaps", training.elements, first=_ELEMENT_FIRST),
            Shown(
                "Technologies", "training_technologies", tables["training_technologies"], wide="technology"
            ),
            Shown("Programmes", "training_programmes", tables["training_programmes"], lacking=NO_PROGRAMMES),
            Shown("Region", "training_region", training.region, "", "measure"),
        ),
    )


def _representation(results: Results) -> Answer:
    by_class, place = results.representation, results.region.short_name
    gateways = by_class[by_class["class"] == "Gateway"]
    below = gateways[gateways["reading"] == "below parity"]
    if gateways.empty or not gateways["parity_index"].notna().any():
        said = f"How the Gateways of {place} compare with its Origins is not known."
    elif below.empty:
        said = f"No group is clearly less often in the Gateways of {place} than in its Origins."
    else:
        worst = below.sort_values("parity_index").iloc[0]
        said = (
            f"{worst['group']} workers are furthest below parity in the Gateways of {place}: "
            f"{worst['share']:.0%} there against {worst['origin_share']:.0%} in Origins; "
            f"parity would take {about(worst['people_gap'])} more people."
        )
    return Answer(
        said,
        (
            Shown("By class", "representation", by_class, "", "group"),
            Shown("By Gateway", "representation_gateways", results.representation_gateways),
        ),
    )


QUESTIONS = (
    Question(
        "paths", "Progressions", "Which two steps lead furthest, and for how many people?", _progressions
    ),
    Question("gaps", "Training gaps", "What must a course teach, and for how many people?", _gaps),
    Question("parity", "Representation", "Who is missing from the better jobs?", _representation),
)
"""In the order in which a planner asks them."""
