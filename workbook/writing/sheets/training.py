"""Training gaps: for each open Gateway what transfers, what is missing, which training matches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from xlsxwriter.format import Format

from workbook.model.words import about
from workbook.writing.layout import Book, set_up_page
from workbook.writing.sheets import pictures, solved
from workbook.writing.styles import CLASS_FILL, CLASS_STRONG, SECONDARY, number_format
from workbook.writing.tables import Field, Placed, fit_rows, write_table

SHEET, TABLE = "Training gaps", "TrainingGaps"
DETAIL_SHEET, DETAIL_TABLE = "Training detail", "TrainingDetail"
HEADER_ROW, PICTURE_ROW = 5, 5
PICTURE_PIXELS, PICTURED = 340, 12
NAMED_TECHNOLOGIES, NAMED_PROGRAMMES = 5, 4
LISTED = 10
"""Skills, knowledge elements and technologies that the detail lists for each Gateway on each side."""

HOW = (
    "Skills and knowledge from O*NET, weighted by where the Gateway’s people in reach come from · m: modelled"
)
DETAIL_HOW = (
    f"For each open Gateway the {LISTED} strongest transfers, the {LISTED} largest gaps, up to {LISTED} "
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
    sheet = book.sheet(SHEET, SHEET, sentence, HOW, also={5: DETAIL_SHEET})
    solved.write(book, sheet, solved.TRAINING)
    shown = _summary_fields(book)
    row = PICTURE_ROW + 2 + PICTURE_PIXELS // pictures.ROW_PIXELS
    placed = write_table(book, sheet, TABLE, shown, row=row, description="One row per open Gateway")
    fit_rows(sheet, placed, shown)
    if len(book.results.training.gateways):
        pictures.place(book, sheet, PICTURE_ROW, _panels(book, placed, shown))
    sheet.freeze_panes(PICTURE_ROW, 0)
    set_up_page(book, sheet, paper="tabloid", repeat=(row, row), area=placed.printed)
    return placed


def takeaways(gateways: pd.DataFrame) -> tuple[str, str]:
    """Return what the two pictures come to: people and seats, and how much has to be taught."""
    first = gateways.head(PICTURED)
    people = f"Most people in reach: {first['title'].iloc[0]}, {about(float(first['people'].iloc[0]))}"
    missing = float(gateways["training_gap_people"].sum())
    if gateways["seats"].notna().any():
        people = f"Seats are missing for {about(missing)} of {about(float(gateways['people'].sum()))} people"
    at = int(first["mean_gap"].to_numpy(dtype=float).argmax())
    return people, f"Of these the most must be taught to future {first['title'].iloc[at]}"


def _panels(book: Book, placed: Placed, shown: Sequence[Field]) -> list[pictures.Panel]:
    """Return the pictures: people in reach beside seats, and the training gap of the same Gateways."""
    gateways = book.results.training.gateways
    rows = min(PICTURED, len(gateways))
    pixels = [round(item.width * 7 + 5) for item in shown]
    leans = [item.label for item in shown].index("Leans on")
    spans = (0, leans), (leans + 1, leans + 2)
    skills = book.results.vintages["Skills"]
    units = (
        "People in reach, modelled" + (" · seats of your list" if "Seats" in placed.columns else ""),
        f"Training gap in standard units, modelled from {skills}",
    )
    columns, panels = (("People in reach", number_format("#,##0", "m")), ("Training gap", "0.0")), []
    said = zip(spans, columns, units, takeaways(gateways), strict=True)
    for span, (label, pattern), unit, words in said:
        size = sum(pixels[span[0] : span[1] + 1]), PICTURE_PIXELS
        names, values = placed.chart_range("Gateway", rows), placed.chart_range(label, rows)
        chart = pictures.bar_chart(book, names, values, unit=unit, pattern=pattern, size=size)
        if label != "Training gap" and "Seats" in placed.columns:
            _add_seats(chart, names, placed.chart_range("Seats", rows))
        description = f"Bars: {unit}, first {rows} Gateways. As exported: {words}."
        panels.append(pictures.Panel(span, "", words, chart, description))
    return panels


def _add_seats(chart: Any, names: list[Any], values: list[Any]) -> None:
    """Put the seats beside the people, in another hue and lightness, and say which is which."""
    font = {**pictures.CHART_FONT, "size": 9}
    chart.add_series(
        {
            "name": "Seats of your list",
            "categories": names,
            "values": values,
            "fill": {"color": CLASS_FILL["Historical Adjacency"]},
            "border": {"color": CLASS_STRONG["Historical Adjacency"]},
            "data_labels": {"value": True, "num_format": "#,##0", "font": font},
        }
    )
    chart.set_legend({"position": "bottom", "font": pictures.CHART_FONT})


def _summary_fields(book: Book) -> list[Field]:
    styles, gateways = book.styles, book.results.training.gateways
    title = styles.cell(text_wrap=True, valign="top", bold=True)
    wrapped = styles.text(text_wrap=True, valign="top")
    quiet = styles.text(text_wrap=True, valign="top", font_color=SECONDARY)
    leans = "The kind with the largest part among the ten strongest skills and knowledge elements."
    return [
        Field("Gateway", gateways["title"].tolist(), title, 38, wraps=True, align="edge"),
        Field("SOC", gateways["soc"].tolist(), quiet, 11),
        *_summary_figures(book),
        Field("Leans on", gateways["leans_on"].tolist(), wrapped, 14, note=leans),
        Field("What transfers first", gateways["transfers"].tolist(), wrapped, 46, wraps=True),
        Field("What is missing first", gateways["missing"].tolist(), wrapped, 46, wraps=True),
        *_summary_lists(book, quiet),
    ]


def _summary_figures(book: Book) -> list[Field]:
    gateways = book.results.training.gateways
    told: tuple[tuple[str, str, str, str], ...] = (
        (
            "People in reach",
            "people",
            "#,##0",
            "Persons. Unemployed people of the region’s Origins who would "
            f"arrive. Transitions: {book.results.vintages['Transitions']}.",
        ),
        (
            "Training gap",
            "mean_gap",
            "0.0",
            "Standard units. Reach-weighted sum over skills and knowledge of the "
            "level missing × importance ÷ 5.",
        ),
    )
    if gateways["programmes"].notna().any():
        told += (
            ("Programmes", "programmes", "#,##0", "Programmes of the planner’s list that lead there."),
            ("Seats", "seats", "#,##0", "Seats a year of those that state them; blank when none does."),
            (
                "Seats missing",
                "training_gap_people",
                "#,##0",
                "Persons. People in reach − seats, at least 0.",
            ),
        )
    found = []
    for label, name, pattern, note in told:
        cells = book.styles.number(pattern, mark="m", valign="top", italic=True, font_color=SECONDARY)
        found.append(Field(label, gateways[name].tolist(), cells, 12, align="right", note=note))
    return found


def _summary_lists(book: Book, cells: Format) -> list[Field]:
    training = book.results.training
    socs = training.gateways["soc"].tolist()
    asked = training.technologies[training.technologies["in_demand"].astype(bool)]
    told: list[tuple[str, dict[str, list[str]], int, str]] = [
        (
            "Technologies in demand",
            _by_soc(asked, "technology"),
            NAMED_TECHNOLOGIES,
            "Those that fewest of the arriving people have used come first. O*NET 29.3.",
        ),
        (
            "Fields of training that match",
            _by_soc(training.programmes, "cip_title"),
            NAMED_PROGRAMMES,
            "CIP 2020 fields that the CIP–SOC crosswalk matches to the Gateway.",
        ),
    ]
    own = training.own_programmes.assign(item=own_labels(training.own_programmes))
    if len(own):
        note = "Programmes of the planner’s own list, by their occupation or field; the cheapest come first."
        told.append(("Programmes of your list", _by_soc(own, "item"), NAMED_PROGRAMMES, note))
    return [
        Field(label, [listed(names.get(soc, []), most) for soc in socs], cells, 45, wraps=True, note=note)
        for label, names, most, note in told
    ]


def own_labels(programmes: pd.DataFrame) -> list[str]:
    """Return each programme of the planner's list in one line: name, provider, cost, length, seats."""
    names = ("programme", "provider", "cost_usd", "weeks", "seats")
    found = []
    for programme, provider, cost, weeks, seats in zip(*(programmes[one] for one in names), strict=True):
        facts = [
            provider,
            f"${cost:,.0f}" if cost == cost else "",
            f"{weeks:,.0f} weeks" if weeks == weeks else "",
            f"{seats:,.0f} seats" if seats == seats else "",
        ]
        said = ", ".join(fact for fact in facts if fact)
        found.append(f"{programme} ({said})" if said else str(programme))
    return found


