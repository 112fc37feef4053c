"""Rows and cells of a text: as the csv module reads them, and no row lost to broken quotation marks."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.reading.limits import LONGEST_RECORD
from data.intake.reading.records import ONE_COLUMN, Dialect, RecordReader

COMMA = Dialect(",")
CELLS = st.text(st.sampled_from('ab1 ,;"\n\t|é–'), max_size=8)
TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=12)


def rows(
    text: str, dialect: Dialect = COMMA, width: int | None = None, size: int = 5
) -> list[tuple[int, list[str]]]:
    raw = text.encode()
    chunks = [raw[start : start + size] for start in range(0, len(raw), size)]
    reader = RecordReader(chunks, dialect, width)
    return [(record.line, reader.cells(record)) for record in reader]


@given(TABLES, st.sampled_from(",;\t|"), st.integers(1, 9))
def test_well_formed_text_is_read_as_the_csv_module_reads_it(
    table: list[list[str]], delimiter: str, size: int
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(table)
    assert [cells for _, cells in rows(out.getvalue(), Dialect(delimiter), size=size)] == table


@given(TABLES)
def test_a_row_knows_the_line_on_which_it_begins(table: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    line = 1
    for row, (found, _) in zip(table, rows(out.getvalue()), strict=True):
        assert found == line
        line += 1 + sum(cell.count("\n") for cell in row)


@given(st.text(st.sampled_from('ab,"\n '), max_size=80), st.integers(1, 9), st.integers(1, 4))
def test_whatever_the_text_no_letter_of_it_is_lost(text: str, size: int, width: int) -> None:
    raw = text.encode()
    chunks = [raw[start : start + size] for start in range(0, len(raw), size)]
    found = list(RecordReader(chunks, COMMA, width))
    whole = b"\n".join(record.raw for record in found)
    assert whole == raw.removesuffix(b"\n") or (not raw.strip(b"\n") and len(found) == len(raw))
    lines = [record.line for record in found]
    assert lines == sorted(set(lines))
    for record in found:
        letters = "".join(RecordReader((), COMMA).cells(record))
        assert set(record.raw.decode()) - set('," \n') <= set(letters)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b,c\n1,"2,3\n4,5,6\n', [(1, ["a", "b", "c"]), (2, ["1", '"2', "3"]), (3, ["4", "5", "6"])]),
        ('1,"5" pipe,3\n4,5,6\n', [(1, ["1", '"5" pipe', "3"]), (2, ["4", "5", "6"])]),
        ('1,5" pipe,"x, y"\n', [(1, ["1", '5" pipe', "x, y"])]),
        ('1, "x, y" ,3\n', [(1, ["1", "x, y", "3"])]),
        (
            'a,b,c\n1,"abc,3\n5,6,7\n2,def",3\n',
            [(1, ["a", "b", "c"]), (2, ["1", '"abc', "3"]), (3, ["5", "6", "7"]), (4, ["2", 'def"', "3"])],
        ),
        ('1,"2,3\n4,", x",6\n', [(1, ["1", '"2', "3"]), (2, ["4", ", x", "6"])]),
    ],
)
def test_a_stray_quotation_mark_costs_no_other_line(text: str, expected: list[tuple[int, list[str]]]) -> None:
    assert rows(text, width=3) == expected


def test_backslashes_may_keep_quotation_marks_apart() -> None:
    assert rows('1,"a\\"b","c\\\\"\n', Dialect(",", escape="\\")) == [(1, ["1", 'a"b', "c\\"])]


def test_without_quoting_marks_are_letters() -> None:
    assert rows('"Big" Co\t5" x\n', Dialect("\t", quoted=False)) == [(1, ['"Big" Co', '5" x'])]


def test_one_column_is_not_split() -> None:
    assert rows('a, b\n"c\n', Dialect(ONE_COLUMN)) == [(1, ["a, b"]), (2, ['"c'])]


def test_a_line_without_end_is_cut_and_the_next_one_read() -> None:
    def chunks():  # type: ignore[no-untyped-def]
        yield b"a,b\n1,"
        for _ in range(5):
            yield b"x" * 1_000_000
        yield b"\n3,4\n"

    found = list(RecordReader(chunks(), COMMA, 2))
    assert [(record.line, record.cut, len(record.raw)) for record in found] == [
        (1, False, 3),
        (2, True, LONGEST_RECORD),
        (3, False, 3),
    ]


def test_the_beginning_of_a_text_ends_before_a_record_that_is_not_whole() -> None:
    reader = RecordReader([b'a,b\n1,"x\ny'], COMMA, cut_off=True)
    assert [record.raw for record in reader] == [b"a,b"]
