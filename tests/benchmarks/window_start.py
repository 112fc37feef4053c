"""How soon the window can be used, what it holds in memory, and how awake it stays. By hand:

python -m tests.benchmarks.window_start [PAIRS]

Each pair starts an empty PySide6 window and ours, one after the other, from a new process to the first
painted frame and what the event loop was asked for until then; the ratio is the median of the pairs' ratios.
The plan of last time is opened after that.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMPILED = Path(tempfile.gettempdir()) / "headway-benchmark-compiled"

WATCH = """
def watch(app, window):
    from PySide6.QtCore import QEvent, QObject, QTimer
    class Watch(QObject):
        seen = False
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint and not self.seen:
                self.seen = True
                QTimer.singleShot(0, told)
            return False
    def told():
        print("usable", flush=True)
        app.quit()
    window.watch = Watch()
    window.installEventFilter(window.watch)
"""

EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
watch(app, window)
window.resize(1440, 900)
window.show()
app.exec()
"""

PROGRAM = """
from desktop.__main__ import start_quickly
start_quickly()
import desktop.app
make = desktop.app.make_window
def made(*folders):
    window, background = make(*folders)
    watch(desktop.app.QApplication.instance(), window)
    return window, background
desktop.app.make_window = made
desktop.app.main([])
"""

OURS = """
from desktop.__main__ import start_quickly
start_quickly()
import gc, sys, tempfile
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.app import make_application, make_window
app = make_application()
folder = Path(tempfile.mkdtemp())
window, background = make_window(folder, folder)
gc.freeze()
gc.enable()
"""

DAY = """
import resource, time
from PySide6.QtCore import QEventLoop
window.resize(1440, 900)
window.show()
window.open()
gaps, last = [], time.perf_counter()
flags = QEventLoop.ProcessEventsFlag
def until(condition):
    end = time.perf_counter() + 60
    while not condition():
        assert time.perf_counter() < end, window.banner.text.text()
        app.processEvents(flags.AllEvents | flags.WaitForMoreEvents)
def beat():
    global last
    now = time.perf_counter()
    gaps.append((now - last) * 1000)
    last = now
timer = QTimer(interval=4)
timer.timeout.connect(beat)
timer.start()
until(lambda: window.session.pack is not None)
settled = lambda: not window.session.busy and window.session.results is not None and (
    window.session.results.plan == window.session.plan)
window.commands.set_areas(["0012060"], False)
until(settled)
window.views.go("priorities")
until(lambda: len(gaps) > 400)
gaps.clear()
last = time.perf_counter()
delays = []
for value in range(16, 76, 2):
    start = time.perf_counter()
    window.commands.try_parameter("weight_wage_gain", float(value))
    until(lambda: window.session.results.parameters["weight_wage_gain"] == value)
    window.priorities.repaint()
    delays.append((time.perf_counter() - start) * 1000)
dragging = max(gaps)
gaps.clear()
last = time.perf_counter()
window.commands.set_areas(["0600000"], False)
until(settled)
changing = max(gaps)
gaps.clear()
last = time.perf_counter()
window.exports.write(folder / "plan.xlsx")
until(lambda: not window.export.running)
exporting = max(gaps)
import statistics
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(peak, statistics.median(delays), max(delays), dragging, changing, exporting)
window.close()
background.close()
"""


def seconds_to_first_frame(script: str) -> float:
    """Return the time from starting a process to its first frame [s]."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", WATCH + script], cwd=ROOT, env=environment(), stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"usable"
        taken = time.perf_counter() - start
    return taken


def environment() -> dict[str, str]:
    """Return an environment without a screen and with a home of its own."""
    home = tempfile.mkdtemp(prefix="headway-home-")
    changed = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"), home)
    # Compiled modules are kept, as in any installation, but not among the sources.
    changed |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)}
    return {**os.environ, **changed, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}


def main(pairs: str = "9") -> None:
    """Measure and print."""
    print(f"{os.cpu_count()} processors, Python {platform.python_version()}, {pairs} pairs")
    seconds_to_first_frame(EMPTY)
    seconds_to_first_frame(PROGRAM)
    taken = [(seconds_to_first_frame(EMPTY), seconds_to_first_frame(PROGRAM)) for _ in range(int(pairs))]
    empty, ours = (statistics.median(times) for times in zip(*taken, strict=True))
    ratio = statistics.median(own / bare for bare, own in taken)
    print(f"  first usable frame   empty window {empty * 1000:4.0f} ms, ours {ours * 1000:4.0f} ms")
    print(f"                       ratio {ratio:.2f} (goal: 2)")
    said = subprocess.run(
        [sys.executable, "-c", OURS + DAY], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, check=True
    ).stdout.split()
    peak, middle, late, dragging, changing, exporting = map(float, said)
    print(f"  peak memory          {peak:.0f} MB with a plan open, both pages, an export (goal: 450)")
    print(f"  slider to new ranks  median {middle:.0f} ms, longest {late:.0f} ms")
    print(
        f"  longest still moment {dragging:.0f} ms while sliding, {changing:.0f} ms at another region, "
        f"{exporting:.0f} ms while exporting (goal: 50)"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
