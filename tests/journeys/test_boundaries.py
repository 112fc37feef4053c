"""County boundaries as a person gives them: dropped once, kept for all plans, drawn, and taken away again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.window import MainWindow
from workbook.desk import BOUNDARIES

PATIENCE_MS = 20_000
OpenWindow = Callable[[Path], MainWindow]
SQUARES = {"13121": (-84.6, 33.6), "13089": (-84.2, 33.6), "13067": (-84.6, 34.0)}
COUNTS = (
    "LAUS Code,State FIPS Code,County FIPS Code,County Name/State Abbreviation,Period,"
    "Labor Force,Unemployed\n"
    'CN1312100000000,13,121,"Fulton County, GA",Feb-26,1000,500\n'
    'CN1308900000000,13,089,"DeKalb County, GA",Feb-26,1000,300\n'
    'CN1306700000000,13,067,"Cobb County, GA",Feb-26,1000,-\n'
)


@pytest.fixture
def boundaries(tmp_path: Path) -> Path:
    """Write made squares with the codes of three counties of Atlanta."""

    def square(west: float, south: float) -> list[list[float]]:
        east, north = west + 0.4, south + 0.4
        return [[west, south], [west, north], [east, north], [east, south], [west, south]]

    features = [
        {"properties": {"GEOID": code}, "geometry": {"type": "Polygon", "coordinates": [square(*at)]}}
        for code, at in SQUARES.items()
    ]
    path = tmp_path / "squares 2023.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    """Write two postings that only tell where they lie: one in Fulton, one in Savannah."""
    path = tmp_path / "jobs.csv"
    lines = ["id,title,soc,posted,latitude,longitude"]
    lines += ["1,Nurse,29-1141,2026-01-03,33.75,-84.4", "2,Nurse,29-1141,2026-01-04,32.08,-81.1", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def take_in(window: MainWindow, qtbot: QtBot, *paths: Path) -> None:
    """Drop files on the window and wait until all is read and computed."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, buttons, keys))
    settle(window, qtbot)


def said(root: QWidget) -> str:
    """Return the texts of all labels of a part of the window."""
    return "\n".join(one.text() for one in root.findChildren(QLabel))


def settle(window: MainWindow, qtbot: QtBot) -> None:
    at_work = (lambda: window.board.running, lambda: window.intake.running, lambda: window.session.busy)
    qtbot.waitUntil(lambda: not any(one() for one in at_work), timeout=PATIENCE_MS)


def test_boundaries_are_kept_drawn_and_taken_away(
    atlanta: MainWindow, qtbot: QtBot, boundaries: Path, tmp_path: Path
) -> None:
    counts = tmp_path / "laus.csv"
    counts.write_text(COUNTS, encoding="utf-8")
    page = atlanta.sources
    atlanta.views.go("sources")
    take_in(atlanta, qtbot, counts)
    assert page.picture.isHidden()
    take_in(atlanta, qtbot, boundaries)
    qtbot.waitUntil(lambda: not page.picture.isHidden(), timeout=PATIENCE_MS)
    assert page.canvas.title == "Fulton County has the most people out of work: 500 of the 800 counted here"
    assert "1 county without a figure" in page.canvas.subtitle
    assert [file.kind for file in atlanta.session.desk.files] == ["unemployment"]
    assert "3 shapes read = 3 accepted + 0 set aside" in said(page.cards[BOUNDARIES])
    atlanta.counties.show_table()
    assert atlanta.counties.dialog is not None
    assert atlanta.counties.dialog.table.texts.rowCount() == 3

    file = atlanta.counties.kept.file
    assert file is not None
    assert (file.name, file.recognised) == ("squares 2023.geojson", "GeoJSON 2023")
    atlanta.desk.remove(file)
    assert page.picture.isHidden()
    assert list((tmp_path / "computer" / "data").glob("boundaries-*")) == []


def test_boundaries_place_postings_again_and_are_there_the_next_day(
    open_window: OpenWindow, qtbot: QtBot, boundaries: Path, jobs: Path, tmp_path: Path
) -> None:
    def loaded(window: MainWindow) -> object:
        return window.session.loaded(window.session.desk.files[0])

    def codes(window: MainWindow) -> list[str]:
        found = window.session.loaded(window.session.desk.files[0])
        return [] if found is None else sorted(one.code for one in found.findings)

    first = open_window(tmp_path / "computer")
    first.commands.set_areas(["0012060"], False)
    qtbot.waitUntil(lambda: first.session.results is not None, timeout=PATIENCE_MS)
    take_in(first, qtbot, jobs)
    assert codes(first) == ["coordinates-not-used"]
    take_in(first, qtbot, boundaries)
    qtbot.waitUntil(lambda: loaded(first) is not None, timeout=PATIENCE_MS)
    assert codes(first) == ["coordinates-outside", "coordinates-placed"]
    qtbot.waitUntil(lambda: first.sources.canvas.picture is not None, timeout=PATIENCE_MS)
    assert first.sources.canvas.title == "The one posting that tells a county is in Fulton County"
    first.session.undo()
    settle(first, qtbot)
    assert first.session.desk.files == ()
    assert first.sources.canvas.picture is None
    first.close()

    boundaries.unlink()
    second = open_window(tmp_path / "computer")
    second.commands.set_areas(["0012060"], False)
    qtbot.waitUntil(lambda: second.session.results is not None, timeout=PATIENCE_MS)
    take_in(second, qtbot, jobs)
    assert codes(second) == ["coordinates-outside", "coordinates-placed"]


def test_a_posting_on_two_boards_is_one_in_its_county(
    atlanta: MainWindow, qtbot: QtBot, boundaries: Path, tmp_path: Path
) -> None:
    head = "id,title,soc,employer,posted,county"
    boards = {"one": ["1,Nurse,29-1141,Clinic,2026-01-03,13121", "2,Nurse,29-1141,Ward,2026-01-03,13089"]}
    boards["other"] = ["77,Nurse,29-1141,Clinic Inc.,2026-01-20,13121"]
    for name, lines in boards.items():
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    atlanta.views.go("sources")
    take_in(atlanta, qtbot, boundaries)
    take_in(atlanta, qtbot, tmp_path / "one.csv", tmp_path / "other.csv")
    assert len(atlanta.session.desk.of("postings")) == 2
    canvas = atlanta.sources.canvas
    qtbot.waitUntil(lambda: "other.csv" in canvas.subtitle, timeout=PATIENCE_MS)
    assert canvas.picture is not None
    assert canvas.picture.words()[:2] == ["DeKalb County: 1", "Fulton County: 1"]


def test_a_file_that_holds_no_county_is_refused_in_words(
    atlanta: MainWindow, qtbot: QtBot, boundaries: Path
) -> None:
    boundaries.write_text(boundaries.read_text(encoding="utf-8").replace('"13', '"99'), encoding="utf-8")
    take_in(atlanta, qtbot, boundaries)
    assert atlanta.banner.isVisible()
    assert atlanta.counties.kept.file is None
