"""What an occupation without figures borrows from its kin in the classification."""

from collections.abc import Iterable

import pandas as pd

KIN = ((6, "imputed: broad group"), (4, "imputed: minor group"), (2, "imputed: major group"))
"""How many leading characters two kin's SOC codes share, near to far, and what the borrowing is called."""


def fill_from_kin(
    known: pd.DataFrame, socs: Iterable[str], kin: tuple[tuple[int, str], ...] = KIN
) -> tuple[pd.DataFrame, pd.Series]:
    """Give every occupation a row: its own, else the plain mean of its nearest kin that have one.

    Parameters
    ----------
    known
        Grain soc (the index); numbers. An occupation that is absent has no figures.
    socs
        The occupations wanted.
    kin
        Length of the shared start of the code and the mark, nearest first. Broad occupations of
        the SOC share six characters, minor groups four, major groups two.

    Returns
    -------
    tuple of pandas.DataFrame and pandas.Series
        The rows in the order of `socs` (NaN where not even the farthest kin has figures), and the
        mark of each: '' for its own figures, 'not known' when nothing was found.

    Examples
    --------
    >>> known = pd.DataFrame({"x": [1.0, 3.0]}, ["11-1011", "11-1021"])
    >>> rows, marks = fill_from_kin(known, ["11-1011", "11-1099"])
    >>> rows["x"].tolist(), marks.tolist()
    ([1.0, 2.0], ['', 'imputed: minor group'])
    """
    wanted = pd.Index(socs, name="soc")
    filled = known.reindex(wanted)
    own = wanted.isin(known.index)
    marks = pd.Series("", index=wanted, dtype="str")
    marks[~own] = "not known"
    for length, mark in kin:
        means = known.groupby(known.index.str[:length]).mean()
        open_socs = [soc for soc in wanted[marks == "not known"] if soc[:length] in means.index]
        for soc in open_socs:
            filled.loc[soc] = means.loc[soc[:length]]
        marks[open_socs] = mark
    return filled, marks
