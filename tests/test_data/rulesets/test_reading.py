"""Rule sets: the shipped ones are whole, a copy can be edited, and a slip is refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.intake.findings import IntakeError
from data.rulesets.reading import FOLDER, measures, read_rules, rules_named, shipped

WHOLE = """
name = "own"
title = "Our own"
about = "Ours."
source = "The board"
otherwise = "no"

[[result]]
name = "yes"
positive = true
all = [{ measure = "growth_share", at_least = 0.9, of = "area_growth_share" }]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_sets_are_whole_and_named_after_their_files() -> None:
    assert list(shipped()) == ["opportunity", "massachusetts", "pennsylvania", "washington"]
    for name, rules in shipped().items():
        assert rules.about.endswith(".")
        assert (FOLDER / f"{name}.toml").is_file()
        assert rules_named(name) is rules
        assert bool(rules.results) != bool(rules.stars)


def test_washington_has_the_published_numbers() -> None:
    """At least 90 % of the area's growth and 0.08 % of openings; below 70 % and less than 1 %; 50 jobs.

    Washington State Employment Security Department, How we determine demand for occupations.
    """
    rules = shipped()["washington"]
    found = [(one.name, [(c.sign, c.value) for c in one.all]) for one in rules.results]
    assert found == [
        ("in demand", [("≥", 0.9), ("≥", 0.0008)]),
        ("not in demand", [("<", 0.7), ("<", 0.01)]),
    ]
    assert rules.otherwise == "balanced"
    assert [(c.measure, c.value) for c in rules.required] == [("employment", 50)]


def test_a_copy_can_be_edited(tmp_path: Path) -> None:
    text = (FOLDER / "washington.toml").read_text(encoding="utf-8").replace("0.0008", "0.001")
    rules = read_rules(written(tmp_path, text))
    assert rules.results[0].all[1].value == 0.001
    assert rules.name == "washington"
    assert rules_named(str(tmp_path / "own.toml")) == rules
    assert read_rules(written(tmp_path, "\ufeff" + WHOLE)).name == "own", "as Windows' editor writes it"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("growth_share", "growth_shar"), "“growth_shar” is no measure with a figure"),
        (('"growth_share"', '"training"'), "“training” is no measure with a figure"),
        (("at_least", "at_leest"), "“at_leest” is not a word of a condition"),
        (("at_least = 0.9", "at_least = 0.9, below = 2"), "does not compare once"),
        (("0.9", '"0.9"'), "“at_least” is not a number: 0.9"),
        (("0.9", "true"), "“at_least” is not a number: True"),
        (('title = "Our own"', ""), "“title” is missing"),
        (("positive = true", ""), "does not say whether it is positive"),
        (("otherwise", "otherwhise"), "“otherwhise” is not a word of the file"),
        (("all = [", "any = ["), "“yes” is not a list"),
        (("all = ", "# all = "), "“yes” has no condition"),
        (("[[result]]", "[result]"), "“result” is not a list"),
        (("[[result]]", "[stars]\ndeciles = []\nabove = [1]\npositive_from = 1\n[[result]]"), "not complete"),
        (('name = "own"', "name = own"), "no valid TOML"),
    ],
)
def test_a_slip_is_refused_with_the_word_it_is_about(
    tmp_path: Path, change: tuple[str, str], sentence: str
) -> None:
    with pytest.raises(IntakeError) as trouble:
        read_rules(written(tmp_path, WHOLE.replace(*change, 1)))
    assert sentence in str(trouble.value)
    assert "own.toml" in str(trouble.value)


def test_neither_results_nor_stars_and_both_are_refused(tmp_path: Path) -> None:
    stars = '[stars]\ndeciles = ["wage_p50_usd"]\nabove = [2, 5]\npositive_from = 2\n'
    for text in (WHOLE.partition("[[result]]")[0], WHOLE + stars):
        with pytest.raises(IntakeError, match="either results or stars"):
            read_rules(written(tmp_path, text))
    for above in ("[5, 2]", "[2, 2]"):
        text = WHOLE.partition("[[result]]")[0] + stars.replace("[2, 5]", above)
        with pytest.raises(IntakeError, match="not complete"):
            read_rules(written(tmp_path, text))


def test_unknown_rules_name_those_that_are_known() -> None:
    with pytest.raises(IntakeError, match="washington"):
        rules_named("oregon")


def test_words_and_figures_are_told_apart() -> None:
    assert measures()["wage_p50_usd"] == "USD per year"
    assert measures()["entry_education"] == ""
    assert "class" not in measures(), "the classes are beside the rules, not in them"
