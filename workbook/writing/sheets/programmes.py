"""Training programmes: those a board adds by hand, then those of the planner's list and matching fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.dictionaries import columns
from workbook import boardform
from workbook.boardentries import LARGEST
from workbook.plan import Plan
from workbook.writing.formulas import this_row
from workbook.writing.layout import Book, set_up_page, tab_colour
from workbook.writing.painting import header_note
from workbook.writing.sheets import inputs
from workbook.writing.styles import CAUTION, CAUTION_FILL, SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE, LISTED_TABLE = "Training programmes", boardform.PROGRAMMES, "TrainingProgrammes"
HEADER_ROW = 5
HOW = (
    "Blue on yellow is an input: add programmes that the list lacks; blank figures are not known, which is "
    "not zero. They count in training gaps and allocation when Headway reads this workbook back."
)
UNKNOWN, NO_NAME, READY = "no such SOC code", "write its name", "can be read back"
PATTERNS = {"cost_usd": "$#,##0", "weeks": "#,##0.0", "seats": "#,##0"}
WIDTHS = {"title": 44, "programme": 44, "provider": 32, "credential": 26}
LISTED = "title soc programme provider credential cost_usd weeks seats cip"
"""Columns of the second table, under those of the first as far as both have them."""
OUTCOMES = "completers placement_share earnings_usd outcome_of"
LIST_WIDTHS = {
    "title": 44,
    "programme": 44,
    "provider": 32,
    "credential": 26,
    "licence": 22,
    "outcome_of": 26,
}
FIELD_OF = "field of training (CIP 2020)"


def rows(plan: Plan, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rows that a board fills in: programmes entered before, then the empty ones.

    Parameters
    ----------
    titles : mapping of str to str
        Title of every occupation by its SOC code.
    """
    found: list[dict[str, Any]] = [
        {
            **{label: getattr(one, name) for name, label in boardform.PROGRAMME_HEADINGS.items()},
            boardform.OCCUPATION: titles.get(one.soc, ""),
            boardform.CHECK: READY if one.soc in titles else UNKNOWN,
            boardform.KEY: f"P{number}",
        }
        for number, one in enumerate(plan.programmes, 1)
    ]
    labels = (
        *boardform.PROGRAMME_HEADINGS.values(),
        boardform.OCCUPATION,
        boardform.CHECK,
        boardform.KEY,
    )
    return found + [dict.fromkeys(labels, "") for _ in range(boardform.EMPTY_ROWS)]


def check_formula() -> str:
    """Return what the Check column says of a row, in Excel's words."""
    inputs_of_row = [this_row(TABLE, label) for label in boardform.PROGRAMME_HEADINGS.values()]
    occupation, name = this_row(TABLE, boardform.OCCUPATION), this_row(TABLE, boardform.PROGRAMME)
    told = f'IF(LEN({occupation})=0,"{UNKNOWN}",IF(LEN({name})=0,"{NO_NAME}","{READY}"))'
    return f'IF(LEN({"&".join(inputs_of_row)})=0,"",{told})'


def listed_programmes(book: Book) -> pd.DataFrame:
    """Return the programmes of the planner's list and the fields that match each open Gateway.

    Grain: Gateway and programme or field. A field says which courses of study lead there; it has no provider
    and no figures.
    """
    training = book.results.training
    own = training.own_programmes.assign(credential=_credentials(training.own_programmes))
    gateways = training.gateways[["soc", "title"]]
    fields = training.programmes.merge(gateways, on="soc").assign(provider=FIELD_OF)
    fields = fields.rename(columns={"cip_title": "programme"})
    wanted = [*LISTED.split(), *OUTCOMES.split()]
    parts = [part.reindex(columns=wanted) for part in (own, fields) if len(part)]
    if not parts:
        return pd.DataFrame(columns=wanted)
    texts = [name for name in wanted if columns("training_programmes")[name].type == "text"]
    both = pd.concat([part.astype(object) for part in parts], ignore_index=True)
    both[texts] = both[texts].fillna("")
    order = {soc: place for place, soc in enumerate(gateways["soc"])}
    place = both["soc"].map(order).fillna(len(order))
    return both.assign(place=place).sort_values("place", kind="stable")[wanted].reset_index(drop=True)


def _credentials(own: pd.DataFrame) -> list[str]:
    """Return credential and licence of each programme in one text."""
    told = zip(own["credential"].fillna(""), own["licence"].fillna(""), strict=True)
    return ["; licence: ".join(part for part in pair if part) for pair in told]


