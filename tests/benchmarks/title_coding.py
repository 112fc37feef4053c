"""How often titles are coded right, how fast, and whether the confidence keeps its word.

``python tests/benchmarks/title_coding.py`` prints the figures for the labelled titles in the folder of
official files (``../shared/data``, or the folder that HEADWAY_REAL_DATA names). ``--calibrate`` also fits the
numbers of the confidence. ``--crossvalidate 40`` also asks how much choosing the global numbers on these
titles flatters them: of so many random neighbours the best is chosen on four fifths of the titles and
judged on the last fifth. Titles with the same head noun stay together.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import time
import zlib
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from data.intake.coding.calibration import log_odds, log_votes, shares
from data.intake.coding.coder import CodedTitles, TitleCoder
from data.intake.coding.numbers import Numbers
from data.intake.coding.wording import read_title, stem
from data.reference.pack import Pack, load_pack

ROOT = Path(__file__).resolve().parents[2]
SETS = {"seasonal employers": "h2b_titles_dev.tsv", "postings": "posting_titles_dev.tsv"}
BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
FOLDS = 5
SET_WEIGHTS = {"seasonal employers": 0.85, "postings": 0.15}

Floats = npt.NDArray[np.float64]


class Labelled(NamedTuple):
    """Titles and the codes that count as right for each."""

    titles: list[str]
    accepted: list[frozenset[str]]


def labelled(path: Path, pack: Pack) -> Labelled:
    """Read a labelled set; codes that the pack goes by another code for are accepted in both."""
    aliases, soc2010 = pack.table("soc_aliases"), pack.table("soc2010")
    targets: dict[str, set[str]] = {}
    for codes, socs in ((soc2010["soc2010"], soc2010["soc"]), (aliases["code"], aliases["soc"])):
        for code, soc in zip(codes, socs, strict=True):
            targets.setdefault(code, set()).add(soc)
    ours = set(pack.occupations()["soc"])
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    accepted = []
    for row in rows:
        codes = set(row["accepted_soc6"].replace(";", ",").split(","))
        accepted.append(frozenset(codes.union(*(targets.get(code, set()) for code in codes - ours))))
    return Labelled([row["title"] for row in rows], accepted)


def right(coded: CodedTitles, given: Labelled, among: int) -> npt.NDArray[np.bool_]:
    """Which titles have a right code among the first so many."""
    answers = zip(coded.soc, coded.alternatives, given.accepted, strict=True)
    return np.array([bool(accepted & {soc, *others[: among - 1]}) for soc, others, accepted in answers])


def reliability(sure: Floats, hit: npt.NDArray[np.bool_]) -> str:
    """The share right in each band of confidence."""
    lines = ["   confidence  titles  stated  right"]
    for low, high in pairwise(BANDS):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            mean = f"{sure[inside].mean():7.3f} {hit[inside].mean():6.3f}"
            lines.append(f"   {low:.1f} – {min(high, 1.0):.1f}   {inside.sum():6d} {mean}")
    return "\n".join(lines)


def folds(titles: list[str]) -> npt.NDArray[np.int64]:
    """Part titles into folds that keep those with the same head noun together."""
    read = [read_title(title) for title in titles]
    heads = [stem(title.forms[title.heads[0]]) if title.heads else "" for title in read]
    return np.array([zlib.crc32(head.encode()) % FOLDS for head in heads])


def scored(coder: TitleCoder, titles: list[str], numbers: Numbers) -> tuple[Floats, Floats]:
    """Scores and votes of every occupation for every title under other global numbers."""
    reference = coder.reference
    reference.known.weigh(numbers)
    rows = reference.known.features([read_title(title, reference.places) for title in titles])
    evidence = reference.known.evidence(rows, len(titles))
    scores = np.log(evidence.votes + 1e-9) + evidence.words + reference.prior_of(numbers)
    return scores, evidence.votes


def hits(scores: Floats, given: Labelled, socs: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Which titles have the right code first."""
    best = scores.argmax(axis=1)
    return np.array([socs[one] in accepted for one, accepted in zip(best, given.accepted, strict=True)])


