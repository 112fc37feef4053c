"""From any file to a clean table: opened, recognised, mapped, cleaned, every row accounted for."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from data.intake.boundaries.loading import BOUNDARIES, load_boundaries
from data.intake.boundaries.opening import form_of
from data.intake.choosing import Choice, alike, choose, previews_of
from data.intake.databases import ONET, load_onet, onet_sheets
from data.intake.findings import SET_ASIDE, SEVERITIES, Finding, FindingLog, IntakeError
from data.intake.kinds import kinds
from data.intake.loaded import Cleaned, Loaded, Options, Source
from data.intake.mapping import Mapping
from data.intake.reading.containers import Container
from data.intake.reading.progress import Progress, Watch
from data.intake.reading.tables import HeaderGuess, Preview, RawTable
from data.intake.recipes import Recipe
from data.intake.recognising import recognise
from data.intake.setaside import OF_SHIFTED_ROWS, with_own_cells, without_shifted
from data.language import say

if TYPE_CHECKING:
    from data.intake.reading.rawfile import RawFile
    from data.reference.pack import Pack

Cleaner = Callable[[Source], Cleaned]

_SEPARATED = (Container.TEXT, Container.GZIP)

HISTORIES, POSTINGS = "histories", "postings"


class NothingUsableError(IntakeError):
    """Every row of a file was set aside; carries what was met."""

    def __init__(
        self, choice: Choice, name: str, rejects: pd.DataFrame, findings: tuple[Finding, ...]
    ) -> None:
        self.choice, self.rejects, self.findings = choice, rejects, findings
        subject = kinds()[choice.kind].subject
        if not len(rejects):
            super().__init__(
                say("The file {file} has no rows", file=name),
                say("Below its headings there is no {subject}", subject=subject),
                say("Check that it is the file you mean"),
            )
            return
        # What stands in the way of most rows; `max` takes the first of those with equally many.
        worst = max(findings, key=lambda one: (one.severity == SET_ASIDE, one.count))
        super().__init__(
            say("No row of {file} can be used", file=name),
            say(
                "All {count} rows were set aside; the first reason: {reason}",
                count=f"{len(rejects):,}",
                reason=worst.what,
            ),
            worst.what_to_do,
        )


class JobHistoriesError(IntakeError):
    """Job histories are counted into moves; the rows of single persons are no table of the program."""

    def __init__(self, name: str) -> None:
        super().__init__(
            say("{file} is not taken in as a table", file=name),
            say("It holds job histories, and rows about single people do not leave the program"),
            say("Count them into a table of moves between occupations, and load that"),
        )


def cleaner_of(kind: str) -> Cleaner:
    """Return the function that cleans files of a kind.

    Raises
    ------
    KeyError
        When files of the kind are not loaded this way.
    """
    if kind == POSTINGS:
        from data.intake.cleaning import postings

        return postings.clean
    from data.intake.cleaning import (
        nonba_wages,
        onet,
        outcomes,
        posting_index,
        programmes,
        projections,
        transitions,
        unemployment,
        wages,
    )

    small: dict[str, Cleaner] = {
        "unemployment": unemployment.clean,
        "wages": wages.clean,
        "nonba_wages": nonba_wages.clean,
        "projections": projections.clean,
        "onet": onet.clean,
        "programmes": programmes.clean,
        "outcomes": outcomes.clean,
        "transitions": transitions.clean,
        "posting_index": posting_index.clean,
    }
    return small[kind]


def load(
    path: str | Path,
    pack: Pack,
    kind: str | None = None,
    recipe: Recipe | None = None,
    *,
    sheet: str | None = None,
    header: HeaderGuess | None = None,
    mapping: Mapping | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
    cancel: threading.Event | None = None,
) -> Loaded:
    """Take a file in.

    Parameters
    ----------
    path : str or Path
        Any file that the reading knows.
    pack : Pack
        The reference pack.
    kind : str, optional
        What a person says it is; otherwise it is recognised.
    recipe : Recipe, optional
        A saved mapping, applied as far as it fits.
    sheet, header, mapping : optional
        The sheet, where its headings are, which column tells what: a person's choices go first.
    options : Options, optional
        What a person told of values, and the folder for a large table.
    progress, cancel : optional
        Told how far it is; calls it off.

    Raises
    ------
    IntakeError
        When the file cannot be read or recognised, or no row can be used.
    ReadingCancelledError
        When it was called off; nothing is left behind.
    """
    from data.intake.reading.rawfile import open_file

    if Path(path).is_dir() and kind in (None, ONET):
        return load_onet(path, pack, options, progress, cancel)
    if kind == BOUNDARIES or (kind is None and form_of(Path(path))):
        return load_boundaries(path, pack, progress, cancel)
    with ExitStack() as stack:
        told = options or Options()
        file = stack.enter_context(open_file(path, threads=told.threads))
        previews = previews_of(file, sheet)
        choice = _choice(file.name, previews, kind, recipe, mapping)
        if choice.kind == ONET and sheet is None and len(onet_sheets(previews)) > 1:
            return load_onet(path, pack, options, progress, cancel)
        if choice.kind == HISTORIES:
            raise JobHistoriesError(file.name)
        choice = replace(choice, header=header or choice.header)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="headway-load-")))
        others, same = _others(file, previews, choice), alike(previews, choice)
        return _read_once(_Taking(file, choice, pack, told, Watch(progress, cancel), folder, others, same))


def _choice(
    name: str, previews: list[Preview], kind: str | None, recipe: Recipe | None, mapping: Mapping | None
) -> Choice:
    """Choose the sheet and its columns; what a person chose goes first."""
    if mapping is None:
        return choose(name, previews, kind=kind, recipe=recipe)
    taken = previews[0]
    return Choice(mapping.kind, "", taken.sheet, taken.guess, mapping, 1.0, say("Chosen by hand"))


@dataclass(frozen=True)
class _Taking:
    """A file on its way: what it is taken for, and what is needed to take it in."""

    file: RawFile
    choice: Choice
    pack: Pack
    options: Options
    watch: Watch
    folder: Path
    others: Callable[[Source], Iterator[Source]]
    alike: tuple[str, ...] = ()


def _read_once(taking: _Taking) -> Loaded:
    """Read the rows of postings without counting them before; count and read again where that does not do."""
    from data.intake.cleaning.lookups import MiscountedError

    if taking.choice.kind == POSTINGS:
        try:
            return _taken_in(taking, verify=False)
        except (MiscountedError, duckdb.InvalidInputException, duckdb.ConversionException):
            pass
    return _taken_in(taking, verify=True)


def _others(
    file: RawFile, previews: Sequence[Preview], choice: Choice
) -> Callable[[Source], Iterator[Source]]:
    """Return what gives the further sheets of the same kind that are surely recognised, as sources."""

    def others(source: Source) -> Iterator[Source]:
        further = [one for one in previews if one.sheet != choice.sheet]
        found = [one for one in recognise(further, choice.kind) if one.preset and one.mapping.columns]
        for one in {one.sheet: one for one in reversed(found)}.values():
            raw = file.table(one.sheet, one.header, None, None)
            yield replace(source, raw=raw, mapping=one.mapping, log=FindingLog(file.name), others=None)

    return others


def _taken_in(taking: _Taking, *, verify: bool) -> Loaded:
    file, choice, watch = taking.file, taking.choice, taking.watch
    raw = file.table(choice.sheet, choice.header, watch.progress, watch.cancel, verify=verify)
    with file.checksum_meanwhile() as checksum:
        cleaned, shifted, log = _cleaned(taking, raw, verified=verify or not raw.scanned)
        sha256 = checksum.result()
    if taking.alike:
        log.add("sheets-alike", values=taking.alike)
    rejects = pd.concat([shifted, cleaned.rejects]).sort_values("line", kind="stable", ignore_index=True)
    met = [one for one in raw.findings if one.code not in OF_SHIFTED_ROWS or not len(shifted)]
    findings = _ordered([*file.findings, *met, *log.findings()])
    if cleaned.accepted + len(rejects) != raw.rows:
        raise AssertionError(f"{raw.rows} rows read: {cleaned.accepted} and {len(rejects)} told of")
    if not cleaned.accepted:
        raise NothingUsableError(choice, file.name, with_own_cells(file.connection, raw, rejects), findings)
    return Loaded(
        kind=choice.kind,
        name=file.name,
        sheet=choice.sheet,
        sha256=sha256,
        table=cleaned.table,
        read=raw.rows,
        accepted=cleaned.accepted,
        set_aside=len(rejects),
        repeated=cleaned.repeated,
        findings=findings,
        rejects=with_own_cells(file.connection, raw, rejects),
        mapping=choice.mapping,
        preset=choice.preset,
        facts=cleaned.facts | ({"alike": taking.alike} if taking.alike else {}),
    )


def _cleaned(taking: _Taking, raw: RawTable, *, verified: bool) -> tuple[Cleaned, pd.DataFrame, FindingLog]:
    """Clean a sheet; return what came of it, the rows set aside before, and what was met."""
    file, choice = taking.file, taking.choice
    log = FindingLog(file.name)
    _tell_of_recipe(choice, log)
    separated = file.container in _SEPARATED
    shifted, usable = without_shifted(file.connection, raw, log, separated=separated)
    source = Source(
        file.name,
        usable,
        file.connection,
        choice.mapping,
        taking.pack,
        taking.options,
        log,
        taking.watch,
        taking.folder,
        verified=verified,
    )
    source = replace(source, others=partial(taking.others, source))
    return cleaner_of(choice.kind)(source), shifted, log


def _tell_of_recipe(choice: Choice, log: FindingLog) -> None:
    if choice.fitted is None:
        return
    for heading, column in choice.fitted.renamed.items():
        log.add("recipe-column-renamed", column=heading, values=[column])
    for name in choice.fitted.skipped:
        log.add("recipe-column-missing", column=name)
    if choice.fitted.extra:
        log.add("recipe-column-new", values=choice.fitted.extra)


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: SEVERITIES.index(one.severity)))
