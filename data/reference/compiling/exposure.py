"""How exposed an occupation is to automation and to artificial intelligence: three published studies."""

import csv
from pathlib import Path

import pandas as pd

from data.reference.compiling.aliases import SOC_2010_TO_2018, socs_of
from data.reference.compiling.imputing import KIN, fill_from_kin

FREY_OSBORNE = Path("automation/frey_osborne_2013.csv")
ELOUNDOU = Path("automation/gpt_exposure_occ_level.csv")
MICROSOFT = Path("automation/microsoft_ai_applicability.csv")
ELOUNDOU_RATING = "human_rating_beta"
"""Human raters; a task a language model alone speeds up counts fully, one that needs more software half."""
_STUDY_CODES = Path(__file__).with_name("frey_osborne_codes.csv")
_WIDER_KIN = tuple(kin for kin in KIN if "broad" not in kin[1])


def compile_automation(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """The long-term risk of automation.

    Returns
    -------
    pandas.DataFrame
        Grain soc: `soc`, `automation_risk` (probability of computerisation, 0–1),
        `automation_mark` ('' or 'imputed: minor group' or 'imputed: major group').

    Notes
    -----
    SOC 2010 to 2018 to OEWS; the mean where several of the study's occupations map to one, the
    mean of the minor, then of the major group where none does. Seventeen of the study's codes are
    not SOC 2010; `frey_osborne_codes.csv` says what each stands for and why.
    Source: Frey and Osborne 2013, appendix.
    """
    soc2018 = _soc2018_of(folder)
    targets = socs_of(aliases)
    found = []
    for code, risk in _frey_osborne(folder):
        newer = {new for old in _soc2010_of(code, soc2018) for new in soc2018[old]}
        socs = {soc for new in newer for soc in targets.get(new, [])}
        found += [(soc, risk) for soc in sorted(socs)]
    known = pd.DataFrame(found, columns=["soc", "automation_risk"]).groupby("soc").mean()
    filled, marks = fill_from_kin(known, oews["soc"], _WIDER_KIN)
    return filled.round(4).assign(automation_mark=marks).reset_index()


def unmapped_codes(folder: Path) -> list[str]:
    """Codes of the automation study that stand for no SOC 2010 occupation we know, sorted."""
    soc2018 = _soc2018_of(folder)
    return sorted(code for code, _ in _frey_osborne(folder) if not _soc2010_of(code, soc2018))


def compile_ai(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """Exposure to and applicability of artificial intelligence.

    Returns
    -------
    pandas.DataFrame
        Grain soc: `soc`, `ai_exposure` (0–1, Eloundou et al., `human_rating_beta`: share of tasks,
        those that need additional software counted half), `ai_applicability` (0–1, Microsoft).
        NaN where the study has no figure; nothing is imputed.

    Notes
    -----
    Plain mean over the O*NET codes of an occupation and over the members of an OEWS aggregate.
    Source: Eloundou, Manning, Mishkin and Rock 2023; Tomlinson et al. 2025.
    """
    exposure = _read(folder / ELOUNDOU, "O*NET-SOC Code", ELOUNDOU_RATING)
    applicability = _read(folder / MICROSOFT, "SOC Code", "ai_applicability_score")
    table = pd.DataFrame(index=pd.Index(oews["soc"], name="soc"))
    table["ai_exposure"] = _mean_by_soc(exposure, aliases)
    table["ai_applicability"] = _mean_by_soc(applicability, aliases)
    return table.round(4).reset_index()


def _frey_osborne(folder: Path) -> list[tuple[str, float]]:
    return _read(folder / FREY_OSBORNE, "SOC code", "Probability")


def _soc2018_of(folder: Path) -> dict[str, list[str]]:
    """For each SOC 2010 code its SOC 2018 codes."""
    targets: dict[str, list[str]] = {}
    with (folder / SOC_2010_TO_2018).open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            targets.setdefault(row["SOCCode2010"].strip(), []).append(row["SOCCode2018"].strip())
    return targets


def _soc2010_of(code: str, soc2010: dict[str, list[str]]) -> list[str]:
    """The SOC 2010 codes a code of the study stands for; a short one stands for all that begin with it."""
    if code in soc2010:
        return [code]
    with _STUDY_CODES.open(encoding="utf-8", newline="") as lines:
        starts = [row["soc2010"] for row in csv.DictReader(lines) if row["code"] == code]
    return [known for known in soc2010 if any(known.startswith(start) for start in starts)]


def _read(path: Path, code: str, value: str) -> list[tuple[str, float]]:
    """Code (seven characters) and value of every row of a study's table."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [(row[code].strip()[:7], float(row[value])) for row in csv.DictReader(lines) if row[value]]


def _mean_by_soc(values: list[tuple[str, float]], aliases: pd.DataFrame) -> pd.Series:
    """Mean per known code, then per OEWS code: a finely split member does not outweigh the rest."""
    targets = socs_of(aliases)
    per_code = pd.DataFrame(values, columns=["code", "value"]).groupby("code")["value"].mean()
    pairs = [(soc, mean) for code, mean in per_code.items() for soc in targets.get(str(code), [])]
    return pd.DataFrame(pairs, columns=["soc", "value"]).groupby("soc")["value"].mean()
