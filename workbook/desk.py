"""The files on the desk of a plan: which, of what kind, how they are read, and the titles coded by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.language import say

if TYPE_CHECKING:
    from data.intake.mapping import Mapping
    from workbook.plan import Plan

POSTINGS, UNEMPLOYED, BOUNDARIES = "postings", "unemployment", "boundaries"
TABLES = ("wages", "transitions", "programmes", "outcomes", "nonba_wages", "projections")
"""Kinds that take the place of a table of the pack, or stand beside one."""

COUNTED = (POSTINGS, UNEMPLOYED, *TABLES)
"""Kinds whose figures the model reads; the others are kept with the plan."""

LOADING = (
    *COUNTED,
    "onet",
)
"""Kinds that can be loaded, in the order of their cards."""

NOT_COUNTED = say("Kept with the plan; not used in figures yet")


@dataclass(frozen=True)
class SourceFile:
    """One file and how it is read.

    Attributes
    ----------
    kind, path : str
        Kind of file, and where it lies.
    mapping : Mapping or None
        Which column tells what, where a person or a recipe said so; None when the file's own layout does.
    sheet : str
        The sheet, with a mapping.
    header : tuple of int
        First and last row of headings that a person pointed at; empty when the program finds them.
    recognised, why : str
        What it was taken for, and the reason, as the card says them.
    state : tuple of int
        Time and size of the file when it was loaded: the same file mended is another one. Empty for a file
        of an earlier day, which is read as it is now.
    boundaries : str
        Path of the shapes of counties that this computer keeps, where they place postings.
    """

    kind: str
    path: str
    mapping: Mapping | None = None
    sheet: str = ""
    header: tuple[int, ...] = ()
    recognised: str = ""
    why: str = ""
    state: tuple[int, ...] = ()
    boundaries: str = ""

    @property
    def name(self) -> str:
        """Name of the file without its folder."""
        return Path(self.path).name

    @property
    def key(self) -> tuple[object, ...]:
        """What the loaded table depends on: the file, its state, and how it is read."""
        read = None
        if self.mapping is not None:
            columns, further = self.mapping.columns.items(), self.mapping.otherwise.items()
            read = (tuple(columns), tuple(further), tuple(sorted(self.mapping.notes.items())))
        return (self.kind, self.path, self.state, read, self.sheet, self.header, self.boundaries)

    def as_it_is(self) -> SourceFile:
        """Return the file in its state on the disk now."""
        file = Path(self.path)
        if not file.exists():
            return replace(self, state=())
        found = file.stat()
        return replace(self, state=(found.st_mtime_ns, found.st_size))


@dataclass(frozen=True)
class Desk:
    """All files of a plan, several of a kind where wished, and the occupations given to titles by hand."""

    files: tuple[SourceFile, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()

    def of(self, kind: str) -> tuple[SourceFile, ...]:
        """Return the files of a kind in the order in which they came."""
        return tuple(one for one in self.files if one.kind == kind)

    def with_file(self, file: SourceFile, instead: SourceFile | None = None) -> Desk:
        """Return the desk with one file more, or one in the place of another.

        A file lies there once, or once for each of its sheets where they are named.
        """
        same = [one for one in self.files if one.path == file.path and file.sheet in ("", one.sheet)]
        gone = [one for one in self.files if one == instead or one in same]
        place = min((self.files.index(one) for one in gone), default=len(self.files))
        kept = [one for one in self.files if one not in gone]
        return replace(self, files=(*kept[:place], file, *kept[place:]))

    def only(self, file: SourceFile) -> Desk:
        """Return the desk with a file as the only one of its kind."""
        return replace(self, files=(*(one for one in self.files if one.kind != file.kind), file))

    def without(self, kind: str) -> Desk:
        """Return the desk without the files of a kind."""
        return replace(self, files=tuple(one for one in self.files if one.kind != kind))

    def without_file(self, file: SourceFile) -> Desk:
        """Return the desk without one file."""
        return replace(self, files=tuple(one for one in self.files if one != file))

    def placed_by(self, boundaries: str) -> Desk:
        """Return the desk with its postings placed by these shapes of counties; blank for none."""
        if all(one.boundaries == boundaries for one in self.of(POSTINGS)):
            return self
        files = (replace(one, boundaries=boundaries) if one.kind == POSTINGS else one for one in self.files)
        return replace(self, files=tuple(files))

    def with_corrections(self, given: Sequence[tuple[str, str]]) -> Desk:
        """Return the desk with titles coded by hand; a title coded before gets the new code."""
        socs = dict(self.corrections)
        for title, soc in given:
            socs.pop(title, None)
            socs[title] = soc
        return replace(self, corrections=tuple(socs.items()))

    def without_correction(self, title: str) -> Desk:
        """Return the desk with a title left to the program again."""
        return replace(self, corrections=tuple(one for one in self.corrections if one[0] != title))

    def agreeing_with(self, plan: Plan | None) -> Desk:
        """Return the desk with the postings and unemployment file that a plan names, and no others."""
        if plan is None:
            return replace(self, files=())
        desk = self
        for kind, path in ((POSTINGS, plan.postings_path), (UNEMPLOYED, plan.unemployed_path)):
            first = next(iter(desk.of(kind)), None)
            if path is None:
                desk = desk.without(kind)
            elif first is None or first.path != path:
                desk = desk.only(SourceFile(kind, path))
        return desk

    def plan_with(self, plan: Plan) -> Plan:
        """Return the plan that names the first postings and unemployment file of the desk."""
        first = {kind: next((one.path for one in self.of(kind)), None) for kind in (POSTINGS, UNEMPLOYED)}
        return replace(plan, postings_path=first[POSTINGS], unemployed_path=first[UNEMPLOYED])


def desk_to_record(desk: Desk) -> dict[str, Any]:
    """Return the files and the titles coded by hand as plain values for JSON."""
    return {
        "files": [_file_to_record(one) for one in desk.files],
        "corrections": [list(one) for one in desk.corrections],
    }


def _file_to_record(file: SourceFile) -> dict[str, Any]:
    mapping = file.mapping
    return {
        "kind": file.kind,
        "path": file.path,
        "columns": None if mapping is None else mapping.columns,
        "otherwise": {} if mapping is None else {name: list(one) for name, one in mapping.otherwise.items()},
        "notes": {} if mapping is None else dict(mapping.notes),
        "sheet": file.sheet,
        "header": list(file.header),
        "recognised": file.recognised,
        "why": file.why,
        "boundaries": file.boundaries,
    }


def desk_from_record(record: Any) -> Desk:
    """Return the files of a record; one that cannot be understood is left out: it can be loaded again."""
    if not isinstance(record, dict):
        return Desk()
    found = [_file_from_record(one) for one in record.get("files", []) if isinstance(one, dict)]
    given = [one for one in record.get("corrections", []) if isinstance(one, list) and len(one) == 2]
    coded = tuple((str(title), str(soc)) for title, soc in given)
    return Desk(tuple(one for one in found if one is not None), coded)


def _file_from_record(record: dict[str, Any]) -> SourceFile | None:
    from data.intake.kinds import kinds
    from data.intake.mapping import mapping_of

    try:
        kind, columns = str(record["kind"]), record["columns"]
        if kind not in LOADING or (columns is not None and set(columns) - set(kinds()[kind].fields)):
            return None
        mapping = None
        if columns is not None:
            further = {str(name): tuple(map(str, one)) for name, one in record.get("otherwise", {}).items()}
            notes = dict(record["notes"])
            mapping = mapping_of(kind, dict(columns), say("Chosen before"), notes, otherwise=further)
        header = tuple(int(row) for row in record["header"])
        sheet, recognised, why = (str(record[name]) for name in ("sheet", "recognised", "why"))
        shapes = str(record.get("boundaries", ""))
        # On another computer the shapes are not there; its own ones place the postings then.
        shapes = shapes if shapes and Path(shapes).is_file() else ""
        path = str(record["path"])
        return SourceFile(kind, path, mapping, sheet, header, recognised, why, boundaries=shapes)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
