"""Binary Excel workbooks, made here record by record, read like new ones."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from data.intake.findings import IntakeError
from data.intake.reading.rawfile import open_file

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BLANK, RK, ERROR, TRUTH, REAL, TEXT, SHARED, NUMBER_OF_FORMULA, ERROR_OF_FORMULA = 1, 2, 3, 4, 5, 6, 7, 9, 11


def record(kind: int, body: bytes = b"") -> bytes:
    """Write a record: kind and length seven bits at a time, then the body."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    left = len(body)
    while True:
        head += bytes([left & 0x7F | (0x80 if left > 0x7F else 0)])
        left >>= 7
        if not left:
            return head + body


def text(letters: str) -> bytes:
    return struct.pack("<I", len(letters)) + letters.encode("utf-16-le")


def number(value: float) -> bytes:
    return struct.pack("<d", value)


def cell(kind: int, column: int, body: bytes = b"", style: int = 0) -> bytes:
    return record(kind, struct.pack("<IHBB", column, style, 0, 0) + body)


def row(place: int, *cells: bytes) -> bytes:
    return record(0, struct.pack("<IIHHBI", place, 0, 300, 0, 0, 0)) + b"".join(cells)


def book(rows: bytes, shared: tuple[str, ...] = (), parts: dict[str, bytes] | None = None) -> bytes:
    """Make a workbook of one sheet; format 1 shows a date."""
    kinds = (
        ("worksheet", "worksheets/sheet1.bin"),
        ("styles", "styles.bin"),
        ("sharedStrings", "sharedStrings.bin"),
    )
    relations = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(kinds)
    )
    formats = b"".join(
        record(47, struct.pack("<HHHHHBBHB", 0, shown, 0, 0, 0, 0, 0, 0, 0)) for shown in (0, 14)
    )
    items = b"".join(record(19, b"\0" + text(letters)) for letters in shared)
    files = {
        "[Content_Types].xml": b"<Types/>",
        "xl/_rels/workbook.bin.rels": f"<Relationships>{relations}</Relationships>".encode(),
        "xl/workbook.bin": record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + text("r0") + text("Jobs"))
        + record(144)
        + record(132),
        "xl/styles.bin": record(278)
        + record(617, struct.pack("<I", 2))
        + formats
        + record(618)
        + record(279),
        "xl/sharedStrings.bin": record(159, struct.pack("<II", len(shared), len(shared)))
        + items
        + record(160),
        "xl/worksheets/sheet1.bin": record(129)
        + record(148, struct.pack("<IIII", 0, 0, 0, 0))
        + record(145)
        + rows
        + record(146)
        + record(130),
    } | (parts or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return out.getvalue()


HEAD = row(
    0, cell(SHARED, 0, struct.pack("<I", 0)), cell(TEXT, 1, text("jobs")), cell(TEXT, 2, text("posted"))
)
FIRST = row(
    2,
    cell(TEXT, 0, text("01001")),
    cell(RK, 1, struct.pack("<I", 1276 << 2 | 2)),
    cell(REAL, 2, number(45293), 1),
)


def test_cells_become_text_as_in_a_new_workbook(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "jobs.xlsb"
    more = row(3, cell(TRUTH, 0, b"\1"), cell(ERROR, 1, b"\x2a"), cell(REAL, 2, number(45293.5), 1))
    more += row(
        4, cell(REAL, 0, number(18.5)), cell(ERROR_OF_FORMULA, 1, b"\x07" + bytes(10)), cell(BLANK, 5000)
    )
    path.write_bytes(book(HEAD + FIRST + more, ("fips",), {"xl/vbaProject.bin": b"x"}))
    found = read(path)
    assert found.names == ("fips", "jobs", "posted")
    assert found.rows == [
        (3, "01001", "1276", "2024-01-02", None),
        (4, "TRUE", "#N/A", "2024-01-02 12:00:00", None),
        (5, "18.5", "#DIV/0!", None, None),
    ]
    assert (found.table.read, found.table.blank) == (5, 1)
    assert found.finding("error-cells").where == "column jobs; 2 rows, lines 4, 5"
    assert "macros-ignored" in found.codes


@pytest.mark.parametrize("name", ["jobs.xlsx", "jobs.xls", "jobs.csv", "jobs"])
def test_its_name_does_not_matter(name: str, read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / name).write_bytes(book(HEAD + FIRST, ("fips",)))
    assert read(tmp_path / name).cells == [("01001", "1276", "2024-01-02")]


def test_cells_far_apart_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "jobs.xlsb"
    path.write_bytes(book(HEAD + row(1_048_575, cell(REAL, 16_383, number(1))), ("fips",)))
    with pytest.raises(IntakeError, match="do not fit into the memory"):
        open_file(path)


def test_cells_beyond_the_widest_table_are_kept_as_text(read, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "jobs.xlsb"
    far = row(3, cell(TEXT, 0, text("a\0b")), cell(TEXT, 16_383, text("far")))
    path.write_bytes(book(HEAD + FIRST + far, ("fips",)))
    found = read(path)
    assert (found.rows[-1][:2], found.rows[-1][-1]) == ((4, "ab"), "far")
    assert found.finding("cells-beyond").examples == ("far",)


@pytest.mark.parametrize(
    "raw",
    [
        book(HEAD, ("fips",))[:-200],
        book(HEAD + b"\x05\xff\xff\xff\x7f"),
        book(HEAD + record(ERROR, b"\0")),
        book(HEAD + record(REAL, b"\0")),
        book(HEAD + row(1 << 31, cell(REAL, 0, number(1)))),
        book(HEAD + row(3, cell(REAL, 1 << 31, number(1)))),
        book(HEAD + row(3, cell(REAL, 0, number(1e300), 1))),
        book(
            HEAD,
            parts={"xl/sharedStrings.bin": record(159, struct.pack("<II", 1, 0x7FFF_FFFF)) + record(160)},
        ),
        book(HEAD, parts={"xl/workbook.bin": b"\x9c\x01\x04\0\0\0\0"}),
        book(HEAD, parts={"xl/_rels/workbook.bin.rels": b"<Relationships>"}),
    ],
)
def test_a_damaged_one_is_refused_in_words(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "jobs.xlsb"
    path.write_bytes(raw)
    with pytest.raises(IntakeError, match=r"jobs\.xlsb is damaged"), open_file(path) as opened:
        opened.table()
