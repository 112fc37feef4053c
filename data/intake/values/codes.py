"""Codes as files write them: SOC, O*NET-SOC, NAICS, CIP, FIPS and ZIP, with the zeros that Excel ate."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from data.intake.occupations import Occupations
from data.intake.values import ABSENT, READ, UNREADABLE, says_nothing

_SOC = re.compile(
    r"(?:SOC[ :]*)?([0-9]{2})[-–—−. ]?([0-9]{4})(?:\.?[0-9]{2}|\.[0-9])?(?:\s+[-–:]?\s*\D.*)?", re.IGNORECASE
)
_FLOAT = re.compile(r"([0-9]+)\.0+")
_NAICS = re.compile(r"([0-9]{2,6})")
_NAICS_RANGE = re.compile(r"(31|44|48)\s*[-–]\s*(33|45|49)")
_CIP_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,4})")
_DIGITS = re.compile(r"[0-9]+")
_ZIP = re.compile(r"([0-9]{3,5})(?:[- ]?[0-9]{4})?")


def bare_figures(text: str) -> str:
    """Return a code without blanks, quotation marks and the ``.0`` of a spreadsheet.

    >>> bare_figures(" 541511.0 "), bare_figures("'01001")
    ('541511', '01001')
    """
    bare = text.strip().strip("'\"=").strip()
    found = _FLOAT.fullmatch(bare)
    return found.group(1) if found else bare


def soc(text: str) -> str:
    """Write a SOC or O*NET-SOC code as ``41-1011``; blank where the text is not one.

    The code may be followed by its title: ``41-1011.00 First-Line Supervisors``.

    >>> soc("51412100"), soc("51-4121.00"), soc("4110112")
    ('51-4121', '51-4121', '')
    >>> soc("411011"), soc("41-1011.00"), soc("41.1011"), soc("15-1252 - Developers"), soc("Clerk")
    ('41-1011', '41-1011', '41-1011', '15-1252', '')
    """
    found = _SOC.fullmatch(bare_figures(text))
    return f"{found.group(1)}-{found.group(2)}" if found else ""


def soc_level(code: str) -> str:
    """Return how fine a written-out SOC code is.

    >>> [soc_level(code) for code in ("00-0000", "41-0000", "41-1000", "41-1010", "41-1011")]
    ['total', 'major', 'minor', 'broad', 'detailed']
    """
    for ending, level in (("-0000", "major"), ("000", "minor"), ("0", "broad")):
        if code.endswith(ending):
            return "total" if code == "00-0000" else level
    return "detailed"


def naics(text: str) -> str:
    """Write a NAICS code of two to six figures, or a sector such as ``31-33``; blank where it is neither.

    >>> naics("541511.0"), naics("31 - 33"), naics("31"), naics("Retail"), naics("5")
    ('541511', '31-33', '31-33', '', '')
    """
    bare = bare_figures(text)
    if found := _NAICS_RANGE.fullmatch(bare):
        return f"{found.group(1)}-{found.group(2)}"
    if not _NAICS.fullmatch(bare):
        return ""
    sectors = {"31": "31-33", "32": "31-33", "33": "31-33", "44": "44-45", "45": "44-45"}
    return {**sectors, "48": "48-49", "49": "48-49"}.get(bare, bare)


def cip(text: str) -> str:
    """Write a CIP code as ``44.0401``, with or without its dot in the file; blank where it is none.

    >>> cip("440401"), cip("10202"), cip("1.0202"), cip("51.39"), cip("1.02"), cip("Nursing")
    ('44.0401', '01.0202', '01.0202', '51.39', '01.02', '')
    """
    bare = text.strip().strip("'\"=").strip()
    if found := _CIP_DOTTED.fullmatch(bare):
        family, rest = found.groups()
        # A spreadsheet turns 51.3900 into 51.39 and 51.3810 into 51.381.
        return (
            f"{family.zfill(2)}.{rest if len(rest) in (2, 4) else rest.ljust(4 if len(rest) > 2 else 2, '0')}"
        )
    figures = bare_figures(bare)
    if _DIGITS.fullmatch(figures) and len(figures) in (5, 6):
        figures = figures.zfill(6)
        return f"{figures[:2]}.{figures[2:]}"
    return figures.zfill(2) if _DIGITS.fullmatch(figures) and len(figures) <= 2 else ""


def county_fips(text: str) -> str:
    """Write a county's five figures; blank where it has not four or five.

    >>> county_fips("1001"), county_fips("13121.0"), county_fips("US13121"), county_fips("Fulton")
    ('01001', '13121', '13121', '')
    """
    figures = bare_figures(text).removeprefix("US").removeprefix("us")
    return figures.zfill(5) if _DIGITS.fullmatch(figures) and len(figures) in (4, 5) else ""


def zip_code(text: str) -> str:
    """Write a ZIP code's five figures; blank where it is none.

    >>> zip_code("30303-1234"), zip_code("501"), zip_code("303031234"), zip_code("K1A 0B1")
    ('30303', '00501', '30303', '')
    """
    figures = bare_figures(text)
    found = _ZIP.fullmatch(figures)
    return found.group(1).zfill(5) if found else ""


def read_distinct(values: Iterable[str], occupations: Occupations) -> pd.DataFrame:
    """Read many SOC or O*NET codes and bring them to the occupations of the pack.

    Returns
    -------
    pandas.DataFrame
        Grain: text. ``text``, ``code`` (as written out), ``soc`` (an occupation of the pack or blank),
        ``level`` (detailed, broad, minor, major, total or blank), ``mark`` (blank, ``absent``, or the
        finding: ``code-unknown``, ``code-split``).
    """
    texts = list(dict.fromkeys(values))
    rows = [_coded(text, occupations) for text in texts]
    frame = pd.DataFrame(rows, columns=["code", "soc", "level", "mark"], dtype="str")
    frame.insert(0, "text", pd.Series(texts, dtype="str"))
    return frame


def _coded(text: str, occupations: Occupations) -> tuple[str, str, str, str]:
    if says_nothing(text):
        return "", "", "", ABSENT
    code = soc(text)
    if not code:
        return "", "", "", "code-unknown"
    found, trouble = occupations.by_code(code)
    return code, found, soc_level(code), trouble


def read_distinct_plain(values: Iterable[str], reading: str) -> pd.DataFrame:
    """Read many codes of one kind: ``naics``, ``cip``, ``county_fips``, ``zip_code`` or ``soc``.

    Returns
    -------
    pandas.DataFrame
        Grain: text. ``text``, ``code`` (blank unless read), ``mark``.
    """
    read = {"naics": naics, "cip": cip, "county_fips": county_fips, "zip_code": zip_code, "soc": soc}[reading]
    texts = list(dict.fromkeys(values))
    codes = ["" if says_nothing(text) else read(text) for text in texts]
    marks = [
        READ if code else ABSENT if says_nothing(text) else UNREADABLE
        for text, code in zip(texts, codes, strict=True)
    ]
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "code": pd.Series(codes, dtype="str"),
            "mark": pd.Series(marks, dtype="str"),
        }
    )
