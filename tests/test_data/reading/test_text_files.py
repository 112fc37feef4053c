"""Text files whole: regular ones as DuckDB reads them, irregular ones written anew, both to the same rows."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest

from data.engine import connect
from data.intake.findings import IntakeError
from data.intake.reading.progress import Watch
from data.intake.reading.rawfile import open_file
from data.intake.reading.scanned import ScannedRows
from data.intake.reading.stored import PlainFile
from data.intake.reading.textfiles import TextSheet

Write = Callable[[str, "bytes | str"], Path]

PLAIN = "id,name,town\n1,Cook,Macon\n2,Nurse,Rome\n"


def test_a_plain_file(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.csv", PLAIN))
    assert found.names == ("id", "name", "town")
    assert found.rows == [(2, "1", "Cook", "Macon", None), (3, "2", "Nurse", "Rome", None)]
    assert (found.table.title, found.table.headings, found.table.rows) == (0, 1, 2)
    assert not found.table.findings


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + PLAIN.encode(),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-be"),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode(),
        PLAIN.replace(",", "|").encode(),
        ("sep=;\n" + PLAIN.replace(",", ";")).encode(),
        PLAIN.replace("name,town\n", "name,town\r\n").encode(),
        PLAIN.replace("Cook", "Co\0ok").encode(),
        PLAIN.removesuffix("\n").encode(),
        (PLAIN + "\n\n\n").encode(),
        (PLAIN + ",,\n , ,\n").encode(),
        PLAIN.replace("1,Cook", "\n\n1,Cook").encode(),
        PLAIN.replace("Cook", '"Cook"').encode(),
    ],
)
def test_however_it_is_stored_it_says_the_same(read, write: Write, content: bytes) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.csv", content))
    assert found.names == ("id", "name", "town")
    assert found.cells == [("1", "Cook", "Macon"), ("2", "Nurse", "Rome")]


def test_rows_know_their_lines_behind_blank_and_broken_ones(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.csv", 'id,name,town\n1,"Cook\nand more",Macon\n\n2,Nurse,Rome\n'))
    assert found.rows == [(2, "1", "Cook\nand more", "Macon", None), (5, "2", "Nurse", "Rome", None)]
    assert (found.table.read, found.table.blank) == (4, 1)


def test_titles_and_notes_stand_apart(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    text = "Jobs in May\n\nCounty,Jobs,Pay\nBibb,12,18.50\nPike,8,17.00\nSource: a survey\n"
    found = read(write("jobs.csv", text))
    assert found.names == ("County", "Jobs", "Pay")
    assert found.cells == [("Bibb", "12", "18.50"), ("Pike", "8", "17.00")]
    assert (found.table.title, found.table.blank, found.table.footer) == (1, 1, 1)
    assert found.table.footnotes == ("Source: a survey",)
    assert found.table.header.footer_rows == (6,)
    assert found.codes == ["notes-below"]


def test_headings_that_stand_again_are_left_out(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.csv", PLAIN + PLAIN))
    assert len(found.cells) == 4
    assert found.table.headings == 2
    assert found.finding("headings-again").where == "line 4"


def test_short_and_long_rows_are_kept(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    body = "".join(f"{number},a,b\n" for number in range(300))
    found = read(write("jobs.csv", "id,name,town\n" + body + "300,short\n301,a,b,beyond,more\n"))
    assert found.rows[-2:] == [(302, "300", "short", None, None), (303, "301", "a", "b", "beyond; more")]
    assert found.finding("cells-missing").where == "line 302"
    assert found.finding("cells-beyond").examples == ("beyond; more",)


def test_a_stray_quotation_mark_costs_nothing(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.csv", 'id,name,town\n1,"Cook,Macon\n2,Nurse,Rome\n3,"A ""b""",Rome\n'))
    assert found.cells == [("1", '"Cook', "Macon"), ("2", "Nurse", "Rome"), ("3", 'A "b"', "Rome")]
    assert found.finding("quotes-mended").where == "line 2"


