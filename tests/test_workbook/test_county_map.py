"""Figures by county: of the last period, added where that is honest, withheld and absent told from zero."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pandas as pd
import pytest

from data.intake.boundaries.shapes import shapes_of, table_of
from data.intake.loaded import Loaded, no_rejects
from data.intake.mapping import Mapping
from workbook.loadedfiles import postings_table
from workbook.model.pictures.counties import (
    BY_COUNTY,
    POSTINGS,
    UNEMPLOYED,
    CountyFigure,
    CountyMap,
    counties_of,
    county_map,
    figures_of,
    measures_by_county,
)
from workbook.model.pictures.projection import outlines, projected

ATLANTA = ("0012060",)
DRAWN = ("13121", "13089", "13067", "13135")


def counts(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Return made counts: county, people, mark, period, and perhaps an occupation."""
    full = [(*row, *("",) * (5 - len(row))) for row in rows]
    frame = pd.DataFrame(full, columns=["county", "unemployed", "mark", "period", "soc"])
    return frame.assign(group="", industry="", demographic="", area="", measure="unemployed")


def file(kind: str, rows: pd.DataFrame, name: str = "made.csv") -> Loaded:
    facts = {BY_COUNTY: figures_of(kind, rows)}
    mapping = Mapping(kind, ())
    return Loaded(
        kind, name, "", "", rows, len(rows), len(rows), 0, 0, (), no_rejects(), mapping, facts=facts
    )


def drawn(pack: Any, *files: Loaded, measure: str = UNEMPLOYED) -> CountyMap:
    return cast(CountyMap, county_map(pack, ATLANTA, files, measure, DRAWN))


def test_figures_of_the_last_period_are_shown_largest_first(pack: Any) -> None:
    rows = counts(
        ("13121", 50.0, "", "2026-01"),
        ("13121", 40.0, "", "2026-02"),
        ("13089", 60.0, "", "2026-02"),
        ("13067", np.nan, "suppressed", "2026-02"),
        ("13135", 0.0, "", "2026-02"),
        ("01001", 900.0, "", "2026-02"),
        ("", 500.0, "", "2026-02"),
    )
    found = drawn(pack, file(UNEMPLOYED, rows))
    assert [(one.title, one.state) for one in found.figures] == [
        ("DeKalb County", "known"),
        ("Fulton County", "known"),
        ("Gwinnett County", "zero"),
        ("Cobb County", "suppressed"),
    ]
    assert found.title == "DeKalb County has the most people out of work: 60 of the 100 counted here"
    assert "Feb 2026 · 1 county withheld · 25 counties without a shape · made.csv" in found.subtitle
    assert found.words()[-2:] == ["Gwinnett County: 0", "Cobb County: withheld by the publisher"]
    assert found.table == "People out of work"


def test_a_county_that_the_counts_do_not_name_has_no_figure(pack: Any) -> None:
    found = drawn(pack, file(UNEMPLOYED, counts(("13121", 5.0, "", "2026-02"))))
    assert [one.state for one in found.figures] == ["known", "absent", "absent", "absent"]
    assert found.title == "Fulton County alone has a figure: 5 people out of work"
    assert found.words()[1] == "Cobb County: no figure"


def test_counts_by_occupation_are_added_and_a_withheld_part_leaves_the_sum_open(pack: Any) -> None:
    rows = counts(
        ("13121", 5.0, "", "2026-02", "35-2014"),
        ("13121", 7.0, "", "2026-02", "41-2031"),
        ("13089", 5.0, "", "2026-02", "35-2014"),
        ("13089", np.nan, "suppressed", "2026-02", "41-2031"),
    )
    assert figures_of(UNEMPLOYED, rows)["figures"] == {
        "13089": (pytest.approx(np.nan, nan_ok=True), "suppressed"),
        "13121": (12.0, ""),
    }


