"""From the areas that files name to the areas of the reference pack."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.reference.pack import Pack


def area_finder(pack: Pack) -> Callable[[str], str | None]:
    """Return a function from an area as a file writes it to the pack's code, None when it is not known.

    A file may write the code that people type ("12060", a state's "13"), the pack's seven figures, or the
    area's full title.
    """
    areas = pack.table("areas")
    known: dict[str, str] = {}
    for name in ("title", "code", "area"):
        known.update(zip(areas[name].str.casefold(), areas["area"], strict=True))

    def area_of(text: str) -> str | None:
        return known.get(text.casefold())

    return area_of
