"""Lines counted independently of every reader."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.intake.reading.survey import survey

PIECES = st.lists(st.sampled_from(["a", "é", "\n", "\r\n", "\r", "\0"]), max_size=25)


@given(PIECES, st.integers(1, 6))
def test_it_counts_what_a_text_editor_counts(pieces: list[str], size: int) -> None:
    raw = "".join(pieces).encode()
    found = survey(raw[start : start + size] for start in range(0, len(raw), size))
    text = raw.decode()
    unix = text.replace("\r\n", "\n")
    assert found.size == len(raw)
    assert found.utf8
    assert found.zero_bytes == ("\0" in text)
    assert found.lone_returns == ("\r" in unix)
    assert found.crlf == ("\r\n" in text)
    assert found.mixed_ends == (0 < text.count("\r\n") < text.count("\n"))
    if "\r" not in unix:
        body = unix.rstrip("\n")
        assert found.lines == (body.count("\n") + 1 if body else 0)
        assert found.trailing_blank_lines == max(0, len(unix) - len(body) - bool(body))
        assert found.blank_lines_inside == ("\n\n" in "\n" + body if body else False)


@given(st.binary(max_size=40), st.integers(1, 6))
def test_it_knows_what_is_not_utf8(raw: bytes, size: int) -> None:
    found = survey(raw[start : start + size] for start in range(0, len(raw), size))
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        assert not found.utf8
        assert found.strange
    else:
        assert found.utf8


def test_blank_lines_among_the_titles_do_not_matter() -> None:
    text = [b"Title\n\na,b\n1,2\n"]
    assert survey(text).blank_lines_inside
    assert not survey(text, unheeded_lines=2).blank_lines_inside
    assert survey([b"Title\n\na,b\n\n1,2\n"], unheeded_lines=2).blank_lines_inside


@given(st.text(alphabet=' "a', max_size=12))
def test_it_finds_blanks_before_quotation_marks(text: str) -> None:
    assert survey([text.encode()]).spaced_quotes == ('  "' in text or '" "' in text)


@given(st.lists(st.text(alphabet="a\n", max_size=9), max_size=4))
def test_what_was_in_an_earlier_piece_does_not_show_in_a_shorter_one(pieces: list[str]) -> None:
    whole, apart = survey(["".join(pieces).encode()]), survey(piece.encode() for piece in pieces)
    assert apart == whole
