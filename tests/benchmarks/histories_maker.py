"""Makes job histories of people who do not exist, for measuring at the size of the study.

Every person, job and date is drawn at random; only the shape is real: occupations begin as the reference pack
has jobs for people without a four-year degree, and change as its modelled transitions say. Nothing can be
learnt about the labour market from these files, and each says so in its name and, as Parquet, inside.

    python tests/benchmarks/histories_maker.py FOLDER --people 1000000 [--order person|shuffled] [--csv]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from data import engine
from data.reference.pack import Pack, load_pack

LABEL = "made at random for measuring; no person, job or date in it is real"
PEOPLE_OF_THE_STUDY = 29_000_000
CHUNK_PEOPLE = 500_000
LAST_DAY = np.datetime64("2025-06-30").astype("int32")
MOST_JOBS = 24
STEPS = 1024
COLUMNS = "person_id, soc, start_date, end_date, education"
EDUCATION = ("", "High school diploma", "Some college", "Associate degree", "Bachelor's degree")

Codes = npt.NDArray[np.uint16]
Days = npt.NDArray[np.int32]


def make(target: Path, people: int, *, shuffled: bool = False, education: bool = True, seed: int = 7) -> Path:
    """Write the histories of `people` made-up people, about four jobs each, as Parquet or CSV by the suffix.

    Parameters
    ----------
    shuffled : bool
        False: the rows of a person stand together, oldest job first, people in ascending order. True: every
        row anywhere.
    education : bool
        Whether the column of that name is there; one person in fourteen leaves it blank.
    """
    parts = target.with_suffix(".parts")
    parts.mkdir(parents=True)
    columns = COLUMNS if education else COLUMNS.rpartition(", ")[0]
    order = " ORDER BY hash(person_id, start_date)" if shuffled else ""
    with engine.connect(threads=2, memory_limit_mb=3_000, temp_folder=target.parent) as con:
        for place, chunk in enumerate(_chunks(people, np.random.default_rng(seed))):
            con.register("chunk", chunk)
            part = parts / f"{place:05}.parquet"
            con.execute(f"COPY (SELECT {_typed(chunk)} FROM chunk) TO '{part}' (FORMAT parquet)")
            con.unregister("chunk")
        rows = f"SELECT {columns} FROM read_parquet('{parts}/*.parquet'){order}"
        con.execute(f"COPY ({rows}) TO '{target}' {_format(target)}")
    for part in parts.iterdir():
        part.unlink()
    parts.rmdir()
    return target


def _format(target: Path) -> str:
    if target.suffix == ".parquet":
        return f"(FORMAT parquet, KV_METADATA {{label: '{LABEL}'}})"
    return "(FORMAT csv, HEADER true)"


def _typed(chunk: pd.DataFrame) -> str:
    socs = ", ".join(f"'{soc}'" for soc in chunk.attrs["socs"])
    levels = ", ".join(f"'{level.replace(chr(39), chr(39) * 2)}'" for level in EDUCATION)
    return (
        f"person AS person_id, ([{socs}])[soc + 1] AS soc, DATE '1970-01-01' + first AS start_date, "
        "CASE WHEN last < 1000000 THEN DATE '1970-01-01' + last END AS end_date, "
        f"nullif(([{levels}])[education + 1], '') AS education"
    )


def _chunks(people: int, rng: np.random.Generator) -> Iterator[pd.DataFrame]:
    """Yield one row per person and job: number of the person, codes of the rest, days since 1970."""
    pack = load_pack()
    begins, moves = _draws(pack)
    nonba = pack.occupations()["nonba_share"].to_numpy()
    socs = [*pack.occupations()["soc"], "99-9999", ""]
    for first in range(0, people, CHUNK_PEOPLE):
        size = min(CHUNK_PEOPLE, people - first)
        rows = _histories(size, begins, moves, nonba, rng)
        rows["person"] += first + 1
        rows.attrs["socs"] = socs
        yield rows


def _draws(pack: Pack) -> tuple[Codes, Codes]:
    """Occupations so often that an even draw falls as the pack has people: at the start, and after each."""
    occupations = pack.occupations()
    people = occupations["employment_2024"].fillna(0).to_numpy() * occupations["nonba_share"].to_numpy()
    weights = np.vstack([np.nan_to_num(people), pack.transitions()])
    weights[weights.sum(axis=1) == 0] = 1.0
    bounds = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    at = (np.arange(STEPS) + 0.5) / STEPS
    table = np.stack([np.searchsorted(row, at) for row in bounds]).clip(0, len(occupations) - 1)
    return table[0].astype("uint16"), table[1:].astype("uint16")


def _histories(
    size: int, begins: Codes, moves: Codes, nonba: npt.NDArray[np.float64], rng: np.random.Generator
) -> pd.DataFrame:
    jobs = 1 + rng.negative_binomial(2, 0.36, size).clip(0, MOST_JOBS - 1)
    soc = begins[rng.integers(0, STEPS, size)]
    education = _education(nonba[soc], rng)
    start = rng.integers(_day("1985-01-01"), _day("2022-01-01"), size).astype("int32")
    people = np.arange(size)
    kept = []
    for job in range(MOST_JOBS):
        alive = (jobs > job) & (start <= LAST_DAY)
        people, soc, start, jobs, education = (x[alive] for x in (people, soc, start, jobs, education))
        end = start + rng.lognormal(6.2, 1.0, len(start)).clip(1, 15_000).astype("int32")
        running = end > LAST_DAY
        shown = np.where(rng.random(len(soc)) < 0.004, len(nonba) + rng.integers(0, 2, len(soc)), soc)
        last = np.where(running, 10_000_000, end)
        kept.append(
            pd.DataFrame(
                {"person": people, "soc": shown, "first": start, "last": last, "education": education}
            )
        )
        moved = rng.random(len(soc)) < 0.6
        soc = np.where(moved, moves[soc, rng.integers(0, STEPS, len(soc))], soc).astype("uint16")
        start = _next_start(start, np.minimum(end, LAST_DAY), rng)
    return pd.concat(kept, ignore_index=True).sort_values(["person", "first"], ignore_index=True)


def _next_start(start: Days, end: Days, rng: np.random.Generator) -> Days:
    """One in ten begins before the last job ends; most others within a year after it, some much later."""
    kind = rng.random(len(start))
    gap = np.where(kind < 0.6, rng.integers(0, 60, len(start)), rng.integers(60, 1_200, len(start)))
    within = start + ((end - start) * rng.random(len(start))).astype("int32")
    return np.where(kind > 0.9, within, end + gap).astype("int32")


def _education(nonba_share: npt.NDArray[np.float64], rng: np.random.Generator) -> npt.NDArray[np.int64]:
    without = rng.integers(0, 4, len(nonba_share))
    without[(without == 0) & (rng.random(len(nonba_share)) < 0.7)] = 1
    return np.where(rng.random(len(nonba_share)) < np.nan_to_num(nonba_share, nan=0.6), without, 4)


def _day(text: str) -> int:
    return int(np.datetime64(text).astype("int32"))


def main() -> None:
    """Make one file from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--order", choices=("person", "shuffled"), default="shuffled")
    parser.add_argument("--csv", action="store_true")
    asked = parser.parse_args()
    name = f"made-histories-{asked.people}-{asked.order}.{'csv' if asked.csv else 'parquet'}"
    path = make(asked.folder / name, asked.people, shuffled=asked.order == "shuffled")
    with duckdb.connect() as con:
        print(path, con.execute(f"SELECT count(*), count(DISTINCT person_id) FROM '{path}'").fetchone())


if __name__ == "__main__":
    main()
