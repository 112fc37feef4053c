"""Loaded counts of people out of work as the model reads them: of the region, of one measure, by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.counts import of_areas
from data.intake.cleaning.periods import latest
from data.intake.findings import Finding
from data.intake.unemployment import COLUMNS, UnemployedTable
from data.language import say
from data.reference.statenames import states_named
from workbook.errors import PlannerError
from workbook.loadedfiles import in_common
from workbook.model.region import states_of

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from data.reference.pack import Pack

COUNTED = ["soc", "group", "industry", "demographic", "period"]
PLACE = ["area", "county"]


def unemployed_table(
    files: Sequence[Loaded], areas: Sequence[str], pack: Pack | None = None
) -> UnemployedTable:
    """Return loaded counts of people out of work as the model reads them.

    Kept are the figures of the region: those of its areas, and those that name no place unless the file's
    name or title names another state. Where figures were measured in several ways (claims, or unemployed by
    survey) those of one count, which name the region if any do. The rows are those of the latest month; a
    figure of a later file goes before that of an earlier one.

    Parameters
    ----------
    files : sequence of Loaded
        Files of the kind unemployment.
    areas : sequence of str
        Areas of the region.
    pack : Pack, optional
        Knows the names of states; without it no file is left out for one.

    Raises
    ------
    PlannerError
        When the files have no figure of the region that the model can use.
    """
    tables = [loaded.rows().assign(file=place) for place, loaded in enumerate(files)]
    every = pd.concat(tables, ignore_index=True)
    here = every[of_areas(every, areas)]
    foreign, wider = _by_state(files, areas, pack)
    nowhere = (here["area"] == "") & (here["county"] == "")
    strange = nowhere & here["file"].isin(list(foreign))
    findings = [_another_state(files[at].name, foreign[at], one) for at, one in _by_file(here[strange])]
    here = here[~strange]
    if not here["unemployed"].notna().any():
        raise _nothing_here(files, foreign, anything=bool(every["unemployed"].notna().any()))
    here, other = _of_one_measure(here)
    findings += [_another_measure(files[at].name, _measure(here), one) for at, one in _by_file(other)]
    unsaid = here[here["measure"] == ""]
    if chosen := _measure(here):
        findings += [_not_stated(files[at].name, chosen, one) for at, one in _by_file(unsaid)]
    here = here[here["file"] == here.groupby([*COUNTED, *PLACE])["file"].transform("max")]
    here, again = _each_place_once(here)
    findings += [_again(files[at].name, one) for at, one in _by_file(again)]
    placeless = here[(here["area"] == "") & (here["county"] == "")]
    findings += [
        _whole_state(files[at].name, wider[at], one) for at, one in _by_file(placeless) if at in wider
    ]
    findings += _without_areas(files, areas, here)
    period = latest(here.loc[here["unemployed"].notna(), "period"])
    months = _summed(here)
    rows = months[months["period"] == period].reset_index(drop=True)
    common = in_common(files)
    common["findings"] = (*common["findings"], *findings)
    earlier = len(here) - int((here["period"] == period).sum())
    measure = _measure(here)
    return UnemployedTable(
        rows=rows, earlier=earlier, period=period, measure=measure, months=months, **common
    )


def _summed(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the places of the region together; a part that was withheld leaves the sum not known."""
    parts = rows.assign(withheld=rows["unemployed"].isna()).groupby(COUNTED, sort=False, as_index=False)
    sums = parts.agg(unemployed=("unemployed", "sum"), withheld=("withheld", "any"))
    return sums.assign(unemployed=sums["unemployed"].mask(sums["withheld"]))[list(COLUMNS)]


def _by_state(
    files: Sequence[Loaded], areas: Sequence[str], pack: Pack | None
) -> tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]]:
    """Return the states that names of files tell: where none is the region's, where one is more than it."""
    if pack is None:
        return {}, {}
    known = pack.areas()
    rows = known[known["area"].isin(list(areas))]
    own = {state for _, row in rows.iterrows() for state in states_of(row)}
    foreign, wider = {}, {}
    for at, loaded in enumerate(files):
        named = states_named(known, f"{loaded.sheet} | {loaded.mapping.notes.get('about', '')}", loaded.name)
        if named and not named & own:
            foreign[at] = named
        elif named and not (rows["kind"] == "state").any():
            wider[at] = named & own
    return foreign, wider


