"""Which county a shape is, what is set aside and why, and that no shape is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.intake.boundaries.loading import NoCountyError, load_boundaries
from data.intake.boundaries.shapes import read_shapes, shapes_of, write_shapes
from data.intake.loaded import Loaded

HERE = (-84.6, 33.6)
Write = Callable[..., Path]
Make = Callable[..., Any]


@pytest.fixture
def loading(pack: Any, geojson: Write) -> Callable[..., Loaded]:
    """Load features as GeoJSON."""
    return lambda *features: load_boundaries(geojson(*features), pack)


def codes(loaded: Loaded) -> list[str]:
    return [one.code for one in loaded.findings]


@pytest.mark.parametrize(
    "names",
    [
        {"GEOID": "13121"},
        {"GEOID20": "13121", "NAME": "Fulton"},
        {"STATEFP": "13", "COUNTYFP": "121", "GEOID": "nonsense"},
        {"STATE": "13", "COUNTY": "121", "GEO_ID": "0500000US13121"},
        {"AFFGEOID": "0500000US13121"},
        {"fips": "13121.0"},
    ],
)
def test_a_county_is_told_by_any_of_the_usual_names(
    names: dict[str, str], loading: Make, feature: Make, square: Make
) -> None:
    loaded = loading(feature("", square(*HERE), **names))
    assert set(loaded.table["county"]) == {"13121"}
    assert codes(loaded) == []


def test_counties_with_a_new_number_are_those_of_the_pack(loading: Make, feature: Make, square: Make) -> None:
    assert set(loading(feature("02270", square(-164, 61))).table["county"]) == {"02158"}


def test_shapes_that_are_no_county_of_the_pack_are_set_aside(
    loading: Make, feature: Make, square: Make
) -> None:
    good = feature("13121", square(*HERE))
    unknown, unnamed = feature("99999", square(*HERE)), feature("", square(*HERE), NAME="Middle Earth")
    loaded = loading(good, unknown, unnamed)
    assert codes(loaded) == ["county-not-named", "county-unknown"]
    assert (loaded.read, loaded.accepted, loaded.set_aside) == (3, 1, 2)
    assert loaded.rejects[["line", "code", "value"]].to_numpy().tolist() == [
        [2, "county-unknown", "99999"],
        [3, "county-not-named", "Middle Earth"],
    ]


@pytest.mark.parametrize(
    "rings", [[], [[[0, 0], [1, 1]]], [[["a", "b"]] * 5], [7], [[[float("nan"), 1]] * 5]]
)
def test_a_shape_without_an_area_is_set_aside(
    rings: list[Any], loading: Make, feature: Make, square: Make
) -> None:
    loaded = loading(feature("13089", *rings), feature("13121", square(*HERE)))
    assert codes(loaded) == ["boundary-empty"]
    assert (loaded.accepted, loaded.set_aside) == (1, 1)


@pytest.mark.parametrize("at", [(33.6, -84.6), (84.6, 33.6), (300_000, 1_400_000), (-84.6, 88)])
def test_corners_outside_of_the_country_are_set_aside(
    at: tuple[float, float], loading: Make, feature: Make, square: Make
) -> None:
    loaded = loading(feature("13089", square(*at)), feature("13121", square(*HERE)))
    assert codes(loaded) == ["boundary-out-of-place"]
    assert loaded.findings[0].examples[0].startswith("13089: ")


def test_a_file_whose_shapes_mostly_lie_elsewhere_is_refused(
    pack: Any, geojson: Write, feature: Make, square: Make
) -> None:
    path = geojson(feature("13089", square(400, 500)), feature("13121", square(500, 300)))
    with pytest.raises(NoCountyError, match="places on a plane") as refused:
        load_boundaries(path, pack)
    assert (refused.value.read, len(refused.value.findings)) == (2, 1)


def test_a_file_of_other_shapes_is_refused(pack: Any, geojson: Write, feature: Make, square: Make) -> None:
    with pytest.raises(NoCountyError, match="The first one says “99001”"):
        load_boundaries(geojson(feature("99001", square(*HERE))), pack)


def test_an_open_outline_is_closed(loading: Make, feature: Make, square: Make) -> None:
    loaded = loading(feature("13121", square(*HERE)[:-1]))
    assert codes(loaded) == ["ring-open"]
    assert len(loaded.table) == 5


def test_a_hole_that_cannot_be_used_is_dropped(loading: Make, feature: Make, square: Make) -> None:
    loaded = loading(feature("13121", square(*HERE), [[-84.5, 33.7], [-84.4, 33.7]]))
    assert codes(loaded) == ["ring-dropped"]
    assert loaded.accepted == 1


def test_parts_of_a_county_are_taken_together_and_copies_count_once(
    loading: Make, feature: Make, square: Make
) -> None:
    shape, island = feature("13121", square(*HERE)), feature("13121", square(-84.0, 33.0, 0.1))
    loaded = loading(shape, island, shape)
    assert codes(loaded) == ["county-in-parts"]
    assert loaded.accepted == 3
    assert sorted(set(loaded.table["ring"])) == [1, 2]


def test_former_counties_of_connecticut_are_told(loading: Make, feature: Make, square: Make) -> None:
    former, region = feature("09001", square(-73, 41)), feature("09110", square(-73, 41))
    assert codes(loading(former)) == ["connecticut-former-counties"]
    assert codes(loading(region)) == []
    both = loading(former, region)
    assert codes(both) == ["connecticut-both"]
    assert set(both.table["county"]) == {"09110"}


def test_shapes_are_kept_and_read_again(made_geojson: Path, pack: Any, tmp_path: Path) -> None:
    table = load_boundaries(made_geojson, pack).table
    write_shapes(table, tmp_path / "kept.parquet")
    kept, before = read_shapes(tmp_path / "kept.parquet", "kept"), shapes_of(table, "kept")
    assert kept.counties == before.counties
    for name in ("corners", "starts", "owners"):
        np.testing.assert_array_equal(getattr(kept, name), getattr(before, name))
