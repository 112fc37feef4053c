"""The day a plan stands for: it decides which postings are open, and the workbook carries it."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QDialogButtonBox, QVBoxLayout, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.dialogs.snug import SnugDialog
from desktop.look.sizes import keep


class DayDialog(SnugDialog):
    """Asks for a day."""

    def __init__(self, day: datetime.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Day of the plan"))
        keep(self, "setMinimumWidth", 380)
        self.entry = QDateEdit(QDate(day.year, day.month, day.day))
        self.entry.setDisplayFormat(say("d MMMM yyyy"))
        self.entry.setAccessibleName(say("Day of the plan"))
        self.entry.setToolTip(say("Day, month and year step with the arrow keys"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        done = buttons.button(QDialogButtonBox.StandardButton.Ok)
        done.setText(say("Set the day"))
        done.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        said = say(
            "Postings count as open when they have not expired by this day. The workbook carries "
            "it as its date."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(label(said, "quiet", wrap=True))
        layout.addWidget(self.entry)
        layout.addWidget(buttons)

    def day(self) -> datetime.date:
        """Return the day entered."""
        chosen = self.entry.date()
        return datetime.date(chosen.year(), chosen.month(), chosen.day())
