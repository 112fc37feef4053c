"""The coach pages as a PDF: fonts inside, contents with links, bookmarks; same pages, same bytes."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QHashSeed, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter, QPdfWriter

from data.language import say_waiting
from desktop.paper.coachlayout import lay_out
from desktop.paper.contents import ContentsPage, contents
from desktop.paper.pdfobjects import About, Bookmark, Link, finished
from desktop.paper.typesetting import UNITS, Fonts
from workbook.model.coachpage import CoachBook, pages_by_family
from workbook.outfile import flush, staged_file
from workbook.version import program_version

Progress = Callable[[str, float], None]
POINTS_PER_INCH = 72
PAPERS = {"letter": QPageSize.PageSizeId.Letter, "a4": QPageSize.PageSizeId.A4}


def write_coach_pdf(book: CoachBook, path: Path, paper: str = "letter", tell: Progress | None = None) -> Path:
    """Write the pages to a PDF and return where it stands.

    A single page stands alone; several follow pages of contents, and have bookmarks. Works without a screen.

    Parameters
    ----------
    book : CoachBook
        The pages.
    path : Path
        Ends in .pdf.
    paper : str
        ``letter`` or ``a4``.
    tell : callable, optional
        Gets a sentence and the share done (0–1); what it raises stops the writing.

    Raises
    ------
    PlannerError
        When the file cannot be written or the computer has no fonts; an older file then stays as it was.
    """
    with staged_file(path, (".pdf",), "file") as temporary:
        application = application_for_paper()
        temporary.write_bytes(pdf_bytes(book, paper, tell))
        flush(temporary)
        del application
    return path


def application_for_paper() -> QGuiApplication:
    """Return the application that Qt's fonts need; on Linux it asks for no screen unless one is there."""
    existing = QGuiApplication.instance()
    if isinstance(existing, QGuiApplication):
        return existing
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QGuiApplication(["headway"])


def pdf_bytes(book: CoachBook, paper: str = "letter", tell: Progress | None = None) -> bytes:
    """Return the pages as a PDF; the same pages give the same bytes on the same computer."""
    front = contents(book, paper) if len(book.pages) > 1 else ()
    about = About(
        book.title if front else f"{book.pages[0].title} in {book.region}",
        datetime.date.fromisoformat(book.as_of),
        f"Headway {program_version()}".strip(),
    )
    return finished(
        _painted(book, front, paper, tell),
        about,
        bookmarks(book, len(front)) if front else (),
        [
            Link(number, box, len(front) + target)
            for number, page in enumerate(front)
            for box, target in page.links
        ],
    )


def bookmarks(book: CoachBook, front: int) -> tuple[Bookmark, ...]:
    """Return the contents and every family with its occupations; ``front`` pages stand before the first."""
    families = pages_by_family(book.pages)
    return (
        Bookmark("Contents", 0),
        *(
            Bookmark(
                family,
                front + numbers[0],
                tuple(Bookmark(book.pages[number].title, front + number) for number in numbers),
            )
            for family, numbers in families
        ),
    )


def _painted(book: CoachBook, front: tuple[ContentsPage, ...], paper: str, tell: Progress | None) -> bytes:
    """Return the pages as Qt writes them."""
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(device)
    writer.setResolution(POINTS_PER_INCH * UNITS)
    writer.setPageLayout(
        QPageLayout(QPageSize(PAPERS[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    fonts: dict[float, Fonts] = {}
    # Qt writes fonts in the order of a hash table, which is another in each process otherwise.
    QHashSeed.setDeterministicGlobalSeed()
    painter = QPainter(writer)
    try:
        for number, page in enumerate(front):
            if number:
                writer.newPage()
            page.paint(painter)
        for number, page in enumerate(book.pages):
            if tell is not None:
                tell(say_waiting("Setting the pages"), number / len(book.pages))
            if front or number:
                writer.newPage()
            shown = len(front) + number + 1 if front else 0
            lay_out(book, page, paper, fonts, shown).paint(painter)
    finally:
        painter.end()
        QHashSeed.resetRandomGlobalSeed()
    return bytes(device.data().data())
