"""Setting the class of one occupation by hand, with the reason that the board will read."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from data.language import say
from desktop.controls.labels import label
from desktop.dialogs.snug import SnugDialog
from desktop.look.palette import CLASS_ORDER
from desktop.look.sizes import keep
from workbook.plan import Override


class OverrideDialog(SnugDialog):
    """Asks for a class and a reason; without a reason it cannot be closed with OK."""

    def __init__(
        self, soc: str, title: str, class_name: str, reason: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._soc = soc
        self.setWindowTitle(say("Set the class by hand"))
        keep(self, "setMinimumWidth", 460)
        self.classes = QComboBox()
        for name in CLASS_ORDER:
            self.classes.addItem(say(name), name)
        self.classes.setCurrentIndex(self.classes.findData(class_name))
        self.classes.setAccessibleName(say("Class"))
        self.reason = QPlainTextEdit(reason)
        self.reason.setAccessibleName(say("Reason"))
        self.reason.setPlaceholderText(
            say("For example: licensed here with a two-year degree; three employers confirmed")
        )
        keep(self.reason, "setFixedHeight", 84)
        self.reason.setTabChangesFocus(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(say("Set the class"))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setProperty("role", "primary")
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(say("Class"), self.classes)
        form.addRow(say("Reason"), self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(label(f"{title} ({soc})", "section", wrap=True))
        said = say(
            "The rules keep running for all other occupations. A class set by hand is shown as "
            "such, with the reason."
        )
        layout.addWidget(label(said, "quiet", wrap=True))
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.reason.textChanged.connect(self._check)
        self._check()

    def override(self) -> Override:
        """Return what was entered."""
        chosen = str(self.classes.currentData())
        return Override(self._soc, chosen, " ".join(self.reason.toPlainText().split()))

    def _check(self) -> None:
        said = bool(self.reason.toPlainText().strip())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(said)
