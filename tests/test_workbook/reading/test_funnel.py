"""Filled hiring funnels read back: what is used, what is set aside, and that nothing gets lost."""

from __future__ import annotations

import datetime
from pathlib import Path

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName

from tests.test_workbook.filledfunnels import CODES, STAGES, Place, fill, form_in, hiring, written
from workbook.errors import PlannerError
from workbook.funnelform import IDENTITY
from workbook.model import funnel_checks as checks
from workbook.plan import Parameters
from workbook.reading import funnelfindings as say
from workbook.reading.funnel import read_funnel, read_funnels
from workbook.reading.funnelcells import FileRead
from workbook.reading.funneltables import files_table, funnel_answer


@pytest.fixture(scope="module")
def form_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return form_in(tmp_path_factory.mktemp("form"))


def codes(read: FileRead) -> list[str]:
    return [one.code for one in read.findings]


def balanced(read: FileRead) -> bool:
    return read.cells_accepted + read.cells_set_aside == read.cells_read


def test_what_was_filled_in_comes_back(form_path: Path, tmp_path: Path) -> None:
    counts = hiring()
    counts[1:, 4, 5] = np.nan
    counts[1, 3, 8] = 0
    read = read_funnel(fill(form_path, tmp_path / "piedmont.xlsx", counts))
    assert read.findings == ()
    assert read.funnel is not None
    assert np.array_equal(read.funnel.counts, counts, equal_nan=True), "empty stays unknown, nought is nought"
    assert read.funnel.employer == "Piedmont Clinics, Inc."
    assert read.funnel.occupation == "Waiters and Waitresses (35-3031)"
    assert read.funnel.place == "Hinesville, GA"
    assert (read.funnel.begins, read.funnel.ends) == (datetime.date(2026, 1, 1), datetime.date(2026, 6, 30))
    assert read.cells_read == read.cells_accepted == int(np.isfinite(counts).sum())


WRONG: dict[Place, tuple[object, str]] = {
    (0, "hired", "women"): ("about twenty", say.TEXT),
    (0, "hired", "men"): ("24", say.TEXT),
    (0, "hired", "white"): (datetime.date(2026, 3, 4), say.TEXT),
    (0, "hired", "black"): (True, say.TEXT),
    (1, "offered", "men"): (-3, say.NEGATIVE),
    (2, "screened", "asian"): (0.61, say.FRACTION),
    (0, "applicants", "hispanic"): (4_045_550_100, say.TOO_LARGE),
    (0, "stayed", "total"): ("=20+22", say.NO_RESULT),
    (0, "offered", "race_unknown"): (9_999, checks.MORE_THAN_BEFORE),
    (1, "applicants", "several"): (9_999, checks.MORE_THAN_ALL),
}
"""What stands in cells that cannot be used, and the finding that each of them is."""


def test_cells_that_cannot_be_used_are_set_aside_and_the_rest_is_read(
    form_path: Path, tmp_path: Path
) -> None:
    counts = hiring()
    path = fill(
        form_path, tmp_path / "wrong.xlsx", counts, {place: told for place, (told, _) in WRONG.items()}
    )
    read = read_funnel(path)
    assert read.funnel is not None
    for population, stage, group in WRONG:
        place = population, STAGES.index(stage), CODES.index(group)
        assert np.isnan(read.funnel.counts[place])
        counts[place] = np.nan
    assert np.array_equal(read.funnel.counts, counts, equal_nan=True)
    assert read.cells_read == int(np.isfinite(hiring()).sum())
    assert read.cells_set_aside == len(WRONG)
    aside = sorted(one.code for one in read.findings if one.severity == "set aside")
    assert aside == sorted(code for _, code in WRONG.values())
    assert all("cell " in one.where for one in read.findings)
    assert balanced(read)


def test_the_cell_named_is_the_one_that_was_filled_in(form_path: Path, tmp_path: Path) -> None:
    path = fill(form_path, tmp_path / "wrong.xlsx", hiring(), {(1, "offered", "men"): "none"})
    (finding,) = read_funnel(path).findings
    sheet, cell = finding.where.removeprefix("sheet ").split(", cell ")
    assert load_workbook(path)[sheet][cell].value == "none"
    assert "“none”" in finding.what


