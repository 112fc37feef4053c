"""What an allocation is asked for: how much money, what it should reach, and what must not be forgone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook.model.national import GROUPS

FLOORS = {group: f"equity_floor_{group.removesuffix('_share')}" for group in GROUPS}
"""The parameter of each group's floor."""


@dataclass(frozen=True)
class Request:
    """How a budget should be spent.

    Attributes
    ----------
    budget_usd : float
        What may be spent in all.
    by_wages : bool
        True for the largest gain in wages, False for the most people.
    people_min : float
        People that must be moved at least.
    floors : mapping
        By group of workers (`GROUPS`): its share of the people moved must be at least this many times its
        share of the Origins; 1 is parity.
    minimums : mapping
        By SOC code, people that must arrive in an occupation at least.
    """

    budget_usd: float
    by_wages: bool = True
    people_min: float = 0.0
    floors: Mapping[str, float] = field(default_factory=dict)
    minimums: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Mapping[str, float], minimums: Mapping[str, float] | None = None) -> Request:
        """Return what the parameters of a plan ask for.

        >>> given = {"budget_usd": 5e5, "allocate_by_wages": 0, "allocate_people_min": 0}
        >>> floors = dict.fromkeys(FLOORS.values(), 0.0) | {"equity_floor_women": 1.0}
        >>> Request.of(given | floors).floors
        {'women_share': 1.0}
        """
        return cls(
            given["budget_usd"],
            bool(given["allocate_by_wages"]),
            given["allocate_people_min"],
            {group: given[name] for group, name in FLOORS.items() if given[name] > 0},
            dict(minimums or {}),
        )
