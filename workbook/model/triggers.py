"""Triggers: what in the months tracked asks for a look, each with the figures that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.language import say, say_month
from workbook.model.panel import ROUNDING, Panel, months_between
from workbook.model.snapshots import Snapshot

Array = NDArray[Any]
Given = Mapping[str, float]
Row = dict[str, Any]


def triggers(panel: Panel, now: Snapshot, titles: Mapping[str, str], given: Given) -> pd.DataFrame:
    """Return the triggers of the latest month.

    Parameters
    ----------
    panel : Panel
        The months of the region, the latest last.
    now : Snapshot
        The latest month.
    titles : mapping of str to str
        Titles by SOC.
    given : mapping of str to float
        Parameters.

    Returns
    -------
    pandas.DataFrame
        One row per trigger: which, the occupation (blank for the region or a source), the months looked at,
        the figure and the line it passed, the evidence and a sentence.
    """
    names = {**titles, "": now.region_name}
    rows = [
        *_falling(panel, names, given),
        *_crossing(panel, names, given),
        *_risky(panel, names, given),
        *_old(now, given),
    ]
    return pd.DataFrame(rows, columns=list(columns("triggers")))


def _row(trigger: str, soc: str, title: str, months: str, value: float, line: float, unit: str) -> Row:
    return {
        "trigger": trigger,
        "soc": soc,
        "title": title,
        "months": months,
        "value": value,
        "line": line,
        "unit": unit,
    }


def _from_to(first: str, last: str) -> str:
    return say("{first} to {last}", first=first, last=last)


def _falling(panel: Panel, names: Mapping[str, str], given: Given) -> Iterator[Row]:
    """Postings fell by more than a share in each of the last months; a gap or a break ends the run."""
    run, least = int(given["trigger_postings_months"]), given["trigger_postings_min"]
    line = given["trigger_postings_fall_share"]
    months = panel.months[-run - 1 :]
    if len(months) <= run or months_between(months[0], months[-1]) != run:
        return
    if panel.broken("postings_open")[-run:].any():
        return
    every = np.column_stack([panel.totals["postings_open"], panel.figures["postings_open"]])[-run - 1 :]
    with np.errstate(invalid="ignore"):
        fell = (every[1:] < every[:-1] * (1 - line) - ROUNDING).all(axis=0) & (every[0] >= least)
    for place in np.flatnonzero(fell):
        soc = "" if place == 0 else str(panel.soc[place - 1])
        told = every[:, place]
        whole = told[-1] / told[0] - 1
        counts = ", ".join(f"{count:,.0f}" for count in told)
        yield _row(
            "postings_falling", soc, names[soc], _from_to(months[0], months[-1]), whole, -line, say("share")
        ) | {
            "evidence": say("Open postings {counts}", counts=counts),
            "sentence": say(
                "Open postings of {title} fell by more than {share} in each of {count} months running, from "
                "{before} to {now}",
                title=names[soc],
                share=f"{line:.0%}",
                count=run,
                before=f"{told[0]:,.0f}",
                now=f"{told[-1]:,.0f}",
            ),
        }


def _crossing(panel: Panel, names: Mapping[str, str], given: Given) -> Iterator[Row]:
    """Seekers per opening passed a line, up or down, for the region or a ranked occupation."""
    if len(panel.months) < 2 or panel.broken("seekers_per_opening")[-1]:
        return
    line = given["trigger_seekers"]
    ranked = np.isfinite(panel.figures["rank"][-2:]).any(axis=0)
    before, now = np.column_stack(
        [panel.totals["seekers_per_opening"][-2:], panel.figures["seekers_per_opening"][-2:]]
    )
    with np.errstate(invalid="ignore"):
        crossed = (before > line + ROUNDING) != (now > line + ROUNDING)
    crossed &= np.isfinite(before) & np.isfinite(now) & np.concatenate([[True], ranked])
    months = panel.months[-2:]
    for place in np.flatnonzero(crossed):
        soc = "" if place == 0 else str(panel.soc[place - 1])
        values = {"before": f"{before[place]:.2f}", "now": f"{now[place]:.2f}"}
        yield _row(
            "seekers_crossing",
            soc,
            names[soc],
            _from_to(*months),
            now[place],
            line,
            say("persons per opening"),
        ) | {
            "evidence": say(
                "Seekers per opening {before} in {month_before}, {now} in {month}",
                month_before=months[0],
                month=months[1],
                **values,
            ),
            "sentence": say(
                "Seekers per opening of {title} rose above {line}: {now} after {before}"
                if now[place] > before[place]
                else "Seekers per opening of {title} fell to or below {line}: {now} after {before}",
                title=names[soc],
                line=f"{line:g}",
                **values,
            ),
        }


def _risky(panel: Panel, names: Mapping[str, str], given: Given) -> Iterator[Row]:
    """An occupation among the first ranks whose automation risk does not count as low."""
    rank, risk = panel.figures["rank"][-1], panel.figures["automation_risk"][-1]
    line, top = given["risk_line"], given["trigger_top_ranks"]
    with np.errstate(invalid="ignore"):
        found = np.flatnonzero((rank <= top) & (risk >= line - 1e-7))
    for place in sorted(found, key=lambda one: rank[one]):
        soc = str(panel.soc[place])
        yield _row(
            "automation_risk", soc, names[soc], panel.months[-1], float(risk[place]), line, say("probability")
        ) | {
            "evidence": say(
                "Automation risk {risk}, rank {rank}", risk=f"{risk[place]:.2f}", rank=f"{rank[place]:.0f}"
            ),
            "sentence": say(
                "{title} is among the first {count} (rank {rank}), and its automation risk of {risk} is not "
                "below {line}",
                title=names[soc],
                count=f"{top:g}",
                rank=f"{rank[place]:.0f}",
                risk=f"{risk[place]:.2f}",
                line=f"{line:g}",
            ),
        }


def _old(now: Snapshot, given: Given) -> Iterator[Row]:
    """A source whose latest month lies too far back."""
    line = given["trigger_source_months"]
    for source in now.sources:
        age = months_between(source.dated, now.month) if source.dated else 0
        if age > line:
            yield _row(
                "source_old", "", source.name, _from_to(source.dated, now.month), age, line, say("months")
            ) | {
                "evidence": say(
                    "Latest month {month}; {count} months before {now}",
                    month=say_month(source.dated),
                    count=age,
                    now=say_month(now.month),
                ),
                "sentence": say(
                    "{source} (used for {kind}) tells of {month}, {count} months ago: look for a newer one",
                    source=source.name,
                    kind=say(source.kind),
                    month=say_month(source.dated),
                    count=age,
                ),
            }
