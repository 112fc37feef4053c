"""The banner: trouble said as what, why and what to do; and the report of what was no planner's fault."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.look.drawing import icon
from desktop.look.theme import Theme
from workbook.errors import PlannerError

RETRY = say("Retry")


@dataclass(frozen=True)
class Message:
    """What a banner says; ``tone`` is ``trouble`` or ``notice``."""

    text: str
    tone: str = "trouble"


def message_of(error: BaseException, reports: Path) -> Message:
    """Put trouble into words.

    Parameters
    ----------
    error : BaseException
        One with the sentences ``what``, ``why`` and ``what_to_do`` is said as it is; anything else is a fault
        of the program, and its particulars go into a file. One with ``particulars`` beside its sentences is
        both.
    reports : Path
        Folder for such files.
    """
    parts = [getattr(error, name, None) for name in ("what", "why", "what_to_do")]
    if all(isinstance(part, str) for part in parts):
        said = " ".join(f"{str(part).rstrip('.')}." for part in parts)
        place = save_report(error, reports) if hasattr(error, "particulars") else None
        return Message(f"{said} {say('A report is in {place}.', place=place)}" if place else said)
    place = save_report(error, reports)
    kept = say("A report is in {place}.", place=place) if place else say("A report could not be saved.")
    return Message(
        say(
            "Something went wrong inside Headway ({kind}). The plan is kept as it was. {kept} "
            "Try again; if it happens once more, send the report to the people who look after "
            "Headway.",
            kind=type(error).__name__,
            kept=kept,
        )
    )


def left_out_message(reasons: Iterable[PlannerError]) -> Message:
    """Say which files the figures stand without, and why."""
    said = " ".join(f"{one.what}. {one.why}. {one.what_to_do}." for one in reasons)
    return Message(f"{said} {say('Until then the figures stand without it.')}", "notice")


def save_report(error: BaseException, folder: Path) -> Path | None:
    """Write the particulars of a fault into a file of its own; None when even that fails."""
    import platform
    import traceback

    now = datetime.datetime.now()
    lines = [
        f"Headway, {now:%Y-%m-%d %H:%M:%S}",
        f"Python {platform.python_version()} on {platform.platform()}",
        "".join(traceback.format_exception(error)),
        str(getattr(error, "particulars", "")),
    ]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place = folder / f"report-{now:%Y%m%d-%H%M%S-%f}.txt"
        place.write_text("\n".join(lines), encoding="utf-8")
    except OSError:
        return None
    return place


class Banner(QFrame):
    """One message across the window, with Retry when trying again can help."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._again: Callable[[], object] | None = None
        self.setProperty("role", "banner")
        self.setAccessibleName(say("Message"))
        self.text = label("", wrap=True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName(say("Message text"))
        self.retry = QPushButton(RETRY)
        self.retry.setAccessibleName(RETRY)
        self.close_button = QToolButton()
        self.close_button.setProperty("role", "plain")
        self.close_button.setAccessibleName(say("Close the message"))
        self.close_button.setToolTip(say("Close the message (Esc)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        row.addWidget(self.text, 1)
        row.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.retry.clicked.connect(self._retry)
        self.close_button.clicked.connect(self.hide)
        theme.changed.connect(self._redraw)
        self._redraw()
        self.hide()

    def say(self, message: Message, again: Callable[[], object] | None = None, button: str = RETRY) -> None:
        """Show a message; ``again`` is what the button does, without it there is none."""
        self._again = again
        self.text.setText(message.text)
        self.text.setAccessibleDescription(message.text)
        self.retry.setText(button)
        self.retry.setAccessibleName(button)
        self.retry.setVisible(again is not None)
        self.setProperty("tone", message.tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _retry(self) -> None:
        again = self._again
        self.hide()
        if again is not None:
            again()

    def _redraw(self) -> None:
        self.close_button.setIcon(icon("close", self._theme.colour("ink"), 14))
