"""How a text file stores its letters, told from its first bytes, and the file put into plain UTF-8.

UTF-8 is tried first: text of another kind is practically never valid UTF-8 by accident. Among the one-byte
encodings the one wins in which the letters that are not English look most like words.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

UTF8 = "utf-8"
WINDOWS = "cp1252"
LATIN = "latin-1"
MACINTOSH = "mac_roman"

SPOKEN = {
    WINDOWS: "Windows-1252",
    LATIN: "Latin-1",
    MACINTOSH: "Macintosh Roman",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
}

_MARKS = (
    (b"\xef\xbb\xbf", UTF8),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_COMMON = frozenset("éèêëáàâäãåæíìîïóòôöøúùûüñçßœÉÈÁÀÄÅÍÓÖÚÜÑÇŒŠš’‘“”–—…•·®©™°½¼¾§£€×±²³ªº¿¡«»¢\xa0")
_UNDEFINED_IN_WINDOWS = frozenset(b"\x81\x8d\x8f\x90\x9d")


@dataclass(frozen=True)
class Encoding:
    """Codec of a text file, and how many bytes of byte-order mark it begins with."""

    codec: str
    mark_bytes: int = 0


def told_by(head: bytes) -> Encoding:
    """Tell the encoding from the first bytes of a file.

    Parameters
    ----------
    head : bytes
        The beginning of the file; it may end within a letter.
    """
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, len(mark))
    wide = _without_mark(head)
    if wide:
        return Encoding(wide)
    if is_utf8(head):
        return Encoding(UTF8)
    return Encoding(one_byte(head))


def is_utf8(head: bytes) -> bool:
    """Return whether bytes are UTF-8, but for a letter cut off at their end."""
    try:
        codecs.getincrementaldecoder(UTF8)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _without_mark(head: bytes) -> str:
    """Tell UTF-16 and UTF-32 without a mark by the zero bytes that English letters have there."""
    sample = head[: len(head) // 4 * 4][:4096]
    if len(sample) < 4 or b"\0" not in sample:
        return ""
    letters = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for codec, all_zero, half_zero, third in (
        ("utf-32-le", odd, even, sample[2::4]),
        ("utf-32-be", even, odd, sample[1::4]),
    ):
        if all_zero >= 0.7 * letters and half_zero >= 0.4 * letters and third.count(0) >= 0.7 * len(third):
            return codec
    if odd >= 0.6 * letters and even <= 0.1 * letters:
        return "utf-16-le"
    if even >= 0.6 * letters and odd <= 0.1 * letters:
        return "utf-16-be"
    return ""


def one_byte(sample: bytes) -> str:
    """Tell which one-byte encoding makes words of a sample of bytes that is not UTF-8."""
    codecs_tried = [MACINTOSH, LATIN if _UNDEFINED_IN_WINDOWS & set(sample) else WINDOWS]
    scores = {codec: _likeness(sample.decode(codec)) for codec in codecs_tried}
    return MACINTOSH if scores[MACINTOSH] > scores[codecs_tried[1]] else codecs_tried[1]


def _likeness(text: str) -> float:
    """Count the letters beyond English that look right where they stand, less those that do not."""
    score = 0.0
    for place, letter in enumerate(text):
        if letter < "\x80":
            continue
        if letter not in _COMMON:
            score -= 1.0
            continue
        score += 1.0
        before = text[place - 1] if place else " "
        if letter.isupper() and before.islower():
            score -= 1.5
        if letter in "’" and not before.isalpha():
            score -= 0.5
    return score


def _in_place(error: UnicodeError) -> tuple[str | bytes, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode(LATIN if _UNDEFINED_IN_WINDOWS & set(wrong) else WINDOWS), error.end


MENDING = "headway-windows"
codecs.register_error(MENDING, _in_place)


def plain_chunks(chunks: Iterator[bytes], codec: str, mark_bytes: int) -> Iterator[bytes]:
    """Yield a text as UTF-8 without byte-order mark or zero bytes, its lines ending in a line feed.

    Parameters
    ----------
    chunks : iterator of bytes
        The file from its first byte.
    codec : str
        Its encoding. Bytes that are not UTF-8 in a UTF-8 file are read as Windows-1252.
    mark_bytes : int
        Bytes at its start that are a byte-order mark.
    """
    decoder = codecs.getincrementaldecoder(codec)(MENDING if codec == UTF8 else "replace")
    held = ""
    for chunk in chunks:
        if mark_bytes:
            chunk, mark_bytes = chunk[mark_bytes:], 0
        text = held + decoder.decode(chunk)
        held = "\r" if text.endswith("\r") else ""
        yield _plain(text[: len(text) - len(held)])
    yield _plain(held + decoder.decode(b"", final=True))


def _plain(text: str) -> bytes:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    # Halves of letters that UTF-16 keeps in two have no UTF-8: they become question marks.
    return text.encode(UTF8, "replace")
