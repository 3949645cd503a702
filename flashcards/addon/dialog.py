"""The window that shows what an update will do, and lets the learner settle conflicts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import aqt
from aqt.qt import (
    QBoxLayout,
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QResizeEvent,
    QScrollArea,
    QShowEvent,
    Qt,
    QVBoxLayout,
    QWidget,
    qconnect,
)
from aqt.utils import disable_help_button, restoreGeom, saveGeom

from .merging.apply import Preferences
from .merging.messages import describe_plan, name_field, quote, show_conflict, title_note
from .merging.plan import Conflict, UpdatePlan

if TYPE_CHECKING:
    from aqt.main import AnkiQt

_NAME = "flashcardsUpdate"
_NARROW = 620
"""Pixels below which the two texts of a conflict stand one below the other."""

_AT_A_TIME = 50
"""Conflicts that are shown before a button shows more: each is a dozen widgets."""


class UpdateDialog(QDialog):
    """Says what will happen; `update` gets the choices when the learner agrees."""

    def __init__(
        self,
        mw: "AnkiQt",
        plan: UpdatePlan,
        update: Callable[[Preferences], None],
        import_plainly: Callable[[], None],
    ) -> None:
        super().__init__(mw, Qt.WindowType.Window)
        self._plan = plan
        self._update = update
        self._import_plainly = import_plainly
        self.panels: list[ConflictPanel] = []
        self._is_rest_mine = True
        """What is chosen of the conflicts that aren't shown yet: of ten thousand none but a few."""
        self.setWindowTitle("Flashcards: update a deck")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        mw.garbage_collect_on_dialog_finish(self)
        self.setMinimumSize(320, 300)
        disable_help_button(self)
        self._build()
        restoreGeom(self, _NAME, default_size=(760, 640 if plan.conflicts else 360))

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        title = _label(f"Update {quote(self._plan.package.about.deck)}")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        font.setBold(True)
        title.setFont(font)
        layout.addWidget(title)
        body = QWidget()
        self._body = QVBoxLayout(body)
        for line in describe_plan(self._plan):
            self._body.addWidget(_label(line))
        if self._plan.retired:
            show = QPushButton("Show the retired notes in the Browser")
            show.setAutoDefault(False)
            qconnect(show.clicked, self._browse_retired)
            self._body.addWidget(show, alignment=Qt.AlignmentFlag.AlignLeft)
        if self._plan.conflicts:
            self._body.addWidget(self._make_choose_all())
        self._more = QPushButton()
        self._more.setAutoDefault(False)
        qconnect(self._more.clicked, self._show_more)
        self._body.addWidget(self._more)
        self._body.addStretch(1)
        self._show_more()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        layout.addWidget(scroll, 1)
        hint = "A backup comes first, your reviews stay, and Undo takes all of it back."
        layout.addWidget(_label(hint))
        layout.addWidget(self._make_buttons())

    def _make_buttons(self) -> QDialogButtonBox:
        self._box = box = QDialogButtonBox()
        self.update_button = QPushButton("&Update")
        self.plain_button = QPushButton("Use Anki's &own import")
        self.cancel_button = QPushButton("Cancel")
        box.addButton(self.update_button, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.plain_button, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.plain_button.setAutoDefault(False)
        self.plain_button.setToolTip(
            "Anki replaces your edits where the author changed a note, and skips notes that you "
            "touched after the deck was built."
        )
        self.cancel_button.setAutoDefault(False)
        self.update_button.setDefault(True)
        qconnect(box.accepted, self.accept)
        qconnect(box.rejected, self.reject)
        qconnect(self.plain_button.clicked, self._choose_plain)
        return box

    def _make_choose_all(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 8, 0, 0)
        for text, is_mine in (("All mine", True), ("All the author's", False)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            qconnect(button.clicked, lambda _=False, is_mine=is_mine: self.choose_all(is_mine))
            layout.addWidget(button)
        layout.addStretch(1)
        return row

    def _show_more(self) -> None:
        conflicts = self._plan.conflicts
        fields = {update.mine.guid: update.mine.fields for update in self._plan.updates}
        start = len(self.panels)
        for conflict in conflicts[start : start + _AT_A_TIME]:
            panel = ConflictPanel(title_note(fields[conflict.guid]), conflict)
            panel.choose(self._is_rest_mine)
            panel.arrange(self.width() < _NARROW)
            self._body.insertWidget(self._body.indexOf(self._more), panel)
            self.panels.append(panel)
        left = len(conflicts) - len(self.panels)
        self._more.setText(f"Show {min(left, _AT_A_TIME)} more of {left}")
        self._more.setVisible(left > 0)

    def choose_all(self, is_mine: bool) -> None:  # noqa: FBT001 - a button's
        """Choose one side of all conflicts, of those not shown yet, too."""
        self._is_rest_mine = is_mine
        for panel in self.panels:
            panel.choose(is_mine)

    def resizeEvent(self, event: QResizeEvent | None) -> None:  # noqa: N802 - Qt's name
        """Put one below the other what has no room side by side."""
        is_narrow = self.width() < _NARROW
        for panel in self.panels:
            panel.arrange(is_narrow)
        self._box.setOrientation(
            Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        )
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent | None) -> None:  # noqa: N802 - as above
        """Let Return update and Tab go on from there."""
        super().showEvent(event)
        self.update_button.setFocus()

    def _browse_retired(self) -> None:
        ids = ",".join(str(each.note_id) for each in self._plan.retired)
        aqt.dialogs.open("Browser", aqt.mw, search=(f"nid:{ids}",))

    def _choose_plain(self) -> None:
        self.done(QDialog.DialogCode.Rejected)
        self._import_plainly()

    def accept(self) -> None:
        """Close, and update with the choices."""
        super().accept()
        theirs = [panel.conflict for panel in self.panels if panel.theirs.isChecked()]
        if not self._is_rest_mine:
            theirs += self._plan.conflicts[len(self.panels) :]
        self._update({(each.guid, each.place): "theirs" for each in theirs})

    def done(self, result: int) -> None:
        """Remember the window's size."""
        saveGeom(self, _NAME)
        super().done(result)


class ConflictPanel(QFrame):
    """A field that both changed: two texts side by side, one of them chosen."""

    def __init__(self, title: str, conflict: Conflict) -> None:
        super().__init__()
        self.conflict = conflict
        self.setFrameShape(QFrame.Shape.StyledPanel)
        layout = QVBoxLayout(self)
        heading = _label(title)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        layout.addWidget(heading)
        layout.addWidget(_label(name_field(conflict)))
        self._texts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        layout.addLayout(self._texts)
        mine, theirs = show_conflict(conflict)
        self._group = QButtonGroup(self)
        self.mine = self._add("Mine", mine)
        self.theirs = self._add("The author's", theirs)

    def _add(self, name: str, text: str) -> QRadioButton:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 4, 8, 0)
        button = QRadioButton(name)
        self._group.addButton(button)
        button.setAccessibleName(f"{name}: {text}")
        layout.addWidget(button)
        label = _label(text or "(empty)")
        label.setEnabled(bool(text))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(label)
        layout.addStretch(1)
        self._texts.addWidget(side, 1)
        return button

    def choose(self, is_mine: bool) -> None:  # noqa: FBT001 - a button's
        """Choose one side."""
        (self.mine if is_mine else self.theirs).setChecked(True)

    def arrange(self, is_narrow: bool) -> None:  # noqa: FBT001 - a measure's
        """Put the texts beside or below each other."""
        self._texts.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )


def _label(text: str) -> QLabel:
    """Make a label of plain text: what a package says is never read as HTML."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(True)
    label.setMinimumWidth(1)  # a long word without a break may not widen the window
    return label
