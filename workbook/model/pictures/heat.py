"""Skills and knowledge by Gateway: how large the gap is that a course would have to close."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from data.language import say
from workbook.model.pictures.picture import Picture, joined

if TYPE_CHECKING:
    from workbook.model.results import Results

Array = NDArray[Any]
ROWS = 14
"""Elements shown: those with the largest gaps, counted by the people they stand before."""


@dataclass(frozen=True)
class Element:
    """A skill or field of knowledge, and whether it is interpersonal, cognitive or technical."""

    name: str
    kind: str
    tag: str


@dataclass(frozen=True, eq=False)
class GapMap(Picture):
    """Gaps of elements (rows) in Gateways (columns), in standard units; NaN where O*NET rates none.

    Elements with the largest gaps come first, and Gateways with the most people. ``people`` are those of
    Origins who would arrive at each Gateway.
    """

    elements: tuple[Element, ...]
    gateways: tuple[tuple[str, str], ...]
    gaps: Array
    people: Array

    def occupations(self) -> frozenset[str]:
        """Return the Gateways."""
        return frozenset(soc for soc, _ in self.gateways)

    @cached_property
    def most(self) -> float:
        """The largest gap."""
        return float(np.nanmax(self.gaps))

    @cached_property
    def cells(self) -> tuple[tuple[str, ...], ...]:
        """Every cell in words: elements by Gateways."""
        names = [f"{element.name} ({say(element.tag)})" for element in self.elements]
        return tuple(
            tuple(
                f"{title}: {name}, {_size(gap)}" for (_, title), gap in zip(self.gateways, gaps, strict=True)
            )
            for name, gaps in zip(names, self.gaps.tolist(), strict=True)
        )

    def cell_words(self, row: int, column: int) -> str:
        """Return one cell in words."""
        return self.cells[row][column]

    def words(self) -> list[str]:
        """Return the largest gaps in words."""
        order = np.argsort(-np.nan_to_num(self.gaps), axis=None, kind="stable")[:12]
        return [self.cell_words(*divmod(int(at), self.gaps.shape[1])) for at in order]


def _size(gap: float) -> str:
    """Return a gap in words."""
    if math.isnan(gap):
        return say("not rated")
    return say("no gap") if gap <= 0 else say("gap {size}", size=f"{gap:.1f}")


def gap_map(results: Results) -> GapMap | None:
    """Return the map of gaps of the region's open Gateways; None where none is open."""
    training = results.training
    if training.elements.empty or training.gateways.empty:
        return None
    table = training.elements.pivot_table(index="element", columns="soc", values="gap", sort=False)
    gateways = training.gateways[training.gateways["soc"].isin(set(table.columns))]
    people = gateways["people"].to_numpy(dtype=float)
    table = table[list(gateways["soc"])]
    weight = np.nan_to_num(table.to_numpy(dtype=float)) @ np.nan_to_num(people)
    table = table.iloc[np.argsort(-weight, kind="stable")[:ROWS]]
    about = training.elements.drop_duplicates("element").set_index("element")
    elements = tuple(
        Element(str(name), str(about.at[name, "kind"]), str(about.at[name, "tag"])) for name in table.index
    )
    gaps = table.to_numpy(dtype=float)
    if not np.nanmax(gaps) > 0:
        return None
    largest = ", ".join(element.name.lower() for element in elements[:2])
    made = GapMap(
        say("The largest gaps, counted by people: {largest}", largest=largest),
        joined(
            say("Stronger colour: more to learn (standard units of level × importance)"),
            say("a column a Gateway, most people left"),
            results.vintages["Skills"],
        ),
        say("Skills and knowledge"),
        elements,
        tuple(zip(map(str, gateways["soc"]), map(str, gateways["title"]), strict=True)),
        gaps,
        people,
    )
    # A thousand cells are put into words here, beside the window, rather than while they are painted.
    _ = made.cells
    return made
