"""The strip at the bottom: findings, vintages, what is imputed, progress, and the export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from data.language import say, say_count
from desktop.controls.labels import ElidedLabel
from desktop.look.numbers import figure
from desktop.look.sizes import keep

if TYPE_CHECKING:
    from workbook.model.results import Results


NAMES = {
    "Jobs and wages": say("Jobs and wages"),
    "Unemployed": say("Unemployed"),
    "Postings": say("Postings"),
    "Openings": say("Openings"),
    "Skills": say("Skills"),
    "Transitions": say("Transitions"),
}
"""What the sources of the results are called."""


class StatusStrip(QFrame):
    """Lays out the strip; the window connects it.

    Signals
    -------
    findings_wanted, export_wanted, cancel_wanted, folder_wanted : ()
        The buttons.
    """

    findings_wanted = Signal()
    export_wanted = Signal()
    cancel_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusStrip")
        self.findings = QPushButton("")
        self.findings.setProperty("role", "link")
        self.text = ElidedLabel("")
        self.text.setProperty("voice", "quiet")
        self.text.setAccessibleName(say("Sources"))
        self.doing = ElidedLabel("")
        self.doing.setAccessibleName(say("What is being done"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        keep(self.bar, "setFixedWidth", 120)
        self.bar.setAccessibleName(say("Progress"))
        self.cancel = QPushButton(say("Cancel"))
        self.folder = QPushButton(say("Open folder"))
        self.export = QPushButton(say("Export…"))
        self.export.setProperty("role", "primary")
        self.export.setToolTip(say("Write the workbook, slides or a data package (Ctrl+E)"))
        for button, name in (
            (self.cancel, say("Cancel the export")),
            (self.folder, say("Open the folder of what was exported")),
            (self.export, say("Export the plan")),
        ):
            button.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self.findings)
        row.addWidget(self.text, 1)
        row.addWidget(self.doing)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel)
        row.addWidget(self.folder)
        row.addWidget(self.export)
        self.findings.clicked.connect(self.findings_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.rest()
        self.show_results(None)

    def controls(self) -> tuple[QPushButton, ...]:
        """Return the buttons in the order in which the keyboard reaches them."""
        return (self.findings, self.cancel, self.folder, self.export)

    def show_results(self, results: Results | None) -> None:
        """Show what the results rest on."""
        self.export.setEnabled(results is not None)
        self.findings.setVisible(results is not None)
        if results is None:
            self.text.setText("")
            return
        count = len(results.findings)
        said = say_count("{count} finding", "{count} findings", count, count=count)
        said = said if count else say("No findings")
        self.findings.setText(said)
        self.findings.setAccessibleName(say("{said}: show them", said=said))
        self.findings.setToolTip(
            say("What was met in the local files and what a reader should know (Ctrl+Shift+F)")
        )
        self.text.explanation = "\n".join(
            f"{NAMES.get(name, name)}: {text}" for name, text in results.vintages.items()
        )
        self.text.setText(sources_line(results))

    def work(self, doing: str, share: float | None = None, *, can_cancel: bool = False) -> None:
        """Show that something is being done; without a share the bar only moves."""
        self.doing.setText(doing)
        self.bar.setRange(0, 0 if share is None else 100)
        self.bar.setValue(0 if share is None else round(share * 100))
        self.doing.show()
        self.bar.show()
        self.cancel.setVisible(can_cancel)
        self.folder.hide()

    def rest(self, said: str = "", *, with_folder: bool = False) -> None:
        """Show that nothing is being done, perhaps with a word on what was."""
        self.doing.setText(said)
        self.doing.setVisible(bool(said))
        self.bar.hide()
        self.cancel.hide()
        self.folder.setVisible(with_folder)


def sources_line(results: Results) -> str:
    """Return the vintages in a line, with the share of the unemployed that is imputed."""
    said = dict(results.vintages)
    share = imputed_share(results)
    if share is not None and "Unemployed" in said:
        said["Unemployed"] = say(
            "{source} (by occupation {share} imputed)",
            source=said["Unemployed"],
            share=figure(share, "0%"),
        )
    if "Postings" in said:
        said["Postings"] = say("postings: {source}", source=said["Postings"])
    order = ("Jobs and wages", "Unemployed", "Postings", "Openings", "Skills")
    return " · ".join(said[name] for name in order if name in said)


def imputed_share(results: Results) -> float | None:
    """Return the share of the unemployed whose occupation is imputed (0–1); None when nobody is counted."""
    matrix = results.matrix
    total = float(matrix["unemployed"].sum())
    if not total > 0:
        return None
    return float(matrix.loc[matrix["unemployed_kind"] == "imputed", "unemployed"].sum()) / total
