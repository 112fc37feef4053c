"""The SQL that turns rows of a file into numbers: `rows.sql` with the columns of that file put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from data.intake.findings import IntakeError
from data.intake.histories.columns import EDUCATION, END, PERSON, SOC, START, TITLE
from data.intake.histories.moves import LATEST_DAY
from data.intake.histories.sources import Source
from data.intake.occupations import Occupations
from data.language import say

SAMPLE_ROWS = 100_000
_WHOLE_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
_DAYS = ("DATE", "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE")
_SLASHED = r"\d{1,2}/\d{1,2}/\d{4}"
_MONTH_FIRST, _DAY_FIRST = "%m/%d/%Y", "%d/%m/%Y"
_NO_SUCH_DAYS = "%%"
"""A form that no day has: what the first rows do not show is not guessed further down."""

_NO_TEXT = "CAST(NULL AS VARCHAR)"
_JOIN_TITLES = "LEFT JOIN titles ON titles.written = CASE WHEN by_code IS NULL THEN bare(title) END"

TROUBLES = (
    "person-not-named",
    "start-missing",
    "start-unreadable",
    "start-implausible",
    "end-unreadable",
    "end-before-start",
    "occupation-not-named",
    "code-unknown",
    "code-split",
    "title-not-known",
)
"""Codes of the findings by their number in `rows.sql`, from 1."""


@dataclass(frozen=True)
class Salt:
    """How people become numbers: by a hash with a secret `salt`, the same for all files.

    Attributes
    ----------
    salt : int
        Drawn anew for every reading.
    whole_numbers : bool
        Whether every file gives people as whole numbers; else all are compared as text.
    """

    salt: int
    whole_numbers: bool


def is_whole_number(kind: str) -> bool:
    """Whether a DuckDB type is that of whole numbers that fit into 64 bits."""
    return kind in _WHOLE_NUMBERS


@dataclass(frozen=True)
class Codes:
    """The occupations, and the ways in which files write their codes.

    Attributes
    ----------
    socs : tuple of str
        The occupations of the reference pack, in the order of their numbers.
    spellings : tuple of str
        Codes as they are written: 41-1011, 411011, 41-1011.00, 411011.00; those that stand for several
        occupations come last.
    occupation : ndarray
        uint16 of shape (spellings that stand for one occupation,): its number.
    """

    socs: tuple[str, ...]
    spellings: tuple[str, ...]
    occupation: npt.NDArray[np.uint16]


def known_codes(occupations: Occupations) -> Codes:
    """List the codes that lead to the occupations of the pack: its own, and those of 2018 and 2010."""
    socs = tuple(sorted(occupations.socs))
    number = {soc: place for place, soc in enumerate(socs)}
    one: dict[str, int] = {}
    several: dict[str, None] = {}
    for code in (*socs, *sorted({*occupations.aliases, *occupations.soc2010} - occupations.socs)):
        soc, trouble = occupations.by_code(code)
        for written in (code, code.replace("-", ""), f"{code}.00", f"{code.replace('-', '')}.00"):
            if not trouble:
                one[written] = number[soc]
            elif trouble == "code-split":
                several[written] = None
    return Codes(socs, (*one, *several), np.array(list(one.values()), dtype=np.uint16))


def prepare(
    connection: duckdb.DuckDBPyConnection,
    codes: Codes,
    occupations: Occupations,
    code_of: Mapping[str, str] | None,
) -> None:
    """Put macros, the spellings of codes and the look-up tables into the connection.

    Raises
    ------
    IntakeError
        When `code_of` names a code that the pack does not have.
    """
    place = {soc: codes.spellings.index(soc) for soc in codes.socs}
    titles: dict[str, int] = {}
    for title, written in (code_of or {}).items():
        soc, trouble = occupations.by_code(written.strip())
        if trouble and written.strip():
            raise IntakeError(
                say("The table of titles gives “{title}” the code “{code}”", title=title, code=written),
                say("It is not one occupation of the reference pack"),
                say("Correct the code in the table of titles"),
            )
        if soc and title.strip():
            titles[title.strip()] = place[soc]
    spellings = ", ".join(f"'{written}'" for written in codes.spellings)
    connection.execute(f"CREATE TYPE spelling AS ENUM ({spellings})")
    connection.execute(Path(__file__).with_name("macros.sql").read_text(encoding="utf-8"))
    connection.execute("CREATE TEMP TABLE levels (written VARCHAR, level INTEGER)")
    _look_up(connection, "codes", {written: number for number, written in enumerate(codes.spellings)})
    _look_up(connection, "titles", titles)


def _look_up(connection: duckdb.DuckDBPyConnection, name: str, places: Mapping[str, int]) -> None:
    frame = pd.DataFrame({"written": list(places), "place": list(places.values())})
    connection.register("look_up", frame.astype({"written": "str", "place": "int32"}))
    connection.execute(
        f"CREATE TEMP TABLE {name} AS SELECT CAST(written AS VARCHAR) AS written, place FROM look_up"
    )
    connection.unregister("look_up")


def learn(
    connection: duckdb.DuckDBPyConnection, source: Source, columns: Mapping[str, str], day_first: bool | None
) -> str:
    """Look at the first rows: note how they word education, and return how they write days with slashes.

    Raises
    ------
    IntakeError
        When days such as 03/04/2019 do not show which figure is the month, and nobody said.
    """
    cells = [(field, source.column(columns[field])) for field in (START, END, EDUCATION) if field in columns]
    kept = ", ".join(f'CAST({cell} AS VARCHAR) AS "{field}"' for field, cell in cells)
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE sample AS SELECT {kept} FROM {source.relation()} AS source"
        f" LIMIT {SAMPLE_ROWS}"
    )
    connection.execute("SET preserve_insertion_order = false")
    if EDUCATION in columns:
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE levels AS SELECT DISTINCT education AS written,"
            " education_level(education) AS level FROM sample WHERE education IS NOT NULL"
        )
    if day_first is not None:
        return _DAY_FIRST if day_first else _MONTH_FIRST
    met = connection.execute(
        "WITH days AS (SELECT replace(bare(day), '-', '/') AS day FROM"
        ' (SELECT "start" AS day FROM sample UNION ALL SELECT "end" FROM sample))'
        " SELECT max(CAST(split_part(day, '/', 1) AS INTEGER)),"
        " max(CAST(split_part(day, '/', 2) AS INTEGER)), min(day)"
        f" FROM days WHERE regexp_full_match(day, '{_SLASHED}')"
    ).fetchone()
    connection.execute("DROP TABLE sample")
    return _slashes(met, source.files[0].name)


def _slashes(met: tuple[int | None, int | None, str | None] | None, file: str) -> str:
    first, second, example = met if met is not None else (None, None, None)
    if first is None or second is None:
        return _NO_SUCH_DAYS
    if (first > 12) == (second > 12):
        raise IntakeError(
            say("The days in {file} can be read in two ways", file=file),
            say("Nothing shows whether “{example}” gives the day or the month first", example=example),
            say("Say whether the day comes first"),
        )
    return _DAY_FIRST if first > 12 else _MONTH_FIRST


def rows_query(
    source: Source, columns: Mapping[str, str], salt: Salt, slashes: str, *, first_split: int, titles: bool
) -> str:
    """Fill `rows.sql` in for the files of a source."""
    cells = {field: source.column(name) for field, name in columns.items()}
    texts = {field: f"CAST({cells[field]} AS VARCHAR)" for field in (SOC, TITLE, EDUCATION) if field in cells}
    whole = salt.whole_numbers
    by_title = titles and TITLE in cells
    # Parquet mostly has each code once, in a dictionary: a join looks few texts up. Text files do not.
    join = SOC in cells and not source.text
    return Template(Path(__file__).with_name("rows.sql").read_text(encoding="utf-8")).substitute(
        person=cells[PERSON],
        start=_cell(cells[START], source.type_of(columns[START])),
        end=_cell(cells[END], source.type_of(columns[END])),
        soc=texts.get(SOC, _NO_TEXT),
        title=texts.get(TITLE, _NO_TEXT),
        education=texts.get(EDUCATION, _NO_TEXT),
        source=source.relation(keep_rejects=True),
        person_read="CAST(person AS BIGINT)" if whole else "unwrapped(CAST(person AS VARCHAR))",
        person_given="person_read IS NOT NULL" if whole else "person_read <> ''",
        salt=salt.salt,
        quick_code="codes.place" if join else "enum_code(try_cast(soc AS spelling))",
        join_codes="LEFT JOIN codes ON codes.written = soc" if join else "",
        quick_level="levels.level" if EDUCATION in cells else "0",
        join_levels="LEFT JOIN levels ON levels.written = education" if EDUCATION in cells else "",
        code="coalesce(by_code, titles.place)" if by_title else "by_code",
        join_titles=_JOIN_TITLES if by_title else "",
        **_days(source.type_of(columns[START]), "first", f"first_day(hard_first, '{slashes}')"),
        **_days(source.type_of(columns[END]), "last", f"final_day(hard_last, '{slashes}')"),
        latest=LATEST_DAY,
        first_split=first_split,
    )


def _cell(cell: str, kind: str) -> str:
    """A cell with a day, as a date or as text."""
    return cell if kind == "DATE" else f"CAST({cell} AS {'DATE' if kind in _DAYS else 'VARCHAR'})"


def _days(kind: str, which: str, hard: str) -> dict[str, str]:
    """How the first or the last day is read: quickly where it can be, by `hard` where it must."""
    quick, written = f"quick_{which}", f"{which}_written"
    # Only a last day may be blank: the job goes on.
    blank = "DATE '2200-01-01'" if which == "last" else "NULL"
    if kind in _DAYS:
        return {quick: written, f"hard_{which}": "NULL", f"{which}_day": f"coalesce({quick}, {blank})"}
    read_hard = f"CASE WHEN hard_{which} IS NULL THEN {blank} ELSE {hard} END"
    return {
        quick: f"quick_day({written})",
        f"hard_{which}": f"CASE WHEN day_read({quick}) IS NULL THEN {written} END",
        f"{which}_day": f"coalesce(day_read({quick}), {read_hard})",
    }
