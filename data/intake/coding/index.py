"""The index of known titles: how like them a title is, and what its features say of each occupation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from data.intake.coding.features import KINDS, WORD, FeatureRows, FeatureSpace, Floats, Ints, Lexicon
from data.intake.coding.numbers import Numbers
from data.intake.coding.sparse_rows import sparse_rows
from data.intake.coding.wording import TitleWords, read_known

OWN, REPORTED, SHORT = "occupation", "reported", "short"
"""Sources of a known title: the classification, people who hold the job, a short form; else alternate."""

_BRACKETED = re.compile(r"\s*\(([^()]*)\)\s*")
_EXCEPTION = re.compile(r",?\s*\bexcept\b.*", re.IGNORECASE)
_LISTED = re.compile(r",\s*and\s+|,\s*|\s+and\s+")


@dataclass(frozen=True)
class Evidence:
    """What the index says of titles; grain title × occupation in the order of the index.

    Attributes
    ----------
    votes : ndarray
        Sum of the known titles' votes, by likeness.
    words : ndarray
        Weighted logarithm of how much likelier the title's features are in the occupation than in all.
    """

    votes: Floats
    words: Floats


class KnownTitles:
    """The index.

    Parameters
    ----------
    rows : sequence of (soc, title, source)
        Every known title.
    socs : sequence of str
        Occupations in the order in which evidence is given; titles of others are left out.
    """

    def __init__(self, rows: Sequence[tuple[str, str, str]], socs: Sequence[str], numbers: Numbers) -> None:
        places = {soc: place for place, soc in enumerate(socs)}
        self._occupations = len(places)
        listed = _listed(rows, places)
        self._soc: Ints = np.array([place for place, _, _ in listed], dtype=np.int64)
        self._source = np.array([source for _, _, source in listed], dtype=object)
        read = [read_known(title) for _, title, _ in listed]
        self._lexicon = Lexicon(read)
        flat = self._lexicon.flatten(read, lambda title: [1.0] * len(title.forms))
        self._space = FeatureSpace(self._lexicon, flat)
        self._rows = self._space.rows(flat)
        self._shared = self._occupations_per_title()
        self.weigh(numbers)

    def weigh(self, numbers: Numbers) -> None:
        """Weigh the features and the votes of the known titles."""
        self._numbers = numbers
        titles, features = len(self._soc), self._space.size
        count = np.bincount(self._rows.feature, minlength=features)
        rarity = np.log((titles + 1) / (count + 0.5)) ** numbers.rarity_power
        kinds = np.array([numbers.word_weight, numbers.stem_weight, numbers.head_weight, numbers.pair_weight])
        self._scale: Floats = rarity * kinds[self._space.kind]
        self._known = self._unit_vectors(self._rows, titles).T.tocsr()
        by_source = {OWN: numbers.own_title_vote, REPORTED: numbers.reported_vote, SHORT: numbers.short_vote}
        vote = np.array([by_source.get(source, 1.0) for source in self._source])
        vote = vote / self._shared**numbers.shared_power
        each = np.arange(titles)
        self._voters = sparse_rows(vote.astype(np.float32), each, self._soc, (titles, self._occupations))
        self._weigh_evidence(vote[self._rows.title])

    def has_word(self, word: str) -> bool:
        """Tell whether a word is in a known title."""
        return self._lexicon.has(word)

    def features(self, titles: Sequence[TitleWords]) -> FeatureRows:
        """Look up the features of titles to be coded."""
        return self._space.rows(self._lexicon.flatten(titles, self._numbers.weights))

    def evidence(self, rows: FeatureRows, titles: int) -> Evidence:
        """Gather the evidence of so many titles from their features."""
        alike = self._unit_vectors(rows, titles) @ self._known
        np.power(alike.data, self._numbers.closeness_power, out=alike.data)
        votes = (alike @ self._voters).toarray().astype(np.float64)
        plain = sparse_rows(rows.weight, rows.title, rows.feature, (titles, self._space.size))
        words = (plain @ self._rises).toarray()
        kind = self._space.kind[rows.feature]
        for number in range(KINDS):
            weight = np.bincount(rows.title[kind == number], rows.weight[kind == number], minlength=titles)
            words += weight[:, None] * self._absent[number]
        return Evidence(votes, words)

    def rises(self, rows: FeatureRows, soc_of_title: Ints) -> Floats:
        """How much each feature of titles speaks for the occupation named for its title; 0 if not at all."""
        if not len(rows.feature):
            return np.zeros(0)
        found = self._rises[rows.feature, soc_of_title[rows.title]]
        return np.asarray(found, dtype=np.float64).ravel() * rows.weight

    def _unit_vectors(self, rows: FeatureRows, titles: int) -> Any:
        weight = rows.weight * self._scale[rows.feature]
        length = np.sqrt(np.bincount(rows.title, weight * weight, minlength=titles))
        data = (weight / length[rows.title]).astype(np.float32)
        return sparse_rows(data, rows.title, rows.feature, (titles, self._space.size))

    def _occupations_per_title(self) -> Floats:
        """For how many occupations each title is known; titles of the same words are the same."""
        words = self._space.kind[self._rows.feature] == WORD
        mixed = (self._rows.feature[words].astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
        key = np.zeros(len(self._soc), dtype=np.uint64)
        np.add.at(key, self._rows.title[words], mixed ^ (mixed >> np.uint64(32)))
        _, key_number = np.unique(key, return_inverse=True)
        pairs = np.unique(key_number * self._occupations + self._soc) // self._occupations
        return np.bincount(pairs, minlength=int(key_number.max(initial=0)) + 1)[key_number].astype(np.float64)

    def _weigh_evidence(self, vote: Floats) -> None:
        numbers, kind = self._numbers, self._space.kind
        weights = np.array(
            [numbers.word_evidence, numbers.stem_evidence, numbers.head_evidence, numbers.pair_evidence]
        )
        soc, feature = self._soc[self._rows.title], self._rows.feature
        overall = np.bincount(feature, vote, minlength=self._space.size)
        share = overall / np.maximum(np.bincount(kind, overall, minlength=KINDS), 1.0)[kind]
        size = (KINDS, self._occupations)
        total = np.bincount(kind[feature] * size[1] + soc, vote, minlength=size[0] * size[1]).reshape(size)
        self._absent: Floats = weights[:, None] * np.log(numbers.smoothing / (total + numbers.smoothing))
        counts = sparse_rows(vote, feature, soc, (self._space.size, size[1])).tocoo()
        rise = weights[kind[counts.row]] * np.log1p(counts.data / (numbers.smoothing * share[counts.row]))
        self._rises = sparse_rows(rise, counts.row, counts.col, counts.shape)


def _listed(rows: Sequence[tuple[str, str, str]], places: dict[str, int]) -> list[tuple[int, str, str]]:
    """Every way to meet a known title, once per occupation, with the occupation's place and the source."""
    found: dict[tuple[int, str], tuple[int, str, str]] = {}
    for soc, text, source in rows:
        if soc in places:
            for title in written_ways(text, source):
                found.setdefault((places[soc], title.lower()), (places[soc], title, source))
    return list(found.values())


def written_ways(title: str, source: str) -> list[str]:
    """Every way in which a known title may be met.

    "Bank Teller (Teller)" is met with either name alone. What an occupation's own title excepts is no part of
    it, and each part of what it lists stands alone too.

    >>> written_ways("Bank Teller (Teller)", "alternate")
    ['Bank Teller', 'Teller']
    >>> written_ways("Maids and Housekeeping Cleaners", "occupation")
    ['Maids and Housekeeping Cleaners', 'Maids', 'Housekeeping Cleaners']
    """
    if source == OWN:
        title = _EXCEPTION.sub("", title)
    ways = [title] if "(" not in title else [_BRACKETED.sub(" ", title).strip(), *_BRACKETED.findall(title)]
    if source == OWN:
        parts = _LISTED.split(ways[0])
        ways += [part for part in parts if len(parts) > 1 and part.casefold() != "all other"]
    return [way for way in ways if way]
