"""Local counts of unemployed people in the documented layout.

Layout (CSV, UTF-8, commas; the header in any order)::

    soc,group,period,unemployed

A row names an occupation (``soc``), or a major group (``group``: ``41``; ``55`` is military, ``ina`` the
people whose occupation is not known), or neither: then it is the total of the region. ``period`` is a month
(``2025-02``); only the latest month of the file is used. ``unemployed`` counts persons.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.dates import month
from data.intake.files import Layout, LocalFile
from data.intake.findings import Finding, FindingLog, IntakeError
from data.intake.occupations import Occupations, major_group
from data.intake.wages import figure

if TYPE_CHECKING:
    from data.reference.pack import Pack

COLUMNS = ("soc", "group", "period", "unemployed")
LAYOUT = Layout("count", COLUMNS, required=("period", "unemployed"), optional=("soc", "group"))
WHOLE_REGION = "00"
"""Code of all occupations together, when a file writes it out."""


@dataclass(frozen=True)
class UnemployedTable:
    """The counts of one file.

    Attributes
    ----------
    rows : pandas.DataFrame
        Grain: occupation, major group or total of the latest month. ``soc`` an occupation of the pack or
        blank; ``group`` two figures, ``ina`` or blank (always blank beside a soc); both blank is the regional
        total; ``period`` as YYYY-MM; ``unemployed`` [persons], float.
    read, accepted, set_aside : int
        Rows of the file; accepted + set aside = read.
    earlier : int
        Accepted rows of earlier months, which `rows` leaves out.
    period : str
        The latest month, YYYY-MM.
    findings : tuple of Finding
        What was met on the way.
    name, sha256 : str
        The file and its checksum.
    rejects : pandas.DataFrame
        Grain: row set aside. ``line``, ``code`` of the finding, ``value`` that stood in the way.
    """

    rows: pd.DataFrame
    read: int
    accepted: int
    set_aside: int
    earlier: int
    period: str
    findings: tuple[Finding, ...]
    sha256: str
    name: str
    rejects: pd.DataFrame


@dataclass(frozen=True)
class _Count:
    line: int
    written: str
    soc: str
    group: str
    period: str
    unemployed: float


def read_unemployed(path: str | Path, pack: Pack) -> UnemployedTable:
    """Read a file of unemployed people in the documented layout.

    Rows of several codes that the pack keeps as one occupation are added together; a row that repeats the
    code and month of an earlier one is set aside, since adding both could count the same people twice.

    Raises
    ------
    IntakeError
        When the file cannot be read, has no rows, lacks a required column, or no row can be used.
    """
    file = LocalFile(path, LAYOUT, log := FindingLog(Path(path).name))
    occupations = Occupations.of(pack)
    counts: list[_Count] = []
    rejects: list[tuple[int, str, str]] = []
    seen: set[tuple[str, str]] = set()
    for batch in file.batches():
        rejects += batch.malformed.itertuples(index=False, name=None)
        cells = (batch.rows[name] for name in COLUMNS)
        for line, *texts in zip(batch.rows["line"], *cells, strict=True):
            count, trouble, value = _count(line, texts, occupations)
            if count and (count.written, count.period) in seen:
                trouble, value = "unemployed-repeated", count.written or "total of the region"
            if count and not trouble:
                seen.add((count.written, count.period))
                counts.append(count)
            else:
                rejects.append((line, trouble, value))
    for line, code, value in sorted(rejects):
        log.add(code, [line], "", [value])
    if not counts:
        raise IntakeError(
            f"No row of {file.name} can be used",
            f"All {len(rejects):,} rows were set aside; the first reason: {log.findings()[0].what}",
            log.findings()[0].what_to_do,
        )
    return _table(file, log, counts, sorted(rejects))


def _table(
    file: LocalFile, log: FindingLog, counts: list[_Count], rejects: list[tuple[int, str, str]]
) -> UnemployedTable:
    latest = max(count.period for count in counts)
    earlier = [count for count in counts if count.period != latest]
    if earlier:
        months = sorted({count.period for count in earlier}, reverse=True)
        log.add("earlier-period", [count.line for count in earlier], "period", months)
    sums: dict[tuple[str, str], float] = {}
    for count in counts:
        if count.period == latest:
            key = (count.soc, count.group)
            sums[key] = sums.get(key, 0.0) + count.unemployed
    rows = pd.DataFrame(
        {
            "soc": pd.Series([soc for soc, _ in sums], dtype="str"),
            "group": pd.Series([group for _, group in sums], dtype="str"),
            "period": pd.Series([latest] * len(sums), dtype="str"),
            "unemployed": pd.Series(list(sums.values()), dtype="float64"),
        }
    )
    return UnemployedTable(
        rows=rows,
        read=len(counts) + len(rejects),
        accepted=len(counts),
        set_aside=len(rejects),
        earlier=len(earlier),
        period=latest,
        findings=log.findings(),
        sha256=file.sha256,
        name=file.name,
        rejects=pd.DataFrame(rejects, columns=["line", "code", "value"]),
    )


def _count(line: int, texts: list[str], occupations: Occupations) -> tuple[_Count | None, str, str]:
    """Read the soc, group, period and number of one row; or say why not, and which value stood in the way."""
    soc_text, group_text, period_text, number_text = texts
    period = month(period_text)
    if period is None:
        return None, "period-unreadable", period_text
    number = figure(number_text)
    if number is None:
        return None, "unemployed-not-a-number", number_text
    soc, group, trouble = _named(soc_text, group_text, occupations)
    if trouble:
        return None, trouble, soc_text if trouble.startswith("code") else group_text
    # Codes that differ as written may lead to one occupation of the pack: those add up, repeats do not.
    written = "".join(letter for letter in soc_text if letter.isdigit())[:6] if soc else group
    return _Count(line, written, soc, group, period, number), "", ""


def _named(soc_text: str, group_text: str, occupations: Occupations) -> tuple[str, str, str]:
    """Occupation, major group and trouble of a row; both blank for the region's total."""
    group = major_group(group_text) if group_text else ""
    if group is None or (group and group != WHOLE_REGION and group not in occupations.groups):
        return "", "", "group-unknown"
    if group == WHOLE_REGION:
        group = ""
    if not soc_text:
        return "", group, ""
    # "43-0000" is the major group and "00-0000" the total, whatever column they stand in.
    whole = major_group(soc_text) if soc_text[2:].lstrip("-") in ("0000", "0000.00") else None
    if whole is not None:
        if group and group != whole:
            return "", "", "group-contradicts-code"
        return ("", "", "") if whole == WHOLE_REGION else _known_group(whole, occupations)
    soc, trouble = occupations.by_code(soc_text)
    if trouble:
        return "", "", trouble
    if group and group != soc[:2]:
        return "", "", "group-contradicts-code"
    return soc, "", ""


def _known_group(group: str, occupations: Occupations) -> tuple[str, str, str]:
    return ("", group, "") if group in occupations.groups else ("", "", "code-unknown")
