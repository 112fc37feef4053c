"""Training gaps: which Gateways, what their summaries say, and what one skill opens."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbook.model.results import Results
from workbook.model.training import open_gateways


def test_every_gateway_with_openings_and_people_in_reach_is_there_largest_reach_first(
    results: Results,
) -> None:
    matrix = results.matrix
    open_ = matrix[
        (matrix["class"] == "Gateway") & (matrix["openings_12m"] > 0) & (matrix["origin_reach"] > 0)
    ]
    expected = open_.sort_values("origin_reach", ascending=False, kind="stable")["soc"]
    assert list(results.training.gateways["soc"]) == list(expected)
    assert list(results.frame["soc"][open_gateways(results)]) == list(expected)
    assert list(results.training.gateways["people"]) == list(open_.loc[expected.index, "origin_reach"])


def test_each_gateway_has_every_element_once(results: Results) -> None:
    elements = results.prepared.pack.table("elements")
    told = results.training.elements
    for _, rows in told.groupby("soc"):
        assert sorted(rows["element_id"]) == sorted(elements["element_id"])
        assert list(rows["rank"]) == list(range(1, len(elements) + 1))
        assert rows["gap"].is_monotonic_decreasing
    assert (told["gap"] >= 0).all()
    assert (told["transfer"] >= 0).all()
    assert told["strength"].between(0, 5).all()
    assert not (told["people"] < 0).any()
    assert (told.loc[told["people"] == 0, "gap"] == 0).all()
    reach = results.matrix.set_index("soc")["origin_reach"].reindex(told["soc"]).to_numpy()
    assert (told["people"] <= reach * (1 + 1e-9)).all()


def test_a_summary_is_what_its_elements_say(atlanta: Results) -> None:
    details = dict(list(atlanta.training.elements.groupby("soc")))
    for _, gateway in atlanta.training.gateways.iterrows():
        rows = details[gateway["soc"]]
        strongest = rows.sort_values(["strength", "element_id"], ascending=[False, True])
        assert gateway["transfers"] == ", ".join(strongest["element"].unique()[:5])
        missing = rows.loc[rows["gap"] > 0, "element"]
        assert gateway["missing"] == ", ".join(missing.unique()[:5])
        counted = strongest[:10].groupby("tag")["strength"].sum()
        for tag in ("interpersonal", "cognitive", "technical"):
            share = counted.get(tag, 0.0) / counted.sum()
            assert np.isclose(gateway[f"{tag}_share"], share)
        assert counted[gateway["leans_on"]] == counted.max()
        assert np.isclose(gateway["mean_gap"], rows["gap"].sum())


def test_technologies_and_programmes_belong_to_open_gateways(results: Results) -> None:
    gateways = list(results.training.gateways["soc"])
    technologies, programmes = results.training.technologies, results.training.programmes
    assert set(technologies["soc"]) <= set(gateways)
    assert technologies["share_new"].between(0, 1).all()
    assert (technologies["hot"] | technologies["in_demand"]).all()
    assert not technologies.duplicated(["soc", "technology"]).any()
    assert list(dict.fromkeys(technologies["soc"])) == [
        soc for soc in gateways if soc in set(technologies["soc"])
    ]
    for _, rows in technologies.groupby("soc"):
        assert rows["in_demand"].astype(int).is_monotonic_decreasing, "what employers ask for comes first"
    known = results.prepared.pack.table("programmes")
    expected = known[known["soc"].isin(gateways)]
    assert sorted(programmes["cip"] + programmes["soc"]) == sorted(expected["cip"] + expected["soc"])


def test_one_skill_opens_the_gateways_that_lack_it_most(atlanta: Results) -> None:
    elements, told = atlanta.training.elements, atlanta.training.unlocks
    largest = elements[(elements["rank"] <= 5) & (elements["gap"] > 0)]
    assert told["gateways"].sum() == len(largest)
    for _, row in told.iterrows():
        rows = largest[(largest["element"] == row["element"]) & (largest["kind"] == row["kind"])]
        assert row["gateways"] == len(rows) == rows["soc"].nunique()
        assert np.isclose(row["people"], rows["people"].sum())
    assert told["gateways"].is_monotonic_decreasing


def test_a_region_without_open_gateways_has_empty_tables_with_their_columns(results_of: object) -> None:
    guam: Results = results_of("Guam")  # type: ignore[operator]
    tables = guam.training
    for table in (tables.gateways, tables.elements, tables.technologies, tables.programmes, tables.unlocks):
        assert isinstance(table, pd.DataFrame)
        assert table.empty
        assert len(table.columns) >= 3
