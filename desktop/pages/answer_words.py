"""The sentences of an answer, beyond its headline."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from data.language import say
from desktop.controls.labels import label

IN_WORDS = say("In words")


class WordsOfAnswer(QScrollArea):
    """What an answer says beyond its headline, a sentence a paragraph."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(IN_WORDS)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.text = label("", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWidget(self.text)

    def show_words(self, words: Sequence[str]) -> None:
        """Show other sentences."""
        self.text.setText("\n\n".join(words))
