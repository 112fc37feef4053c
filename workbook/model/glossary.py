"""The glossary: every class, word, column and parameter in plain words, for the window and the workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.dictionaries import columns, parameters
from data.language import say

CLASS_MEANINGS = {
    "Origin": say(
        "Pays people without a four-year degree less than the Origin line, is mostly done by them, and "
        "leads on to at least one Gateway or Target."
    ),
    "Mid-wage Origin": say(
        "An Origin in the band between the low-wage line and the Origin line: a step up from a low-wage "
        "Origin although it unlocks no progression."
    ),
    "Gateway": say(
        "A good role and a springboard: pays at least the Origin line, is open to people without a "
        "four-year degree, draws more than a third of those moving in from Origins, and sends more than a "
        "third of those moving on to Targets."
    ),
    "Target": say(
        "Where a progression leads: pays more than the Target line, has low long-term automation risk, is "
        "in demand, and is reached from at least one Gateway."
    ),
    "Historical Adjacency": say(
        "Reachable from Origins and pays more than the Target line, but does not lead on to Targets; mostly "
        "trades."
    ),
    "Not classified": say("Everything else."),
}
WORDS = {
    say("Non-BA"): say("People without a four-year (bachelor's) degree."),
    say("Observed"): say(
        "Published by a statistical office, or loaded from a local file, as it stands. No mark."
    ),
    say("Imputed (i)"): say(
        "Spread from a group or a total, or borrowed from a group, because nobody publishes the figure."
    ),
    say("Modelled (m)"): say("An estimate of this program: a claim about likelihood, not a record."),
    say("Live"): say("Recomputes in this workbook when an assumption changes."),
    say("Solved"): say(
        "Found by the circular pass over all occupations, which only the program runs; in grey italics."
    ),
    say("Suppressed, absent, zero"): say(
        "Three different things: the publisher withheld the figure; the region has no such row; the figure "
        "is nought. The first two are blank and counted as coverage."
    ),
    say("Good, viable job"): say(
        "A Gateway, Historical Adjacency or Mid-wage Origin with openings and without high unemployment "
        "among its people."
    ),
    "SOC": say("Standard Occupational Classification: the code of an occupation."),
    "CIP": say("Classification of Instructional Programs: the code of a field of training."),
}
PLACES = {
    "matrix": say("Regional matrix"),
    "priorities": say("Priorities"),
    "allocation": say("Allocation"),
    "budget_curve": say("Allocation"),
    "progressions": say("Progressions"),
    "training_gaps": say("Training gaps"),
    "representation": say("Representation"),
    "representation_gateways": say("Representation detail"),
    "opportunity": say("Opportunity"),
    "scenarios": say("Scenarios"),
    "sectors": say("Sectors"),
    "coverage": say("Cover"),
}
"""Tables of the workbook, and the sheet on which each stands."""

MORE_TABLES = {
    "paths": say("Progressions"),
    "changes": say("What changed"),
    "series": say("What changed"),
    "triggers": say("What changed"),
    "tornado": say("Scenarios"),
    "robustness": say("Scenarios"),
    "reversals": say("Scenarios"),
    "funnel": say("Employers"),
    "allocation_groups": say("Allocation"),
    "allocation_limits": say("Allocation"),
    "training_gateways": say("Training gaps"),
    "training_pairs": say("Training gaps"),
    "training_programmes": say("Training gaps"),
    "training_unlocks": say("Training gaps"),
    "training_technologies": say("Training gaps"),
    "trace": say("Selected occupation"),
}
"""Tables that only the window and the CSV files have, and the page on which each stands."""

KINDS = {
    "text": "",
    "observed": say("observed"),
    "imputed": say("imputed"),
    "modelled": say("modelled"),
    "derived": say("computed"),
    "solved": say("solved"),
}
"""How figures came about, in words: the kinds of the dictionary of columns."""


@dataclass(frozen=True)
class Term:
    """One word: where it stands, what it means, and for figures their unit, kind and source.

    ``name`` is the stable name of a column or parameter (``matrix.origin_reach``), blank for other words.
    """

    name: str
    where: str
    label: str
    unit: str
    kind: str
    meaning: str
    source: str


def terms() -> tuple[Term, ...]:
    """Return every term that the window shows, classes and words first, in the order in which people read.

    A column that several tables share with the same meaning stands once.
    """
    study = "Unlocking experience-based job progressions, 2021"
    found = [
        Term("", say("Classes"), say(name), "", say("solved"), text, study)
        for name, text in CLASS_MEANINGS.items()
    ]
    found += [Term("", say("Words"), name, "", "", text, "") for name, text in WORDS.items()]
    seen = {(term.label, term.meaning) for term in found}
    for table, where in (PLACES | MORE_TABLES).items():
        for column in columns(table).values():
            label, meaning = say(column.label), say(column.meaning)
            if (label, meaning) not in seen:
                seen.add((label, meaning))
                kind = KINDS.get(column.kind, column.kind)
                name = f"{table}.{column.name}"
                found.append(Term(name, where, label, say(column.unit), kind, meaning, column.source))
    for one in parameters().values():
        where = say("Parameters: {group}", group=say(one.group))
        found.append(Term(one.name, where, say(one.label), say(one.unit), "", say(one.meaning), one.source))
    return tuple(found)


def matching(all_terms: Iterable[Term], typed: str) -> list[Term]:
    """Return the terms that hold every typed word, those first whose label begins with what is typed.

    >>> [term.label for term in matching(terms(), "location quotient")][:1]
    ['Location quotient']
    """
    words = typed.casefold().split()
    beginning = " ".join(words)

    def order(term: Term) -> tuple[bool, bool]:
        label = term.label.casefold()
        return (not label.startswith(beginning), not all(word in label for word in words))

    held = (
        term
        for term in all_terms
        if all(word in f"{term.label} {term.name} {term.meaning}".casefold() for word in words)
    )
    return sorted(held, key=order)


def term_of(all_terms: Sequence[Term], table: str, column: str) -> Term | None:
    """Return the term of a column: that of its table, else the one that carries its label elsewhere."""
    named = {term.name: term for term in all_terms}
    own = named.get(f"{table}.{column}")
    if own is not None:
        return own
    label = say(columns(table)[column].label) if column in columns(table) else column
    return next((term for term in all_terms if term.label == label), None)
