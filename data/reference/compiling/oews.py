"""Wages, employment and staffing patterns: the OEWS survey of May 2025 (U.S. Bureau of Labor Statistics)."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd

from data.reference.compiling.geography import read_state_abbreviations

FILES = ("oews/oews-2025.sqlite.gz", "oews/oews-2025.sqlite")
TOP_CODE_USD = 239_200
"""Annual wages at or above this are published as a footnote where the survey cannot say more (footnote 5)."""

_SUPPRESSED, _TOP_CODED, _NO_ANNUAL = "8", "5", "4"
_PERCENTILES = {
    "wage_p10_usd": "11",
    "wage_p25_usd": "12",
    "wage_p50_usd": "13",
    "wage_p75_usd": "14",
    "wage_p90_usd": "15",
}
_DETAILED = 3
_GROUPS_AND_TOTAL = 0


@contextmanager
def open_survey(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the OEWS database of an input folder for reading, unpacked to a temporary file when compressed.

    Parameters
    ----------
    folder : Path
        The input folder; the database is `oews/oews-2025.sqlite.gz` or, unpacked, `oews/oews-2025.sqlite`.

    Raises
    ------
    FileNotFoundError
        If neither file is there.
    """
    found = next((folder / name for name in FILES if (folder / name).is_file()), None)
    if found is None:
        raise FileNotFoundError(f"No OEWS database in {folder}: expected {' or '.join(FILES)}")
    with TemporaryDirectory(prefix="headway-oews-") as room:
        database = found
        if found.suffix == ".gz":
            database = Path(room) / found.stem
            with gzip.open(found, "rb") as packed, database.open("wb") as unpacked:
                shutil.copyfileobj(packed, unpacked, 1 << 20)
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as survey:
            yield survey


def compile_areas(survey: sqlite3.Connection) -> pd.DataFrame:
    """List the 583 areas of the survey: the nation, states, territories, metropolitan and other areas.

    Returns
    -------
    DataFrame
        One row per area. `code` is what people type: "US", a state's FIPS code, a metropolitan area's CBSA
        code, and for nonmetropolitan areas, which have no code of their own outside the survey, the survey's.
        `state` of a metropolitan area in several states is the state the survey files it under.
    """
    areas = pd.read_sql_query(
        "SELECT area_code AS area, areatype_code AS type, state_code AS state, area_name AS title FROM area",
        survey,
    )
    metro = areas["area"].str.startswith("00")
    national, state = areas["type"] == "N", areas["type"] == "S"
    areas["kind"] = np.select([national, state, metro], ["national", "state", "metro"], "nonmetro")
    areas["code"] = np.select(
        [national, state, metro], ["US", areas["state"], areas["area"].str[2:]], areas["area"]
    )
    areas["state_abbr"] = areas["state"].map({**read_state_abbreviations(), "00": "US"})
    return areas[["area", "code", "kind", "state", "state_abbr", "title"]]


def read_detailed_occupations(survey: sqlite3.Connection) -> pd.DataFrame:
    """List the detailed occupations of the survey: `soc` with hyphen, `title`, `group`, `group_title`.

    Twelve of them are groups of SOC 2018 occupations the survey publishes only together; `soc_aliases` says
    which.
    """
    return pd.read_sql_query(
        """SELECT substr(one.occupation_code, 1, 2) || '-' || substr(one.occupation_code, 3) AS soc,
            one.occupation_name AS title, substr(one.occupation_code, 1, 2) AS "group",
            whole.occupation_name AS group_title
        FROM occupation AS one
        JOIN occupation AS whole ON whole.occupation_code = substr(one.occupation_code, 1, 2) || '0000'
        WHERE one.display_level = ? ORDER BY 1""",
        survey,
        params=(_DETAILED,),
    )


