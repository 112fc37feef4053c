"""The preferences: how the window looks, speaks and writes numbers. None of them changes a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from data.figures import CONTINENTAL, IN_WORDS, ISO, MONTH_FIRST, SPACED, SWISS, THIN, US
from data.language import LANGUAGES, say
from desktop.controls.labels import label
from desktop.dialogs.snug import SnugDialog
from desktop.look import sizes
from desktop.speaking import AS_SYSTEM

Choice = tuple[str | int, str]

AT_ONCE = ("theme", "text_size")
"""Preferences that are seen while the dialog is open; the others count from the next start."""

COMPUTER = say("As the computer")
CHOICES: Mapping[str, Sequence[Choice]] = {
    "theme": (("system", COMPUTER), ("light", say("Light")), ("dark", say("Dark"))),
    "text_size": (
        (sizes.AS_SYSTEM, COMPUTER),
        *((step, f"{step}{THIN}%") for step in sizes.STEPS),
    ),
    "language": ((AS_SYSTEM, COMPUTER), *LANGUAGES.items()),
    "numbers": (
        (AS_SYSTEM, COMPUTER),
        (US, "12,345.6"),
        (CONTINENTAL, "12.345,6"),
        (SPACED, f"12{THIN}345,6"),
        (SWISS, "12’345.6"),
    ),
    "days": (
        (AS_SYSTEM, COMPUTER),
        (MONTH_FIRST, say("March 5, 2026")),
        (IN_WORDS, say("5 March 2026")),
        (ISO, "2026-03-05"),
    ),
}
TITLES = {
    "theme": (say("&Theme"), say("Light or dark")),
    "text_size": (say("Text &size"), say("Everything is laid out from it, pictures too")),
    "language": (say("&Language"), say("Of the window; workbooks and slides are written in English")),
    "numbers": (say("&Numbers"), say("How numbers are shown and typed; files keep the form of the US")),
    "days": (say("&Days"), say("How days are written in sentences")),
}


class PreferencesDialog(SnugDialog):
    """Shows every choice; theme and text size are seen at once, and taken back by Cancel.

    Signals
    -------
    tried : str, object
        A preference that is seen at once, and its value.
    restart_wanted : ()
        The program is to start again with what was chosen.
    """

    tried = Signal(str, object)
    restart_wanted = Signal()

    def __init__(self, values: Mapping[str, str | int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = dict(values)
        self.setWindowTitle(say("Preferences"))
        sizes.keep(self, "setMinimumWidth", 460)
        self.boxes = {name: self._box(name, values[name]) for name in CHOICES}
        form = QGridLayout()
        form.setSpacing(8)
        form.setColumnStretch(1, 1)
        for row, (name, box) in enumerate(self.boxes.items()):
            said = QLabel(TITLES[name][0])
            said.setBuddy(box)
            form.addWidget(said, row, 0)
            form.addWidget(box, row, 1)
        self.later = label(
            say("Language, numbers and days change at the next start. The plan is saved before it."),
            "quiet",
            wrap=True,
        )
        self.restart = QPushButton(say("&Restart now"))
        self.restart.setToolTip(say("Save the plan, close the window and open it again with these choices"))
        self.restart.setAutoDefault(False)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        done = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        done.setText(say("Keep"))
        done.setProperty("role", "primary")
        self.buttons.addButton(self.restart, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(label(say("None of these changes a figure or a file."), "quiet", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.later)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.restart.clicked.connect(self._restart)
        self._tell_later()

    def values(self) -> dict[str, Any]:
        """Return what is chosen, by the name of the preference."""
        return {name: box.currentData() for name, box in self.boxes.items()}

    def reject(self) -> None:
        """Go back to what was seen before."""
        for name in AT_ONCE:
            if self.values()[name] != self._before[name]:
                self.tried.emit(name, self._before[name])
        super().reject()

    def _box(self, name: str, value: str | int) -> QComboBox:
        title, tip = TITLES[name]
        box = QComboBox()
        for choice, text in CHOICES[name]:
            box.addItem(text, choice)
        box.setCurrentIndex(max(0, box.findData(value)))
        box.setAccessibleName(title.replace("&", ""))
        box.setToolTip(tip)
        box.currentIndexChanged.connect(lambda _: self._chosen(name))
        return box

    def _chosen(self, name: str) -> None:
        if name in AT_ONCE:
            self.tried.emit(name, self.values()[name])
        self._tell_later()

    def _tell_later(self) -> None:
        """Offer to start again when something was chosen that is seen only then."""
        now = self.values()
        waits = any(now[name] != self._before[name] for name in CHOICES if name not in AT_ONCE)
        self.restart.setEnabled(waits)

    def _restart(self) -> None:
        self.accept()
        self.restart_wanted.emit()
