"""``headway transitions``: job histories counted into a table of moves between occupations."""

from __future__ import annotations

import argparse
import os
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.commands.progress import ProgressLine
from workbook.commands.reading import finding_lines, refused_in_words, rows_told
from workbook.commands.stopping import stoppable
from workbook.outfile import check_place, flush, staged_file

if TYPE_CHECKING:
    from data.intake.histories import Histories, Withheld

SUFFIXES = (".csv", ".parquet")


def count_transitions(asked: argparse.Namespace) -> int:
    """Count who moved from which occupation to which, and write the table.

    Returns
    -------
    int
        Exit status, always 0.

    Raises
    ------
    PlannerError
        When the histories cannot be read or used, or the table cannot be written.
    """
    out = check_place(Path(asked.out), SUFFIXES, "table")
    with refused_in_words(), ExitStack() as stack:
        stop = stack.enter_context(stoppable())
        tell = stack.enter_context(ProgressLine())
        tell("Reading the reference pack")
        from data.intake.historytitles import count_histories
        from data.reference.pack import load_pack

        pack, path = load_pack(), Path(asked.histories)
        histories = count_histories(
            path,
            pack,
            columns=dict(asked.column),
            months=asked.months,
            day_first=asked.day_first,
            keep_education_not_stated=not asked.known_education_only,
            progress=rows_told(tell, f"Counting {path.name}"),
            cancel=stop,
            threads=os.cpu_count(),
        )
        tell("Writing the table")
        with staged_file(out, SUFFIXES, "table") as temporary:
            withheld = histories.write_transitions(temporary)
            flush(temporary)
    print("\n".join(_said(out, histories, withheld)))
    return 0


def _said(out: Path, histories: Histories, withheld: Withheld) -> list[str]:
    counts = histories.counts
    said = [
        f"Transitions: {out}",
        f"{histories.name}: {counts.read:,} rows read, {counts.accepted:,} accepted, "
        f"{counts.set_aside:,} set aside",
        f"{counts.people_counted:,} people counted, {counts.moves:,} moves between occupations within "
        f"{histories.months} months",
    ]
    if histories.first_move is not None and histories.last_move is not None:
        said.append(f"Moves from {histories.first_move:%d %B %Y} to {histories.last_move:%d %B %Y}")
    said.append(
        f"{withheld.cells_shown:,} pairs of occupations written; {withheld.cells_withheld:,} pairs of fewer "
        f"than {withheld.min_people} people withheld"
    )
    return [*said, *finding_lines(histories.findings)]
