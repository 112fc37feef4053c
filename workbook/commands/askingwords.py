"""The words of the commands that ask one question of a region."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Callable, Sequence


def add_place(command: argparse.ArgumentParser, assignment: Callable[[str], tuple[str, str]]) -> None:
    """Add the region and its parameters."""
    command.add_argument(
        "--region", required=True, metavar="CODE_OR_NAME[,…]", help="one or several areas (see headway areas)"
    )
    command.add_argument(
        "--param",
        action="append",
        default=[],
        type=assignment,
        metavar="NAME=VALUE",
        help="change a parameter; may be repeated",
    )


def add_shared(command: argparse.ArgumentParser) -> None:
    """Add the word that asks for an edition to be passed on."""
    command.add_argument(
        "--shared",
        action="store_true",
        help="make it fit to be passed on: your counts of fewer than 10 people are withheld, and others that "
        "would give them back",
    )


def add_files(command: argparse.ArgumentParser, files: Sequence[tuple[str, str]]) -> None:
    """Add options that take files of the planner's: each with what the files hold."""
    for option, what in files:
        told = f"{what}; may be repeated"
        command.add_argument(option, action="append", default=[], metavar="FILE", help=told)


def add_region(
    command: argparse.ArgumentParser,
    assignment: Callable[[str], tuple[str, str]],
    day: Callable[[str], object],
    files: Sequence[tuple[str, str]],
) -> None:
    """Add what every question needs: the region, its parameters, the planner's files, where to write."""
    add_place(command, assignment)
    add_files(command, files)
    add_scenario(command)
    add = command.add_argument
    add(
        "--out",
        metavar="TABLE",
        help="write the main table: a name in .csv or .parquet; in .xlsx every table, a sheet each",
    )
    add("--tables", metavar="FOLDER", help="write every table of the answer as CSV")
    add("--json", action="store_true", help="print the answer as JSON instead of text")
    add("--date", type=day, metavar="YYYY-MM-DD", help="day the plan stands for (default: today)")
    add_shared(command)


def add_gaps(command: argparse.ArgumentParser) -> None:
    """Add the words of ``headway gaps``."""
    command.description = (
        "Say what transfers and what is missing: for the region, from one occupation, to one, or for a pair; "
        "strengths come before gaps."
    )
    add = command.add_argument
    add("--from", dest="origin", metavar="SOC", help="occupation that people leave, by its code or title")
    add("--to", dest="destination", metavar="SOC", help="occupation that they move to")


def add_paths(command: argparse.ArgumentParser, count: Callable[[str], int]) -> None:
    """Add the words of ``headway paths``."""
    command.description = (
        "List the best two-step paths Origin → Gateway → Target: what next from an occupation, or who feeds "
        "it; shares add up to 100 %."
    )
    sides = command.add_mutually_exclusive_group()
    sides.add_argument("--from", dest="origin", metavar="SOC", help="where the paths start, by code or title")
    sides.add_argument("--to", dest="destination", metavar="SOC", help="where they end")
    add = command.add_argument
    add(
        "--by",
        choices=("people", "wage", "feasibility"),
        default="people",
        help="what the best paths have most of (default: people)",
    )
    add("--top", type=count, default=20, metavar="N", help="paths to list (default: 20)")


def add_allocate(command: argparse.ArgumentParser, assignment: Callable[[str], tuple[str, str]]) -> None:
    """Add the words of ``headway allocate``."""
    command.description = (
        "Say how many people a budget can move from which Origin into which good job, what limits it, what "
        "more of each limit is worth, and what parity costs."
    )
    add = command.add_argument
    add_budget(command, required=True)
    add("--objective", choices=("wages", "people"), help="what to reach most of (default: wages)")
    add(
        "--equity",
        action="append",
        default=[],
        type=_floor,
        metavar="GROUP>=parity",
        help=f"a group's share of the people moved is at least that of the Origins ({', '.join(EQUITY)}); "
        "0.9*parity for nine tenths of it; may be repeated; put it in quotes",
    )
    add("--at-least", metavar="PEOPLE", help="move at least so many people")
    add(
        "--minimum",
        action="append",
        default=[],
        type=lambda text: _people(assignment(text)),
        metavar="SOC=PEOPLE",
        help="at least so many people into an occupation, by its code or title; may be repeated",
    )


