"""A file is written whole or not at all, and the sentence says what kind of file it would have been."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from workbook.errors import PlannerError
from workbook.outfile import check_place, staged_file

TABLE = ((".csv", ".parquet"), "table")


def test_takes_its_place_at_the_end_only(tmp_path: Path) -> None:
    place = tmp_path / "table.csv"
    place.write_text("old", encoding="utf-8")
    with staged_file(place, *TABLE) as temporary:
        temporary.write_text("new", encoding="utf-8")
        assert temporary.suffix == ".csv"
        assert place.read_text(encoding="utf-8") == "old"
    assert place.read_text(encoding="utf-8") == "new"
    assert os.listdir(tmp_path) == ["table.csv"]


@pytest.mark.parametrize("left", [KeyboardInterrupt, ValueError, PlannerError("a", "b", "c")])
def test_whatever_stops_the_writing_leaves_nothing(
    tmp_path: Path, left: BaseException | type[BaseException]
) -> None:
    place = tmp_path / "table.csv"

    def write() -> None:
        with staged_file(place, *TABLE) as temporary:
            temporary.write_text("half", encoding="utf-8")
            raise left

    with pytest.raises((KeyboardInterrupt, ValueError, PlannerError)):
        write()
    assert os.listdir(tmp_path) == []


def test_a_full_disk_is_a_sentence_about_the_table(tmp_path: Path) -> None:
    with (
        pytest.raises(PlannerError, match=r"The table t\.csv was not written\. The disk is full"),
        staged_file(tmp_path / "t.csv", *TABLE),
    ):
        raise OSError(errno.ENOSPC, "no space")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("t.xlsx", r"does not end in \.csv or \.parquet.*such as t\.csv"),
        ("none/t.csv", "There is no folder"),
        (".", "was not written"),
    ],
)
def test_a_place_that_cannot_be(tmp_path: Path, name: str, sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        check_place(tmp_path / name, *TABLE)
