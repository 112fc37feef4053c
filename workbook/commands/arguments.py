"""The words that the command takes, and what each of them must look like."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Sequence

from data.intake.kinds import LABELS
from workbook.commands import askingwords, documentwords, employerwords

MOST_MONTHS = 600
FILES = (
    ("--postings", "job postings"),
    ("--unemployed", "people out of work by occupation, group or in total"),
    ("--wages", "jobs and wages, in the place of those shipped"),
    ("--nonba-wages", "what people without a four-year degree earn, in the place of the estimate"),
    ("--projections", "growth and openings of a state or a newer year, in the place of those shipped"),
    ("--programmes", "training programmes, to be matched to the Gateways"),
    ("--outcomes", "what became of people after training, to stand beside the programmes"),
    ("--transitions", "moves between occupations, in the place of the modelled ones"),
    ("--boundaries", "shapes of counties, which place postings that only tell latitude and longitude"),
)
"""Options that take files of the planner's, and what each of them holds."""


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line; ``command`` is the word it begins with."""
    parser = argparse.ArgumentParser(
        prog="headway",
        description="Job progressions for people without a four-year degree, region by region.",
        epilog="“headway” alone (also python -m desktop) opens the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, help="print the program's version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    areas = commands.add_parser(
        "areas",
        help="list the areas that a region can be made of",
        description="List the areas that a region can be made of: code, kind, title; the best match first.",
        allow_abbrev=False,
    )
    areas.add_argument(
        "text", nargs="*", metavar="TEXT", help="a code, or part of a title; all areas without it"
    )
    _add_plan(commands.add_parser("plan", help="compute the plan of a region", allow_abbrev=False))
    _add_check(
        commands.add_parser("check", help="say what a file is and what of it can be used", allow_abbrev=False)
    )
    _add_load(commands.add_parser("load", help="write a file as one clean table", allow_abbrev=False))
    _add_code_titles(
        commands.add_parser("code-titles", help="find the occupations of job titles", allow_abbrev=False)
    )
    _add_transitions(
        commands.add_parser("transitions", help="count moves in job histories", allow_abbrev=False)
    )
    _add_questions(commands)
    return parser


def _add_questions(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands that ask a region or a plan one question."""
    gaps = commands.add_parser(
        "gaps", help="say what transfers and what training must add", allow_abbrev=False
    )
    askingwords.add_gaps(gaps)
    askingwords.add_region(gaps, _assignment, _day, FILES)
    rules = commands.add_parser("rules", help="show the demand rules, to copy and edit", allow_abbrev=False)
    askingwords.add_rules(rules)
    paths = commands.add_parser(
        "paths", help="list the best paths to and from occupations", allow_abbrev=False
    )
    askingwords.add_paths(paths, _count)
    askingwords.add_region(paths, _assignment, _day, FILES)
    allocate = commands.add_parser(
        "allocate", help="spend a budget on moves into good jobs", allow_abbrev=False
    )
    askingwords.add_allocate(allocate, _assignment)
    askingwords.add_region(allocate, _assignment, _day, FILES)
    scenarios = commands.add_parser(
        "scenarios", help="compare a region under demand scenarios", allow_abbrev=False
    )
    askingwords.add_scenarios(scenarios, _count)
    askingwords.add_region(scenarios, _assignment, _day, FILES)
    deck = commands.add_parser("deck", help="write the plan as slides", allow_abbrev=False)
    documentwords.add_deck(deck, _assignment, _day, FILES)
    regions = commands.add_parser(
        "regions", help="write every region of a state or the nation to one workbook", allow_abbrev=False
    )
    documentwords.add_regions(regions, _assignment, _day)
    track = commands.add_parser(
        "track", help="keep a month of a plan and say what changed and why", allow_abbrev=False
    )
    askingwords.add_track(track, FILES)
    read = commands.add_parser("read", help="read a workbook back that a board edited", allow_abbrev=False)
    documentwords.add_read(read)
    coach = commands.add_parser(
        "coach", help="write pages for coaches, one an occupation", allow_abbrev=False
    )
    documentwords.add_coach(coach, _assignment, _day, FILES)
    employerwords.add_employers(commands, _assignment, _day, FILES)


def _add_plan(plan: argparse.ArgumentParser) -> None:
    plan.description = "Compute the plan of a region and write it as a workbook, as CSV tables or as JSON."
    askingwords.add_place(plan, _assignment)
    add = plan.add_argument
    add(
        "--override",
        action="append",
        default=[],
        type=_override,
        metavar="SOC=CLASS:REASON",
        help="set the class of an occupation by hand; may be repeated",
    )
    askingwords.add_files(plan, FILES)
    add(
        "--rules",
        action="append",
        default=[],
        metavar="NAME_OR_FILE",
        help="apply these demand rules instead of all shipped ones (see headway rules); may be repeated",
    )
    askingwords.add_budget(plan)
    add("--out", metavar="FILE.xlsx", help="write the workbook; its folder must exist")
    add("--tables", metavar="FOLDER", help="write every result table as CSV; the folder is made if need be")
    add("--package", metavar="FOLDER", help="write a data package: CSV, Parquet and datapackage.json")
    add("--with-transitions", action="store_true", help="write the moves between occupations as well")
    add("--json", action="store_true", help="print the answer as JSON instead of text")
    askingwords.add_shared(plan)
    add(
        "--date",
        type=_day,
        metavar="YYYY-MM-DD",
        help="day the plan stands for; decides which postings are open (default: today)",
    )
    add("--top", type=_count, default=5, metavar="N", help="priorities to print (default: 5)")
    askingwords.add_scenario(plan)
    plan.set_defaults(wrong_use=plan.error)


