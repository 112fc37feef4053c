"""The panel on the right: one occupation with its class, why it has it, its wages and its figures."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from data.language import say, say_count
from desktop.charts.wage_span import WagePicture
from desktop.controls.labels import label, rule
from desktop.look.drawing import icon
from desktop.look.palette import CLASS_ORDER
from desktop.look.sizes import px
from desktop.look.theme import BODY, Theme
from desktop.panels.facts import OccupationFacts
from desktop.panels.figures import Figures
from desktop.panels.trace import TraceLine
from desktop.tables.cells import paint_class_chip

WIDE, NARROW, MOST = 328, 304, 4000
EMPTY = say("Choose an occupation in the table to see why it has its class, its wages and what leads to it.")


class ClassBadge(QWidget):
    """The class of an occupation: its letter and its name, on its colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._class_name = CLASS_ORDER[-1]
        theme.changed.connect(self.update)

    def show_class(self, class_name: str) -> None:
        """Show another class."""
        self._class_name = class_name if class_name in CLASS_ORDER else CLASS_ORDER[-1]
        self.setAccessibleName(say("Class: {name}", name=say(self._class_name)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        return QSize(self.fontMetrics().horizontalAdvance(say(self._class_name)) + px(60), px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the badge."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.fill(self._class_name))
            painter.setFont(self._theme.font(BODY, strong=True))
            width = painter.fontMetrics().horizontalAdvance(say(self._class_name)) + px(40)
            painter.drawRoundedRect(QRectF(0, 1, width, px(24)), 5, 5)
            paint_class_chip(painter, self._theme, QRectF(px(5), px(4), px(22), px(18)), self._class_name)
            painter.setFont(self._theme.font(BODY, strong=True))
            painter.drawText(
                QRectF(px(30), 1, width, px(24)), Qt.AlignmentFlag.AlignVCenter.value, say(self._class_name)
            )


class OccupationPanel(QFrame):
    """Shows one occupation; asks for an override of its class.

    Signals
    -------
    override_wanted : str
        A person wants to set the class of the occupation by hand.
    clear_wanted : str
        A person wants the rules to decide again.
    page_wanted : str
        A person wants the occupation on a page for a coach.
    closed : ()
        The panel was closed.
    """

    override_wanted = Signal(str)
    clear_wanted = Signal(str)
    page_wanted = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("occupationPanel")
        self.setAccessibleName(say("Occupation"))
        self.be_narrow(False)
        self._theme = theme
        self.facts: OccupationFacts | None = None
        self._close = QToolButton()
        self._close.setProperty("role", "plain")
        self._close.setAccessibleName(say("Hide the occupation panel"))
        self._close.setToolTip(say("Hide the occupation panel (Ctrl+I)"))
        self._close.clicked.connect(self.closed)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(say("Particulars of the occupation"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._make_body()
        theme.changed.connect(self._redraw)
        self._redraw()
        self.show_facts(None)

    def _make_body(self) -> None:
        body = QWidget()
        body.setObjectName("panelBody")
        self._layout = QVBoxLayout(body)
        self._layout.setContentsMargins(14, 12, 12, 16)
        self._layout.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(4)
        self._title = label(EMPTY, "heading", wrap=True)
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(head)
        self._code = label("", "quiet", wrap=True)
        self._badge = ClassBadge(self._theme)
        self._flags = label("", "quiet", wrap=True)
        self._why_title = label("", "section")
        self._trace = label("", wrap=True)
        self._trace.setObjectName("trace")
        self._trace.setTextFormat(Qt.TextFormat.RichText)
        self._trace.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._trace.setAccessibleName(say("Why the occupation has its class"))
        self._override = QPushButton(say("Set the class by hand…"))
        self._override.setProperty("role", "link")
        self._override.clicked.connect(lambda: self.facts and self.override_wanted.emit(self.facts.soc))
        self._clear = QPushButton(say("Leave the class to the rules"))
        self._clear.setProperty("role", "link")
        self._clear.clicked.connect(lambda: self.facts and self.clear_wanted.emit(self.facts.soc))
        self.page_button = QPushButton(say("One-pager for this occupation…"))
        self.page_button.setProperty("role", "link")
        self.page_button.setToolTip(say("A page for a coach, as a PDF or for Excel (Ctrl+Alt+P)"))
        self.page_button.clicked.connect(lambda: self.facts and self.page_wanted.emit(self.facts.soc))
        self._wages_title = label(say("Wages a year"), "section")
        self._wages = WagePicture(self._theme)
        self._figures = Figures(self._theme)
        self._legend = label(say("i imputed   m modelled   – not known"), "small", wrap=True)
        self._sources = label("", "small", wrap=True)
        parts = (self._code, self._badge, self._flags, rule(), self._why_title, self._trace, self._override)
        more = (
            self._clear,
            self.page_button,
            rule(),
            self._wages_title,
            self._wages,
            rule(),
            self._figures,
            rule(),
        )
        self._parts: list[QWidget] = [*parts, *more, self._legend, self._sources]
        for part in self._parts:
            self._layout.addWidget(part)
        self._layout.addStretch(1)
        self._scroll.setWidget(body)

    def be_narrow(self, narrow: bool) -> None:
        """Take less room in a small window."""
        self._wide = NARROW if narrow else WIDE
        self.be_alone(False)

    def be_alone(self, alone: bool) -> None:
        """Take all the room there is, or a fixed width beside the page."""
        self.setMinimumWidth(0 if alone else px(self._wide))
        self.setMaximumWidth(px(MOST) if alone else px(self._wide))

    def show_facts(self, facts: OccupationFacts | None) -> None:
        """Show another occupation, or how to choose one."""
        self.facts = facts
        for part in self._parts:
            part.setVisible(facts is not None)
        voice = "quiet" if facts is None else "heading"
        if self._title.property("voice") != voice:
            self._title.setProperty("voice", voice)
            self._title.style().unpolish(self._title)
            self._title.style().polish(self._title)
        if facts is None:
            self._title.setText(EMPTY)
            return
        self._title.setText(facts.title)
        self._code.setText(f"SOC {facts.soc} · {facts.family}")
        self._badge.show_class(facts.class_name)
        said = " · ".join([*([say(facts.availability)] if facts.availability else []), *facts.flags])
        self._flags.setText(said)
        self._flags.setVisible(bool(said))
        self._why_title.setText(_why(facts.class_name))
        self._trace.setText(trace_html(facts, self._theme))
        self._clear.setVisible(bool(facts.override_reason))
        own = facts.wage_source != "national"
        self._wages_title.setText(
            say("Wages a year") if own else say("Wages a year (national: the region's are not published)")
        )
        self._wages.show_span(facts.wages)
        self._figures.show_groups(facts.groups)
        self._sources.setText(say("Sources: {sources}", sources=facts.sources))
        self._scroll.verticalScrollBar().setValue(0)

    def trace_text(self) -> str:
        """Return the rule trace as it is read."""
        if self.facts is None:
            return ""
        trace = self.facts.trace
        return "\n".join([*trace.lead, *(line.text for line in (*trace.own, *trace.others))])

    def _redraw(self) -> None:
        if self.facts is not None:
            self._trace.setText(trace_html(self.facts, self._theme))
        self._close.setIcon(icon("close", self._theme.colour("secondary"), 14))


def _why(class_name: str) -> str:
    if class_name == "Not classified":
        return say("Why it is not classified")
    return say("Why {name}", name=say(class_name))


def trace_html(facts: OccupationFacts, theme: Theme) -> str:
    """Return the trace as paragraphs: the tests of the class, then what kept it from others."""
    good, bad = theme.strong("Target").name(), theme.colour("warning").name()
    quiet = theme.colour("secondary").name()

    def test(line: TraceLine) -> str:
        sign, colour = ("✓", good) if line.passed else ("✗", bad)
        return (
            f'<tr><td style="padding-right:6px"><span style="color:{colour}">{sign}</span></td>'
            f'<td style="padding-bottom:4px">{escape(line.text[:1].upper() + line.text[1:])}</td></tr>'
        )

    parts = (
        [f"<p>{say('Set by hand: {reason}', reason=escape(facts.override_reason))}</p>"]
        if facts.override_reason
        else []
    )
    if facts.board_note:
        said = escape(facts.board_note).replace("\n", "<br>")
        parts.append(f"<p>{say('The board’s note: {note}', note=said)}</p>")
    parts += [f'<p style="margin:0 0 6px 0">{escape(line)}.</p>' for line in facts.trace.lead[1:]]
    parts.append(f"<table>{''.join(map(test, facts.trace.own))}</table>")
    failures = facts.trace.failures()
    for name, failed in failures.items():
        own = "" if facts.override_reason or facts.class_name == "Not classified" else facts.class_name
        head = _why_not(own, name, len(failed), origin_failed=bool(failures.get("Origin")))
        parts.append(f'<p style="margin:8px 0 2px 0; color:{quiet}">{escape(head)}</p>')
        parts.append(f"<table>{''.join(map(test, failed))}</table>")
    return "".join(parts)


def _why_not(own: str, class_name: str, failed: int, *, origin_failed: bool) -> str:
    """Return the heading over the tests of another class; ``own`` is blank when no rule put it first."""
    if failed:
        return say_count(
            "Not {name}: {count} test failed",
            "Not {name}: {count} tests failed",
            failed,
            name=say(class_name),
            count=failed,
        )
    if class_name == "Mid-wage Origin" and origin_failed:
        return say("Not Mid-wage Origin: it is not an Origin")
    return say(
        "{name}: passes these tests too; {own} goes first" if own else "{name}: passes these tests too",
        name=say(class_name),
        own=say(own),
    )
