"""What every picture says: its takeaway, unit and vintage, the table behind it, and its marks in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Picture:
    """A picture before it is drawn.

    Attributes
    ----------
    title, subtitle : str
        The takeaway as a sentence; unit, kind and vintage of the figures.
    table : str
        Label of the table of the answer that holds the same figures.
    """

    title: str
    subtitle: str
    table: str

    def words(self) -> Sequence[str]:
        """Return the marks in words, the most important first, one line a mark."""
        raise NotImplementedError

    def shows(self, soc: str) -> bool:
        """Return whether an occupation has a mark of its own in the picture."""
        return bool(soc) and soc in self.occupations()

    def occupations(self) -> frozenset[str]:
        """Return the codes (SOC) of the occupations that have a mark."""
        return frozenset()


def joined(*parts: str) -> str:
    """Return the parts of a subtitle that are not blank, with dots between.

    >>> joined("People a year", "", "OEWS May 2025")
    'People a year · OEWS May 2025'
    """
    return " · ".join(part for part in parts if part)
