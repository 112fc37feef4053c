"""Names of cities and states that employers write behind a title."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from data.intake.coding.wording import PlaceNames, folded


def place_names(areas: pd.DataFrame, is_job_word: Callable[[str], bool]) -> PlaceNames:
    """Take the names of principal cities and states from the areas of the pack.

    Parameters
    ----------
    areas : DataFrame
        `kind`, `title` ("Atlanta-Sandy Springs-Roswell, GA") and `state_abbr` of each area.
    is_job_word : callable
        Tells whether a word occurs in job titles: a city of such a name ("Mobile", "Reading") is not taken.
    """
    titles = areas.loc[areas["kind"].isin(("metro", "state", "national")), "title"]
    names = {folded(name) for title in titles for name in title.split(",")[0].replace("--", "-").split("-")}
    states = {folded(state) for state in areas["state_abbr"].dropna() if state}
    words = {name: " ".join(name.replace("/", " ").split()) for name in names}
    return PlaceNames(
        frozenset(name for name in words.values() if name and (" " in name or not is_job_word(name))),
        frozenset(states),
    )