def _by_soc(table: pd.DataFrame, column: str) -> dict[str, list[str]]:
    return {str(soc): names.tolist() for soc, names in table.groupby("soc", sort=False)[column]}


def write_detail(book: Book, sentence: str) -> Placed:
    """Write the detail: one row per Gateway and skill, technology or field of training."""
    sheet = book.sheet(DETAIL_SHEET, DETAIL_SHEET, sentence, DETAIL_HOW, also={3: SHEET})
    solved.write(book, sheet, solved.TRAINING)
    shown = _detail_fields(book, detail_rows(book))
    placed = write_table(book, sheet, DETAIL_TABLE, shown, row=HEADER_ROW, description="Gaps in detail")
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, paper="legal", repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed


def _detail_fields(book: Book, rows: pd.DataFrame) -> list[Field]:
    styles = book.styles
    quiet = styles.text(font_color=SECONDARY)
    texts = (
        ("Gateway", "title", 54),
        ("SOC", "soc", 11),
        ("What", "what", 18),
        ("Item", "item", 52),
        ("Kind", "kind", 16),
        ("Tag or code", "tag", 15),
    )
    units = "Standard units × importance ÷ 5."
    numbers = (
        ("Gap", "gap", "0.00", units),
        (
            "Strength",
            "strength",
            "0.00",
            "0 to 5. The smaller of the importance in both occupations × the share of the level needed that "
            "is held.",
        ),
        (
            "People affected",
            "people",
            "#,##0",
            "Persons. Unemployed people of Origins who would arrive and lack it.",
        ),
    )
    cells = {"title": styles.cell(), "what": styles.text(), "item": styles.text()}
    found = [
        Field(
            label,
            rows[name].tolist(),
            cells.get(name, quiet),
            width,
            align="edge" if name == "title" else "left",
        )
        for label, name, width in texts
    ]
    for label, name, pattern, note in numbers:
        figure = styles.number(pattern, mark="m", italic=True, font_color=SECONDARY)
        found.append(Field(label, rows[name].tolist(), figure, 11, align="right", note=note))
    return found


