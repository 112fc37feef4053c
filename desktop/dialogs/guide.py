"""A short help: what the classes mean, what the marks mean, and what the figures cannot say."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from data.language import say
from desktop.look.palette import CLASS_ORDER
from desktop.look.sizes import keep
from desktop.look.theme import Theme
from desktop.tables.cells import CLASS_LETTER

MEANINGS = {
    "Origin": say(
        "Pays people without a four-year degree less than the Origin line, is mostly held by "
        "them, and leads to at least one Gateway or Target. Where many people start."
    ),
    "Mid-wage Origin": say(
        "An Origin in the upper wage band: a step up from a low-wage Origin, though it does "
        "not by itself lead further."
    ),
    "Gateway": say(
        "A good job and a springboard: more than a third of the people who move in come from "
        "Origins, more than a third of those who move on reach Targets."
    ),
    "Target": say(
        "Pays above the Target line, is in demand, has low long-term automation risk, and is "
        "reached from a Gateway."
    ),
    "Historical Adjacency": say(
        "Within reach of Origins and well paid, but few people move on from it to Targets. Mostly trades."
    ),
    "Not classified": say(
        "Passes none of the sets of tests; the panel on the right says which test failed and by how much."
    ),
}
MARKS = (
    (say("no mark"), say("observed: published for the occupation, or counted in your own file")),
    ("i", say("imputed: a group, a larger area or a total stands in for the occupation's own figure")),
    ("m", say("modelled: an estimate of this program, not a count")),
    (say("framed class"), say("the planner set the class by hand; a dotted frame: borderline")),
    ("–", say("not known: withheld by the publisher, or absent. It is not zero; the tooltip says which")),
)
COMPETITION = (
    (say("Open"), say("fewer seekers than openings")),
    (say("Contested"), say("one to two seekers for each opening")),
    (say("Crowded"), say("more than two seekers for each opening")),
    (say("Scarce"), say("fewer than ten openings a year, whatever the number of seekers")),
)
LIMITS = (
    say(
        "Moves between occupations are modelled from occupational transfers, openings, "
        "skills and monthly flows between major groups. They say what is likely, not what "
        "was recorded."
    ),
    say(
        "Without a file of your own, people out of work are spread over occupations from "
        "state claims by major group. States that do not record the occupation of most "
        "claimants give weak figures; the status line says how much is imputed."
    ),
    say(
        "What people without a four-year degree earn is estimated from the wage percentiles "
        "of the occupation. No survey publishes it for a region."
    ),
    say(
        "The publisher withholds some occupations of a region. They stay blank and are never counted as zero."
    ),
    say("Automation risk is a rating from 2013. It is a flag for a conversation, not a forecast."),
)
QUESTIONS_ASKED = (
    (
        say("Progressions"),
        say("the best two steps, by people, gain in pay or smallest training gap; what is left over"),
    ),
    (
        say("Scenarios"),
        say("openings and ranks if demand were different, what moves the ranks, and which are firm"),
    ),
    (
        say("Allocation"),
        say("whom a budget should move, what stands in the way of more, and what parity would cost"),
    ),
    (say("Training gaps"), say("what people bring, what a course must teach, and seats against people")),
    (
        say("Representation"),
        say("who is missing from the better jobs, with margins that say what is too close"),
    ),
    (
        say("Employers"),
        say("workbooks in which employers count whom they hire, and filled ones read and compared"),
    ),
    (say("What changed"), say("keep a month; later months say what changed, why, and what calls for a look")),
    (say("Sectors"), say("openings and barriers by sector, and demand rules in the style of states")),
)
"""What each further page answers, in the order of the pages."""
KEYS = (
    ("Ctrl+R", say("type a region")),
    ("Ctrl+F, Ctrl+K", say("find an occupation")),
    ("Ctrl+1, Ctrl+2, Ctrl+3", say("matrix, priorities, sources")),
    (say("Ctrl+4 to Ctrl+0"), say("the pages that answer further questions, from top to bottom")),
    ("Ctrl+Z, Ctrl+Shift+Z", say("undo, redo")),
    ("Ctrl+C", say("copy the selected rows for Excel")),
    ("Ctrl+E", say("export the workbook")),
    (say("Ctrl+Shift+B"), say("read a workbook back that a board edited")),
    (say("Ctrl+Alt+P, Ctrl+Shift+E"), say("a page for a coach: of the occupation, of all Origins")),
    ("Ctrl+Shift+P, Ctrl+H", say("go to any action, page or occupation; the history of the plan")),
    ("Ctrl+,", say("preferences: theme, text size, language, numbers")),
    ("Ctrl++, Ctrl+-, Ctrl+Shift+0", say("larger text, smaller text, text as the computer has it")),
    ("Ctrl+N, Ctrl+Alt+O, Ctrl+Shift+S", say("a new plan, another plan, the plan under a name")),
    ("Ctrl+T, Ctrl+I", say("fold the picture, hide the panel")),
    (
        say("in a picture"),
        say(
            "arrows go from mark to mark, Return chooses, T goes to the table, Ctrl+C copies it; "
            "the menu of the right button saves it as SVG or PNG"
        ),
    ),
)


class GuideDialog(QDialog):
    """The help text, in the colours of the theme."""

    title = say("Classes, marks and limits")

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.title)
        keep(self, "setMinimumSize", 520, 400)
        keep(self, "resize", 680, 640)
        self._theme = theme
        self.text = QTextBrowser()
        self.text.setAccessibleName(say("Help"))
        self.text.setOpenLinks(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)
        theme.changed.connect(self._write)
        self._write()

    def _write(self) -> None:
        self.text.setHtml(self.html())

    def html(self) -> str:
        """Return the help text."""
        classes = [(self._chip(name), f"<b>{say(name)}</b>. {MEANINGS[name]}") for name in CLASS_ORDER]
        good = say(
            "Good jobs are Gateways, Historical Adjacencies and Mid-wage Origins. One is viable, and a "
            "candidate for the priorities, when it has openings and unemployment among its people is not "
            "among the highest."
        )
        parts = (
            (say("Classes"), _table(classes) + f"<p>{good}</p>"),
            (say("Marks after a figure"), _table(MARKS)),
            (
                say("Availability"),
                _table(COMPETITION) + f"<p>{say('The limits are parameters (Edit, Parameters).')}</p>",
            ),
            (say("Further pages"), _table(QUESTIONS_ASKED)),
            (
                say("What the figures cannot say"),
                f"<ul>{''.join(f'<li>{text}</li>' for text in LIMITS)}</ul>",
            ),
            (say("Keys"), _table(KEYS)),
        )
        return "".join(f"<h3>{heading}</h3>{text}" for heading, text in parts)

    def _chip(self, name: str) -> str:
        colours = f"background:{self._theme.fill(name).name()}; color:{self._theme.strong(name).name()}"
        return f'<span style="{colours}; font-weight:600">&nbsp;{CLASS_LETTER[name]}&nbsp;</span>'


def _table(rows: Iterable[tuple[str, str]]) -> str:
    first, second = "padding:0 16px 6px 0; white-space:nowrap", "padding-bottom:6px"
    cells = (
        f'<tr><td style="{first}">{one}</td><td style="{second}">{other}</td></tr>' for one, other in rows
    )
    return f"<table>{''.join(cells)}</table>"
