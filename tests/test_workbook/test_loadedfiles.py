"""Loaded files as the model counts them: coded by hand, each posting once, figures of the region only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.intake.loaded import Loaded
from data.intake.loading import load
from workbook.errors import PlannerError
from workbook.loadedcounts import unemployed_table
from workbook.loadedfiles import postings_table, title_key

ATLANTA, DENVER = "0012060", "0019740"


@pytest.fixture
def taken(pack: Any, tmp_path: Path) -> Any:
    """Return a function that loads lines as a file."""

    def take(name: str, lines: list[str], kind: str) -> Loaded:
        path = tmp_path / name
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")
        return load(path, pack, kind)

    return take


def test_a_title_coded_by_hand_counts_wherever_it_stands(taken: Any) -> None:
    lines = ["id,title,soc,employer", "1,ZORBINATOR,,A", "2,Zorbinator,29-1141,B", "3,Floozle,,C"]
    loaded = taken("jobs.csv", lines, "postings")
    assert list(postings_table([loaded], {}).rows["soc"]) == ["29-1141"]
    coded = postings_table([loaded], {"zorbinator!": "41-2011"}).rows
    assert list(coded["soc"]) == ["41-2011", "29-1141"], "a code of the file's own stays"
    assert title_key("Zorbinator") == title_key(" zorbinator ")


def test_a_posting_on_two_boards_counts_once(taken: Any) -> None:
    head = "id,title,soc,employer,posted"
    one = taken(
        "one.csv", [head, "1,Nurse,29-1141,Clinic,2026-01-02", "2,Nurse,29-1141,Ward,2026-01-02"], "postings"
    )
    other = taken(
        "other.csv",
        [head, "1,Cashier,41-2011,Shop,2026-01-03", "77,Nurse,29-1141,Clinic Inc.,2026-01-20"],
        "postings",
    )
    both = postings_table([one, other], {})
    assert sorted(both.rows["soc"]) == ["29-1141", "29-1141", "41-2011"], "equal numbers alone are no copies"
    assert (both.read, both.accepted, both.repeated) == (4, 4, 1)
    assert both.name == "one.csv, other.csv"


@pytest.mark.parametrize("none", ["N/A", "0", "-", "nan"])
def test_what_stands_for_no_number_makes_no_copies_across_files(none: str, taken: Any) -> None:
    head = "id,title,soc,employer,posted"
    files = [
        taken(f"{employer}.csv", [head, f"{none},Nurse,29-1141,{employer},2026-01-02"], "postings")
        for employer in ("Clinic", "Ward")
    ]
    assert len(postings_table(files, {}).rows) == 2


def test_counts_of_the_latest_month_and_the_later_file(taken: Any) -> None:
    head = "soc,group,period,unemployed"
    first = taken(
        "a.csv", [head, "29-1141,,2026-01,600", "29-1141,,2026-02,640", ",,2026-02,52000"], "unemployment"
    )
    later = taken("b.csv", [head, "29-1141,,2026-02,650"], "unemployment")
    table = unemployed_table([first, later], [ATLANTA])
    assert table.period == "2026-02"
    assert sorted(table.rows["unemployed"]) == [650, 52000]
    assert table.earlier == 1


def test_figures_of_elsewhere_are_refused_in_words(taken: Any) -> None:
    lines = ["soc,group,period,unemployed,area", "29-1141,,2026-02,640,19740"]
    loaded = taken("denver.csv", lines, "unemployment")
    assert list(unemployed_table([loaded], [DENVER]).rows["unemployed"]) == [640]
    with pytest.raises(PlannerError, match="no figure that counts for the region"):
        unemployed_table([loaded], [ATLANTA])
