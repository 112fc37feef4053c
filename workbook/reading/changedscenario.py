"""The demand scenario that a board chose, or put together from multipliers of its own."""

from __future__ import annotations

from dataclasses import replace

from data.language import say
from data.scenarios import ALL, GROUP, INDUSTRY
from workbook import boardform
from workbook.errors import PlannerError
from workbook.reading.boardcells import Cell
from workbook.reading.compared import Compared
from workbook.reading.differences import SCENARIO, Difference
from workbook.reading.typed import same, typed_number
from workbook.scenarios import LARGEST_FACTOR, Multiplier, Scenario, all_scenarios, key_of

WHERE, WHERE_MULTIPLIERS = "Assumptions", "Multipliers"
LONGEST_TITLE = 40
"""Letters of a scenario's title that a workbook shows."""
REASON = "Entered in the workbook by the board"
_PREFIXES = (("NAICS ", INDUSTRY), ("SOC ", GROUP))


def compare_scenario(compared: Compared) -> None:
    """Find another scenario in the row of Assumptions that chooses it, in workbooks that have one."""
    headings = (boardform.NAME, boardform.VALUE)
    table = compared.file.table(boardform.ASSUMPTIONS, headings, WHERE)
    if table is None:
        return
    for row, line in compared.file.lines(table):
        if line[boardform.NAME].text == boardform.SCENARIO:
            place = table.place(row, boardform.VALUE)
            _compare(compared, line[boardform.VALUE], table.sheet, place)
            return


def _compare(compared: Compared, cell: Cell, sheet: str, place: str) -> None:
    plan, base = compared.plan, compared.exported.plan
    told = Difference(
        SCENARIO,
        SCENARIO,
        say("Demand scenario"),
        say(base.chosen_scenario.title),
        cell.text or say("blank"),
        say(plan.chosen_scenario.title),
        sheet,
        place,
        SCENARIO,
        remarks=(say("A formula was typed there; its last result counts"),) if cell.formula else (),
    )
    try:
        own = _own_multipliers(compared)
        wants_own = own is not None and key_of(cell.text) == key_of(boardform.OWN)
        chosen = own if wants_own else _named(compared, cell.text)
    except PlannerError as trouble:
        compared.differences.append(compared.refused(told, trouble.what, trouble.why, trouble.what_to_do))
        return
    if chosen is not own and own is not None and _factors(own) != _factors(base.chosen_scenario):
        what = say("Multipliers of the board’s own were entered but are not in use")
        why = say("Assumptions chooses the scenario “{title}”", title=chosen.title if chosen else cell.text)
        do = say(
            "Choose “{scenario}” as demand scenario on Assumptions, save, and read the workbook again",
            scenario=boardform.OWN,
        )
        where = say("{sheet}, column {column}", sheet=WHERE_MULTIPLIERS, column=boardform.OWN)
        compared.findings.append(compared.finding("board-not-in-use", where, what, why, do))
    if chosen is None or _alike(chosen, base.chosen_scenario) or _alike(chosen, plan.chosen_scenario):
        return
    compared.differences.append(replace(told, value=chosen, board=say(chosen.title)))


def _alike(one: Scenario, other: Scenario) -> bool:
    """Return whether two scenarios are the same, or multiply alike where one is the board's own."""
    own = boardform.BOARD_SCENARIO in (one.name, other.name)
    return _factors(one) == _factors(other) if own else one.name == other.name


def _factors(scenario: Scenario) -> dict[tuple[str, str], float]:
    return {(one.by, one.code): one.factor for one in scenario.multipliers if one.factor != 1}


def _named(compared: Compared, text: str) -> Scenario:
    known = (*all_scenarios(compared.exported.plan.scenarios), *compared.plan.scenarios)
    wanted = key_of(text)
    for one in known:
        if wanted in (key_of(one.name), key_of(one.title), key_of(one.title[:LONGEST_TITLE])):
            return one
    raise PlannerError(
        say("“{title}” is no demand scenario", title=text) if text else say("The demand scenario is blank"),
        say("The scenarios are {titles}", titles=", ".join(dict.fromkeys(one.title for one in known))),
        say("Choose one of the list"),
    )


def _own_multipliers(compared: Compared) -> Scenario | None:
    """Return the scenario of the board's own multipliers; None in workbooks without a column for them.

    Raises
    ------
    PlannerError
        When one of them is not a number from 0 to 10.
    """
    headings = (boardform.CODE, boardform.OWN)
    table = compared.file.table(boardform.MULTIPLIERS, headings, WHERE_MULTIPLIERS)
    if table is None:
        return None
    base = {(one.by, one.code): one for one in compared.exported.plan.chosen_scenario.multipliers}
    found = []
    for row, line in compared.file.lines(table):
        key = _code(line[boardform.CODE].text)
        if key is None:
            continue
        factor = _factor(line[boardform.OWN], f"{table.sheet}!{table.place(row, boardform.OWN)}")
        known = base.get(key)
        if factor != 1:
            kept = known is not None and same(known.factor, factor)
            found.append(known if known is not None and kept else Multiplier(*key, factor, REASON))
    order = {key: place for place, key in enumerate(base)}
    found.sort(key=lambda one: order.get((one.by, one.code), len(order)))
    return Scenario(boardform.BOARD_SCENARIO, boardform.BOARD_SCENARIO_TITLE, tuple(found))


def _code(text: str) -> tuple[str, str] | None:
    if key_of(text) == ALL:
        return ALL, ""
    return next(((by, text[len(prefix) :]) for prefix, by in _PREFIXES if text.startswith(prefix)), None)


def _factor(cell: Cell, place: str) -> float:
    if cell.value is None and not cell.formula:
        return 1.0
    typed = typed_number(cell)
    if typed.value is None or not 0 <= typed.value <= LARGEST_FACTOR:
        raise PlannerError(
            say("“{value}” in {place} is not a multiplier", value=cell.text, place=place),
            typed.why
            or say(
                "A multiplier is a number from 0 to {most}; 1 is the baseline", most=f"{LARGEST_FACTOR:g}"
            ),
            say("Write 1.1 for a tenth more openings, 0.9 for a tenth fewer"),
        )
    return typed.value
