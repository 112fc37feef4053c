"""From the SOC codes that files carry to the occupation codes of the reference pack."""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from data.intake.titles import TitleIndex

if TYPE_CHECKING:
    from data.reference.pack import Pack

_CODE = re.compile(r"([0-9]{2})-?([0-9]{4})(?:\.[0-9]{1,2})?")
_GROUP = re.compile(r"([0-9]{2})(?:-?0000)?(?:\.0)?")

MILITARY = "55"
NOT_AVAILABLE = "ina"
"""What ETA 203 calls the unemployed whose occupation is not known: information not available."""


def written_out(code: str) -> str | None:
    """Write a SOC code with its hyphen and without O*NET's decimals.

    Returns
    -------
    str or None
        None when the text does not have the form of a code.

    >>> written_out("431011"), written_out("43-1011.00"), written_out("Clerk")
    ('43-1011', '43-1011', None)
    """
    found = _CODE.fullmatch(code)
    return f"{found.group(1)}-{found.group(2)}" if found else None


def major_group(code: str) -> str | None:
    """Read a major group as its two figures.

    >>> major_group("41"), major_group("41-0000"), major_group("INA"), major_group("Sales")
    ('41', '41', 'ina', None)
    """
    if code.casefold() == NOT_AVAILABLE:
        return NOT_AVAILABLE
    found = _GROUP.fullmatch(code)
    return found.group(1) if found else None


@dataclass(frozen=True)
class Occupations:
    """The occupations of the pack and every other code that leads to them.

    Attributes
    ----------
    socs : frozenset of str
        Codes of the pack's occupations.
    aliases, soc2010 : mapping of str to tuple of str
        For other current codes, and for codes of the 2010 classification, the occupations they map to.
    title_rows : iterable of (soc, title, source)
        Known titles; indexed at the first question.
    """

    socs: frozenset[str]
    aliases: Mapping[str, tuple[str, ...]]
    soc2010: Mapping[str, tuple[str, ...]]
    title_rows: Iterable[tuple[str, str, str]]

    @classmethod
    def of(cls, pack: Pack) -> Occupations:
        """Take the codes and titles from the reference pack; kept as long as the pack."""
        known = _OF_PACK.get(pack)
        if known is None:
            titles = pack.table("titles")
            known = _OF_PACK[pack] = cls(
                frozenset(pack.table("occupations")["soc"]),
                _targets(pack.table("soc_aliases"), "code"),
                _targets(pack.table("soc2010"), "soc2010"),
                list(zip(*(titles[name].tolist() for name in ("soc", "title", "source")), strict=True)),
            )
        return known

    @cached_property
    def titles(self) -> TitleIndex:
        """The index of known titles."""
        return TitleIndex(self.title_rows)

    @cached_property
    def groups(self) -> frozenset[str]:
        """Major groups that a file may name, with military and not available."""
        return frozenset({soc[:2] for soc in self.socs} | {MILITARY, NOT_AVAILABLE})

    def by_code(self, code: str) -> tuple[str, str]:
        """Find the occupation of a SOC code.

        Returns
        -------
        soc, trouble : str
            The occupation and "", or "" and the code of the finding.
        """
        plain = written_out(code)
        if plain is None:
            return "", "code-unknown"
        if plain in self.socs:
            return plain, ""
        for table in (self.aliases, self.soc2010):
            if plain in table:
                targets = table[plain]
                return (targets[0], "") if len(targets) == 1 else ("", "code-split")
        return "", "code-unknown"

    def by_title(self, title: str) -> tuple[str, str]:
        """Find the occupation of a job title, by exact look-up.

        Returns
        -------
        soc, trouble : str
            The occupation and "", or "" and the code of the finding.
        """
        soc = self.titles.soc(title)
        if soc is None:
            return "", "title-not-known"
        return soc, "" if soc else "title-ambiguous"


_OF_PACK: weakref.WeakKeyDictionary[Pack, Occupations] = weakref.WeakKeyDictionary()


def _targets(table: Iterable[object], code: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one, soc in zip(table[code], table["soc"], strict=True):  # type: ignore[index]
        found[one] = (*found.get(one, ()), soc)
    return found
