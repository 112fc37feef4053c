"""The words of the commands that write a document of a region, or read one back."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from workbook.commands import askingwords


def add_deck(
    command: argparse.ArgumentParser,
    assignment: Callable[[str], tuple[str, str]],
    day: Callable[[str], object],
    files: Sequence[tuple[str, str]],
) -> None:
    """Add the words of ``headway deck``."""
    command.description = "Write the plan of a region as slides with charts that can be edited."
    askingwords.add_place(command, assignment)
    add = command.add_argument
    add("--out", required=True, metavar="FILE.pptx", help="write the deck; its folder must exist")
    askingwords.add_files(command, files)
    askingwords.add_scenario(command)
    askingwords.add_budget(command)
    add("--months", metavar="PLAN.json", help="months kept by headway track: adds what changed")
    add("--date", type=day, metavar="YYYY-MM-DD", help="day the plan stands for (default: today)")
    askingwords.add_shared(command)


def add_read(command: argparse.ArgumentParser) -> None:
    """Add the words of ``headway read``."""
    command.description = (
        "Read a workbook back that Headway wrote and a board edited: say what was changed, and take what is "
        "accepted into a plan. The workbook itself is only read."
    )
    add = command.add_argument
    add("file", metavar="FILE.xlsx", help="the workbook, saved by Excel, LibreOffice or another program")
    add(
        "--plan",
        metavar="PLAN.json",
        help="the plan as it is now; without it the workbook is taken as a plan of its own",
    )
    add("--out", metavar="NEWPLAN.json", help="write the plan with what was accepted")
    add(
        "--accept",
        nargs="+",
        default=None,
        metavar="all|none|ID",
        help="take all changes, none, or those named (default: all where --out is given, but no conflicts)",
    )
    add("--json", action="store_true", help="print the answer as JSON instead of text")
    command.set_defaults(wrong_use=command.error)


def add_regions(
    command: argparse.ArgumentParser,
    assignment: Callable[[str], tuple[str, str]],
    day: Callable[[str], object],
) -> None:
    """Add the words of ``headway regions``."""
    command.description = (
        "Solve every area of a state, or of the whole pack (about a minute), and write one workbook: a "
        "row for "
        "each region, and one for each region and occupation."
    )
    add = command.add_argument
    add("--state", action="append", default=[], metavar="GA", help="only areas of this state; repeatable")
    add("--out", required=True, metavar="FILE.xlsx", help="write the workbook; its folder must exist")
    add(
        "--param",
        action="append",
        default=[],
        type=assignment,
        metavar="NAME=VALUE",
        help="change a parameter; may be repeated",
    )
    add("--date", type=day, metavar="YYYY-MM-DD", help="day the plan stands for (default: today)")
    askingwords.add_scenario(command)


def add_coach(
    command: argparse.ArgumentParser,
    assignment: Callable[[str], tuple[str, str]],
    day: Callable[[str], object],
    files: Sequence[tuple[str, str]],
) -> None:
    """Add the words of ``headway coach``."""
    command.description = (
        "Write coach pages, one an occupation: what comes next, what transfers, what is missing, who feeds "
        "it. Several come with contents and bookmarks."
    )
    askingwords.add_place(command, assignment)
    add = command.add_argument
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--from",
        dest="origins",
        action="append",
        default=[],
        metavar="SOC",
        help="an occupation by its code or title; may be repeated",
    )
    which.add_argument("--all", dest="every", action="store_true", help="every Origin of the region")
    add("--out", required=True, metavar="FILE", help="a name in .pdf or .xlsx; its folder must exist")
    add("--paper", choices=("letter", "a4"), default="letter", help="size of a page (default: letter)")
    askingwords.add_files(command, files)
    askingwords.add_scenario(command)
    add("--date", type=day, metavar="YYYY-MM-DD", help="day the plan stands for (default: today)")
    askingwords.add_shared(command)
