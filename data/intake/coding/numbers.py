"""The few global numbers of the coder: how much each kind of evidence counts."""

from __future__ import annotations

from dataclasses import dataclass

from data.intake.coding.wording import NAME, TitleWords, light_words


@dataclass(frozen=True)
class Numbers:
    """How much each kind of evidence counts.

    Chosen on two labelled sets and on known titles held back from the index; none belongs to a single title.
    Their neighbours do about as well: with all of them up to a third more or less at once, the share of right
    codes on the larger set moves by less than one point (`tests/benchmarks/title_coding.py --crossvalidate`).

    Attributes
    ----------
    word_weight, stem_weight, head_weight, pair_weight : float
        Share of each kind of feature in the likeness of two titles.
    rarity_power : float
        Power of the rarity of a feature (log of titles per title that has it) in the likeness.
    light_weight, inverted_weight, detail_weight, aside_weight : float
        Weight of a word that says little of the job, and of one after a comma, after a dash or in brackets;
        a word of the job's name has 1.
    closeness_power : float
        A known title votes with its likeness (cosine, 0-1) to this power.
    own_title_vote, reported_vote, short_vote : float
        Votes of an occupation's own title, of one that people who hold the job reported, and of a short form;
        an alternate title has 1.
    shared_power : float
        The vote of a title known for n occupations is divided by n to this power.
    word_evidence, stem_evidence, head_evidence, pair_evidence : float
        Weight of the logarithm of how much likelier a feature is in an occupation's titles than in all.
    smoothing : float
        Features of all titles added to those of each occupation.
    employment_power : float
        Power of national employment as the prior of an occupation.
    residual_penalty : float
        Taken off the score (a natural logarithm) of residual occupations ("..., All Other"), which the
        classification leaves for work that no other occupation covers.
    """

    word_weight: float = 1.0
    stem_weight: float = 1.25
    head_weight: float = 0.4
    pair_weight: float = 0.5
    rarity_power: float = 0.75
    light_weight: float = 0.25
    inverted_weight: float = 1.0
    detail_weight: float = 0.4
    aside_weight: float = 0.5
    closeness_power: float = 6.5
    own_title_vote: float = 1.7
    reported_vote: float = 1.2
    short_vote: float = 0.9
    shared_power: float = 0.15
    word_evidence: float = 0.25
    stem_evidence: float = 0.2
    head_evidence: float = 0.17
    pair_evidence: float = 0.1
    smoothing: float = 30.0
    employment_power: float = 0.2
    residual_penalty: float = 0.5

    def weights(self, title: TitleWords) -> list[float]:
        """Weight of each word of a title to be coded, by where it stands and what it says."""
        light = light_words()
        by_place = (1.0, self.inverted_weight, self.detail_weight, self.aside_weight)
        if all(place == NAME for place in title.places) and light.isdisjoint(title.written):
            return [1.0] * len(title.forms)
        return [
            by_place[place] * (self.light_weight if written in light else 1.0)
            for place, written in zip(title.places, title.written, strict=True)
        ]
