"""The table model over columns of figures: sorting and filtering move an index, never the figures."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from data.dictionaries import Column
from data.language import say
from desktop.tables.content import MARK_MEANING, ORDERED_WORDS, Array, Content

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
LAYOUT = "QList<QPersistentModelIndex>,QAbstractItemModel::LayoutChangeHint"
ROWS_ONLY = QAbstractItemModel.LayoutChangeHint.VerticalSortHint
"""Rows move, columns stay: without this word Qt lays the headings out anew and forgets hidden widths."""

SORTED_BY = 3
"""Columns that take part in sorting: the one chosen last, and those chosen before it for rows alike."""

RAW = Qt.ItemDataRole.UserRole
MARK = Qt.ItemDataRole.UserRole + 1
SHARE_OF_BAR = Qt.ItemDataRole.UserRole + 2
KEY = Qt.ItemDataRole.UserRole + 3
HEAT = Qt.ItemDataRole.UserRole + 4
HEAD = Qt.ItemDataRole.UserRole + 5
"""Whether a row is the head of a group of rows; only grouped models have such rows."""


_DRAWN: dict[int, str] = {MARK: "mark", SHARE_OF_BAR: "bar", HEAT: "heat", HEAD: "is_head"}


class Drawn(NamedTuple):
    """What is painted of one cell, asked for at once: a role at a time takes a third longer."""

    text: str
    mark: str
    bar: float
    heat: float
    is_head: bool


class FrameModel(QAbstractTableModel):
    """Rows are occupations, columns those of the dictionary of columns.

    ``order`` holds the rows of the content that are shown, in the order shown. Blanks sort last in both
    directions; ties stay as they were sorted before, at last in the content's own order. Cells of ``bars``
    have a bar as long as their figure is large; cells of ``heat`` are the stronger coloured the more rows
    have a smaller figure.
    """

    def __init__(
        self,
        shown: tuple[Column, ...],
        bars: frozenset[str],
        parent: QObject | None = None,
        heat: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(parent)
        self.columns = shown
        self.content: Content | None = None
        self.order: Array = np.zeros(0, dtype=np.intp)
        self._mask: Array | None = None
        self._bars = bars
        self._bar_tops: dict[str, float] = {}
        self._heat = heat
        self._heat_shares: dict[str, Array] = {}
        self._sorted_by: tuple[tuple[int, bool], ...] = ()

    def set_content(self, content: Content, mask: Array | None = None) -> None:
        """Show new figures; the sort order stays, ``mask`` (one truth value a row) filters."""
        assert tuple(c.name for c in content.columns) == tuple(c.name for c in self.columns)
        old = self.content
        self._scale(content)
        same = old is not None and np.array_equal(old.keys, content.keys)
        self._rearrange(content, mask, same_rows=same)

    def _scale(self, content: Content) -> None:
        """Work out what the bars and the heat of cells are measured by."""
        self._bar_tops = {name: _top(content.values[name]) for name in self._bars}
        self._heat_shares = {name: shares_below(content.values[name]) for name in self._heat}

    def set_mask(self, mask: Array | None) -> None:
        """Show only the rows whose mask is true."""
        if self.content is not None:
            self._rearrange(self.content, mask, same_rows=True)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; rows that are alike there stay as they were sorted before."""
        first = (column, order == Qt.SortOrder.DescendingOrder)
        before = (one for one in self._sorted_by if one[0] != column)
        self._sorted_by = (first, *before)[:SORTED_BY]
        if self.content is not None:
            self._rearrange(self.content, self._mask, same_rows=True)

    @property
    def sorted_by(self) -> tuple[int, bool]:
        """The column sorted by (-1 for none) and whether from high to low."""
        return self._sorted_by[0] if self._sorted_by else (-1, False)

    @property
    def sorting(self) -> tuple[tuple[int, bool], ...]:
        """The columns sorted by, the first one first, each with whether from high to low."""
        return self._sorted_by

    def key_at(self, row: int) -> str:
        """Return the SOC code of a shown row."""
        assert self.content is not None
        return str(self.content.keys[self.order[row]])

    def row_of(self, key: str) -> int:
        """Return the shown row of a SOC code, or -1."""
        if self.content is None:
            return -1
        found = np.flatnonzero(self.content.keys[self.order] == key)
        return int(found[0]) if len(found) else -1

    def column_of(self, name: str) -> int:
        """Return the place of a column."""
        return next(place for place, column in enumerate(self.columns) if column.name == name)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of shown rows."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell in the role asked for."""
        content = self.content
        if content is None or not index.isValid():
            return None
        row, column = int(self.order[index.row()]), self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return content.text(row, column)
        if role in _DRAWN:
            return getattr(self.drawn(index.row(), index.column()), _DRAWN[role])
        if role == RAW:
            return content.values[column.name][row]
        if role == KEY:
            return str(content.keys[row])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.type == "number" else Qt.AlignmentFlag.AlignLeft
            return (side | Qt.AlignmentFlag.AlignVCenter).value
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell_in_words(content, row, column)
        return None

    def drawn(self, at: int, place: int) -> Drawn:
        """Return what is painted of the cell in a shown row and a column; see the roles for what it is."""
        content, column = self.content, self.columns[place]
        assert content is not None
        row, name = int(self.order[at]), column.name
        heat = self._heat_shares.get(name)
        return Drawn(
            content.text(row, column),
            content.mark(row, name),
            self._share_of_bar(row, name) if name in self._bar_tops else 0.0,
            0.0 if heat is None else float(heat[row]),
            is_head=False,
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a heading: its label, or its meaning, unit, kind and source as the tooltip."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return say(column.label)
        if role == RAW:
            return say(column.unit)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return heading_in_words(column)
        return None

    def _share_of_bar(self, row: int, name: str) -> float:
        top = self._bar_tops.get(name, 0.0)
        assert self.content is not None
        value = float(self.content.values[name][row]) if top > 0 else 0.0
        return min(1.0, value / top) if value > 0 else 0.0

    def _rearrange(self, content: Content, mask: Array | None, *, same_rows: bool) -> None:
        """Work out the rows to show; keep selections when the set of rows stays the same."""
        order = self._ordered(content)
        if mask is not None:
            order = order[mask[order]]
        if (
            same_rows
            and len(order) == len(self.order)
            and np.array_equal(np.sort(order), np.sort(self.order))
        ):
            self._move_rows(content, mask, order)
            return
        self.beginResetModel()
        self.content, self._mask, self.order = content, mask, order
        self.endResetModel()

    def _ordered(self, content: Content) -> Array:
        """Return every row of the content in the order in which those that show stand."""
        return _sorted_rows(content, self.columns, self._sorted_by)

    def _move_rows(self, content: Content, mask: Array | None, order: Array) -> None:
        moved = not np.array_equal(order, self.order)
        if moved:
            self.layoutAboutToBeChanged[LAYOUT].emit([], ROWS_ONLY)
            before = self.order
            self.content, self._mask, self.order = content, mask, order
            place = np.zeros(len(content.keys), dtype=np.intp)
            place[order] = np.arange(len(order))
            old = self.persistentIndexList()
            new = [self.index(int(place[before[index.row()]]), index.column()) for index in old]
            self.changePersistentIndexList(old, new)
            self.layoutChanged[LAYOUT].emit([], ROWS_ONLY)
        else:
            self.content, self._mask = content, mask
            if len(order):
                self.dataChanged.emit(self.index(0, 0), self.index(len(order) - 1, len(self.columns) - 1))


def cell_in_words(content: Content, row: int, column: Column) -> str:
    """Return a cell as one or two sentences: the figure with its unit and kind, or why it is missing."""
    if content.is_blank(row, column):
        return f"{say(column.label)}: {content.why_blank(row, column.name)}"
    text = content.text(row, column)
    said = f"{say(column.label)}: {say(text) if column.name in ORDERED_WORDS else text}"
    if column.type == "number" and column.unit and column.unit not in ("share", "probability"):
        said += f" {say(column.unit)}"
    mark = content.mark(row, column.name)
    return f"{said}\n{mark} – {MARK_MEANING[mark]}" if mark else said


def heading_in_words(column: Column) -> str:
    """Return what a column means, its unit, its kind and its source."""
    unit = f" ({say(column.unit)})" if column.unit else ""
    lines = [say(column.label) + unit, say(column.meaning)]
    if column.kind not in ("text", ""):
        lines.append(say("Kind: {kind}.", kind=say(column.kind)))
    if column.source:
        lines.append(say("Source: {source}.", source=say(column.source)))
    return "\n".join(lines)


def _top(values: Array) -> float:
    known = values[~np.isnan(values)]
    return float(known.max()) if len(known) else 0.0


def shares_below(values: Array) -> Array:
    """Return for each figure the share of the other known figures that are smaller; 0 where not known.

    >>> shares_below(np.array([3.0, np.nan, 1.0, 2.0, 2.0])).tolist()
    [1.0, 0.0, 0.0, 0.3333333333333333, 0.3333333333333333]
    """
    known = values[~np.isnan(values)]
    below = np.searchsorted(np.sort(known), values, side="left") / max(1, len(known) - 1)
    return np.where(np.isnan(values), 0.0, np.minimum(below, 1.0))


def _sorted_rows(content: Content, shown: tuple[Column, ...], sorting: tuple[tuple[int, bool], ...]) -> Array:
    """Return the rows sorted by the first column, those alike by the next one, and so on."""
    keys = [np.arange(len(content.keys))]
    for place, descending in reversed(sorting):
        if 0 <= place < len(shown):
            key = _sort_key(content.values[shown[place].name], shown[place])
            blank = np.isnan(key)
            keys += [np.where(blank, 0.0, -key if descending else key), blank]
    return np.lexsort(keys)


def _sort_key(values: Array, column: Column) -> Array:
    if column.type == "number":
        return values
    if column.type == "flag":
        return np.array([np.nan if value is None else float(value) for value in values])
    if column.name in ORDERED_WORDS:
        places = {word: float(place) for place, word in enumerate(ORDERED_WORDS[column.name])}
        return np.array([places.get(str(word), np.nan) for word in values])
    folded = np.array([str(word).casefold() for word in values])
    ranks = np.unique(folded, return_inverse=True)[1].astype(float)
    ranks[folded == ""] = np.nan
    return ranks
