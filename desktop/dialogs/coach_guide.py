"""A short guide for coaches, in the help: start from skills, let the person decide, be fair to everyone."""

from __future__ import annotations

from data.language import say

PAGE = (
    say("Read the first lines together: where the job leads, and what carries over."),
    say(
        "Look at what the person <b>brings</b> before what there is <b>to learn</b>. Add "
        "strengths that no list knows."
    ),
    say(
        "Compare two or three jobs: pay, openings, competition, automation risk, training. "
        "Look past the first step at what it <b>leads on to</b>."
    ),
    say("The last lines say what most people do. They are no limit on what one person can do."),
)
SKILLS = (
    say(
        "Ask for stories, not for titles: “Tell me about a day when it went well.” Then name "
        "the skills in the story."
    ),
    say(
        "Count what was learned outside a job: caring for family, running a team, fixing "
        "things, a second language."
    ),
    say("Write strengths down in the person's own words. They belong in the next application."),
    say(
        "Experience counts. A certificate is one way to show a skill; a work sample or a "
        "short test is another."
    ),
)
PERSON = (
    say(
        "Ask first what the person wants and needs now: pay, hours, distance, care at home, "
        "health. A step that does not fit a life is no step."
    ),
    say("Offer choices, and let the person choose. Put a near step beside a far one."),
    say(
        "Say what is uncertain. A figure with an m is an estimate. Call the employer and the "
        "course before anybody spends time or money."
    ),
    say("Agree on one thing to do this week, and on the day to talk again."),
)
FAIRNESS = (
    say(
        "Show the same paths to everyone with the same strengths. Ask yourself whether you "
        "would offer this one to somebody of another sex, age, race or accent."
    ),
    say(
        "Ask what stands in the way and who can move it: fees, tools, transport, child care, "
        "licence rules, an old record."
    ),
    say(
        "Some jobs have few women or few people of colour in them today. Say that they are "
        "open, and find somebody who made the step to talk to. The Representation page shows "
        "where."
    ),
    say(
        "Count who takes a step and who completes it. Where a group falls behind, change the "
        "support, not the people."
    ),
)
PARTS = (
    (say("How to use a page"), PAGE),
    (say("Start from what the person can do"), SKILLS),
    (say("The person decides"), PERSON),
    (say("Fair for everyone"), FAIRNESS),
)
