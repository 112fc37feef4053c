"""What the occupation panel says of one occupation, taken from the results; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from data.dictionaries import columns
from data.language import say
from desktop.charts.wage_span import WageSpan
from desktop.panels.trace import Trace, read_trace
from desktop.tables.content import Content, matrix_content
from desktop.tables.frame_model import cell_in_words
from workbook.boardentries import note_on

if TYPE_CHECKING:
    from workbook.model.results import Results

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        say("In the region"),
        (
            "employment",
            "location_quotient",
            "openings_12m",
            "accessible_openings",
            "net_openings",
            "postings_open",
        ),
    ),
    (
        say("People and competition"),
        ("unemployed", "seekers_per_opening", "unemployment_ratio", "origin_reach"),
    ),
    (say("Moving on"), ("inflow_origin_share", "springboard_share", "wage_gain_usd", "training_feasibility")),
    (
        say("The long run"),
        ("growth_share", "automation_risk", "ai_exposure", "ai_applicability", "cross_sector_spread"),
    ),
    (say("Who works there"), ("nonba_share", "job_zone", "representation_index")),
)
PERCENTILES = ("wage_p10_usd", "wage_p25_usd", "wage_p50_usd", "wage_p75_usd", "wage_p90_usd")


@dataclass(frozen=True)
class Fact:
    """One line of the panel: a label, the figure with its mark, and both in a sentence."""

    label: str
    figure: str
    mark: str
    in_words: str


@dataclass(frozen=True)
class OccupationFacts:
    """Everything the panel shows of one occupation."""

    soc: str
    title: str
    family: str
    class_name: str
    availability: str
    flags: tuple[str, ...]
    note: str
    trace: Trace
    wages: WageSpan
    wage_source: str
    groups: tuple[tuple[str, tuple[Fact, ...]], ...]
    sources: str
    override_reason: str
    board_note: str = ""


def occupation_facts(results: Results, soc: str) -> OccupationFacts | None:
    """Return what the panel shows, or None when the results have no such occupation."""
    frame = results.matrix
    found = np.flatnonzero(frame["soc"].to_numpy(dtype=object) == soc)
    if not len(found):
        return None
    content = matrix_content(frame.iloc[found], with_postings=results.plan.postings_path is not None)
    value = {name: values[0] for name, values in content.values.items()}
    reason = next((one.reason for one in results.plan.overrides if one.soc == soc), "")
    return OccupationFacts(
        soc=soc,
        title=str(value["title"]),
        family=str(value["family"]),
        class_name=str(value["class"]),
        availability=str(value["availability"]),
        flags=_flags(value),
        note=str(value["note"]),
        trace=read_trace(results.explain(soc), str(value["class"])),
        wages=WageSpan(
            percentiles=tuple(float(value[name]) for name in PERCENTILES),  # type: ignore[arg-type]
            nonba_income=float(value["nonba_income_usd"]),
            line=float(results.lines.target_usd),
            told=not np.isnan(float(value["nonba_income_told_usd"])),
        ),
        wage_source=str(value["wage_source"]),
        groups=tuple((title, _facts(content, names)) for title, names in GROUPS),
        sources=" · ".join(dict.fromkeys(results.vintages.values())),
        override_reason=reason,
        board_note=note_on(results.plan.notes, soc),
    )


def _flags(value: dict[str, Any]) -> tuple[str, ...]:
    said = []
    if value["overridden"]:
        said.append(say("class set by hand"))
    if value["borderline"]:
        said.append(say("borderline"))
    if value["class"] in ("Gateway", "Historical Adjacency", "Mid-wage Origin"):
        said.append(say("viable") if value["viable"] else say("not viable now"))
    if value.get("low_risk") is False or (value.get("low_risk") is not None and not value["low_risk"]):
        said.append(say("long-term automation risk"))
    return tuple(said)


def _facts(content: Content, names: tuple[str, ...]) -> tuple[Fact, ...]:
    known = columns("matrix")
    return tuple(
        Fact(
            label=say(known[name].label),
            figure=content.text(0, known[name])
            + _unit(known[name].unit, blank=content.is_blank(0, known[name])),
            mark=content.mark(0, name),
            in_words=f"{cell_in_words(content, 0, known[name])}\n{say(known[name].meaning)}",
        )
        for name in names
    )


def _unit(unit: str, *, blank: bool) -> str:
    """Return the short unit after a figure in the panel."""
    return "" if blank or unit not in ("openings per year", "USD per year") else say(" a year")
