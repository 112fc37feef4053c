"""The shipped transition table keeps what is published; the fitting does what it says on a small one."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data.reference.compiling.transitions import (
    DISTANCE_DECAY,
    PREPARATION_DECAY,
    STAY_SHARE,
    compile_transitions,
    skill_similarity,
)
from workbook.model.national import National, national
from workbook.model.progressions import transitions_table


@pytest.fixture(scope="session")
def everywhere(pack: Any) -> National:
    return national(pack)


def test_everybody_who_leaves_arrives_somewhere_else(pack: Any) -> None:
    """Row totals are the published transfers of 2024-34 (Employment Projections, Table 1.10)."""
    moves, occupations = pack.transitions(), pack.occupations()
    assert moves.shape == (len(occupations),) * 2
    assert np.isfinite(moves).all()
    assert (moves >= 0).all()
    assert (np.diag(moves) == 0).all()
    leaving = occupations["transfers_year"].to_numpy()
    assert moves.sum() == pytest.approx(leaving.sum(), rel=1e-6)
    assert np.abs(moves.sum(axis=1) - leaving).max() < 0.01 * leaving.max()
    large = leaving > 1_000
    assert np.allclose(moves.sum(axis=1)[large], leaving[large], rtol=0.01)


def test_arrivals_are_in_proportion_to_openings(pack: Any) -> None:
    moves, occupations = pack.transitions(), pack.occupations()
    openings = occupations["openings_year"].to_numpy()
    expected = openings * moves.sum() / openings.sum()
    large = expected > 1_000
    assert np.allclose(moves.sum(axis=0)[large], expected[large], rtol=0.01)
    none = openings == 0
    assert moves[:, none].sum() == 0


def test_more_than_half_stay_in_their_major_group_and_the_rest_follow_the_survey(pack: Any) -> None:
    moves, group = pack.transitions(), pack.occupations()["group"].to_numpy()
    names = sorted(set(group))
    assert len(names) == 22
    blocks = np.array([[moves[np.ix_(group == o, group == d)].sum() for d in names] for o in names])
    assert np.trace(blocks) / blocks.sum() == pytest.approx(STAY_SHARE, abs=0.03)
    flows = pack.table("group_flows").pivot(index="origin", columns="destination", values="share")
    survey = flows.reindex(index=names, columns=names).fillna(0).to_numpy(copy=True)
    np.fill_diagonal(survey, 0)
    modelled = blocks.copy()
    np.fill_diagonal(modelled, 0)
    off = ~np.eye(22, dtype=bool)
    ranks = [pd.Series(shares[off]).rank() for shares in (survey / survey.sum(), modelled / modelled.sum())]
    assert ranks[0].corr(ranks[1]) > 0.8


def test_a_hand_made_pair_is_likelier_than_a_distant_one(pack: Any) -> None:
    socs = list(pack.occupations()["soc"])
    share = pack.transitions() / pack.transitions().sum(axis=1, keepdims=True).clip(1e-9)

    def part(origin: str, destination: str) -> float:
        return float(share[socs.index(origin), socs.index(destination)])

    assert part("35-3031", "35-3023") > 10 * part("35-3031", "47-2111")
    assert part("29-2061", "29-1141") > 10 * part("29-2061", "15-1252")
    assert part("41-2031", "41-1011") > part("41-2031", "11-1021")
    openings = dict(zip(socs, pack.occupations()["openings_year"], strict=True))
    near, far = (part("31-1120", soc) / openings[soc] for soc in ("29-2061", "29-1141"))
    assert near > far, "for each opening the practical nurse's is nearer than the registered nurse's"


def test_people_without_a_degree_are_a_part_of_each_move(everywhere: National, pack: Any) -> None:
    share = pack.occupations()["nonba_share"].to_numpy()
    moves = everywhere.moves
    for origin, destination in ((0, 1), (100, 500), (700, 30), (829, 400)):
        expected = moves[origin, destination] * share[origin] * min(1.0, share[destination] / 0.5)
        assert everywhere.nonba_moves[origin, destination] == pytest.approx(expected)
    assert (everywhere.nonba_moves <= moves * (1 + 1e-12)).all()
    assert np.allclose(everywhere.outward, everywhere.nonba_moves.sum(axis=1))


def test_the_table_on_request_holds_every_pair_that_counts(everywhere: National) -> None:
    table = transitions_table(everywhere)
    assert set(table["kind"]) == {"modelled"}
    assert (table["people"] >= 0.01).all()
    assert (table["people_nonba"] <= table["people"] * (1 + 1e-12)).all()
    assert not table.duplicated(["origin", "destination"]).any()
    assert (table["origin"] != table["destination"]).all()
    assert table["people"].sum() == pytest.approx(everywhere.moves.sum(), rel=1e-3)


OCCUPATIONS = pd.DataFrame(
    [
        ("11-1021", "11", 4, 100.0, 130.0),
        ("11-2022", "11", 4, 50.0, 30.0),
        ("35-2014", "35", 1, 200.0, 150.0),
        ("35-3031", "35", 1, 400.0, 500.0),
        ("41-1011", "41", 2, 80.0, 60.0),
        ("41-2031", "41", 2, 300.0, 250.0),
    ],
    columns=["soc", "group", "job_zone", "transfers_year", "openings_year"],
)
IMPORTANCE = {
    "11-1021": [4.0, 4.5, 3.0, 2.0],
    "11-2022": [4.2, 4.0, 3.5, 1.0],
    "35-2014": [1.5, 2.0, 2.5, 4.0],
    "35-3031": [3.5, 1.5, 4.5, 2.0],
    "41-1011": [3.9, 3.5, 4.0, 1.5],
    "41-2031": [3.6, 2.0, 4.6, 1.2],
}
RELATED = pd.DataFrame(
    [
        ("35-3031", "35-2014", 3),
        ("35-3031", "41-2031", 2),
        ("41-2031", "41-1011", 3),
        ("41-1011", "11-1021", 1),
    ],
    columns=["soc", "related_soc", "tier"],
)
FLOWS = pd.DataFrame(
    [
        ("11", "35", 0.05), ("11", "41", 0.15), ("35", "11", 0.05), ("35", "41", 0.35),
        ("41", "11", 0.2), ("41", "35", 0.2),
    ],
    columns=["origin", "destination", "share"],
)  # fmt: skip


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    rows = [
        (soc, f"2.A.{place}", value)
        for soc, values in IMPORTANCE.items()
        for place, value in enumerate(values)
    ]
    return pd.DataFrame(rows, columns=["soc", "element_id", "importance"])


def test_similarity_is_the_correlation_of_what_occupations_ask(scores: pd.DataFrame) -> None:
    socs = list(OCCUPATIONS["soc"])
    found = skill_similarity(scores, socs)
    expected = np.corrcoef([IMPORTANCE[soc] for soc in socs])
    assert np.allclose(found, expected, atol=1e-9)


def fitted_by_loops(scores: pd.DataFrame) -> dict[tuple[str, str], float]:
    """Fit rows, columns and group blocks one after the other with plain loops."""
    socs, rows = list(OCCUPATIONS["soc"]), OCCUPATIONS.set_index("soc")
    group, zone = dict(rows["group"]), dict(rows["job_zone"])
    leaving = dict(rows["transfers_year"])
    scale = rows["transfers_year"].sum() / rows["openings_year"].sum()
    arriving = {soc: value * scale for soc, value in rows["openings_year"].items()}
    correlation = np.corrcoef([IMPORTANCE[soc] for soc in socs])
    pairs = [(o, d) for o in socs for d in socs if o != d]
    distance = {(o, d): 1 - correlation[socs.index(o), socs.index(d)] for o, d in pairs}
    mean = sum(distance.values()) / len(pairs)
    tier = {(o, d): value for o, d, value in RELATED.itertuples(index=False)}
    people = {
        (o, d): math.exp(-DISTANCE_DECAY * distance[o, d] / mean)
        * (1 + tier.get((o, d), 0))
        * math.exp(-PREPARATION_DECAY * max(0, zone[d] - zone[o] - 1))
        for o, d in pairs
    }
    groups = sorted(set(group.values()))
    out_of = {g: sum(value for soc, value in leaving.items() if group[soc] == g) for g in groups}
    into = {g: sum(value for soc, value in arriving.items() if group[soc] == g) for g in groups}
    survey = {(o, d): value for o, d, value in FLOWS.itertuples(index=False)}
    blocks = {}
    for o in groups:
        whole = sum(value for (origin, _), value in survey.items() if origin == o)
        for d in groups:
            away = out_of[o] * (1 - STAY_SHARE)
            blocks[o, d] = out_of[o] * STAY_SHARE if o == d else away * survey[o, d] / whole
    for _ in range(200):
        for o in groups:
            factor = out_of[o] / sum(blocks[o, d] for d in groups)
            blocks |= {(o, d): blocks[o, d] * factor for d in groups}
        for d in groups:
            factor = into[d] / sum(blocks[o, d] for o in groups)
            blocks |= {(o, d): blocks[o, d] * factor for o in groups}
    for _ in range(200):
        for o in socs:
            factor = leaving[o] / sum(people[o, d] for d in socs if d != o)
            people |= {(o, d): people[o, d] * factor for d in socs if d != o}
        for d in socs:
            factor = arriving[d] / sum(people[o, d] for o in socs if o != d)
            people |= {(o, d): people[o, d] * factor for o in socs if o != d}
        now = dict.fromkeys(blocks, 0.0)
        for (o, d), value in people.items():
            now[group[o], group[d]] += value
        people = {
            (o, d): value * blocks[group[o], group[d]] / now[group[o], group[d]]
            for (o, d), value in people.items()
        }
    return people


def test_fitting_is_what_plain_loops_give(scores: pd.DataFrame) -> None:
    table = compile_transitions(OCCUPATIONS, scores, RELATED, FLOWS)
    found = {(o, d): milli / 1000 for o, d, milli in table.itertuples(index=False)}
    expected = fitted_by_loops(scores)
    assert found.keys() == expected.keys()
    assert [found[pair] for pair in expected] == pytest.approx(list(expected.values()), abs=0.002)


def test_an_occupation_without_transfers_or_openings_moves_nobody(scores: pd.DataFrame) -> None:
    occupations = OCCUPATIONS.copy()
    occupations.loc[0, "transfers_year"] = 0.0
    occupations.loc[2, "openings_year"] = 0.0
    table = compile_transitions(occupations, scores, RELATED, FLOWS)
    assert table.loc[table["origin"] == "11-1021", "people_milli"].sum() == 0
    assert table.loc[table["destination"] == "35-2014", "people_milli"].sum() == 0
    assert table["people_milli"].sum() / 1000 == pytest.approx(occupations["transfers_year"].sum(), rel=0.02)
