"""Job histories read from files: a case by hand, every form of file, every reason to set a row aside."""

from __future__ import annotations

import datetime
import gzip
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from data import engine
from data.intake.findings import IntakeError
from data.intake.histories import Histories, distinct_titles, partitions, read_histories, spreading
from data.intake.histories.remarks import kinds
from data.intake.reading.progress import ReadingCancelledError

HERE = Path(__file__).parent
HEADER = "person_id,soc,start_date,end_date,education"

# A cashier's way up, a side job inside another, two jobs begun on one day, a long break, a graduate.
BY_HAND = f"""{HEADER}
ann,41-1011,2010-01-04,2012-05-31,High school diploma
ann,43-5061,2012-06-01,2014-06-30,High school diploma
ann,43-1011,2015-06-30,,High school diploma
bob,43-5061,2010-01-01,2018-12-31,Some college
bob,41-1011,2012-03-01,2012-09-30,Some college
bob,43-1011,2013-09-30,2014-01-31,Some college
cy,41-1011,2016-02-01,2016-02-29,
cy,43-5061,2016-02-01,2017-01-31,
cy,43-1011,2018-02-01,2019-01-01,
dee,41-1011,2011-01-01,2011-12-31,Bachelor's degree
dee,43-1011,2012-01-01,,
eve,43-1011,2011-01-01,2011-12-31,Associate degree
"""


def read(path: Path, pack: Any, **settings: Any) -> Histories:
    return read_histories(path, pack, temp_folder=path.parent / "room", **settings)


