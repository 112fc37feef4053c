"""Wages and employment by area and occupation: OEWS of any year, state tables, lists of the planner's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.industry_wages import (
    NOTHING_ELSE,
    ONE_INDUSTRY,
    ONE_OWNERSHIP,
    nothing_else,
    part_of,
)
from data.intake.cleaning.recoding import Recoding, combined, recodings, spread
from data.intake.cleaning.regions import Regions, told_area
from data.intake.cleaning.texts import NOT_GIVEN, figures, text_of
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import ABSENT, READ, SUPPRESSED, TOP_CODED

if TYPE_CHECKING:
    from data.intake.loaded import Source

PERCENTILES = ("wage_p10_usd", "wage_p25_usd", "wage_p50_usd", "wage_p75_usd", "wage_p90_usd")
WAGES = (*PERCENTILES, "wage_mean_usd", "wage_entry_usd", "wage_experienced_usd")
COLUMNS = (
    *("area", "area_title", "soc", "level", "title", "employment", "employment_mark", "employment_rse_pct"),
    *WAGES,
    *("wage_mark", "location_quotient", "code_mark"),
)
CAPS_USD = (187_200, 208_000, 239_200)
"""Annual wages at and above which OEWS prints #: May 2012 to 2015, 2016 to 2021, since 2022."""

NATIONAL_JOBS = 100_000_000
"""No state has as many jobs: a file that names no area and counts more is that of the nation."""

HOURLY_OR_ANNUAL = "hourly-or-annual"


def clean(source: Source) -> Cleaned:
    """Bring wages to the shape of the pack's own table.

    Returns
    -------
    Cleaned
        Grain of the table: area × occupation, or group of occupations (`level`). ``area`` is one of the pack,
        blank where it has none of that name (then ``area_title`` says which). Wages [USD per year].
        ``employment_mark`` is blank, absent or suppressed; ``wage_mark`` also ``top-coded`` (the least the
        wage can be stands in its place) and ``hourly-or-annual``. ``code_mark`` is blank, ``split`` (part of
        a code that is several occupations today: employment shared out) or ``combined`` (several codes).
    """
    rows = source.frame()
    read = {
        name: figures(text_of(rows, name))
        for name in ("employment", "employment_rse_pct", "location_quotient", *WAGES)
    }
    known = recodings(text_of(rows, "soc"), source.pack)
    trouble, value = _troubles(rows, read, known)
    good = trouble == ""
    areas = _areas(source, rows)
    areas["area"] = areas["area"].mask(
        _nameless(areas), _whole_file(source, rows, read["employment"]["value"])
    )
    table = rows[["line", "soc"]].assign(
        title=text_of(rows, "title"),
        stated=text_of(rows, "level").str.casefold(),
        area=areas["area"],
        area_title=areas["area_title"],
        employment=read["employment"]["value"],
        employment_mark=read["employment"]["mark"].where(read["employment"]["mark"] != TOP_CODED, READ),
        employment_rse_pct=read["employment_rse_pct"]["value"],
        location_quotient=read["location_quotient"]["value"],
        **_wages(rows, read),
    )[good]
    table = spread(table, known)
    table["level"] = table["level"].mask(
        table["stated"].isin(("broad", "minor", "major", "total")), table["stated"]
    )
    keys = ["area", "area_title", "code", "level"]
    again = table.drop_duplicates(["line"]).duplicated(keys)
    repeated = table.drop_duplicates(["line"])[again]
    table = table[~table["line"].isin(repeated["line"])]
    rejects = [
        (int(line), code, "", text)
        for line, code, text in zip(rows["line"][~good], trouble[~good], value[~good], strict=True)
    ]
    rejects += [
        (int(line), "wage-repeated", "", code)
        for line, code in zip(repeated["line"], repeated["code"], strict=True)
    ]
    for line, code, column, text in sorted(rejects):
        source.log.add(code, [line], column, [text])
    _tell(source, rows, table)
    facts = {"areas": int(table["area"].replace("", pd.NA).nunique())}
    return Cleaned(_combined(table), len(rows) - len(rejects), rejects_of(rejects), facts=facts)