@pytest.mark.parametrize(
    ("place", "by", "code"),
    [
        ((0, "applicants", "women"), -20, checks.SEX_DIFFERS),
        ((0, "applicants", "white"), 40, checks.RACE_DIFFERS),
        ((0, "screened", "total"), -3, checks.DEGREES_TOO_MANY),
    ],
)
def test_totals_that_do_not_add_up_are_said_and_used(
    place: Place, by: int, code: str, form_path: Path, tmp_path: Path
) -> None:
    counts = hiring()
    where = place[0], STAGES.index(place[1]), CODES.index(place[2])
    counts[where] += by
    read = read_funnel(fill(form_path, tmp_path / "sums.xlsx", counts))
    assert code in codes(read)
    assert {one.severity for one in read.findings if one.code == code} == {"note"}
    assert read.funnel is not None
    assert read.funnel.counts[where] == counts[where]
    assert balanced(read)


def test_the_form_is_known_by_its_mark_and_not_by_the_names_of_its_sheets(
    form_path: Path, tmp_path: Path
) -> None:
    path = fill(form_path, tmp_path / "renamed.xlsx", hiring())
    book = load_workbook(path)
    old, new = "Funnel", "Trichter 2026"
    book[old].title = new
    for name in book.defined_names.values():
        name.attr_text = name.attr_text.replace(f"{old}!", f"'{new}'!")
    book.save(path)
    read = read_funnel(path)
    assert read.funnel is not None
    assert np.array_equal(read.funnel.counts, hiring(), equal_nan=True)


def test_files_of_every_kind_are_accounted_for(form_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "returned"
    (folder / "second").mkdir(parents=True)
    written(folder / "a good one.xlsx", hiring(), "Piedmont Clinics, Inc.")
    again = (folder / "a good one.xlsx").read_bytes()
    (folder / "second" / "the same again.xlsx").write_bytes(again)
    written(folder / "another job.xlsx", hiring(2), "PIEDMONT CLINICS")
    fill(form_path, folder / "nameless.xlsx", hiring(3), employer=None, begins="last spring")
    form_in(folder)
    foreign = Workbook()
    foreign.active.title = "Funnel"
    foreign.save(folder / "foreign.xlsx")
    (folder / "damaged.xlsx").write_bytes(form_path.read_bytes()[:4000])
    (folder / "letter.docx").write_bytes(b"not a workbook")
    (folder / "~$a good one.xlsx").write_bytes(b"a lock")
    newer, changed = (load_workbook(form_path) for _ in range(2))
    mark = newer.defined_names[IDENTITY].attr_text.split("!")[1].replace("$", "")
    newer["Funnel"][mark].offset(column=1).value = 99
    newer.save(folder / "newer.xlsx")
    del changed.defined_names["funnel_with_degree"]
    changed.save(folder / "cut.xlsx")
    changed.defined_names.add(DefinedName("funnel_with_degree", attr_text="Funnel!$A$1:$XFD$1048576"))
    changed.save(folder / "everything.xlsx")
    read = read_funnels([folder])
    assert (read.read, read.accepted, read.set_aside) == (11, 3, 8)
    found = {one.name: codes(one) for one in read.files}
    assert found == {
        "a good one.xlsx": [],
        "another job.xlsx": [say.SAME_EMPLOYER],
        "cut.xlsx": [say.CHANGED],
        "damaged.xlsx": [say.DAMAGED],
        "everything.xlsx": [say.CHANGED],
        "foreign.xlsx": [say.FOREIGN],
        "form.xlsx": [say.EMPTY, say.NAMELESS],
        "letter.docx": [say.NOT_A_WORKBOOK],
        "nameless.xlsx": [say.DAY, say.NAMELESS],
        "newer.xlsx": [say.NEWER],
        "the same again.xlsx": [say.TWICE],
    }
    table = files_table(read.files)
    assert (table["cells_accepted"] + table["cells_set_aside"]).equals(table["cells_read"])
    assert list(table["state"]).count("accepted") == 3
    answer = funnel_answer(read, Parameters.defaults())
    assert answer.words[0] == "11 files read, 3 accepted, 8 set aside; 12 findings."
    assert "Applied → passed screening" in answer.sentence


def test_every_finding_has_a_test() -> None:
    tested = {code for _, code in WRONG.values()}
    tested |= {checks.SEX_DIFFERS, checks.RACE_DIFFERS, checks.DEGREES_TOO_MANY}
    tested |= {say.SAME_EMPLOYER, say.CHANGED, say.DAMAGED, say.FOREIGN, say.EMPTY, say.NAMELESS, say.NEWER}
    assert tested | {say.NOT_A_WORKBOOK, say.DAY, say.TWICE} == set(say.KINDS)


def test_a_name_that_leads_nowhere_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="There is no file or folder"):
        read_funnels([tmp_path / "missing.xlsx"])
    with pytest.raises(PlannerError, match="holds no file"):
        read_funnels([tmp_path])
