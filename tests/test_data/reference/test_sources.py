"""What the pack says of its sources: complete, used, attributed, and true to the files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.reference.compile import sha256_of
from data.reference.contract import TABLES
from data.reference.pack import FOLDER, Pack

ONET_ATTRIBUTION = (
    "This product includes information from the O*NET 29.3 Database by the U.S. Department of Labor, "
    "Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license."
)


def test_every_source_is_described(pack: Pack) -> None:
    for source in pack.sources():
        for field in ("publisher", "title", "vintage", "licence", "attribution", "file"):
            assert getattr(source, field).strip(), (source.id, field)
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", source.retrieved), source.id
        assert re.fullmatch(r"[0-9a-f]{64}", source.sha256), source.id
        assert not Path(source.file).is_absolute()


def test_every_table_names_sources_and_every_source_is_used(pack: Pack) -> None:
    known = {source.id for source in pack.sources()}
    used = {source for record in pack.table_records() for source in record.sources}
    assert used == known
    assert [record.name for record in pack.table_records()] == [table.name for table in TABLES]
    assert all(record.sources and record.note for record in pack.table_records())


def test_onet_is_attributed_as_it_asks(pack: Pack) -> None:
    onet = [source for source in pack.sources() if source.id.startswith("onet-")]
    assert len(onet) >= 8
    assert all(source.attribution.startswith(ONET_ATTRIBUTION) for source in onet)


def test_checksums_and_rows_are_those_of_the_shipped_tables(pack: Pack) -> None:
    for record in pack.table_records():
        assert sha256_of(FOLDER / "tables" / f"{record.name}.parquet") == record.sha256, record.name
        assert len(pack.table(record.name)) == record.rows, record.name


@pytest.mark.parametrize("word", ["oews", "onet-skills", "eta-203"])
def test_inputs_are_the_files_at_hand(pack: Pack, real_data: Path, word: str) -> None:
    source = next(source for source in pack.sources() if source.id == word)
    assert sha256_of(real_data / source.file) == source.sha256
