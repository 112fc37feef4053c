"""Job postings from any file: coded, placed, put on a yearly footing, each opening counted once.

The distinct texts of each column are read in Python and joined back in SQL; ten million rows are never held.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning import posting_titles, posting_values
from data.intake.cleaning.lookups import Staged, staged
from data.intake.cleaning.posting_rows import EXTRA, clean_rows, comparable, joined
from data.intake.cleaning.posting_tells import tell_of_copies, tell_of_pay, tell_of_titles
from data.intake.cleaning.posting_values import DAYS, MONEY
from data.intake.duplicates import comparing_table, find_copies
from data.intake.loaded import Cleaned, rejects_of

if TYPE_CHECKING:
    from data.intake.loaded import Source

COLUMNS = (
    *("line", "id", "title", "soc", "coded_by", "confidence", "employer", "area", "posted", "expires"),
    *(
        "wage_low_usd",
        "wage_high_usd",
        "wage_period",
        "wage_annual_usd",
        "education",
        "experience",
        "industry",
    ),
    *("openings", "remote", "staffing"),
)
"""Columns of clean postings. Grain: distinct opening, in file order.

``soc`` an occupation of the pack, blank where nobody could tell; ``coded_by`` code, series or title;
``confidence`` 0–1 that the code is right (NULL for a broad series); ``area`` the pack's code or blank;
``posted`` and ``expires`` days; ``wage_annual_usd`` middle of the advertised range [USD per year], NULL when
not stated; ``education`` one of none, high school, some college, associate, bachelor, graduate, or blank when
not stated; ``remote`` and ``staffing`` whether the posting says so.
"""
_TEXTS = ("id", "title", "title_official", "soc", "series", "employer")
_RESULT_TEXTS = (
    *("id", "title", "soc", "coded_by", "employer", "area", "wage_period", "education", "experience"),
    "industry",
)
_PLACES = ("area", "place", "city", "state", "county", "zip")
_OTHERS = (
    "education",
    "experience",
    "industry",
    "remote",
    "staffing",
    "openings",
    "wage_period",
    "employment_type",
)


def clean(source: Source) -> Cleaned:
    """Clean postings.

    Returns
    -------
    Cleaned
        The table is a frame, or ``postings.parquet`` in the caller's folder when one is named. Facts:
        ``review`` (titles that leave the occupation open), ``uncoded`` (postings), ``remote``, ``staffing``.
    """
    connection = source.connection
    table = staged(source, _wanted(source), lambda name: _nothing(source, name))
    read_codes = posting_titles.learn_codes(source, table)
    posting_titles.learn_series(source, table)
    titles = posting_titles.learn_titles(source, table)
    places = posting_values.learn_places(source, table)
    posting_values.learn_days(source, table)
    posting_values.learn_pay(source, table)
    posting_values.learn_education(source, table)
    all_titles, employers = table.distinct("title"), table.distinct("employer")
    posting_values.learn_marks(table, all_titles, employers)
    keys = comparing_table(all_titles, employers)
    table.learn("title_keys", keys[0])
    table.learn("employer_keys", keys[1])

    rejects = _set_aside(source, table, places)
    posting_titles.tell_of_codes(source, table, read_codes)
    with source.watch.over(connection):
        connection.execute(f"CREATE OR REPLACE TEMP TABLE comparable AS {comparable(source, table, places)}")
    with source.watch.over(connection):
        repeated = find_copies(connection, "comparable")
    connection.execute("DROP TABLE comparable")
    tell_of_copies(source, table, repeated)
    _put_together(source, table, places)
    tell_of_pay(source, table)
    uncoded = tell_of_titles(source)
    accepted = source.raw.rows - len(rejects)
    facts = {
        "review": titles[titles["soc"] == ""].sort_values("rows", ascending=False, kind="stable"),
        "uncoded": uncoded,
        **_counts(source),
    }
    return Cleaned(_result(source), accepted, rejects, repeated, facts)


def _wanted(source: Source) -> list[str]:
    wanted = [*_TEXTS, *_PLACES, *DAYS, *MONEY, *_OTHERS]
    if source.options.every_column:
        wanted += EXTRA
    elif "skills" in source.cells and not source.raw.scanned:
        wanted.append("skills")
    return wanted


def _nothing(source: Source, name: str) -> list[str]:
    told = f"{source.note('nothing')};{source.note(f'nothing_in_{name}')}"
    usual = [] if name in ("education", "remote") else ["NaN", "nan", "NULL", "null", "N/A", "n/a", "None"]
    return [one for one in [*usual, *told.split(";")] if one]


def _set_aside(source: Source, table: Staged, places: tuple[str, ...]) -> pd.DataFrame:
    """Find the rows that cannot be used; table ``aside`` (``line``, ``code``) names them."""
    title = f"coalesce({table.text('title')}, {table.text('title_official')})"
    late = "expires_days.mark = 'unreadable'"
    tests = [
        (_no_occupation(table, title), "occupation-not-named", "title"),
        ("places.mark = 'area-unknown'" if places else "FALSE", "area-unknown", "area"),
        (late if "expires" in table.fields else "FALSE", "expires-unreadable", "expires"),
    ]
    if "soc" in table.fields:
        untitled = f"{title} IS NULL AND codes.soc = ''" + (
            " AND series.soc IS NULL" if "series" in table.fields else ""
        )
        tests.insert(1, (f"{untitled} AND codes.mark NOT IN ('', 'absent')", "codes", "soc"))
    said = {code: "codes.mark" if code == "codes" else f"'{code}'" for _, code, _ in tests}
    case = " ".join(f"WHEN {test} THEN {said[code]}" for test, code, _ in tests)
    which = " ".join(f"WHEN {test} THEN '{name}'" for test, _, name in tests)
    value = " ".join(f"WHEN {test} THEN {table.text(name)}" for test, _, name in tests)
    with source.watch.over(source.connection):
        rows = source.connection.execute(
            f"SELECT * FROM (SELECT s.line, CASE {case} END AS code, CASE {which} END AS field, "
            f"coalesce(CASE {value} END, '') AS value FROM {joined(table, places)}) "
            "WHERE code IS NOT NULL ORDER BY line"
        ).fetchall()
    rejects = rejects_of(rows)
    for code in dict.fromkeys(rejects["code"]):
        own = rejects[rejects["code"] == code]
        source.log.add(code, own["line"].tolist(), "", own["value"].tolist())
    table.learn("aside", rejects[["line", "code"]])
    return rejects


def _no_occupation(table: Staged, title: str) -> str:
    told = [f"{title} IS NULL"]
    if "soc" in table.fields:
        told.append("coalesce(codes.mark, 'absent') = 'absent'")
    if "series" in table.fields:
        told.append("series.soc IS NULL")
    return " AND ".join(told)


def _put_together(source: Source, table: Staged, places: tuple[str, ...]) -> None:
    """Write the clean rows, without those set aside and the copies: view ``postings``."""
    select = clean_rows(source, table, places)
    target = "postings"
    with source.watch.over(source.connection):
        if source.options.folder is not None:
            path = (source.options.folder / "postings.parquet").as_posix().replace("'", "''")
            source.connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet, COMPRESSION snappy)")
            source.connection.execute(
                f"CREATE OR REPLACE TEMP VIEW {target} AS SELECT * FROM read_parquet('{path}')"
            )
        else:
            source.connection.execute(f"CREATE OR REPLACE TEMP TABLE {target} AS {select} ORDER BY line")


def _counts(source: Source) -> dict[str, int]:
    row = source.connection.execute(
        "SELECT count(*) FILTER (remote), count(*) FILTER (staffing) FROM postings"
    ).fetchone()
    return {"remote": int(row[0]), "staffing": int(row[1])} if row else {}


def _result(source: Source) -> pd.DataFrame | Path:
    if source.options.folder is not None:
        return source.options.folder / "postings.parquet"
    frame = source.connection.execute("SELECT * EXCLUDE (wage_trouble) FROM postings ORDER BY line").df()
    texts = dict.fromkeys((*_RESULT_TEXTS, *(name for name in EXTRA if name in frame)), "str")
    days = dict.fromkeys(DAYS, "datetime64[s]")
    return frame.astype({**texts, **days, "wage_annual_usd": "float64"})
