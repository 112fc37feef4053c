"""The O*NET database as text (29.0) and as workbooks (29.3), checked by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from data.intake.findings import IntakeError
from data.intake.loading import load


@pytest.mark.parametrize(
    ("name", "preset", "read", "aside"),
    [
        ("db_29_0_text/Job Zones.txt", "onet_job_zones", 923, 2),
        ("db_29_3_excel/Job Zones.xlsx", "onet_job_zones", 923, 2),
        ("db_29_0_text/Alternate Titles.txt", "onet_titles", 55_120, 828),
        ("db_29_3_excel/Sample of Reported Titles.xlsx", "onet_titles", 7_796, 10),
        ("db_29_0_text/Related Occupations.txt", "onet_related", 18_460, 40),
        ("db_29_0_text/Education, Training, and Experience.txt", "onet_scores", 36_209, 0),
        ("db_29_3_excel/Technology Skills.xlsx", "onet_technology", 32_681, 45),
        ("db_29_3_excel/Occupation Data.xlsx", "onet_occupations", 1_016, 21),
    ],
)
def test_every_file_is_recognised(
    name: str, preset: str, read: int, aside: int, real_data: Path, pack: Any
) -> None:
    loaded = load(real_data / "onet" / name, pack)
    assert (loaded.kind, loaded.preset, loaded.read, loaded.set_aside) == ("onet", preset, read, aside)
    assert loaded.accepted + loaded.set_aside == loaded.read


def test_scores_of_supervisors_of_retail_sales(real_data: Path, pack: Any) -> None:
    skills = load(real_data / "onet/db_29_3_excel/Skills.xlsx", pack).rows()
    reading = skills[(skills["onet_soc"] == "41-1011.00") & (skills["element"] == "2.A.1.a")].set_index(
        "scale"
    )
    assert reading["value"].to_dict() == {"IM": 3.0, "LV": 3.88}
    assert set(skills["subject"]) == {"skills"}
    knowledge = load(real_data / "onet/db_29_3_excel/Knowledge.xlsx", pack).rows()
    one = knowledge[(knowledge["onet_soc"] == "41-1011.00") & (knowledge["element"] == "2.C.1.a")].set_index(
        "scale"
    )
    assert one["value"].to_dict() == {"IM": 4.48, "LV": 4.26}
    assert {"", "low precision", "not relevant"} >= set(knowledge["mark"])


def test_text_and_workbook_agree_on_job_zones(real_data: Path, pack: Any) -> None:
    text = load(real_data / "onet/db_29_0_text/Job Zones.txt", pack).rows()
    book = load(real_data / "onet/db_29_3_excel/Job Zones.xlsx", pack).rows()
    assert (
        text.set_index("onet_soc").loc["41-1011.00", "value"]
        == book.set_index("onet_soc").loc["41-1011.00", "value"]
    )
    assert set(text["onet_soc"]) == set(book["onet_soc"])


@pytest.mark.parametrize(("folder", "files", "subjects"), [("db_29_0_text", 4, 4), ("db_29_3_excel", 10, 10)])
def test_the_whole_database_as_a_folder_and_as_a_zip(
    folder: str, files: int, subjects: int, real_data: Path, pack: Any, tmp_path: Path
) -> None:
    loaded = load(real_data / "onet" / folder, pack)
    assert (loaded.kind, loaded.preset, loaded.facts["files"]) == ("onet", "onet_database", files)
    assert len(loaded.facts["subjects"].split(", ")) == subjects
    assert loaded.accepted + loaded.set_aside == loaded.read
    assert "onet-file-passed-over" in {one.code for one in loaded.findings}
    if folder == "db_29_0_text":
        with zipfile.ZipFile(tmp_path / "db.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            for one in (real_data / "onet" / folder).iterdir():
                packed.write(one, f"{folder}/{one.name}")
        zipped = load(tmp_path / "db.zip", pack)
        assert (zipped.read, zipped.accepted) == (loaded.read, loaded.accepted)
        assert zipped.facts == loaded.facts


def test_a_folder_without_the_database_is_refused(pack: Any, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Nothing of the kind\n", encoding="utf-8")
    with pytest.raises(IntakeError, match="no file of the O\\*NET database"):
        load(tmp_path, pack)
