"""Assumptions and notes that a board changed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.dictionaries import Parameter, parameters
from data.language import say
from workbook import boardform
from workbook.boardentries import LONGEST_NOTE, note_on
from workbook.errors import PlannerError
from workbook.plan import Parameters
from workbook.reading.boardcells import Cell
from workbook.reading.boardfile import FoundTable
from workbook.reading.compared import Compared
from workbook.reading.differences import NOTE, NOTHING, PARAMETER, Difference
from workbook.reading.typed import is_share, same, typed_number

WHERE_ASSUMPTIONS, WHERE_MATRIX, WHERE_PRIORITIES = "Assumptions", "Regional matrix", "Priorities"


def in_words(known: Parameter, value: float) -> str:
    """Return a value of a parameter as people read it: shares as percent, switches as on and off.

    >>> in_words(parameters()["risk_line"], 0.65), in_words(parameters()["rebase_wage_lines"], 1)
    ('65 %', 'on')
    >>> in_words(parameters()["budget_usd"], 1000000)
    '1,000,000'
    """
    if known.type == "switch":
        return say("on") if value else say("off")
    if is_share(known):
        return f"{value * 100:,.10g} %"
    return f"{value:,.10g}"


def compare_parameters(compared: Compared) -> None:
    """Find the assumptions that were changed, by the name in their row and not by its place."""
    headings = (boardform.NAME, boardform.VALUE)
    table = compared.table(boardform.ASSUMPTIONS, headings, WHERE_ASSUMPTIONS)
    if table is None:
        return
    met: dict[str, Difference | None] = {}
    for row, line in compared.file.lines(table):
        known = parameters().get(line[boardform.NAME].text)
        if known is None or known.name not in compared.exported.values:
            continue
        place = table.place(row, boardform.VALUE)
        found = _parameter(compared, known, line[boardform.VALUE], table.sheet, place)
        earlier = met.get(known.name)
        if earlier is not None and found is not None and earlier.value != found.value:
            found = _twice(compared, earlier, found)
        met[known.name] = found or earlier
    compared.differences += [one for one in met.values() if one is not None]
    gone = [say(known.label) for name, known in parameters().items() if _is_gone(compared, name, met)]
    if gone:
        what = say(
            "Assumptions were not found on the sheet: {names} and {count} more"
            if len(gone) > 3
            else "Assumptions were not found on the sheet: {names}",
            names=", ".join(gone[:3]),
            count=len(gone) - 3,
        )
        why = say("Their rows, or the names in the folded column at the right, were removed")
        do = say("The plan keeps its own values; nothing needs to be done unless they were changed")
        compared.findings.append(compared.finding("board-inputs-missing", table.sheet, what, why, do))


def _is_gone(compared: Compared, name: str, met: dict[str, Difference | None]) -> bool:
    return name in compared.exported.values and name not in met


def _parameter(compared: Compared, known: Parameter, cell: Cell, sheet: str, place: str) -> Difference | None:
    base, now = compared.exported.values[known.name], compared.plan.parameters[known.name]
    typed = typed_number(cell, known, base)
    if typed.value is not None and (same(typed.value, base) or same(typed.value, now)):
        return None
    shown = in_words(known, typed.value) if typed.value is not None else cell.text or say("blank")
    found = Difference(
        known.name,
        PARAMETER,
        say(known.label),
        in_words(known, base),
        shown,
        in_words(known, now),
        sheet,
        place,
        known.name,
        typed.value,
        remarks=typed.remarks,
    )
    if typed.value is None:
        what = say("{name} was not taken", name=say(known.label))
        return compared.refused(found, what, typed.why, typed.what_to_do)
    try:
        whole = round(typed.value) if same(typed.value, round(typed.value)) else typed.value
        value = Parameters({known.name: whole})[known.name]
    except PlannerError as trouble:
        return compared.refused(found, trouble.what, trouble.why, trouble.what_to_do)
    return replace(found, value=value)


def _twice(compared: Compared, one: Difference, other: Difference) -> Difference:
    what = say(
        "{what} stands twice: {one} in {cell}, {other} in {other_cell}",
        what=one.what,
        one=one.board,
        cell=one.cell,
        other=other.board,
        other_cell=other.cell,
    )
    why, do = say("Nobody can tell which of the two is meant"), say("Keep one of them")
    return compared.refused(other, what, why, do)


@dataclass(frozen=True)
class _Noted:
    text: str
    sheet: str
    cell: str
    uncomputed: bool


def compare_notes(compared: Compared) -> None:
    """Find the notes that were written, changed or cleared, whatever sheet they stand on."""
    changed: dict[str, list[_Noted]] = {}
    for name, key, sheet in (
        (boardform.ASSUMPTIONS, boardform.NAME, WHERE_ASSUMPTIONS),
        (boardform.PRIORITIES, boardform.SOC, WHERE_PRIORITIES),
        (boardform.MATRIX, boardform.SOC, WHERE_MATRIX),
    ):
        table = compared.file.table(name, (key, boardform.NOTE), sheet)
        if table is not None:
            _collect_notes(compared, table, key, changed)
    for subject, found in changed.items():
        compared.differences.append(_note(compared, subject, found))


def _collect_notes(compared: Compared, table: FoundTable, key: str, changed: dict[str, list[_Noted]]) -> None:
    known = parameters() if key == boardform.NAME else compared.titles
    for row, line in compared.file.lines(table):
        subject = line[key].text
        if subject not in known:
            continue
        text = line[boardform.NOTE].text
        unclear = line[boardform.NOTE].uncomputed
        if not unclear and text == note_on(compared.exported.plan.notes, subject):
            continue
        if unclear or text != note_on(compared.plan.notes, subject):
            noted = _Noted(text, table.sheet, table.place(row, boardform.NOTE), unclear)
            changed.setdefault(subject, []).append(noted)


def _note(compared: Compared, subject: str, found: list[_Noted]) -> Difference:
    first = found[0]
    of = say(parameters()[subject].label) if subject in parameters() else compared.called(subject)
    told = Difference(
        f"{NOTE}:{subject}",
        NOTE,
        say("Note on {subject}", subject=of),
        note_on(compared.exported.plan.notes, subject) or NOTHING,
        first.text or NOTHING,
        note_on(compared.plan.notes, subject) or NOTHING,
        first.sheet,
        first.cell,
        subject,
        first.text,
    )
    other = next((one for one in found if (one.text, one.uncomputed) != (first.text, first.uncomputed)), None)
    if other is not None:
        what = say(
            "Two notes on {subject}: in {sheet}!{cell} and in {other_sheet}!{other_cell}",
            subject=of,
            sheet=first.sheet,
            cell=first.cell,
            other_sheet=other.sheet,
            other_cell=other.cell,
        )
        why, do = (
            say("A row has one note, and they say different things"),
            say("Write both into one of the cells"),
        )
        return compared.refused(told, what, why, do)
    if first.uncomputed:
        why = say("What was typed is taken for a formula, which gave no result")
        do = say("Begin the note with a letter, save the workbook, and read it again")
        return compared.refused(told, say("The note on {subject} was not taken", subject=of), why, do)
    if len(first.text) > LONGEST_NOTE:
        why = say(
            "It has {count} letters; a note has at most {most}",
            count=f"{len(first.text):,}",
            most=f"{LONGEST_NOTE:,}",
        )
        do = say("Shorten it, or keep it in a document of its own")
        return compared.refused(told, say("The note on {subject} is too long", subject=of), why, do)
    return told
