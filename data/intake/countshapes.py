"""Tables of people out of work that no fixed headings tell: known by weeks, by groups, by counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.intake.cleaning import groups
from data.intake.cleaning.grid_headers import (
    counts_people,
    header_of,
    is_area,
    is_share,
    measure_in,
    occupation_column,
    tells_of_claims,
)
from data.intake.cleaning.periods import period_in, periods_of, read_periods
from data.intake.mapping import Mapping, mapping_of, propose
from data.intake.reading.tables import Preview, RawColumn
from data.intake.values import SUPPRESSED, codes, numbers
from data.language import say

_LEAST_LABELS = 2
_YEAR = re.compile(r"\b20[0-9]{2}\b")
_LOOKED_AT = 60
_BY_OCCUPATION = 0.02
"""So much surer is a sheet by occupation than those beside it by age or by industry: it tells the most."""


@dataclass(frozen=True)
class Shape:
    """One way in which a sheet can be taken.

    Attributes
    ----------
    name, why : str
        Short name of the layout, and one sentence.
    confidence : float
        0–1.
    mapping : Mapping
        Which column tells what, with the notes the cleaner needs.
    """

    name: str
    why: str
    confidence: float
    mapping: Mapping


@dataclass(frozen=True)
class _Sheet:
    """A sheet and what is said around it."""

    preview: Preview
    columns: Sequence[RawColumn]

    @property
    def tops(self) -> list[str]:
        """Its headings, as they stand in the file."""
        return [one.written_as for one in self.columns]

    @property
    def above(self) -> str:
        """What stands above the headings, and the name of the sheet."""
        guess = self.preview.guess
        first = guess.first_row if guess.first_row is not None else guess.first_data_row
        lines = zip(self.preview.lines, self.preview.cells, strict=True)
        texts = [text.strip() for line, cells in lines if line < first for text in cells if text.strip()]
        return " ".join([*texts, self.preview.sheet]).replace("_", " ")

    @property
    def rows(self) -> list[list[str]]:
        """Its rows below the headings, the cells in the order of the columns, blank rows left out."""
        lines = zip(self.preview.lines, self.preview.cells, strict=True)
        rows = [
            [cells[one.index] if one.index < len(cells) else "" for one in self.columns]
            for line, cells in lines
            if line >= self.preview.guess.first_data_row and line not in self.preview.guess.footer_rows
        ]
        return [cells for cells in rows if any(text.strip() for text in cells)]

    def values(self, place: int) -> list[str]:
        """The first values of a column."""
        return [cells[place] for cells in self.rows[:_LOOKED_AT] if cells[place].strip()]

    def notes(self) -> dict[str, str]:
        """What the title tells of the whole table: its period, or the year of its weeks, and the measure."""
        above = self.above
        years = set(_YEAR.findall(above))
        measure = measure_in(f"{above} {' '.join(self.tops)}")
        found = {
            "about": above,
            "period": _surely_told(above),
            "year": next(iter(years)) if len(years) == 1 else "",
            "measure": measure,
        }
        return {name: text for name, text in found.items() if text}

    def of_claims(self) -> bool:
        """Whether anything says that people out of work are counted."""
        return any(counts_people(text, surely=True) for text in self.tops) or tells_of_claims(self.above)


def count_shapes(preview: Preview, columns: Sequence[RawColumn]) -> list[Shape | None]:
    """Return the ways in which a sheet can be taken as a table of people out of work, best first."""
    sheet = _Sheet(preview, columns)
    return [_cps(columns), _across(sheet), _grid(sheet), _one_a_row(sheet), _listed(sheet)]


def _cps(columns: Sequence[RawColumn]) -> Shape | None:
    counted = [
        one
        for one in columns
        if re.match(r"unemployed\b", one.written_as.strip(), re.IGNORECASE) and period_in(one.written_as)
    ]
    named = occupation_column([one.written_as for one in columns])
    if not counted or named is None:
        return None
    told = {"title": columns[named].name, "unemployed": counted[0].name}
    why = say("Its headings are months of the Current Population Survey")
    return Shape("unemployment_cps", why, 0.95, mapping_of("unemployment", told, why, {"layout": "cps"}))


def group_headings(tops: Sequence[str]) -> dict[int, str]:
    """Return the columns whose headings are groups of people, and what they are by.

    >>> group_headings(["Week", "Under 22", "22-24", "Male", "Total"])
    {1: 'age', 2: 'age', 3: 'sex', 4: 'total'}
    """
    found = {}
    for place, text in enumerate(tops):
        label = groups.without_measure(text)
        by = "total" if groups.is_total(label) else groups.dimension_of_label(label)
        if not by and groups.industry(label):
            by = "industry"
        elif not by and groups.major_group(label):
            by = "occupation"
        if by and label and not is_share(text) and not period_in(text):
            found[place] = by
    return found


def _across(sheet: _Sheet) -> Shape | None:
    """Weeks down the side and groups of people across the top."""
    told = group_headings(sheet.tops)
    if sum(by != "total" for by in told.values()) < _LEAST_LABELS or 0 in told:
        return None
    figures = all(_figures(sheet.values(place)) for place in told)
    periods = [place for place in range(len(sheet.tops)) if place not in told and _dates(sheet.values(place))]
    places = [place for place, text in enumerate(sheet.tops) if is_area(text) and place not in told]
    if not figures or not (periods or places):
        return None
    columns = {"unemployed": sheet.columns[min(told)].name}
    if periods:
        columns["period"] = sheet.columns[periods[0]].name
    if places:
        columns["area"] = sheet.columns[places[0]].name
    why = say("Groups of people stand across its top and weeks, months or places down its side")
    sure = 0.88 if sheet.of_claims() or periods else 0.45
    notes = {**sheet.notes(), "layout": "across"}
    return Shape("unemployment_across", why, sure, mapping_of("unemployment", columns, why, notes))


def _grid(sheet: _Sheet) -> Shape | None:
    """Groups or places down the side, weeks or months across the top."""
    rows = sheet.rows
    tops = [sheet.tops, *rows]
    dates = [sum(bool(one) for one in periods_of(cells)[1:]) for cells in tops]
    # Where many rows that have a name hold dates too, they are records with days of their own.
    named = [one for one, cells in zip(dates, tops, strict=True) if cells[0].strip()]
    mentioned = sheet.of_claims()
    least = 1 if mentioned else 2
    dated = 0 if sum(one > 0 for one in named) > len(named) / 3 else max(dates)
    known, heading = _known(sheet)
    if dated < least or known < _LEAST_LABELS or _figures_alone(sheet):
        return None
    by_place = is_area(heading) and not groups.dimension_of_heading(heading)
    sure = 0.9 if mentioned or not by_place else 0.45
    sure += _BY_OCCUPATION * (groups.dimension_of_heading(heading) == groups.OCCUPATION)
    notes = {**sheet.notes(), "layout": "grid"}
    notes.pop("period", None)
    why = say("Weeks or months stand across its top and groups of people down its side")
    told = {"title": sheet.columns[0].name, "unemployed": sheet.columns[1].name}
    return Shape("unemployment_grid", why, round(sure, 3), mapping_of("unemployment", told, why, notes))


def _known(sheet: _Sheet) -> tuple[int, str]:
    """Return how many signs there are that groups of people stand down the side, and the heading of them."""
    rows = sheet.rows
    header = header_of(sheet.tops)
    named = [[cells[place].strip() for place in header.labels if place < len(cells)] for cells in rows]
    labels = {text for cells in named for text in cells if text}
    alone = {
        groups.dimension_of_heading(cells[0]) for cells in rows if not any(one.strip() for one in cells[1:])
    }
    above = header.heading if _by(header.heading) else f"{header.heading} {sheet.above}"
    signs = sum(bool(groups.dimension_of_label(text) or codes.soc(text)) for text in labels)
    signs += 2 * len(alone - {""}) + 2 * bool(_by(above))
    return signs, above


def _figures_alone(sheet: _Sheet) -> bool:
    """Return whether what should name the rows are figures, of which no heading says that they are codes."""
    header = header_of(sheet.tops)
    if _by(header.heading):
        return False
    names = [text for place in header.labels for text in sheet.values(place) if not codes.soc(text)]
    return _figures(names)


def _by(heading: str) -> bool:
    return bool(groups.dimension_of_heading(heading)) or is_area(heading)


def _one_a_row(sheet: _Sheet) -> Shape | None:
    """One count a row, with its week or month or its place beside it."""
    samples = {one.name: tuple(sheet.values(place)) for place, one in enumerate(sheet.columns)}
    mapping = propose("unemployment", sheet.columns, samples)
    if "period" not in mapping.columns and "year" in mapping.columns:
        yearly = mapping.columns["year"]
        held = say("It holds years")
        mapping = mapping.with_column("year", None, "").with_column("period", yearly, held)
    told = mapping.columns
    written = {one.name: one.written_as for one in sheet.columns}
    count = written.get(told.get("unemployed", ""), "")
    sure = counts_people(count, surely=True)
    if not count or not (sure or (counts_people(count) and sheet.of_claims())):
        return None
    dated = "period" in told and _dates(list(samples[told["period"]]), "year" in told)
    if dated and not _figures(list(samples[told["unemployed"]])):
        return None
    if not dated and (not {"area", "soc", "group"} & set(told) or _listed(sheet) is not None):
        return None
    notes = {name: text for name, text in sheet.notes().items() if name != "period" or "period" not in told}
    measure = measure_in(count)
    notes = {**notes, "measure": measure} if measure else notes
    why = say("One column counts people out of work, the others say who, where and when")
    return Shape("", why, 0.85 if dated else 0.7, mapping_of("unemployment", told, why, notes, 0.85))


def _listed(sheet: _Sheet) -> Shape | None:
    """Groups of people down the side and one column of counts, of a period that only the title may tell."""
    header = header_of(sheet.tops)
    known, heading = _known(sheet)
    figures = [place for place in header.counted if _figures(sheet.values(place))]
    if not figures or known < _LEAST_LABELS or _figures_alone(sheet):
        return None
    if any(_dates(sheet.values(place)) for place in header.labels):
        return None
    sure = 0.8 if sheet.of_claims() else 0.45
    sure += _BY_OCCUPATION * (groups.dimension_of_heading(heading) == groups.OCCUPATION)
    told = {"title": sheet.columns[0].name, "unemployed": sheet.columns[figures[0]].name}
    notes = {**sheet.notes(), "layout": "grid"}
    why = say("Groups of people stand down its side and a column counts them")
    return Shape("unemployment_list", why, round(sure, 3), mapping_of("unemployment", told, why, notes))


def _surely_told(title: str) -> str:
    """Return the period in a title; “since March 16” is a day of no year, not a month of 2016."""
    period = period_in(title)
    year = period[:4]
    return period if year in title or f"/{year[2:]}" in title or period.startswith("--") else ""


def _figures(values: Sequence[str]) -> bool:
    read = [numbers.number(text) for text in values]
    counted = sum((one.value is not None or one.mark == SUPPRESSED) and not one.percent for one in read)
    return counted > len(read) / 2


def _dates(values: Sequence[str], months: bool = False) -> bool:
    if months and values:
        return True
    periods, _ = read_periods(values[:_LOOKED_AT])
    stated = [text for text in values[:_LOOKED_AT] if periods.get(text) or period_in(text)]
    return bool(values) and len(stated) > 0.7 * len(values[:_LOOKED_AT])
