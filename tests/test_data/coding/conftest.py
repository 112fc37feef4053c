"""The coder of the shipped pack, made once."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="session")
def coder(pack: Any) -> Any:
    """Return a coder of the reference pack as it ships, without corrections."""
    pytest.importorskip("scipy.sparse", reason="coding titles needs SciPy, which is not installed here")
    from data.intake.coding.coder import TitleCoder

    return TitleCoder.load(pack)
