"""What each action of the window does, by its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.actions import GUIDE_ACTIONS
from desktop.language_commands import ACTIONS as LANGUAGE_ACTIONS
from desktop.navigation import PAGES

if TYPE_CHECKING:
    from desktop.window import MainWindow


def handlers_of(window: MainWindow) -> dict[str, Callable[[], object]]:
    """Return what each action does, by its name."""
    session, theme, commands, views = window.session, window.theme, window.commands, window.views
    return {
        "new": window.plans.new,
        "new_in_steps": lambda: window.new_plan.ask(),
        "double_click": lambda: window.new_plan.know_files(),
        "new_window": window.plans.new_window,
        "open": window.plans.ask_open,
        "save": window.plans.save_now,
        "save_as": window.plans.save_as,
        "choose_region": commands.choose_region,
        "open_postings": lambda: commands.open_file("postings"),
        "clear_postings": lambda: commands.clear_file("postings"),
        "open_unemployed": lambda: commands.open_file("unemployed"),
        "clear_unemployed": lambda: commands.clear_file("unemployed"),
        "add_files": lambda: window.intake.ask(),
        "review": window.desk.review,
        "day": commands.ask_day,
        "export": window.exports.ask,
        "coach_page": window.exports.ask_page,
        "coach_pages": window.exports.ask_all_pages,
        "paper_letter": partial(window.exports.choose_paper, "letter"),
        "paper_a4": partial(window.exports.choose_paper, "a4"),
        "open_workbook": window.board.ask,
        "print": lambda: window.printing.print_page(),
        "quit": window.close,
        "undo": session.undo,
        "redo": session.redo,
        "history": views.history,
        "go_to": lambda: window.going.open(),
        "copy": views.copy,
        "find": views.find,
        "parameters": views.parameters,
        "employer_form": lambda: window.answers.employers.ask(),
        "employer_files": lambda: window.answers.employers.ask_files(),
        **{page: partial(views.go, page) for page, *_ in PAGES},
        "compare": lambda: window.answers.compare.open(),
        "picture": views.toggle_picture,
        "panel": views.toggle_panel,
        "theme_system": lambda: theme.choose("system"),
        "theme_light": lambda: theme.choose("light"),
        "theme_dark": lambda: theme.choose("dark"),
        **{name: partial(window.language.choose, code) for name, code in LANGUAGE_ACTIONS.items()},
        "preferences": window.choices.open,
        "text_larger": window.choices.larger,
        "text_smaller": window.choices.smaller,
        "text_usual": window.choices.usual,
        "findings": views.findings,
        "help": lambda: window.help.guide(),
        **{name: partial(_guide_for, window, name) for name in GUIDE_ACTIONS},
        "glossary": lambda: window.help.open_glossary(),
        "tour": lambda: window.help.tour.begin(),
    }


def _guide_for(window: MainWindow, name: str) -> None:
    window.help.guide_for(name)
