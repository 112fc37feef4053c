"""``headway load``: any file of a known kind as one clean table, the rest as a workbook to mend."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.intake.findings import Finding
from workbook.commands.progress import ProgressLine
from workbook.commands.reading import finding_lines, recipe_at, refused_in_words, rows_told
from workbook.commands.stopping import stoppable
from workbook.errors import PlannerError
from workbook.outfile import check_place, staged_file

if TYPE_CHECKING:
    import pandas as pd

    from data.intake.loaded import Loaded
    from data.intake.recipes import Recipe

SUFFIXES = (".parquet", ".csv")
NOT_SHOWN = ("wage_trouble",)
"""Columns of clean tables that only intake itself needs."""


@dataclass(frozen=True)
class _Places:
    """Where everything goes."""

    table: Path
    rejects: Path | None
    recipe: Path | None


def load_file(asked: argparse.Namespace) -> int:
    """Take a file in and write its clean rows; rows set aside and the recipe when they are asked for.

    Where no row can be used, no table is written, but the rows set aside are.

    Returns
    -------
    int
        Exit status, always 0.

    Raises
    ------
    PlannerError
        When the file cannot be read or recognised, no row can be used, or a file cannot be written.
    """
    places = _places(asked)
    _refuse_histories(asked)
    with refused_in_words(), ExitStack() as stack:
        stop = stack.enter_context(stoppable())
        tell = stack.enter_context(ProgressLine())
        tell("Reading the reference pack")
        from data.intake.loaded import Options
        from data.intake.loading import NothingUsableError, load
        from data.reference.pack import load_pack

        pack, path = load_pack(), Path(asked.file)
        recipe = recipe_at(asked.recipe)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="headway-load-")))
        boundaries = Path(asked.boundaries) if asked.boundaries else None
        options = Options(folder=folder, every_column=True, threads=os.cpu_count(), boundaries=boundaries)
        listener = rows_told(tell, f"Reading {path.name}")
        try:
            loaded = load(
                path,
                pack,
                asked.kind,
                recipe,
                sheet=asked.sheet,
                options=options,
                progress=listener,
                cancel=stop,
            )
        except NothingUsableError as refused:
            _write_rejects(refused.rejects, refused.findings, places.rejects, path.name)
            raise
        tell("Writing")
        _write(loaded, places)
        if places.recipe is not None:
            _save_recipe(path, loaded, places.recipe)
    print("\n".join(_said(loaded, places)))
    return 0


def _places(asked: argparse.Namespace) -> _Places:
    from data.intake.recipes import SUFFIX

    check_place(Path(asked.out), SUFFIXES, "table")
    if asked.rejects:
        check_place(Path(asked.rejects), noun="workbook")
    if asked.save_recipe:
        check_place(Path(asked.save_recipe), (Path(SUFFIX).suffix,), "recipe")
    return _Places(
        Path(asked.out),
        Path(asked.rejects) if asked.rejects else None,
        Path(asked.save_recipe) if asked.save_recipe else None,
    )


def _refuse_histories(asked: argparse.Namespace) -> None:
    if asked.kind == "histories":
        raise PlannerError(
            f"{Path(asked.file).name} is not written as a table of jobs",
            "Rows about single people do not leave the program; job histories are counted into moves",
            f"Use: headway transitions {Path(asked.file).name} --out {asked.out}",
        )


def _write(loaded: Loaded, places: _Places) -> None:
    from workbook.onetable import write_one_table

    with staged_file(places.table, SUFFIXES, "table") as temporary:
        write_one_table(loaded.table, temporary, without=NOT_SHOWN, order="line")
        _write_rejects(loaded.rejects, loaded.findings, places.rejects, loaded.name)


def _write_rejects(
    rejects: pd.DataFrame, findings: Iterable[Finding], place: Path | None, subject: str
) -> None:
    if place is None:
        return
    from workbook.writing.rejects import write_rejects

    write_rejects(rejects, findings, place, subject=subject)


def _save_recipe(path: Path, loaded: Loaded, place: Path) -> None:
    """Save which column told what, with all headings of the file."""
    from data.intake.recipes import as_text

    with staged_file(place, (place.suffix,), "recipe") as temporary:
        temporary.write_text(as_text(_recipe(path, loaded, place)), encoding="utf-8")


def _recipe(path: Path, loaded: Loaded, place: Path) -> Recipe:
    from data.intake.reading.rawfile import open_file
    from data.intake.recipes import SUFFIX, recipe_of
    from data.intake.recognising import columns_of

    with open_file(path) as file:
        preview = file.preview(loaded.sheet)
        sheet = loaded.sheet if len(file.sheets) > 1 else ""
    name = place.name.removesuffix(SUFFIX).removesuffix(place.suffix)
    return recipe_of(name, loaded.mapping, columns_of(preview), sheet, preview.guess.first_row or 0)


def _said(loaded: Loaded, places: _Places) -> list[str]:
    from data.intake.kinds import kinds

    said = [f"Table: {places.table}"]
    if places.rejects is not None:
        said.append(f"Rows set aside: {places.rejects}")
    if places.recipe is not None:
        said.append(f"Recipe: {places.recipe}")
    counts = f"{loaded.read:,} rows read, {loaded.accepted:,} accepted, {loaded.set_aside:,} set aside"
    copies = f", {loaded.repeated:,} of the accepted are copies" if loaded.repeated else ""
    said.append(f"{loaded.name}: {kinds()[loaded.kind].label}; {counts}{copies}")
    return [*said, *finding_lines(loaded.findings)]
