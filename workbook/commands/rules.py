"""``headway rules``: the shipped demand rules, to read, copy and edit."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from data.rulesets.reading import FOLDER, RuleSet, rules_named, shipped
from workbook.commands.reading import refused_in_words
from workbook.errors import PlannerError
from workbook.outfile import check_place, flush, staged_file

SUFFIXES = (".toml",)


def show_rules(asked: argparse.Namespace) -> int:
    """List the shipped rules, or print or write one set as a file that can be edited; status 0.

    Raises
    ------
    PlannerError
        When there are no such rules, or the file cannot be written.
    """
    if asked.name is None:
        if asked.out:
            asked.wrong_use("--out needs the name of the rules")
        for rules in shipped().values():
            print(f"{rules.name:<15} {rules.title}\n    {rules.about}")
        return 0
    if asked.name not in shipped():
        raise PlannerError(
            f"There are no shipped rules called “{asked.name}”",
            f"The names are {', '.join(shipped())}",
            "Use one of them",
        )
    text = (FOLDER / f"{asked.name}.toml").read_text(encoding="utf-8")
    if not asked.out:
        print(text, end="")
        return 0
    out = check_place(Path(asked.out), SUFFIXES, "file")
    with staged_file(out, SUFFIXES, "file") as temporary:
        temporary.write_text(text, encoding="utf-8")
        flush(temporary)
    print(f"Rules: {out}")
    return 0


def rule_sets(given: Sequence[str]) -> tuple[RuleSet, ...] | None:
    """Return the rule sets that a command was given, None when it was given none.

    Raises
    ------
    PlannerError
        When one is neither shipped nor a usable file, or two have the same name.
    """
    if not given:
        return None
    with refused_in_words():
        found = [rules_named(text) for text in given]
    names = [rules.name for rules in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise PlannerError(
            f"Two rule sets are called “{twice}”",
            "Their results could not be told apart",
            "Change name = … in one of the files",
        )
    return tuple(found)
