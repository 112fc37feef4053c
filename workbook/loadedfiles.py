"""Files of any layout, taken in by the intake, as tables that the model counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from data import engine
from data.intake.cleaning.posting_titles import without_grade
from data.intake.duplicates import comparing_keys, find_copies
from data.intake.postings import COLUMNS, PostingsTable
from data.intake.titles import normalised
from workbook.model.pictures.counties import POSTINGS, figures_of

if TYPE_CHECKING:
    from data.intake.loaded import Loaded

CODED_BY_TITLE = ("title", "")


def title_key(title: str) -> str:
    """Return the form in which a title is compared with the titles a person coded.

    >>> title_key("Crew Member (Night), GS-0303-5") == title_key("crew member night")
    True
    """
    return normalised(without_grade(title))


def recoded(rows: pd.DataFrame, corrections: Mapping[str, str]) -> pd.DataFrame:
    """Return postings with the occupations that a person gave to their titles.

    Postings that carry a code of their own keep it. Grain and columns stay.
    """
    if not corrections or rows.empty:
        return rows
    given = {title_key(title): soc for title, soc in corrections.items()}
    titles = rows["title"].where(rows["coded_by"].isin(CODED_BY_TITLE), "")
    by_title = {title: given.get(title_key(title)) for title in titles.unique() if title}
    soc = titles.map(by_title)
    return rows.assign(soc=soc.where(soc.notna(), rows["soc"]).astype("str"))


def postings_table(files: Sequence[Loaded], corrections: Mapping[str, str]) -> PostingsTable:
    """Return loaded postings as the model counts them; those without an occupation count nowhere.

    A posting that stands in several of the files counts once, here and by county.
    """
    tables = [recoded(loaded.rows(), corrections) for loaded in files]
    rows = tables[0] if len(tables) == 1 else _without_copies(pd.concat(tables, ignore_index=True))
    coded = rows[rows["soc"] != ""]
    repeated = sum(loaded.repeated for loaded in files) + sum(map(len, tables)) - len(rows)
    table = coded[list(COLUMNS)].reset_index(drop=True)
    by_county = figures_of(POSTINGS, rows) if len(files) > 1 else {}
    return PostingsTable(rows=table, repeated=repeated, by_county=by_county, **in_common(files))


def _without_copies(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep one of the postings that share title, employer and area within sixty days, or number and title."""
    told = {name: list(rows[name].unique()) for name in ("title", "employer")}
    keys = zip(told, comparing_keys(told["title"], told["employer"]), strict=True)
    title, employer = (rows[name].map(dict(zip(told[name], numbers, strict=True))) for name, numbers in keys)
    same = pd.Series(pd.factorize(pd.MultiIndex.from_arrays([title, employer, rows["area"]]))[0])
    number = pd.Series(pd.factorize(pd.MultiIndex.from_arrays([rows["id"], title]))[0])
    compared = pd.DataFrame(
        {
            "line": range(len(rows)),
            "id": number.astype("Int64").mask((rows["id"] == "") | title.isna()),
            "same": same.astype("Int64").mask(title.isna() | employer.isna()),
            "posted": rows["posted"],
            "expires": rows["expires"],
        }
    )
    with engine.connect() as connection:
        connection.register("given", compared)
        connection.execute(
            "CREATE TEMP TABLE compared AS SELECT line, id, same, CAST(posted AS DATE) AS posted, "
            "CAST(expires AS DATE) AS expires FROM given"
        )
        find_copies(connection, "compared")
        copies = [line for (line,) in connection.execute("SELECT line FROM copies").fetchall()]
    return rows.drop(index=copies)


def in_common(files: Sequence[Loaded]) -> dict[str, Any]:
    """Return what the tables of several files share, added up."""
    rejects = [loaded.rejects for loaded in files]
    return {
        "read": sum(loaded.read for loaded in files),
        "accepted": sum(loaded.accepted for loaded in files),
        "set_aside": sum(loaded.set_aside for loaded in files),
        "findings": tuple(finding for loaded in files for finding in loaded.findings),
        "sha256": " ".join(loaded.sha256 for loaded in files),
        "name": ", ".join(loaded.name for loaded in files),
        "layout": "; ".join(sorted({loaded.layout for loaded in files})),
        "rejects": rejects[0] if len(rejects) == 1 else pd.concat(rejects, ignore_index=True),
    }
