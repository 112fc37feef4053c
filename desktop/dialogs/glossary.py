"""The glossary beside the window: every class, word, column and parameter, found while one types."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from data.language import say
from desktop.controls.labels import label
from desktop.look.sizes import keep
from workbook.model.glossary import Term, matching, term_of, terms

TERM = Qt.ItemDataRole.UserRole


class GlossaryDialog(QDialog):
    """Terms at the left, the meaning of the chosen one at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Glossary"))
        keep(self, "setMinimumSize", 560, 400)
        keep(self, "resize", 820, 560)
        self._terms = terms()
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("Type a word: reach, openings, wage line…"))
        self.field.setAccessibleName(say("Find a term"))
        self.field.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(say("Terms"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text = QTextBrowser()
        self.text.setAccessibleName(say("Meaning"))
        self.text.setOpenLinks(False)
        self.none = label(say("No term has these letters. Fewer letters find more."), "quiet", wrap=True)
        parts = QSplitter()
        parts.addWidget(self.list)
        parts.addWidget(self.text)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.none)
        column.addWidget(parts, 1)
        column.addWidget(buttons)
        self.field.textChanged.connect(self._find)
        self.list.currentItemChanged.connect(self._show)
        self._find("")

    def show_term(self, table: str, column: str) -> None:
        """Show what a column of a table means."""
        self.field.clear()
        wanted = term_of(self._terms, table, column)
        for row in range(self.list.count()):
            if self.list.item(row).data(TERM) is wanted:
                self.list.setCurrentRow(row)
                self.list.scrollToItem(self.list.item(row), QListWidget.ScrollHint.PositionAtCenter)
        self.list.setFocus()

    def _find(self, typed: str) -> None:
        found = matching(self._terms, typed)
        self.list.clear()
        for term in found:
            item = QListWidgetItem(term.label)
            item.setData(TERM, term)
            item.setToolTip(term.where)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{term.label}, {term.where}")
            self.list.addItem(item)
        self.none.setVisible(not found)
        self.list.setCurrentRow(0)
        if not found:
            self.text.clear()

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.setHtml(_html(item.data(TERM)))


def _html(term: Term) -> str:
    """Return a term as it is read: label, meaning, then what a figure must say of itself."""
    told = (
        (say("Unit"), term.unit),
        (say("Kind"), term.kind),
        (say("Where"), term.where),
        (say("Source"), term.source),
        (say("Name in files"), term.name),
    )
    cell = "padding:2px 16px 2px 0"
    rows = "".join(
        f'<tr><td style="{cell}"><b>{escape(name)}</b></td><td style="{cell}">{escape(text)}</td></tr>'
        for name, text in told
        if text
    )
    head = f"<h3>{escape(term.label)}</h3><p>{escape(term.meaning)}</p>"
    return f'{head}<table style="margin-top:8px">{rows}</table>'
