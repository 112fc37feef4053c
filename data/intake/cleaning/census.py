"""From the occupation codes of the Census Bureau (2018) to the occupations of the pack."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from data.intake.occupations import Occupations

if TYPE_CHECKING:
    from data.reference.pack import Pack

_TABLE = Path(__file__).with_name("census2018.csv")


@lru_cache(maxsize=4)
def by_census_code(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Return the occupations of every four-figure Census code, none for military and never worked.

    A code for the rest of a group (53-71XX) stands for those of the group that no other code names.
    Source: Census Bureau, 2018 Census occupation code list with the crosswalk to the 2018 SOC.
    """
    occupations = Occupations.of(pack)
    targets = {code: tuple(sorted(set(several))) for code, several in occupations.aliases.items()}
    targets |= {soc: (soc,) for soc in occupations.socs}
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        pairs = [(row["census"], row["soc"]) for row in csv.DictReader(lines)]
    found = {census: _under(soc, targets) for census, soc in pairs if "X" not in soc}
    named = {soc for several in found.values() for soc in several}
    for census, soc in pairs:
        if "X" in soc:
            found[census] = tuple(one for one in _under(soc.rstrip("X"), targets) if one not in named)
    return {census: several for census, several in found.items() if several}


def _under(soc: str, targets: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the occupations of a code: itself, or those of the group it stands for."""
    if soc in targets:
        return targets[soc]
    stem = soc.rstrip("0") if len(soc) == 7 else soc
    return tuple(
        sorted({one for code, several in targets.items() if code.startswith(stem) for one in several})
    )
