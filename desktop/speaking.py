"""Which language the window speaks: chosen before anything that says something is loaded."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from data.figures import CONTINENTAL, DAYS, IN_WORDS, ISO, MONTH_FIRST, NUMBERS, SPACED, SWISS, US
from data.language import ENGLISH, LANGUAGES, VARIABLE, speak, spoken
from desktop.preferences import APPLICATION, Preferences, config_folder

AS_SYSTEM = "system"
"""Preference for the language that the computer is set to, where Headway speaks it."""


def speak_as_preferred() -> None:
    """Choose language and forms: the environment's, else the preferred ones, else the computer's."""
    QCoreApplication.setApplicationName(APPLICATION)
    kept = Preferences(config_folder())
    if VARIABLE not in os.environ:
        speak(language_of(kept.get("language", AS_SYSTEM)))
    os.environ.setdefault(NUMBERS, numbers_of(kept.get("numbers", AS_SYSTEM), QLocale.system()))
    os.environ.setdefault(DAYS, days_of(kept.get("days", AS_SYSTEM), QLocale.system()))


def language_of(preferred: str) -> str:
    """Return the language that a preference means; English for one that Headway does not speak."""
    wanted = QLocale.system().name().split("_")[0] if preferred == AS_SYSTEM else preferred
    return wanted if wanted in LANGUAGES else ENGLISH


class KeyNames(QTranslator):
    """Keeps the names of keys as they stand on American keyboards and in our own texts: Ctrl, Shift."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, count: int = -1
    ) -> str | None:
        """Return the name of a key as it is; everything else is left to other translators."""
        return text if context == "QShortcut" and text in ("Ctrl", "Shift", "Alt") else None

    def isEmpty(self) -> bool:
        """Return that there is something to say, or Qt would not ask."""
        return False


def numbers_of(preferred: str, system: QLocale) -> str:
    """Return the form of numbers that a preference means; the nearest to the computer's where it says so."""
    if preferred != AS_SYSTEM:
        return preferred
    between, before = system.groupSeparator(), system.decimalPoint()
    if before == ",":
        return CONTINENTAL if between == "." else SPACED
    return SWISS if between in ("’", "'") else US


def days_of(preferred: str, system: QLocale) -> str:
    """Return the form of days that a preference means: the month goes first where the computer has it so."""
    if preferred != AS_SYSTEM:
        return preferred
    order = system.dateFormat(QLocale.FormatType.ShortFormat)
    return MONTH_FIRST if order.startswith("M") else ISO if order.startswith("y") else IN_WORDS


def install_own_words(app: QCoreApplication) -> None:
    """Have Qt's own buttons, dialogs and dates speak the language of the window; numbers stay."""
    if spoken() == ENGLISH:
        return
    QLocale.setDefault(QLocale(f"{spoken()}_US"))
    words = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if words.load(f"qtbase_{spoken()}", folder):
        app.installTranslator(words)
        app.installTranslator(KeyNames(app))
