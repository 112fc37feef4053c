"""``headway deck``: slides of a region, those to be passed on without small counts, refusals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation

from workbook.commands.arguments import command_parser

Run = Callable[..., tuple[int, str, str]]
REGION = ("deck", "--region", "25980", "--date", "2025-06-30")


def test_slides_of_an_edition_to_be_passed_on(run_command: Run, tmp_path: Path) -> None:
    claims = tmp_path / "claims.csv"
    claims.write_text("SOC,Month,Claimants\n35-3031,2025-05,4\n35-2014,2025-05,40\n", encoding="utf-8")
    out = tmp_path / "plan.pptx"
    status, said, trouble = run_command(*REGION, "--unemployed", claims, "--shared", "--out", out)
    assert (status, trouble) == (0, "")
    assert said.splitlines()[:2] == [
        f"Deck: {out}",
        "To be shared: small counts of your own files are withheld",
    ]
    deck = Presentation(str(out))
    assert len(deck.slides) == 4
    footers = [place.text_frame.text for place in deck.slides[0].placeholders if place.has_text_frame]
    assert any(text.endswith("· small counts withheld") for text in footers)
    notes = deck.slides[0].notes_slide.notes_text_frame.text
    assert "1 count of fewer than 10 people is withheld" in notes
    assert "claims.csv, May 2025, small counts withheld" in notes
    assert str(tmp_path) not in notes


def test_what_cannot_be_written_or_read_is_said(run_command: Run, tmp_path: Path) -> None:
    status, _, trouble = run_command(*REGION, "--out", tmp_path / "plan.ppt")
    assert (status, "does not end in .pptx" in trouble) == (1, True)
    status, _, trouble = run_command(
        *REGION, "--months", tmp_path / "none.json", "--out", tmp_path / "a.pptx"
    )
    assert (status, "There is no plan file" in trouble) == (1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [REGION, ("deck", "--out", "a.pptx")])
def test_wrong_use(run_command: Run, words: tuple[str, ...]) -> None:
    assert run_command(*words)[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ("plan", "--json"),
        ("gaps",),
        ("paths",),
        ("scenarios",),
        ("allocate", "--budget", "1"),
        ("coach", "--all", "--out", "a.pdf"),
        ("employer", "--out", "a.xlsx"),
    ],
)
def test_whatever_is_written_of_a_region_can_be_for_others(words: tuple[str, ...]) -> None:
    asked = command_parser().parse_args([words[0], "--region", "US", *words[1:], "--shared"])
    assert asked.shared
