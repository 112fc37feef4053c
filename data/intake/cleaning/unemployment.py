"""People out of work by occupation, industry or demographic group, place and month, from any layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.intake.cleaning.counts import Counts, finished
from data.intake.cleaning.unemployment_across import read_across
from data.intake.cleaning.unemployment_grid import read_grid
from data.intake.cleaning.unemployment_tidy import read_tidy
from data.intake.cleaning.unemployment_wide import read_cps, read_eta203, read_pairs
from data.intake.loaded import Cleaned

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.intake.loaded import Source

LAYOUTS: dict[str, Callable[[Source], Counts]] = {
    "": read_tidy,
    "grid": read_grid,
    "across": read_across,
    "eta203": read_eta203,
    "pairs": read_pairs,
    "cps": read_cps,
}
"""What the note ``layout`` of a mapping may say: how a table is laid out that is not one row a count."""


def clean(source: Source) -> Cleaned:
    """Bring a table of people out of work into one form.

    Returns
    -------
    Cleaned
        Grain of the table: group of people, place and period; see `data.intake.cleaning.counts.COLUMNS`.
        ``soc``, ``group``, ``industry`` and ``demographic`` are blank but for one of them, all four for a
        total; ``group`` may join several by a plus sign. ``period`` is YYYY-MM, YYYY for a yearly average,
        YYYY-MM-DD for the last day of a week, --MM-DD where the year is not stated. ``unemployed`` [persons]
        is NaN where ``mark`` says absent or suppressed. ``area`` is one of the pack or blank for the region
        that the plan is about; ``county`` five figures; ``measure`` says what was counted.
    """
    return finished(LAYOUTS[source.note("layout")](source), source.log)
