"""``headway check`` and ``headway load`` on county boundaries."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.intake.boundaries.loading import load_boundaries
from data.intake.boundaries.shapes import write_shapes
from data.reference.pack import load_pack
from workbook.desk import Desk, SourceFile, desk_from_record, desk_to_record
from workbook.deskfiles import counted_tables
from workbook.localfiles import read_local_files
from workbook.model.region import plan_for
from workbook.planfile import save_plan

Said = Callable[..., tuple[int, str, str]]


def square(west: float, south: float) -> list[list[list[float]]]:
    """Return a made square of a tenth of a degree."""
    east, north = west + 0.1, south + 0.1
    return [[[west, south], [west, north], [east, north], [east, south], [west, south]]]


@pytest.fixture
def boundaries(tmp_path: Path) -> Path:
    """Write made squares with the codes of Fulton County, of DeKalb County and of none."""
    features = [
        {"properties": {"GEOID": code}, "geometry": {"type": "Polygon", "coordinates": square(west, 33.7)}}
        for code, west in (("13121", -84.4), ("13089", -84.3), ("99999", -84.2))
    ]
    path = tmp_path / "made.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_check_says_what_boundaries_are(run_command: Said, boundaries: Path) -> None:
    status, out, _ = run_command("check", boundaries, "--json")
    found = json.loads(out)
    assert status == 0
    assert (found["recognised_as"], found["rows_read"], found["accepted"], found["set_aside"]) == (
        "boundaries",
        3,
        2,
        1,
    )
    assert [one["code"] for one in found["findings"]] == ["county-unknown"]


def test_check_refuses_boundaries_without_a_county(run_command: Said, boundaries: Path) -> None:
    boundaries.write_text(boundaries.read_text(encoding="utf-8").replace('"13', '"99'), encoding="utf-8")
    status, out, _ = run_command("check", boundaries, "--json")
    found = json.loads(out)
    assert (status, found["recognised_as"], found["set_aside"]) == (1, "boundaries", 3)
    assert [one["code"] for one in found["findings"]] == ["file-refused", "county-unknown"]


def test_load_writes_corners_and_the_shapes_set_aside(
    run_command: Said, boundaries: Path, tmp_path: Path
) -> None:
    out, rejects = tmp_path / "corners.csv", tmp_path / "aside.xlsx"
    status, *_ = run_command("load", boundaries, "--as", "boundaries", "--out", out, "--rejects", rejects)
    assert status == 0
    table = pd.read_csv(out, dtype={"county": "str"})
    assert list(table) == ["county", "ring", "corner", "longitude", "latitude"]
    assert table.groupby("county").size().to_dict() == {"13089": 5, "13121": 5}
    assert rejects.is_file()


def test_a_table_is_not_taken_as_boundaries(run_command: Said, tmp_path: Path) -> None:
    path = tmp_path / "jobs.csv"
    path.write_text("title,soc\nCook,35-2014\n", encoding="utf-8")
    assert "holds no boundaries" in run_command("check", path, "--as", "boundaries")[2]


def test_boundaries_place_the_postings_of_a_plan(run_command: Said, boundaries: Path, tmp_path: Path) -> None:
    path, out = tmp_path / "jobs.csv", tmp_path / "clean.csv"
    path.write_text("title,soc,latitude,longitude\nCook,35-2014,33.75,-84.25\n", encoding="utf-8")
    _, said, _ = run_command("check", path, "--boundaries", boundaries, "--json")
    assert [one["code"] for one in json.loads(said)["findings"]] == ["coordinates-placed"]
    run_command("load", path, "--as", "postings", "--boundaries", boundaries, "--out", out)
    table = pd.read_csv(out, dtype="str")
    assert table[["area", "county"]].to_numpy().tolist() == [["0012060", "13089"]]
    given = {"postings": [str(path)], "boundaries": [str(boundaries)]}
    found = read_local_files(load_pack(), ("0012060",), given).postings
    assert found is not None
    assert found.rows["area"].tolist() == ["0012060"]


def test_boundaries_place_the_postings_of_a_month(
    run_command: Said, boundaries: Path, tmp_path: Path
) -> None:
    jobs, plan = tmp_path / "jobs.csv", tmp_path / "atlanta.json"
    boundaries.write_text(boundaries.read_text(encoding="utf-8").replace("99999", "13051"), encoding="utf-8")
    where = [("33.75,-84.25", 20), ("33.75,-84.15", 5)]
    rows = [f"Cook {nr},35-2014,{at},2026-01-15" for at, count in where for nr in range(count)]
    jobs.write_text("\n".join(["title,soc,latitude,longitude,posted", *rows, ""]), encoding="utf-8")
    save_plan(plan_for(load_pack(), "12060", datetime.date(2026, 1, 5)), plan)
    given = ("track", "--plan", plan, "--month", "2026-01", "--postings", jobs, "--json")
    counted = []
    for more in ((), ("--boundaries", boundaries)):
        status, _, err = run_command(*given, "--tables", tmp_path / "tables", *more)
        assert (status, err) == (0, "")
        series = pd.read_csv(tmp_path / "tables" / "series.csv", dtype={"soc": "str"})
        counted.append(series.loc[series["soc"] == "35-2014", "postings_open"].tolist())
    assert counted == [[25], [20]], "without shapes nobody knows that some lie elsewhere"
    status, _, err = run_command(*given, "--boundaries", tmp_path / "gone.json")
    assert status == 1
    assert "There is no file at" in err


def test_a_saved_desk_places_its_postings_while_the_shapes_are_kept(boundaries: Path, tmp_path: Path) -> None:
    """An export reads the files of a saved plan again, and must come to the figures of the window."""
    pack, kept, jobs = load_pack(), tmp_path / "kept.parquet", tmp_path / "jobs.csv"
    jobs.write_text("title,soc,latitude,longitude\nCook,35-2014,33.75,-84.25\n", encoding="utf-8")
    write_shapes(load_boundaries(boundaries, pack).rows(), kept, "made.json")
    desk = Desk((SourceFile("postings", str(jobs)),)).placed_by(str(kept))
    record = desk_to_record(desk)
    plan = plan_for(pack, "12060", datetime.date(2026, 1, 5))
    assert desk_from_record(record) == desk
    counted = counted_tables(pack, plan, desk_from_record(record), {}).postings
    assert counted is not None
    assert counted.rows["area"].tolist() == ["0012060"]
    kept.unlink()
    assert desk_from_record(record).files[0].boundaries == ""
    counted = counted_tables(pack, plan, desk, {}).postings
    assert counted is not None
    assert [one.code for one in counted.findings] == ["coordinates-not-used"]
