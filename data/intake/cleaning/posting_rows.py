"""The SQL of clean postings: what every row tells, looked up once, and the rows that are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.formulatext import unguarded_sql
from data.intake.cleaning.lookups import Staged
from data.intake.cleaning.posting_spots import NO_AREA, area_sql, county_sql, has_spots, spot_join
from data.intake.cleaning.posting_values import DAYS, day_sql, pay_joins, pay_sql, same_place
from data.intake.occupations import Occupations
from data.intake.values import pay
from data.intake.values.education import LEVELS
from data.intake.values.places import REMOTE

if TYPE_CHECKING:
    from data.intake.loaded import Source

EXTRA = ("skills", "category", "url")
"""Long texts, kept when they are asked for."""


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

_TROUBLES = ("", "none", "wage-period-by-size", "wage-period-unknown", "wage-implausible")
_TROUBLE = {name: f"'{name}'::trouble_text" for name in _TROUBLES}

_LISTED = {"soc": "soc_text", "area": "area_text", "period": "period_text", "level": "level_text"}
"""The ENUM types of learned columns."""


def list_texts(source: Source) -> dict[str, str]:
    """Make ENUM types of the texts that many rows share: a number of two bytes each instead of sixteen.

    Returns
    -------
    dict of str to str
        The type of each column with such texts, wherever it is learned.
    """
    areas = source.pack.table("areas")
    texts = {
        "soc_text": {*Occupations.of(source.pack).socs, *source.options.corrections.values()},
        "area_text": {*areas["area"], *areas["code"]},
        "period_text": pay.PER_YEAR,
        "level_text": LEVELS,
        "coder_text": ("code", "series", "title"),
        "trouble_text": _TROUBLES,
    }
    for name, told in texts.items():
        quoted = ", ".join("'" + text.replace("'", "''") + "'" for text in sorted({"", *told}))
        source.connection.execute(f"CREATE OR REPLACE TYPE {name} AS ENUM ({quoted})")
    return _LISTED


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
    words = [f"{text} AS {name}" for name, text in _words(source, table).items()]
    level = "coalesce(educations.level, ''::level_text)" if "education" in table.fields else "''::level_text"
    return f"""
        SELECT s.line, {soc} AS soc, {coded_by} AS coded_by, {confidence}::FLOAT AS confidence,
            {_area(source, table, places)} AS area, {county_sql(table, places)} AS county,
            {day_sql(table, "posted")} AS posted, {day_sql(table, "expires")} AS expires,
            {low} AS low, {high} AS high, {period} AS told_period, {level} AS education,
            greatest(1, coalesce(try_cast({table.text("openings")} AS INTEGER), 1)) AS openings,
            {_remote(table, places)} AS remote,
            {_flag(table, "staffing", "agency_words", "employer")} AS staffing,
            {_number(table)} AS id_key, {_same(source, table, places)} AS same,
            {_set_aside(table, places)} AS aside
            {"".join(f", {one}" for one in words)}
        FROM {joined(source, table, places)}
    """


def clean_rows(source: Source) -> str:
    """Return the SELECT of the clean rows, without those set aside and the copies."""
    shown = {name: "''" if source.options.figures_only else unguarded_sql(name) for name in _WORDS}
    word = {name: text if text == name else f"{text} AS {name}" for name, text in shown.items()}
    blank = "''::period_text"
    return f"""
        SELECT line, {word["id"]}, {word["title"]}, soc, coded_by, confidence, {word["employer"]}, area,
            county, posted, expires,
            low AS wage_low_usd, high AS wage_high_usd,
            CASE WHEN coalesce(low, high) IS NULL THEN {blank} ELSE coalesce(period, {blank}) END
                AS wage_period,
            {ANNUAL_USD} AS wage_annual_usd,
            education, {word["experience"]}, {word["industry"]}, openings, remote, staffing,
            coalesce(trouble, by_size, {_TROUBLE[""]}) AS wage_trouble
            {", " + ", ".join(EXTRA) if source.options.every_column else ""}
        FROM ({judged(source, f"SELECT * FROM {TOLD} ANTI JOIN copies USING (line) WHERE aside IS NULL")})
    """


def _occupation(table: Staged) -> tuple[str, str, str]:
    """Return the SQL of the occupation, of what told it, and of how sure that is."""
    series, blank = "series" in table.fields, "''::soc_text"
    soc = f"coalesce(nullif(codes.soc, {blank}), " if "soc" in table.fields else "coalesce("
    settled = "CASE WHEN NOT series.broad THEN series.soc END, " if series else ""
    fallback = ", series.soc" if series else ""
    by_code = f"codes.soc <> {blank}" if "soc" in table.fields else "FALSE"
    by_title = f"titles.soc <> {blank}"
    by_series = "NOT series.broad" if series else "FALSE"
    by_fallback = "series.soc IS NOT NULL" if series else "FALSE"
    return (
        f"{soc}{settled}nullif(titles.soc, {blank}){fallback}, {blank})",
        f"CASE WHEN {by_code} THEN 'code'::coder_text WHEN {by_series} THEN 'series'::coder_text "
        f"WHEN {by_title} THEN 'title'::coder_text WHEN {by_fallback} THEN 'series'::coder_text "
        f"ELSE ''::coder_text END",
        f"CASE WHEN {by_code} OR {by_series} THEN 1.0 WHEN {by_title} THEN titles.confidence "
        f"WHEN {by_fallback} THEN NULL ELSE 0.0 END",
    )


def _number(table: Staged) -> str:
    """Return the SQL of a posting's number, as a hash."""
    return "s.id_key" if "id" in table.fields else "CAST(NULL AS UBIGINT)"


