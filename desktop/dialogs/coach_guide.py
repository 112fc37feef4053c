"""A short guide for coaches, in the help: start from skills, let the person decide, be fair to everyone."""

from __future__ import annotations

from desktop.dialogs.guide import GuideDialog

PAGE = (
    "Read the first lines together: where the job leads, and what carries over.",
    "Look at what the person <b>brings</b> before what there is <b>to learn</b>. Add strengths that no "
    "list knows.",
    "Compare two or three jobs: pay, openings, competition, automation risk, training. Look past the "
    "first step at what it <b>leads on to</b>.",
    "The last lines say what most people do. They are no limit on what one person can do.",
)
SKILLS = (
    "Ask for stories, not for titles: “Tell me about a day when it went well.” Then name the skills in "
    "the story.",
    "Count what was learned outside a job: caring for family, running a team, fixing things, a second "
    "language.",
    "Write strengths down in the person's own words. They belong in the next application.",
    "Experience counts. A certificate is one way to show a skill; a work sample or a short test is another.",
)
PERSON = (
    "Ask first what the person wants and needs now: pay, hours, distance, care at home, health. A step "
    "that does not fit a life is no step.",
    "Offer choices, and let the person choose. Put a near step beside a far one.",
    "Say what is uncertain. A figure with an m is an estimate. Call the employer and the course before "
    "anybody spends time or money.",
    "Agree on one thing to do this week, and on the day to talk again.",
)
FAIRNESS = (
    "Show the same paths to everyone with the same strengths. Ask yourself whether you would offer this"
    " one to somebody of another sex, age, race or accent.",
    "Ask what stands in the way and who can move it: fees, tools, transport, child care, licence rules,"
    " an old record.",
    "Some jobs have few women or few people of colour in them today. Say that they are open, and find "
    "somebody who made the step to talk to. The Representation page shows where.",
    "Count who takes a step and who completes it. Where a group falls behind, change the support, not "
    "the people.",
)
PARTS = (
    ("How to use a page", PAGE),
    ("Start from what the person can do", SKILLS),
    ("The person decides", PERSON),
    ("Fair for everyone", FAIRNESS),
)


class CoachGuideDialog(GuideDialog):
    """The guide for coaches, in the colours of the theme."""

    title = "For coaches"

    def html(self) -> str:
        """Return the guide: a few lines under each heading."""
        return "".join(
            f"<h3>{heading}</h3><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
            for heading, lines in PARTS
        )