def add_budget(command: argparse.ArgumentParser, *, required: bool = False) -> None:
    """Add the word that names a budget."""
    command.add_argument(
        "--budget",
        required=required,
        type=lambda text: text.strip().removeprefix("$").replace(",", ""),
        metavar="USD",
        help="what may be spent on training in all" + ("" if required else "; adds the allocation"),
    )


EQUITY = ("women", "black", "asian", "hispanic")


def _floor(text: str) -> tuple[str, str]:
    """Return the group of a floor as the model names it, and how many times parity."""
    group, sign, floor = (part.strip().casefold() for part in text.partition(">="))
    times, star, word = floor.rpartition("*")
    if not sign or group not in EQUITY or word.strip() != "parity" or (star and not _is_number(times)):
        known = ", ".join(EQUITY)
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form GROUP>=parity; groups are {known}")
    return f"{group}_share", times.strip() or "1"


def _people(given: tuple[str, str]) -> tuple[str, float]:
    name, people = given
    if not _is_number(people):
        raise argparse.ArgumentTypeError(f"“{people}” is not a number of people")
    return name, float(people)


def _is_number(text: str) -> bool:
    return text.strip().replace(".", "", 1).isdecimal()


def add_track(command: argparse.ArgumentParser, files: Sequence[tuple[str, str]]) -> None:
    """Add the words of ``headway track``."""
    command.description = (
        "Compute a month of a saved plan, keep it with the plan, and say what changed since the month "
        "before, why, and what calls for a look."
    )
    add = command.add_argument
    add("--plan", required=True, metavar="FILE", help="a plan as the window saves it; the month is added")
    add("--month", required=True, type=_month, metavar="YYYY-MM", help="the month; it is computed at its end")
    for option, what in (
        ("--postings", "job postings"),
        ("--unemployed", "people out of work"),
        ("--wages", "jobs and wages"),
        ("--nonba-wages", "what people without a four-year degree earn"),
        ("--projections", "growth and openings"),
        ("--transitions", "moves between occupations"),
    ):
        add(
            option,
            action="append",
            default=[],
            metavar="FILE",
            help=f"{what} of the month, in the place of the plan's own; may be repeated",
        )
    add_files(command, [one for one in files if one[0] == "--boundaries"])
    add(
        "--posting-index",
        action="append",
        default=[],
        metavar="FILE",
        help="an index of job postings by state, shown beside the local ones",
    )
    add(
        "--out",
        metavar="TABLE",
        help="write what changed: a name in .csv or .parquet; in .xlsx every table, a sheet each",
    )
    add("--workbook", metavar="FILE.xlsx", help="write the workbook of the month, with what changed")
    add("--tables", metavar="FOLDER", help="write changes, series and triggers as CSV, every series included")
    add("--json", action="store_true", help="print the answer as JSON instead of text")


def _month(text: str) -> str:
    try:
        return f"{datetime.datetime.strptime(text, '%Y-%m'):%Y-%m}"
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a month; write it as 2025-03") from None


def add_rules(command: argparse.ArgumentParser) -> None:
    """Add the words of ``headway rules``."""
    command.description = (
        "List the shipped demand rules, or print one as a file that can be edited and given to headway plan "
        "--rules."
    )
    command.add_argument("name", nargs="?", metavar="NAME", help="print these rules; all names without it")
    command.add_argument("--out", metavar="FILE.toml", help="write them to a file instead (needs NAME)")
    command.set_defaults(wrong_use=command.error)


def add_scenario(command: argparse.ArgumentParser) -> None:
    """Add the words that choose a demand scenario."""
    add = command.add_argument
    add(
        "--scenario",
        default="baseline",
        metavar="NAME",
        help="demand scenario: baseline, slow_recovery, fast_recovery, infrastructure_programme, "
        "health_growth, or one of your own (default: baseline)",
    )
    add(
        "--scenarios",
        metavar="FILE.csv",
        help="your own scenarios: scenario,title,by,code,factor,reason,source; by industry, group or all",
    )


def add_scenarios(command: argparse.ArgumentParser, count: Callable[[str], int]) -> None:
    """Add the words of ``headway scenarios``."""
    command.description = (
        "Compare a region's openings and priorities under every demand scenario, and say which assumption "
        "moves the priorities most, how firm their ranks are, and what would turn the order."
    )
    command.add_argument(
        "--top", type=count, default=10, metavar="N", help="priorities to compare (default: 10)"
    )
