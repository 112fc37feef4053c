"""What is shown: pages, picture, panel, theme, and the dialogs that stay open beside the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop.charts.canvas import Canvas
from desktop.keyboard import hand_on_keyboard, take_keyboard
from desktop.look.sizes import scale
from desktop.navigation import EMPLOYERS
from desktop.turns import LaterTurn

if TYPE_CHECKING:
    from desktop.dialogs.findings import FindingsDialog
    from desktop.dialogs.history import HistoryDialog
    from desktop.dialogs.parameters import ParametersDialog
    from desktop.pages.answer import AnswerPage
    from desktop.pages.frame import FoldablePicture
    from desktop.pages.matrix import MatrixPage
    from desktop.pages.priorities import PrioritiesPage
    from desktop.window import MainWindow
    from workbook.model.results import Results
    from workbook.plan import Plan

NARROW_BELOW, LOW_BELOW = 1280, 790
"""A window smaller than this, in pixels, shows navigation and panel narrow, and folds the matrix' picture."""

CRAMPED_BELOW = 960
"""A window narrower than this shows either the page or the panel. All three count for text of the usual
size: larger text makes a window smaller."""


class Views:
    """Shows and hides parts of the window; nothing here changes the plan."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._parameters: ParametersDialog | None = None
        self.findings_dialog: FindingsDialog | None = None
        self._history: HistoryDialog | None = None
        self._panel_over = False
        self.stale: set[MatrixPage | PrioritiesPage] = set()
        self._behind = False
        self.later = LaterTurn(window, self.freshen)

    # Pages -------------------------------------------------------------------------------------------

    def go(self, name: str) -> None:
        """Show a page."""
        window = self._window
        if not window.pages_open or window.session.results is None:
            return
        page = self._page_of(name)
        name = name if page is not window.matrix else "matrix"
        window.stack.setCurrentWidget(page)
        self.freshen(shown_only=True)
        window.navigation.show()
        window.navigation.show_page(name)
        self._panel_over = False
        self._refresh()
        if page is window.sources:
            window.desk.read_kept()
            window.sources.add.setFocus()
            return
        window.answers.refresh()
        if not window.top_bar.region.entry.text():
            self.to_table(choose=False)

    def freshen(self, *, shown_only: bool = False) -> None:
        """Show the latest results on pages that do not yet; while a slider moves only on the one in view."""
        window, results = self._window, self._window.session.results
        for page in list(self.stale):
            if results is not None and not (shown_only and window.stack.currentWidget() is not page):
                self.stale.discard(page)
                page.show_results(results)

    def follow_slider(self) -> bool:
        """While a slider moves only what it is about follows; return whether that is so now."""
        window = self._window
        if not (window.commands.trying and window.pages_open):
            return False
        self._behind = True
        self.stale = {window.matrix, window.priorities}
        self.freshen(shown_only=True)
        window.answers.refresh()
        return True

    def caught_up(self) -> bool:
        """Let the slider rest; return whether the panel has to catch up with it."""
        self._window.commands.trying = False
        behind, self._behind = self._behind, False
        return behind

    def _pages(self) -> dict[str, QWidget]:
        """Return every page that there is by its name."""
        window = self._window
        own: dict[str, QWidget] = {
            "matrix": window.matrix,
            "priorities": window.priorities,
            "sources": window.sources,
        }
        return own | window.answers.made

    def _page_of(self, name: str) -> QWidget:
        """Return the page of a name, made if it is not there yet; the matrix for a name that is none."""
        answers = self._window.answers
        return (
            answers.page_of(name)
            if name in answers.questions
            else self._pages().get(name, self._window.matrix)
        )

    def go_start(self) -> None:
        """Show the start page."""
        window = self._window
        window.start.show_waiting("")
        window.stack.setCurrentWidget(window.start)
        if window.pages_open:
            window.navigation.hide()
            window.panel.hide()
            window.page_area.show()

    def page(self) -> MatrixPage | PrioritiesPage | AnswerPage | None:
        """Return the page that is shown, if it has a table."""
        window = self._window
        shown = window.stack.currentWidget()
        if not window.pages_open or shown in (window.start, window.sources):
            return None
        return window.answers.page or (window.priorities if shown is window.priorities else window.matrix)

    def to_table(self, *, choose: bool = True) -> None:
        """Go on with the keyboard in the table; in its first row when none is chosen yet."""
        page = self.page()
        if page is not None:
            take_keyboard(page, choose=choose)

    def copy(self) -> None:
        """Copy the selected rows, or the picture that the keyboard is in."""
        focused = self._window.focusWidget()
        if isinstance(focused, Canvas):
            self._window.pictures.copy(focused)
            return
        page = self.page()
        if page is not None and page.table is not None:
            page.table.copy()

    def find(self) -> None:
        """Put the cursor into the field that finds: that of the table the keyboard is in, else the search."""
        from desktop.tables.find_bar import find_bar_in

        window = self._window
        on_sources = window.pages_open and window.stack.currentWidget() is window.sources
        bar = find_bar_in(window.focusWidget()) or (find_bar_in(window.sources) if on_sources else None)
        if bar is not None:
            bar.open()
            return
        self._window.top_bar.search.setFocus()
        self._window.top_bar.search.selectAll()

    # Parts -------------------------------------------------------------------------------------------

    def toggle_picture(self) -> None:
        """Fold or unfold the pictures."""
        preferences = self._window.preferences
        picture = self._picture()
        shown = picture is not None and not picture.is_folded
        preferences.set("picture", "folded" if shown else "shown")
        self._refresh()

    def _picture(self) -> FoldablePicture | None:
        """Return the picture of the page that is shown, if it has one."""
        window = self._window
        on_sources = window.pages_open and window.stack.currentWidget() is window.sources
        page = window.sources if on_sources else self.page()
        picture = None if page is None else page.picture
        # Without anything to draw a page has no picture to fold.
        return picture if picture is not None and not picture.isHidden() else None

    def fit(self) -> None:
        """Suit the parts to the size of the window."""
        width = self._window.width() / scale()
        narrow = width < NARROW_BELOW
        self._window.top_bar.be_cramped(width < CRAMPED_BELOW)
        if self._window.pages_open:
            self._window.navigation.be_narrow(narrow)
            self._window.panel.be_narrow(narrow)
            self._refresh()
            hand_on_keyboard(self.page())

    def toggle_panel(self) -> None:
        """Show or hide the occupation panel."""
        if self._is_cramped():
            self._panel_over = not self._panel_over
            self._refresh()
        else:
            self.show_panel(not self._window.preferences.get("panel", True))

    def show_panel(self, shown: bool) -> None:
        """Show or hide the occupation panel."""
        self._window.preferences.set("panel", shown)
        self._panel_over = shown and self._is_cramped()
        self._refresh()

    def _is_cramped(self) -> bool:
        """Return whether the window has no room for page and panel side by side."""
        return self._window.width() / scale() < CRAMPED_BELOW

    def show_theme(self) -> None:
        """Tick the theme in use, and lay out anew: the text may be larger or smaller."""
        window = self._window
        self.fit()
        for choice in ("system", "light", "dark"):
            window.actions_by_name[f"theme_{choice}"].setChecked(window.theme.choice == choice)

    def _refresh(self) -> None:
        """Show what the preferences say is shown."""
        window = self._window
        if not window.pages_open:
            return
        picture, panel = window.preferences.get("picture", "auto"), window.preferences.get("panel", True)
        low = window.height() / scale() < LOW_BELOW
        for page in (window.matrix, window.sources):
            page.picture.fold(picture == "folded" or (picture == "auto" and low))
        for one in (window.priorities, *window.answers.made.values()):
            if one.picture is not None:
                one.picture.fold(picture == "folded")

        # What employers counted is about no occupation that the panel could show.
        alone = self.page() in (None, window.answers.made.get(EMPLOYERS))
        cramped = self._is_cramped()
        panel = self._panel_over if cramped else panel
        window.panel.be_alone(cramped)
        window.panel.setVisible(panel and not alone)
        window.page_area.setHidden(cramped and panel and not alone)
        shown = self._picture()
        window.actions_by_name["picture"].setEnabled(shown is not None)
        window.actions_by_name["picture"].setChecked(shown is not None and not shown.is_folded)
        window.actions_by_name["panel"].setChecked(panel)

    # From one day to the next ------------------------------------------------------------------------

    def restore(self) -> None:
        """Show the columns as they were the last time."""
        window = self._window
        shown = [str(name) for name in window.preferences.get("columns", [])]
        if shown:
            window.matrix.table.show_columns(shown)
        window.matrix.groups.choose(window.preferences.get("grouping", ""))
        window.matrix.views.read = lambda: window.preferences.get("views", {})
        window.matrix.views.change = partial(window.preferences.change, "views", {})
        self.fit()

    def remember(self) -> None:
        """Remember page, columns and theme."""
        window = self._window
        window.preferences.set("theme", window.theme.choice)
        if window.pages_open:
            shown = window.stack.currentWidget()
            page = next((name for name, one in self._pages().items() if one is shown), "")
            if page:
                window.preferences.set("page", page)
            window.preferences.set("columns", window.matrix.table.shown_columns())
            window.preferences.set("grouping", window.matrix.groups.column())

    # Dialogs -----------------------------------------------------------------------------------------

    def parameters(self) -> None:
        """Open the parameters beside the window."""
        window = self._window
        if self._parameters is None:
            from desktop.dialogs.parameters import ParametersDialog

            self._parameters = ParametersDialog(window.theme, window)
            self._parameters.changed.connect(window.commands.set_parameter)
            self._parameters.reset_all.connect(window.commands.reset_parameters)
        self.show_parameters(window.session.plan)
        _bring(self._parameters)

    def show_parameters(self, plan: Plan | None) -> None:
        """Bring the open parameters up to date."""
        if self._parameters is not None and plan is not None:
            self._parameters.show_values(plan.parameters)

    def findings(self) -> None:
        """Open the findings beside the window."""
        results = self._window.session.results
        if results is None:
            return
        if self.findings_dialog is None:
            from desktop.dialogs.findings import FindingsDialog

            self.findings_dialog = FindingsDialog(self._window.theme, self._window)
        self.findings_dialog.show_findings(results.findings)
        _bring(self.findings_dialog)

    def show_findings(self, results: Results) -> None:
        """Bring the open findings up to date."""
        if self.findings_dialog is not None and self.findings_dialog.isVisible():
            self.findings_dialog.show_findings(results.findings)

    def history(self) -> None:
        """Open the history beside the window."""
        if self._history is None:
            from desktop.dialogs.history import HistoryDialog

            self._history = HistoryDialog(self._window.session.undo_stack, self._window)
        _bring(self._history)


def _bring(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
