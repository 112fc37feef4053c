"""One filled hiring funnel: its cells, its facts, and what contradicts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from openpyxl.utils.cell import get_column_letter, range_boundaries

from data.intake.findings import SET_ASIDE, SEVERITIES, Finding
from data.language import say
from workbook import funnelform as form
from workbook.model.funnel import Funnel, no_counts
from workbook.model.funnel_checks import Problem, problems
from workbook.reading import funnelfindings

PEOPLE = {
    form.EVERYBODY: say("everybody"),
    form.WITHOUT: say("without degree"),
    form.WITH: say("with degree"),
}
"""What the parts of the people are called."""


class SetAsideError(Exception):
    """A file cannot be used at all; ``code`` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class FileRead:
    """One file: its funnel, None where the file is set aside, and what was met.

    ``cells_read`` are cells that hold something where counts belong: accepted and set aside.
    """

    name: str
    funnel: Funnel | None
    findings: tuple[Finding, ...]
    cells_read: int = 0
    cells_set_aside: int = 0

    @property
    def cells_accepted(self) -> int:
        """Cells whose number is used."""
        return self.cells_read - self.cells_set_aside


def read_form(path: Path, shown: Any, typed: Any) -> FileRead:
    """Read an open form.

    Parameters
    ----------
    path : Path
        Where it lies.
    shown, typed : openpyxl.Workbook
        The same workbook with the results of formulas, and with the formulas.

    Raises
    ------
    SetAsideError
        When it is no form, or one that cannot be read.
    """
    identity = _range(shown, form.IDENTITY)
    if identity is None or _first(identity) != form.FORM:
        raise SetAsideError(funnelfindings.FOREIGN)
    sheet, (left, top, *_) = identity
    version = _first((sheet, (left + 1, top, left + 1, top)))
    if not isinstance(version, int | float) or version > form.VERSION:
        raise SetAsideError(funnelfindings.NEWER)
    findings: list[Finding] = []
    counts, read, aside = no_counts(), 0, 0
    places: dict[tuple[int, int, int], str] = {}
    for population, known in enumerate(form.POPULATIONS):
        values, results = (_block(book, known.name) for book in (shown, typed))
        for stage, row in enumerate(values.cells):
            for group in range(1 if stage == form.POSTINGS else len(form.GROUPS)):
                told, value = results.cells[stage][group], row[group]
                if told is None or (isinstance(told, str) and not told.strip()):
                    continue
                read += 1
                places[population, stage, group] = values.where(stage, group)
                code = _trouble(value, told)
                if code:
                    aside += 1
                    said = str(told if value is None else value)
                    findings.append(
                        funnelfindings.finding(code, path.name, values.where(stage, group), (said,))
                    )
                else:
                    counts[population, stage, group] = float(value)
    contradictions, gone = _contradictions(path.name, counts, places)
    findings += contradictions
    facts, told_facts = _facts(shown, path.name)
    findings += told_facts
    funnel = Funnel(path.name, counts=counts, **facts)
    if not np.isfinite(counts).any():
        empty = funnelfindings.finding(funnelfindings.EMPTY, path.name)
        return FileRead(path.name, None, (empty, *_by_severity(findings)), read, aside + gone)
    return FileRead(path.name, funnel, tuple(_by_severity(findings)), read, aside + gone)


def _by_severity(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: SEVERITIES.index(one.severity))


@dataclass(frozen=True)
class _Block:
    """The cells of a block and where they stand."""

    sheet: str
    left: int
    top: int
    cells: list[tuple[Any, ...]]

    def where(self, stage: int, group: int) -> str:
        """Return the place of a cell in words."""
        return say(
            "sheet {sheet}, cell {letter}{number}",
            sheet=self.sheet,
            letter=get_column_letter(self.left + group),
            number=self.top + stage,
        )


def _block(book: Any, name: str) -> _Block:
    found = _range(book, name)
    if found is None:
        raise SetAsideError(funnelfindings.CHANGED)
    sheet, bounds = found
    left, top, right, bottom = bounds
    # A name may be made to cover millions of cells: nothing is read before its size is known.
    if (bottom - top + 1, right - left + 1) != (len(form.STAGES), len(form.GROUPS)):
        raise SetAsideError(funnelfindings.CHANGED)
    cells = _grid(sheet, bounds)
    if len(cells) != len(form.STAGES):
        raise SetAsideError(funnelfindings.CHANGED)
    return _Block(sheet.title, bounds[0], bounds[1], cells)


