"""Job postings from any file: coded, placed, put on a yearly footing, each opening counted once.

The distinct texts of each column are read in Python and joined back in SQL; ten million rows are never held.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning import posting_titles, posting_values
from data.intake.cleaning.lookups import Staged, staged
from data.intake.cleaning.posting_rows import EXTRA, PARTED, TOLD, clean_rows, list_texts, told_rows
from data.intake.cleaning.posting_spots import wanted_coordinates
from data.intake.cleaning.posting_tells import tell_of_copies, tell_of_pay, tell_of_titles
from data.intake.cleaning.posting_values import DAYS, MONEY
from data.intake.duplicates import find_copies
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import says_nothing

if TYPE_CHECKING:
    from data.intake.loaded import Source

COLUMNS = (
    *("line", "id", "title", "soc", "coded_by", "confidence", "employer", "area", "county"),
    *("posted", "expires"),
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
``county`` five figures where the file or the coordinates tell them, or blank;
``posted`` and ``expires`` days; ``wage_annual_usd`` middle of the advertised range [USD per year], NULL when
not stated; ``education`` one of none, high school, some college, associate, bachelor, graduate, or blank when
not stated; ``remote`` and ``staffing`` whether the posting says so.
"""
_TEXTS = ("id", "title", "title_official", "soc", "series", "employer")
_RESULT_TEXTS = (
    *(
        "id",
        "title",
        "soc",
        "coded_by",
        "employer",
        "area",
        "county",
        "wage_period",
        "education",
        "experience",
    ),
    "industry",
)
_COMPARED = f"(SELECT line, id_key AS id, same, posted, expires FROM {TOLD} WHERE aside IS NULL)"
_PLACES = ("area", "place", "city", "state", "county", "zip")
_AS_THEY_STAND = ("title", "title_official", "employer", "experience", "industry")
"""Fields that count as stated, or are shown, whatever stands in them."""
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
    kept = partial(posting_values.columns_of, shown=not source.options.figures_only)
    nothing = partial(_nothing, source)
    table = staged(source, _wanted(source), nothing, kept, list_texts(source))
    read_codes = posting_titles.learn_codes(source, table)
    posting_titles.learn_series(source, table)
    places = posting_values.learn_places(source, table)
    posting_values.learn_days(source, table)
    posting_values.learn_pay(source, table)
    titles = posting_titles.learn_titles(source, table)
    posting_values.learn_education(source, table)
    posting_values.learn_marks(table)

    _look_up(source, table, places)
    rejects = _set_aside(source)
    posting_titles.tell_of_codes(source, table, read_codes)
    with source.watch.over(connection):
        repeated = find_copies(connection, _COMPARED)
    tell_of_copies(source, table, repeated)
    _put_together(source)
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
    wanted = [*_TEXTS, *_PLACES, *wanted_coordinates(source), *DAYS, *MONEY, *_OTHERS]
    if source.options.every_column:
        wanted += EXTRA
    elif "skills" in source.cells and not source.raw.scanned:
        wanted.append("skills")
    return wanted


def _nothing(source: Source, name: str) -> list[str]:
    told = f"{source.note('nothing')};{source.note(f'nothing_in_{name}')}"
    usual = [] if name in ("education", "remote") else ["NaN", "nan", "NULL", "null", "N/A", "n/a", "None"]
    found = [one for one in [*usual, *told.split(";")] if one]
    # In a large file each costs time: only where no reading of the field knows that they say nothing.
    costly = source.raw.scanned and name not in _AS_THEY_STAND
    return [one for one in found if not says_nothing(one)] if costly else found


def _look_up(source: Source, table: Staged, places: tuple[str, ...]) -> None:
    """Look up what every row tells; relation `TOLD`: in memory, of a large file in a file of ours."""
    select = told_rows(source, table, places)
    with source.watch.over(source.connection):
        if source.raw.scanned and not source.options.figures_only:
            path = (source.folder / f"{TOLD}.parquet").as_posix().replace("'", "''")
            source.connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet, COMPRESSION snappy)")
            source.connection.execute(
                f"CREATE OR REPLACE TEMP VIEW {TOLD} AS SELECT * FROM read_parquet('{path}')"
            )
        else:
            source.connection.execute(f"CREATE OR REPLACE TEMP TABLE {TOLD} AS {select}")


def _set_aside(source: Source) -> pd.DataFrame:
    """Tell of the rows that cannot be used, and return them."""
    rows = source.connection.execute(
        f"SELECT line, aside FROM {TOLD} WHERE aside IS NOT NULL ORDER BY line"
    ).fetchall()
    rejects = rejects_of([(line, *aside.split(PARTED, 2)) for line, aside in rows])
    for code in dict.fromkeys(rejects["code"]):
        own = rejects[rejects["code"] == code]
        source.log.add(code, own["line"].tolist(), "", own["value"].tolist())
    return rejects


def _put_together(source: Source) -> None:
    """Write the clean rows, without those set aside and the copies: view ``postings``."""
    select = clean_rows(source)
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
