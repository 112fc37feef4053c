"""The commands about employers, as a person types them: make a form, read filled ones."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
from openpyxl import load_workbook

from data.dictionaries import columns
from tests.test_workbook.conftest import Run
from tests.test_workbook.filledfunnels import fill, hiring, written

POSTINGS = """id,title,soc,employer,area,posted,expires,wage_low_usd,wage_high_usd,wage_period,education
1,Head waiter,35-3031,"Diner, Inc.",25980,2026-11-01,,,,,bachelor
2,Waiter,35-3031,Diner,25980,2026-11-02,,,,,high school
3,Waiter,35-3031,Grill,25980,2026-11-02,,,,,none
4,Evening waiter,35-3031,Grill,25980,2026-11-03,,,,,none
"""


def test_a_form_is_made_filled_in_and_read_back(run_command: Run, tmp_path: Path) -> None:
    (tmp_path / "postings.csv").write_text(POSTINGS, encoding="utf-8")
    form = tmp_path / "form.xlsx"
    words = ("--region", "25980", "--occupation", "Waiters and Waitresses", "--employer", "Diner, Inc.")
    status, out, err = run_command(
        "employer", *words, "--postings", tmp_path / "postings.csv", "--date", "2026-11-22", "--out", form
    )
    assert (status, err) == (0, "")
    assert "for Diner, Inc. who hires for Waiters and Waitresses (35-3031) in Hinesville, GA" in out
    book = load_workbook(form, data_only=True)
    assert book.sheetnames == ["Instructions", "Funnel", "Results", "Practices", "Origins"]
    told = {row[0].value: row[1].value for row in book["Results"].iter_rows(max_row=30)}
    assert told["The same in the region"] == 0.25
    assert told["Yours among the planner's postings"] == 0.5

    folder = tmp_path / "returned"
    folder.mkdir()
    fill(form, folder / "diner.xlsx", hiring(), employer="Diner")
    fill(form, folder / "grill.xlsx", hiring(2), {(0, "hired", "total"): "many"}, employer="=1+1")
    report, tables = tmp_path / "report.xlsx", tmp_path / "tables"
    status, out, err = run_command("funnel", folder, "--out", report, "--tables", tables, "--json")
    assert (status, err) == (0, "")
    document = json.loads(out)
    assert (document["files_read"], document["accepted"], document["set_aside"]) == (2, 2, 0)
    assert [one["code"] for one in document["funnel_findings"]] == ["funnel-text", "funnel-nameless"]
    for name in ("funnel", "funnel_counts", "funnel_files", "funnel_findings"):
        written = pd.read_csv(tables / f"{name}.csv")
        assert list(written.columns) == list(columns(name))
        assert len(written) == len(document[name])
    assert load_workbook(report, read_only=True).sheetnames == ["Rates", "Counts", "Files", "Findings"]
    status, out, err = run_command("funnel", folder / "diner.xlsx")
    assert "58% of the postings of Diner ask for a four-year degree." in out
    assert out.startswith(
        "1 file read, 1 accepted, 0 set aside; no findings.\nPeople without a four-year degree"
    )


def test_employers_are_pooled_without_their_names(run_command: Run, tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    folder.mkdir()
    for number, name in enumerate(("Zephyr", "Yonder", "Xenia"), 1):
        written(folder / f"{name}.xlsx", hiring(number), name)
    words = ("--out", tmp_path / "report.xlsx", "--tables", tmp_path / "tables", "--json")
    status, out, err = run_command("funnel", folder, "--pooled", *words)
    assert (status, err) == (0, "")
    document = json.loads(out)
    assert document["pooled"]
    assert document["answer"][0] == "3 of 3 employers are added up."
    assert "58% of the postings of all together ask for a four-year degree." in document["answer"]
    assert [one.name for one in (tmp_path / "tables").iterdir()] == ["funnel.csv"]
    told = out + (tmp_path / "tables" / "funnel.csv").read_text(encoding="utf-8")
    book = load_workbook(tmp_path / "report.xlsx", read_only=True)
    assert book.sheetnames == ["Rates"]
    told += " ".join(str(cell) for row in book["Rates"].iter_rows(values_only=True) for cell in row)
    assert not any(name in told for name in ("Zephyr", "Yonder", "Xenia"))
    assert "withheld" in told


def test_a_blank_form_and_wrong_words(run_command: Run, tmp_path: Path) -> None:
    form = tmp_path / "blank.xlsx"
    status, out, _ = run_command("employer", "--region", "25980", "--out", form)
    assert status == 0
    assert "for any employer in Hinesville, GA" in out
    status, out, _ = run_command("funnel", form)
    assert status == 1, "nothing could be used"
    assert "None of 1 file can be used" in out
    assert "Nothing is filled in" in out
    status, _, err = run_command("funnel", tmp_path / "nowhere")
    assert status == 1
    assert err.startswith("headway: The hiring funnel nowhere cannot be read. There is no file or folder")
    status, _, err = run_command("funnel", form, "--out", "report.txt")
    assert status == 1
    assert "Its name does not end in .xlsx" in err
    assert run_command("employer", "--region", "25980")[0] == 2
