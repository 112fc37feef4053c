"""The shapes of counties as arrays: one long run of corners, cut into rings, each of a county."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data import engine
from data.intake.boundaries.features import Ring

COLUMNS = ("county", "ring", "corner", "longitude", "latitude")
"""Columns of clean boundaries. Grain: corner of a ring, in order; the last corner of a ring is its first."""

_NAME = "headway_file"


@dataclass(frozen=True, eq=False)
class CountyShapes:
    """Shapes of counties.

    A place lies in a county when it lies within an odd number of the county's rings, so that holes need no
    mark of their own.

    Attributes
    ----------
    name : str
        The file they come from, for sentences.
    counties : tuple of str
        Five figures each.
    corners : array
        Longitude and latitude [degrees]. Grain: corner, all rings one behind the other.
    starts : array of int
        First corner of each ring, and the number of corners at the end.
    owners : array of int
        Place in `counties` of the county of each ring; rings of a county stand together.
    """

    name: str
    counties: tuple[str, ...]
    corners: NDArray[np.float64]
    starts: NDArray[np.int64]
    owners: NDArray[np.int64]

    @cached_property
    def bounds(self) -> NDArray[np.float64]:
        """West, south, east and north [degrees] of each county."""
        low = np.minimum.reduceat(self.corners, self.starts[:-1], axis=0)
        high = np.maximum.reduceat(self.corners, self.starts[:-1], axis=0)
        first = np.flatnonzero(np.r_[True, np.diff(self.owners) != 0])
        return np.hstack([np.minimum.reduceat(low, first), np.maximum.reduceat(high, first)])

    def rings_of(self, county: str) -> list[Ring]:
        """Return the rings of a county, none of one that is not here."""
        if county not in self.counties:
            return []
        own = np.flatnonzero(self.owners == self.counties.index(county))
        return [self.corners[self.starts[one] : self.starts[one + 1]] for one in own]


def table_of(rings: dict[str, Sequence[Ring]]) -> pd.DataFrame:
    """Return rings by county as the clean table; see `COLUMNS`."""
    ordered = [
        (county, place, ring) for county in sorted(rings) for place, ring in enumerate(rings[county], 1)
    ]
    lengths = [len(ring) for *_, ring in ordered]
    corners = np.concatenate([ring for *_, ring in ordered]) if ordered else np.empty((0, 2))
    return pd.DataFrame(
        {
            "county": pd.Series(np.repeat([county for county, *_ in ordered], lengths), dtype="str"),
            "ring": np.repeat(np.array([place for _, place, _ in ordered], dtype=np.int64), lengths),
            "corner": np.concatenate([np.arange(1, one + 1) for one in lengths]) if lengths else [],
            "longitude": corners[:, 0],
            "latitude": corners[:, 1],
        },
        columns=list(COLUMNS),
    )


def shapes_of(table: pd.DataFrame, name: str) -> CountyShapes:
    """Return the clean table as arrays."""
    county, places = np.unique(table["county"].to_numpy(dtype="U5"), return_inverse=True)
    ring = table["ring"].to_numpy(dtype=np.int64)
    order = np.lexsort((table["corner"].to_numpy(dtype=np.int64), ring, places))
    places, ring = places[order], ring[order]
    begins = np.flatnonzero(np.r_[True, (np.diff(places) != 0) | (np.diff(ring) != 0)][: len(ring)])
    corners = table[["longitude", "latitude"]].to_numpy(dtype=np.float64)[order]
    starts = np.r_[begins, len(corners)].astype(np.int64)
    return CountyShapes(name, tuple(map(str, county)), corners, starts, places[starts[:-1]])


def write_shapes(table: pd.DataFrame, path: Path, name: str = "") -> None:
    """Write the clean table as Parquet, with the name of the file it comes from."""
    with engine.connect() as connection:
        connection.register("given", table)
        target = path.as_posix().replace("'", "''")
        told = name.replace("'", "''")
        options = f"FORMAT parquet, KV_METADATA {{{_NAME}: '{told}'}}"
        connection.execute(
            f"COPY (SELECT * FROM given ORDER BY county, ring, corner) TO '{target}' ({options})"
        )


def kept_name(path: Path) -> str:
    """Return the name of the file that kept shapes come from, blank where nobody knows."""
    with engine.connect() as connection:
        source = path.as_posix().replace("'", "''")
        found = connection.execute(
            f"SELECT value FROM parquet_kv_metadata('{source}') WHERE key = '{_NAME}'"
        ).fetchone()
    return "" if found is None else bytes(found[0]).decode()


def read_shapes(path: Path, name: str) -> CountyShapes:
    """Read shapes that `write_shapes` wrote.

    Raises
    ------
    duckdb.Error
        When the file is missing or is none of them.
    """
    with engine.connect() as connection:
        listed = ", ".join(COLUMNS)
        source = path.as_posix().replace("'", "''")
        return shapes_of(connection.execute(f"SELECT {listed} FROM read_parquet('{source}')").df(), name)
