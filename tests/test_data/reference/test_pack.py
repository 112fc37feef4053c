"""Reading the shipped pack: only what is asked for, always in the same types, safe to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from data.reference.contract import TABLES, Table
from data.reference.pack import FOLDER, Pack, load_pack

ATLANTA, GEORGIA = "0012060", "1300000"


def test_opening_reads_nothing(tmp_path: Path) -> None:
    assert load_pack(tmp_path / "nowhere").__class__ is Pack


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_columns_and_types_are_the_contract(pack: Pack, table: Table) -> None:
    kinds = {"VARCHAR": "str", "DOUBLE": "float64", "BOOLEAN": "bool"}
    frame = pack.table(table.name)
    assert tuple(frame.columns) == table.column_names
    for column in table.columns:
        kind = str(frame[column.name].dtype)
        if column.sql_type == "INTEGER":
            assert kind == ("float64" if column.nullable else "int64"), column.name
        elif column.sql_type == "DATE":
            assert kind.startswith("datetime64"), column.name
        else:
            assert kind == kinds[column.sql_type], column.name


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_rows_come_in_the_order_of_the_key(pack: Pack, table: Table) -> None:
    frame = pack.table(table.name)
    order = list(table.order)
    assert frame[order].equals(frame[order].sort_values(order, na_position="last").reset_index(drop=True))


def test_wages_hold_the_areas_asked_for_and_no_other(pack: Pack) -> None:
    wages = pack.wages([GEORGIA, ATLANTA, ATLANTA])
    assert wages["area"].unique().tolist() == [ATLANTA, GEORGIA]
    assert wages.equals(wages.sort_values(["area", "soc"]).reset_index(drop=True))
    whole = pack.table("wages")
    expected = whole[whole["area"].isin([ATLANTA, GEORGIA])].reset_index(drop=True)
    pd.testing.assert_frame_equal(wages, expected)


def test_wages_have_one_type_whatever_the_area(pack: Pack) -> None:
    some = pack.wages([ATLANTA])
    none = pack.wages([])
    assert len(none) == 0
    assert none.dtypes.to_dict() == some.dtypes.to_dict()


@pytest.mark.parametrize("code", ["12060", "9999999", ""])
def test_wages_of_an_unknown_area_are_refused(pack: Pack, code: str) -> None:
    with pytest.raises(ValueError, match="has no area"):
        pack.wages([code])


def test_an_unknown_table_is_refused_and_the_known_ones_are_named(pack: Pack) -> None:
    with pytest.raises(ValueError, match=r'no table "wage"; it has areas, wages'):
        pack.table("wage")


def test_changing_a_frame_leaves_the_pack_alone(pack: Pack) -> None:
    occupations = pack.occupations()
    occupations["title"] = "changed"
    occupations.loc[0, "soc"] = "changed"
    assert "changed" not in pack.occupations().iloc[0].tolist()


def test_matrices_cannot_be_changed(pack: Pack) -> None:
    for matrix in (pack.transitions(), pack.element_matrix("level")):
        with pytest.raises(ValueError, match="read-only"):
            matrix[0, 0] = 1.0


def test_transitions_are_aligned_to_the_occupations(pack: Pack) -> None:
    matrix = pack.transitions()
    socs = pack.occupations()["soc"].tolist()
    assert matrix.shape == (len(socs), len(socs))
    assert (np.diag(matrix) == 0).all()
    rows = pack.table("transitions")
    assert matrix.sum() * 1000 == pytest.approx(rows["people_milli"].sum())
    for row in rows.iloc[:: len(rows) // 50].itertuples():
        assert matrix[socs.index(row.origin), socs.index(row.destination)] == row.people_milli / 1000


@pytest.mark.parametrize("value", ["importance", "level"])
def test_elements_are_aligned_to_occupations_and_elements(pack: Pack, value: str) -> None:
    matrix = pack.element_matrix(value)
    socs = pack.occupations()["soc"].tolist()
    elements = pack.table("elements")["element_id"].tolist()
    assert matrix.shape == (len(socs), len(elements))
    rows = pack.table("element_scores")
    for row in rows.iloc[:: len(rows) // 50].itertuples():
        assert matrix[socs.index(row.soc), elements.index(row.element_id)] == getattr(row, value)


def test_an_unknown_kind_of_value_is_refused(pack: Pack) -> None:
    with pytest.raises(ValueError, match='"importance" or "level", not "weight"'):
        pack.element_matrix("weight")


def test_vintage_of_a_table_names_each_source_once(pack: Pack) -> None:
    assert pack.vintage("oews") == "May 2025"
    assert pack.vintage("wages") == "May 2025"
    assert pack.vintage("technologies").count("29.3") == 1
    with pytest.raises(ValueError, match="neither a source nor a table"):
        pack.vintage("nothing")


def test_the_version_changes_with_any_table(pack: Pack, tmp_path: Path) -> None:
    described = (FOLDER / "sources.toml").read_text(encoding="utf-8")
    checksum = next(record.sha256 for record in pack.table_records() if record.name == "claims")
    changed = described.replace(checksum, "0" * 64)
    (tmp_path / "sources.toml").write_text(changed, encoding="utf-8")
    assert len(pack.version) == 12
    assert load_pack(tmp_path).version != pack.version


def test_the_pack_may_lie_anywhere(pack: Pack, tmp_path: Path) -> None:
    folder = tmp_path / "it's a folder – with ümlauts"
    (folder / "tables").mkdir(parents=True)
    shutil.copy(FOLDER / "tables" / "areas.parquet", folder / "tables")
    assert load_pack(folder).areas().equals(pack.areas())


def test_a_missing_file_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"areas\.parquet is missing\. Install Headway again\."):
        load_pack(tmp_path).areas()
    with pytest.raises(FileNotFoundError, match=r"sources\.toml is missing"):
        load_pack(tmp_path).sources()
