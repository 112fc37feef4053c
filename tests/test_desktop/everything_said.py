"""Open the window in the language of the environment, go everywhere, and print every text it shows.

    python -m tests.test_desktop.everything_said FOLDER

One JSON object on standard output: ``texts`` (who shows it, what), ``letters`` (menu, its texts), ``data``
(official titles) and ``trouble``.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QDeadlineTimer,
    QEventLoop,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QTabBar,
    QTableView,
    QTextBrowser,
    QWidget,
)

from desktop.app import make_application, make_window
from desktop.navigation import PAGES
from desktop.source_commands import Wish
from desktop.window import MainWindow

PATIENCE_MS, LOOK_EVERY_MS = 60_000, 10
OPENING = (
    *("parameters", "findings", "history", "review", "go_to", "tour", "glossary", "help"),
    *("planner_guide", "coach_guide", "employer_guide", "board_guide"),
)
"""Actions that open a dialog and do not wait for an answer."""
NURSE = "29-1141"
TROUBLE: list[str] = []
OF_THE_PLATFORM = "This plugin "


def until(condition: Callable[[], bool]) -> None:
    """Let the window work until a condition holds."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not condition():
        if deadline.hasExpired():
            raise TimeoutError(condition)
        turn = QEventLoop()
        QTimer.singleShot(LOOK_EVERY_MS, turn.quit)
        turn.exec()


def log(kind: QtMsgType, _context: QMessageLogContext, said: str) -> None:
    """Keep what Qt warns of."""
    if kind != QtMsgType.QtDebugMsg and not said.startswith(OF_THE_PLATFORM):
        TROUBLE.append(said)


def fell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Keep what went wrong, and tell it on standard error."""
    TROUBLE.append(f"{kind.__name__}: {error}")
    sys.__excepthook__(kind, error, trace)


def owner(widget: QWidget) -> str:
    """Return the module of ours that shows a widget."""
    one: QWidget | None = widget
    while one is not None:
        module = type(one).__module__
        if module.startswith("desktop."):
            return module
        one = one.parentWidget()
    return ""


def said_by(widget: QWidget) -> Iterator[str]:
    """Yield every text of a widget."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip())
    if widget.isWindow():
        yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QGroupBox | QMenu):
        yield widget.title()
    elif isinstance(widget, QListWidget):
        yield from (widget.item(row).text() for row in range(widget.count()))
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(min(widget.count(), 60)))
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(place) for place in range(widget.count()))
    elif isinstance(widget, QTextBrowser):
        yield from widget.toPlainText().splitlines()
    elif isinstance(widget, QTableView) and widget.model() is not None:
        across, roles = Qt.Orientation.Horizontal, (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        for column in range(widget.model().columnCount()):
            yield from (str(widget.model().headerData(column, across, role) or "") for role in roles)
    for action in widget.actions():
        yield from said_by_action(action)


def said_by_action(action: QAction) -> Iterator[str]:
    """Yield every text of an action; one without a tooltip of its own shows its text."""
    yield from (action.text(), action.statusTip())
    if action.toolTip() != action.text().replace("&", "").removesuffix("…"):
        yield action.toolTip()


def open_dialogs(window: MainWindow, folder: Path) -> None:
    """Open every dialog that can be opened without waiting for an answer."""
    from desktop.dialogs.day import DayDialog
    from desktop.dialogs.employer import EmployerDialog
    from desktop.dialogs.export import ExportDialog
    from desktop.dialogs.override import OverrideDialog
    from desktop.dialogs.scenario import ScenarioDialog, industry_titles
    from desktop.export_wishes import ExportChoice

    session = window.session
    assert session.plan is not None
    assert session.pack is not None
    for name in OPENING:
        window.actions_by_name[name].trigger()
    for dialog in (
        OverrideDialog(NURSE, "Registered Nurses", "Gateway", "", window),
        DayDialog(datetime.date(2026, 1, 5), window),
        ExportDialog(ExportChoice(), 10, window),
        EmployerDialog(["Registered Nurses"], 0, "", window),
        ScenarioDialog(session.plan.chosen_scenario, industry_titles(session.pack), window),
    ):
        dialog.show()
    file = folder / "staff.csv"
    file.write_text("Alpha,Beta\n1,2\n3,4\n", encoding="utf-8")
    window.intake.add([Wish(file, "postings")])
    until(lambda: window.intake.dialog is not None or not window.intake.running)


def collect(window: MainWindow, texts: dict[tuple[str, str], None]) -> None:
    """Add every text shown now, of the window and of what stands beside it."""
    for top in QApplication.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            who = owner(widget)
            if who:
                texts.update({(who, text): None for text in said_by(widget) if text.strip()})
    texts.update({("desktop.status", window.status.text.text()): None})


def letters(window: MainWindow) -> Iterator[tuple[str, list[str]]]:
    """Yield the texts of every menu, those of the menu bar first."""
    yield "", [action.text() for action in window.menuBar().actions()]
    for menu in window.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
        yield menu.title(), [action.text() for action in menu.actions()]
    made = window.commands.menu_for(NURSE)
    yield "row", [action.text() for action in made.actions()]


def go_everywhere(window: MainWindow, folder: Path) -> dict[tuple[str, str], None]:
    """Go to every page and dialog and return what they show."""
    texts: dict[tuple[str, str], None] = {}
    collect(window, texts)
    window.commands.set_areas(["0012060"], False)
    until(lambda: window.session.results is not None)
    window.session.select(NURSE)
    for page, *_ in PAGES:
        window.views.go(page)
        until(lambda page=page: page not in window.answers.pages or window.views.page().table is not None)
        collect(window, texts)
    open_dialogs(window, folder)
    collect(window, texts)
    window.commands.set_parameter("weight_wage_gain", 40)
    window.plans.open(folder / "gone.headway")
    until(lambda: not window.session.busy)
    collect(window, texts)
    return texts


def data_of(window: MainWindow) -> list[str]:
    """Return the official titles and names of skills, which no language changes."""
    pack = window.session.pack
    assert pack is not None
    assert window.session.results is not None
    industries, skills = pack.table("industries")["title"], pack.table("elements")["element"]
    frame = window.session.results.matrix
    named = {*frame["title"], *frame["family"], *pack.areas()["title"], *industries, *skills}
    return sorted(named - {""})


def main(folder: Path) -> None:
    """Print what the window shows."""
    qInstallMessageHandler(log)
    sys.excepthook = fell
    make_application()
    window, background = make_window(folder / "config", folder / "data")
    window.show()
    window.open()
    until(lambda: window.session.pack is not None)
    texts = go_everywhere(window, folder)
    found = {"texts": list(texts), "letters": list(letters(window)), "data": data_of(window)}
    window.close()
    background.close()
    print(json.dumps({**found, "trouble": TROUBLE}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
