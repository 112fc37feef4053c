"""The occupation that a file itself states: SOC or O*NET code, of today's classification or that of 2010."""

from __future__ import annotations

import math
import re
from collections import defaultdict

import numpy as np
import pandas as pd

from data.intake.coding.features import Floats

_CODE = re.compile(r"(\d{2})\D?(\d{4})(?:\.\d{1,2})?")
_GROUP = re.compile(r"\d{2}")
_LEAST = 0.6


class StatedCodes:
    """Turns a stated code into the occupations it may mean.

    Parameters
    ----------
    aliases, soc2010 : DataFrame
        `code` or `soc2010`, and the `soc` it maps to; several rows where it was split.
    socs : sequence of str
        Occupations in the order of the figures given out.
    """

    def __init__(self, aliases: pd.DataFrame, soc2010: pd.DataFrame, socs: tuple[str, ...]) -> None:
        self._socs = socs
        places = {soc: place for place, soc in enumerate(socs)}
        self._places: dict[str, list[int]] = {soc: [place] for soc, place in places.items()}
        for table, column in ((aliases, "code"), (soc2010, "soc2010")):
            targets: dict[str, list[int]] = defaultdict(list)
            for code, soc in zip(table[column], table["soc"], strict=True):
                if soc in places and code not in self._places:
                    targets[code].append(places[soc])
            self._places.update(targets)

    def speak_for(self, code: str) -> Floats | None:
        """How strongly a code speaks for each occupation.

        Returns
        -------
        ndarray or None
            1 for the one occupation of a code; less for each of several (a code that was split, a broad
            occupation, a major group), the less the more they are, down to 0.6; 0 elsewhere. None for what is
            not a code.
        """
        places = self._meant(code.strip())
        if not places:
            return None
        strength = np.zeros(len(self._socs))
        strength[places] = max(1.0 - math.log(len(places)) / 3.0, _LEAST)
        return strength

    def _meant(self, code: str) -> list[int]:
        if _GROUP.fullmatch(code):
            return self._starting(f"{code}-")
        stated = _CODE.fullmatch(code)
        if not stated:
            return []
        plain = f"{stated[1]}-{stated[2]}"
        return self._places.get(plain) or self._starting(plain.rstrip("0"))

    def _starting(self, beginning: str) -> list[int]:
        return [place for place, soc in enumerate(self._socs) if soc.startswith(beginning)]
