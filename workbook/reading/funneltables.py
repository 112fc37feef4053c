"""What was read of employers' files, as tables and as an answer: sentence, rates, counts, files, findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.dictionaries import columns
from data.intake.findings import Finding
from data.language import say, say_count
from workbook.model.answer import Answer, Shown
from workbook.model.funnel import Funnel, degree_share, per_posting
from workbook.model.funnel_tables import all_steps, counts_table, funnel_sentences, postings_sentence
from workbook.model.pictures.hiring import Hiring, hiring_picture

if TYPE_CHECKING:
    # What reads workbooks takes a fifth of a second to load; that there is none yet is said without it.
    from workbook.reading.funnel import FunnelsRead
    from workbook.reading.funnelcells import FileRead

RATES_FIRST = (
    *("employer", "population", "group", "step_label", "rate_share", "impact_ratio", "reading", "p_value"),
    *("highest_group", "entered", "went_on"),
)
TOO_FEW = say(
    "Nothing can be shown: too few employers counted the same stages from applicants to people hired."
)
NO_FILES = say(
    "No filled funnel is read yet. Make a workbook for an employer, and read it back when it is filled."
)
NEXT = say(
    "Here the rates of every step would stand, by group and degree, with the four-fifths "
    "rule and Fisher's exact test. Press “Make a workbook…” for a form that an employer "
    "fills in with Excel, and “Read files…” when it comes back; files and folders can "
    "also be dropped here."
)
ALL = (0, "total")
NOTHING_MET = say("Nothing was met in the files: every cell that is filled is used.")
NO_RATES = say("No rate can be computed: two stages of one group have to be known.")


def funnel_answer(read: FunnelsRead, given: Mapping[str, float]) -> Answer:
    """Return what the files say, employer by employer.

    Parameters
    ----------
    read : FunnelsRead
        What was read.
    given : mapping of str to float
        Parameters of the group Employers.
    """
    steps = all_steps(read.funnels, given)
    sentences = [*_used(read), *(funnel_sentences(steps, who(read.funnels)) if read.accepted else ())]
    if read.accepted == 1:
        sentences += postings_sentence(read.funnels[0].counts, say("of {who}", who=who(read.funnels)))
    return Answer(
        sentences[1] if len(sentences) > 1 else sentences[0],
        (
            Shown(say("Rates"), "funnel", steps, "", "step_label", RATES_FIRST, NO_RATES),
            Shown(say("Counts"), "funnel_counts", counts_table(read.funnels), "", "group", lacking=NO_RATES),
            Shown(say("Files"), "funnel_files", files_table(read.files), "", "file"),
            Shown(
                say("Findings"),
                "funnel_findings",
                findings_table(read.findings),
                "",
                "what",
                lacking=NOTHING_MET,
            ),
        ),
        tuple(sentences),
    )


def pooled_answer(read: FunnelsRead, given: Mapping[str, float]) -> Answer:
    """Return what all employers together come to, without a name; small counts and those of few are withheld.

    Parameters
    ----------
    read : FunnelsRead
        What was read.
    given : mapping of str to float
        Parameters.
    """
    # SciPy's optimizers, which look for what could be worked out, take a quarter of a second to load.
    from workbook.model.funnel_pool import WITHHELD, pooled, pooled_sentences, pooled_steps

    found = pooled(read.funnels, given)
    steps = pooled_steps(found, given)
    shown = steps[steps["reading"] != WITHHELD]
    sentences = pooled_sentences(found, steps, given)
    told = funnel_sentences(shown, say("all employers together")) if len(shown) else []
    asked = postings_sentence(found.shown, say("of all together")) if told else []
    sentences = [sentences[0], *told, *asked, *sentences[1:]]
    return Answer(
        sentences[1] if told else sentences[0],
        (Shown(say("Rates"), "funnel", steps, "", "step_label", RATES_FIRST, TOO_FEW),),
        tuple(sentences),
    )


def no_answer() -> Answer:
    """Return what is said before any file is read."""
    steps = all_steps((), {})
    shown = Shown(say("Rates"), "funnel", steps, "", "step_label", RATES_FIRST, NEXT)
    return Answer(NO_FILES, (shown,))


def funnel_picture(read: FunnelsRead, given: Mapping[str, float], *, pooled: bool) -> Hiring | None:
    """Return the picture of one employer, or of all together; pooled it shows what may be shown."""
    if not read.accepted:
        return None
    if pooled:
        from workbook.model.funnel_pool import pooled as add_up

        found = add_up(read.funnels, given)
        return hiring_picture(
            found.shown, say("{count} employers together", count=f"{found.employers[ALL]:,}")
        )
    if read.accepted == 1:
        return hiring_picture(read.funnels[0].counts, who(read.funnels))
    counts = np.array([one.counts for one in read.funnels])
    complete = np.isfinite(counts[:, 1:, 1:6, 0]).all(axis=(1, 2))
    if not complete.any():
        return None
    whose = say(
        "the {count} of {files} files that count all stages by degree, added up",
        count=int(complete.sum()),
        files=read.accepted,
    )
    return hiring_picture(counts[complete].sum(axis=0), whose)


def who(funnels: Sequence[Funnel]) -> str:
    """Return whose funnels these are, for a sentence."""
    return (
        funnels[0].name if len(funnels) == 1 else say("{count} employers' files", count=f"{len(funnels):,}")
    )


def _used(read: FunnelsRead) -> list[str]:
    count, met = f"{read.read:,}", len(read.findings)
    if not read.accepted:
        return [
            say_count(
                "None of {count} file can be used; the findings say why.",
                "None of {count} files can be used; the findings say why.",
                read.read,
                count=count,
            )
        ]
    findings = say_count("{count} finding", "{count} findings", met, count=f"{met:,}")
    return [
        say_count(
            "{count} file read, {accepted} accepted, {aside} set aside; {findings}.",
            "{count} files read, {accepted} accepted, {aside} set aside; {findings}.",
            read.read,
            count=count,
            accepted=f"{read.accepted:,}",
            aside=f"{read.set_aside:,}",
            findings=findings if met else say("no findings"),
        )
    ]


def files_table(files: Sequence[FileRead]) -> pd.DataFrame:
    """Return one row per file: what it is about and how much of it is used."""
    return pd.DataFrame([_file(one) for one in files], columns=list(columns("funnel_files")))


def _file(one: FileRead) -> dict[str, object]:
    known = one.funnel or Funnel(one.name)
    applicants, hired = (float(known.counts[0, stage, 0]) for stage in (1, 5))
    return {
        "file": one.name,
        "employer": known.employer,
        "occupation": known.occupation,
        "place": known.place,
        "begins": "" if known.begins is None else known.begins.isoformat(),
        "ends": "" if known.ends is None else known.ends.isoformat(),
        "state": say("accepted") if one.funnel is not None else say("set aside"),
        "cells_read": one.cells_read,
        "cells_accepted": one.cells_accepted if one.funnel is not None else 0,
        "cells_set_aside": one.cells_set_aside if one.funnel is not None else one.cells_read,
        "applicants": applicants,
        "hired": hired,
        "applicants_per_posting": per_posting(known.counts),
        "degree_share": degree_share(known.counts),
    }


def findings_table(findings: Sequence[Finding]) -> pd.DataFrame:
    """Return one row per finding."""
    rows = [
        {
            "file": one.file,
            "severity": one.severity,
            "where": one.where,
            "what": one.what,
            "why": one.why,
            "what_to_do": one.what_to_do,
            "code": one.code,
            "count": float(one.count) if one.count else np.nan,
        }
        for one in findings
    ]
    return pd.DataFrame(rows, columns=list(columns("funnel_findings")))
