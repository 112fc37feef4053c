"""County boundaries of every form: told by their content, read alike, refused when damaged or hostile."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.boundaries import features, jsontexts, opening, shapefiles, zipped
from data.intake.boundaries.loading import BOUNDARIES, load_boundaries
from data.intake.boundaries.opening import GEOJSON, SHAPEFILE, TOPOJSON, form_of
from data.intake.boundaries.shapes import shapes_of
from data.intake.findings import IntakeError
from data.intake.loading import load

POINTS = '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}'
FORMS = {
    "made_geojson": GEOJSON,
    "made_topojson": TOPOJSON,
    "made_shapefile": SHAPEFILE,
    "made_zip": SHAPEFILE,
}


@pytest.mark.parametrize("made", FORMS)
def test_every_form_is_told_and_gives_the_same_squares(
    made: str, pack: Any, request: pytest.FixtureRequest
) -> None:
    path = request.getfixturevalue(made)
    assert form_of(path) == FORMS[made]
    loaded = load_boundaries(path, pack)
    assert loaded.findings == ()
    assert (loaded.read, loaded.accepted, loaded.set_aside) == (len(loaded.table["county"].unique()),) * 2 + (
        0,
    )
    shapes = shapes_of(loaded.table, loaded.name)
    assert shapes.counties[-1] == "13121"
    np.testing.assert_allclose(shapes.bounds[-1], (-84.6, 33.6, -84.2, 34.0))
    np.testing.assert_allclose(shapes.bounds[shapes.counties.index("13089")], (-84.2, 33.6, -83.8, 34.0))
    (ring,) = shapes.rings_of("13089")
    assert len(ring) == 5
    np.testing.assert_array_equal(ring[0], ring[-1])
    assert shapes.rings_of("01001") == []


def test_the_year_in_the_name_is_the_vintage(made_zip: Path, pack: Any) -> None:
    assert load_boundaries(made_zip, pack).facts == {"form": SHAPEFILE, "counties": 3, "vintage": "2023"}


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n1,2\n",
        "",
        '[{"title": "Cook"}]',
        POINTS,
        '{"type": "FeatureCollection", "features": [{"properties": {"GEOID": "13121"}, '
        '"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
        '{"results": [{"type": "Polygon"}]}',
    ],
)
def test_other_files_are_no_boundaries(text: str, tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "file.json"
    path.write_text(text, encoding="utf-8")
    assert form_of(path) == ""
    with pytest.raises(IntakeError, match="holds no boundaries"):
        load_boundaries(path, pack)
    assert form_of(tmp_path) == form_of(tmp_path / "absent") == ""


def test_a_topology_that_tells_its_type_last_is_told(made_topojson: Path) -> None:
    document = json.loads(made_topojson.read_text(encoding="utf-8"))
    kind = document.pop("type")
    padding = {"padding": "x" * 200_000}
    made_topojson.write_text(json.dumps({**padding, **document, "type": kind}), encoding="utf-8")
    assert form_of(made_topojson) == TOPOJSON


def test_a_collection_that_tells_its_type_last_is_told(made_geojson: Path, pack: Any) -> None:
    document = json.loads(made_geojson.read_text(encoding="utf-8"))
    # As programs write it that put names in order: of a long outline the type is not near the beginning.
    ring = document["features"][0]["geometry"]["coordinates"][0]
    ring[1:1] = [[ring[0][0], ring[0][1] + step / 50_000] for step in range(20_000)]
    made_geojson.write_text(json.dumps(document, sort_keys=True), encoding="utf-8")
    assert form_of(made_geojson) == GEOJSON
    assert load_boundaries(made_geojson, pack).accepted == 3


@pytest.mark.parametrize(("made", "name"), [("made_geojson", "us.json"), ("made_topojson", "a/US.TopoJSON")])
def test_a_zip_of_json_is_as_good_as_the_file_in_it(
    made: str, name: str, pack: Any, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    text = request.getfixturevalue(made).read_bytes()
    path = tmp_path / "counties.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("licence.txt", "Public domain")
        archive.writestr("metadata.json", '{"title": "Counties", "contact": {"type": "Point"}}')
        archive.writestr("__MACOSX/._us.json", b"\0\5\26\7")
        archive.writestr(name, b"\xef\xbb\xbf" + text)
    assert form_of(path) == FORMS[made]
    loaded = load(path, pack)
    assert (loaded.kind, loaded.findings) == (BOUNDARIES, ())
    assert loaded.table.equals(load_boundaries(request.getfixturevalue(made), pack).table)


def test_a_zip_of_other_json_is_no_boundaries(tmp_path: Path) -> None:
    path = tmp_path / "jobs.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("jobs.json", '[{"title": "Cook"}]')
        archive.writestr("places.geojson", POINTS)
    assert form_of(path) == ""
    damaged = path.read_bytes()
    path.write_bytes(damaged[:30] + b"\0" * 60 + damaged[90:])
    assert form_of(path) == ""


def test_a_topology_without_a_layer_of_counties_is_refused(made_topojson: Path, pack: Any) -> None:
    text = made_topojson.read_text(encoding="utf-8").replace('"counties"', '"tracts"')
    made_topojson.write_text(text, encoding="utf-8")
    with pytest.raises(IntakeError, match="No layer of it is called counties"):
        load_boundaries(made_topojson, pack)


def test_a_ring_whose_line_is_missing_is_dropped(made_topojson: Path, pack: Any) -> None:
    text = made_topojson.read_text(encoding="utf-8").replace("[[0, 1]]", "[[0, 99]]")
    made_topojson.write_text(text, encoding="utf-8")
    loaded = load_boundaries(made_topojson, pack)
    assert [one.code for one in loaded.findings] == ["boundary-empty"]
    assert (loaded.accepted, loaded.set_aside) == (1, 1)


def test_the_shapes_alone_are_not_enough(made_shapefile: Path, pack: Any) -> None:
    made_shapefile.with_suffix(".dbf").unlink()
    with pytest.raises(IntakeError, match="is not beside it"):
        load_boundaries(made_shapefile, pack)


def test_shapes_on_a_plane_are_refused(made_shapefile: Path, pack: Any) -> None:
    made_shapefile.with_suffix(".prj").write_text('PROJCS["NAD83_Georgia_West"]', encoding="utf-8")
    with pytest.raises(IntakeError, match="places on a plane"):
        load_boundaries(made_shapefile, pack)


def test_a_shapefile_with_fewer_names_than_shapes_is_refused(made_shapefile: Path, pack: Any) -> None:
    names = made_shapefile.with_suffix(".dbf")
    content = bytearray(names.read_bytes())
    content[4:8] = (2).to_bytes(4, "little")
    names.write_bytes(bytes(content))
    with pytest.raises(IntakeError, match="damaged or cut off"):
        load_boundaries(made_shapefile, pack)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    end=st.integers(4, 700),
    part=st.sampled_from([".shp", ".dbf"]),
    at=st.integers(0, 600),
    byte=st.binary(min_size=1, max_size=4),
)
def test_damaged_shapefiles_are_read_or_refused_in_words(
    end: int, part: str, at: int, byte: bytes, made_shapefile: Path, tmp_path: Path, pack: Any
) -> None:
    copy = tmp_path / "copy.shp"
    for ending in (".shp", ".dbf"):
        content = bytearray(made_shapefile.with_suffix(ending).read_bytes())
        if ending == part:
            content[at : at + len(byte)] = byte
            del content[end:]
        copy.with_suffix(ending).write_bytes(bytes(content))
    try:
        loaded = load_boundaries(copy, pack)
    except IntakeError:
        return
    assert loaded.read == loaded.accepted + loaded.set_aside


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon"',
        '{"type": "Topology", ' + '"a":[' * 100_000,
    ],
)
def test_json_that_is_cut_off_or_too_deep_is_refused(text: str, tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IntakeError, match="well-formed JSON"):
        load_boundaries(path, pack)


def test_files_larger_than_any_real_one_are_refused(
    made_geojson: Path, made_topojson: Path, made_zip: Path, pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "MOST_CORNERS", 8)
    for path in (made_geojson, made_topojson, made_zip):
        with pytest.raises(IntakeError, match="more than 8 corners"):
            load_boundaries(path, pack)
    for module in (opening, shapefiles):
        monkeypatch.setattr(module, "MOST_FEATURES", 1)
    for path in (made_geojson, made_topojson, made_zip):
        with pytest.raises(IntakeError, match=r"It has \d shapes"):
            load_boundaries(path, pack)
    monkeypatch.setattr(jsontexts, "MOST_BYTES", 10)
    with pytest.raises(IntakeError, match="MB"):
        load_boundaries(made_geojson, pack)


def test_a_zip_that_unpacks_to_far_more_is_not_unpacked(
    tmp_path: Path, pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for ending in (".shp", ".dbf"):
            archive.writestr(f"county{ending}", bytes(3_000_000))
    monkeypatch.setattr(zipped, "RATIO_FROM_BYTES", 1_000_000)
    with pytest.raises(IntakeError, match="3 MB"):
        load_boundaries(path, pack)


def test_a_locked_or_damaged_zip_is_refused(made_zip: Path, pack: Any) -> None:
    content = bytearray(made_zip.read_bytes())
    content[60:90] = bytes(30)
    made_zip.write_bytes(bytes(content))
    with pytest.raises(IntakeError, match="damaged or locked"):
        load_boundaries(made_zip, pack)


def test_a_collection_of_no_shapes_is_refused(geojson: Callable[..., Path], pack: Any) -> None:
    path = geojson()
    path.write_text('{"type": "FeatureCollection", "name": "GEOID", "features": []}', encoding="utf-8")
    with pytest.raises(IntakeError, match="is empty"):
        load_boundaries(path, pack)
