"""Measure how long each picture takes to paint, by hand:

python -m tests.benchmarks.picture_speed
"""

from __future__ import annotations

import datetime
import os
import statistics
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from data.reference.pack import load_pack
from desktop.answers import PICTURES
from desktop.app import make_application
from desktop.charts.canvas import Canvas
from desktop.charts.flow import FlowPicture
from desktop.charts.priority_bars import PriorityBars
from desktop.charts.scatter import ScatterPicture
from desktop.look.theme import Theme
from desktop.pages.priorities import criterion_names
from workbook.model.pictures.firmness import rank_spans
from workbook.model.pictures.flow import flow
from workbook.model.pictures.scatter import scatter
from workbook.model.questions import QUESTIONS
from workbook.model.region import plan_for
from workbook.model.run import run

DAY = datetime.date(2026, 1, 5)
SIZE = (1040, 300)
ROUNDS = 15


def painted(canvas: Canvas, *, anew: bool) -> float:
    """Return the median time of a frame [ms]: the figures painted anew, or the kept layer and what is lit."""
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    times = []
    for _ in range(ROUNDS):
        if anew:
            canvas.redraw()
        started = time.perf_counter()
        canvas.render(image)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def pointed(canvas: Canvas) -> float:
    """Return the median time to find what is under the pointer, over the picture [ms]."""
    times = []
    for step in range(60):
        point = QPointF(20 + step * (SIZE[0] - 40) / 60, 60 + (step * 37) % (SIZE[1] - 70))
        started = time.perf_counter()
        canvas.spot_at(point)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def told(name: str, canvas: Canvas, marks: int) -> None:
    """Print the figures of one picture."""
    canvas.resize(*SIZE)
    canvas.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    canvas.show()
    anew = painted(canvas, anew=True)
    first = next((spot for spot in canvas.spots if spot.stop), None)
    canvas.pointed = first
    kept = painted(canvas, anew=False)
    print(
        f"{name:28} {marks:6,} marks   anew {anew:7.1f} ms   pointer moves {kept:5.1f} ms   "
        f"found {pointed(canvas):5.2f} ms"
    )


def main() -> None:
    """Paint every picture of Atlanta, and the flow of the nation with its thousands of steps."""
    app: Any = make_application()
    pack, theme = load_pack(), Theme("light")
    atlanta = run(pack, plan_for(pack, "12060", DAY))
    for question in QUESTIONS:
        described = question.picture(atlanta)
        if described is not None:
            canvas = PICTURES[question.name](theme)
            canvas.show_picture(described)
            canvas.resize(*SIZE)
            canvas.grab()
            marks = getattr(described, "links", 0) or len(canvas.spots)
            told(question.title, canvas, marks)
    dots = ScatterPicture(theme)
    dots.show_picture(scatter(atlanta))
    told("Openings against wage gain", dots, len(atlanta.priorities))
    bars = PriorityBars(theme, criterion_names())
    bars.show_results(atlanta)
    bars.show_spans(rank_spans(atlanta))
    told("Priorities", bars, len(bars.lines))
    nation = FlowPicture(theme)
    described = flow(run(pack, plan_for(pack, "US", DAY)))
    assert described is not None
    nation.show_picture(described)
    told("Progressions of the nation", nation, described.links)
    del app


if __name__ == "__main__":
    main()
