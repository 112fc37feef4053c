"""What was met in the planner's files: each finding with where, why and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from data.language import say
from desktop.controls.labels import label
from desktop.look.sizes import keep, px
from desktop.look.theme import SMALL

if TYPE_CHECKING:
    from data.intake.findings import Finding


class FindingsDialog(QDialog):
    """The list of findings; it stays open beside the window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Findings"))
        keep(self, "setMinimumSize", 520, 320)
        keep(self, "resize", 680, 460)
        self._lead = label("", "quiet", wrap=True)
        self.text = QTextBrowser()
        self.text.setAccessibleName(say("Findings"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self._lead)
        layout.addWidget(self.text, 1)
        layout.addWidget(buttons)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        self._lead.setText(
            say("What a reader should know of the files and of the region. Nothing here stopped the rest.")
            if findings
            else say("Nothing was found that needs your attention.")
        )
        self.text.setHtml("".join(map(_paragraph, findings)))


def _paragraph(finding: Finding) -> str:
    place = ", ".join(part for part in (finding.file, finding.where) if part)
    head = f"<b>{escape(finding.what)}</b>"
    severity = say(finding.severity)
    small = escape(f"{severity} · {place}" if place else severity)
    return (
        f'<p style="margin:0 0 14px 0">{head}<br><span style="font-size:{px(SMALL)}px">{small}</span><br>'
        f"{escape(finding.why)}. {escape(finding.what_to_do)}.</p>"
    )
