"""Workbooks made to harm: refused in words or read safely, quickly and within bounded memory.

All of them are made here and read by one child process, whose peak of memory is watched.
"""

# ruff: noqa: E501 -- rows of XML are easier to compare unbroken

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
MOST_MB = 1_000
MOST_SECONDS = 25
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
BLANKS = (" " * 10_000 + "<x></x>") * 1_000
ONE_CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
TWO_ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2"><c r="A2"><v>5</v></c><c r="B2"><v>6</v></c></row>'
TWO_TEXTS = "<si><t>jobs</t></si><si><t>pay</t></si>"

READER = """
import json, sys, time
from pathlib import Path
from data.intake.findings import IntakeError
from data.intake.reading.rawfile import open_file

told = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    start, one = time.perf_counter(), {}
    try:
        with open_file(path) as raw:
            one["preview"] = raw.preview().cells
            one["previewed"] = time.perf_counter() - start
            table = raw.table()
            one["counts"] = [table.read, table.title, table.headings, table.blank, table.footer, table.rows]
            one["codes"] = [finding.code for finding in table.findings]
            select = f"SELECT * FROM {table.relation} ORDER BY line LIMIT 5"
            one["rows"] = raw.connection.execute(select).fetchall()
    except IntakeError as refusal:
        one["refused"] = str(refusal)
    one["seconds"] = time.perf_counter() - start
    # Not ru_maxrss: Linux lets a process begin with the peak of the one that started it.
    one["peak_mb"] = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) >> 10
    told[path.name] = one
print(json.dumps(told))
"""


