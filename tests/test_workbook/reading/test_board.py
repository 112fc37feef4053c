"""A board workbook comes back: what was changed is found, judged and taken; other files are refused."""

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.dictionaries import parameters
from tests.test_workbook.reading.conftest import (
    MANAGER,
    NURSE,
    PRACTICAL_NURSE,
    Read,
    heading,
    opened,
    places,
    with_parts,
    with_values,
)
from workbook import boardform
from workbook.boardentries import Note, Programme, note_on
from workbook.errors import PlannerError
from workbook.plan import Override, Parameters, Plan
from workbook.reading import boardfile
from workbook.reading.board import BoardReading, OtherRegionError, read_board
from workbook.reading.differences import taken
from workbook.writing.sheets import assumptions, identity, matrix, multipliers, overrides, programmes

INFRASTRUCTURE = "Infrastructure programme"


def by_id(reading: BoardReading) -> dict[str, Any]:
    return {one.id: one for one in reading.differences}


def test_words_shared_by_writing_and_reading() -> None:
    assert (assumptions.TABLE, assumptions.LABELS["name"], assumptions.LABELS["value"]) == (
        boardform.ASSUMPTIONS,
        boardform.NAME,
        boardform.VALUE,
    )
    assert (matrix.TABLE, matrix.LABELS["soc"]) == (boardform.MATRIX, boardform.SOC)
    assert (multipliers.TABLE, multipliers.CODE, multipliers.OWN) == (
        boardform.MULTIPLIERS,
        boardform.CODE,
        boardform.OWN,
    )
    assert (overrides.TABLE, programmes.TABLE) == (boardform.OVERRIDES, boardform.PROGRAMMES)


def test_a_workbook_that_nobody_touched_has_no_changes(board_path: Path, read: Read, plan: Plan) -> None:
    found = read(board_path)
    assert (found.differences, found.findings) == ((), ())
    assert found.exported.plan == dataclasses.replace(plan)
    assert dict(found.exported.values) == dict(plan.parameters)


def test_no_path_of_a_file_is_in_the_workbook(plan: Plan) -> None:
    told = identity.exported(dataclasses.replace(plan, postings_path="secret.csv"))
    assert "secret" not in told


# What a board does in a spreadsheet ------------------------------------------------------------------


def fill_assumptions(book: Any) -> None:
    sheet = book["Assumptions"]
    rows = places(sheet, 6, boardform.NAME)
    value, note = heading(sheet, 6, boardform.VALUE), heading(sheet, 6, boardform.NOTE)
    typed = {
        "risk_line": 65,
        "weight_wage_gain": 25,
        "weight_springboard": 250,
        "return_rate": "40 %",
        "budget_usd": "$2,000,000",
        "rebase_wage_lines": "no",
        "capture_share": "=0.05+0.1",
        "regional_price_parity": "12,5",
        "placement_rate": None,
        "scenario": INFRASTRUCTURE,
        "participation_share": 0.25,
    }
    for name, entered in typed.items():
        sheet.cell(rows[name], value).value = entered
    sheet.cell(rows["participation_share"], value).number_format = "General"
    sheet.cell(rows["weight_resilience"], value).value = 0.3
    sheet.cell(rows["weight_resilience"], value).number_format = "0%"
    sheet.cell(rows["risk_line"], note).value = None
    sheet.cell(rows["budget_usd"], note).value = "The council promised it"


def fill_rows(book: Any) -> None:
    sheet = book["Overrides"]
    sheet["D7"] = sheet["E7"] = None
    for row, cells in enumerate(
        (
            (NURSE, "gateway", "Hospital says so"),
            ("99-9999", "Gateway", "x"),
            (MANAGER, "Gateway", None),
        ),
        8,
    ):
        sheet.cell(row, 2).value, sheet.cell(row, 4).value, sheet.cell(row, 5).value = cells
    sheet = book["Training programmes"]
    first = {cell.value: cell.column for cell in sheet[6]}
    sheet.cell(7, first[boardform.COST]).value = 3000
    for name in boardform.PROGRAMME_HEADINGS.values():
        sheet.cell(8, first[name]).value = None
    sheet.cell(10, first[boardform.SOC]).value = NURSE
    sheet.cell(10, first[boardform.PROGRAMME]).value = "Night course"
    sheet.cell(10, first[boardform.WEEKS]).value = 80
    sheet = book["Regional matrix"]
    rows = places(sheet, 8, boardform.SOC)
    sheet.cell(rows[MANAGER], heading(sheet, 8, boardform.NOTE)).value = "Look here\nagain"


