"""The PDF: one page an occupation, bookmarks and links that lead there, fonts inside, the same bytes."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.paper.pdf import pdf_bytes, write_coach_pdf
from desktop.paper.pdfobjects import About, Bookmark, finished
from workbook.errors import PlannerError
from workbook.model.coachpage import CoachBook

ROOT = Path(__file__).resolve().parents[3]


class Reader:
    """A reader of its own: objects by the table at the end, nothing taken from the writer."""

    def __init__(self, content: bytes) -> None:
        start = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
        head, *lines = content[start:].split(b"\n")
        assert head == b"xref"
        self.objects = {}
        for number, line in enumerate(lines[1 : 1 + int(lines[0].split()[1])]):
            assert len(line) == 19, "a line of the table has twenty bytes with its end"
            if line[17:18] == b"n":
                found = re.match(rb"(\d+) 0 obj\n(.*?)\nendobj\n", content[int(line[:10]) :], re.DOTALL)
                assert found is not None
                assert int(found[1]) == number
                self.objects[number] = found[2]
        self.trailer = content[content.rindex(b"trailer") :]
        self.root = self.objects[self.number(rb"/Root", self.trailer)]
        kids = re.search(rb"/Kids\s*\[(.*?)\]", self.objects[self.number(rb"/Pages", self.root)], re.DOTALL)
        assert kids is not None
        self.pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]

    def number(self, name: bytes, text: bytes) -> int:
        found = re.search(name + rb" (\d+) 0 R", text)
        assert found is not None, name
        return int(found[1])

    def outline(self, parent: int | None = None) -> list[tuple[str, int, list]]:  # type: ignore[type-arg]
        """Return title, page from 1 and the lines below, walking from line to line."""
        parent = self.number(rb"/Outlines", self.root) if parent is None else parent
        if b"/First" not in self.objects[parent]:
            return []
        found, at, before = [], self.number(rb"/First", self.objects[parent]), 0
        while True:
            line = self.objects[at]
            assert self.number(rb"/Parent", line) == parent
            assert (self.number(rb"/Prev", line) if before else 0) == before
            title = re.search(rb"/Title <FEFF([0-9A-F]+)>", line)
            page = re.search(rb"/Dest \[(\d+) 0 R /Fit\]", line)
            assert title is not None
            assert page is not None
            told = bytes.fromhex(title[1].decode()).decode("utf-16-be")
            found.append((told, self.pages.index(int(page[1])) + 1, self.outline(at)))
            if b"/Next" not in line:
                assert self.number(rb"/Last", self.objects[parent]) == at
                count = re.search(rb"/Count -?(\d+)", self.objects[parent])
                assert count is not None
                assert int(count[1]) == len(found)
                return found
            before, at = at, self.number(rb"/Next", line)

    def links(self, page: int) -> list[int]:
        """Return the pages (from 1) that the links of a page lead to."""
        marks = self.objects[self.number(rb"/Annots", self.objects[self.pages[page]])]
        found = []
        for number in re.findall(rb"(\d+) 0 R", marks):
            target = re.search(rb"/Dest \[(\d+) 0 R", self.objects[int(number)])
            assert target is not None
            found.append(self.pages.index(int(target[1])) + 1)
        return found


def test_pages_bookmarks_and_links(content: bytes, book: CoachBook) -> None:
    reader = Reader(content)
    assert len(reader.pages) == 1 + len(book.pages)
    outline = reader.outline()
    assert outline[0] == ("Contents", 1, [])
    lines = [line for _, _, inside in outline for line in inside]
    assert lines == [(page.title, number, []) for number, page in enumerate(book.pages, 2)]
    assert [page for _, page, _ in outline[1:]] == [2, 3, 4, 5, 6]
    assert reader.links(0) == [2, 3, 4, 5, 6]
    assert reader.links(1) == []
    assert b"/PageMode /UseOutlines" in reader.root
    assert b"/Lang <FEFF" in reader.root


def test_fonts_are_inside_and_no_hour_of_writing(content: bytes, book: CoachBook) -> None:
    reader = Reader(content)
    told = b"\n".join(reader.objects.values())
    fonts = set(re.findall(rb"/Type /Font\n/Subtype /(\w+)", told))
    assert fonts == {b"Type0", b"CIDFontType2"} or fonts == {b"Type0", b"CIDFontType0"}
    described = re.findall(rb"/Type /FontDescriptor(?:(?!>>).)*", told, re.DOTALL)
    assert described
    assert all(b"/FontFile" in one for one in described)
    assert set(re.findall(rb"Date \(D:(\d+)Z\)", told)) == {b"20260105000000"}
    assert re.findall(rb"<xmp:CreateDate>([^<]+)<", told) == [b"2026-01-05T00:00:00Z"]


def test_the_same_pages_give_the_same_bytes_in_another_process(
    content: bytes, book: CoachBook, tmp_path: Path
) -> None:
    """Qt's tables are shuffled anew in each process; the order of fonts must not follow them."""
    words = ["coach", "--region", "12060", "--date", "2026-01-05", "--out", str(tmp_path / "a.pdf")]
    for page in book.pages:
        words += ["--from", page.soc]
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "desktop", *words], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b""), "without a screen"
    assert (tmp_path / "a.pdf").read_bytes() == content


def test_one_page_stands_alone(application: QGuiApplication, book: CoachBook, tmp_path: Path) -> None:
    one = replace(book, pages=book.pages[:1])
    reader = Reader(write_coach_pdf(one, tmp_path / "one.pdf", "a4").read_bytes())
    assert len(reader.pages) == 1
    assert b"/Outlines" not in reader.root
    assert b"/MediaBox [0 0 595.000000 842.000000]" in reader.objects[reader.pages[0]]


def test_a_stopped_writing_leaves_what_was_there(
    application: QGuiApplication, book: CoachBook, tmp_path: Path
) -> None:
    place = tmp_path / "pages.pdf"
    place.write_bytes(b"older")

    def stop(sentence: str, share: float) -> None:
        if share > 0.5:
            raise InterruptedError(sentence)

    with pytest.raises((InterruptedError, PlannerError)):
        write_coach_pdf(book, place, "letter", stop)
    assert [path.name for path in tmp_path.iterdir()] == ["pages.pdf"]
    assert place.read_bytes() == b"older"
    with pytest.raises(PlannerError, match="no folder"):
        write_coach_pdf(book, tmp_path / "nowhere" / "a.pdf")


def test_any_letter_may_stand_in_a_bookmark(application: QGuiApplication, book: CoachBook) -> None:
    odd = "Cooks (all) \\ <b> – Köche 🍳"
    two = replace(book, pages=(replace(book.pages[0], title=odd), book.pages[1]))
    lines = Reader(pdf_bytes(two)).outline()
    assert lines[1][2] == [(odd, 2, [])]


def test_a_file_that_is_laid_out_otherwise_is_not_touched(content: bytes) -> None:
    about = About("x", datetime.date(2026, 1, 1), "x")
    with pytest.raises(ValueError, match="no plain table"):
        finished(b"%PDF-1.7 compressed", about, [Bookmark("x", 0)])