def _add_check(check: argparse.ArgumentParser) -> None:
    check.description = (
        "Say what a file is, how many of its rows can be used, and what was met in it. "
        "Status 0 when anything can be used, 1 when nothing can."
    )
    _add_file(check, required=False)
    check.add_argument("--json", action="store_true", help="print the answer as JSON instead of text")


def _add_load(load: argparse.ArgumentParser) -> None:
    load.description = "Take a file in and write its clean rows under the program's own columns."
    _add_file(load, required=True)
    add = load.add_argument
    add("--out", required=True, metavar="TABLE", help="write the clean rows: a name in .parquet or .csv")
    add("--rejects", metavar="FILE.xlsx", help="write the rows set aside, to be mended and loaded again")
    add(
        "--save-recipe",
        metavar="RECIPE.json",
        help="keep which column told what, for the next file of this layout",
    )


def _add_file(command: argparse.ArgumentParser, *, required: bool) -> None:
    add = command.add_argument
    told = (
        "CSV, TSV, Excel, ODS, JSON or Parquet, also packed (.gz, .zip); boundaries: GeoJSON, TopoJSON, .shp"
    )
    add("file", metavar="FILE", help=told)
    add(
        "--as",
        dest="kind",
        required=required,
        choices=tuple(LABELS),
        metavar="KIND",
        help=f"what the file is: {', '.join(LABELS)}",
    )
    add("--boundaries", metavar="FILE", help="shapes of counties, which place postings by their coordinates")
    add("--recipe", metavar="RECIPE", help="apply a saved recipe as far as it fits")
    add("--sheet", metavar="NAME", help="sheet of a workbook (default: the one that fits best)")


def _add_code_titles(code: argparse.ArgumentParser) -> None:
    code.description = (
        "Find the occupation of every job title of a column: title, SOC code, how sure (0 to 1), and up to "
        "three others it may be, best first."
    )
    add = code.add_argument
    add("file", metavar="FILE", help="CSV, TSV, Excel, ODS, JSON or Parquet, also packed (.gz, .zip)")
    add("--column", required=True, metavar="TITLE", help="heading of the column, or its number from 1")
    add("--out", required=True, metavar="FILE.csv", help="write title,soc,confidence,alternatives")
    add("--sheet", metavar="NAME", help="sheet of a workbook (default: the first with that column)")
    add("--review", metavar="FILE.xlsx", help="write the titles as a sheet that a colleague can fill in")
    add(
        "--apply",
        action="append",
        default=[],
        metavar="REVIEW.xlsx",
        help="use what a filled review says; may be repeated, the last one counts",
    )


def _add_transitions(transitions: argparse.ArgumentParser) -> None:
    transitions.description = (
        "Count who moved from which occupation to which, from one row per person and job. Pairs of fewer "
        "than 10 people are not written."
    )
    add = transitions.add_argument
    add("histories", metavar="HISTORIES", help="a Parquet, CSV or TSV file, or a folder of them")
    add("--out", required=True, metavar="TABLE", help="write the table: a name in .csv or .parquet")
    add(
        "--months",
        type=_months,
        default=12,
        metavar="N",
        help="longest gap between two jobs, in months (default: 12)",
    )
    add(
        "--column",
        action="append",
        default=[],
        type=_assignment,
        metavar="FIELD=NAME",
        help="say which column holds person, soc, title, start, end or education; may be repeated",
    )
    order = transitions.add_mutually_exclusive_group()
    for word, first in (("--day-first", True), ("--month-first", False)):
        order.add_argument(
            word,
            dest="day_first",
            action="store_const",
            const=first,
            default=None,
            help=f"03/04/2019 is {'the third of April' if first else 'March the fourth'}",
        )
    add(
        "--known-education-only",
        action="store_true",
        help="leave out people whose education is nowhere stated",
    )


class _Version(argparse.Action):
    """Print the version; looked up only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str | None = None) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        from workbook.version import program_version

        print(f"headway {program_version()}")
        parser.exit()


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip():
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form name=value")
    return name.strip(), value.strip()


def _override(text: str) -> tuple[str, str, str]:
    soc, equals, rest = text.partition("=")
    class_name, colon, reason = rest.partition(":")
    if not equals or not colon or not soc.strip():
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form SOC=Class:reason")
    return soc.strip(), class_name.strip(), reason.strip()


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2025-03-31") from None


def _months(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_MONTHS:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of months from 0 to {MOST_MONTHS}")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number above 0")
    return int(text)
