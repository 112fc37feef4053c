"""Recipes: a mapping that a person saved, kept as a small file, and fitted to next month's file."""

from __future__ import annotations

import json
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from data.intake.findings import IntakeError
from data.intake.headings import fingerprint, likeness, plain, squeezed
from data.intake.kinds import kinds
from data.intake.mapping import Mapped, Mapping, Samples, mapping_of, propose
from data.intake.reading.tables import RawColumn
from data.language import say

VERSION = 1
SUFFIX = ".headway-recipe.json"
_RENAMED = 0.6


@dataclass(frozen=True)
class Recipe:
    """A saved mapping.

    Attributes
    ----------
    name, kind : str
        What the person calls it, and the kind of file.
    headings : tuple of str
        All headings of the file it was made for, in their order.
    columns : dict
        Heading for each field that has one.
    notes : dict
        What holds for values.
    sheet : str
        Name of the sheet; blank for the only or first one.
    header_row : int
        Row of the headings; 0 where the program finds it.
    otherwise : dict
        Further headings of a field, best first, for rows in which the first one is blank.
    """

    name: str
    kind: str
    headings: tuple[str, ...]
    columns: Dictionary[str, str]
    notes: Dictionary[str, str]
    sheet: str = ""
    header_row: int = 0
    otherwise: Dictionary[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The mark by which a file with the same headings is known again."""
        return fingerprint(self.headings)


@dataclass(frozen=True)
class Fitted:
    """A recipe on a file whose headings may have changed.

    Attributes
    ----------
    mapping : Mapping
        What still fits; columns that seem to be renamed are in it with a lower confidence.
    skipped : tuple of str
        Fields of the recipe that are left without a column.
    missing : tuple of str
        Headings of the recipe that the file has not.
    extra : tuple of str
        Headings of the file that the recipe does not know.
    renamed : dict
        For each heading that is missing, the one that seems to have taken its place; to be asked about.
    """

    mapping: Mapping
    skipped: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]
    renamed: Dictionary[str, str]

    @property
    def exact(self) -> bool:
        """Whether every column of the recipe is there under its own heading."""
        return not self.skipped and not self.renamed


def recipe_of(
    name: str, mapping: Mapping, columns: Sequence[RawColumn], sheet: str = "", row: int = 0
) -> Recipe:
    """Make a recipe from a mapping and the columns it was made for."""
    headings = {one.name: one.written_as or one.name for one in columns}
    told = {field: headings[column] for field, column in mapping.columns.items() if column in headings}
    further = {
        field: tuple(headings[column] for column in columns if column in headings)
        for field, columns in mapping.otherwise.items()
        if field in told
    }
    kept = {field: columns for field, columns in further.items() if columns}
    return Recipe(name, mapping.kind, tuple(headings.values()), told, dict(mapping.notes), sheet, row, kept)


def save(recipe: Recipe, folder: Path) -> Path:
    """Write a recipe into a folder, named after kind and fingerprint: one for each set of headings.

    Returns
    -------
    Path
        The file. It is replaced whole: a reader sees the old one or the new one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{recipe.kind}-{recipe.fingerprint}{SUFFIX}"
    beside = path.with_name(path.name + ".new")
    beside.write_text(as_text(recipe), encoding="utf-8")
    beside.replace(path)
    return path


def as_text(recipe: Recipe) -> str:
    """Return what the file of a recipe says."""
    document = {
        "headway_recipe": VERSION,
        "name": recipe.name,
        "kind": recipe.kind,
        "fingerprint": recipe.fingerprint,
        "sheet": recipe.sheet,
        "header_row": recipe.header_row,
        "headings": list(recipe.headings),
        "columns": dict(recipe.columns),
        "otherwise": {field: list(headings) for field, headings in recipe.otherwise.items()},
        "notes": dict(recipe.notes),
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def load(path: Path) -> Recipe:
    """Read a recipe.

    Raises
    ------
    IntakeError
        When the file is not a recipe, or one of a later version of the program.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _no_recipe(path, say("It cannot be read, or is not JSON text")) from error
    version = told.get("headway_recipe") if isinstance(told, dict) else None
    if not isinstance(version, int):
        raise _no_recipe(path, say("It does not say that it is a recipe"))
    if version > VERSION:
        later = say(
            "It is of version {version}; this program knows versions up to {known}",
            version=version,
            known=VERSION,
        )
        raise _no_recipe(path, later)
    return _recipe(told, path)


def _recipe(told: dict[str, Any], path: Path) -> Recipe:
    kind, row = told.get("kind"), told.get("header_row", 0)
    columns, notes = _texts_of(told.get("columns")), _texts_of(told.get("notes", {}))
    further = _lists_of(told.get("otherwise", {}))
    headings = told.get("headings")
    if not isinstance(kind, str) or kind not in kinds():
        unknown = say("It is for a kind of file that this program does not know: {kind}", kind=kind)
        raise _no_recipe(path, unknown)
    listed = isinstance(headings, list) and all(isinstance(one, str) for one in headings)
    strange = set(columns or ()) - set(kinds()[kind].fields) or set(further or ()) - set(columns or ())
    if columns is None or notes is None or further is None or not listed or strange:
        raise _no_recipe(path, say("What it says of columns cannot be understood"))
    return Recipe(
        str(told.get("name", "")),
        kind,
        tuple(headings or ()),
        columns,
        notes,
        str(told.get("sheet", "")),
        row if isinstance(row, int) and row >= 0 else 0,
        further,
    )


def _texts_of(table: object) -> dict[str, str] | None:
    """Return a table of texts by texts, None where it is something else."""
    if not isinstance(table, dict):
        return None
    texts = all(isinstance(name, str) and isinstance(text, str) for name, text in table.items())
    return dict(table) if texts else None


def _lists_of(table: object) -> dict[str, tuple[str, ...]] | None:
    """Return a table of lists of texts by texts, None where it is something else."""
    if not isinstance(table, dict) or not all(isinstance(one, list) for one in table.values()):
        return None
    lists = {name: tuple(one) for name, one in table.items() if isinstance(name, str)}
    texts = all(isinstance(text, str) for one in lists.values() for text in one)
    return lists if texts and len(lists) == len(table) else None


def _no_recipe(path: Path, why: str) -> IntakeError:
    return IntakeError(
        say("The recipe {file} cannot be used", file=path.name),
        why,
        say("Choose the columns again and save a new one"),
    )


def saved(folder: Path) -> tuple[Recipe, ...]:
    """Return every readable recipe of a folder, in the order of their names; none when there is no folder."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        try:
            found.append(load(path))
        except IntakeError:
            continue
    return tuple(found)


def best_of(recipes: Sequence[Recipe], headings: Sequence[str]) -> Recipe | None:
    """Return the recipe made for the same headings, else the one most of whose columns are there.

    At least half of the columns that a recipe uses must be there.
    """
    mark = fingerprint(headings)
    there = {squeezed(one) for one in headings}
    ranked = []
    for place, recipe in enumerate(recipes):
        used = {squeezed(one) for one in recipe.columns.values()}
        share = len(used & there) / len(used) if used else 0.0
        if recipe.fingerprint == mark or share >= 0.5:
            ranked.append((recipe.fingerprint != mark, -share, place, recipe))
    return min(ranked)[3] if ranked else None


def fit(recipe: Recipe, columns: Sequence[RawColumn], samples: Samples | None = None) -> Fitted:
    """Apply to a file what still fits of a recipe.

    Parameters
    ----------
    recipe : Recipe
        The saved mapping.
    columns : sequence of RawColumn
        Columns of the file.
    samples : mapping of str to sequence of str, optional
        Values of each column: a column only takes the place of a missing one when its values look so.
    """
    by_heading: dict[str, RawColumn] = {}
    for column in columns:
        by_heading.setdefault(squeezed(column.written_as or column.name), column)
    known = {squeezed(heading) for heading in recipe.headings}
    found: dict[str, str] = {}
    lost: dict[str, str] = {}
    for name, heading in recipe.columns.items():
        same = by_heading.get(squeezed(heading))
        if same is not None:
            found[name] = same.name
        else:
            lost[name] = heading
    fresh = [one for key, one in by_heading.items() if key not in known]
    there = {
        name: tuple(by_heading[squeezed(one)].name for one in headings if squeezed(one) in by_heading)
        for name, headings in recipe.otherwise.items()
    }
    why = say("So it is in the recipe “{recipe}”", recipe=recipe.name)
    mapping = mapping_of(recipe.kind, found, why, dict(recipe.notes), otherwise=there)
    renamed: dict[str, str] = {}
    for name, heading in lost.items():
        successor = _successor(recipe.kind, name, heading, fresh, samples or {})
        behind = there.get(name, ())
        if successor is None and behind:
            # What stood in for a blank stands in for the whole column.
            successor, behind = Mapped(name, behind[0], 0.8, why), behind[1:]
        if successor is not None:
            fresh = [one for one in fresh if one.name != successor.column]
            mapping = _with(mapping, replace(successor, otherwise=behind))
            renamed[heading] = str(successor.column)
    return Fitted(
        mapping,
        skipped=tuple(name for name in lost if mapping.column(name) is None),
        missing=tuple(heading for heading in recipe.headings if squeezed(heading) not in by_heading),
        extra=tuple(one.written_as or one.name for one in fresh),
        renamed=renamed,
    )


def _successor(
    kind: str, name: str, heading: str, fresh: Sequence[RawColumn], samples: Samples
) -> Mapped | None:
    """Find the new column that seems to have taken the place of a missing one."""
    proposed = {one.field: one for one in propose(kind, fresh, samples).fields}[name]
    if proposed.column is not None and proposed.confidence >= _RENAMED:
        why = say("“{heading}” is gone; {why}", heading=heading, why=proposed.why)
        return Mapped(name, proposed.column, min(proposed.confidence, 0.8), why)
    ranked = sorted(((_alike(heading, one.written_as or one.name), one.name) for one in fresh), reverse=True)
    if ranked and ranked[0][0] >= _RENAMED:
        return Mapped(
            name,
            ranked[0][1],
            round(0.8 * ranked[0][0], 3),
            say("Its heading is like “{heading}”, which is gone", heading=heading),
        )
    return None


def _alike(old: str, new: str) -> float:
    """Return how alike two headings are; one that only gained or lost words is quite like the other."""
    words, others = set(plain(old).split()), set(plain(new).split())
    grown = bool(words and others) and (words <= others or others <= words)
    return max(likeness(old, new), 0.75 if grown else 0.0)


def _with(mapping: Mapping, one: Mapped) -> Mapping:
    fields = tuple(one if other.field == one.field else other for other in mapping.fields)
    return replace(mapping, fields=fields)
