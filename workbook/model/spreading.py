"""Where the people of a total can be: the occupations of a region, and what each major group hides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.language import say
from data.reference.pack import Pack
from workbook.model.claims import group_rates
from workbook.model.national import GROUPS
from workbook.model.patterns import industry_shares, sectors_of, worker_shares
from workbook.model.raking import Margin, Raked, rake
from workbook.model.region import Jobs
from workbook.model.sharedcounts import INDUSTRY, Shared

Array = NDArray[Any]


@dataclass(frozen=True)
class Cells:
    """The occupations of the pack, then one cell for what each major group does not publish.

    Attributes
    ----------
    groups : tuple of str
        Major groups, in the order of the last cells.
    group_of : array
        Major group of each cell.
    jobs : array
        Jobs of each cell; 0 where not known, and in the cells of known people.
    seed : array
        Jobs × national unemployment rate of the group.
    known : array
        People counted in each cell; NaN where none were.
    """

    groups: tuple[str, ...]
    group_of: Array
    jobs: Array
    seed: Array
    known: Array

    @property
    def free(self) -> Array:
        """Cells whose people are not counted."""
        return ~np.isfinite(self.known)

    def known_in(self, group: str) -> float:
        """Return the people counted in the occupations of a group."""
        return float(np.nansum(self.known[self.group_of == group]))


def cells_of(pack: Pack, jobs: Jobs, observed: Array) -> Cells:
    """Return where people can be, occupations that the file counts being known.

    What a group hides are its jobs beyond those of its published occupations.
    """
    group_of = pack.occupations()["group"].to_numpy(dtype=object)
    groups = tuple(np.unique(group_of))
    published = np.nan_to_num(jobs.employment)
    hidden = [
        max(0.0, jobs.group_jobs.get(name, 0.0) - float(published[group_of == name].sum())) for name in groups
    ]
    count = np.concatenate([np.where(np.isfinite(observed), 0.0, published), hidden])
    every = np.concatenate([group_of, np.array(groups, dtype=object)])
    rates = group_rates(pack)
    rate = np.array([rates[name] for name in every], dtype=float)
    known = np.concatenate([observed, np.full(len(groups), np.nan)])
    return Cells(groups, every, count, count * rate, known)


@dataclass(frozen=True)
class Blocks:
    """Totals over whole groups that do not overlap: people of each, and the groups that it holds."""

    people: tuple[float, ...]
    members: tuple[tuple[str, ...], ...]

    def margin(self, cells: Cells) -> Margin:
        """Return the totals as a margin of the cells."""
        inside = [np.isin(cells.group_of, groups) for groups in self.members]
        shares = np.column_stack(inside).astype(float) if inside else np.zeros((len(cells.group_of), 0))
        return Margin("group", tuple("+".join(one) for one in self.members), shares, np.array(self.people))


def spread(
    pack: Pack, cells: Cells, blocks: Blocks, shared: tuple[Shared, ...] = (), *, scale: bool = False
) -> tuple[Raked, tuple[Margin, ...]]:
    """Return the people of every cell, raked to the blocks and to what occupations share, and those margins.

    Parameters
    ----------
    pack : Pack
        Tells how occupations are made up.
    cells : Cells
        Where people can be.
    blocks : Blocks
        These hold in any case, in cells that are not known.
    shared : tuple of Shared
        Counts by industry and by groups of people.
    scale : bool
        Whether the cells outside of every block are to begin at the level of what is shared: for totals that
        leave part of the people out.
    """
    margin = blocks.margin(cells)
    seed = _with_somewhere(cells, margin)
    margins = tuple(_margin(pack, one) for one in shared)
    if scale and margins:
        seed = _scaled(seed, cells, margin, margins[0])
    return rake(seed, [*margins, margin], cells.known), margins


def _with_somewhere(cells: Cells, blocks: Margin) -> Array:
    """Let people of a group without any published jobs be in what the group hides."""
    seed = np.where(cells.free, cells.seed, 0.0)
    empty = (seed @ blocks.shares <= 0) & (blocks.totals > 0)
    hidden = np.arange(len(seed)) >= len(seed) - len(cells.groups)
    inside = (blocks.shares[:, empty] > 0).any(axis=1)
    return np.where(hidden & inside, 1.0, seed)


def _margin(pack: Pack, shared: Shared) -> Margin:
    """Return counts that occupations share as a margin over the cells."""
    if shared.column == INDUSTRY:
        sectors = sectors_of(pack)
        nobody = 0.0 if shared.whole else np.nan
        totals = np.array([shared.people.get(name, nobody) for name in sectors])
        shares = np.concatenate(industry_shares(pack))
        return Margin(
            "industry", tuple(say("industry {name}", name=name) for name in sectors), shares, totals
        )
    inside = np.concatenate(worker_shares(pack, shared.column))
    name = GROUPS[shared.column]
    totals = np.array([shared.people["in"], shared.people.get("out", np.nan)])
    labels = (say("{group} people", group=say(name)), say("people who are not {group}", group=say(name)))
    if shared.column == "women_share":
        labels = (say("women"), say("men"))
    return Margin(shared.by, labels, np.column_stack([inside, 1 - inside]), totals)


def _scaled(seed: Array, cells: Cells, blocks: Margin, margin: Margin) -> Array:
    """Bring the seed of cells outside of every block to the level of the totals given."""
    given = np.isfinite(margin.totals)
    bound = rake(seed, [blocks], cells.known).values
    outside = cells.free & (blocks.shares.sum(axis=1) == 0)
    inside_share = margin.shares[:, given].sum(axis=1)
    wanted = float(margin.totals[given].sum()) - float((bound * inside_share)[~outside].sum())
    had = float((seed * inside_share)[outside].sum())
    return np.where(outside, seed * (wanted / had), seed) if wanted > 0 and had > 0 else seed


def of_blocks(people: Mapping[str, float]) -> Blocks:
    """Return one block for each group; several groups are joined by a plus sign.

    >>> of_blocks({"35": 10.0, "41+43": 20.0}).members
    (('35',), ('41', '43'))
    """
    return Blocks(tuple(people.values()), tuple(tuple(name.split("+")) for name in people))
