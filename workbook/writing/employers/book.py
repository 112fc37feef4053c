"""The employer's workbook as a whole: the same bytes for the same figures, saved in one step."""

from __future__ import annotations

import datetime
import io
from pathlib import Path

from xlsxwriter import Workbook

from workbook.model.employer import EmployerBrief
from workbook.model.funnel import Funnel
from workbook.writing.employers import entry, pages, results
from workbook.writing.export import stamp_of
from workbook.writing.layout import Book
from workbook.writing.privacy import CONSTRUCTOR_OPTIONS, clean_text
from workbook.writing.saving import check_place, save_atomically
from workbook.writing.styles import FONT, Styles


def write_employer(brief: EmployerBrief, path: Path, funnel: Funnel | None = None) -> Path:
    """Write the workbook that an employer fills in, and return where it stands.

    Parameters
    ----------
    brief : EmployerBrief
        What the region tells; its employer and occupation stand in the workbook already.
    path : Path
        Ends in .xlsx; an older file of that name is replaced in one step.
    funnel : Funnel, optional
        Counts that are known already; they and what they come to are written in.

    Raises
    ------
    PlannerError
        When the file cannot be written; an older file then stays as it was.
    """
    check_place(path)
    return save_atomically(employer_bytes(brief, funnel), path)


def employer_bytes(brief: EmployerBrief, funnel: Funnel | None = None) -> bytes:
    """Return the workbook as bytes."""
    content = io.BytesIO()
    options = {"in_memory": True, "default_format_properties": FONT, **CONSTRUCTOR_OPTIONS}
    workbook = Workbook(content, options)
    stamp = stamp_of(brief.results)
    book = Book(workbook, Styles(workbook), brief.results, stamp)
    about = " of ".join(part for part in ("Hiring funnel", brief.employer) if part)
    workbook.set_properties(
        {
            "title": clean_text(f"{about}, {stamp.region}")[:250],
            "subject": clean_text(brief.occupation)[:250],
            "author": "Headway",
            "company": "Headway",
            "comments": f"{stamp.program}; to be filled in and returned to the planner",
            "created": datetime.datetime.combine(stamp.as_of, datetime.time()),
        }
    )
    known = funnel or Funnel("")
    pages.write_instructions(book, brief)
    entry.write(book, brief, known)
    results.write(book, brief, known)
    pages.write_practices(book)
    pages.write_origins(book, brief)
    workbook.set_calc_mode("auto")
    workbook.close()
    return content.getvalue()
