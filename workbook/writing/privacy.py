"""What leaves the program as text stays text: no cell of ours turns into a formula on somebody's machine."""

from __future__ import annotations

import math

from data import formulatext

FORMULA_STARTS = (*formulatext.FORMULA_STARTS, "\n")
"""First characters that make a spreadsheet read typed or imported text as a formula."""

LONGEST_TEXT = 32_767
"""Characters that one Excel cell holds."""

CONSTRUCTOR_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}
"""How the writer library is opened, so that it never guesses what a text means."""


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take the text for a formula when it is typed or edited.

    >>> looks_like_formula('=HYPERLINK("x")'), looks_like_formula("Cooks")
    (True, False)
    """
    return text.startswith(FORMULA_STARTS)


def clean_text(value: object) -> str:
    """Return the text of a cell: without characters XML cannot hold, and no longer than a cell.

    Tabs and line ends are kept, the latter as line feeds; None and NaN give an empty text.

    >>> clean_text("Cooks\\x00"), clean_text(None), clean_text(float("nan"))
    ('Cooks', '', '')
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    text = str(value)
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(sign for sign in text if sign >= " " or sign in "\t\n")
        text = text.encode("utf-8", "ignore").decode("utf-8").replace("\ufffe", "").replace("\uffff", "")
    return text[:LONGEST_TEXT]


def header_text(value: object) -> str:
    """Return text for a printed header or footer, where a single ampersand would start a command."""
    return clean_text(value).replace("\n", " ").replace("&", "&&")
