"""Counts of unemployed people as the model reads them: occupation, major group or region, one month.

Files of any layout become this by `data.intake.loading` and `data.intake.cleaning.unemployment`; the layout
documented for the program is the preset ``unemployment_headway``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from data.intake.findings import Finding

COLUMNS = ("soc", "group", "industry", "demographic", "period", "unemployed")


@dataclass(frozen=True)
class UnemployedTable:
    """The counts of one file.

    Attributes
    ----------
    rows : pandas.DataFrame
        Grain: what is counted, of the latest month. ``soc`` an occupation of the pack or blank; ``group`` two
        figures, several joined by a plus sign, ``ina`` or blank (always blank beside a soc); ``industry`` a
        sector of NAICS, ``ina`` or blank; ``demographic`` as “sex: female”, or blank; all four blank is the
        regional total; ``period`` as YYYY-MM; ``unemployed`` [persons], float, NaN where withheld.
    read, accepted, set_aside : int
        Rows of the file; accepted + set aside = read.
    earlier : int
        Accepted rows of earlier months, which `rows` leaves out.
    months : pandas.DataFrame
        The rows of all months of the same measure, `rows` among them.
    period : str
        The latest month, YYYY-MM.
    findings : tuple of Finding
        What was met on the way.
    name, sha256 : str
        The file and its checksum.
    rejects : pandas.DataFrame
        Grain: row set aside. ``line``, ``code`` of the finding, ``value`` that stood in the way.
    layout, measure : str
        The layout of the file; who is counted, in the words of the cleaner of counts.
    withheld : frozenset of str or None
        Occupations whose count was taken out because the figures are to be shared; None where nothing had
        to be taken out.
    """

    rows: pd.DataFrame
    read: int
    accepted: int
    set_aside: int
    earlier: int
    period: str
    findings: tuple[Finding, ...]
    sha256: str
    name: str
    rejects: pd.DataFrame
    layout: str = ""
    measure: str = ""
    months: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(COLUMNS)))
    withheld: frozenset[str] | None = None
