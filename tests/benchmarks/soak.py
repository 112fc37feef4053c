"""Does the window's memory stay flat? Two plans opened in turn, 200 times, every page shown; by hand:

python -m tests.benchmarks.soak [OPENINGS]

Prints the memory of the process (VmRSS) every 20 openings, and the growth from the 40th opening to the last:
the first ones fill caches.
"""

from __future__ import annotations

import datetime
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from data.reference.pack import load_pack
from desktop.app import make_application, make_window
from desktop.children import children
from desktop.navigation import PAGES
from workbook.model.region import plan_for
from workbook.planfile import save_plan

OPENINGS, EVERY, WARM = 200, 20, 40
PATIENCE_MS = 30_000
REGIONS = ("25980", "12060")
DAY = datetime.date(2025, 6, 30)


def memory_mb() -> float:
    """Return the memory of this process [MB]; Linux only."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def until(condition: Callable[[], bool], act: Callable[[], object] = lambda: None) -> None:
    """Do something from within the event loop, as a click does, and let the loop run until a condition holds.

    What is deleted later is deleted only if it was given up inside a loop, and one that runs deletes it.
    """
    loop, often = QEventLoop(), QTimer(interval=10)
    often.timeout.connect(lambda: loop.quit() if condition() else None)
    QTimer.singleShot(PATIENCE_MS, loop, loop.quit)
    QTimer.singleShot(0, loop, lambda: (act(), often.start()))
    loop.exec()


def main(openings: int = OPENINGS) -> None:
    """Open plans in turn and print what memory comes to."""
    make_application()
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        plans = []
        pack = load_pack()
        for region in REGIONS:
            path = room / f"{region}.headway"
            save_plan(plan_for(pack, region, DAY), path)
            plans.append(path)
        del pack
        window, background = make_window(room / "config", room / "data")
        window.show()
        window.open(plans[0])
        until(lambda: window.session.results is not None)

        def settled() -> bool:
            results = window.session.results
            return results is not None and not window.session.busy and results.plan == window.session.plan

        def answered() -> bool:
            page = window.answers.page
            return page is None or window.answers.is_answered(page)

        pages = [name for name, *_ in PAGES]
        at_warm, began = 0.0, time.monotonic()
        for count in range(1, openings + 1):
            until(settled, partial(window.plans.open, plans[count % 2]))
            until(answered, partial(window.views.go, pages[count % len(pages)]))
            if count % EVERY == 0:
                gc.collect()
                now = memory_mb()
                at_warm = now if count <= WARM else at_warm
                print(f"{count:4} openings  {now:6.0f} MB  {time.monotonic() - began:5.0f} s", flush=True)
        print(f"growth from opening {WARM} to {openings}: {memory_mb() - at_warm:+.0f} MB")
        window.close()
        background.close()
        children.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else OPENINGS)
