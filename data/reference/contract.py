"""What every table of the pack holds: its columns, their types, its grain and its order."""

from __future__ import annotations

from dataclasses import dataclass

TEXT = "VARCHAR"
COUNT = "INTEGER"
NUMBER = "DOUBLE"
FLAG = "BOOLEAN"
DAY = "DATE"


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, its SQL type, and whether a value may be absent (NULL)."""

    name: str
    sql_type: str
    nullable: bool


@dataclass(frozen=True)
class Table:
    """One table of the pack: `key` names the columns that make a row unique; rows are stored in `order`."""

    name: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    rows_per_group: int = 122_880

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns' names, in the order they are stored."""
        return tuple(column.name for column in self.columns)


def _table(name: str, key: str, columns: str, *, order: str = "", rows_per_group: int = 122_880) -> Table:
    """Read the short notation below: `name type`, and `name type?` where a value may be absent."""
    types = {"text": TEXT, "count": COUNT, "number": NUMBER, "flag": FLAG, "day": DAY}
    read = []
    for item in columns.split(","):
        column, kind = item.split()
        read.append(Column(column, types[kind.rstrip("?")], kind.endswith("?")))
    unique = tuple(key.split())
    return Table(name, unique, tuple(read), tuple(order.split()) or unique, rows_per_group)


TABLES: tuple[Table, ...] = (
    _table("areas", "area", "area text, code text, kind text, state text, state_abbr text, title text"),
    _table(
        "wages",
        "area soc",
        """area text, soc text, employment count?, employment_mark text, employment_rse_pct number?,
        wage_p10_usd count?, wage_p25_usd count?, wage_p50_usd count?, wage_p75_usd count?,
        wage_p90_usd count?, wage_mean_usd count?, wage_mark text, location_quotient number?""",
        rows_per_group=20_480,
    ),
    _table("staffing", "soc industry", "soc text, industry text, level count, employment count?, mark text"),
    _table("industries", "industry", "industry text, level count, title text"),
    _table(
        "occupations",
        "soc",
        """soc text, title text, group text, group_title text, crosswalked flag,
        nonba_share number?, nonba_mark text,
        employment_2024 count?, employment_2034 count?, growth_share number?, openings_year count?,
        openings_rate number?, exit_rate number?, transfer_rate number?, transfers_year count?,
        projections_mark text, entry_education text?, experience text?, training text?,
        job_zone count?, job_zone_mark text, onet_mark text,
        automation_risk number?, automation_mark text, ai_exposure number?, ai_applicability number?,
        women_share number?, black_share number?, asian_share number?, hispanic_share number?,
        representation_base count?, representation_mark text, unemployment_rate number?,
        unemployment_rate_group text?""",
    ),
    _table("elements", "element_id", "element_id text, element text, kind text, tag text"),
    _table(
        "element_scores", "soc element_id", "soc text, element_id text, importance number?, level number?"
    ),
    _table(
        "technologies", "soc technology", "soc text, technology text, category text, hot flag, in_demand flag"
    ),
    _table("related", "soc related_soc", "soc text, related_soc text, tier count"),
    _table("titles", "soc title", "soc text, title text, source text"),
    _table(
        "claims",
        "state month group",
        "state text, month day, group text, insured_unemployed count?, mark text",
    ),
    _table(
        "unemployment_rates",
        "group_title",
        "group_title text, groups text, employed_k number?, unemployed_k number?, rate number?, month day",
    ),
    _table("programmes", "soc cip", "soc text, cip text, cip_title text"),
    _table("soc2010", "soc2010 soc", "soc2010 text, soc text"),
    _table("soc_aliases", "code soc", "code text, soc text, reason text"),
    _table("counties", "county", "county text, county_title text, state_abbr text, cbsa text?, area text?"),
    _table("zips", "zip cbsa", "zip text, cbsa text?, share number"),
    _table("cities", "city state_abbr", "city text, state_abbr text, cbsa text?, share number"),
    _table(
        "group_flows",
        "origin destination",
        "origin text, destination text, share number, monthly_mean number",
    ),
    _table("transitions", "origin destination", "origin text, destination text, people_milli count"),
)
"""Every table of the pack, in the order it is compiled and listed."""

TABLE_BY_NAME = {table.name: table for table in TABLES}
