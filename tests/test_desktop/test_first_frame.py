"""The first frame waits for nothing that only later work needs, and can be used at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FOREIGN = (
    "numpy",
    "pandas",
    "duckdb",
    "scipy",
    "openpyxl",
    "xlsxwriter",
    "pptx",
    "polib",
    "subprocess",
    "html",
)
"""Libraries that take long to load, or that only work beside the window needs."""

OWN = (
    "data.intake",
    "data.reference",
    "desktop.answers",
    "desktop.children",
    "desktop.controls.suggestions",
    "desktop.dialogs",
    "desktop.exporting",
    "desktop.panels",
    "desktop.printing",
    "desktop.reading",
    "desktop.tables",
    "desktop.tour",
    "workbook.model",
    "workbook.planfile",
    "workbook.reading",
    "workbook.writing",
)
"""Parts of the program that are loaded when they are asked for, or once the first frame stands."""

CLASSES = ("QCompleter", "QListView", "QMdiArea", "QStyle", "QWizard")
"""Classes of Qt with many names of their own, which PySide makes when something of the kind is met."""

UNTIL_THE_FIRST_FRAME = """
import json, linecache, sys
from desktop.__main__ import main, start_quickly
start_quickly()
from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QPushButton
import desktop.app

class Watch(QObject):
    def __init__(self, window):
        super().__init__(window)
        self.window = window
        window.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.look)
        return False

    def look(self):
        loaded, made, start = sorted(sys.modules), sorted(vars(QtWidgets)), self.window.start
        denver = next(one for one in start.findChildren(QPushButton) if one.text() == "Denver")
        seen = not denver.visibleRegion().isEmpty() and denver.isEnabled() and start.button.isVisible()
        denver.click()
        kept = [name for name in linecache.cache if "desktop" in name]
        said = {"loaded": loaded, "made": made, "kept": kept, "seen": seen, "heard": start.title.text()}
        print(json.dumps(said))
        desktop.app.QApplication.instance().quit()

make = desktop.app.make_window

def watched(*folders):
    window, background = make(*folders)
    Watch(window)
    return window, background

desktop.app.make_window = watched
sys.exit(main([]))
"""


@pytest.fixture(scope="module")
def first_frame(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """Return what a process of its own has loaded and shows when its first frame is painted."""
    home = str(tmp_path_factory.mktemp("home"))
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    environment = {**os.environ, **dict.fromkeys(names, home), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", UNTIL_THE_FIRST_FRAME],
        cwd=Path(__file__).resolve().parents[2],
        env=environment | {"HEADWAY_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("part", [*FOREIGN, *OWN])
def test_the_first_frame_does_not_wait_for(part: str, first_frame: dict[str, object]) -> None:
    loaded = first_frame["loaded"]
    assert isinstance(loaded, list)
    assert [name for name in loaded if name == part or name.startswith(f"{part}.")] == []


@pytest.mark.parametrize("name", CLASSES)
def test_the_first_frame_meets_no(name: str, first_frame: dict[str, object]) -> None:
    made = first_frame["made"]
    assert isinstance(made, list)
    assert "QPushButton" in made
    assert name not in made


def test_no_source_is_read_again_for_a_module_that_is_loaded(first_frame: dict[str, object]) -> None:
    assert first_frame["kept"] == []


def test_the_first_frame_hears_a_click(first_frame: dict[str, object]) -> None:
    assert first_frame["seen"]
    assert first_frame["heard"] == "Opening the reference pack…"
