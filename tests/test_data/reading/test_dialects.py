"""What separates cells."""

from __future__ import annotations

import pytest

from data.intake.reading.dialects import told_by
from data.intake.reading.records import ONE_COLUMN, Dialect


@pytest.mark.parametrize(
    ("head", "delimiter"),
    [
        ("a,b\n1,2\n3,4\n", ","),
        ("a;b;c\n1,5;2,5;x\n1,0;2,0;y\n", ";"),
        ("title\tpay, hourly\nCook\t18,50\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("Manager, Sales\nNurse\nClerk, Office\nCook\n", ONE_COLUMN),
        ("Nurse\nCook\n", ONE_COLUMN),
        ("sep=;\na;b\n1;2\n", ";"),
        ("Report of May\n\nCounty,Jobs\nBibb,12\nPike,8\n", ","),
        ("name,note\nA,x;y;z\nB,p;q;r\n", ","),
    ],
)
def test_the_separator_is_told_from_the_rows(head: str, delimiter: str) -> None:
    assert told_by(head.encode(), whole=True).delimiter == delimiter


def test_the_name_of_the_file_settles_what_is_open() -> None:
    assert told_by(b"a,b\tc,d\n1,2\t3,4\n", whole=True, suffix=".tsv").delimiter == "\t"


def test_quotation_marks_that_do_not_close_are_letters() -> None:
    head = b'employer\tjobs\n"Big" Company\t3\n"Old" Mill\t5\n"New" Deli\t1\n'
    assert told_by(head, whole=True) == Dialect("\t", quoted=False)


def test_backslashes_before_quotation_marks_are_seen() -> None:
    assert told_by(b'a,b\n"say \\"hi\\", all",2\n"x",3\n', whole=True) == Dialect(",", escape="\\")


def test_a_row_cut_off_at_the_end_of_the_head_does_not_count() -> None:
    assert told_by(b'a,b\n1,2\n3,"4', whole=False) == Dialect(",")
