"""Which column of a history file holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data.intake.findings import IntakeError
from data.intake.kinds import kinds
from data.language import say

PERSON, SOC, TITLE, START, END, EDUCATION = "person", "soc", "title", "start", "end", "education"
FIELDS = (PERSON, SOC, TITLE, START, END, EDUCATION)

NAMES: Mapping[str, tuple[str, ...]] = {
    name: one.synonyms for name, one in kinds()["histories"].fields.items()
}
"""Names by which a column is known, best first; compared without case, blanks and punctuation."""

_MEANT = {
    PERSON: say("the person's number"),
    SOC: say("the SOC code"),
    TITLE: say("the job title"),
    START: say("the first day of the job"),
    END: say("its last day"),
    EDUCATION: say("the person's education"),
}


def chosen(header: Sequence[str], asked: Mapping[str, str], file: str, *, titles: bool) -> dict[str, str]:
    """Find the column of each field.

    Parameters
    ----------
    header : sequence of str
        Names as they stand in the file.
    asked : mapping of str to str
        Names that the caller gives, by field; they go before the known ones.
    file : str
        Name of the file, for the sentences.
    titles : bool
        Whether titles can be coded: then a title may stand in place of the SOC code.

    Returns
    -------
    dict of str to str
        Name in the file by field. SOC, title (one of them) and education may be absent.

    Raises
    ------
    IntakeError
        When a field that is needed has no column, or a name the caller gave is not there.
    """
    unknown = sorted(set(asked) - set(FIELDS))
    if unknown:
        raise IntakeError(
            say("Job histories have no field “{field}”", field=unknown[0]),
            say("Their fields are {fields}", fields=", ".join(FIELDS)),
            say("Name one of these"),
        )
    by_name: dict[str, str] = {}
    for name in header:
        by_name.setdefault(_plain(name), name)
    found: dict[str, str] = {}
    for field in FIELDS:
        if field in asked:
            named = asked[field]
            name = named if named in header else by_name.get(_plain(named), "")
            if not name:
                raise _missing(header, _not_there(file, asked[field], field))
            found[field] = name
    taken = set(found.values())
    for field in FIELDS:
        names = (by_name.get(_plain(name)) for name in NAMES[field] if field not in found)
        free = next((name for name in names if name is not None and name not in taken), None)
        if free is not None:
            found[field] = free
            taken.add(free)
    wanted = [field for field in (PERSON, START, END) if field not in found]
    if SOC not in found and not (titles and TITLE in found):
        wanted.append(SOC)
    if wanted:
        fields = say(" and for ").join(_MEANT[field] for field in wanted)
        raise _missing(header, say("The file {file} has no column for {fields}", file=file, fields=fields))
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _not_there(file: str, column: str, field: str) -> str:
    return say(
        "The file {file} has no column “{column}”, which was named for {field}",
        file=file,
        column=column,
        field=_MEANT[field],
    )


def _missing(header: Sequence[str], what: str) -> IntakeError:
    shown = ", ".join(header[:12]) + (" …" if len(header) > 12 else "")
    return IntakeError(
        what,
        say("Its columns are: {columns}", columns=shown),
        say("Say which column holds what, or code the titles first where there is no SOC code"),
    )
