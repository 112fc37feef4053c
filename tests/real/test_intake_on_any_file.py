"""Any official or messy file is taken in or refused in words; none crashes the program or loses a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.intake.checking import check

LARGEST_BYTES = 3_000_000


@pytest.mark.parametrize("kind", [None, "postings"])
def test_no_file_crashes_and_no_row_is_lost(kind: str | None, real_data: Path, pack: Any) -> None:
    files = [path for path in real_data.rglob("*") if path.is_file() and path.stat().st_size < LARGEST_BYTES]
    assert len(files) > 50
    for path in files:
        found = check(path, pack, kind)
        assert found.accepted + found.set_aside == found.rows_read, path.name
        assert found.usable == (found.accepted > 0), path.name
        if not found.usable:
            assert found.refusal is not None
            assert path.name in str(found.refusal), path.name
            assert found.refusal.what_to_do
