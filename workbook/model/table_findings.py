"""What is to be said of the tables that the planner loaded in the place of the pack's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from data.intake.findings import Finding
from data.language import say, say_count, say_months
from workbook.model.local_wages import rows_of, whole_areas
from workbook.model.localtables import NONBA_WAGES, PROJECTIONS, WAGES, LocalTable, of_kind
from workbook.model.region import NATION

if TYPE_CHECKING:
    from workbook.model.results import Results


def about_tables(results: Results) -> Iterator[Finding]:
    """Yield the findings about the loaded tables of moves, wages, projections and incomes."""
    prepared = results.prepared
    told, wages = prepared.national.moves_told, of_kind(prepared.tables, WAGES)
    if told is not None and not told.all():
        yield note(
            results,
            "moves-partly-loaded",
            say(
                "The loaded moves tell where people go from {count} of {whole} occupations",
                count=f"{told.sum():,}",
                whole=f"{len(told):,}",
            ),
            say("Out of the others they have too few people"),
            say("Read the figures of the others as modelled"),
        )
    projections, incomes = (of_kind(prepared.tables, kind) for kind in (PROJECTIONS, NONBA_WAGES))
    if projections is not None:
        yield from _about_projections(results, projections)
    if incomes is not None:
        yield from _about_incomes(results, incomes)
    if wages is not None:
        yield from _about_part_of_wages(results, wages)
    if wages is not None and NATION not in set(wages.rows["area"]):
        yield note(
            results,
            "wage-lines-of-the-pack",
            say("{file} has no wages of the nation", file=wages.name),
            say(
                "The wage lines follow the national median of {vintage}, which may be of another time "
                "than the loaded wages",
                vintage=say_months(prepared.pack.vintage("wages")),
            ),
            say("Load the national rows of the same survey too"),
        )


def _about_part_of_wages(results: Results, wages: LocalTable) -> Iterator[Finding]:
    """Say where a table of wages tells of some occupations of the region only."""
    rows = rows_of(wages, results.plan.areas)
    rows = rows[rows["area"].isin(results.plan.areas) & (rows["level"] == "detailed")]
    parts = rows[~rows["area"].isin(whole_areas(rows_of(wages, results.plan.areas)))]
    if len(parts):
        yield note(
            results,
            "wages-partly-loaded",
            say_count(
                "{name} tells the wages of {count} occupation of the region",
                "{name} tells the wages of {count} occupations of the region",
                parts["soc"].nunique(),
                name=wages.name,
                count=f"{parts['soc'].nunique():,}",
            ),
            say(
                "It has no row of all occupations (00-0000), so it is read as a part; for the rest the wages "
                "stay those of OEWS {vintage}. Percentiles that it does not give are estimated: those of "
                "OEWS, moved in proportion to the median",
                vintage=say_months(results.prepared.pack.vintage("wages")),
            ),
            say("Load the whole table of the survey if there is one, so that no two surveys mix"),
        )


def _about_projections(results: Results, table: LocalTable) -> Iterator[Finding]:
    told = results.prepared.growth_told
    if told is None or told.all():
        return
    yield note(
        results,
        "projections-partly-loaded",
        say(
            "{file} tells growth or openings of {count} of {whole} occupations",
            file=table.name,
            count=f"{told.sum():,}",
            whole=f"{len(told):,}",
        ),
        say("For the others the projections of the nation that Headway ships stand in"),
        say("Read the figures of the others as the nation's"),
    )


def _about_incomes(results: Results, table: LocalTable) -> Iterator[Finding]:
    told = np.isfinite(results.frame["nonba_income_told_usd"])
    yield note(
        results,
        "nonba-income-loaded",
        say(
            "{file} tells the non-BA income of {count} of {whole} occupations",
            file=table.name,
            count=f"{told.sum():,}",
            whole=f"{len(told):,}",
        ),
        say("For the others it is estimated from the percentiles of wages, as without the file"),
        say("See the column “Non-BA income, loaded” for which are which"),
    )


def note(results: Results, code: str, what: str, why: str, what_to_do: str) -> Finding:
    """Return a note about the region."""
    return Finding(code, "note", "", results.region.name, what, why, what_to_do)
