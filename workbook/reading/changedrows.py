"""Classes set by hand and training programmes that a board entered, changed or took away."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from data.language import say
from workbook import boardform
from workbook.boardentries import Programme
from workbook.errors import PlannerError
from workbook.plan import CLASSES, Override, Plan
from workbook.reading.boardfile import FoundTable, Line
from workbook.reading.compared import Compared
from workbook.reading.differences import NOTHING, OVERRIDE, PROGRAMME, Difference
from workbook.reading.typed import typed_number

WHERE_OVERRIDES, WHERE_PROGRAMMES = "Overrides", "Training programmes"
FIGURES = ("cost_usd", "weeks", "seats")
BY_RULES = say("by the rules")
ROW = "row "
FORMULA = say("A formula was typed there; its last result counts")


@dataclass(frozen=True)
class _Row:
    """What stands in one row of inputs: the cell that names it, and what was read or why it was not."""

    key: str
    cell: str
    value: Any = None
    trouble: PlannerError | None = None
    remarks: tuple[str, ...] = ()
    shown: str = ""


# Classes set by hand ---------------------------------------------------------------------------------


def compare_overrides(compared: Compared) -> None:
    """Find classes that were set, changed, or left to the rules again, by the occupation in their row."""
    headings = (boardform.SOC, boardform.CLASS_BY_HAND, boardform.REASON)
    table = compared.table(boardform.OVERRIDES, headings, WHERE_OVERRIDES)
    if table is None:
        return
    base, now = _overrides(compared.exported.plan), _overrides(compared.plan)
    met: dict[str, _Row] = {}
    for row, line in compared.file.lines(table):
        found = _override_row(compared, table, row, line, base)
        if found is None:
            continue
        earlier = met.get(found.key)
        met[found.key] = found if earlier is None else _one_of(compared, earlier, found)
    for soc in base:
        met.setdefault(soc, _Row(soc, ""))
    for found in met.values():
        _add_override(compared, table, found, base, now)


def _overrides(plan: Plan) -> dict[str, tuple[str, str]]:
    return {one.soc: (one.class_name, one.reason) for one in plan.overrides}


def _override_row(
    compared: Compared,
    table: FoundTable,
    row: int,
    line: Line,
    base: Mapping[str, tuple[str, str]],
) -> _Row | None:
    code, name, reason = (
        line[heading].text for heading in (boardform.SOC, boardform.CLASS_BY_HAND, boardform.REASON)
    )
    headings = (boardform.SOC, boardform.CLASS_BY_HAND, boardform.REASON)
    unclear = _uncomputed(table, row, line, headings)
    if not (code or name or reason or unclear):
        return None
    cell = table.place(row, boardform.CLASS_BY_HAND)
    shown = f"{say(name) if name else say('no class')}: {reason or say('no reason')}"
    try:
        if unclear is not None:
            raise unclear
        soc = _occupation(compared, code, name or say("the class"))
    except PlannerError as trouble:
        return _Row(f"{ROW}{row}", table.place(row, boardform.SOC), trouble=trouble, shown=shown)
    if not name and not reason and soc in base:
        return _Row(soc, cell)
    said = (FORMULA,) if line[boardform.CLASS_BY_HAND].formula else ()
    try:
        one = Override(soc, _class_name(compared, soc, name), reason)
    except PlannerError as trouble:
        return _Row(soc, cell, trouble=trouble, shown=shown)
    return _Row(soc, cell, (one.class_name, one.reason), remarks=said)


def _uncomputed(table: FoundTable, row: int, line: Line, headings: Iterable[str]) -> PlannerError | None:
    """Return the trouble that an input holds a formula without a result; None when none does."""
    heading = next((one for one in headings if line[one].uncomputed), None)
    if heading is None:
        return None
    return PlannerError(
        say("{cell} cannot be read", cell=table.place(row, heading)),
        say("It holds a formula or an error in the place of what was meant"),
        say("Type a text or a number, save the workbook, and read it again"),
    )


def _class_name(compared: Compared, soc: str, name: str) -> str:
    if not name:
        raise PlannerError(
            say("{occupation} has no class in its row", occupation=compared.called(soc)),
            say("A row of this sheet sets a class"),
            say("Choose a class, or clear the row to leave the occupation to the rules"),
        )
    return next((one for one in CLASSES if one.casefold() == name.casefold()), name)


def _occupation(compared: Compared, code: str, what: str) -> str:
    soc, trouble = compared.occupations.by_code(code)
    if not trouble:
        return soc
    near = difflib.get_close_matches(code, compared.occupations.socs, n=2, cutoff=0.6)
    raise PlannerError(
        say("“{code}” is no occupation of the Regional matrix", code=code)
        if code
        else say("A row names no occupation for {what}", what=what),
        say("A row is taken for the occupation whose SOC code it holds"),
        say("Did you mean {names}", names=say(" or ").join(near))
        if near
        else say("Write a code of the Regional matrix, such as 29-2061"),
    )


def _one_of(compared: Compared, one: _Row, other: _Row) -> _Row:
    if one.value == other.value and one.trouble is None:
        return one
    trouble = PlannerError(
        say(
            "{occupation} stands in two rows ({one} and {other})",
            occupation=compared.called(one.key),
            one=one.cell,
            other=other.cell,
        ),
        say("They say different things, and nobody can tell which is meant"),
        say("Keep one of the rows"),
    )
    return replace(other, trouble=trouble, shown=say("two rows"))


def _add_override(
    compared: Compared,
    table: FoundTable,
    found: _Row,
    base: Mapping[str, tuple[str, str]],
    now: Mapping[str, tuple[str, str]],
) -> None:
    soc = found.key
    if found.trouble is None and found.value in (base.get(soc), now.get(soc)):
        return

    def words(told: tuple[str, str] | None) -> str:
        return BY_RULES if told is None else f"{say(told[0])}: {told[1]}"

    if soc in compared.titles:
        what = say("Class of {occupation}", occupation=compared.called(soc))
    else:
        row = say("row {row}", row=soc.removeprefix(ROW)) if soc.startswith(ROW) else soc
        what = say("Class in {row} of {sheet}", row=row, sheet=table.sheet)
    one = Difference(
        f"{OVERRIDE}:{soc.replace(' ', '-')}",
        OVERRIDE,
        what,
        words(base.get(soc)),
        found.shown or words(found.value),
        words(now.get(soc)),
        table.sheet,
        found.cell,
        soc,
        found.value,
        remarks=found.remarks,
    )
    compared.differences.append(_judged(compared, one, found.trouble))


def _judged(compared: Compared, one: Difference, trouble: PlannerError | None) -> Difference:
    return one if trouble is None else compared.refused(one, trouble.what, trouble.why, trouble.what_to_do)


# Training programmes ---------------------------------------------------------------------------------


def compare_programmes(compared: Compared) -> None:
    """Find programmes that were added, changed or cleared, by the mark in their row or by what they are."""
    headings = (boardform.SOC, boardform.PROGRAMME)
    table = compared.table(boardform.PROGRAMMES, headings, WHERE_PROGRAMMES)
    if table is None:
        return
    for heading in boardform.PROGRAMME_HEADINGS.values():
        if heading not in headings:
            compared.has_column(table, heading)
    base = {f"P{number}": one for number, one in enumerate(compared.exported.plan.programmes, 1)}
    rows = _programme_rows(compared, table, base)
    kept = {found.key for found in rows}
    rows += [_Row(key, "") for key in base if key not in kept]
    added = 0
    for found in rows:
        if found.key not in base:
            added += 1
            found = replace(found, key=f"new-{added}")
        _add_programme(compared, table, found, base.get(found.key))


def _programme_rows(compared: Compared, table: FoundTable, base: Mapping[str, Programme]) -> list[_Row]:
    """Return the rows that hold anything; of two with the same mark the second is a new programme."""
    rows: list[_Row] = []
    used: set[str] = set()
    for row, line in compared.file.lines(table):
        if line[boardform.SOC].text == boardform.SOC:
            break
        texts = {name: line[heading].text for name, heading in boardform.PROGRAMME_HEADINGS.items()}
        unclear = _uncomputed(table, row, line, boardform.PROGRAMME_HEADINGS.values())
        if not any(texts.values()) and unclear is None:
            continue
        cell = table.place(row, boardform.PROGRAMME)
        key = line[boardform.KEY].text
        shown = texts["title"] or texts["provider"] or texts["soc"] or say("a row without a name")
        try:
            if unclear is not None:
                raise unclear
            one, remarks = _programme(compared, table, row, line, base.get(key))
            told = _Row(key, cell, one, remarks=remarks)
        except PlannerError as trouble:
            told = _Row(key, cell, trouble=trouble, shown=shown)
        if told.key not in base or told.key in used:
            told = replace(told, key=_key_of(told.value, base, used))
        used.add(told.key)
        rows.append(told)
    return rows


def _key_of(one: Programme | None, base: Mapping[str, Programme], used: set[str]) -> str:
    """Return the mark of a programme that lost it, blank for a new one."""
    if one is None:
        return ""
    return next((key for key, other in base.items() if other.key == one.key and key not in used), "")


def _programme(
    compared: Compared, table: FoundTable, row: int, line: Line, base: Programme | None
) -> tuple[Programme, tuple[str, ...]]:
    remarks: list[str] = []
    read: dict[str, Any] = {}
    for name in FIGURES:
        heading = boardform.PROGRAMME_HEADINGS[name]
        cell = line[heading]
        if heading not in table.columns:
            read[name] = getattr(base, name) if base else None
            continue
        if not cell.text and not cell.formula:
            read[name] = None
            continue
        typed = typed_number(cell)
        if typed.value is None:
            what = say("{heading} in {cell} was not read", heading=heading, cell=table.place(row, heading))
            raise PlannerError(what, typed.why, typed.what_to_do)
        remarks += typed.remarks
        read[name] = typed.value
    for name in ("title", "provider", "credential"):
        heading = boardform.PROGRAMME_HEADINGS[name]
        missing = heading not in table.columns and base is not None
        read[name] = getattr(base, name) if missing else " ".join(line[heading].text.split())
    soc = _occupation(compared, line[boardform.SOC].text, read["title"] or say("a programme"))
    return Programme(soc, **read), tuple(dict.fromkeys(remarks))


def _add_programme(compared: Compared, table: FoundTable, found: _Row, base: Programme | None) -> None:
    known = base or found.value
    now = None
    if known is not None:
        now = next((one for one in compared.plan.programmes if one.key == known.key), None)
    if now is None and found.value is not None:
        now = next((one for one in compared.plan.programmes if one.key == found.value.key), None)
    if found.trouble is None and found.value in (base, now):
        return
    named = known.title if known is not None else found.shown
    one = Difference(
        f"{PROGRAMME}:{found.key}",
        PROGRAMME,
        say("Training programme {title}", title=named),
        programme_words(base),
        found.shown or programme_words(found.value),
        programme_words(now),
        table.sheet,
        found.cell,
        found.key,
        found.value,
        base,
        found.remarks,
    )
    compared.differences.append(_judged(compared, one, found.trouble))


def programme_words(one: Programme | None) -> str:
    """Return a programme in one line.

    >>> programme_words(Programme("29-2061", "Bridge", "College", cost_usd=3500, weeks=40))
    'Bridge, College, for 29-2061, $3,500, 40 weeks'
    """
    if one is None:
        return NOTHING
    parts = [one.title, one.provider, one.credential, say("for {soc}", soc=one.soc)]
    parts += [f"${one.cost_usd:,.10g}"] if one.cost_usd is not None else []
    parts += [say("{count} weeks", count=f"{one.weeks:,.10g}")] if one.weeks is not None else []
    parts += [say("{count} seats", count=f"{one.seats:,.10g}")] if one.seats is not None else []
    return ", ".join(part for part in parts if part)
