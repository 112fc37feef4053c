"""The words of the commands about employers: a workbook to fill in, and filled ones read back."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from workbook.commands import askingwords

Words = argparse._SubParsersAction  # The library has no public name for it.


def add_employers(
    commands: Words[argparse.ArgumentParser],
    assignment: Callable[[str], tuple[str, str]],
    day: Callable[[str], object],
    files: Sequence[tuple[str, str]],
) -> None:
    """Add ``headway employer`` and ``headway funnel``."""
    employer = commands.add_parser(
        "employer", help="write a hiring-funnel workbook for an employer", allow_abbrev=False
    )
    employer.description = (
        "Write the workbook in which an employer counts people at each stage of hiring, by group and "
        "degree. "
        "With --employer and --postings it shows what that employer's postings ask for."
    )
    askingwords.add_place(employer, assignment)
    add = employer.add_argument
    add(
        "--occupation",
        metavar="SOC",
        help="occupation hired for, by its code or title; none for a blank form",
    )
    add("--employer", default="", metavar="NAME", help="name of the employer, written in")
    askingwords.add_files(employer, files)
    askingwords.add_scenario(employer)
    add("--date", type=day, metavar="YYYY-MM-DD", help="day the figures stand for (default: today)")
    add("--out", required=True, metavar="FILE.xlsx", help="write the workbook; its folder must exist")
    askingwords.add_shared(employer)
    _add_funnel(commands, assignment)


def _add_funnel(
    commands: Words[argparse.ArgumentParser], assignment: Callable[[str], tuple[str, str]]
) -> None:
    funnel = commands.add_parser("funnel", help="read filled hiring-funnel workbooks", allow_abbrev=False)
    funnel.description = (
        "Read workbooks that employers filled in, check them, and give rates, impact ratios and Fisher's "
        "exact "
        "test by step and group. Status 0 when any file can be used, 1 when none can."
    )
    add = funnel.add_argument
    add("files", nargs="+", metavar="FILE_OR_FOLDER", help="filled workbooks, or folders of them")
    add("--out", metavar="REPORT.xlsx", help="write a report, a sheet a table")
    add("--tables", metavar="FOLDER", help="write every table as CSV; the folder is made if need be")
    add("--json", action="store_true", help="print the answer as JSON instead of text")
    add(
        "--pooled",
        action="store_true",
        help="add the employers up, without names; small cells and cells of few employers are withheld",
    )
    add(
        "--param",
        action="append",
        default=[],
        type=assignment,
        metavar="NAME=VALUE",
        help="change a parameter; may be repeated",
    )
