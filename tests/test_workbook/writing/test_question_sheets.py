"""The sheets of opportunity and of representation by Gateway say what the tables say."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from data.rulesets.reading import shipped
from workbook.model.results import Results
from workbook.model.run import solve
from workbook.writing.export import write_workbook
from workbook.writing.sheets import opportunity, representation, sentences


def shown(book: openpyxl.Workbook, sheet: str, name: str) -> pd.DataFrame:
    first, *rest = book[sheet][book[sheet].tables[name].ref]
    return pd.DataFrame(
        [[cell.value for cell in row] for row in rest], columns=[cell.value for cell in first]
    )


def test_every_occupation_with_jobs_has_its_results(book: openpyxl.Workbook, small: Results) -> None:
    found = shown(book, opportunity.SHEET, opportunity.TABLE).set_index("SOC")
    matrix = small.matrix.set_index("soc")
    assert sorted(found.index) == sorted(matrix.index[matrix["employment"] > 0])
    for name, rules in shipped().items():
        told = small.opportunity[small.opportunity["rule_set"] == name].set_index("soc")
        assert found[rules.title].tolist() == told["result"].reindex(found.index).tolist()
        assert found[f"Why ({name})"].tolist() == told["reason"].reindex(found.index).tolist()
    jobs = matrix["employment"].reindex(found.index)
    assert jobs.is_monotonic_decreasing


def test_representation_by_gateway_is_the_table(book: openpyxl.Workbook, small: Results) -> None:
    found = shown(book, representation.DETAIL_SHEET, representation.DETAIL_TABLE)
    told = small.representation_gateways
    assert len(found) == len(told) > 0
    assert found["Reading"].tolist() == told["reading"].tolist()
    assert found["SOC"].tolist() == told["soc"].tolist()
    below = (told["reading"] == "below parity").groupby(told["group"]).sum()
    for group, count in below.items():
        if count:
            assert f"{group} in {count}" in representation.detail_sentence(told)


def test_sentences_of_tables_without_anything() -> None:
    blank = pd.DataFrame(
        {"share": [float("nan")], "soc": ["1"], "reading": ["no published share"], "group": "x"}
    )
    assert representation.detail_sentence(blank) == "No Gateway of the region has published shares."
    even = blank.assign(share=0.5, reading="too close to say")
    assert representation.detail_sentence(even) == "In none of 1 Gateways is a group clearly below parity."


def test_two_rule_sets_of_one_title_and_none_at_all(small: Results, tmp_path: Path) -> None:
    rules = shipped()["washington"]
    twice = replace(small.plan, rule_sets=(rules, replace(rules, name="=ours")))
    for number, plan in enumerate((twice, replace(small.plan, rule_sets=()))):
        path = write_workbook(solve(small.prepared, plan), tmp_path / f"{number}.xlsx")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheet: Any = openpyxl.load_workbook(path)[opportunity.SHEET]
        titles = [cell.value for cell in sheet[sheet.tables[opportunity.TABLE].ref][0]]
        if number:
            assert sheet["A2"].value == "The plan applies no demand rules."
            assert titles == ["Occupation", "Class", "Employment", "Wage median", "Projected growth", "SOC"]
        else:
            assert f"{rules.title} (washington)" in titles
            assert "Why (=ours)" in titles


def test_the_shares_of_what_becomes_of_leavers_are_said(small: Results) -> None:
    said = sentences.progressions(small)
    if len(small.progressions):
        shares = [float(word.strip("%,")) for word in said.split() if word.endswith("%")]
        assert sum(shares) == pytest.approx(100, abs=0.3)
