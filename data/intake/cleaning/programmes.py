"""Training programmes: eligible training provider lists of the states and reports on form ETA-9171."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.recoding import recodings
from data.intake.cleaning.texts import figures, looked_up, text_of
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import READ, UNREADABLE, codes

if TYPE_CHECKING:
    from data.intake.loaded import Source

TEXTS = ("id", "title", "provider", "credential", "certificate", "licence", "city", "county", "state", "url")
COSTS = ("cost_usd", "tuition_usd", "fees_usd", "books_usd", "supplies_usd", "other_costs_usd")
COLUMNS = (
    *TEXTS,
    *(
        "cip",
        "soc",
        "zip",
        *COSTS,
        "cost_mark",
        "weeks",
        "weeks_low",
        "weeks_high",
        "weeks_mark",
        "hours",
        "seats",
    ),
)
LENGTH_CLASSES = {
    "1": (0.0, 0.2, "less than 1 day"),
    "2": (0.2, 0.4, "1 to 2 days"),
    "3": (0.4, 1.0, "3 to 7 days"),
    "4": (2.0, 3.0, "2 to 3 weeks"),
    "5": (4.0, 11.0, "4 to 11 weeks"),
    "6": (13.0, 22.0, "3 to 5 months"),
    "7": (26.0, 52.0, "6 to 12 months"),
    "8": (56.0, 104.0, "13 months to 2 years"),
    "9": (156.0, 208.0, "3 to 4 years"),
    "10": (208.0, 208.0, "more than 4 years"),
}
"""Classes of length by which New Jersey's list tells how long a programme takes: weeks from, to, in words."""


def clean(source: Source) -> Cleaned:
    """Bring a list of training programmes into one form.

    Returns
    -------
    Cleaned
        Grain of the table: programme. ``cip`` with its dot ("44.0401"), ``soc`` an occupation of the pack or
        blank, ``zip`` five figures. Costs [USD a person]: ``cost_usd`` is the whole, from its own column or
        added up from the parts (``cost_mark`` = ``added up``); zero where the list says zero. ``weeks`` from
        ``weeks_low`` to ``weeks_high``, which differ where the list gives a class of length
        (``weeks_mark`` = ``class``, ``weeks`` is the middle). ``hours`` of instruction, ``seats`` a year.
    """
    rows = source.frame()
    read = {name: figures(text_of(rows, name)) for name in (*COSTS, "hours", "seats")}
    table = pd.DataFrame({name: text_of(rows, name).str.strip('"') for name in TEXTS}, index=rows.index)
    table["line"] = rows["line"]
    for name in ("cip", "zip"):
        known = codes.read_distinct_plain(text_of(rows, name), {"cip": "cip", "zip": "zip_code"}[name])
        table[name] = looked_up(text_of(rows, name), dict(zip(known["text"], known["code"], strict=True)))
        bad = known.set_index("text")["mark"].reindex(text_of(rows, name).to_numpy()).to_numpy() == UNREADABLE
        if bad.any():
            source.log.add(
                f"{name}-unreadable", rows["line"][bad], source.heading(name), text_of(rows, name)[bad]
            )
    _occupations(source, rows, table)
    for name in (*COSTS, "hours", "seats"):
        table[name] = read[name]["value"]
        bad = read[name]["mark"] == UNREADABLE
        if bad.any():
            source.log.add(
                "figure-unreadable", rows["line"][bad], source.heading(name), text_of(rows, name)[bad]
            )
    _whole_cost(table)
    _weeks(source, rows, table)
    good = table["title"] != ""
    repeated = table[good].duplicated(
        [one for one in TEXTS if one != "url"] + ["cip", "zip", "cost_usd", "hours"]
    )
    if repeated.any():
        source.log.add(
            "programme-repeated", table.loc[good, "line"][repeated], "", table.loc[good, "title"][repeated]
        )
    rejects = [
        (int(line), "programme-without-name", source.heading("title"), "") for line in rows["line"][~good]
    ]
    for line, code, column, text in rejects:
        source.log.add(code, [line], column, [text])
    found = table[good][~repeated].loc[:, list(COLUMNS)].reset_index(drop=True)
    return Cleaned(found, int(good.sum()), rejects_of(rejects), int(repeated.sum()))


def _occupations(source: Source, rows: pd.DataFrame, table: pd.DataFrame) -> None:
    stated = text_of(rows, "soc")
    known = recodings(stated[stated != ""], source.pack)
    to_one = {
        text: one.targets[0][0]
        for text, one in known.items()
        if len(one.targets) == 1 and one.level == "detailed"
    }
    table["soc"] = looked_up(stated, to_one)
    lost = (stated != "") & (table["soc"] == "")
    if lost.any():
        source.log.add("programme-code-unknown", rows["line"][lost], source.heading("soc"), stated[lost])


def _whole_cost(table: pd.DataFrame) -> None:
    """Add the parts of the cost up where the whole is not given, or is given as less than its parts."""
    parts = table[list(COSTS[1:])]
    added = parts.sum(axis=1, min_count=1)
    use = added.notna() & (table["cost_usd"].isna() | (table["cost_usd"] < added - 0.5))
    table["cost_usd"] = table["cost_usd"].mask(use, added)
    table["cost_mark"] = use.map({True: "added up", False: READ}).astype("str")


def _weeks(source: Source, rows: pd.DataFrame, table: pd.DataFrame) -> None:
    if source.note("weeks") == "length class":
        told = [LENGTH_CLASSES.get(codes.bare_figures(text)) for text in text_of(rows, "weeks")]
        table["weeks_low"] = [one[0] if one else float("nan") for one in told]
        table["weeks_high"] = [one[1] if one else float("nan") for one in told]
        table["weeks_mark"] = pd.Series(
            ["class" if one else "" for one in told], index=rows.index, dtype="str"
        )
    else:
        read = figures(text_of(rows, "weeks"))
        bad = read["mark"] == UNREADABLE
        if bad.any():
            source.log.add(
                "figure-unreadable", rows["line"][bad], source.heading("weeks"), text_of(rows, "weeks")[bad]
            )
        table["weeks_low"] = table["weeks_high"] = read["value"]
        table["weeks_mark"] = pd.Series(READ, index=rows.index, dtype="str")
    table["weeks"] = (table["weeks_low"] + table["weeks_high"]) / 2
