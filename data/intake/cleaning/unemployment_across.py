"""Counts with weeks or places down the side and groups of people across the top."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.intake.cleaning import groups
from data.intake.cleaning.counts import Counts, Reject, frame_of
from data.intake.cleaning.naming import told_by
from data.intake.cleaning.periods import period_in, read_periods
from data.intake.cleaning.regions import Place, Regions, told_area
from data.intake.cleaning.texts import NOT_GIVEN, figures, headings, text_of, whole_sheet
from data.intake.countshapes import group_headings
from data.intake.occupations import Occupations
from data.intake.values import READ, dates

if TYPE_CHECKING:
    from data.intake.loaded import Source


def read_across(source: Source) -> Counts:
    """Read a table in which every column counts one group.

    Notes of the mapping: ``period`` and ``area`` where no column tells them, ``year`` of weeks that state
    none, ``measure``, ``date_order``.
    """
    rows, whole, tops = source.frame(), whole_sheet(source), headings(source)
    cells, written = list(tops), list(tops.values())
    told = {
        cells[place]: (by, groups.without_measure(written[place]))
        for place, by in group_headings(written).items()
    }
    occupations = Occupations.of(source.pack)
    named = {cell: told_by(by, label, occupations)[0] for cell, (by, label) in told.items()}
    reads = {cell: figures(whole[cell].str.strip()) for cell in told}
    periods, weekly = _periods(source, list(text_of(rows, "period")))
    places = _places(source, list(text_of(rows, "area")))
    rejects: list[Reject] = []
    found: list[dict[str, object]] = []
    used: set[int] = set()
    for at, line in enumerate(int(line) for line in rows["line"]):
        marks = [str(read["mark"].iloc[at]) for read in reads.values()]
        if any(mark not in (READ, *NOT_GIVEN) for mark in marks):
            rejects.append((line, "unemployed-not-a-number", "", text_of(rows, "unemployed").iloc[at]))
            continue
        if not periods[at] and "period" in rows:
            rejects.append((line, "period-unreadable", "period", rows["period"].iloc[at]))
            continue
        place = places[at]
        if place is None:
            rejects.append((line, "area-unknown", "area", rows["area"].iloc[at]))
            continue
        used.add(line)
        found += [
            {
                **named[cell],
                "line": line,
                "period": periods[at],
                "unemployed": float(read["value"].iloc[at]),
                "mark": str(read["mark"].iloc[at]),
                "written": ": ".join(told[cell]),
                "measure": source.note("measure"),
                "area": place.area,
                "county": place.county,
            }
            for cell, read in reads.items()
        ]
    return Counts(frame_of(found), used, rejects, weekly)


def _periods(source: Source, texts: list[str]) -> tuple[list[str], bool]:
    stated = dates.order_of(texts)
    if stated.order == dates.AMBIGUOUS and not source.note("date_order"):
        source.log.add("date-order-ambiguous", (), source.heading("period"), stated.examples)
    read, weekly = read_periods(texts, source.note("date_order") or stated.order)
    year = source.note("year")
    found = [
        read.get(text) or period_in(text, year) or ("" if text else source.note("period")) for text in texts
    ]
    return found, weekly or any(len(one) == len("2020-03-07") or one.startswith("--") for one in found)


def _places(source: Source, texts: list[str]) -> list[Place | None]:
    regions, whole = Regions.of(source.pack), told_area(source)
    state = whole or regions.state_of([text for text in texts if text], source.note("about"))
    found: list[Place | None] = []
    for text in texts:
        if not text or groups.is_total(text):
            found.append(Place(state if text else whole))
            continue
        place = regions.find(text, state)
        found.append(place if place.area or place.county else None)
    return found
