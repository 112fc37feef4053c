"""``headway coach``: pages for Excel, the planner's programmes on them, and what cannot be done in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

Run = Callable[..., tuple[int, str, str]]
REGION = ("coach", "--region", "12060", "--date", "2025-06-30")


def test_named_occupations_with_the_planner_s_own_files(run_command: Run, tmp_path: Path) -> None:
    programmes, postings = tmp_path / "list.csv", tmp_path / "postings.csv"
    programmes.write_text(
        "programme,provider,cip,cost,seats,weeks\nPractical nursing,County College,51.3901,9000,25,48\n",
        encoding="utf-8",
    )
    postings.write_text(
        "id,title,soc,posted,education,county_fips,salary\n"
        "1,Nurse,29-2061,2025-06-01,none,13121,52000\n2,Nurse,29-2061,2025-06-02,bachelor,13121,61000\n",
        encoding="utf-8",
    )
    out = tmp_path / "pages.xlsx"
    words = ("--from", "35-3031", "--from", "waiters and waitresses", "--from", "31-1120", "--out", out)
    status, said, err = run_command(*REGION, *words, "--programmes", programmes, "--postings", postings)
    assert (status, err) == (0, "")
    assert said == f"Coach pages: {out} (2 pages with contents)\n"
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Contents", "35-3031 Waiters and Waitresses", "31-1120 Home Health and"]
    texts = [
        str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert any("Practical nursing (County College, $9,000, 48 weeks, 25 seats)" in text for text in texts)
    assert "2 (1)" in texts, "two postings, one without a degree"
    assert not any("is loaded" in text for text in texts)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "35-3031", "--out", "a.pdf"), "A PDF needs Qt"),
        (("--from", "35-3031", "--out", "a.docx"), "Its name does not end in .pdf or .xlsx"),
        (("--from", "waiter", "--out", "a.xlsx"), "is not an occupation of the reference pack"),
        (("--all", "--param", "origin_line_2020_usd=15000", "--out", "a.xlsx"), "has no Origin"),
    ],
)
def test_what_cannot_be_done_is_said(
    run_command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], sentence: str
) -> None:
    monkeypatch.chdir(tmp_path)
    status, said, err = run_command(*REGION, *words)
    assert (status, said) == (1, "")
    assert sentence in err
    assert list(tmp_path.iterdir()) == []
