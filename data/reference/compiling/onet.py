"""Skills, knowledge, technologies, related occupations and job titles from O*NET 29.3.

O*NET rates occupations finer than OEWS publishes them (11-1011.03 within 11-1011). The rule:
the code that ends in .00 is the occupation itself, so it speaks alone when it has data;
otherwise the mean of the finer codes. An OEWS aggregate is the plain mean of its members.
"""

import csv
import math
from pathlib import Path

import pandas as pd

from data.reference.compiling.aliases import socs_of
from data.reference.compiling.imputing import fill_from_kin
from data.reference.compiling.sheets import read_rows

FOLDER = Path("onet/db_29_3_excel")
FROM_RELATED = "imputed: related occupations"
TIERS = {"Primary-Short": 3, "Primary-Long": 2, "Supplemental": 1}
TITLE_SOURCES = ("occupation", "reported", "short", "alternate")
_TAGS = Path(__file__).with_name("element_tags.csv")
_CODE = "O*NET-SOC Code"


def compile_elements(folder: Path) -> pd.DataFrame:
    """The 35 skills and 33 kinds of knowledge, each tagged interpersonal, cognitive or technical.

    Returns
    -------
    pandas.DataFrame
        Grain element_id: `element_id`, `element`, `kind` (skill or knowledge), `tag`. The tags
        are Headway's own reading of O*NET's definitions, kept in `element_tags.csv`.

    Raises
    ------
    ValueError
        O*NET names an element that the tag table lacks, or the other way round.
    """
    with _TAGS.open(encoding="utf-8", newline="") as lines:
        tags = pd.DataFrame(list(csv.DictReader(lines)), dtype="str")
    rated = set(_ratings(folder)["element_id"])
    if strange := rated ^ set(tags["element_id"]):
        raise ValueError(f"element_tags.csv and O*NET disagree on the elements {sorted(strange)}.")
    return tags.sort_values("element_id").reset_index(drop=True)


