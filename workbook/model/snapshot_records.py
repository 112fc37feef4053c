"""Snapshots as plain values that a plan file keeps, and back; the arrays packed tightly."""

from __future__ import annotations

import base64
import binascii
import datetime
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbook.errors import PlannerError
from workbook.model.snapshots import FIGURES, NO_CLASS, SOC_WIDTH, Snapshot, SnapshotSource
from workbook.plan import CLASSES, Override
from workbook.scenarios import scenario_from_record, scenario_to_record

Array = NDArray[Any]


def to_record(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot as plain values for JSON; the arrays packed, some twenty kilobytes a month."""
    return {
        "month": snapshot.month,
        "as_of": snapshot.as_of.isoformat(),
        "areas": list(snapshot.areas),
        "region_name": snapshot.region_name,
        "parameters": dict(snapshot.parameters),
        "overrides": [[one.soc, one.class_name, one.reason] for one in snapshot.overrides],
        "scenario": scenario_to_record(snapshot.scenario),
        "pack": snapshot.pack,
        "program": snapshot.program,
        "sources": [{**vars(one), "paths": list(one.paths)} for one in snapshot.sources],
        "occupations": len(snapshot.soc),
        "figures": list(FIGURES),
        "packed": _packed(snapshot),
    }


def from_record(record: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot of a record.

    Raises
    ------
    PlannerError
        When the record is not one of a snapshot.
    """
    try:
        soc, classes, figures = _unpacked(
            str(record["packed"]), int(record["occupations"]), tuple(record["figures"])
        )
        datetime.date.fromisoformat(f"{record['month']}-01")
        blank = np.full(len(soc), np.nan)
        return Snapshot(
            month=str(record["month"]),
            as_of=datetime.date.fromisoformat(record["as_of"]),
            areas=tuple(map(str, record["areas"])),
            region_name=str(record["region_name"]),
            parameters={str(name): float(value) for name, value in record["parameters"].items()},
            overrides=tuple(Override(*map(str, one)) for one in record["overrides"]),
            scenario=scenario_from_record(record["scenario"]),
            pack=str(record["pack"]),
            program=str(record["program"]),
            sources=tuple(
                SnapshotSource(**{**one, "paths": tuple(one["paths"])}) for one in record["sources"]
            ),
            soc=soc,
            classes=classes,
            figures={name: figures.get(name, blank) for name in FIGURES},
        )
    except (KeyError, TypeError, ValueError, AttributeError, zlib.error, binascii.Error) as trouble:
        raise PlannerError(
            "A month that the plan tracks was not read",
            f"Its record is damaged ({trouble})",
            "Track the month again; the other months are not affected",
        ) from trouble


def months_of(records: Sequence[Mapping[str, Any]]) -> tuple[list[Snapshot], list[str]]:
    """Return the months of a plan file, and a sentence for each record that cannot be read."""
    months, troubles = [], []
    for record in records:
        try:
            months.append(from_record(record))
        except PlannerError as trouble:
            troubles.append(str(trouble))
    return months, troubles


def _packed(snapshot: Snapshot) -> str:
    """Pack the arrays: the bytes of single-precision figures lie in planes, which zlib packs best."""
    planes = [np.ascontiguousarray(snapshot.figures[name].astype("<f4")) for name in FIGURES]
    shuffled = b"".join(plane.view(np.uint8).reshape(-1, 4).T.tobytes() for plane in planes)
    texts = "".join(f"{soc:{SOC_WIDTH}}" for soc in snapshot.soc).encode("ascii")
    plain = texts + snapshot.classes.astype(np.int8).tobytes() + shuffled
    return base64.b64encode(zlib.compress(plain, 9)).decode("ascii")


@lru_cache(maxsize=64)
def _unpacked(text: str, count: int, names: tuple[str, ...]) -> tuple[Array, Array, dict[str, Array]]:
    plain = zlib.decompress(base64.b64decode(text, validate=True))
    if len(plain) != count * (SOC_WIDTH + 1 + 4 * len(names)):
        raise ValueError("its length is wrong")
    soc = np.frombuffer(plain, dtype=f"S{SOC_WIDTH}", count=count).astype(f"U{SOC_WIDTH}")
    classes = np.frombuffer(plain, dtype=np.int8, count=count, offset=count * SOC_WIDTH).copy()
    if len(classes) and not (classes.min() >= NO_CLASS and classes.max() < len(CLASSES)):
        raise ValueError("a class is not known")
    figures, place = {}, count * (SOC_WIDTH + 1)
    for name in names:
        planes = np.frombuffer(plain, dtype=np.uint8, count=4 * count, offset=place).reshape(4, count)
        figures[name] = np.ascontiguousarray(planes.T).view("<f4").ravel().astype(float)
        figures[name].setflags(write=False)
        place += 4 * count
    classes.setflags(write=False)
    return soc, classes, figures
