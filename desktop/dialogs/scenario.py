"""A scenario of the planner's own: a name, a reason, and a multiplier of openings for each industry."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from data.language import say
from data.reference.pack import Pack
from data.scenarios import INDUSTRIES, INDUSTRY
from desktop.controls.labels import label
from desktop.controls.number_box import NumberBox
from desktop.look.sizes import keep
from workbook.errors import PlannerError
from workbook.scenarios import BASELINE, LARGEST_FACTOR, Multiplier, Scenario, check_own, key_of

STEP = 0.05


class ScenarioDialog(QDialog):
    """Edits the multipliers of the industries; those of major groups stay as they are.

    A shipped scenario is never changed: an edited one of its name takes its place in this plan, and the
    baseline is copied under another name.
    """

    def __init__(self, scenario: Scenario, titles: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._others = tuple(one for one in scenario.multipliers if one.by != INDUSTRY and one.factor != 1)
        self._before = {one.code: one for one in scenario.multipliers if one.by == INDUSTRY}
        self.setWindowTitle(say("Scenario"))
        keep(self, "setMinimumSize", 560, 420)
        keep(self, "resize", 620, 640)
        baseline = key_of(scenario.name) == BASELINE
        self.name = QLineEdit("" if baseline else scenario.title)
        self.name.setAccessibleName(say("Name of the scenario"))
        self.name.setPlaceholderText(say("For example: new plant opens"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(say("Reason for the changed multipliers"))
        self.reason.setPlaceholderText(say("Why; the board will read it"))
        self.boxes = {code: self._box(code, titles.get(code, code)) for code in INDUSTRIES}
        self.trouble = label("", "quiet", wrap=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        done = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        done.setText(say("Keep the scenario"))
        done.setProperty("role", "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(10)
        said = say(
            "Openings of an industry are multiplied: 1 is the baseline, 1.1 a tenth more, 0.9 a "
            "tenth fewer. Occupations follow by the share of their people in each industry, "
            "nationally."
        )
        layout.addWidget(label(said, "quiet", wrap=True))
        layout.addWidget(self.name)
        layout.addWidget(self._scroll(titles), 1)
        layout.addWidget(self.reason)
        layout.addWidget(self.trouble)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self._accept_if_sound)
        self.buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(lambda _: self._check())
        self._check()

    def scenario(self) -> Scenario:
        """Return what was entered.

        Raises
        ------
        PlannerError
            When the name is empty or that of the baseline.
        """
        reason = " ".join(self.reason.text().split())
        kept = []
        for code, box in self.boxes.items():
            before, factor = self._before.get(code), box.value()
            if before is not None and before.factor == factor:
                kept.append(before)
            elif factor != 1:
                kept.append(Multiplier(INDUSTRY, code, factor, reason))
        title = " ".join(self.name.text().split())
        made = Scenario(key_of(title), title, (*self._others, *kept))
        check_own([made])
        return made

    def _box(self, code: str, title: str) -> NumberBox:
        box = NumberBox(0, LARGEST_FACTOR, 3)
        box.setSingleStep(STEP)
        keep(box, "setFixedWidth", 88)
        box.setValue(self._before[code].factor if code in self._before else 1.0)
        box.setAccessibleName(say("Openings of {title}, times", title=title))
        return box

    def _scroll(self, titles: dict[str, str]) -> QScrollArea:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for row, (code, box) in enumerate(self.boxes.items()):
            name = QLabel(titles.get(code, code))
            name.setWordWrap(True)
            name.setBuddy(box)
            if code in self._before:
                name.setToolTip(self._before[code].reason)
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
        grid.setRowStretch(len(self.boxes), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(say("Multipliers by industry"))
        scroll.setWidget(inside)
        return scroll

    def _check(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(bool(self.name.text().strip()))

    def _accept_if_sound(self) -> None:
        try:
            self.scenario()
        except PlannerError as error:
            self.trouble.setText(f"{error.what}. {error.what_to_do}.")
        else:
            self.accept()


def industry_titles(pack: Pack) -> dict[str, str]:
    """Return the title of each industry of the staffing pattern by its two-digit code."""
    table = pack.table("industries")
    return dict(zip(table["industry"].astype(str), table["title"].astype(str), strict=True))
