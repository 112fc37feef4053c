"""The occupation of each posting: by its code, its federal series, or its title with what the row adds."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.lookups import Staged
from data.intake.cleaning.posting_rows import ANNUAL_USD, judged
from data.intake.cleaning.posting_values import pay_joins, pay_sql
from data.intake.occupations import Occupations
from data.intake.values import ABSENT, READ, codes

if TYPE_CHECKING:
    from data.intake.loaded import Source

_SERIES = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")
_TITLE_NOISE = re.compile(
    r",?\s*\b(?:[A-Z]{2}|IA|AD|SES|ES|SL|ST)-?[0-9]{3,4}-[0-9/]+\b.*$|\s*\((?:DE|MP|DHA|FPL)[^)]*\)\s*$"
)
_AGREED = {
    "employer": "employer",
    "industry": "industry",
    "education": "education",
    "code": "soc",
    "skills": "skills",
}
"""Hints for coding a title, where all of its rows say the same, and the fields that give them."""


@cache
def series_table() -> dict[str, tuple[str, bool]]:
    """Return for each federal series its commonest occupation and whether it holds many others.

    The table is a compilation of the program's own (`opm_series.csv`): series of the Office of Personnel
    Management against the definitions of the 2018 classification.
    """
    path = Path(__file__).parent.parent / "values" / "opm_series.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["series"]: (row["soc"], row["breadth"] == "broad") for row in csv.DictReader(lines)}


def series_of(text: str) -> str:
    """Return the first federal series in a text, blank where there is none that is known.

    >>> series_of("1035 - Public Affairs"), series_of('["0905 - Attorney"]'), series_of("Attorney")
    ('1035', '0905', '')
    """
    return next((found for found in _SERIES.findall(text) if found in series_table()), "")


def without_grade(title: str) -> str:
    """Leave pay plan, grade and announcement marks out of a federal title.

    >>> without_grade("Public Affairs Specialist (Press), GS-1035-15 (DE)")
    'Public Affairs Specialist (Press)'
    """
    return _TITLE_NOISE.sub("", title).strip(" ,") or title


def learn_codes(source: Source, staged: Staged) -> pd.DataFrame:
    """Read the SOC codes of a file into table ``codes``: ``text``, ``code``, ``soc``, ``mark``."""
    read = codes.read_distinct(staged.distinct("soc"), Occupations.of(source.pack))
    return staged.learn("codes", read[["text", "code", "soc", "mark"]])


def learn_series(source: Source, staged: Staged) -> None:
    """Read the federal series of a file into table ``series``: ``text``, ``soc``, ``broad``."""
    known = Occupations.of(source.pack).socs
    rows = []
    for text in staged.distinct("series"):
        soc, broad = series_table().get(series_of(text), ("", False))
        if soc in known:
            rows.append((text, soc, broad))
    frame = pd.DataFrame(rows, columns=["text", "soc", "broad"])
    staged.learn("series", frame.astype({"text": "str", "soc": "str", "broad": "bool"}))


def learn_titles(source: Source, staged: Staged) -> pd.DataFrame:
    """Code the titles of rows without a usable code or a telling series.

    Returns
    -------
    pandas.DataFrame
        Grain: pair of titles. ``title``, ``official``, ``rows``, ``soc`` (blank when not sure enough),
        ``best`` (the likeliest), ``confidence`` (0–1), ``alternatives``, ``words``; kept as table ``titles``.
    """
    asked = _asked(source, staged)
    frame = (
        _coded(source, asked)
        if len(asked)
        else asked.assign(best="", confidence=0.0, alternatives="", words="")
    )
    sure = frame["confidence"] >= source.options.least_confidence
    frame = frame.assign(soc=frame["best"].where(sure, "").astype("str"))
    columns = ["title", "official", "rows", "soc", "best", "confidence", "alternatives", "words"]
    return staged.learn("titles", frame[columns])


def _asked(source: Source, staged: Staged) -> pd.DataFrame:
    """Return the pairs of titles to be coded with what their rows agree on, and their median pay."""
    low, high, period = pay_sql(source, staged)
    told = ", ".join(f"{staged.text(field)} AS {name}" for name, field in _AGREED.items())
    by_code = "LEFT JOIN codes ON codes.text = s.soc" if "soc" in staged.fields else ""
    by_series = "LEFT JOIN series ON series.text = s.series" if "series" in staged.fields else ""
    coded = "coalesce(codes.soc <> '', false)" if by_code else "FALSE"
    settled = "coalesce(NOT series.broad, false)" if by_series else "FALSE"
    # Mostly few postings are without a code: only of these the pay is looked at.
    open_rows = f"""
        SELECT s.* FROM {staged.relation} AS s {by_code} {by_series} WHERE NOT {coded} AND NOT {settled}
          AND coalesce({staged.text("title")}, {staged.text("title_official")}) IS NOT NULL
    """
    inner = f"""
        SELECT coalesce({staged.text("title")}, '') AS title,
               coalesce({staged.text("title_official")}, '') AS official, {told},
               {low} AS low, {high} AS high, {period} AS told_period
        FROM ({open_rows}) AS s {" ".join(pay_joins(staged))}
    """
    agreed = ", ".join(
        f"CASE WHEN min({name}) = max({name}) THEN min({name}) END AS {name}" for name in _AGREED
    )
    found = staged.connection.execute(
        f"SELECT title, official, count(*) AS rows, {agreed}, median({ANNUAL_USD}) AS wage_annual_usd "
        f"FROM ({judged(source, inner)}) GROUP BY 1, 2 ORDER BY 1, 2"
    ).df()
    texts = ["title", "official", *_AGREED]
    return found.astype({**dict.fromkeys(texts, "str"), "rows": "int64", "wage_annual_usd": "float64"})


def _coded(source: Source, asked: pd.DataFrame) -> pd.DataFrame:
    """Code the title in use; where it says too little, the official one beside it."""
    from data.intake.coding.coder import TitleCoder
    from data.intake.coding.corrections import Corrections
    from data.intake.coding.hints import Hints

    coder = TitleCoder.load(source.pack, Corrections(source.options.corrections.items()))

    def told(frame: pd.DataFrame, name: str) -> list[str | None]:
        return [text if isinstance(text, str) and text else None for text in frame[name]]

    def answers(frame: pd.DataFrame, titles: list[str]) -> pd.DataFrame:
        hints = Hints(
            employer=told(frame, "employer"),
            industry=told(frame, "industry"),
            education=told(frame, "education"),
            skills=told(frame, "skills"),
            code=told(frame, "code"),
            wage_annual_usd=frame["wage_annual_usd"].tolist(),
        )
        return coder.code(titles, hints).frame().set_axis(frame.index)

    with source.watch.over(source.connection):
        first = answers(asked, [without_grade(title or official) for title, official in _pairs(asked)])
        weak = (first["confidence"] < source.options.least_confidence) & (asked["official"] != "")
        weak &= asked["title"] != ""
        if weak.any():
            second = answers(asked[weak], [without_grade(one) for one in asked.loc[weak, "official"]])
            better = second[second["confidence"] > first.loc[second.index, "confidence"]]
            first.loc[better.index, better.columns] = better
    return asked.assign(
        best=first["soc"],
        confidence=first["confidence"],
        alternatives=first["alternatives"],
        words=first["words"],
    )


def _pairs(asked: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(asked["title"], asked["official"], strict=True))


def tell_of_codes(source: Source, staged: Staged, read: pd.DataFrame) -> None:
    """Put a finding on codes that the title had to make good."""
    bad = read[~read["mark"].isin([READ, ABSENT])]
    named = "title" in staged.fields or "title_official" in staged.fields
    if named and len(bad):
        title = f"coalesce({staged.text('title')}, {staged.text('title_official')})"
        staged.note_bad(
            source.log,
            "code-unknown-title-used",
            "soc",
            source.heading("soc"),
            bad["text"].tolist(),
            f"{title} IS NOT NULL",
        )
