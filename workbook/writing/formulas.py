"""The formula language of the measures put into Excel's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_SPECIAL = frozenset("[]#'@")
_FUTURE = ("RANK.AVG", "RANK.EQ", "PERCENTRANK.INC")
_TOKEN = re.compile(
    r"""(?P<text>"[^"]*")|\{\{(?P<first>[a-z0-9_]+):(?P<last>[a-z0-9_]+)\}\}|\[\[(?P<whole>[a-z0-9_]+)\]\]"""
    r"""|\[(?P<own>[a-z0-9_]+)\]"""
    r"""|<(?P<other>[a-z0-9_]+)>|\{(?P<named>[a-z0-9_]+)\}"""
)


def column_reference(label: str) -> str:
    """Return a column label as structured references write it.

    >>> column_reference("Feeding Origins' income")
    "[Feeding Origins'' income]"
    """
    return "[" + "".join("'" + sign if sign in _SPECIAL else sign for sign in label) + "]"


def whole_column(table: str, label: str) -> str:
    """Return the reference to a whole column of a table.

    >>> whole_column("Matrix", "Class")
    'Matrix[[Class]]'
    """
    return f"{table}[{column_reference(label)}]"


def this_row(table: str, label: str) -> str:
    """Return the reference to this row's cell of a column, in the form that files keep.

    >>> this_row("Matrix", "Class")
    'Matrix[[#This Row],[Class]]'
    """
    return f"{table}[[#This Row],{column_reference(label)}]"


def excel_formula(
    formula: str,
    table: str,
    labels: Mapping[str, str],
    *,
    matrix: tuple[str, Mapping[str, str]] | None = None,
) -> str:
    """Translate a measure's formula for one table of the workbook.

    Parameters
    ----------
    formula
        In the language of `workbook.model.measure`; here also ``{{first:last}}``, this row's cells from one
        column to another.
    table
        Name of the Excel table that holds the formula.
    labels
        Column name → header of that table.
    matrix
        Name and headers of the table in which ``<name>`` finds the same occupation, by its SOC.

    Returns
    -------
    str
        Excel's own formula, without the equals sign, the same text for every row of the table.

    Raises
    ------
    KeyError
        When the formula names a column that the table lacks.

    >>> excel_formula("[a]*{return_rate}", "Matrix", {"a": "Openings"})
    'Matrix[[#This Row],[Openings]]*return_rate'
    """
    return _translated(
        formula, table, tuple(labels.items()), matrix and (matrix[0], tuple(matrix[1].items()))
    )


@lru_cache(maxsize=256)
def _translated(
    formula: str,
    table: str,
    own: tuple[tuple[str, str], ...],
    matrix: tuple[str, tuple[tuple[str, str], ...]] | None,
) -> str:
    labels = dict(own)
    matrix_name, matrix_labels = (matrix[0], dict(matrix[1])) if matrix else ("", {})

    def put(token: re.Match[str]) -> str:
        if token["text"]:
            return token["text"]
        if token["first"]:
            ends = (column_reference(labels[token[end]]) for end in ("first", "last"))
            return f"{table}[[#This Row],{':'.join(ends)}]"
        if token["whole"]:
            return whole_column(table, labels[token["whole"]])
        if token["own"]:
            return this_row(table, labels[token["own"]])
        if token["named"]:
            return token["named"]
        found = whole_column(matrix_name, matrix_labels[token["other"]])
        row = f"MATCH({this_row(table, labels['soc'])},{whole_column(matrix_name, matrix_labels['soc'])},0)"
        return f"INDEX({found},{row})"

    return for_file(_TOKEN.sub(put, formula))


def for_file(formula: str) -> str:
    """Return the formula as files keep it: functions newer than 2007 carry a prefix.

    >>> for_file("RANK.EQ(A1,A1:A9)")
    '_xlfn.RANK.EQ(A1,A1:A9)'
    """
    for name in _FUTURE:
        formula = re.sub(rf"(?<![\w.]){re.escape(name)}\(", f"_xlfn.{name}(", formula)
    return formula
