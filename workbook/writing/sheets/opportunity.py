"""Opportunity: what each set of demand rules says of the region's occupations, beside their class."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.dictionaries import columns
from workbook.model.opportunity import rule_sets
from workbook.writing.layout import Book, set_up_page
from workbook.writing.painting import colour_classes, header_note
from workbook.writing.sheets import solved
from workbook.writing.styles import GOOD_FILL, SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_groups, write_table

SHEET, TABLE = "Opportunity", "Opportunity"
GROUP_ROW, HEADER_ROW = 5, 7
FACTS = "employment wage_p50_usd growth_share"
HOW = (
    "Occupations with published jobs · rules in the style of states, in files to copy and edit (headway "
    "rules) · they do not look at the class"
)


def sentence(book: Book) -> str:
    """Return how much of the Gateways' jobs the first rule set speaks for."""
    table, rules = book.results.opportunity, rule_sets(book.results)
    if not rules:
        return "The plan applies no demand rules."
    first = table[(table["rule_set"] == rules[0].name) & (table["class"] == "Gateway")]
    jobs = pd.Series(book.results.frame["employment"], index=book.results.frame["soc"])
    counted = jobs.reindex(first["soc"]).fillna(0.0).to_numpy()
    if not counted.sum() > 0:
        return "No Gateway of the region has published jobs."
    share = counted[first["positive"].eq(True).to_numpy()].sum() / counted.sum()
    return f"{rules[0].title}: {share:.0%} of the jobs in Gateways are."


def write(book: Book) -> Placed:
    """Write the sheet and return where its table stands; the most jobs of each class come first."""
    sheet = book.sheet(SHEET, SHEET, sentence(book), HOW)
    solved.write(book, sheet, solved.OPPORTUNITY)
    matrix = book.results.matrix
    shown = matrix[matrix["employment"] > 0].sort_values("employment", ascending=False, kind="stable")
    known, styles = columns("matrix"), book.styles
    fields = [
        Field(
            "Occupation",
            shown["title"].tolist(),
            styles.cell(text_wrap=True),
            54,
            align="edge",
            group="Occupation",
            wraps=True,
        ),
        Field("Class", shown["class"].tolist(), styles.text(), 24, group="Occupation"),
    ]
    for name in FACTS.split():
        cells = styles.number(known[name].number_format)
        fields.append(
            Field(
                known[name].label,
                [None if value != value else value for value in shown[name]],
                cells,
                13,
                align="right",
                note=header_note(known[name]),
                group="In the region",
            )
        )
    fields += [part for rules in rule_sets(book.results) for part in _result(book, rules.name, shown["soc"])]
    quiet = styles.text(font_color=SECONDARY)
    fields.append(Field("SOC", shown["soc"].tolist(), quiet, 11, detail=True, group="Code"))
    placed = write_table(book, sheet, TABLE, fields, row=HEADER_ROW, description="Occupation by rule set")
    write_groups(book, sheet, placed, fields, row=GROUP_ROW)
    fit_rows(sheet, placed, fields)
    colour_classes(book, sheet, placed, "Class")
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, paper="legal", repeat=(GROUP_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _result(book: Book, name: str, socs: pd.Series[str]) -> list[Field]:
    """Return the result of one rule set, filled where it speaks for the occupation, and why, folded away."""
    table = book.results.opportunity
    rows = table[table["rule_set"] == name].set_index("soc").reindex(socs.tolist())
    plain, filled = book.styles.text(), book.styles.text(bg_color=GOOD_FILL)
    cells = [filled if positive else plain for positive in np.equal(rows["positive"].to_numpy(), True)]
    rules = next(rules for rules in rule_sets(book.results) if rules.name == name)
    alone = [one.title for one in rule_sets(book.results)].count(rules.title) == 1
    title, about = (
        rules.title if alone else f"{rules.title} ({name})",
        f"{rules.about}\nSource: {rules.source}",
    )
    return [
        Field(title, rows["result"].tolist(), cells, max(26, len(title) + 2), note=about, group=title),
        Field(
            f"Why ({name})",
            rows["reason"].tolist(),
            book.styles.text(font_color=SECONDARY),
            60,
            detail=True,
            group=title,
        ),
    ]
