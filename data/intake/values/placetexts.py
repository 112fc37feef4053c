"""What people write around the name of a place: remote work, countries, remarks, further places."""

from __future__ import annotations

import re
import unicodedata

BETWEEN = re.compile(r"\s*(?:;|\||\n| / )\s*")
"""What stands between the places of one text."""

_ANYWHERE = re.compile(
    r"\b(?:remote(?:ly)?|telecommut\w*|telework|work(?:ing)? from home|wfh|anywhere|nationwide|virtual"
    r"|home[- ]based)\b",
    re.IGNORECASE,
)
_REMOTE_BEFORE = re.compile(
    r"^(?:(?:fully|100%|partially|hybrid)?\s*"
    r"(?:remote|hybrid(?: work)?|hybrid remote|telework|work from home|on-?site)"
    r"(?:\s+(?:in|from|within)\b|\s*[-–:,]))\s*",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\([^()]*\)")
_COUNTRY = re.compile(
    r"(?:^|[\s,]+)(?:united states(?: of america)?|usa|u\.s\.(?:a\.?)?|us)$",
    re.IGNORECASE,
)
_NOWHERE = re.compile(
    r"(?:multiple|many|various|several|different) (?:locations?|cities|sites|areas|vacancies)(?: .*)?"
    r"|(?:statewide|locations? (?:negotiable|varies|vary|tbd|to be determined)|negotiable|varies|tbd)\b.*",
    re.IGNORECASE,
)
_STATE_BEFORE = re.compile(r"(?:US[- ]+)?(?P<state>[A-Z]{2})\s*-\s*(?P<city>[A-Za-z][A-Za-z .'-]+)")
_STATE_BEHIND = re.compile(
    r"(?P<city>[A-Za-z][A-Za-z .'-]*?)(?:\s+-\s+|\s+)(?P<state>[A-Z]{2})(?P<zip>\s+[0-9]{5}(?:-[0-9]{4})?)?"
)
_SPELLED = {"saint": "st", "fort": "ft", "mount": "mt"}


def plain(text: str) -> str:
    """Write a name of a place in the one form in which names are compared.

    >>> plain("Saint Louis"), plain("St. Louis"), plain("Cañon City")
    ('st louis', 'st louis', 'canon city')
    """
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", " ", bare.replace(".", "").replace("'", "")).split()
    return " ".join(_SPELLED.get(word, word) for word in words)


def is_anywhere(text: str) -> bool:
    """Return whether a place says that the work can be done from anywhere, or from home."""
    return bool(_ANYWHERE.search(text))


def is_nowhere(text: str) -> bool:
    """Return whether a text stands where a place would and names none.

    >>> is_nowhere("Multiple Locations"), is_nowhere("United States"), is_nowhere("Atlanta")
    (True, True, False)
    """
    return not without_country(text) or bool(_NOWHERE.fullmatch(without_country(text)))


def without_country(text: str) -> str:
    """Leave the country out.

    >>> [without_country(text) for text in ("Atlanta, Georgia, United States", "USA", "Columbus")]
    ['Atlanta, Georgia', '', 'Columbus']
    """
    return _COUNTRY.sub("", " ".join(text.split())).strip(" ,;")


def bare(text: str) -> str:
    """Write a free text so that the city stands before its state, without remarks.

    >>> bare("Hybrid work in Atlanta, GA"), bare("Marietta, GA 30060 (Downtown area)"), bare("US-GA-Athens")
    ('Atlanta, GA', 'Marietta, GA 30060', 'Athens, GA')
    >>> bare("Athens GA"), bare("Atlanta - GA"), bare("Washington DC, District of Columbia")
    ('Athens, GA', 'Atlanta, GA', 'Washington DC, District of Columbia')
    """
    told = without_country(_REMARK.sub("", _REMOTE_BEFORE.sub("", " ".join(text.split()))))
    found = _STATE_BEFORE.fullmatch(told) or _STATE_BEHIND.fullmatch(told)
    return f"{found['city'].strip()}, {found['state']}{found.groupdict().get('zip') or ''}" if found else told


def parted(texts: dict[str, str]) -> list[dict[str, str]]:
    """Return each place that the fields of a row name together; one where they name no more.

    >>> parted({"city": "Macon; Rome", "state": "GA; GA"})
    [{'city': 'Macon', 'state': 'GA'}, {'city': 'Rome', 'state': 'GA'}]
    >>> parted({"city": "Macon; Rome", "state": "GA"})
    [{'city': 'Macon', 'state': 'GA'}, {'city': 'Rome', 'state': 'GA'}]
    """
    lists = {name: [one for one in BETWEEN.split(text) if one] for name, text in texts.items()}
    count = max((len(one) for one in lists.values()), default=0)
    if count < 2:
        return [texts]
    return [
        {
            name: parts[place] if place < len(parts) else parts[-1]
            for name, parts in lists.items()
            if parts and (place < len(parts) or len(parts) == 1)
        }
        for place in range(count)
    ]
