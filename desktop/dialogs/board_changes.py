"""What a board changed in its workbook: a list with ticks, the particulars of one, and one button to take."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionViewItem,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from data.language import say, say_count
from desktop.controls.labels import label
from desktop.look.sizes import keep, px
from desktop.look.theme import Theme
from desktop.tables.cells import PAD, ROW_HEIGHT
from desktop.tables.change_model import HEADINGS, TAKE, ChangeModel
from desktop.tables.find_bar import FindBar
from desktop.tables.text_table import TextPainter

if TYPE_CHECKING:
    from workbook.reading.board import BoardReading
    from workbook.reading.differences import Difference

VIEW = QAbstractItemView
WIDTHS = (52, 230, 120, 170, 120, 160)
EMPTY = (620, 150)
NOTHING = say("Nothing was changed in this workbook.")
WHERE_INPUTS = say(
    "Changes to the yellow cells would be listed here: assumptions, the scenario, "
    "classes set by hand, training programmes and notes. If some were made, check that "
    "this is the file in which they were saved."
)
HOW = say(
    "Ticked changes are taken as one step, which can be undone. A change in conflict "
    "with the plan is not ticked: the plan has moved on since the workbook was exported."
)


class ChangePainter(TextPainter):
    """Paints the ticks with the control of the window's style, the other cells as texts."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell."""
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if index.column() != TAKE or state is None:
            return
        side = px(16)
        box = QRect(option.rect.left() + PAD + 6, option.rect.center().y() - side // 2 + 1, side, side)
        ticked = Qt.CheckState(state) == Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, edge = self._theme.colour("accent"), self._theme.colour("edge")
        painter.setPen(accent if ticked else edge)
        painter.setBrush(accent if ticked else self._theme.colour("ground"))
        painter.drawRoundedRect(box, 3, 3)
        if ticked:
            pen = painter.pen()
            pen.setColor(self._theme.colour("on_accent"))
            pen.setWidth(px(2))
            painter.setPen(pen)
            left, top = box.left(), box.top()
            points = [QPoint(left + px(x), top + px(y)) for x, y in ((4, 8), (7, 11), (12, 5))]
            painter.drawPolyline(points)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._theme.colour("ink"))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 4, 4)
        painter.restore()


