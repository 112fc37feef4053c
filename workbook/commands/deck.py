"""``headway deck``: the plan of a region as slides."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbook.commands.asking import solved


def write_slides(asked: argparse.Namespace) -> int:
    """Solve the region and write its deck; status 0.

    Raises
    ------
    PlannerError
        When region, parameters or files cannot be used, or the deck cannot be written.
    """
    from workbook.outfile import check_place
    from workbook.writing.deck.export import NOUN, SUFFIXES, write_deck

    place = check_place(Path(asked.out), SUFFIXES, NOUN)
    if asked.budget is not None:
        asked.param = [*asked.param, ("budget_usd", asked.budget)]
    with solved(asked) as results:
        written = write_deck(results, place, budget=asked.budget is not None)
        said = [f"Deck: {written}", f"{results.region.name}: {results.headline}"]
    if asked.shared:
        said.insert(1, "To be shared: small counts of your own files are withheld")
    print("\n".join(said))
    return 0
