"""``headway code-titles``: the occupation of every job title of a file, how sure, and what else it may be."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.commands.progress import ProgressLine
from workbook.commands.reading import finding_lines, refused_in_words, rows_told
from workbook.commands.stopping import stoppable
from workbook.outfile import check_place, staged_file

if TYPE_CHECKING:
    import pandas as pd

    from data.intake.coding.coder import TitleCoder
    from data.intake.coding.hints import Hints
    from data.intake.reading.progress import Watch
    from data.intake.reading.rawfile import RawFile
    from data.intake.reading.tables import Preview, RawColumn, RawTable
    from data.reference.pack import Pack
    from workbook.reading.review import Review

HINTS = ("employer", "industry", "education", "skills")
"""Fields of postings that say more of a title, where a column of the file tells them."""
_SURE_COLUMN = 0.8
_AT_ONCE = 10_240


@dataclass(frozen=True)
class _Coded:
    """The distinct titles of a file with their codes, and the rows that were read."""

    titles: pd.DataFrame
    rows: int


def code_titles(asked: argparse.Namespace) -> int:
    """Code the titles of a column, write them row by row, and write the review sheet when it is asked for.

    Returns
    -------
    int
        Exit status, always 0.

    Raises
    ------
    PlannerError
        When the file cannot be read, has no such column, a review is none, or a file cannot be written.
    """
    check_place(Path(asked.out), (".csv",), "table")
    if asked.review:
        check_place(Path(asked.review), noun="review")
    with refused_in_words(), ExitStack() as stack:
        stop = stack.enter_context(stoppable())
        tell = stack.enter_context(ProgressLine())
        tell("Reading the reference pack")
        from data.intake.coding.coder import TitleCoder
        from data.intake.coding.corrections import Corrections
        from data.intake.reading.progress import Watch
        from data.intake.reading.rawfile import open_file
        from data.reference.pack import load_pack

        pack = load_pack()
        reviews = _reviews(asked.apply, pack)
        given = Corrections(pair for one in reviews for pair in one.corrections)
        coder = TitleCoder.load(pack, given)
        path = Path(asked.file)
        file = stack.enter_context(open_file(path))
        preview, column = _column(file, asked.column, asked.sheet)
        listener = rows_told(tell, f"Reading {file.name}")
        raw = file.table(preview.sheet, preview.guess, listener, stop)
        watch = Watch(listener, stop)
        coded = _Coded(_coded(file, preview, raw, column, coder, watch, tell), raw.rows)
        tell("Writing")
        _write(file, raw, column, coded.titles, Path(asked.out), watch)
        if asked.review:
            _write_review(pack, coded.titles, Path(asked.review), file.name)
    print("\n".join(_said(asked, coded, reviews)))
    return 0


def _reviews(paths: Sequence[str], pack: Pack) -> list[Review]:
    if not paths:
        return []
    from workbook.reading.review import read_review

    return [read_review(Path(path), pack) for path in paths]


def _column(file: RawFile, name: str, sheet: str | None) -> tuple[Preview, RawColumn]:
    """Find the column of titles by its heading, else by its number in the file, counted from 1."""
    from data.intake.choosing import previews_of
    from data.intake.findings import IntakeError
    from data.intake.headings import squeezed
    from data.intake.recognising import columns_of

    previews = previews_of(file, sheet)
    sheets = [(one, columns_of(one)) for one in previews]
    for same in (str.strip, squeezed):
        for preview, columns in sheets:
            for column in columns:
                if same(name) and same(name) in (same(column.written_as), same(column.name)):
                    return preview, column
    if name.isdecimal():
        for preview, columns in sheets:
            if 1 <= int(name) <= len(columns):
                return preview, columns[int(name) - 1]
    for preview in previews:
        first = next(iter(zip(preview.lines, preview.cells, strict=True)), None)
        if first is not None and preview.guess.first_row is None and name in map(str.strip, first[1]):
            from workbook.deskfiles import with_headings

            named = with_headings(preview, first[0])
            return named, next(one for one in columns_of(named) if one.written_as == name)
    headings = [one.name for _, columns in sheets for one in columns]
    shown = ", ".join(f"“{heading[:40]}”" for heading in headings[:12])
    raise IntakeError(
        f"The file {file.name} has no column “{name}”",
        f"Its columns are {shown}{' …' if len(headings) > 12 else ''}" if headings else "It has no columns",
        "Name one of them, or give its number, counted from 1",
    )


def _coded(
    file: RawFile,
    preview: Preview,
    raw: RawTable,
    column: RawColumn,
    coder: TitleCoder,
    watch: Watch,
    tell: ProgressLine,
) -> pd.DataFrame:
    """Code each distinct title once, with what all of its rows agree on.

    Returns
    -------
    pandas.DataFrame
        Grain: distinct title. ``title``, ``rows``, ``soc``, ``confidence``, ``alternatives``, ``words``.
    """
    import pandas as pd

    cells = _hint_cells(preview, column)
    agreed = "".join(
        f", CASE WHEN min({cell}) = max({cell}) THEN min({cell}) END AS {name}"
        for name, cell in cells.items()
    )
    with watch.over(file.connection):
        asked = file.connection.execute(
            f"SELECT {column.cell} AS title, count(*) AS rows{agreed} FROM {raw.unnumbered}"
            f" WHERE trim({column.cell}) <> '' GROUP BY ALL ORDER BY title"
        ).df()
    parts = []
    for start in range(0, len(asked), _AT_ONCE):
        watch.check()
        tell(f"Coding {len(asked):,} titles", start / len(asked))
        some = asked.iloc[start : start + _AT_ONCE]
        coded = coder.code(some["title"].tolist(), _hints(some))
        parts.append(coded.frame().assign(rows=some["rows"].to_numpy()))
    names = ["title", "rows", "soc", "confidence", "alternatives", "words"]
    return pd.concat(parts)[names] if parts else pd.DataFrame(columns=names)


def _hint_cells(preview: Preview, titles: RawColumn) -> dict[str, str]:
    """Return which columns of the file say more of a title; columns of codes are left alone."""
    from data.intake.recognising import columns_of, recognise

    found = recognise([preview], "postings")
    if not found:
        return {}
    cells = {one.name: one.cell for one in columns_of(preview)}
    return {
        one.field: cells[one.column]
        for one in found[0].mapping.fields
        if one.field in HINTS
        and one.column is not None
        and one.column != titles.name
        and one.confidence >= _SURE_COLUMN
    }


def _hints(asked: pd.DataFrame) -> Hints:
    """Return what the file says of these titles beside the titles themselves."""
    from data.intake.coding.hints import Hints

    told = {
        name: [text if isinstance(text, str) else None for text in asked[name].tolist()]
        for name in HINTS
        if name in asked
    }
    return Hints(
        employer=told.get("employer"),
        industry=told.get("industry"),
        education=told.get("education"),
        skills=told.get("skills"),
    )


def _write(
    file: RawFile, raw: RawTable, column: RawColumn, titles: pd.DataFrame, out: Path, watch: Watch
) -> None:
    """Write one row for every row of the file, in its order."""
    from workbook.onetable import write_query

    connection = file.connection
    connection.register("coded_titles", titles)
    query = (
        f"SELECT coalesce(r.{column.cell}, '') AS title, coalesce(t.soc, '') AS soc,"
        " coalesce(t.confidence, 0.0) AS confidence, coalesce(t.alternatives, '') AS alternatives"
        f" FROM {raw.relation} AS r LEFT JOIN coded_titles AS t ON t.title = r.{column.cell} ORDER BY r.line"
    )
    with staged_file(out, (".csv",), "table") as temporary:
        write_query(connection, query, temporary, watch=watch)
    connection.unregister("coded_titles")


def _write_review(pack: Pack, titles: pd.DataFrame, out: Path, subject: str) -> None:
    from workbook.writing.review import write_review

    occupations = pack.occupations()
    named = dict(zip(occupations["soc"], occupations["title"], strict=True))
    write_review(titles, named, out, subject=subject)


def _said(asked: argparse.Namespace, coded: _Coded, reviews: Sequence[Review]) -> list[str]:
    from data.intake.coding.coder import SURE

    sure = int((coded.titles["confidence"] >= SURE).sum())
    said = [f"Codes: {Path(asked.out)}"]
    if asked.review:
        said.append(f"Review: {Path(asked.review)}")
    said += [
        f"{coded.rows:,} rows, {len(coded.titles):,} distinct titles, {sure:,} of them coded with a "
        f"confidence of {SURE} or more"
    ]
    for one in reviews:
        said.append(f"{one.name}: {len(one.corrections):,} of {one.titles:,} titles decided by hand")
    return [*said, *finding_lines(finding for one in reviews for finding in one.findings)]
