"""What stands on each slide: a sentence that answers, a chart, a few words, and notes for who speaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbook.model.answers import changes as changes_answer
from workbook.model.answers import representation as representation_answer
from workbook.model.strengths import leaning_sentences
from workbook.model.words import about, moves_word
from workbook.plan import CLASSES
from workbook.writing.deck.charts import Bars, Columns, short
from workbook.writing.styles import ACCENT, CLASS_STRONG, WARNING

if TYPE_CHECKING:
    from workbook.model.results import Results

LETTER = {
    "Origin": "O",
    "Mid-wage Origin": "M",
    "Gateway": "G",
    "Target": "T",
    "Historical Adjacency": "H",
    "Not classified": "–",
}
TAG_COLOUR = {
    "interpersonal": ACCENT,
    "cognitive": CLASS_STRONG["Historical Adjacency"],
    "technical": CLASS_STRONG["Origin"],
}
MOST = 10
"""Bars of a chart."""

FIRM = 0.9
"""Share of weightings in which a job has to be among the first ten for its rank to be called firm."""


@dataclass(frozen=True)
class Slide:
    """One slide.

    Attributes
    ----------
    title, subtitle : str
        The sentence that answers; what is measured, in which unit, of which time.
    charts : tuple
        One chart beside words, or two charts.
    words : tuple of str
        Paragraphs beside the chart.
    notes : tuple of str
        What who speaks should know; sources and caveats are added to them.
    """

    title: str
    subtitle: str
    charts: tuple[Bars | Columns, ...]
    words: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def slides(results: Results, *, budget: bool = False) -> Iterator[Slide]:
    """Yield the slides of a plan; those of an allocation and of changes where there is one to show."""
    yield glance(results)
    yield from priorities(results)
    yield from training(results)
    yield from representation(results)
    if results.earlier and results.tracking.before is not None:
        yield changed(results)
    if budget:
        from workbook.writing.deck.allocation import allocation

        yield allocation(results)


def lettered(title: str, class_name: str) -> str:
    """Return a title with the letter of its class, which tells what the colour tells.

    >>> lettered("Registered Nurses", "Gateway")
    'Registered Nurses  G'
    """
    return f"{short(title)}  {LETTER[class_name]}"


def glance(results: Results) -> Slide:
    """Show the region: how many Gateways are open, and how its jobs part over the classes."""
    matrix, jobs = results.matrix, results.prepared.jobs
    whole = float(matrix["employment"].sum())
    shares = [float(matrix.loc[matrix["class"] == name, "employment"].sum()) / whole for name in CLASSES]
    shown = [f"{LETTER[name]}  {name}" for name in CLASSES]
    good = float(matrix.loc[matrix["viable"].astype(bool), "employment"].sum()) / whole
    people, lines = results.prepared.unemployed, results.lines
    words = [
        f"{about(jobs.total_jobs).capitalize()} jobs; {good:.0%} of those published are good and viable."
    ]
    if people.total >= 0:
        kind = f", by occupation {people.imputed_share:.0%} imputed" if people.imputed_share > 0 else ""
        words.append(f"{about(people.total).capitalize()} people out of work{kind}.")
    openings = float(matrix.loc[matrix["class"] == "Gateway", "accessible_openings"].sum())
    words.append(f"{about(openings).capitalize()} accessible openings a year in Gateways (modelled).")
    words.append(
        f"An Origin pays people without a four-year degree less than ${lines.origin_usd:,.0f}; a Target more "
        f"than ${lines.target_usd:,.0f}."
    )
    title, _, reach = results.headline.partition("; ")
    said = "; ".join(f"{name} {share:.0%}" for name, share in zip(CLASSES, shares, strict=True))
    chart = Bars(
        shown,
        shares,
        [CLASS_STRONG[name] for name in CLASSES],
        "0%",
        f"Bars: share of the published jobs of {results.region.name} by class. {said}.",
        series="Share of published jobs",
    )
    subtitle = f"Share of published jobs by class · {results.vintages['Jobs and wages']}"
    notes = (f"{reach[:1].upper()}{reach[1:]}",) if reach else ()
    return Slide(f"{title.rstrip('.')}.", subtitle, (chart,), tuple(words), notes)


def priorities(results: Results) -> Iterator[Slide]:
    """Show the first priorities beside the ranks that they keep under other weights."""
    table = results.robustness.dropna(subset=["rank"]).sort_values("rank").head(MOST)
    if table.empty:
        return
    firm, first = int((table["top10_share"] >= FIRM).sum()), table.iloc[0]
    title = f"{first['title']} come first; {_count(firm)} of the first {len(table)} ranks are firm."
    colours = [CLASS_STRONG[name] for name in table["class"]]
    labels = [lettered(one["title"], one["class"]) for one in _rows(table)]
    low, high = table["rank_low"].to_numpy(dtype=float), table["rank_high"].to_numpy(dtype=float)
    ranges = [_range(a, b) for a, b in zip(low, high, strict=True)]
    said = "; ".join(
        f"{int(one['rank'])} {one['title']}, score {one['score']:.0f}, ranks {text}"
        for one, text in zip(_rows(table), ranges, strict=True)
    )
    scores = Bars(
        labels,
        table["score"].tolist(),
        colours,
        "0",
        f"Bars: the first priorities with their scores. {said}.",
        series="Score, 0–100",
        heading="Score, 0–100",
    )
    intervals = Bars(
        labels,
        (high - low + 1).tolist(),
        colours,
        "0",
        f"Bars from the best to the worst likely rank of each of them. {said}.",
        texts=ranges,
        start=(low - 1).tolist(),
        named=False,
        series="Ranks in nine of ten weightings",
        heading="Rank in nine of ten weightings",
    )
    draws = results.parameters["robustness_draws"]
    firmly = f"among the first ten in {FIRM:.0%} of {draws:,.0f} drawn weightings"
    subtitle = f"Good, viable jobs · modelled · firm: {firmly}"
    why = (f"{one['title']}: {', '.join(results.strengths(one['soc']))}." for one in _rows(table))
    yield Slide(title, subtitle, (scores, intervals), notes=tuple(why))


def training(results: Results) -> Iterator[Slide]:
    """Show which skill unlocks most Gateways, and how many people need it."""
    gaps = results.training
    if gaps.gateways.empty or gaps.unlocks.empty:
        return
    table = gaps.unlocks.head(MOST)
    first = table.iloc[0]
    among = f"{int(first['gateways'])} of {len(gaps.gateways)} open Gateways"
    title = f"{first['element']} is among the largest gaps of {among}."
    said = "; ".join(f"{one['element']}, {one['tag']}: {one['gateways']:.0f}" for one in _rows(table))
    chart = Bars(
        [f"{short(one['element'])}  ({one['tag']})" for one in _rows(table)],
        table["gateways"].tolist(),
        [TAG_COLOUR[tag] for tag in table["tag"]],
        "0",
        f"Bars: open Gateways with each skill among their five largest gaps. {said}.",
        series="Open Gateways",
    )
    words = (leaning_sentences(gaps.gateways)[0], *_seats(results))
    subtitle = (
        f"Open Gateways with it among their five largest gaps · {results.vintages['Skills']} · modelled"
    )
    notes = (*leaning_sentences(gaps.gateways)[1:], "Colours tell the kind that stands in brackets.")
    yield Slide(title, subtitle, (chart,), words, notes)


def _seats(results: Results) -> Iterator[str]:
    """Yield how many people are in reach of the open Gateways, and the seats against them."""
    value = results.training.region.set_index("measure")["value"]
    people = about(float(value["people"]))
    yield f"{people.capitalize()} unemployed people of Origins would arrive in them ({moves_word(results)})."
    if value["seats"] >= 0:
        gap = about(float(value["training_gap_people"]))
        yield f"Programmes state {value['seats']:,.0f} seats: {gap} people are left without one."
    else:
        yield "No list of training programmes tells seats, so the training gap in seats is not known."


def representation(results: Results) -> Iterator[Slide]:
    """Show who works in Origins, Gateways and Targets, and where the difference is more than chance."""
    table = results.representation
    table = table[table["share"].notna()]
    groups = list(dict.fromkeys(table["group"]))
    if not groups:
        return
    shown = [name for name in ("Origin", "Gateway", "Target") if name in set(table["class"])]
    by = table.set_index(["class", "group"])["share"]
    series = [
        (
            f"{name}  {LETTER[name]}",
            [float(by.get((name, one), np.nan)) for one in groups],
            CLASS_STRONG[name],
        )
        for name in shown
    ]
    words = []
    for one in _rows(table[table["class"] == "Gateway"]):
        gap = (
            f"; parity is {about(one['people_gap'])} people away" if one["reading"] == "below parity" else ""
        )
        words.append(f"{one['group']}: {one['reading']}{gap}.")
    said = "; ".join(
        f"{name}: " + ", ".join(f"{group} {by.get((name, group), np.nan):.0%}" for group in groups)
        for name in shown
    )
    chart = Columns(
        groups, series, "0%", f"Columns: shares of workers in Origins, Gateways and Targets. {said}."
    )
    subtitle = (
        "Share of workers · CPS Table 11, national by occupation, weighted with the region’s jobs · imputed"
    )
    words.append("Gateways against Origins; differences within the survey’s margin are too close to say.")
    yield Slide(representation_answer(results).sentence, subtitle, (chart,), tuple(words))


def changed(results: Results) -> Slide:
    """Show which ranks moved since the month kept before, and what calls for a look."""
    found = results.tracking
    assert found.before is not None
    moved = found.changes[found.changes["subject"] == "rank"].dropna(subset=["before", "after"])
    best = np.minimum(moved["before"], moved["after"])
    moved = moved.assign(places=moved["before"] - moved["after"], best=best).sort_values(["best", "soc"])
    moved = moved[moved["places"] != 0].head(MOST).sort_values(["places", "soc"], ascending=[False, True])
    answer = changes_answer(results).sentence
    charts: tuple[Bars, ...] = ()
    if len(moved):
        places = moved["places"].tolist()
        said = "; ".join(f"{one['title']}: {one['before']:.0f} to {one['after']:.0f}" for one in _rows(moved))
        charts = (
            Bars(
                [lettered(one["title"], one["class_after"] or "Not classified") for one in _rows(moved)],
                places,
                [ACCENT if gained > 0 else WARNING for gained in places],
                "+0;−0",
                f"Bars: places gained or lost since {found.before.month}. {said}.",
                series="Places gained",
            ),
        )
    words = [f"{str(one['sentence']).rstrip('.')}." for one in _rows(found.triggers.head(4))]
    words += [f"{one.sentence.rstrip('.')}." for one in found.breaks[:2]]
    words = words or ["Nothing calls for a look: no trigger of the parameters is met."]
    causes = moved["cause"].value_counts() if len(moved) else pd.Series(dtype=float)
    notes = tuple(f"Moved by {cause}: {count}." for cause, count in causes.items())
    since = f"{found.before.month} to {found.now.month}"
    subtitle = f"Places gained or lost by the best-placed jobs that moved · {since}"
    return Slide(answer, subtitle, charts, tuple(words), notes)


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _range(low: float, high: float) -> str:
    """Return ranks as text.

    >>> _range(1, 4), _range(2, 2)
    ('1–4', '2')
    """
    return f"{low:.0f}" if low == high else f"{low:.0f}–{high:.0f}"


def _count(number: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "all ten")
    return words[number] if number < len(words) else f"{number}"
