"""What pointing at a header shows where no dictionary of columns tells it: a sentence for each column."""

from __future__ import annotations

ANYWHERE = {
    "SOC": "Code of the occupation in the Standard Occupational Classification.",
    "Occupation": "Title of the occupation, as OEWS has it.",
    "Class": "Class of the occupation: see the Glossary. Solved by Headway.",
    "Gateway": "Open Gateway: one with openings and people in reach.",
    "Place": "Place among the candidates; the row’s other cells follow it.",
    "Score": "0–100. Weighted mean of the eight criteria, by the weights on Assumptions. Live.",
    "Rank": "Place among the candidates with the weights of the plan.",
}
BY_TABLE: dict[str, dict[str, str]] = {
    "FirstFive": {
        "Strongest in": "The three criteria that lift the score most above 50. Live.",
    },
    "FirstFifteen": {
        "Accessible openings": "Openings per year that people without a four-year degree can reach. Live.",
        "Wage gain": "USD per year. Pay without a degree less that of the Origins that feed it. Live.",
    },
    "ClassShares": {
        "Jobs": "Published jobs of the class in the region. Live.",
        "Share of jobs": "Share of all published jobs of the region. Live.",
        "Open": "Share of all published jobs: occupations of the class with fewer seekers than openings. "
        "Live.",
        "Contested": "Share of all published jobs: about as many seekers as openings, by Assumptions. Live.",
        "Crowded": "Share of all published jobs: many more seekers than openings, by Assumptions. Live.",
        "Scarce": "Share of all published jobs: too few openings to tell. Live.",
        "What it means": "The class in plain words.",
    },
    "Coverage": {
        "Measure": "The regional total.",
        "Coverage": "Share of the total that the published cells hold.",
        "Covered": "What the published cells add up to.",
        "Total": "The total as it is published for all occupations together.",
        "Published": "Occupations with a figure.",
        "Suppressed": "Occupations whose figure the publisher withheld.",
        "Absent": "Occupations without a row in the region.",
        "Note": "Source, and what to know about it.",
    },
    "SkillGaps": {
        "Skill or knowledge": "Element of O*NET.",
        "Tag": "Interpersonal, cognitive or technical.",
        "Gateways": "Open Gateways with the element among their five largest gaps. Solved by Headway.",
        "People": "Persons. Unemployed people of Origins who would arrive there and lack it. Modelled.",
    },
    "Assumptions": {
        "Group": "What the assumption is about.",
        "Assumption": "Name of the assumption.",
        "Value": "The value in use; blue on yellow may be typed over within its bounds.",
        "Unit": "Unit of the value.",
        "Default": "The value that Headway ships.",
        "Changed": "Whether the value differs from what the workbook was solved with, or from the default.",
        "Least": "Smallest value allowed.",
        "Most": "Largest value allowed.",
        "Takes effect": "Whether everything follows here at once, or classes wait until Headway solves "
        "again.",
        "Meaning": "What the number does.",
        "Source": "Where the default is from.",
        "Name": "Name of the cell in formulas, and of the parameter in files and on the command line.",
    },
    "TrainingGaps": {
        "What transfers first": "Strongest skills and knowledge that people of the feeding Origins bring.",
        "What is missing first": "Largest gaps in skills and knowledge, weighted by where people come from.",
    },
    "TrainingDetail": {
        "What": "Transfers, missing, technology, field of training, or a programme of your list.",
        "Item": "The skill, technology, field or programme.",
        "Kind": "Skill or knowledge; in demand or hot for technologies; the classification of fields.",
        "Tag or code": "Interpersonal, cognitive or technical; CIP code for fields of training.",
    },
    "Multipliers": {
        "Code": "What is multiplied: All, a two-digit NAICS industry, or a major group of the SOC.",
        "Industry or major group": "Title of the industry or major group.",
    },
    "BoardProgrammes": {
        "Programme": "Name of the programme.",
        "Provider": "Who offers it.",
        "Credential": "What its completers earn, such as a certificate or a licence.",
        "Cost per person": "USD per person.",
        "Weeks": "Length in weeks.",
        "Seats a year": "Seats per year; blank where it has no limit.",
        "Check": "What is wrong with the row, blank where nothing is. Live.",
    },
    "Overrides": {
        "Class by hand": "The class that you set, from the list.",
        "Reason": "Why; an override without a reason is not taken.",
        "Check": "What is wrong with the row, blank where nothing is. Live.",
    },
    "Findings": {
        "What": "What was met.",
        "Why it matters": "What it does to the figures.",
        "What to do": "What would mend it.",
        "Kind": "How grave it is.",
        "File or region": "Where it was met.",
        "Where": "Sheet, cell or line.",
        "Rows": "How many rows it touches.",
        "Code": "Name of the rule in the catalogue of findings.",
    },
    "HeadwayIdentity": {
        "Entry": "What the program looks up when it reads the workbook back.",
        "Content": "What was exported.",
    },
    "Sources": {
        "Publisher": "Who publishes the figures.",
        "Source": "Title of the file or data set.",
        "Vintage": "The time the figures are about.",
        "Used for": "Which figures of the workbook rest on it.",
        "Licence": "On what terms it may be used.",
        "Attribution": "The words its publisher asks for.",
        "Retrieved": "Day on which the file was fetched.",
        "File": "Name of the file.",
        "Checksum (SHA-256)": "Fingerprint of the file: the same bytes give the same one.",
    },
    "Glossary": {
        "Where": "Sheet on which the word stands.",
        "Term": "The word, mark or column.",
        "Meaning": "What it means, in plain words.",
        "Unit": "Unit of the figures.",
        "Kind": "Observed, imputed, modelled, live or solved.",
        "Source": "Where the figures are from.",
        "Name in files": "Table and column of the CSV files that Headway writes.",
    },
}


def note_of(table: str, header: str) -> str:
    """Return the note of a header, nothing where none is told.

    >>> note_of("Glossary", "Term")
    'The word, mark or column.'
    """
    told = BY_TABLE.get(table, {}).get(header) or ANYWHERE.get(header, "")
    if not told and header.startswith("Why ("):
        return "Why the rules come to this result: each test with its figure and its line."
    return told
