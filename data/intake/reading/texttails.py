"""The last rows of a large text file, where notes below the table stand."""

from __future__ import annotations

from data.intake.reading.bases import TAIL_ROWS
from data.intake.reading.plaintext import PlainText
from data.intake.reading.records import Dialect, RecordReader
from data.intake.reading.refusals import reading
from data.intake.reading.tables import Row

_TAIL_BYTES = 1 << 16


def text_tail(text: PlainText, dialect: Dialect) -> list[Row]:
    """Return the last rows of a text file in which every row is one line.

    Blank lines at the very end are left out.
    """
    with reading(text.path), text.path.open("rb") as stream:
        start = max(text.mark_bytes, text.survey.size - _TAIL_BYTES)
        stream.seek(start)
        raw = stream.read(text.survey.size - start)
    if start > text.mark_bytes:
        raw = raw[raw.find(b"\n") + 1 :]
    lines = raw.replace(b"\r\n", b"\n").rstrip(b"\n").split(b"\n")[-TAIL_ROWS:]
    first = text.survey.lines - len(lines) + 1
    reader = RecordReader(iter((b"\n".join(lines) + b"\n",)), dialect)
    return [(first + record.line - 1, reader.cells(record)) for record in reader]
