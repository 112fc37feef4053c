"""Take the pictures of the window that the README shows, by hand, after the window or the model changed:

python -m tests.benchmarks.guide_pictures
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter

from desktop.app import make_application, make_window
from desktop.look.palette import LIGHT, Palette
from desktop.paper.coachlayout import SIZES, lay_out
from desktop.paper.typesetting import UNITS
from desktop.tour import SEEN
from desktop.window import MainWindow
from workbook.model.coachpage import coach_book

GUIDE = Path(__file__).resolve().parents[2] / "desktop" / "guide"
PATIENCE_MS = 30_000
SETTLE_MS = 1500
PAGE_SCALE = 1.6
"""Points of a screen in a point of paper."""


def until(condition: Callable[[], bool], patience_ms: int = PATIENCE_MS) -> None:
    """Let the window work until a condition holds, or for so long.

    The events are worked off in a loop of Qt's own, as in the program: outside of one nothing that was given
    up is ever deleted.
    """
    deadline, loop = QDeadlineTimer(patience_ms), QEventLoop()
    look = QTimer(interval=10)
    look.timeout.connect(lambda: loop.quit() if condition() or deadline.hasExpired() else None)
    look.start()
    loop.exec()


def take(window: MainWindow, name: str) -> None:
    """Save the window as a picture."""
    until(lambda: False, SETTLE_MS)
    save(window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32), window.theme.palette, name)


def take_coach_page(window: MainWindow, soc: str) -> None:
    """Save the page of an occupation as it is printed."""
    results = window.session.results
    assert results is not None
    book = coach_book(results, [list(results.frame["soc"]).index(soc)])
    width, height = SIZES["letter"]
    image = QImage(round(width * PAGE_SCALE), round(height * PAGE_SCALE), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(PAGE_SCALE / UNITS, PAGE_SCALE / UNITS)
        lay_out(book, book.pages[0]).paint(painter)
    save(image, LIGHT, "coach-page")


def save(image: QImage, palette: Palette, name: str) -> None:
    """Save a picture of 256 colours: those of the theme, then the commonest."""
    pixels = np.frombuffer(image.constBits(), dtype=np.uint32)
    colours, counts = np.unique(pixels, return_counts=True)
    kept = {QColor(colour).rgb(): None for colour in meant(palette)}
    kept |= {int(colour): None for colour in colours[np.argsort(-counts)]}
    plain = Qt.ImageConversionFlag.ThresholdDither
    few = image.convertToFormat(QImage.Format.Format_Indexed8, list(kept)[:256], plain)
    place = GUIDE / f"{name}.png"
    few.save(str(place), "PNG", 0)
    print(f"{place.name}: {place.stat().st_size / 1000:.0f} kB")


def meant(palette: Palette) -> list[str]:
    """Return every colour of a theme."""
    named = [value for value in vars(palette).values() if isinstance(value, str) and value.startswith("#")]
    classes = [colour for one in palette.classes.values() for colour in (one.fill, one.strong)]
    return [*named, *palette.steps, *classes]


def made_files(folder: Path) -> list[Path]:
    """Write files that we made up, and that say so in their names, as a planner's desk might hold them."""
    jobs = [
        ("Registered Nurse", "29-1141", "Hospital", "34.50", "hour", "Associate degree"),
        ("Crew Member", "", "Grill", "13.25", "hour", "No degree"),
        ("Office Helper II", "", "City Hall", "DOE", "", "High school"),
        ("Electrician", "47-2111", "Builders", "61000", "year", "High school"),
        ("Team Lead", "", "Warehouse", "2", "year", ""),
    ]
    postings = folder / "made-up postings, October.csv"
    lines = ["Job Title,SOC Code,Employer,Date Posted,Pay,Pay Period,Education"]
    lines += [
        f"{title},{soc},{employer} {place % 9},2026-10-{place % 28 + 1:02},{pay},{period},{education}"
        for place in range(120)
        for title, soc, employer, pay, period, education in [jobs[place % len(jobs)]]
    ]
    postings.write_text("\n".join([*lines, ",,Nobody,2026-10-01,,,", ""]))
    claims = folder / "made-up claims, October.csv"
    groups = {"29": 310, "35": 1240, "43": 880, "47": 640, "53": 1105}
    told = [f"{group},2026-10,{people}" for group, people in groups.items()]
    claims.write_text("\n".join(["Major Group,Month,Claimants", *told, "99,2026-10,12", ""]))
    return [postings, claims]


def main() -> None:
    """Open Atlanta and take the pages."""
    GUIDE.mkdir(exist_ok=True)
    make_application()
    folder = Path(tempfile.mkdtemp())
    window, background = make_window(folder, folder)
    window.preferences.set(SEEN, True)
    window.theme.choose("light")
    window.resize(1440, 900)
    window.show()
    window.open()
    until(lambda: window.session.pack is not None)
    window.commands.set_areas(["0012060"], False)
    until(lambda: window.session.results is not None and not window.session.busy)
    window.views.go("matrix")
    for name in ("Gateway", "Historical Adjacency", "Mid-wage Origin"):
        window.matrix.chips.chips[name].click()
    window.session.select("29-1141")
    take(window, "matrix")
    take_coach_page(window, "35-3031")
    window.commands.set_parameter("weight_wage_gain", 25.0)
    until(lambda: window.session.results.plan == window.session.plan)  # type: ignore[union-attr]
    window.views.go("priorities")
    window.session.select("29-2061")
    until(lambda: window.answers.spans.are_shown)
    take(window, "priorities")
    window.session.undo()
    until(lambda: window.session.results.plan == window.session.plan)  # type: ignore[union-attr]
    for name in ("paths", "allocation", "scenarios"):
        window.views.go(name)
        page = window.answers.pages[name]
        until(lambda page=page: window.answers.is_answered(page))  # type: ignore[misc]
        page.choice.setCurrentIndex(page.choice.findText("Firm ranks") if name == "scenarios" else 0)
        if name == "paths":
            window.session.select("29-1141")
        take(window, name)
    window.views.go("sources")
    window.commands.take_dropped(made_files(folder))
    until(lambda: len(window.session.desk.files) == 2 and not window.session.busy)
    take(window, "sources")
    window.close()
    background.close()


if __name__ == "__main__":
    main()
