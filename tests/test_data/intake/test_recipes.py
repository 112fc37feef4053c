"""A saved mapping fits the same headings exactly, and others as far as it can."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.intake.findings import IntakeError
from data.intake.mapping import mapping_of
from data.intake.reading.tables import RawColumn
from data.intake.recipes import Recipe, best_of, fit, load, recipe_of, save, saved


def columns(*headings: str) -> tuple[RawColumn, ...]:
    return tuple(RawColumn(place, heading, heading) for place, heading in enumerate(headings))


OLD = columns("Nr", "Job", "Firm", "Opened")
MAPPING = mapping_of(
    "postings",
    {"id": "Nr", "title": "Job", "employer": "Firm", "posted": "Opened"},
    "",
    {"date_order": "day-first"},
)
RECIPE = recipe_of("Our board", MAPPING, OLD)


def test_a_recipe_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    path = save(RECIPE, tmp_path / "recipes")
    assert load(path) == RECIPE
    assert saved(tmp_path / "recipes") == (RECIPE,)
    assert saved(tmp_path / "none") == ()
    assert [one.name for one in path.parent.iterdir()] == [path.name], "nothing else is left"
    assert path.stat().st_size < 2_000


def test_columns_that_stand_in_for_blanks_are_kept(tmp_path: Path) -> None:
    both = mapping_of("postings", {"title": "Job"}, "", otherwise={"title": ("Opened", "Nr")})
    recipe = load(save(recipe_of("Two titles", both, OLD), tmp_path))
    assert recipe.otherwise == {"title": ("Opened", "Nr")}
    fitted = fit(recipe, columns("nr", "Job", "Firm"))
    assert fitted.mapping.otherwise == {"title": ("nr",)}
    assert fitted.exact


def test_a_renamed_column_keeps_those_that_stand_in_for_its_blanks() -> None:
    both = mapping_of("postings", {"title": "Job"}, "", otherwise={"title": ("Opened",)})
    fitted = fit(recipe_of("Two titles", both, OLD), columns("Nr", "Job Title", "Opened"))
    assert fitted.mapping.columns == {"title": "Job Title"}
    assert fitted.mapping.otherwise == {"title": ("Opened",)}


def test_what_stood_in_for_blanks_stands_in_for_a_column_that_is_gone() -> None:
    both = mapping_of("postings", {"title": "Job"}, "", otherwise={"title": ("Firm", "Nr")})
    fitted = fit(recipe_of("Two titles", both, OLD), columns("Firm", "Nr"))
    assert (fitted.mapping.columns, fitted.mapping.otherwise) == ({"title": "Firm"}, {"title": ("Nr",)})
    assert (fitted.renamed, fitted.skipped) == ({"Job": "Firm"}, ())
    assert not fitted.exact, "a person is told, and may choose another column"


def test_the_same_headings_fit_exactly_in_any_order_and_writing() -> None:
    fitted = fit(RECIPE, columns("OPENED", "firm", "Job", "nr"))
    assert fitted.exact
    assert fitted.mapping.columns == {"id": "nr", "title": "Job", "employer": "firm", "posted": "OPENED"}
    assert fitted.mapping.notes == {"date_order": "day-first"}


def test_a_missing_column_is_named_and_the_rest_applies() -> None:
    fitted = fit(RECIPE, columns("Nr", "Job", "Opened"))
    assert (fitted.skipped, fitted.missing, fitted.extra) == (("employer",), ("Firm",), ())
    assert set(fitted.mapping.columns) == {"id", "title", "posted"}


def test_an_extra_column_is_named() -> None:
    fitted = fit(RECIPE, columns("Nr", "Job", "Firm", "Opened", "Remarks"))
    assert fitted.exact
    assert fitted.extra == ("Remarks",)


def test_a_renamed_column_is_found_and_asked_about() -> None:
    new = columns("Nr", "Job Title", "Firm", "Opened")
    fitted = fit(RECIPE, new, {"Job Title": ["Cook", "Waiter"]})
    assert fitted.mapping.column("title") == "Job Title"
    assert (fitted.renamed, fitted.extra) == ({"Job": "Job Title"}, ())
    assert not fitted.exact


def test_the_recipe_for_the_same_headings_goes_first() -> None:
    other = Recipe("Other", "postings", ("Nr", "Job"), {"id": "Nr", "title": "Job"}, {})
    assert best_of([other, RECIPE], ["Firm", "Job", "Nr", "Opened"]) == RECIPE
    assert best_of([RECIPE], ["Something", "Else"]) is None


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        "{}",
        json.dumps({"headway_recipe": 99}),
        json.dumps({"headway_recipe": 1, "kind": "poems", "columns": {}, "headings": []}),
        json.dumps({"headway_recipe": 1, "kind": "postings", "columns": {"id": 5}, "headings": []}),
        json.dumps({"headway_recipe": 1, "kind": "postings", "columns": {"poem": "x"}, "headings": []}),
        json.dumps({"headway_recipe": 1, "kind": "postings", "columns": {}, "headings": "x"}),
    ],
)
def test_what_is_no_recipe_is_refused_in_words(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.headway-recipe.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IntakeError, match="recipe"):
        load(path)
    assert saved(tmp_path) == ()
