"""Second pass: the partitions, each of all rows of some people, are counted and added up."""

from __future__ import annotations

import threading
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from itertools import islice

from data.intake.histories.moves import Rules, Tally, count_moves
from data.intake.histories.partitions import Partitions, Unit
from data.intake.reading.progress import Progress, ReadingCancelledError

_LOOK_EVERY_S = 0.1


def count_people(
    partitions: Partitions,
    rules: Rules,
    *,
    threads: int,
    progress: Progress,
    cancel: threading.Event | None,
) -> Tally:
    """Count every partition, `threads` of them at a time.

    Parameters
    ----------
    progress : Progress
        Told rows counted, and the share of this pass that is done.

    Raises
    ------
    ReadingCancelledError
        When the counting was called off.
    """

    def count(unit: Unit) -> Tally:
        rows = partitions.rows(unit)
        tally = count_moves(rows[:, 0], rows[:, 1], rules, unit.bits)
        if unit.value == unit.part << (unit.bits - partitions.bits):
            crowded = partitions.crowded(unit)
            tally.crowds += len(unit.crowds)
            tally.crowded += crowded
            tally.rows += crowded
        return tally

    total = Tally.empty(rules.occupations)
    waiting = partitions.units()
    with ThreadPoolExecutor(threads, thread_name_prefix="histories") as pool:
        running = {pool.submit(count, unit) for unit in islice(waiting, threads)}
        while running:
            finished, running = wait(running, _LOOK_EVERY_S, FIRST_COMPLETED)
            if cancel is not None and cancel.is_set():
                raise ReadingCancelledError("the reading was called off")
            for future in finished:
                total.add(future.result())
                running |= {pool.submit(count, unit) for unit in islice(waiting, 1)}
                progress(total.rows, total.rows / max(1, partitions.total))
    return total
