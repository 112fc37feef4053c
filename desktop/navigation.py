"""The pages one can go to, at the left edge."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.language import say
from desktop.look.drawing import icon
from desktop.look.sizes import px
from desktop.look.theme import Theme

WIDE, NARROW = 160, 48
EMPLOYERS, EMPLOYER_ACTIONS = "employers", ("employer_form", "employer_files")
"""The page about what employers count, and the actions that go with it."""
COMPARE = "compare"
"""The page that holds the open plan against another."""
PAGES = (
    ("matrix", say("Matrix"), "Ctrl+1"),
    ("priorities", say("Priorities"), "Ctrl+2"),
    ("sources", say("Sources"), "Ctrl+3"),
    ("paths", say("Progressions"), "Ctrl+4"),
    ("scenarios", say("Scenarios"), "Ctrl+5"),
    ("allocation", say("Allocation"), "Ctrl+6"),
    ("gaps", say("Training gaps"), "Ctrl+7"),
    ("parity", say("Representation"), "Ctrl+8"),
    ("changes", say("What changed"), "Ctrl+9"),
    ("sectors", say("Sectors"), "Ctrl+0"),
    (EMPLOYERS, say("Employers"), "Ctrl+Shift+1"),
    (COMPARE, say("Compare"), "Ctrl+Alt+C"),
)


class Navigation(QFrame):
    """One button a page.

    Signals
    -------
    page_wanted : str
        A person wants another page.
    """

    page_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(say("Pages"))
        self._theme = theme
        self._narrow = False
        self.buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        inside = QWidget()
        inside.setObjectName("pageList")
        self._column = column = QVBoxLayout(inside)
        for name, title, keys in PAGES:
            button = QToolButton()
            button.setText(title)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setProperty("role", "page")
            button.setAccessibleName(title)
            button.setToolTip(f"{title} ({keys})")
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, page=name: self.page_wanted.emit(page))
            group.addButton(button)
            column.addWidget(button)
            self.buttons[name] = button
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(say("Pages"))
        scroll.setWidget(inside)
        across = QVBoxLayout(self)
        across.setContentsMargins(0, 0, 1, 0)
        across.addWidget(scroll)
        theme.changed.connect(self._redraw)
        self._redraw()
        self.be_narrow(False)

    def be_narrow(self, narrow: bool) -> None:
        """Show the icons only, or the titles beside them."""
        self._narrow = narrow
        only, beside = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        for button in self.buttons.values():
            button.setToolButtonStyle(only if narrow else beside)
        # A low window has room for all of them only if they stand close.
        self._column.setContentsMargins(0, 4 if narrow else 8, 0, 4 if narrow else 8)
        self._column.setSpacing(0 if narrow else 2)
        self._fit()

    def _fit(self) -> None:
        """Be as wide as the longest title needs, or as an icon."""
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        self.setFixedWidth(px(NARROW) if self._narrow else max(px(WIDE), widest + 1))

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        self.buttons[name].setChecked(True)
        for one in self.buttons.values():
            # Of buttons of which one is chosen the Tab key comes to that one; the arrows go on from there.
            at_once = Qt.FocusPolicy.StrongFocus if one.isChecked() else Qt.FocusPolicy.ClickFocus
            one.setFocusPolicy(at_once)

    def _redraw(self) -> None:
        for name, button in self.buttons.items():
            button.setIcon(icon(name, self._theme.colour("ink"), 16))
            button.setIconSize(QSize(px(16), px(16)))
        self._fit()
