"""Classes of Qt are made in the window's thread alone: made in another, they end the program now and then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

DAY = """
import json, sys, threading
from desktop.__main__ import start_quickly
start_quickly()

class Watch:
    threads = {}
    def find_spec(self, name, path=None, target=None):
        self.threads[name] = threading.current_thread() is threading.main_thread()

sys.meta_path.insert(0, Watch())
import tempfile
from pathlib import Path
from PySide6.QtCore import QEventLoop, QObject
from desktop.app import make_application, make_window

app = make_application()
folder = Path(tempfile.mkdtemp())
window, background = make_window(folder, folder)
window.resize(1280, 800)
window.show()
window.open()

def until(condition):
    flags = QEventLoop.ProcessEventsFlag
    while not condition():
        app.processEvents(flags.AllEvents | flags.WaitForMoreEvents)

until(lambda: window.session.pack is not None)
window.commands.set_areas(["0025980"], False)
until(lambda: window.session.results is not None and not window.session.busy)
from desktop.navigation import PAGES
for page, *_ in PAGES:
    window.views.go(page)
    until(lambda: page not in window.answers.pages or window.views.page().table is not None)

def makes_classes(module):
    found = [one for one in vars(module).values() if isinstance(one, type)]
    return any(issubclass(one, QObject) and one.__module__ == module.__name__ for one in found)

beside = [name for name, main in Watch.threads.items() if not main and name in sys.modules]
wrong = [name for name in beside if name.startswith("PySide6") or makes_classes(sys.modules[name])]
print(json.dumps({"beside": beside, "wrong": wrong}))
window.close()
background.close()
"""


def test_no_class_of_qt_is_made_beside_the_window(tmp_path: Path) -> None:
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), str(tmp_path))
    said = subprocess.run(
        [sys.executable, "-c", DAY],
        env={**os.environ, **homes, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    found = json.loads(said.splitlines()[-1])
    assert "pandas" in found["beside"], "libraries are loaded beside the window"
    assert found["wrong"] == []
