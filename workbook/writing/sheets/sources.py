"""Sources: every file behind the figures, with publisher, vintage, licence, attribution and checksum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from data.intake.postings import PostingsTable
from data.intake.unemployment import UnemployedTable
from data.reference.pack import Pack
from workbook.model.localtables import SUBJECTS as SUBJECTS_OF
from workbook.model.localtables import LocalTable
from workbook.writing.layout import Book, set_up_page
from workbook.writing.styles import SECONDARY
from workbook.writing.tables import Field, Placed, fit_rows, write_table

LocalFile: TypeAlias = PostingsTable | UnemployedTable | LocalTable

SHEET, TABLE = "Sources", "Sources"
HEADER_ROW = 5
HOW = (
    "Transitions are modelled by Headway, not observed: a claim about likelihood, not a record. "
    "Their inputs are listed like every other source."
)
HOW_LOADED = "Transitions are {source}."

SUBJECTS = {
    "areas": "areas",
    "wages": "jobs and wages",
    "staffing": "staffing by industry",
    "industries": "industries",
    "occupations": "occupations",
    "elements": "skills and knowledge",
    "element_scores": "skills and knowledge",
    "technologies": "technologies",
    "related": "related occupations",
    "titles": "job titles",
    "claims": "people out of work",
    "unemployment_rates": "unemployment rates",
    "programmes": "training programmes",
    "soc2010": "occupation codes",
    "soc_aliases": "occupation codes",
    "counties": "places",
    "zips": "places",
    "cities": "places",
    "group_flows": "moves between groups",
    "transitions": "modelled transitions",
}


@dataclass(frozen=True)
class Line:
    """One source as the sheet shows it."""

    publisher: str
    title: str
    vintage: str
    used_for: str
    licence: str
    attribution: str
    retrieved: str
    checksum: str
    file: str


def lines(pack: Pack, files: Sequence[LocalFile]) -> list[Line]:
    """Return the planner's own files, then every official file of the pack."""
    uses: dict[str, dict[str, None]] = {}
    for record in pack.table_records():
        for source in record.sources:
            uses.setdefault(source, {})[SUBJECTS.get(record.name, record.name)] = None
    return [_local(file) for file in files] + [
        Line(
            source.publisher,
            source.title,
            source.vintage,
            ", ".join(uses.get(source.id, {})),
            source.licence,
            source.attribution,
            source.retrieved,
            source.sha256,
            source.file,
        )
        for source in pack.sources()
    ]


def _local(file: LocalFile) -> Line:
    subject = SUBJECTS_OF[file.kind] if isinstance(file, LocalTable) else _counted(file)
    title = f"{file.read:,} rows read, {file.accepted:,} used, {file.set_aside:,} set aside"
    vintage = "see the plan’s day" if isinstance(file, PostingsTable) else getattr(file, "period", "")
    return Line("The planner’s own file", title, vintage, subject, "", "", "", file.sha256, file.name)


def _counted(file: PostingsTable | UnemployedTable) -> str:
    return "local postings" if isinstance(file, PostingsTable) else "people out of work"


def write(book: Book, sentence: str, pack: Pack, files: Sequence[LocalFile]) -> Placed:
    """Write the sheet and return where its table stands."""
    moves = book.results.prepared.national
    how = HOW if moves.moves_told is None else HOW_LOADED.format(source=moves.moves_source)
    sheet = book.sheet(SHEET, SHEET, sentence, how)
    rows = lines(pack, files)
    wrapped = book.styles.text(text_wrap=True, valign="top")
    quiet = book.styles.text(text_wrap=True, valign="top", font_color=SECONDARY)
    first = book.styles.cell(text_wrap=True, valign="top")
    columns = [
        Field("Publisher", [row.publisher for row in rows], first, 30, wraps=True, align="edge"),
        Field("Source", [row.title for row in rows], wrapped, 48, wraps=True),
        Field("Vintage", [row.vintage for row in rows], wrapped, 18, wraps=True),
        Field("Used for", [row.used_for for row in rows], wrapped, 24, wraps=True),
        Field("Licence", [row.licence for row in rows], wrapped, 20, wraps=True),
        Field("Attribution", [row.attribution for row in rows], quiet, 62, wraps=True),
        Field("Retrieved", [row.retrieved for row in rows], quiet, 12),
        Field("File", [row.file for row in rows], quiet, 34, wraps=True),
        Field("Checksum (SHA-256)", [row.checksum for row in rows], quiet, 24, wraps=True),
    ]
    placed = write_table(book, sheet, TABLE, columns, row=HEADER_ROW, description="Sources of the figures")
    fit_rows(sheet, placed, columns)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    set_up_page(book, sheet, paper="legal", repeat=(HEADER_ROW, HEADER_ROW), area=placed.printed)
    return placed