def test_letters_are_mended_and_noted(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    western = read(write("a.csv", "name,town\nJosé,Española\nRené,Macon\n".encode("cp1252")))
    assert western.cells[0] == ("José", "Española")
    assert western.finding("encoding-guessed").examples == ("Windows-1252",)
    late = "name,town\n" + "Cook,Macon\n" * 200_000
    mixed = read(write("b.csv", late.encode() + "Zoë,Rome\n".encode() + "René,Rome\n".encode("cp1252")))
    assert mixed.cells[-2:] == [("Zoë", "Rome"), ("René", "Rome")]
    assert "encoding-mixed" in mixed.codes
    macintosh = read(write("c.csv", "name,town\rJosé Muñoz,Española\rRené,Macon\r".encode("mac_roman")))
    assert macintosh.cells[0] == ("José Muñoz", "Española")
    zeros = read(write("d.csv", "name,town\nCo\0ok,Macon\nNurse,Rome\n"))
    assert zeros.codes == ["zero-bytes"]


def test_a_column_without_heading_is_called_by_its_number(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.csv", "id,,name,name,\n1,x,Cook,Chef,\n2,y,Nurse,RN,\n"))
    assert found.names == ("id", "Column 2", "name", "name (2)")
    assert found.table.columns[3].written_as == "name"
    assert found.finding("heading-blank").examples == ("Column 2",)
    assert found.finding("heading-repeated").examples == ("name (2)",)


def test_dates_that_became_numbers_are_noted(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.csv", "id,posted\n1,45293\n2,45321\n3,45322.5\n"))
    assert found.finding("dates-as-numbers").where == "column posted"
    assert found.cells[0] == ("1", "45293")
    assert "dates-as-numbers" not in read(write("b.csv", "id,posted\n1,45293\n2,soon\n")).codes
    assert "dates-as-numbers" not in read(write("c.csv", "id,jobs\n1,45293\n2,45321\n")).codes


def test_one_column_is_no_trouble(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("titles.txt", "title\nCook, short order\nNurse\n\nClerk\n"))
    assert found.cells == [("Cook, short order",), ("Nurse",), ("Clerk",)]
    assert found.lines == [2, 3, 5]


def test_names_that_look_like_patterns_mean_themselves(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    write("jobs1.csv", "x\n")
    assert read(write("jobs[1].csv", PLAIN)).table.rows == 2
    assert read(write("it's.csv", PLAIN)).table.rows == 2


def test_other_headings_cost_no_other_reading(write: Write) -> None:
    with open_file(write("jobs.csv", "Title line,,\nid,name,town\n1,Cook,Macon\n")) as raw:
        first = raw.table()
        second = raw.table(header=raw.preview().guess)
        assert first.columns == second.columns
        assert first.relation != second.relation


def large(path: Path, *, verify: bool = True):  # type: ignore[no-untyped-def]
    """Read a file as if it were too large for memory."""
    sheet = TextSheet(path.name, PlainFile(path.name, path), in_memory_bytes=0)
    connection = connect()
    folder = path.parent / "ours"
    folder.mkdir(exist_ok=True)
    base = sheet.load(connection, "records", folder, Watch(), verify=verify)
    rows = connection.execute(
        f"SELECT * FROM ({base.rows.select(1, numbered=True)}) ORDER BY line"
    ).fetchall()
    return base, rows, connection


def test_a_large_regular_file_is_read_where_it_lies(write: Write) -> None:
    for verify in (True, False):
        base, rows, _ = large(write("jobs.csv", PLAIN), verify=verify)
        assert isinstance(base.rows, ScannedRows)
        assert not base.rows.numbering
        assert rows[1:] == [(2, "1", "Cook", "Macon", None), (3, "2", "Nurse", "Rome", None)]
        assert (base.read, base.blank) == (3, 0)


def test_titles_and_notes_of_a_large_file_are_not_lost(write: Write) -> None:
    text = "Jobs in May\n\nCounty,Jobs,Pay\nBibb,12,18.50\n,,\nPike,8,17.00\nSource: a survey\n"
    base, rows, connection = large(write("jobs.csv", text))
    assert isinstance(base.rows, ScannedRows)
    assert not base.rows.numbering
    assert [row[0] for row in rows] == [1, 3, 4, 6, 7]
    assert (base.read, base.blank) == (7, 2)
    notes = [row for row in base.tail if row[0] == 7]
    left = base.rows.select(4, numbered=False, without=notes)
    assert connection.execute(f"SELECT c0 FROM ({left})").fetchall() == [("Bibb",), ("Pike",)]


def test_notes_of_full_width_are_known_by_their_cells(write: Write) -> None:
    text = "County,Jobs\nBibb,12\nPike,8\nSource: a survey,\n"
    base, _, connection = large(write("jobs.csv", text))
    left = base.rows.select(2, numbered=True, without=[base.tail[-1]])
    assert connection.execute(f"SELECT line, c0 FROM ({left})").fetchall() == [(2, "Bibb"), (3, "Pike")]


def test_a_large_irregular_file_is_written_anew(write: Write) -> None:
    base, rows, connection = large(
        write("jobs.csv", 'id,name,town\n1,"Cook\nand more",Macon\n2,"Nurse,Rome\n')
    )
    assert isinstance(base.rows, ScannedRows)
    assert base.rows.numbering
    assert rows[1:] == [(2, "1", "Cook\nand more", "Macon", None), (4, "2", '"Nurse', "Rome", None)]
    assert base.tail[-1] == (4, ["2", '"Nurse', "Rome"])
    later = connection.execute(f"SELECT count(*) FROM ({base.rows.select(4, numbered=False)})").fetchall()
    assert later == [(1,)]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b" \r\n "])
def test_nothing_is_no_table(write: Write, content: bytes) -> None:
    with pytest.raises(IntakeError, match="is empty"):
        open_file(write("empty.csv", content))


def test_a_table_of_headings_only_has_no_rows(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.csv", "id,name,town\n"))
    assert found.names == ("id", "name", "town")
    assert found.table.rows == 0
