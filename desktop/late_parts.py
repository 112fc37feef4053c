"""Parts of the window that its first frame does not need: loaded and made when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.go_to_commands import GoToCommands
    from desktop.help_commands import HelpCommands
    from desktop.new_plan_commands import NewPlanCommands
    from desktop.picture_commands import PictureCommands
    from desktop.printing import Printing
    from desktop.window import MainWindow


def going(window: MainWindow) -> GoToCommands:
    """Return what one can go to."""
    from desktop.go_to_commands import GoToCommands

    return GoToCommands(window)


def helping(window: MainWindow) -> HelpCommands:
    """Return the help beside the window."""
    from desktop.help_commands import HelpCommands

    return HelpCommands(window)


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
