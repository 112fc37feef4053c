"""What the cells of postings say, learned as small tables of distinct texts: places, days, pay, marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.lookups import Staged
from data.intake.cleaning.posting_spots import COORDINATES, has_spots, learn_spots, not_placed, spot_join
from data.intake.duplicates import comparing_keys
from data.intake.marks import REMOTE_HINT, STAFFING_HINT, is_remote, is_staffing
from data.intake.values import ABSENT, READ, UNREADABLE, dates, education, pay, places

if TYPE_CHECKING:
    from data.intake.loaded import Source

_LONGEST_BLANK = 4
"""Letters of the longest text that stands for no number of a posting."""
_ISO = "CASE WHEN length({0}) = 10 THEN try_cast({0} AS DATE) END"
_PLAIN = "CASE WHEN try_cast({0} AS DOUBLE) BETWEEN 0 AND 1e300 THEN try_cast({0} AS DOUBLE) END"
"""Most cells are read by SQL alone: days as 2025-03-31 (DuckDB knows no other order), and plain numbers."""
DAYS = ("posted", "expires")
MONEY = ("wage_low_usd", "wage_high_usd", "wage")


def columns_of(name: str, text: str, *, shown: bool) -> dict[str, str]:
    """Return the columns to keep of a field of postings: by name the SQL that makes them of its text.

    A day or a sum that SQL can read is kept as such (``posted_day``, ``wage_read``), and only the text of
    others; of a posting's number the hash (``id_key``, NULL for none), and its text where it is to be shown.
    """
    if name in DAYS or name in MONEY:
        read = (_ISO if name in DAYS else _PLAIN).format(text)
        return {_read(name): read, name: f"CASE WHEN ({read}) IS NULL THEN {text} END"}
    if name == "id":
        told = f"CASE WHEN id_key IS NOT NULL THEN {text} END"
        return {"id_key": _number(text)} | ({name: told} if shown else {})
    return {name: text}


def _read(name: str) -> str:
    return f"{name}_{'day' if name in DAYS else 'read'}"


def _number(text: str) -> str:
    """Return the SQL of the number of a posting that stands in a text, as a hash."""
    plain = f"length({text}) > {_LONGEST_BLANK} AND {text} > '!' AND NOT ends_with({text}, ' ')"
    blank = "['', 'nan', 'null', 'n/a', 'none', '-', '0']"
    # Nearly every number is plain: trimming and comparing the others costs nothing then.
    return (
        f"CASE WHEN {plain} THEN hash({text}) WHEN NOT list_contains({blank}, lower(trim({text}))) "
        f"THEN hash(trim({text})) END"
    )


def learn_places(source: Source, staged: Staged) -> tuple[str, ...]:
    """Read places into table ``places`` (fields, area, mark, county); return which fields there are."""
    fields = tuple(name for name in places.FIELDS if name in staged.fields)
    if not fields:
        learn_spots(source, staged, (), "")
        if not has_spots(staged) and set(COORDINATES) <= set(source.cells):
            source.log.add("coordinates-not-used", column=source.heading("latitude"))
        return ()
    listed = ", ".join(f"coalesce({name}, '') AS told_{name}" for name in fields)
    rows = staged.connection.execute(
        f"SELECT DISTINCT {listed} FROM {staged.relation} ORDER BY ALL"
    ).fetchall()
    read = places.read_distinct(rows, fields, source.pack)
    staged.learn("places", read)
    learn_spots(source, staged, fields, f"JOIN places ON {same_place(fields)}")
    for code in (places.PLACE_UNKNOWN, places.STATE_ONLY, places.SEVERAL):
        bad = read[read["mark"] == code]
        if len(bad):
            _tell_of_places(source, staged, fields, code)
    return fields


def _tell_of_places(source: Source, staged: Staged, fields: tuple[str, ...], code: str) -> None:
    shown = fields[-1]
    spots = spot_join(fields) if has_spots(staged) else ""
    rows = (
        f"FROM {staged.relation} AS s JOIN places ON {same_place(fields)} {spots} "
        f"WHERE places.mark = '{code}' AND {not_placed(staged)}"
    )
    count, *_ = staged.connection.execute(f"SELECT count(*) {rows}").fetchone() or (0,)
    if not count:
        return
    told = ", ".join(f"s.{name}" for name in fields)
    sql = f"SELECT line, concat_ws(', ', {told}) {rows} ORDER BY line LIMIT 30"
    first = staged.connection.execute(sql).fetchall()
    source.log.tally(
        code, int(count), [line for line, _ in first], source.heading(shown), [text for _, text in first]
    )


def same_place(fields: tuple[str, ...]) -> str:
    """Return the SQL test that a row of ``places`` is that of a posting."""
    return " AND ".join(f"places.told_{name} = coalesce(s.{name}, '')" for name in fields)


def learn_days(source: Source, staged: Staged) -> None:
    """Read days that are not written as 2025-03-31 into the tables ``posted_days`` and ``expires_days``."""
    odd = {name: staged.distinct(name) for name in DAYS}
    for name, texts in odd.items():
        order, doubtful = _order(source, name, odd)
        read = dates.read_distinct(texts, order)
        staged.learn(f"{name}_days", read.assign(day=read["day"].astype("datetime64[us]")))
        if doubtful:
            bad = read.loc[read["mark"] == dates.AMBIGUOUS, "text"]
            staged.note_bad(source.log, "date-order-ambiguous", name, source.heading(name), bad.tolist())
        if name == "posted":
            bad = read.loc[read["mark"] == UNREADABLE, "text"]
            staged.note_bad(source.log, "posted-unreadable", name, source.heading(name), bad.tolist())


def _order(source: Source, name: str, odd: dict[str, list[str]]) -> tuple[str, bool]:
    """Return whether the month or the day stands first, and whether nobody can tell."""
    told = source.note("date_order")
    if told in dates.ORDERS:
        return told, False
    own = dates.order_of(odd[name])
    if own.order != dates.AMBIGUOUS:
        return own.order, False
    # The other dates of the file were written by the same hand.
    together = dates.order_of([text for texts in odd.values() for text in texts])
    return (together.order, False) if together.order in dates.ORDERS else ("", True)


def day_sql(staged: Staged, name: str) -> str:
    """Return the SQL of a day; its odd texts come from the joined table."""
    if name not in staged.fields:
        return "CAST(NULL AS DATE)"
    return f"coalesce(s.{_read(name)}, {name}_days.day::DATE)"


def learn_pay(source: Source, staged: Staged) -> None:
    """Read pay that is no plain number, and periods, into tables ``wage_low_usd_pay`` … and ``periods``."""
    for name in MONEY:
        texts = staged.distinct(name)
        read = pay.read_distinct(texts)
        staged.learn(f"{name}_pay", read[["text", "low", "high", "period", "mark"]])
        bad = read.loc[read["mark"] == UNREADABLE, "text"]
        staged.note_bad(source.log, "wage-unreadable", name, source.heading(name), bad.tolist())
    periods = pay.read_distinct_periods(staged.distinct("wage_period"))
    staged.learn("periods", periods[["text", "period"]])


def pay_sql(source: Source, staged: Staged) -> tuple[str, str, str]:
    """Return the SQL of the low end, the high end [USD per period], and the period of a posting's pay."""

    def end(name: str, side: str) -> str:
        if name not in staged.fields:
            return "CAST(NULL AS DOUBLE)"
        return f"coalesce(s.{_read(name)}, {name}_pay.{side})"

    broken = [f"coalesce({name}_pay.mark = '{UNREADABLE}', false)" for name in MONEY if name in staged.fields]
    usable = f"NOT ({' OR '.join(broken)})" if broken else "TRUE"
    low = f"coalesce({end('wage_low_usd', 'low')}, {end('wage', 'low')})"
    high = f"coalesce({end('wage_high_usd', 'high')}, {end('wage', 'high')})"
    told = [f"nullif({name}_pay.period, ''::period_text)" for name in MONEY if name in staged.fields]
    if "wage_period" in staged.fields:
        told.insert(0, "nullif(periods.period, ''::period_text)")
    fixed = source.note("wage_period")
    if fixed in pay.PER_YEAR:
        told.append(f"'{fixed}'::period_text")
    period = f"CAST(coalesce({', '.join([*told, 'NULL'])}) AS period_text)"
    return f"CASE WHEN {usable} THEN {low} END", f"CASE WHEN {usable} THEN {high} END", period


