"""A filled review of job titles, read back as corrections."""

from __future__ import annotations

import datetime
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from data.intake.findings import Finding, FindingLog
from data.intake.occupations import Occupations
from data.language import say
from workbook import reviewsheet
from workbook.errors import PlannerError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.reference.pack import Pack

MOST_UNPACKED_BYTES = 400 << 20
_HEAD_ROWS = 30
_MOST_COLUMNS = 50
_MOST_ROWS = 2 * reviewsheet.LISTED
_WANTED = (reviewsheet.TITLE, reviewsheet.CHOICE, reviewsheet.CODE)
_READ = (*_WANTED, reviewsheet.NOTES)
_DAMAGED = (
    *(InvalidFileException, zipfile.BadZipFile, zlib.error, ParseError),
    *(KeyError, ValueError, TypeError, OSError),
)


@dataclass(frozen=True)
class Review:
    """What a colleague said of job titles.

    Attributes
    ----------
    name : str
        The workbook.
    titles : int
        Titles on its sheet.
    corrections : tuple of (str, str)
        Title and SOC code of the reference pack for every title that was decided, in the order of the sheet.
    notes : tuple of (str, str)
        Title and what was noted beside it.
    findings : tuple of Finding
        Codes that are not usable, with their rows.
    """

    name: str
    titles: int
    corrections: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def read_review(path: Path, pack: Pack) -> Review:
    """Read a filled review.

    A code written by hand goes before the choice. A title without either is left open.

    Raises
    ------
    PlannerError
        When the file cannot be read, or is not a review that this program wrote.
    """
    occupations = Occupations.of(pack)
    log = FindingLog(path.name)
    corrections: list[tuple[str, str]] = []
    notes: list[tuple[str, str]] = []
    titles = 0
    for row, title, choice, code, note in _rows(path):
        titles += 1
        column, written = (reviewsheet.CODE, code) if code else (reviewsheet.CHOICE, choice.split(" ")[0])
        if note:
            notes.append((title, note))
        if not written:
            continue
        soc, trouble = occupations.by_code(written)
        if trouble:
            log.add(trouble, [row], column, [code or choice])
        else:
            corrections.append((title, soc))
    return Review(path.name, titles, tuple(corrections), tuple(notes), log.findings())


def _rows(path: Path) -> list[tuple[int, str, str, str, str]]:
    """Return row, title, choice, code and note of every title."""
    _refuse_bombs(path)
    try:
        workbook = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        try:
            _refuse_foreign(path, workbook)
            return list(_filled(path, workbook[reviewsheet.TITLES]))
        finally:
            workbook.close()
    except _DAMAGED as error:
        raise _refused(path, say("It is no Excel workbook, or it is damaged")) from error


def _filled(path: Path, sheet: Any) -> Iterator[tuple[int, str, str, str, str]]:
    places: dict[str, int] = {}
    cells = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS, values_only=True)
    for number, row in enumerate(cells, 1):
        texts = [_text(value) for value in row]
        if places:
            title, choice, code, note = (
                texts[places[name]] if places.get(name, len(texts)) < len(texts) else "" for name in _READ
            )
            if title:
                yield number, title, choice, code, note
        elif set(_WANTED) <= set(texts):
            places = {text: place for place, text in reversed(list(enumerate(texts))) if text}
        elif number >= _HEAD_ROWS:
            break
    if not places:
        raise _refused(path, say("The sheet “{sheet}” has lost its headings", sheet=reviewsheet.TITLES))


def _text(value: object) -> str:
    """Return a cell as text; a code such as 11-2011 that became a date is a code again."""
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.month:02d}-{value.year:04d}"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _refuse_bombs(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except FileNotFoundError as error:
        raise PlannerError(
            say("The review {name} cannot be read", name=path.name),
            say("There is no file at {path}", path=path),
            say("Check the name and the folder"),
        ) from error
    except (OSError, zipfile.BadZipFile) as error:
        raise _refused(path, say("It is no Excel workbook, or it is damaged")) from error
    if unpacked > MOST_UNPACKED_BYTES:
        raise _refused(path, say("Unpacked it would be larger than any review"))


def _refuse_foreign(path: Path, workbook: Any) -> None:
    if not {reviewsheet.TITLES, reviewsheet.CANDIDATES} <= set(workbook.sheetnames):
        raise _refused(path, say("It is not a review of job titles that this program wrote"))
    first = next(
        workbook[reviewsheet.CANDIDATES].iter_rows(max_row=1, min_col=1, max_col=2, values_only=True), ()
    )
    form, version = (*first, None, None)[:2]
    if form != reviewsheet.FORM:
        raise _refused(path, say("It is not a review of job titles that this program wrote"))
    if not isinstance(version, int | float) or version > reviewsheet.VERSION:
        raise _refused(path, say("A later version of the program wrote it"))


def _refused(path: Path, why: str) -> PlannerError:
    return PlannerError(
        say("The review {name} cannot be read", name=path.name),
        why,
        say("Write a new one with: headway code-titles FILE --column TITLE --review REVIEW.xlsx"),
    )
