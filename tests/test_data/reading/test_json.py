"""JSON: lists, lines, objects that hold lists, nested records; large flat ones are read by DuckDB."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.engine import connect
from data.intake.reading.jsonfiles import JsonSheet
from data.intake.reading.jsonrecords import flattened, records
from data.intake.reading.jsontext import JsonText
from data.intake.reading.progress import Watch
from data.intake.reading.rawfile import open_file
from data.intake.reading.stored import PlainFile

Write = Callable[[str, "bytes | str"], Path]

POSTING = {
    "@type": "JobPosting",
    "title": "Cook",
    "hiringOrganization": {"name": "Diner", "sameAs": None},
    "jobLocation": [{"address": {"addressLocality": "Macon"}}, {"address": {"addressLocality": "Rome"}}],
    "baseSalary": {"value": {"minValue": 18.50, "unitText": "HOUR"}},
    "skills": ["knives", "stoves"],
    "directApply": True,
}


def test_a_list_of_records(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(
        write("jobs.json", json.dumps([POSTING, {"title": "Nurse", "id": 12345678901234567890123}], indent=1))
    )
    assert found.names == (
        "@type", "title", "hiringOrganization.name", "hiringOrganization.sameAs",
        "jobLocation.address.addressLocality", "baseSalary.value.minValue", "baseSalary.value.unitText",
        "skills", "directApply", "id",
    )  # fmt: skip
    assert found.cells[0] == (
        "JobPosting", "Cook", "Diner", None, "Macon; Rome", "18.5", "HOUR", "knives; stoves", "true", None
    )  # fmt: skip
    assert found.cells[1][1] == "Nurse"
    assert found.cells[1][-1] == "12345678901234567890123"
    assert found.lines == [2, 33]
    assert [finding.where for finding in found.table.findings] == [
        "column jobLocation.address.addressLocality; line 2",
        "column skills; line 2",
    ]
    assert {finding.code for finding in found.table.findings} == {"list-joined"}


def test_a_name_that_stands_twice_is_told(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    text = '[{"title": "Cook", "title": "Chef", "firm": {"name": "Inn", "name": "Bar"}}, {"title": "Nurse"}]'
    found = read(write("jobs.json", text))
    assert [cells[:2] for cells in found.cells] == [("Chef", "Bar"), ("Nurse", None)]
    assert {(one.code, one.where, one.examples) for one in found.table.findings} == {
        ("name-repeated", "column title; line 1", ("Cook",)),
        ("name-repeated", "column firm.name; line 1", ("Inn",)),
    }


@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n", " ", ",\n"])
def test_lines_of_records(read, write: Write, between: str) -> None:  # type: ignore[no-untyped-def]
    found = read(
        write("jobs.jsonl", between.join(['{"a": 1, "b": "x"}', '{"b": "y", "c": null}', '{"a": 2.50}']))
    )
    assert found.names == ("a", "b", "c")
    assert found.cells == [("1", "x", None), (None, "y", None), ("2.5", None, None)]


def test_an_object_that_holds_lists(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    document = {
        "status": "ok",
        "data": {"jobs": [{"title": "Cook"}, {"title": "Nurse"}, {"title": "Clerk"}], "count": 3},
        "places": [{"name": "Macon"}],
    }
    path = write("jobs.json", json.dumps(document))
    with open_file(path) as raw:
        assert [sheet.name for sheet in raw.sheets] == [
            "jobs.json: data.jobs",
            "jobs.json: data",
            "jobs.json: places",
            "jobs.json",
        ]
    assert read(path).cells == [("Cook",), ("Nurse",), ("Clerk",)]
    assert read(path, "jobs.json: places").cells == [("Macon",)]
    assert read(path, "jobs.json").cells == [("ok",)]


def test_linked_data_in_a_graph(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.jsonld", json.dumps({"@context": "x", "@graph": [POSTING, POSTING]})))
    assert found.table.rows == 2
    assert found.names[0] == "@type"


def test_other_shapes(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    assert read(write("a.json", '{"title": "Cook", "pay": 18}')).cells == [("Cook", "18")]
    assert read(write("b.json", '["Cook", "Nurse"]')).cells == [("Cook",), ("Nurse",)]
    assert read(write("c.json", '[["title", "pay"], ["Cook", 18]]')).cells == [
        ("title", "pay"),
        ("Cook", "18"),
    ]
    assert read(write("d.json", '[{"a": 1}, {}, {"a": null}]')).table.blank == 2
    assert read(write("e.json", '{"a": "é"}'.encode("utf-16"))).cells == [("é",)]


def test_what_is_no_json_is_kept_and_noted(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("jobs.jsonl", '{"a": 1}\nnot json, "at all"\n{"a": 2}\n{"a": 3'))
    assert found.rows == [
        (1, "1", None),
        (2, None, 'not json, "at all"'),
        (3, "2", None),
        (4, None, '{"a": 3'),
    ]
    assert found.finding("record-unreadable").count == 2
    cut = read(write("cut.json", '[{"a": 1}, {"a": 2}, {"a": "x'))
    assert cut.cells == [("1",), ("2",), (None,)]
    assert cut.finding("record-unreadable").where == "line 3"
    wrong = read(write("wrong.json", '[{"a": 1}, {"a": nope}, {"a": 3}]'))
    assert wrong.cells == [("1",), (None,), ("3",)]


def test_deep_nesting_is_survived(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    deep = '{"a": ' + "[" * 200_000 + "]" * 200_000 + "}"
    found = read(write("deep.jsonl", f'{{"a": 1}}\n{deep}\n{{"a": 2}}\n'))
    assert [row[1] for row in found.rows] == ["1", None, "2"]
    assert found.rows[1][-1].startswith('{"a": [[[[')
    found = read(write("deep.json", f'[{{"a": 1}}, {deep}, {{"a": 2}}]'))
    assert [row[1] for row in found.rows] == ["1", None, "2"]


def test_records_wider_than_any_table_are_kept(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    found = read(write("wide.json", json.dumps([{f"k{place}": place for place in range(5000)}])))
    assert len(found.names) == 4096
    assert found.rows[0][-1].startswith("4096; 4097; ")
    assert "cells-beyond" in found.codes


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text(max_size=5)
    | st.floats(allow_nan=False)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)
RECORDS = st.lists(
    st.dictionaries(st.text(min_size=1, max_size=3), VALUES, max_size=4), min_size=1, max_size=5
)


@given(RECORDS, st.booleans(), st.integers(1, 9), st.sampled_from([None, 1]))
def test_no_record_is_lost_however_it_is_cut(
    values: list[dict[str, object]], as_lines: bool, size: int, indent: int | None
) -> None:
    text = "\n".join(map(json.dumps, values)) if as_lines else json.dumps(values, indent=indent)
    raw = text.encode()
    chunks = iter([raw[start : start + size] for start in range(0, len(raw), size)])
    found = [record for record in records(JsonText(chunks)) if not record.path]
    if as_lines and len(values) == 1:
        return
    assert [record.broken for record in found] == [""] * len(values)
    assert len(found) == len(values)


@given(RECORDS)
def test_every_text_of_a_record_is_in_its_cells(values: list[dict[str, object]]) -> None:
    def leaves(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for inside in value.values() for text in leaves(inside)]
        if isinstance(value, list):
            return [text for inside in value for text in leaves(inside)]
        return [value] if isinstance(value, str) else []

    for value in values:
        whole = "\n".join(flattened(value).values())
        assert all(text in whole for text in leaves(value))


def quick(path: Path, *, scanned: bool = False):  # type: ignore[no-untyped-def]
    sheet = JsonSheet(path.name, PlainFile(path.name, path), "", "utf-8", 0, quick_from_bytes=0)
    connection = connect()
    base = sheet.load(connection, "records", path.parent, Watch(), verify=True)
    return base, connection.execute(
        f"SELECT * FROM ({base.rows.select(1, numbered=True)}) ORDER BY line"
    ).fetchall()


def test_large_flat_lines_are_read_by_duckdb_to_the_same_rows(read, write: Write) -> None:  # type: ignore[no-untyped-def]
    lines = [{"id": 1, "Pay": 0.10, "it's": 'a "b" é\nc', "": None}, {"id": 2.5, "late": True, "Pay": ""}]
    del lines[0][""]
    path = write("jobs.jsonl", "\n".join(map(json.dumps, lines)) + "\n")
    base, rows = quick(path)
    small = read(path)
    assert base.names == small.names
    assert [row[:-1] for row in rows] == [
        (line, *cells) for line, cells in zip(small.lines, small.cells, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": {"b": 1}}\n{"a": {"b": 2}}\n',
        '{"a": [1, 2]}\n{"a": [3]}\n',
        '{"a": 1}\n[1]\n',
        '{"a": 1}\nnonsense\n',
        '{"a": 1}\n\n{"a": 2}\n',
        '{"a": 1, "A": 2}\n{"a": 3}\n',
        '{"a": 1, "a": 2}\n{"a": 3}\n',
        '{\n"a": 1}\n{"a": 3}\n',
    ],
)
def test_anything_else_is_left_to_python(write: Write, text: str) -> None:
    from data.intake.reading.jsonlines import JsonLines

    path = write("jobs.jsonl", text)
    lines = JsonLines("jobs.jsonl", PlainFile("jobs.jsonl", path), "utf-8", 0, least_bytes=0)
    assert lines.load(connect(), "records", path.parent, Watch()) is None


def test_very_large_flat_lines_are_scanned(write: Write) -> None:
    from data.intake.reading.jsonlines import JsonLines

    path = write("jobs.jsonl", "".join(f'{{"a": {number}, "b": "x"}}\n' for number in range(5)))
    connection = connect()
    lines = JsonLines(
        "jobs.jsonl", PlainFile("jobs.jsonl", path), "utf-8", 0, least_bytes=0, in_memory_bytes=0
    )
    base = lines.load(connection, "records", path.parent, Watch())
    assert base is not None
    assert base.rows.scanned
    assert (base.read, base.names) == (5, ("a", "b"))
    select = base.rows.select(3, numbered=True, without=[(4, [])])
    assert connection.execute(f"SELECT line, c0 FROM ({select}) ORDER BY line").fetchall() == [
        (3, "2"),
        (5, "4"),
    ]
    assert connection.execute(
        f"SELECT count(c1) FROM ({base.rows.select(1, numbered=False)})"
    ).fetchall() == [(5,)]
