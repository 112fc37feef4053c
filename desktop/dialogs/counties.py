"""The figures behind the map of counties, as a table that can be read aloud and copied."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from data.intake.values import ABSENT, SUPPRESSED
from data.language import say
from desktop.controls.labels import label
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from desktop.pages.frame import framed
from desktop.tables.text_table import TextTable
from workbook.model.pictures.counties import CountyFigure, CountyMap

_NOTES = {SUPPRESSED: say("withheld by the publisher"), ABSENT: say("no figure")}


class CountiesDialog(QDialog):
    """Every county of the map with its figure; it stays open beside the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Counties of the region"))
        keep(self, "resize", 580, 520)
        self._lead = label("", "quiet", wrap=True)
        self.table = TextTable(theme, say("Figures by county"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(12)
        column.addWidget(self._lead)
        column.addWidget(framed(self.table), 1)
        column.addWidget(buttons)

    def show_map(self, picture: CountyMap, county: str = "") -> None:
        """Show the figures of a map, at one county if that is wished."""
        self._lead.setText(picture.subtitle)
        rows = [_row(one) for one in picture.figures]
        noted = [say("Note")] if any(row[3] for row in rows) else []
        headings = (say("County"), say("FIPS code"), picture.table, *noted)
        self.table.texts.show(headings, rows, right=(2,))
        self.table.fit()
        codes = [one.county for one in picture.figures]
        self.table.select(codes.index(county) if county in codes else 0)
        self.table.setFocus()


def _row(figure: CountyFigure) -> tuple[str, str, str, str]:
    """Return a county as a line: withheld and absent figures are blank and say why, a zero is a figure."""
    note = _NOTES.get(figure.state, "")
    return figure.title, figure.county, "" if note else f"{figure.value:,.0f}", note