def _range(book: Any, name: str) -> tuple[Any, tuple[int, int, int, int]] | None:
    """Return sheet and bounds of a named range; None where the name is not there or leads nowhere."""
    named = book.defined_names.get(name)
    if named is None:
        return None
    places = [(sheet, cells) for sheet, cells in named.destinations if sheet in book.sheetnames]
    if len(places) != 1:
        return None
    sheet, cells = places[0]
    bounds = range_boundaries(cells.replace("$", ""))
    left, top, right, bottom = (int(bound or 0) for bound in bounds)
    return (book[sheet], (left, top, right, bottom)) if min(left, top, right, bottom) else None


def _grid(sheet: Any, bounds: tuple[int, int, int, int]) -> list[tuple[Any, ...]]:
    left, top, right, bottom = bounds
    rows = sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right, values_only=True)
    return [(*row, *(None,) * (right - left + 1 - len(row))) for row in rows]


def _first(found: tuple[Any, tuple[int, int, int, int]]) -> Any:
    sheet, (left, top, *_) = found
    cells = _grid(sheet, (left, top, left, top))
    return cells[0][0] if cells else None


def _trouble(value: Any, told: Any) -> str:
    """Return the code of what is wrong with a cell, blank for nothing."""
    if value is None:
        return funnelfindings.NO_RESULT
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return funnelfindings.TEXT
    if value < 0:
        return funnelfindings.NEGATIVE
    if value != int(value):
        return funnelfindings.FRACTION
    return funnelfindings.TOO_LARGE if value > form.LARGEST else ""


def _contradictions(
    file: str, counts: np.ndarray[Any, Any], places: dict[tuple[int, int, int], str]
) -> tuple[list[Finding], int]:
    """Return what contradicts, and how many cells are set aside for it; those are blanked in ``counts``."""
    found, gone = [], set()
    for one in list(problems(counts)):
        cells = [(one.population, one.stage, group) for group in one.groups]
        cells = [cell for cell in cells if cell in places]
        made = funnelfindings.finding(
            one.code, file, _where(one, cells, places), _examples(counts, cells), len(cells)
        )
        found.append(made)
        if made.severity == SET_ASIDE:
            gone |= set(cells)
    for cell in gone:
        counts[cell] = np.nan
    return found, len(gone)


def _where(
    one: Problem, cells: Sequence[tuple[int, int, int]], places: dict[tuple[int, int, int], str]
) -> str:
    stage, population = form.STAGES[one.stage].label, PEOPLE[form.POPULATIONS[one.population].code]
    first = places[cells[0]] if cells else ""
    more = len(cells) - 1
    return say(
        "{cell} and {count} more ({stage}, {people})" if more > 0 else "{cell} ({stage}, {people})",
        cell=first,
        count=more,
        stage=stage,
        people=population,
    )


def _examples(counts: np.ndarray[Any, Any], cells: Sequence[tuple[int, int, int]]) -> tuple[str, ...]:
    return tuple(f"{counts[cell]:,.0f}" for cell in cells[:3])


def _facts(book: Any, file: str) -> tuple[dict[str, Any], list[Finding]]:
    """Return who hires, for what, where and when, with findings about what cannot be read."""
    texts = {"employer": form.EMPLOYER, "occupation": form.OCCUPATION, "place": form.PLACE}
    facts: dict[str, Any] = {}
    findings = []
    for name, cell in texts.items():
        found = _range(book, cell)
        value = None if found is None else _first(found)
        facts[name] = "" if value is None else " ".join(str(value).split())
    if not facts["employer"]:
        findings.append(funnelfindings.finding(funnelfindings.NAMELESS, file))
    for name, cell in (("begins", form.BEGINS), ("ends", form.ENDS)):
        found = _range(book, cell)
        value = None if found is None else _first(found)
        if isinstance(value, datetime.datetime):
            value = value.date()
        if value is not None and not isinstance(value, datetime.date):
            findings.append(funnelfindings.finding(funnelfindings.DAY, file, name, (str(value),)))
            value = None
        facts[name] = value
    return facts, findings
