"""What can be wrong with a filled hiring funnel, in words: what, why, and what to do."""

from __future__ import annotations

from data.intake.findings import LEFT_BLANK, NOTE, SET_ASIDE, Finding
from data.language import say
from workbook.model import funnel_checks as checks

NOT_A_WORKBOOK, DAMAGED, FOREIGN, NEWER, CHANGED, EMPTY, TWICE = (
    "funnel-not-a-workbook",
    "funnel-damaged",
    "funnel-foreign",
    "funnel-newer",
    "funnel-form-changed",
    "funnel-empty",
    "funnel-twice",
)
TEXT, NEGATIVE, FRACTION, TOO_LARGE, NO_RESULT, DAY, NAMELESS, SAME_EMPLOYER = (
    "funnel-text",
    "funnel-negative",
    "funnel-fraction",
    "funnel-too-large",
    "funnel-formula-without-result",
    "funnel-day",
    "funnel-nameless",
    "funnel-employer-twice",
)
KINDS: dict[str, tuple[str, str, str, str]] = {
    NOT_A_WORKBOOK: (
        SET_ASIDE,
        say("The file is no Excel workbook"),
        say("A filled funnel is read from the .xlsx file that Headway wrote"),
        say("Ask the employer for the workbook itself; save another form as .xlsx"),
    ),
    DAMAGED: (
        SET_ASIDE,
        say("The workbook cannot be opened"),
        say("It is damaged or protected by a password"),
        say("Open it in Excel, save it again without a password, then read it again"),
    ),
    FOREIGN: (
        SET_ASIDE,
        say("The workbook is not a hiring funnel of Headway"),
        say("It lacks the mark by which the form is known, whatever its sheets are called"),
        say("Write a form with: headway employer --region REGION --out FILE.xlsx"),
    ),
    NEWER: (
        SET_ASIDE,
        say("A later version of Headway wrote the form"),
        say("This version does not know how it is laid out"),
        say("Read it with the later version, or send the employer a new form"),
    ),
    CHANGED: (
        SET_ASIDE,
        say("Cells of the form are gone"),
        say("Rows, columns or the names of its cells were taken out"),
        say("Copy the numbers into a new form"),
    ),
    EMPTY: (
        SET_ASIDE,
        say("Nothing is filled in"),
        say("No cell for the counts holds a number that can be used"),
        say("Ask the employer to fill in the sheet Funnel"),
    ),
    TWICE: (
        SET_ASIDE,
        say("The same counts were read from another file"),
        say("Employer, period, occupation and every number are the same"),
        say("Nothing need be done; the counts are used once"),
    ),
    TEXT: (
        SET_ASIDE,
        say("A text stands where a number belongs"),
        say("Only a number can be counted"),
        say("Write the number of people alone, or leave the cell empty"),
    ),
    NEGATIVE: (
        SET_ASIDE,
        say("A number is negative"),
        say("There cannot be fewer people than none"),
        say("Correct the number, or leave the cell empty"),
    ),
    FRACTION: (
        SET_ASIDE,
        say("A number has a fraction"),
        say("People are counted in whole numbers; it may be a share"),
        say("Write the number of people instead"),
    ),
    TOO_LARGE: (
        SET_ASIDE,
        say("A number is larger than any employer has people"),
        say("It may be a telephone number or a date"),
        say("Correct the number, or leave the cell empty"),
    ),
    NO_RESULT: (
        SET_ASIDE,
        say("A formula stands where a number belongs, and its result is not in the file"),
        say("The program that saved the file did not compute it"),
        say("Open the file in Excel, save it, then read it again"),
    ),
    DAY: (
        LEFT_BLANK,
        say("A day of the period cannot be read"),
        say("It is no date"),
        say("Write it as year, month, day: 2026-01-31"),
    ),
    NAMELESS: (
        NOTE,
        say("The employer's name is not filled in"),
        say("The file's name stands for it"),
        say("Fill it in so that two files of one employer are known as such"),
    ),
    SAME_EMPLOYER: (
        NOTE,
        say("Another file is of the same employer"),
        say("Both are used; they may tell of different jobs or periods, or overlap"),
        say("Check that nobody is counted twice"),
    ),
    checks.MORE_THAN_BEFORE: (
        SET_ASIDE,
        say("A stage has more people than the one before"),
        say("The same people are followed from stage to stage, so one of the two is wrong"),
        say("Ask the employer which; the number of the later stage is not used"),
    ),
    checks.MORE_THAN_ALL: (
        SET_ASIDE,
        say("A number is larger than that of everybody"),
        say("People with or without a degree are a part of everybody"),
        say("Ask the employer which is right; the number of the part is not used"),
    ),
    checks.DEGREES_TOO_MANY: (
        NOTE,
        say("People with and without a degree are together more than everybody"),
        say("Somebody is counted twice, or the first block is too small"),
        say("Ask the employer; the numbers were used as they stand"),
    ),
    checks.SEX_DIFFERS: (
        NOTE,
        say("Women, men and not stated do not add up to all"),
        say("A group is incomplete, or all is another number of people"),
        say("Ask the employer; the numbers were used as they stand"),
    ),
    checks.RACE_DIFFERS: (
        NOTE,
        say("The groups by race and ethnic origin do not add up to all"),
        say("A group is incomplete, or all is another number of people"),
        say("Ask the employer; the numbers were used as they stand"),
    ),
}


def finding(code: str, file: str, where: str = "", examples: tuple[str, ...] = (), count: int = 1) -> Finding:
    """Return a finding of the catalogue about a file.

    Raises
    ------
    KeyError
        When the catalogue has no such code.
    """
    severity, what, why, what_to_do = KINDS[code]
    quoted = ", ".join(f"“{example[:40]}”" for example in examples)
    said = f"{what} ({quoted})" if quoted else what
    return Finding(code, severity, file, where, said, why, what_to_do, count, examples)
