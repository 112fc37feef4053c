"""From the occupation codes of a file to those of the pack; one may become several, several one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.texts import worst_mark
from data.intake.occupations import Occupations
from data.intake.values import codes

if TYPE_CHECKING:
    from data.reference.pack import Pack

DETAILED = "detailed"


@dataclass(frozen=True)
class Recoding:
    """Where a code of a file leads.

    Attributes
    ----------
    code : str
        Written out, blank where the text is no code.
    targets : tuple of (soc, share)
        Occupations of the pack and the part of the code's people that belongs to each (sums to 1). A group
        leads to itself.
    level : str
        detailed, broad, minor, major or total.
    trouble : str
        Code of the finding, blank where there are targets.
    """

    code: str
    targets: tuple[tuple[str, float], ...]
    level: str
    trouble: str = ""


def recodings(texts: Iterable[str], pack: Pack) -> dict[str, Recoding]:
    """Return where every distinct code leads.

    A code of the 2010 classification that stands for several occupations of today is shared out by their
    national employment (BLS projections, base year).
    """
    occupations = Occupations.of(pack)
    table = pack.occupations()
    jobs = dict(zip(table["soc"], table["employment_2024"], strict=True))
    return {text: _recoding(text, occupations, jobs) for text in dict.fromkeys(texts)}


def _recoding(text: str, occupations: Occupations, jobs: dict[str, float]) -> Recoding:
    code = codes.soc(text)
    if not code:
        return Recoding("", (), "", "code-unknown")
    soc, trouble = occupations.by_code(code)
    if soc:
        return Recoding(code, ((soc, 1.0),), DETAILED)
    if trouble == "code-split":
        several = occupations.soc2010.get(code) or occupations.aliases.get(code, ())
        weights = [jobs.get(one, 0.0) for one in several]
        known = [weight if weight == weight else 0.0 for weight in weights]
        whole = sum(known)
        shares = [weight / whole if whole > 0 else 1 / len(several) for weight in known]
        return Recoding(code, tuple(zip(several, shares, strict=True)), DETAILED)
    level = codes.soc_level(code)
    known_group = code[:2] in occupations.groups or code == "00-0000"
    if level != DETAILED and known_group:
        return Recoding(code, ((code, 1.0),), level)
    return Recoding(code, (), "", trouble or "code-unknown")


def spread(rows: pd.DataFrame, known: dict[str, Recoding], column: str = "soc") -> pd.DataFrame:
    """Return a row for every occupation that a row's code leads to.

    Returns
    -------
    pandas.DataFrame
        The rows with `column` replaced by the pack's code, and ``code`` (as in the file, written out),
        ``level``, ``part`` (share of the code that goes there) and ``split`` (whether there are several).
    """
    targets = pd.DataFrame(
        [
            (text, one.code, soc, share, one.level, len(one.targets) > 1)
            for text, one in known.items()
            for soc, share in one.targets
        ],
        columns=[column, "code", "_target", "part", "level", "split"],
    ).astype({column: "str", "code": "str", "_target": "str", "level": "str"})
    found = rows.merge(targets, on=column, how="inner", sort=False)
    return found.drop(columns=column).rename(columns={"_target": column})


def combined(
    table: pd.DataFrame,
    keys: Sequence[str],
    *,
    sums: Sequence[str],
    means: Sequence[str],
    weight: str,
    marks: Sequence[str] = (),
) -> pd.DataFrame:
    """Put rows of several codes that are one occupation today together.

    Parameters
    ----------
    table : pandas.DataFrame
        Rows of `spread` with a column ``code_mark``.
    keys : sequence of str
        Columns that make a row unique.
    sums, means : sequence of str
        Columns that add up (NaN where a part is NaN), and those that are averaged by `weight`.
    weight : str
        One of `sums`.
    marks : sequence of str
        Columns of marks: suppressed goes before absent, absent before the others.

    Returns
    -------
    pandas.DataFrame
        One row a key; ``code_mark`` is ``combined`` where there were several.
    """
    several = table.duplicated(list(keys), keep=False)
    if not several.any():
        return table
    work = table[several].copy()
    for name in means:
        work[name] = work[name] * work[weight]
    grouped = work.groupby(list(keys), sort=False)
    found = work.drop_duplicates(list(keys)).set_index(list(keys))
    added = grouped[[*sums, *means]].sum(skipna=False)
    whole = added[weight].where(added[weight] > 0)
    for name in sums:
        found[name] = added[name]
    for name in means:
        found[name] = added[name] / whole
    for column in marks:
        found[column] = grouped[column].agg(worst_mark)
    found["code_mark"] = "combined"
    return pd.concat([table[~several], found.reset_index()[list(table.columns)]])
