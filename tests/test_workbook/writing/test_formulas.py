"""Measures' formulas in Excel's words."""

from __future__ import annotations

import pytest

from workbook.writing.formulas import column_reference, excel_formula, for_file

LABELS = {"soc": "SOC", "a": "Accessible openings", "b": "Feeding Origins' income"}
MATRIX = ("Matrix", {"soc": "SOC", "wage_gain_usd": "Wage gain"})


@pytest.mark.parametrize(
    ("formula", "excel"),
    [
        ("[a]*{return_rate}", "Matrix[[#This Row],[Accessible openings]]*return_rate"),
        ("COUNT([[a]])", "COUNT(Matrix[[Accessible openings]])"),
        ("[b]", "Matrix[[#This Row],[Feeding Origins'' income]]"),
        ('IF([a]>1,"[a] {b}","")', 'IF(Matrix[[#This Row],[Accessible openings]]>1,"[a] {b}","")'),
        ("SUM({{soc:a}})", "SUM(Matrix[[#This Row],[SOC]:[Accessible openings]])"),
        ("RANK.AVG([a],[[a]],1)", None),
        ("[a]<[b]", None),
    ],
)
def test_translation(formula: str, excel: str | None) -> None:
    found = excel_formula(formula, "Matrix", LABELS)
    if excel is not None:
        assert found == excel
    assert "#This Row" in found or "[[" in found


def test_look_up_of_the_same_occupation() -> None:
    found = excel_formula("<wage_gain_usd>", "Priorities", LABELS, matrix=MATRIX)
    assert found == "INDEX(Matrix[[Wage gain]],MATCH(Priorities[[#This Row],[SOC]],Matrix[[SOC]],0))"


def test_unknown_column() -> None:
    with pytest.raises(KeyError):
        excel_formula("[nothing]", "Matrix", LABELS)


def test_newer_functions_carry_their_prefix_once() -> None:
    assert for_file("RANK.EQ(A1,B1)+RANK.AVG(A1,B1)") == "_xlfn.RANK.EQ(A1,B1)+_xlfn.RANK.AVG(A1,B1)"
    assert for_file("_xlfn.RANK.EQ(A1,B1)") == "_xlfn.RANK.EQ(A1,B1)"


@pytest.mark.parametrize("label", ["a [b]", "it's", "#1", "x@y"])
def test_special_signs_in_labels(label: str) -> None:
    inner = column_reference(label)[1:-1]
    assert inner.replace("'", "") == label.replace("'", "")
    assert inner.count("'") >= 1
