"""The table model with its rows in groups: each has a head that can be folded, rows are sorted inside."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from data.language import say, say_count
from desktop.tables.content import Array, Content
from desktop.tables.frame_model import Drawn, FrameModel
from desktop.tables.groups import RATIOS, Groups, groups_of, is_summed, with_heads

Index = QModelIndex | QPersistentModelIndex


class GroupedModel(FrameModel):
    """Rows by class or family where that is wanted; a head stands for no occupation and has no key.

    ``grouping`` is the column that groups, blank for none. The heads' rows lie behind those of the content,
    so that a cell is read alike whatever its row is.
    """

    grouping = ""
    closed: frozenset[str] = frozenset()
    _base: Content | None = None
    _base_mask: Array | None = None
    _groups: Groups | None = None
    _counts: Array = np.zeros(0, dtype=np.intp)

    def set_content(self, content: Content, mask: Array | None = None) -> None:
        """Show new figures; sorting, grouping and folded groups stay."""
        self._base, self._base_mask = content, mask
        super().set_content(*self._with_heads(content, mask))

    def set_mask(self, mask: Array | None) -> None:
        """Show only the rows whose mask is true, and the heads of their groups."""
        if self._base is not None:
            self._base_mask = mask
            self._rearrange(*self._with_heads(self._base, mask), same_rows=True)

    def group_by(self, column: str) -> None:
        """Group the rows by a column of words, all groups open; blank groups nothing."""
        if column != self.grouping:
            self.grouping, self.closed = column, frozenset()
            self._show_groups()

    def close(self, names: frozenset[str]) -> None:
        """Fold these groups and open the others."""
        if names != self.closed:
            self.closed = names
            self._show_groups()

    def _show_groups(self) -> None:
        if self._base is not None:
            content, mask = self._with_heads(self._base, self._base_mask)
            self._scale(content)
            self._rearrange(content, mask, same_rows=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The groups, in the order in which they stand; none without a grouping."""
        return () if self._groups is None else self._groups.names

    @property
    def occupations_shown(self) -> int:
        """How many rows no filter hides, those of folded groups too."""
        if self._base is None:
            return 0
        return len(self._base.keys) if self._base_mask is None else int(self._base_mask.sum())

    def head_at(self, row: int) -> str:
        """Return the group that a shown row is the head of; blank for a row of an occupation."""
        place = int(self.order[row]) - self._own_rows()
        return self._groups.names[place] if self._groups is not None and place >= 0 else ""

    def group_at(self, row: int) -> str:
        """Return the group that a shown row stands in; blank without a grouping."""
        if self._groups is None:
            return ""
        return self.head_at(row) or self._groups.names[int(self._groups.codes[self.order[row]])]

    def row_of_head(self, name: str) -> int:
        """Return the shown row of a group's head, or -1."""
        if self._groups is None or name not in self._groups.names:
            return -1
        found = np.flatnonzero(self.order == self._own_rows() + self._groups.names.index(name))
        return int(found[0]) if len(found) else -1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return one cell; a head says what its figure is."""
        in_words = role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if in_words and index.isValid() and (name := self.head_at(index.row())):
            return self._head_in_words(index, name)
        return super().data(index, role)

    def drawn(self, at: int, place: int) -> Drawn:
        """Return what is painted of a cell; a head has neither bar nor heat."""
        if not self.head_at(at):
            return super().drawn(at, place)
        assert self.content is not None
        row, column = int(self.order[at]), self.columns[place]
        text, mark = self.content.text(row, column), self.content.mark(row, column.name)
        return Drawn(text, mark, bar=0.0, heat=0.0, is_head=True)

    def _head_in_words(self, index: Index, name: str) -> str:
        assert self._groups is not None
        assert self.content is not None
        count = int(self._counts[self._groups.names.index(name)])
        column, row = self.columns[index.column()], int(self.order[index.row()])
        said = say_count("{count} occupation", "{count} occupations", count, count=f"{count:,}")
        label = say(column.label)
        if column.type != "number" or self.content.is_blank(row, column):
            state = say("closed") if name in self.closed else say("open")
            return say("{group}: {occupations}, {state}", group=say(name), occupations=said, state=state)
        figure = f"{self.content.text(row, column)} {say(column.unit)}".strip()
        values = {"label": label, "figure": figure, "occupations": said}
        if column.name in RATIOS:
            return say("{label}: {figure}, sum by sum of {occupations}", **values)
        if is_summed(column):
            return say("{label}: {figure}, sum of {occupations}", **values)
        return say("{label}: {figure}, median of {occupations}", **values)

    def _own_rows(self) -> int:
        return 0 if self._base is None else len(self._base.keys)

    def _with_heads(self, content: Content, mask: Array | None) -> tuple[Content, Array | None]:
        """Return the content and what shows of it, with the heads of the groups where there are any."""
        if not self.grouping:
            self._groups = None
            return content, mask
        self._groups = groups_of(content, self.grouping)
        shown = np.ones(len(content.keys), dtype=bool) if mask is None else mask
        made, self._counts = with_heads(content, self._groups, shown, self.closed, self.grouping)
        folded = np.array([name in self.closed for name in self._groups.names], dtype=bool)
        return made, np.concatenate([shown & ~folded[self._groups.codes], self._counts > 0])

    def _ordered(self, content: Content) -> Array:
        order = super()._ordered(content)
        if self._groups is None:
            return order
        group = np.concatenate([self._groups.codes, np.arange(self._groups.count)])
        return order[np.lexsort((order < self._own_rows(), group[order]))]

    def _scale(self, content: Content) -> None:
        """Measure bars and heat by the occupations alone: a group's sum is no occupation's figure."""
        super()._scale(content if self._base is None else self._base)
