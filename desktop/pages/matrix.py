"""The regional matrix: one row per occupation, filtered by class, family and text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from data.dictionaries import columns
from data.language import say
from desktop.charts.class_overview import ClassOverview
from desktop.controls.class_chips import ClassChips
from desktop.controls.group_choice import GroupChoice
from desktop.controls.labels import ElidedLabel
from desktop.controls.two_rows import TwoRows
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from desktop.pages.frame import FoldablePicture, framed, headline
from desktop.tables.columns_button import ColumnsButton
from desktop.tables.content import Array, Content, matrix_content
from desktop.tables.grouped_model import GroupedModel
from desktop.tables.grouped_table import GroupedTable
from desktop.tables.views_button import View, ViewsButton

if TYPE_CHECKING:
    from workbook.model.results import Results

FIRST = ("class", "title", "soc")
SHOWN = (
    "employment",
    "wage_p50_usd",
    "nonba_income_usd",
    "openings_12m",
    "accessible_openings",
    "unemployed",
    "seekers_per_opening",
    "availability",
    "origin_reach",
    "springboard_share",
    "wage_gain_usd",
    "automation_risk",
)
SHIPPED_VIEWS: dict[str, View] = {
    say("As it opens"): {"columns": SHOWN, "sorting": [["accessible_openings", True]]},
    say("Good jobs by wage gain"): {
        "columns": ("employment", "nonba_income_usd", "accessible_openings", "wage_gain_usd", "availability"),
        "sorting": [["wage_gain_usd", True]],
        "classes": ["Gateway", "Historical Adjacency", "Mid-wage Origin"],
    },
    say("By family and class"): {"columns": SHOWN, "sorting": [["class", False]], "grouping": "family"},
    say("Wages"): {
        "columns": ("wage_p10_usd", "wage_p25_usd", "wage_p50_usd", "wage_p75_usd", "wage_p90_usd"),
        "sorting": [["wage_p50_usd", True]],
    },
    say("People out of work"): {
        "columns": ("unemployed", "unemployment_rate", "openings_12m", "seekers_per_opening", "availability"),
        "sorting": [["unemployed", True]],
    },
}
BARS = frozenset(
    {"employment", "openings_12m", "accessible_openings", "net_openings", "unemployed", "origin_reach"}
)
HEAT = frozenset(
    {"nonba_income_usd", "seekers_per_opening", "springboard_share", "wage_gain_usd", "automation_risk"}
)
ALL_FAMILIES = say("All families")


class MatrixPage(QWidget):
    """Sentence, picture, filters and table of the regional matrix.

    Signals
    -------
    occupation_chosen : str
        The SOC code of the row that a person made current.
    menu_wanted : str, QPoint
        A context menu was asked for on a row.
    """

    occupation_chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Regional matrix"))
        known = columns("matrix")
        ordered = (*FIRST, *(name for name in known if name not in FIRST))
        self._content: Content | None = None
        self._search = ""
        self.headline = headline()
        self.canvas = self.overview = ClassOverview(theme)
        self.picture = FoldablePicture(self.overview, theme)
        self.model = GroupedModel(tuple(known[name] for name in ordered), BARS, self, HEAT)
        self.table = GroupedTable(self.model, theme, frozen=2, name=say("Occupations of the region"))
        self.chips = ClassChips(theme)
        self.families = QComboBox()
        self.in_region = QCheckBox(say("In region only"))
        self.groups = GroupChoice()
        self.count = ElidedLabel()
        self.views = ViewsButton(SHIPPED_VIEWS, self.view, self.show_view)
        self._set_up_filters()
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 12)
        page.setSpacing(10)
        page.addWidget(self.headline)
        page.addWidget(self.picture)
        page.addWidget(self._filter_row())
        page.addWidget(framed(self.table), 1)
        self.table.show_columns(SHOWN)
        self.table.sort_by(self.model.column_of("accessible_openings"))
        self._connect()

    def _set_up_filters(self) -> None:
        self.families.setAccessibleName(say("Family of occupations"))
        self.families.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.families.setMinimumContentsLength(9)
        self.families.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        keep(self.families, "setMaximumWidth", 240)
        self.families.addItem(ALL_FAMILIES)
        self.in_region.setChecked(True)
        self.in_region.setToolTip(say("Hide occupations that the publisher does not list for the region"))
        self.in_region.setAccessibleName(say("Show only occupations of the region"))
        self.count.setProperty("voice", "quiet")

    def _filter_row(self) -> TwoRows:
        """Return the filters, and beside them (below them where there is little room) what is shown."""
        row, shown = TwoRows(), TwoRows()
        row.first.addWidget(self.chips)
        row.first.addWidget(self.families, 1)
        row.first.addStretch(1)
        shown.first.addWidget(self.in_region)
        shown.second.addWidget(self.count, 1)
        shown.second.addWidget(self.groups)
        shown.second.addWidget(self.views)
        shown.second.addWidget(ColumnsButton(self.table))
        row.second.addWidget(shown, 1)
        return row

    def _connect(self) -> None:
        self.chips.changed.connect(lambda _: self._filter())
        self.families.currentIndexChanged.connect(lambda _: self._filter())
        self.in_region.toggled.connect(lambda _: self._filter())
        self.groups.group_wanted.connect(self.table.group_by)
        self.overview.class_clicked.connect(self.chips.only)
        self.table.occupation_chosen.connect(self.occupation_chosen)
        self.table.menu_wanted.connect(self.menu_wanted)

    def show_results(self, results: Results) -> None:
        """Show other results; sorting, filters and the selection stay."""
        self.headline.setText(results.headline)
        self.overview.show_results(results)
        content = matrix_content(results.matrix, with_postings=results.plan.postings_path is not None)
        self._content = content
        self._offer_families(content)
        self.model.set_content(content, self._mask(content))
        self._count()

    def select(self, soc: str) -> None:
        """Mark an occupation chosen elsewhere."""
        self.table.select(soc)

    def search(self, text: str) -> None:
        """Show only occupations whose title or code holds every word of a text."""
        self._search = text
        self._filter()

    def view(self) -> View:
        """Return how the table is looked at: columns, sorting, filters and grouping."""
        return {
            "columns": self.table.shown_columns(),
            "sorting": [[self.model.columns[place].name, down] for place, down in self.model.sorting],
            "classes": [name for name, chip in self.chips.chips.items() if chip.isChecked()],
            "family": self.families.currentText() if self.families.currentIndex() > 0 else "",
            "in_region": self.in_region.isChecked(),
            "grouping": self.groups.column(),
        }

    def show_view(self, view: View) -> None:
        """Look at the table as a view says; what the view or this region does not know stays away."""
        known = {column.name for column in self.model.columns}
        self.table.show_columns([name for name in view.get("columns", SHOWN) if name in known])
        for name, down in reversed([one for one in view.get("sorting", []) if one[0] in known]):
            self.table.sort_by(self.model.column_of(name), bool(down))
        for name, chip in self.chips.chips.items():
            chip.setChecked(name in view.get("classes", []))
        self.families.setCurrentIndex(max(0, self.families.findText(str(view.get("family", "")))))
        self.in_region.setChecked(bool(view.get("in_region", True)))
        self.groups.choose(str(view.get("grouping", "")))

    def _offer_families(self, content: Content) -> None:
        wanted = [ALL_FAMILIES, *sorted(set(map(str, content.values["family"])))]
        if [self.families.itemText(place) for place in range(self.families.count())] != wanted:
            current = self.families.currentText()
            self.families.blockSignals(True)
            self.families.clear()
            self.families.addItems(wanted)
            self.families.setCurrentIndex(max(0, self.families.findText(current)))
            self.families.blockSignals(False)

    def _filter(self) -> None:
        if self._content is not None:
            chosen = self.model.key_at(row) if (row := self.table.currentIndex().row()) >= 0 else ""
            self.model.set_mask(self._mask(self._content))
            self.table.select(chosen)
            self._count()

    def _mask(self, content: Content) -> Array:
        values = content.values
        mask = np.isin(values["class"].astype(str), list(self.chips.wanted()))
        if self.families.currentIndex() > 0:
            mask &= values["family"] == self.families.currentText()
        if self.in_region.isChecked():
            mask &= values["employment_mark"] != "absent"
        return mask & holds_words(content, self._search)

    def _count(self) -> None:
        shown, all_rows = (
            self.model.occupations_shown,
            0 if self._content is None else len(self._content.keys),
        )
        some, many = f"{shown:,}", f"{all_rows:,}"
        self.count.explanation = say("{shown} of {count} occupations", shown=some, count=many)
        self.count.setText(say("{shown} of {count}", shown=some, count=many))


def holds_words(content: Content, text: str) -> Array:
    """Return which rows hold every word of a text in their title or code."""
    words = text.casefold().split()
    titles = (
        f"{soc} {title}".casefold() for soc, title in zip(content.keys, content.values["title"], strict=True)
    )
    return np.array([all(word in title for word in words) for title in titles], dtype=bool)
