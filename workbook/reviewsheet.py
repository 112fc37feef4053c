"""How the review of job titles is laid out: written as a workbook, filled in by a colleague, read back."""

from __future__ import annotations

FORM, VERSION = "headway-title-review", 1
"""What the first cells of the hidden sheet say, so that a workbook is known again."""

TITLES, CANDIDATES, OCCUPATIONS = "Titles", "Candidates", "Occupations"
"""Sheets: what is filled in, what the drop-downs show (hidden), and the list to look a code up."""

TITLE, ROWS, SUGGESTED, SURE, WORDS = "Title", "Rows", "Suggestion", "How sure", "Words that decided"
CHOICE, CODE, NOTES = "Your choice", "Other SOC code", "Notes"
HEADINGS = (TITLE, ROWS, SUGGESTED, SURE, WORDS, CHOICE, CODE, NOTES)
INPUTS = (CHOICE, CODE, NOTES)

LISTED = 20_000
"""Most titles on one sheet: more than anybody reviews."""


def candidate(soc: str, title: str) -> str:
    """Write an occupation as the drop-down shows it; its first seven letters are the code.

    >>> candidate("41-2031", "Retail salespersons")
    '41-2031 Retail salespersons'
    """
    return f"{soc} {title}".strip()
