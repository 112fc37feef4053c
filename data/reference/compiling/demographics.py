"""Who works in an occupation, and how many are out of work: the Current Population Survey."""

import csv
import re
from datetime import date
from pathlib import Path

import pandas as pd

from data.reference.compiling.aliases import aggregate_members
from data.reference.compiling.sheets import number, read_rows, text

TABLE_11 = Path("demographics/cpsaat11-2022.xlsx")
CENSUS_TO_SOC = Path("crosswalks/census2018_to_soc2018.csv")
UNEMPLOYMENT = Path("unemployment/bls_empsit_t13_2025-06.csv")
UNEMPLOYMENT_MONTH = date(2025, 6, 30)
SHARES = ("women_share", "black_share", "asian_share", "hispanic_share")
BROADER, COMBINED, SMALL, GROUP = (
    "broader CPS occupation",
    "combined CPS occupations",
    "small base",
    "CPS major group",
)
_SHARE_PLACES = (2, 4, 5, 6)
_TITLE, _CODE = "2018 Census Title ", "2018 SOC Code"

CPS_GROUPS = {
    "Total, 16 years and over": "11 13 15 17 19 21 23 25 27 29 31 33 35 37 39 41 43 45 47 49 51 53",
    "Management, professional, and related occupations": "11 13 15 17 19 21 23 25 27 29",
    "Management, business, and financial operations occupations": "11 13",
    "Professional and related occupations": "15 17 19 21 23 25 27 29",
    "Service occupations": "31 33 35 37 39",
    "Sales and office occupations": "41 43",
    "Sales and related occupations": "41",
    "Office and administrative support occupations": "43",
    "Natural resources, construction, and maintenance occupations": "45 47 49",
    "Farming, fishing, and forestry occupations": "45",
    "Construction and extraction occupations": "47",
    "Installation, maintenance, and repair occupations": "49",
    "Production, transportation, and material moving occupations": "51 53",
    "Production occupations": "51",
    "Transportation and material moving occupations": "53",
}
"""The occupation groups of the monthly report and the SOC major groups each covers."""

_BY_TITLE = {"51-9199": "51-91"}
"""The one residual whose title, not its code, tells its Census occupation: other production workers."""


def compile_representation(folder: Path, oews: pd.DataFrame) -> pd.DataFrame:
    """Shares of women and of Black, Asian and Hispanic or Latino people among the employed.

    Returns
    -------
    pandas.DataFrame
        Grain soc: `soc`, `women_share`, `black_share`, `asian_share`, `hispanic_share` (0–1),
        `representation_base` (persons employed in the CPS occupation), `representation_mark`:
        '' one CPS occupation covers exactly this one; 'broader CPS occupation' it covers others
        too; 'combined CPS occupations' weighted by the employed; 'small base' the publisher shows
        no shares below 50,000 employed, so there are none; 'CPS major group' no CPS occupation
        covers it.

    Notes
    -----
    Table 11 has titles only. They are those of the 2018 Census occupations, whose crosswalk gives
    SOC codes: detailed, or a broader group's with zeros, or what is left of a group, with X.
    Source: CPS annual averages 2022, Table 11.
    """
    table = _table_11(folder)
    census_of = _census_by_soc(folder, oews)
    covered: dict[str, set[str]] = {}
    for soc, titles in census_of.items():
        for title in titles:
            covered.setdefault(title, set()).add(soc)
    rows = []
    for soc, group in zip(oews["soc"], oews["group_title"], strict=True):
        titles = [title for title in census_of.get(soc, []) if title in table.index]
        shared = any(len(covered[title]) > 1 for title in titles)
        mark = (BROADER if shared else COMBINED if len(titles) > 1 else "") if titles else GROUP
        rows.append({"soc": soc, **_combine(table, titles or [_fold(group)], mark)})
    result = pd.DataFrame(rows)
    result["representation_base"] = result["representation_base"].astype("Int64")
    return result


def unmatched_titles(folder: Path) -> list[str]:
    """Titles of Table 11 that are neither a Census occupation nor a group of occupations, sorted."""
    census = {_fold(title) for title, _ in _census(folder)}
    groups = {_fold(title) for title in CPS_GROUPS}
    return sorted(
        title
        for title in _table_11(folder).index
        if title not in census | groups and not title.endswith(" occupations")
    )


