"""What a person says of values that no column tells: order of day and month, period of pay, month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from data.language import say
from desktop.look.sizes import keep

if TYPE_CHECKING:
    from data.intake.mapping import Mapping

ORDERS = (
    (say("– not said –"), ""),
    (say("month/day/year"), "month-first"),
    (say("day/month/year"), "day-first"),
)
PERIODS = (
    (say("as the file says"), ""),
    (say("hour"), "hour"),
    (say("week"), "week"),
    (say("month"), "month"),
    (say("year"), "year"),
)


class NotesRow(QWidget):
    """Shows only the questions that a file raises.

    Signals
    -------
    said : str, str
        Name of a note of the mapping, and its value; blank takes it back.
    """

    said = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.order = _choice(say("Order of day and month"), ORDERS)
        self.period = _choice(say("Pay is per"), PERIODS)
        self.month = QLineEdit()
        self.month.setPlaceholderText("2026-03")
        self.month.setAccessibleName(say("Month of the counts"))
        keep(self.month, "setMaximumWidth", 110)
        self.order_label, self.period_label = QLabel(say("Dates are written")), QLabel(say("Pay is per"))
        self.month_label = QLabel(say("Month of the counts"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        pairs = (
            (self.order_label, self.order),
            (self.period_label, self.period),
            (self.month_label, self.month),
        )
        for name, entry in pairs:
            name.setBuddy(entry)
            row.addWidget(name)
            row.addWidget(entry)
            row.addSpacing(12)
        row.addStretch(1)
        self.order.activated.connect(lambda place: self.said.emit("date_order", ORDERS[place][1]))
        self.period.activated.connect(lambda place: self.said.emit("wage_period", PERIODS[place][1]))
        self.month.editingFinished.connect(lambda: self.said.emit("period", self.month.text().strip()))

    def show_mapping(self, mapping: Mapping, ambiguous: str = "") -> None:
        """Show the questions that matter for a mapping; ``ambiguous`` is a date that can be read two ways."""
        told = mapping.columns
        paid = mapping.kind == "postings" and bool({"wage", "wage_low_usd"} & set(told))
        self._show(self.period_label, self.period, paid and "wage_period" not in told)
        counted = mapping.kind == "unemployment" and "period" not in told
        self._show(self.month_label, self.month, counted)
        dated = bool(ambiguous) or bool(mapping.notes.get("date_order"))
        self._show(self.order_label, self.order, dated)
        said = say("How is {date} written?", date=ambiguous) if ambiguous else say("Dates are written")
        self.order_label.setText(said)
        for entry, choices, note in (
            (self.order, ORDERS, "date_order"),
            (self.period, PERIODS, "wage_period"),
        ):
            values = [value for _, value in choices]
            value = mapping.notes.get(note, "")
            entry.setCurrentIndex(values.index(value) if value in values else 0)
        if not self.month.hasFocus():
            self.month.setText(mapping.notes.get("period", ""))
        self.setVisible(dated or counted or not self.period.isHidden())

    @staticmethod
    def _show(name: QLabel, entry: QWidget, shown: bool) -> None:
        name.setVisible(shown)
        entry.setVisible(shown)


def _choice(name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
    made = QComboBox()
    made.addItems([text for text, _ in choices])
    made.setAccessibleName(name)
    return made
