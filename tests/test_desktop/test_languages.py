"""The window in another language: nothing breaks, a letter means one thing, nothing stays English."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from data.language import MARKED, VARIABLE

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 120
LANGUAGES = ("es", MARKED)

CUT_SHORT = re.compile(r"desktop\.controls\.weight_slider")
"""Modules that take the beginning off a text, and its mark with it."""

NAMES = re.compile(
    r"\b(SOC|NAICS|CIP|BLS|OEWS|LAUS|ETA|O\*NET|USD|Headway|Excel|CSV|JSON|PDF|SVG|PNG|Fisher"
    r"|Unlocking experience-based job progressions|English|Español|Ctrl|Shift|Alt|Esc|Cancel|Close"
    r"|Alpha|Beta|\w+\.csv"
    r"|Atlanta|Austin|Denver|Finger Lakes NY|Minneapolis–St\. Paul)\b"
)
"""Names, editions, examples of regions, keys, what the test's own file holds, and Qt's own buttons, which
have a catalogue of their own."""

INNERMOST = re.compile("⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{2,}")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what the window shows in each language; both windows are open at the same time."""
    running = {}
    for language in LANGUAGES:
        folder = tmp_path_factory.mktemp(language)
        running[language] = subprocess.Popen(
            [sys.executable, "-m", "tests.test_desktop.everything_said", str(folder)],
            cwd=ROOT,
            env={**os.environ, VARIABLE: language, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    found: dict[str, Any] = {}
    for language, process in running.items():
        said, errors = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0, errors
        found[language] = json.loads(said)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_breaks_and_qt_warns_of_nothing(shown: dict[str, Any], language: str) -> None:
    assert shown[language]["trouble"] == []
    assert len(shown[language]["texts"]) > 1000


def test_no_letter_of_a_menu_stands_for_two_actions(shown: dict[str, Any]) -> None:
    twice = {}
    for menu, texts in shown["es"]["letters"]:
        counts = Counter(found.casefold() for text in texts for found in re.findall("&([^&])", text))
        twice[menu] = [letter for letter, times in counts.items() if times > 1]
    assert {menu: letters for menu, letters in twice.items() if letters} == {}


def test_keys_are_called_alike_everywhere(shown: dict[str, Any]) -> None:
    assert [text for _, text in shown["es"]["texts"] if re.search(r"Control\+|Mayúsculas\+", text)] == []


def test_every_value_is_filled_in(shown: dict[str, Any]) -> None:
    assert [text for _, text in shown["es"]["texts"] if "{" in text] == []


def test_every_text_can_be_translated(shown: dict[str, Any]) -> None:
    titles = sorted(shown[MARKED]["data"], key=len, reverse=True)
    left = {
        f"{who}: {text}"
        for who, text in shown[MARKED]["texts"]
        if not CUT_SHORT.match(who) and WORD.search(unmarked(text, titles))
    }
    assert sorted(left) == []


def unmarked(text: str, titles: list[str]) -> str:
    """Return what is neither marked as a text nor data: markup, names and official titles are taken away."""
    text = re.sub("<[^>]+>", " ", text).replace("&", "")
    while (shorter := INNERMOST.sub(" ", text)) != text:
        text = shorter
    if WORD.search(NAMES.sub(" ", text)):
        for title in titles:
            text = text.replace(title.replace("&", ""), " ")
    return NAMES.sub(" ", text)
