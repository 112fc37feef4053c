"""What is in the workbook: sheets, tables, names, inputs, charts, pages; and what must never be in it."""

from __future__ import annotations

import dataclasses
import datetime
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from data.dictionaries import columns, parameters
from workbook import boardform
from workbook.model.measure import MATRIX_MEASURES, PRIORITY_MEASURES
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import run
from workbook.plan import CLASSES, Override
from workbook.writing.export import workbook_bytes, write_workbook
from workbook.writing.sheets import classcheck, glossary, matrix, priorities
from workbook.writing.styles import ACCENT, INPUT_FILL

Shown = Callable[[str, str], pd.DataFrame]
DAY = datetime.date(2026, 11, 22)
SHEETS = [
    "Cover",
    "Assumptions",
    "Regional matrix",
    "Priorities",
    "Rank intervals",
    "Allocation",
    "Progressions",
    "Training gaps",
    "Training detail",
    "Training programmes",
    "Representation",
    "Representation detail",
    "Opportunity",
    "Scenarios",
    "Multipliers",
    "Staffing",
    "Sectors",
    "Overrides",
    "Findings",
    "Sources",
    "Glossary",
    "Headway identity",
]
EVERYWHERE = """
IF IFERROR MIN MAX SUM SUMPRODUCT SUMIFS COUNTIFS COUNTIF COUNT INDEX MATCH RANK.EQ RANK.AVG ROUND AND OR NOT
N ISNUMBER LARGE CHOOSE MID LEN LEFT TEXT
"""
"""Functions that Excel 2016 and LibreOffice 7.4 both have and compute alike."""


def opened(path: Path, **options: Any) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path, **options)


def formulas(book: openpyxl.Workbook) -> Iterator[tuple[str, str, str]]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, str(cell.value)