def sentence(book: Book) -> str:
    """Say how many programmes are known, and where they come from."""
    own, entered = len(book.results.training.own_programmes), len(book.results.plan.programmes)
    if not own:
        return "No list of programmes was loaded: below stand the fields of training that match each Gateway."
    by_hand = f", {entered} of them entered by hand" if entered else ""
    return f"{own} {'programme leads' if own == 1 else 'programmes lead'} to open Gateways{by_hand}."


def write(book: Book) -> Placed:
    """Write the sheet and return where the table of inputs stands."""
    sheet = book.sheet(SHEET, SHEET, sentence(book), HOW)
    tab_colour(sheet)
    matrix = book.results.matrix
    titles = dict(zip(matrix["soc"], matrix["title"], strict=True))
    shown = _fields(book, rows(book.results.plan, titles))
    placed = write_table(book, sheet, TABLE, shown, row=HEADER_ROW, description="Programmes entered by hand")
    fit_rows(sheet, placed, shown)
    _check_inputs(book, sheet, placed)
    heading = placed.last_row + 2
    book.write_text(sheet, heading, 0, "Programmes of the list, and fields that match", book.styles.title)
    listed = _listed_fields(book)
    below = write_table(
        book,
        sheet,
        LISTED_TABLE,
        listed,
        row=heading + 1,
        widths=False,
        description="Programmes and fields of training by Gateway",
    )
    if len(listed[0].values):
        fit_rows(sheet, below, listed)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    area = (0, 0, below.last_row, max(*placed.columns.values(), *below.columns.values()))
    set_up_page(book, sheet, paper="legal", repeat=(HEADER_ROW, HEADER_ROW), area=area)
    return placed


def _fields(book: Book, told: list[dict[str, Any]]) -> list[Field]:
    styles = book.styles
    quiet = styles.text(text_wrap=True, valign="top", font_color=SECONDARY)
    text, edge = inputs.text_cells(book), inputs.text_cells(book, indent=0)

    def values(label: str) -> list[Any]:
        return [row[label] for row in told]

    found = [
        Field(
            boardform.OCCUPATION,
            values(boardform.OCCUPATION),
            styles.cell(text_wrap=True, valign="top"),
            44,
            formula=inputs.from_matrix(TABLE, "Occupation"),
            wraps=True,
            align="edge",
        ),
        Field(boardform.SOC, values(boardform.SOC), edge, 11),
    ]
    for name, label in list(boardform.PROGRAMME_HEADINGS.items())[1:]:
        if name in PATTERNS:
            cells = inputs.number_cells(book, PATTERNS[name])
            found.append(Field(label, values(label), cells, 12, align="right"))
        else:
            found.append(Field(label, values(label), text, WIDTHS[name], wraps=True))
    found.append(Field(boardform.CHECK, values(boardform.CHECK), quiet, 20, formula=check_formula()))
    found.append(
        Field(
            boardform.KEY,
            values(boardform.KEY),
            quiet,
            8,
            note="A programme whose name was changed is known again by it. Leave it blank in new rows.",
        )
    )
    return found


def _check_inputs(book: Book, sheet: Any, placed: Placed) -> None:
    for name in PATTERNS:
        label = boardform.PROGRAMME_HEADINGS[name]
        first, column, last, _ = placed.cells(label)
        bounds = {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": LARGEST[name],
            "error_title": "Out of bounds",
            "error_message": f"{label} takes a number from 0 to {LARGEST[name]:,.0f}, or stays blank.",
        }
        sheet.data_validation(first, column, last, column, bounds)
    code = "The occupation that the programme leads to: seven signs such as 29-2061."
    inputs.say_what(sheet, placed, boardform.SOC, "Leads to which occupation?", code)
    caution = book.styles.differential(font_color=CAUTION, bg_color=CAUTION_FILL)
    first, column, last, _ = placed.cells(boardform.CHECK)
    for words in (UNKNOWN, NO_NAME):
        rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": caution}
        sheet.conditional_format(first, column, last, column, rule)


def _listed_fields(book: Book) -> list[Field]:
    table, known, styles = listed_programmes(book), columns("training_programmes"), book.styles
    named = LISTED if table["outcome_of"].astype(str).str.len().sum() == 0 else f"{LISTED} {OUTCOMES}"
    shown = []
    for name in named.split():
        column = known[name]
        if column.type == "number":
            cells: Any = styles.number(column.number_format, valign="top")
            align = "right"
        else:
            look: Any = {"text_wrap": True, "valign": "top"}
            cells = styles.cell(**look) if name == "title" else styles.text(**look)
            align = "edge" if name == "title" else "left"
        shown.append(
            Field(
                column.label,
                table[name].tolist(),
                cells,
                WIDTHS.get(name, 12),
                align=align,
                note=header_note(column),
                wraps=name in WIDTHS,
            )
        )
    return shown
