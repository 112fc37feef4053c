"""Trouble that a person can mend: said in one plain sentence each of what, why and what to do."""

from __future__ import annotations


class PlannerError(Exception):
    """Something in the planner's world stopped the work: a file, a name, a number, the disk.

    Parameters
    ----------
    what
        What did not work, as a sentence without its full stop.
    why
        Why, as far as the program can tell.
    what_to_do
        The next step for the reader.
    """

    def __init__(self, what: str, why: str, what_to_do: str) -> None:
        self.what, self.why, self.what_to_do = (part.strip().rstrip(".") for part in (what, why, what_to_do))
        super().__init__(f"{self.what}. {self.why}. {self.what_to_do}.")

    def __reduce__(self) -> tuple[object, ...]:
        """Make it again from its sentences: it may be told in another process than it was met."""
        return PlannerError, (self.what, self.why, self.what_to_do)