def postings(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Return made postings of 2 January: title, employer and county."""
    frame = pd.DataFrame(rows, columns=["title", "employer", "county"], dtype="str")
    day = pd.Timestamp("2026-01-02")
    blank = frame.assign(id="", soc="29-1141", coded_by="code", education="", area="0012060")
    return blank.assign(posted=day, expires=pd.NaT, wage_annual_usd=np.nan)


def test_postings_of_a_file_by_county_and_a_county_without_any_has_none(pack: Any) -> None:
    rows = postings(("Cook", "A", "13121"), ("Cook", "B", "13121"), ("Cook", "C", "13089"), ("Cook", "D", ""))
    found = drawn(pack, file(POSTINGS, rows), measure=POSTINGS)
    assert [(one.value, one.state) for one in found.figures] == [
        (2.0, "known"),
        (1.0, "known"),
        (0.0, "zero"),
        (0.0, "zero"),
    ]
    assert "1 more tell no county" in found.subtitle
    assert found.title == "Fulton County has the most postings: 2 of the 3 that tell a county"


def test_a_posting_in_two_files_counts_once_in_its_county(pack: Any) -> None:
    one = file(POSTINGS, postings(("Cook", "A", "13121"), ("Cook", "B", "13121"), ("Cook", "C", "13089")))
    other = file(POSTINGS, postings(("Cook", "A Inc.", "13121"), ("Cook", "D", "")), "more.csv")
    table = postings_table([one, other], {})
    counted = county_map(pack, ATLANTA, [one, other], POSTINGS, DRAWN, table.by_county)
    assert counted is not None
    assert [figure.value for figure in counted.known] == [2.0, 1.0]
    assert sum(figure.value for figure in counted.known) + 1 == len(table.rows) == 4
    assert "1 more tell no county" in counted.subtitle
    assert counted.subtitle.endswith("made.csv, more.csv")
    assert county_map(pack, ATLANTA, [one, other], POSTINGS, DRAWN) is None, "nobody knows the copies yet"


def test_an_earlier_file_of_counts_gives_way(pack: Any) -> None:
    old = file(UNEMPLOYED, counts(("13121", 5.0, "", "2025-12"), ("13089", 5.0, "", "2025-12")))
    new = file(UNEMPLOYED, counts(("13121", 9.0, "", "2026-02")))
    assert [one.value for one in drawn(pack, old, new).known] == [9.0]


def test_nothing_is_drawn_without_a_figure_or_a_shape(pack: Any) -> None:
    told = file(UNEMPLOYED, counts(("01001", 5.0, "", "2026-02")))
    untold = file(UNEMPLOYED, counts(("", 5.0, "", "2026-02")))
    assert measures_by_county([untold, told]) == (UNEMPLOYED,)
    assert measures_by_county([untold]) == ()
    assert county_map(pack, ATLANTA, [told], UNEMPLOYED, DRAWN) is None
    here = file(UNEMPLOYED, counts(("13121", 5.0, "", "2026-02")))
    assert county_map(pack, ATLANTA, [here], UNEMPLOYED, ()) is None


def test_counties_of_a_state_are_all_of_it_and_connecticut_those_of_today(pack: Any) -> None:
    assert len(counties_of(pack, ("1300000",))) == 159
    assert len(counties_of(pack, ATLANTA)) == 29
    connecticut = counties_of(pack, ("0900000",))
    assert (len(connecticut), min(connecticut)) == (9, "09110")
    assert max(counties_of(pack, ("0900000",), ("09001", "13121"))) == "09015"
    assert counties_of(pack, ("0099999",)) == {}


def test_classes_hold_about_as_many_counties_each(pack: Any) -> None:
    rows = counts(*((county, float(n + 1), "", "2026-02") for n, county in enumerate(DRAWN)))
    found = drawn(pack, file(UNEMPLOYED, rows))
    classes = [found.class_of(one) for one in found.known]
    assert classes == sorted(classes, reverse=True)
    assert found.span(classes[0]) == (4.0, 4.0)
    assert not found.wide


def test_areas_stay_equal_across_states() -> None:
    def area(south: float) -> float:
        square = np.array([[-100, south], [-100, south + 1], [-99, south + 1], [-99, south]], dtype=float)
        around = np.array([[-125.0, 25.0], [-67.0, 49.0]])
        x, y = projected(np.vstack([square, around]), wide=True)[:4].T
        return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2

    shares = [
        area(south) / (np.sin(np.radians(south + 1)) - np.sin(np.radians(south))) for south in (26, 36, 46)
    ]
    assert shares == pytest.approx([shares[0]] * 3, rel=1e-3)


def test_the_aleutians_go_on_beyond_the_line_of_the_date() -> None:
    plane = projected(np.array([[-170.0, 53.0], [173.0, 52.0], [-150.0, 60.0]]), wide=False)
    assert plane[1, 0] < plane[0, 0] < plane[2, 0]


def test_far_states_stand_below_the_others_and_names_say_the_state(pack: Any) -> None:
    areas = ("0200000", "0100000")
    titles = counties_of(pack, areas)
    assert titles["01001"] == "Autauga County, AL"
    square = np.array([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]], dtype=float)
    made = {
        "01001": [square + np.array([-87, 32])],
        "02013": [square * 5 + np.array([-165, 55])],
        "15001": [square + np.array([-156, 19])],
    }
    figures = tuple(CountyFigure(one, one, 1.0, "known") for one in made)
    picture = CountyMap("", "", "", UNEMPLOYED, figures, (1.0,))
    found = outlines(shapes_of(table_of(made), "made"), picture)
    lowest = found["01001"][0][:, 1].min()
    assert max(found["02013"][0][:, 1].max(), found["15001"][0][:, 1].max()) < lowest
    assert found["02013"][0][:, 0].max() < found["15001"][0][:, 0].min()
    alone = CountyMap("", "", "", UNEMPLOYED, figures[1:2], (1.0,))
    assert outlines(shapes_of(table_of(made), "made"), alone)["02013"][0][:, 1].min() > 50
