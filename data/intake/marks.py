"""Postings that can be done from anywhere, and those that an agency puts out for somebody else."""

from __future__ import annotations

import re

from data.intake.values import says_nothing

_REMOTE = re.compile(
    r"\b(?:remote|telecommut\w*|telework\w*|work[- ]from[- ]home|wfh|home[- ]based"
    r"|virtual (?:position|role|job))\b"
)
_NOT_REMOTE = re.compile(
    r"\b(?:not|non|no)[- ]?(?:a )?(?:remote|telework|telecommut)\w*"
    r"|\bremote (?:sensing|control|site|area|location|pilot)\b"
)
_YES = frozenset(("yes", "y", "true", "1", "1.0", "t"))
_NO = frozenset(
    (
        "no",
        "n",
        "false",
        "0",
        "0.0",
        "f",
        "none",
        "onsite",
        "on-site",
        "on site",
        "in person",
        "in-person",
        "none",
    )
)
_STAFFING = re.compile(
    r"\b(?:staffing|temps|temp agency|temporary (?:services|help)|personnel (?:services|solutions|group)"
    r"|employment (?:agency|services|solutions|professionals)|recruit(?:ing|ment|ers?)"
    r"|talent (?:solutions|partners)"
    r"|workforce solutions|labor ready|search (?:group|partners)|head ?hunters?)\b"
    r"|^(?:adecco|aerotek|allegis|apex systems|insight global|kelly services|kforce"
    r"|manpower\w*|peopleready|randstad\w*"
    r"|robert half\w*|teksystems|trueblue|spherion|volt workforce|express employment\w*|accountemps"
    r"|officeteam"
    r"|cybercoders|jobot|actalent|beacon hill)\b"
)
_SPACED = r"trim(regexp_replace(lower(text), '[\s\p{Z},]+', ' ', 'g'))"
REMOTE_HINT = f"regexp_matches({_SPACED}, '{_REMOTE.pattern}')"
STAFFING_HINT = f"regexp_matches({_SPACED}, '{_STAFFING.pattern}')"
"""SQL tests that are true of every ``text`` that may say so: of very many names they find the few to ask."""


def is_remote(text: str, *, column: bool = False) -> bool | None:
    """Return whether a text says that the work can be done from anywhere.

    Parameters
    ----------
    text : str
        A title, or what stands in a column on remote work.
    column : bool
        Whether it is the latter: then “yes” is enough, and a plain “no” is told from nothing.

    Returns
    -------
    bool or None
        None where the text does not say it.

    >>> is_remote("Nurse (Remote)"), is_remote("Remote Sensing Analyst"), is_remote("Yes", column=True)
    (True, None, True)
    """
    lower = " ".join(text.casefold().split())
    if column and (says_nothing(lower) or lower in _NO | _YES):
        return None if says_nothing(lower) and lower != "none" else lower in _YES
    if _NOT_REMOTE.search(lower):
        return False if column else None
    return True if _REMOTE.search(lower) else None


def is_staffing(text: str, *, column: bool = False) -> bool:
    """Return whether an employer's name, or a column that says so, tells a staffing agency.

    >>> is_staffing("Ace Staffing LLC"), is_staffing("City Hospital"), is_staffing("true", column=True)
    (True, False, True)
    """
    lower = " ".join(text.casefold().replace(",", " ").split())
    return lower in _YES if column else bool(_STAFFING.search(lower))
