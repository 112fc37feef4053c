"""A finished PDF taken apart and put together again: for bookmarks, links and a fixed date.

Qt writes none of them, and lays a plain file out: one table of objects at the end, no compressed object
streams. Every object keeps its number; those that change are written anew, and so is the table. The same
pages then give the same bytes on the same computer.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")


@dataclass(frozen=True)
class Bookmark:
    """A line of the outline: it leads to the top of a page (from 0); ``inside`` are the lines below it."""

    title: str
    page: int
    inside: tuple[Bookmark, ...] = ()


@dataclass(frozen=True)
class Link:
    """A box on a page that leads to another page; left, top, right, bottom [points] from the upper left."""

    page: int
    box: tuple[float, float, float, float]
    target: int


@dataclass(frozen=True)
class About:
    """What a file says about itself."""

    title: str
    date: datetime.date
    creator: str
    language: str = "en-US"


def finished(
    content: bytes, about: About, bookmarks: Sequence[Bookmark] = (), links: Sequence[Link] = ()
) -> bytes:
    """Return a PDF of Qt's with bookmarks, links and its day in place of the hour it was written.

    Raises
    ------
    ValueError
        When the file is not laid out as Qt's writer does it.
    """
    file = _File.read(content)
    pages = file.pages()
    file.describe(about)
    for page in sorted({link.page for link in links}):
        file.link(pages, page, [link for link in links if link.page == page])
    if bookmarks:
        file.outline(pages, bookmarks)
    return file.written()


class _File:
    """The objects of a PDF by number, without their frame, and its root and information."""

    def __init__(self, head: bytes, objects: dict[int, bytes], root: int, info: int) -> None:
        self._head, self._objects, self._root, self._info = head, objects, root, info

    @classmethod
    def read(cls, content: bytes) -> _File:
        """Take a file apart."""
        found = re.search(rb"startxref\s+(\d+)\s+%%EOF\s*$", content)
        if found is None or content[int(found[1]) : int(found[1]) + 4] != b"xref":
            raise ValueError("no plain table of objects at the end")
        table = int(found[1])
        trailer = content[content.index(b"trailer", table) :]
        entries = _ENTRY.findall(content[table : len(content) - len(trailer)])
        offsets = {number: int(offset) for number, (offset, _, kind) in enumerate(entries) if kind == b"n"}
        ends = dict(zip(sorted(offsets.values()), [*sorted(offsets.values())[1:], table], strict=True))
        objects = {}
        for number, offset in offsets.items():
            body = content[offset : ends[offset]].strip()
            frame = b"%d 0 obj" % number
            if not (body.startswith(frame) and body.endswith(b"endobj")):
                raise ValueError(f"object {number} is not where the table says")
            objects[number] = body[len(frame) : -len(b"endobj")].strip()
        root, info = (int(_one(rb"/%s (\d+) 0 R" % name, trailer)[1]) for name in (b"Root", b"Info"))
        return cls(content[: min(offsets.values())], objects, root, info)

    def pages(self) -> list[int]:
        """Return the number of each page's object, in order."""
        tree = int(_one(rb"/Pages (\d+) 0 R", self._objects[self._root])[1])
        kids = _one(_KIDS, self._objects[tree])[1]
        return [int(number) for number in re.findall(rb"(\d+) 0 R", kids)]

    def describe(self, about: About) -> None:
        """Say what the file is, with the day of its figures and no hour."""
        moment = f"D:{about.date:%Y%m%d}000000Z".encode()
        self._objects[self._info] = b"\n".join(
            (
                b"<<",
                b"/Title " + _text(about.title),
                b"/Creator " + _text(about.creator),
                b"/Producer " + _text("Qt"),
                b"/CreationDate (%s)" % moment,
                b"/ModDate (%s)" % moment,
                b"/Trapped /False",
                b">>",
            )
        )
        root = self._objects[self._root]
        metadata = re.search(rb"/Metadata (\d+) 0 R", root)
        if metadata is not None:
            self._objects[int(metadata[1])] = _metadata(about)
        self._extend_root(b"/Lang %s\n/ViewerPreferences << /DisplayDocTitle true >>" % _text(about.language))

    def link(self, pages: Sequence[int], page: int, links: Sequence[Link]) -> None:
        """Put links on a page."""
        own = self._objects[pages[page]]
        height = float(_one(rb"/MediaBox \[\S+ \S+ \S+ ([\d.]+)\s*\]", own)[1])
        annotations = int(_one(rb"/Annots (\d+) 0 R", own)[1])
        numbers = []
        for link in links:
            left, top, right, bottom = link.box
            box = b"[%.2f %.2f %.2f %.2f]" % (left, height - bottom, right, height - top)
            numbers.append(
                self._add(
                    b"<< /Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect %s /Dest [%d 0 R /Fit] >>"
                    % (box, pages[link.target])
                )
            )
        self._objects[annotations] = b"[ %s ]" % b" ".join(b"%d 0 R" % number for number in numbers)

    def outline(self, pages: Sequence[int], bookmarks: Sequence[Bookmark]) -> None:
        """Add the outline, open at its first level, and have a reader show it."""
        top = self._add(b"")
        first, last, count = self._level(pages, bookmarks, top)
        self._objects[top] = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (
            first,
            last,
            count,
        )
        self._extend_root(b"/Outlines %d 0 R\n/PageMode /UseOutlines" % top)

    def _level(
        self, pages: Sequence[int], bookmarks: Sequence[Bookmark], parent: int
    ) -> tuple[int, int, int]:
        """Add the lines of one level and those below; return the first, the last and how many there are."""
        numbers = [self._add(b"") for _ in bookmarks]
        for place, (number, mark) in enumerate(zip(numbers, bookmarks, strict=True)):
            parts = [
                b"<< /Title " + _text(mark.title),
                b"/Parent %d 0 R" % parent,
                b"/Dest [%d 0 R /Fit]" % pages[mark.page],
            ]
            if place:
                parts.append(b"/Prev %d 0 R" % numbers[place - 1])
            if place + 1 < len(numbers):
                parts.append(b"/Next %d 0 R" % numbers[place + 1])
            if mark.inside:
                # A negative count: folded until a reader opens it.
                parts.append(
                    b"/First %d 0 R /Last %d 0 R /Count -%d" % self._level(pages, mark.inside, number)
                )
            self._objects[number] = b"\n".join(parts) + b" >>"
        return numbers[0], numbers[-1], len(numbers)

    def _add(self, body: bytes) -> int:
        number = max(self._objects) + 1
        self._objects[number] = body
        return number

    def _extend_root(self, entries: bytes) -> None:
        root = self._objects[self._root]
        if not root.endswith(b">>"):
            raise ValueError("the catalogue is not a dictionary")
        self._objects[self._root] = root[:-2].rstrip() + b"\n" + entries + b"\n>>"

    def written(self) -> bytes:
        """Return the file; its identity is drawn from its own content."""
        parts, offsets, at = [self._head], {}, len(self._head)
        for number, body in sorted(self._objects.items()):
            framed = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            offsets[number] = at
            parts.append(framed)
            at += len(framed)
        size = max(self._objects) + 1
        identity = hashlib.sha256(b"".join(parts)).hexdigest()[:32].encode()
        table = [b"xref\n0 %d\n0000000000 65535 f \n" % size]
        for number in range(1, size):
            kind = b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 65535 f \n"
            table.append(kind)
        trailer = b"trailer\n<<\n/Size %d\n/Info %d 0 R\n/Root %d 0 R\n/ID [ <%s> <%s> ]\n>>\n" % (
            size, self._info, self._root, identity, identity,
        ) + b"startxref\n%d\n%%%%EOF\n" % at  # fmt: skip
        return b"".join((*parts, *table, trailer))


def _one(pattern: re.Pattern[bytes] | bytes, text: bytes) -> re.Match[bytes]:
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"no {pattern!r} in the file")
    return found


def _text(text: str) -> bytes:
    """Return a text as a PDF has it: UTF-16 in hexadecimal, so that no letter needs an escape."""
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"


def _metadata(about: About) -> bytes:
    day = f"{about.date:%Y-%m-%d}T00:00:00Z"
    xml = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>'
        f"<xmp:CreatorTool>{escape(about.creator)}</xmp:CreatorTool>"
        f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode()
    head = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n" % len(xml)
    return head + xml + b"\nendstream"
