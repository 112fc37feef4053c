"""What helps at each stage of hiring, in our own words; a list of advice, no claim about one employer."""

from __future__ import annotations

PRACTICES = {
    "Postings": (
        "Write down what somebody does in the first half year, then ask only for what these tasks need.",
        "Replace “four-year degree required” by the skills that the degree was to stand for, or add “or "
        "experience”.",
        "Part what is needed on the first day from what can be learned on the job, and say which is which.",
        "Say what the job pays and when the hours are; people who cannot afford to guess will not apply "
        "otherwise.",
        "Let somebody who does the job read the posting, and somebody who has never worked in the trade.",
    ),
    "Applicants": (
        "Tell the workforce board and training providers about the job before it is posted, with the "
        "skills it needs.",
        "Ask in the occupations of the sheet Origins: many people there already do half of the work.",
        "Keep the form short enough for a telephone, and answer everybody within a stated number of days.",
        "Pay people for bringing others from their own trade, not only from their own school.",
    ),
    "Passed screening": (
        "Switch off filters that drop people without a degree or with a gap, and count how many they "
        "dropped before.",
        "Look at tasks, tools and machines that people have handled; job titles differ from firm to firm.",
        "Use a short sample of the work, the same for everybody, scored by the same sheet.",
        "Decide before the first look what is good enough, and take everybody who is.",
        "Hide names, schools and addresses from whoever makes the first choice.",
    ),
    "Interviewed": (
        "Ask everybody the same questions about the same situations of the job, and note scores before "
        "talking.",
        "Let two people who differ from each other interview, and keep one scale for all.",
        "Take experience outside paid work for what it taught: care, service, a trade learned in the family.",
        "Offer times beside shifts and the fare of the bus; ask whether anything else is in the way.",
    ),
    "Offered a job": (
        "Choose by the scores that were noted, and write down every departure from them with the reason.",
        "Set pay by the job and the skills shown, never by what somebody earned before.",
        "Compare yearly who was offered what, by group and by degree.",
    ),
    "Hired": (
        "Ask people who said no why, and whether pay, hours, the way to work or the wait decided.",
        "Shorten the wait between interview and offer: whoever needs work takes the first answer.",
        "Help with what the first weeks cost: tools, clothes, a licence, travel until the first pay.",
    ),
    "Still there after 90 days": (
        "Name a colleague for every new person to ask, and pay that colleague for it.",
        "Talk after one, four and twelve weeks: what goes well, what is missing, what comes next.",
        "Show the next two steps of the job and what they pay, with the training that leads there.",
        "Tell rosters ahead of time; care and second jobs make most short stays.",
        "Ask everybody who leaves, and count the answers by stage as you count the people.",
    ),
}
"""Practices by the stage that they make better."""
