"""Codes job titles: the occupation of each, how sure that is, what else it may be, which words decided."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from data.intake.coding.calibration import confidence, shares
from data.intake.coding.corrections import Corrections
from data.intake.coding.features import FeatureRows, Floats, Ints
from data.intake.coding.hints import HintBook, Hints
from data.intake.coding.index import KnownTitles
from data.intake.coding.numbers import Numbers
from data.intake.coding.places import place_names
from data.intake.coding.wording import folded, read_title, says_little

if TYPE_CHECKING:
    import pandas as pd

    from data.reference.pack import Pack

SURE = 0.5
"""Confidence from which a code may stand without a person's look."""
RUNNERS_UP = 3
_AT_ONCE = 1024
"""Titles worked on together: bounds the memory (one figure per title and occupation)."""
_FAINTEST_VOTE = 2e-4
"""Below it no known title is like enough to mean anything: the title gets no code."""
_FARTHEST_RUNNER_UP = 12.0
_TELLING_SHARE = 0.3
"""A word decided when it says at least this share of what the most telling word says."""
_RESIDUAL = "all other"


@dataclass(frozen=True)
class CodedTitles:
    """Codes of titles, in the order asked.

    Attributes
    ----------
    titles : tuple of str
        As asked.
    soc : tuple of str
        The occupation, "" where nothing known is like the title.
    confidence : ndarray
        Chance that the code is right, 0-1; 0 without a code, 1 for a person's correction.
    alternatives : tuple of tuple of str
        Up to three other occupations, best first.
    words : tuple of tuple of str
        The words of the title that decided, as written but folded; none for a correction.
    """

    titles: tuple[str, ...]
    soc: tuple[str, ...]
    confidence: Floats
    alternatives: tuple[tuple[str, ...], ...]
    words: tuple[tuple[str, ...], ...]

    def frame(self) -> pd.DataFrame:
        """Grain title: `title`, `soc`, `confidence`, `alternatives` (by ";"), `words` (by blanks)."""
        import pandas as pd

        return pd.DataFrame(
            {
                "title": pd.Series(self.titles, dtype="str"),
                "soc": pd.Series(self.soc, dtype="str"),
                "confidence": self.confidence,
                "alternatives": pd.Series([";".join(others) for others in self.alternatives], dtype="str"),
                "words": pd.Series([" ".join(words) for words in self.words], dtype="str"),
            }
        )


@dataclass(frozen=True)
class _Answer:
    soc: str
    confidence: float
    alternatives: tuple[str, ...]
    words: tuple[str, ...]


_NO_ANSWER = _Answer("", 0.0, (), ())


class Reference:
    """What coding needs of one pack: the index, the prior, and the weighing of hints once asked for."""

    def __init__(self, pack: Pack, numbers: Numbers) -> None:
        occupations, titles = pack.table("occupations"), pack.table("titles")
        self.socs: tuple[str, ...] = tuple(occupations["soc"])
        self.soc_set = frozenset(self.socs)
        rows = list(zip(titles["soc"], titles["title"], titles["source"], strict=True))
        self.known = KnownTitles(rows, self.socs, numbers)
        self.places = place_names(pack.areas(), self.known.has_word)
        jobs = occupations["employment_2024"].to_numpy(dtype=np.float64)
        self._log_jobs: Floats = np.log(np.maximum(np.nan_to_num(jobs, nan=1.0), 1.0))
        self._residual = (
            occupations["title"].str.casefold().str.contains(_RESIDUAL).to_numpy(dtype=np.float64)
        )
        self.prior = self.prior_of(numbers)
        self._hint_book: HintBook | None = None

    def prior_of(self, numbers: Numbers) -> Floats:
        """Score of each occupation before anything of a title is known."""
        return numbers.employment_power * self._log_jobs - numbers.residual_penalty * self._residual

    def hint_book(self, pack: Pack) -> HintBook:
        """What weighs hints, made of the same pack at the first hint."""
        if self._hint_book is None:
            self._hint_book = HintBook(pack, self.socs, self.known)
        return self._hint_book


_REFERENCES: weakref.WeakKeyDictionary[Pack, Reference] = weakref.WeakKeyDictionary()


