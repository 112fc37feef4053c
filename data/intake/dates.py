"""Days and months as the documented layouts write them: 2025-03-31 and 2025-03."""

from __future__ import annotations

import datetime
import re

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.,+Zz-]*)?")
_MONTH = re.compile(r"([0-9]{4}-[0-9]{2})(?:-[0-9]{2})?")


def day(text: str) -> datetime.date | None:
    """Read a calendar day; a time of day after it is left out.

    Returns
    -------
    datetime.date or None
        None when the text is not a day of the calendar.

    >>> day("2019-03-29T00:00:00.000")
    datetime.date(2019, 3, 29)
    >>> day("29/03/2019") is None
    True
    """
    found = _DAY.fullmatch(text)
    if not found:
        return None
    try:
        return datetime.date.fromisoformat(found.group(1))
    except ValueError:
        return None


def month(text: str) -> str | None:
    """Read a month, as ``YYYY-MM``; a day after it is left out.

    >>> month("2025-02"), month("2025-02-28"), month("2025-13")
    ('2025-02', '2025-02', None)
    """
    found = _MONTH.fullmatch(text)
    if not found:
        return None
    first = day(f"{found.group(1)}-01")
    return f"{first:%Y-%m}" if first and first.year > 0 else None
