"""The report written to a file: which edition, where to, and what must be known of it first."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.dialog import DIALOGS, Dialog
from tui.app.translated import plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, say_n
from tui.outline.editions import EDITION_NAMES
from tui.outline.outline import Edition
from tui.render.output import beside, left_out
from tui.render.targets import target_of
from tui.rules.finding import Finding, Grade
from tui.session.open_draft import OpenDraft
from tui.workspace.outputs import write_output

_MOST = 20  # findings that are told one by one


class ExportScreen(Dialog[Path | None]):
    """Renders; the result is the file that was written, or None."""

    CSS_PATH: ClassVar[CSSPathType | None] = [DIALOGS, "preview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, opened: OpenDraft, edition: Edition = "filed") -> None:
        super().__init__()
        self._opened = opened
        self._edition: Edition = edition
        self._overwrites: Path | None = None
        """The file that was asked about: a second Enter overwrites it."""

    def compose(self) -> ComposeResult:
        """The editions, the file, what is to be said of them."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.speak(say("Render to a file"))), classes="dialog-title")
            yield OptionList(compact=True, id="editions")
            yield Static(plain(self.speak(say("File (beside the draft, if no folder is named):"))))
            yield ChineseInput(beside(self._opened.file, self._edition).name, id="file", compact=True)
            with VerticalScroll(id="told", can_focus=False):
                yield Static()
            with Horizontal(classes="buttons"):
                yield Button(plain(self.speak(say("Render"))), id="render", compact=True)
                yield Button(plain(self.speak(say("Cancel"))), id="leave", compact=True)
            yield Static(plain(self.speak(say("arrows: edition   Enter: export   Esc: cancel"))), classes="dim")

    def on_mount(self) -> None:
        """The edition comes first."""
        editions = self.query_one(OptionList)
        editions.set_options(Option(self._line(edition), id=edition) for edition in EDITION_NAMES)
        editions.highlighted = list(EDITION_NAMES).index(self._edition)
        editions.focus()
        self.tell()

    def _line(self, edition: Edition) -> Content:
        return plain(f"({'*' if edition == self._edition else ' '}) {self.speak(EDITION_NAMES[edition])}")

    # What is chosen

    @on(OptionList.OptionHighlighted)
    def choose(self, event: OptionList.OptionHighlighted) -> None:
        """Take the edition, and its file name where nobody typed another."""
        chosen: Edition = "published" if event.option_id == "published" else "filed"
        if chosen == self._edition:
            return
        name = self.query_one(Input)
        was_ours = name.value == beside(self._opened.file, self._edition).name
        self._edition = chosen
        if was_ours:
            name.value = beside(self._opened.file, chosen).name
        for n, edition in enumerate(EDITION_NAMES):
            event.option_list.replace_option_prompt_at_index(n, self._line(edition))
        self.tell()

    @on(Input.Changed)
    def tell(self) -> None:
        """Say what must be known before the report is written."""
        self._overwrites = None
        self._say(self._withheld() or self._warnings())

    def _withheld(self) -> list[Content]:
        """What keeps this edition from being written."""
        reasons = self._opened.withheld if self._edition == "published" else []
        told = say_n(
            "not rendered: it must not be published so, for {n} reason",
            "not rendered: it must not be published so, for {n} reasons",
            len(reasons),
        )
        return self._listed(told, reasons) if reasons else []

    def _warnings(self) -> list[Content]:
        """What is missing from the report, or wrong with it; it is written all the same."""
        errors = [one for one in self._opened.findings_as(self._edition) if one.grade is Grade.ERROR]
        told = say_n("it has {n} error, and can be rendered", "it has {n} errors, and can be rendered", len(errors))
        lines = [plain(self.speak(message)) for message in left_out(self._opened.draft)]
        return lines + (self._listed(told, errors) if errors else [])

    def _listed(self, told: Message, findings: Sequence[Finding]) -> list[Content]:
        lines = [plain(self.speak(told), "bold")]
        lines += [plain(f"{one.code} {self.speak(one.message)}") for one in findings[:_MOST]]
        if len(findings) > _MOST:
            lines.append(plain(self.speak(say_n("and {n} more", "and {n} more", len(findings) - _MOST))))
        return lines

    def _say(self, lines: list[Content]) -> None:
        self.query_one("#told Static", Static).update(Content("\n").join(lines))
        self.query_one("#told").scroll_home(animate=False)

    # Writing it

    def _file(self) -> Path:
        """The file that is named, in the folder of the draft unless it names another. Raises `BaogaoError`."""
        draft = self._opened.file
        try:
            file = draft.parent / Path(self.query_one(Input).value.strip()).expanduser()
            is_draft = os.path.realpath(file) == os.path.realpath(draft)
        except (RuntimeError, ValueError):  # there is no such home for ~, or no system holds such a name
            raise BaogaoError(say("this cannot be the name of a file")) from None
        if is_draft:
            raise BaogaoError(say("this is the draft itself"), remedy=say("choose another name"))
        if file == draft.parent:
            raise BaogaoError(say("the file needs a name"))
        return file

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    @on(Button.Pressed, "#render")
    def write(self, event: OptionList.OptionSelected | Input.Submitted | Button.Pressed) -> None:
        """Write the file, or say what keeps it from being written."""
        event.stop()
        if self._withheld():
            self.tell()
            return
        try:
            file = self._file()
            content = target_of(file).render(self._opened.draft, self._edition, self._opened.office.form)
            if not self._may_replace(file, content):
                return
            write_output(file, content)
        except BaogaoError as error:
            self._overwrites = None
            said = (error.what, error.remedy) if error.remedy else (error.what,)
            self._say([plain(self.speak(message), "bold") for message in said])
            return
        self.host.inform(say("{file} is written", file=file))
        self.dismiss(file)

    def _may_replace(self, file: Path, content: bytes) -> bool:
        """Whether the file is new, or the same, or was asked about already; else ask. Raises `BaogaoError`."""
        if self._overwrites == file or not os.path.lexists(file) or files.read(file) == content:
            return True
        self._overwrites = file
        asked = say("{file} exists with other content. Enter again: overwrite", file=file)
        self._say([plain(self.speak(asked), "bold")])
        return False

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)
