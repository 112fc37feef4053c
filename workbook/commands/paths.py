"""``headway paths``: what comes next from an occupation, who feeds it, and the best paths of a region."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from workbook.commands.asking import Reply, answer, occupation_at, records

if TYPE_CHECKING:
    import pandas as pd

    from workbook.model.results import Results

HEADINGS = {"people": "most people", "wage": "largest gain in pay", "feasibility": "smallest training gap"}


def say_paths(asked: argparse.Namespace) -> int:
    """List the best paths from an occupation, to one, or of the region; status 0.

    Raises
    ------
    PlannerError
        When a file or an occupation cannot be used.
    """

    def ask(results: Results) -> Reply:
        from workbook.model import paths

        if asked.origin:
            place = occupation_at(results, asked.origin)
            table, title = (
                paths.paths_from(results, place, asked.by, asked.top),
                _named(results, place, "From"),
            )
        elif asked.destination:
            place = occupation_at(results, asked.destination)
            table, title = paths.paths_to(results, place, asked.by, asked.top), _named(results, place, "To")
        else:
            table, title = paths.region_paths(results, asked.by, asked.top), "Out of all Origins"
        given = {"from": asked.origin, "to": asked.destination, "by": asked.by, "top": asked.top}
        return Reply(results, table, {"paths": table}, tuple(_lines(results, table, title, asked.by)), given)

    return answer(asked, ask)


def _named(results: Results, place: int, word: str) -> str:
    return f"{word} {results.frame['title'][place]} ({results.frame['class'][place]})"


def _lines(results: Results, table: pd.DataFrame, title: str, by: str) -> list[str]:
    from workbook.model.words import moves_word

    said = [f"{title} in {results.region.short_name}, {HEADINGS[by]} first ({moves_word(results)})", ""]
    if table.empty:
        return [*said, "Nothing is known of these moves: the region's jobs are not published"]
    for row in records(table):
        said += _path(row) if row["kind"] == "path" else [f"  {_share(row['share']):>6}  {row['words']}"]
    if not (table["kind"] == "path").any():
        least = results.parameters["suppression_min_people"]
        said += [
            "",
            f"No path has {least:,.0f} people a year on its first step; a larger region may, or a lower "
            "limit (--param suppression_min_people=…)",
        ]
    return said


def _path(row: dict[str, Any]) -> list[str]:
    from workbook.model.words import about

    stations = " → ".join(row[side] for side in ("origin", "gateway", "target") if row[side])
    if (
        row["people_first_step"] == row["people_first_step"]
        and row["second_step_share"] == row["second_step_share"]
    ):
        # People on both steps would often be fewer than can be claimed: each step is said on its own.
        facts = [
            f"{about(row['people_first_step'])} people a year reach the Gateway",
            f"{row['second_step_share']:.1%} of its movers go on",
        ]
    else:
        facts = [f"{about(row['people'])} people a year"]
    if row["wage_gain_usd"] == row["wage_gain_usd"]:
        facts.append(f"{'+' if row['wage_gain_usd'] >= 0 else '−'}${abs(row['wage_gain_usd']):,.0f} a year")
    facts.append(f"training gap {row['training_gap']:.0f}")
    if row["gateway_availability"]:
        facts.append(f"Gateway {row['gateway_availability'].lower()}")
    return [f"  {_share(row['share']):>6}  {stations}", f"          {', '.join(facts)}"]


def _share(share: float) -> str:
    """Return a share as text; a little is not nothing.

    >>> _share(0.0002), _share(0.982)
    ('<0.1%', '98.2%')
    """
    return "<0.1%" if 0 < share < 0.0005 else f"{share:.1%}"
