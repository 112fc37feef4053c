"""The titles of loaded postings that leave their occupation open, and those that are like one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.language import say, say_count
from workbook.desk import Desk

if TYPE_CHECKING:
    from data.intake.loaded import Loaded


@dataclass(frozen=True)
class OpenTitle:
    """One title: in how many postings it stands, its candidates best first, how sure, and what decided."""

    title: str
    postings: int
    candidates: tuple[str, ...]
    confidence: float
    words: str


def titles_to_review(loaded: Loaded | None, desk: Desk) -> int:
    """Return how many titles of a file leave their occupation open and were not coded by hand yet."""
    from workbook.loadedfiles import title_key

    keys = frozenset() if loaded is None else loaded.facts.get("review_keys", frozenset())
    return len(keys - {title_key(title) for title, _ in desk.corrections}) if keys else 0


def open_titles(files: Sequence[Loaded]) -> list[OpenTitle]:
    """Return every title that leaves its occupation open, equal ones once, those of most postings first."""
    found: dict[str, OpenTitle] = {}
    for loaded in files:
        review = loaded.facts.get("review")
        if review is None:
            continue
        for row in review.itertuples():
            title, key = str(row.title or row.official), str(row.key)
            if not key:
                continue
            rest = [soc for soc in str(row.alternatives).split(";") if soc]
            candidates = tuple(dict.fromkeys([*([str(row.best)] if row.best else []), *rest]))
            before = found.get(key)
            count = int(row.rows) + (before.postings if before else 0)
            shown = before.title if before else title
            found[key] = OpenTitle(shown, count, candidates, float(row.confidence), str(row.words))
    return sorted(found.values(), key=lambda one: (-one.postings, one.title.casefold()))


def like(one: OpenTitle, others: Sequence[OpenTitle]) -> list[OpenTitle]:
    """Return the other titles whose likeliest occupation is the same and was told by the same words."""
    if not one.words or not one.candidates:
        return []
    return [
        other
        for other in others
        if other.title != one.title
        and other.words == one.words
        and other.candidates[:1] == one.candidates[:1]
    ]


def lead_words(titles: int, done: int, postings: int) -> str:
    """Return how much is left to look at, in one sentence.

    >>> lead_words(3, 1, 7)
    '2 of 3 titles leave the occupation open; 7 postings count for none until you choose.'
    >>> lead_words(2, 2, 0)
    'Every title has an occupation.'
    """
    if not titles:
        return say("No title leaves its occupation open.")
    if titles == done:
        return say("Every title has an occupation.")
    return say_count(
        "{left} of {titles} titles leave the occupation open; 1 posting counts for none until you choose.",
        "{left} of {titles} titles leave the occupation open; "
        "{postings} postings count for none until you choose.",
        postings,
        left=f"{titles - done:,}",
        titles=f"{titles:,}",
        postings=f"{postings:,}",
    )