def compile_unemployment_rates(folder: Path) -> pd.DataFrame:
    """How many of each CPS occupation group are out of work, in the whole nation.

    Returns
    -------
    pandas.DataFrame
        Grain group_title: `group_title`, `groups` (the SOC major groups it covers, comma list),
        `employed_k`, `unemployed_k` (thousands of persons), `rate` (0–1, unemployed over labour
        force, by last occupation), `month` (last day).

    Raises
    ------
    ValueError
        The report has a group we do not know, or lacks one.

    Notes
    -----
    June 2025 is the newest month at hand with every group; the file of April 2026 breaks off after
    the protective services. Not seasonally adjusted.
    Source: BLS, The Employment Situation, Table A-13.
    """
    with (folder / UNEMPLOYMENT).open(encoding="utf-8-sig", newline="") as lines:
        report = {re.sub(r"\(\d+\)$", "", row["Occupation"]).strip(): row for row in csv.DictReader(lines)}
    if strange := set(report) ^ set(CPS_GROUPS):
        raise ValueError(f"The unemployment report and the known groups differ by {sorted(strange)}.")
    rows = [
        {
            "group_title": title,
            "groups": ",".join(groups.split()),
            "employed_k": float(report[title]["Employed June 2025"]),
            "unemployed_k": float(report[title]["Unemployed June 2025"]),
            "rate": round(float(report[title]["Unemployment rate June 2025"]) / 100, 4),
            "month": UNEMPLOYMENT_MONTH,
        }
        for title, groups in CPS_GROUPS.items()
    ]
    return pd.DataFrame(rows)


def finest_group(rates: pd.DataFrame) -> pd.DataFrame:
    """For each SOC major group the smallest CPS group that covers it: `group`, `group_title`, `rate`."""
    split = rates.assign(group=rates["groups"].str.split(","))
    split["size"] = split["group"].str.len()
    finest = split.explode("group").sort_values(["group", "size"]).drop_duplicates("group")
    return finest[["group", "group_title", "rate"]].reset_index(drop=True)


def _table_11(folder: Path) -> pd.DataFrame:
    """Grain title (folded): persons employed and the four shares, NaN for a dash."""
    rows = {}
    lines = read_rows(folder / TABLE_11)
    first = next(place for place, row in enumerate(lines) if text(row[0]).startswith("Total, 16 years"))
    for row in lines[first:]:
        employed = number(row[1])
        if text(row[0]) and employed is not None:
            percents = [number(row[place]) for place in _SHARE_PLACES]
            shares = [None if percent is None else round(percent / 100, 4) for percent in percents]
            rows[_fold(text(row[0]))] = [round(employed * 1000), *shares]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["representation_base", *SHARES])
    return table.astype(float)


def _census(folder: Path) -> list[tuple[str, str]]:
    """Title and SOC code, as published, of every 2018 Census occupation that has one."""
    with (folder / CENSUS_TO_SOC).open(encoding="utf-8-sig", newline="") as lines:
        pairs = [(row[_TITLE].strip(), row[_CODE].strip()) for row in csv.DictReader(lines)]
    return [(title, code) for title, code in pairs if code[:1].isdigit()]


def _census_by_soc(folder: Path, oews: pd.DataFrame) -> dict[str, list[str]]:
    """For each OEWS code the folded titles of the Census occupations that cover it."""
    starts = {code.rstrip("X").rstrip("0"): title for title, code in _census(folder)}
    members: dict[str, list[str]] = {}
    for member, aggregates in aggregate_members().items():
        for soc, _ in aggregates:
            members.setdefault(soc, []).append(member)
    found: dict[str, list[str]] = {}
    for soc in oews["soc"]:
        titles = [_closest(starts, code) for code in members.get(soc, [soc])]
        found[soc] = sorted({_fold(title) for title in titles if title is not None})
    return found


def _closest(starts: dict[str, str], code: str) -> str | None:
    """The title whose SOC code shares the longest start with `code`: what is left goes to the residual."""
    start = _BY_TITLE.get(code, code)
    for length in range(len(start), 3, -1):
        if start[:length] in starts:
            return starts[start[:length]]
    return None


def _combine(table: pd.DataFrame, titles: list[str], mark: str) -> dict[str, object]:
    """The employed and the shares over several CPS occupations, weighted by the employed."""
    rows = table.reindex(titles)
    shown = rows.dropna(subset=list(SHARES))
    base = rows["representation_base"].sum(min_count=1)
    known: dict[str, object] = {"representation_base": None if pd.isna(base) else round(base)}
    for share in SHARES:
        weighted = (shown[share] * shown["representation_base"]).sum()
        known[share] = None if shown.empty else round(float(weighted / shown["representation_base"].sum()), 4)
    known["representation_mark"] = SMALL if shown.empty else mark
    return known


def _fold(title: str) -> str:
    """A title reduced to its words, so that blanks, commas and case do not matter."""
    return re.sub(r"[^a-z0-9]+", " ", title.casefold()).strip()
