"""Moves between occupations: résumé shares, title pairs, lists of edges and matrices, in the pack's codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from data.intake.cleaning.census import by_census_code
from data.intake.cleaning.recoding import DETAILED, Recoding, recodings, spread
from data.intake.cleaning.texts import NOT_GIVEN, figures, headings, text_of, whole_sheet
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import ABSENT, READ, SUPPRESSED, TOP_CODED, codes

if TYPE_CHECKING:
    from data.intake.loaded import Source

COLUMNS = (
    *("origin", "destination", "people", "share", "mark", "origin_total", "leave_share"),
    *("region", "sector", "validated", "coded_from", "confidence", "code_mark"),
)
_KEY = ["origin", "destination", "region", "sector", "validated", "coded_from"]
_FIGURES = ("people", "share", "origin_total", "leave_share")
_MARKS = (READ, TOP_CODED, ABSENT, SUPPRESSED)
_YES = ("true", "t", "yes", "y", "1")
Reject = tuple[int, str, str, str]


def clean(source: Source) -> Cleaned:
    """Bring moves between occupations to one row a pair.

    Notes of the mapping: ``layout`` = ``matrix`` for origins down the side and destinations across the top.

    Returns
    -------
    Cleaned
        Grain of the table: origin × destination, further by region, sector and whether somebody checked it
        where the file tells. ``people`` who moved, NaN where the file gives shares only; ``share`` of the
        people who left the origin's jobs (0–1); ``origin_total`` people seen in the origin; ``leave_share``
        of them who left the occupation. ``coded_from`` is ``code`` or ``title``, then ``confidence`` is that
        of the less sure of the two titles. ``code_mark`` is ``split`` where a code of the file is several
        occupations today (shared out by employment). Moves within one occupation are counted, not kept.
    """
    if source.note("layout") == "matrix":
        moves, rejects, rows = _matrix(source)
    else:
        moves, rejects, rows = _edges(source)
    by_title = "origin_title" in moves and "origin" not in source.cells
    coded, lost = _by_title(source, moves) if by_title else _by_code(source, moves)
    rejects += lost
    for line, code, column, text in sorted(rejects):
        source.log.add(code, [line], column, [text])
    within = coded["origin"] == coded["destination"]
    if within.any():
        source.log.add("move-within-occupation", coded.loc[within, "line"].drop_duplicates())
    split = coded[coded["split"]].drop_duplicates("line")
    if len(split):
        source.log.add("code-shared-out", split["line"])
    table = _summed(source, coded[~within])
    aside = {line for line, *_ in rejects}
    facts = {"people": float(np.nansum(table["people"])), "within": int(coded.loc[within, "line"].nunique())}
    return Cleaned(table, rows - len(aside), rejects_of(rejects), facts=facts)


def _edges(source: Source) -> tuple[pd.DataFrame, list[Reject], int]:
    """Read one move, or one pair with its figures, a row; without any figure every row is one person."""
    rows = source.frame()
    moves = pd.DataFrame({"line": rows["line"]})
    for name in ("origin", "destination", "origin_title", "destination_title", "region", "sector"):
        moves[name] = text_of(rows, name)
    moves["validated"] = text_of(rows, "validated").str.casefold().map(_checked).astype("str")
    trouble = pd.Series("", index=rows.index, dtype="str")
    value = pd.Series("", index=rows.index, dtype="str")
    mark = pd.Series(READ, index=rows.index, dtype="str")
    for name in _FIGURES:
        read = figures(text_of(rows, name))
        moves[name] = read["value"]
        bad = ~read["mark"].isin((READ, *NOT_GIVEN)) & (trouble == "")
        trouble, value = trouble.mask(bad, "move-unreadable"), value.mask(bad, text_of(rows, name))
        if name in ("people", "share") and name in rows:
            mark = mark.mask(read["mark"] == SUPPRESSED, SUPPRESSED)
    told = [name for name in ("people", "share") if name in rows]
    if told:
        mark = mark.mask(moves[told].isna().all(axis=1) & (mark == READ), ABSENT)
    else:
        moves["people"] = 1.0
    moves["mark"] = mark
    beyond = moves[["share", "leave_share"]].gt(1.0).any(axis=1) & (trouble == "")
    trouble, value = trouble.mask(beyond, "share-beyond-one"), value.mask(beyond, text_of(rows, "share"))
    good = trouble == ""
    rejects = [
        (int(line), code, "", text)
        for line, code, text in zip(rows["line"][~good], trouble[~good], value[~good], strict=True)
    ]
    return moves[good], rejects, len(rows)


def _checked(text: str) -> str:
    return "" if not text else "yes" if text in _YES else "no"


def _matrix(source: Source) -> tuple[pd.DataFrame, list[Reject], int]:
    """Read origins down the side, destinations across the top: people, or shares where no row exceeds one."""
    whole = whole_sheet(source)
    tops = headings(source)
    side, *others = list(tops)
    cells = np.array([[str(text).strip() for text in row] for row in whole[others].to_numpy()], dtype=object)
    flat = pd.Series(cells.ravel(), dtype="str")
    read = figures(flat)
    values = read["value"].to_numpy().reshape(cells.shape)
    marks = read["mark"].to_numpy().reshape(cells.shape)
    bad = ~np.isin(marks.astype(str), (READ, *NOT_GIVEN))
    rejects = [
        (
            int(whole["line"].iloc[place]),
            "move-unreadable",
            tops[others[int(bad[place].argmax())]],
            str(cells[place][bad[place].argmax()]),
        )
        for place in np.flatnonzero(bad.any(axis=1))
    ]
    shares = (
        bool(np.nansum(values, axis=1).max(initial=0.0) <= 1.0001)
        and not np.nanmax(values, initial=0.0) > 1.0
    )
    keep = (np.nan_to_num(values) > 0) | (marks.astype(str) == SUPPRESSED)
    keep[bad.any(axis=1)] = False
    at, to = np.nonzero(keep)
    moves = pd.DataFrame(
        {
            "line": whole["line"].to_numpy()[at],
            "origin": whole[side].str.strip().to_numpy()[at],
            "destination": np.array([tops[one] for one in others], dtype=object)[to],
            **dict.fromkeys(("region", "sector", "validated"), ""),
            "people": np.nan if shares else values[at, to],
            "share": values[at, to] if shares else np.nan,
            "origin_total": np.nan,
            "leave_share": np.nan,
            "mark": marks[at, to],
        }
    ).astype({"origin": "str", "destination": "str", "mark": "str"})
    blank = whole.loc[~whole["line"].isin(set(moves["line"]) | {line for line, *_ in rejects})]
    known = _recodings(blank[side].str.strip(), source)
    lost = [
        (int(line), "code-unknown", "", text)
        for line, text in zip(blank["line"], blank[side].str.strip(), strict=True)
        if known[text].trouble
    ]
    return moves, [*rejects, *lost], len(whole)


def _recodings(texts: pd.Series[str], source: Source) -> dict[str, Recoding]:
    """Return where SOC codes of 2010 and 2018 and four-figure Census codes lead."""
    found = recodings(texts, source.pack)
    census = by_census_code(source.pack)
    jobs = source.pack.occupations().set_index("soc")["employment_2024"].fillna(0.0)
    for text, one in found.items():
        bare = codes.bare_figures(text)
        if not one.code and bare.isdigit() and len(bare) in (3, 4) and bare.zfill(4) in census:
            several = census[bare.zfill(4)]
            weights = jobs.reindex(list(several)).fillna(0.0).to_numpy()
            parts = weights / weights.sum() if weights.sum() > 0 else np.full(len(several), 1 / len(several))
            found[text] = Recoding(bare.zfill(4), tuple(zip(several, parts.tolist(), strict=True)), DETAILED)
        elif one.level not in (DETAILED, ""):
            found[text] = Recoding(one.code, (), one.level, "code-unknown")
    return found


def _by_code(source: Source, moves: pd.DataFrame) -> tuple[pd.DataFrame, list[Reject]]:
    known = _recodings(pd.concat([moves["origin"], moves["destination"]]), source)
    rejects: list[Reject] = []
    across: dict[str, list[int]] = {}
    for line, origin, destination in zip(moves["line"], moves["origin"], moves["destination"], strict=True):
        for text in (origin, destination):
            if known[text].trouble and source.note("layout") == "matrix" and text == destination:
                across.setdefault(text, []).append(int(line))
            elif known[text].trouble:
                rejects.append((int(line), known[text].trouble, "", text))
                break
    for text, lines in across.items():
        source.log.add("matrix-column-unknown", lines, text)
    aside = {line for line, *_ in rejects}
    rejects = list({line: one for one in reversed(rejects) if (line := one[0])}.values())
    good = moves[~moves["line"].isin(aside) & ~moves["destination"].isin(set(across))]
    first = spread(good, {text: one for text, one in known.items() if not one.trouble}, "origin")
    first = first.rename(columns={"part": "origin_part", "split": "origin_split", "code": "origin_code"})
    first = first.drop(columns="level")
    both = spread(first, {text: one for text, one in known.items() if not one.trouble}, "destination")
    both["people"] = both["people"] * both["origin_part"] * both["part"]
    both["origin_total"] = both["origin_total"] * both["origin_part"]
    both["share"] = both["share"] * both["part"]
    both["split"] = both["split"] | both["origin_split"]
    return both.assign(coded_from="code", confidence=1.0), rejects


def _by_title(source: Source, moves: pd.DataFrame) -> tuple[pd.DataFrame, list[Reject]]:
    """Code both titles by the title index; a row with a title that is not sure enough is set aside."""
    from data.intake.coding.coder import TitleCoder
    from data.intake.coding.corrections import Corrections

    coder = TitleCoder.load(source.pack, Corrections(source.options.corrections.items()))
    titles = list(dict.fromkeys([*moves["origin_title"], *moves["destination_title"]]))
    coded = coder.code(titles)
    least = source.options.least_confidence
    soc = {
        title: one if sure >= least else ""
        for title, one, sure in zip(titles, coded.soc, coded.confidence, strict=True)
    }
    sure = dict(zip(titles, coded.confidence.tolist(), strict=True))
    found = moves.assign(
        origin=moves["origin_title"].map(soc).astype("str"),
        destination=moves["destination_title"].map(soc).astype("str"),
        confidence=np.minimum(moves["origin_title"].map(sure), moves["destination_title"].map(sure)),
        coded_from="title",
        origin_code=moves["origin_title"],
        split=False,
    )
    lost = (found["origin"] == "") | (found["destination"] == "")
    rejects: list[Reject] = [
        (int(line), "title-not-coded", "", first if not origin else second)
        for line, origin, first, second in found[lost][
            ["line", "origin", "origin_title", "destination_title"]
        ].itertuples(index=False)
    ]
    return found[~lost], rejects


def _summed(source: Source, moves: pd.DataFrame) -> pd.DataFrame:
    """Add pairs together that lead to the same occupations.

    Several codes of the file that are one origin today pool their people: a share is that of all of them,
    each code weighing by the people seen in it (alike where the file does not tell).
    """
    work = moves.assign(code_mark=moves["split"].map({True: "split", False: ""}).astype("str"))
    again = work.duplicated(_KEY, keep=False)
    pooled_origins = work.groupby("origin")["origin_code"].transform("nunique") > 1
    if not (again | pooled_origins).any():
        return work.loc[:, list(COLUMNS)].reset_index(drop=True)
    if again.any():
        source.log.add("moves-added", work.loc[again, "line"].drop_duplicates())
    work["weight"] = work["origin_total"].fillna(1.0)
    work["rank"] = (
        work["mark"].map({mark: place for place, mark in enumerate(_MARKS)}).fillna(0).astype("int64")
    )
    codes_once = work.drop_duplicates(["origin", "origin_code"]).assign(
        left=lambda one: one["leave_share"] * one["weight"]
    )
    pooled = codes_once.groupby("origin")
    whole = pooled["weight"].sum()
    totals, left = pooled["origin_total"].sum(min_count=1), pooled["left"].sum(min_count=1) / whole
    work["weighted"] = work["share"] * work["weight"] / work["origin"].map(whole)
    grouped = work.groupby(_KEY, sort=False)
    found = grouped[["confidence", "code_mark"]].first()
    # What is withheld of a sum makes it the least it can be, and it says so.
    found["mark"] = grouped["rank"].max().map(dict(enumerate(_MARKS))).astype("str")
    found["people"] = grouped["people"].sum(min_count=1)
    found["share"] = grouped["weighted"].sum(min_count=1)
    found = found.reset_index()
    found["origin_total"] = found["origin"].map(totals)
    found["leave_share"] = found["origin"].map(left)
    return found[list(COLUMNS)]
