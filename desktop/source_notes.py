"""What is said once files are taken in: how each was read, and what else can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from data.language import say
from desktop.messages import Message

if TYPE_CHECKING:
    from data.intake.loaded import Loaded
    from desktop.window import MainWindow
    from workbook.desk import SourceFile

AMBIGUOUS = "date-order-ambiguous"


class SourceNotes:
    """Sentences about the files of one go, said together in the banner; the first that offers something has
    its button."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._kept: list[tuple[str, Callable[[], object] | None, str]] = []

    def begin(self) -> None:
        """Forget what was kept of an earlier go."""
        self._kept = []

    def tell(self, text: str, act: Callable[[], object] | None = None, button: str = "") -> None:
        """Keep a sentence, and what its button does."""
        self._kept.append((text, act, button))

    def offer_sheets(self, name: str, sheets: Sequence[str], add: Callable[[], object]) -> None:
        """Offer to read the other sheets that have the same headings: only a person knows if they add up."""
        text = say(
            "{name} has further sheets with the same headings, which do not count yet: {named}.",
            name=name,
            named=", ".join(sheets[:3]) + (" …" if len(sheets) > 3 else ""),
        )
        self.tell(text, add, say("Count them too"))

    def tell_how(
        self,
        file: SourceFile,
        loaded: Loaded,
        *,
        by_recipe: bool,
        others: Sequence[SourceFile],
        change_columns: Callable[[], object],
        keep_only: Callable[[], object],
    ) -> None:
        """Keep a sentence on how a file was read, where there is one to say."""
        dates = [one for one in loaded.findings if one.code == AMBIGUOUS]
        if dates:
            text = say(
                "In {name} nobody can tell whether {date} begins with the day or the month.",
                name=file.name,
                date=next(iter(dates[0].examples), say("a date")),
            )
            self.tell(text, change_columns, say("Say which…"))
        elif by_recipe:
            text = say(
                "{name} was read as you chose for a file like it: {recognised}.",
                name=file.name,
                recognised=file.recognised,
            )
            self.tell(text, self._window.session.undo, say("Undo"))
        elif others:
            text = say(
                "{name} counts together with {named}; what stands in both counts once.",
                name=file.name,
                named=", ".join(one.name for one in others),
            )
            self.tell(text, keep_only, say("Use only the new one"))

    def say_them(self) -> None:
        """Say what was kept, unless the banner says something already."""
        if self._kept and not self._window.banner.isVisible():
            text = " ".join(one[0] for one in self._kept)
            _, act, button = next((one for one in self._kept if one[1] is not None), self._kept[0])
            self._window.banner.say(Message(text, "notice"), act, button)
        self._kept = []
