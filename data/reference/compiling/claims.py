"""Insured unemployed by state and major group: ETA 203 (U.S. Department of Labor)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

FILE = "unemployment/ar203.csv"
MONTHS_KEPT = 24
BUNDLED_EMPTY_GROUPS = 15
BUNDLED_PERSONS = 1_000

_GROUP_OF_COLUMN = {
    "occ_management": "11",
    "occ_business_finance": "13",
    "occ_computer_math": "15",
    "occ_architecture_engineering": "17",
    "occ_life_physical_social": "19",
    "occ_comm_social_serv": "21",
    "occ_legal": "23",
    "occ_edu_train_library": "25",
    "occ_art_design_enter_sport_media": "27",
    "occ_healthcare_technical": "29",
    "occ_healthcare_support": "31",
    "occ_protective_services": "33",
    "occ_food_prep_serving": "35",
    "occ_building_grounds_cleaning_maint": "37",
    "occ_personal_care_services": "39",
    "occ_sales": "41",
    "occ_office_admin": "43",
    "occ_farm_fish_forest": "45",
    "occ_construct_extract": "47",
    "occ_install_maint_repair": "49",
    "occ_production": "51",
    "occ_trans_material_moving": "53",
    "occ_military": "55",
    "occ_ina": "ina",
}


def compile_claims(folder: Path) -> pd.DataFrame:
    """Insured unemployed of every state by major group of the last occupation, the last 24 months on file.

    Returns
    -------
    DataFrame
        One row per state (postal abbreviation), month (its last day) and group: the 22 major groups, "55"
        military and "ina", people whose occupation is not available. `insured_unemployed` in persons; a
        published 0 is 0. A state that has not yet reported a month has no row for it, so the latest month
        differs between states.
        `mark` is "bundled" for every row of a report that cannot be read group by group: it counts at least
        1,000 persons with a known occupation but leaves at least 15 of the 22 groups at 0. California files
        everybody under five groups, so that three in ten of its insured unemployed appear under computer and
        mathematical occupations.
        Source: ETA 203, Characteristics of the Insured Unemployed.
    """
    columns = ["state", "report_for_period_ending", *_GROUP_OF_COLUMN]
    read = pd.read_csv(folder / FILE, dtype=str, usecols=columns)[columns]
    read["month"] = pd.to_datetime(read["report_for_period_ending"], format="%Y-%m-%d")
    first = read["month"].max().to_period("M") - (MONTHS_KEPT - 1)
    kept = read[read["month"].dt.to_period("M") >= first]
    claims: pd.DataFrame = kept.melt(["state", "month"], list(_GROUP_OF_COLUMN), "column", "published")
    claims["group"] = claims["column"].map(_GROUP_OF_COLUMN)
    claims["insured_unemployed"] = pd.to_numeric(claims["published"], errors="raise").astype("float64")
    claims["mark"] = _bundled(claims).map({True: "bundled", False: ""})
    return claims[["state", "month", "group", "insured_unemployed", "mark"]]


def _bundled(claims: pd.DataFrame) -> pd.Series[bool]:
    """For every row, whether its report (state and month) lumps the major groups together."""
    civilian = claims["insured_unemployed"].where(~claims["group"].isin(["55", "ina"]))
    report = [claims["state"], claims["month"]]
    persons = civilian.groupby(report).transform("sum")
    empty_groups = (civilian == 0).groupby(report).transform("sum")
    return (persons >= BUNDLED_PERSONS) & (empty_groups >= BUNDLED_EMPTY_GROUPS)
