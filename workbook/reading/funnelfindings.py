"""What can be wrong with a filled hiring funnel, in words: what, why, and what to do."""

from __future__ import annotations

from data.intake.findings import LEFT_BLANK, NOTE, SET_ASIDE, Finding
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
        "The file is no Excel workbook",
        "A filled funnel is read from the .xlsx file that Headway wrote",
        "Ask the employer for the workbook itself; save another form as .xlsx",
    ),
    DAMAGED: (
        SET_ASIDE,
        "The workbook cannot be opened",
        "It is damaged or protected by a password",
        "Open it in Excel, save it again without a password, then read it again",
    ),
    FOREIGN: (
        SET_ASIDE,
        "The workbook is not a hiring funnel of Headway",
        "It lacks the mark by which the form is known, whatever its sheets are called",
        "Write a form with: headway employer --region REGION --out FILE.xlsx",
    ),
    NEWER: (
        SET_ASIDE,
        "A later version of Headway wrote the form",
        "This version does not know how it is laid out",
        "Read it with the later version, or send the employer a new form",
    ),
    CHANGED: (
        SET_ASIDE,
        "Cells of the form are gone",
        "Rows, columns or the names of its cells were taken out",
        "Copy the numbers into a new form",
    ),
    EMPTY: (
        SET_ASIDE,
        "Nothing is filled in",
        "No cell for the counts holds a number that can be used",
        "Ask the employer to fill in the sheet Funnel",
    ),
    TWICE: (
        SET_ASIDE,
        "The same counts were read from another file",
        "Employer, period, occupation and every number are the same",
        "Nothing need be done; the counts are used once",
    ),
    TEXT: (
        SET_ASIDE,
        "A text stands where a number belongs",
        "Only a number can be counted",
        "Write the number of people alone, or leave the cell empty",
    ),
    NEGATIVE: (
        SET_ASIDE,
        "A number is negative",
        "There cannot be fewer people than none",
        "Correct the number, or leave the cell empty",
    ),
    FRACTION: (
        SET_ASIDE,
        "A number has a fraction",
        "People are counted in whole numbers; it may be a share",
        "Write the number of people instead",
    ),
    TOO_LARGE: (
        SET_ASIDE,
        "A number is larger than any employer has people",
        "It may be a telephone number or a date",
        "Correct the number, or leave the cell empty",
    ),
    NO_RESULT: (
        SET_ASIDE,
        "A formula stands where a number belongs, and its result is not in the file",
        "The program that saved the file did not compute it",
        "Open the file in Excel, save it, then read it again",
    ),
    DAY: (
        LEFT_BLANK,
        "A day of the period cannot be read",
        "It is no date",
        "Write it as year, month, day: 2026-01-31",
    ),
    NAMELESS: (
        NOTE,
        "The employer's name is not filled in",
        "The file's name stands for it",
        "Fill it in so that two files of one employer are known as such",
    ),
    SAME_EMPLOYER: (
        NOTE,
        "Another file is of the same employer",
        "Both are used; they may tell of different jobs or periods, or overlap",
        "Check that nobody is counted twice",
    ),
    checks.MORE_THAN_BEFORE: (
        SET_ASIDE,
        "A stage has more people than the one before",
        "The same people are followed from stage to stage, so one of the two is wrong",
        "Ask the employer which; the number of the later stage is not used",
    ),
    checks.MORE_THAN_ALL: (
        SET_ASIDE,
        "A number is larger than that of everybody",
        "People with or without a degree are a part of everybody",
        "Ask the employer which is right; the number of the part is not used",
    ),
    checks.DEGREES_TOO_MANY: (
        NOTE,
        "People with and without a degree are together more than everybody",
        "Somebody is counted twice, or the first block is too small",
        "Ask the employer; the numbers were used as they stand",
    ),
    checks.SEX_DIFFERS: (
        NOTE,
        "Women, men and not stated do not add up to all",
        "A group is incomplete, or all is another number of people",
        "Ask the employer; the numbers were used as they stand",
    ),
    checks.RACE_DIFFERS: (
        NOTE,
        "The groups by race and ethnic origin do not add up to all",
        "A group is incomplete, or all is another number of people",
        "Ask the employer; the numbers were used as they stand",
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
