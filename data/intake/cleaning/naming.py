"""What one label of a table of people out of work stands for, once it is known what its rows are by."""

from __future__ import annotations

import re

from data.intake.cleaning import groups
from data.intake.occupations import Occupations
from data.intake.values import codes

_NUMBERED = re.compile(r"[0-9]\s*-\s*(?=[A-Za-z])")
"""“1 - Male”: the state's own code before a name."""


def told_by(dimension: str, label: str, occupations: Occupations) -> tuple[dict[str, object], str]:
    """Return what a label is about, or the code of its trouble.

    Parameters
    ----------
    dimension : str
        ``total``, ``occupation``, ``industry``, or the name of a demographic grouping.
    label : str
        As it stands in the file, without footnote.
    occupations : Occupations
        Those of the pack.
    """
    if dimension == groups.TOTAL:
        return {}, ""
    if dimension == groups.OCCUPATION:
        return _occupation(label, occupations)
    if dimension == groups.INDUSTRY:
        industry = groups.industry(label)
        return ({"industry": industry}, "") if industry else ({}, "industry-unknown")
    return {"demographic": f"{dimension}: {_NUMBERED.sub('', label)}"}, ""


def _occupation(label: str, occupations: Occupations) -> tuple[dict[str, object], str]:
    first, _, rest = label.partition(" ")
    code = codes.soc(first)
    if not code or code.endswith("-0000"):
        whole = f"{code[:2]} {rest}".strip() if code else label
        if code[:2] == "00":
            return {}, ""
        group = groups.major_group(whole)
        if group:
            return {"group": group}, ""
    soc, trouble = occupations.by_code(code or first)
    if trouble and not code:
        soc, trouble = occupations.by_title(label)
    return ({"soc": soc}, "") if not trouble else ({}, "group-unknown")
