"""The workbook as a whole: every sheet in order, the same bytes for the same results, saved in one step."""

from __future__ import annotations

import datetime
import importlib.metadata
import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from data.language import say_waiting
from workbook.model import answers as model_answers
from workbook.writing.layout import Book, Stamp
from workbook.writing.privacy import CONSTRUCTOR_OPTIONS, clean_text
from workbook.writing.saving import check_place, save_atomically
from workbook.writing.sheets import (
    allocation,
    answers,
    assumptions,
    changed,
    cover,
    findings,
    glossary,
    identity,
    intervals,
    matrix,
    multipliers,
    opportunity,
    overrides,
    priorities,
    programmes,
    progressions,
    representation,
    scenarios,
    sentences,
    sources,
    staffing,
    training,
)
from workbook.writing.styles import FONT, Styles

if TYPE_CHECKING:
    from workbook.model.results import Results

Progress = Callable[[str, float], None]


def write_workbook(results: Results, path: str | Path, progress: Progress | None = None) -> Path:
    """Write the workbook of a plan's results and return where it stands.

    Parameters
    ----------
    results
        The answer of one plan; its figures are cached in every formula cell.
    path
        A name that ends in .xlsx; an older file of that name is replaced in one step.
    progress
        Gets a sentence and the share done (0–1).

    Raises
    ------
    PlannerError
        When the file cannot be written: open elsewhere, no such folder, disk full, no permission. Nothing
        half-written stays behind, and an older file stays as it was.
    """
    check_place(Path(path))
    content = workbook_bytes(results, progress)
    return save_atomically(content, Path(path))


def workbook_bytes(results: Results, progress: Progress | None = None) -> bytes:
    """Return the workbook as bytes: the same for the same results, whenever and wherever it is written."""
    tell = progress or (lambda sentence, share: None)
    content = io.BytesIO()
    options = {"in_memory": True, "default_format_properties": FONT, **CONSTRUCTOR_OPTIONS}
    workbook = Workbook(content, options)
    book = Book(workbook, Styles(workbook), results, stamp_of(results), cover.SHEET)
    _describe(book)
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        (say_waiting("Writing the cover"), lambda: cover.write(book)),
        (
            say_waiting("Writing the assumptions"),
            lambda: assumptions.write(book, named_values(results), sentences.assumptions(results)),
        ),
        (say_waiting("Writing the regional matrix"), lambda: matrix.write(book, sentences.matrix(results))),
        (
            say_waiting("Writing the priorities"),
            lambda: priorities.write(book, sentences.priorities(results)),
        ),
        (say_waiting("Writing the rank intervals"), lambda: intervals.write(book)),
        (say_waiting("Writing the allocation"), lambda: allocation.write(book)),
        (
            say_waiting("Writing the progressions"),
            lambda: progressions.write(book, sentences.progressions(results)),
        ),
        (say_waiting("Writing the training gaps"), lambda: training.write(book, sentences.training(results))),
        (
            say_waiting("Writing the training detail"),
            lambda: training.write_detail(book, sentences.training_detail(results)),
        ),
        (say_waiting("Writing the training programmes"), lambda: programmes.write(book)),
        (say_waiting("Writing the representation"), lambda: representation.write(book)),
        (say_waiting("Writing the representation detail"), lambda: representation.write_detail(book)),
        (say_waiting("Writing the opportunity"), lambda: opportunity.write(book)),
        (say_waiting("Writing the scenarios"), lambda: scenarios.write(book)),
        (say_waiting("Writing the multipliers"), lambda: multipliers.write(book)),
        (say_waiting("Writing the staffing pattern"), lambda: staffing.write(book)),
        (say_waiting("Writing the sectors"), lambda: _write_sectors(book)),
        (say_waiting("Writing the changes"), lambda: changed.write(book)),
        (say_waiting("Writing the overrides"), lambda: overrides.write(book)),
        (say_waiting("Writing the findings"), lambda: findings.write(book)),
        (
            say_waiting("Writing the sources"),
            lambda: sources.write(
                book, sentences.sources(results), results.prepared.pack, results.prepared.files
            ),
        ),
        (say_waiting("Writing the glossary"), lambda: glossary.write(book)),
        (say_waiting("Writing the identity"), lambda: identity.write(book)),
    )
    for number, (sentence, write) in enumerate(steps):
        tell(sentence, number / (len(steps) + 2))
        write()
    tell(say_waiting("Putting the workbook together"), len(steps) / (len(steps) + 2))
    workbook.close()
    tell(say_waiting("The workbook is ready"), 1.0)
    return content.getvalue()


def _write_sectors(book: Book) -> None:
    found = model_answers.sectors(book.results)
    answers.write(book, "Sectors", found, "An occupation may belong to several sectors")


def named_values(results: Results) -> dict[str, float]:
    """Return every number that has a name in the workbook: parameters, wage lines, facts of the region."""
    return {**results.given, "national_median_usd": results.lines.national_median_usd}


def stamp_of(results: Results) -> Stamp:
    """Return what every sheet says about itself."""
    loaded = results.prepared.national.moves_told is not None
    said = {"Transitions": f"transitions {results.prepared.national.moves_source}" if loaded else ""}
    vintages = dict.fromkeys(text for text in (results.vintages | said).values() if text)
    return Stamp(
        clean_text(results.plan.region_name),
        " · ".join(vintages),
        results.parameters.hash,
        results.plan.as_of,
        program_version(),
    )


def program_version() -> str:
    """Return the version of the installed program, or nothing where it runs from bare files."""
    try:
        return importlib.metadata.version("headway")
    except importlib.metadata.PackageNotFoundError:
        return ""


def _describe(book: Book) -> None:
    stamp = book.stamp
    book.workbook.set_properties(
        {
            "title": f"Job progressions plan for {stamp.region}"[:250],
            "subject": f"parameters {stamp.parameters_hash}; {stamp.vintages}"[:250],
            "author": "Headway",
            "company": "Headway",
            "comments": f"Headway {stamp.version}".strip(),
            "created": datetime.datetime.combine(stamp.as_of, datetime.time()),
        }
    )
    book.workbook.set_size(2400, 1500)
    book.workbook.set_calc_mode("auto")
