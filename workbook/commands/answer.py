"""The answer as a page of text: where the files are, the headline, the first priorities, what is imputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.commands.document import class_shares, distinct_postings, open_postings, ranked
from workbook.commands.reading import finding_lines
from workbook.model.localtables import SUBJECTS

if TYPE_CHECKING:
    from data.intake.postings import PostingsTable
    from data.intake.unemployment import UnemployedTable
    from workbook.commands.plan import Answer
    from workbook.model.localtables import LocalTable
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
    if answer.allocated:
        from workbook.commands.allocate import lines as allocation_lines

        said += ["", *allocation_lines(results.allocation)]
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
    said += [f"  Origin reach, springboard and wage gain rest on {_moves(results)}"]
    said += _files(answer)
    said += finding_lines(results.findings)
    return said


def _moves(results: Results) -> str:
    moves = results.prepared.national
    if moves.moves_told is None:
        return "modelled transitions, not on records of moves"
    return f"transitions {moves.moves_source}"


def _written(answer: Answer) -> list[str]:
    said = []
    if answer.workbook is not None:
        said.append(f"Workbook: {answer.workbook}")
    if answer.tables:
        said.append(f"Tables: {len(answer.tables)} CSV files in {answer.tables[0].parent.resolve()}")
    if answer.package:
        folder = answer.package[0].parent.resolve()
        said.append(f"Data package: {len(answer.package)} files in {folder}, described in datapackage.json")
    if answer.shared:
        said.append("To be shared: small counts of your own files are withheld")
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
    files = answer.files
    if files.postings is not None:
        distinct = distinct_postings(files.postings)
        uncoded = distinct - len(files.postings.rows)
        told = f"{distinct:,} distinct postings" + (f", {uncoded:,} without an occupation" if uncoded else "")
        said.append(f"{_counts(files.postings)}; {told}, {open_postings(answer):,} open in the region")
    if files.unemployed is not None:
        said.append(f"{_counts(files.unemployed)}; month {files.unemployed.period}")
    return [*said, *(f"{_counts(table)}; {SUBJECTS[table.kind]}" for table in files.tables)]


def _counts(table: PostingsTable | UnemployedTable | LocalTable) -> str:
    used = f"{table.accepted:,} accepted, {table.set_aside:,} set aside"
    return f"  {table.name}: {table.read:,} rows read, {used}"
