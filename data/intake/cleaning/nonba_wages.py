"""What people without a bachelor's degree earn by occupation, from the planner's own tabulation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.census import by_census_code
from data.intake.cleaning.recoding import Recoding, recodings, spread
from data.intake.cleaning.regions import Regions
from data.intake.cleaning.texts import NOT_GIVEN, figures, text_of
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import READ, codes
from data.intake.values.pay import LEAST_USD, MOST_USD

if TYPE_CHECKING:
    from data.intake.loaded import Source

COLUMNS = ("area", "soc", "income_usd", "income_mark", "people", "code_mark")


def clean(source: Source) -> Cleaned:
    """Bring incomes of people without a bachelor's degree to one row an area and occupation.

    Returns
    -------
    Cleaned
        Grain of the table: area × occupation. ``area`` blank for the region that the plan is about;
        ``income_usd`` [USD per year] NaN where ``income_mark`` says absent or suppressed; ``people``;
        ``code_mark`` blank or ``split`` (the code is several occupations, each gets the same income).
        Codes may be SOC of 2010 or 2018 or four figures of Census 2018.
    """
    rows = source.frame()
    income = figures(text_of(rows, "income_usd"))
    people = figures(text_of(rows, "people"))
    known = _known(text_of(rows, "soc"), source)
    regions = Regions.of(source.pack)
    places = {text: regions.find(text).area for text in text_of(rows, "area").unique()}
    area = text_of(rows, "area").map(places).astype("str")
    trouble = text_of(rows, "soc").map({text: one.trouble for text, one in known.items()}).astype("str")
    value = text_of(rows, "soc")
    implausible = income["value"].notna() & ~income["value"].between(LEAST_USD, MOST_USD)
    tests = [
        (~income["mark"].isin((READ, *NOT_GIVEN)), "wage-unreadable-row", text_of(rows, "income_usd")),
        (implausible, "income-implausible", text_of(rows, "income_usd")),
        ((area == "") & (text_of(rows, "area") != ""), "area-unknown", text_of(rows, "area")),
    ]
    for test, code, texts in tests:
        here = test & (trouble == "")
        trouble, value = trouble.mask(here, code), value.mask(here, texts)
    table = rows[["line", "soc"]].assign(
        area=area, income_usd=income["value"], income_mark=income["mark"], people=people["value"]
    )
    table = spread(table[trouble == ""], known)
    table["code_mark"] = table["split"].map({True: "split", False: ""}).astype("str")
    again = table.duplicated(["area", "soc"])
    alive = set(table.loc[~again, "line"])
    repeated = table[again & ~table["line"].isin(alive)].drop_duplicates("line")
    rejects = [
        (int(line), code, "", text)
        for line, code, text in zip(rows["line"], trouble, value, strict=True)
        if code
    ] + [
        (int(line), "wage-repeated", "", code)
        for line, code in zip(repeated["line"], repeated["code"], strict=True)
    ]
    for line, code, column, text in sorted(rejects):
        source.log.add(code, [line], column, [text])
    found = table[~again].loc[:, list(COLUMNS)].reset_index(drop=True)
    return Cleaned(found, len(rows) - len(rejects), rejects_of(rejects))


def _known(texts: pd.Series[str], source: Source) -> dict[str, Recoding]:
    plain = recodings(texts, source.pack)
    census = by_census_code(source.pack)
    for text in plain:
        bare = codes.bare_figures(text).zfill(4)
        if not plain[text].code and bare in census:
            several = census[bare]
            plain[text] = Recoding(bare, tuple((soc, 1 / len(several)) for soc in several), "detailed")
    return plain