def compile_element_scores(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """Importance and level of every skill and kind of knowledge in every occupation.

    Returns
    -------
    pandas.DataFrame
        Grain soc × element_id: `soc`, `element_id`, `importance` (1–5), `level` (0–7).

    Notes
    -----
    Ratings O*NET recommends to suppress are kept: they are the best figure there is and are few.
    A level that fewer than a quarter of the raters found relevant counts as 0.
    An occupation O*NET does not rate borrows the plain mean of its rated Primary related
    occupations, else of its broad, minor or major group; `rating_marks` says which. Leaving each
    rated occupation out in turn, related occupations miss the importance by 0.36 (root mean
    square), the broad group by 0.45, the minor by 0.43, the major by 0.46.
    """
    return _scores(folder, oews, aliases)[0]


def rating_marks(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.Series:
    """Per soc, '' when O*NET rates the occupation, else 'imputed: …' and where from."""
    return _scores(folder, oews, aliases)[1]


def compile_job_zones(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """The Job Zone (1 little preparation … 5 extensive preparation) of every occupation.

    Returns
    -------
    pandas.DataFrame
        Grain soc: `soc`, `job_zone`, `job_zone_mark`. Means are rounded; a half goes to the lower
        zone, so that a combination of two zones is never barred by the higher of them.
    """
    zones = _table(folder, "Job Zones").rename(columns={_CODE: "onet", "Job Zone": "job_zone"})
    zones["job_zone"] = zones["job_zone"].astype(float)
    wide, marks = fill_from_kin(_by_soc(zones.set_index("onet")[["job_zone"]], aliases), oews["soc"])
    rounded = [math.ceil(zone - 0.5) for zone in wide["job_zone"]]
    return pd.DataFrame({"soc": wide.index, "job_zone": rounded, "job_zone_mark": marks.to_numpy()})


def compile_technologies(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """The technologies used in an occupation that employers name often.

    Returns
    -------
    pandas.DataFrame
        Grain soc × technology: `soc`, `technology`, `category`, `hot` (frequent in postings of all
        kinds), `in_demand` (frequent in postings for this occupation). Rows that are neither are left out.
    """
    used = _coded(_table(folder, "Technology Skills"), oews, aliases)
    used["hot"] = used["Hot Technology"] == "Y"
    used["in_demand"] = used["In Demand"] == "Y"
    used = used[used["hot"] | used["in_demand"]].rename(
        columns={"Example": "technology", "Commodity Title": "category"}
    )
    grouped = used.groupby(["soc", "technology"], sort=True)
    return grouped.agg({"category": "min", "hot": "max", "in_demand": "max"}).reset_index()


def compile_related(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """The occupations O*NET's experts find related.

    Returns
    -------
    pandas.DataFrame
        Grain soc × related_soc: `soc`, `related_soc`, `tier` (3 Primary-Short, 2 Primary-Long,
        1 Supplemental; the strongest where several O*NET codes map to one pair; never itself).
    """
    links = _coded(_table(folder, "Related Occupations"), oews, aliases)
    links["tier"] = links["Relatedness Tier"].map(TIERS).astype(int)
    links = links.rename(columns={"soc": "origin"})
    links = _coded(links, oews, aliases, code="Related O*NET-SOC Code").rename(
        columns={"soc": "related_soc", "origin": "soc"}
    )
    links = links[links["soc"] != links["related_soc"]]
    return links.groupby(["soc", "related_soc"], sort=True)["tier"].max().reset_index()


def compile_titles(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """What people and employers call an occupation.

    Returns
    -------
    pandas.DataFrame
        Grain soc × title, unique without regard to case: `soc`, `title`, `source` (the first of
        occupation, reported, short, alternate that has it).
    """
    official = oews[["soc", "title"]].assign(source="occupation")
    finer = _coded(_table(folder, "Occupation Data"), oews, aliases).rename(columns={"Title": "title"})
    reported = _coded(_table(folder, "Sample of Reported Titles"), oews, aliases)
    alternate = _coded(_table(folder, "Alternate Titles"), oews, aliases)
    parts = [
        official,
        finer.assign(source="occupation"),
        reported.rename(columns={"Reported Job Title": "title"}).assign(source="reported"),
        alternate.rename(columns={"Short Title": "title"})[["soc", "title"]].assign(source="short"),
        alternate.rename(columns={"Alternate Title": "title"})[["soc", "title"]].assign(source="alternate"),
    ]
    titles = pd.concat([part[["soc", "title", "source"]] for part in parts], ignore_index=True)
    titles["title"] = titles["title"].str.split().str.join(" ")
    titles = titles[~titles["title"].isin(["", "n/a"])]
    titles["folded"] = titles["title"].str.casefold()
    titles = titles.drop_duplicates(["soc", "folded"]).sort_values(["soc", "folded"])
    return titles[["soc", "title", "source"]].reset_index(drop=True)


def _scores(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Both faces of the ratings: the scores in long form and the mark of each soc."""
    ratings = _ratings(folder).pivot(index="onet", columns="element_id", values=["importance", "level"])
    rated = _by_soc(ratings, aliases)
    wide, marks = fill_from_kin(rated, oews["soc"])
    related = compile_related(folder, oews, aliases)
    primary = related[(related["tier"] >= TIERS["Primary-Long"]) & related["related_soc"].isin(rated.index)]
    for soc, near in primary[~primary["soc"].isin(rated.index)].groupby("soc"):
        wide.loc[str(soc)] = rated.loc[near["related_soc"]].mean()
        marks.loc[str(soc)] = FROM_RELATED
    scores = pd.DataFrame(wide.stack("element_id", future_stack=True)).round(4).reset_index()
    scores = scores.sort_values(["soc", "element_id"]).reset_index(drop=True)
    return scores[["soc", "element_id", "importance", "level"]], marks


def _ratings(folder: Path) -> pd.DataFrame:
    """Grain O*NET code × element: `onet`, `element_id`, `importance`, `level`."""
    rows = pd.concat([_table(folder, "Skills"), _table(folder, "Knowledge")], ignore_index=True)
    rows["value"] = rows["Data Value"].astype(float)
    rows.loc[(rows["Scale ID"] == "LV") & (rows["Not Relevant"] == "Y"), "value"] = 0.0
    rows = rows.pivot(index=[_CODE, "Element ID"], columns="Scale ID", values="value").reset_index()
    names = {_CODE: "onet", "Element ID": "element_id", "IM": "importance", "LV": "level"}
    return rows.rename(columns=names)[list(names.values())]


def _by_soc(values: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """From one row per O*NET code (the index) to one per soc, by the rule of this module."""
    onet = pd.Series(values.index.astype(str), index=values.index)
    base, itself = onet.str[:7], onet.str.endswith(".00")
    speaks = itself | ~base.isin(base[itself])
    per_base = values[speaks].groupby(base[speaks]).mean()
    targets = socs_of(aliases)
    pairs = [(soc, code) for code in per_base.index for soc in targets.get(code, [])]
    per_soc = per_base.loc[[code for _, code in pairs]]
    return per_soc.groupby(pd.Index([soc for soc, _ in pairs], name="soc")).mean()


def _coded(rows: pd.DataFrame, oews: pd.DataFrame, aliases: pd.DataFrame, code: str = _CODE) -> pd.DataFrame:
    """The rows with the OEWS code of their O*NET code as `soc`; codes OEWS does not survey fall away."""
    known = aliases[aliases["soc"].isin(oews["soc"])][["code", "soc"]]
    return rows.assign(code=rows[code].str[:7]).merge(known, on="code", how="inner").drop(columns="code")


def _table(folder: Path, name: str) -> pd.DataFrame:
    """One O*NET workbook as a table of texts."""
    header, *rows = read_rows(folder / FOLDER / f"{name}.xlsx")
    return pd.DataFrame([[str(cell) for cell in row] for row in rows], columns=[str(cell) for cell in header])
