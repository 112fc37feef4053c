"""Preferences: larger and smaller text at a key, and the dialog with all of them. None changes a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data.language import say
from desktop.look import sizes
from desktop.speaking import AS_SYSTEM

if TYPE_CHECKING:
    from desktop.dialogs.preferences import PreferencesDialog
    from desktop.window import MainWindow

TEXT_SIZE = "text_size"
"""Preference: text size in percent, or 0 for the computer's."""


class PreferenceCommands:
    """Changes how the window looks and speaks."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.dialog: PreferencesDialog | None = None
        self.starts_again = False

    # The dialog --------------------------------------------------------------------------------------

    def open(self) -> None:
        """Open the preferences beside the window."""
        from desktop.dialogs.preferences import PreferencesDialog

        if self.dialog is not None and self.dialog.isVisible():
            self.dialog.raise_()
            return
        self.dialog = PreferencesDialog(self._values(), self._window)
        self.dialog.tried.connect(self._try)
        self.dialog.accepted.connect(self._keep)
        self.dialog.restart_wanted.connect(self.restart)
        self.dialog.show()

    def restart(self) -> None:
        """Save everything and close; the program starts again once the window is closed."""
        self.starts_again = True
        if not self._window.close():
            self.starts_again = False

    def _values(self) -> dict[str, str | int]:
        kept = self._window.preferences
        theme: dict[str, str | int] = {"theme": self._window.theme.choice}
        later = {name: kept.get(name, AS_SYSTEM) for name in ("language", "numbers", "days")}
        return theme | {TEXT_SIZE: kept.get(TEXT_SIZE, sizes.AS_SYSTEM)} | later

    def _try(self, name: str, value: Any) -> None:
        if name == "theme":
            self._window.theme.choose(value)
        else:
            self._window.theme.choose_text(value)

    def _keep(self) -> None:
        assert self.dialog is not None
        for name, value in self.dialog.values().items():
            self._window.preferences.set(name, value)
        self._window.preferences.save()
        self._window.language.show()

    # Larger and smaller text -------------------------------------------------------------------------

    def larger(self) -> None:
        """Make the text a step larger."""
        self._step(1)

    def smaller(self) -> None:
        """Make the text a step smaller."""
        self._step(-1)

    def usual(self) -> None:
        """Make the text as large as the computer has it."""
        self.choose_text(sizes.AS_SYSTEM)

    def choose_text(self, percent: int) -> None:
        """Use a text size, and remember it."""
        window = self._window
        window.theme.choose_text(percent)
        window.preferences.set(TEXT_SIZE, percent)
        window.status.rest(say("Text size {percent} %", percent=round(sizes.scale() * 100)))

    def _step(self, by: int) -> None:
        now = round(sizes.scale() * 100)
        place = min(range(len(sizes.STEPS)), key=lambda at: abs(sizes.STEPS[at] - now))
        self.choose_text(sizes.STEPS[min(max(place + by, 0), len(sizes.STEPS) - 1)])
