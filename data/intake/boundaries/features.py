"""One shape of a file of boundaries before anybody has judged it: its names, and its rings of corners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.intake.findings import IntakeError
from data.language import say

Ring = NDArray[np.float64]
"""Corners of one closed line, one a row: longitude and latitude [degrees]."""

MOST_FEATURES = 100_000
"""Shapes in one file; the nation has some 3,200 counties."""

MOST_CORNERS = 20_000_000
"""Corners in one file; the most detailed file of the Census Bureau has about half of that."""


@dataclass(frozen=True)
class Feature:
    """One shape.

    Attributes
    ----------
    line : int
        Its place in the file, from 1.
    names : dict of str to str
        What the file says of it, as text, under its own names; the number of a JSON shape under ``id``.
    rings : tuple of Ring
        Its outlines and holes.
    broken : int
        Rings that could not be read.
    """

    line: int
    names: Mapping[str, str]
    rings: tuple[Ring, ...] = ()
    broken: int = 0


class Corners:
    """Counts the corners of a file, and refuses it when there are more than any real one has."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._count = 0

    def add(self, count: int) -> None:
        """Count corners.

        Raises
        ------
        IntakeError
            When there are too many.
        """
        self._count += count
        if self._count > MOST_CORNERS:
            raise too_large(
                self._file, say("Its shapes have more than {most} corners", most=f"{MOST_CORNERS:,}")
            )


def ring_of(points: Any) -> Ring | None:
    """Return points as corners; None where they are no pairs of numbers.

    >>> ring_of([[0, 1, 99], [2, 3]]), ring_of([["a", 1]]), ring_of(3)
    (None, None, None)
    >>> ring_of([[0, 1, 99], [2, 3, 99]]).tolist()
    [[0.0, 1.0], [2.0, 3.0]]
    """
    try:
        found = np.asarray(points, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return None
    return found[:, :2] if found.ndim == 2 and found.shape[1] >= 2 else None


def texts_of(values: Any) -> dict[str, str]:
    """Return the plain values of a record as text; lists and objects in it are left out."""
    if not isinstance(values, dict):
        return {}
    return {
        str(name): str(value)
        for name, value in values.items()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    }


def too_large(file: str, why: str) -> IntakeError:
    """Return the refusal of a file that asks for more than any real one does."""
    return IntakeError(
        say("The boundaries in {file} are not read", file=file),
        why,
        say("Use a generalised file, such as the Census Bureau's cartographic boundaries at 1 : 5,000,000"),
    )
