"""Coach pages: a waiter's page in Atlanta, and what holds for every page of every region."""

from __future__ import annotations

import re

import numpy as np
import pytest

from workbook.model.coachpage import CoachBook, CoachPage, coach_book, origin_places, pages_by_family
from workbook.model.results import Results

WAITERS, NURSES, BUILDERS = "35-3031", "29-2061", "11-9021"


def places_of(results: Results, *socs: str) -> list[int]:
    known = list(results.frame["soc"])
    return [known.index(soc) for soc in socs]


@pytest.fixture(scope="module")
def book(atlanta: Results) -> CoachBook:
    """The pages of an Origin, a Gateway and a Target."""
    return coach_book(atlanta, places_of(atlanta, WAITERS, NURSES, BUILDERS))


def shown(page: CoachPage) -> str:
    """Return every sentence and line of a page."""
    steps = [line for one in page.lists for step in one.steps for _, line in step.lines]
    return "\n".join([page.lead, *(one.note for one in page.lists), *steps, *page.moves])


def test_a_waiter_s_page_reads_as_it_did(book: CoachBook) -> None:
    """Golden: the first page of Atlanta, as a coach reads it."""
    page = book.pages[0]
    assert (page.title, page.class_name) == ("Waiters and Waitresses", "Origin")
    assert page.lead == (
        "From this job, 82 Gateways and 186 other good jobs in Atlanta pay more. What carries over most "
        "often: serving customers, good English and looking for ways to help."
    )
    assert [(label, figure.whole) for label, figure in page.facts] == [
        ("Half earn less than", "$18,500"),
        ("Pay without a degree", "$17,900 m"),
        ("Jobs here", "45,880"),
        ("Openings a year", "9,000 m"),
        ("Competition", "Open m"),
        ("No four-year degree", "84%"),
        ("Automation risk", "Higher"),
    ]
    gateways = page.lists[0]
    assert [(step.title, step.tag) for step in gateways.steps] == [
        ("First-Line Supervisors of Office and Administrative Support Workers", ""),
        ("Registered Nurses", ""),
        ("Dental Hygienists", "nearest in skills"),
        ("First-Line Supervisors of Construction Trades and Extraction Workers", ""),
        ("Insurance Underwriters", "nearest in skills"),
        ("Licensed Practical and Licensed Vocational Nurses", ""),
    ]
    assert [figure.whole for figure in gateways.steps[5].figures] == [
        "$64,800 m", "+$46,900 m", "810 m", "Open m", "Lower", "95%", "Large m",
    ]  # fmt: skip
    assert dict(gateways.steps[5].lines) == {
        "Brings": "serving customers, good English, listening closely, looking for ways to help, hiring and "
        "training staff",
        "To learn": "working in step with others, noticing how people feel, checking how well the work goes",
        "Training": "Usual preparation: a medium amount. Fields of study: Licensed Practical/Vocational "
        "Nurse Training",
        "Leads on to": "General and Operations Managers; Managers, All Other; Dietitians and Nutritionists; "
        "and 9 more Targets",
    }
    assert page.moves[0].startswith("Of 100 people who come into this job (modelled): 53 from Fast Food")


def test_steps_of_an_origin_are_good_viable_jobs_that_pay_more(atlanta: Results, book: CoachBook) -> None:
    matrix = atlanta.matrix.set_index("soc")
    income = matrix["nonba_income_usd"]
    good = matrix["viable"].astype(bool) & (income > income[WAITERS])
    gateways, others = book.pages[0].lists
    assert gateways.found == int((good & (matrix["class"] == "Gateway")).sum())
    assert others.found == int((good & (matrix["class"] != "Gateway")).sum())
    for one in (*gateways.steps, *others.steps):
        assert good[one.soc], one.title
        pay = int(re.sub(r"\D", "", one.figures[0].text))
        assert abs(pay - income[one.soc]) <= 50


def test_most_travelled_steps_come_first_and_the_nearest_are_the_nearest(
    atlanta: Results, book: CoachBook
) -> None:
    gateways = book.pages[0].lists[0].steps
    (place,) = places_of(atlanta, WAITERS)
    everywhere, frame = atlanta.prepared.national, atlanta.frame
    travelled = places_of(atlanta, *(step.soc for step in gateways if not step.tag))
    people = everywhere.nonba_moves[place, travelled]
    assert (np.diff(people) <= 0).all()
    near = places_of(atlanta, *(step.soc for step in gateways if step.tag))
    open_ = np.flatnonzero((frame["class"] == "Gateway") & frame["viable"].astype(bool))
    assert set(near) == set(open_[np.argsort(everywhere.pair_gap[place, open_], kind="stable")][:2].tolist())


def test_a_gateway_says_where_people_come_from_and_a_target_too(book: CoachBook) -> None:
    nurses, builders = book.pages[1:]
    ahead, behind, _ = nurses.lists
    assert {step.class_name for step in ahead.steps} == {"Target"}
    assert [step.title for step in behind.steps][:2] == [
        "Home Health and Personal Care Aides",
        "Medical Assistants",
    ]
    assert all(dict(step.lines)["Brings"] for step in behind.steps)
    assert {step.class_name for step in builders.lists[1].steps} == {"Gateway"}


def test_every_page_of_very_different_regions(results: Results) -> None:
    origins = origin_places(results)
    names = results.frame["class"][list(origins)]
    assert set(names) <= {"Origin", "Mid-wage Origin"}
    some = [*origins[::40], *places_of(results, NURSES, BUILDERS, "13-1071", "23-1011")]
    found = coach_book(results, some)
    assert [page.soc for page in found.pages] == [results.frame["soc"][place] for place in some]
    for page in found.pages:
        assert page.lists, page.title
        for one in page.lists:
            assert len(one.steps) <= one.found
            assert all(len(step.figures) == len(one.columns) for step in one.steps)
        text = shown(page)
        assert "nan" not in text.split()
        assert not re.search(r"unskilled|low-skill|low skill", text, re.IGNORECASE)


def test_sentences_are_as_short_as_a_newspaper_s(book: CoachBook) -> None:
    """Words a sentence, occupations (which are names) and lists of skills left out."""
    said = [page.lead for page in book.pages]
    said += [one.note for page in book.pages for one in page.lists]
    said += [text.split(":")[0] for page in book.pages for text in page.moves] + list(book.legend)
    lengths = [len(part.split()) for text in said for part in re.split(r"[.;:] ", text + " ") if part.strip()]
    assert np.mean(lengths) < 14
    assert max(lengths) <= 26


def test_pages_of_a_family_stand_together(atlanta: Results, book: CoachBook) -> None:
    assert [numbers for _, numbers in pages_by_family(book.pages)] == [(0,), (1,), (2,)]
    assert book.stamp.startswith("Atlanta-Sandy Springs-Roswell, GA · 30 June 2025 · parameters ")
    assert "OEWS May 2025" in book.sources
