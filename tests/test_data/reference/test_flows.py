"""Moves between major groups, pooled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.reference.compiling import flows


@pytest.fixture
def flow_folder(tmp_path: Path, write_lines: Callable[..., None]) -> Path:
    """Two groups and the military, two months, with people who stay and people who lose work."""
    write_lines(
        Path(flows.GROUPS_FILE),
        [
            ["source_system", "soc_major_group_code", "occ22_id"],
            ["CPS", "11-0000", "1"],
            ["SOC", "11-0000", "1"],
            ["CPS", "13-0000", "2"],
            ["CPS", "55-0000", ""],
        ],
    )
    write_lines(
        Path(flows.FLOWS_FILE),
        [
            ["month", "origin_state", "destination_state", "weighted_transition_count"],
            ["2019-01", "occ22_01", "occ22_01", "900000.5"],
            ["2019-01", "occ22_01", "occ22_02", "300.0"],
            ["2019-01", "occ22_02", "occ22_01", "50.0"],
            ["2019-01", "occ22_01", "unemployed", "70.0"],
            ["2019-02", "occ22_02", "occ22_01", "50.0"],
            ["2019-02", "nilf", "occ22_01", "70.0"],
        ],
    )
    return tmp_path


def test_only_moves_between_groups_count(flow_folder: Path) -> None:
    between = flows.compile_group_flows(flow_folder).set_index(["origin", "destination"])
    assert between["share"].to_dict() == {("11", "13"): 0.75, ("13", "11"): 0.25}
    assert between["monthly_mean"].to_dict() == {("11", "13"): 150.0, ("13", "11"): 50.0}


def test_a_pair_never_seen_is_zero(flow_folder: Path, write_lines: Callable[..., None]) -> None:
    write_lines(
        Path(flows.FLOWS_FILE),
        [
            ["month", "origin_state", "destination_state", "weighted_transition_count"],
            ["2019-01", "occ22_01", "occ22_02", "300.0"],
        ],
    )
    between = flows.compile_group_flows(flow_folder).set_index(["origin", "destination"])["share"]
    assert between.to_dict() == {("11", "13"): 1.0, ("13", "11"): 0.0}
