"""Rows of people kept by the upper bits of the person, in memory while they are few and else on disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from data.intake.histories.moves import MOST_JOBS, MOST_ROWS, Words

Rows = npt.NDArray[np.uint64]
"""Shape (rows, 2): person and job (see `rows.sql`)."""

BUFFERED_ROWS = 4_000_000
_BLOCK_ROWS = 1 << 21
BYTES_A_ROW = 16


@dataclass(frozen=True)
class Unit:
    """People whose rows are counted at once.

    Attributes
    ----------
    part : int
        Their partition.
    bits : int
        How many upper bits of the person they share.
    value : int
        Those bits.
    crowds : tuple of int
        Numbers that stand for too many rows to be people; their rows are left out.
    """

    part: int
    bits: int
    value: int
    crowds: tuple[int, ...] = ()


class Partitions:
    """Takes rows in any order and gives them back with all rows of a person together.

    Parameters
    ----------
    folder : Path
        Where rows go that are too many for memory; nothing else may be in it.
    bits : int
        Upper bits of the person that tell the partition: 2^bits of them, at most 8.

    Attributes
    ----------
    total : int
        Rows taken.
    """

    def __init__(self, folder: Path, bits: int) -> None:
        self._folder, self.bits = folder, bits
        self._blocks: list[tuple[Rows, npt.NDArray[np.int64]]] = []
        self._buffered = 0
        self._written: set[int] = set()
        self.total = 0

    def add(self, person: Words, job: Words) -> None:
        """Take rows."""
        part = (person >> np.uint64(1)) >> np.uint64(63 - self.bits)
        order = np.argsort(part.astype(np.uint8), kind="stable")
        rows = np.empty((len(person), 2), np.uint64)
        rows[:, 0], rows[:, 1] = person[order], job[order]
        ends = np.cumsum(np.bincount(part.astype(np.uint8), minlength=1 << self.bits))
        self._blocks.append((rows, ends))
        self._buffered += len(rows)
        self.total += len(rows)
        if self._buffered > BUFFERED_ROWS:
            self._flush()

    def units(self) -> Iterator[Unit]:
        """Tell what can be counted at once: a partition, or parts of one that is larger than expected."""
        for part in range(1 << self.bits):
            rows = self._length(part)
            if rows > MOST_ROWS:
                yield from self._cut(part, rows)
            elif rows:
                yield Unit(part, self.bits, part)

    def rows(self, unit: Unit) -> Rows:
        """Give the rows of a unit; for a whole partition they are forgotten on disk."""
        blocks = [self._of(unit, block) for block in self._stream(unit.part)]
        if unit.bits == self.bits and not unit.crowds:
            self._path(unit.part).unlink(missing_ok=True)
        return np.concatenate(blocks)

    def crowded(self, unit: Unit) -> int:
        """Count the rows of a unit's crowds."""
        crowds = np.array(unit.crowds, np.uint64)
        return (
            sum(int(np.isin(block[:, 0], crowds).sum()) for block in self._stream(unit.part))
            if unit.crowds
            else 0
        )

    def _flush(self) -> None:
        for part in range(1 << self.bits):
            pieces = list(self._buffered_rows(part))
            if pieces:
                with self._path(part).open("ab") as file:
                    for piece in pieces:
                        file.write(piece.data)
                self._written.add(part)
        self._blocks.clear()
        self._buffered = 0

    def _buffered_rows(self, part: int) -> Iterator[Rows]:
        for rows, ends in self._blocks:
            first = int(ends[part - 1]) if part else 0
            if first < ends[part]:
                yield rows[first : ends[part]]

    def _stream(self, part: int) -> Iterator[Rows]:
        if part in self._written:
            with self._path(part).open("rb") as file:
                while len(block := np.fromfile(file, np.uint64, 2 * _BLOCK_ROWS)):
                    yield block.reshape(-1, 2)
        yield from self._buffered_rows(part)

    def _length(self, part: int) -> int:
        on_disk = self._path(part).stat().st_size // BYTES_A_ROW if part in self._written else 0
        return on_disk + sum(len(rows) for rows in self._buffered_rows(part))

    def _of(self, unit: Unit, block: Rows) -> Rows:
        if unit.bits > self.bits:
            block = block[block[:, 0] >> np.uint64(64 - unit.bits) == unit.value]
        return block[~np.isin(block[:, 0], np.array(unit.crowds, np.uint64))] if unit.crowds else block

    def _cut(self, part: int, rows: int) -> Iterator[Unit]:
        """Cut a partition by further bits of the person, without the numbers that stand for crowds."""
        crowds: set[int] = set()
        for block in self._stream(part):
            number, count = np.unique(block[:, 0], return_counts=True)
            crowds.update(number[count > MOST_JOBS].tolist())
        whole = Unit(part, self.bits, part, tuple(sorted(crowds)))
        more = max(0, ((rows - self.crowded(whole)) // (MOST_ROWS // 2)).bit_length())
        for value in range(part << more, (part + 1) << more):
            yield Unit(part, self.bits + more, value, whole.crowds)

    def _path(self, part: int) -> Path:
        return self._folder / f"part-{part}"
