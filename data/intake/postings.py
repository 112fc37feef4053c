"""Local job postings in the documented layout: coded, put on a yearly footing, each counted once.

Layout (CSV, UTF-8, commas; the header in any order)::

    id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education

``id`` and ``title`` are required; ``soc`` may be absent (the title is then looked up among the known titles
of occupations) and so may ``area`` (the postings then count for the region of the plan).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.intake.dates import day
from data.intake.files import Batch, Layout, LocalFile
from data.intake.findings import Finding, FindingLog, IntakeError
from data.intake.occupations import Occupations
from data.intake.places import area_finder
from data.intake.titles import normalised
from data.intake.wages import PER_YEAR, annual_wage_usd, figure

if TYPE_CHECKING:
    from data.reference.pack import Pack

LAYOUT = Layout(
    subject="posting",
    columns=(
        *("id", "title", "soc", "employer", "area", "posted", "expires"),
        *("wage_low_usd", "wage_high_usd", "wage_period", "education"),
    ),
    required=("id", "title"),
    optional=("soc", "area"),
)
EDUCATIONS = ("none", "high school", "some college", "associate", "bachelor", "graduate")
COLUMNS = ("id", "title", "soc", "employer", "area", "posted", "expires", "wage_annual_usd", "education")
_NEVER = pd.Timestamp("9999-12-31")


@dataclass(frozen=True)
class PostingsTable:
    """The postings of one file.

    Attributes
    ----------
    rows : pandas.DataFrame
        Grain: distinct posting, in file order. Columns `COLUMNS`: ``soc`` an occupation of the pack; ``area``
        the pack's code or blank; ``posted`` and ``expires`` days (NaT when not stated); ``wage_annual_usd``
        middle of the advertised range [USD per year], NaN when not stated; ``education`` one of `EDUCATIONS`
        or blank when not stated.
    read, accepted, set_aside, repeated : int
        Rows of the file; accepted + set aside = read. `repeated` of the accepted are copies of another, so
        that accepted − repeated = len(rows).
    findings : tuple of Finding
        What was met on the way.
    name, sha256 : str
        The file and its checksum.
    rejects : pandas.DataFrame
        Grain: row set aside. ``line``, ``code`` of the finding, ``value`` that stood in the way.
    """

    rows: pd.DataFrame
    read: int
    accepted: int
    set_aside: int
    repeated: int
    findings: tuple[Finding, ...]
    sha256: str
    name: str
    rejects: pd.DataFrame


def read_postings(path: str | Path, pack: Pack) -> PostingsTable:
    """Read a postings file of the documented layout.

    Of copies (the same id; then the same title, employer and area when title and employer are stated) the one
    that stays open longest is kept, then the one posted last, then the first in the file.

    Raises
    ------
    IntakeError
        When the file cannot be read, has no rows, lacks a required column, or no row can be used.
    """
    file = LocalFile(path, LAYOUT, log := FindingLog(Path(path).name))
    cleaner = _Cleaner(Occupations.of(pack), area_finder(pack), log)
    cleaned = [cleaner.clean(batch) for batch in file.batches()]
    accepted = pd.concat([rows for rows, _ in cleaned], ignore_index=True)
    rejects = pd.concat([rejected for _, rejected in cleaned], ignore_index=True)
    rejects = rejects.sort_values("line", ignore_index=True)
    if accepted.empty:
        raise IntakeError(
            f"No row of {file.name} can be used",
            f"All {len(rejects):,} rows were set aside; the first reason: {log.findings()[0].what}",
            log.findings()[0].what_to_do,
        )
    distinct = _distinct(accepted, log)
    return PostingsTable(
        rows=distinct[list(COLUMNS)].reset_index(drop=True),
        read=len(accepted) + len(rejects),
        accepted=len(accepted),
        set_aside=len(rejects),
        repeated=len(accepted) - len(distinct),
        findings=log.findings(),
        sha256=file.sha256,
        name=file.name,
        rejects=rejects,
    )


class _Cleaner:
    """Turns text into values, one column at a time, asking each distinct text once."""

    def __init__(
        self, occupations: Occupations, area_of: Callable[[str], str | None], log: FindingLog
    ) -> None:
        self._occupations, self._area_of, self._log = occupations, area_of, log

    def clean(self, batch: Batch) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return the accepted rows (with ``line``) and the rejected ones."""
        text = batch.rows
        soc, trouble, value, by_title = self._coded(text)
        area = _each(text["area"], lambda one: self._area_of(one) if one else "")
        expires = _each(text["expires"], lambda one: day(one) if one else _NEVER)
        for code, column, bad in (
            ("area-unknown", "area", area.isna()),
            ("expires-unreadable", "expires", expires.isna()),
        ):
            here = bad & (trouble == "")
            trouble = trouble.mask(here, code)
            value = value.mask(here, text[column])
        rejected = pd.DataFrame({"line": text["line"], "code": trouble, "value": value})[trouble != ""]
        rejects = pd.concat([batch.malformed, rejected])
        for code in sorted(set(rejects["code"])):
            rows = rejects[rejects["code"] == code]
            self._log.add(code, rows["line"], "", rows["value"])

        good = text[trouble == ""]
        self._note("code-unknown-title-used", good, by_title[good.index], "soc")
        clean = good[["line", "id", "title", "employer"]].assign(
            soc=soc[good.index],
            area=area[good.index].astype("str"),
            expires=_days(expires[good.index].where(good["expires"] != "")),
            posted=self._posted(good),
            wage_annual_usd=self._wages(good),
            education=self._education(good),
        )
        return clean, rejects

    def _coded(self, text: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series, pd.Series]:
        """Occupation, trouble and the value that made it, and whether the title stood in for a bad code."""
        titles, codes = text["title"], text["soc"]
        soc, code_trouble = _pair(codes, self._occupations.by_code)
        ask = (soc == "") & (titles != "")
        titled, title_trouble = _pair(titles.where(ask, ""), self._occupations.by_title)
        soc = soc.mask(ask, titled)
        by_title = (code_trouble != "") & (soc != "")
        trouble = code_trouble.where(code_trouble != "", title_trouble)
        trouble = trouble.mask((soc == "") & (trouble == ""), "occupation-not-named").mask(soc != "", "")
        value = codes.where(code_trouble != "", titles)
        return soc, trouble, value, by_title

    def _posted(self, text: pd.DataFrame) -> pd.Series:
        posted = _each(text["posted"], lambda one: day(one) if one else None)
        self._note("posted-unreadable", text, posted.isna() & (text["posted"] != ""), "posted")
        return _days(posted)

    def _wages(self, text: pd.DataFrame) -> pd.Series:
        columns = (text[name].tolist() for name in ("wage_low_usd", "wage_high_usd", "wage_period"))
        asked = list(zip(*columns, strict=True))
        answers = {one: _wage(*one) for one in set(asked)}
        for code, column in sorted({answer[1:] for answer in answers.values() if answer[1]}):
            here = pd.Series([answers[one][1:] == (code, column) for one in asked], index=text.index)
            self._note(code, text, here, column)
        return pd.Series([answers[one][0] for one in asked], index=text.index, dtype="float64")

    def _education(self, text: pd.DataFrame) -> pd.Series:
        stated = text["education"].str.casefold()
        unknown = (stated != "") & ~stated.isin(EDUCATIONS)
        self._note("education-unknown", text, unknown, "education")
        return stated.mask(unknown, "")

    def _note(self, code: str, text: pd.DataFrame, here: pd.Series, column: str) -> None:
        if here.any():
            self._log.add(code, text.loc[here, "line"], column, text.loc[here, column])


