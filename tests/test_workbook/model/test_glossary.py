"""The glossary: every column and parameter has its word, and is found by what people type."""

from __future__ import annotations

from data.dictionaries import columns, parameters
from workbook.model.glossary import MORE_TABLES, PLACES, matching, term_of, terms


def test_every_column_of_the_tables_and_every_parameter_has_a_term() -> None:
    found = terms()
    for table in (*PLACES, *MORE_TABLES):
        for column in columns(table).values():
            term = term_of(found, table, column.name)
            assert term is not None, f"{table}.{column.name}"
            assert term.label == column.label
            assert term.meaning
    assert set(parameters()) <= {term.name for term in found}


def test_the_same_meaning_stands_once() -> None:
    told = [(term.label, term.meaning) for term in terms() if term.name not in parameters()]
    assert len(told) == len(set(told))


def test_typed_letters_find_labels_before_meanings() -> None:
    found = [term.label for term in matching(terms(), "origin")]
    assert found[0].startswith("Origin")
    assert "Mid-wage Origin" in found
    assert matching(terms(), "no such word anywhere") == []


def test_a_column_of_a_table_without_a_page_is_found_by_its_label() -> None:
    term = term_of(terms(), "employer_origins", "soc")
    assert term is not None
    assert term.label == "SOC"
