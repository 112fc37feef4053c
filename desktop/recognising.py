"""What a file on the desk is: looked at, recognised, and read as a person or a recipe says."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from data.language import in_sentence, say
from desktop.garbage import put_off
from workbook.desk import BOUNDARIES, LOADING, SourceFile
from workbook.deskfiles import with_headings

if TYPE_CHECKING:
    from data.intake.choosing import Choice
    from data.intake.loaded import Loaded, Options
    from data.intake.mapping import Mapping
    from data.intake.reading.progress import Progress
    from data.intake.reading.tables import Preview
    from data.intake.recipes import Recipe
    from data.intake.recognising import Recognised
    from data.reference.pack import Pack

SURE_FROM = 0.8
"""Confidence from which a layout or a column needs no look of a person."""
WORTH_SAYING = 0.4
"""Below it nothing is proposed: a wrong kind would only mislead."""
LEAD = 0.08
"""By so much the likeliest kind must be likelier than the next one when only the columns tell it."""
SAMPLE_ROWS = 40


@dataclass(frozen=True)
class Look:
    """What a first look at a file gives.

    Attributes
    ----------
    path : Path
        The file.
    previews : tuple of Preview
        First rows of its sheets.
    kind, sheet : str
        What it seems to be, and the sheet that says so; the kind is blank when nothing fits.
    mapping : Mapping or None
        Which column seems to tell what.
    recognised, why : str
        The layout, recipe or kind in words, and the reason.
    sure : bool
        Whether it can be loaded without asking.
    by_recipe : bool
        Whether a recipe that a person saved was applied.
    asks : tuple of str
        What a person should look at, in sentences.
    header : tuple of int
        Rows of headings that the recipe names; empty where the program finds them.
    """

    path: Path
    previews: tuple[Preview, ...]
    kind: str = ""
    sheet: str = ""
    mapping: Mapping | None = None
    recognised: str = ""
    why: str = ""
    sure: bool = False
    by_recipe: bool = False
    asks: tuple[str, ...] = ()
    header: tuple[int, ...] = ()

    def preview(self, sheet: str) -> Preview:
        """Return the first rows of a sheet."""
        return next(one for one in self.previews if one.sheet == sheet)

    def source(self) -> SourceFile:
        """Return the file as it is to be read; its own layout is recognised again whenever it is read."""
        fixed = self.mapping if self.by_recipe else None
        sheet = self.sheet if self.by_recipe else ""
        return SourceFile(self.kind, str(self.path), fixed, sheet, self.header, self.recognised, self.why)


def look_at(path: Path, recipes: Sequence[Recipe] = (), kind: str | None = None) -> Look:
    """Look at a file and say what it is.

    Raises
    ------
    IntakeError
        When it cannot be read.
    """
    from data.intake.boundaries.opening import form_of
    from data.intake.choosing import previews_of
    from data.intake.reading.rawfile import open_file

    if kind == BOUNDARIES or (kind is None and form_of(path)):
        return Look(path, (), BOUNDARIES, why=say("It holds shapes of counties"), sure=True)
    with open_file(path) as file:
        previews = tuple(previews_of(file))
    known = _by_recipe(path, previews, [one for one in recipes if kind in (None, one.kind)])
    if known is not None and known.sure:
        return known
    own = _by_layout(path, previews, kind)
    return known if known is not None and not own.sure else own


def _by_recipe(path: Path, previews: tuple[Preview, ...], recipes: Sequence[Recipe]) -> Look | None:
    from data.intake.choosing import choose
    from data.intake.findings import IntakeError
    from data.intake.recipes import best_of

    for preview in previews:
        for one in recipes:
            seen = _as_recipe_says(preview, one)
            if best_of([one], seen.guess.written or seen.guess.names) is None:
                continue
            try:
                choice = choose(path.name, [seen], recipe=one)
            except IntakeError:
                continue
            asks = _asks(choice)
            header = (one.header_row, one.header_row) if one.header_row else ()
            return Look(
                path,
                tuple(seen if other is preview else other for other in previews),
                choice.kind,
                choice.sheet,
                choice.mapping,
                say("Recipe “{name}”", name=one.name),
                say("Its headings are those of a file whose columns you chose"),
                not asks,
                True,
                asks,
                header,
            )
    return None


def _as_recipe_says(preview: Preview, recipe: Recipe) -> Preview:
    return with_headings(preview, recipe.header_row) if recipe.header_row else preview


def _asks(choice: Choice) -> tuple[str, ...]:
    from data.intake.kinds import kinds

    fitted = choice.fitted
    if fitted is None:
        return ()
    labels = {one.name: one.label for one in kinds()[choice.kind].fields.values()}
    said = [
        say("“{old}” is gone; “{new}” seems to have taken its place", old=old, new=new)
        for old, new in fitted.renamed.items()
    ]
    said += [
        say("The column for {field} is gone and was skipped", field=in_sentence(labels[name]))
        for name in fitted.skipped
    ]
    return tuple(said)


def _by_layout(path: Path, previews: tuple[Preview, ...], kind: str | None) -> Look:
    from data.intake.kinds import kinds
    from data.intake.presets import presets
    from data.intake.recognising import recognise

    found = [one for one in recognise(previews, kind) if one.kind in LOADING]
    if not found or (kind is None and found[0].confidence < WORTH_SAYING):
        return Look(path, previews, sheet=previews[0].sheet if previews else "")
    best = found[0]
    preset = presets().get(best.preset)
    name = preset.title if preset else kinds()[best.kind].label
    return Look(
        path,
        previews,
        best.kind,
        best.sheet,
        best.mapping,
        name[:1].upper() + name[1:],
        best.why,
        _is_sure(best, found),
    )


def _is_sure(best: Recognised, found: Sequence[Recognised]) -> bool:
    """Return whether a person need not look: a known layout, or needed columns under known headings."""
    from data.intake.kinds import kinds

    if best.mapping.missing():
        return False
    if best.preset:
        return best.confidence >= SURE_FROM
    fields = kinds()[best.kind].fields
    needed = [
        one
        for one in best.mapping.fields
        if one.column is not None and (fields[one.field].required or fields[one.field].group)
    ]
    next_kind = max((one.confidence for one in found if one.kind != best.kind), default=0.0)
    return (
        bool(needed)
        and all(one.confidence >= SURE_FROM for one in needed)
        and best.confidence >= 0.5
        and best.confidence - next_kind >= LEAD
    )


def looked_again(look: Look, file: SourceFile) -> Look:
    """Return the look at a file on the desk with the columns it is read by, for them to be changed."""
    if file.mapping is None:
        return replace(look, sure=False, why=look.why or file.why, asks=())
    sheet = file.sheet or look.sheet
    previews = look.previews
    if file.header:
        previews = tuple(
            with_headings(one, file.header[0]) if one.sheet == sheet else one for one in previews
        )
    return replace(
        look,
        previews=previews,
        kind=file.kind,
        sheet=sheet,
        mapping=file.mapping,
        sure=False,
        header=file.header,
    )


def proposed(kind: str, preview: Preview) -> Mapping:
    """Return which column of a sheet seems to tell which field of a kind."""
    from data.intake.recognising import recognise

    return recognise([preview], kind)[0].mapping


def take_in(
    file: SourceFile,
    pack: Pack,
    progress: Progress | None = None,
    options: Options | None = None,
) -> Loaded:
    """Load a file as it is to be read, and collect no garbage meanwhile; see `workbook.deskfiles.take_in`."""
    from workbook import deskfiles

    with put_off():
        return deskfiles.take_in(file, pack, progress, options=options)


def sample(mapping: Mapping, preview: Preview, pack: Pack) -> Loaded:
    """Load the first rows of a sheet as a mapping says, to show what would come of it.

    Raises
    ------
    IntakeError
        When none of them can be used.
    """
    from data.intake.loading import load
    from data.intake.reading.tables import HeaderGuess

    guess = preview.guess
    rows = [
        cells[: len(guess.names)]
        for line, cells in zip(preview.lines, preview.cells, strict=True)
        if line >= guess.first_data_row and line not in guess.footer_rows and any(map(str.strip, cells))
    ][:SAMPLE_ROWS]
    with tempfile.TemporaryDirectory(prefix="headway-preview-") as folder:
        path = Path(folder) / "first rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(guess.names)
            writer.writerows(rows)
        header = HeaderGuess(1, 1, guess.names, 2, (), 1.0, "", guess.names)
        with put_off():
            return load(path, pack, mapping.kind, header=header, mapping=mapping)
