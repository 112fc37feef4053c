"""Every action of the window as a record: where it stands, its text, its key and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


@dataclass(frozen=True)
class ActionRecord:
    """One action: ``keys`` are portable key sequences, the first one is shown."""

    name: str
    menu: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    checkable: bool = False


RECORDS: tuple[ActionRecord, ...] = (
    ActionRecord("new", "&Plan", "&New plan", "Begin a plan; the open one is kept", ("Ctrl+N",)),
    ActionRecord("open", "&Plan", "&Open plan…", "Open a plan that was saved under a name", ("Ctrl+Alt+O",)),
    ActionRecord("save", "&Plan", "&Save plan", "The plan is kept by itself; this says where", ("Ctrl+S",)),
    ActionRecord(
        "save_as", "&Plan", "Save plan as…", "Keep the plan in a file of its own", ("Ctrl+Shift+S",)
    ),
    ActionRecord(
        "choose_region", "&Plan", "Choose &region…", "Type the name, state or code of an area", ("Ctrl+R",)
    ),
    ActionRecord("open_postings", "&Plan", "Load &postings…", "Load a file of job postings", ("Ctrl+O",)),
    ActionRecord("clear_postings", "&Plan", "Without postings", "Take the postings file out of the plan"),
    ActionRecord(
        "open_unemployed",
        "&Plan",
        "Load &unemployment…",
        "Load a file of unemployed people",
        ("Ctrl+Shift+O",),
    ),
    ActionRecord(
        "clear_unemployed", "&Plan", "Without unemployment file", "Return to the claims of the pack"
    ),
    ActionRecord(
        "add_files", "&Plan", "&Add files…", "Add files of any kind that is recognised", ("Ctrl+Shift+A",)
    ),
    ActionRecord(
        "review", "&Edit", "Review &titles…", "Job titles that leave the occupation open", ("Ctrl+Shift+T",)
    ),
    ActionRecord("day", "&Plan", "&Day of the plan…", "The day by which postings count as open"),
    ActionRecord("export", "&Plan", "&Export…", "Write the workbook, slides or a data package", ("Ctrl+E",)),
    ActionRecord(
        "coach_page",
        "&Plan",
        "One-pa&ger for this occupation…",
        "A page for a coach (PDF or Excel)",
        ("Ctrl+Alt+P",),
    ),
    ActionRecord(
        "coach_pages",
        "&Plan",
        "&Coach pages for all Origins…",
        "A page each in one file, with contents and bookmarks (PDF or Excel)",
        ("Ctrl+Shift+E",),
    ),
    ActionRecord("paper_letter", "&Plan/Pa&per", "US &Letter", "Coach pages on US Letter", (), True),
    ActionRecord("paper_a4", "&Plan/Pa&per", "&A4", "Coach pages on A4", (), True),
    ActionRecord(
        "open_workbook",
        "&Plan",
        "Open &workbook…",
        "Read a board workbook back, and choose which of its changes to take",
        ("Ctrl+Shift+B",),
    ),
    ActionRecord("print", "&Plan", "Prin&t…", "The page that is shown, on paper", ("Ctrl+P",)),
    ActionRecord(
        "employer_form",
        "&Plan",
        "Workbook for an e&mployer…",
        "Write the workbook in which an employer counts people at each stage of hiring",
    ),
    ActionRecord(
        "employer_files",
        "&Plan",
        "Read &filled funnels…",
        "Read hiring-funnel workbooks that employers filled in",
    ),
    ActionRecord("quit", "&Plan", "&Quit", "Close the window; the plan is kept", ("Ctrl+Q",)),
    ActionRecord("undo", "&Edit", "&Undo", "Take the last change back", ("Ctrl+Z",)),
    ActionRecord("redo", "&Edit", "&Redo", "Take the change again", ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionRecord("copy", "&Edit", "&Copy rows", "Copy the selected rows for Excel", ("Ctrl+C",)),
    ActionRecord(
        "find", "&Edit", "&Find occupation…", "Filter the table by title or code", ("Ctrl+F", "Ctrl+K")
    ),
    ActionRecord(
        "history", "&Edit", "&History…", "Every step of the plan; go back to any of them", ("Ctrl+H",)
    ),
    ActionRecord("go_to", "&Edit", "&Go to…", "Type an action, a page or an occupation", ("Ctrl+Shift+P",)),
    ActionRecord(
        "parameters", "&Edit", "&Parameters…", "Wage lines, class rules, limits and weights", ("Ctrl+,",)
    ),
    ActionRecord("matrix", "&View", "Regional &matrix", "One row per occupation of the region", ("Ctrl+1",)),
    ActionRecord("priorities", "&View", "&Priorities", "Where the next dollar should go", ("Ctrl+2",)),
    ActionRecord(
        "sources", "&View", "So&urces", "The files of the plan and what was met in them", ("Ctrl+3",)
    ),
    ActionRecord("paths", "&View", "P&rogressions", "Two steps up: Origin, Gateway, Target", ("Ctrl+4",)),
    ActionRecord("scenarios", "&View", "&Scenarios", "What if demand or weights were different", ("Ctrl+5",)),
    ActionRecord("allocation", "&View", "&Allocation", "Whom the budget should move", ("Ctrl+6",)),
    ActionRecord(
        "gaps", "&View", "Training &gaps", "What transfers, and what a course must teach", ("Ctrl+7",)
    ),
    ActionRecord("parity", "&View", "Representatio&n", "Who is missing from the better jobs", ("Ctrl+8",)),
    ActionRecord("sectors", "&View", "Se&ctors", "Openings by sector, and rules of states", ("Ctrl+0",)),
    ActionRecord(
        "employers",
        "&View",
        "&Employers",
        "Hiring funnels: make workbooks, read filled ones",
        ("Ctrl+Shift+1",),
    ),
    ActionRecord("changes", "&View", "&What changed", "Since the month kept before, and why", ("Ctrl+9",)),
    ActionRecord(
        "picture", "&View", "P&icture", "Show or fold the picture above the table", ("Ctrl+T",), True
    ),
    ActionRecord(
        "panel", "&View", "&Occupation panel", "Show or hide the panel on the right", ("Ctrl+I",), True
    ),
    ActionRecord(
        "theme_system", "&View/&Theme", "Follow the &system", "Light or dark as the system is", (), True
    ),
    ActionRecord("theme_light", "&View/&Theme", "&Light", "Dark ink on white", (), True),
    ActionRecord("theme_dark", "&View/&Theme", "&Dark", "Light ink on near-black", (), True),
    ActionRecord("findings", "&View", "&Findings…", "What was met in the local files", ("Ctrl+Shift+F",)),
    ActionRecord(
        "help", "&Help", "Classes, marks and &limits", "What the page shows and what it cannot say", ("F1",)
    ),
    ActionRecord("coach_guide", "&Help", "For &coaches", "How to talk about work with somebody"),
)


def build_actions(window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make every action of ``RECORDS``, put it into the menu bar, and connect it.

    Raises
    ------
    KeyError
        When an action has no handler.
    """
    made: dict[str, QAction] = {}
    menus: dict[str, QMenu] = {}
    for record in RECORDS:
        action = QAction(record.text, window)
        action.setShortcuts([QKeySequence(keys) for keys in record.keys])
        action.setToolTip(record.tip)
        action.setStatusTip(record.tip)
        action.setCheckable(record.checkable)
        action.triggered.connect(lambda *_, do=handlers[record.name]: do())
        _menu(window, menus, record.menu).addAction(action)
        made[record.name] = action
    return made


def _menu(window: QMainWindow, menus: dict[str, QMenu], path: str) -> QMenu:
    """Return the menu of a path such as ``&View/&Theme``, made when first asked for."""
    if path not in menus:
        above, _, name = path.rpartition("/")
        menus[path] = _menu(window, menus, above).addMenu(name) if above else window.menuBar().addMenu(name)
    return menus[path]


def with_keys(action: QAction, text: str = "") -> str:
    """Return a tooltip: what the action does and its key."""
    said = text or action.toolTip()
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{said} ({keys})" if keys else said
