"""An index of job postings by state and day, brought to months: the mean of each month's days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.regions import Regions
from data.intake.cleaning.texts import figures, text_of
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import READ, dates

if TYPE_CHECKING:
    from data.intake.loaded import Source

COLUMNS = ("area", "month", "index", "days", "complete")


def clean(source: Source) -> Cleaned:
    """Bring a daily index to one row an area and month.

    Returns
    -------
    Cleaned
        Grain of the table: area × month. ``area`` of the reference pack, mostly a state; ``month`` YYYY-MM;
        ``index`` mean of the daily figures; ``days`` that the file has of the month; ``complete`` whether
        that is every day. Days are accepted rows; one given twice is set aside.
    """
    rows = source.frame()
    regions = Regions.of(source.pack)
    areas = {text: regions.find(text).area for text in text_of(rows, "area").unique()}
    written = text_of(rows, "date")
    order = source.note("date_order") or dates.order_of(written.unique()).order
    days = {text: dates.day(text, order).day for text in written.unique()}
    read = figures(text_of(rows, "index"))
    table = pd.DataFrame(
        {
            "line": rows["line"],
            "area": text_of(rows, "area").map(areas).astype("str"),
            "day": pd.to_datetime(written.map(days)),
            "index": read["value"],
        }
    )
    trouble = pd.Series("", index=rows.index, dtype="str")
    value = pd.Series("", index=rows.index, dtype="str")
    bad_index = (read["mark"] != READ) | (read["value"] < 0)
    for test, code, texts in (
        (table["area"] == "", "area-unknown", text_of(rows, "area")),
        (table["day"].isna(), "period-unreadable", written),
        (bad_index, "index-unreadable", text_of(rows, "index")),
    ):
        here = test & (trouble == "")
        trouble, value = trouble.mask(here, code), value.mask(here, texts)
    again = (trouble == "") & table[trouble == ""].duplicated(["area", "day"]).reindex(
        table.index, fill_value=False
    )
    trouble, value = trouble.mask(again, "index-repeated"), value.mask(again, written)
    told = trouble != ""
    rejects = [
        (int(line), str(code), "", str(text))
        for line, code, text in zip(table["line"][told], trouble[told], value[told], strict=True)
    ]
    for line, code, column, text in rejects:
        source.log.add(code, [line], column, [text])
    return Cleaned(_by_month(table[~told]), len(rows) - len(rejects), rejects_of(rejects))


def _by_month(days: pd.DataFrame) -> pd.DataFrame:
    period = days["day"].dt.to_period("M")
    found = days.groupby(["area", period])["index"].agg(["mean", "size"]).reset_index()
    whole = found["day"].dt.days_in_month
    return pd.DataFrame(
        {
            "area": found["area"].astype("str"),
            "month": found["day"].astype("str"),
            "index": found["mean"],
            "days": found["size"],
            "complete": found["size"] == whole,
        }
    )[list(COLUMNS)]
