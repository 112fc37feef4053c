"""A text file made ready for DuckDB: on disk, in UTF-8, its lines counted; where it lies if it can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.intake.reading import encodings
from data.intake.reading.encodings import MACINTOSH, UTF8, Encoding
from data.intake.reading.limits import CHUNK_BYTES
from data.intake.reading.progress import Watch
from data.intake.reading.remarks import Remarks
from data.intake.reading.stored import PlainFile, Stored, written
from data.intake.reading.survey import Surveyor, TextSurvey


@dataclass(frozen=True)
class PlainText:
    """A text file in UTF-8 whose lines end alike, and what is in it.

    ``mark_bytes`` is the length of its byte-order mark; ``ours`` tells a copy from the planner's own file.
    """

    path: Path
    survey: TextSurvey
    mark_bytes: int
    ours: bool

    def chunks(self, size: int = CHUNK_BYTES) -> Iterator[bytes]:
        """Yield the text with line feeds only, without its byte-order mark."""
        stored = PlainFile(self.path.name, self.path).chunks(size)
        if not self.survey.crlf and not self.mark_bytes:
            return stored
        return _with_feeds(stored, self.mark_bytes)


def _with_feeds(chunks: Iterator[bytes], mark_bytes: int) -> Iterator[bytes]:
    held = b""
    for chunk in chunks:
        text = held + chunk[mark_bytes:]
        mark_bytes = 0
        held = b"\r" if text.endswith(b"\r") else b""
        yield text[: len(text) - len(held)].replace(b"\r\n", b"\n")
    yield held


def made_plain(
    stored: Stored, encoding: Encoding, folder: Path, watch: Watch, unheeded_lines: int = 0
) -> tuple[PlainText, Remarks]:
    """Make a text file ready: unpack it, and put it into UTF-8 where it is not.

    Parameters
    ----------
    stored : Stored
        The file.
    encoding : Encoding
        What its beginning told.
    folder : Path
        Ours; copies go there.
    watch : Watch
        Told how far it is.
    unheeded_lines : int
        Lines at the beginning among which blank ones do not matter.

    Raises
    ------
    IntakeError
        When the file is damaged, out of proportion, or the disk is full.
    ReadingCancelledError
        When it was called off.
    """
    remarks = Remarks()
    path = stored.path
    surveyor = Surveyor(unheeded_lines)
    if encoding.codec == UTF8:
        if path is None:
            path = written(_seen(stored.chunks(), surveyor, None), folder / "unpacked", watch)
        else:
            for _ in _seen(stored.chunks(), surveyor, watch):
                pass
        found = surveyor.result()
        if found.plain:
            return PlainText(path, found, encoding.mark_bytes, path != stored.path), remarks
        codec = UTF8 if found.utf8 or encodings.one_byte(found.strange) != MACINTOSH else MACINTOSH
        source: Stored = PlainFile(stored.name, path)
        _remark_on(found, codec, remarks)
    else:
        codec, source = encoding.codec, stored
        remarks.add("encoding-guessed", values=[encodings.SPOKEN[codec]])
    surveyor = Surveyor(unheeded_lines)
    plain = encodings.plain_chunks(source.chunks(), codec, encoding.mark_bytes)
    copy = written(_seen(plain, surveyor, None), folder / "plain", watch)
    return PlainText(copy, surveyor.result(), 0, True), remarks


def _remark_on(found: TextSurvey, codec: str, remarks: Remarks) -> None:
    if found.zero_bytes:
        remarks.add("zero-bytes")
    if codec != UTF8:
        remarks.add("encoding-guessed", values=[encodings.SPOKEN[codec]])
    elif not found.utf8:
        remarks.add("encoding-mixed")


def _seen(chunks: Iterator[bytes], surveyor: Surveyor, watch: Watch | None) -> Iterator[bytes]:
    for chunk in chunks:
        surveyor.take(chunk)
        if watch is not None:
            watch.check()
        yield chunk
