"""What a region tells one employer: how many postings ask for a degree, and which Origins widen the pool."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.dictionaries import columns
from data.intake.duplicates import employer_key
from data.intake.postings import PostingsTable
from data.intake.unemployment import UnemployedTable
from workbook.model.local_postings import NO_DEGREE, areas_inside
from workbook.model.pairs import feeders_of
from workbook.plan import GOOD_CLASSES

if TYPE_CHECKING:
    from workbook.model.results import Results

LISTED = 20
"""Origins listed for an employer."""


@dataclass(frozen=True)
class DegreeShare:
    """Postings whose education is stated, and those of them that ask for a four-year degree."""

    stated: int = 0
    asking: int = 0

    @property
    def share(self) -> float:
        """Share that asks for a degree (0–1); NaN where no posting states its education."""
        return self.asking / self.stated if self.stated else float("nan")


@dataclass(frozen=True)
class EmployerBrief:
    """What the employer's workbook says of the region.

    ``soc`` and ``title`` are blank where no occupation is named, ``employer`` where the workbook is blank.
    ``here`` are the region's postings for the occupation (all of them without one), ``own`` the employer's
    among the postings that the planner loaded. ``origins`` holds a row an Origin (`employer_origins`).
    """

    results: Results
    employer: str
    soc: str
    title: str
    here: DegreeShare
    own: DegreeShare
    origins: pd.DataFrame

    @property
    def occupation(self) -> str:
        """Title and code of the occupation, as the workbook has them."""
        return f"{self.title} ({self.soc})" if self.soc else ""


def employer_brief(results: Results, place: int | None = None, employer: str = "") -> EmployerBrief:
    """Return what a region tells an employer who hires for an occupation, by its place; None for no one.

    The workbook leaves the planner's hands, so it is worked out from counts that may be shared.
    """
    results = as_shared(results)
    frame = results.frame
    soc, title = ("", "") if place is None else (str(frame["soc"][place]), str(frame["title"][place]))
    return EmployerBrief(
        results,
        " ".join(employer.split()),
        soc,
        title,
        _here(results, place),
        own_postings(results, employer, soc) if employer.strip() else DegreeShare(),
        origins_of(results, place),
    )


def as_shared(results: Results) -> Results:
    """Return results that rest on no count of the planner's own that is too small to be shared."""
    from workbook.model.run import run
    from workbook.model.sharing import shared_files

    prepared, plan = results.prepared, results.plan
    unemployed = next((one for one in prepared.files if isinstance(one, UnemployedTable)), None)
    if unemployed is None and not prepared.tables:
        return results
    kept = shared_files(prepared.pack, unemployed, prepared.tables, plan.parameters["suppression_min_people"])
    postings = next((one for one in prepared.files if isinstance(one, PostingsTable)), None)
    return run(prepared.pack, plan, postings, kept.unemployed, tables=kept.tables)


def _here(results: Results, place: int | None) -> DegreeShare:
    counts = results.prepared.postings
    wanted = slice(None) if place is None else slice(place, place + 1)
    stated = float(np.nansum(counts.stated_education[wanted]))
    return DegreeShare(int(stated), int(stated - np.nansum(counts.no_degree[wanted])))


def own_postings(results: Results, employer: str, soc: str = "") -> DegreeShare:
    """Count the open postings of one employer in the region; names are compared without “Inc.” and the like.

    Only postings whose occupation is known count, and only those for ``soc`` where one is given.
    """
    tables = [one for one in results.prepared.files if isinstance(one, PostingsTable)]
    snapshot = results.prepared.postings.snapshot
    if not tables or snapshot is None:
        return DegreeShare()
    rows = tables[0].rows
    names = rows["employer"].astype(str)
    wanted = employer_key(employer)
    same = {name for name in names.unique() if name and employer_key(name) == wanted}
    kept = names.isin(same) & (rows["expires"].isna() | (rows["expires"] >= pd.Timestamp(snapshot)))
    inside = areas_inside(results.prepared.pack, results.region)
    if inside is not None:
        kept &= rows["area"].astype(str).isin(inside)
    if soc:
        kept &= rows["soc"].astype(str) == soc
    education = rows.loc[kept, "education"].astype(str)
    stated = education[education != ""]
    return DegreeShare(len(stated), int((~stated.isin(NO_DEGREE)).sum()))


def origins_of(results: Results, place: int | None) -> pd.DataFrame:
    """Return the Origins from which most people without a four-year degree could come, most people first.

    People in reach are modelled, unless moves were loaded: unemployed people of the Origin who would arrive
    at the occupation, or at any good, viable job of the region where none is named. Where they are fewer than
    are shown on shared sheets (a parameter) the figure is blank.
    """
    table = _anywhere(results) if place is None else _into(results, place)
    frame = results.frame
    order = {soc: number for number, soc in enumerate(frame["soc"])}
    at = np.array([order[soc] for soc in table["soc"]], dtype=int)
    table = table.assign(
        unemployed=frame["unemployed"][at],
        unemployed_kind=frame["unemployed_kind"][at],
        nonba_income_usd=results.traits.income_usd[at],
    )
    table = table.head(LISTED).reset_index(drop=True)
    table["people"] = table["people"].where(table["people"] >= results.parameters["suppression_min_people"])
    table["rank"] = np.arange(1, len(table) + 1)
    return table[list(columns("employer_origins"))]


def _into(results: Results, place: int) -> pd.DataFrame:
    feeders: pd.DataFrame = feeders_of(results, place)
    return feeders.rename(columns={"origin_soc": "soc", "origin": "title"})


def _anywhere(results: Results) -> pd.DataFrame:
    frame = results.frame
    good = np.isin(frame["class"].astype(str), GOOD_CLASSES) & frame["viable"].astype(bool)
    people = np.nansum(results.reach[:, good], axis=1)
    table = pd.DataFrame({"soc": frame["soc"], "title": frame["title"], "people": people})
    table = table.assign(wage_gain_usd=np.nan, transfers="", missing="")
    found: pd.DataFrame = table[people > 0].sort_values(
        ["people", "soc"], ascending=[False, True], ignore_index=True
    )
    return found
