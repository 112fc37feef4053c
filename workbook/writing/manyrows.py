"""Tables of hundreds of thousands of rows: the writer library lays the sheet out, the rows are added as text.

The library writes the sheet with the table's first rows: head, formats, table, notes, filters, printed
page. The rows themselves are then written in blocks into the finished file, with the styles of that first
row, and every range that ended with it is made as long as the table. Texts go to the file's list of texts
once.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.utility import xl_col_to_name

from workbook.writing.privacy import clean_text

Array = NDArray[Any]
Progress = Callable[[str, float], None]

SAMPLE_ROWS = 2
"""Rows of the table that the library writes; two, so that the end of a range can be told from its start."""
BLOCK_ROWS = 4_000
DEFLATE_LEVEL = 1
"""Fast rather than small: a level of 6 takes five times as long for a tenth less."""
WRITING = "Writing the rows"


@dataclass(frozen=True)
class ManyColumn:
    """One column of a long table: floats (NaN is blank), or integer places in ``texts`` (−1 is blank)."""

    values: Array
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class LongTable:
    """A table to be filled: its name, its sheet and that one's part in the file, its first row (from 0)."""

    name: str
    sheet: str
    part: str
    first_row: int
    columns: tuple[ManyColumn, ...]

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.columns[0].values)


def text_column(values: Sequence[str]) -> ManyColumn:
    """Return a column of texts, each different one kept once.

    >>> text_column(["b", "a", "b", ""]).values.tolist()
    [0, 1, 0, -1]
    """
    places: dict[str, int] = {}
    codes = [places.setdefault(text, len(places)) if text else -1 for text in values]
    return ManyColumn(np.array(codes, dtype=np.int32), tuple(places))


def fill(content: bytes, table: LongTable, target: IO[bytes], progress: Progress | None = None) -> None:
    """Write the workbook ``content`` to ``target`` with all rows of one table in place of its sample.

    Parameters
    ----------
    content
        A workbook of the writer library in which the table has `SAMPLE_ROWS` rows and ends the sheet.
    table
        The columns, whose first sample row gave the styles.
    target
        Open file for bytes.
    progress
        Gets a sentence and the share done (0–1) after every block; what it raises stops the writing.
    """
    tell = progress or (lambda sentence, share: None)
    sample_last, last = table.first_row + SAMPLE_ROWS, table.first_row + table.rows
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts, starts = _all_texts(archive, table)
        # A target that cannot be read back would leave sizes out of the entries' heads.
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=DEFLATE_LEVEL) as copy:
            for item in archive.infolist():
                entry = zipfile.ZipInfo(item.filename, item.date_time)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, item.external_attr
                found = archive.read(item.filename)
                if item.filename == table.part:
                    with copy.open(entry, "w", force_zip64=table.rows > BLOCK_ROWS) as stream:
                        _packed(_sheet(found.decode(), table, starts, tell), stream)
                elif item.filename == "xl/sharedStrings.xml":
                    copy.writestr(entry, texts)
                elif f' name="{table.name}"'.encode() in found and item.filename.startswith("xl/tables/"):
                    copy.writestr(entry, _longer(found.decode(), sample_last, last))
                elif item.filename == "xl/workbook.xml":
                    copy.writestr(entry, _names_longer(found.decode(), table.sheet, sample_last, last))
                else:
                    copy.writestr(entry, found)


def _packed(parts: Iterator[str], stream: IO[bytes]) -> None:
    """Write parts while a second thread packs the one before: packing does not hold the interpreter."""
    with ThreadPoolExecutor(1) as packer:
        pending = None
        for part in parts:
            if pending is not None:
                pending.result()
            pending = packer.submit(stream.write, part.encode())
        if pending is not None:
            pending.result()


def _all_texts(archive: zipfile.ZipFile, table: LongTable) -> tuple[bytes, list[int]]:
    """Return the list of texts with those of the columns behind it, and where each column's begin."""
    before = archive.read("xl/sharedStrings.xml").decode()
    count = before.count("<si>")
    starts: list[int] = []
    added: list[str] = []
    for column in table.columns:
        starts.append(count + len(added))
        added += [f'<si><t xml:space="preserve">{escape(clean_text(text))}</t></si>' for text in column.texts]
    whole = re.sub(r' count="\d+" uniqueCount="\d+"', f' uniqueCount="{count + len(added)}"', before, count=1)
    return whole.replace("</sst>", "".join(added) + "</sst>").encode(), starts


def _longer(xml: str, sample_last: int, last: int) -> str:
    """Return XML in which every range that ended with the sample ends with the table.

    >>> _longer('ref="A8:Y10" x="A1:A9" <n>S!$A$1:$Y$10</n>', 10, 99)
    'ref="A8:Y99" x="A1:A9" <n>S!$A$1:$Y$99</n>'
    """
    return re.sub(rf"(:\$?[A-Z]+\$?){sample_last}(?=[\"< ])", rf"\g<1>{last}", xml)


def _names_longer(xml: str, sheet: str, sample_last: int, last: int) -> str:
    """Return the workbook's part in which names of ranges of one sheet reach to the end of the table."""
    return re.sub(
        r"<definedName [^>]*>[^<]*</definedName>",
        lambda name: _longer(name[0], sample_last, last) if f">{sheet}!" in name[0] else name[0],
        xml,
    )


def _sheet(xml: str, table: LongTable, starts: Sequence[int], tell: Progress) -> Iterator[str]:
    """Yield the sheet: what stands before the table, its rows in blocks, and what follows the rows."""
    sample_last, last = table.first_row + SAMPLE_ROWS, table.first_row + table.rows
    head, rest = xml.split(f'<row r="{table.first_row + 1}"', 1)
    sample, tail = rest.split("</sheetData>", 1)
    styles = re.findall(r'<c r="[A-Z]+\d+"( s="\d+")?', sample.split("</row>", 1)[0])
    yield _longer(head, sample_last, last)
    yield from _rows(table, styles, starts, tell)
    yield "</sheetData>" + _longer(tail, sample_last, last)


def _rows(table: LongTable, styles: Sequence[str], starts: Sequence[int], tell: Progress) -> Iterator[str]:
    letters = [xl_col_to_name(at) for at in range(len(table.columns))]
    cells = "".join(f'<c r="{letter}%d"{style}%s</c>' for letter, style in zip(letters, styles, strict=True))
    pattern = f'<row r="%d">{cells}</row>'
    shown = [_shown_texts(column, start) for column, start in zip(table.columns, starts, strict=True)]
    for first in range(0, table.rows, BLOCK_ROWS):
        tell(WRITING, first / table.rows)
        block = slice(first, min(first + BLOCK_ROWS, table.rows))
        numbers = range(table.first_row + 1 + block.start, table.first_row + 1 + block.stop)
        columns: list[Sequence[Any]] = [numbers]
        for column, texts in zip(table.columns, shown, strict=True):
            columns += [numbers, _contents(column.values[block], texts)]
        yield "".join(map(pattern.__mod__, zip(*columns, strict=True)))
    tell(WRITING, 1.0)


def _shown_texts(column: ManyColumn, start: int) -> list[str]:
    """Return what stands behind the style of a cell with each text, and last that of a blank one."""
    return [*(f' t="s"><v>{start + place}</v>' for place in range(len(column.texts))), ">"]


def _contents(values: Array, texts: Sequence[str]) -> list[str]:
    """Return what stands behind a cell's style in these rows: nothing, a number, or the place of a text."""
    if values.dtype.kind == "i":
        return [texts[code] for code in values.tolist()]
    return [f"><v>{value!r}</v>" if value == value else ">" for value in values.tolist()]