def _of_one_measure(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part the figures of the measure that counts from others: places named go first, then most rows.

    Figures that do not say what they count go with any.
    """
    named = (rows["area"] != "") | (rows["county"] != "")
    told = rows.assign(named=named & rows["unemployed"].notna())
    by_measure = told[told["measure"] != ""].groupby("measure")["named"]
    ranking = pd.DataFrame({"named": by_measure.any(), "rows": by_measure.count()})
    if ranking.empty:
        return rows, rows.iloc[:0]
    chosen = ranking.sort_values(["named", "rows"], ascending=False, kind="stable").index[0]
    kept = rows["measure"].isin([chosen, ""])
    return rows[kept], rows[~kept]


def _measure(rows: pd.DataFrame) -> str:
    return str(rows["measure"].max())


def _each_place_once(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part figures that count from those without a place which others name; parts of a place go with it."""
    nowhere = (rows["area"] == "") & (rows["county"] == "")
    covered = nowhere & ~rows.assign(nowhere=nowhere).groupby(COUNTED)["nowhere"].transform("all")
    whole = (rows["area"] != "") & (rows["county"] == "")
    has_whole = rows.assign(whole=whole).groupby([*COUNTED, "area"])["whole"].transform("any")
    part = (rows["area"] != "") & (rows["county"] != "") & has_whole
    again = covered | part
    return rows[~again], rows[covered]


@dataclass(frozen=True)
class _Left:
    """Figures of one file that were left out: how many, and of which measures."""

    count: int
    measures: tuple[str, ...]


def _by_file(rows: pd.DataFrame) -> list[tuple[int, _Left]]:
    return [
        (int(str(place)), _Left(len(one), tuple(sorted(set(one["measure"]) - {""}))))
        for place, one in rows.groupby("file", sort=True)
    ]


def _another_state(file: str, states: frozenset[str], left: _Left) -> Finding:
    return Finding(
        "counts-of-another-state",
        "note",
        file,
        "",
        say(
            "{count} figures of {states} were left out",
            count=f"{left.count:,}",
            states=_joined(sorted(states)),
        ),
        say(
            "The name or the title of the file tells of a state in which no part of the region "
            "lies, and the figures name no place of their own"
        ),
        say("Load a file of the region, or add a column that names the place if the name misleads"),
        left.count,
    )


def _whole_state(file: str, states: frozenset[str], left: _Left) -> Finding:
    return Finding(
        "counts-perhaps-of-the-state",
        "note",
        file,
        "",
        say("{count} figures that name no place were taken as the region’s", count=f"{left.count:,}"),
        say(
            "The name or the title of the file tells of {states}, which is larger",
            states=_joined(sorted(states)),
        ),
        say("Take the file away if it counts the whole state, or plan for the state"),
        left.count,
    )


def _another_measure(file: str, chosen: str, left: _Left) -> Finding:
    return Finding(
        "counts-of-another-measure",
        "note",
        file,
        "",
        say(
            "{count} figures of {measures} were left out",
            count=f"{left.count:,}",
            measures=_joined([say(one) for one in left.measures]),
        ),
        say("The figures beside them count {measure}, and the two cannot be added up", measure=say(chosen)),
        say("Take one of the files away if the other measure is meant"),
        left.count,
    )


def _not_stated(file: str, chosen: str, left: _Left) -> Finding:
    return Finding(
        "measure-not-stated",
        "note",
        file,
        "",
        say(
            "{count} figures do not say what they count; they were taken as {measure}",
            count=f"{left.count:,}",
            measure=say(chosen),
        ),
        say("The figures beside them count {measure}", measure=say(chosen)),
        say("Take one of the files away if they count something else"),
        left.count,
    )


def _without_areas(files: Sequence[Loaded], areas: Sequence[str], rows: pd.DataFrame) -> Iterator[Finding]:
    """Yield where figures name places and some areas of the region have none."""
    told = rows[rows["unemployed"].notna()]
    covered = {*told["area"], *(told["county"].str[:2] + "00000")}
    missing = [area for area in areas if area not in covered]
    if missing and not ((told["area"] == "") & (told["county"] == "")).any():
        yield Finding(
            "counts-of-part-of-the-region",
            "note",
            ", ".join(loaded.name for loaded in files),
            "",
            say(
                "The figures cover {covered} of the {count} areas of the region",
                covered=len(areas) - len(missing),
                count=len(areas),
            ),
            say("They name no people in {areas}, yet stand for the whole region", areas=_joined(missing)),
            say("Add the figures of the other areas, or plan for those that are covered"),
            len(missing),
        )


def _again(file: str, left: _Left) -> Finding:
    return Finding(
        "counts-without-place",
        "note",
        file,
        "",
        say("{count} figures that name no place were left out", count=f"{left.count:,}"),
        say("Others of the same people and month name the region, and both would count them twice"),
        say(
            "Nothing needs doing, unless the figures without a place are the better ones: then "
            "load them alone"
        ),
        left.count,
    )


def _nothing_here(
    files: Sequence[Loaded], foreign: dict[int, frozenset[str]], *, anything: bool
) -> PlannerError:
    names = say(" and ").join(loaded.name for loaded in files)
    why = say("It gives no number of people out of work")
    if anything:
        why = say("Its figures are of other areas")
    if foreign:
        states = sorted({state for one in foreign.values() for state in one})
        why = say(
            "By its name it is about {states}, and its figures name no place of the region",
            states=_joined(states),
        )
    return PlannerError(
        say("{names} has no figure that counts for the region", names=names),
        why,
        say("Load a file that covers the region, or choose its region first"),
    )


def _joined(words: Sequence[str]) -> str:
    return say(" and ").join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
