"""The months of a plan as lines: the figures of the series, broken where a source changed."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np
import pytest

from workbook.model.pictures.months import FIGURES, REGION, Months, months
from workbook.model.results import Results
from workbook.model.run import solve
from workbook.model.snapshots import POSTINGS, WAGES, Snapshot, SnapshotSource, snapshot_of

NURSES = "29-1141"


def month(like: Snapshot, name: str, factor: float, layout: str, postings: float) -> Snapshot:
    """Return a month with other openings and so many open postings of every occupation."""
    figures = {**like.figures, "openings_12m": like.figures["openings_12m"] * factor}
    figures["postings_open"] = np.full(len(like.soc), postings)
    sources = tuple(
        SnapshotSource(kind, "file", "a" * 64, layout, "figures", name) for kind in (POSTINGS, WAGES)
    )
    day = datetime.date.fromisoformat(f"{name}-15")
    return replace(like, month=name, as_of=day, figures=figures, sources=sources)


@pytest.fixture(scope="module")
def shown(atlanta: Results) -> Months:
    like = snapshot_of(atlanta)
    earlier = [
        month(like, "2025-01", 0.5, "lightcast", 4),
        month(like, "2025-02", 0.8, "lightcast", 5),
        month(like, "2025-05", 0.9, "usajobs", 7),
    ]
    found = months(solve(atlanta.prepared, atlanta.plan, earlier))
    assert found is not None
    return found


def test_without_a_second_month_there_is_nothing_to_draw(atlanta: Results) -> None:
    assert months(atlanta) is None


def test_lines_hold_the_figures_of_their_months(shown: Months, atlanta: Results) -> None:
    assert shown.months == ("2025-01", "2025-02", "2025-05", "2025-06")
    now = float(atlanta.matrix.set_index("soc").at[NURSES, "openings_12m"])
    assert shown.line("openings_12m", NURSES) == pytest.approx(np.array([0.5, 0.8, 0.9, 1.0]) * now)
    assert shown.line("postings_open", NURSES)[:3].tolist() == [4, 5, 7]
    assert np.isnan(shown.line("postings_open", NURSES)[3]), "no postings file is loaded this month"
    assert shown.figures(NURSES) == tuple(FIGURES)
    assert "rank" not in shown.figures(REGION)


def test_nothing_is_compared_across_another_layout(shown: Months) -> None:
    assert [one.month for one in shown.changes_of("postings_open")] == ["2025-05"]
    assert shown.title_of(NURSES).endswith("open postings 7 in 2025-05; the source changed on the way")
    words = shown.month_words("postings_open", NURSES, 2)
    assert words.startswith("2025-05: open postings 7. The source of open postings changed")
    assert "not known" in shown.month_words("postings_open", NURSES, 3)
