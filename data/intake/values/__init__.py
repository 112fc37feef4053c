"""Reading what cells say: numbers, days, pay, education, places and codes, each distinct text once.

Every module has `read_distinct(values) -> DataFrame` with the column ``text`` as its key and a column
``mark``: blank where the text was read, ``absent`` where it says nothing, ``suppressed`` where a publisher
withholds the figure, ``unreadable`` and the like where something stands there that cannot be used.
"""

READ = ""
ABSENT = "absent"
SUPPRESSED = "suppressed"
TOP_CODED = "top-coded"
UNREADABLE = "unreadable"

NOTHING_WORDS = frozenset(
    [
        *("", "-", "--", "–", "—", "−", ".", "..", "...", "n/a", "na", "#n/a", "nan", "nat", "null", "none"),
        *("\\n", "not available", "not applicable", "not stated", "not specified", "unspecified", "unknown"),
        "n.a.",
    ]
)
"""What people and programs write where there is nothing to say, in small letters."""


def says_nothing(text: str) -> bool:
    """Return whether a cell holds no information.

    >>> says_nothing(" n/a "), says_nothing("0")
    (True, False)
    """
    return text.strip().casefold() in NOTHING_WORDS
