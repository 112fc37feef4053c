"""A local file is read whole or refused in words, and a damaged row costs itself only."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from data.intake.files import LONGEST_ROW_LINES, Layout, LocalFile
from data.intake.findings import FindingLog, IntakeError

LAYOUT = Layout("thing", ("a", "b", "c", "d"), required=("a", "b"), optional=("d",))
Write = Callable[..., Path]


def read(path: Path, size: int = 100) -> tuple[list[tuple[int, str, str]], list[tuple[int, str]], FindingLog]:
    log = FindingLog(path.name)
    batches = list(LocalFile(path, LAYOUT, log).batches(size))
    rows = [tuple(row) for batch in batches for row in batch.rows[["line", "a", "b"]].to_numpy().tolist()]
    malformed = [
        tuple(row) for batch in batches for row in batch.malformed[["line", "code"]].to_numpy().tolist()
    ]
    return rows, malformed, log  # type: ignore[return-value]


def text_file(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "local.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks(tmp_path: Path, end: str, mark: str) -> None:
    path = text_file(tmp_path, mark + end.join(["a,b,c", "1,2,3", "4,5,6", ""]))
    assert read(path)[0] == [(2, "1", "2"), (3, "4", "5")]


def test_columns_in_any_order_and_writing(tmp_path: Path) -> None:
    path = text_file(tmp_path, " C ,B,x,A,\n3, 2 ,9,1,\n")
    rows, malformed, log = read(path)
    assert (rows, malformed) == ([(2, "1", "2")], [])
    assert [(one.code, one.examples) for one in log.findings()] == [("extra-column", ("x",))]


def test_a_wanted_column_may_be_missing_with_a_note(tmp_path: Path) -> None:
    _, _, log = read(text_file(tmp_path, "a,b\n1,2\n"))
    assert [(one.code, one.where) for one in log.findings()] == [("missing-column", "column c")]


def test_text_may_hold_commas_quotes_and_line_breaks(tmp_path: Path, csv_file: Write) -> None:
    path = csv_file(["a", "b", "c"], [['x, "y"', "line\nbreak\r\nmore", "1"], ["2", "3", "4"]])
    assert read(path)[0] == [(2, 'x, "y"', "line\nbreak\r\nmore"), (5, "2", "3")]


def test_rows_that_are_too_short_or_too_long_are_set_aside(tmp_path: Path) -> None:
    rows, malformed, _ = read(text_file(tmp_path, "a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n"))
    assert rows == [(4, "1", "2")]
    assert malformed == [(2, "row-too-short"), (3, "row-too-long")]


def test_blank_rows_are_not_rows(tmp_path: Path) -> None:
    rows, malformed, log = read(text_file(tmp_path, "\n\na,b,c\n1,2,3\n\n ,,\n4,5,6\n"))
    assert (rows, malformed) == ([(4, "1", "2"), (7, "4", "5")], [])
    assert [(one.code, one.count) for one in log.findings()] == [("blank-rows", 2)]


@pytest.mark.parametrize("broken", ['"1,2,3', '1,"2,3', '"1"x,2,3', '1,2,"3'])
def test_a_quotation_mark_that_does_not_close_costs_one_line(tmp_path: Path, broken: str) -> None:
    rows, malformed, _ = read(text_file(tmp_path, f"a,b,c\n{broken}\n4,5,6\n7,8,9\n"))
    assert rows == [(3, "4", "5"), (4, "7", "8")]
    assert malformed == [(2, "quotes-broken")]


def test_a_quotation_mark_inside_a_text_is_a_letter(tmp_path: Path) -> None:
    assert read(text_file(tmp_path, 'a,b,c\n6" pipe,2,3\n'))[0] == [(2, '6" pipe', "2")]


def test_an_unclosed_quotation_mark_in_a_long_file_is_found_out_soon(tmp_path: Path) -> None:
    lines = ["a,b,c", '"1,2,3', *["4,5,6"] * (3 * LONGEST_ROW_LINES)]
    rows, malformed, _ = read(text_file(tmp_path, "\n".join(lines)))
    assert len(rows) == 3 * LONGEST_ROW_LINES
    assert malformed == [(2, "quotes-broken")]


def test_a_cell_of_monstrous_length_is_set_aside(tmp_path: Path) -> None:
    rows, malformed, _ = read(text_file(tmp_path, f"a,b,c\n{'x' * 200_000},2,3\n4,5,6\n"))
    assert (rows, malformed) == ([(3, "4", "5")], [(2, "cell-too-long")])


def test_batches_together_are_the_file(csv_file: Write) -> None:
    path = csv_file(["a", "b", "c"], [[str(n), "x", ""] for n in range(10)])
    whole, piecewise = read(path, size=100)[0], read(path, size=3)[0]
    assert whole == piecewise
    assert len(whole) == 10


def test_the_checksum_is_the_files_own(tmp_path: Path) -> None:
    path = text_file(tmp_path, "a,b\n1,2\n")
    assert LocalFile(path, LAYOUT, FindingLog("x")).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no header"),
        (b"\n\n", "has no header"),
        (b"a,b,c\n", "has no rows"),
        (b"a,b,c\n\n,,\n", "has no rows"),
        (b"b,c\n1,2\n", "no column “a”"),
        (b"x;y\n1;2\n", "separated by semicolons"),
        (b"a\tb\tc\n1\t2\t3\n", "separated by tabs"),
        (b"a,b,b\n1,2,3\n", "two columns called “b”"),
        ("a,b\nCafé,2\n".encode("cp1252"), "UTF-8"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-8"),
        (b"PK\x03\x04rest of a workbook", "workbook"),
        (b'"a,b\n', "has no header"),
    ],
)
def test_files_that_cannot_be_taken_in_are_refused_in_words(
    tmp_path: Path, content: bytes, said: str
) -> None:
    with pytest.raises(IntakeError, match=said) as trouble:
        read(text_file(tmp_path, content))
    assert all(part and not part.endswith(".") for part in (trouble.value.what, trouble.value.why))
    assert trouble.value.what_to_do


def test_missing_files_and_folders_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="There is no file"):
        read(tmp_path / "nothing.csv")
    with pytest.raises(IntakeError, match="is a folder"):
        read(tmp_path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_refused_in_words(tmp_path: Path) -> None:
    path = text_file(tmp_path, "a,b\n1,2\n")
    path.chmod(0)
    with pytest.raises(IntakeError, match="may not read"):
        read(path)
