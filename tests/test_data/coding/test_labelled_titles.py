"""Titles that others labelled: a little under what was measured, never under what was promised."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

SETS = {
    "h2b_titles_dev.tsv": (0.685, 0.81),
    "posting_titles_dev.tsv": (0.90, 0.97),
}


def labelled(folder: Path, name: str, pack: Any) -> list[tuple[str, set[str]]]:
    """Return titles and the codes that count as right, in the pack's codes too."""
    path = folder / "titles" / name
    if not path.is_file():
        pytest.skip(f"{name} is not among the official files")
    aliases = pack.table("soc_aliases").groupby("code")["soc"].agg(set).to_dict()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    accepted = [row["accepted_soc6"].split(",") for row in rows]
    return [
        (row["title"], set(codes).union(*(aliases.get(code, set()) for code in codes)))
        for row, codes in zip(rows, accepted, strict=True)
    ]


@pytest.mark.parametrize("name", SETS)
def test_right_codes_and_honest_confidence(coder: Any, pack: Any, real_data: Path, name: str) -> None:
    given = labelled(real_data, name, pack)
    coded = coder.code([title for title, _ in given])
    first = np.array([soc in right for soc, (_, right) in zip(coded.soc, given, strict=True)])
    third = np.array(
        [
            bool(right & {soc, *others[:2]})
            for soc, others, (_, right) in zip(coded.soc, coded.alternatives, given, strict=True)
        ]
    )
    least_first, least_third = SETS[name]
    assert first.mean() >= least_first
    assert third.mean() >= least_third
    sure = coded.confidence >= 0.9
    assert sure.mean() >= 0.15
    assert first[sure].mean() >= 0.9
    for low, high in ((0.5, 0.7), (0.7, 0.9)):
        inside = (coded.confidence >= low) & (coded.confidence < high)
        assert first[inside].mean() >= coded.confidence[inside].mean() - 0.08, "no promise that is not kept"
