"""The answer as a page of text: where the files are, the headline, the first priorities, what is imputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.intake.findings import NOTE
from workbook.commands.document import class_shares, open_postings, ranked

if TYPE_CHECKING:
    from data.intake.findings import Finding
    from data.intake.postings import PostingsTable
    from data.intake.unemployment import UnemployedTable
    from workbook.commands.plan import Answer
    from workbook.model.results import Results


def lines(answer: Answer, top: int) -> list[str]:
    """Return the lines to print.

    Parameters
    ----------
    answer : Answer
        What the run came to.
    top : int
        Most priorities to list.
    """
    results = answer.results
    said = _written(answer)
    said += [f"{results.region.name}: {results.headline}", ""]
    said += _priorities(results, top)
    said += ["", "Classes, with their share of the published jobs"]
    said += [
        f"  {name:<21} {one['occupations']:>4}  {one['employment_share']:>5.0%}"
        for name, one in class_shares(results).items()
    ]
    said += ["", "What the figures rest on"]
    said += [f"  {name}: {text}" for name, text in results.vintages.items()]
    said += [
        f"  {row['measure']}: {row['coverage_share']:.0%} covered. {row['note']}"
        for row in results.coverage.to_dict("records")
    ]
    said += [
        "  Origin reach, springboard and wage gain rest on modelled transitions, not on records of moves"
    ]
    said += _files(answer)
    said += _findings(results)
    return said


def _written(answer: Answer) -> list[str]:
    said = []
    if answer.workbook is not None:
        said.append(f"Workbook: {answer.workbook}")
    if answer.tables:
        said.append(f"Tables: {len(answer.tables)} CSV files in {answer.tables[0].parent.resolve()}")
    return [*said, ""] if said else []


def _priorities(results: Results, top: int) -> list[str]:
    rows = ranked(results, top)
    if rows.empty:
        return ["No good, viable job of this region can be ranked."]
    said = [
        f"Top {len(rows)} of {int(results.priorities['rank'].notna().sum())} good, viable jobs to invest in"
    ]
    for row in rows.to_dict("records"):
        why = ", ".join(results.strengths(row["soc"])) or "no criterion stands out"
        place, score = int(row["rank"]), f"score {row['score']:.1f}"
        said += [f"  {place:>2}  {row['title']} ({row['soc']}, {row['class']})  {score}", f"      {why}"]
    return said


def _files(answer: Answer) -> list[str]:
    said = []
    if answer.postings is not None:
        distinct = f"{len(answer.postings.rows):,} distinct postings"
        said.append(f"{_counts(answer.postings)}; {distinct}, {open_postings(answer):,} open in the region")
    if answer.unemployed is not None:
        said.append(f"{_counts(answer.unemployed)}; month {answer.unemployed.period}")
    return said


def _counts(table: PostingsTable | UnemployedTable) -> str:
    used = f"{table.accepted:,} accepted, {table.set_aside:,} set aside"
    return f"  {table.name}: {table.read:,} rows read, {used}"


def _findings(results: Results) -> list[str]:
    if not results.findings:
        return []
    return ["", "Findings", *(f"  {_one_line(finding)}" for finding in results.findings)]


def _one_line(finding: Finding) -> str:
    sentences = f"{finding.what}. {finding.what_to_do}."
    if not finding.file:
        return sentences
    place = ", ".join(part for part in (finding.file, finding.where) if part)
    kind = "" if finding.severity == NOTE else f"{finding.severity}: "
    return f"{kind}{place}: {sentences}"
