"""Files of the O*NET database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.intake.cleaning import onet
from data.intake.loaded import Cleaned, Source
from data.intake.loading import load

Sheet = Callable[..., Source]


def read(
    sheet: Sheet, names: list[str], *rows: tuple[str, ...]
) -> tuple[pd.DataFrame, Cleaned, dict[str, int]]:
    source = sheet("onet", names, rows, {name: name for name in names})
    cleaned = onet.clean(source)
    assert isinstance(cleaned.table, pd.DataFrame)
    assert list(cleaned.table.columns) == list(onet.COLUMNS)
    assert cleaned.accepted + len(cleaned.rejects) == len(rows)
    return cleaned.table, cleaned, {one.code: one.count for one in source.log.findings()}


SCORES = ["soc", "element", "scale", "value", "suppress", "not_relevant", "category"]


def test_scores_with_their_marks(sheet: Sheet) -> None:
    table, _, found = read(
        sheet,
        SCORES,
        ("11-1011.00", "2.A.1.a", "IM", "4.12", "N", "", ""),
        ("11-1011.03", "2.C.1.a", "LV", "0.25", "Y", "Y", ""),
        ("11-1011.03", "2.C.1.b", "LV", "0.00", "N", "Y", "n/a"),
        ("11-1011.00", "2.D.1", "RL", "n/a", "N", "", "2"),
    )
    assert table["subject"].tolist() == ["skills", "knowledge", "knowledge", "education"]
    assert table["onet_soc"].tolist() == ["11-1011.00", "11-1011.03", "11-1011.03", "11-1011.00"]
    assert set(table["soc"]) == {"11-1011"}
    assert table["mark"].tolist() == ["", "low precision", "not relevant", "absent"]
    assert table["value"].fillna(-1).tolist() == [4.12, 0.25, 0.0, -1.0]
    assert table["text"].tolist() == ["", "", "", "2"]
    assert found == {"low-precision": 1}


@pytest.mark.parametrize(
    ("names", "row", "told"),
    [
        (["soc", "job_zone"], ("11-1011.00", "5"), ("job zone", "", "", 5.0, "")),
        (["soc", "alternate_title"], ("11-1011.00", "Boss"), ("alternate title", "", "", -1.0, "Boss")),
        (["soc", "reported_title"], ("11-1011.00", "CEO"), ("reported title", "", "", -1.0, "CEO")),
        (["soc", "title"], ("11-1011.00", "Chief Executives"), ("title", "", "", -1.0, "Chief Executives")),
        (
            ["soc", "technology", "commodity", "hot", "in_demand"],
            ("11-1011.00", "Adobe Acrobat", "43232202.0", "Y", "Y"),
            ("technology", "43232202", "hot in demand", -1.0, "Adobe Acrobat"),
        ),
        (
            ["soc", "related_soc", "tier", "rank"],
            ("11-1011.00", "11-1021.00", "Primary-Short", "1"),
            ("related", "11-1021.00", "", 1.0, "Primary-Short"),
        ),
    ],
)
def test_every_file_of_the_database(
    names: list[str], row: tuple[str, ...], told: tuple[Any, ...], sheet: Sheet
) -> None:
    table, _, _ = read(sheet, names, row)
    first = table.fillna({"value": -1.0}).iloc[0]
    assert tuple(first[["subject", "element", "scale", "value", "text"]]) == told


@pytest.mark.parametrize(
    ("code", "row"),
    [
        ("onet-code-unknown", ("55-1011.00", "2.A.1.a", "IM", "4", "", "", "")),
        ("onet-code-unknown", ("Boss", "2.A.1.a", "IM", "4", "", "", "")),
        ("score-unreadable", ("11-1021.00", "2.A.1.a", "IM", "high", "", "", "")),
        ("score-repeated", ("11-1011", "2.A.1.a", "IM", "4", "", "", "")),
    ],
)
def test_rows_that_cannot_be_used_are_set_aside(code: str, row: tuple[str, ...], sheet: Sheet) -> None:
    _, cleaned, found = read(sheet, SCORES, ("11-1011.00", "2.A.1.a", "IM", "4.12", "", "", ""), row)
    assert cleaned.rejects[["line", "code"]].to_numpy().tolist() == [[3, code]]
    assert found == {code: 1}


cell = st.sampled_from(["", "11-1011.00", "11-1011", "2.A.1.a", "IM", "4.12", "n/a", "Y", "x"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(*[cell] * len(SCORES)), max_size=8))
def test_no_row_is_lost(rows: list[tuple[str, ...]], sheet: Any) -> None:
    _, cleaned, _ = read(sheet, SCORES, *rows)
    assert cleaned.rejects["line"].is_unique


def test_a_folder_of_the_database_says_which_of_its_files_were_passed_over(pack: Any, tmp_path: Path) -> None:
    (tmp_path / "Job Zones.txt").write_text(
        "O*NET-SOC Code\tJob Zone\tDate\tDomain Source\n11-1011.00\t5\t08/2023\tAnalyst\n"
        "41-1011.00\t2\t08/2023\tAnalyst\n"
    )
    (tmp_path / "Read Me.txt").write_text("O*NET 29.0 Database\nmade for a test\n")
    loaded = load(tmp_path, pack)
    assert (loaded.kind, loaded.read, loaded.accepted, loaded.set_aside) == ("onet", 2, 2, 0)
    (passed,) = [one for one in loaded.findings if one.code == "onet-file-passed-over"]
    assert "Read Me.txt" in passed.where
