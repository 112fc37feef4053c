"""Taking a JSON text apart as it comes: one value at a time, whatever the size of the whole."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator

from data.intake.reading.encodings import UTF8
from data.intake.reading.limits import LONGEST_JSON_RECORD

_BLANKS = re.compile(r"[ \t\n\r\ufeff]*")
_LIST_OF_OBJECTS = re.compile(r":\s*\[\s*\{")
_LOOK = 1 << 20
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)


def _figure(raw: str) -> str:
    value = float(raw)
    return raw if value in (float("inf"), float("-inf")) else repr(value)


class RepeatedNames(dict[str, object]):
    """An object in which a name stands twice: the last value holds, the earlier ones are in ``earlier``."""

    earlier: list[tuple[str, object]]


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    repeated = RepeatedNames(found)
    last = {name: place for place, (name, _) in enumerate(pairs)}
    repeated.earlier = [pair for place, pair in enumerate(pairs) if last[pair[0]] != place]
    return repeated


DECODER = json.JSONDecoder(parse_float=_figure, parse_int=str, parse_constant=str, object_pairs_hook=_object)
"""Numbers become the text that stands for them, so that no figure of a long number is lost."""


class BrokenJsonError(Exception):
    """What stands here is no JSON value."""


class JsonText:
    """A JSON text of which only a little is held.

    Parameters
    ----------
    chunks : iterator of bytes
        The text as plain UTF-8.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._decoder = codecs.getincrementaldecoder(UTF8)("replace")
        self._text = ""
        self._place = 0
        self._over = False
        self._lines_before = 1
        self._counted = 0

    @property
    def line(self) -> int:
        """Return the line on which the next letter stands."""
        self._count_lines(self._place)
        return self._lines_before

    def _count_lines(self, end: int) -> None:
        self._lines_before += self._text.count("\n", self._counted, end)
        self._counted = max(self._counted, end)

    def next_mark(self) -> str:
        """Pass over blanks and return the next letter without taking it; blank at the end."""
        while True:
            match = _BLANKS.match(self._text, self._place)
            self._place = match.end() if match else self._place
            if self._place < len(self._text):
                return self._text[self._place]
            if not self._more():
                return ""

    def take(self, mark: str) -> bool:
        """Take a letter if it is the next one."""
        if self.next_mark() != mark:
            return False
        self._place += 1
        return True

    def value(self) -> object:
        """Take the next value.

        Raises
        ------
        BrokenJsonError
            When there is none, or it is too long or nested too deeply; nothing is taken then.
        """
        self.next_mark()
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._place)
            except (json.JSONDecodeError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self._may_go_on():
                    raise BrokenJsonError from error
                continue
            if end == len(self._text) and self._may_go_on():
                # A number may go on in the next chunk.
                continue
            self._place = end
            return value

    def _may_go_on(self) -> bool:
        """Get more of the text, unless what is held is already more than a record may be long."""
        return len(self._text) - self._place <= LONGEST_JSON_RECORD and self._more(len(self._text))

    def is_sequence(self) -> bool:
        """Return whether the next value is one of several, as in JSON lines.

        What follows it need not be well formed: one bad line does not make a document of the first.
        """
        self.next_mark()
        end = self._end_ahead()
        if end is None:
            return False
        return self._text[end] in "{[," or not self.holds_records()

    def opens_records(self) -> bool:
        """Return whether the next value is a list of objects or of lists."""
        self._fill()
        return bool(re.match(r"\[\s*[{\[]", self._text[self._place : self._place + _LOOK]))

    def holds_records(self) -> bool:
        """Return whether the next object holds a list of objects, as far as can be seen ahead."""
        self._fill()
        return bool(_LIST_OF_OBJECTS.search(self._text, self._place, self._brackets_end()))

    def _brackets_end(self) -> int:
        """Return where the next object ends, or where what is held ends."""
        depth = 0
        for match in _BRACKETS.finditer(self._text, self._place):
            depth += (match[0] in "[{") - (match[0] in "]}")
            if depth <= 0:
                return match.end()
        return len(self._text)

    def _end_ahead(self) -> int | None:
        """Return where the value after the next one begins, None where that is not held."""
        self._fill()
        end = self._brackets_end()
        match = _BLANKS.match(self._text, end)
        return match.end() if match and match.end() < len(self._text) else None

    def _fill(self) -> None:
        if len(self._text) - self._place < _LOOK:
            self._more(_LOOK)

    def passed_over(self, *, to_line_end: bool) -> str:
        """Pass over what is no value, to the end of its line or of its brackets; return its beginning."""
        start = self._text[self._place : self._place + 1000]
        if to_line_end:
            while (end := self._text.find("\n", self._place)) < 0 and self._drop_and_go_on():
                pass
            self._place = end if end >= 0 else len(self._text)
            return start.partition("\n")[0].strip()
        depth = 0
        while True:
            for match in _BRACKETS.finditer(self._text, self._place):
                depth += (match[0] in "[{") - (match[0] in "]}")
                self._place = match.end()
                if depth <= 0:
                    return start
            if not self._drop_and_go_on():
                self._place = len(self._text)
                return start

    def _drop_and_go_on(self) -> bool:
        if len(self._text) - self._place > LONGEST_JSON_RECORD:
            self._forget(len(self._text) - 1)
        return self._more()

    def _more(self, at_least: int = 0) -> bool:
        """Hold more of the text, and forget what has been taken; at least as much again as is asked."""
        self._forget(self._place)
        got = 0
        while not self._over and got <= at_least:
            chunk = next(self._chunks, None)
            text = self._decoder.decode(chunk or b"", final=chunk is None)
            self._over = chunk is None
            self._text += text
            got += len(text)
        return got > 0

    def _forget(self, end: int) -> None:
        self._count_lines(end)
        self._text = self._text[end:]
        self._place = self._counted = 0
