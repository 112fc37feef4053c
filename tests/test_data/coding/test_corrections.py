"""Corrections hold for every equal title, and survive on disk whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.coding.corrections import Corrections, CorrectionsError, read_corrections

GIVEN = Corrections([("Crew Member", "35-3023"), ('Grüner Daumen, "Ltd"', "37-3011")])


def test_equal_titles_share_a_correction() -> None:
    assert GIVEN.soc("crew-member") == GIVEN.soc(" CREW   MEMBER. ") == "35-3023"
    assert GIVEN.soc("crew members") is None
    assert GIVEN.soc("") is None


def test_the_last_of_equal_titles_counts() -> None:
    later = GIVEN.corrected("CREW MEMBER", "41-2031")
    assert later.soc("Crew Member") == "41-2031"
    assert len(later) == len(GIVEN) == 2
    assert GIVEN.soc("Crew Member") == "35-3023"
    assert later.withdrawn("crew member").soc("Crew Member") is None
    assert later.withdrawn("crew member").corrected("Crew Member", "35-3023") == GIVEN


def test_a_title_of_marks_alone_is_not_kept() -> None:
    assert len(Corrections([("---", "11-1011"), ("", "11-1011")])) == 0


@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8")), st.from_regex(r"[0-9]{2}-[0-9]{4}", fullmatch=True))
    )
)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, given: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("store") / "corrections.csv"
    corrections = Corrections(given)
    corrections.write(path)
    assert read_corrections(path) == corrections
    assert [file.name for file in path.parent.iterdir()] == ["corrections.csv"]


def test_a_missing_file_holds_none(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "none.csv") == Corrections()


def test_a_failed_write_leaves_the_earlier_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "corrections.csv"
    GIVEN.write(path)

    def full(handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("data.intake.coding.corrections.os.fsync", full)
    with pytest.raises(OSError, match="no space"):
        GIVEN.corrected("Cook", "35-2014").write(path)
    assert read_corrections(path) == GIVEN
    assert [file.name for file in tmp_path.iterdir()] == ["corrections.csv"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"a,b\nCook,35-2014\n", "headings"),
        (b"", "headings"),
        (b"title,soc\nCook,35-2014\nCook,none\n", "correction 2"),
        (b"title,soc\n,35-2014\n", "correction 1"),
        (b"title,soc\nCook\n", "correction 1"),
        (b"title,soc\nC\xff\xfeok,35-2014\n", "not a CSV"),
    ],
)
def test_a_damaged_file_is_refused_with_the_place(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "corrections.csv"
    path.write_bytes(content)
    with pytest.raises(CorrectionsError, match=what):
        read_corrections(path)
