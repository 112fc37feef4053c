"""A transition table in every code system that the official crosswalks know."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.intake.loading import load


def test_every_code_of_2010_is_taken(real_data: Path, pack: Any, tmp_path: Path) -> None:
    crosswalk = pd.read_csv(real_data / "crosswalks/soc2010_to_2018_crosswalk.csv", dtype="str")
    old = sorted(
        {code for code in crosswalk.stack() if isinstance(code, str) and len(code) == 7 and code[2] == "-"}
    )
    lines = ["soc1,soc2,total_soc,transition_share,occleaveshare"]
    lines += [f"41-2031,{code},1000,0.001,0.5" for code in old]
    (tmp_path / "resumes.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    loaded = load(tmp_path / "resumes.csv", pack)
    assert (loaded.kind, loaded.preset) == ("transitions", "transitions_resumes")
    assert loaded.accepted + loaded.set_aside == loaded.read == len(old)
    civilian = loaded.rejects[~loaded.rejects["value"].str.startswith("55")]
    assert len(civilian) <= 12
    table = loaded.rows()
    assert table["share"].sum() == pytest.approx((loaded.accepted - 1) * 0.001, rel=0.002)


def test_census_occupations_as_an_edge_list(real_data: Path, pack: Any, tmp_path: Path) -> None:
    census = pd.read_csv(real_data / "crosswalks/census2018_to_soc2018.csv", dtype="str")
    codes = census["2018 Census Code"].str.strip().tolist()
    lines = ["origin,destination,people", *(f"4700,{code},10" for code in codes)]
    (tmp_path / "edges.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    loaded = load(tmp_path / "edges.csv", pack)
    assert loaded.kind == "transitions"
    assert loaded.accepted + loaded.set_aside == loaded.read == len(codes)
    # Legislators, hunters and trappers, the armed forces and those who never worked have no occupation here.
    assert set(loaded.rejects["value"]) <= {"0030", "6115", "9800", "9810", "9825", "9830", "9840", "9920"}
    table = loaded.rows()
    assert table["people"].sum() == pytest.approx((loaded.accepted - 1) * 10)
    assert set(table["origin"]) == {"41-1011"}