class ChangeTable(QTableView):
    """The table of changes; the space bar ticks the row that is chosen."""

    def __init__(self, theme: Theme, changes: ChangeModel) -> None:
        super().__init__()
        self._changes = changes
        self.setModel(changes)
        self.setAccessibleName(say("Changes of the board"))
        self.setItemDelegate(ChangePainter(theme, self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(VIEW.SelectionBehavior.SelectRows)
        self.setSelectionMode(VIEW.SelectionMode.SingleSelection)
        self.setEditTriggers(VIEW.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(VIEW.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(VIEW.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        keep(self.verticalHeader(), "setDefaultSectionSize", ROW_HEIGHT)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        for column, width in enumerate(WIDTHS):
            self.setColumnWidth(column, max(px(width), self.horizontalHeader().sectionSizeHint(column)))
        self.horizontalHeader().setStretchLastSection(True)
        self.clicked.connect(self._clicked)
        self.finding = FindBar(self)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == TAKE:
            self._changes.toggle(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a change."""
        menu = QMenu(self)
        row = self.indexAt(event.pos()).row()
        if row >= 0:
            menu.addAction(say("Take or leave this change"), lambda: self._changes.toggle(row))
            menu.addSeparator()
        menu.addAction(say("Find…"), self.finding.open)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the row with the space bar."""
        if event.key() == Qt.Key.Key_Space:
            self._changes.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class BoardChangesDialog(QDialog):
    """Shows what was read from a board workbook, and lets a person choose what to take.

    ``as_new`` when the workbook becomes a plan of its own.
    """

    def __init__(
        self, reading: BoardReading, theme: Theme, *, as_new: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.reading, self._as_new, self._theme = reading, as_new, theme
        self.setWindowTitle(say("Changes in {name}", name=reading.name))
        keep(self, "setMinimumSize", 760, 420)
        keep(self, "resize", 1180, 620)
        self.changes = ChangeModel(self)
        self.table = ChangeTable(theme, self.changes)
        self.particulars = QTextBrowser()
        self.particulars.setAccessibleName(say("Particulars of the change"))
        keep(self.particulars, "setFixedHeight", 132)
        self.lead = label(lead_words(reading), "heading", wrap=True)
        self.all = QPushButton(say("Accept all"))
        self.all.setToolTip(say("Tick every change that can be taken, also those in conflict with the plan"))
        self.none = QPushButton(say("Accept none"))
        self.none.setToolTip(say("Take every tick away"))
        for button in (self.all, self.none):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = self.buttons.addButton(say("Take"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("role", "primary")
        self._lay_out()
        self._connect()
        self.changes.show(reading.differences)
        if reading.differences:
            self.table.selectRow(0)
        self.table.setFocus()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.lead)
        changed = bool(self.reading.differences)
        self.how = label(HOW if changed else WHERE_INPUTS, "quiet", wrap=True)
        layout.addWidget(self.how)
        frame = QFrame()
        frame.setObjectName("figureFrame")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        layout.addWidget(frame, 1)
        layout.addWidget(self.particulars)
        frame.setVisible(changed)
        self.particulars.setVisible(changed or bool(self.reading.findings))
        bottom = QHBoxLayout()
        for button in (self.all, self.none):
            button.setVisible(changed)
            bottom.addWidget(button)
        bottom.addStretch(1)
        bottom.addWidget(self.buttons)
        if not changed:
            layout.addStretch(1)
            keep(self, "setMinimumSize", *EMPTY)
            keep(self, "resize", EMPTY[0], EMPTY[1] + (140 if self.reading.findings else 0))
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self.changes.ticked.connect(self._count)
        self.all.clicked.connect(lambda: self.changes.tick_all(True))
        self.none.clicked.connect(lambda: self.changes.tick_all(False))
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._show(now.row()))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._show(-1)
        self._count()

    def accepted_changes(self) -> tuple[Difference, ...]:
        """Return the changes that are ticked."""
        return self.changes.accepted()

    def _count(self) -> None:
        count = len(self.changes.accepted())
        if not self._as_new:
            said = say_count("Take {count} change", "Take {count} changes", count, count=count)
        elif self.reading.differences:
            said = say_count(
                "Open as a new plan with {count} change",
                "Open as a new plan with {count} changes",
                count,
                count=count,
            )
        else:
            said = say("Open as a new plan")
        self.take.setText(said)
        self.take.setAccessibleName(said)
        self.take.setEnabled(bool(count) or self._as_new)
        if not self.reading.differences and not self._as_new:
            self.take.hide()
            self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(say("Close"))

    def _show(self, row: int) -> None:
        chosen = self.reading.differences[row] if 0 <= row < len(self.reading.differences) else None
        parts = [_particulars(chosen)] if chosen is not None else []
        told = [one.finding for one in self.reading.differences]
        parts += [
            f"<p>{escape(f'{one.what}. {one.why}. {one.what_to_do}.')}</p>"
            for one in self.reading.findings
            if one not in told
        ]
        self.particulars.setHtml("".join(parts))


def _particulars(one: Difference) -> str:
    """Return everything that is known of a change as text with marks."""

    def line(name: str, text: str) -> str:
        return f"<b>{name}:</b> {escape(text)}<br>"

    said = f"<p><b>{escape(one.what)}</b> · {escape(one.place)}<br>"
    said += line(HEADINGS[2], one.exported) + line(HEADINGS[3], one.board)
    if one.conflict:
        said += line(say("Conflict: the plan has now"), one.plan)
    said += "".join(f"{escape(remark)}.<br>" for remark in one.remarks)
    if one.finding is not None:
        found = one.finding
        said += f"{escape(f'{found.what}. {found.why}. {found.what_to_do}.')}"
    return said.replace("\n", "<br>") + "</p>"


def lead_words(reading: BoardReading) -> str:
    """Return the sentence over the list: how many changes there are, and how many cannot be taken."""
    count = len(reading.differences)
    if not count:
        return NOTHING
    refused = count - len(reading.valid)
    said = say_count(
        "The board changed {count} thing in {name}",
        "The board changed {count} things in {name}",
        count,
        count=count,
        name=reading.name,
    )
    more = []
    if refused:
        more.append(say("{count} cannot be taken", count=refused))
    conflicts = len(reading.conflicts)
    if conflicts:
        more.append(
            say_count(
                "{count} is in conflict with the plan",
                "{count} are in conflict with the plan",
                conflicts,
                count=conflicts,
            )
        )
    return f"{said}; {', '.join(more)}." if more else f"{said}."
