"""Catalogues of the other languages: which texts there are, and which of them are not translated.

    python build/languages.py update [LANGUAGE]     texts of the code into the catalogues, old ones out
    python build/languages.py check [LANGUAGE]      say what is missing; 0 when nothing is

A catalogue lies in ``data/languages/LANGUAGE``, one file for each folder of the code, in the format of
gettext. Texts are the first arguments of ``say`` and ``say_waiting`` and the first two of ``say_count``, and
those columns of the tables, and those words of the documents, below that a person reads. Needs polib; run it
with the Python of ``.venv``.
"""

from __future__ import annotations

import ast
import csv
import string
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polib

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "data" / "languages"
FOLDERS = ("desktop", "workbook", "data")
TEXTS_OF = {"say": 1, "say_count": 2, "say_waiting": 1}
"""How many of a function's first arguments are texts."""

TABLES: dict[str, tuple[str, ...]] = {
    "data/columns.csv": ("label", "unit", "kind", "meaning", "source"),
    "data/parameters.csv": ("label", "unit", "group", "meaning", "source"),
    "data/scenarios.csv": ("title", "reason", "source"),
    "data/sectors.csv": ("title", "reason"),
    "data/skillwords.csv": ("words",),
    "data/intake/fields.csv": ("label", "meaning"),
    "data/intake/finding_codes.csv": ("what", "why", "what_to_do"),
    "data/intake/histories/finding_codes.csv": ("what", "why", "what_to_do"),
}
"""Columns of shipped tables whose texts are shown through ``say``."""

DOCUMENTS: dict[str, tuple[str, ...]] = {
    "data/intake/presets": ("title",),
    "data/rulesets": ("title", "about", "source", "otherwise", "result.name"),
}
"""Folders of shipped TOML files, and their words whose texts are shown (``result.name``: of each result)."""


def texts(path: Path) -> Iterator[tuple[str, int]]:
    """Give every text of a module with its line.

    Raises
    ------
    SystemExit
        When a text is put together inside the call: nobody could translate it.
    """
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for given in node.args[: TEXTS_OF.get(name, 0)]:
            if isinstance(given, ast.JoinedStr):
                sys.exit(f"{path}:{given.lineno}: a text for {name} is written with values inside")
            yield from ((text, given.lineno) for text in _constants(given))


def _constants(node: ast.expr) -> Iterator[str]:
    """Give the texts an argument can be: itself, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def catalogue_name(path: Path) -> str:
    """Return the catalogue of a file: its top folder and the next one.

    >>> catalogue_name(Path("desktop/dialogs/day.py")), catalogue_name(Path("desktop/window.py"))
    ('desktop-dialogs', 'desktop')
    """
    return "-".join(path.parts[:-1][:2])


def wanted() -> dict[str, dict[str, str]]:
    """Return for each catalogue its texts, each with the place where it stands first."""
    found: dict[str, dict[str, str]] = {}
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            here = path.relative_to(ROOT)
            for text, _ in texts(path):
                if text:
                    found.setdefault(catalogue_name(here), {}).setdefault(text, here.as_posix())
    for table, columns in TABLES.items():
        with (ROOT / table).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for text in filter(None, (row[column] for column in columns)):
                    found.setdefault(catalogue_name(Path(table)), {}).setdefault(text, table)
    for here, text in _in_documents():
        found.setdefault(catalogue_name(Path(here)), {}).setdefault(text, here)
    return found


def _in_documents() -> Iterator[tuple[str, str]]:
    """Give the texts of the shipped TOML files, each with its file."""
    for folder, words in DOCUMENTS.items():
        for path in sorted((ROOT / folder).glob("*.toml")):
            told = tomllib.loads(path.read_text(encoding="utf-8"))
            here = path.relative_to(ROOT).as_posix()
            yield from ((here, text) for word in words for text in _values(told, word))


def _values(told: dict[str, Any], word: str) -> list[str]:
    """Return the texts that a TOML file has for a word, or for a word of each table of a list."""
    table, _, inner = word.rpartition(".")
    return [one[inner] for one in (told.get(table, []) if table else [told]) if one.get(inner)]


def placeholders(text: str) -> list[str]:
    """Return the names of the values of a text, in order of the alphabet."""
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def update(language: str) -> None:
    """Bring the catalogues of a language up to the texts of the code; what is translated stays."""
    folder = CATALOGUES / language
    folder.mkdir(parents=True, exist_ok=True)
    known: dict[str, str] = {}
    for path in folder.glob("*.po"):
        known |= {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)) if entry.msgstr}
    found = wanted()
    for path in folder.glob("*.po"):
        if path.stem not in found:
            path.unlink()
    for name, each in found.items():
        file = polib.POFile(wrapwidth=110)
        file.metadata = {"Language": language, "Content-Type": "text/plain; charset=UTF-8"}
        for text in sorted(each, key=lambda text: (each[text], text)):
            file.append(polib.POEntry(msgid=text, msgstr=known.get(text, ""), comment=each[text]))
        file.save(str(folder / f"{name}.po"))


def missing(language: str) -> list[str]:
    """Return a sentence for everything a language lacks: texts, translations, values; or has too much of."""
    said: list[str] = []
    folder = CATALOGUES / language
    found = wanted()
    for name in sorted(set(found) | {path.stem for path in folder.glob("*.po")}):
        path = folder / f"{name}.po"
        entries = {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}
        for text in found.get(name, {}):
            if text not in entries or not entries[text].msgstr:
                said.append(f"{name}: not translated: {text!r}")
            elif placeholders(text) != placeholders(entries[text].msgstr):
                said.append(f"{name}: other values in {entries[text].msgstr!r} than in {text!r}")
        said += [f"{name}: no longer used: {text!r}" for text in entries if text not in found.get(name, {})]
    return said


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; return the exit status."""
    if not arguments or arguments[0] not in ("update", "check"):
        sys.exit(__doc__)
    language = arguments[1] if len(arguments) > 1 else "es"
    if arguments[0] == "update":
        update(language)
    lacks = missing(language)
    print("\n".join(lacks) or f"{language}: complete")
    return 1 if lacks else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