EXPECTED = {
    # id: (as exported, the board's, value)
    "rebase_wage_lines": ("on", "off", 0.0),
    "risk_line": ("60 %", "65 %", 0.65),
    "return_rate": ("50 %", "40 %", 0.4),
    "weight_wage_gain": ("15", "25", 25.0),
    "weight_resilience": ("10", "30", 30.0),
    "budget_usd": ("1,000,000", "2,000,000", 2_000_000.0),
    "participation_share": ("20 %", "25 %", 0.25),
    f"override:{PRACTICAL_NURSE}": ("Target: The college has a bridge", "by the rules", None),
    f"override:{NURSE}": ("by the rules", "Gateway: Hospital says so", ("Gateway", "Hospital says so")),
    "note:risk_line": ("=1+1, says a member", "–", ""),
    "note:budget_usd": ("–", "The council promised it", "The council promised it"),
    f"note:{MANAGER}": ("–", "Look here\nagain", "Look here\nagain"),
}
REFUSED = {
    "weight_springboard": "250 is out of bounds",
    "regional_price_parity": "12.5 is out of bounds",
    "placement_rate": "was not taken",
    "override:row-9": "no occupation",
    f"override:{MANAGER}": "has no reason",
}


@pytest.fixture(scope="module")
def rewritten(board_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook edited and written anew by another library, with its sheets renamed and moved."""
    book = opened(board_path)
    fill_assumptions(book)
    fill_rows(book)
    book["Assumptions"].title = "Our numbers"
    book["Overrides"].title = "Classes"
    book.move_sheet("Classes", -5)
    extra = book.create_sheet("Minutes of the board", 0)
    extra.append(["Name", "Value"])
    extra.append(["risk_line", 0.1])
    path = tmp_path_factory.mktemp("edited") / "edited.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def resaved(rewritten: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, opened and saved by LibreOffice."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice Calc (soffice) is not installed, so nothing can save the workbook anew")
    folder = tmp_path_factory.mktemp("resaved")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder),
        str(rewritten),
    ]
    subprocess.run(command, capture_output=True, timeout=300, check=True)
    return folder / rewritten.name


@pytest.fixture(scope="module", params=["another library", "LibreOffice"])
def edited(request: pytest.FixtureRequest, rewritten: Path, read: Read) -> BoardReading:
    """What is read of the workbook after each program saved it."""
    if request.param == "another library":
        return read(rewritten)
    return read(request.getfixturevalue("resaved"))


def test_every_change_is_found(edited: BoardReading, request: pytest.FixtureRequest) -> None:
    found = by_id(edited)
    shown = {name: (found[name].exported, found[name].board, found[name].value) for name in EXPECTED}
    assert shown == {
        name: (*words, pytest.approx(value) if isinstance(value, float) else value)
        for name, (*words, value) in EXPECTED.items()
    }
    assert found["scenario"].board == INFRASTRUCTURE
    assert found["programme:P1"].value == Programme(
        PRACTICAL_NURSE, "Bridge", "Savannah Tech", "certificate", 3000, 40, 24
    )
    assert found["programme:P2"].value is None
    assert found["programme:new-1"].value == Programme(NURSE, "Night course", weeks=80)
    known = {*EXPECTED, *REFUSED, "scenario", "programme:P1", "programme:P2", "programme:new-1"}
    assert set(found) - {"capture_share"} == known


def test_what_cannot_be_taken_is_a_finding_with_its_cell(edited: BoardReading) -> None:
    found = by_id(edited)
    for name, words in REFUSED.items():
        finding = found[name].finding
        assert finding is not None, name
        assert words in finding.what
        assert finding.where == f"{found[name].sheet}!{found[name].cell}"
        assert finding.why
        assert finding.what_to_do
        assert finding in edited.findings
    assert found["risk_line"].sheet == "Our numbers"


def test_a_formula_counts_once_it_was_computed(edited: BoardReading) -> None:
    """The library writes a formula without its result; LibreOffice computes it."""
    found = by_id(edited)["capture_share"]
    if found.finding is not None:
        assert "never computed" in found.finding.why
    else:
        assert found.value == pytest.approx(0.15)
        assert "formula" in found.remarks[0]


def test_how_it_was_read_is_said(edited: BoardReading) -> None:
    found = by_id(edited)
    assert found["risk_line"].remarks == ("“65” was read as 65 %",)
    assert found["weight_resilience"].remarks == ("30 % was read as 30",)
    assert found["rebase_wage_lines"].remarks == ("“no” was read as 0",)


def test_what_is_accepted_is_in_the_plan(edited: BoardReading, plan: Plan) -> None:
    new = taken(plan, edited.chosen(["all"]))
    assert new.parameters["risk_line"] == pytest.approx(0.65)
    assert new.overrides == (Override(NURSE, "Gateway", "Hospital says so"),)
    assert new.scenario == "infrastructure_programme"
    assert [one.title for one in new.programmes] == ["Bridge", "Night course"]
    assert note_on(new.notes, "risk_line") == ""
    assert note_on(new.notes, NURSE) == "Ask the hospital"
    assert taken(plan, edited.chosen(["none"])) == plan
    one = taken(plan, edited.chosen(["budget_usd"]))
    assert one == plan.with_parameter("budget_usd", 2_000_000)


def test_ids_that_cannot_be_accepted_are_refused(edited: BoardReading) -> None:
    with pytest.raises(PlannerError, match="not a change of"):
        edited.chosen(["budget"])
    with pytest.raises(PlannerError, match="250 is out of bounds"):
        edited.chosen(["weight_springboard"])


def test_a_plan_that_moved_on_is_told_from_the_board_s_changes(
    rewritten: Path, read: Read, plan: Plan
) -> None:
    """Three ways: the board's, the planner's own since, and what both changed."""
    moved = plan.with_parameter("risk_line", 0.5).with_parameter("scarce_openings_max", 25)
    moved = moved.with_parameter("weight_wage_gain", 25).with_override(Override(NURSE, "Target", "We think"))
    found = by_id(read(rewritten, moved))
    conflict = found["risk_line"]
    assert conflict.conflict
    assert (conflict.exported, conflict.board, conflict.plan) == ("60 %", "65 %", "50 %")
    assert found[f"override:{NURSE}"].plan == "Target: We think"
    assert found[f"override:{NURSE}"].conflict
    assert "scarce_openings_max" not in found
    assert "weight_wage_gain" not in found
    assert not found["budget_usd"].conflict
    kept = taken(moved, [found["budget_usd"]])
    assert kept.parameters["scarce_openings_max"] == 25


# Sheets that were rearranged -------------------------------------------------------------------------


def rearranged(board_path: Path, target: Path, how: Callable[[Any], None]) -> Path:
    book = opened(board_path)
    how(book)
    book.save(target)
    return target


def test_sorted_rows_added_columns_and_lost_tables(board_path: Path, read: Read, tmp_path: Path) -> None:
    """Rows are known by their keys: sorted, without the table around them, with columns before them."""

    def how(book: Any) -> None:
        sheet = book["Assumptions"]
        body = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7)]
        value = heading(sheet, 6, boardform.VALUE) - 1
        name = heading(sheet, 6, boardform.NAME) - 1
        for cells in body:
            if cells[name] == "risk_line":
                cells[value] = 0.42
        for row, cells in enumerate(reversed(body), 7):
            for column, content in enumerate(cells, 1):
                sheet.cell(row, column).value = content
        for table in list(sheet.tables):
            del sheet.tables[table]
        sheet.insert_cols(1, 2)
        sheet.insert_rows(1, 3)
        below = book["Overrides"]
        last = below.max_row + 1
        below.cell(last, 2).value = NURSE
        below.cell(last, 4).value, below.cell(last, 5).value = "Target", "Typed below the table"

    found = by_id(read(rearranged(board_path, tmp_path / "sorted.xlsx", how)))
    assert {name: one.value for name, one in found.items() if one.valid} == {
        "risk_line": 0.42,
        f"override:{NURSE}": ("Target", "Typed below the table"),
    }
    # The note that begins with = was typed anew here, so that it became a formula.
    assert [name for name, one in found.items() if not one.valid] == ["note:risk_line"]


def test_missing_inputs_and_double_rows_are_told(board_path: Path, read: Read, tmp_path: Path) -> None:
    def how(book: Any) -> None:
        del book["Training programmes"]
        sheet = book["Overrides"]
        for row, name in ((8, "Target"), (9, "Gateway")):
            sheet.cell(row, 2).value = NURSE
            sheet.cell(row, 4).value, sheet.cell(row, 5).value = name, "so"
        sheet = book["Assumptions"]
        sheet.delete_rows(places(sheet, 6, boardform.NAME)["return_rate"])
        ranked = next(iter(places(book["Priorities"], 8, boardform.SOC)))
        for page in ("Regional matrix", "Priorities"):
            sheet = book[page]
            row = places(sheet, 8, boardform.SOC)[ranked]
            sheet.cell(row, heading(sheet, 8, boardform.NOTE)).value = f"As {page} says"

    found = read(rearranged(board_path, tmp_path / "missing.xlsx", how))
    assert all(not one.valid for one in found.differences)
    told = " ".join(f"{one.code} {one.what}" for one in found.findings)
    assert "“Training programmes” were not found" in told
    assert "stands in two rows" in told
    assert "Two notes on" in told
    assert "return to their old occupation" in told
    assert sorted(one.kind for one in found.differences) == ["note", "override"]


def test_multipliers_of_the_board_s_own(board_path: Path, read: Read, plan: Plan, tmp_path: Path) -> None:
    def own(book: Any) -> None:
        sheet = book["Multipliers"]
        header = multipliers.HEADER_ROW + 1
        rows = places(sheet, header, boardform.CODE)
        sheet.cell(rows["SOC 29"], heading(sheet, header, boardform.OWN)).value = 1.25

    def chosen(book: Any) -> None:
        own(book)
        sheet = book["Assumptions"]
        row = places(sheet, 6, boardform.NAME)["scenario"]
        sheet.cell(row, heading(sheet, 6, boardform.VALUE)).value = boardform.OWN

    new = taken(plan, read(rearranged(board_path, tmp_path / "own.xlsx", chosen)).valid)
    assert [(one.by, one.code, one.factor) for one in new.chosen_scenario.multipliers] == [
        ("group", "29", 1.25)
    ]
    left = read(rearranged(board_path, tmp_path / "left.xlsx", own))
    assert left.differences == ()
    assert "not in use" in left.findings[0].what


def test_all_weights_zero_are_refused_together(board_path: Path, read: Read, tmp_path: Path) -> None:
    weights = {name: 0.0 for name in parameters() if name.startswith("weight_")}
    found = read(with_values(board_path, {**weights, "return_rate": 0.3}, tmp_path / "zero.xlsx"))
    assert [one.id for one in found.valid] == ["return_rate"]
    assert "All priority weights are zero" in found.findings[0].what


# Any numbers -----------------------------------------------------------------------------------------


def _value(name: str) -> st.SearchStrategy[float]:
    known = parameters()[name]
    if known.type in ("integer", "switch"):
        return st.integers(int(known.minimum), int(known.maximum)).map(float)
    return st.floats(known.minimum, known.maximum, allow_subnormal=False).map(lambda one: round(one, 9))


CHANGES = st.dictionaries(st.sampled_from(sorted(parameters())), st.none(), max_size=12).flatmap(
    lambda names: st.fixed_dictionaries({name: _value(name) for name in names})
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=CHANGES)
def test_numbers_typed_are_the_numbers_taken(
    changes: dict[str, float], board_path: Path, read: Read, plan: Plan, tmp_path: Path
) -> None:
    """Whatever a board types within bounds, the plan is the one with these values set directly."""
    wanted = Parameters({**plan.parameters.differences(), **changes})
    found = read(with_values(board_path, changes, tmp_path / "typed.xlsx"))
    assert taken(plan, found.valid) == dataclasses.replace(plan, parameters=wanted)
    assert found.findings == ()


# What is no board workbook, or not this one ----------------------------------------------------------


def test_another_region_can_only_be_a_plan_of_its_own(board_path: Path, read: Read, plan: Plan) -> None:
    other = dataclasses.replace(plan, areas=("0012060",), region_name="Atlanta")
    with pytest.raises(OtherRegionError, match="It tells of Hinesville, GA"):
        read(board_path, other)
    assert read(board_path, None).plan == plan


def _bytes_of(book: Any) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _foreign() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Value"])
    return _bytes_of(book)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"title,soc\n1,2\n", "no board workbook"),
        (b"PK\x03\x04 broken", "is damaged"),
        (OLE, "locked with a password"),
        (_foreign(), "lacks the hidden sheet"),
    ],
)
def test_foreign_files_are_refused(content: bytes, sentence: str, read: Read, tmp_path: Path) -> None:
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    with pytest.raises(PlannerError, match=sentence):
        read(path)


def test_a_file_that_is_not_there(read: Read, tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="There is no file"):
        read(tmp_path / "none.xlsx")


def _shared(old: str, new: str) -> Callable[[str, bytes], bytes]:
    def change(part: str, content: bytes) -> bytes:
        if part != "xl/sharedStrings.xml":
            return content
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())

    return change


def test_an_identity_that_was_touched_is_refused(board_path: Path, read: Read, tmp_path: Path) -> None:
    touched = with_parts(board_path, tmp_path / "touched.xlsx", _shared('"risk_line":0.6', '"risk_line":0.9'))
    with pytest.raises(PlannerError, match="was changed or is damaged"):
        read(touched)


def test_a_later_version_is_refused(
    board_path: Path, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boardform, "VERSION", 0)
    with pytest.raises(PlannerError, match="A later version of Headway"):
        read(board_path)


def test_a_damaged_part_and_a_bomb_are_refused(
    board_path: Path, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(part: str, content: bytes) -> bytes:
        return content[:-20] if part == "xl/worksheets/sheet1.xml" else content

    with pytest.raises(PlannerError, match="is damaged"):
        read(with_parts(board_path, tmp_path / "cut.xlsx", cut))
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]>'

    def hostile(part: str, content: bytes) -> bytes:
        return laughs + content.partition(b"?>")[2] if part == "xl/worksheets/sheet1.xml" else content

    with pytest.raises(PlannerError, match="declares entities"):
        read(with_parts(board_path, tmp_path / "hostile.xlsx", hostile))
    monkeypatch.setattr(boardfile, "MOST_UNPACKED_BYTES", 1000)
    with pytest.raises(PlannerError, match="larger than any workbook of Headway"):
        read(board_path)


def test_the_workbook_is_only_read(board_path: Path, read: Read) -> None:
    before = (board_path.read_bytes(), board_path.stat().st_mtime_ns)
    read(board_path)
    assert (board_path.read_bytes(), board_path.stat().st_mtime_ns) == before


def test_a_board_workbook_is_known_at_a_glance(board_path: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.xlsx"
    foreign.write_bytes(_foreign())
    assert boardfile.looks_like_board(board_path)
    assert not boardfile.looks_like_board(foreign)
    assert not boardfile.looks_like_board(tmp_path / "none.xlsx")


def test_a_whole_workbook_reads_back_unchanged(pack: Any, plan: Plan, tmp_path: Path) -> None:
    """The program's own export, every sheet of it, for a plan with the scenario of its own."""
    from workbook.model.run import run
    from workbook.writing.export import write_workbook

    exported = plan.with_note(Note(NURSE, "A note\nof two lines")).with_parameter("nonba_kappa", 1 / 3)
    path = write_workbook(run(pack, exported), tmp_path / "whole.xlsx")
    found = read_board(path, exported, pack)
    assert (found.differences, found.findings) == ((), ())
    with zipfile.ZipFile(path) as archive:
        assert 'state="veryHidden"' in archive.read("xl/workbook.xml").decode()
