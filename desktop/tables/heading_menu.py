"""The menu of a heading: what the column means, sorting, hiding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from data.language import say

if TYPE_CHECKING:
    from desktop.tables.figure_table import FigureTable


def heading_menu(table: FigureTable, place: int, *, hideable: bool) -> QMenu:
    """Return the menu of a column's heading."""
    menu = QMenu(table)
    menu.addAction(say("What this means…"), lambda: table.meaning_wanted.emit(*table.column_at(place)))
    menu.addSeparator()
    menu.addAction(say("Sort from low to high"), lambda: table.sort_by(place, False))
    menu.addAction(say("Sort from high to low"), lambda: table.sort_by(place, True))
    if hideable:
        menu.addSeparator()
        name = table.column_at(place)[1]
        menu.addAction(say("Hide this column"), lambda: table.show_column(name, False))
    return menu
