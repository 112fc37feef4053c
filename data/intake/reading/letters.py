"""Texts as stretches of an array of bytes: looked through and copied many thousands at a time.

A text that can stand in a line of cells as it stands in the XML never becomes a Python object. Only one with
something in it that XML or a line of cells writes in a way of its own is rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]

SEPARATOR, QUOTE = "\x1f", "\x1e"
"""What separates cells in a line, and what encloses one with line ends in it: marks that no XML may hold."""
_NEEDS_QUOTES = frozenset("\n\r" + SEPARATOR + QUOTE)
_PADDING = 64
_ESCAPE = b"_x"
_AMPERSAND, _BLANK = b"& "


@dataclass(frozen=True)
class Stretches:
    """Texts, written as a line of cells holds them.

    Attributes
    ----------
    letters : array
        Holds all of them, and more.
    start, length : array
        Where each text begins there, and its bytes.
    """

    letters: Bytes
    start: Ints
    length: Ints

    def __len__(self) -> int:
        return len(self.start)

    def text(self, place: int) -> str:
        """Return one of the texts."""
        start = int(self.start[place])
        return _unquoted(self.letters[start : start + int(self.length[place])].tobytes().decode())

    def rewritten(self, rewrites: Iterable[Rewrite]) -> Stretches:
        """Return the texts with some replaced."""
        start, length, letters = self.start.copy(), self.length.copy(), [self.letters]
        beyond = len(self.letters)
        for which, texts, number in rewrites:
            chosen = slice(None) if number is None else number
            start[which] = beyond + texts.start[chosen]
            length[which] = texts.length[chosen]
            letters.append(texts.letters)
            beyond += len(texts.letters)
        return Stretches(np.concatenate(letters), start, length)

    def copied(self, wanted: Ints | Flags | slice, out: Bytes, target: Ints) -> None:
        """Copy some of the texts, each to its place."""
        start, length = self.start[wanted], self.length[wanted]
        place = target - np.cumsum(length) + length
        into = np.arange(int(length.sum())) + np.repeat(place, length)
        out[into] = self.letters[into + np.repeat(start - target, length)]


Rewrite = tuple[Ints, Stretches, Ints | None]
"""Places of texts to be replaced, the texts that replace them, and which one of those replaces each."""


def stretches_of(texts: Sequence[str]) -> Stretches:
    """Put texts one after another; none of them holds a letter of number nought."""
    if not texts:
        return Stretches(np.zeros(0, np.uint8), np.zeros(0, np.int64), np.zeros(0, np.int64))
    raw = "\0".join(texts)
    if any(mark in raw for mark in _NEEDS_QUOTES):
        raw = "\0".join(map(_quoted, texts))
    letters = np.frombuffer(raw.encode("utf-8", "replace") + b"\0", np.uint8)
    end = np.flatnonzero(letters == 0)
    start = np.append(0, end[:-1] + 1)
    return Stretches(letters, start, end - start)


def stretches_of_array(texts: npt.NDArray[np.bytes_]) -> Stretches:
    """Put texts of an array one after another, none of which needs quotation marks."""
    width = texts.dtype.itemsize
    letters = np.ascontiguousarray(texts).view(np.uint8)
    length = np.count_nonzero(letters.reshape(-1, width), axis=1)
    return Stretches(letters, np.arange(len(texts)) * width, length)


def joined(blocks: Sequence[Stretches]) -> Stretches:
    """Put the texts of several blocks together."""
    if not blocks:
        return stretches_of(())
    sizes = np.array([len(block.letters) for block in blocks], np.int64)
    starts = np.cumsum(sizes) - sizes
    return Stretches(
        np.concatenate([block.letters for block in blocks]),
        np.concatenate([block.start + start for block, start in zip(blocks, starts.tolist(), strict=True)]),
        np.concatenate([block.length for block in blocks]),
    )


def codes_of(xml: bytes) -> Bytes:
    """Return XML as an array that can be looked into a little beyond its end."""
    return np.frombuffer(xml + bytes(_PADDING), np.uint8)


def pairs_at(codes: Bytes, places: Ints) -> npt.NDArray[np.uint16]:
    """Return two bytes at each place as one number, the first one its lower half."""
    return codes[places] | codes[places + 1].astype(np.uint16) << np.uint16(8)


def is_special(codes: Bytes, start: Ints, end: Ints) -> Flags:
    """Tell which stretches hold letters that XML or a line of cells writes in a way of its own."""
    marks = (codes == _AMPERSAND) | (codes < _BLANK)
    marks[:-1] |= (codes[:-1] == _ESCAPE[0]) & (codes[1:] == _ESCAPE[1])
    special = np.flatnonzero(marks)
    return np.searchsorted(special, start) < np.searchsorted(special, end)


def _quoted(text: str) -> str:
    if _NEEDS_QUOTES.isdisjoint(text):
        return text
    return QUOTE + text.replace(QUOTE, 2 * QUOTE) + QUOTE


def _unquoted(text: str) -> str:
    return text[1:-1].replace(2 * QUOTE, QUOTE) if text.startswith(QUOTE) else text
