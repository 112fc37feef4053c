"""The SQL of clean postings: what every row tells, looked up once, and the rows that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.formulatext import unguarded_sql
from data.intake.cleaning.lookups import Staged
from data.intake.cleaning.posting_spots import area_sql, county_sql, has_spots, spot_join
from data.intake.cleaning.posting_values import DAYS, day_sql, pay_joins, pay_sql, same_place
from data.intake.values import pay
from data.intake.values.places import REMOTE

if TYPE_CHECKING:
    from data.intake.loaded import Source

EXTRA = ("skills", "category", "url")
"""Long texts, kept when they are asked for."""


_LONGEST_BLANK = 4
"""Letters of the longest text that stands for no number."""

TOLD = "told"
"""Relation of what the rows tell, once it is made."""

ANNUAL_USD = "CASE WHEN trouble IS NULL THEN (coalesce(low, high) + coalesce(high, low)) / 2 * per_year END"

PARTED = "\x1f"

_WORDS = {
    "id": ("id",),
    "title": ("title", "title_official"),
    "employer": ("employer",),
    "experience": ("experience",),
    "industry": ("industry",),
}
"""Texts that are shown, and the fields that tell them, best first."""


def joined(source: Source, table: Staged, places: tuple[str, ...]) -> str:
    """Return the joins that lead from texts to what they say."""
    joins = [
        f"LEFT JOIN codes ON codes.text = {table.text('soc')}",
        f"LEFT JOIN series ON series.text = {table.text('series')}",
        f"LEFT JOIN titles ON titles.title = coalesce({table.text('title')}, '')"
        f" AND titles.official = coalesce({table.text('title_official')}, '')",
        f"LEFT JOIN places ON {same_place(places)}" if places else "",
        spot_join(places) if has_spots(table) else "",
        f"LEFT JOIN educations ON educations.text = {table.text('education')}",
        *pay_joins(table),
        f"LEFT JOIN title_marks ON title_marks.text = {table.text('title')}",
        f"LEFT JOIN employer_marks ON employer_marks.text = {table.text('employer')}",
        *(f"LEFT JOIN {name}_days ON {name}_days.text = {table.text(name)}" for name in DAYS),
    ]
    fields = {"codes": "soc", "series": "series", "educations": "education", "title_marks": "title"}
    fields |= {"employer_marks": "employer"} | {f"{name}_days": name for name in DAYS}
    kept = [one for one in joins if one and fields.get(one.split()[2], "") in {*table.fields, ""}]
    return f"{table.relation} AS s " + " ".join(kept)


def told_rows(source: Source, table: Staged, places: tuple[str, ...]) -> str:
    """Return the SELECT of all that the rows of a file tell: one row each, looked up once.

    ``id_key`` and ``same`` are what copies are told by; ``aside`` says why a row cannot be used (code, field
    and text, parted by `PARTED`) and is NULL where it can.
    """
    low, high, period = pay_sql(source, table)
    soc, coded_by, confidence = _occupation(table)
    identity, same = _copy_keys(source, table, places)
    words = [f"{text} AS {name}" for name, text in _words(source, table).items()]
    level = "coalesce(educations.level, '')" if "education" in table.fields else "''"
    return f"""
        SELECT s.line, {soc} AS soc, {coded_by} AS coded_by, {confidence}::FLOAT AS confidence,
            {_area(source, table, places)} AS area, {county_sql(table, places)} AS county,
            {day_sql(table, "posted")} AS posted, {day_sql(table, "expires")} AS expires,
            {low} AS low, {high} AS high, {period} AS told_period, {level} AS education,
            greatest(1, coalesce(try_cast({table.text("openings")} AS INTEGER), 1)) AS openings,
            {_remote(table, places)} AS remote,
            {_flag(table, "staffing", "agency_words", "employer")} AS staffing,
            {identity} AS id_key, {same} AS same, {_set_aside(table, places)} AS aside
            {"".join(f", {one}" for one in words)}
        FROM {joined(source, table, places)}
    """


def clean_rows(source: Source) -> str:
    """Return the SELECT of the clean rows, without those set aside and the copies."""
    shown = {name: "''" if source.options.figures_only else unguarded_sql(name) for name in _WORDS}
    word = {name: text if text == name else f"{text} AS {name}" for name, text in shown.items()}
    return f"""
        SELECT line, {word["id"]}, {word["title"]}, soc, coded_by, confidence, {word["employer"]}, area,
            county, posted, expires,
            low AS wage_low_usd, high AS wage_high_usd,
            CASE WHEN coalesce(low, high) IS NULL THEN '' ELSE coalesce(period, '') END AS wage_period,
            {ANNUAL_USD} AS wage_annual_usd,
            education, {word["experience"]}, {word["industry"]}, openings, remote, staffing,
            coalesce(trouble, by_size, '') AS wage_trouble
            {", " + ", ".join(EXTRA) if source.options.every_column else ""}
        FROM ({judged(source, f"SELECT * FROM {TOLD} ANTI JOIN copies USING (line) WHERE aside IS NULL")})
    """


def _occupation(table: Staged) -> tuple[str, str, str]:
    """Return the SQL of the occupation, of what told it, and of how sure that is."""
    series = "series" in table.fields
    soc = "coalesce(nullif(codes.soc, ''), " if "soc" in table.fields else "coalesce("
    settled = "CASE WHEN NOT series.broad THEN series.soc END, " if series else ""
    fallback = ", series.soc" if series else ""
    by_code = "codes.soc <> ''" if "soc" in table.fields else "FALSE"
    by_series = "NOT series.broad" if series else "FALSE"
    by_fallback = "series.soc IS NOT NULL" if series else "FALSE"
    return (
        f"{soc}{settled}nullif(titles.soc, ''){fallback}, '')",
        f"CASE WHEN {by_code} THEN 'code' WHEN {by_series} THEN 'series' WHEN titles.soc <> '' THEN 'title' "
        f"WHEN {by_fallback} THEN 'series' ELSE '' END",
        f"CASE WHEN {by_code} OR {by_series} THEN 1.0 WHEN titles.soc <> '' THEN titles.confidence "
        f"WHEN {by_fallback} THEN NULL ELSE 0.0 END",
    )


def _copy_keys(source: Source, table: Staged, places: tuple[str, ...]) -> tuple[str, str]:
    """Return the SQL of a posting's number and of what postings of one opening share, as hashes."""
    text = table.text("id")
    plain = f"length({text}) > {_LONGEST_BLANK} AND {text} > '!' AND NOT ends_with({text}, ' ')"
    blank = "['', 'nan', 'null', 'n/a', 'none', '-', '0']"
    # Nearly every number is plain: trimming and comparing the others costs nothing then.
    identity = (
        f"CASE WHEN {plain} THEN hash({text}) WHEN NOT list_contains({blank}, lower(trim({text}))) "
        f"THEN hash(trim({text})) END"
    )
    if not _tells_openings(source, table):
        return identity, "CAST(NULL AS UBIGINT)"
    # Different numbers without days: nobody can tell whether two postings came out together.
    known = "title_marks.key IS NOT NULL AND employer_marks.key IS NOT NULL"
    known += f" AND ({day_sql(table, 'posted')} IS NOT NULL OR {table.text('id')} IS NULL)"
    area = area_sql(table, places)
    return identity, f"CASE WHEN {known} THEN hash(title_marks.key, employer_marks.key, {area}) END"


