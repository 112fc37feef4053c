"""The page that is shown, on paper."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.printing import PICTURE, document_of
from desktop.window import MainWindow


def test_the_matrix_on_paper(atlanta: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page, out = atlanta.matrix, tmp_path / "matrix.pdf"
    atlanta.resize(1440, 900)
    atlanta.theme.choose("dark")
    page.chips.only("Gateway")
    asked: list[QPrinter] = []
    atlanta.printing.show_preview = asked.append
    atlanta.actions_by_name["print"].trigger()
    printer = asked[0]
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    atlanta.printing.paint(printer)
    assert out.read_bytes().startswith(b"%PDF")

    document = document_of(page, atlanta.windowTitle(), atlanta.status.text.text())
    said = document.toPlainText()
    assert said.startswith(page.headline.text())
    assert "Registered Nurses" in said
    assert "Cashiers" not in said, "rows that are filtered away stay away"
    assert "OEWS May 2025" in said
    picture = document.resource(QTextDocument.ResourceType.ImageResource, PICTURE)
    assert isinstance(picture, QImage)
    assert picture.pixelColor(2, 2).lightness() > 240, "paper is white, whatever the window is"
    assert atlanta.theme.dark
    atlanta.theme.choose("light")

    page.picture.fold(True)
    folded = document_of(page, "", "")
    assert folded.resource(QTextDocument.ResourceType.ImageResource, PICTURE) is None
