"""DuckDB as the program opens it: bounded, offline, and without names from Python."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import engine


def _setting(connection: duckdb.DuckDBPyConnection, name: str) -> object:
    row = connection.execute("SELECT current_setting(?)", [name]).fetchone()
    assert row is not None
    return row[0]


def test_limits_are_the_ones_asked_for(tmp_path: Path) -> None:
    with engine.connect(memory_limit_mb=2_000, temp_folder=tmp_path / "spill", threads=2) as connection:
        assert _setting(connection, "threads") == 2
        assert Path(str(_setting(connection, "temp_directory"))).parent == tmp_path / "spill"
        assert _setting(connection, "memory_limit") == "1.8 GiB"


def test_nothing_is_fetched_on_demand() -> None:
    with engine.connect() as connection:
        assert _setting(connection, "autoinstall_known_extensions") is False
        assert _setting(connection, "autoload_known_extensions") is False


def test_one_processor_is_left_for_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 3)
    with engine.connect() as connection:
        assert _setting(connection, "threads") == 2
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    with engine.connect() as connection:
        assert _setting(connection, "threads") == 1


def test_names_in_sql_are_no_python_variables() -> None:
    local = pd.DataFrame({"a": [1]})
    assert len(local) == 1
    with engine.connect() as connection, pytest.raises(duckdb.CatalogException):
        connection.execute("SELECT * FROM local")


def test_more_than_the_memory_limit_spills_to_disk(tmp_path: Path) -> None:
    spill = tmp_path / "spill"
    with engine.connect(memory_limit_mb=100, temp_folder=spill, threads=1) as connection:
        row = connection.execute(
            "SELECT count(*) FROM (SELECT DISTINCT hash(range) AS h, range FROM range(5000000))"
        ).fetchone()
    assert row == (5_000_000,)
    assert list(spill.iterdir()) == []


def test_connections_never_share_a_spill_folder(tmp_path: Path) -> None:
    with engine.connect(temp_folder=tmp_path) as one, engine.connect(temp_folder=tmp_path) as two:
        assert _setting(one, "temp_directory") != _setting(two, "temp_directory")


@pytest.mark.parametrize("wrong", [{"memory_limit_mb": 0}, {"threads": 0}])
def test_impossible_limits_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        engine.connect(**wrong)
