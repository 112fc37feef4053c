"""Postings placed by latitude and longitude, where no text of theirs leads to a metropolitan area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.lookups import Staged
from data.intake.values.places import STATE_ONLY

if TYPE_CHECKING:
    from data.intake.loaded import Source

COORDINATES = ("latitude", "longitude")
PLACED = "coordinates-placed"
OUTSIDE = "coordinates-outside"
_TOLD = ("coordinates-swapped", "coordinates-sign", OUTSIDE, STATE_ONLY)
_NAMED = 30
"""Postings of which a finding keeps line and text."""

_STEPS = 10_000
"""Steps in a degree: coordinates are rounded to some ten metres, and each such spot is placed once."""
NO_AREA = "''::area_text"
_NOT_PLACED = "(places.area = '' OR places.area LIKE '__00000')"


def wanted_coordinates(source: Source) -> tuple[str, ...]:
    """Return the fields of coordinates that are needed: none where no boundaries are given."""
    told = source.options.boundaries is not None and set(COORDINATES) <= set(source.cells)
    return COORDINATES if told else ()


def has_spots(staged: Staged) -> bool:
    """Return whether postings are placed by their coordinates."""
    return set(COORDINATES) <= staged.fields


def learn_spots(source: Source, staged: Staged, places: tuple[str, ...], place_joins: str) -> None:
    """Bring coordinates to counties: table ``spots`` (steps of latitude and longitude, area, county, mark).

    Parameters
    ----------
    source, staged
        The postings.
    places : tuple of str
        Fields that tell places in words.
    place_joins : str
        The join that leads from them to the table ``places``; blank without any.
    """
    if not has_spots(staged) or source.options.boundaries is None:
        return
    from data.intake.boundaries.coordinates import place_coordinates, shapes_at

    open_rows = f"WHERE {_NOT_PLACED}" if places else ""
    told = f"SELECT {_step('latitude')} AS north, {_step('longitude')} AS east"
    rows = f"{told} FROM {staged.relation} AS s {place_joins} {open_rows}"
    asked = (
        f"SELECT DISTINCT north, east FROM ({rows}) WHERE north IS NOT NULL AND east IS NOT NULL ORDER BY ALL"
    )
    with source.watch.over(staged.connection):
        steps = staged.connection.execute(asked).df()
    # Programs write 0, 0 where they know nothing.
    steps = steps[(steps["north"] != 0) | (steps["east"] != 0)].reset_index(drop=True)
    shapes = shapes_at(source.options.boundaries, source.pack)
    degrees = steps.rename(columns={"north": "latitude", "east": "longitude"}) / _STEPS
    found = place_coordinates(degrees, shapes, source.pack)
    texts = found[["area", "county", "mark"]]
    staged.learn("spots", pd.concat([steps.astype("int64"), texts], axis=1))
    _tell(source, staged, f"{place_joins} {spot_join(places)}", shapes.name)


def _tell(source: Source, staged: Staged, joins: str, file: str) -> None:
    """Tell how many postings were placed, and of the coordinates that were mended or lie nowhere."""
    shown = "concat_ws(', ', s.latitude, s.longitude)"
    first = f"min(line, {_NAMED}), arg_min({shown}, line, {_NAMED})"
    told = f"SELECT spots.mark, count(*) AS met, {first} FROM {staged.relation} AS s {joins}"
    with source.watch.over(staged.connection):
        rows = staged.connection.execute(f"{told} WHERE spots.mark IS NOT NULL GROUP BY ALL").fetchall()
    met = {mark: (int(count), lines, texts) for mark, count, lines, texts in rows}
    heading = source.heading("latitude")
    placed = [one for mark, one in met.items() if mark != OUTSIDE]
    if placed:
        lines = sorted(line for _, some, _ in placed for line in some)[:_NAMED]
        source.log.tally(PLACED, sum(count for count, *_ in placed), lines, heading, [file])
    for code in _TOLD:
        if code in met:
            source.log.tally(code, *met[code][:2], heading, met[code][2])


def spot_join(places: tuple[str, ...]) -> str:
    """Return the join from a posting to its spot, behind that to ``places`` where there is one."""
    same = f"spots.north = {_step('latitude')} AND spots.east = {_step('longitude')}"
    return f"LEFT JOIN spots ON {same}" + (f" AND coalesce({_NOT_PLACED}, TRUE)" if places else "")


def area_sql(staged: Staged, places: tuple[str, ...]) -> str:
    """Return the SQL of the area that a posting's own coordinates or texts lead to; blank for none."""
    told = [f"nullif(spots.area, {NO_AREA})"] if has_spots(staged) else []
    told += ["places.area"] if places else []
    return f"coalesce({', '.join(told)}, {NO_AREA})" if told else NO_AREA


def county_sql(staged: Staged, places: tuple[str, ...]) -> str:
    """Return the SQL of the county that a posting's own coordinates or texts tell; blank for none."""
    told = ["nullif(spots.county, '')"] if has_spots(staged) else []
    told += ["places.county"] if {"county", "place"} & set(places) else []
    return f"coalesce({', '.join(told)}, '')" if told else "''"


def not_placed(staged: Staged) -> str:
    """Return the SQL test that no spot tells a posting's area."""
    return f"coalesce(spots.area, {NO_AREA}) = {NO_AREA}" if has_spots(staged) else "TRUE"


def _step(name: str) -> str:
    return f"try_cast(round(try_cast(s.{name} AS DOUBLE) * {_STEPS}) AS BIGINT)"
