"""What tables call groups of people: major occupation groups, industries, groups by sex, age and so on."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from data.intake.values import codes

_FOLDER = Path(__file__).parent
_LEFT_OUT = frozenset(["and", "occupations", "occupation", "related", "the", "of", "workers", "sector"])
_UNKNOWN = frozenset(
    ["unknown", "missing", "ina", "unclassified", "undetermined", "unassigned", "blank", "unspecified"]
)
_BESIDE_UNKNOWN = frozenset(
    [
        *("occupation", "occupations", "industry", "industries", "establishment", "establishments", "sector"),
        *("naics", "soc", "code", "data", "information", "available", "invalid", "other", "not", "no"),
        *("or", "and", "na", "n", "a"),
    ]
)
_WORD = re.compile(r"[a-z0-9]+")
_CODED = re.compile(r"\s*([0-9]{2}(?:\s*[-–]\s*[0-9]{2})?)(?![0-9])\s*[-–:. ]\s*(?=\D)")
_FOOTNOTE = re.compile(r"\s*\([0-9]{1,2}\)\s*$")

_MEASURE = re.compile(
    r"\b(?:initial|continued|weekly|new|number of|claims?|claimants?|unemployed|counts?|ages?)\b",
    re.IGNORECASE,
)

TOTALS = frozenset(
    (
        "total",
        "total all occupations",
        "all occupations",
        "total 16 years and over",
        "all industries",
        "total claims",
        "statewide",
        "all",
        "grand total",
    )
)
OCCUPATION, INDUSTRY, TOTAL = "occupation", "industry", "total"

_DIMENSIONS = (
    ("occupation", re.compile(r"occupation|\bsoc\b", re.IGNORECASE)),
    ("industry", re.compile(r"industry|naics|\bsector", re.IGNORECASE)),
    ("race/ethnicity", re.compile(r"race\s*/\s*ethnic|race and ethnic", re.IGNORECASE)),
    ("ethnicity", re.compile(r"ethnic|\borigin\b", re.IGNORECASE)),
    ("race", re.compile(r"\brace", re.IGNORECASE)),
    ("sex", re.compile(r"\bsex\b|gender", re.IGNORECASE)),
    ("age", re.compile(r"\bage\b|\bages\b", re.IGNORECASE)),
    ("education", re.compile(r"education|schooling", re.IGNORECASE)),
    ("citizenship", re.compile(r"citizen", re.IGNORECASE)),
    ("veterans", re.compile(r"veteran", re.IGNORECASE)),
)
_LABELS = (
    ("age", re.compile(r"(?:under|over|younger than|<|>=?|≥)?\s*[0-9]{2}\b(?![,.][0-9]).*", re.IGNORECASE)),
    ("sex", re.compile(r"(?:[0-9]\s*-\s*)?(?:male|female|men|women|non-?binary)s?", re.IGNORECASE)),
    ("education", re.compile(r".*(school|diploma|degree|college|\bged\b|graduate).*", re.IGNORECASE)),
    ("citizenship", re.compile(r"(?:non-?\s?)?citizens?", re.IGNORECASE)),
    (
        "race/ethnicity",
        re.compile(r".*(white|black|asian|hispanic|latino|spanish|indian|native|pacific).*", re.IGNORECASE),
    ),
)


def dimension_of_heading(text: str) -> str:
    """Return what a heading over a block of rows says the rows are by; blank where it says nothing known.

    >>> dimension_of_heading("Standard Occupational Code"), dimension_of_heading("Gender:")
    ('occupation', 'sex')
    """
    bare = text.replace("Occupational", "Occupation")
    return next((name for name, form in _DIMENSIONS if form.search(bare)), "")


def dimension_of_label(text: str) -> str:
    """Return what a row without any heading above it is by, as its label tells; blank where it does not.

    >>> dimension_of_label("25-34"), dimension_of_label("High School Diploma"), dimension_of_label("22,870")
    ('age', 'education', '')
    """
    return next((name for name, form in _LABELS if form.fullmatch(text.strip())), "")


def without_measure(text: str) -> str:
    """Return a heading without the words that say what is counted.

    >>> without_measure("Male Claims"), without_measure("Initial claims – 25-34"), without_measure("Claims")
    ('Male', '25-34', '')
    """
    return " ".join(_MEASURE.sub(" ", text.replace("_", " ")).split()).strip(" –-:")


def bare(text: str) -> str:
    """Return a label without footnote and stray blanks.

    >>> bare(" Total, 16 years and over(1) ")
    'Total, 16 years and over'
    """
    return " ".join(_FOOTNOTE.sub("", text).split())


def is_total(text: str) -> bool:
    """Return whether a label stands for everybody.

    >>> is_total("Total, 16 years and over(1)"), is_total("Total claims by women")
    (True, False)
    """
    return " ".join(_WORD.findall(bare(text).casefold())) in TOTALS


def major_group(text: str) -> str:
    """Return the major group that a code or a name tells; several groups are joined by a plus sign.

    >>> major_group("45 -Farming, Fishing and Hunting Occupations"), major_group("Computer & Math")
    ('45', '15')
    >>> major_group("Sales and office occupations"), major_group("INA"), major_group("Astronauts")
    ('41+43', 'ina', '')
    """
    told = _coded(text)
    if told:
        return told if told in _codes("group") else ""
    return _by_name("group").get(_key(text), "") or _not_known(text)


def industry(text: str) -> str:
    """Return the two-figure NAICS sector that a code or a name tells, ``ina`` where it is not known.

    A finer code stays as it is.

    >>> industry("44-45 Retail Trade"), industry("32"), industry("Mgmt of Companies"), industry("99 Unknown")
    ('44-45', '31-33', '55', 'ina')
    >>> industry("722511"), industry("Public Administration"), industry("Astronautics")
    ('722511', '92', '')
    """
    told = _coded(text)
    name = _by_name("industry").get(_key(_CODED.sub("", text, count=1)), "") or _not_known(text)
    code = codes.naics(told or text)
    if code == "99":
        return "ina"
    if code:
        return code if len(code) > 2 or code in _codes("industry") else ""
    return name


def _not_known(text: str) -> str:
    words = set(_WORD.findall(text.casefold()))
    return "ina" if words & _UNKNOWN and words <= _UNKNOWN | _BESIDE_UNKNOWN else ""


def _coded(text: str) -> str:
    """Return the two figures, or the range of them, with which a label begins."""
    whole = codes.bare_figures(text)
    if whole.isdigit() and len(whole) == 2:
        return whole
    found = _CODED.match(text)
    return re.sub(r"\s", "", found.group(1)).replace("–", "-") if found else ""


def _key(text: str) -> str:
    """Return the words of a name that count, each without a final s, in the order of the alphabet."""
    plain = bare(text).casefold().replace("&", " and ")
    words = {word.removesuffix("s") if len(word) > 3 else word for word in _WORD.findall(plain)}
    left_out = {word.removesuffix("s") for word in _LEFT_OUT} | _LEFT_OUT
    return " ".join(sorted(words - left_out)) or " ".join(sorted(words))


@cache
def _by_name(column: str) -> dict[str, str]:
    return {_key(row["name"]): row[column] for row in _rows(column)}


@cache
def _codes(column: str) -> frozenset[str]:
    return frozenset(row[column] for row in _rows(column))


@cache
def _rows(column: str) -> tuple[dict[str, str], ...]:
    name = {"group": "group_names.csv", "industry": "industry_names.csv"}[column]
    with (_FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))