def calibrate(coder: TitleCoder, sets: dict[str, Labelled]) -> None:
    """Fit the numbers of the confidence, and judge them on titles that were kept from the fit."""
    columns, hit, weight, fold, of_set = [], [], [], [], []
    for number, (name, given) in enumerate(sets.items()):
        scores, votes = scored(coder, given.titles, Numbers())
        best = votes[np.arange(len(votes)), scores.argmax(axis=1)]
        columns.append(np.column_stack([np.ones(len(best)), log_odds(shares(scores)), log_votes(best)]))
        hit.append(hits(scores, given, coder.reference.socs))
        weight.append(np.full(len(best), SET_WEIGHTS[name] / len(best)))
        fold.append(folds(given.titles))
        of_set.append(np.full(len(best), number))
    x, y, w = np.vstack(columns), np.concatenate(hit), np.concatenate(weight)
    part, where = np.concatenate(fold), np.concatenate(of_set)
    kept_out = np.zeros(len(y))
    for one in range(FOLDS):
        inside = part != one
        kept_out[~inside] = 1 / (1 + np.exp(-x[~inside] @ logistic(x[inside], y[inside], w[inside])))
    print("fitted: constant, per share, per vote =", np.round(logistic(x, y, w), 2))
    for number, name in enumerate(sets):
        sure = kept_out[where == number]
        print(
            f"{name}, confidence of a fit without the title's fold\n{reliability(sure, y[where == number])}"
        )


def logistic(x: Floats, y: npt.NDArray[np.bool_], w: Floats) -> Floats:
    """Weighted logistic regression by Newton's steps."""
    found = np.zeros(x.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-x @ found))
        slope = x.T @ (w * (y - chance))
        found = found + np.linalg.solve((x * (w * chance * (1 - chance))[:, None]).T @ x, slope)
    return found


def crossvalidate(coder: TitleCoder, sets: dict[str, Labelled], neighbours: int) -> None:
    """Choose among random neighbours of the global numbers, without the titles the choice is judged by."""
    chance = np.random.default_rng(1)
    names = [field.name for field in fields(Numbers)]
    outcomes: dict[str, list[npt.NDArray[np.bool_]]] = {name: [] for name in sets}
    for number in range(neighbours + 1):
        spread = np.exp(chance.uniform(-0.3, 0.3, len(names))) if number else np.ones(len(names))
        start = Numbers()
        near = replace(
            start, **{name: getattr(start, name) * by for name, by in zip(names, spread, strict=True)}
        )
        for name, given in sets.items():
            outcomes[name].append(hits(scored(coder, given.titles, near)[0], given, coder.reference.socs))
    coder.reference.known.weigh(Numbers())
    part = {name: folds(given.titles) for name, given in sets.items()}
    judged: dict[str, list[float]] = {name: [] for name in sets}
    for one in range(FOLDS):
        learnt = sum(np.array(outcomes[name])[:, part[name] != one].mean(axis=1) for name in sets)
        chosen = int(np.argmax(learnt))
        for name in sets:
            judged[name].extend(outcomes[name][chosen][part[name] == one].tolist())
    for name in sets:
        each = np.array(outcomes[name]).mean(axis=1)
        print(
            f"{name}: first code right {each[0]:.3f} as shipped, {np.mean(judged[name]):.3f} with numbers"
            f" chosen on other titles; neighbours {each.min():.3f} – {each.max():.3f},"
            f" median {np.median(each):.3f}"
        )


def speed(coder: TitleCoder, pack: Pack) -> None:
    """Titles a second on distinct titles, and the memory of the process."""
    titles = list(dict.fromkeys(pack.table("titles")["title"].str.casefold()))[::3]
    start = time.perf_counter()
    coder.code([f"{title} - second shift" for title in titles])
    print(f"{len(titles) / (time.perf_counter() - start):,.0f} distinct titles a second, one process")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB at most")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    folder = Path(os.environ.get("HEADWAY_REAL_DATA") or ROOT.parent / "shared" / "data")
    parser.add_argument("--data", type=Path, default=folder, help="folder of the official files")
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--crossvalidate", type=int, default=0, metavar="NEIGHBOURS")
    asked = parser.parse_args()
    pack = load_pack()
    pack.table("titles")
    start = time.perf_counter()
    coder = TitleCoder.load(pack)
    print(f"index built in {time.perf_counter() - start:.2f} s")
    sets = {name: labelled(asked.data / "titles" / file, pack) for name, file in SETS.items()}
    for name, given in sets.items():
        coded = coder.code(given.titles)
        first, third = right(coded, given, 1), right(coded, given, 3)
        sure = coded.confidence >= 0.9
        print(
            f"{name}, {len(given.titles)} titles: first code right {first.mean():.3f},"
            f" among the first three {third.mean():.3f}; confidence of 0.9 and more for {sure.mean():.3f},"
            f" of these right {first[sure].mean():.3f}"
        )
        print(reliability(coded.confidence, first))
    speed(coder, pack)
    if asked.calibrate:
        calibrate(coder, sets)
    if asked.crossvalidate:
        crossvalidate(coder, sets, asked.crossvalidate)


if __name__ == "__main__":
    main()