def _tells_openings(source: Source, table: Staged) -> bool:
    """Return whether title, employer and place are there, by which copies without a number are told."""
    return {"title", "employer"} <= table.fields and source.note("places") != "unknown"


def _set_aside(table: Staged, places: tuple[str, ...]) -> str:
    """Return the SQL of why a row cannot be used: code, field and text."""
    title = f"coalesce({table.text('title')}, {table.text('title_official')})"
    tests = [(_no_occupation(table, title), "'occupation-not-named'", "title")]
    if "soc" in table.fields:
        untitled = f"{title} IS NULL AND codes.soc = ''" + (
            " AND series.soc IS NULL" if "series" in table.fields else ""
        )
        tests.append((f"{untitled} AND codes.mark NOT IN ('', 'absent')", "codes.mark", "soc"))
    if places:
        tests.append(("places.mark = 'area-unknown'", "'area-unknown'", "area"))
    if "expires" in table.fields:
        tests.append(("expires_days.mark = 'unreadable'", "'expires-unreadable'", "expires"))
    told = " ".join(
        f"WHEN {test} THEN concat_ws('{PARTED}', {code}, '{name}', coalesce({table.text(name)}, ''))"
        for test, code, name in tests
    )
    return f"CASE {told} END"


def _no_occupation(table: Staged, title: str) -> str:
    told = [f"{title} IS NULL"]
    if "soc" in table.fields:
        told.append("coalesce(codes.mark, 'absent') = 'absent'")
    if "series" in table.fields:
        told.append("series.soc IS NULL")
    return " AND ".join(told)