def pay_joins(staged: Staged) -> list[str]:
    """Return the joins that `pay_sql` needs."""
    periods = ["LEFT JOIN periods ON periods.text = s.wage_period"] if "wage_period" in staged.fields else []
    told = [name for name in MONEY if name in staged.fields]
    return [*periods, *(f"LEFT JOIN {name}_pay ON {name}_pay.text = s.{name}" for name in told)]


def learn_education(source: Source, staged: Staged) -> None:
    """Read the education asked into table ``educations``: ``text``, ``level``."""
    form = source.note("education_form")
    texts = staged.distinct("education")
    read = education.read_distinct(texts, years=form == "years", sentences=form == "sentences")
    staged.learn("educations", read[["text", "level"]])
    bad = read.loc[~read["mark"].isin([READ, ABSENT]), "text"]
    staged.note_bad(source.log, "education-unknown", "education", source.heading("education"), bad.tolist())


def learn_marks(staged: Staged) -> None:
    """Learn by what copies are told, what is remote and who is an agency.

    Tables ``title_marks`` and ``employer_marks``: ``text``, ``key`` (a number for the form in which texts are
    compared, NULL where they have none), ``flag`` (says remote; is an agency); ``remote_words`` and
    ``agency_words``: ``text`` of the columns that say so themselves.
    """
    titles, employers = staged.distinct("title"), staged.distinct("employer")
    keys = comparing_keys(titles, employers)
    # Many names, few agencies: SQL tells whom to ask.
    remote = {one for one in staged.matching(titles, REMOTE_HINT) if is_remote(one)}
    agencies = {one for one in staged.matching(employers, STAFFING_HINT) if is_staffing(one)}
    staged.learn("title_marks", _marked(titles, keys[0], remote))
    staged.learn("employer_marks", _marked(employers, keys[1], agencies))
    words = [(text, is_remote(text, column=True)) for text in staged.distinct("remote")]
    staged.learn("remote_words", _flags([text for text, flag in words if flag]))
    staged.learn(
        "agency_words", _flags([one for one in staged.distinct("staffing") if is_staffing(one, column=True)])
    )


def _marked(texts: list[str], keys: list[int | None], flagged: set[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "text": pd.Series(texts, dtype="str"),
            "key": pd.array(keys, dtype="Int32"),
            "flag": pd.Series([text in flagged for text in texts], dtype="bool"),
        }
    )


def _flags(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"text": pd.Series(texts, dtype="str")})
