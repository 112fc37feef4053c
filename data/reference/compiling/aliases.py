"""From the codes other publishers use to the occupation codes of OEWS.

OEWS May 2025 publishes some SOC 2018 occupations only together. Twelve of its codes are such
aggregates; `oews_aggregates.csv` lists their members, read off the titles of both. The
projections use the aggregates as well, O*NET and the other sources use the members.
"""

import csv
import re
from pathlib import Path

import pandas as pd

from data.reference.compiling.sheets import read_rows, text

SAME_CODE = "same code"
PROJECTIONS_2024 = Path("projections/occupation-2024-34.xlsx")
PROJECTIONS_2022 = Path("projections/occupation-2022-32.xlsx")
ONET_OCCUPATIONS = Path("onet/db_29_3_excel/Occupation Data.xlsx")
SOC_2010_TO_2018 = Path("crosswalks/soc2010_to_2018_crosswalk.csv")
_MEMBERS = Path(__file__).with_name("oews_aggregates.csv")
_DETAILED = re.compile(r"\d{2}-\d{4}")


def compile_aliases(folder: Path, oews: pd.DataFrame) -> pd.DataFrame:
    """Every occupation code of SOC 2018, the projections and O*NET that OEWS covers.

    Parameters
    ----------
    folder
        The folder of official files.
    oews
        Grain soc; the detailed occupations OEWS publishes.

    Returns
    -------
    pandas.DataFrame
        Grain code × soc: `code` (seven characters, with hyphen), `soc` (the OEWS code),
        `reason`. A code that OEWS does not survey (legislators, fishing and hunting workers,
        the military) has no row: see `uncovered_codes`.

    Notes
    -----
    Source: SOC 2018 as in the SOC 2010–2018 crosswalk, National Employment Matrix 2024 and 2022,
    O*NET-SOC 2019.
    """
    published = set(oews["soc"])
    members = aggregate_members()
    rows = []
    for code in sorted(_known_codes(folder) | published):
        if code in published:
            rows.append((code, code, SAME_CODE))
        rows += [(code, soc, reason) for soc, reason in members.get(code, []) if soc in published]
    return pd.DataFrame(rows, columns=["code", "soc", "reason"], dtype="str")


def uncovered_codes(folder: Path, oews: pd.DataFrame) -> list[str]:
    """The codes of the other publishers that no OEWS occupation covers, sorted."""
    covered = set(compile_aliases(folder, oews)["code"])
    return sorted(_known_codes(folder) - covered)


def crosswalked_socs(aliases: pd.DataFrame) -> set[str]:
    """The OEWS codes that stand for several occupations of SOC 2018."""
    return set(aliases.loc[aliases["reason"] != SAME_CODE, "soc"])


def aggregate_members() -> dict[str, list[tuple[str, str]]]:
    """For each member of an OEWS aggregate, the aggregates it belongs to and why."""
    members: dict[str, list[tuple[str, str]]] = {}
    with _MEMBERS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            members.setdefault(row["member"], []).append((row["soc"], row["reason"]))
    return members


def socs_of(aliases: pd.DataFrame) -> dict[str, list[str]]:
    """For each known code the OEWS codes it maps to."""
    targets: dict[str, list[str]] = {}
    for code, soc in zip(aliases["code"], aliases["soc"], strict=True):
        targets.setdefault(code, []).append(soc)
    return targets


def _known_codes(folder: Path) -> set[str]:
    """The detailed codes of SOC 2018, of both projections and of O*NET (its first seven characters)."""
    codes = {text(row[0])[:7] for row in read_rows(folder / ONET_OCCUPATIONS)[1:]}
    with (folder / SOC_2010_TO_2018).open(encoding="utf-8-sig", newline="") as lines:
        codes |= {row["SOCCode2018"].strip() for row in csv.DictReader(lines)}
    for row in read_rows(folder / PROJECTIONS_2024, "Table 1.10"):
        if text(row[2]) == "Line item":
            codes.add(text(row[1]))
    codes |= {text(row[1]) for row in read_rows(folder / PROJECTIONS_2022, "Table 5.3")}
    return {code for code in codes if _DETAILED.fullmatch(code) and code != "00-0000"}
