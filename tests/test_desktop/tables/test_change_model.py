"""The list of a board's changes: which are ticked, which cannot be, and what is said of each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from data.intake.findings import SET_ASIDE, Finding
from desktop.tables.change_model import HEADINGS, KNOW, TAKE, ChangeModel
from desktop.tables.text_model import MARKED
from workbook.reading.differences import PARAMETER, Difference

REFUSED = Finding("board-value", SET_ASIDE, "b.xlsx", "Assumptions!C9", "250 is too much", "Why", "Do")
CLEAN = Difference("a", PARAMETER, "A weight", "15", "25", "15", "Assumptions", "C7", "a", 25.0)
CONFLICT = Difference("b", PARAMETER, "A line", "0.7", "0.6", "0.5", "Assumptions", "C8", "b", 0.6)
BAD = Difference("c", PARAMETER, "Another", "20", "250", "20", "Assumptions", "C9", "c", finding=REFUSED)
CHECK = Qt.ItemDataRole.CheckStateRole


def shown(
    changes: ChangeModel, row: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole
) -> list[object]:
    return [changes.index(row, column).data(role) for column in range(len(HEADINGS))]


def test_ticks(qtbot: QtBot, qtmodeltester: Any) -> None:
    changes = ChangeModel()
    changes.show((CLEAN, CONFLICT, BAD))
    qtmodeltester.check(changes)
    assert changes.accepted() == (CLEAN,)
    changes.tick_all(True)
    assert changes.accepted() == (CLEAN, CONFLICT)
    changes.toggle(0)
    changes.toggle(2)
    assert changes.accepted() == (CONFLICT,)
    changes.tick_all(False)
    assert changes.accepted() == ()
    first, last = changes.index(0, TAKE), changes.index(2, TAKE)
    assert changes.setData(first, Qt.CheckState.Checked.value, CHECK)
    assert not changes.setData(last, Qt.CheckState.Checked.value, CHECK)
    assert changes.accepted() == (CLEAN,)
    assert first.data(CHECK) == Qt.CheckState.Checked
    assert last.data(CHECK) is None
    assert changes.flags(first) & Qt.ItemFlag.ItemIsUserCheckable
    assert not changes.flags(last) & Qt.ItemFlag.ItemIsUserCheckable


def test_words() -> None:
    changes = ChangeModel()
    changes.show((CLEAN, CONFLICT, BAD))
    assert shown(changes, 0) == ["", "A weight", "15", "25", "15", "Assumptions!C7", ""]
    assert shown(changes, 1)[KNOW] == "Conflict: the plan has moved on"
    assert shown(changes, 2)[KNOW] == "Cannot be taken: 250 is too much"
    assert [changes.index(row, KNOW).data(MARKED) for row in range(3)] == [False, True, True]
    spoken = [changes.index(row, TAKE).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == [
        "A weight: 15 becomes 25, taken",
        "A line: 0.7 becomes 0.6, not taken",
        "Another: 20 becomes 250, cannot be taken",
    ]
