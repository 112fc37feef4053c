"""OpenDocument spreadsheets."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from data.intake.findings import IntakeError
from data.intake.reading.rawfile import open_file

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def book(*tables: str, manifest: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {SPACES}><office:body><office:spreadsheet>'
            f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", f"<m>{manifest}</m>")
    return out.getvalue()


def table(name: str, *rows: str) -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def row(*cells: str, repeated: int = 1) -> str:
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", kind: str = "string", extra: str = "") -> str:
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f'<table:table-cell office:value-type="{kind}" {extra}>{shown}</table:table-cell>'


def value(kind: str, name: str, told: str, shown: str) -> str:
    return cell(shown, kind, f'office:{name}="{told}"')


JOBS = table(
    "Jobs",
    row(cell("name"), cell("jobs"), cell("share"), cell("posted"), cell("from"), cell("open")),
    row(
        cell("Cook<text:s text:c='2'/>&amp; baker<text:line-break/>x</text:p><text:p>second"),
        value("float", "value", "1276", "1,276"),
        value("percentage", "value", "0.125", "12.5%"),
        value("date", "date-value", "2020-04-01T15:30:00", "4/1/20"),
        value("time", "time-value", "PT09H05M00S", "9:05"),
        value("boolean", "boolean-value", "true", "TRUE"),
    ),
    row(cell(), repeated=3),
    row(
        cell("Nurse<office:annotation><text:p>a remark</text:p></office:annotation>"),
        value("float", "value", "3.2000000000000002", "3.2"),
        cell("#N/A"),
        value("date", "date-value", "2020-04-02", "4/2/20"),
    ),
    row(cell(), repeated=1_048_000),
)


def test_cells_become_text(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "jobs.ods"
    path.write_bytes(
        book(JOBS, table("Other &amp; more", row(cell("a"), cell("b")), row(cell("1"), cell("2"))))
    )
    found = read(path)
    assert found.names == ("name", "jobs", "share", "posted", "from", "open")
    assert found.rows == [
        (2, "Cook  & baker\nx\nsecond", "1276", "0.125", "2020-04-01 15:30:00", "09:05:00", "TRUE", None),
        (6, "Nurse", "3.2", "#N/A", "2020-04-02", None, None, None),
    ]
    assert (found.table.read, found.table.blank) == (6, 3)
    assert found.finding("error-cells").where == "column share; line 6"
    assert read(path, "Other & more").cells == [("1", "2")]
    with open_file(path) as raw:
        assert raw.preview("Jobs").complete


def test_repeated_cells_and_rows_are_written_out(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "jobs.ods"
    two = 'table:number-columns-repeated="2"'
    path.write_bytes(
        book(
            table("A", row(cell("x"), cell("y"), cell("z")), row(cell("5", extra=two), cell("6"), repeated=2))
        )
    )
    assert read(path).cells == [("5", "5", "6"), ("5", "5", "6")]


def test_merged_headings_are_known(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "jobs.ods"
    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="1"'
    covered = "<table:covered-table-cell/>"
    rows = (
        row(cell("Area"), cell("Jobs", extra=wide), covered),
        row(covered, cell("2019"), cell("2020")),
        row(cell("Bibb"), value("float", "value", "12", "12"), value("float", "value", "13", "13")),
    )
    path.write_bytes(book(table("A", *rows)))
    assert read(path).names == ("Area", "Jobs – 2019", "Jobs – 2020")


def test_harmful_and_locked_ones_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "jobs.ods"
    many = 'table:number-columns-repeated="16384"'
    path.write_bytes(book(table("A", row(cell("x", extra=many), repeated=1_000_000))))
    with pytest.raises(IntakeError, match="repeated millions of times"), open_file(path) as raw:
        raw.table()
    path.write_bytes(book(JOBS, manifest="<encryption-data/>"))
    with pytest.raises(IntakeError, match="locked with a password"):
        open_file(path)
    path.write_bytes(book())
    with pytest.raises(IntakeError, match="damaged"):
        open_file(path)
