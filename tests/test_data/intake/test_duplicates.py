"""Copies of one posting count once: by number, or by title, employer and place within sixty days."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from data import engine
from data.intake.cleaning.lookups import Staged
from data.intake.duplicates import employer_key, employer_keys, find_copies
from data.intake.marks import REMOTE_HINT, STAFFING_HINT, is_remote, is_staffing


def kept(*rows: tuple[int | None, int | None, str | None, str | None]) -> list[int]:
    """Return the lines kept of rows (id, same, posted, expires)."""
    frame = pd.DataFrame(rows, columns=["id", "same", "posted", "expires"], dtype="object")
    frame.insert(0, "line", range(1, len(frame) + 1))
    with engine.connect(threads=1) as connection:
        connection.register("given", frame)
        connection.execute(
            "CREATE TEMP TABLE rows AS SELECT line, CAST(id AS UBIGINT) AS id, CAST(same AS UBIGINT) same, "
            "CAST(posted AS DATE) AS posted, CAST(expires AS DATE) AS expires FROM given"
        )
        find_copies(connection, "rows")
        left = connection.execute("SELECT line FROM rows ANTI JOIN copies USING (line) ORDER BY line")
        return [line for (line,) in left.fetchall()]


DAY, LATER, FAR = "2025-03-01", "2025-04-20", "2025-07-01"


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([(7, None, DAY, LATER), (7, None, DAY, FAR)], [2]),  # open longest
        ([(7, None, DAY, None), (7, None, DAY, FAR)], [1]),  # open without end
        ([(7, None, DAY, None), (7, None, LATER, None)], [2]),  # posted last
        ([(7, None, DAY, None), (7, None, DAY, None)], [1]),  # first in the file
        ([(None, None, DAY, None), (None, None, DAY, None)], [1, 2]),
        ([(1, 9, DAY, None), (2, 9, LATER, None)], [2]),  # 50 days apart
        ([(1, 9, DAY, None), (2, 9, FAR, None)], [1, 2]),  # 122 days apart
        (
            [(1, 9, DAY, None), (2, 9, LATER, None), (3, 9, "2025-06-10", None)],
            [3],
        ),  # each within 60 of the last
        ([(1, 9, DAY, None), (2, 8, DAY, None)], [1, 2]),
        ([(7, 9, DAY, None), (7, 9, DAY, None), (8, 9, DAY, None)], [1]),
    ],
)
def test_which_copy_stands(rows: list[Any], lines: list[int]) -> None:
    assert kept(*rows) == lines


@pytest.mark.parametrize(
    "name", ["Acme", "ACME, Inc.", "The Acme Company", "Acme L.L.C.", "Acme Corp", "Acme Holdings Ltd."]
)
def test_legal_forms_do_not_matter(name: str) -> None:
    assert employer_key(name) == "acme"


def test_one_letter_does_not_matter_in_a_long_name_but_figures_do() -> None:
    names = ["Home Depot", "Home Deppot", "HomeDepot Inc", "Home Depto", "Store 112 West", "Store 113 West"]
    keys = employer_keys(names)
    assert len({keys[name] for name in names[:4]}) == 1
    assert keys["Store 112 West"] != keys["Store 113 West"]
    short = employer_keys(["Bolt", "Bold"])
    assert short["Bolt"] != short["Bold"]


@pytest.mark.parametrize(
    ("title", "remote"),
    [
        ("Nurse (Remote)", True),
        ("Work from home agent", True),
        ("Remote Sensing Analyst", None),
        ("Cook", None),
    ],
)
def test_remote_titles(title: str, remote: bool | None) -> None:
    assert is_remote(title) is remote


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("Yes", True),
        ("No", False),
        ("TELECOMMUTE", True),
        ("[None]", None),
        ("Not Remote", False),
        ("", None),
    ],
)
def test_remote_columns(text: str, remote: bool | None) -> None:
    assert is_remote(text, column=True) is remote


def test_staffing_agencies() -> None:
    assert is_staffing("Robert Half International")
    assert is_staffing("Ace Staffing, LLC")
    assert not is_staffing("City Hospital")
    assert not is_staffing("Temple University")


NAMES = (
    *(
        "Ace Staffing, LLC",
        "ROBERT  HALF",
        "Randstad USA",
        "Temple University",
        "City Hospital",
        "Talent, Partners",
    ),
    *(
        "Jobot",
        "Head Hunters of Ohio",
        "Headhunter",
        "Labor\u00a0Ready",
        "Manpowergroup",
        "Not remote",
        "WFH agent",
    ),
    *(
        "Nurse (Remote)",
        "Remote Sensing Analyst",
        "Work from home",
        "Work-from-home agent",
        "Virtual job",
        "Cook",
    ),
)


def test_sql_asks_after_every_text_that_says_so() -> None:
    """What SQL finds among very many texts holds all that Python would have found."""
    with engine.connect() as connection:
        staged = Staged(connection, "none", frozenset())
        remote, agencies = (set(staged.matching(NAMES, test)) for test in (REMOTE_HINT, STAFFING_HINT))
    assert remote >= {name for name in NAMES if is_remote(name)} >= {"WFH agent", "Work-from-home agent"}
    assert agencies >= {name for name in NAMES if is_staffing(name)} >= {"ROBERT  HALF", "Labor\u00a0Ready"}
    assert "Cook" not in remote | agencies
