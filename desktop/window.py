"""The window: lays the parts out and wires them to the session; computes nothing."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from data.language import say
from desktop import late_parts, regions
from desktop.actions import build_actions
from desktop.available import make_available
from desktop.board_commands import BoardCommands, local_files
from desktop.commands import Commands
from desktop.county_commands import CountyCommands
from desktop.desk_commands import DeskCommands
from desktop.export_commands import ExportCommands
from desktop.handlers import handlers_of
from desktop.keyboard import Centre
from desktop.language_commands import LanguageCommands
from desktop.look.theme import Theme
from desktop.messages import Banner, message_of
from desktop.opening import Opening
from desktop.page_area import PageArea, PageStack
from desktop.pages.start import StartPage
from desktop.plan_commands import PlanCommands
from desktop.preference_commands import PreferenceCommands
from desktop.preferences import Preferences
from desktop.session import Session
from desktop.source_commands import SourceCommands
from desktop.status_strip import StatusStrip
from desktop.top_bar import TopBar
from desktop.views import Views
from desktop.window_size import MINIMUM, first_size

if TYPE_CHECKING:
    from data.reference.pack import Pack
    from desktop.answers import Answers
    from desktop.pages.matrix import MatrixPage
    from desktop.pages.priorities import PrioritiesPage
    from desktop.pages.sources import SourcesPage
    from desktop.panels.occupation import OccupationPanel
    from workbook.model.results import Results
    from workbook.plan import Plan


class MainWindow(QMainWindow):
    """Region and files above, pages in the middle, the occupation on the right, sources and export below.

    Parameters
    ----------
    session, theme, preferences
        What the window shows and how it is remembered.
    folder : Path
        Where the plan and reports of trouble are kept.
    """

    matrix: MatrixPage
    priorities: PrioritiesPage
    sources: SourcesPage
    panel: OccupationPanel
    answers: Answers

    export = cached_property(late_parts.export)
    going = cached_property(late_parts.going)
    help = cached_property(late_parts.helping)
    navigation = cached_property(late_parts.navigation)
    new_plan = cached_property(late_parts.new_plan)
    pictures = cached_property(late_parts.pictures)
    printing = cached_property(late_parts.printing)

    def __init__(self, session: Session, theme: Theme, preferences: Preferences, folder: Path) -> None:
        super().__init__()
        self.session, self.theme, self.preferences, self.folder = session, theme, preferences, folder
        self.commands = Commands(self)
        self.intake = SourceCommands(self)
        self.desk = DeskCommands(self)
        self.language = LanguageCommands(self)
        self.counties = CountyCommands(self)
        self.plans = PlanCommands(self)
        self.views = Views(self)
        self.choices = PreferenceCommands(self)
        self.exports = ExportCommands(self)
        self.board = BoardCommands(self)
        self.pages_open = False
        self.opening = Opening(self)
        self.setWindowTitle("Headway")
        self.setMinimumSize(*MINIMUM)
        self.resize(first_size(self.screen().availableSize()))
        self.setAcceptDrops(True)
        self.actions_by_name = build_actions(self, handlers_of(self))
        self.actions_by_name["save"].associatedObjects()[0].insertMenu(
            self.actions_by_name["save"], self.plans.menu
        )
        self._lay_out()
        self._connect()
        self.restoreGeometry(preferences.geometry())
        self.views.show_theme()
        self.language.show()
        self._enable()

    # Laying out --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.top_bar = TopBar(self.theme, self.actions_by_name)
        self.banner = Banner(self.theme)
        self.start = StartPage(self.theme)
        self.stack = PageStack()
        self.stack.addWidget(self.start)
        self.page_area = PageArea(self.stack, say("Page"))
        self.status = StatusStrip()
        self.middle = QHBoxLayout()
        self.middle.setSpacing(0)
        self.middle.addWidget(self.page_area, 1)
        centre = Centre()
        centre.setObjectName("centre")
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top_bar, self.banner):
            column.addWidget(part)
        column.addLayout(self.middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)

    def order_focus(self, before: QWidget) -> None:
        """Let the keyboard come to the panel after a control, and to the strip at the bottom last."""
        tab = Qt.FocusPolicy.TabFocus
        panel = (one for one in self.panel.findChildren(QWidget) if one.focusPolicy() & tab)
        for control in (*panel, *self.status.controls()):
            QWidget.setTabOrder(before, control)
            before = control

    def _connect(self) -> None:
        session, commands, views = self.session, self.commands, self.views
        session.pack_opened.connect(self._pack_opened)
        session.plan_changed.connect(self._plan_changed)
        session.results_changed.connect(self._results_changed)
        session.busy_changed.connect(self._busy_changed)
        session.failed.connect(self.trouble)
        session.selected.connect(self._selected)
        session.undo_stack.indexChanged.connect(lambda _: self._enable())
        self.start.typing_wanted.connect(commands.choose_region)
        self.start.example_chosen.connect(commands.choose_example)
        self.start.plan_chosen.connect(self.plans.open)
        self.start.steps_wanted.connect(lambda: self.new_plan.ask())
        self.start.window_wanted.connect(self.plans.open_beside)
        self.top_bar.region.areas_chosen.connect(commands.set_areas)
        self.top_bar.search.left.connect(views.to_table)
        self.status.findings_wanted.connect(views.findings)
        self.exports.connect()
        self.status.cancel_wanted.connect(self.intake.cancel)
        self.theme.changed.connect(views.show_theme)

    # What the session says ---------------------------------------------------------------------------

    def open(self, plan_file: Path | None = None, *, anew: bool = False) -> None:
        """Restore the last plan (or that of a file, ``anew`` none) and open the pack beside the window."""
        self.plans.open_first(plan_file, anew=anew)
        self.start.show_recent(self.plans.recent())
        self.session.open_pack()

    @property
    def plan_file(self) -> Path:
        """The file that the plan in force is kept in."""
        return self.plans.file

    def _pack_opened(self, pack: Pack) -> None:
        self.top_bar.region.set_finder(lambda text: regions.suggestions(pack, text))
        self.start.show_freshness(pack.sources())
        self._plan_changed(self.session.plan)
        self.commands.pack_opened()
        self.opening.begin()

    def _plan_changed(self, plan: Plan | None) -> None:
        pack = self.session.pack
        if pack is not None:
            self.top_bar.region.show_region([] if plan is None else regions.titles(pack, plan.areas))
        self.top_bar.show_files(self.session.desk)
        if plan is not None and self.pages_open:
            self.priorities.show_parameters(plan.parameters)
        self.views.show_parameters(plan)
        if self.views.caught_up():
            self._selected(self.session.selection)
        self.views.freshen()
        self.show_title()
        self.plans.save_soon()
        self._enable()

    def show_title(self) -> None:
        """Name the region and the plan's file in the title of the window."""
        plan = self.session.plan
        parts = [plan.region_name, self.plans.title] if plan else []
        self.setWindowTitle(" – ".join([*filter(None, parts), "Headway"]))

    def _results_changed(self, results: Results | None) -> None:
        if results is not None and self.views.follow_slider():
            return
        self.status.show_results(results)
        self._enable()
        if results is None:
            self.views.go_start()
            return
        self.opening.finish()
        self.views.stale = {self.matrix, self.priorities}
        # The first time the page that is not in view has a turn of its own.
        first = self.stack.currentWidget() is self.start
        self.views.freshen(shown_only=first)
        if first:
            self.views.later.start()
        self.answers.refresh()
        self._selected(self.session.selection)
        self.views.show_findings(results)
        if first:
            self.views.go(self.preferences.get("page", "matrix"))
            self.help.tour.begin_once()

    def _selected(self, soc: str) -> None:
        if not self.pages_open or self.session.results is None:
            return
        from desktop.panels.facts import occupation_facts

        self.panel.show_facts(occupation_facts(self.session.results, soc))
        self.matrix.select(soc)
        self.priorities.select(soc)
        self.answers.select(soc)
        self._enable()

    def _busy_changed(self, busy: bool) -> None:
        if self.export.running or self.intake.running:
            return
        if busy and not self.commands.trying:
            self.status.work(say("Computing…"))
        elif not busy:
            self.status.rest()

    def trouble(self, error: BaseException, again: object = "retry") -> None:
        """Say trouble in the banner; ``again`` None leaves Retry away."""
        message = message_of(error, self.folder / "reports")
        self.banner.say(message, self.session.retry if again == "retry" else None)
        self.start.show_waiting("")

    def _enable(self) -> None:
        make_available(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the table more of a small window."""
        super().resizeEvent(event)
        self.views.fit()

    # The end of the day ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Load the files dropped."""
        self.board.take_dropped(local_files(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the plan and the look of the window, and end what runs beside it."""
        self.plans.close()
        self.opening.close()
        answers = (self.answers,) if self.pages_open else ()
        for part in (self.export, self.intake, self.desk, self.counties, self.board, self.session, *answers):
            part.close()
        self.session.undo_stack.blockSignals(True)
        self.views.remember()
        if self.plans.is_first:
            self.preferences.set_geometry(self.saveGeometry())
        self.preferences.save()
        super().closeEvent(event)
