"""What an employer's workbook is made for: who hires, for which occupation, where."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from data.language import say
from desktop.controls.labels import label
from desktop.dialogs.snug import SnugDialog
from desktop.employer_files import Form
from desktop.look.sizes import keep

SAID = say(
    "The workbook can be filled in without Headway, in Excel or LibreOffice. Employer "
    "and occupation may stay empty: then it is a blank form for anybody."
)


class EmployerDialog(SnugDialog):
    """Asks for employer, occupation and place.

    Parameters
    ----------
    occupations : sequence of str
        Titles of the occupations, in the order of the pack.
    chosen : int
        Place of the occupation that is chosen in the window; -1 for none.
    place : str
        Where the jobs are, as a start.
    """

    def __init__(
        self, occupations: Sequence[str], chosen: int, place: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Workbook for an employer"))
        keep(self, "setMinimumWidth", 520)
        self.employer = QLineEdit()
        self.employer.setAccessibleName(say("Employer"))
        self.employer.setPlaceholderText(say("Name of the employer, or nothing"))
        self.occupation = QComboBox()
        self.occupation.setEditable(True)
        self.occupation.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.occupation.addItems(["", *occupations])
        self.occupation.setAccessibleName(say("Occupation hired for"))
        self.occupation.setCurrentIndex(chosen + 1)
        completer = QCompleter(self.occupation.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.occupation.setCompleter(completer)
        entry = self.occupation.lineEdit()
        assert entry is not None
        entry.setPlaceholderText(say("Any occupation"))
        self.place = QLineEdit(place)
        self.place.setAccessibleName(say("Where the jobs are"))
        self.trouble = label("", "quiet", wrap=True)
        self.trouble.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        make = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        make.setText(say("Make the workbook…"))
        make.setProperty("role", "primary")
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(1, 1)
        asked: tuple[tuple[str, QWidget], ...] = (
            (say("&Employer"), self.employer),
            (say("&Occupation hired for"), self.occupation),
            (say("&Where the jobs are"), self.place),
        )
        for row, (name, widget) in enumerate(asked):
            said = QLabel(name)
            said.setBuddy(widget)
            form.addWidget(said, row, 0)
            form.addWidget(widget, row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(label(SAID, "quiet", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self._accept_if_known)
        self.buttons.rejected.connect(self.reject)

    def chosen(self) -> int | None:
        """Return the place of the occupation; None for any, -1 where what was typed is none."""
        text = self.occupation.currentText().strip()
        place = self.occupation.findText(text, Qt.MatchFlag.MatchFixedString)
        return None if not text else place - 1 if place > 0 else -1

    def form(self) -> Form:
        """Return what was asked for."""
        where, employer = (" ".join(field.text().split()) for field in (self.place, self.employer))
        return Form(self.chosen(), employer, where)

    def _accept_if_known(self) -> None:
        if self.chosen() == -1:
            typed = self.occupation.currentText().strip()
            self.trouble.setText(
                say("“{typed}” is no occupation of the list. Choose one, or leave it empty.", typed=typed)
            )
            self.trouble.show()
            self.occupation.setFocus()
        else:
            self.accept()
