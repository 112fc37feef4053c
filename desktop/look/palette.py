"""The colours of both themes, by what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

CLASS_ORDER = ("Origin", "Mid-wage Origin", "Gateway", "Target", "Historical Adjacency", "Not classified")
"""The classes in the order in which a person climbs."""


@dataclass(frozen=True)
class ClassColour:
    """The two colours of a class: ``strong`` is readable (4.5 : 1) on ``fill`` and on the ground."""

    fill: str
    strong: str


@dataclass(frozen=True)
class Palette:
    """One theme. Every text colour keeps 4.5 : 1 on the grounds it stands on, every control edge 3 : 1."""

    name: str
    ground: str
    panel: str
    raised: str
    ink: str
    secondary: str
    hairline: str
    edge: str
    accent: str
    on_accent: str
    accent_fill: str
    hover: str
    selection: str
    bar: str
    warning: str
    warning_fill: str
    caution: str
    caution_fill: str
    steps: tuple[str, str, str, str]
    classes: Mapping[str, ClassColour]


def _classes(*pairs: tuple[str, str]) -> dict[str, ClassColour]:
    return {name: ClassColour(*pair) for name, pair in zip(CLASS_ORDER, pairs, strict=True)}


LIGHT = Palette(
    name="light",
    ground="#FFFFFF",
    panel="#F6F8FA",
    raised="#FFFFFF",
    ink="#1B2733",
    secondary="#5F6B76",
    hairline="#DDE2E7",
    edge="#7D8893",
    accent="#0B5CA8",
    on_accent="#FFFFFF",
    accent_fill="#E3EEF8",
    hover="#F0F4F8",
    selection="#E2EDF8",
    bar="#CFE3F5",
    warning="#B3261E",
    warning_fill="#FCE8E6",
    caution="#7A6100",
    caution_fill="#FFF3C4",
    steps=("#0B5CA8", "#5E97CC", "#A9C8E6", "#C9CFD6"),
    classes=_classes(
        ("#FBE3B5", "#8F4F00"),
        ("#FFF3C4", "#7A6100"),
        ("#CFE3F5", "#0B5CA8"),
        ("#CDEBDD", "#006B43"),
        ("#EFD5E6", "#8E3A73"),
        ("#ECEEF0", "#5F6B76"),
    ),
)

DARK = Palette(
    name="dark",
    ground="#12181E",
    panel="#1A222A",
    raised="#222C36",
    ink="#E6EBF0",
    secondary="#A3AFBA",
    hairline="#2C3742",
    edge="#6B7884",
    accent="#7DB8F0",
    on_accent="#0C1B2A",
    accent_fill="#16324D",
    hover="#1F2933",
    selection="#1D3A57",
    bar="#1F4568",
    warning="#FF9C93",
    warning_fill="#43201D",
    caution="#E3CF62",
    caution_fill="#353010",
    steps=("#7DB8F0", "#4C82B5", "#2F5577", "#46515C"),
    classes=_classes(
        ("#3A2A0E", "#F2B65A"),
        ("#353010", "#E3CF62"),
        ("#12314F", "#7DB8F0"),
        ("#0F3427", "#66CFA0"),
        ("#3D2236", "#E39ACB"),
        ("#262E36", "#A9B4BE"),
    ),
)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours written ``#RRGGBB``, from 1 to 21.

    >>> round(contrast("#FFFFFF", "#000000"))
    21
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
