"""An answer to a question: one sentence first, then tables, then further sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.dictionaries import Column, columns

if TYPE_CHECKING:
    import pandas as pd


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
