"""Long tables: what is added as text is what the writer library would have written, cell by cell."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from workbook.commands.stopping import stoppable
from workbook.errors import PlannerError
from workbook.model.everyregion import areas_of, solve_every
from workbook.plan import Plan
from workbook.writing import manyrows
from workbook.writing.manyrows import LongTable, ManyColumn, fill, text_column
from workbook.writing.regions import SHEET, TABLE, write_regions

TEXTS = ["=1+1", "<b> & 'c' \"d\"", "plain", "", " spaced ", "a\x00b", "http://example.invalid", "plain"]
PART = "xl/worksheets/sheet2.xml"
NUMBERS = [0.1, float("nan"), -3.0, 1e300, 0.0, 123456789.25, 5e-324, 7.0]


def sample(rows: int) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    other, sheet = book.add_worksheet("Other"), book.add_worksheet("Long")
    other.add_table(3, 0, 5, 0, {"name": "Other"})
    other.print_area(0, 0, 5, 0)
    bold = book.add_format({"bold": True})
    sheet.add_table(
        3, 0, 3 + rows, 1, {"name": "Long", "columns": [{"header": "Text"}, {"header": "Number"}]}
    )
    for row in range(rows):
        sheet.write_string(4 + row, 0, TEXTS[row], bold)
        sheet.write_number(4 + row, 1, 1.0, book.add_format({"num_format": "0.00"}))
    sheet.conditional_format(4, 1, 3 + rows, 1, {"type": "data_bar"})
    sheet.print_area(0, 0, 3 + rows, 1)
    book.close()
    return content.getvalue()


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(manyrows, "BLOCK_ROWS", 3)
    target = io.BytesIO()
    columns = (text_column(TEXTS), ManyColumn(np.array(NUMBERS)))
    fill(
        sample(manyrows.SAMPLE_ROWS),
        LongTable("Long", "Long", "xl/worksheets/sheet2.xml", 4, columns),
        target,
    )
    return target.getvalue()


def test_every_cell_is_what_was_given(long: bytes) -> None:
    page = openpyxl.load_workbook(io.BytesIO(long))["Long"]
    rows = list(page.iter_rows(min_row=5, values_only=True))
    assert [row[0] for row in rows] == [text.replace("\x00", "") or None for text in TEXTS]
    assert [row[1] for row in rows] == [None if value != value else value for value in NUMBERS]
    assert page["A5"].data_type == "s"
    assert all(page.cell(row, 1).font.b and page.cell(row, 2).number_format == "0.00" for row in range(5, 13))
    other = CalamineWorkbook.from_filelike(io.BytesIO(long)).get_sheet_by_name("Long").to_python()
    assert [row[1] for row in other[1:]] == ["" if value != value else value for value in NUMBERS]


def test_a_column_without_any_text_is_blank() -> None:
    target = io.BytesIO()
    columns = (text_column(["", "", ""]), ManyColumn(np.array([1.0, 2.0, 3.0])))
    fill(sample(manyrows.SAMPLE_ROWS), LongTable("Long", "Long", PART, 4, columns), target)
    page = openpyxl.load_workbook(target)["Long"]
    assert list(page.iter_rows(min_row=5, values_only=True)) == [(None, 1), (None, 2), (None, 3)]


def test_ranges_reach_to_the_end_and_only_theirs(long: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(long))
    assert book["Long"].tables["Long"].ref == "A4:B12"
    assert book["Long"].tables["Long"].autoFilter.ref == "A4:B12"
    assert book["Other"].tables["Other"].ref == "A4:A6"
    assert [str(area.sqref) for area in book["Long"].conditional_formatting] == ["B5:B12"]
    assert book["Long"].print_area.endswith("$A$1:$B$12")
    assert book["Other"].print_area.endswith("$A$1:$A$6")


@pytest.fixture(scope="module")
def delaware(pack: Any) -> Any:
    plan = Plan(("0000000",), "every region", datetime.date(2026, 11, 22))
    return solve_every(pack, ["DE"], plan)


def test_the_workbook_of_a_state_holds_every_region(delaware: Any, tmp_path: Path) -> None:
    told: list[float] = []
    path = write_regions(delaware, tmp_path / "de.xlsx", lambda sentence, share: told.append(share))
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name(SHEET).to_python()
    header = next(at for at, row in enumerate(rows) if row[0] == "Area")
    assert len(rows) - header - 1 == len(delaware.columns["soc"]) > 500
    socs, places = rows[header].index("SOC"), rows[header].index("Area")
    assert [row[socs] for row in rows[header + 1 :]] == delaware.columns["soc"].tolist()
    assert {row[places] for row in rows[header + 1 :]} == set(delaware.regions["area"])
    assert told == sorted(told)
    assert told[-1] == 1
    assert openpyxl.load_workbook(path)[SHEET].tables[TABLE].ref == f"A{header + 1}:Y{len(rows)}"
    again = write_regions(delaware, tmp_path / "again.xlsx")
    assert path.read_bytes() == again.read_bytes()


def test_writing_can_be_stopped_and_leaves_nothing(delaware: Any, tmp_path: Path) -> None:
    def stop(sentence: str, share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), stoppable():
        write_regions(delaware, tmp_path / "de.xlsx", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_region_across_the_border_belongs_to_both_states(pack: Any) -> None:
    georgia, carolina = ({code for code, _, _ in areas_of(pack, [state])} for state in ("GA", "sc"))
    assert "0012260" in georgia & carolina
    assert len(areas_of(pack, [])) == 583
    with pytest.raises(PlannerError, match="postal codes"):
        areas_of(pack, ["ZZ"])


def test_the_file_holds_no_time_of_writing(long: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(long)) as archive:
        assert {item.date_time[:3] for item in archive.infolist()} == {(1980, 1, 1)}
