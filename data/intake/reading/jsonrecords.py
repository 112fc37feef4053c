"""The records of a JSON file, wherever they stand in it, each flattened to named texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from data.intake.reading.jsontext import BrokenJsonError, JsonText, RepeatedNames
from data.intake.reading.limits import DEEPEST_JSON

BETWEEN = "; "
"""Stands between the texts of a list."""

_DEEPEST_LISTS = 6


@dataclass(frozen=True)
class JsonRecord:
    """One record.

    Attributes
    ----------
    path : str
        Names under which its list stands in the document, joined by dots; blank for the document itself.
    line : int
        Line on which it begins.
    value : object
        What it is; None where `broken` says what could not be read.
    broken : str
        Beginning of a text that is no JSON.
    """

    path: str
    line: int
    value: object
    broken: str = ""


def records(text: JsonText) -> Iterator[JsonRecord]:
    """Yield the records of a JSON text: of lines, of a list, of every list of objects inside an object."""
    mark = text.next_mark()
    if mark == "[":
        text.take("[")
        yield from _elements(text, "")
        if not text.next_mark():
            return
    elif mark == "{" and not text.is_sequence():
        yield from _members(text, "", 0)
        return
    yield from _sequence(text)


def _sequence(text: JsonText) -> Iterator[JsonRecord]:
    while text.next_mark():
        line = text.line
        try:
            value = text.value()
        except BrokenJsonError:
            yield JsonRecord("", line, None, text.passed_over(to_line_end=True) or "?")
            continue
        yield JsonRecord("", line, value)
        text.take(",")


def _elements(text: JsonText, path: str) -> Iterator[JsonRecord]:
    """Yield the elements of a list whose bracket has been taken."""
    while (mark := text.next_mark()) and mark != "]":
        line = text.line
        try:
            yield JsonRecord(path, line, text.value())
        except BrokenJsonError:
            yield JsonRecord(path, line, None, text.passed_over(to_line_end=False) or "?")
        text.take(",")
    text.take("]")


def _members(text: JsonText, path: str, depth: int) -> Iterator[JsonRecord]:
    """Yield the records of the lists inside an object; what else is in it makes one record of its own."""
    own: dict[str, object] = {}
    line = text.line
    text.take("{")
    found = False
    while (mark := text.next_mark()) and mark != "}":
        try:
            key = str(text.value())
            text.take(":")
            below = f"{path}.{key}" if path else key
            if text.next_mark() == "[" and text.opens_records():
                text.take("[")
                found = True
                yield from _elements(text, below)
            elif text.next_mark() == "{" and depth < _DEEPEST_LISTS and text.holds_records():
                found = True
                yield from _members(text, below, depth + 1)
            else:
                own[key] = text.value()
        except BrokenJsonError:
            yield JsonRecord(path, text.line, None, text.passed_over(to_line_end=True) or "?")
        text.take(",")
    text.take("}")
    if own or not found:
        yield JsonRecord(path, line, own)


def flattened(value: object, name: str = "") -> dict[str, str]:
    """Return a value as texts with dotted names.

    Examples
    --------
    >>> flattened({"job": {"title": "Cook", "places": [{"city": "Macon"}, {"city": "Rome"}]}, "open": True})
    {'job.title': 'Cook', 'job.places.city': 'Macon; Rome', 'open': 'true'}
    """
    found: dict[str, str] = {}
    _flatten(value, name, found, 0)
    return found


def repeated_names(value: object, name: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the names that stand twice in an object of a record, and the values that do not hold."""
    if depth >= DEEPEST_JSON:
        return
    if isinstance(value, RepeatedNames):
        for key, earlier in value.earlier:
            texts = flattened(earlier)
            yield f"{name}.{key}" if name else key, next(iter(texts.values()), "")
    if isinstance(value, dict):
        for key, inside in value.items():
            if isinstance(inside, dict | list):
                yield from repeated_names(inside, f"{name}.{key}" if name else str(key), depth + 1)
    elif isinstance(value, list):
        for inside in value:
            if isinstance(inside, dict | list):
                yield from repeated_names(inside, name, depth + 1)


def _flatten(value: object, name: str, found: dict[str, str], depth: int) -> None:
    if value is None or value == "":
        found.setdefault(name, "")
    elif isinstance(value, str):
        _put(found, name, value)
    elif isinstance(value, bool):
        _put(found, name, "true" if value else "false")
    elif depth >= DEEPEST_JSON or not isinstance(value, dict | list) or not value:
        _put(found, name, "" if value in ({}, []) else json.dumps(value, ensure_ascii=False))
    elif isinstance(value, dict):
        for key, inside in value.items():
            _flatten(inside, f"{name}.{key}" if name else str(key), found, depth + 1)
    else:
        for element in value:
            _flatten(element, name, found, depth + 1)


def _put(found: dict[str, str], name: str, text: str) -> None:
    before = found.get(name)
    found[name] = f"{before}{BETWEEN}{text}" if before else text
