"""Copying rows so that Excel takes them as they are: figures in full, codes as text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from data.dictionaries import Column
from data.language import say
from desktop.tables.content import Content

RISKY = ("=", "+", "-", "@", "\t", "\r")
"""Text that starts like this would be read as a formula."""


def copied(content: Content, rows: Sequence[int], shown: Sequence[Column]) -> QMimeData:
    """Return rows for the clipboard.

    As plain text: tab-separated with a line of headings, every figure with all its digits, blanks empty.
    As HTML: the same, with text cells declared as text, because Excel would read the code 11-2021 as a month.
    """
    table = [[say(column.label) for column in shown]]
    table += [[_plain(content, row, column) for column in shown] for row in rows]
    made = QMimeData()
    made.setText("\n".join("\t".join(line) for line in table) + "\n")
    made.setHtml(_html(table, shown))
    return made


def _plain(content: Content, row: int, column: Column) -> str:
    if content.is_blank(row, column):
        return ""
    value = content.values[column.name][row]
    if column.type == "number":
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    if column.type == "flag":
        return "TRUE" if value else "FALSE"
    text = " ".join(str(value).split())
    return "'" + text if text.startswith(RISKY) else text


def _html(table: list[list[str]], shown: Sequence[Column]) -> str:
    lines = []
    for place, line in enumerate(table):
        cells = []
        for column, text in zip(shown, line, strict=True):
            style = "" if column.type == "number" and place else r' style="mso-number-format:\@"'
            cells.append(f"<td{style}>{escape(text)}</td>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return '<meta charset="utf-8"><table>' + "".join(lines) + "</table>"
