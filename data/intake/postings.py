"""Postings as the model counts them: openings with an occupation, each counted once.

Files of any layout become this by `data.intake.loading` and `data.intake.cleaning.postings`; the layout
documented for the program is the preset ``headway_postings``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from data.intake.findings import Finding
from data.intake.values.education import LEVELS

EDUCATIONS = LEVELS
COLUMNS = ("id", "title", "soc", "employer", "area", "posted", "expires", "wage_annual_usd", "education")


@dataclass(frozen=True)
class PostingsTable:
    """The postings of one file.

    Attributes
    ----------
    rows : pandas.DataFrame
        Grain: distinct posting, in file order. Columns `COLUMNS`: ``soc`` an occupation of the pack; ``area``
        the pack's code or blank; ``posted`` and ``expires`` days (NaT when not stated); ``wage_annual_usd``
        middle of the advertised range [USD per year], NaN when not stated; ``education`` one of `EDUCATIONS`
        or blank when not stated.
    read, accepted, set_aside, repeated : int
        Rows of the file; accepted + set aside = read. `repeated` of the accepted are copies of another, so
        that accepted − repeated = len(rows).
    findings : tuple of Finding
        What was met on the way.
    name, sha256 : str
        The file and its checksum.
    rejects : pandas.DataFrame
        Grain: row set aside. ``line``, ``code`` of the finding, ``value`` that stood in the way.
    layout : str
        The layout of the file: that of a vendor, or the columns it was read by.
    by_county : dict
        Of several files: how many distinct postings of them are in each county, as the map takes it.
    """

    rows: pd.DataFrame
    read: int
    accepted: int
    set_aside: int
    repeated: int
    findings: tuple[Finding, ...]
    sha256: str
    name: str
    rejects: pd.DataFrame
    layout: str = ""
    by_county: Mapping[str, Any] = field(default_factory=dict)
