"""Any official or messy file given as a local one is refused in words; none crashes the program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.intake.findings import IntakeError
from data.intake.postings import read_postings
from data.intake.unemployment import read_unemployed

LARGEST_BYTES = 3_000_000


@pytest.mark.parametrize("read", [read_postings, read_unemployed])
def test_files_of_other_layouts_are_refused_in_words(real_data: Path, pack: Any, read: Any) -> None:
    files = [path for path in real_data.rglob("*") if path.is_file() and path.stat().st_size < LARGEST_BYTES]
    assert len(files) > 50
    for path in files:
        with pytest.raises(IntakeError) as refused:
            read(path, pack)
        assert path.name in str(refused.value)
        assert refused.value.what_to_do
