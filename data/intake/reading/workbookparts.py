"""The parts of an Excel workbook: which sheets it has, where they lie, how numbers are shown, its texts."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from data.intake.reading import refusals
from data.intake.reading.guardedxml import GuardedParser, attribute, parsed
from data.intake.reading.limits import MOST_SHEETS, SMALL_PART_BYTES
from data.intake.reading.serials import Shown, shown_by
from data.intake.reading.stored import ZipMember
from data.language import say

_OWN_FORMATS_FROM = 164
_KIND = say("an Excel workbook")


@dataclass(frozen=True)
class SheetPart:
    """A worksheet: its name and where it lies in the workbook's zip."""

    name: str
    part: str
    hidden: bool


@dataclass
class WorkbookParts:
    """An Excel workbook, taken apart but not read.

    Parameters
    ----------
    archive : zipfile.ZipFile
        The workbook.
    name : str
        Name of the file.
    """

    archive: zipfile.ZipFile
    name: str
    from_1904: bool = False
    sheets: list[SheetPart] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._parts = {info.filename.casefold(): info for info in self.archive.infolist()}
        self._workbook = self._target("", "officeDocument") or "xl/workbook.xml"
        self._read_workbook()
        if not self.sheets:
            raise refusals.damaged(self.name, _KIND)

    def has(self, part: str) -> bool:
        """Return whether the workbook has a part."""
        return part.casefold() in self._parts

    def member(self, part: str) -> ZipMember:
        """Return a part.

        Raises
        ------
        IntakeError
            When the workbook lacks it.
        """
        info = self._parts.get(part.casefold())
        if info is None:
            raise refusals.damaged(self.name, _KIND)
        return ZipMember(self.archive, info, self.name, _KIND)

    def small(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of a part that is never large.

        Raises
        ------
        IntakeError
            When it is.
        """
        got = 0
        for chunk in self.member(part).chunks():
            got += len(chunk)
            if got > SMALL_PART_BYTES:
                why = say("Its part {part} is larger than any real one", part=part)
                raise refusals.too_large(self.name, why)
            yield chunk

    @property
    def texts(self) -> str:
        """Return the part with the texts of the cells, blank when there is none."""
        part = self._target(self._workbook, "sharedStrings")
        return part if part and self.has(part) else ""

    @property
    def has_macros(self) -> bool:
        """Return whether there are macros in the workbook."""
        return any(part.endswith("vbaproject.bin") for part in self._parts)

    @property
    def has_links(self) -> bool:
        """Return whether cells may refer to other files."""
        return any("/externallinks/" in f"/{part}" for part in self._parts)

    @cached_property
    def shown(self) -> list[Shown]:
        """Return what each cell format makes of a number."""
        return [shown_by(number, code) for number, code in self.formats]

    @cached_property
    def formats(self) -> list[tuple[int, str | None]]:
        """Return number and code of each cell format; None where the file leaves the code to its number."""
        part = self._target(self._workbook, "styles")
        codes: dict[int, str] = {}
        numbers: list[int] = []
        inside: list[str] = []

        def started(tag: str, attributes: dict[str, str]) -> None:
            if tag == "numFmt":
                codes[_number(attribute(attributes, "numFmtId"))] = attribute(attributes, "formatCode")
            elif tag == "xf" and inside and inside[-1] == "cellXfs":
                numbers.append(_number(attribute(attributes, "numFmtId")))
            inside.append(tag)

        if part and self.has(part):
            parsed(self.small(part), GuardedParser(self.name, started, lambda _: _pop(inside)))
        return [(number, codes.get(number)) for number in numbers]

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts of a kind, such as ``table``, that a part of the workbook refers to."""
        return [target for found, target in self._relations(part).values() if found == kind]

    def _read_workbook(self) -> None:
        targets = self._relations(self._workbook)

        def started(tag: str, attributes: dict[str, str]) -> None:
            if tag == "workbookPr":
                self.from_1904 = attribute(attributes, "date1904") in ("1", "true")
            elif tag == "sheet" and len(self.sheets) < MOST_SHEETS:
                kind, target = targets.get(_relation_id(attributes), ("", ""))
                if kind == "worksheet" and self.has(target):
                    hidden = attribute(attributes, "state") not in ("", "visible")
                    self.sheets.append(SheetPart(attribute(attributes, "name"), target, hidden))

        parsed(self.small(self._workbook), GuardedParser(self.name, started))

    def _target(self, source: str, kind: str) -> str:
        return next((target for found, target in self._relations(source).values() if found == kind), "")

    def _relations(self, source: str) -> dict[str, tuple[str, str]]:
        """Return the parts a part refers to inside the workbook: kind and place by id."""
        folder, _, file = source.rpartition("/")
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        found: dict[str, tuple[str, str]] = {}

        def started(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, posixpath.normpath(place))

        if self.has(part):
            parsed(self.small(part), GuardedParser(self.name, started))
        return found


def _relation_id(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _pop(inside: list[str]) -> None:
    inside.pop()
