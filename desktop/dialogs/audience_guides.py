"""The short guides in the help: for planners, coaches, employers and boards."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from data.language import say
from desktop.dialogs.coach_guide import PARTS as COACHES
from desktop.dialogs.guide import GuideDialog
from desktop.look.theme import Theme

Parts = tuple[tuple[str, tuple[str, ...]], ...]

PLANNERS: Parts = (
    (
        say("A Monday morning"),
        (
            say("Open last week's plan. It is as you left it, whether you saved it or not."),
            say(
                "Drop this week's postings and this month's claims on the window. A file laid out like last "
                "time's loads by itself; anything new is asked about once and can be kept as a recipe."
            ),
            say(
                "Read the sentence at the top of <b>Region matrix</b> and <b>Priorities</b>, then "
                "<b>What changed</b> against the month you kept before."
            ),
            say(
                "<b>Export</b> the board workbook. Its assumptions can be changed in Excel, and ranks follow."
            ),
        ),
    ),
    (
        say("Before you trust a figure"),
        (
            say(
                "Look for its mark. No mark: observed. <b>i</b>: a group or a total stands in for it. "
                "<b>m</b>: this program's estimate."
            ),
            say(
                "Look at the <b>findings</b> at the bottom left: what was met in your files, and what to do."
            ),
            say(
                "The line at the bottom names the time every figure is about. Claims of the pack are older "
                "than yours will be: load your own."
            ),
            say("A blank is not a zero. Point at it, and it says whether it was withheld or is absent."),
        ),
    ),
    (
        say("Making the answer your own"),
        (
            say("Move the weights on <b>Priorities</b>; ranges beside the bars say how firm a rank is."),
            say(
                "Set a class by hand where you know better, with a reason. It shows wherever the class does."
            ),
            say("Write scenarios for what may come: a plant that opens, a season, a slump."),
            say("Everything can be undone. <b>History</b> goes back to any step."),
        ),
    ),
    (
        say("Sharing safely"),
        (
            say("Nothing leaves this computer by itself. There is no account and no connection."),
            say("Files of single people stay here; counts below the limit are withheld on shared exports."),
            say("Send a colleague the plan file, a board the workbook, a coach the one-pagers."),
        ),
    ),
)
EMPLOYERS: Parts = (
    (
        say("What the workbook asks"),
        (
            say("How many people applied, were interviewed, were offered a job, started and stayed."),
            say(
                "The same by group, where you know it. Leave a cell blank where you do not; a blank is no "
                "zero."
            ),
            say("Counts only. No names, no birthdays, no single person's record."),
        ),
    ),
    (
        say("What it gives back"),
        (
            say(
                "The step at which people are lost, and whether one group is lost more often than another "
                "(four-fifths rule, with a test that says when counts are too small to tell)."
            ),
            say("Which Origins near you already bring most of the skills that the job needs."),
            say("What a degree asked for in a posting costs in people who could do the work."),
        ),
    ),
    (
        say("Hiring for skills"),
        (
            say("Name the five things a person must be able to do in the first month. Ask for these."),
            say("Use a work sample or a structured interview, the same for everyone."),
            say("Say the pay in the posting. Say which training is on the job."),
            say("Look at who stays after a year, and at who moves up, not only at who starts."),
        ),
    ),
)
BOARDS: Parts = (
    (
        say("Reading the workbook"),
        (
            say("Begin with the <b>Cover</b>: the answer in a sentence and the first five priorities."),
            say("Cells in blue on pale yellow are yours to change. Everything else follows."),
            say("<b>Rank intervals</b> say how far a rank moves when the weights are drawn anew."),
        ),
    ),
    (
        say("Changing assumptions"),
        (
            say("On <b>Assumptions</b>, change a line, a weight or a limit and watch the ranks move."),
            say("Choose a scenario in its drop-down to see the region under other demand."),
            say(
                "Grey italic figures are solved by the program. After a change that they depend on, a cell "
                "says that they are to be solved again."
            ),
            say("Write why in the notes. Send the file back: the planner sees every change and takes it."),
        ),
    ),
    (
        say("Questions worth asking"),
        (
            say("Whom would this budget move, and who is left out? See <b>Allocation</b>."),
            say("Where do the better jobs lack women or people of colour? See <b>Representation</b>."),
            say("Are there seats for the training that the first Gateways need? See <b>Training gaps</b>."),
            say("How much of this is observed? See the coverage on the <b>Cover</b>."),
        ),
    ),
)
GUIDES: dict[str, tuple[str, Parts]] = {
    "planner_guide": (say("For planners"), PLANNERS),
    "coach_guide": (say("For coaches"), COACHES),
    "employer_guide": (say("For employers"), EMPLOYERS),
    "board_guide": (say("For boards"), BOARDS),
}
"""Title and text of each guide, by the action that opens it."""


class AudienceGuideDialog(GuideDialog):
    """One of the guides, in the colours of the theme."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        self.title, self._parts = GUIDES[name]
        super().__init__(theme, parent)

    def html(self) -> str:
        """Return the guide: a few lines under each heading."""
        return "".join(
            f"<h3>{heading}</h3><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
            for heading, lines in self._parts
        )