class TitleCoder:
    """Codes job titles by the titles of a reference pack, and by a person's corrections before these."""

    def __init__(self, pack: Pack, reference: Reference, corrections: Corrections) -> None:
        self._pack = pack
        self.reference = reference
        self.corrections = corrections

    @classmethod
    def load(cls, pack: Pack, corrections: Corrections | None = None) -> TitleCoder:
        """Make a coder; the index of a pack is built once (about a second) and kept as long as the pack.

        Parameters
        ----------
        pack : Pack
            Its titles, occupations and areas; for hints also wages, staffing, technologies and code tables.
        corrections : Corrections, optional
            Codes that a person gave; those that the pack does not have as occupations are passed over.
        """
        reference = _REFERENCES.get(pack)
        if reference is None:
            reference = _REFERENCES[pack] = Reference(pack, Numbers())
        return cls(pack, reference, corrections if corrections is not None else Corrections())

    def with_corrections(self, corrections: Corrections) -> TitleCoder:
        """Return a coder of the same index that obeys these corrections."""
        return TitleCoder(self._pack, self.reference, corrections)

    def code(self, titles: Sequence[str | None], hints: Hints | None = None) -> CodedTitles:
        """Code titles.

        Equal titles with equal hints are coded once. The same title gets the same code whatever else is asked
        with it.

        Parameters
        ----------
        titles : sequence of str
            As employers or job holders write them; None, NaN and blank get no code.
        hints : Hints, optional
            What else is known of each title.

        Raises
        ------
        ValueError
            If there is not one hint per title.
        """
        texts = [title if isinstance(title, str) else "" for title in titles]
        keys: list[tuple[object, ...]] = [(" ".join(folded(text).split()),) for text in texts]
        if hints is not None:
            hints.require_length(len(texts))
            keys = [key + said for key, said in zip(keys, hints.keys(len(texts)), strict=True)]
        first: dict[tuple[object, ...], int] = {}
        for place, key in enumerate(keys):
            first.setdefault(key, place)
        asked = np.array(list(first.values()), dtype=np.int64)
        answers: list[_Answer] = []
        for start in range(0, len(asked), _AT_ONCE):
            answers.extend(self._answers(texts, hints, asked[start : start + _AT_ONCE]))
        by_key = dict(zip(first, answers, strict=True))
        found = [by_key[key] for key in keys]
        return CodedTitles(
            tuple(texts),
            tuple(answer.soc for answer in found),
            np.array([answer.confidence for answer in found], dtype=np.float64),
            tuple(answer.alternatives for answer in found),
            tuple(answer.words for answer in found),
        )

    def soc(self, title: str) -> str | None:
        """Return the occupation of one title.

        Returns
        -------
        str or None
            The SOC code; blank when the title leaves it open (confidence below `SURE`), None when nothing
            known is like it.
        """
        coded = self.code([title])
        if not coded.soc[0]:
            return None
        return coded.soc[0] if coded.confidence[0] >= SURE else ""

    def _answers(self, texts: Sequence[str], hints: Hints | None, at: Ints) -> list[_Answer]:
        """Answers for the titles at some places."""
        reference, known = self.reference, self.reference.known
        read = [read_title(texts[place], reference.places) for place in at.tolist()]
        rows = known.features(read)
        evidence = known.evidence(rows, len(read))
        scores = np.log(evidence.votes + 1e-9) + evidence.words + reference.prior
        if hints is not None:
            scores += reference.hint_book(self._pack).scores(hints, at)
        ranked = _ranked(scores)
        best = ranked[:, 0]
        each = np.arange(len(at))
        sure = confidence(shares(scores), evidence.votes[each, best])
        meant = evidence.votes.max(axis=1) >= _FAINTEST_VOTE
        meant &= [not says_little(title) for title in read]
        near = scores[each[:, None], ranked] >= scores[each, best][:, None] - _FARTHEST_RUNNER_UP
        near &= evidence.votes[each[:, None], ranked] > 0.0
        telling = _telling_words(rows, known.rises(rows, best), len(at))
        socs = reference.socs
        return [
            self._corrected(texts[place])
            or (
                _Answer(
                    socs[best[row]],
                    round(float(sure[row]), 4),
                    tuple(socs[other] for other in ranked[row, 1:][near[row, 1:]]),
                    tuple(dict.fromkeys(read[row].written[word] for word in telling[row])),
                )
                if meant[row]
                else _NO_ANSWER
            )
            for row, place in enumerate(at.tolist())
        ]

    def _corrected(self, text: str) -> _Answer | None:
        soc = self.corrections.soc(text)
        return _Answer(soc, 1.0, (), ()) if soc is not None and soc in self.reference.soc_set else None


def _ranked(scores: Floats) -> Ints:
    """The best occupations of each row, best first; of equal ones the lower code."""
    wanted = min(RUNNERS_UP + 1, scores.shape[1])
    some = np.argpartition(-scores, wanted - 1, axis=1)[:, :wanted]
    some.sort(axis=1)
    order = np.argsort(-np.take_along_axis(scores, some, axis=1), axis=1, kind="stable")
    return np.take_along_axis(some, order, axis=1)


def _telling_words(rows: FeatureRows, rises: Floats, titles: int) -> list[list[int]]:
    """Of each title the words that say most for its occupation, in their order."""
    said: list[dict[int, float]] = [{} for _ in range(titles)]
    for title, word, rise in zip(rows.title.tolist(), rows.place.tolist(), rises.tolist(), strict=True):
        said[title][word] = said[title].get(word, 0.0) + rise
    least = [max(_TELLING_SHARE * max(words.values(), default=0.0), 1e-9) for words in said]
    return [
        sorted(word for word, rise in words.items() if rise >= enough)
        for words, enough in zip(said, least, strict=True)
    ]
