"""What a reader is told before using the figures: coverage, findings, the headline, the vintages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from data.intake.findings import SEVERITIES
from workbook.model.results import Results
from workbook.model.run import solve
from workbook.model.words import about


def codes(results: Results) -> set[str]:
    return {finding.code for finding in results.findings}


def test_coverage_counts_cells_and_sums(results: Results) -> None:
    matrix, told = results.matrix, results.coverage.set_index("measure")
    jobs = told.loc["Employment"]
    marks = matrix["employment_mark"].value_counts()
    assert jobs["published_cells"] == matrix["employment"].notna().sum()
    assert jobs["suppressed_cells"] == marks.get("suppressed", 0)
    assert jobs["absent_cells"] == marks.get("absent", 0)
    assert jobs[["published_cells", "suppressed_cells", "absent_cells"]].sum() == len(matrix)
    assert jobs["covered"] == matrix["employment"].sum()
    assert jobs["total"] == results.prepared.jobs.total_jobs
    assert 0.5 < jobs["coverage_share"] <= 1
    wages = told.loc["Regional wages"]
    assert wages[["published_cells", "suppressed_cells", "absent_cells"]].sum() == len(matrix)
    people = told.loc["Unemployed"]
    assert people["covered"] == pytest.approx(matrix["unemployed"].sum())
    assert people["total"] == pytest.approx(results.prepared.unemployed.total, nan_ok=True)
    if not np.isnan(people["total"]):
        assert people["coverage_share"] == pytest.approx(people["covered"] / people["total"])
    assert told["note"].str.len().min() > 20


def test_every_region_says_what_to_beware_of(results_of: Any) -> None:
    expected = {
        "12060": {"claims-without-occupation", "insured-only"},
        "35620": {"insured-only", "wage-level"},
        "13": {"claims-without-occupation", "insured-only"},
        "Guam": {"no-unemployment", "wage-level"},
        "US": {"insured-only"},
        "06": {"claims-without-occupation", "insured-only"},
        "50": {"claims-without-occupation", "insured-only"},
    }
    for region, wanted in expected.items():
        results = results_of(region)
        assert wanted <= codes(results), region
        thin = results.coverage["coverage_share"][0] < 0.8
        assert ("thin-coverage" in codes(results)) == thin
        for finding in results.findings:
            assert finding.severity in SEVERITIES
            assert all((finding.what, finding.why, finding.what_to_do)), finding.code
            assert not finding.what.endswith(".")


def test_a_regional_price_parity_answers_the_note_about_wages(results_of: Any) -> None:
    new_york = results_of("35620")
    assert "wage-level" in codes(new_york)
    after = solve(new_york.prepared, new_york.plan.with_parameter("regional_price_parity", 112))
    assert "wage-level" not in codes(after)


def test_the_headline_is_one_sentence_with_the_region_in_it(results: Results) -> None:
    headline = results.headline
    assert headline.endswith(".")
    assert ". " not in headline
    assert results.region.short_name in headline
    assert "nan" not in headline
    gateways = results.matrix[(results.matrix["class"] == "Gateway") & (results.matrix["openings_12m"] > 0)]
    if len(gateways):
        assert headline.startswith(f"{len(gateways)} Gateway")
    if results.region.titles == ("Guam",):
        assert "not known" in headline
    elif gateways["origin_reach"].max() > 0:
        assert gateways.loc[gateways["origin_reach"].idxmax(), "title"] in headline
        more = (gateways["seekers_per_opening"] < 1).sum()
        assert f", {more} of them with more openings than seekers" in headline


def test_vintages_name_each_source(results: Results) -> None:
    told = results.vintages
    assert told["Jobs and wages"] == "OEWS May 2025"
    assert told["Openings"].endswith("2024-34")
    assert told["Skills"] == "O*NET 29.3 (May 2025)"
    assert "modelled" in told["Transitions"]
    assert told["Unemployed"].startswith(("ETA 203", "no unemployment figures"))


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (0.0, "fewer than 10"),
        (9.9, "fewer than 10"),
        (10.0, "about 10"),
        (63.0, "about 60"),
        (99.0, "about 100"),
        (100.0, "about 100"),
        (149.0, "about 150"),
        (1_287.4, "about 1,300"),
        (48_311.0, "about 48,000"),
    ],
)
def test_counts_are_rounded_to_what_a_sentence_can_bear(people: float, words: str) -> None:
    assert about(people) == words
