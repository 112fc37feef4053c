"""Codes keep their zeros, whatever a spreadsheet did to them."""

from __future__ import annotations

import pytest

from data.intake.values import codes


@pytest.mark.parametrize(
    ("reading", "text", "code"),
    [
        ("soc", "411011", "41-1011"),
        ("soc", "41-1011.00", "41-1011"),
        ("soc", "41–1011", "41-1011"),
        ("soc", "411011.0", "41-1011"),
        ("soc", "15-1252 - Software Developers", "15-1252"),
        ("soc", "Clerk", ""),
        ("soc", "43-101", ""),
        ("naics", "541511.0", "541511"),
        ("naics", "31", "31-33"),
        ("naics", "44 - 45", "44-45"),
        ("naics", "Retail", ""),
        ("cip", "440401", "44.0401"),
        ("cip", "10202", "01.0202"),
        ("cip", "1.0202", "01.0202"),
        ("cip", "51.381", "51.3810"),
        ("cip", "Nursing", ""),
        ("county_fips", "1001", "01001"),
        ("county_fips", "13121.0", "13121"),
        ("county_fips", "Fulton", ""),
        ("zip_code", "501", "00501"),
        ("zip_code", "30303-1234", "30303"),
        ("zip_code", "K1A 0B1", ""),
    ],
)
def test_codes(reading: str, text: str, code: str) -> None:
    frame = codes.read_distinct_plain([text], reading)
    assert frame["code"].tolist() == [code]
    assert frame["mark"].tolist() == ["" if code else "unreadable"]


def test_how_fine_a_code_is() -> None:
    found = [codes.soc_level(code) for code in ("00-0000", "41-0000", "41-1000", "41-1010", "41-1011")]
    assert found == ["total", "major", "minor", "broad", "detailed"]
