"""The rule trace of one occupation, sorted for reading: its own class first, then the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from data.language import say
from desktop.look.palette import CLASS_ORDER

NO_BREAK = "\N{NO-BREAK SPACE}"
TEST = re.compile(
    r"^(?P<mark>[✓✗]) (?P<class_name>.+?) – (?P<label>.+): (?P<value>.+?) (?P<sign>[<≤>≥=]) (?P<line>.+)$"
)


@dataclass(frozen=True)
class TraceLine:
    """One test: its class, named as in the results, whether it was passed, and the sentence."""

    class_name: str
    passed: bool
    text: str


@dataclass(frozen=True)
class Trace:
    """The sentences before the tests, the tests of the occupation's own class, and those of the others."""

    lead: tuple[str, ...]
    own: tuple[TraceLine, ...]
    others: tuple[TraceLine, ...]

    def failures(self) -> dict[str, tuple[TraceLine, ...]]:
        """Return the failed tests of each other class; none when it passes them all."""
        names = dict.fromkeys(line.class_name for line in self.others)
        return {
            name: tuple(line for line in self.others if line.class_name == name and not line.passed)
            for name in names
        }


def read_trace(sentences: Sequence[str], class_name: str) -> Trace:
    """Sort the sentences of a rule trace.

    >>> trace = read_trace(["Target", "✗ Gateway – Job Zone: 5 ≤ 4"], "Target")
    >>> trace.lead, trace.others[0].text.replace(NO_BREAK, " ")
    (('Target',), 'Job Zone: 5, needed ≤ 4')
    """
    lead, own, others = [], [], []
    named = {say(name): name for name in CLASS_ORDER}
    for sentence in sentences:
        found = TEST.match(sentence)
        if found is None:
            lead.append(sentence)
            continue
        passed = found["mark"] == "✓"
        value, ending = (
            part.replace(" ", NO_BREAK) for part in (found["value"], f"{found['sign']} {found['line']}")
        )
        text = say(
            "{label}: {value} ({ending})" if passed else "{label}: {value}, needed {ending}",
            label=say(found["label"]),
            value=value.replace("nan", say("not known")),
            ending=ending.replace("nan", say("not known")),
        )
        line = TraceLine(named.get(found["class_name"], found["class_name"]), passed, text)
        (own if line.class_name == class_name else others).append(line)
    return Trace(tuple(lead), tuple(own), tuple(others))
