"""The headless command: ``headway areas``, ``check``, ``load`` …, also as ``python -m workbook``.

Exit status: 0 when done, 2 for wrong use, 1 with one plain sentence on standard error for trouble that a
person can mend, 130 when stopped from the keyboard.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from workbook.commands.arguments import command_parser
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from workbook.commands.coach import PagesWriter

DONE, TROUBLE, WRONG_USE, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None, writers: Mapping[str, PagesWriter] | None = None) -> int:
    """Run the command and return its exit status.

    Parameters
    ----------
    arguments : sequence of str, optional
        The words after the program's name; by default those of the command line.
    writers : mapping, optional
        Further kinds of coach pages by the ending of their file: those that need Qt come from above.

    Raises
    ------
    SystemExit
        With status 2 for wrong use, with status 0 after ``--help`` and ``--version``.
    """
    parser = command_parser()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        parser.print_help(sys.stderr)
        return WRONG_USE
    asked = parser.parse_args(given)
    _write_any_letter(sys.stdout)
    _write_any_letter(sys.stderr)
    try:
        with _stop_when_told():
            status = _run(asked, writers or {})
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


def _run(asked: argparse.Namespace, writers: Mapping[str, PagesWriter]) -> int:
    # Each subject is imported when it is asked for: pandas and DuckDB take longer than the help does.
    if asked.command == "areas":
        from workbook.commands.areas import list_areas

        return list_areas(" ".join(asked.text))
    _calculate_in_one_thread()
    with _seldom_collecting():
        if asked.command == "coach":
            from workbook.commands.coach import make_coach_pages

            return make_coach_pages(asked, writers)
        if asked.command in ("employer", "funnel"):
            return _employers(asked.command)(asked)
        return _subject(asked.command)(asked)


def _employers(command: str) -> Callable[[argparse.Namespace], int]:
    if command == "employer":
        from workbook.commands.employer import make_employer_workbook

        return make_employer_workbook
    from workbook.commands.funnel import read_filled_funnels

    return read_filled_funnels


def _subject(command: str) -> Callable[[argparse.Namespace], int]:
    if command == "check":
        from workbook.commands.check import check_file

        return check_file
    if command == "load":
        from workbook.commands.load import load_file

        return load_file
    if command == "code-titles":
        from workbook.commands.code_titles import code_titles

        return code_titles
    if command == "transitions":
        from workbook.commands.transitions import count_transitions

        return count_transitions
    if command == "gaps":
        from workbook.commands.gaps import say_gaps

        return say_gaps
    if command == "rules":
        from workbook.commands.rules import show_rules

        return show_rules
    if command == "paths":
        from workbook.commands.paths import say_paths

        return say_paths
    if command == "allocate":
        from workbook.commands.allocate import say_allocation

        return say_allocation
    if command == "scenarios":
        from workbook.commands.scenarios import compare_scenarios

        return compare_scenarios
    if command == "deck":
        from workbook.commands.deck import write_slides

        return write_slides
    if command == "regions":
        from workbook.commands.regions import write_every_region

        return write_every_region
    if command == "track":
        from workbook.commands.track import track_month

        return track_month
    if command == "read":
        from workbook.commands.read import read_back

        return read_back
    from workbook.commands.plan import make_plan

    return make_plan


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
