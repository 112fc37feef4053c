"""The command on files that a city and a state really publish, turned into the documented layouts."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from workbook.__main__ import main

NEW_YORK = "35620"
GEORGIA = "13"
AS_OF = "2019-03-15"
PERIODS = {"Annual": "year", "Hourly": "hour", "Daily": "day"}
GROUPS = {
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

Answer = dict[str, Any]


def city_postings(real_data: Path, path: Path) -> int:
    """Write the postings of the City of New York in the documented layout and return how many there are."""
    with (real_data / "postings" / "nyc-jobs-2019.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(
            [
                *("id", "title", "soc", "employer", "area", "posted", "expires"),
                *("wage_low_usd", "wage_high_usd", "wage_period", "education"),
            ]
        )
        for row in rows:
            low, high, period = row["Salary Range From"], row["Salary Range To"], row["Salary Frequency"]
            days = row["Posting Date"][:10], row["Post Until"][:10]
            who = row["Job ID"], row["Business Title"], "", row["Agency"]
            writer.writerow([*who, NEW_YORK, *days, low, high, PERIODS[period], ""])
    return len(rows)


def state_claims(real_data: Path, path: Path) -> None:
    """Write Georgia's claims by major group, the last two months, in the documented layout."""
    claims = pd.read_csv(real_data / "unemployment" / "ar203.csv", dtype=str)
    claims = claims[claims["state"] == "GA"].sort_values("report_for_period_ending").tail(2)
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["soc", "group", "period", "unemployed"])
        for _, month in claims.iterrows():
            for column, group in GROUPS.items():
                writer.writerow(["", group, month["report_for_period_ending"][:7], month[column]])


@pytest.fixture
def plan(
    one_pack: None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[..., tuple[Answer, pd.DataFrame]]:
    """Run the command and return its JSON answer and the matrix it wrote."""

    def run(*words: str | Path) -> tuple[Answer, pd.DataFrame]:
        folder = tmp_path / f"tables {len(list(tmp_path.iterdir()))}"
        assert main(["plan", "--json", "--tables", str(folder), *map(str, words)]) == 0
        matrix = pd.read_csv(folder / "matrix.csv", keep_default_na=False, na_values=[""]).set_index("soc")
        return json.loads(capsys.readouterr().out), matrix

    return run


Planned = Callable[..., tuple[Answer, pd.DataFrame]]


def test_postings_of_new_york_city(real_data: Path, tmp_path: Path, plan: Planned) -> None:
    """The city's own file, as it publishes it."""
    path = real_data / "postings" / "nyc-jobs-2019.csv"
    workbook = tmp_path / "new-york.xlsx"
    answer, matrix = plan("--region", NEW_YORK, "--postings", path, "--date", AS_OF, "--out", workbook)
    counts = answer["files"]["postings"]
    assert counts["read"] == 3843
    assert counts["accepted"] + counts["set_aside"] == counts["read"]
    aside = [one for one in answer["findings"] if one["severity"] == "set aside"]
    assert sum(one["count"] for one in aside) == counts["set_aside"]
    assert {"title-uncertain", "repeated-posting"} <= {one["code"] for one in answer["findings"]}
    # The file is of 19 March 2019 and its earliest closing day 20 March: on the 15th every posting is open.
    coded = counts["distinct"] - counts["uncoded"]
    assert (counts["outside_region"], counts["closed"], counts["open"]) == (0, 0, coded)
    assert matrix["postings_open"].sum() == counts["open"]
    assert workbook.stat().st_size > 10_000


def test_postings_counted_by_hand(real_data: Path, tmp_path: Path, plan: Planned) -> None:
    """One occupation in the documented layout, counted by reading the city's file.

    Landscape Architect, with or without a level at the end: 12 rows under the five Job IDs 264440, 343034,
    368713, 373966 and 373969, of five titles and agencies. Assistant Landscape Architect at two agencies
    (310024, 376640), and one intern (377894).
    """
    path = tmp_path / "nyc.csv"
    assert city_postings(real_data, path) == 3843
    _, matrix = plan("--region", NEW_YORK, "--postings", path, "--date", AS_OF)
    assert matrix.loc["17-1012", "postings_open"] == 8
    # Middles of the eight ranges: 56,000, 66,430, 67,804.50, 69,283.50, 72,000, 77,210.50 twice and 85,000.
    assert matrix.loc["17-1012", "posting_wage_usd"] == (69283.5 + 72000) / 2
    assert matrix.loc["17-1012", "postings_stated_education"] == 0


def test_claims_of_georgia_give_what_the_pack_gives(real_data: Path, tmp_path: Path, plan: Planned) -> None:
    path = tmp_path / "georgia.csv"
    state_claims(real_data, path)
    answer, own = plan("--region", GEORGIA, "--unemployed", path)
    counts = answer["files"]["unemployed"]
    assert (counts["read"], counts["accepted"], counts["set_aside"]) == (48, 48, 0)
    assert counts["period"] == "2025-02"
    _, default = plan("--region", GEORGIA)
    pd.testing.assert_series_equal(own["unemployed"], default["unemployed"], rtol=1e-9)
    pd.testing.assert_series_equal(own["class"], default["class"])
    # 9,781 civilians and 4 of the military with a group, 20,518 people without.
    assert own["unemployed"].sum() <= 9_781 + 4 + 20_518 + 0.5
    assert (own["unemployed_kind"].dropna() == "imputed").all()
