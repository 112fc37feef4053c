"""What was met in the planner's files: each finding with where, why and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from data.language import say
from desktop.controls.labels import label
from desktop.look.sizes import keep, px
from desktop.look.theme import SMALL, Theme
from desktop.tables.find_bar import FindBar

if TYPE_CHECKING:
    from data.intake.findings import Finding

HTML = Qt.ItemDataRole.UserRole
PAD = 8
Index = QModelIndex | QPersistentModelIndex


class FindingPainter(QStyledItemDelegate):
    """Paints a finding as a paragraph: what in strong letters, then where, why and what to do."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one finding."""
        box = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, self._theme.colour("selection" if chosen else "ground"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, self._theme.colour("hairline"))
        painter.translate(box.left() + PAD, box.top() + PAD)
        self._paragraph(index).drawContents(painter)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the words need at the width of the list."""
        return QSize(self._view.viewport().width(), round(self._paragraph(index).size().height()) + 2 * PAD)

    def _paragraph(self, index: Index) -> QTextDocument:
        made = QTextDocument()
        made.setDocumentMargin(0)
        made.setDefaultFont(self._theme.font())
        made.setHtml(f'<div style="color:{self._theme.colour("ink").name()}">{index.data(HTML)}</div>')
        made.setTextWidth(self._view.viewport().width() - 2 * PAD)
        return made


class FindingList(QListWidget):
    """The findings one below the other: found by Ctrl+F, copied as text."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(say("Findings"))
        self.setItemDelegate(FindingPainter(theme, self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.finding = FindBar(self)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen finding."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self, *, everything: bool = False) -> None:
        """Copy the chosen finding, or all of them."""
        rows = range(self.count()) if everything else [self.row(one) for one in self.selectedItems()]
        QGuiApplication.clipboard().setText("\n\n".join(self.item(row).text() for row in rows))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the findings."""
        menu = QMenu(self)
        menu.addAction(say("Copy this finding"), self.copy).setEnabled(bool(self.selectedItems()))
        menu.addAction(say("Copy all findings"), lambda: self.copy(everything=True))
        menu.addSeparator()
        menu.addAction(say("Find…"), self.finding.open)
        menu.exec(event.globalPos())
        menu.deleteLater()


class FindingsDialog(QDialog):
    """The list of findings; it stays open beside the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Findings"))
        keep(self, "setMinimumSize", 520, 320)
        keep(self, "resize", 680, 460)
        self._lead = label("", "quiet", wrap=True)
        self.list = FindingList(theme)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._lead)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        self.list.setFocus()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show other findings; the same place in the list stays chosen."""
        self._lead.setText(
            say("What a reader should know of the files and of the region. Nothing here stopped the rest.")
            if findings
            else say("Nothing was found that needs your attention.")
        )
        row = self.list.currentRow()
        self.list.clear()
        for one in findings:
            self.list.addItem(_item(one))
        self.list.setCurrentRow(min(max(row, 0), len(findings) - 1))


def _item(finding: Finding) -> QListWidgetItem:
    place = ", ".join(part for part in (finding.file, finding.where) if part)
    severity = say(finding.severity)
    below = f"{severity} · {place}" if place else severity
    said = f"{finding.why}. {finding.what_to_do}."
    made = QListWidgetItem(f"{finding.what}\n{below}\n{said}")
    made.setData(
        HTML,
        f'<b>{escape(finding.what)}</b><br><span style="font-size:{px(SMALL)}px">{escape(below)}</span><br>'
        f"{escape(said)}",
    )
    return made
