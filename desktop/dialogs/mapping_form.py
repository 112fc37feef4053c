"""The parts of the mapping dialog and where they stand; what they do is told in `mapping`."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from data.language import say
from desktop.controls.labels import label
from desktop.controls.two_rows import TwoRows
from desktop.dialogs.mapping_lines import FieldLines
from desktop.dialogs.mapping_notes import NotesRow
from desktop.dialogs.mapping_outcome import lead_words
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from desktop.pages.frame import framed
from desktop.recognising import Look
from desktop.tables.text_table import TextTable


class MappingForm(QDialog):
    """Kind and sheet above, the first rows, the fields, what would come of them, and the recipe below."""

    def __init__(self, look: Look, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Columns of {name}", name=look.path.name))
        keep(self, "setMinimumSize", 860, 620)
        keep(self, "resize", 1120, 800)
        self._make_parts(look, theme)
        self._lay_out(look)

    def _make_parts(self, look: Look, theme: Theme) -> None:
        self.lead = label(lead_words(look), wrap=True)
        self.kinds, self.sheets = QComboBox(), QComboBox()
        self.kinds.setAccessibleName(say("What the file is"))
        self.sheets.setAccessibleName(say("Sheet"))
        self.grid = TextTable(theme, say("First rows of the file"), row_names=True)
        self.grid.verticalHeader().setAccessibleName(say("Rows of the file"))
        self.use_row = QPushButton(say("Use this row as headings"))
        self.use_row.setAccessibleName(say("Use the chosen row as headings"))
        self.where = label("", "quiet")
        self.lines = FieldLines()
        keep(self.lines, "setMinimumHeight", 140)
        self.notes = NotesRow()
        self.told = label("", wrap=True)
        self.told.setAccessibleName(say("What would come of it"))
        self.outcome = TextTable(theme, say("First rows as Headway reads them"))
        self.remember = QCheckBox(say("Remember these columns for next month's file"))
        self.remember.setAccessibleName(say("Remember these columns for next month's file"))
        self.recipe_name = QLineEdit(look.path.stem)
        self.recipe_name.setAccessibleName(say("Name of the recipe"))
        keep(self.recipe_name, "setMaximumWidth", 260)
        self.recipe_name.setEnabled(False)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.load = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.load.setText(say("Load"))
        self.load.setProperty("role", "primary")

    def _lay_out(self, look: Look) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.lead)
        top = TwoRows()
        top.first.setSpacing(8)
        top.second.setSpacing(8)
        for name, entry in ((say("The file is about"), self.kinds), (say("Sheet"), self.sheets)):
            text = QLabel(name)
            text.setBuddy(entry)
            if entry is self.sheets and len(look.previews) == 1:
                text.hide()
                entry.hide()
            top.first.addWidget(text)
            top.first.addWidget(entry)
        top.second.addStretch(1)
        top.second.addWidget(self.where)
        top.second.addWidget(self.use_row)
        layout.addWidget(top)
        layout.addWidget(self._middle(), 1)
        bottom = TwoRows()
        bottom.first.addWidget(self.remember)
        bottom.first.addWidget(self.recipe_name)
        bottom.second.addStretch(1)
        bottom.second.addWidget(self.buttons)
        layout.addWidget(bottom)

    def _middle(self) -> QScrollArea:
        """Return the tables and the fields; what a low screen has no room for is scrolled to."""
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(framed(self.grid), 4)
        self.question = label(say("Which column tells what (* is needed)"), "section")
        layout.addWidget(self.question)
        layout.addWidget(self.lines, 6)
        layout.addWidget(self.notes)
        layout.addWidget(self.told)
        self.outcome_frame = framed(self.outcome)
        layout.addWidget(self.outcome_frame, 4)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(say("Columns and what would come of them"))
        scroll.setWidget(inside)
        return scroll
