"""The lines of the mapping dialog: our field, their column, three values, how sure, and why."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QWidget

from data.intake.kinds import Field, kinds
from data.language import in_sentence, say
from desktop.controls.labels import ElidedLabel, label

if TYPE_CHECKING:
    from data.intake.mapping import Mapped, Mapping

NO_COLUMN = say("– no column –")
SAMPLES = 3
HEADINGS = (
    say("What Headway asks for"),
    say("Column of the file"),
    say("First values"),
    say("Sure"),
    say("Why"),
)
SURE, DOUBTFUL = 0.8, 0.5


class ColumnChoice(QComboBox):
    """The columns of the file; the wheel scrolls the list of fields and changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list around it."""
        event.ignore()


class FieldLine(QObject):
    """The widgets of one field."""

    def __init__(self, field: Field, needed: str) -> None:
        super().__init__()
        self.field = field
        self.name = QLabel(say(field.label))
        self.name.setToolTip(f"{say(field.meaning)}. {needed}".strip())
        self.column = ColumnChoice()
        self.column.setAccessibleName(say("Column for {field}", field=say(field.label)))
        self.column.setAccessibleDescription(self.name.toolTip())
        self.column.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.column.setMinimumContentsLength(16)
        self.values = ElidedLabel()
        self.sure = QLabel()
        self.why = ElidedLabel()
        self.why.setProperty("voice", "quiet")
        self.name.setBuddy(self.column)

    def widgets(self) -> tuple[QWidget, ...]:
        """Return the widgets from left to right."""
        return (self.name, self.column, self.values, self.sure, self.why)

    def show_one(self, one: Mapped, columns: Sequence[str], samples: Dictionary[str, Sequence[str]]) -> None:
        """Show the column chosen for the field."""
        blocked = self.column.blockSignals(True)
        if [self.column.itemText(place) for place in range(self.column.count())] != [NO_COLUMN, *columns]:
            self.column.clear()
            self.column.addItems([NO_COLUMN, *columns])
        self.column.setCurrentIndex(0 if one.column is None else 1 + list(columns).index(one.column))
        self.column.blockSignals(blocked)
        values = () if one.column is None else tuple(dict.fromkeys(samples.get(one.column, ())))
        self.values.setText(" · ".join(" ".join(value.split()) for value in values[:SAMPLES]))
        self.sure.setText(confidence_words(one))
        self.why.setText(one.why)


class FieldLines(QScrollArea):
    """All fields of a kind, those that matter first.

    Signals
    -------
    chosen : str, object
        A field, and the column chosen for it or None.
    """

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[str, FieldLine] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("Fields and their columns"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._kind = ""

    def show_mapping(
        self, mapping: Mapping, columns: Sequence[str], samples: Dictionary[str, Sequence[str]]
    ) -> None:
        """Show which column tells what; the lines are made anew only for another kind."""
        if mapping.kind != self._kind:
            self._make(mapping)
        lacking = {name for part in mapping.missing() for name in part.split(" or ")}
        for one in mapping.fields:
            line = self.lines[one.field]
            line.show_one(one, columns, samples)
            star = " *" if line.field.required or one.field in lacking else ""
            line.name.setText(f"{say(line.field.label)}{star}")

    def _make(self, mapping: Mapping) -> None:
        self._kind = mapping.kind
        fields = kinds()[mapping.kind].fields
        told = {one.field: one.column is not None for one in mapping.fields}
        order = sorted(fields.values(), key=lambda one: not (one.required or one.group or told[one.name]))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for place, (heading, stretch) in enumerate(zip(HEADINGS, (0, 3, 4, 0, 4), strict=True)):
            grid.addWidget(label(heading, "small"), 0, place)
            grid.setColumnStretch(place, stretch)
        self.lines = {}
        for row, field in enumerate(order, start=1):
            line = FieldLine(field, needed_words(field, list(fields.values())))
            line.column.activated.connect(lambda place, of=line: self._activated(of, place))
            line.column.installEventFilter(self)
            for place, widget in enumerate(line.widgets()):
                grid.addWidget(widget, row, place)
            self.lines[field.name] = line
        grid.setRowStretch(len(order) + 1, 1)
        self.setWidget(inside)

    def _activated(self, line: FieldLine, place: int) -> None:
        self.chosen.emit(line.field.name, None if place == 0 else line.column.itemText(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring the line into sight that the keyboard comes to."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.ensureWidgetVisible(watched, 0, 24)
        return super().eventFilter(watched, event)


def needed_words(field: Field, fields: Sequence[Field]) -> str:
    """Return whether a file must have the field, in words; blank when it may do without."""
    if field.required:
        return say("Nothing can be made of the file without it.")
    if field.group:
        others = [in_sentence(say(one.label)) for one in fields if one.group == field.group]
        return say("One of these must be there: {names}.", names=", ".join(others))
    return ""


def confidence_words(one: Mapped) -> str:
    """Return how sure a proposal is, in a word and a figure; blank without a column.

    >>> from data.intake.mapping import Mapped
    >>> confidence_words(Mapped("title", "Job", 0.91)), confidence_words(Mapped("title", None))
    ('sure, 91 %', '')
    """
    if one.column is None:
        return ""
    share = f"{one.confidence * 100:.0f}"
    if one.confidence >= SURE:
        return say("sure, {share} %", share=share)
    return say("likely, {share} %" if one.confidence > DOUBTFUL else "doubtful, {share} %", share=share)
