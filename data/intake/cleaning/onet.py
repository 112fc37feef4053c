"""Files of the O*NET database, versions 27 to 30, text or Excel: scores, Job Zones, titles, tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from data.intake.cleaning.recoding import DETAILED, recodings
from data.intake.cleaning.texts import NOT_GIVEN, figures, text_of
from data.intake.loaded import Cleaned, rejects_of
from data.intake.values import READ, codes, says_nothing

if TYPE_CHECKING:
    from data.intake.loaded import Source

COLUMNS = ("soc", "onet_soc", "subject", "element", "scale", "value", "text", "mark")
_BY_ELEMENT = (
    *(("2.A", "skills"), ("2.B", "skills"), ("2.C", "knowledge"), ("2.D", "education"), ("3.A", "education")),
    *(("1.A", "abilities"), ("1.B", "interests and values"), ("1.C", "work styles"), ("1.D", "work styles")),
    *(("4.A", "work activities"), ("4.C", "work context")),
)
_KEY = ["onet_soc", "subject", "element", "scale", "text"]
_YES = ("y", "yes", "true", "1")


def clean(source: Source) -> Cleaned:
    """Bring one file of the O*NET database to long form.

    Returns
    -------
    Cleaned
        Grain of the table: O*NET occupation × subject × element × scale × text. ``soc`` is the pack's
        occupation, ``onet_soc`` the eight-figure code. ``subject`` is skills, knowledge, work styles,
        education and so on, ``job zone``, ``title``, ``alternate title``, ``reported title``, ``technology``
        or ``related``. ``value`` is the score, the zone or the rank; ``text`` the title, the tool, the tier
        or the category. ``mark`` is blank, absent, ``low precision`` (O*NET recommends to suppress it) or
        ``not relevant``.
    """
    rows = source.frame()
    stated = text_of(rows, "soc")
    known = recodings(stated, source.pack)
    base = stated.map(
        {text: one.targets[0][0] if len(one.targets) == 1 else "" for text, one in known.items()}
    )
    table = pd.DataFrame(
        {
            "line": rows["line"],
            "soc": base.astype("str"),
            "onet_soc": stated.map({text: _eight(text) for text in known}).astype("str"),
            **_told(source, rows),
        }
    )
    good = pd.Series(
        [known[text].level == DETAILED and known[text].trouble == "" for text in stated], index=rows.index
    )
    trouble = good.map({True: "", False: "onet-code-unknown"}).astype("str")
    unread = ~table["mark"].isin((READ, *NOT_GIVEN, "low precision", "not relevant"))
    trouble = trouble.mask(unread & good, "score-unreadable")
    nothing = (table["value"].isna() & (table["text"] == "") & (table["mark"] == READ)) & (trouble == "")
    trouble = trouble.mask(nothing, "score-unreadable")
    again = table.duplicated(_KEY) & (trouble == "")
    trouble = trouble.mask(again, "score-repeated")
    rejects = [
        (int(line), code, "", text)
        for line, code, text in zip(rows["line"], trouble, stated, strict=True)
        if code
    ]
    for line, code, column, text in rejects:
        source.log.add(code, [line], column, [text])
    low = table[(trouble == "") & (table["mark"] == "low precision")]
    if len(low):
        source.log.add("low-precision", low["line"])
    found = table[trouble == ""]
    facts = {
        "subjects": ", ".join(sorted(set(found["subject"]))),
        "occupations": int(found["onet_soc"].nunique()),
    }
    return Cleaned(
        found.loc[:, list(COLUMNS)].reset_index(drop=True), len(found), rejects_of(rejects), facts=facts
    )


def _eight(text: str) -> str:
    """Write an O*NET-SOC code with its decimals.

    >>> _eight("11-1011.03"), _eight("111011"), _eight("Clerk")
    ('11-1011.03', '11-1011.00', '')
    """
    code = codes.soc(text)
    _, dot, rest = text.strip().partition(".")
    return f"{code}.{rest[:2].ljust(2, '0') if dot and rest[:2].isdigit() else '00'}" if code else ""


def _told(source: Source, rows: pd.DataFrame) -> dict[str, object]:
    """Return subject, element, scale, value, text and mark of every row, by what columns there are."""
    blank = pd.Series("", index=rows.index, dtype="str")
    none = pd.Series(float("nan"), index=rows.index, dtype="float64")
    if "related_soc" in rows:
        rank = figures(text_of(rows, "rank"))
        told = {
            "subject": "related",
            "element": rows["related_soc"].map(_eight).astype("str"),
            "scale": blank,
        }
        return {**told, "value": rank["value"], "text": text_of(rows, "tier"), "mark": blank}
    if "job_zone" in rows:
        zone = figures(rows["job_zone"])
        told = {"subject": "job zone", "element": blank, "scale": blank, "value": zone["value"]}
        return {**told, "text": blank, "mark": zone["mark"].astype("str")}
    if "technology" in rows:
        hot = text_of(rows, "hot").str.casefold().isin(_YES)
        wanted = text_of(rows, "in_demand").str.casefold().isin(_YES)
        scale = hot.map({True: "hot", False: ""}) + wanted.map({True: " in demand", False: ""})
        told = {
            "subject": "technology",
            "element": text_of(rows, "commodity").map(codes.bare_figures).astype("str"),
        }
        return {**told, "scale": scale.str.strip(), "value": none, "text": rows["technology"], "mark": blank}
    for name, subject in (("alternate_title", "alternate title"), ("reported_title", "reported title")):
        if name in rows:
            told = {"subject": subject, "element": blank, "scale": blank, "value": none, "text": rows[name]}
            return {**told, "mark": blank}
    if "value" in rows:
        return _scores(rows)
    return {
        "subject": "title",
        "element": blank,
        "scale": blank,
        "value": none,
        "text": text_of(rows, "title"),
        "mark": blank,
    }


def _scores(rows: pd.DataFrame) -> dict[str, object]:
    read = figures(rows["value"], negatives=True)
    element = text_of(rows, "element")
    subject = {
        one: next((name for start, name in _BY_ELEMENT if one.startswith(start)), "other")
        for one in element.unique()
    }
    mark = read["mark"].astype("str")
    mark = mark.mask((mark == READ) & text_of(rows, "suppress").str.casefold().isin(_YES), "low precision")
    mark = mark.mask((mark == READ) & text_of(rows, "not_relevant").str.casefold().isin(_YES), "not relevant")
    category = text_of(rows, "category").map(
        lambda text: "" if says_nothing(text) else codes.bare_figures(text)
    )
    return {
        "subject": element.map(subject).astype("str"),
        "element": element,
        "scale": text_of(rows, "scale"),
        "value": read["value"],
        "text": category.astype("str"),
        "mark": mark,
    }
