"""How alike two pictures of the window are: by the colour and the amount of ink of each of their cells.

Another machine's fonts and smoothing move letters by a pixel; a cell of some words stays about as dark, and
about as busy. What is missing, of another theme or over something else changes both.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

SIZE = QSize(320, 200)
ACROSS, DOWN = 32, 20
"""Cells of a picture: each is 40 by 40 pixels of a window of 1280 by 800."""

COLOUR, INK, LEAST_INK = 12.0, 0.6, 4.0
"""A cell differs when its mean colour does by more than the first (of 255), or its ink by more than such a
share of the greater ink and more than the last."""

ALLOWED = 0.05
"""Share of the cells that may differ."""

Array = np.ndarray[Any, np.dtype[Any]]


def unlike(one: QImage, other: QImage) -> float:
    """Return the share of cells that differ (0–1); all of them for pictures of another size."""
    if one.size() != other.size() or one.isNull():
        return 1.0
    (colours, ink), (colours_now, ink_now) = _cells(one), _cells(other)
    by_colour = np.abs(colours - colours_now).max(axis=2) > COLOUR
    apart = np.abs(ink - ink_now)
    by_ink = (apart > INK * np.maximum(ink, ink_now)) & (apart > LEAST_INK)
    return float((by_colour | by_ink).mean())


def _cells(picture: QImage) -> tuple[Array, Array]:
    """Return the mean colour of each cell, and how much its pixels differ from their neighbours."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), dtype=np.uint8).reshape(plain.height(), plain.bytesPerLine())
    pixels = rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).astype(float)
    # Half as sharp: how letters are smoothed is no matter.
    pixels = pixels.reshape(plain.height() // 2, 2, plain.width() // 2, 2, 3).mean(axis=(1, 3))
    grey = pixels.mean(axis=2)
    steps = np.zeros_like(grey)
    steps[:, 1:] += np.abs(np.diff(grey, axis=1))
    steps[1:, :] += np.abs(np.diff(grey, axis=0))
    return _means(pixels), _means(steps[:, :, None])[:, :, 0]


def _means(pixels: Array) -> Array:
    high, wide = pixels.shape[0] // DOWN, pixels.shape[1] // ACROSS
    cut = pixels[: high * DOWN, : wide * ACROSS]
    return np.asarray(cut.reshape(DOWN, high, ACROSS, wide, -1).mean(axis=(1, 3)))
