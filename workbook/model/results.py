"""What a plan comes to: classes, matrix and priorities at once, the deeper tables when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.dictionaries import columns
from data.intake.findings import Finding
from workbook.model import (
    coverage,
    measure,
    opportunity,
    paths,
    priority,
    progressions,
    representation,
    reversals,
    robustness,
    rules,
    scenarios,
    sectors,
    tornado,
    training,
    words,
)
from workbook.model.classification import Classified, Traits
from workbook.model.income import WageLines
from workbook.plan import Parameters, Plan

if TYPE_CHECKING:
    from workbook.model.allocation import Allocation
    from workbook.model.region import Region
    from workbook.model.run import Prepared
    from workbook.model.snapshots import Snapshot
    from workbook.model.tracking import Tracking
    from workbook.scenarios import Scenario

Array = NDArray[Any]


@dataclass(frozen=True, eq=False)
class Results:
    """The answer to one plan. Everything is computed from the pack and the planner's files; nothing is kept.

    ``given`` holds every named number of the workbook: parameters, wage lines and the regional claim rate.
    ``reach[o, d]`` are the unemployed people of Origin o who would arrive at d. ``earlier`` are the months
    that the plan tracks.
    """

    plan: Plan
    prepared: Prepared
    given: dict[str, float]
    lines: WageLines
    traits: Traits
    classified: Classified
    reach: Array
    frame: dict[str, Array]
    priorities: pd.DataFrame
    earlier: tuple[Snapshot, ...] = ()

    @property
    def region(self) -> Region:
        """The region of the plan."""
        return self.prepared.region

    @property
    def parameters(self) -> Parameters:
        """The parameters of the plan."""
        return self.plan.parameters

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """The regional matrix: one row per detailed occupation, in SOC order."""
        return pd.DataFrame({name: self.frame[name] for name in columns("matrix")})

    @cached_property
    def classes(self) -> pd.DataFrame:
        """Class, band and flags of every occupation."""
        return self.matrix[list(columns("classes"))]

    @cached_property
    def trace(self) -> pd.DataFrame:
        """Every test of every class for every occupation."""
        return rules.trace(self.frame["soc"], self.frame["title"], self.traits, self.classified, self.given)

    @cached_property
    def progressions(self) -> pd.DataFrame:
        """The largest paths Origin → Gateway → Target of the region, modelled."""
        return progressions.progressions(self)

    @cached_property
    def paths(self) -> pd.DataFrame:
        """The best two-step paths of the region by people, with remainders that bring the shares to one."""
        return paths.region_paths(self)

    @cached_property
    def training(self) -> training.TrainingGaps:
        """What transfers to each open Gateway and what is missing."""
        return training.training_gaps(self)

    @cached_property
    def representation(self) -> pd.DataFrame:
        """Shares of women, Black, Asian and Hispanic or Latino workers by class."""
        return representation.representation(self)

    @cached_property
    def representation_gateways(self) -> pd.DataFrame:
        """Shares of women, Black, Asian and Hispanic or Latino workers by Gateway, with margins."""
        return representation.representation_gateways(self)

    @cached_property
    def opportunity(self) -> pd.DataFrame:
        """What each rule set says of each occupation, with the reason."""
        return opportunity.opportunity(self)

    @cached_property
    def opportunity_classes(self) -> pd.DataFrame:
        """How much of each class each result of the rule sets holds."""
        return opportunity.opportunity_classes(self, self.opportunity)

    @cached_property
    def tracking(self) -> Tracking:
        """The month of the plan beside those it tracks: what changed and why, series, triggers."""
        from workbook.model.tracking import track

        return track(self, self.earlier)

    @cached_property
    def coverage(self) -> pd.DataFrame:
        """How much of the region each total rests on."""
        return coverage.coverage(self)

    @cached_property
    def scenarios(self) -> pd.DataFrame:
        """Openings and ranks under every scenario of the plan."""
        return scenarios.scenarios_table(self)

    @cached_property
    def tornado(self) -> pd.DataFrame:
        """Which single assumption moves the top 20 priorities most."""
        return tornado.tornado(self)

    @cached_property
    def allocation(self) -> Allocation:
        """The best use of the plan's budget, and what limits it."""
        # SciPy's optimizers take a quarter of a second to load; most runs do not ask for an allocation.
        from workbook.model.allocation import allocate

        return allocate(self)

    @cached_property
    def robustness(self) -> pd.DataFrame:
        """How firm each rank is when the weights are not known exactly."""
        return robustness.robustness(self)

    @cached_property
    def reversals(self) -> pd.DataFrame:
        """The weights at which one priority passes another."""
        return reversals.reversals(self)

    @cached_property
    def sectors(self) -> pd.DataFrame:
        """What each sector offers in the region and asks at the door."""
        return sectors.sectors(self)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What a reader should know of the planner's files and of the region."""
        return coverage.findings(self)

    @cached_property
    def headline(self) -> str:
        """The answer in one sentence."""
        return words.headline(self)

    @cached_property
    def vintages(self) -> dict[str, str]:
        """Which source of which time stands behind each kind of figure."""
        return words.vintages(self)

    def explain(self, soc: str) -> list[str]:
        """Return the class of an occupation and its tests in sentences; KeyError for an unknown SOC."""
        place = int(np.flatnonzero(self.frame["soc"] == soc)[0]) if soc in set(self.frame["soc"]) else -1
        if place < 0:
            raise KeyError(soc)
        reason = next((override.reason for override in self.plan.overrides if override.soc == soc), "")
        return rules.explain(place, self.traits, self.classified, self.given, reason)

    def strengths(self, soc: str) -> list[str]:
        """Return why a ranked occupation stands where it does, its strongest criteria first."""
        row = self.priorities[self.priorities["soc"] == soc].iloc[0]
        return priority.strengths({str(name): value for name, value in row.items()}, self.given)

    def tables(self, transitions: bool = False) -> dict[str, pd.DataFrame]:
        """Return every result table by the name of its file; the moves between occupations on request."""
        found = {
            "matrix": self.matrix,
            "priorities": self.priorities,
            "classes": self.classes,
            "trace": self.trace,
            "progressions": self.progressions,
            "paths": self.paths,
            "training_gaps": self.training.elements,
            **self.training.tables(),
            "representation": self.representation,
            "representation_gateways": self.representation_gateways,
            "opportunity": self.opportunity,
            "opportunity_classes": self.opportunity_classes,
            "coverage": self.coverage,
            "scenarios": self.scenarios,
            "tornado": self.tornado,
            "robustness": self.robustness,
            "reversals": self.reversals,
            "sectors": self.sectors,
        }
        if self.earlier:
            found |= self.tracking.tables()
        if transitions:
            found["transitions"] = progressions.transitions_table(self.prepared.national)
        return found