def text(tmp_path: Path, content: str, name: str = "jobs.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode(encoding))
    return path


def flows(histories: Histories) -> dict[tuple[str, str], int]:
    return {
        (histories.socs[o], histories.socs[d]): int(histories.moves[o, d])
        for o, d in np.argwhere(histories.moves > 0)
    }


def asides(histories: Histories) -> dict[str, int]:
    assert histories.counts.read == histories.counts.accepted + histories.counts.set_aside
    return dict(histories.counts.set_aside_by_reason)


def test_a_case_by_hand(tmp_path: Path, small_pack: Any) -> None:
    histories = read(text(tmp_path, BY_HAND), small_pack)
    assert flows(histories) == {
        ("41-1011", "43-5061"): 1,  # ann, the day after
        ("43-5061", "43-1011"): 1,  # ann, twelve months after the day
        (
            "43-5061",
            "41-1011",
        ): 1,  # bob: the side job takes the place of the long one, which is not taken up again
        ("41-1011", "43-1011"): 1,  # bob, twelve months after the day; cy waited a day too long
    }
    counts = histories.counts
    assert (counts.people, counts.people_with_degree, counts.jobs_with_degree) == (5, 1, 2)
    assert (counts.people_not_stated, counts.people_counted, counts.same_day) == (1, 4, 1)
    assert (counts.jobs, counts.moves, counts.same_occupation, counts.too_late) == (9, 4, 0, 1)
    assert (histories.first_move, histories.last_move) == (
        datetime.date(2012, 3, 1),
        datetime.date(2015, 6, 30),
    )
    assert not histories.moves.flags.writeable
    assert histories.shares()[histories.socs.index("43-5061"), histories.socs.index("41-1011")] == 0.5
    assert {one.code: one.count for one in histories.findings} == {
        "degree-left-out": 2,
        "education-not-stated": 3,
        "begun-the-same-day": 1,
    }
    totals = histories.totals().set_index("soc")
    assert totals.loc["43-5061"].to_dict() == {"people_in": 1, "people_out": 2, "moves_in": 1, "moves_out": 2}


def test_people_without_stated_education_can_be_left_out(tmp_path: Path, small_pack: Any) -> None:
    histories = read(text(tmp_path, BY_HAND), small_pack, keep_education_not_stated=False)
    assert histories.counts.jobs_left_out == 3
    assert [one.code for one in histories.findings if "not-stated" in one.code] == [
        "education-not-stated-left-out"
    ]


def test_without_education_everybody_counts(tmp_path: Path, small_pack: Any) -> None:
    bare = "\n".join(line.rpartition(",")[0] for line in BY_HAND.splitlines())
    histories = read(text(tmp_path, bare), small_pack)
    assert histories.counts.people_counted == 5
    assert histories.counts.moves == 5
    assert next(one.code for one in histories.findings) == "education-not-a-column"
    with pytest.raises(IntakeError, match="no column of education"):
        read(text(tmp_path, bare), small_pack, keep_education_not_stated=False)


def _as_parquet(path: Path, tmp_path: Path, typed: bool) -> Path:
    target = tmp_path / f"{typed}.parquet"
    types = "" if typed else ", all_varchar = true"
    with engine.connect(threads=1) as connection:
        connection.execute(
            f"COPY (FROM read_csv('{path}', header = true{types})) TO '{target}' (FORMAT parquet)"
        )
    return target


def test_every_form_of_file_gives_the_same(tmp_path: Path, small_pack: Any) -> None:
    plain = text(tmp_path, BY_HAND)
    packed = tmp_path / "jobs.csv.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    lines = BY_HAND.splitlines()
    folder = tmp_path / "parts"
    for place in range(4):
        part = "\n".join([lines[0], *lines[1 + 3 * place : 4 + 3 * place]])
        text(
            tmp_path,
            part.replace(",", "\t") if place % 2 else part,
            f"parts/{place}.{'tsv' if place % 2 else 'csv'}",
        )
    _as_parquet(text(tmp_path, lines[0] + "\n" + lines[-1], "last.csv"), folder, True)
    (folder / "3.tsv").write_text(
        lines[0].replace(",", "\t") + "\n" + "\n".join(lines[10:12]).replace(",", "\t")
    )
    quoted = "\r\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in lines)
    wanted = read(plain, small_pack)
    for path in (
        _as_parquet(plain, tmp_path, True),
        _as_parquet(plain, tmp_path, False),
        packed,
        folder,
        text(tmp_path, quoted, "quoted.csv"),
        text(tmp_path, BY_HAND.replace(",", ";").replace("\n", "\r"), "old-mac.txt"),
        text(tmp_path, "\ufeff\n" + BY_HAND, "marked.csv"),
        text(tmp_path, BY_HAND, "utf-16.csv", "utf-16"),
        text(tmp_path, BY_HAND.replace("bob", "bób"), "latin.csv", "latin-1"),
    ):
        found = read(path, small_pack)
        assert np.array_equal(found.moves, wanted.moves), path.name
        assert found.counts == wanted.counts, path.name


def test_numbers_of_people_are_the_same_in_every_file_of_a_folder(tmp_path: Path, small_pack: Any) -> None:
    folder = tmp_path / "jobs"
    text(tmp_path, f"{HEADER}\n7,41-1011,2010-01-01,2011-01-01,\n", "jobs/a.csv")
    numbers = text(tmp_path, f"{HEADER}\n7,43-1011,2011-02-01,,\n", "b.csv")
    _as_parquet(numbers, folder, True)
    text(tmp_path, "read me", "jobs/notes.md")
    histories = read(folder, small_pack)
    assert flows(histories) == {("41-1011", "43-1011"): 1}
    assert histories.findings[0].code == "file-ignored"
    assert histories.findings[0].examples == ("notes.md",)


def test_codes_of_2010_and_2018_in_every_spelling(tmp_path: Path, small_pack: Any) -> None:
    codes = ["13-1020", "131021", "13-1022.00", "13102100", " 13-1021.04 ", "13–1022", "13 1020", '"13-1020"']
    rows = [f"p{n},{code},2010-01-01,2010-12-31" for n, code in enumerate(codes)]
    rows += [f"p{n},15-1132,2011-01-01," for n in range(len(codes))]
    histories = read(text(tmp_path, "person,soc,start,end\n" + "\n".join(rows)), small_pack)
    # 13102100 is no way in which anybody writes a code.
    assert flows(histories) == {("13-1020", "15-1252"): len(codes) - 1}
    assert asides(histories) == {"code-unknown": 1}


ASIDE = {
    "person-not-named": ",41-1011,2010-01-01,",
    "start-missing": "p,41-1011,,2010-01-01",
    "start-unreadable": "p,41-1011,2010,2010-01-01",
    "start-implausible": "p,41-1011,1899-12-31,",
    "end-unreadable": "p,41-1011,2010-01-01,sooner or later",
    "end-before-start": "p,41-1011,2010-01-02,2010-01-01",
    "occupation-not-named": "p,,2010-01-01,",
    "code-unknown": "p,99-9999,2010-01-01,",
    "code-split": "p,15-1199,2010-01-01,",
    "row-too-short": "p,41-1011",
    "row-too-long": "p,41-1011,2010-01-01,,,,x",
}


@pytest.mark.parametrize("code", ASIDE)
def test_a_row_that_cannot_be_used_is_set_aside_and_counted(
    code: str, tmp_path: Path, small_pack: Any
) -> None:
    good = "ann,41-1011,2010-01-01,\n"
    path = text(tmp_path, f"person,soc,start,end\n{good * 3}{ASIDE[code]}\n{good * 2}")
    histories = read(path, small_pack)
    assert histories.counts.read == 6
    assert asides(histories) == {code: 1}
    finding = histories.findings[0]
    assert (finding.code, finding.count) == (code, 1)
    assert "ann" not in str(finding)


def test_the_same_rows_are_set_aside_from_parquet(tmp_path: Path, small_pack: Any) -> None:
    rows = "\n".join(row for code, row in ASIDE.items() if not code.startswith("row-"))
    path = text(tmp_path, f"person,soc,start,end\nann,41-1011,2010-01-01,\n{rows}\n")
    expected = asides(read(path, small_pack))
    assert len(expected) == 9
    assert asides(read(_as_parquet(path, tmp_path, False), small_pack)) == expected
    assert asides(read(_as_parquet(path, tmp_path, True), small_pack)) == expected


def test_the_commonest_texts_in_the_way_are_named(tmp_path: Path, small_pack: Any) -> None:
    rows = (
        ["p,99-9999,2010-01-01,"] * 3
        + ["p,Cashier and clerk at night,2010-01-01,"] * 2
        + ["p,41-1011,2010-01-01,"]
    )
    histories = read(text(tmp_path, "person,soc,start,end\n" + "\n".join(rows)), small_pack)
    assert histories.findings[0].examples == ("99-9999", "Cashier and cl…")
    assert histories.findings[0].where == "5 rows"


def test_a_quotation_mark_that_does_not_close_costs_no_other_row(tmp_path: Path, small_pack: Any) -> None:
    rows = [f"p{n},41-1011,2010-01-01," for n in range(9)]
    rows[4] = 'p4,"41-1011,2010-01-01,'
    histories = read(text(tmp_path, "person,soc,start,end\n" + "\n".join(rows)), small_pack)
    assert (histories.counts.read, histories.counts.accepted) == (9, 9)


def test_rows_behind_an_open_quotation_mark_are_counted(tmp_path: Path, small_pack: Any) -> None:
    """Where quotation marks must be minded, the rows that one swallows are set aside, not lost."""
    rows = [f'p{n},"Clerk, night",41-1011,2010-01-01,' for n in range(40)]
    rows[7] = 'p7,"Clerk\n\nby night",41-1011,2010-01-01,'
    rows[20] = 'p20,"Clerk night,41-1011,2010-01-01,'
    histories = read(text(tmp_path, "person,title,soc,start,end\n" + "\n".join(rows)), small_pack)
    assert histories.counts.read == 40
    assert 1 <= asides(histories)["quotes-broken"] <= 3


def test_quotation_marks_far_down_are_minded_after_all(
    tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.intake.histories.sources.HEAD_BYTES", 200)
    rows = [f"p{n},Clerk,41-1011,2010-01-01," for n in range(40)] + ['p99,"Clerk, night",41-1011,2010-01-01,']
    histories = read(text(tmp_path, "person,title,soc,start,end\n" + "\n".join(rows)), small_pack)
    assert (histories.counts.read, histories.counts.accepted) == (41, 41)


def test_broken_letters_and_giant_rows_are_set_aside(tmp_path: Path, small_pack: Any) -> None:
    good = b"".join(b"p%d,41-1011,2010-01-01,\n" % n for n in range(50_000))
    path = tmp_path / "jobs.csv"
    giant = b"p," + b"x" * 2_100_000 + b",2010-01-01,\n"
    path.write_bytes(b"person,soc,start,end\n" + good + giant + b"p,\xff\xfe,2010-01-01,\n" + good)
    histories = read(path, small_pack)
    assert histories.counts.read == 100_002
    assert asides(histories) == {"letters-broken": 1, "row-oversized": 1}


@pytest.mark.parametrize(
    ("start", "end", "moved"),
    [
        ("2010-1-5", "2010-02-03 00:00:00", True),
        ("2010/01/05", "2010/02", True),
        ("20100105", "201002", True),
        ("05.01.2010", "03.02.2010", True),
        ("Jan 2010", "February 2010", True),
        ("5 Jan 2010", "3-Feb-2010", True),
        ("January 5, 2010", "Feb 3, 2010", True),
        ("1/2010", "02/2010", True),
        ("2010-01-05T08:00:00Z", "Present", True),
        ("2010-01-05", "NaN", True),
        ("2010-01-05", "\\N", True),
        ("2010-01-05", "9999-12-31", True),
        ("2010-01-05", "2010-01-31", False),
    ],
)
def test_days_as_people_write_them(
    start: str, end: str, moved: bool, tmp_path: Path, small_pack: Any
) -> None:
    rows = f'person,soc,start,end\np,41-1011,"{start}","{end}"\np,43-1011,2011-02-03,\n'
    histories = read(text(tmp_path, rows), small_pack)
    assert histories.counts.accepted == 2
    assert histories.counts.moves == moved


def test_days_with_slashes_are_asked_for_and_not_guessed(tmp_path: Path, small_pack: Any) -> None:
    open_to_both = "person,soc,start,end\np,41-1011,03/04/2010,05/04/2010\np,43-1011,04/05/2011,\n"
    with pytest.raises(IntakeError, match="can be read in two ways"):
        read(text(tmp_path, open_to_both), small_pack)
    assert read(text(tmp_path, open_to_both), small_pack, day_first=True).counts.too_late == 1
    assert read(text(tmp_path, open_to_both), small_pack, day_first=False).counts.moves == 1
    shown = open_to_both + "q,41-1011,25/12/2010,31-12-2010\n"
    assert read(text(tmp_path, shown), small_pack).counts.too_late == 1


@pytest.mark.parametrize(
    ("words", "degree"),
    [
        ("Bachelor's degree", True),
        ("BA", True),
        ("B.S. in Nursing", True),
        ("Master of Arts", True),
        ("Ph.D.", True),
        ("Doctoral or professional degree", True),
        ("some graduate school", True),
        ("4-year college degree", True),
        ("16", True),
        ("High school graduate", False),
        ("Some college, no degree", False),
        ("Associate's degree", False),
        ("less than a bachelor's degree", False),
        ("No bachelor's degree", False),
        ("non-BA", False),
        ("Postsecondary nondegree award", False),
        ("GED", False),
        ("12", False),
        ("none", False),
    ],
)
def test_education_as_files_word_it(words: str, degree: bool, tmp_path: Path, small_pack: Any) -> None:
    counts = read(text(tmp_path, f'{HEADER}\np,41-1011,2010-01-01,,"{words}"\n'), small_pack).counts
    assert (counts.people_with_degree, counts.people_not_stated) == (int(degree), 0)


def test_education_met_late_is_understood_too(
    tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.intake.histories.query.SAMPLE_ROWS", 1)
    rows = "a,41-1011,2010-01-01,,GED\nb,41-1011,2010-01-01,,MBA\nc,41-1011,2010-01-01,,Wizardry\n"
    counts = read(text(tmp_path, f"{HEADER}\n{rows}"), small_pack).counts
    assert (counts.people_with_degree, counts.people_not_stated) == (1, 1)


def test_titles_count_once_they_are_coded(tmp_path: Path, small_pack: Any) -> None:
    rows = "p,Store Manager,,2010-01-01,2010-12-31\np, Coordinator ,,2011-01-01,\nq,Wizard,,2011-01-01,\n"
    path = text(tmp_path, f"person,title,soc,start,end\n{rows}q,Coordinator,43-5061,2012-01-01,\n")
    titles = distinct_titles(path)
    assert titles.to_numpy().tolist() == [["Coordinator", 2], ["Store Manager", 1], ["Wizard", 1]]
    code_of = {"Store Manager": "41-1011", "Coordinator": "13-1021", "Wizard": ""}
    histories = read(path, small_pack, code_of=code_of)
    assert flows(histories) == {("41-1011", "13-1020"): 1}
    assert asides(histories) == {"title-not-known": 1}
    with pytest.raises(IntakeError, match="“Wizard” the code “99-9999”"):
        read(path, small_pack, code_of={"Wizard": "99-9999"})


def test_columns_are_found_by_usual_names_or_named(tmp_path: Path, small_pack: Any) -> None:
    row = "p,41-1011,2010-01-01,"
    for header in (
        "Person ID,SOC Code,Start Date,End Date",
        "worker,o*net-soc,FROM,Until",
        "id,occupation,begin,finish",
    ):
        assert (
            read(
                text(tmp_path, f"{header.replace('worker', 'worker_id')}\n{row}\n"), small_pack
            ).counts.accepted
            == 1
        )
    odd = text(tmp_path, f"who,what,since,till\n{row}\n")
    with pytest.raises(IntakeError, match="no column for the person's number and for the first day"):
        read(odd, small_pack)
    named = {"person": "who", "soc": "WHAT", "start": "since", "end": "till"}
    assert read(odd, small_pack, columns=named).counts.accepted == 1
    with pytest.raises(IntakeError, match="no column “when”, which was named for its last day"):
        read(odd, small_pack, columns=named | {"end": "when"})
    with pytest.raises(IntakeError, match="no field “pay”"):
        read(odd, small_pack, columns={"pay": "who"})


def test_what_is_no_history_is_refused(tmp_path: Path, small_pack: Any) -> None:
    for name, content, words in (
        ("none.csv", None, "There is no file"),
        ("jobs.xlsx", "PK", "Histories are read from"),
        ("jobs.csv", "", "It has no header"),
        ("jobs.parquet", "no parquet", "no Parquet file"),
        ("jobs.csv.gz", "not packed", "It is damaged"),
        ("head.csv", "person,soc,start,end\n", "It has no rows"),
        ("bad.csv", "person,soc,start,end\np,1,2,3\n", "All 1 rows were set aside"),
    ):
        if content is not None:
            text(tmp_path, content, name)
        with pytest.raises(IntakeError, match=words):
            read(tmp_path / name, small_pack)
    with pytest.raises(ValueError, match="months"):
        read(tmp_path / "bad.csv", small_pack, months=-1)


@pytest.mark.parametrize("code", kinds())
def test_every_finding_is_said_in_whole_sentences_and_tested(code: str) -> None:
    kind = kinds()[code]
    for sentence in (kind.what, kind.why, kind.what_to_do):
        assert sentence[0].isupper()
        assert sentence[-1] not in ".!?"
    tests = "".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_histories*.py"))
    assert f'"{code}"' in tests, f"no test meets {code}"


# ---- what may be shared ----


def _people(pairs: dict[tuple[str, str], int]) -> str:
    rows, person = ["person,soc,start,end"], 0
    for (origin, destination), people in pairs.items():
        for _ in range(people):
            person += 1
            rows += [f"{person},{origin},2010-01-01,2010-12-31", f"{person},{destination},2011-01-01,"]
    return "\n".join(rows)


PAIRS = {
    ("41-1011", "43-1011"): 30,
    ("41-1011", "43-5061"): 10,
    ("41-1011", "13-1020"): 9,
    ("43-1011", "13-1020"): 1,
}


@pytest.mark.parametrize("name", ["out.csv", "out.parquet"])
def test_small_cells_are_withheld_and_no_total_gives_them_back(
    name: str, tmp_path: Path, small_pack: Any
) -> None:
    histories = read(text(tmp_path, _people(PAIRS)), small_pack)
    withheld = histories.write_transitions(tmp_path / name)
    assert (withheld.cells_shown, withheld.cells_withheld) == (2, 2)
    assert (withheld.people_shown, withheld.people_withheld) == (40, 10)
    with engine.connect() as connection:
        shown = connection.execute(f"SELECT * FROM '{tmp_path / name}'").df()
    assert list(shown.columns) == ["origin", "destination", "people", "moves", "share", "kind"]
    assert shown.to_numpy().tolist() == [
        ["41-1011", "43-1011", 30, 30, 0.75, "observed"],
        ["41-1011", "43-5061", 10, 10, 0.25, "observed"],
    ]
    totals = histories.totals(min_people=10).set_index("soc")
    assert totals.loc["41-1011", "people_out"] == 40
    assert "13-1020" not in totals.index
    first = (tmp_path / name).read_bytes()
    histories.write_transitions(tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


def test_one_person_who_moves_often_is_one_person(tmp_path: Path, small_pack: Any) -> None:
    seasons = "\n".join(
        f"p,{('41-1011', '43-1011')[n % 2]},{2000 + n}-01-01,{2000 + n}-12-31" for n in range(25)
    )
    histories = read(text(tmp_path, f"person,soc,start,end\n{seasons}\n"), small_pack)
    assert histories.moves.max() == 12
    assert histories.people.max() == 1
    assert len(histories.table()) == 0
    assert len(histories.table(min_people=0)) == 2


def test_writing_is_all_or_nothing(tmp_path: Path, small_pack: Any) -> None:
    histories = read(text(tmp_path, BY_HAND), small_pack)
    with pytest.raises(ValueError, match=r"out\.xlsx"):
        histories.write_transitions(tmp_path / "out.xlsx")
    (tmp_path / "out.csv").mkdir()
    with pytest.raises(OSError, match=r"out\.csv"):
        histories.write_transitions(tmp_path / "out.csv")
    assert not list(tmp_path.glob(".*"))


# ---- size: memory, disk, progress, calling off ----


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Partitions, buffers and chunks so small that a few rows fill many of them."""
    monkeypatch.setattr(spreading, "PARTITION_ROWS", 500)
    monkeypatch.setattr(spreading, "CHUNK_VECTORS", 1)
    monkeypatch.setattr(partitions, "BUFFERED_ROWS", 1_000)


def _many(people: int) -> str:
    socs = ("41-1011", "43-1011", "43-5061", "13-1020")
    rows = [
        f"{person},{socs[(person + job) % 4]},{2001 + job}-01-01,{2001 + job}-12-31"
        for job in range(4)
        for person in range(people)
    ]
    return "\n".join(["person,soc,start,end", *rows])


@pytest.mark.usefixtures("tiny")
def test_rows_that_do_not_fit_into_memory_go_to_disk_and_leave_it(
    tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    rows_of = partitions.Partitions.rows

    def look(self: partitions.Partitions, unit: partitions.Unit) -> partitions.Rows:
        seen.extend(file.name for file in (tmp_path / "room").rglob("part-*"))
        return rows_of(self, unit)

    monkeypatch.setattr(partitions.Partitions, "rows", look)
    told: list[tuple[int, float | None]] = []
    histories = read(
        text(tmp_path, _many(3_000)),
        small_pack,
        progress=lambda rows, share: told.append((rows, share)),
        threads=2,
    )
    assert histories.moves.sum() == 9_000
    assert set(histories.moves[histories.moves > 0].tolist()) == {2_250}
    assert len(set(seen)) > 8
    assert list((tmp_path / "room").iterdir()) == []
    assert len(told) > 5
    assert told == sorted(told)
    assert told[-1] == (12_000, pytest.approx(1.0))


@pytest.mark.usefixtures("tiny")
def test_a_partition_larger_than_expected_is_cut(
    tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreading, "PARTITION_ROWS", 8_000)
    monkeypatch.setattr(partitions, "MOST_ROWS", 700)
    histories = read(text(tmp_path, _many(3_000)), small_pack)
    assert histories.moves.sum() == 9_000


@pytest.mark.parametrize("most_rows", [1 << 22, 1_000])
def test_a_number_that_stands_for_a_crowd_is_set_aside(
    most_rows: int, tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "MOST_ROWS", most_rows)
    crowd = "\n".join(f"0,41-1011,{2001 + n % 20}-01-{1 + n % 28:02},2023-01-01" for n in range(1_500))
    histories = read(text(tmp_path, f"{_many(20)}\n{crowd}"), small_pack)
    # The number 0 is one of the twenty as well.
    assert asides(histories) == {"person-crowded": 1_504}
    assert histories.counts.moves == 57


def test_the_memory_limit_is_the_one_asked_for(
    tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []
    connect = engine.connect

    def noted(**settings: Any) -> Any:
        asked.append(settings)
        return connect(**settings)

    monkeypatch.setattr(engine, "connect", noted)
    read(text(tmp_path, BY_HAND), small_pack, memory_limit_mb=300, threads=1)
    assert [one["memory_limit_mb"] for one in asked] == [300]
    assert asked[0]["threads"] == 1
    assert asked[0]["temp_folder"].parent == tmp_path / "room"


def test_a_disk_without_room_is_said_before_anything_is_read(
    tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 10

    monkeypatch.setattr(spreading.shutil, "disk_usage", lambda path: Usage)
    with pytest.raises(IntakeError, match="do not fit on the disk"):
        read(text(tmp_path, BY_HAND), small_pack)


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("name", ["jobs.csv", "jobs.parquet"])
@pytest.mark.parametrize("after", [0.0, 0.3, 0.8])
def test_calling_off_leaves_nothing_behind(name: str, after: float, tmp_path: Path, small_pack: Any) -> None:
    path = text(tmp_path, _many(3_000))
    if name == "jobs.parquet":
        path = _as_parquet(path, tmp_path, True)
    cancel = threading.Event()

    def progress(rows: int, share: float | None) -> None:
        if (share or 0.0) >= after:
            cancel.set()

    if after == 0.0:
        cancel.set()
    with pytest.raises(ReadingCancelledError):
        read(path, small_pack, progress=progress, cancel=cancel)
    assert list((tmp_path / "room").iterdir()) == []


def test_a_failure_leaves_nothing_behind(
    tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **settings: object) -> None:
        raise MemoryError

    monkeypatch.setattr("data.intake.histories.counting.count_moves", broken)
    with pytest.raises(MemoryError):
        read(text(tmp_path, BY_HAND), small_pack)
    assert list((tmp_path / "room").iterdir()) == []


def test_what_a_killed_run_left_is_swept_later(
    tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "room" / "headway-histories-old"
    old.mkdir(parents=True)
    read(text(tmp_path, BY_HAND), small_pack)
    assert old.exists()
    monkeypatch.setattr(spreading, "FORGOTTEN_S", -1)
    read(text(tmp_path, BY_HAND), small_pack)
    assert not old.exists()


def test_no_person_is_in_the_result_or_on_the_disk(
    tmp_path: Path, small_pack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "BUFFERED_ROWS", 10)
    monkeypatch.setattr(spreading, "PARTITION_ROWS", 100)
    on_disk = b""
    rows_of = partitions.Partitions.rows

    def look(self: partitions.Partitions, unit: partitions.Unit) -> partitions.Rows:
        nonlocal on_disk
        on_disk += b"".join(file.read_bytes() for file in (tmp_path / "room").rglob("*") if file.is_file())
        return rows_of(self, unit)

    monkeypatch.setattr(partitions.Partitions, "rows", look)
    path = text(tmp_path, _many(300).replace("\n", "\nSECRET-"))
    found: list[Callable[[], object]] = [lambda: read(path, small_pack, threads=1)]
    histories = found[0]()
    assert on_disk
    assert b"SECRET" not in on_disk
    assert "SECRET" not in repr(histories)
    assert isinstance(histories, Histories)
    assert not isinstance(histories.counts, pd.DataFrame)


@pytest.mark.parametrize(
    "header",
    [
        "candidate_id,position,company,start_date,end_date,education_level",
        "Worker ID,O*NET Code,From,To",
        "user_id,job_title,startdate,enddate,soc_code",
        "PersonKey,SOC_2018,Job Start,Job End",
    ],
)
def test_histories_are_known_by_their_columns(header: str, pack: Any, tmp_path: Path) -> None:
    """Made for the test: a person's number beside the first and the last day of a job."""
    from data.intake.checking import check

    values = {"p": "7", "s": "41-2011", "t": "Cashier", "d": "2015-01-01", "e": "2016-01-31"}
    cells = []
    for name in header.casefold().split(","):
        which = "p" if "id" in name.split() or "key" in name or name.endswith("_id") else "t"
        which = "s" if "soc" in name or "net" in name else which
        which = "d" if "start" in name or "from" in name else "e" if "end" in name or name == "to" else which
        cells.append(values[which])
    path = tmp_path / "made.csv"
    path.write_text(f"{header}\n{','.join(cells)}\n")
    found = check(path, pack)
    assert (found.recognised_as, found.rows_read, found.accepted) == ("histories", 1, 1)