def compile_wages(survey: sqlite3.Connection) -> pd.DataFrame:
    """Wages and employment of every area: detailed occupations, the 22 major groups and the total "00-0000".

    Returns
    -------
    DataFrame
        One row per area and occupation the survey lists there; an occupation it does not list has no row
        (absent), one it lists without a figure has NULL and the mark "suppressed". Employment in jobs, wages
        in US dollars a year, `employment_rse_pct` in percent.
        `wage_mark` is "suppressed", "hourly-or-annual" (the survey gives hourly wages only) or "top-coded":
        one or more of the wages is published as "$239,200 or more" and holds its lower bound, that is 239,200
        or, where a lower percentile is published above that, the lower percentile.
        No location quotient is published for the nation, nor where employment is suppressed.
    """
    cells = _read_cells(survey, "substr(key, 12, 6) = '000000'", (_GROUPS_AND_TOTAL, _DETAILED))
    wages = cells[["area", "soc"]].copy()
    wages["employment"] = _figures(cells["v01"])
    wages["employment_mark"] = np.where(cells["f01"] == _SUPPRESSED, "suppressed", "")
    wages["employment_rse_pct"] = _figures(cells["v02"])
    bound = pd.Series(float(TOP_CODE_USD), index=cells.index)
    for name, item in _PERCENTILES.items():
        figure = _figures(cells[f"v{item}"])
        wages[name] = figure.mask(cells[f"f{item}"] == _TOP_CODED, bound)
        bound = bound.where(~(wages[name] > bound), wages[name])
    wages["wage_mean_usd"] = _figures(cells["v04"]).mask(cells["f04"] == _TOP_CODED, TOP_CODE_USD)
    wages["wage_mark"] = _wage_marks(cells)
    wages["location_quotient"] = _figures(cells["v17"])
    return wages


def compile_industries(survey: sqlite3.Connection) -> pd.DataFrame:
    """List sectors (level 2) and three-digit industries (level 3): `industry`, `level`, `title`.

    Sector "99" and industry "999" are government without its schools, hospitals and postal service.
    """
    listed = _listed_industries(survey)
    listed["title"] = listed["industry_name"].str.replace(r"^Sectors? [\d, and]+ - ", "", regex=True)
    return listed[["industry", "level", "title"]]


def compile_staffing(survey: sqlite3.Connection) -> pd.DataFrame:
    """Where each occupation works: national employment by sector and by three-digit industry.

    Returns
    -------
    DataFrame
        One row per detailed occupation (and the total "00-0000") and industry that employs it; employment in
        jobs, NULL with the mark "suppressed" where the survey does not release it.
    """
    listed = _listed_industries(survey)
    cells = _read_cells(survey, "key LIKE 'OEUN0000000%' AND substr(key, 12, 6) <> '000000'", (0, _DETAILED))
    cells = cells[(cells["soc"] == "00-0000") | ~cells["soc"].str.endswith("-0000")]
    joined = cells.merge(listed[["industry_code", "industry", "level"]], on="industry_code")
    joined["employment"] = _figures(joined["v01"])
    joined["mark"] = np.where(joined["f01"] == _SUPPRESSED, "suppressed", "")
    return joined[["soc", "industry", "level", "employment", "mark"]]


def _read_cells(survey: sqlite3.Connection, where: str, display_levels: tuple[int, int]) -> pd.DataFrame:
    items = ["01", "02", "04", "11", "12", "13", "14", "15", "17"]
    columns = ", ".join(f"v{item}, f{item}" for item in items)
    return pd.read_sql_query(
        f"""SELECT substr(key, 5, 7) AS area, substr(key, 12, 6) AS industry_code,
        substr(key, 18, 2) || '-' || substr(key, 20, 4) AS soc, {columns}
        FROM cell JOIN occupation ON occupation_code = substr(key, 18, 6)
        WHERE {where} AND display_level IN (?, ?)""",
        survey,
        params=display_levels,
        dtype={name: "object" for item in items for name in (f"v{item}", f"f{item}")},
    )


def _figures(published: pd.Series[str]) -> pd.Series[float]:
    """Read published figures: "-" (the footnote says why) and nothing become NaN, all else is a number."""
    return pd.to_numeric(published.mask(published == "-"), errors="raise").astype("float64")


def _wage_marks(cells: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.str_]]:
    notes = cells[["f04", *(f"f{item}" for item in _PERCENTILES.values())]]
    top_coded = (notes == _TOP_CODED).any(axis=1)
    suppressed = (notes == _SUPPRESSED).any(axis=1)
    hourly_only = (notes == _NO_ANNUAL).any(axis=1)
    marks = ["suppressed", "hourly-or-annual", "top-coded"]
    return np.select([suppressed, hourly_only, top_coded], marks, "")


def _listed_industries(survey: sqlite3.Connection) -> pd.DataFrame:
    """The sectors and three-digit industries, with the survey's own code and the NAICS code people write."""
    read = pd.read_sql_query(
        """SELECT industry_code, industry_name, display_level AS level FROM industry
        WHERE display_level = 3 OR display_level = 2 AND instr(industry_code, '-') > 0""",
        survey,
    )
    spans = {"31": "31-33", "44": "44-45", "48": "48-49"}
    first_two = read["industry_code"].str[:2]
    read["industry"] = np.where(
        read["level"] == 2, first_two.map(spans).fillna(first_two), read["industry_code"].str[:3]
    )
    return read
