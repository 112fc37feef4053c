"""From a job title to an occupation by exact look-up among the known titles of occupations."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

_LEVELS = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}
_LEVEL_WORDS = {"level", "lvl"}
_MEANT = "&'’‘`´."
_IN_PLAIN_FORM = {
    **{code: " " for code in range(128) if not chr(code).isalnum()},
    **dict.fromkeys(map(ord, "'’‘`´.")),
    ord("&"): " and ",
}
OWN_TITLE = "occupation"


def normalised(title: str) -> str:
    """Write a title in the one form in which titles are compared.

    Small letters, no accents, no punctuation, single blanks, ``&`` as ``and``.

    >>> normalised("  Driver's  Helper – R&D (Night) ")
    'drivers helper r and d night'
    """
    if not title.isascii():
        parted = unicodedata.normalize("NFKD", title)
        title = "".join(
            letter if letter.isalnum() or letter in _MEANT else "" if unicodedata.combining(letter) else " "
            for letter in parted
        )
    return " ".join(title.casefold().translate(_IN_PLAIN_FORM).split())


def without_level(title: str) -> str:
    """Drop the level at the end of a normalised title.

    >>> without_level("accountant ii"), without_level("clerk level 2"), without_level("911 operator")
    ('accountant', 'clerk', '911 operator')
    """
    words = title.split()
    shorter = words
    while len(shorter) > 1 and (shorter[-1] in _LEVELS or (shorter[-1].isdigit() and len(shorter[-1]) <= 2)):
        shorter = shorter[:-1]
    if len(shorter) < len(words) and len(shorter) > 1 and shorter[-1] in _LEVEL_WORDS:
        shorter = shorter[:-1]
    return " ".join(shorter)


class TitleIndex:
    """Known titles and the occupations they belong to.

    Parameters
    ----------
    titles : iterable of (soc, title, source)
        Every known title; the source ``occupation`` marks the occupation's own title.

    Notes
    -----
    A title of several occupations belongs to the one whose own title it is, else to the one that most
    sources give it to; when they do not agree it is ambiguous.
    """

    def __init__(self, titles: Iterable[tuple[str, str, str]]) -> None:
        votes: dict[str, Counter[str]] = {}
        own: dict[str, set[str]] = {}
        for soc, title, source in titles:
            key = normalised(title)
            if key not in votes:
                votes[key] = Counter()
            votes[key][soc] += 1
            if source == OWN_TITLE:
                own.setdefault(key, set()).add(soc)
        self._socs = {key: _agreed(own.get(key, set()), count) for key, count in votes.items() if key}

    def soc(self, title: str) -> str | None:
        """Return the occupation of a title.

        Returns
        -------
        str or None
            The SOC code; blank when the title is ambiguous, None when it is not known. A title that is not
            known with its level is looked up without it.
        """
        key = normalised(title)
        if key not in self._socs:
            key = without_level(key)
        return self._socs.get(key)


def _agreed(own: set[str], votes: Counter[str]) -> str:
    if len(own) == 1:
        return next(iter(own))
    if len(votes) == 1:
        return next(iter(votes))
    ranked = votes.most_common(2)
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else ""
