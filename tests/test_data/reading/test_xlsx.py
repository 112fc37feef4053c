"""Excel workbooks: cells as text without loss, quickly and carefully to the same rows."""

# ruff: noqa: E501 -- rows of XML are easier to compare unbroken

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from data.engine import connect
from data.intake.findings import IntakeError
from data.intake.reading.progress import Watch
from data.intake.reading.rawfile import open_file
from data.intake.reading.remarks import Remarks
from data.intake.reading.sharedtexts import SharedTexts
from data.intake.reading.sheettags import UnusualXmlError
from data.intake.reading.stored import ZipMember
from data.intake.reading.workbookparts import WorkbookParts
from data.intake.reading.xlsx import WorkbookSheet

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def book(data: str, shared: str = "", *, below: str = "", parts: dict[str, str] | None = None) -> bytes:
    """Make a workbook of one sheet from the XML of its rows and its shared texts."""
    files = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships {PACKAGE}><Relationship Id="r1" Type="{OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="Jobs" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships {PACKAGE}>"
        f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {MAIN}>{shared}</sst>",
        "xl/styles.xml": f'<styleSheet {MAIN}><numFmts><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="20"/><xf numFmtId="10"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0" encoding="UTF-8"?><worksheet {MAIN}>'
        f'<dimension ref="A1"/><sheetData>{data}</sheetData>{below}</worksheet>',
    } | (parts or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def texts(*values: str) -> str:
    return "".join(f"<si><t>{value}</t></si>" for value in values)


def both(raw: bytes, folder: Path) -> tuple[Any, Any]:
    """Read the first sheet quickly and carefully; None instead of a way that is not open."""
    found: list[Any] = []
    for quickly in (True, False):
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            workbook = WorkbookParts(archive, "book.xlsx")
            part = workbook.sheets[0]
            sheet = WorkbookSheet(part.name, workbook, part, SharedTexts(workbook))
            cells = sheet._cells(remarks := Remarks())
            connection = connect()
            try:
                if quickly:
                    base = sheet._quickly(connection, "records", folder, cells, Watch())
                else:
                    base = sheet._carefully(connection, "records", cells, Watch())
            except UnusualXmlError:
                found.append(None)
                continue
            rows = connection.execute("SELECT * EXCLUDE overflow FROM records ORDER BY line").fetchall()
            told = {key: (run.lines, run.values[:1]) for key, run in remarks._runs.items()}
            found.append((rows, base.read, base.blank, base.merges, told))
    return found[0], found[1]


ROW = '<row r="{0}"><c r="A{0}" t="s"><v>{1}</v></c><c r="B{0}"><v>{2}</v></c></row>'


def test_cells_become_text_without_loss(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Jobs")
        date = workbook.add_format({"num_format": "mmm d, yyyy"})
        stamp = workbook.add_format({"num_format": "m/d/yy h:mm"})
        clock = workbook.add_format({"num_format": "h:mm"})
        share = workbook.add_format({"num_format": "0.0%"})
        money = workbook.add_format({"num_format": "$#,##0.00"})
        sheet.write_row(0, 0, ["fips", "jobs", "share", "pay", "posted", "at", "from", "open", "ok", "long"])
        sheet.write_string(1, 0, "01001")
        sheet.write_number(1, 1, 1276)
        sheet.write_number(1, 2, 0.125, share)
        sheet.write_number(1, 3, 67.79, money)
        sheet.write_datetime(1, 4, dt.date(2020, 4, 1), date)
        sheet.write_datetime(1, 5, dt.datetime(2020, 4, 1, 15, 30), stamp)
        sheet.write_datetime(1, 6, dt.time(9, 5), clock)
        sheet.write_boolean(1, 7, True)
        sheet.write_formula(1, 8, "=B2*2", None, 2552)
        sheet.write_number(1, 9, 12345678901234)
        sheet.write_string(2, 0, "a & b < c\nd “e” \x07")
        sheet.write_formula(2, 1, "=NA()", None, "#N/A")
        sheet.write_formula(2, 2, '="x"&"y"', None, "xy")
        sheet.write_rich_string(2, 3, "one ", workbook.add_format({"bold": True}), "two")
    found = read(path)
    first, second = found.cells
    assert first == (
        "01001", "1276", "0.125", "67.79", "2020-04-01", "2020-04-01 15:30:00", "09:05:00", "TRUE", "2552",
        "12345678901234",
    )  # fmt: skip
    assert second[:4] == ("a & b < c\nd “e” ", "#N/A", "xy", "one two")
    assert [finding.where for finding in found.table.findings if finding.code == "date-cells"] == [
        "column at; line 2",
        "column from; line 2",
        "column posted; line 2",
    ]
    assert found.finding("error-cells").where == "column jobs; line 3"


def test_merged_cells_titles_and_notes(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.merge_range("A1:E1", "Employment by occupation")
        sheet.merge_range("A3:A4", "Occupation")
        sheet.merge_range("B3:C3", "Employment")
        sheet.merge_range("D3:E3", "Change")
        sheet.write_row("B4", ["2016", "2026", "Number", "Percent"])
        sheet.write_row("A5", ["Cooks", 10, 12, 2, 20.0])
        sheet.write_row("A6", ["Nurses", 20, 25, 5, 25.0])
        sheet.write("A8", "Source: a survey")
    found = read(path)
    assert found.names == (
        "Occupation", "Employment – 2016", "Employment – 2026", "Change – Number", "Change – Percent"
    )  # fmt: skip
    assert found.lines == [5, 6]
    assert (found.table.title, found.table.headings, found.table.blank, found.table.footer) == (1, 2, 2, 1)
    with open_file(path) as raw:
        preview = raw.preview()
    assert preview.lines == tuple(range(1, 9))
    assert preview.cells[1] == [""] * 5
    assert preview.guess.footer_rows == (8,)


def test_a_million_phantom_rows_are_no_rows(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c>'
    rows += '<c r="B2"><v>2</v></c></row>' + "".join(f'<row r="{row}" s="1"/>' for row in range(3, 50_000))
    path = tmp_path / "book.xlsx"
    path.write_bytes(book(rows + '<row r="1048576"><c r="A1048576" s="1"/></row>', texts("a", "b")))
    found = read(path)
    assert (found.table.read, found.table.rows, found.table.blank) == (2, 1, 0)
    path.write_bytes(book(rows + '<row r="1048576"><c r="A1048576"><v>5</v></c></row>', texts("a", "b")))
    found = read(path)
    assert (found.table.read, found.table.rows) == (1_048_576, 2)
    assert found.lines == [2, 1_048_576]


XML_ROWS = {
    "plain": ROW.format(1, 0, 5) + ROW.format(2, 1, "1.0E-2"),
    "formulas": '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><f>"x"</f><v>x&amp;y</v></c></row>'
    '<row r="2"><c r="A2" s="1"><f t="shared" si="0"/><v>45293</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>',
    "inline": '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t xml:space="preserve"> b&lt;"c" </t></is></c></row>',
    "types": '<row r="3" spans="1:4"><c r="A3" t="b"><v>1</v></c><c r="B3" t="e"><v>#DIV/0!</v></c>'
    '<c r="C3" t="d"><v>2024-01-02T00:00:00</v></c><c r="D3" s="2"><v>0.5</v></c></row>',
    "gaps": '<row r="2"><c r="B2"><v>1</v></c><c r="AB2"><v>2</v></c></row><row r="2000"><c r="A2000"><v>3</v></c></row>',
    "blank": '<row r="1"><c r="A1" s="1"/><c r="B1"></c><c r="C1"><v></v></c></row><row r="2"><c r="A2"><v>7</v></c></row>',
    "odd numbers": '<row r="1"><c r="A1"><v>67.79000000000001</v></c><c r="B1"><v>1276.0</v></c><c r="C1"><v>.5</v></c>'
    '<c r="D1"><v>1E5</v></c><c r="E1"><v>-3</v></c><c r="F1"><v>4.3499999999999996</v></c></row>',
    "order": '<row r="1"><c r="A1" t="s" s="3"><v>1</v></c><c r="B1" s="3" t="n"><v>0.5</v></c></row>',
    "marks": '<row r="1"><c r="A1" t="s" cm="1"><v>0</v></c><c r="B1" s="1" vm="2" cm="1"><v>45293</v></c>'
    '<c r="C1" t="str"><f t="array" ref="C1">X</f><v>a cm="1"</v></c></row>',
    "times": '<row r="1"><c r="A1" s="1"><v>45293.75</v></c><c r="B1" s="1"><v>61.000011574</v></c>'
    '<c r="C1" s="1"><v>2958464.99999</v></c></row><row r="2"><c r="A2" s="1"><v>45294</v></c><c r="B2" s="1"><v>4.5E4</v></c></row>',
    "no times": '<row r="1"><c r="A1" s="1"><v>45293.75</v></c><c r="B1" s="1"><v>0.5</v></c><c r="C1" s="1"><v>-1</v></c>'
    '<c r="D1" s="1"><v>60</v></c><c r="E1" s="1"><v>9999999</v></c></row>',
    "truth": '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="b"><v>true</v></c></row>',
    "letters": '<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_b "c"</t></is></c><c r="B1" t="str"><v>caf\u00e9&#10;\u6c34</v></c></row>',
    "blank text": '<row r="1"><c r="A1" t="s"><v>2</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>',
}  # fmt: skip


@pytest.mark.parametrize("rows", XML_ROWS.values(), ids=XML_ROWS)
def test_both_ways_of_reading_say_the_same(rows: str, tmp_path: Path) -> None:
    below = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    shared = texts("head", "x &amp; &#233;", "")
    quick, careful = both(book(rows, shared, below=below), tmp_path)
    assert quick is not None
    assert quick == careful
    sheet = f"<worksheet {MAIN}><sheetData>{rows}</sheetData>{below}</worksheet>"
    sheet = sheet.replace("</", "\0x:").replace("<", "<x:").replace("\0", "</").replace("xmlns", "xmlns:x")
    again, _ = both(book("", shared, parts={"xl/worksheets/sheet1.xml": sheet}), tmp_path)
    assert again == quick


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c t="s"><v>0</v></c><c><v>5</v></c></row>',
        "<row><c><v>5</v></c></row>",
        '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="1"/>',
        '<row r="1"><c r="A1" ph="1"><v>5</v></c></row>',
        '<row r="1"><c r="B1"><v>5</v></c><c r="A1"><v>6</v></c></row>',
        '<row r="2"><c r="A2"><v>5</v></c></row><row r="2"><c r="A2"><v>6</v></c></row>',
        '<row r="1"><c r="A1"><v xml:space="preserve">5</v></c></row>',
        "<row r='1'><c r='A1'><v>5</v></c></row>",
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh sb="0" eb="1"><t>c</t></rPh></is></c></row>',
        '<row r="1"><!-- note --><c r="A1"><v>5</v></c></row>',
        '<row r="1"><c r="A1"><f>1+1</f></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[a<b]]></t></is></c></row>',
    ],
)
def test_unusual_xml_is_left_to_the_parser(rows: str, tmp_path: Path) -> None:
    quick, careful = both(book(rows, texts("head")), tmp_path)
    assert quick is None
    assert careful is not None


def test_the_parser_reads_what_is_unusual(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "book.xlsx"
    path.write_bytes(
        book(
            "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
            "<row><c t='inlineStr'><is><r><t>one</t></r><r><t> two</t></r><rPh><t>spoken</t></rPh></is></c>"
            "<c><f>1+1</f></c></row><row r='9'><c r='B9'><v>5</v></c></row>",
            "<si><r><t>na</t></r><r><t>me</t></r></si><si><t>pay_x000D_\n_x0041_</t></si>",
        )
    )
    found = read(path)
    assert found.names == ("name", "pay A")
    assert found.rows == [(2, "one two", None, None), (9, None, "5", None)]
    assert found.finding("formula-not-calculated").where == "column pay A; line 2"


KINDS = st.one_of(
    st.none(),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
    st.sampled_from(["a & b", 'say "hi"', "<tag>", "two\nlines", "  ", "=1+1", "_x0041_", "\u00a0", "x\x1fy", "é"]),
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1), dt.date(2100, 1, 1)),
)  # fmt: skip


@settings(max_examples=60)
@given(
    cells=st.lists(st.lists(KINDS, max_size=5), min_size=1, max_size=8),
    inline=st.booleans(),
    right=st.integers(0, 3),
    down=st.integers(0, 30),
)
def test_whatever_is_in_the_cells_both_ways_agree(
    cells: list[list[object]], inline: bool, right: int, down: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "constant_memory": inline}
    with xlsxwriter.Workbook(out, options) as workbook:
        sheet = workbook.add_worksheet()
        date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for row, values in enumerate(cells):
            for column, value in enumerate(values):
                if isinstance(value, dt.date):
                    sheet.write_datetime(row + down, column + right, value, date)
                else:
                    sheet.write(row + down, column + right, value)
    quick, careful = both(out.getvalue(), tmp_path_factory.mktemp("ours"))
    assert quick is not None
    assert quick == careful
    rows, read, blank, _, _ = quick
    filled = [any(str("" if one is None else one).strip(" \t\n\r\x0b\x0c") for one in row) for row in cells]
    assert len(rows) == sum(filled)
    assert read == blank + len(rows)


def test_a_stray_cell_far_to_the_right_costs_no_columns(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "book.xlsx"
    rows = "".join(f'<row r="{row}"><c r="B{row}"><v>{row}</v></c></row>' for row in range(3, 30_000))
    head = '<row r="1"><c r="B1" t="s"><v>0</v></c></row><row r="2"><c r="EAA2"><v>5</v></c></row>'
    path.write_bytes(book(head + rows, texts("jobs")))
    found = read(path)
    assert [column.index for column in found.table.columns] == [1, 3406]
    assert found.rows[0] == (2, None, "5", None)
    assert found.rows[-1] == (29_999, "29999", None, None)
    with open_file(path) as raw:
        table = raw.table()
        [(held,)] = raw.connection.execute(
            "SELECT max(column_count) FROM duckdb_tables() WHERE table_name LIKE 'records_%'"
        ).fetchall()
    assert (table.rows, held) == (29_998, 5)


def test_rows_are_cut_into_blocks_where_the_sheet_has_gaps_or_grows_wider(tmp_path: Path) -> None:
    narrow = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in (1, 2, 3))
    wide = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="C{0}"><v>1</v></c></row>'
    rows = narrow + "".join(wide.format(row) for row in (3000, 3001, 9000))
    quick, careful = both(book(rows), tmp_path)
    assert quick == careful
    assert list(tmp_path.iterdir()) == []


def test_cells_beyond_the_widest_table_are_kept_as_text(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "book.xlsx"
    path.write_bytes(
        book(
            ROW.format(1, 0, 5) + '<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" t="s"><v>1</v></c></row>',
            texts("a", "far"),
        )
    )
    found = read(path)
    assert found.rows[-1][-1] == "far"
    assert found.finding("cells-beyond").examples == ("far",)


def test_macros_links_and_hidden_sheets_are_noted(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    raw = book(
        ROW.format(1, 0, 5),
        texts("a"),
        parts={"xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "x"},
    )
    path = tmp_path / "book.xlsm"
    path.write_bytes(raw)
    assert {"macros-ignored", "links-ignored"} <= set(read(path).codes)
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as workbook:
        workbook.add_worksheet("Seen").write_row(0, 0, ["a", 1])
        hidden = workbook.add_worksheet("Hidden")
        hidden.write_row(0, 0, ["a", "b"])
        hidden.hide()
    assert read(tmp_path / "b.xlsx", "Hidden").codes[-1] == "sheet-hidden"


def test_a_date_system_of_1904_is_heeded(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with xlsxwriter.Workbook(tmp_path / "b.xlsx", {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["name", "posted"])
        sheet.write(1, 0, "Cook")
        sheet.write_datetime(1, 1, dt.date(2024, 1, 2), workbook.add_format({"num_format": "d mmm yyyy"}))
    assert read(tmp_path / "b.xlsx").cells == [("Cook", "2024-01-02")]


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw[: len(raw) // 2],
        lambda raw: book(ROW.format(1, 7, 5), texts("a")),
        lambda raw: book('<row r="1"><c r="A1"><v>1</v></row>'),
        lambda raw: book("", parts={"xl/worksheets/sheet1.xml": ""}),
        lambda raw: book("", parts={"xl/workbook.xml": "<workbook/>"}),
    ],
)
def test_a_damaged_workbook_is_refused_in_words(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(change(book(ROW.format(1, 0, 5), texts("a"))))
    with pytest.raises(IntakeError, match=r"book\.xlsx is damaged"), open_file(path) as raw:
        raw.table()


def test_texts_are_unpacked_only_as_far_as_they_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = 0
    chunks = ZipMember.chunks

    def counted(member: ZipMember, size: int = 1 << 18) -> Iterator[bytes]:
        nonlocal taken
        for chunk in chunks(member, size):
            taken += len(chunk)
            yield chunk

    with zipfile.ZipFile(io.BytesIO(book(ROW.format(1, 0, 5), texts(*map(str, range(500_000)))))) as archive:
        workbook = WorkbookParts(archive, "book.xlsx")
        monkeypatch.setattr(ZipMember, "chunks", counted)
        shared = SharedTexts(workbook)
        assert shared.at(3) == "3"
        assert taken < archive.getinfo("xl/sharedStrings.xml").file_size / 4
        assert len(shared.all()) == 500_000
        assert [shared.at(place) for place in (0, 77_777, 499_999)] == ["0", "77777", "499999"]


@pytest.mark.parametrize("way", ["plain", "with a prefix", "with a comment"])
def test_texts_come_out_the_same_however_their_xml_is_written(way: str) -> None:
    runs = '<si><r><rPr><b/></rPr><t>one </t></r><r><t xml:space="preserve">two</t></r><rPh><t>spoken</t></rPh></si>'
    xml = texts(
        "plain", "R&amp;D &lt;b&gt; &amp;amp; &#233;&#xe9;", 'say "hi"', "a\r\nb\rc", "", "_x0041_b_x000D_"
    )
    xml += runs + "<si/><si><t/></si>" + texts("caf\u00e9 \u6c34", "end")
    if way == "with a comment":
        xml += "<!-- note -->"
    raw = book(ROW.format(1, 0, 5), xml)
    if way == "with a prefix":
        xml = xml.replace("</", "\0x:").replace("<", "<x:").replace("\0", "</")
        main = MAIN.replace("xmlns", "xmlns:x")
        raw = book(ROW.format(1, 0, 5), parts={"xl/sharedStrings.xml": f"<x:sst {main}>{xml}</x:sst>"})
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        shared = SharedTexts(WorkbookParts(archive, "book.xlsx"))
        shared.all()
        assert [shared.at(place) for place in range(11)] == [
            "plain", "R&D <b> &amp; éé", 'say "hi"', "a\nb\nc", "", "Ab\n", "one two", "", "", "café 水", "end"
        ]  # fmt: skip
