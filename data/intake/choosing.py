"""Which sheet of a file is taken, as what kind, and which column tells what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.intake.findings import IntakeError
from data.intake.headings import fingerprint, squeezed
from data.intake.kinds import kinds
from data.intake.mapping import Mapping
from data.intake.reading.tables import HeaderGuess, Preview
from data.intake.recipes import Fitted, Recipe, fit
from data.intake.recognising import Recognised, columns_of, recognise, samples_of
from data.language import say

if TYPE_CHECKING:
    from data.intake.reading.rawfile import RawFile

_MOST_SHEETS = 40
_SURE_ENOUGH = 0.5


@dataclass(frozen=True)
class Choice:
    """How a file is to be taken in.

    Attributes
    ----------
    kind, preset : str
        Kind of file; name of the layout or of the recipe, blank where the columns alone told it.
    sheet : str
        The sheet.
    header : HeaderGuess
        Where its headings are.
    mapping : Mapping
        Which column tells what.
    confidence : float
        0–1.
    why : str
        One sentence.
    fitted : Fitted or None
        How a recipe fitted, when one was used.
    """

    kind: str
    preset: str
    sheet: str
    header: HeaderGuess
    mapping: Mapping
    confidence: float
    why: str
    fitted: Fitted | None = None


def previews_of(file: RawFile, sheet: str | None = None) -> list[Preview]:
    """Look at the sheets of a file, or at one of them.

    Raises
    ------
    IntakeError
        When the file has no such sheet.
    """
    names = [one.name for one in file.sheets]
    if sheet is not None and sheet not in names:
        raise IntakeError(
            say("The file {file} has no sheet “{sheet}”", file=file.name, sheet=sheet),
            say("Its sheets are {sheets}", sheets=", ".join(f"“{name}”" for name in names[:8])),
            say("Choose one of them"),
        )
    return [file.preview(name) for name in ([sheet] if sheet is not None else names[:_MOST_SHEETS])]


def choose(
    name: str,
    previews: Sequence[Preview],
    *,
    kind: str | None = None,
    recipe: Recipe | None = None,
) -> Choice:
    """Decide how a file is taken in.

    Parameters
    ----------
    name : str
        The file, for sentences.
    previews : sequence of Preview
        Its sheets.
    kind : str, optional
        What a person says it is.
    recipe : Recipe, optional
        A saved mapping to apply as far as it fits.

    Raises
    ------
    IntakeError
        When nobody can tell what the file is, or what must be there is missing.
    """
    if recipe is not None:
        return _complete(name, _by_recipe(previews, recipe), previews)
    found = recognise(previews, kind)
    if not found or (kind is None and found[0].confidence < _SURE_ENOUGH):
        raise _unknown(name, previews, found)
    best = found[0]
    choice = Choice(best.kind, best.preset, best.sheet, best.header, best.mapping, best.confidence, best.why)
    return _complete(name, choice, previews)


def alike(previews: Sequence[Preview], choice: Choice) -> tuple[str, ...]:
    """Return the other sheets with the headings of the chosen one, which are not read with it."""
    headings = {one.sheet: fingerprint(one.guess.written or one.guess.names) for one in previews}
    chosen = headings.get(choice.sheet)
    return tuple(sheet for sheet, mark in headings.items() if sheet != choice.sheet and mark == chosen)


def _by_recipe(previews: Sequence[Preview], recipe: Recipe) -> Choice:
    used = {squeezed(one) for one in recipe.columns.values()}

    def rank(preview: Preview) -> tuple[bool, bool, int]:
        headings = preview.guess.written or preview.guess.names
        shared = len(used & {squeezed(one) for one in headings})
        return preview.sheet != recipe.sheet, fingerprint(headings) != recipe.fingerprint, -shared

    preview = min(previews, key=lambda one: (rank(one)[1], rank(one)[2], rank(one)[0]))
    fitted = fit(recipe, columns_of(preview), samples_of(preview))
    sure = 1.0 if fitted.exact else 0.7
    why = say("The recipe “{recipe}” was applied", recipe=recipe.name)
    return Choice(recipe.kind, recipe.name, preview.sheet, preview.guess, fitted.mapping, sure, why, fitted)


def _complete(name: str, choice: Choice, previews: Sequence[Preview]) -> Choice:
    missing = choice.mapping.missing()
    if missing:
        label = kinds()[choice.kind].label.lower()
        headings = next(one.guess.names for one in previews if one.sheet == choice.sheet)
        raise IntakeError(
            say("The file {file} cannot be taken as {kind}", file=name, kind=label),
            say(
                "No column tells {fields}; it has {columns}",
                fields=_said(choice.kind, missing),
                columns=_some(headings),
            ),
            say("Choose the columns by hand, or say what kind of file it is"),
        )
    return choice


def _unknown(name: str, previews: Sequence[Preview], found: Sequence[Recognised]) -> IntakeError:
    headings = previews[0].guess.names if previews else ()
    if not headings:
        why = say("It has no headings")
    elif found:
        near = kinds()[found[0].kind].label.lower()
        why = say("It has {columns}; the nearest would be {kind}", columns=_some(headings), kind=near)
    else:
        why = say("It has {columns}", columns=_some(headings))
    return IntakeError(
        say("The file {file} is of no kind that is known by its columns", file=name),
        why,
        say("Say what kind of file it is and choose the columns by hand"),
    )


def _said(kind: str, missing: Sequence[str]) -> str:
    labels = {one.name: one.label.lower() for one in kinds()[kind].fields.values()}
    either = say(" or ")
    return ", ".join(
        either.join(say("the {field}", field=labels[name]) for name in part.split(" or ")) for part in missing
    )


def _some(headings: Sequence[str]) -> str:
    shown = ", ".join(f"“{heading[:40]}”" for heading in headings[:8])
    if not shown:
        return say("no headings")
    return say("the columns {columns}", columns=f"{shown} …" if len(headings) > 8 else shown)
