"""Letters, however they are stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.reading import encodings
from data.intake.reading.encodings import Encoding, plain_chunks, told_by

TEXT = "Name,Town\nJosé Muñoz,“Coeur d’Alene” – Idaho\nZoë,Hawaiʻi\n"
WESTERN = "Name,Town\nJosé Muñoz,“Coeur d’Alene” – Idaho\nRené Müller,Española\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", [True, False])
def test_unicode_is_told_with_and_without_its_mark(codec: str, mark: bool) -> None:
    raw = (("\ufeff" if mark else "") + TEXT).encode(codec)
    found = told_by(raw)
    assert found.codec == codec
    assert found.mark_bytes == (len("\ufeff".encode(codec)) if mark else 0)
    assert b"".join(plain_chunks(iter((raw,)), found.codec, found.mark_bytes)) == TEXT.encode()


@pytest.mark.parametrize("codec", ["cp1252", "mac_roman"])
def test_one_byte_letters_are_told_by_the_words_they_make(codec: str) -> None:
    raw = WESTERN.encode(codec)
    assert told_by(raw) == Encoding(codec)
    assert b"".join(plain_chunks(iter((raw,)), codec, 0)) == WESTERN.encode()


def test_bytes_that_windows_leaves_undefined_are_latin() -> None:
    assert told_by("Caf\x81é,Lim\xf3n".encode("latin-1")).codec == "latin-1"


def test_stray_bytes_in_utf8_are_read_as_windows() -> None:
    raw = "Zoë,".encode() + "Peña’s".encode("cp1252")
    assert b"".join(plain_chunks(iter((raw,)), "utf-8", 0)).decode() == "Zoë,Peña’s"


def test_a_letter_cut_off_at_the_end_of_the_head_is_no_stray() -> None:
    assert told_by("é".encode()[:1] + b"").codec == "utf-8"
    assert encodings.is_utf8("aé".encode()[:2])


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\0")),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
    st.integers(1, 7),
)
def test_cutting_into_chunks_changes_nothing(text: str, codec: str, size: int) -> None:
    raw = text.encode(codec)
    chunks = iter([raw[start : start + size] for start in range(0, len(raw), size)])
    assert b"".join(plain_chunks(chunks, codec, 0)).decode() == text


@given(st.lists(st.sampled_from(["a", "\r", "\n", "\r\n", "\0"])), st.integers(1, 3))
def test_every_line_end_becomes_a_line_feed_and_zero_bytes_vanish(parts: list[str], size: int) -> None:
    raw = "".join(parts).encode()
    chunks = iter([raw[start : start + size] for start in range(0, len(raw), size)])
    plain = b"".join(plain_chunks(chunks, "utf-8", 0)).decode()
    assert plain == "".join(parts).replace("\0", "").replace("\r\n", "\n").replace(
        "\r", "\n"
    ) or "\0" in "".join(parts)
    assert "\r" not in plain
    assert "\0" not in plain
