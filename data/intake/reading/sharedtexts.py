"""The texts of a workbook: each kept once in a table of its own, cells refer to them by number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Generator, Iterator
from itertools import islice

import numpy as np

from data.intake.findings import IntakeError
from data.intake.reading import refusals
from data.intake.reading.guardedxml import GuardedParser, is_plain
from data.intake.reading.letters import Stretches, codes_of, is_special, joined, pairs_at, stretches_of
from data.intake.reading.limits import LONGEST_RECORD, TEXTS_BYTES
from data.intake.reading.workbookparts import WorkbookParts
from data.intake.reading.xmltexts import without_escapes, xml_texts
from data.language import say

_ROOT = re.compile(rb"<(?:(\w+):)?sst[\s>/]")
_END = re.compile(rb"[^<]*(?:</(?:\w+:)?sst\s*>|/>)\s*")
_RUN = re.compile(rb"<t(?:\s[^<>]*)?>([^<]*)</t>")
_SPOKEN = re.compile(rb"<rPh\b.*?</rPh>", re.DOTALL)
_OPEN = ord("<")
_ITEM, _ITEM_END, _TEXT, _TEXT_END = (int.from_bytes(mark, "little") for mark in (b"si", b"/s", b"t>", b"/t"))
_KEPT_BLANKS = b'<t xml:space="preserve">'
_LONGEST_TEXT_BYTES = 16 << 20
_AT_ONCE = 10_000


class SharedTexts:
    """The texts of a workbook, read as far as they are asked for."""

    def __init__(self, workbook: WorkbookParts) -> None:
        self._workbook = workbook
        self._blocks: list[Stretches] = []
        self._ends: list[int] = []
        self._coming = _blocks(workbook)

    def at(self, number: int) -> str:
        """Return one text.

        Raises
        ------
        IntakeError
            When the workbook has no such text.
        """
        while not self._ends or self._ends[-1] <= number:
            if not self._took():
                raise refusals.damaged(self._workbook.name, say("an Excel workbook"))
        place = bisect_right(self._ends, number)
        block = self._blocks[place]
        return block.text(number - self._ends[place] + len(block))

    def all(self) -> Stretches:
        """Return all of them."""
        while self._took():
            pass
        if len(self._blocks) != 1:
            self._blocks = [joined(self._blocks)]
            self._ends = [len(self._blocks[0])]
        return self._blocks[0]

    def close(self) -> None:
        """Leave the texts that have not been asked for."""
        self._coming.close()

    def _took(self) -> bool:
        """Take some more texts; False when there are no others."""
        try:
            block = next(self._coming, None)
        except IntakeError:
            # Who asks again is told the same, not that there are no others.
            self._coming, self._blocks, self._ends = _blocks(self._workbook), [], []
            raise
        if block is not None:
            self._blocks.append(block)
            self._ends.append((self._ends[-1] if self._ends else 0) + len(block))
        return block is not None


def _blocks(workbook: WorkbookParts) -> Generator[Stretches, None, None]:
    """Yield the texts in order: quickly while the XML is plain, with a parser from where it is not."""
    if not workbook.texts:
        return
    given = 0
    for xml in _whole_items(workbook):
        if xml is None:
            careful = islice(_carefully(workbook), given, None)
            while texts := list(islice(careful, _AT_ONCE)):
                yield stretches_of(texts)
            return
        block = _block(xml)
        given += len(block)
        yield block


def _whole_items(workbook: WorkbookParts) -> Iterator[bytes | None]:
    """Cut the XML between texts; None where it is not plain."""
    rest = b""
    prefix: bytes | None = None
    for chunk in _bounded(workbook):
        rest += chunk
        if len(rest) > _LONGEST_TEXT_BYTES:
            why = say("One of its texts is longer than any that fits into a cell")
            raise refusals.too_large(workbook.name, why)
        if prefix is None:
            root = _ROOT.search(rest)
            if root is None:
                continue
            if not is_plain(rest[: root.start()]):
                break
            prefix = root.group(1) + b":" if root.group(1) else b""
            rest = rest[root.end() :]
        end = b"</" + prefix + b"si>"
        cut = rest.rfind(end) + len(end)
        if cut < len(end):
            continue
        xml, rest = rest[:cut], rest[cut:]
        if b"<!" in xml or b"<?" in xml or not _is_utf8(xml):
            break
        yield xml.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</") if prefix else xml
    else:
        if _END.fullmatch(rest):
            return
    yield None


def _is_utf8(raw: bytes) -> bool:
    try:
        return raw.isascii() or bool(raw.decode())
    except UnicodeDecodeError:
        return False


def _bounded(workbook: WorkbookParts) -> Iterator[bytes]:
    got = 0
    for chunk in workbook.member(workbook.texts).chunks(1 << 20):
        got += len(chunk)
        if got > TEXTS_BYTES:
            why = say("Its texts are more than this program holds in memory")
            raise refusals.too_large(workbook.name, why)
        yield chunk


def _block(xml: bytes) -> Stretches:
    """Find the texts in the XML of whole items."""
    codes = codes_of(xml)
    tags = np.flatnonzero(codes == _OPEN)
    marks = np.concatenate([pairs_at(codes, tags + 1), np.zeros(4, np.uint16)])
    items = np.flatnonzero(marks[:-4] == _ITEM)
    tag = np.append(tags, [len(xml)] * 4)
    start, end = tag[items + 1], tag[items + 2]
    usual = (marks[items + 2] == _TEXT_END) & (marks[items + 3] == _ITEM_END)
    kept = np.flatnonzero(marks[items + 1] != _TEXT)
    for place, letter in enumerate(_KEPT_BLANKS):
        usual[kept] &= codes[start[kept] + place] == letter
    start = start + len("<t>")
    start[kept] += len(_KEPT_BLANKS) - len("<t>")
    odd = np.flatnonzero(~usual)
    special = np.flatnonzero(usual & is_special(codes, start, end))
    ends = np.append(tags[items][1:], len(xml))
    texts = [_text_of(xml[tags[items[place]] : ends[place]]) for place in odd.tolist()]
    texts += xml_texts([xml[start[place] : end[place]] for place in special.tolist()])
    which = np.concatenate([odd, special])
    return Stretches(codes, start, end - start).rewritten([(which, stretches_of(texts), None)])


def _text_of(item: bytes) -> str:
    """Put the runs of one text together; how it is spoken is no part of it."""
    return "".join(xml_texts(_RUN.findall(_SPOKEN.sub(b"", item))))


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
        self._spoken = self._length = 0
        self.parser = GuardedParser(name, self._started, self._ended, self._written)

    def _started(self, tag: str, _: dict[str, str]) -> None:
        if tag == "si":
            self._runs, self._length = [], 0
        self._spoken += tag == "rPh"
        self._in_text = tag == "t" and not self._spoken

    def _ended(self, tag: str) -> None:
        self._spoken -= tag == "rPh"
        self._in_text = False
        if tag == "si":
            self.texts.append(without_escapes("".join(self._runs)))

    def _written(self, text: str) -> None:
        self._length += len(text)
        if self._in_text and self._length <= LONGEST_RECORD:
            self._runs.append(text)
