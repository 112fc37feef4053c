"""Parquet files: typed columns as text, and as they are."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from data.intake.findings import IntakeError
from data.intake.reading.rawfile import open_file


@pytest.fixture
def jobs(tmp_path: Path) -> Path:
    path = tmp_path / "jobs.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            "COPY (SELECT range AS id, 'Cook ' || range AS \"Job title\", 18.0 + range / 2 AS pay,"
            " DATE '2020-04-01' + range::INT AS posted, TIMESTAMP '2020-04-01' AS seen,"
            " {'city': 'Macon'} AS place,"
            f" NULL AS \"job TITLE\", '' AS note FROM range(500)) TO '{path}' (FORMAT parquet)"
        )
    return path


def test_columns_become_text(read, jobs: Path) -> None:  # type: ignore[no-untyped-def]
    found = read(jobs)
    assert found.names == ("id", "Job title", "pay", "posted", "seen", "place", "job TITLE_1", "note")
    assert found.rows[2] == (
        3,
        "2",
        "Cook 2",
        "19",
        "2020-04-03",
        "2020-04-01",
        '{"city":"Macon"}',
        None,
        None,
        None,
    )
    assert found.rows[1][3] == "18.5"
    assert (found.table.read, found.table.rows, found.table.scanned) == (500, 500, True)


def test_its_own_types_are_kept_beside(jobs: Path) -> None:
    with open_file(jobs) as raw:
        assert raw.sheets[0].rows == 500
        assert raw.sheets[0].columns == 8
        table = raw.table()
        assert table.typed is not None
        total = raw.connection.execute(f"SELECT sum(pay), max(posted) FROM {table.typed}").fetchall()
        assert total[0][0] == 500 * 18 + sum(range(500)) / 2
        preview = raw.preview(rows=10)
        assert preview.lines == tuple(range(1, 11))
        assert not preview.complete


def test_a_damaged_one_is_refused_in_words(jobs: Path) -> None:
    jobs.write_bytes(jobs.read_bytes()[:300])
    with pytest.raises(IntakeError, match="is damaged"), open_file(jobs) as raw:
        raw.table()
