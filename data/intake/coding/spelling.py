"""Words that no known title has: misspelt, run together, or an unknown form of a known word."""

from __future__ import annotations

from collections.abc import Mapping

from data.intake.coding.wording import singular, stem

_SHORTEST_MISSPELT = 6
"""Shorter words have too many neighbours: "sever" is as near to "server" as to "sewer"."""
_SHORTEST_PART, _RAREST_PART = 3, 3
_MOST_REMEMBERED = 100_000
_TRAILING_DIGITS = "0123456789"


class Speller:
    """Finds the known words that stand for an unknown one.

    Parameters
    ----------
    counts : mapping of str to int
        Every known word and the number of titles that have it.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._by_stem: dict[str, str] = {}
        self._shortened: dict[str, list[str]] = {}
        for word in sorted(counts, key=lambda word: (-counts[word], word)):
            self._by_stem.setdefault(stem(word), word)
            if len(word) >= _SHORTEST_MISSPELT - 1 and word.isalpha():
                for shorter in _one_letter_less(word):
                    self._shortened.setdefault(shorter, []).append(word)
        self._found: dict[str, tuple[str, ...]] = {}

    def known(self, word: str) -> tuple[str, ...]:
        """Return the known words for a word: itself, its parts, a word of the same stem, or one letter away.

        Returns
        -------
        tuple of str
            Empty when nothing known is near.
        """
        if word in self._counts:
            return (word,)
        if word not in self._found:
            if len(self._found) >= _MOST_REMEMBERED:
                self._found.clear()
            self._found[word] = self._search(word)
        return self._found[word]

    def _search(self, word: str) -> tuple[str, ...]:
        bare = word.rstrip(_TRAILING_DIGITS)
        if bare != word and len(bare) >= _SHORTEST_PART:
            return self.known(bare)
        if len(word) < 4 or not word.isalpha():
            return ()
        parts = self._parts(word)
        if parts:
            return parts
        if stem(word) in self._by_stem:
            return (self._by_stem[stem(word)],)
        near = self._nearest(word)
        return (near,) if near else ()

    def _parts(self, word: str) -> tuple[str, ...]:
        """The two known words of a compound; of several ways to part it the one of the commonest words."""
        best: tuple[str, ...] = ()
        commonest = _RAREST_PART - 1
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            first, second = singular(word[:cut]), singular(word[cut:])
            rarer = min(self._counts.get(first, 0), self._counts.get(second, 0))
            if rarer > commonest:
                best, commonest = (first, second), rarer
        return best

    def _nearest(self, word: str) -> str:
        """The commonest known word one letter more, less or other, or two letters exchanged; "" if none."""
        if len(word) < _SHORTEST_MISSPELT:
            return ""
        near = {
            known
            for shorter in (word, *_one_letter_less(word))
            for known in self._shortened.get(shorter, ())
            if known[0] == word[0]
        }
        near.update(shorter for shorter in _one_letter_less(word) if shorter in self._counts)
        return max(near, key=lambda known: (self._counts[known], known), default="")


def _one_letter_less(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]
