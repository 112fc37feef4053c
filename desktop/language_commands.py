"""Choosing the language that Headway speaks from the next start on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.language import LANGUAGES, say, spoken
from desktop.messages import Message
from desktop.speaking import AS_SYSTEM, language_of

if TYPE_CHECKING:
    from desktop.window import MainWindow

PREFERENCE = "language"
ACTIONS = {f"language_{code}": code for code in (AS_SYSTEM, *LANGUAGES)}
"""The language that each action chooses."""


class LanguageCommands:
    """Keeps the choice; texts are made when the program starts, so that the window stays as it is."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def choose(self, code: str) -> None:
        """Speak another language from the next start on, and say so where it is another."""
        self._window.preferences.set(PREFERENCE, code)
        self._window.preferences.save()
        self.show()
        language = language_of(code)
        if language != spoken():
            text = say(
                "Headway speaks {language} when it is started again. Workbooks, slides and pages for coaches "
                "stay in English.",
                language=LANGUAGES[language],
            )
            self._window.banner.say(Message(text, "notice"))

    def show(self) -> None:
        """Tick the choice in force."""
        chosen = self._window.preferences.get(PREFERENCE, AS_SYSTEM)
        for name, code in ACTIONS.items():
            self._window.actions_by_name[name].setChecked(code == chosen)
