"""What to export, and whether it is to be passed on."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from data.language import say
from desktop.controls.labels import label
from desktop.dialogs.snug import SnugDialog
from desktop.export_wishes import ExportChoice
from desktop.look.sizes import keep

FORMS = {
    "workbook": (
        say("Workbook (.xlsx)"),
        say("The whole plan on sheets. A board changes assumptions in Excel, and the ranks follow."),
    ),
    "deck": (
        say("Slides (.pptx)"),
        say("The answers as slides with charts that can be edited, and notes for who speaks."),
    ),
    "package": (
        say("Data package (folder)"),
        say("Every table as CSV and Parquet, with a description of each column, for other programs."),
    ),
}
SHARED = say("For sharing: withhold small counts")


def shared_means(limit: float) -> str:
    """Return what is withheld from an export that is passed on."""
    return say(
        "Counts of your own files that rest on fewer than {limit} people are left out, and others that "
        "would give them back; figures in their place are imputed. Months kept on counts of your own are "
        "left out too.",
        limit=f"{limit:g}",
    )


class ExportDialog(SnugDialog):
    """Asks what to export; where it goes is asked next."""

    def __init__(self, choice: ExportChoice, limit: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Export"))
        keep(self, "setMinimumWidth", 480)
        self.form = QComboBox()
        for name, (text, _) in FORMS.items():
            self.form.addItem(text, name)
        self.form.setAccessibleName(say("What to export"))
        self.about = label("", "quiet", wrap=True)
        self.shared = QCheckBox(SHARED)
        self.shared.setAccessibleName(SHARED)
        self.shared.setAccessibleDescription(shared_means(limit))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        place = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        place.setText(say("Choose the place…"))
        place.setProperty("role", "primary")
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(say("What"), self.form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addLayout(form)
        layout.addWidget(self.about)
        layout.addWidget(self.shared)
        layout.addWidget(label(shared_means(limit), "quiet", wrap=True))
        layout.addWidget(self.buttons)
        self.form.currentIndexChanged.connect(self._tell)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.form.setCurrentIndex(list(FORMS).index(choice.form))
        self.shared.setChecked(choice.shared)
        self._tell()

    def choice(self) -> ExportChoice:
        """Return what was chosen."""
        return ExportChoice(str(self.form.currentData()), self.shared.isChecked())

    def _tell(self) -> None:
        self.about.setText(FORMS[str(self.form.currentData())][1])
