"""What the commands that take files in share: progress in rows, refusals in words, findings as lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.intake.findings import NOTE, Finding, IntakeError
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from data.intake.reading.progress import Progress
    from data.intake.recipes import Recipe
    from workbook.commands.progress import ProgressLine


def rows_told(tell: ProgressLine, what: str) -> Progress:
    """Return a listener that shows how many rows are read and which share of the work is done."""

    def told(rows: int, share: float | None) -> None:
        tell(f"{what}, {rows:,} rows" if rows else what, share)

    return told


@contextmanager
def refused_in_words() -> Iterator[None]:
    """Turn the refusal of a file into one that the command prints.

    Raises
    ------
    PlannerError
        For every IntakeError inside.
    """
    try:
        yield
    except IntakeError as trouble:
        raise PlannerError(trouble.what, trouble.why, trouble.what_to_do) from trouble


def recipe_at(path: str | None) -> Recipe | None:
    """Read the recipe that a command was given; IntakeError when it is none."""
    if path is None:
        return None
    from data.intake.recipes import load

    return load(Path(path))


def as_record(finding: Finding) -> dict[str, Any]:
    """Return a finding as plain values, for JSON."""
    return {one.name: _plain(getattr(finding, one.name)) for one in fields(finding)}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def finding_lines(findings: Iterable[Finding]) -> list[str]:
    """Return findings as lines to print, each with its place."""
    lines = [f"  {_one_line(one)}" for one in findings]
    return ["", "Findings", *lines] if lines else []


def _one_line(finding: Finding) -> str:
    sentences = f"{finding.what}. {finding.what_to_do}."
    if not finding.file:
        return sentences
    place = ", ".join(part for part in (finding.file, finding.where) if part)
    kind = "" if finding.severity == NOTE else f"{finding.severity}: "
    return f"{kind}{place}: {sentences}"
