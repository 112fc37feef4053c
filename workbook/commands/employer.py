"""``headway employer``: the workbook in which an employer fills in the hiring funnel."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbook.commands.asking import occupation_at, solved
from workbook.outfile import check_place


def make_employer_workbook(asked: argparse.Namespace) -> int:
    """Write the workbook of an employer, or a blank one; status 0.

    Raises
    ------
    PlannerError
        When region, files or occupation cannot be used, or the file cannot be written.
    """
    out = check_place(Path(asked.out))
    with solved(asked) as results:
        from workbook.model.employer import employer_brief
        from workbook.writing.employers.book import write_employer

        place = occupation_at(results, asked.occupation) if asked.occupation else None
        brief = employer_brief(results, place, asked.employer)
        written = write_employer(brief, out)
    whom = brief.employer or "any employer"
    what = f" who hires for {brief.occupation}" if brief.soc else ""
    print(f"Workbook: {written} (for {whom}{what} in {results.region.name})")
    if asked.employer and asked.postings and not brief.own.stated:
        print(
            f"No open posting of {brief.employer} that states the education asked for was found in the files."
        )
    return 0