def _same(source: Source, table: Staged, places: tuple[str, ...]) -> str:
    """Return the SQL of what postings of one opening share, as a hash."""
    if not _tells_openings(source, table):
        return "CAST(NULL AS UBIGINT)"
    # Different numbers without days: nobody can tell whether two postings came out together.
    known = "title_marks.key IS NOT NULL AND employer_marks.key IS NOT NULL"
    known += f" AND ({day_sql(table, 'posted')} IS NOT NULL OR {_number(table)} IS NULL)"
    return f"CASE WHEN {known} THEN hash(title_marks.key, employer_marks.key, {area_sql(table, places)}) END"


def _tells_openings(source: Source, table: Staged) -> bool:
    """Return whether title, employer and place are there, by which copies without a number are told."""
    return {"title", "employer"} <= table.fields and source.note("places") != "unknown"


def _set_aside(table: Staged, places: tuple[str, ...]) -> str:
    """Return the SQL of why a row cannot be used: code, field and text."""
    title = f"coalesce({table.text('title')}, {table.text('title_official')})"
    tests = [(_no_occupation(table, title), "'occupation-not-named'", "title")]
    if "soc" in table.fields:
        untitled = f"{title} IS NULL AND codes.soc = ''::soc_text" + (
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
    hour, year = (f"'{name}'::period_text" for name in ("hour", "year"))
    by_size = f"CASE WHEN {size} >= 5 AND {size} < 200 THEN {hour} WHEN {size} >= 10000 THEN {year} END"
    period = f"coalesce(told_period, {by_size})" if guessed else "told_period"
    per_year = " ".join(f"WHEN '{name}'::period_text THEN {times}" for name, times in pay.PER_YEAR.items())
    return f"""
        SELECT *,
            CASE WHEN told_period IS NULL AND period IS NOT NULL THEN {_TROUBLE["wage-period-by-size"]} END
                AS by_size,
            CASE WHEN low IS NULL AND high IS NULL THEN {_TROUBLE["none"]}
                WHEN period IS NULL THEN {_TROUBLE["wage-period-unknown"]}
                WHEN least(low, high) * per_year < {pay.LEAST_USD} THEN {_TROUBLE["wage-implausible"]}
                WHEN greatest(low, high) * per_year > {pay.MOST_USD} THEN {_TROUBLE["wage-implausible"]}
                END AS trouble
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
    whole, own = f"'{fixed}'::area_text", area_sql(table, places)
    return whole if own == NO_AREA else f"coalesce(nullif({own}, {NO_AREA}), {whole})"


def _remote(table: Staged, places: tuple[str, ...]) -> str:
    told = _flag(table, "remote", "remote_words", "title")
    return f"({told} OR coalesce(places.how = '{REMOTE}', false))" if places else told


def _flag(table: Staged, column: str, words: str, text: str) -> str:
    tests = [f"{table.text(column)} IN (SELECT text FROM {words})"] if column in table.fields else []
    tests += [f"{text}_marks.flag"] if text in table.fields else []
    return "(" + " OR ".join(f"coalesce({test}, false)" for test in tests) + ")" if tests else "FALSE"
