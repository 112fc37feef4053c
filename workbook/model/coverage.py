"""How much of a region the figures rest on, and what a reader should know before using them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from data.dictionaries import columns
from data.intake.findings import Finding
from data.intake.unemployment import UnemployedTable
from data.language import say, say_day
from workbook.model.table_findings import about_tables, note
from workbook.model.unemployed import WITHHELD

if TYPE_CHECKING:
    from workbook.model.results import Results

MOSTLY_UNKNOWN = 0.25
WAGE_LEVEL_APART = 0.08
THIN_COVERAGE = 0.8
OLD_POSTINGS_DAYS = 31


def coverage(results: Results) -> pd.DataFrame:
    """Return one row per regional total: cells published, suppressed, absent; the sum covered; the total."""
    frame, jobs, people = results.frame, results.prepared.jobs, results.prepared.unemployed
    marks = frame["employment_mark"]
    known = np.isfinite(frame["employment"])
    shown = float(np.nansum(frame["unemployed"]))
    rows: list[dict[str, Any]] = [
        {
            "measure": say("Employment"),
            "published_cells": int(known.sum()),
            "suppressed_cells": int((marks == "suppressed").sum()),
            "absent_cells": int((marks == "absent").sum()),
            "covered": float(np.nansum(frame["employment"])),
            "total": jobs.total_jobs,
            "note": say("Jobs of detailed occupations whose figure is published, of all jobs in the region"),
        },
        {
            "measure": say("Regional wages"),
            "published_cells": int((frame["wage_source"] == "region").sum()),
            "suppressed_cells": int(((frame["wage_source"] != "region") & known).sum()),
            "absent_cells": int(((frame["wage_source"] != "region") & ~known).sum()),
            "covered": float(np.nansum(frame["employment"][frame["wage_source"] == "region"])),
            "total": float(np.nansum(frame["employment"])),
            "note": say(
                "Jobs whose own regional wages are published; national wages stand in for the others"
            ),
        },
        {
            "measure": say("Unemployed"),
            "published_cells": int((frame["unemployed_kind"] == "observed").sum()),
            "suppressed_cells": float((frame["unemployed_kind"] == WITHHELD).sum()) or np.nan,
            "absent_cells": int((frame["unemployed_kind"] == "").sum()),
            "covered": shown,
            "total": people.total,
            "note": _unemployed_note(results),
        },
    ]
    table = pd.DataFrame(rows)
    table["coverage_share"] = np.divide(
        table["covered"], table["total"], out=np.full(len(table), np.nan), where=table["total"].to_numpy() > 0
    )
    return table[list(columns("coverage"))]


def _unemployed_note(results: Results) -> str:
    people = results.prepared.unemployed
    parts = [say("People out of work shown by occupation; source: {source}", source=people.source)]
    if np.isfinite(people.imputed_share):
        parts.append(say("{share} imputed by occupation", share=f"{people.imputed_share:.0%}"))
    if people.fit is not None:
        parts.append(str(people.fit))
    if people.unknown_share > 0:
        parts.append(
            say(
                "{share} of the claims had no usable occupation and were spread",
                share=f"{people.unknown_share:.0%}",
            )
        )
    return "; ".join(parts)


def findings(results: Results) -> tuple[Finding, ...]:
    """Return the findings of the planner's files, then those about the region."""
    found: list[Finding] = []
    for table in results.prepared.files:
        found += table.findings
    found += results.prepared.unemployed.findings
    about = (_about_overrides, _about_postings, _about_people, _about_jobs, about_tables)
    return (*found, *(finding for tell in about for finding in tell(results)))


def _about_overrides(results: Results) -> Iterator[Finding]:
    known = set(results.frame["soc"])
    for override in results.plan.overrides:
        if override.soc not in known:
            yield note(
                results,
                "override-unknown",
                say("The class set by hand for {soc} applies to no occupation", soc=override.soc),
                say("The reference pack has no occupation of that code"),
                say("Correct the code or take the override away"),
            )


def _about_postings(results: Results) -> Iterator[Finding]:
    counts, region, day = results.prepared.postings, results.region, results.plan.as_of
    if counts.outside:
        yield note(
            results,
            "postings-outside",
            say(
                "{count} postings of the file lie outside {place}",
                count=f"{counts.outside:,}",
                place=region.short_name,
            ),
            say("They name another area, so they are not counted here"),
            say("Nothing needs doing, unless this is not the region the file is about"),
        )
    if counts.snapshot is not None and (day - counts.snapshot).days > OLD_POSTINGS_DAYS:
        yield note(
            results,
            "postings-old",
            say(
                "Postings are counted as of {day}, the newest day of the file",
                day=say_day(counts.snapshot),
            ),
            say("On {day}, the day of the plan, nearly all of them would have expired", day=say_day(day)),
            say("Load a newer file if there is one"),
        )


def _about_people(results: Results) -> Iterator[Finding]:
    region, people = results.region, results.prepared.unemployed
    if not people.total >= 0:
        yield note(
            results,
            "no-unemployment",
            say("There are no unemployment figures for {place}", place=region.short_name),
            say("ETA 203 has none for its state"),
            say("Load an unemployment file; until then reach and competition are blank"),
        )
    elif people.unknown_share >= MOSTLY_UNKNOWN:
        yield note(
            results,
            "claims-without-occupation",
            say(
                "{share} of the unemployed are reported without a usable occupation",
                share=f"{people.unknown_share:.0%}",
            ),
            say("They were spread over the occupations, so the figures by occupation rest on that spreading"),
            say("Load claimants by occupation if your state can give them"),
        )
    own = any(isinstance(table, UnemployedTable) for table in results.prepared.files)
    if people.total > 0 and not own:
        yield note(
            results,
            "insured-only",
            say("The unemployed counted here are those insured who claim benefits"),
            say(
                "ETA 203 leaves out people whose claim ended, was refused or never made, so there are fewer "
                "seekers per opening here than in life"
            ),
            say("Compare occupations with each other, or load your own unemployment file"),
        )


def _about_jobs(results: Results) -> Iterator[Finding]:
    region, given = results.region, results.parameters
    level = results.prepared.jobs.median_usd / results.lines.national_median_usd - 1
    adjusted = given["regional_price_parity"] != 100 or given["national_wage_basis"]
    if abs(level) > WAGE_LEVEL_APART and not adjusted:
        yield note(
            results,
            "wage-level",
            say(
                "The median wage of {place} is {share} above the national one"
                if level > 0
                else "The median wage of {place} is {share} below the national one",
                place=region.short_name,
                share=f"{abs(level):.0%}",
            ),
            say("The wage lines are national, so some occupations have another class here than elsewhere"),
            say("Enter the regional price parity, or classify on national wages"),
        )
    share = float(results.coverage["coverage_share"].iloc[0])
    if share < THIN_COVERAGE:
        yield note(
            results,
            "thin-coverage",
            say(
                "Published occupations hold {share} of the jobs of {place}",
                share=f"{share:.0%}",
                place=region.short_name,
            ),
            say("The publisher withholds small cells; those are blank here and never zero"),
            say("Add a neighbouring area, or read shares instead of counts"),
        )
    if results.classified.borderline.any():
        count = int(results.classified.borderline.sum())
        yield note(
            results,
            "borderline",
            say("{count} occupations kept changing class while the rules were solved", count=count),
            say("The rules are circular; they sit on an edge"),
            say("Treat their class as open, or set it by hand with a reason"),
        )
