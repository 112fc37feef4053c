"""One quick pass over a text file: its lines counted, and whether anything in it is out of the ordinary.

It counts independently of the reader that takes the file apart, so that no row can vanish unnoticed, and it
runs at about the speed at which the file can be read at all.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.intake.reading.encodings import UTF8
from data.intake.reading.limits import IN_MEMORY_BYTES

_FEED, _BLANK, _QUOTE = b'\n "'
_SAMPLE_BYTES = 1 << 16


@dataclass(frozen=True)
class TextSurvey:
    """What is in a text file.

    Attributes
    ----------
    size : int
        Bytes.
    lines : int
        Lines as a text editor counts them, without blank ones at the very end.
    trailing_blank_lines : int
        Blank lines at the very end.
    blank_lines_inside : bool
        Whether two line ends follow each other before the end.
    lone_returns, crlf, zero_bytes : bool
        Whether a line ends in a carriage return alone; whether in one and a line feed; whether there are
        zero bytes.
    mixed_ends : bool
        Whether not all lines end alike.
    spaced_quotes : bool
        Whether blanks and quotation marks meet as DuckDB and others read differently (looked for in the first
        `IN_MEMORY_BYTES`).
    utf8 : bool
        Whether it is UTF-8 from beginning to end.
    strange : bytes
        Where it is not: some of it, to tell the encoding from.
    """

    size: int
    lines: int
    trailing_blank_lines: int
    blank_lines_inside: bool
    lone_returns: bool
    crlf: bool
    zero_bytes: bool
    mixed_ends: bool
    spaced_quotes: bool
    utf8: bool
    strange: bytes

    @property
    def plain(self) -> bool:
        """Return whether DuckDB can read the file as it lies: UTF-8, lines that end alike, no zero bytes."""
        return self.utf8 and not (self.lone_returns or self.zero_bytes or self.mixed_ends)


class Surveyor:
    """Takes a text file chunk by chunk.

    Parameters
    ----------
    unheeded_lines : int
        Lines at the beginning among which blank ones do not matter, as far as the first chunk holds them.
    """

    def __init__(self, unheeded_lines: int = 0) -> None:
        self._unheeded_lines = unheeded_lines
        self._decoder = codecs.getincrementaldecoder(UTF8)()
        self._strange = b""
        self._size = self._feeds = self._returns = self._pairs = 0
        self._zero = self._blank_inside = self._spaced = False
        self._any_text = False
        self._feeds_at_end = 0
        self._last = b""
        self._room = np.empty((2, 0), np.bool_)

    def take(self, chunk: bytes) -> None:
        """Look at the next bytes of the file."""
        if not chunk:
            return
        self._size += len(chunk)
        self._check_letters(chunk)
        self._zero = self._zero or b"\0" in chunk
        if self._size <= IN_MEMORY_BYTES and not self._spaced and b'"' in chunk:
            # A blank at the seam of two chunks is missed: no matter, such marks come in numbers.
            self._spaced = _has_spaced_quote(np.frombuffer(chunk, np.uint8))
        if b"\r" in chunk:
            self._returns += chunk.count(b"\r")
            self._pairs += chunk.count(b"\r\n")
        self._pairs += self._last == b"\r" and chunk[:1] == b"\n"
        self._count_feeds(chunk)
        self._last = chunk[-1:]

    def _check_letters(self, chunk: bytes) -> None:
        if self._strange or (chunk.isascii() and not self._decoder.getstate()[0]):
            return
        try:
            self._decoder.decode(chunk)
        except UnicodeDecodeError as error:
            wrong = max(0, error.start - _SAMPLE_BYTES // 2)
            self._strange = chunk[wrong : wrong + _SAMPLE_BYTES]

    def _count_feeds(self, chunk: bytes) -> None:
        """Count line feeds up to the last letter, and find out whether blank lines stand among them."""
        text = chunk.rstrip(b"\r\n")
        if text:
            feeds = np.equal(np.frombuffer(text, np.uint8), _FEED, out=self._lent(0, len(text)))
            if not self._blank_inside:
                self._blank_inside = self._has_blank(text, feeds)
            self._feeds += self._feeds_at_end + int(np.count_nonzero(feeds))
            self._feeds_at_end = 0
            self._any_text = True
        self._feeds_at_end += chunk.count(b"\n", len(text))

    def _lent(self, place: int, size: int) -> npt.NDArray[np.bool_]:
        """Lend room for marks on so many letters: fresh memory for each chunk costs more than the marking."""
        if self._room.shape[1] < size:
            self._room = np.empty((2, size), np.bool_)
        return self._room[place, :size]

    def _has_blank(self, text: bytes, feeds: npt.NDArray[np.bool_]) -> bool:
        start, before = 0, self._feeds_at_end + (0 if self._any_text else 1)
        if self._unheeded_lines and not self._any_text:
            ends = np.flatnonzero(feeds)
            if len(ends) < self._unheeded_lines:
                return True
            start, before = int(ends[self._unheeded_lines - 1]) + 1, 1
        text, feeds = text[start:], feeds[start:]
        leading = text.count(b"\n", 0, len(text) - len(text.lstrip(b"\r\n")))
        return (
            before + leading > 1
            or bool(np.any(np.logical_and(feeds[1:], feeds[:-1], out=self._lent(1, max(0, len(feeds) - 1)))))
            or (b"\r" in text and b"\n\r\n" in text)
        )

    def result(self) -> TextSurvey:
        """Return what the whole file is."""
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            self._strange = self._strange or b"?"
        lone = self._returns > self._pairs
        feeds = self._feeds + self._feeds_at_end
        return TextSurvey(
            size=self._size,
            lines=self._feeds + self._any_text,
            trailing_blank_lines=max(0, self._feeds_at_end - self._any_text),
            blank_lines_inside=self._blank_inside,
            lone_returns=lone,
            crlf=self._pairs > 0,
            zero_bytes=self._zero,
            mixed_ends=0 < self._pairs < feeds,
            spaced_quotes=self._spaced,
            utf8=not self._strange,
            strange=self._strange,
        )


def _has_spaced_quote(letters: npt.NDArray[np.uint8]) -> bool:
    """Return whether a quotation mark follows a blank, and that another blank or a quotation mark."""
    quotes = np.flatnonzero(letters == _QUOTE)
    quotes = quotes[quotes >= 2]
    quotes = quotes[letters[quotes - 1] == _BLANK]
    before = letters[quotes - 2]
    return bool(np.any((before == _BLANK) | (before == _QUOTE)))


def _feeds_before(chunk: bytes) -> int:
    text = chunk.lstrip(b"\r\n")
    return chunk.count(b"\n", 0, len(chunk) - len(text))


def survey(chunks: Iterable[bytes], unheeded_lines: int = 0) -> TextSurvey:
    """Look through a text, given from its first byte."""
    surveyor = Surveyor(unheeded_lines)
    for chunk in chunks:
        surveyor.take(chunk)
    return surveyor.result()
