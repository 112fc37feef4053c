"""What runs beside the window for its results: the pack opened, the slow step of the model, the quick one."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.garbage import settle
from workbook.desk import COUNTED, Desk

if TYPE_CHECKING:
    import threading

    from data.intake.loaded import Loaded
    from data.reference.pack import Pack
    from workbook.errors import PlannerError
    from workbook.model.results import Results
    from workbook.plan import Plan
    from workbook.planfile import Record

Slow = tuple[object, ...]
"""What the slow part of the model depends on: the region, the day and the local files."""


def slow_part(plan: Plan, desk: Desk) -> Slow:
    """Return what the slow step of the model reads: of the desk only the kinds that it counts."""
    files = tuple(file.key for kind in COUNTED for file in desk.of(kind))
    return (plan.areas, plan.region_name, plan.as_of, files, desk.corrections, plan.programmes)


@dataclass(frozen=True)
class Ready:
    """The slow step of the model, done; ``elsewhere`` says of which kinds files were left out, and why."""

    model: Any
    elsewhere: Mapping[str, PlannerError]


BESIDE = (
    "data.intake.kinds",
    "workbook.funnelform",
    "workbook.model.answers",
    "workbook.model.compared",
    "workbook.model.questions",
    *(
        f"workbook.model.pictures.{name}"
        for name in ("beside", "budget", "counties", "firmness", "flow", "heat")
    ),
    *(f"workbook.model.pictures.{name}" for name in ("hiring", "months", "parity", "scatter", "sector_bars")),
)
"""Modules that the pages are made of and that know no widget: they bring pandas and the like.

A module that makes classes of Qt must never be loaded in a thread: PySide then meets a class half made, and
the program ends at once, now and then, most of all where modules must be compiled first.
"""


def opened_pack() -> Pack:
    """Open the reference pack, start the first child, and load what the pages compute with."""
    from data.reference.pack import load_pack
    from desktop.children import children

    children.warm()
    pack = load_pack()
    for name in BESIDE:
        importlib.import_module(name)
    pack.areas()
    settle("pack")
    return pack


def solved(
    pack: Pack,
    plan: Plan,
    desk: Desk,
    prepared: Ready | None,
    loaded: dict[tuple[object, ...], Loaded],
    months: tuple[Record, ...],
    cancel: threading.Event,
) -> tuple[Ready, Results]:
    """Run the model; the slow step, in a child, only when the region or a file changed."""
    from desktop.reading import make_ready
    from workbook.model.run import solve
    from workbook.model.snapshot_records import months_of

    if prepared is None:
        model, elsewhere, read = make_ready(pack, plan, desk, loaded, cancel)
        loaded.update(read)
        prepared = Ready(model, elsewhere)
    results = solve(prepared.model, plan, months_of(months)[0])
    # Every page begins with these: they are worked out here, beside the window.
    _ = results.matrix, results.findings, results.headline
    return prepared, results
