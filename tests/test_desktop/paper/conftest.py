"""A few coach pages of one region, laid out and written once for all tests of paper."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication

from desktop.app import make_application
from desktop.paper.pdf import pdf_bytes
from workbook.model.coachpage import CoachBook, coach_book, origin_places

SHOWN = ("35-3031", "29-2061", "11-9021", "49-9071", "47-2061")


@pytest.fixture(scope="session")
def application() -> QGuiApplication:
    """Qt with its fonts."""
    return make_application()


@pytest.fixture(scope="session")
def origins(results: Any) -> CoachBook:
    """The pages of all Origins of Atlanta."""
    return coach_book(results, origin_places(results))


@pytest.fixture(scope="session")
def book(results: Any) -> CoachBook:
    """The pages of an Origin, a Gateway, a Target, a Mid-wage Origin and one more."""
    known = list(results.frame["soc"])
    return coach_book(results, [known.index(soc) for soc in SHOWN])


@pytest.fixture(scope="session")
def content(application: QGuiApplication, book: CoachBook) -> bytes:
    """The PDF of `book`."""
    return pdf_bytes(book)
