"""Keeping a month of the plan, so that the next one can be compared with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from data.language import say, say_month
from desktop.messages import Message
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from desktop.window import MainWindow
    from workbook.plan import Plan


class MonthCommands:
    """The button that keeps a month, and the months that the plan file holds."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.bar = QWidget()
        self.keep_button = QPushButton(say("Keep this month"))
        self.keep_button.setAccessibleName(say("Keep this month"))
        self.keep_button.setToolTip(
            say("Keep ranks, classes and figures of the month; later months are compared with it")
        )
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.keep_button)
        self.keep_button.clicked.connect(self.keep)

    def show_plan(self, plan: Plan | None) -> None:
        """Name the month on the button."""
        if plan is not None:
            self.keep_button.setText(say("Keep {month}", month=say_month(plan.as_of)))

    def keep(self) -> None:
        """Keep the month of the results in force in the plan file."""
        from workbook.model.snapshot_records import to_record
        from workbook.model.snapshots import snapshot_of
        from workbook.planfile import keep_month, load_snapshots

        window, results = self._window, self._window.session.results
        if results is None:
            return
        window.plans.save()
        paths: dict[str, list[str]] = {}
        for one in window.session.desk.files:
            paths.setdefault(one.kind, []).append(one.path)
        try:
            replaced = keep_month(window.plan_file, to_record(snapshot_of(results, "", paths)))
        except PlannerError as error:
            window.trouble(error, again=None)
            return
        window.session.track(load_snapshots(window.plan_file))
        said = say(
            "{month} of {region} is kept again, in place of the record it had. "
            "Later months are compared with it."
            if replaced
            else "{month} of {region} is kept. Later months are compared with it.",
            month=say_month(results.plan.as_of),
            region=results.region.short_name,
        )
        window.banner.say(Message(said, "notice"))