def judged(source: Source, inner: str) -> str:
    """Return the SELECT that adds the period and what is wrong with a posting's pay.

    `inner` gives ``low``, ``high`` and ``told_period``; `ANNUAL_USD` is then the pay of a year.
    """
    # Where no column tells periods, a figure of pay is mostly written without one.
    guessed = source.note("wage_period_by_size") == "yes" or "wage_period" not in source.cells
    size = "coalesce(low, high)"
    by_size = f"CASE WHEN {size} >= 5 AND {size} < 200 THEN 'hour' WHEN {size} >= 10000 THEN 'year' END"
    period = f"coalesce(told_period, {by_size})" if guessed else "told_period"
    per_year = " ".join(f"WHEN '{name}' THEN {times}" for name, times in pay.PER_YEAR.items())
    return f"""
        SELECT *,
            CASE WHEN told_period IS NULL AND period IS NOT NULL THEN 'wage-period-by-size' END AS by_size,
            CASE WHEN low IS NULL AND high IS NULL THEN 'none'
                WHEN period IS NULL THEN 'wage-period-unknown'
                WHEN least(low, high) * per_year < {pay.LEAST_USD} THEN 'wage-implausible'
                WHEN greatest(low, high) * per_year > {pay.MOST_USD} THEN 'wage-implausible' END AS trouble
        FROM (SELECT *, CASE period {per_year} END AS per_year
              FROM (SELECT *, {period} AS period FROM ({inner})))
    """


def _words(source: Source, table: Staged) -> dict[str, str]:
    """Return the SQL of the texts that are shown; none where only what can be counted is wanted."""
    if source.options.figures_only:
        return {}
    words = {
        name: f"coalesce({', '.join(f'trim({table.text(one)})' for one in fields)}, '')"
        for name, fields in _WORDS.items()
    }
    if source.options.every_column:
        words |= {name: f"coalesce({table.text(name)}, '')" for name in EXTRA}
    return words


def _area(source: Source, table: Staged, places: tuple[str, ...]) -> str:
    fixed = source.note("area")
    if fixed:
        areas = source.pack.table("areas")
        known = dict(zip(areas["code"], areas["area"], strict=True))
        fixed = known.get(fixed, "")
    whole, own = f"'{fixed}'", area_sql(table, places)
    return whole if own == "''" else f"coalesce(nullif({own}, ''), {whole})"


def _remote(table: Staged, places: tuple[str, ...]) -> str:
    told = _flag(table, "remote", "remote_words", "title")
    return f"({told} OR coalesce(places.how = '{REMOTE}', false))" if places else told


def _flag(table: Staged, column: str, words: str, text: str) -> str:
    tests = [f"{table.text(column)} IN (SELECT text FROM {words})"] if column in table.fields else []
    tests += [f"{text}_marks.flag"] if text in table.fields else []
    return "(" + " OR ".join(f"coalesce({test}, false)" for test in tests) + ")" if tests else "FALSE"