def _troubles(
    rows: pd.DataFrame, read: dict[str, pd.DataFrame], known: dict[str, Recoding]
) -> tuple[pd.Series[str], pd.Series[str]]:
    trouble = text_of(rows, "soc").map({text: one.trouble for text, one in known.items()}).astype("str")
    value = text_of(rows, "soc")
    part = part_of(rows)
    other = (part["code"] != "") & (trouble == "")
    trouble, value = trouble.mask(other, part["code"]), value.mask(other, part["value"])
    for name in ("employment", *WAGES):
        bad = ~read[name]["mark"].isin((READ, TOP_CODED, *NOT_GIVEN)) & (trouble == "")
        trouble, value = trouble.mask(bad, "wage-unreadable-row"), value.mask(bad, text_of(rows, name))
    stated = pd.concat([read[name]["mark"] != ABSENT for name in ("employment", *WAGES)], axis=1).any(axis=1)
    empty = ~stated & (trouble == "")
    trouble = trouble.mask(empty, "wage-figures-missing")
    if told := nothing_else(rows, trouble):
        parts = trouble.isin((ONE_INDUSTRY, ONE_OWNERSHIP))
        trouble, value = trouble.mask(parts, NOTHING_ELSE), value.mask(parts, told)
    return trouble, value


def _wages(rows: pd.DataFrame, read: dict[str, pd.DataFrame]) -> dict[str, pd.Series]:
    """Return the wages with the cap in place of #, and the mark of the row."""
    printed = max((float(read[name]["value"].max()) for name in PERCENTILES), default=0.0)
    cap = next((one for one in CAPS_USD if not printed > one), CAPS_USD[-1])
    found: dict[str, pd.Series] = {}
    mark = pd.Series(READ, index=rows.index, dtype="str")
    for name in WAGES:
        top = read[name]["mark"] == TOP_CODED
        found[name] = read[name]["value"].mask(top & read[name]["value"].isna(), float(cap))
    present = [name for name in WAGES if name in rows]
    for level in (ABSENT, SUPPRESSED, TOP_CODED):
        here = pd.Series(False, index=rows.index)
        for name in present:
            here |= read[name]["mark"] == level
        mark = mark.mask(here, level)
    hourly = text_of(rows, "hourly").str.casefold().isin(("true", "t", "yes", "1"))
    found["wage_mark"] = mark.mask(hourly & mark.isin((ABSENT, SUPPRESSED)), HOURLY_OR_ANNUAL)
    return found


def _areas(source: Source, rows: pd.DataFrame) -> pd.DataFrame:
    """Return area and title of every row; a title that the pack has goes before a short code.

    States number their own regions 1 to 10, which must not be taken for the states of these numbers.
    """
    regions = Regions.of(source.pack)
    codes_told, titles = text_of(rows, "area"), text_of(rows, "area_title")
    known: dict[tuple[str, str], str] = {}
    for code, title in zip(codes_told, titles, strict=True):
        if (code, title) not in known:
            named = regions.find(title).area if title else ""
            trusted = not title or len(code.lstrip("0")) >= 5 or code in ("99", "0000000")
            known[(code, title)] = named or (regions.find(code).area if code and trusted else "")
    area = [known[pair] for pair in zip(codes_told, titles, strict=True)]
    return pd.DataFrame({"area": pd.Series(area, index=rows.index, dtype="str"), "area_title": titles})


def _nameless(areas: pd.DataFrame) -> pd.Series[bool]:
    return (areas["area"] == "") & (areas["area_title"] == "")


def _whole_file(source: Source, rows: pd.DataFrame, employment: pd.Series[float]) -> str:
    """Return the area of a file that names none: as a person says, or the nation by its size."""
    told = told_area(source)
    if told or "area" in rows or "area_title" in rows:
        return told
    return Regions.of(source.pack).nation if employment.max() >= NATIONAL_JOBS else ""


def _tell(source: Source, rows: pd.DataFrame, table: pd.DataFrame) -> None:
    named = (text_of(rows, "area") != "") | (text_of(rows, "area_title") != "")
    lost = table[(table["area"] == "") & table["line"].isin(rows.loc[named, "line"])].drop_duplicates("line")
    if len(lost):
        source.log.add("area-not-in-pack", lost["line"], "", lost["area_title"])
    split = table[table["split"]].drop_duplicates("line")
    if len(split):
        source.log.add("code-shared-out", split["line"], "", split["code"])


def _combined(table: pd.DataFrame) -> pd.DataFrame:
    """Put codes that lead to one occupation together: employment added, wages weighted by employment."""
    table = table.assign(
        employment=(table["employment"] * table["part"]).where(table["split"], table["employment"]),
        code_mark=table["split"].map({True: "split", False: ""}).astype("str"),
    )
    keys = ["area", "area_title", "soc", "level"]
    found = combined(
        table,
        keys,
        sums=["employment"],
        means=[*WAGES],
        weight="employment",
        marks=["employment_mark", "wage_mark"],
    )
    found["location_quotient"] = found["location_quotient"].mask(found["code_mark"] == "combined")
    return found.sort_values("line", kind="stable").loc[:, list(COLUMNS)].reset_index(drop=True)
