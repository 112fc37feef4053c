"""The headless command: ``headway areas`` and ``headway plan``, also as ``python -m workbook``.

Exit status: 0 when done, 2 for wrong use, 1 with one plain sentence on standard error for trouble that a
person can mend, 130 when stopped from the keyboard.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from workbook.errors import PlannerError

DONE, TROUBLE, WRONG_USE, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the program's name; by default those of the command line.

    Raises
    ------
    SystemExit
        With status 2 for wrong use, with status 0 after ``--help`` and ``--version``.
    """
    parser = _parser()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        parser.print_help(sys.stderr)
        return WRONG_USE
    asked = parser.parse_args(given)
    _write_any_letter(sys.stdout)
    _write_any_letter(sys.stderr)
    try:
        with _stop_when_told():
            status = _run(asked)
        sys.stdout.flush()
        return status
    except PlannerError as trouble:
        print(f"headway: {trouble}", file=sys.stderr)
        return TROUBLE
    except BrokenPipeError:
        _leave_closed_pipe_alone()
        return DONE
    except KeyboardInterrupt:
        print("headway: Stopped. Nothing half-written was left behind.", file=sys.stderr)
        return STOPPED


def _run(asked: argparse.Namespace) -> int:
    # Each subject is imported when it is asked for: pandas and DuckDB take longer than the help does.
    if asked.command == "areas":
        from workbook.commands.areas import list_areas

        return list_areas(" ".join(asked.text))
    _calculate_in_one_thread()
    from workbook.commands.plan import make_plan

    with _seldom_collecting():
        return make_plan(asked)


def _parser() -> argparse.ArgumentParser:
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
    return parser


def _add_plan(plan: argparse.ArgumentParser) -> None:
    plan.description = "Compute the plan of a region and write it as a workbook, as CSV tables or as JSON."
    add = plan.add_argument
    add(
        "--region", required=True, metavar="CODE_OR_NAME[,…]", help="one or several areas (see headway areas)"
    )
    add(
        "--param",
        action="append",
        default=[],
        type=_assignment,
        metavar="NAME=VALUE",
        help="change a parameter; may be repeated",
    )
    add(
        "--override",
        action="append",
        default=[],
        type=_override,
        metavar="SOC=CLASS:REASON",
        help="set the class of an occupation by hand; may be repeated",
    )
    add("--unemployed", metavar="FILE", help="CSV of unemployed people: soc,group,period,unemployed")
    add("--postings", metavar="FILE", help="CSV of job postings: id,title,soc,employer,area,posted,expires,…")
    add("--out", metavar="FILE.xlsx", help="write the workbook; its folder must exist")
    add("--tables", metavar="FOLDER", help="write every result table as CSV; the folder is made if need be")
    add("--with-transitions", action="store_true", help="write transitions.csv as well (needs --tables)")
    add("--json", action="store_true", help="print the answer as JSON instead of text")
    add(
        "--date",
        type=_day,
        metavar="YYYY-MM-DD",
        help="day the plan stands for; decides which postings are open (default: today)",
    )
    add("--top", type=_count, default=5, metavar="N", help="priorities to print (default: 5)")
    plan.set_defaults(wrong_use=plan.error)


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


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number above 0")
    return int(text)


def _write_any_letter(stream: TextIO) -> None:
    """Let a pipe or an old console take every letter: UTF-8 into files and pipes, a stand-in on a screen."""
    if not isinstance(stream, io.TextIOWrapper) or stream.encoding.casefold().replace("-", "") == "utf8":
        return
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8")


def _calculate_in_one_thread() -> None:
    """Keep numpy's matrix products in one thread, before numpy is imported.

    They are small: threads gain nothing, lose much where other programs work, and would let the last digits
    depend on the number of processors.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage seldom: one run makes many small objects, nearly all of which live to its end."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _stop_when_told() -> Iterator[None]:
    """Take a request to terminate as one from the keyboard, so that nothing half-written stays behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave_closed_pipe_alone() -> None:
    """Keep the interpreter from writing to a reader that has gone (``headway areas | head``)."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
