"""Features of titles as numbers: words, stems, heads, and pairs of stems that stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.intake.coding.spelling import Speller
from data.intake.coding.wording import TitleWords, stem

WORD, STEM, HEAD, PAIR = range(4)
"""Kinds of features: a word; its stem; the stem of a noun that names the job; two stems in either order that
stand side by side or of which one is a head's."""
KINDS = 4
_MOST_REMEMBERED = 300_000

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class FlatWords:
    """Known words of titles in columns, title after title.

    Attributes
    ----------
    title, word, weight, place : ndarray
        Of each word its title, its number, its weight, and which word of the title it stands for.
    head : ndarray
        Which of the words are heads.
    """

    title: Ints
    word: Ints
    weight: Floats
    place: Ints
    head: Ints


@dataclass(frozen=True)
class FeatureRows:
    """Grain title × feature, sorted: the feature's weight in the title, and the word that gave it."""

    title: Ints
    feature: Ints
    weight: Floats
    place: Ints


class Lexicon:
    """Every word of the known titles and its stem, both numbered in alphabetical order."""

    def __init__(self, titles: Iterable[TitleWords]) -> None:
        counts: Counter[str] = Counter()
        for title in titles:
            counts.update(title.forms)
        self._counts = counts
        self._words = sorted(counts)
        self._numbers = {word: number for number, word in enumerate(self._words)}
        of_words = [stem(word) for word in self._words]
        stems = {one: number for number, one in enumerate(sorted(set(of_words)))}
        self.stems = len(stems)
        self.stem_of: Ints = np.array([stems[one] for one in of_words], dtype=np.int64)
        self._speller: Speller | None = None
        self._joined: dict[tuple[int, int], int] = {}

    @property
    def words(self) -> int:
        """How many words are known."""
        return len(self._words)

    def has(self, word: str) -> bool:
        """Tell whether a word is known as it is."""
        return word in self._numbers

    def numbers_of(self, form: str) -> tuple[int, ...]:
        """Numbers of the known words that stand for a word; empty when none is near."""
        number = self._numbers.get(form)
        if number is not None:
            return (number,)
        if self._speller is None:
            self._speller = Speller(self._counts)
        return tuple(self._numbers[known] for known in self._speller.known(form))

    def joined(self, first: Ints, second: Ints) -> Ints:
        """Number of the word that two words make when written as one; -1 where that is no word."""
        keys = list(zip(first.tolist(), second.tolist(), strict=True))
        found = self._joined
        if len(found) >= _MOST_REMEMBERED:
            found.clear()
        for key in set(keys).difference(found):
            found[key] = self._numbers.get(self._words[key[0]] + self._words[key[1]], -1)
        return np.array([found[key] for key in keys], dtype=np.int64)

    def flatten(
        self, titles: Sequence[TitleWords], weights: Callable[[TitleWords], Sequence[float]]
    ) -> FlatWords:
        """Write titles in columns; words that are not known and have nothing near fall away."""
        owners, words, places, heads = list[int](), list[int](), list[int](), list[int]()
        weight: list[float] = []
        for owner, title in enumerate(titles):
            last: list[int] = []
            for place, (form, weighs) in enumerate(zip(title.forms, weights(title), strict=True)):
                for number in self.numbers_of(form):
                    owners.append(owner)
                    words.append(number)
                    weight.append(weighs)
                    places.append(place)
                last.append(len(words) - 1 if words and places[-1] == place and owners[-1] == owner else -1)
            heads.extend(last[head] for head in title.heads if last[head] >= 0)
        return FlatWords(
            np.array(owners, dtype=np.int64),
            np.array(words, dtype=np.int64),
            np.array(weight, dtype=np.float64),
            np.array(places, dtype=np.int64),
            np.array(heads, dtype=np.int64),
        )


class FeatureSpace:
    """The features of the known titles, numbered: words, then stems, then heads, then pairs."""

    def __init__(self, lexicon: Lexicon, known: FlatWords) -> None:
        self._lexicon = lexicon
        first, second = self._pairs_of(known)
        self._pairs = np.unique(self._pair_keys(known, first, second))
        sizes = (lexicon.words, lexicon.stems, lexicon.stems, len(self._pairs))
        self._offsets: Ints = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.kind: Ints = np.repeat(np.arange(KINDS), sizes)

    @property
    def size(self) -> int:
        """How many features there are."""
        return len(self.kind)

    def rows(self, flat: FlatWords) -> FeatureRows:
        """Features of titles; of a feature that a title has twice the greater weight counts."""
        stems = self._lexicon.stem_of
        first, second = self._pairs_of(flat)
        keys = self._pair_keys(flat, first, second)
        slot = np.searchsorted(self._pairs, keys)
        known = np.zeros(len(keys), dtype=bool)
        inside = slot < len(self._pairs)
        known[inside] = self._pairs[slot[inside]] == keys[inside]
        first, second, slot = first[known], second[known], slot[known]
        beside = np.flatnonzero(flat.title[1:] == flat.title[:-1])
        joined = self._lexicon.joined(flat.word[beside], flat.word[beside + 1])
        left, joined = beside[joined >= 0], joined[joined >= 0]
        everywhere = np.arange(len(flat.word))
        source = np.concatenate([everywhere, left, everywhere, left, flat.head, first])
        weight = flat.weight[source]
        pairs = slice(len(source) - len(first), None)
        weight[pairs] = np.minimum(weight[pairs], flat.weight[second])
        weight[len(source) - len(first) - len(flat.head) : len(source) - len(first)] = 1.0
        feature = np.concatenate(
            [
                flat.word,
                joined,
                stems[flat.word] + self._offsets[STEM],
                stems[joined] + self._offsets[STEM],
                stems[flat.word[flat.head]] + self._offsets[HEAD],
                slot + self._offsets[PAIR],
            ]
        )
        return _greatest(flat.title[source], feature, weight, flat.place[source])

    def _pairs_of(self, flat: FlatWords) -> tuple[Ints, Ints]:
        """Every two words of a title that stand side by side or of which the second is a head."""
        beside = np.flatnonzero(flat.title[1:] == flat.title[:-1])
        owner = flat.title[flat.head]
        start = np.searchsorted(flat.title, owner, side="left")
        length = np.searchsorted(flat.title, owner, side="right") - start
        within = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
        first = np.concatenate([beside, np.repeat(start, length) + within])
        second = np.concatenate([beside + 1, np.repeat(flat.head, length)])
        stems = self._lexicon.stem_of[flat.word]
        two = stems[first] != stems[second]
        return first[two], second[two]

    def _pair_keys(self, flat: FlatWords, first: Ints, second: Ints) -> Ints:
        stems = self._lexicon.stem_of[flat.word]
        one, other = stems[first], stems[second]
        return np.minimum(one, other) * self._lexicon.stems + np.maximum(one, other)


def _greatest(title: Ints, feature: Ints, weight: Floats, place: Ints) -> FeatureRows:
    order = np.lexsort((place, -weight, feature, title))
    title, feature = title[order], feature[order]
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (title[1:] != title[:-1]) | (feature[1:] != feature[:-1])
    kept = order[fresh]
    return FeatureRows(title[fresh], feature[fresh], weight[kept], place[kept])
