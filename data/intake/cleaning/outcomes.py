"""What became of people after training: completion, employment and earnings by programme or field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.texts import NOT_GIVEN, figures, text_of
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import READ, codes

if TYPE_CHECKING:
    from data.intake.loaded import Source

SHARES = ("completion_share", "placement_share", "placement_q4_share", "retention_share")
FIGURES = ("completers", *SHARES, "earnings_usd", "earnings_q4_usd")
COLUMNS = ("id", "provider", "title", "cip", *(name for one in FIGURES for name in (one, f"{one}_mark")))
SUPPRESSED_AS = ("-99999", "-99999.0")


def clean(source: Source) -> Cleaned:
    """Bring outcomes of training into one form.

    Notes of the mapping: ``nothing`` lists further texts that stand for a withheld figure, separated by
    semicolons; ``shares`` = ``percent`` where shares are written 0 to 100.

    Returns
    -------
    Cleaned
        Grain of the table: programme, or provider and field of instruction. Every figure has a mark beside
        it: blank, absent or suppressed. Shares 0–1; earnings [USD a quarter, as the file gives them].
    """
    rows = source.frame()
    withheld = {*SUPPRESSED_AS, *(one.strip() for one in source.note("nothing").split(";") if one.strip())}
    table = pd.DataFrame(
        {name: text_of(rows, name) for name in ("id", "provider", "title")}, index=rows.index
    )
    table["line"] = rows["line"]
    table["cip"] = text_of(rows, "cip").map(codes.cip).astype("str")
    trouble = pd.Series("", index=rows.index, dtype="str")
    value = pd.Series("", index=rows.index, dtype="str")
    nameless = (table[["id", "provider", "title", "cip"]] == "").all(axis=1)
    trouble = trouble.mask(nameless, "programme-without-name")
    for name in FIGURES:
        read = figures(text_of(rows, name), suppressed=withheld)
        known = (
            read["value"] / 100 if name in SHARES and source.note("shares") == "percent" else read["value"]
        )
        bad = ~read["mark"].isin((READ, *NOT_GIVEN)) | (known.gt(1.0) if name in SHARES else False)
        here = bad & (trouble == "")
        trouble, value = trouble.mask(here, "outcome-unreadable"), value.mask(here, text_of(rows, name))
        table[name], table[f"{name}_mark"] = known, read["mark"].astype("str")
    good = trouble == ""
    again = table[good].duplicated(["id", "provider", "title", "cip"])
    repeated = table[good][again]
    rejects = [
        (int(line), code, "", text)
        for line, code, text in zip(rows["line"], trouble, value, strict=True)
        if code
    ] + [
        (int(line), "outcome-repeated", "", cip)
        for line, cip in zip(repeated["line"], repeated["cip"], strict=True)
    ]
    for line, code, column, text in sorted(rejects):
        source.log.add(code, [line], column, [text])
    held = table[good & (table[[f"{name}_mark" for name in FIGURES]] == "suppressed").any(axis=1)]
    if len(held):
        source.log.add("outcome-suppressed", held["line"])
    found = table[good][~again].loc[:, list(COLUMNS)].reset_index(drop=True)
    return Cleaned(found, len(rows) - len(rejects), rejects_of(rejects))
