"""Colours, type and number formats of the workbook: the same look as the window."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

INK = "#1B2733"
SECONDARY = "#5F6B76"
HAIRLINE = "#DDE2E7"
PANEL = "#F5F7F9"
ACCENT = "#0B5CA8"
INPUT_FILL = "#FFFBE6"
WARNING, WARNING_FILL = "#B3261E", "#FCE8E6"
CAUTION, CAUTION_FILL = "#7A6100", "#FFF3C4"
BAR = "#DCE3EA"
GOOD_FILL = "#E3F1E6"

CLASS_FILL = {
    "Origin": "#FBE3B5",
    "Mid-wage Origin": "#FFF3C4",
    "Gateway": "#CFE3F5",
    "Target": "#CDEBDD",
    "Historical Adjacency": "#EFD5E6",
    "Not classified": "#ECEEF0",
}
CLASS_STRONG = {
    "Origin": "#8F4F00",
    "Mid-wage Origin": "#7A6100",
    "Gateway": "#0B5CA8",
    "Target": "#006B43",
    "Historical Adjacency": "#8E3A73",
    "Not classified": "#5F6B76",
}
AVAILABILITY_FILL = {"Open": ACCENT, "Contested": "#F2C14E", "Crowded": WARNING, "Scarce": "#B9C2CA"}
AVAILABILITY_INK = {"Open": "#FFFFFF", "Contested": INK, "Crowded": "#FFFFFF", "Scarce": INK}
"""Bars of the availability labels and the letters on them, told apart in lightness as well as hue."""

FONT = {"font_name": "Calibri", "font_size": 11}
SIZE_SENTENCE, SIZE_HEADING, SIZE_TITLE = 13, 16, 22

MARK_LEGEND = {
    "": "no mark: observed, published or loaded as it stands",
    "i": "i: imputed, spread from a group or a total",
    "m": "m: modelled, an estimate of this program",
}
"""How a figure came about, as the small mark after it; the same legend in window and workbook."""

SHARE = "[<0.0995]0.0%;0%"
"""Whole percent, one decimal under ten percent; for shares that are never negative."""


def number_format(pattern: str, mark: str = "", *, aligned: bool = False) -> str:
    """Return a number format that shows the mark after the figure; marked counts are never negative.

    `aligned` leaves room for a mark on figures without one, where a column mixes both.

    >>> number_format("$#,##0", "i")
    '$#,##0" i"'
    >>> number_format("0%")
    '[<0.0995]0.0%;0%'
    >>> number_format("0%", aligned=True)
    '[<0.0995]0.0%_ _i;0%_ _i'
    >>> number_format("#,##0", "m")
    '[=0]0" m";[<1]"<1 m";#,##0" m"'
    """
    if pattern == "#,##0" and mark:
        # A reader must not take a third of a person for nobody.
        return f'[=0]0" {mark}";[<1]"<1 {mark}";#,##0" {mark}"'
    pattern = SHARE if pattern == "0%" else pattern or "General"
    tail = f'" {mark}"' if mark else "_ _i" if aligned else ""
    return ";".join(section + tail for section in pattern.split(";"))


class Styles:
    """The formats of one workbook, each made once.

    A format is asked for by its properties (names as the writer library has them); ink colour, hairlines and
    vertical alignment are given unless said otherwise.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._properties: dict[int, dict[str, Any]] = {}

    def get(self, **properties: Any) -> Format:
        """Return the format with these properties on top of the workbook's plain text."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            made = self._workbook.add_format({"font_color": INK, "valign": "vcenter", **properties})
            self._made[key] = made
            self._properties[id(made)] = properties
        return self._made[key]

    def guarded(self, cell: Format) -> Format:
        """Return a format of ours with Excel's text prefix, for text that starts like a formula.

        The prefix keeps the cell a text even when somebody edits it later.
        """
        return self.get(**{**self._properties[id(cell)], "quote_prefix": True})

    def differential(self, **properties: Any) -> Format:
        """Return a format that changes only these properties; for conditional formats."""
        key = (("differential", True), *sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def cell(self, **properties: Any) -> Format:
        """Return the format of a table's body cell: a hairline under it."""
        return self.get(bottom=1, bottom_color=HAIRLINE, **properties)

    def text(self, **properties: Any) -> Format:
        """Return the format of a text in a table's body, set off from the figures before it."""
        return self.cell(**{"align": "left", "indent": 1, **properties})

    def number(self, pattern: str, *, mark: str = "", aligned: bool = False, **properties: Any) -> Format:
        """Return the format of a figure in a table's body."""
        shown = number_format(pattern, mark, aligned=aligned)
        return self.cell(num_format=shown, align="right", **properties)

    def header(self, **properties: Any) -> Format:
        """Return the format of a table's column header."""
        given = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bottom_color": ACCENT}
        return self.get(**{**given, **properties})

    @property
    def title(self) -> Format:
        """The name of a sheet."""
        return self.get(font_size=SIZE_HEADING, bold=True)

    @property
    def sentence(self) -> Format:
        """The one sentence that opens a sheet."""
        return self.get(font_size=SIZE_SENTENCE)

    @property
    def quiet(self) -> Format:
        """Where the figures come from, and how to read them."""
        return self.get(font_color=SECONDARY)

    @property
    def link(self) -> Format:
        """A link to another sheet."""
        return self.get(font_color=ACCENT, underline=1)
