"""The help beside the window: guides, the glossary, the tour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from desktop.tour import Tour

if TYPE_CHECKING:
    from desktop.dialogs.glossary import GlossaryDialog
    from desktop.dialogs.guide import GuideDialog
    from desktop.window import MainWindow


class HelpCommands:
    """Opens each part of the help once, and brings it to the front again."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._guides: dict[str, GuideDialog] = {}
        self.glossary: GlossaryDialog | None = None
        self.tour = Tour(window)

    def guide(self) -> None:
        """Open classes, marks and limits."""
        if "help" not in self._guides:
            from desktop.dialogs.guide import GuideDialog

            self._guides["help"] = GuideDialog(self._window.theme, self._window)
        _bring(self._guides["help"])

    def guide_for(self, name: str) -> None:
        """Open the guide of an action: for planners, coaches, employers or boards."""
        if name not in self._guides:
            from desktop.dialogs.audience_guides import AudienceGuideDialog

            self._guides[name] = AudienceGuideDialog(name, self._window.theme, self._window)
        _bring(self._guides[name])

    def open_glossary(self) -> None:
        """Open the glossary at the column that the keyboard is in, else at its beginning."""
        page = self._window.views.page()
        table = None if page is None else page.table
        if table is not None and table.hasFocus() and table.currentIndex().isValid():
            self.explain(*table.column_at(table.currentIndex().column()))
        else:
            _bring(self._glossary())

    def explain(self, table: str, column: str) -> None:
        """Open the glossary at a column of a table."""
        dialog = self._glossary()
        _bring(dialog)
        dialog.show_term(table, column)

    def _glossary(self) -> GlossaryDialog:
        if self.glossary is None:
            from desktop.dialogs.glossary import GlossaryDialog

            self.glossary = GlossaryDialog(self._window)
        return self.glossary


def _bring(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
