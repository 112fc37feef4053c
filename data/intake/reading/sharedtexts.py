"""The texts of a workbook: each kept once in a table of its own, cells refer to them by number."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Generator, Iterator
from itertools import islice

import numpy as np

from data.intake.reading import refusals
from data.intake.reading.filling import Texts
from data.intake.reading.guardedxml import GuardedParser, is_plain, parsed
from data.intake.reading.limits import TEXTS_BYTES
from data.intake.reading.workbookparts import WorkbookParts

_ITEM = re.compile(rb"<si>(.*?)</si>|<si/>", re.DOTALL)
_PLAIN_TEXT = re.compile(rb'<t(?: xml:space="preserve")?>([^<]*)</t>')
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LAST_LETTER = 0x10FFFF
_HEAD = 4096


def xml_text(raw: bytes) -> str:
    """Return a text as a parser would give it: line ends, XML's own five entities, letters by number."""
    text = raw.decode("utf-8", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return without_escapes(_ENTITY.sub(_entity, text) if "&" in text else text)


def _entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    number = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(number) if number <= _LAST_LETTER and not 0xD800 <= number <= 0xDFFF else match.group()


def without_escapes(text: str) -> str:
    """Return a text with the characters put in that Excel writes as ``_x000D_`` because XML cannot hold them.

    Line ends become line feeds; what no text holds vanishes.
    """
    if "_x" not in text:
        return text
    return _ESCAPE.sub(_control, text).replace("\r\n", "\n").replace("\r", "\n")


def _control(match: re.Match[str]) -> str:
    letter = chr(int(match.group(1), 16))
    return (
        letter if letter in "\t\n\r" or (letter.isprintable() and not "\ud800" <= letter <= "\udfff") else ""
    )


class SharedTexts:
    """The texts of a workbook, read as far as they are asked for."""

    def __init__(self, workbook: WorkbookParts) -> None:
        self._workbook = workbook
        self._texts: list[str] = []
        self._coming = _texts(workbook)
        self._all: Texts | None = None

    def at(self, number: int) -> str:
        """Return one text.

        Raises
        ------
        IntakeError
            When the workbook has no such text.
        """
        while len(self._texts) <= number:
            text = next(self._coming, None)
            if text is None:
                raise refusals.damaged(self._workbook.name, "an Excel workbook")
            self._texts.append(text)
        return self._texts[number]

    def close(self) -> None:
        """Leave the texts that have not been asked for."""
        self._coming.close()

    def all(self) -> Texts:
        """Return all of them; a blank one is None."""
        if self._all is None:
            self._texts.extend(self._coming)
            self._all = np.array([text or None for text in self._texts] + [None], dtype=object)[:-1]
        return self._all


def _texts(workbook: WorkbookParts) -> Generator[str, None, None]:
    """Yield the texts in order: quickly while the XML is plain, with a parser from where it is not."""
    if not workbook.texts:
        return
    raw = b""
    given = 0
    for chunk in _bounded(workbook):
        raw += chunk
        if (not given and (not is_plain(raw) or b":sst" in raw[:_HEAD])) or b"<!" in raw:
            yield from islice(_carefully(workbook), given, None)
            return
        last = 0
        for match in _ITEM.finditer(raw):
            last = match.end()
            given += 1
            yield _text_of(match.group(1) or b"", workbook.name)
        raw = raw[last:]


def _bounded(workbook: WorkbookParts) -> Iterator[bytes]:
    got = 0
    for chunk in workbook.member(workbook.texts).chunks(1 << 20):
        got += len(chunk)
        if got > TEXTS_BYTES:
            raise refusals.too_large(workbook.name, "Its texts are more than this program holds in memory")
        yield chunk


def _text_of(item: bytes, name: str) -> str:
    whole = _PLAIN_TEXT.fullmatch(item)
    if whole:
        return xml_text(whole.group(1))
    collector = _Collector(name)
    parsed([b"<sst><si>", item, b"</si></sst>"], collector.parser)
    return collector.texts.popleft()


def _carefully(workbook: WorkbookParts) -> Iterator[str]:
    collector = _Collector(workbook.name)
    for chunk in _bounded(workbook):
        collector.parser.take(chunk)
        while collector.texts:
            yield collector.texts.popleft()


class _Collector:
    """Puts the runs of each text together; how it is spoken is no part of it."""

    def __init__(self, name: str) -> None:
        self.texts: deque[str] = deque()
        self._runs: list[str] = []
        self._in_text = False
        self._spoken = 0
        self.parser = GuardedParser(name, self._started, self._ended, self._written)

    def _started(self, tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            self._runs = []
        self._spoken += tag == "rPh"
        self._in_text = tag == "t" and not self._spoken

    def _ended(self, tag: str) -> None:
        self._spoken -= tag == "rPh"
        self._in_text = False
        if tag == "si":
            self.texts.append(without_escapes("".join(self._runs)))

    def _written(self, text: str) -> None:
        if self._in_text:
            self._runs.append(text)
