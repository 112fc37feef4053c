"""Parsing XML of a planner's file: no declarations of entities, no other files, no network, ever."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

from data.intake.reading import refusals
from data.language import say

Started = Callable[[str, dict[str, str]], None]
Ended = Callable[[str], None]
Written = Callable[[str], None]

_DEEPEST = 200
_LONGEST_TAG_OR_TEXT = 16 << 20
_OTHER_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["'](?!utf-?8["'])""", re.IGNORECASE)


class EnoughReadError(Exception):
    """What was wanted has been read; the rest does not matter."""


class GuardedParser:
    """Parses XML as it comes.

    Parameters
    ----------
    name, inside : str
        Name of the file and what it is, for the words of a refusal.
    started, ended, written : callable
        Called at the start (local name without its prefix, attributes) and the end of an element, and with
        text. Any of them may raise EnoughReadError.
    """

    def __init__(
        self,
        name: str,
        started: Started,
        ended: Ended | None = None,
        written: Written | None = None,
        inside: str = say("an Excel workbook"),
    ) -> None:
        def refuse(*_: object) -> None:
            raise refusals.dangerous(name)

        def start(tag: str, attributes: dict[str, str]) -> None:
            self._depth += 1
            if self._depth > _DEEPEST:
                raise refusals.damaged(name, inside)
            started(tag.rpartition(":")[2], attributes)

        def end(tag: str) -> None:
            self._depth -= 1
            if ended is not None:
                ended(tag.rpartition(":")[2])

        self._name, self._inside = name, inside
        self._depth = self._since_tag = 0
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = refuse
        parser.EntityDeclHandler = refuse
        parser.StartElementHandler = start
        parser.EndElementHandler = end
        if written is not None:
            parser.CharacterDataHandler = written

    def take(self, chunk: bytes, *, last: bool = False) -> None:
        """Parse the next bytes.

        Raises
        ------
        IntakeError
            When the XML declares a document type or entities, is not well formed, or out of all proportion.
        """
        place = chunk.rfind(b">")
        self._since_tag = len(chunk) - place if place >= 0 else self._since_tag + len(chunk)
        if self._since_tag > _LONGEST_TAG_OR_TEXT:
            raise refusals.too_large(self._name, say("One of its tags or texts is longer than any real one"))
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, LookupError, ValueError) as error:
            # An encoding that nobody knows, or that the parser cannot take, is no error of its own kind.
            raise refusals.damaged(self._name, self._inside) from error


def parsed(chunks: Iterable[bytes], parser: GuardedParser) -> bool:
    """Parse XML and return whether it was parsed to its end.

    Raises
    ------
    IntakeError
        When the XML declares a document type or entities, or is not well formed.
    """
    try:
        for chunk in chunks:
            parser.take(chunk)
        parser.take(b"", last=True)
    except EnoughReadError:
        return False
    return True


def is_plain(head: bytes) -> bool:
    """Return whether the beginning of XML promises nothing but elements and texts in UTF-8."""
    return (
        b"<!" not in head
        and not head.startswith((b"\xff\xfe", b"\xfe\xff"))
        and not _OTHER_ENCODING.match(head)
    )


def attribute(attributes: dict[str, str], name: str) -> str:
    """Return an attribute whatever prefix it has, blank when it is missing."""
    for key, value in attributes.items():
        if key == name or key.rpartition(":")[2] == name:
            return value
    return ""
