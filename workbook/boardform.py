"""How the inputs of a board workbook are laid out: written for a board, filled in, read back."""

from __future__ import annotations

FORM, VERSION = "Headway board workbook", 1
"""What the sheet of identity says, so that a workbook is known again, and the version of its inputs."""

IDENTITY, IDENTITY_TABLE = "Headway identity", "HeadwayIdentity"
"""The very hidden sheet that holds what was exported, and its table."""
ENTRY, CONTENT = "Entry", "Content"
"""Headings of that table."""
FORM_ENTRY, VERSION_ENTRY, REGION_ENTRY, PROGRAM_ENTRY = "form", "version", "region", "program"
PLAN_ENTRY, CHECK_ENTRY = "plan", "check"
PIECE = 30_000
"""Letters of the exported plan that one cell takes; Excel holds 32,767."""

ASSUMPTIONS, MATRIX, PRIORITIES = "Assumptions", "Matrix", "Priorities"
OVERRIDES, PROGRAMMES = "Overrides", "BoardProgrammes"
"""Names of the tables that hold inputs."""

NAME, VALUE, SOC, NOTE = "Name", "Value", "SOC", "Board’s note"
OCCUPATION, CLASS_NOW, CLASS_BY_HAND, REASON, CHECK = (
    "Occupation",
    "Class in this workbook",
    "Class by hand",
    "Reason",
    "Check",
)
PROGRAMME, PROVIDER, CREDENTIAL = "Programme", "Provider", "Credential"
COST, WEEKS, SEATS, KEY = "Cost per person", "Weeks", "Seats a year", "Row"
PROGRAMME_HEADINGS = {
    "soc": SOC,
    "title": PROGRAMME,
    "provider": PROVIDER,
    "credential": CREDENTIAL,
    "cost_usd": COST,
    "weeks": WEEKS,
    "seats": SEATS,
}
"""Heading of each field of a programme."""

SCENARIO = "scenario"
"""Name of the row of Assumptions that chooses the demand scenario."""
MULTIPLIERS, CODE, OWN = "Multipliers", "Code", "Own multipliers"
"""Table and columns of a board's own multipliers; `OWN` is also the choice that puts them in use."""
BOARD_SCENARIO, BOARD_SCENARIO_TITLE = "board_multipliers", "Multipliers of the board"
"""What they are called in a plan."""

EMPTY_ROWS = 15
"""Rows left free for a board on the sheets of overrides and programmes."""
