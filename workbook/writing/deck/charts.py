"""Native charts of the deck: bars that a person can edit, coloured by class, labelled where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.util import Pt

from data.formulatext import guarded
from workbook.writing.privacy import clean_text
from workbook.writing.styles import HAIRLINE, INK, SECONDARY

LONGEST_LABEL = 52
_SMALL, _USUAL = Pt(11), Pt(12)
_ROOM, _ROOM_LEFT = 0.3, 1.8


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, the first at the top.

    Attributes
    ----------
    labels : sequence of str
        What each bar is of.
    values : sequence of float
        How long it is; with ``start`` it begins there.
    colours : sequence of str
        Colour of each bar.
    number_format : str
        How its figure is written.
    alt : str
        What a person hears who does not see the chart.
    texts : sequence of str
        What stands at each bar in the stead of its figure.
    start : sequence of float
        Where each bar begins; none for nought.
    named : bool
        Whether the bars are labelled; a second chart beside the first is not.
    series : str
        What the figures are, as the workbook behind the chart heads them.
    heading : str
        What stands above the chart; blank for nothing.
    """

    labels: Sequence[str]
    values: Sequence[float]
    colours: Sequence[str]
    number_format: str
    alt: str
    texts: Sequence[str] = ()
    start: Sequence[float] = ()
    named: bool = True
    series: str = "Value"
    heading: str = ""


@dataclass(frozen=True)
class Columns:
    """Columns side by side: one group of them per label, one column and colour per series."""

    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[float], str]]
    number_format: str
    alt: str


def short(title: str, longest: int = LONGEST_LABEL) -> str:
    """Return a title that fits beside a bar.

    >>> short("First-Line Supervisors of Construction Trades and Extraction Workers")
    'First-Line Supervisors of Construction Trades and…'
    """
    title = clean_text(title)
    if len(title) <= longest:
        return title
    return title[: longest - 1].rsplit(" ", 1)[0].rstrip(",;") + "…"


def put(place: Any, chart: Bars | Columns) -> None:
    """Draw a chart in its place on a slide, with words for those who do not see it."""
    frame = _bars(place, chart) if isinstance(chart, Bars) else _columns(place, chart)
    named = frame._element.nvGraphicFramePr.cNvPr
    named.set("descr", clean_text(chart.alt))


def _bars(place: Any, bars: Bars) -> Any:
    data: Any = CategoryChartData(number_format=bars.number_format)  # type: ignore[no-untyped-call]
    data.categories = [guarded(clean_text(label)) for label in bars.labels]
    if bars.start:
        data.add_series("From", list(bars.start))
    data.add_series(bars.series, list(bars.values))
    if bars.start:
        # Nothing can be written beyond the end of a stacked bar but in a further one, which is not seen.
        ends = [start + length for start, length in zip(bars.start, bars.values, strict=True)]
        data.add_series("Room for the text", [max(ends) * _ROOM] * len(ends))
    kind = XL_CHART_TYPE.BAR_STACKED if bars.start else XL_CHART_TYPE.BAR_CLUSTERED
    frame = place.insert_chart(kind, data)
    chart = frame.chart
    _quiet(chart, bars.heading)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100 if bars.start else 0
    plot.vary_by_categories = False
    axis = chart.category_axis
    axis.reverse_order = True
    axis.format.line.color.rgb = _rgb(HAIRLINE)
    axis.has_major_gridlines, axis.major_tick_mark = False, XL_TICK_MARK.NONE
    axis.tick_labels.font.size, axis.tick_labels.font.color.rgb = _USUAL, _rgb(INK)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW if bars.named else XL_TICK_LABEL_POSITION.NONE
    if min(bars.values) < 0:
        # Figures of bars to the left need room before the labels.
        chart.value_axis.minimum_scale = _ROOM_LEFT * min(bars.values)
    if not bars.start:
        _paint(plot.series[0], bars)
        _write(plot.series[0], bars, XL_LABEL_POSITION.OUTSIDE_END)
        return frame
    for unseen in (plot.series[0], plot.series[2]):
        unseen.format.fill.background()
    _paint(plot.series[1], bars)
    _write(plot.series[2], bars, XL_LABEL_POSITION.INSIDE_BASE)
    return frame


def _paint(series: Any, bars: Bars) -> None:
    series.invert_if_negative = False
    for at, colour in enumerate(bars.colours):
        fill = series.points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = _rgb(colour)


def _write(series: Any, bars: Bars, position: Any) -> None:
    """Write the figure of each bar, or its text, at its end."""
    for at, text in enumerate(bars.texts):
        label = series.points[at].data_label
        label.text_frame.text = text
        run = label.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.color.rgb = _SMALL, _rgb(INK)
        label.position = position
    if not bars.texts:
        labels = series.data_labels
        labels.show_value, labels.number_format = True, bars.number_format
        labels.number_format_is_linked = False
        labels.position = position
        labels.font.size, labels.font.color.rgb = _SMALL, _rgb(INK)


def _columns(place: Any, columns: Columns) -> Any:
    data: Any = CategoryChartData(number_format=columns.number_format)  # type: ignore[no-untyped-call]
    data.categories = [guarded(clean_text(label)) for label in columns.labels]
    for name, values, _ in columns.series:
        data.add_series(name, [None if value != value else value for value in values])
    frame = place.insert_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, data)
    chart = frame.chart
    _quiet(chart, "")
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    chart.legend.font.size, chart.legend.font.color.rgb = _USUAL, _rgb(INK)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 60, -5
    axis = chart.category_axis
    axis.format.line.color.rgb = _rgb(HAIRLINE)
    axis.tick_labels.font.size, axis.tick_labels.font.color.rgb = _USUAL, _rgb(INK)
    for series, (_, _, colour) in zip(plot.series, columns.series, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(colour)
        labels = series.data_labels
        labels.show_value, labels.number_format = True, columns.number_format
        labels.number_format_is_linked = False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size, labels.font.color.rgb = _SMALL, _rgb(INK)
    return frame


def _quiet(chart: Any, heading: str) -> None:
    """Leave away what only adds ink: value axis, grid, legend; the figures stand at their bars."""
    chart.has_legend = False
    chart.has_title = bool(heading)
    if heading:
        chart.chart_title.text_frame.text = heading
        run = chart.chart_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold, run.font.color.rgb = _USUAL, False, _rgb(SECONDARY)
        chart.chart_title.include_in_layout = False
    chart.font.name, chart.font.size = "Calibri", _USUAL
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]
