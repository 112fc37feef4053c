"""Tables with one column for every group or period: ETA 203, Montana's columns in pairs, CPS tables."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning import groups
from data.intake.cleaning.counts import COLUMNS, Counts, Reject, frame_of
from data.intake.cleaning.grid_headers import occupation_column
from data.intake.cleaning.naming import told_by
from data.intake.cleaning.periods import period_in, read_periods
from data.intake.cleaning.regions import Regions, told_area
from data.intake.cleaning.texts import NOT_GIVEN, figures, headings, looked_up, whole_sheet
from data.intake.headings import squeezed
from data.intake.occupations import Occupations
from data.intake.values import READ, dates

if TYPE_CHECKING:
    from data.intake.loaded import Source

_ETA203 = Path(__file__).with_name("eta203.csv")


@dataclass(frozen=True)
class _Cell:
    """A column of ETA 203: what it counts."""

    dimension: str
    value: str


@cache
def eta203_columns() -> dict[str, _Cell]:
    """Return what every column of ETA 203 counts, by its number (c70) and by its usual other name.

    Source: the data map of ET Handbook 402 for table ar203.
    """
    found = {}
    with _ETA203.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            cell = _Cell(row["dimension"], row["value"])
            found[squeezed(row["cell"])] = found[squeezed(row["renamed"])] = cell
    return found


def read_eta203(source: Source) -> Counts:
    """Read ETA 203, insured unemployed of each state and month, one row a state and month."""
    rows = source.frame()
    whole = whole_sheet(source)
    columns = {
        cell: eta203_columns()[squeezed(heading)]
        for cell, heading in headings(source).items()
        if squeezed(heading) in eta203_columns()
    }
    keys, rejects = _state_months(source, rows)
    parts = []
    for cell, told in columns.items():
        read = figures(whole[cell].str.strip())
        part = keys.assign(
            unemployed=read["value"], mark=read["mark"], written=f"{told.dimension}: {told.value}"
        )
        parts.append(part.assign(**{told.dimension: told.value}))
    long = pd.concat(parts, ignore_index=True) if parts else frame_of([])
    long = long[long["period"] != ""]
    unread = long[~long["mark"].isin((READ, *NOT_GIVEN))]
    rejects += [
        (int(line), "unemployed-not-a-number", "", str(place))
        for line, place in unread.drop_duplicates("line")[["line", "written"]].itertuples(index=False)
    ]
    long = long[~long["line"].isin({line for line, *_ in rejects})]
    _check_sums(source, long)
    long = long.assign(measure="insured unemployed")
    return Counts(frame_of_wide(long), set(long["line"]), rejects)


def frame_of_wide(long: pd.DataFrame) -> pd.DataFrame:
    """Return figures with every column that `Counts` wants, blank where the layout has none."""
    texts = [name for name in (*COLUMNS, "written") if name != "unemployed"]
    found = long.assign(**{name: long[name].fillna("") if name in long else "" for name in texts})
    return found[["line", *COLUMNS, "written"]].astype(dict.fromkeys(texts, "str")).reset_index(drop=True)


def _state_months(source: Source, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[Reject]]:
    order = source.note("date_order") or dates.order_of(rows["period"]).order
    periods, _ = read_periods(rows["period"], order)
    regions = Regions.of(source.pack)
    keys = pd.DataFrame(
        {
            "line": rows["line"],
            "area": [regions.find(text).area for text in rows["area"]],
            "period": looked_up(rows["period"], periods).str[:7],
        }
    )
    rejects: list[Reject] = []
    for line, state, month, area, period in zip(
        rows["line"], rows["area"], rows["period"], keys["area"], keys["period"], strict=True
    ):
        if not period:
            rejects.append((int(line), "period-unreadable", "period", month))
        elif not area:
            rejects.append((int(line), "area-unknown", "area", state))
    return keys, rejects


def _check_sums(source: Source, long: pd.DataFrame) -> None:
    """Say where the counts by sex, by industry and by occupation do not come to the same total."""
    by = long["written"].str.extract(r"^(group|industry|demographic: sex)", expand=False)
    sums = long.assign(by=by).dropna(subset="by").groupby(["line", "by"])["unemployed"].sum().unstack()
    apart = sums[(sums.max(axis=1) - sums.min(axis=1)) > 0.5]
    if len(apart):
        source.log.add("dimensions-disagree", [int(line) for line in apart.index])


def read_pairs(source: Source) -> Counts:
    """Read a table in which every count stands in a column of its own beside the column that names its group.

    The note ``pairs`` of the preset lists them: ``statewideIC: total; occupationIC: occupation soc2``.
    """
    rows, whole = source.frame(), whole_sheet(source)
    cells = {squeezed(heading): cell for cell, heading in headings(source).items()}
    periods, weekly = read_periods(rows["period"], source.note("date_order"))
    occupations = Occupations.of(source.pack)
    found: list[dict[str, object]] = []
    rejects: list[Reject] = []
    by_line: dict[int, bool] = dict.fromkeys((int(line) for line in rows["line"]), False)
    period_of = dict(zip(rows["line"], rows["period"].map(periods), strict=True))
    for pair in source.note("pairs").split(";"):
        count, _, names = pair.strip().partition(":")
        dimension, *keys = names.split()
        counted = whole[whole[cells[squeezed(count)]].str.strip() != ""]
        read = figures(counted[cells[squeezed(count)]].str.strip())
        for place, row in counted.iterrows():
            line = int(row["line"])
            labels = [row[cells[squeezed(key)]].strip() for key in keys]
            told, trouble = told_by(dimension, " / ".join(labels), occupations)
            mark = str(read.at[place, "mark"])
            trouble = trouble or ("" if mark in (READ, *NOT_GIVEN) else "unemployed-not-a-number")
            trouble = trouble or ("" if period_of[line] else "period-unreadable")
            by_line[line] = True
            if trouble:
                rejects.append((line, trouble, count, " / ".join(labels)))
                continue
            found.append(
                {
                    **told,
                    "line": line,
                    "period": period_of[line],
                    "unemployed": read.at[place, "value"],
                    "mark": mark,
                    "written": f"{dimension}: {' / '.join(labels)}",
                    "measure": source.note("measure"),
                    "area": told_area(source),
                }
            )
    rejects += [(line, "unemployed-not-a-number", "", "") for line, seen in by_line.items() if not seen]
    used = {int(str(row["line"])) for row in found}
    once = {line: one for one in rejects if (line := one[0]) not in used}
    return Counts(frame_of(found), used, list(once.values()), weekly)


def read_cps(source: Source) -> Counts:
    """Read a table of the Current Population Survey: occupation groups, thousands “Unemployed June 2025”."""
    whole = whole_sheet(source)
    tops = headings(source)
    label_cell = list(tops)[occupation_column(list(tops.values())) or 0]
    occupations = Occupations.of(source.pack)
    counted = {
        cell: period_in(heading)
        for cell, heading in tops.items()
        if re.match(r"unemployed\b", heading.strip(), re.IGNORECASE) and period_in(heading)
    }
    factor = 1.0 if source.note("unit") == "persons" else 1000.0
    found: list[dict[str, object]] = []
    rejects: list[Reject] = []
    reads = {cell: figures(whole[cell].str.strip()) for cell in counted}
    for place, (line, label) in enumerate(zip(whole["line"], whole[label_cell], strict=True)):
        by = groups.TOTAL if groups.is_total(label) else groups.OCCUPATION
        told, trouble = told_by(by, groups.bare(label), occupations)
        if trouble:
            rejects.append((int(line), trouble, "", label))
            continue
        marks = {cell: str(read["mark"].iloc[place]) for cell, read in reads.items()}
        if any(mark not in (READ, *NOT_GIVEN) for mark in marks.values()):
            rejects.append((int(line), "unemployed-not-a-number", "", label))
            continue
        found += [
            {
                **told,
                "line": int(line),
                "period": period,
                # Figures in thousands carry no finer digits than a whole thousand.
                "unemployed": float(reads[cell]["value"].iloc[place]) * factor,
                "mark": marks[cell],
                "written": groups.bare(label),
                "measure": "unemployed",
                "area": Regions.of(source.pack).nation,
            }
            for cell, period in counted.items()
        ]
    return Counts(frame_of(found), {int(str(row["line"])) for row in found}, rejects)
