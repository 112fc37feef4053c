"""Employment, openings, separations and education from the BLS Employment Projections.

Tables 1.2 and 1.10 of the 2024–34 round; Table 5.3 (education) of the 2022–32 round, the newest
that carries it. Persons and jobs are published in thousands and given here in ones.
"""

from pathlib import Path

import pandas as pd

from data.reference.compiling.aliases import PROJECTIONS_2022, PROJECTIONS_2024, socs_of
from data.reference.compiling.imputing import KIN, fill_from_kin
from data.reference.compiling.sheets import Row, number, read_rows, text

RATES = ("growth_share", "openings_rate", "exit_rate", "transfer_rate")
COLUMNS = (
    "soc", "employment_2024", "employment_2034", "growth_share", "openings_year", "openings_rate",
    "exit_rate", "transfer_rate", "transfers_year", "projections_mark",
    "entry_education", "experience", "training",
)  # fmt: skip
_PREPARATION = ("entry_education", "experience", "training")
_COUNTS = ("employment_2024", "employment_2034", "openings_year", "exits_year", "transfers_year")
_THOUSAND = 1000.0
_WIDER_KIN = tuple(kin for kin in KIN if "broad" not in kin[1])


def compile_projections(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """What each occupation employs, how fast it grows and how many openings it has a year.

    Returns
    -------
    pandas.DataFrame
        Grain soc: `soc`, `employment_2024` and `employment_2034` (jobs), `growth_share` (change
        2024–34), `openings_year` (jobs per year), `openings_rate` (openings_year ÷
        employment_2024), `exit_rate` and `transfer_rate` (shares of the employed per year),
        `transfers_year` (persons per year), `projections_mark`, `entry_education`, `experience`,
        `training` (text).

    Notes
    -----
    Where several lines of the projections make one OEWS code, counts are summed, rates recomputed
    from the sums (separations over the mean of both years' employment, as BLS does), and the
    preparation is that of the largest line; the mark names the lines. A code the projections lack
    has no counts and the mean rates of its minor, then major group.
    Source: BLS Employment Projections 2024–34, Tables 1.2 and 1.10.
    """
    lines = _separations(folder).merge(_preparation(folder), on="code", validate="one_to_one")
    targets = socs_of(aliases)
    lines["soc"] = [targets.get(code, []) for code in lines["code"]]
    lines = lines.explode("soc").dropna(subset="soc")
    single = ~lines["soc"].duplicated(keep=False)
    combined = [_combine(str(soc), group) for soc, group in lines[~single].groupby("soc")]
    known = pd.concat([lines[single], pd.DataFrame(combined, columns=lines.columns)]).set_index("soc")
    known["projections_mark"] = known["code"].where(known["code"].str.contains("+", regex=False), "")
    known["projections_mark"] = known["projections_mark"].str.replace("^(?=.)", "combined: ", regex=True)
    known["openings_rate"] = known["openings_year"] / known["employment_2024"]
    rates, marks = fill_from_kin(known[list(RATES)].astype(float), oews["soc"], _WIDER_KIN)
    table = known.reindex(rates.index)
    table[list(RATES)] = rates.round(6)
    table["projections_mark"] = table["projections_mark"].fillna(marks)
    for name in _COUNTS:
        table[name] = table[name].astype(float).round().astype("Int64")
    return table.reset_index()[list(COLUMNS)]


def compile_education(folder: Path, oews: pd.DataFrame, aliases: pd.DataFrame) -> pd.DataFrame:
    """How many of an occupation's workers have no bachelor's degree.

    Returns
    -------
    pandas.DataFrame
        Grain soc: `soc`, `nonba_share` (0–1, workers of 25 and older with less than a bachelor's
        degree), `nonba_mark` ('' or 'imputed: minor group' or 'imputed: major group').

    Notes
    -----
    The sum of the four published percentages below a bachelor's degree, never above 100. Several
    lines for one OEWS code: plain mean.
    Source: BLS Employment Projections 2022–32, Table 5.3 (American Community Survey 2019 and 2021).
    """
    targets = socs_of(aliases)
    shares = []
    for row in read_rows(folder / PROJECTIONS_2022, "Table 5.3")[2:]:
        levels = [number(cell) for cell in row[2:9]]
        percents = [level for level in levels if level is not None]
        if len(percents) == 7:
            share = min(1.0, round(sum(percents[:4]), 1) / 100)
            shares += [(soc, share) for soc in targets.get(text(row[1]), [])]
    known = pd.DataFrame(shares, columns=["soc", "nonba_share"]).groupby("soc").mean()
    filled, marks = fill_from_kin(known, oews["soc"], _WIDER_KIN)
    return filled.round(4).assign(nonba_mark=marks).reset_index()


def _separations(folder: Path) -> pd.DataFrame:
    """Grain code: Table 1.10 in ones and shares."""
    header, lines = _line_items(folder, "Table 1.10")
    columns = {
        "employment_2024": ("Employment, 2024", _THOUSAND),
        "employment_2034": ("Employment, 2034", _THOUSAND),
        "growth_share": ("Employment change, percent", 0.01),
        "exit_rate": ("Labor force exit rate", 0.01),
        "transfer_rate": ("Occupational transfer rate", 0.01),
        "exits_year": ("Labor force exits", _THOUSAND),
        "transfers_year": ("Occupational transfers", _THOUSAND),
        "openings_year": ("Occupational openings", _THOUSAND),
    }
    places = {name: (_column(header, start), unit) for name, (start, unit) in columns.items()}
    table = pd.DataFrame({"code": [text(row[1]) for row in lines]})
    for name, (place, unit) in places.items():
        values = pd.Series([number(row[place]) for row in lines], dtype=float)
        table[name] = (values * unit).round(6)
    return table


def _preparation(folder: Path) -> pd.DataFrame:
    """Grain code: the education, experience and training of Table 1.2; None where it has a dash."""
    header, lines = _line_items(folder, "Table 1.2")
    starts = ("Typical education", "Work experience", "Typical on-the-job training")
    places = [_column(header, start) for start in starts]
    rows = [[text(row[1]), *(_words(row[place]) for place in places)] for row in lines]
    return pd.DataFrame(rows, columns=["code", *_PREPARATION])


def _line_items(folder: Path, sheet: str) -> tuple[Row, list[Row]]:
    """The header (second row of the sheet) and the rows of detailed occupations."""
    rows = read_rows(folder / PROJECTIONS_2024, sheet)
    return rows[1], [row for row in rows[2:] if text(row[2]) == "Line item"]


def _column(header: Row, start: str) -> int:
    """The place of the one column whose heading begins with `start`."""
    places = [place for place, cell in enumerate(header) if text(cell).startswith(start)]
    if len(places) != 1:
        raise ValueError(f"The projections have {len(places)} columns that begin with {start!r}, not one.")
    return places[0]


def _words(cell: object) -> str | None:
    """The cell's words; None for the dash that means the publisher gives none."""
    return None if text(cell) in {"", "—", "–"} else text(cell)


def _combine(soc: str, lines: pd.DataFrame) -> dict[str, object]:
    """Several lines of the projections as one occupation."""
    sums = {name: float(lines[name].sum()) for name in _COUNTS}
    mean_employment = (sums["employment_2024"] + sums["employment_2034"]) / 2
    largest = lines.sort_values(["employment_2024", "code"], ascending=[False, True]).iloc[0]
    return {
        **sums,
        "soc": soc,
        "code": " + ".join(sorted(lines["code"])),
        "growth_share": sums["employment_2034"] / sums["employment_2024"] - 1,
        "exit_rate": sums["exits_year"] / mean_employment,
        "transfer_rate": sums["transfers_year"] / mean_employment,
        **{name: largest[name] for name in _PREPARATION},
    }
