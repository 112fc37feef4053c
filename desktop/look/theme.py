"""The theme in use: light, dark, or whichever the system has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from desktop.look import sizes
from desktop.look.palette import DARK, LIGHT, Palette
from desktop.look.stylesheet import stylesheet

SMALL, BODY, HEADING, TITLE = 11, 13, 16, 22
"""The four text sizes, in pixels."""

CHOICES = {"system": "Follow the system", "light": "Light", "dark": "Dark"}


class Theme(QObject):
    """Holds the palette that everything is painted with and says when it changes."""

    changed = Signal()

    def __init__(self, choice: str = "system", text_percent: int = sizes.AS_SYSTEM) -> None:
        super().__init__()
        sizes.system_percent()
        self.text_percent = text_percent
        sizes.set_percent(text_percent)
        self.choice = choice if choice in CHOICES else "system"
        self.palette = LIGHT
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._base_family = QGuiApplication.font().family()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    @property
    def dark(self) -> bool:
        """Whether the dark palette is in use."""
        return self.palette is DARK

    def choose(self, choice: str) -> None:
        """Use ``light``, ``dark`` or ``system``."""
        self.choice = choice
        self._apply()
        self.changed.emit()

    def choose_text(self, percent: int) -> None:
        """Use one of the text sizes of ``sizes.STEPS`` [%], or the computer's."""
        self.text_percent = percent
        sizes.set_percent(percent)
        self._apply()
        self.changed.emit()

    def toggle(self) -> None:
        """Go from light to dark or back."""
        self.choose("light" if self.dark else "dark")

    @contextmanager
    def on_paper(self) -> Iterator[None]:
        """Paint with the light palette for as long as the block lasts: paper is white."""
        kept, self.palette = self.palette, LIGHT
        try:
            yield
        finally:
            self.palette = kept

    def colour(self, name: str) -> QColor:
        """Return a colour of the palette by its meaning, such as ``ink`` or ``hairline``."""
        return QColor(getattr(self.palette, name))

    def strong(self, class_name: str) -> QColor:
        """Return the strong colour of a class."""
        return QColor(self.palette.classes[class_name].strong)

    def fill(self, class_name: str) -> QColor:
        """Return the light fill of a class."""
        return QColor(self.palette.classes[class_name].fill)

    def font(self, size: int = BODY, *, strong: bool = False) -> QFont:
        """Return the interface font in one of the four sizes, with figures of equal width."""
        return self.own_font(sizes.px(size), strong=strong)

    def own_font(self, size: int = BODY, *, strong: bool = False) -> QFont:
        """Return the same font for what is laid out at the usual size and enlarged as a whole."""
        if (size, strong) not in self._fonts:
            font = QFont(self._base_family)
            font.setPixelSize(size)
            font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
            font.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[size, strong] = font
        return QFont(self._fonts[size, strong])

    def _system_changed(self) -> None:
        if self.choice == "system":
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        scheme = QGuiApplication.styleHints().colorScheme()
        dark = self.choice == "dark" or (self.choice == "system" and scheme == Qt.ColorScheme.Dark)
        self.palette = DARK if dark else LIGHT
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setFont(self.font())
        app.setPalette(_qt_palette(self.palette))
        app.setStyleSheet(stylesheet(self.palette, sizes.scale()))


def _qt_palette(palette: Palette) -> QPalette:
    """Give the plain Qt widgets the same colours that the stylesheet gives the rest."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: palette.ground,
        roles.Base: palette.ground,
        roles.AlternateBase: palette.panel,
        roles.Button: palette.raised,
        roles.WindowText: palette.ink,
        roles.Text: palette.ink,
        roles.ButtonText: palette.ink,
        roles.PlaceholderText: palette.secondary,
        roles.Highlight: palette.accent,
        roles.HighlightedText: palette.on_accent,
        roles.ToolTipBase: palette.raised,
        roles.ToolTipText: palette.ink,
        roles.Link: palette.accent,
        roles.Accent: palette.accent,
    }
    made = QPalette()
    for role, colour in colours.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.secondary))
    return made
