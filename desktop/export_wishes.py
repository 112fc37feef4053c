"""What can be wanted of an export, in the words by which the process that writes it is told."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.export_child import EVERY_ORIGIN, OWN, PAGES, SHARED, WORKBOOK


@dataclass(frozen=True)
class Pages:
    """Coach pages in the place of the workbook: of these occupations, or of all Origins, on this paper."""

    socs: tuple[str, ...] = ()
    paper: str = "letter"

    def words(self) -> list[str]:
        """Return them as words of the child's command line."""
        return [PAGES, self.paper, *(self.socs or (EVERY_ORIGIN,))]


@dataclass(frozen=True)
class ExportChoice:
    """The plan in one form, ``workbook``, ``deck`` or ``package``, and whether it is to be passed on."""

    form: str = WORKBOOK
    shared: bool = False

    def words(self) -> list[str]:
        """Return how it is told to the process that writes it."""
        return [self.form, SHARED if self.shared else OWN]
