"""Made-up postings for measuring speed: the texts are real words, the rows are invented and say so.

Employers, titles and places repeat as in an export of a vendor: a few names often, many seldom. A share of
the rows are copies of others on another board; codes, pay and education are written in several ways.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

HEADER = (
    *("id", "title", "soc", "employer", "area", "posted", "expires", "wage_low_usd", "wage_high_usd"),
    *("wage_period", "education", "url", "skills"),
)
COPIES_SHARE = 0.08


def make_postings(path: Path, rows: int, *, titles: Path, areas: Path) -> int:
    """Write made-up postings as CSV.

    Parameters
    ----------
    path : Path
        The file to write.
    rows : int
        How many postings.
    titles, areas : Path
        Tables of the reference pack: titles, codes and places come from them.

    Returns
    -------
    int
        Size of the file in bytes; about 470 a row.
    """
    with duckdb.connect(":memory:", config={"threads": 2}) as connection:
        numbered = "CREATE TABLE {} AS SELECT row_number() OVER () - 1 AS n, {} FROM '{}'"
        connection.execute(numbered.format("t", "title, soc", titles))
        connection.execute(numbered.format("a", "code", areas) + " WHERE kind = 'metro'")
        counts = [connection.execute(f"SELECT count(*) FROM {name}").fetchone() for name in ("t", "a")]
        many_titles, many_areas = (int(found[0]) for found in counts if found)
        connection.execute(_sql(path, rows, many_titles, many_areas))
    return path.stat().st_size


def _sql(path: Path, rows: int, titles: int, areas: int) -> str:
    copied = f"hash(i, 1) % 1000 < {1000 * COPIES_SHARE}"
    text = "made-up text of a posting, with commas; "
    return f"""
        COPY (
            WITH numbered AS (
                SELECT i, greatest(0, CASE WHEN {copied} THEN i - 1 - CAST(hash(i, 2) % 500 AS BIGINT)
                    ELSE i END) AS o FROM range({rows}) AS r(i)
            ),
            drawn AS (
                SELECT i, o, CAST(floor({_seldom(3, 2.5)} * {titles}) AS BIGINT) AS title_n,
                    CAST(floor({_seldom(4, 2)} * {areas}) AS BIGINT) AS area_n,
                    CAST(floor({_seldom(5, 3)} * 60000) AS BIGINT) AS employer_n,
                    CAST(hash(o, 6) % 365 AS INTEGER) AS day_n, CAST(hash(o, 7) % 9000 AS INTEGER) AS pay_n
                FROM numbered
            )
            SELECT 'made-' || i AS id, t.title AS title,
                CASE hash(i, 8) % 4 WHEN 0 THEN replace(soc, '-', '') WHEN 1 THEN soc || '.00'
                    ELSE soc END AS soc,
                'Made-up Employer ' || employer_n || CASE hash(i, 9) % 3 WHEN 0 THEN ' Inc.'
                    WHEN 1 THEN ', LLC' ELSE '' END AS employer,
                a.code AS area, DATE '2024-01-01' + day_n AS posted,
                CASE WHEN hash(o, 10) % 3 > 0 THEN DATE '2024-01-31' + day_n END AS expires,
                {_pay("round(12 + pay_n / 150.0, 2)", "25000 + pay_n * 12")} AS wage_low_usd,
                {_pay("round(15 + pay_n / 120.0, 2)", "31000 + pay_n * 14")} AS wage_high_usd,
                {_pay("'hour'", "'year'")} AS wage_period,
                CASE hash(o, 11) % 7 WHEN 0 THEN 'High school diploma or GED' WHEN 1 THEN 'Bachelor''s degree'
                    WHEN 2 THEN 'No formal education' WHEN 3 THEN 'Associate degree'
                    WHEN 4 THEN 'Master''s degree' END AS education,
                'https://example.org/made-up/' || md5(CAST(i AS VARCHAR)) AS url,
                repeat('{text}', 5 + CAST(hash(o, 12) % 4 AS INTEGER)) AS skills
            FROM drawn JOIN t ON t.n = title_n JOIN a ON a.n = area_n ORDER BY i
        ) TO '{path}' (FORMAT csv, HEADER true)
    """


def _seldom(draw: int, power: float) -> str:
    """Return the SQL of a share between 0 and 1 of which small ones are frequent."""
    return f"pow((hash(o, {draw}) % 1000000) / 1e6, {power})"


def _pay(hourly: str, yearly: str) -> str:
    """Return the SQL of pay that a third of the postings leave out."""
    return f"CASE WHEN pay_n < 6000 THEN CASE WHEN pay_n % 2 = 0 THEN {hourly} ELSE {yearly} END END"