def recompute_live(
    results: Results, parameters: Parameters, scenario: Scenario | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return matrix and priorities as a workbook shows them when only its Assumptions change.

    Every column with a formula is computed again; the columns that the program solved (classes, reach,
    springboard, feeding income) stay. The rows of the priorities keep their order. Without a ``scenario``
    that of the plan stays in use.
    """
    changed = {}
    if scenario is not None:
        staffing = scenarios.staffing_of(results.prepared.pack)
        changed["scenario_factor"] = scenarios.scenario_factor(staffing, scenario)
    frame, priorities = live(results, parameters, changed)
    matrix = pd.DataFrame({name: frame[name] for name in columns("matrix")})
    return matrix, priorities.set_index("soc").loc[results.priorities["soc"]].reset_index()


def live(
    results: Results, parameters: Parameters, changed: Mapping[str, Array] | None = None
) -> tuple[dict[str, Array], pd.DataFrame]:
    """Return the columns of the matrix and the priorities with every formula computed again.

    ``changed`` takes the place of columns that no formula fills. What the program solved stays, so this is
    the whole answer for parameters whose effect is ``live`` and for the scenario factor.
    """
    from workbook.model.run import given_of

    given, _ = given_of(results.prepared, parameters)
    frame = {**results.frame, **(changed or {})}
    measure.compute("matrix", frame, given, measure.MATRIX_ORDER)
    return frame, priority.rank(frame, given)