def _each(texts: pd.Series, reading: Callable[[str], object]) -> pd.Series:
    """Apply a reading to every text, once for each distinct one."""
    asked = texts.tolist()
    answers = {one: reading(one) for one in dict.fromkeys(asked)}
    return pd.Series([answers[one] for one in asked], index=texts.index, dtype="object")


def _pair(texts: pd.Series, reading: Callable[[str], tuple[str, str]]) -> tuple[pd.Series, pd.Series]:
    """Answer and trouble of every text, both blank for a blank one."""
    both = _each(texts, lambda one: reading(one) if one else ("", ""))
    answers, troubles = ([pair[place] for pair in both.tolist()] for place in (0, 1))
    return pd.Series(answers, index=texts.index, dtype="str"), pd.Series(
        troubles, index=texts.index, dtype="str"
    )


def _wage(low: str, high: str, period: str) -> tuple[float, str, str]:
    """Annual wage [USD], or NaN with the finding and the column that stands for it."""
    if not low and not high:
        return np.nan, "", ""
    for column, text in (("wage_low_usd", low), ("wage_high_usd", high)):
        if text and figure(text) is None:
            return np.nan, "wage-unreadable", column
    if period.casefold() not in PER_YEAR:
        return np.nan, "wage-period-unknown", "wage_period"
    wage = annual_wage_usd(figure(low), figure(high), period.casefold())
    return (
        (np.nan, "wage-implausible", "wage_low_usd" if low else "wage_high_usd")
        if wage is None
        else (wage, "", "")
    )


def _days(dates: pd.Series) -> pd.Series:
    days = [None if one is None or one != one else one for one in dates.tolist()]
    return pd.Series(np.array(days, "datetime64[D]").astype("datetime64[s]"), index=dates.index)


def _distinct(rows: pd.DataFrame, log: FindingLog) -> pd.DataFrame:
    """Keep one of the postings that share an id, then one of those with equal title, employer and area."""
    order = rows.assign(open_until=rows["expires"].fillna(_NEVER)).sort_values(
        ["open_until", "posted", "line"], ascending=[False, False, True], na_position="last", kind="stable"
    )
    once = order[~(order["id"].duplicated() & (order["id"] != ""))]
    title, employer = (_each(once[name], normalised) for name in ("title", "employer"))
    same = pd.DataFrame({"title": title, "employer": employer, "area": once["area"]}).duplicated()
    kept = once[~(same & (title != "") & (employer != ""))].sort_values("line", kind="stable")
    copies = rows.loc[rows.index.difference(kept.index)]
    if len(copies):
        log.add("repeated-posting", copies["line"], "", copies["title"])
    return kept
