"""``headway areas``: which areas a region can be made of."""

from __future__ import annotations

import sys

from data.reference.areas import AmbiguousArea, Area, UnknownArea, find_areas, resolve_area
from data.reference.pack import load_pack


def list_areas(text: str) -> int:
    """Print the areas that match a text, the best first, or all of them.

    Returns
    -------
    int
        Exit status: 1 when none matches; the nearest spellings then stand on standard error.
    """
    areas = load_pack().areas()
    if text.strip():
        try:
            resolve_area(areas, text)
        except UnknownArea as unknown:
            print(f"headway: {unknown}", file=sys.stderr)
            return 1
        except AmbiguousArea:
            pass
    print("\n".join(_lines(find_areas(areas, text))))
    return 0


def _lines(found: list[Area]) -> list[str]:
    widest = max(len(area.code) for area in found)
    return [f"{area.code:<{widest}}  {area.kind:<8}  {area.title}" for area in found]
