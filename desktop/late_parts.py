"""Parts of the window that its first frame does not need: loaded and made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.exporting import Export
    from desktop.go_to_commands import GoToCommands
    from desktop.help_commands import HelpCommands
    from desktop.navigation import Navigation
    from desktop.new_plan_commands import NewPlanCommands
    from desktop.picture_commands import PictureCommands
    from desktop.printing import Printing
    from desktop.window import MainWindow

FOR_RESULTS = ("navigation", "help", "pictures", "export")
"""Parts that the first results need."""


def first_parts(window: MainWindow) -> list[Callable[[], object]]:
    """Return what makes the parts that the first results need, each part by itself."""
    return [partial(_meet_widgets, window), *(partial(getattr, window, part) for part in FOR_RESULTS)]


def _meet_widgets(window: MainWindow) -> None:
    """Meet a widget and a style that Qt made: PySide then makes the classes of all that they might be."""
    window.page_area.viewport()
    window.style()


def export(window: MainWindow) -> Export:
    """Return what writes the plan and coach pages, followed in the status strip."""
    from desktop.exporting import Export

    made = Export(window)
    window.exports.follow(made)
    return made


def going(window: MainWindow) -> GoToCommands:
    """Return what one can go to."""
    from desktop.go_to_commands import GoToCommands

    return GoToCommands(window)


def helping(window: MainWindow) -> HelpCommands:
    """Return the help beside the window."""
    from desktop.help_commands import HelpCommands

    return HelpCommands(window)


def navigation(window: MainWindow) -> Navigation:
    """Return the pages to go to, at the left edge; hidden until there is one."""
    from desktop.navigation import Navigation

    made = Navigation(window.theme)
    made.hide()
    made.page_wanted.connect(window.views.go)
    window.middle.insertWidget(0, made)
    return made


def new_plan(window: MainWindow) -> NewPlanCommands:
    """Return what asks for a new plan in three steps."""
    from desktop.new_plan_commands import NewPlanCommands

    return NewPlanCommands(window)


def pictures(window: MainWindow) -> PictureCommands:
    """Return what copies and saves pictures."""
    from desktop.picture_commands import PictureCommands

    return PictureCommands(window)


def printing(window: MainWindow) -> Printing:
    """Return what prints the page that is shown."""
    from desktop.printing import Printing

    return Printing(window)
