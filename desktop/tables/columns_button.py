"""The button that chooses which columns a table shows and what it is sorted by."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from data.language import say
from desktop.tables.figure_table import FigureTable

GROUPS: dict[str, tuple[str, ...]] = {
    say("Occupation"): ("soc", "family", "band", "viable", "borderline", "overridden", "note", "job_zone"),
    say("Jobs and wages"): (
        "employment",
        "employment_mark",
        "location_quotient",
        "wage_p10_usd",
        "wage_p25_usd",
        "wage_p50_usd",
        "wage_p75_usd",
        "wage_p90_usd",
        "wage_source",
        "nonba_share",
        "nonba_mark",
        "nonba_income_usd",
    ),
    say("Openings"): (
        "growth_share",
        "openings_rate",
        "scenario_factor",
        "openings_12m",
        "accessible_share",
        "accessible_openings",
        "net_openings",
    ),
    say("Local postings"): (
        "postings_open",
        "postings_stated_education",
        "postings_no_degree",
        "posting_wage_usd",
        "posting_wage_no_degree_usd",
        "trend_share",
    ),
    say("People out of work"): (
        "unemployed",
        "unemployed_kind",
        "seekers_per_opening",
        "unemployment_rate",
        "unemployment_ratio",
        "group_unemployment_ratio",
        "availability",
    ),
    say("Moves"): (
        "origin_reach",
        "springboard_share",
        "inflow_origin_share",
        "feeder_income_usd",
        "wage_gain_usd",
        "training_feasibility",
        "representation_index",
    ),
    say("Tests of the classes"): ("below_origin_line", "above_target_line", "low_risk"),
    say("Automation and AI"): (
        "automation_risk",
        "automation_mark",
        "ai_exposure",
        "ai_applicability",
        "cross_sector_spread",
    ),
}
OTHERS = say("More")


class StayingMenu(QMenu):
    """A menu that stays open while columns are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick without closing."""
        if not self._ticked(self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the space bar without closing."""
        if event.key() != Qt.Key.Key_Space or not self._ticked(self.activeAction()):
            super().keyPressEvent(event)

    def _ticked(self, action: QAction | None) -> bool:
        if action is None or not action.isCheckable() or not action.isEnabled():
            return False
        action.trigger()
        return True


class ColumnsButton(QPushButton):
    """“Columns ▾”: columns by subject, then the column to sort by."""

    def __init__(self, table: FigureTable, parent: QWidget | None = None) -> None:
        super().__init__(say("Columns ▾"), parent)
        self._table = table
        self.setAccessibleName(say("Choose columns and sorting"))
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> None:
        """Bring the menu up to date with the table."""
        self._menu.clear()
        shown = set(self._table.shown_columns())
        groups: dict[str, StayingMenu] = {}
        for column in self._table.hideable_columns():
            group = next((title for title, names in GROUPS.items() if column.name in names), OTHERS)
            if group not in groups:
                groups[group] = StayingMenu(group, self._menu)
                groups[group].setToolTipsVisible(True)
            item = QAction(say(column.label), groups[group], checkable=True)
            item.setChecked(column.name in shown)
            item.setToolTip(say(column.meaning))
            item.toggled.connect(lambda on, name=column.name: self._table.show_column(name, on))
            groups[group].addAction(item)
        for group in groups.values():
            self._menu.addMenu(group)
        self._menu.addSeparator()
        sorting = self._menu.addMenu(say("Sort by"))
        for column in self._table.visible_columns():
            sorting.addAction(say(column.label), lambda name=column.name: self._table.sort_by_name(name))
