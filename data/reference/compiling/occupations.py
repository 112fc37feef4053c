"""One row per detailed occupation: everything national the plan knows about it."""

from pathlib import Path

import pandas as pd

from data.reference.compiling.aliases import crosswalked_socs
from data.reference.compiling.demographics import (
    compile_representation,
    compile_unemployment_rates,
    finest_group,
)
from data.reference.compiling.exposure import compile_ai, compile_automation
from data.reference.compiling.onet import compile_job_zones, rating_marks
from data.reference.compiling.projections import compile_education, compile_projections

COLUMNS = (
    "soc", "title", "group", "group_title", "crosswalked", "nonba_share", "nonba_mark",
    "employment_2024", "employment_2034", "growth_share", "openings_year", "openings_rate",
    "exit_rate", "transfer_rate", "transfers_year", "projections_mark",
    "entry_education", "experience", "training", "job_zone", "job_zone_mark", "onet_mark",
    "automation_risk", "automation_mark", "ai_exposure", "ai_applicability",
    "women_share", "black_share", "asian_share", "hispanic_share", "representation_base",
    "representation_mark", "unemployment_rate", "unemployment_rate_group",
)  # fmt: skip


def compile_occupations(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """Join what the projections, O*NET, the exposure studies and the CPS say of each occupation.

    Parameters
    ----------
    folder
        The folder of official files.
    oews
        Grain soc: `soc`, `title`, `group` (two digits), `group_title`.
    aliases
        Grain code × soc, from `compile_aliases`.

    Returns
    -------
    pandas.DataFrame
        Grain soc, sorted; the columns of `COLUMNS`. Shares, rates and risks 0–1. A missing value
        is a figure that no source gives; a mark that is not empty says where a figure comes from.
    """
    table = oews[["soc", "title", "group", "group_title"]].sort_values("soc").reset_index(drop=True)
    table["crosswalked"] = table["soc"].isin(crosswalked_socs(aliases))
    marks = rating_marks(folder, oews, aliases).rename("onet_mark").rename_axis("soc").reset_index()
    groups = finest_group(compile_unemployment_rates(folder))
    rates = table[["soc", "group"]].merge(groups, on="group", how="left")
    parts = [
        compile_education(folder, oews, aliases),
        compile_projections(folder, oews, aliases),
        compile_job_zones(folder, oews, aliases),
        marks,
        compile_automation(folder, oews, aliases),
        compile_ai(folder, oews, aliases),
        compile_representation(folder, oews),
        rates.rename(columns={"rate": "unemployment_rate", "group_title": "unemployment_rate_group"}).drop(
            columns="group"
        ),
    ]
    for part in parts:
        table = table.merge(part, on="soc", how="left", validate="one_to_one")
    return table[list(COLUMNS)]
