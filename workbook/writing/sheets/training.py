"""Training gaps: for each open Gateway what transfers, what is missing, which training matches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from workbook.writing.layout import Book, set_up_page
from workbook.writing.styles import SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE = "Training gaps", "TrainingGaps"
DETAIL_SHEET, DETAIL_TABLE = "Training detail", "TrainingDetail"
HEADER_ROW = 5
NAMED_TECHNOLOGIES, NAMED_PROGRAMMES = 5, 4
LISTED = 10
"""Skills, knowledge elements and technologies that the detail lists for each Gateway on each side."""

HOW = (
    "Skills and knowledge from O*NET, weighted by where the Gateway’s people in reach come from · m: "
    "modelled · "
    "solved by Headway: this sheet does not follow changes made here"
)
DETAIL_HOW = (
    f"For each open Gateway the {LISTED} largest gaps, the {LISTED} strongest transfers, up to {LISTED} "
    "technologies "
    "and every matched field of training · pick a Gateway with the filter button"
)


def listed(names: Sequence[str], most: int) -> str:
    """Return the first names in a row, and how many more there are.

    >>> listed(["A", "B", "C"], 2)
    'A; B; and 1 more'
    """
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"and {len(names) - most} more")
    return "; ".join(shown)


def write(book: Book, sentence: str) -> Placed:
    """Write the summary: one row per open Gateway, those with most people in reach first."""
    sheet = book.sheet(SHEET, SHEET, sentence, HOW)
    shown = _summary_fields(book)
    placed = write_table(book, sheet, TABLE, shown, row=HEADER_ROW, description="One row per open Gateway")
    fit_rows(sheet, placed, shown)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, paper="tabloid", repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _summary_fields(book: Book) -> list[Field]:
    styles, training = book.styles, book.results.training
    gateways = training.gateways
    socs = gateways["soc"].tolist()
    technologies = _by_soc(
        training.technologies[training.technologies["in_demand"].astype(bool)], "technology"
    )
    programmes = _by_soc(training.programmes, "cip_title")
    wrapped = styles.text(text_wrap=True, valign="top")
    quiet = styles.text(text_wrap=True, valign="top", font_color=SECONDARY)

    def number(pattern: str, mark: str = "m") -> Any:
        return styles.number(pattern, mark=mark, valign="top", italic=True, font_color=SECONDARY)

    return [
        Field(
            "Gateway",
            gateways["title"].tolist(),
            styles.cell(text_wrap=True, valign="top", bold=True),
            38,
            wraps=True,
            align="edge",
        ),
        Field("SOC", socs, quiet, 11),
        Field(
            "People in reach",
            gateways["people"].tolist(),
            number("#,##0"),
            12,
            align="right",
            note="Persons. Unemployed people of the region’s Origins who would arrive, by the modelled "
            "transitions.",
        ),
        Field(
            "Training gap",
            gateways["mean_gap"].tolist(),
            number("0.0"),
            12,
            align="right",
            note="Standard units. Reach-weighted sum over skills and knowledge of the level missing × "
            "importance ÷ 5.",
        ),
        Field(
            "Leans on",
            gateways["leans_on"].tolist(),
            wrapped,
            14,
            note="The kind of most of the ten skills and knowledge elements that transfer best.",
        ),
        Field("What transfers first", gateways["transfers"].tolist(), wrapped, 46, wraps=True),
        Field("What is missing first", gateways["missing"].tolist(), wrapped, 46, wraps=True),
        Field(
            "Technologies in demand",
            [listed(technologies.get(soc, []), NAMED_TECHNOLOGIES) for soc in socs],
            quiet,
            44,
            wraps=True,
            note="Those that fewest of the arriving people have used come first. O*NET 29.3.",
        ),
        Field(
            "Fields of training that match",
            [listed(programmes.get(soc, []), NAMED_PROGRAMMES) for soc in socs],
            quiet,
            46,
            wraps=True,
            note="CIP 2020 fields that the CIP–SOC crosswalk matches to the Gateway.",
        ),
    ]


def _by_soc(table: pd.DataFrame, column: str) -> dict[str, list[str]]:
    return {str(soc): names.tolist() for soc, names in table.groupby("soc", sort=False)[column]}


def write_detail(book: Book, sentence: str) -> Placed:
    """Write the detail: one row per Gateway and skill, technology or field of training."""
    sheet = book.sheet(DETAIL_SHEET, DETAIL_SHEET, sentence, DETAIL_HOW)
    styles = book.styles
    rows = detail_rows(book)
    quiet = styles.text(font_color=SECONDARY)

    def number(pattern: str) -> Any:
        return styles.number(pattern, mark="m", italic=True, font_color=SECONDARY)

    shown = [
        Field("Gateway", rows["title"].tolist(), styles.cell(), 54, align="edge"),
        Field("SOC", rows["soc"].tolist(), quiet, 11),
        Field("What", rows["what"].tolist(), styles.text(), 18),
        Field("Item", rows["item"].tolist(), styles.text(), 52),
        Field("Kind", rows["kind"].tolist(), quiet, 16),
        Field("Tag or code", rows["tag"].tolist(), quiet, 15),
        Field(
            "Gap",
            rows["gap"].tolist(),
            number("0.00"),
            11,
            align="right",
            note="Standard units × importance ÷ 5.",
        ),
        Field(
            "Transfers",
            rows["transfer"].tolist(),
            number("0.00"),
            11,
            align="right",
            note="Standard units × importance ÷ 5.",
        ),
        Field(
            "People affected",
            rows["people"].tolist(),
            number("#,##0"),
            11,
            align="right",
            note="Persons. Unemployed people of Origins who would arrive and lack it.",
        ),
    ]
    placed = write_table(book, sheet, DETAIL_TABLE, shown, row=HEADER_ROW, description="Gaps in detail")
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, paper="legal", repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed


def detail_rows(book: Book) -> pd.DataFrame:
    """Return the rows of the detail: Gateways in the summary's order, missing first, then what transfers."""
    training = book.results.training
    gateways = training.gateways[["soc", "title", "people"]]
    missing = training.elements[(training.elements["rank"] <= LISTED) & (training.elements["gap"] > 0)]
    best = training.elements.sort_values(["soc", "transfer", "element"], ascending=[True, False, True])
    strong = best[best["transfer"] > 0].groupby("soc", sort=False).head(LISTED)
    names = {"element": "item"}
    tools = training.technologies.groupby("soc", sort=False).head(LISTED).merge(gateways, on="soc")
    tools = tools.assign(
        item=tools["technology"],
        kind=tools["in_demand"].map({True: "in demand", False: "hot"}),
        people=tools["people"] * tools["share_new"],
    )
    fields = training.programmes.merge(gateways[["soc", "title"]], on="soc")
    parts = [
        missing.rename(columns=names).assign(what="missing"),
        strong.rename(columns=names).assign(what="transfers", people=float("nan")),
        tools.assign(what="technology"),
        fields.rename(columns={"cip_title": "item", "cip": "tag"}).assign(
            what="field of training", kind="CIP 2020"
        ),
    ]
    wanted = ["title", "soc", "what", "item", "kind", "tag", "gap", "transfer", "people"]
    filled = [part.reindex(columns=wanted).assign(part=number) for number, part in enumerate(parts)]
    every = pd.concat([part for part in filled if len(part)] or filled[:1], ignore_index=True)
    place = {soc: at for at, soc in enumerate(gateways["soc"])}
    order = every["soc"].map(place).astype("float64")
    return (
        every.assign(order=order).sort_values(["order", "part"], kind="stable")[wanted].reset_index(drop=True)
    )
