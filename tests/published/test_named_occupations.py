"""Occupations whose class the 2021 report or its companions name, against the classes that the rules give.

*Unlocking experience-based job progressions for millions of workers* (2021) and texts beside it name the
class of some occupations. The list used here is the development half: decay, stay share and growth line were
calibrated on it. A name that stands for several occupations counts by the share of them that come out as
named. The figures asserted are those measured with OEWS May 2025; they may only be raised.
"""

from __future__ import annotations

import csv
import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from workbook.model.region import plan_for
from workbook.model.run import run
from workbook.plan import CLASSES

ROOT = Path(__file__).resolve().parents[2]
NAMED = 19
AS_NAMED = {"US": 13 + 5 / 6, "12060": 13 + 5 / 6}


@pytest.fixture(scope="session")
def named(real_data: Path) -> list[dict[str, str]]:
    path = real_data / "named_occupations_dev.csv"
    if not path.is_file():
        pytest.skip("the list of named occupations is not here")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("region", AS_NAMED)
def test_as_many_come_out_as_named_as_were_measured(
    region: str, named: list[dict[str, str]], pack: Any
) -> None:
    results = run(pack, plan_for(pack, region, datetime.date(2025, 6, 30)))
    classes = dict(zip(results.frame["soc"], results.frame["class"], strict=True))
    shares, told = [], []
    for row in named:
        socs = row["soc2018"].split(";")
        found = [classes[soc] for soc in socs]
        shares.append(found.count(row["class"]) / len(found))
        told.append(f"{row['title_in_source']}: {row['class']}, here {'; '.join(found)}")
    assert len(shares) == NAMED
    assert sum(shares) >= AS_NAMED[region] - 1e-9, "\n".join(told)


def test_names_are_of_known_classes_and_occupations(named: list[dict[str, str]], pack: Any) -> None:
    socs = set(pack.occupations()["soc"])
    for row in named:
        assert row["class"] in CLASSES
        assert set(row["soc2018"].split(";")) <= socs, row


def test_no_rule_names_an_occupation() -> None:
    """The classes follow from figures alone: no occupation's code stands in the model or its transitions."""
    modules = [*(ROOT / "workbook" / "model").glob("*.py"), ROOT / "data/reference/compiling/transitions.py"]
    assert len(modules) > 10
    for path in modules:
        found = set(re.findall(r"\b\d\d-\d{4}\b", path.read_text(encoding="utf-8"))) - {"00-0000"}
        assert found == set(), path.name
    text = (ROOT / "data" / "parameters.csv").read_text(encoding="utf-8")
    assert re.findall(r"\b\d\d-\d{4}\b", text) == []