def test_sheets_in_order(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == SHEETS
    assert book.active is not None
    assert book.active.title == "Cover"


def test_the_same_results_give_the_same_bytes(small: Results) -> None:
    assert workbook_bytes(small) == workbook_bytes(small)


def test_every_sheet_prints_and_stays_readable(book: openpyxl.Workbook, small: Results) -> None:
    for sheet in book.worksheets:
        assert sheet.freeze_panes, sheet.title
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert small.plan.region_name in sheet.oddHeader.left.text
        assert small.parameters.hash in sheet.oddFooter.right.text
        assert "OEWS May 2025" in sheet.oddFooter.left.text
        if sheet.title != "Cover":
            assert sheet.print_title_rows, sheet.title
            assert small.region.name in str(sheet["A4"].value)
            assert str(sheet["A2"].value).rstrip().endswith((".", "Headway", ")")), sheet.title


def test_matrix_holds_every_measure_of_every_occupation(shown: Shown, small: Results) -> None:
    found = shown(matrix.SHEET, matrix.TABLE)
    own = {classcheck.LABEL, boardform.NOTE}
    assert set(found.columns) == {*(measure.column.label for measure in MATRIX_MEASURES), *own}
    assert sorted(found["SOC"]) == small.matrix["soc"].tolist()
    named = found.set_index("SOC")[matrix.LABELS["employment"]].reindex(small.matrix["soc"])
    wanted = small.matrix["employment"].to_numpy()
    assert named.isna().to_numpy().tolist() == pd.isna(wanted).tolist()
    assert float(named.sum()) == pytest.approx(float(pd.Series(wanted).sum()))


def test_every_class_passes_its_live_check_as_shipped(shown: Shown, small: Results) -> None:
    found = shown(matrix.SHEET, matrix.TABLE)
    classed = found[matrix.LABELS["class"]] != "Not classified"
    assert set(found.loc[classed, classcheck.LABEL]) == {classcheck.PASSES}
    assert found.loc[~classed, classcheck.LABEL].isna().all()


def test_what_matters_first_stands_first(shown: Shown, small: Results) -> None:
    found = shown(matrix.SHEET, matrix.TABLE)
    mark = found[matrix.LABELS["employment_mark"]].fillna("")
    here = found[mark != "absent"]
    assert found.index[mark == "absent"].min() > here.index.max()
    order = [matrix.ORDER.index(name) for name in here[matrix.LABELS["class"]]]
    assert order == sorted(order)
    ranks = shown(priorities.SHEET, priorities.TABLE)[priorities.LABELS["rank"]].dropna()
    assert ranks.tolist() == list(range(1, len(ranks) + 1))
    assert len(ranks) == int(small.priorities["candidate"].sum())


def test_occupations_without_a_row_are_folded_away_not_lost(book: openpyxl.Workbook, small: Results) -> None:
    sheet = book[matrix.SHEET]
    folded = [row for row, shape in sheet.row_dimensions.items() if shape.hidden]
    assert len(folded) == int((small.matrix["employment_mark"] == "absent").sum()) > 0
    assert all(sheet.row_dimensions[row].outlineLevel == 1 for row in folded)


def test_who_may_become_a_candidate_is_listed(shown: Shown, small: Results) -> None:
    found = set(shown(priorities.SHEET, priorities.TABLE)["SOC"])
    openings = small.matrix.set_index("soc")["openings_12m"]
    good = small.priorities["soc"]
    assert found == {soc for soc in good if openings[soc] > 0}


def test_strengths_are_the_program_s_own_words(shown: Shown, small: Results) -> None:
    found = shown(priorities.SHEET, priorities.TABLE).set_index("SOC")
    for soc in small.priorities["soc"].head(12):
        assert found.loc[soc, priorities.LABELS[priorities.WHY]] == ", ".join(small.strengths(soc))


def test_every_formula_works_in_excel_2016_and_libreoffice(book: openpyxl.Workbook) -> None:
    seen = set()
    for _, _, formula in formulas(book):
        bare = re.sub(r'"[^"]*"', "", formula)
        seen |= set(re.findall(r"([A-Z][A-Z.]*)\(", bare.replace("_xlfn.", "")))
        assert "[@" not in bare
        assert "#REF" not in bare
    assert seen <= set(EVERYWHERE.split())
    newer = {"RANK.EQ", "RANK.AVG"}
    for _, place, formula in formulas(book):
        for name in newer:
            assert not re.search(rf"(?<!_xlfn\.){re.escape(name)}\(", formula), place


def test_columns_fill_down_with_the_same_formula(book: openpyxl.Workbook) -> None:
    for sheet, name, measures in (
        (matrix.SHEET, matrix.TABLE, MATRIX_MEASURES),
        (priorities.SHEET, priorities.TABLE, PRIORITY_MEASURES),
    ):
        table = book[sheet].tables[name]
        live = {column.name for column in table.tableColumns if column.calculatedColumnFormula is not None}
        assert {measure.column.label for measure in measures if measure.formula} <= live


def test_every_column_of_every_table_says_what_it_means(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets:
        for name, place in sheet.tables.items():
            for cell in sheet[place if isinstance(place, str) else place.ref][0]:
                assert cell.comment, f"{sheet.title}, table {name}: nothing is said of “{cell.value}”"
                assert len(cell.comment.text.strip()) > 10


def test_every_sheet_leads_back_to_the_cover(book: openpyxl.Workbook) -> None:
    targets = {
        sheet.title: {
            str(cell.hyperlink.location).partition("!")[0].strip("'")
            for row in sheet.iter_rows()
            for cell in row
            if cell.hyperlink
        }
        for sheet in book.worksheets
    }
    seen = {sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"}
    assert seen - {"Cover"} <= targets.pop("Cover")
    assert [name for name, found in targets.items() if "Cover" not in found] == []


def test_every_parameter_is_a_named_bounded_input(book: openpyxl.Workbook, small: Results) -> None:
    sheet = book["Assumptions"]
    bounds = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for known in parameters().values():
        place = book.defined_names[known.name].attr_text
        assert place is not None
        cell = sheet[place.partition("!")[2].replace("$", "")]
        assert cell.value == small.parameters[known.name]
        assert cell.font.color.rgb == f"FF{ACCENT[1:]}"
        assert cell.fill.fgColor.rgb == f"FF{INPUT_FILL[1:]}"
        rule = bounds[cell.coordinate]
        assert (float(rule.formula1), float(rule.formula2)) == (known.minimum, known.maximum)
        assert rule.prompt
        assert known.label in rule.error
        assert rule.showErrorMessage


def test_wage_lines_and_facts_have_names(book: openpyxl.Workbook) -> None:
    for name in (
        "origin_line_usd",
        "low_band_line_usd",
        "target_line_usd",
        "regional_claim_rate",
        "weight_total",
    ):
        assert name in book.defined_names


def test_charts_are_native_titled_and_described(workbook_path: Path) -> None:
    with zipfile.ZipFile(workbook_path) as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
        drawings = "".join(
            archive.read(name).decode()
            for name in archive.namelist()
            if re.search(r"drawings/drawing\d+\.xml", name)
        )
    assert len(charts) >= 3
    assert all("<c:title>" in chart for chart in charts)
    told = re.findall(r'<xdr:cNvPr id="\d+" name="Chart \d+" descr="([^"]{40,})"', drawings)
    assert len(told) == len(charts)


def test_document_says_what_it_is_and_names_nobody(book: openpyxl.Workbook, small: Results) -> None:
    about = book.properties
    assert small.plan.region_name in str(about.title)
    assert small.parameters.hash in str(about.subject)
    assert about.creator == "Headway"
    assert about.created is not None
    assert about.created.date() == small.plan.as_of


def test_every_mark_of_an_imputed_figure_is_shown(book: openpyxl.Workbook, small: Results) -> None:
    table = book[matrix.SHEET].tables[matrix.TABLE]
    headers = [column.name for column in table.tableColumns]
    first, *rest = book[matrix.SHEET][table.ref]
    assert [cell.value for cell in first] == headers
    soc, share = headers.index("SOC"), headers.index(matrix.LABELS["nonba_share"])
    marks = dict(zip(small.matrix["soc"], small.matrix["nonba_mark"], strict=True))
    for row in rest:
        assert (' i"' in row[share].number_format) == (marks[row[soc].value] != "")
    modelled = [column.label for column in columns("matrix").values() if column.kind == "modelled"]
    for label in modelled:
        assert all(' m"' in row[headers.index(label)].number_format for row in rest[:20]), label


def test_what_is_solved_is_grey_italic_and_says_so(book: openpyxl.Workbook) -> None:
    table = book[matrix.SHEET].tables[matrix.TABLE]
    headers = [column.name for column in table.tableColumns]
    rows = book[matrix.SHEET][table.ref]
    for name in matrix.SOLVED:
        cell = rows[1][headers.index(matrix.LABELS[name])]
        assert cell.font.i, name
        kind = book[matrix.SHEET].cell(cell.row - 2, cell.column).value
        assert "solved" in str(kind), name
    assert "circular" in str(book[matrix.SHEET]["A3"].value)


HOSTILE = (
    '=HYPERLINK("http://example.invalid","open me")', "+1+1", "-2+3", "@SUM(A1)", "\tcmd", "\r=1+1", "{=1+1}",
    "http://example.invalid/x", "a\x00b\x1f", "=1+1" + "x" * 40_000, "&C&P", "]]>", "'quoted", "007",
)  # fmt: skip


def test_text_never_becomes_a_formula(small: Results, tmp_path: Path) -> None:
    """Titles and notes that look like formulas, links or numbers stay the text they are."""
    frame = dict(small.frame)
    titles, notes = frame["title"].copy(), frame["note"].copy()
    titles[: len(HOSTILE)] = HOSTILE
    notes[: len(HOSTILE)] = HOSTILE
    frame |= {"title": titles, "note": notes}
    named = dict(zip(frame["soc"], titles, strict=True))
    ranked = small.priorities.assign(title=small.priorities["soc"].map(named))
    plan = dataclasses.replace(small.plan, region_name=HOSTILE[0])
    hostile = dataclasses.replace(small, frame=frame, priorities=ranked, plan=plan)
    path = write_workbook(hostile, tmp_path / "plan.xlsx")
    book = opened(path)
    allowed = {measure.column.label for measure in (*MATRIX_MEASURES, *PRIORITY_MEASURES) if measure.formula}
    assert allowed
    for sheet, place, formula in formulas(book):
        bare = re.sub(r'"[^"]*"', "", formula)
        assert "HYPERLINK" not in bare, (sheet, place)
        assert "cmd" not in bare
    table = book[matrix.SHEET].tables[matrix.TABLE]
    headers = [column.name for column in table.tableColumns]
    soc, title = headers.index("SOC"), headers.index(matrix.LABELS["title"])
    cells = {row[soc].value: row[title] for row in book[matrix.SHEET][table.ref][1:]}
    for code, text in zip(frame["soc"][:6], HOSTILE, strict=False):
        assert cells[code].data_type == "s"
        assert cells[code].quotePrefix, text
        assert str(cells[code].value).strip() == text.strip()
    assert cells[frame["soc"][13]].value == "007"
    with zipfile.ZipFile(path) as archive:
        links = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".rels")]
    assert not any("example.invalid" in text for text in links)


def test_a_region_without_anything_to_rank(small: Results, tmp_path: Path) -> None:
    """An empty list says so on its sheet instead of failing."""
    empty = dataclasses.replace(small, priorities=small.priorities.iloc[:0])
    path = write_workbook(empty, tmp_path / "plan.xlsx")
    assert opened(path)["Priorities"].tables


def test_glossary_has_every_class_and_column(shown: Shown) -> None:
    terms = set(shown(glossary.SHEET, glossary.TABLE)["Term"])
    labels = {column.label for table in glossary.PLACES for column in columns(table).values()}
    assert labels | set(CLASSES) | {classcheck.LABEL} <= terms


def test_overrides_stand_on_the_cover_with_their_reason(pack: Any, small: Results, tmp_path: Path) -> None:
    soc = str(small.priorities["soc"].iloc[0])
    plan = small.plan.with_override(Override(soc, "Target", "=the council decided"))
    path = write_workbook(run(pack, plan), tmp_path / "plan.xlsx")
    texts = [str(cell.value) for row in opened(path)["Cover"].iter_rows() for cell in row if cell.value]
    title = small.priorities["title"].iloc[0]
    assert f"Set by hand: {title} ({soc}) is Target. Reason: =the council decided" in texts


@pytest.mark.parametrize("region", ["12060, 12260, 17980, 42340, 31420, 1300001", "US", "72", "7200006"])
def test_any_region_can_be_written(pack: Any, region: str) -> None:
    """Several areas with a long name, the nation, a territory without claims, a town of few cells."""
    results = run(pack, plan_for(pack, region, DAY))
    assert workbook_bytes(results)[:2] == b"PK"


def test_progress_goes_from_nothing_to_all(small: Results, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    write_workbook(small, tmp_path / "plan.xlsx", lambda sentence, share: told.append((sentence, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
