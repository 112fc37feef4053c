"""How long the window works without coming back to its event loop, action by action; by hand:

python -m tests.benchmarks.pauses [REGION]

Counted is the processor time of the window's thread from one turn of the loop to the next: what else the
machine runs does not count. Beside it stands the longest time between two calls of a timer by the clock,
which threads of the window and other programs lengthen.

For a page it also says how long it takes from the click on its name until it is painted with its contents, by
the clock and, in brackets, as processor time of the whole process. First visits come once a child has worked
the answers out ahead.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from desktop.app import make_application, make_window
from desktop.children import children
from desktop.navigation import PAGES
from desktop.window import MainWindow

PATIENCE_MS = 60_000
LONGEST_MS, LONGEST_SWITCH_MS = 50, 100
WEIGHTS = range(16, 76, 2)
ATLANTA, CALIFORNIA = "0012060", "0600000"


class LongestPause(QObject):
    """Watches the event loop; a turn runs from one sign of it to the next.

    Signs are the loop waking, the loop about to wait, and a timer that is due at every turn. Dispatchers
    differ in whether they work before or after they tell; while the loop waits no processor time passes, so
    that it does not matter for that.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.aboutToBlock.connect(self._turns)
        dispatcher.awake.connect(self._turns)
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._ticks)
        self._timer.start()
        self.begin()

    def begin(self) -> None:
        """Forget what was seen; the turn that begins here counts from here."""
        self.worked_ms = self.lasted_ms = 0.0
        self._worked, self._ticked = time.thread_time(), time.perf_counter()

    def _turns(self) -> None:
        now = time.thread_time()
        self.worked_ms = max(self.worked_ms, (now - self._worked) * 1000)
        self._worked = now

    def _ticks(self) -> None:
        self._turns()
        now = time.perf_counter()
        self.lasted_ms = max(self.lasted_ms, (now - self._ticked) * 1000)
        self._ticked = now


def until(condition: Callable[[], bool], act: Callable[[], object] = lambda: None) -> None:
    """Do something from within the event loop, as a click does, and run the loop until a condition holds."""
    loop, often = QEventLoop(), QTimer(interval=10)
    often.timeout.connect(lambda: loop.quit() if condition() else None)
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    QTimer.singleShot(0, loop, lambda: (act(), often.start()))
    loop.exec()


class Painted(QObject):
    """Notes when the window is first painted with what is waited for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._there: Callable[[], bool] = lambda: False
        self.at: tuple[float, float] | None = None
        window.installEventFilter(self)

    def wait(self, there: Callable[[], bool]) -> None:
        """Wait for something to be there."""
        self.at, self._there = None, there

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the clock once the window has painted."""
        if event.type() == QEvent.Type.UpdateRequest and self.at is None and self._there():
            QTimer.singleShot(0, self, self._stop)
        return False

    def _stop(self) -> None:
        self.at = self.at or (time.perf_counter(), time.process_time())


class Day:
    """A planner's day in the window, each action watched."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window, self.folder = window, folder
        self.pause = LongestPause(window)
        self.painted = Painted(window)

    def settled(self) -> bool:
        """Return whether everything in view belongs to the plan in force."""
        window = self.window
        results = window.session.results
        if results is None or window.session.busy or results.plan != window.session.plan:
            return False
        page = window.answers.page
        return page is None or window.answers.is_answered(page)

    def in_view(self) -> str:
        """Return the name of the page in view."""
        window = self.window
        own = {window.matrix: "matrix", window.priorities: "priorities", window.sources: "sources"}
        page = window.answers.page
        return own[window.stack.currentWidget()] if page is None else page.question.name

    def turn_to(self, name: str, time_of: str) -> None:
        """Click the name of a page and say how long it takes until the page is painted, too."""
        begun, button = (0.0, 0.0), self.window.navigation.buttons[name]
        self.painted.wait(lambda: self.in_view() == name and self.settled())

        def click() -> None:
            nonlocal begun
            begun = time.perf_counter(), time.process_time()
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

        told = self.watched(click, lambda: self.painted.at is not None)
        assert self.painted.at is not None
        clock, worked = ((end - start) * 1000 for end, start in zip(self.painted.at, begun, strict=True))
        over = "  over" if clock > LONGEST_SWITCH_MS else ""
        print(
            f"  {name + ', ' + time_of:28s} {told}; painted after {clock:4.0f} ({worked:3.0f}){over}",
            flush=True,
        )

    def watch(self, name: str, act: Callable[[], object], done: Callable[[], bool] | None = None) -> None:
        """Take an action and say how long the longest turn was until it was done."""
        print(f"  {name:28s} {self.watched(act, done)}", flush=True)

    def watched(self, act: Callable[[], object], done: Callable[[], bool] | None = None) -> str:
        """Take an action and return in words how long the longest turn was until it was done."""
        done = done or self.settled
        until(lambda: True, self.pause.begin)
        until(done, act)
        self.rest()
        worked, lasted = self.pause.worked_ms, self.pause.lasted_ms
        over = "  over" if worked > LONGEST_MS else ""
        return f"{worked:5.0f} ms of processor time, {lasted:5.0f} ms by the clock{over}"

    def rest(self, milliseconds: int = 400) -> None:
        """Let what an action set going come to rest."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def drag(self) -> None:
        """Drag the slider of a weight, a step as soon as the one before is shown."""
        for value in WEIGHTS:
            until(
                lambda value=value: self.tried() == value,
                lambda value=value: self.window.commands.try_parameter("weight_wage_gain", float(value)),
            )

    def tried(self) -> float:
        """Return the weight that the results in view were worked out with."""
        results = self.window.session.results
        return -1.0 if results is None else float(results.parameters["weight_wage_gain"])

    def run(self, region: str) -> None:
        """Go through the day."""
        window = self.window
        self.watch("open the pack", window.open, lambda: window.session.pack is not None)
        self.watch("first region", lambda: window.commands.set_areas([region], False))
        self.watch("answers worked out ahead", lambda: None, lambda: window.answers.ahead.done)
        pages = [name for name, *_ in PAGES]
        for time_of in ("first", "again"):
            # The page in view is turned to last: there is nothing to paint for a click on its name.
            for name in (*pages[1:], pages[0]):
                self.turn_to(name, time_of)
        window.views.go("priorities")
        self.rest()
        self.watch("a slider moves", self.drag, lambda: self.tried() == WEIGHTS[-1])
        self.watch("the slider is let go", lambda: window.commands.set_parameter("weight_wage_gain", 40.0))
        for name in ("matrix", "gaps", "paths"):
            window.views.go(name)
            until(self.settled)
            for area in (CALIFORNIA, region):
                self.watch(
                    f"region {area}, {name}", lambda area=area: window.commands.set_areas([area], False)
                )
        self.watch(
            "export",
            lambda: window.exports.write(self.folder / "plan.xlsx"),
            lambda: not window.export.running,
        )
        file = self.folder / "postings.csv"
        lines = range(60_000)
        rows = "".join(f"Nurse {n % 90},29-1141,Employer {n},2025-06-{n % 28 + 1:02}\n" for n in lines)
        file.write_text(f"Job Title,SOC Code,Employer,Date Posted\n{rows}", encoding="utf-8")
        self.watch(
            "a file of 60,000 rows",
            lambda: window.commands.take_dropped([file]),
            lambda: not window.intake.running and self.settled(),
        )


def main(region: str = ATLANTA) -> None:
    """Open the window and go through the day."""
    make_application()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        window, background = make_window(folder / "config", folder / "data")
        window.resize(1440, 900)
        window.show()
        Day(window, folder).run(region)
        window.close()
        background.close()
        children.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
