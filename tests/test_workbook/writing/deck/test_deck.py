"""The deck: what its slides say and show is what the plan came to, in places that a person can edit."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx import Presentation

from workbook.errors import PlannerError
from workbook.model.region import plan_for
from workbook.model.results import Results
from workbook.model.run import prepare, solve
from workbook.model.snapshots import snapshot_of
from workbook.writing.deck.export import deck_bytes, write_deck
from workbook.writing.styles import CLASS_STRONG

DAY = datetime.date(2025, 6, 30)


@pytest.fixture(scope="module")
def results(pack: Any) -> Results:
    """Return a small region with a budget, and a month kept before under other weights."""
    plan = plan_for(pack, "25980", DAY).with_parameter("budget_usd", 200_000)
    prepared = prepare(pack, plan)
    before = snapshot_of(solve(prepared, plan.with_parameter("weight_wage_gain", 60)), "2025-05")
    return solve(prepared, plan, [before])


@pytest.fixture(scope="module")
def content(results: Results) -> bytes:
    return deck_bytes(results, budget=True)


@pytest.fixture(scope="module")
def slides(content: bytes) -> dict[str, Any]:
    deck = Presentation(io.BytesIO(content))
    names = ("glance", "priorities", "training", "representation", "changes", "allocation")
    return dict(zip(names, deck.slides, strict=True))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def bars(chart: Any, series: int = 0) -> dict[str, float]:
    plot = chart.plots[0]
    return dict(zip(plot.categories, plot.series[series].values, strict=True))


def test_every_slide_has_title_unit_footer_number_and_notes(slides: dict[str, Any], results: Results) -> None:
    for name, slide in slides.items():
        kinds = {place.placeholder_format.type.name: place for place in slide.placeholders}
        assert kinds["TITLE"].text_frame.text.endswith("."), "a sentence that answers"
        assert "SLIDE_NUMBER" in kinds
        footer = kinds["FOOTER"].text_frame.text
        assert footer.startswith("Hinesville, GA · 30 June 2025 · parameters ")
        assert results.parameters.hash in footer
        notes = slide.notes_slide.notes_text_frame.text
        assert "OEWS May 2025" in notes, name
        assert "What to know before using the figures" in notes, name
        assert not [
            place for place in slide.placeholders if place.has_text_frame and not place.text_frame.text
        ]


def test_every_chart_is_told_to_those_who_do_not_see_it(slides: dict[str, Any]) -> None:
    for slide in slides.values():
        shown = [shape for shape in slide.shapes if shape.has_chart]
        assert shown
        for shape in shown:
            told = shape._element.nvGraphicFramePr.cNvPr.get("descr")
            assert told.startswith(("Bars", "Columns"))
            assert len(told) > 60


def test_slides_are_wide_and_have_our_two_layouts(content: bytes) -> None:
    deck = Presentation(io.BytesIO(content))
    assert round(deck.slide_width / deck.slide_height, 3) == round(16 / 9, 3)
    assert [layout.name for layout in deck.slide_layouts] == ["Chart and words", "Two charts"]


def test_the_region_at_a_glance(slides: dict[str, Any], results: Results) -> None:
    slide = slides["glance"]
    assert slide.shapes.title.text_frame.text.startswith(results.headline.split(";")[0])
    jobs = results.matrix.groupby("class")["employment"].sum()
    shown = bars(charts(slide)[0])
    assert shown["G  Gateway"] == pytest.approx(jobs["Gateway"] / jobs.sum())
    assert sum(shown.values()) == pytest.approx(1)


def test_the_first_priorities_and_how_firm_they_are(slides: dict[str, Any], results: Results) -> None:
    scores, ranks = charts(slides["priorities"])
    table = results.robustness.head(10)
    assert list(bars(scores).values()) == pytest.approx(table["score"].tolist())
    assert table["title"].iloc[0].startswith(next(iter(bars(scores)))[:-3].removesuffix("…"))
    assert all(label[-1] in "GHM" for label in bars(scores)), "the letter of the class stands beside its bar"
    assert list(bars(ranks, 0).values()) == (table["rank_low"] - 1).tolist()
    width = table["rank_high"] - table["rank_low"] + 1
    assert list(bars(ranks, 1).values()) == width.tolist()
    first = ranks.plots[0].series[2].points[0].data_label.text_frame.text
    low, high = (int(table[name].iloc[0]) for name in ("rank_low", "rank_high"))
    assert first == (f"{low}–{high}" if low != high else f"{low}")
    colour = scores.plots[0].series[0].points[0].format.fill.fore_color.rgb
    assert f"#{colour}" == CLASS_STRONG[table["class"].iloc[0]]


def test_training_representation_and_allocation(slides: dict[str, Any], results: Results) -> None:
    unlocks = results.training.unlocks.head(10)
    assert list(bars(charts(slides["training"])[0]).values()) == unlocks["gateways"].tolist()
    table = results.representation.set_index(["class", "group"])["share"]
    shown = charts(slides["representation"])[0].plots[0]
    origin, gateway = (dict(zip(shown.categories, shown.series[at].values, strict=True)) for at in (0, 1))
    assert origin["Women"] == pytest.approx(table["Origin", "Women"])
    assert gateway["Black"] == pytest.approx(table["Gateway", "Black"])
    people = results.allocation.moved.groupby("destination")["people"].sum().sort_values(ascending=False)
    moved = list(bars(charts(slides["allocation"])[0]).values())
    assert moved == pytest.approx(people.head(10).tolist())


def test_what_changed_since_the_month_before(slides: dict[str, Any], results: Results) -> None:
    gained = bars(charts(slides["changes"])[0])
    ranks = results.tracking.changes.query("subject == 'rank'")
    for label, places in gained.items():
        row = ranks[ranks["title"].str.startswith(label[:-3].removesuffix("…"))].iloc[0]
        assert places == row["before"] - row["after"]
    assert "May 2025" in slides["changes"].shapes.title.text_frame.text
    assert "Moved by " in slides["changes"].notes_slide.notes_text_frame.text


def test_without_months_and_budget_their_slides_are_left_out(results: Results) -> None:
    alone = solve(results.prepared, results.plan)
    assert len(Presentation(io.BytesIO(deck_bytes(alone))).slides) == 4


def test_behind_each_chart_is_a_workbook_with_its_figures(content: bytes, results: Results) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        books = [name for name in parts.namelist() if name.endswith(".xlsx")]
        assert len(books) == 7
        read = [openpyxl.load_workbook(io.BytesIO(parts.read(name))).active for name in books]
    cells = [cell for sheet in read for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert results.robustness["score"].iloc[0] in [cell.value for cell in cells]


def test_the_same_results_give_the_same_bytes(content: bytes, results: Results) -> None:
    assert deck_bytes(results, budget=True) == content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
        assert re.findall(r"20\d\d-\d\d-\d\dT[\d:]+Z", core) == ["2025-06-30T00:00:00Z"] * 2
        assert not [name for name in parts.namelist() if "thumbnail" in name or "printer" in name]
        for name in parts.namelist():
            if name.endswith(".rels"):
                assert b"thumbnail" not in parts.read(name)
                assert b"printerSettings" not in parts.read(name)


def test_a_deck_that_cannot_be_written_says_why(results: Results, tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match=r"does not end in \.pptx"):
        write_deck(results, tmp_path / "deck.ppt")
    assert list(tmp_path.iterdir()) == []