def book(
    data: str = TWO_ROWS, shared: str = TWO_TEXTS, *, above: str = "", parts: dict[str, str] | None = None
) -> bytes:
    """Make a workbook of one sheet; `parts` replace or join its own."""
    kinds = {"r1": ("worksheet", "worksheets/sheet1.xml"), "r2": ("sharedStrings", "sharedStrings.xml")}
    relations = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in kinds.items()
    )
    files = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="Jobs" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/sharedStrings.xml": f"<sst>{shared}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet>{above}<sheetData>{data}</sheetData></worksheet>",
    } | (parts or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


def letters(column: int) -> str:
    """Return the letters of a column, counted from 0."""
    name = ""
    while column >= 0:
        name, column = chr(65 + column % 26) + name, column // 26 - 1
    return name


def scattered() -> str:
    """Make a row for each of many cells, all of them in other columns."""
    return "".join(
        f'<row r="{row}"><c r="{letters(row * 7 % 4096)}{row}"><v>{row}</v></c></row>'
        for row in range(1, 40_000)
    )


def widest(rows: int) -> str:
    """Make rows as wide as Excel has them."""
    names = [letters(column) for column in range(16_384)]
    return "".join(
        f'<row r="{row}">' + "".join(f'<c r="{name}{row}"><v>7</v></c>' for name in names) + "</row>"
        for row in range(1, rows + 1)
    )


def phantoms() -> str:
    """Make a table of two rows and a format on every row that Excel has."""
    styled = "".join(f'<row r="{row}" s="1"><c r="A{row}" s="1"/></row>' for row in range(3, 1_048_577))
    return TWO_ROWS + styled


def locked() -> bytes:
    """Return a workbook whose zip says that its parts are encrypted."""
    raw = bytearray(book())
    place = -1
    while (place := raw.find(b"PK\x01\x02", place + 1)) >= 0:
        raw[place + 8] |= 1
    return bytes(raw)


def smaller_than_it_is() -> bytes:
    """Return a workbook whose zip says that its sheet is far smaller than what it unpacks to."""
    raw = bytearray(book(TWO_ROWS + " " * 5_000_000))
    place = raw.rfind(b"PK\x01\x02", 0, raw.rfind(b"xl/worksheets/sheet1.xml"))
    raw[place + 24 : place + 28] = (400).to_bytes(4, "little")
    return bytes(raw)


def sheet(xml: str) -> dict[str, str]:
    return {"xl/worksheets/sheet1.xml": xml}


REFUSED: dict[str, tuple[Any, str]] = {
    "bomb in a sheet.xlsx": (lambda: book(TWO_ROWS + BLANKS * 13), "200 times its size"),
    "bomb in the texts.xlsx": (lambda: book(shared=TWO_TEXTS + "<si><t>a</t></si>" * 6_200_000), "200 times its size"),
    "one endless text.xlsx": (lambda: book(shared="<si>" + "<r><t>a</t></r>" * 2_000_000 + "</si>"), "longer than any"),
    "one endless tag.xlsx": (lambda: book(f'<row r="1"><c x="{"a" * 40_000_000}"/></row>'), "longer than any"),
    "tags within tags.xlsx": (lambda: book("<row>" + "<a>" * 3_000_000), "damaged"),
    "bomb in the formats.xlsx": (
        lambda: book(parts={"xl/_rels/workbook.xml.rels": f"<Relationships>{BLANKS * 7}</Relationships>"}), "larger than any"
    ),
    "entities in a sheet.xlsx": (lambda: book(parts=sheet(LAUGHS + "<worksheet/>")), "declares entities"),
    "entities in the texts.xlsx": (lambda: book(parts={"xl/sharedStrings.xml": LAUGHS + "<sst><si><t>&c;</t></si></sst>"}), "declares entities"),
    "entities in the workbook.xlsx": (lambda: book(parts={"xl/workbook.xml": LAUGHS + "<workbook/>"}), "declares entities"),
    "an entity from outside.xlsx": (lambda: book(parts=sheet(OUTSIDE + f"<worksheet><sheetData>{ONE_CELL}</sheetData></worksheet>")), "declares entities"),
    "letters nobody knows.xlsx": (lambda: book(parts=sheet('<?xml version="1.0" encoding="rTF-8"?><worksheet/>')), "damaged"),
    "letters it cannot take.xlsx": (lambda: book(parts=sheet('<?xml version="1.0" encoding="shift_jis"?><worksheet/>')), "damaged"),
    "entities between rows.xlsx": (lambda: book(ONE_CELL + LAUGHS), "damaged"),
    "cells all over.xlsx": (lambda: book(scattered()), "do not fit into the memory"),
    "cut off.xlsx": (lambda: book()[:-300], "damaged"),
    "cut off inside.xlsx": (lambda: book()[:400] + book()[500:], "damaged"),
    "smaller than it is.xlsx": (smaller_than_it_is, "damaged"),
    "locked.xlsx": (locked, "locked with a password"),
    "encrypted.xlsx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "EncryptedPackage".encode("utf-16-le") + bytes(900),
        "locked with a password",
    ),
    "a sheet from elsewhere.xlsx": (
        lambda: book(parts={"xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{OFFICE}/worksheet" Target="../../../../etc/hostname"/></Relationships>'}),
        "damaged",
    ),
    "a sheet from the net.xlsx": (
        lambda: book(parts={"xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{OFFICE}/worksheet" TargetMode="External" Target="https://example.org/sheet1.xml"/></Relationships>'}),
        "damaged",
    ),
    "a text that is not there.xlsx": (lambda: book(TWO_ROWS.replace("<v>1</v>", "<v>999999999</v>")), "damaged"),
    "a page.xls": (lambda: b"<html><table><tr><td>a</td></tr></table></html>", "web page"),
    "xml.xls": (lambda: b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML document"),
    "no old workbook.xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 4000, "damaged"),
}  # fmt: skip

READ: dict[str, tuple[Any, list[int], list[str]]] = {
    "far apart.xlsx": (
        lambda: book(ONE_CELL + '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'),
        [1_048_576, 0, 0, 1_048_574, 0, 2], ["cells-beyond", "headings-unsure"],
    ),
    "phantom rows.xlsx": (lambda: book(phantoms()), [2, 0, 1, 0, 0, 1], []),
    "as wide as can be.xlsx": (
        lambda: book(widest(3)), [3, 0, 0, 0, 0, 3], ["cells-beyond", "row-cut", "headings-unsure"],
    ),
    "a false dimension.xlsx": (lambda: book(above='<dimension ref="A1:XFD1048576"/>'), [2, 0, 1, 0, 0, 1], []),
    "a small dimension.xlsx": (lambda: book(above='<dimension ref="A1"/>'), [2, 0, 1, 0, 0, 1], []),
    "no sense of a dimension.xlsx": (lambda: book(above='<dimension ref="ZZZZZ-1:?"/>'), [2, 0, 1, 0, 0, 1], []),
    "no dimension.xlsx": (lambda: book(), [2, 0, 1, 0, 0, 1], []),
    "rows out of order.xlsx": (
        lambda: book(TWO_ROWS + '<row r="2"><c r="A2"><v>7</v></c></row><row r="1"><c r="A1"><v>8</v></c></row>'),
        [4, 0, 1, 0, 0, 3], [],
    ),
    "rows that cannot be.xlsx": (
        lambda: book(TWO_ROWS + f'<row r="{"9" * 5000}"><c r="A9" s="{"9" * 5000}"><v>7</v></c></row>'),
        [3, 0, 1, 0, 0, 2], [],
    ),
    "everything merged.xlsx": (
        lambda: book(parts=sheet(f'<worksheet><sheetData>{TWO_ROWS}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')),
        [2, 0, 1, 0, 0, 1], ["heading-repeated"],
    ),
    "macros and links.xlsx": (
        lambda: book(parts={"xl/vbaProject.bin": "x", "xl/externalLinks/externalLink1.xml": "<externalLink/>"}),
        [2, 0, 1, 0, 0, 1], ["macros-ignored", "links-ignored"],
    ),
    "formulas.xlsx": (
        lambda: book(TWO_ROWS.replace("<v>6</v>", '<f>WEBSERVICE("https://example.org")</f>') + '<row r="3"><c r="A3"><f>1+1</f><v>3</v></c><c r="B3" t="str"><f>[1]Sheet1!A1</f><v>=cmd|"/c calc"!A1</v></c></row>'),
        [3, 0, 1, 0, 0, 2], ["formula-not-calculated"],
    ),
    "a new workbook.xls": (lambda: book(), [2, 0, 1, 0, 0, 1], []),
    "a text.xls": (lambda: b"jobs,pay\n5,6\n", [2, 0, 1, 0, 0, 1], []),
}  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what a child process found in each of the workbooks."""
    if sys.platform != "linux":
        pytest.skip("the peak of memory of a process is read where Linux tells it")
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, *_) in {**REFUSED, **READ}.items():
        (folder / name).write_bytes(make())
    command = [sys.executable, "-c", READER, str(folder)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=200, check=False)
    assert found.returncode == 0, found.stderr[-2000:]
    result: dict[str, dict[str, Any]] = json.loads(found.stdout)
    return result


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_do_harm_is_refused_in_words(name: str, told: dict[str, dict[str, Any]]) -> None:
    assert REFUSED[name][1] in told[name].get("refused", "")
    assert name in told[name]["refused"]


@pytest.mark.parametrize("name", READ)
def test_what_looks_harmful_is_read_safely(name: str, told: dict[str, dict[str, Any]]) -> None:
    _, counts, codes = READ[name]
    found = told[name]
    assert "refused" not in found
    assert (found["counts"], found["codes"]) == (counts, codes)
    assert found["previewed"] < 3


def test_none_takes_long_or_much_memory(told: dict[str, dict[str, Any]]) -> None:
    assert {name: one["seconds"] for name, one in told.items() if one["seconds"] > MOST_SECONDS} == {}
    assert max(one["peak_mb"] for one in told.values()) < MOST_MB


def test_no_formula_is_calculated_and_no_row_lost(told: dict[str, dict[str, Any]]) -> None:
    assert told["formulas.xlsx"]["rows"] == [
        [2, "5", None, None], [3, "3", '=cmd|"/c calc"!A1', None]
    ]  # fmt: skip
    assert told["rows out of order.xlsx"]["rows"] == [
        [2, "5", "6", None], [3, "7", None, None], [4, "8", None, None]
    ]  # fmt: skip
    assert told["far apart.xlsx"]["rows"][-1] == [1_048_576, None, "2"]
