"""Postings that only tell latitude and longitude: placed by given boundaries, told without any."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.intake.boundaries.coordinates import place_coordinates
from data.intake.boundaries.loading import load_boundaries
from data.intake.boundaries.shapes import write_shapes
from data.intake.findings import IntakeError
from data.intake.loaded import Loaded, Options
from data.intake.loading import load

FULTON, APPLING = (-84.6, 33.6), (-82.5, 31.5)
"""Lower left corners of made squares with the codes of a county of Atlanta and of one outside of cities."""
Reading = Callable[..., Loaded]


def square(west: float, south: float) -> list[list[float]]:
    east, north = west + 0.4, south + 0.4
    return [[west, south], [west, north], [east, north], [east, south], [west, south]]


@pytest.fixture
def boundaries(tmp_path: Path) -> Path:
    """Write the made squares."""
    shapes = [
        {"properties": {"GEOID": code}, "geometry": {"type": "Polygon", "coordinates": [square(*at)]}}
        for code, at in (("13121", FULTON), ("13001", APPLING))
    ]
    path = tmp_path / "made.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}), encoding="utf-8")
    return path


@pytest.fixture
def reading(csv_file: Callable[..., Path], pack: Any) -> Reading:
    """Load postings of a cook with these headings and cells beside the title."""

    def read(headings: list[str], *rows: list[str], boundaries: Path | None = None) -> Loaded:
        cells = [[f"Job {n}", "35-2014", *row] for n, row in enumerate(rows)]
        path = csv_file(["title", "soc", *headings], cells)
        return load(path, pack, "postings", options=Options(boundaries=boundaries))

    return read


def codes(loaded: Loaded) -> list[str]:
    return sorted(one.code for one in loaded.findings)


def test_without_boundaries_a_finding_says_what_would_place_them(reading: Reading) -> None:
    loaded = reading(["latitude", "longitude"], ["33.7", "-84.4"])
    assert codes(loaded) == ["coordinates-not-used"]
    assert "county boundaries" in loaded.findings[0].what_to_do
    assert loaded.rows()["area"].tolist() == [""]


def test_coordinates_are_placed_by_county(reading: Reading, boundaries: Path) -> None:
    rows = [["33.7", "-84.4"], ["31.6", "-82.4"], ["", ""], ["0", "0"], ["n/a", "-84.4"]]
    loaded = reading(["latitude", "longitude"], *rows, boundaries=boundaries)
    assert loaded.rows()["area"].tolist() == ["0012060", "1300000", "", "", ""]
    assert loaded.rows()["county"].tolist() == ["13121", "13001", "", "", ""]
    assert codes(loaded) == ["coordinates-placed", "place-state-only"]
    placed = next(one for one in loaded.findings if one.code == "coordinates-placed")
    assert (placed.count, placed.examples) == (2, ("made.geojson",))
    assert loaded.read == loaded.accepted == 5


def test_swapped_coordinates_and_wrong_signs_are_mended_and_told(reading: Reading, boundaries: Path) -> None:
    rows = [["-84.4", "33.7"], ["33.7", "84.4"], ["51.5", "-0.1"]]
    loaded = reading(["lat", "lon"], *rows, boundaries=boundaries)
    assert loaded.rows()["county"].tolist() == ["13121", "13121", ""]
    assert codes(loaded) == [
        "coordinates-outside",
        "coordinates-placed",
        "coordinates-sign",
        "coordinates-swapped",
    ]
    swapped = next(one for one in loaded.findings if one.code == "coordinates-swapped")
    assert (swapped.where, swapped.examples) == ("column lat; line 2", ("-84.4, 33.7",))


def test_texts_that_lead_to_an_area_go_first(reading: Reading, boundaries: Path) -> None:
    rows = [
        ["Savannah, GA", *("33.7", "-84.4")],
        ["Georgia", *("33.7", "-84.4")],
        ["Mars", *("33.7", "-84.4")],
    ]
    loaded = reading(["location", "latitude", "longitude"], *rows, boundaries=boundaries)
    assert loaded.rows()["area"].tolist() == ["0042340", "0012060", "0012060"]
    assert codes(loaded) == ["coordinates-placed"]
    assert codes(reading(["location", "latitude", "longitude"], *rows)) == ["place-unknown"]


def test_a_county_that_a_column_tells_is_kept(reading: Reading) -> None:
    loaded = reading(["county"], ["13121"], ["Fulton County, GA"], ["Nowhere"])
    assert loaded.rows()["county"].tolist() == ["13121", "13121", ""]


def test_shapes_that_the_program_kept_place_alike(
    reading: Reading, boundaries: Path, pack: Any, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.parquet"
    write_shapes(load_boundaries(boundaries, pack).rows(), kept, "Ann's counties.zip")
    loaded = reading(["latitude", "longitude"], ["33.7", "-84.4"], boundaries=kept)
    assert loaded.rows()["area"].tolist() == ["0012060"]
    assert loaded.findings[0].examples == ("Ann's counties.zip",)


def test_boundaries_that_cannot_be_read_are_said(reading: Reading, tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="There is no file"):
        reading(["latitude", "longitude"], ["33.7", "-84.4"], boundaries=tmp_path / "absent.json")
    (tmp_path / "other.json").write_text('{"type": "list", "rows": [1, 2]}', encoding="utf-8")
    with pytest.raises(IntakeError, match="holds no boundaries"):
        reading(["latitude", "longitude"], ["33.7", "-84.4"], boundaries=tmp_path / "other.json")


def test_each_spot_is_placed_once(
    reading: Reading, boundaries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def placed(spots: Any, *given: Any) -> Any:
        asked.append(len(spots))
        return place_coordinates(spots, *given)

    monkeypatch.setattr("data.intake.boundaries.coordinates.place_coordinates", placed)
    rows = [["33.70001", "-84.4"], ["33.70002", " -84.4 "]] * 300
    loaded = reading(["latitude", "longitude"], *rows, boundaries=boundaries)
    assert set(loaded.rows()["county"]) == {"13121"}
    assert asked == [1]
