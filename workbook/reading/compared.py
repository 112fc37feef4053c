"""A board workbook beside two plans: the one exported in it, and the one in force."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from data.intake.findings import LEFT_BLANK, SET_ASIDE, Finding
from data.intake.occupations import Occupations
from data.language import say
from workbook.plan import Plan
from workbook.reading.boardfile import BoardFile, FoundTable
from workbook.reading.differences import Difference
from workbook.reading.identity import Exported

WHY_MISSING = say("The sheet, its headings or the column was removed or renamed")
WHAT_MISSING = say("Nothing of it was taken; enter these changes in a workbook that still has it")


@dataclass
class Compared:
    """What is compared, and what was found so far.

    Attributes
    ----------
    file : BoardFile
        The workbook, opened.
    exported : Exported
        What was exported in it.
    plan : Plan
        The plan in force, that changes are for.
    occupations : Occupations
        Codes of the reference pack.
    titles : dict of str to str
        Title of every occupation.
    """

    file: BoardFile
    exported: Exported
    plan: Plan
    occupations: Occupations
    titles: dict[str, str]
    differences: list[Difference] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def table(self, name: str, headings: Collection[str], sheet: str) -> FoundTable | None:
        """Find a table of inputs; one that is gone is a finding."""
        found = self.file.table(name, headings, sheet)
        if found is None:
            needed = ", ".join(f"“{heading}”" for heading in headings)
            what = say(
                "The inputs of the sheet “{sheet}” were not found (columns {columns})",
                sheet=sheet,
                columns=needed,
            )
            self.findings.append(self.finding("board-inputs-missing", sheet, what, WHY_MISSING, WHAT_MISSING))
        return found

    def has_column(self, table: FoundTable, heading: str) -> bool:
        """Return whether a table has a column that it can do without; that it is gone is a finding."""
        if heading in table.columns:
            return True
        what = say(
            "The column “{column}” of the sheet “{sheet}” was not found", column=heading, sheet=table.sheet
        )
        self.findings.append(
            self.finding("board-inputs-missing", table.sheet, what, WHY_MISSING, WHAT_MISSING)
        )
        return False

    def finding(
        self, code: str, where: str, what: str, why: str, what_to_do: str, *, value: str = ""
    ) -> Finding:
        """Return a finding of this workbook; one about a value says that it was not taken."""
        severity = SET_ASIDE if code != "board-inputs-missing" else LEFT_BLANK
        examples = (value,) if value else ()
        what, why, what_to_do = (part.strip().rstrip(".") for part in (what, why, what_to_do))
        return Finding(code, severity, self.file.name, where, what, why, what_to_do, 1, examples)

    def refused(self, found: Difference, what: str, why: str, what_to_do: str) -> Difference:
        """Return a difference that cannot be taken, with the finding that says why."""
        finding = self.finding("board-value", found.place, what, why, what_to_do, value=found.board)
        return replace(found, value=None, finding=finding)

    def called(self, soc: str) -> str:
        """Return an occupation by title and code."""
        return f"{self.titles[soc]} ({soc})" if soc in self.titles else soc
