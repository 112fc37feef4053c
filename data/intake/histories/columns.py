"""Which column of a history file holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data.intake.findings import IntakeError

PERSON, SOC, TITLE, START, END, EDUCATION = "person", "soc", "title", "start", "end", "education"
FIELDS = (PERSON, SOC, TITLE, START, END, EDUCATION)

_NAMES = {
    PERSON: "person person_id personid person_number person_key worker worker_id individual_id individual"
    " user_id profile_id member_id candidate_id applicant_id seeker_id jobseeker_id participant_id client_id"
    " employee_id resume_id cv_id bgtresid pid uid id",
    SOC: "soc soc_code soccode soc6 soc_2018 soc2018 soc_2018_code soc_2010 soc2010 soc_2010_code onet_soc"
    " onetsoc onet_soc_code onetsoc_code onet onet_code occ occ_code occupation_code occupation_soc"
    " detailed_occupation occupation bgtocc",
    TITLE: "title job_title jobtitle raw_title clean_title position position_title role occupation_title"
    " occupation_name job",
    START: "start start_date startdate date_start job_start job_start_date start_month started begin"
    " beginning begin_date from date_from from_date hired hire_date date_hired first_day startdt start_dt",
    END: "end end_date enddate date_end job_end job_end_date end_month ended finish finish_date until to"
    " date_to to_date separation_date termination_date last_day enddt end_dt",
    EDUCATION: "education education_level educationlevel highest_education highest_education_level degree"
    " highest_degree degree_level max_degree attainment educational_attainment education_attained edu"
    " edu_level",
}
NAMES: Mapping[str, tuple[str, ...]] = {field: tuple(names.split()) for field, names in _NAMES.items()}
"""Names by which a column is known, best first; compared without case, blanks and punctuation."""

_MEANT = {
    PERSON: "the person's number",
    SOC: "the SOC code",
    TITLE: "the job title",
    START: "the first day of the job",
    END: "its last day",
    EDUCATION: "the person's education",
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
            f"Job histories have no field “{unknown[0]}”",
            f"Their fields are {', '.join(FIELDS)}",
            "Name one of these",
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
                raise _missing(
                    file, header, f"no column “{asked[field]}”, which was named for {_MEANT[field]}"
                )
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
        raise _missing(file, header, "no column for " + " and for ".join(_MEANT[field] for field in wanted))
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _missing(file: str, header: Sequence[str], what: str) -> IntakeError:
    shown = ", ".join(header[:12]) + (" …" if len(header) > 12 else "")
    return IntakeError(
        f"The file {file} has {what}",
        f"Its columns are: {shown}",
        "Say which column holds what, or code the titles first where there is no SOC code",
    )
