"""New Jersey's training programmes and their outcomes, checked by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data.intake.loading import load


def test_the_list_of_eligible_programmes(real_data: Path, pack: Any) -> None:
    loaded = load(real_data / "training/nj_etpl_2021.csv", pack)
    assert (loaded.kind, loaded.preset, loaded.read) == ("programmes", "programmes_new_jersey", 736)
    assert loaded.accepted == 736
    table = loaded.rows().set_index("id")
    assert table.loc["4608", ["cip", "zip", "cost_usd", "hours", "licence"]].tolist() == [
        *("43.0107", "08098", 4430.0, 1200.0),
        "EMERGENCY MEDICAL TECHNICIAN",
    ]
    assert table.loc["9933", ["tuition_usd", "fees_usd", "books_usd", "cost_usd", "credential"]].tolist() == [
        *(6528.0, 2922.0, 2000.0, 11450.0),
        "Associate's Degree",
    ]
    assert table.loc["48277", ["weeks_low", "weeks_high"]].tolist() == [13.0, 22.0]
    # The list gives no total for it, only a tuition of 1,000.
    assert table.loc["8840", ["cost_usd", "cost_mark"]].tolist() == [1000.0, "added up"]
    assert table["cip"].str.fullmatch(r"[0-9]{2}\.[0-9]{4}").all()
    assert (table["cip"] == "49.0205").sum() == 49
    assert table.loc[table["zip"] != "", "zip"].str.len().eq(5).all()


def test_outcomes_with_withheld_figures(real_data: Path, pack: Any) -> None:
    loaded = load(real_data / "training/nj_program_outcomes.csv", pack)
    assert (loaded.kind, loaded.preset, loaded.read) == ("outcomes", "outcomes_new_jersey", 1_565)
    assert loaded.accepted + loaded.set_aside == 1_565
    table = loaded.rows()
    one = table[(table["provider"] == "27") & (table["cip"] == "52.0301")].iloc[0]
    assert (one["completers"], one["placement_q4_share"], one["earnings_usd"]) == (7, 1.0, 5_013)
    assert round(one["placement_share"], 6) == 0.714286
    zero = table[(table["provider"] == "6") & (table["cip"] == "51.1020")].iloc[0]
    assert (zero["placement_share"], zero["placement_share_mark"]) == (0.0, "")
    assert zero["earnings_usd_mark"] == "suppressed"
    assert (table["earnings_usd_mark"] == "suppressed").sum() == 656
    assert table["earnings_usd"].min() >= 0
