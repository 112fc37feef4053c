"""The page that is shown, on paper: its sentence, its picture, and the rows of its table as they stand."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QUrl
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextDocument

from data.language import say
from desktop.charts.taking import image_of
from desktop.look.sizes import usual

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from data.dictionaries import Column
    from desktop.pages.answer import AnswerPage
    from desktop.pages.matrix import MatrixPage
    from desktop.pages.priorities import PrioritiesPage
    from desktop.tables.content import Content
    from desktop.tables.figure_table import FigureTable
    from desktop.window import MainWindow

MOST_ROWS = 500
"""Rows on paper; a longer table says how many it left out, and the workbook has them all."""
PICTURE = QUrl("picture")
MANY_COLUMNS, POINTS, SMALL_POINTS = 9, 8.0, 6.25
"""A table of more columns is set in smaller letters."""
WIDE_SHARE = {True: 20, False: 34}
"""Percent of the width for the column of titles: of a table of many columns, of another."""
STYLE = """
.sentence {{ font-size: 12pt; font-weight: 600; color: #1B2733; }} p {{ font-size: 7pt; color: #5F6B76; }}
th {{ font-size: {head}pt; font-weight: 600; padding: 2px; border-bottom: 1px solid #5F6B76; }}
td {{ font-size: {points}pt; padding: 1px 2px; border-bottom: 1px solid #DDE2E7; }}
span {{ font-weight: 400; color: #5F6B76; }}
"""


class Printing:
    """Prints the page that is shown; ``show_preview`` is the dialog from which it goes to the printer."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.show_preview: Callable[[QPrinter], object] = self._preview

    def print_page(self) -> None:
        """Show the page as it will be printed."""
        if self._window.views.page() is not None:
            self.show_preview(self.printer())

    def printer(self) -> QPrinter:
        """Return the printer with the paper of the preferences, lying for tables."""
        from PySide6.QtPrintSupport import QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        letter = self._window.preferences.get("paper", "letter") == "letter"
        size = QPageSize(QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4)
        # The document brings margins of two centimetres of its own.
        printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, QMarginsF()))
        printer.setDocName(self._window.windowTitle())
        return printer

    def paint(self, printer: QPrinter) -> None:
        """Put the page on paper."""
        page = self._window.views.page()
        if page is not None:
            document_of(page, self._window.windowTitle(), self._window.status.text.text()).print_(printer)

    def _preview(self, printer: QPrinter) -> None:
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        dialog = QPrintPreviewDialog(printer, self._window)
        dialog.setWindowTitle(say("Print the page"))
        dialog.paintRequested.connect(self.paint)
        dialog.exec()
        dialog.deleteLater()


def document_of(page: MatrixPage | PrioritiesPage | AnswerPage, title: str, sources: str) -> QTextDocument:
    """Return a page as a document: sentence, picture, shown rows and columns, what the figures rest on.

    Parameters
    ----------
    page
        A page with a sentence, and perhaps a picture and a table.
    title, sources
        What the plan is called, and the sources of its figures.
    """
    document = QTextDocument()
    many = page.table is not None and len(page.table.visible_columns()) > MANY_COLUMNS
    points = SMALL_POINTS if many else POINTS
    document.setDefaultFont(QFont(page.font().family(), int(POINTS)))
    document.setDefaultStyleSheet(STYLE.format(points=points, head=points - 1.5))
    parts = [f'<p class="sentence">{escape(page.headline.text())}</p>']
    canvas, picture = page.canvas, page.picture
    if canvas is not None and picture is not None and not picture.isHidden() and not picture.is_folded:
        with canvas.theme.on_paper(), usual():
            canvas.redraw()
            document.addResource(QTextDocument.ResourceType.ImageResource, PICTURE, image_of(canvas))
        canvas.redraw()
        parts.append(f'<p><img src="picture" width="{min(canvas.width(), 660)}"></p>')
    if page.table is not None:
        parts.append(_rows(page.table, many))
    parts.append(f"<p>{escape(title)}<br>{escape(sources)}</p>")
    document.setHtml("".join(parts))
    return document


def _rows(table: FigureTable, many: bool) -> str:
    """Return the shown rows and columns as a table whose headings stand on every sheet of paper."""
    from desktop.tables.frame_model import FrameModel

    model = table.model()
    assert isinstance(model, FrameModel)
    content, shown = model.content, table.visible_columns()
    if content is None or not model.rowCount():
        return ""
    side = {column.name: "right" if column.type == "number" else "left" for column in shown}
    widths = {table.wide: f' width="{WIDE_SHARE[many]}%"'}
    head = "".join(_heading(one, widths.get(one.name, "")) for one in shown)
    lines = []
    for row in map(int, model.order[:MOST_ROWS]):
        cells = "".join(
            f'<td align="{side[one.name]}">{escape(_cell(content, row, one))}</td>' for one in shown
        )
        lines.append(f"<tr>{cells}</tr>")
    more = model.rowCount() - MOST_ROWS
    said = say("{count} further rows are not printed; the workbook has them.", count=f"{more:,}")
    rest = f"<p>{said}</p>" if more > 0 else ""
    body = "".join(lines)
    return f'<table width="100%" cellspacing="0"><thead><tr>{head}</tr></thead>{body}</table>{rest}'


def _heading(column: Column, width: str) -> str:
    side = "right" if column.type == "number" else "left"
    plain = column.type != "number" or column.unit in ("", "share", "probability", "ratio")
    unit = "" if plain else f"<br><span>{escape(say(column.unit))}</span>"
    return f'<th align="{side}" valign="bottom"{width}>{escape(say(column.label))}{unit}</th>'


def _cell(content: Content, row: int, column: Column) -> str:
    text, mark = content.text(row, column), content.mark(row, column.name)
    return f"{text}\u00a0{mark}" if mark else text
