"""Instructional programmes and the older occupation codes, joined to the codes of the OEWS survey."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

PROGRAMMES_FILE = "crosswalks/soc2018_cip2020_crosswalk.csv"
SOC2010_FILE = "crosswalks/soc2010_to_2018_crosswalk.csv"


def compile_programmes(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """List the instructional programmes that prepare for each occupation.

    Parameters
    ----------
    folder : Path
        The input folder.
    oews : DataFrame
        Detailed occupations of the survey: `soc`, `title`.
    aliases : DataFrame
        Table `soc_aliases`: `code`, `soc`.

    Returns
    -------
    DataFrame
        One row per occupation (OEWS code) and programme (CIP 2020 code, "44.0401"). Programmes without an
        occupation, and occupations the survey does not publish (military), are left out.
        Source: NCES and BLS, CIP 2020 to SOC 2018 crosswalk.
    """
    read = pd.read_csv(folder / PROGRAMMES_FILE, dtype=str)
    joined = read.merge(_known_codes(oews, aliases), left_on="SOC2018Code", right_on="code")
    programmes = pd.DataFrame(
        {
            "soc": joined["soc"],
            "cip": joined["CIP2020Code"],
            "cip_title": joined["CIP2020Title"].str.strip().str.removesuffix("."),
        }
    )
    return programmes.drop_duplicates(["soc", "cip"]).reset_index(drop=True)


def compile_soc2010(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """Join the occupation codes of 2010 to the codes of the OEWS survey, through SOC 2018.

    Returns
    -------
    DataFrame
        One row per SOC 2010 code and OEWS code; a code split in 2018 has several rows, as have codes merged.
        Occupations the survey does not publish (military) are left out.
        Source: BLS, SOC 2010 to SOC 2018 crosswalk.
    """
    read = pd.read_csv(folder / SOC2010_FILE, dtype=str)
    joined = read.merge(_known_codes(oews, aliases), left_on="SOCCode2018", right_on="code")
    codes = pd.DataFrame({"soc2010": joined["SOCCode2010"].str.strip(), "soc": joined["soc"]})
    return codes.drop_duplicates().reset_index(drop=True)


def _known_codes(oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """Every code that leads to an OEWS code, the OEWS codes themselves included: `code`, `soc`."""
    own = pd.DataFrame({"code": oews["soc"], "soc": oews["soc"]})
    return pd.concat([own, aliases[["code", "soc"]]]).drop_duplicates().reset_index(drop=True)
