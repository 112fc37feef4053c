"""What of the planner's own counts may be shared, and a plan that rests on nothing else.

Counted people are those out of work, by occupation or whatever else, those who moved in a loaded table, those
who completed a training, and those behind an income. Of these, cells of fewer people than the limit are taken
out of the tables before anything is computed, with as many others as it takes that no total gives them back.
Everything a shared export holds is then worked out from what is left and from public figures: no measure,
rank or sum of it can tell more than the counts that are published. Where a count was taken out the figure is
imputed as if the file had never given it, and its kind is ``withheld``.

Postings, jobs, wages and programmes count no people. Modelled and imputed figures are no records of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.intake.findings import Finding
from data.intake.unemployment import UnemployedTable
from data.language import say, say_count
from workbook.model.localtables import NONBA_WAGES, OUTCOMES, TRANSITIONS, LocalTable
from workbook.model.sharedtotals import counts_of, shared_rows
from workbook.model.snapshots import OF_THE_PACK, UNEMPLOYMENT, Snapshot
from workbook.model.suppression import suppressed
from workbook.model.toldcounts import wholes_of

if TYPE_CHECKING:
    from data.reference.pack import Pack

WITHHELD_CODE = "counts-withheld"
"""Code of the finding that says how many counts are withheld."""

_OUTCOME_FIGURES = (
    "completers",
    "completion_share",
    "placement_share",
    "placement_q4_share",
    "retention_share",
    "earnings_usd",
    "earnings_q4_usd",
)


@dataclass(frozen=True)
class SharedFiles:
    """The planner's counts as they may be shared; `earlier` are the months that may stand beside them."""

    unemployed: UnemployedTable | None
    tables: tuple[LocalTable, ...]
    earlier: tuple[Snapshot, ...] = ()


def shared_files(
    pack: Pack,
    unemployed: UnemployedTable | None,
    tables: Sequence[LocalTable],
    limit: float,
    earlier: Sequence[Snapshot] = (),
) -> SharedFiles:
    """Return the planner's counts without those of fewer people than the limit.

    Months tracked that rest on counts of the planner's own are left out: their ranks were worked out from
    counts that are withheld here.
    """
    change = {TRANSITIONS: shared_moves, OUTCOMES: shared_outcomes, NONBA_WAGES: shared_incomes}
    return SharedFiles(
        None if unemployed is None else shared_unemployed(pack, unemployed, limit),
        tuple(change[one.kind](one, limit) if one.kind in change else one for one in tables),
        tuple(one for one in earlier if not _of_own_counts(one)),
    )


def _of_own_counts(month: Snapshot) -> bool:
    own = {one.kind for one in month.sources if one.layout != OF_THE_PACK}
    return bool(own & {UNEMPLOYMENT, TRANSITIONS, OUTCOMES, NONBA_WAGES})


def shared_unemployed(pack: Pack, told: UnemployedTable, limit: float) -> UnemployedTable:
    """Return the counts of people out of work that may be shared, and which occupations lost theirs.

    The checksum of the file is left out, since it would confirm a guess, and so are findings that quote
    its rows. Of earlier months only all civilians are kept.
    """
    counts = counts_of(pack, told.rows)
    withheld = suppressed(counts.table, limit)
    rows, lost = shared_rows(told.rows, counts, withheld)
    small = int((withheld & counts.table.small(limit))[: len(counts.names)].sum())
    others = int(withheld[: len(counts.names)].sum()) - small
    wholes = [(month, people) for month, people in wholes_of(pack, told.months) if people >= limit]
    months = pd.DataFrame(wholes, columns=["period", "unemployed"])
    months = months.assign(**dict.fromkeys(("soc", "group", "industry", "demographic"), ""))
    now = months["period"] == told.period
    if not counts.total_open(withheld):
        months = months.assign(unemployed=months["unemployed"].mask(now, counts.total))
    else:
        months = months[~now]
    return replace(
        told,
        rows=rows,
        months=months[list(told.rows.columns)],
        sha256="",
        findings=_said(told.name, small, others, limit),
        withheld=frozenset(lost) if withheld.any() else None,
    )


def _said(file: str, small: int, others: int, limit: float) -> tuple[Finding, ...]:
    if not small:
        return ()
    values = {"count": f"{small:,}", "limit": f"{limit:g}", "others": f"{others:,}"}
    if others:
        what = say_count(
            "{count} count of fewer than {limit} people is withheld, and {others} more that would give it "
            "back",
            "{count} counts of fewer than {limit} people are withheld, and {others} more that would give "
            "them back",
            small,
            **values,
        )
    else:
        what = say_count(
            "{count} count of fewer than {limit} people is withheld",
            "{count} counts of fewer than {limit} people are withheld",
            small,
            **values,
        )
    return (
        Finding(
            WITHHELD_CODE,
            "note",
            file,
            "",
            what,
            say("This is an edition to be shared; figures in their place are imputed from what is published"),
            say("Use the plan itself, not this edition, where the counts are needed"),
            small + others,
        ),
    )


def shared_moves(told: LocalTable, limit: float) -> LocalTable:
    """Return a table of moves without the pairs of fewer people than the limit, in people and in shares.

    What leaves an occupation is added up from the pairs that are left, so no total gives the others back.
    """
    rows = told.rows
    people = rows["people"].groupby([rows["origin"], rows["destination"]]).transform(_sum)
    small = (people > 0) & (people < limit)
    if not small.any():
        return told
    left = rows[~small].reset_index(drop=True)
    totals = [name for name in ("origin_total", "leave_share") if name in left]
    pairs = len(rows.loc[small, ["origin", "destination"]].drop_duplicates())
    left = left.assign(**dict.fromkeys(totals, np.nan))
    return replace(told, rows=left, sha256="", findings=_said(told.name, pairs, 0, limit))


def _sum(values: pd.Series) -> float:
    return float(values.sum(min_count=1))


def shared_outcomes(told: LocalTable, limit: float) -> LocalTable:
    """Return outcomes of training without those that rest on fewer people than the limit.

    A row that does not say how many people it rests on is kept: its publisher let it stand.
    """
    small = (told.rows["completers"] > 0) & (told.rows["completers"] < limit)
    if not small.any():
        return told
    figures = [name for name in _OUTCOME_FIGURES if name in told.rows]
    rows = told.rows.assign(**{name: told.rows[name].mask(small) for name in figures})
    return replace(told, rows=rows, sha256="", findings=_said(told.name, int(small.sum()), 0, limit))


def shared_incomes(told: LocalTable, limit: float) -> LocalTable:
    """Return incomes without those of fewer people than the limit; they are estimated as without the file.

    A row that does not say how many people it rests on is kept: its publisher let it stand.
    """
    small = (told.rows["people"] > 0) & (told.rows["people"] < limit)
    if not small.any():
        return told
    rows = told.rows.assign(income_usd=told.rows["income_usd"].mask(small))
    return replace(told, rows=rows, sha256="", findings=_said(told.name, int(small.sum()), 0, limit))
