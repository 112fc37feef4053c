"""Counts with one row each: the program's own layout, LAUS counties, lists by code or name, one total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning import groups
from data.intake.cleaning.counts import Counts, Reject
from data.intake.cleaning.naming import told_by
from data.intake.cleaning.periods import period_in, read_periods
from data.intake.cleaning.regions import Place, Regions
from data.intake.cleaning.texts import NOT_GIVEN, figures, text_of
from data.intake.cleaning.unemployment_wide import frame_of_wide
from data.intake.occupations import Occupations
from data.intake.occupations import major_group as group_by_code
from data.intake.values import READ, codes, dates

if TYPE_CHECKING:
    from data.intake.loaded import Source

WHOLE_REGION = "00"
"""Code of all occupations together, when a file writes it out."""

_ALL_INDUSTRIES = ("00", "000", "000000", "10")
"""Codes under which tables give all industries together."""


def read_tidy(source: Source) -> Counts:
    """Read a table with one count in each row.

    Notes of the mapping: ``period`` and ``area`` where no column tells them, ``measure``, ``unit`` =
    ``thousands``, ``date_order``.
    """
    rows = source.frame()
    if rows.empty:
        return Counts(frame_of_wide(pd.DataFrame(columns=["line", "unemployed", "mark", "written"])), set())
    named = _names(source, rows)
    numbers_read = figures(text_of(rows, "unemployed"))
    periods, weekly = _periods(source, rows)
    areas = _areas(source, rows)
    factor = 1000.0 if source.note("unit") == "thousands" else 1.0
    found = pd.DataFrame(
        {
            "line": rows["line"],
            "soc": named["soc"],
            "group": named["group"],
            "industry": named["industry"],
            "demographic": named["demographic"],
            "period": periods,
            "unemployed": numbers_read["value"] * factor,
            "mark": numbers_read["mark"],
            "area": areas["area"],
            "county": areas["county"],
            "measure": source.note("measure"),
            "written": named["written"],
        }
    )
    stated = text_of(rows, "period")
    trouble = pd.Series("", index=rows.index, dtype="str")
    value = pd.Series("", index=rows.index, dtype="str")
    tests = [
        ((periods == "") & ("period" in rows), "period-unreadable", stated),
        (
            ~numbers_read["mark"].isin((READ, *NOT_GIVEN)),
            "unemployed-not-a-number",
            text_of(rows, "unemployed"),
        ),
        (areas["trouble"] != "", "area-unknown", text_of(rows, "area")),
    ]
    for test, code, texts in tests:
        here = test & (trouble == "")
        trouble, value = trouble.mask(here, code), value.mask(here, texts)
    here = (trouble == "") & (named["trouble"] != "")
    trouble, value = trouble.mask(here, named["trouble"]), value.mask(here, named["value"])
    good = trouble == ""
    rejects: list[Reject] = [
        (int(line), code, "", text)
        for line, code, text in zip(rows["line"][~good], trouble[~good], value[~good], strict=True)
    ]
    kept = found[good]
    return Counts(frame_of_wide(kept), set(kept["line"].tolist()), rejects, weekly)


def _periods(source: Source, rows: pd.DataFrame) -> tuple[pd.Series[str], bool]:
    if "period" not in rows:
        return pd.Series(source.note("period"), index=rows.index, dtype="str"), False
    order = source.note("date_order") or dates.order_of(rows["period"].unique()).order
    if order == dates.AMBIGUOUS:
        source.log.add(
            "date-order-ambiguous", (), source.heading("period"), dates.order_of(rows["period"]).examples
        )
    stated = _with_years(source, rows)
    read, weekly = read_periods(stated.unique(), order)
    return stated.map(read).astype("str"), weekly


def _with_years(source: Source, rows: pd.DataFrame) -> pd.Series[str]:
    """Return the periods, months with the year that stands in a column of its own or that the title tells."""
    year = text_of(rows, "year").str.removesuffix(".0")
    year = year.mask(year == "", source.note("year"))
    month = rows["period"].str.strip().str.removesuffix(".0")
    written = [dates.month_number(text) for text in month]
    joined = [
        f"{at}-{number:02}" if number and len(at) == len("2020") else period_in(text, at) if at else text
        for text, number, at in zip(month, written, year, strict=True)
    ]
    stated = pd.Series(joined, index=rows.index, dtype="str")
    return stated.mask(stated == "", rows["period"])


def _areas(source: Source, rows: pd.DataFrame) -> pd.DataFrame:
    """Return area, county and trouble of every row."""
    if "area" not in rows:
        told = Regions.of(source.pack).find(source.note("area")) if source.note("area") else Place("")
        return pd.DataFrame({"area": told.area, "county": told.county, "trouble": ""}, index=rows.index)
    regions = Regions.of(source.pack)
    told = Place("") if not source.note("area") else regions.find(source.note("area"))
    texts = [text for text in rows["area"].unique() if text]
    state = told.area or regions.state_of(texts, source.note("about"))
    known = {text: Place(state) if groups.is_total(text) else regions.find(text, state) for text in texts}
    known[""] = told
    places = [known[text] for text in rows["area"]]
    frame = pd.DataFrame(
        {"area": [one.area for one in places], "county": [one.county for one in places]}, index=rows.index
    )
    lost = (frame["area"] == "") & (frame["county"] == "") & (rows["area"] != "")
    lost &= ~rows["area"].map(groups.is_total)
    return frame.assign(trouble=lost.map({True: "area-unknown", False: ""}))


def _names(source: Source, rows: pd.DataFrame) -> pd.DataFrame:
    """Return soc, group, industry, demographic, trouble, value and `written` of every row."""
    occupations = Occupations.of(source.pack)
    fields = [
        text_of(rows, name) for name in ("soc", "group", "title", "industry", "demographic", "breakdown")
    ]
    heading = groups.dimension_of_heading(source.heading("demographic")) or "group"
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = []
    for texts in zip(*fields, strict=True):
        if texts not in known:
            known[texts] = _name(texts, occupations, heading)
        found.append(known[texts])
    names = ["soc", "group", "industry", "demographic", "trouble", "value", "written"]
    return pd.DataFrame(found, columns=names, index=rows.index)


def _name(texts: tuple[str, ...], occupations: Occupations, heading: str) -> tuple[str, ...]:
    soc_text, group_text, title, industry_text, demographic, breakdown = texts
    if breakdown:
        return _of_breakdown(breakdown, demographic or title or group_text, occupations)
    if (title and groups.is_total(title)) or codes.bare_figures(industry_text) in _ALL_INDUSTRIES:
        soc_text = group_text = industry_text = ""
    industry = groups.industry(industry_text) if industry_text and not groups.is_total(industry_text) else ""
    if industry_text and not industry and not groups.is_total(industry_text):
        return "", "", "", "", "industry-unknown", industry_text, ""
    soc, group, trouble, value = named(soc_text, group_text, occupations)
    if not soc_text and not group_text and title and not groups.is_total(title):
        soc, group, trouble, value = _by_title(title, occupations)
    if trouble:
        return "", "", "", "", trouble, value, ""
    told = f"{heading}: {demographic}" if demographic and not groups.is_total(demographic) else ""
    written = codes.soc(soc_text) or soc_text if soc else group or title
    return (
        soc,
        group,
        industry,
        told,
        "",
        "",
        " / ".join(one for one in (written, industry_text, told) if one),
    )


def _of_breakdown(breakdown: str, text: str, occupations: Occupations) -> tuple[str, ...]:
    """Read a row that says in one column what it is by, and in another which group it is."""
    label = groups.bare(text)
    by = groups.TOTAL if groups.is_total(label or breakdown) else groups.dimension_of_heading(breakdown)
    told, trouble = told_by(by or groups.bare(breakdown), label, occupations)
    named = [str(told.get(name, "")) for name in ("soc", "group", "industry", "demographic")]
    return (*named, trouble, text if trouble else "", f"{by}: {label}")


def _by_title(title: str, occupations: Occupations) -> tuple[str, str, str, str]:
    group = groups.major_group(title)
    if group:
        return "", group, "", ""
    soc, trouble = occupations.by_title(title)
    return soc, "", trouble, title


def named(soc_text: str, group_text: str, occupations: Occupations) -> tuple[str, str, str, str]:
    """Return occupation, major group, trouble and the text in the way; both blank for the region's total."""
    group = _group(group_text, occupations) if group_text else ""
    if group is None:
        return "", "", "group-unknown", group_text
    if not soc_text:
        return "", group, "", ""
    code = codes.soc(soc_text)
    if code.endswith("-0000") or group_by_code(codes.bare_figures(soc_text)) is not None:
        whole = code[:2] or group_by_code(codes.bare_figures(soc_text)) or ""
        if group and group != whole:
            return "", "", "group-contradicts-code", soc_text
        if whole != WHOLE_REGION and whole not in occupations.groups:
            return "", "", "code-unknown", soc_text
        return "", "" if whole == WHOLE_REGION else whole, "", ""
    soc, trouble = occupations.by_code(code or soc_text)
    if trouble:
        return "", "", trouble, soc_text
    if group and group != soc[:2]:
        return "", "", "group-contradicts-code", group_text
    return soc, group if not soc else "", "", ""


def _group(text: str, occupations: Occupations) -> str | None:
    code = group_by_code(text)
    if code == WHOLE_REGION or groups.is_total(text):
        return ""
    if code is not None:
        return code if code in occupations.groups else None
    return groups.major_group(text) or None
