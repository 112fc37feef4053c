"""Both themes can be read: text keeps 4.5 : 1, the edges of controls 3 : 1."""

from __future__ import annotations

import pytest

from desktop.look.palette import CLASS_ORDER, DARK, LIGHT, Palette, contrast
from desktop.look.stylesheet import ICONS, stylesheet
from workbook.plan import CLASSES

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)


@BOTH
def test_text_can_be_read(palette: Palette) -> None:
    for ground in (palette.ground, palette.panel, palette.raised, palette.hover, palette.selection):
        for ink in (palette.ink, palette.secondary, palette.accent):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ink, ground in (
        (palette.ink, palette.bar),
        (palette.ink, palette.warning_fill),
        (palette.ink, palette.accent_fill),
        (palette.warning, palette.panel),
        (palette.on_accent, palette.accent),
    ):
        assert contrast(ink, ground) >= 4.5, (ink, ground)


@BOTH
def test_classes_can_be_read_on_their_fill_and_on_the_ground(palette: Palette) -> None:
    for colour in palette.classes.values():
        assert contrast(colour.strong, colour.fill) >= 4.5
        assert contrast(colour.strong, palette.ground) >= 4.5
        assert contrast(colour.strong, palette.panel) >= 4.5


@BOTH
def test_edges_of_controls_can_be_seen(palette: Palette) -> None:
    for ground in (palette.ground, palette.panel, palette.raised):
        assert contrast(palette.edge, ground) >= 3
        assert contrast(palette.accent, ground) >= 3


@BOTH
def test_the_stylesheet_is_whole(palette: Palette) -> None:
    sheet = stylesheet(palette)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    assert all((ICONS / f"{name}-{palette.name}.svg").is_file() for name in ("tick", "arrow"))


def test_the_classes_are_those_of_the_plan() -> None:
    assert CLASS_ORDER == CLASSES
    assert list(LIGHT.classes) == list(DARK.classes) == list(CLASSES)
