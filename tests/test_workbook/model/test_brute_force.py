"""Tables of a real region counted again by plain loops, one cell after the other."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from workbook.model.results import Results
from workbook.model.training import pair_gaps

GROUPS = {
    "Women": "women_share",
    "Black": "black_share",
    "Asian": "asian_share",
    "Hispanic or Latino": "hispanic_share",
}
ORIGINS = ("Origin", "Mid-wage Origin")
WAITERS, SUPERVISORS, MANAGERS = "35-3031", "43-1011", "11-1021"


def places(results: Results, *classes: str) -> list[int]:
    return [place for place, name in enumerate(results.frame["class"]) if name in classes]


def place_of(results: Results, soc: str) -> int:
    return list(results.frame["soc"]).index(soc)


def mean_share(results: Results, column: str, members: list[int]) -> tuple[float, float]:
    """Return the share of a group weighted with regional jobs, and the jobs behind it."""
    shares = results.prepared.pack.occupations()[column]
    people = weight = 0.0
    for place in members:
        jobs, share = results.frame["employment"][place], shares[place]
        if not math.isnan(jobs) and not math.isnan(share):
            people += share * jobs
            weight += jobs
    return (people / weight if weight else math.nan), weight


def nonba_moves(results: Results) -> Any:
    pack = results.prepared.pack
    share = list(pack.occupations()["nonba_share"])
    moves = pack.transitions()

    def people(origin: int, destination: int) -> float:
        return float(moves[origin, destination]) * share[origin] * min(1.0, share[destination] / 0.5)

    return people


def test_representation_of_every_class_and_group(results: Results) -> None:
    told = results.representation.set_index(["class", "group"])
    assert len(told) == 5 * 4
    for (class_name, group), row in told.iterrows():
        share, covered = mean_share(results, GROUPS[group], places(results, class_name))
        base, _ = mean_share(results, GROUPS[group], places(results, *ORIGINS))
        cells = results.frame["employment"][places(results, class_name)]
        if np.isnan(cells).all():
            assert row["reading"] == "no published share"
            assert row.drop(["origin_share", "reading"]).isna().all(), "nothing published is not nobody"
            continue
        jobs = np.nansum(cells)
        assert row["share"] == pytest.approx(share)
        assert row["origin_share"] == pytest.approx(base)
        assert row["parity_index"] == pytest.approx(share / base)
        assert row["employment"] == pytest.approx(jobs)
        assert row["people_gap"] == pytest.approx(max(0.0, base - share) * jobs)
        assert row["coverage_share"] == pytest.approx(covered / jobs)


def test_representation_index_of_each_occupation(atlanta: Results) -> None:
    occupations, told = atlanta.prepared.pack.occupations(), atlanta.frame["representation_index"]
    origins = places(atlanta, *ORIGINS)
    bases = {column: mean_share(atlanta, column, origins)[0] for column in GROUPS.values()}
    for place in range(len(told)):
        shares = {column: occupations[column][place] for column in bases}
        if any(math.isnan(share) for share in shares.values()):
            assert math.isnan(told[place])
            continue
        parts = [min(1.0, shares[column] / base) for column, base in bases.items()]
        assert told[place] == pytest.approx(sum(parts) / 4)


def test_pair_gap_of_a_few_pairs(atlanta: Results) -> None:
    """Σ over elements of max(0, level(d) − level(o)) ÷ standard deviation × importance(d) ÷ 5."""
    pack = atlanta.prepared.pack
    level, importance = pack.element_matrix("level"), pack.element_matrix("importance")
    count, elements = level.shape
    for origin, destination in ((WAITERS, SUPERVISORS), (SUPERVISORS, MANAGERS), (MANAGERS, WAITERS)):
        o, d = place_of(atlanta, origin), place_of(atlanta, destination)
        gaps, transfers = pair_gaps(atlanta, o, d)
        total = 0.0
        for element in range(elements):
            column = [level[place, element] for place in range(count)]
            mean = sum(column) / count
            deviation = math.sqrt(sum((value - mean) ** 2 for value in column) / count)
            weight = importance[d, element] / 5
            gap = max(0.0, level[d, element] - level[o, element]) / deviation * weight
            held = min(level[d, element], level[o, element]) / deviation * weight
            assert gaps[element] == pytest.approx(gap, abs=1e-12)
            assert transfers[element] == pytest.approx(held, abs=1e-12)
            total += gap
        assert atlanta.prepared.national.pair_gap[o, d] == pytest.approx(total, rel=1e-5)
    assert np.diag(atlanta.prepared.national.pair_gap).max() == 0


def test_training_feasibility_weighs_the_pair_gaps_by_where_the_reach_comes_from(atlanta: Results) -> None:
    for soc in (SUPERVISORS, "29-2061", "53-3032"):
        d = place_of(atlanta, soc)
        gap = reach = 0.0
        for o in places(atlanta, *ORIGINS):
            people = atlanta.reach[o, d]
            if people > 0:
                gap += people * pair_gaps(atlanta, o, d)[0].sum()
                reach += people
        assert atlanta.frame["training_feasibility"][d] == pytest.approx(1 / (1 + gap / reach), rel=1e-5)


def test_reach_and_what_its_origins_earn(atlanta: Results) -> None:
    people = nonba_moves(atlanta)
    count = len(atlanta.frame["soc"])
    destination = place_of(atlanta, SUPERVISORS)
    total = income = 0.0
    for origin in places(atlanta, *ORIGINS):
        unemployed = atlanta.frame["unemployed"][origin]
        leaving = sum(people(origin, other) for other in range(count))
        if not math.isnan(unemployed) and leaving > 0:
            arriving = unemployed * people(origin, destination) / leaving
            total += arriving
            income += arriving * atlanta.frame["nonba_income_usd"][origin]
    assert atlanta.frame["origin_reach"][destination] == pytest.approx(total)
    assert atlanta.frame["feeder_income_usd"][destination] == pytest.approx(income / total)


def test_springboard_of_a_few_occupations(atlanta: Results) -> None:
    """Occupations that pass the Target tests count, whatever their label."""
    people = nonba_moves(atlanta)
    count = len(atlanta.frame["soc"])
    targets = {place for place in range(count) if atlanta.classified.targets[place]}
    assert targets >= set(places(atlanta, "Target"))
    for soc in (SUPERVISORS, "47-2111", "29-1141"):
        place = place_of(atlanta, soc)
        whole = sum(people(place, other) for other in range(count))
        part = sum(people(place, other) for other in targets)
        assert atlanta.frame["springboard_share"][place] == pytest.approx(part / whole)


def test_progressions_are_the_largest_of_all_paths(atlanta: Results) -> None:
    """The first step is the national flow × the region's part of the Origin's jobs, ten people at least."""
    people, frame = nonba_moves(atlanta), atlanta.frame
    nation = atlanta.prepared.pack.wages(("0000000",)).set_index("soc")["employment"]
    count = len(frame["soc"])
    told = atlanta.progressions
    assert len(told) == 300
    gateways = [place for place in places(atlanta, "Gateway") if frame["openings_12m"][place] > 0]
    targets = places(atlanta, "Target")
    out_of = {g: sum(people(g, other) for other in range(count)) for g in gateways}
    onward = {(g, t): people(g, t) / out_of[g] for g in gateways for t in targets}
    best = {g: sorted((onward[g, t] for t in targets), reverse=True)[:300] for g in gateways}
    counted = []
    for o in places(atlanta, *ORIGINS):
        jobs = frame["employment"][o]
        if math.isnan(jobs):
            continue
        for g in gateways:
            first = people(o, g) * jobs / nation[frame["soc"][o]]
            if first >= 10:
                counted += [first * share for share in best[g]]
    counted.sort(reverse=True)
    assert list(told["people"]) == pytest.approx(counted[:300])
    assert told["people_first_step"].min() >= 10


@pytest.mark.parametrize("row", [0, 7, 150, 299])
def test_one_progression_cell_by_cell(row: int, atlanta: Results) -> None:
    people, frame = nonba_moves(atlanta), atlanta.frame
    told = atlanta.progressions.iloc[row]
    o, g, t = (place_of(atlanta, told[f"{step}_soc"]) for step in ("origin", "gateway", "target"))
    nation = atlanta.prepared.pack.wages(("0000000",)).set_index("soc")["employment"]
    first = people(o, g) * frame["employment"][o] / nation[told["origin_soc"]]
    onward = people(g, t) / sum(people(g, other) for other in range(len(frame["soc"])))
    assert told["people_first_step"] == pytest.approx(first)
    assert told["second_step_share"] == pytest.approx(onward)
    assert told["people"] == pytest.approx(first * onward)
    assert told["wage_gain_usd"] == frame["nonba_income_usd"][t] - frame["nonba_income_usd"][o]
    assert [told["origin"], told["gateway"], told["target"]] == [frame["title"][place] for place in (o, g, t)]
    assert told["gateway_availability"] == frame["availability"][g]
    assert [frame["class"][place] for place in (g, t)] == ["Gateway", "Target"]
    assert frame["class"][o] in ORIGINS


def test_training_gaps_of_a_gateway_weighed_by_its_reach(atlanta: Results) -> None:
    soc = atlanta.training.gateways["soc"][3]
    d = place_of(atlanta, soc)
    told = atlanta.training.elements.set_index(["soc", "element_id"]).loc[soc]
    elements = list(atlanta.prepared.pack.table("elements")["element_id"])
    gap, transfer, people = np.zeros(len(elements)), np.zeros(len(elements)), np.zeros(len(elements))
    reach = 0.0
    for o in places(atlanta, *ORIGINS):
        arriving = atlanta.reach[o, d]
        if arriving > 0:
            gaps, transfers = pair_gaps(atlanta, o, d)
            gap, transfer, reach = gap + arriving * gaps, transfer + arriving * transfers, reach + arriving
            people += np.where(gaps > 0, arriving, 0.0)
    for place, element in enumerate(elements):
        assert told.loc[element, "gap"] == pytest.approx(gap[place] / reach, abs=1e-12), element
        assert told.loc[element, "transfer"] == pytest.approx(transfer[place] / reach, abs=1e-12)
        assert told.loc[element, "people"] == pytest.approx(people[place], abs=1e-9)
    assert list(told["rank"]) == list(range(1, len(elements) + 1))
    assert told["gap"].is_monotonic_decreasing


def test_new_technologies_are_those_the_arriving_people_do_not_use(atlanta: Results) -> None:
    table = atlanta.prepared.pack.table("technologies")
    told = atlanta.training.technologies
    soc = atlanta.training.gateways["soc"][0]
    d = place_of(atlanta, soc)
    of_gateway = told[told["soc"] == soc]
    assert set(of_gateway["technology"]) == set(table.loc[table["soc"] == soc, "technology"])
    for _, row in of_gateway.head(12).iterrows():
        users = set(table.loc[table["technology"] == row["technology"], "soc"])
        using = sum(
            atlanta.reach[o, d] for o in range(len(atlanta.reach)) if atlanta.frame["soc"][o] in users
        )
        assert row["share_new"] == pytest.approx(1 - using / atlanta.reach[:, d].sum(), abs=1e-12)


def test_cross_sector_spread_is_one_less_the_squared_shares_of_the_sectors(atlanta: Results) -> None:
    staffing = atlanta.prepared.pack.table("staffing")
    for soc in (WAITERS, SUPERVISORS, "43-9061", "29-1141"):
        rows = staffing[(staffing["soc"] == soc) & (staffing["level"] == 2)]
        jobs = [value for value in rows["employment"] if not math.isnan(value)]
        spread = 1 - sum((value / sum(jobs)) ** 2 for value in jobs)
        assert atlanta.frame["cross_sector_spread"][place_of(atlanta, soc)] == pytest.approx(spread)
    assert spread < 0.5, "nurses work in one sector, office clerks in all"
    assert atlanta.frame["cross_sector_spread"][place_of(atlanta, "43-9061")] > 0.8
