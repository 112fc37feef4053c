"""Another language is chosen in the window and spoken from the next start on."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from data.language import VARIABLE, spoken
from desktop.app import make_application, make_window
from desktop.preferences import Preferences
from desktop.speaking import language_of, speak_as_preferred


def test_a_language_chosen_is_spoken_at_the_next_start(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_application()
    window, background = make_window(tmp_path / "config", tmp_path / "data")
    qtbot.addWidget(window)
    actions = window.actions_by_name
    assert actions["language_system"].isChecked()
    actions["language_es"].trigger()
    assert actions["language_es"].isChecked()
    assert not actions["language_system"].isChecked()
    assert window.banner.text.text().startswith("Headway speaks Español when it is started again.")
    assert spoken() == "en", "the window stays as it is"
    window.close()
    background.close()
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr("desktop.speaking.config_folder", lambda: tmp_path / "config")
    assert Preferences(tmp_path / "config").get("language", "") == "es"
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.delenv(VARIABLE)
    speak_as_preferred()
    assert spoken() == "es"


def test_a_language_nobody_speaks_is_english() -> None:
    assert (language_of("es"), language_of("xx")) == ("es", "en")
