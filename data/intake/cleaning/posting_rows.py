"""The SQL of clean postings: joins from texts to what they say, what copies are told by, and the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.intake.cleaning.lookups import Staged
from data.intake.cleaning.posting_values import DAYS, MONEY, day_sql, pay_sql, same_place
from data.intake.values import pay

if TYPE_CHECKING:
    from data.intake.loaded import Source

EXTRA = ("skills", "category", "url")
"""Long texts, kept when they are asked for."""


def joined(table: Staged, places: tuple[str, ...]) -> str:
    """Return the joins that lead from texts to what they say."""
    joins = [
        f"LEFT JOIN codes ON codes.text = {table.text('soc')}",
        f"LEFT JOIN series ON series.text = {table.text('series')}",
        f"LEFT JOIN titles ON titles.title = coalesce({table.text('title')}, '')"
        f" AND titles.official = coalesce({table.text('title_official')}, '')",
        f"LEFT JOIN places ON {same_place(places)}" if places else "",
        f"LEFT JOIN educations ON educations.text = {table.text('education')}",
        f"LEFT JOIN periods ON periods.text = {table.text('wage_period')}",
        *(f"LEFT JOIN {name}_days ON {name}_days.text = {table.text(name)}" for name in DAYS),
        *(f"LEFT JOIN {name}_pay ON {name}_pay.text = {table.text(name)}" for name in MONEY),
    ]
    fields = {"codes": "soc", "series": "series", "educations": "education", "periods": "wage_period"}
    fields |= {f"{name}_days": name for name in DAYS} | {f"{name}_pay": name for name in MONEY}
    kept = [one for one in joins if one and fields.get(one.split()[2], "title") in {*table.fields, "title"}]
    return f"{table.relation} AS s " + " ".join(kept)


def comparable(source: Source, table: Staged, places: tuple[str, ...]) -> str:
    """Return the SELECT of what copies are told by."""
    number = f"trim({table.text('id')})"
    blank = "('', 'nan', 'null', 'n/a', 'none', '-', '0')"
    identity = f"CASE WHEN lower({number}) NOT IN {blank} THEN hash({number}) END"
    area = "places.area" if places else "''"
    named = {"title", "employer"} <= table.fields and source.note("places") != "unknown"
    same = f"hash(title_keys.key, employer_keys.key, {area})" if named else "CAST(NULL AS UBIGINT)"
    keys = (
        "LEFT JOIN title_keys ON title_keys.text = s.title "
        "LEFT JOIN employer_keys ON employer_keys.text = s.employer"
        if named
        else ""
    )
    # Different numbers without days: nobody can tell whether two postings came out together.
    known = "title_keys.key IS NOT NULL AND employer_keys.key IS NOT NULL"
    known += f" AND ({day_sql(table, 'posted')} IS NOT NULL OR {table.text('id')} IS NULL)"
    keyed = f"CASE WHEN {known} THEN {same} END" if named else same
    joins = [f"LEFT JOIN places ON {same_place(places)}"] if places else []
    joins += [
        f"LEFT JOIN {name}_days ON {name}_days.text = s.{name}" for name in DAYS if name in table.fields
    ]
    return (
        f"SELECT s.line, {identity} AS id, {keyed} AS same, {day_sql(table, 'posted')} AS posted, "
        f"{day_sql(table, 'expires')} AS expires FROM {table.relation} AS s {keys} {' '.join(joins)} "
        "ANTI JOIN aside ON aside.line = s.line"
    )


def clean_rows(source: Source, table: Staged, places: tuple[str, ...]) -> str:
    """Return the SELECT of the clean rows, without those set aside and the copies."""
    low, high, period = pay_sql(source, table)
    extra = [f"coalesce({table.text(name)}, '') AS {name}" for name in EXTRA if source.options.every_column]
    area = _area(source, places)
    series = "series" in table.fields
    soc = "coalesce(nullif(codes.soc, ''), " if "soc" in table.fields else "coalesce("
    settled = "CASE WHEN NOT series.broad THEN series.soc END, " if series else ""
    fallback = ", series.soc" if series else ""
    soc = f"{soc}{settled}nullif(titles.soc, ''){fallback}, '')"
    by_code = "codes.soc <> ''" if "soc" in table.fields else "FALSE"
    by_series = "NOT series.broad" if series else "FALSE"
    by_fallback = "series.soc IS NOT NULL" if series else "FALSE"
    level = "coalesce(educations.level, '')" if "education" in table.fields else "''"
    inner = f"""
        SELECT s.line, {_words(source, table, "id")} AS id,
            {_words(source, table, "title", "title_official")} AS title, {soc} AS soc,
            CASE WHEN {by_code} THEN 'code' WHEN {by_series} THEN 'series' WHEN titles.soc <> '' THEN 'title'
                 WHEN {by_fallback} THEN 'series' ELSE '' END AS coded_by,
            CASE WHEN {by_code} OR {by_series} THEN 1.0 WHEN titles.soc <> '' THEN titles.confidence
                 WHEN {by_fallback} THEN NULL ELSE 0.0 END::FLOAT AS confidence,
            {_words(source, table, "employer")} AS employer, {area} AS area,
            {day_sql(table, "posted")} AS posted, {day_sql(table, "expires")} AS expires,
            {low} AS low, {high} AS high, {period} AS told_period, {level} AS education,
            {_words(source, table, "experience")} AS experience,
            {_words(source, table, "industry")} AS industry,
            greatest(1, coalesce(try_cast({table.text("openings")} AS INTEGER), 1)) AS openings,
            {_flag(table, "remote", "remote_words", "title", "remote_said")} AS remote,
            {_flag(table, "staffing", "agency_words", "employer", "agency_names")} AS staffing
            {", " + ", ".join(extra) if extra else ""}
        FROM {joined(table, places)}
        ANTI JOIN aside ON aside.line = s.line ANTI JOIN copies ON copies.line = s.line
    """
    return f"""
        SELECT line, id, title, soc, coded_by, confidence, employer, area, posted, expires,
            low AS wage_low_usd, high AS wage_high_usd, coalesce(period, '') AS wage_period,
            CASE WHEN trouble IS NULL THEN (coalesce(low, high) + coalesce(high, low)) / 2 * per_year END
                AS wage_annual_usd,
            education, experience, industry, openings, remote, staffing,
            coalesce(trouble, by_size, '') AS wage_trouble
            {", " + ", ".join(EXTRA) if extra else ""}
        FROM ({_judged(source, inner)})
    """


def _judged(source: Source, inner: str) -> str:
    """Return the SELECT that adds the period and what is wrong with a posting's pay."""
    guessed = source.note("wage_period_by_size") == "yes"
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


def _words(source: Source, table: Staged, *names: str) -> str:
    """Return the SQL of a text as it is shown; blank where only what can be counted is wanted."""
    if source.options.figures_only:
        return "''"
    return f"coalesce({', '.join(f'trim({table.text(name)})' for name in names)}, '')"


def _area(source: Source, places: tuple[str, ...]) -> str:
    fixed = source.note("area")
    if fixed:
        areas = source.pack.table("areas")
        known = dict(zip(areas["code"], areas["area"], strict=True))
        fixed = known.get(fixed, "")
    whole = f"'{fixed}'"
    return f"coalesce(nullif(places.area, ''), {whole})" if places else whole


def _flag(table: Staged, column: str, words: str, text: str, said: str) -> str:
    tests = [f"{table.text(column)} IN (SELECT text FROM {words})"] if column in table.fields else []
    tests += [f"{table.text(text)} IN (SELECT text FROM {said})"] if text in table.fields else []
    return "(" + " OR ".join(f"coalesce({test}, false)" for test in tests) + ")" if tests else "FALSE"