def detail_rows(book: Book) -> pd.DataFrame:
    """Return the rows of the detail: Gateways in the summary's order, strengths before gaps."""
    training = book.results.training
    gateways = training.gateways[["soc", "title", "people"]]
    missing = training.elements[(training.elements["rank"] <= LISTED) & (training.elements["gap"] > 0)]
    best = training.elements.sort_values(["soc", "strength", "element"], ascending=[True, False, True])
    strong = best[best["strength"] > 0].groupby("soc", sort=False).head(LISTED)
    names = {"element": "item"}
    tools = training.technologies.groupby("soc", sort=False).head(LISTED).merge(gateways, on="soc")
    tools = tools.assign(
        item=tools["technology"],
        kind=tools["in_demand"].map({True: "in demand", False: "hot"}),
        people=tools["people"] * tools["share_new"],
    )
    fields = training.programmes.merge(gateways[["soc", "title"]], on="soc")
    own = training.own_programmes.merge(gateways[["soc", "title"]], on="soc")
    parts = [
        strong.rename(columns=names).assign(what="transfers", people=float("nan")),
        missing.rename(columns=names).assign(what="missing"),
        tools.assign(what="technology"),
        fields.rename(columns={"cip_title": "item", "cip": "tag"}).assign(
            what="field of training", kind="CIP 2020"
        ),
        own.assign(item=own_labels(own), what="programme", kind="your list", tag=own["cip"]),
    ]
    wanted = ["title", "soc", "what", "item", "kind", "tag", "gap", "strength", "people"]
    filled = [part.reindex(columns=wanted).assign(part=number) for number, part in enumerate(parts)]
    every = pd.concat([part for part in filled if len(part)] or filled[:1], ignore_index=True)
    place = {soc: at for at, soc in enumerate(gateways["soc"])}
    order = every["soc"].map(place).astype("float64")
    return (
        every.assign(order=order).sort_values(["order", "part"], kind="stable")[wanted].reset_index(drop=True)
    )
