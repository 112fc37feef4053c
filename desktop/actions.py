"""Every action of the window as a record: where it stands, its text, its key and what it is for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from data.language import say


@dataclass(frozen=True)
class ActionRecord:
    """One action: ``keys`` are portable key sequences, the first one is shown."""

    name: str
    menu: str
    text: str
    tip: str
    keys: tuple[str, ...] = ()
    checkable: bool = False


PLAN, EDIT, VIEW, HELP = say("&Plan"), say("&Edit"), say("&View"), say("&Help")
LANGUAGE = f"{VIEW}/{say('&Language')}"
PAPER, THEME = f"{PLAN}/{say('Pa&per')}", f"{VIEW}/{say('&Theme')}"
TEXT = f"{VIEW}/{say('Te&xt size')}"

RECORDS: tuple[ActionRecord, ...] = (
    ActionRecord("new", PLAN, say("&New plan"), say("Begin a plan; the open one is kept"), ("Ctrl+N",)),
    ActionRecord(
        "new_in_steps",
        PLAN,
        say("New plan in three steps…"),
        say("Region, files, day and name"),
        ("Ctrl+Alt+N",),
    ),
    ActionRecord(
        "new_window",
        PLAN,
        say("New window"),
        say("A second window with a plan of its own"),
        ("Ctrl+Shift+N",),
    ),
    ActionRecord(
        "open", PLAN, say("&Open plan…"), say("Open a plan that was saved under a name"), ("Ctrl+Alt+O",)
    ),
    ActionRecord(
        "save", PLAN, say("&Save plan"), say("The plan is kept by itself; this says where"), ("Ctrl+S",)
    ),
    ActionRecord(
        "save_as", PLAN, say("Save plan as…"), say("Keep the plan in a file of its own"), ("Ctrl+Shift+S",)
    ),
    ActionRecord(
        "double_click",
        PLAN,
        say("Open plans by a double-click"),
        say("Make plan files known to this computer, for you alone"),
    ),
    ActionRecord(
        "choose_region",
        PLAN,
        say("Choose &region…"),
        say("Type the name, state or code of an area"),
        ("Ctrl+R",),
    ),
    ActionRecord(
        "open_postings", PLAN, say("Load &postings…"), say("Load a file of job postings"), ("Ctrl+O",)
    ),
    ActionRecord(
        "clear_postings", PLAN, say("Without postings"), say("Take the postings file out of the plan")
    ),
    ActionRecord(
        "open_unemployed",
        PLAN,
        say("Load &unemployment…"),
        say("Load a file of unemployed people"),
        ("Ctrl+Shift+O",),
    ),
    ActionRecord(
        "clear_unemployed", PLAN, say("Without unemployment file"), say("Return to the claims of the pack")
    ),
    ActionRecord(
        "add_files",
        PLAN,
        say("&Add files…"),
        say("Add files of any kind that is recognised"),
        ("Ctrl+Shift+A",),
    ),
    ActionRecord(
        "review",
        EDIT,
        say("Review &titles…"),
        say("Job titles that leave the occupation open"),
        ("Ctrl+Shift+T",),
    ),
    ActionRecord("day", PLAN, say("&Day of the plan…"), say("The day by which postings count as open")),
    ActionRecord(
        "export", PLAN, say("&Export…"), say("Write the workbook, slides or a data package"), ("Ctrl+E",)
    ),
    ActionRecord(
        "coach_page",
        PLAN,
        say("One-pa&ger for this occupation…"),
        say("A page for a coach (PDF or Excel)"),
        ("Ctrl+Alt+P",),
    ),
    ActionRecord(
        "coach_pages",
        PLAN,
        say("&Coach pages for all Origins…"),
        say("A page each in one file, with contents and bookmarks (PDF or Excel)"),
        ("Ctrl+Shift+E",),
    ),
    ActionRecord("paper_letter", PAPER, say("US &Letter"), say("Coach pages on US Letter"), (), True),
    ActionRecord("paper_a4", PAPER, say("&A4"), say("Coach pages on A4"), (), True),
    ActionRecord(
        "open_workbook",
        PLAN,
        say("Open &workbook…"),
        say("Read a board workbook back, and choose which of its changes to take"),
        ("Ctrl+Shift+B",),
    ),
    ActionRecord("print", PLAN, say("Prin&t…"), say("The page that is shown, on paper"), ("Ctrl+P",)),
    ActionRecord(
        "employer_form",
        PLAN,
        say("Workbook for an e&mployer…"),
        say("Write the workbook in which an employer counts people at each stage of hiring"),
    ),
    ActionRecord(
        "employer_files",
        PLAN,
        say("Read &filled funnels…"),
        say("Read hiring-funnel workbooks that employers filled in"),
    ),
    ActionRecord("quit", PLAN, say("&Quit"), say("Close the window; the plan is kept"), ("Ctrl+Q",)),
    ActionRecord("undo", EDIT, say("&Undo"), say("Take the last change back"), ("Ctrl+Z",)),
    ActionRecord("redo", EDIT, say("&Redo"), say("Take the change again"), ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionRecord(
        "preferences",
        EDIT,
        say("Preferenc&es…"),
        say("Theme, text size, language, numbers; none changes a figure"),
        ("Ctrl+,",),
    ),
    ActionRecord("copy", EDIT, say("&Copy rows"), say("Copy the selected rows for Excel"), ("Ctrl+C",)),
    ActionRecord(
        "find", EDIT, say("&Find occupation…"), say("Filter the table by title or code"), ("Ctrl+F", "Ctrl+K")
    ),
    ActionRecord(
        "history", EDIT, say("&History…"), say("Every step of the plan; go back to any of them"), ("Ctrl+H",)
    ),
    ActionRecord(
        "go_to", EDIT, say("&Go to…"), say("Type an action, a page or an occupation"), ("Ctrl+Shift+P",)
    ),
    ActionRecord(
        "parameters",
        EDIT,
        say("&Parameters…"),
        say("Wage lines, class rules, limits and weights"),
        ("Ctrl+M",),
    ),
    ActionRecord(
        "matrix", VIEW, say("Regional &matrix"), say("One row per occupation of the region"), ("Ctrl+1",)
    ),
    ActionRecord("priorities", VIEW, say("&Priorities"), say("Where the next dollar should go"), ("Ctrl+2",)),
    ActionRecord(
        "sources", VIEW, say("So&urces"), say("The files of the plan and what was met in them"), ("Ctrl+3",)
    ),
    ActionRecord(
        "paths", VIEW, say("P&rogressions"), say("Two steps up: Origin, Gateway, Target"), ("Ctrl+4",)
    ),
    ActionRecord(
        "scenarios", VIEW, say("&Scenarios"), say("What if demand or weights were different"), ("Ctrl+5",)
    ),
    ActionRecord("allocation", VIEW, say("&Allocation"), say("Whom the budget should move"), ("Ctrl+6",)),
    ActionRecord(
        "gaps", VIEW, say("Training &gaps"), say("What transfers, and what a course must teach"), ("Ctrl+7",)
    ),
    ActionRecord(
        "parity", VIEW, say("Representatio&n"), say("Who is missing from the better jobs"), ("Ctrl+8",)
    ),
    ActionRecord(
        "sectors", VIEW, say("Se&ctors"), say("Openings by sector, and rules of states"), ("Ctrl+0",)
    ),
    ActionRecord(
        "employers",
        VIEW,
        say("&Employers"),
        say("Hiring funnels: make workbooks, read filled ones"),
        ("Ctrl+Shift+1",),
    ),
    ActionRecord(
        "changes", VIEW, say("&What changed"), say("Since the month kept before, and why"), ("Ctrl+9",)
    ),
    ActionRecord(
        "compare",
        VIEW,
        say("Compare"),
        say("The open plan beside a region, a scenario, a month kept or another plan"),
        ("Ctrl+Alt+C",),
    ),
    ActionRecord(
        "picture", VIEW, say("P&icture"), say("Show or fold the picture above the table"), ("Ctrl+T",), True
    ),
    ActionRecord(
        "panel", VIEW, say("&Occupation panel"), say("Show or hide the panel on the right"), ("Ctrl+I",), True
    ),
    ActionRecord(
        "theme_system", THEME, say("Follow the &system"), say("Light or dark as the system is"), (), True
    ),
    ActionRecord("theme_light", THEME, say("&Light"), say("Dark ink on white"), (), True),
    ActionRecord("theme_dark", THEME, say("&Dark"), say("Light ink on near-black"), (), True),
    ActionRecord(
        "language_system",
        LANGUAGE,
        say("As the &computer is set"),
        say("The language of the computer"),
        (),
        True,
    ),
    ActionRecord("language_en", LANGUAGE, "&English", say("English from the next start on"), (), True),
    ActionRecord("language_es", LANGUAGE, "E&spañol", say("Spanish from the next start on"), (), True),
    ActionRecord(
        "text_larger", TEXT, say("&Larger"), say("Larger text, up to twice as large"), ("Ctrl++", "Ctrl+=")
    ),
    ActionRecord("text_smaller", TEXT, say("&Smaller"), say("Smaller text"), ("Ctrl+-",)),
    ActionRecord(
        "text_usual", TEXT, say("&Usual"), say("Text as large as the computer has it"), ("Ctrl+Shift+0",)
    ),
    ActionRecord(
        "findings", VIEW, say("&Findings…"), say("What was met in the local files"), ("Ctrl+Shift+F",)
    ),
    ActionRecord(
        "help",
        HELP,
        say("Classes, marks and &limits"),
        say("What the page shows and what it cannot say"),
        ("F1",),
    ),
    ActionRecord("glossary", HELP, say("&Glossary…"), say("What a word or a column means"), ("Shift+F1",)),
    ActionRecord("planner_guide", HELP, say("For &planners"), say("A Monday morning, and what to trust")),
    ActionRecord("coach_guide", HELP, say("For &coaches"), say("How to talk about work with somebody")),
    ActionRecord("employer_guide", HELP, say("For &employers"), say("Hiring funnels, and hiring for skills")),
    ActionRecord("board_guide", HELP, say("For &boards"), say("Reading the workbook and changing it")),
    ActionRecord("tour", HELP, say("&Tour"), say("A few words beside each part of the window")),
)


GUIDE_ACTIONS = ("planner_guide", "coach_guide", "employer_guide", "board_guide")
"""Actions that each open a guide."""


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
    made["preferences"].setMenuRole(QAction.MenuRole.PreferencesRole)
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
