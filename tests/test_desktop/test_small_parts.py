"""Background work, preferences, actions, reports and file names."""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.actions import RECORDS
from desktop.background import Background
from desktop.commands import sentence_name
from desktop.export_commands import file_name
from desktop.messages import message_of
from desktop.page_area import PageStack
from desktop.preferences import Preferences
from workbook.errors import PlannerError


def test_work_runs_elsewhere_and_answers_here(qtbot: QtBot) -> None:
    background = Background()
    seen: list[object] = []

    def failing() -> None:
        raise ValueError("no")

    background.run(
        threading.get_ident, lambda ident: seen.append(("done", ident, threading.get_ident())), seen.append
    )
    background.run(
        failing, seen.append, lambda error: seen.append(("failed", str(error), threading.get_ident()))
    )
    qtbot.waitUntil(lambda: len(seen) == 2)
    here = threading.get_ident()
    done, failed = seen
    assert isinstance(done, tuple)
    assert done[1] != here
    assert done[2] == here
    assert failed == ("failed", "no", here)
    background.close()


class _Results:
    """Stands for what a job works on, which may be large."""


def test_what_a_job_worked_on_is_let_go_of(qtbot: QtBot) -> None:
    background = Background()
    kept = []
    for _ in range(5):
        results, seen = _Results(), []
        background.run(partial(type, results), seen.append, partial(print, results))
        kept.append(weakref.ref(results))
        del results
        qtbot.waitUntil(lambda seen=seen: bool(seen))
    qtbot.waitUntil(lambda: [one for one in kept if one() is not None] == [])
    background.close()


def test_closing_forgets_the_answers(qtbot: QtBot) -> None:
    background = Background()
    gate, seen = threading.Event(), []
    background.run(lambda: gate.wait(5), seen.append, seen.append)
    background.run(lambda: "never", seen.append, seen.append)
    gate.set()
    background.close()
    qtbot.wait(10)
    assert seen == []
    assert not background.busy


def test_preferences_of_the_wrong_kind_count_as_not_set(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences(tmp_path)
    preferences.set("panel", False)
    preferences.set("columns", ["soc"])
    preferences.save()
    again = Preferences(tmp_path)
    assert again.get("panel", True) is False
    assert again.get("columns", []) == ["soc"]
    assert again.get("columns", "text") == "text"
    (tmp_path / "headway.ini").write_text("[General]\npanel={\n", encoding="utf-8")
    assert Preferences(tmp_path).get("panel", True) is True


def test_every_action_has_a_tip_and_no_two_share_a_key() -> None:
    assert all(record.tip and record.text for record in RECORDS)
    keys = Counter(key for record in RECORDS for key in record.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({record.name for record in RECORDS}) == len(RECORDS)


def test_expected_trouble_is_said_as_it_is_and_a_fault_is_reported(tmp_path: Path) -> None:
    said = message_of(PlannerError("The file is open", "Excel holds it", "Close it there"), tmp_path)
    assert said.text == "The file is open. Excel holds it. Close it there."
    assert list(tmp_path.iterdir()) == []
    try:
        _ = {}["nothing"]
    except KeyError as fault:
        said = message_of(fault, tmp_path / "reports")
    report = next((tmp_path / "reports").iterdir())
    assert str(report) in said.text
    assert "KeyError: 'nothing'" in report.read_text(encoding="utf-8")


def test_names_inside_sentences_and_of_files() -> None:
    assert sentence_name("weight_wage_gain") == "wage gain weight"
    assert sentence_name("origin_line_2020_usd") == "origin wage line"
    assert file_name("Minneapolis-St. Paul-Bloomington, MN-WI") == "headway-minneapolis-st-paul-bloomington"


def test_pages_made_meanwhile_make_nobody_scroll_on_the_first(qtbot: QtBot) -> None:
    stack = PageStack()
    qtbot.addWidget(stack)
    short, long_ = QLabel("A few words."), QLabel("Many words. " * 400)
    for page in (short, long_):
        page.setWordWrap(True)
        stack.addWidget(page)
    assert stack.heightForWidth(300) == short.heightForWidth(300)
    stack.setCurrentWidget(long_)
    assert stack.heightForWidth(300) >= long_.heightForWidth(300) > short.heightForWidth(300)
