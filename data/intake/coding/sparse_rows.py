"""The one place that makes sparse matrices; SciPy is imported with the first, not when the program starts."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt


def sparse_rows(
    values: npt.NDArray[np.floating[Any]],
    rows: npt.NDArray[np.integer[Any]],
    columns: npt.NDArray[np.integer[Any]],
    shape: tuple[int, int],
) -> Any:
    """Make a matrix stored by rows; values given for the same cell are added."""
    from scipy import sparse  # type: ignore[import-untyped,import-not-found,unused-ignore]

    return sparse.csr_matrix((values, (rows, columns)), shape=shape)
