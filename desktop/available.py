"""Which actions can be taken now, as the plan and its history allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.file_kind import can_be_known
from desktop.navigation import EMPLOYER_ACTIONS, PAGES

if TYPE_CHECKING:
    from desktop.window import MainWindow

NEED_RESULTS = (
    "tour",
    "copy",
    "export",
    "print",
    "coach_pages",
    "findings",
    "find",
    "panel",
    *EMPLOYER_ACTIONS,
)


def make_available(window: MainWindow) -> None:
    """Make actions available as the plan of a window and its history allow."""
    plan, stack = window.session.plan, window.session.undo_stack
    available = {
        "double_click": can_be_known(),
        "undo": stack.canUndo(),
        "redo": stack.canRedo(),
        "clear_postings": bool(plan and plan.postings_path),
        "clear_unemployed": bool(plan and plan.unemployed_path),
    }
    for name in (
        "open_postings",
        "open_unemployed",
        "add_files",
        "review",
        "parameters",
        "day",
        "save",
        "save_as",
    ):
        available[name] = plan is not None
    for name in (*NEED_RESULTS, *(name for name, *_ in PAGES)):
        available[name] = window.session.results is not None
    available["coach_page"] = available["export"] and bool(window.session.selection)
    for name, on in available.items():
        window.actions_by_name[name].setEnabled(on)
    window.top_bar.show_steps(stack.undoText(), stack.redoText())
    for button in (window.top_bar.postings, window.top_bar.unemployed, window.top_bar.search):
        button.setEnabled(plan is not None)
