"""Employment projections of BLS (2016–26 to 2024–34) and of states: jobs, growth, openings, education."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.recoding import DETAILED, Recoding, combined, recodings, spread
from data.intake.cleaning.regions import Regions, told_area
from data.intake.cleaning.texts import NOT_GIVEN, figures, looked_up, text_of
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import READ, TOP_CODED, says_nothing

if TYPE_CHECKING:
    from data.intake.loaded import Source

JOBS = ("employment_base", "employment_projected", "openings_year", "exits_year", "transfers_year")
SHARES = ("growth_share", "exit_rate", "transfer_rate")
ATTAINMENT = (
    *("less_than_high_school_share", "high_school_share", "some_college_share", "associate_share"),
    *("bachelor_share", "master_share", "doctoral_share"),
)
WORDS = ("education", "experience", "training")
JOINABLE = ("exit_rate", "transfer_rate", "exits_year", "transfers_year", *ATTAINMENT, *WORDS)
"""What sheets beside the main one are read for."""
FIGURES = (*JOBS, *SHARES, *ATTAINMENT, "wage_p50_usd")
COLUMNS = (
    *("area", "soc", "level", "title", "base_year", "projected_year"),
    *(*JOBS, *SHARES, "nonba_share", *ATTAINMENT, "wage_p50_usd", *WORDS, "mark", "code_mark"),
)
_YEARS = re.compile(r"((?:19|20)[0-9]{2})[-–—](?:(?:19|20))?([0-9]{2})(?![0-9])")
_YEAR = re.compile(r"(?<![0-9–-])((?:19|20)[0-9]{2})(?![0-9–-])")
_SHAPES: tuple[tuple[str, str], ...] = (
    ("soc", r"matrix code|occupation code"),
    ("title", r"matrix title|occupation title"),
    ("level", r"occupation\s*type"),
    ("exit_rate", r"(?=.*rate)(?=.*labor force exit)"),
    ("transfer_rate", r"(?=.*rate)(?=.*occupational transfer)"),
    ("exits_year", r"(?!.*rate)(?=.*labor force exits)"),
    ("transfers_year", r"(?!.*rate)(?=.*occupational transfers)"),
    ("openings_year", r"occupational openings"),
    ("growth_share", r"(?=.*change)(?=.*percent)"),
    ("wage_p50_usd", r"median annual wage"),
    ("education", r"typical education"),
    ("experience", r"work experience in a related"),
    ("training", r"on-the-job training"),
    ("less_than_high_school_share", r"less than high school"),
    ("high_school_share", r"high school diploma or equivalent"),
    ("some_college_share", r"some college"),
    ("associate_share", r"associate"),
    ("bachelor_share", r"bachelor"),
    ("master_share", r"master"),
    ("doctoral_share", r"doctoral"),
)


def shape_of(headings: Sequence[str]) -> dict[str, int]:
    """Return which column of a projections workbook tells which field, whatever its years.

    Parameters
    ----------
    headings : sequence of str
        As in the file; stacked ones joined.

    >>> shape_of(["2024 National Employment Matrix code", "Employment, 2024", "Employment, 2034"])
    {'soc': 0, 'employment_base': 1, 'employment_projected': 2}
    >>> shape_of(["Employment, 2034", "Employment, 2024"])
    {'employment_base': 1, 'employment_projected': 0}
    >>> heads = ["2016 National Employment Matrix title and code", "", "Change, 2016-26 – Percent"]
    >>> shape_of(heads)
    {'title': 0, 'soc': 1, 'growth_share': 2}
    """
    plain = [" ".join(one.split()).casefold() for one in headings]
    found: dict[str, int] = {}
    for place, heading in enumerate(plain):
        if "matrix title and code" in heading:
            found.setdefault("title", place)
            found.setdefault("soc", place + 1)
            continue
        for name, form in _SHAPES:
            if name not in found and place not in found.values() and re.search(form, heading):
                found[name] = place
                break
    # The earlier year is the base, whichever of them stands first.
    years = {place: _year_of_jobs(one) for place, one in enumerate(plain) if place not in found.values()}
    jobs = sorted((place for place, year in years.items() if year), key=lambda place: years[place])
    return {**found, **dict(zip(("employment_base", "employment_projected"), jobs, strict=False))}


def _year_of_jobs(heading: str) -> str:
    """Return the year whose jobs a heading counts, blank where it counts none.

    >>> _year_of_jobs("employment – 2016"), _year_of_jobs("table 1.10, 2024 – employment, 2034")
    ('2016', '2034')
    >>> _year_of_jobs("employment change, numeric, 2024"), _year_of_jobs("percent self employed, 2024")
    ('', '')
    """
    parts = heading.split(" – ")
    first = next((place for place, part in enumerate(parts) if part.startswith("employment")), len(parts))
    told = " – ".join(parts[first:])
    found = _YEAR.search(told)
    return found.group(1) if found and not re.search(r"percent|distribution|change|numeric", told) else ""


def years_of(headings: Sequence[str]) -> tuple[str, str]:
    """Return the base year and the projected year that headings name; blank where they name none.

    >>> years_of(["Employment change, percent, 2024–34"]), years_of(["Base", "Projected"])
    (('2024', '2034'), ('', ''))
    """
    for heading in headings:
        found = _YEARS.search(heading)
        if found:
            base = int(found.group(1))
            return str(base), str(base // 100 * 100 + int(found.group(2)))
    stated = sorted({year for heading in headings for year in _YEAR.findall(heading)})
    return (stated[0], stated[-1]) if len(stated) > 1 else ("", "")


def clean(source: Source) -> Cleaned:
    """Bring projections to one row an area and occupation.

    Notes of the mapping: ``unit`` = ``thousands``; ``area`` where no column tells it.

    Returns
    -------
    Cleaned
        Grain of the table: area × occupation, or group of occupations (`level`). Jobs and openings [jobs,
        a year for openings, exits and transfers]; rates and shares 0–1 (a year for rates), NaN where the file
        gives none; education attainment and ``nonba_share`` [share of workers of 25 years and older];
        ``mark`` is blank, absent or suppressed and speaks of the jobs; ``code_mark`` blank or ``split``.
    """
    rows = source.frame()
    table, rejects = _table(source, rows)
    table = _combined(table)
    for line, code, column, text in sorted(rejects):
        source.log.add(code, [line], column, [text])
    for extra in _joined(source):
        table = table.drop(columns=[name for name in extra if name != "soc"]).merge(
            extra, on="soc", how="left"
        )
    parts = table[list(ATTAINMENT[:4])]
    table["nonba_share"] = (
        parts.sum(axis=1, skipna=False) / table[list(ATTAINMENT)].sum(axis=1, skipna=False)
    ).round(6)
    found = table.sort_values("line", kind="stable").loc[:, list(COLUMNS)].reset_index(drop=True)
    found = found.assign(
        **{name: [text if isinstance(text, str) else "" for text in found[name]] for name in WORDS}
    )
    facts = {"base_year": str(table["base_year"].max()), "projected_year": str(table["projected_year"].max())}
    return Cleaned(found, len(rows) - len(rejects), rejects_of(rejects), facts=facts)


def _table(source: Source, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[int, str, str, str]]]:
    texts = text_of(rows, "soc")
    known = recodings(texts, source.pack)
    trouble = texts.map({text: one.trouble for text, one in known.items()}).astype("str")
    value = texts
    read = {name: figures(text_of(rows, name), negatives=name == "growth_share") for name in FIGURES}
    for name in FIGURES:
        bad = ~read[name]["mark"].isin((READ, TOP_CODED, *NOT_GIVEN)) & (trouble == "")
        trouble, value = trouble.mask(bad, "projection-unreadable"), value.mask(bad, text_of(rows, name))
    areas = {text: Regions.of(source.pack).find(text).area for text in text_of(rows, "area").unique() if text}
    area = looked_up(text_of(rows, "area"), areas)
    lost = (area == "") & (text_of(rows, "area") != "") & (trouble == "")
    trouble, value = trouble.mask(lost, "area-unknown"), value.mask(lost, text_of(rows, "area"))
    good = trouble == ""
    base, projected = years_of([one.written_as for one in source.raw.columns])
    thousand = 1000.0 if source.note("unit") == "thousands" else 1.0
    table = rows[["line", "soc"]].assign(
        area=area.mask(area == "", told_area(source)),
        title=text_of(rows, "title"),
        base_year=text_of(rows, "base_year").mask(text_of(rows, "base_year") == "", base),
        projected_year=text_of(rows, "projected_year").mask(text_of(rows, "projected_year") == "", projected),
        mark=read["employment_base"]["mark"].astype("str"),
        stated=text_of(rows, "level").str.casefold(),
        **{name: (read[name]["value"] * thousand).round(3) for name in JOBS},
        **{name: _share(read[name]) for name in (*SHARES, *ATTAINMENT)},
        wage_p50_usd=read["wage_p50_usd"]["value"],
        **{name: text_of(rows, name).map(_word) for name in WORDS},
    )[good]
    table = _shared_out(table, known)
    again = table.drop_duplicates("line").duplicated(["area", "code", "level", "projected_year"])
    repeated = table.drop_duplicates("line")[again]
    rejects = [
        (int(line), code, "", text)
        for line, code, text in zip(rows["line"][~good], trouble[~good], value[~good], strict=True)
    ] + [
        (int(line), "projection-repeated", "", code)
        for line, code in zip(repeated["line"], repeated["code"], strict=True)
    ]
    return table[~table["line"].isin(repeated["line"])], rejects


def _shared_out(table: pd.DataFrame, known: Mapping[str, Recoding]) -> pd.DataFrame:
    found = spread(table, dict(known))
    # A summary line may have the code of an occupation that the pack keeps whole: it stays a group.
    summary = (found["stated"] == "summary") & (found["level"] == DETAILED)
    found["level"] = found["level"].mask(summary, "broad")
    for name in JOBS:
        found[name] = found[name] * found["part"]
    found["code_mark"] = found["split"].map({True: "split", False: ""}).astype("str")
    return found


def _combined(table: pd.DataFrame) -> pd.DataFrame:
    return combined(
        table,
        ["area", "soc", "level", "projected_year"],
        sums=JOBS,
        means=(*SHARES, *ATTAINMENT, "wage_p50_usd"),
        weight="employment_base",
        marks=["mark"],
    )


def _share(read: pd.DataFrame) -> pd.Series[float]:
    """Return percentages as shares, whether written with a percent sign or without."""
    return (read["value"].where(read["percent"], read["value"] / 100)).round(6)


def _word(text: str) -> str:
    return "" if says_nothing(text) and text.strip().casefold() != "none" else text


def _joined(source: Source) -> list[pd.DataFrame]:
    """Return what further sheets of the workbook tell of the same occupations: separations, attainment."""
    found = []
    have = set(source.cells)
    for other in source.siblings():
        own = [name for name in JOINABLE if name in other.cells and name not in have]
        if not own:
            continue
        table, _ = _table(other, other.frame())
        have |= set(own)
        found.append(_combined(table[table["level"] != "broad"]).drop_duplicates("soc")[["soc", *own]])
        source.log.add("sheet-joined", values=[other.raw.sheet])
    return found
