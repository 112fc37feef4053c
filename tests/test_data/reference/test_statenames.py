"""States in the names of files and in titles, and words that only look like one."""

from __future__ import annotations

from typing import Any

import pytest

from data.reference.statenames import states_named


@pytest.mark.parametrize(
    ("title", "file", "codes"),
    [
        ("", "Rhode_Island_Initial Claims filed in Rhode Island.csv", "RI"),
        ("", "RI claims.xlsx", "RI"),
        ("", "ui_claims_NY.csv.gz", "NY"),
        ("", "virginia_age.csv", "VA"),
        ("Initial claims, West Virginia", "claims.csv", "WV"),
        ("", "Arkansas.csv", "AR"),
        ("Claims in Kansas and Missouri", "", "KS MO"),
        ("Washington, D.C. claims", "", "DC"),
        ("State of Washington", "", "WA"),
        ("", "CO claims.csv", "CO"),
        ("", "claims by CO and ID.csv", ""),
        ("", "CLAIMS IN MAY.CSV", ""),
        ("", "GA CLAIMS.CSV", "GA"),
        ("", "LA claims.csv", ""),
        ("Claims in Washington County", "claims.csv", ""),
        ("Delaware County and Oklahoma", "", "OK"),
        ("Claims in or near me", "claims in me.csv", ""),
        ("RI", "", ""),
        ("", "ours.csv", ""),
    ],
)
def test_what_a_name_tells(title: str, file: str, codes: str, pack: Any) -> None:
    assert states_named(pack.areas(), title, file) == set(codes.split())
