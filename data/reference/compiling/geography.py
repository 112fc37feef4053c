"""Counties, ZIP codes and cities to metropolitan areas (U.S. Census Bureau, OMB, HUD)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

DELINEATION_FILE = "crosswalks/cbsa_delineation_2023.xlsx"
COUNTIES_FILE = "crosswalks/counties_2020.csv"
ZIPS_FILE = "crosswalks/zip-cbsa.csv"

_NOT_IN_A_CBSA = "99999"
_SHARE_DECIMALS = 4
_STATES_FILE = Path(__file__).with_name("states.csv")


def read_state_abbreviations() -> dict[str, str]:
    """Postal abbreviation of every state and territory by its two-digit FIPS code: "13" is "GA"."""
    states = pd.read_csv(_STATES_FILE, dtype=str, keep_default_na=False)
    return dict(zip(states["state"], states["state_abbr"], strict=True))


def compile_counties(folder: Path, areas: pd.DataFrame) -> pd.DataFrame:
    """Join counties to core-based statistical areas and to the metropolitan areas of the OEWS survey.

    Parameters
    ----------
    folder : Path
        The input folder.
    areas : DataFrame
        Table `areas` of the pack.

    Returns
    -------
    DataFrame
        One row per county or county equivalent of 2020 or of the July 2023 delineation: both Connecticut's
        eight counties (which belong to no area any more) and the nine planning regions that replaced them are
        there. `cbsa` is NULL outside every core-based statistical area; `area` is NULL there and in
        micropolitan areas, because the official files at hand do not say which counties make up a
        nonmetropolitan OEWS area.
        Source: Census Bureau, counties of 2020 and delineations of July 2023 (OMB Bulletin 23-01).
    """
    delineation = pd.read_excel(folder / DELINEATION_FILE, dtype=str, engine="calamine")
    delineation = delineation[delineation["FIPS County Code"].notna()]
    placed = pd.DataFrame(
        {
            "county": delineation["FIPS State Code"] + delineation["FIPS County Code"],
            "delineated_title": delineation["County/County Equivalent"],
            "cbsa": delineation["CBSA Code"],
        }
    )
    listed = pd.read_csv(folder / COUNTIES_FILE, dtype=str)
    listed = pd.DataFrame({"county": listed["statefp"] + listed["countyfp"], "listed_title": listed["name"]})
    counties = listed.drop_duplicates("county").merge(placed, on="county", how="outer", validate="1:1")
    counties["county_title"] = counties["delineated_title"].fillna(counties["listed_title"])
    counties["state_abbr"] = counties["county"].str[:2].map(read_state_abbreviations())
    metro = areas[areas["kind"] == "metro"].set_index("code")["area"]
    counties["area"] = counties["cbsa"].map(metro)
    return counties[["county", "county_title", "state_abbr", "cbsa", "area"]]


def compile_zips(folder: Path) -> pd.DataFrame:
    """Share out every ZIP code over the core-based statistical areas its addresses lie in.

    Returns
    -------
    DataFrame
        One row per ZIP code and area with a share above 0; `cbsa` is NULL for the part outside every area and
        may be a micropolitan area, which the OEWS survey does not publish. `share` of all addresses (0-1,
        four decimals) sums to 1 within a ZIP code: what rounding leaves over is added to the largest share.
        Source: HUD-USPS ZIP code crosswalk, total ratio.
    """
    read = pd.read_csv(folder / ZIPS_FILE, dtype=str)
    zips = pd.DataFrame(
        {
            "zip": read["zip"],
            "cbsa": read["geoid"].mask(read["geoid"] == _NOT_IN_A_CBSA),
            "share": read["tot_ratio"].astype(float).round(_SHARE_DECIMALS),
        }
    )
    zips = zips[zips["share"] > 0].sort_values(["zip", "share", "cbsa"], ascending=[True, False, True])
    largest = ~zips.duplicated("zip")
    left_over = 1.0 - zips.groupby("zip")["share"].transform("sum")
    zips["share"] = zips["share"].where(~largest, zips["share"] + left_over).round(_SHARE_DECIMALS)
    return zips.reset_index(drop=True)


def compile_cities(folder: Path) -> pd.DataFrame:
    """Say of every city that the postal service names which core-based statistical area it lies in.

    Returns
    -------
    DataFrame
        One row per city and state: `city` as the postal service writes it, in capitals; `cbsa` the area that
        most of its ZIP codes' addresses lie in, NULL where that is none; `share` that part (0-1, four
        decimals). ZIP codes count alike, because the crosswalk does not tell how many addresses each has.
        Source: HUD-USPS ZIP code crosswalk, total ratio, preferred city.
    """
    read = pd.read_csv(folder / ZIPS_FILE, dtype=str)
    named = pd.DataFrame(
        {
            "city": read["city"].str.strip().str.upper(),
            "state_abbr": read["state"].str.strip(),
            "cbsa": read["geoid"].where(read["geoid"] != _NOT_IN_A_CBSA, ""),
            "part": read["tot_ratio"].astype(float),
        }
    )
    parts = named.groupby(["city", "state_abbr", "cbsa"], as_index=False)["part"].sum()
    whole = parts.groupby(["city", "state_abbr"])["part"].transform("sum")
    parts["share"] = (parts["part"] / whole).round(_SHARE_DECIMALS)
    parts = parts[whole > 0].sort_values(
        ["city", "state_abbr", "part", "cbsa"], ascending=[True, True, False, True]
    )
    largest = parts.drop_duplicates(["city", "state_abbr"])
    cities: pd.DataFrame = largest[["city", "state_abbr", "cbsa", "share"]].reset_index(drop=True)
    cities["cbsa"] = cities["cbsa"].mask(cities["cbsa"] == "")
    return cities
