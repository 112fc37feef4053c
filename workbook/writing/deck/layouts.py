"""The two layouts of the deck, 16 : 9: a title, what it is measured in, charts and words, a footer."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from workbook.writing.styles import ACCENT, CLASS_STRONG, INK, PANEL, SECONDARY

WIDTH, HEIGHT = 13.333, 7.5
"""Inches of a slide."""

TITLE, FOOTER, NUMBER = 0, 11, 12
SUBTITLE, CHART, WORDS, SECOND_CHART = 13, 14, 15, 16
"""Numbers of the places of a layout."""

CHART_AND_WORDS, TWO_CHARTS = "Chart and words", "Two charts"
_LEFT, _RIGHT, _TOP, _TALL = 0.5, 12.333, 1.78, 4.98
_COLOURS = {
    "dk1": INK,
    "lt1": "#FFFFFF",
    "dk2": SECONDARY,
    "lt2": PANEL,
    "accent1": ACCENT,
    "accent2": CLASS_STRONG["Origin"],
    "accent3": CLASS_STRONG["Target"],
    "accent4": CLASS_STRONG["Historical Adjacency"],
    "accent5": CLASS_STRONG["Mid-wage Origin"],
    "accent6": SECONDARY,
    "hlink": ACCENT,
    "folHlink": SECONDARY,
}
_PLACES = {
    TITLE: ("title", "Title", (_LEFT, 0.3, _RIGHT, 0.98), "b", 2200, True, INK),
    SUBTITLE: ("body", "Unit and vintage", (_LEFT, 1.36, _RIGHT, 0.32), "t", 1300, False, SECONDARY),
    FOOTER: ("ftr", "Footer", (_LEFT, 6.98, 11.2, 0.3), "ctr", 1000, False, SECONDARY),
    NUMBER: ("sldNum", "Slide number", (11.8, 6.98, 1.033, 0.3), "ctr", 1000, False, SECONDARY),
}
_CONTENT = {
    CHART_AND_WORDS: {
        CHART: ("chart", "Chart", (_LEFT, _TOP, 8.2, _TALL), "t", 1500, False, INK),
        WORDS: ("body", "Words", (8.95, _TOP, 3.883, _TALL), "t", 1500, False, INK),
    },
    TWO_CHARTS: {
        CHART: ("chart", "Chart", (_LEFT, _TOP, 8.2, _TALL), "t", 1500, False, INK),
        SECOND_CHART: ("chart", "Second chart", (8.95, _TOP, 3.883, _TALL), "t", 1500, False, INK),
    },
}


_FIELD = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


def empty_deck() -> Any:
    """Return a deck without slides that has our two layouts and no others."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    for layout in list(deck.slide_layouts)[len(_CONTENT) :]:
        deck.slide_layouts.remove(layout)
    master = deck.slide_master
    _set_places(master, _PLACES | {1: _CONTENT[CHART_AND_WORDS][WORDS]})
    for layout, (name, places) in zip(deck.slide_layouts, _CONTENT.items(), strict=True):
        layout.name = name
        layout.element.attrib.pop("type", None)
        _set_places(layout, _PLACES | places)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _coloured(theme.blob)
    return deck


def _set_places(sheet: Any, places: dict[int, Any]) -> None:
    """Put the places of a layout, or of the master, in the stead of those it has."""
    tree = sheet.shapes._spTree
    for shape in list(tree.iterchildren("{*}sp")):
        tree.remove(shape)
    for number, (index, place) in enumerate(places.items(), 2):
        tree.append(_place(number, index, *place))


def _place(
    number: int, index: int, kind: str, name: str, box: Any, anchor: str, size: int, bold: bool, colour: str
) -> Any:
    left, top, width, height = (Inches(inches) for inches in box)
    named = f'type="{kind}"' + ("" if kind == "title" else f' idx="{index}"')
    align = "r" if kind == "sldNum" else "l"
    inner = f'<a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r>'
    if kind == "sldNum":
        inner = f'<a:fld id="{_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
    after = 900 if name == "Words" else 0
    return parse_xml(
        f"<p:sp {nsdecls('p', 'a')}>"
        f'<p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {named}/></p:nvPr></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" rIns="0" tIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/>'
        "</a:bodyPr>"
        f'<a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{after}"/></a:spcAft><a:buNone/>'
        f'<a:defRPr sz="{size}" b="{int(bold)}"><a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'
        f"</a:defRPr></a:lvl1pPr></a:lstStyle><a:p>{inner}</a:p></p:txBody></p:sp>"
    )


def _coloured(theme: bytes) -> bytes:
    """Return the theme with our colours, so that what a person adds has the same look."""
    tree = etree.fromstring(theme)
    space = re.match(r"\{.*\}", tree.tag).group()  # type: ignore[union-attr]
    for name, colour in _COLOURS.items():
        for slot in tree.iter(f"{space}{name}"):
            for child in list(slot):
                slot.remove(child)
            etree.SubElement(slot, f"{space}srgbClr", val=colour[1:])
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
