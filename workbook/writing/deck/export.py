"""The deck as a whole: its slides in order, saved in one step, the same bytes for the same results."""

from __future__ import annotations

import copy
import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.language import say_waiting
from workbook.model.sharing import WITHHELD_CODE
from workbook.outfile import check_place, flush, staged_file
from workbook.writing.deck import layouts
from workbook.writing.deck.charts import put
from workbook.writing.deck.packing import settled
from workbook.writing.deck.slides import Slide, slides
from workbook.writing.export import stamp_of
from workbook.writing.privacy import clean_text

if TYPE_CHECKING:
    from workbook.model.results import Results
    from workbook.writing.layout import Stamp

SUFFIXES = (".pptx",)
NOUN = "deck"
_FOOTERS = (layouts.FOOTER, layouts.NUMBER)


def write_deck(
    results: Results,
    path: str | Path,
    progress: Callable[[str, float], None] | None = None,
    *,
    budget: bool = False,
) -> Path:
    """Write the deck of a plan's results and return where it stands.

    Parameters
    ----------
    results
        The answer of one plan.
    path
        A name that ends in .pptx; an older file of that name is replaced in one step.
    progress
        Gets a sentence and the share done (0–1).
    budget
        Whether the allocation of the plan's budget has a slide.

    Raises
    ------
    PlannerError
        When the file cannot be written: open elsewhere, no such folder, disk full, no permission. Nothing
        half-written stays behind, and an older file stays as it was.
    """
    place = check_place(Path(path), SUFFIXES, NOUN)
    content = deck_bytes(results, progress, budget=budget)
    with staged_file(place, SUFFIXES, NOUN) as temporary:
        temporary.write_bytes(content)
        flush(temporary)
    return place


def deck_bytes(
    results: Results, progress: Callable[[str, float], None] | None = None, *, budget: bool = False
) -> bytes:
    """Return the deck as bytes: the same for the same results, whenever and wherever it is written."""
    tell = progress or (lambda sentence, share: None)
    tell(say_waiting("Writing the slides"), 0.0)
    deck, stamp = layouts.empty_deck(), stamp_of(results)
    footer, caveats = _footer(results, stamp), _caveats(results)
    _describe(deck, stamp)
    known = {layout.name: layout for layout in deck.slide_layouts}
    for number, slide in enumerate(slides(results, budget=budget)):
        tell(say_waiting("Writing slide {number}", number=number + 1), 0.15 * number)
        layout = known[layouts.TWO_CHARTS if len(slide.charts) > 1 else layouts.CHART_AND_WORDS]
        _add(deck, layout, slide, footer, caveats)
    content = io.BytesIO()
    deck.save(content)
    tell(say_waiting("The deck is ready"), 1.0)
    return settled(content.getvalue(), stamp.as_of)


def _describe(deck: Any, stamp: Stamp) -> None:
    about, created = deck.core_properties, datetime.datetime.combine(stamp.as_of, datetime.time())
    about.title = f"Job progressions plan for {stamp.region}"[:250]
    about.subject = f"parameters {stamp.parameters_hash}; {stamp.vintages}"[:250]
    about.author = about.last_modified_by = "Headway"
    about.comments = stamp.program
    about.created = about.modified = created


def _add(deck: Any, layout: Any, slide: Slide, footer: str, caveats: list[str]) -> None:
    made = deck.slides.add_slide(layout)
    places = {place.placeholder_format.idx: place for place in made.placeholders}
    made.shapes.title.text_frame.text = clean_text(slide.title)
    places[layouts.SUBTITLE].text_frame.text = clean_text(slide.subtitle)
    if layouts.WORDS in places:
        _paragraphs(places[layouts.WORDS].text_frame, slide.words)
    charts = [index for index in (layouts.CHART, layouts.SECOND_CHART) if index in places]
    for index, chart in zip(charts, slide.charts, strict=False):
        put(places[index], chart)
    for index in charts[len(slide.charts) :]:
        places[index].element.getparent().remove(places[index].element)
    _foot(made, layout, footer)
    _paragraphs(made.notes_slide.notes_text_frame, (slide.title, *slide.notes, slide.subtitle, *caveats))


def _paragraphs(frame: Any, texts: tuple[str, ...]) -> None:
    first, *rest = texts or ("",)
    frame.text = clean_text(first)
    for text in rest:
        frame.add_paragraph().text = clean_text(text)


def _foot(slide: Any, layout: Any, footer: str) -> None:
    """Fill the footer and the slide number, which a new slide takes from its layout only when told."""
    for place in layout.placeholders:
        if place.placeholder_format.idx not in _FOOTERS:
            continue
        shape = copy.deepcopy(place.element)
        for child in list(shape.spPr):
            shape.spPr.remove(child)
        slide.shapes._spTree.append(shape)
        shape.nvSpPr.cNvPr.set("id", str(100 + place.placeholder_format.idx))
        if place.placeholder_format.idx == layouts.FOOTER:
            shape.txBody.p_lst[0].r_lst[0].t.text = clean_text(footer)


def _footer(results: Results, stamp: Stamp) -> str:
    said = [stamp.region, stamp.day, f"parameters {stamp.parameters_hash}", stamp.program]
    if any(one.code == WITHHELD_CODE for one in results.findings):
        said.append("small counts withheld")
    return " · ".join(said)


def _caveats(results: Results) -> list[str]:
    """Return what stands in the notes of every slide: the sources, and what to know before using figures."""
    said = ["Sources"]
    said += [f"{name}: {text}" for name, text in results.vintages.items()]
    findings = [f"{one.what}. {one.why}." for one in results.findings]
    return [*said, *(["What to know before using the figures", *findings] if findings else [])]
