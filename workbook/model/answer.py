"""An answer to a question: one sentence first, then tables, then further sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.dictionaries import Column, columns
from data.language import say

if TYPE_CHECKING:
    import pandas as pd


CELL_WORDS = {
    "Open": say("Open"),
    "Contested": say("Contested"),
    "Crowded": say("Crowded"),
    "Scarce": say("Scarce"),
    "observed": say("observed"),
    "imputed": say("imputed"),
    "withheld": say("withheld"),
    "assumed training": say("assumed training"),
    "programme of the list": say("programme of the list"),
    "the programme": say("the programme"),
    "its provider in this field": say("its provider in this field"),
    "its field": say("its field"),
    "skill": say("skill"),
    "knowledge": say("knowledge"),
    "rank": say("rank"),
    "class": say("class"),
    "new": say("new"),
    "gone": say("gone"),
    "postings": say("postings"),
    "unemployment": say("unemployment"),
    "wages": say("wages"),
    "projections": say("projections"),
    "skills": say("skills"),
    "group unemployment": say("group unemployment"),
    "transitions": say("transitions"),
    "industry": say("industry"),
    "sex": say("sex"),
    "age": say("age"),
    "race/ethnicity": say("race/ethnicity"),
    "strength": say("strength"),
    "strength, skills only": say("strength, skills only"),
    "level held": say("level held"),
    "level held, skills only": say("level held, skills only"),
}
"""Words that stand in cells and are compared as they are; `say` of one gives what people read for it."""


@dataclass(frozen=True)
class Shown:
    """One table of an answer.

    Attributes
    ----------
    label : str
        What it shows, in a few words.
    table : str
        Its name in the dictionary of columns.
    rows : pandas.DataFrame
        Its rows.
    key, wide : str
        Column with the occupation (SOC) that a row is about, blank where rows are about none, and the column
        that takes the room.
    first : tuple of str
        Columns that stand first, in this order; the others can be asked for. All of them where none is named.
    lacking : str
        Why there are no rows and what would bring some, where that can happen.
    own_columns : mapping, optional
        Columns by name, where the dictionary does not know them because the plan names them.
    """

    label: str
    table: str
    rows: pd.DataFrame
    key: str = "soc"
    wide: str = "title"
    first: tuple[str, ...] = ()
    lacking: str = ""
    own_columns: Mapping[str, Column] | None = None

    @property
    def columns(self) -> Mapping[str, Column]:
        """The columns of the table by name, in order."""
        return columns(self.table) if self.own_columns is None else self.own_columns


@dataclass(frozen=True)
class Answer:
    """What a question comes to: a sentence first, then tables; ``words`` say more, a sentence each."""

    sentence: str
    tables: tuple[Shown, ...]
    words: tuple[str, ...] = ()
