"""Languages: every text can be translated, and every translation carries the same values."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import polib
import pytest

from data import language

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def catalogues() -> Iterator[ModuleType]:
    """Return ``build/languages.py``."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "build"))
        yield importlib.import_module("languages")
        sys.modules.pop("languages", None)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of catalogues of our own making."""
    (tmp_path / "es").mkdir()
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    monkeypatch.setenv(language.VARIABLE, "es")
    language._catalogue.cache_clear()
    yield tmp_path / "es"
    language._catalogue.cache_clear()


def _write(folder: Path, **told: str) -> None:
    file = polib.POFile()
    for text, said in told.items():
        file.append(polib.POEntry(msgid=text, msgstr=said))
    file.save(str(folder / "made.po"))


def test_a_text_is_said_in_the_language_of_the_process(made: Path) -> None:
    _write(made, **{"Open": "Abrir", "{count} rows": "{count} filas", "Later": ""})
    assert language.say("Open") == "Abrir"
    assert language.say_count("{count} row", "{count} rows", 2, count="2") == "2 filas"
    assert language.say("Later") == "Later", "what is not translated stays English"


def test_an_unknown_language_is_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(language.VARIABLE, "xx")
    assert language.spoken() == "en"
    assert language.say("Open {name}", name="{x}") == "Open {x}"


def test_values_are_never_read_as_a_pattern() -> None:
    assert language.say("{title}: {what}", title="{0.__class__}", what="%s") == "{0.__class__}: %s"


def test_marked_text_shows_what_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(language.VARIABLE, language.MARKED)
    assert language.say("{count} rows", count="2") == "⟦2 rows⟧"
    assert language.say("") == ""


@pytest.mark.parametrize("code", sorted(set(language.LANGUAGES) - {language.ENGLISH}))
def test_every_text_is_translated_with_the_same_values(catalogues: ModuleType, code: str) -> None:
    assert not catalogues.missing(code), (
        f"python build/languages.py update {code} writes what is to be filled in"
    )


def test_catalogues_find_texts_and_what_lacks(
    catalogues: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "desktop" / "dialogs"
    code.mkdir(parents=True)
    (code / "day.py").write_text(
        'say("Day")\nlanguage.say_count("{n} day", "{n} days", 2, n="2")\nsay(name)\n'
    )
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "CATALOGUES", tmp_path / "languages")
    monkeypatch.setattr(catalogues, "TABLES", {})
    monkeypatch.setattr(catalogues, "DOCUMENTS", {})
    catalogues.update("es")
    path = tmp_path / "languages" / "es" / "desktop-dialogs.po"
    assert len(catalogues.missing("es")) == 3
    file = polib.pofile(str(path))
    for entry in file:
        entry.msgstr = {"Day": "Día", "{n} day": "{n} día", "{n} days": "días"}[entry.msgid]
    file.save()
    assert catalogues.missing("es") == ["desktop-dialogs: other values in 'días' than in '{n} days'"]
    (code / "day.py").write_text('say("Day")\n')
    catalogues.update("es")
    assert catalogues.missing("es") == []


def test_texts_of_shipped_tables_and_documents_are_found(catalogues: ModuleType) -> None:
    found = catalogues.wanted()["data-intake"]
    assert {"Job title", "The wage is not a number", "a Lightcast export of postings"} <= set(found)


def test_a_text_with_values_inside_is_refused(catalogues: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text('say(f"{n} days")\n')
    with pytest.raises(SystemExit, match="with values inside"):
        list(catalogues.texts(tmp_path / "x.py"))


def test_a_process_inherits_the_language() -> None:
    code = "from data.language import spoken; print(spoken())"
    environment = {**os.environ, language.VARIABLE: "es", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "es"
