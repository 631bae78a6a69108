"""Export of the report: the edition, the format, the file, and what to know before."""

from __future__ import annotations

import os
from asyncio import to_thread
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.choose_file import ChooseFile
from tui.app.dialogs.dialog import DIALOGS, Dialog
from tui.app.preview.open_folder import open_folder, opener
from tui.app.translated import plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.rows import Rows
from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, say_n
from tui.outline.editions import EDITION_NAMES
from tui.outline.outline import Edition
from tui.render.office_form import USUAL
from tui.render.output import beside, left_out
from tui.render.plain import form_for
from tui.render.targets import TARGETS, target_of
from tui.rules.finding import Finding, Grade
from tui.session.open_draft import OpenDraft
from tui.workspace.outputs import write_output

_MOST = 20  # findings that are listed one by one


def _is_output(name: str) -> bool:
    return Path(name).suffix[1:].lower() in TARGETS


def _edition(name: str) -> Edition:
    return "published" if name == "published" else "filed"


class ExportScreen(Dialog[Path | None]):
    """Writes the report; the result is the file, or None."""

    ABOUT: ClassVar[Message] = say(
        "Writes the report to a file, as Word, PDF or Markdown. The edition that is published leaves out the letterhead and is refused while it holds what must not be published."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = [DIALOGS, "preview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+o", "choose_file", show=False),
    ]

    def __init__(self, opened: OpenDraft, edition: Edition = "filed") -> None:
        super().__init__()
        self._opened = opened
        self._edition: Edition = edition
        self._suffix = next(iter(TARGETS))
        self._overwrites: Path | None = None
        """The file to be confirmed: a second Enter overwrites it."""

    def compose(self) -> ComposeResult:
        """The editions, the file, the remarks on them."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.speak(say("Render to a file"))), classes="dialog-title")
            yield Rows(compact=True, id="editions")
            yield Rows(compact=True, id="formats")
            yield Static(plain(self.speak(say("File (in the draft's folder by default):"))))
            yield ChineseInput(self._file_name(), id="file", compact=True)
            with VerticalScroll(id="told", can_focus=False):
                yield Static()
            with Horizontal(classes="buttons"):
                yield Button(plain(self.speak(say("Render"))), id="render", compact=True)
                if opener():
                    yield Button(plain(self.speak(say("Render and open the folder"))), id="show", compact=True)
                yield Button(plain(self.speak(say("Cancel"))), id="leave", compact=True)

    def on_mount(self) -> None:
        """Focus the edition."""
        editions, formats = self.query_one("#editions", OptionList), self.query_one("#formats", OptionList)
        editions.set_options(Option(self._line(edition), id=edition) for edition in EDITION_NAMES)
        editions.highlighted = list(EDITION_NAMES).index(self._edition)
        formats.set_options(Option(self._line(suffix), id=suffix) for suffix in TARGETS)
        formats.highlighted = list(TARGETS).index(self._suffix)
        editions.focus()
        self.tell()

    def _line(self, choice: str) -> Content:
        """An edition or a format, and whether it is chosen."""
        what = TARGETS[choice].purpose if choice in TARGETS else EDITION_NAMES[_edition(choice)]
        return plain(f"({'*' if choice in (self._edition, self._suffix) else ' '}) {self.speak(what)}")

    def _file_name(self) -> str:
        """The default file name."""
        return beside(self._opened.file, self._edition, self._suffix).name

    # Choices

    @on(OptionList.OptionHighlighted)
    def choose(self, event: OptionList.OptionHighlighted) -> None:
        """Choose the edition or format, with its default file name unless another was typed."""
        chosen = event.option_id
        if chosen is None or chosen in (self._edition, self._suffix):
            return
        name = self.query_one(Input)
        was_ours = name.value == self._file_name()
        if chosen in TARGETS:
            self._suffix = chosen
        else:
            self._edition = _edition(chosen)
        if was_ours:
            name.value = self._file_name()
        elif chosen in TARGETS and Path(name.value).suffix:
            name.value = str(Path(name.value).with_suffix(f".{chosen}"))
        for option in event.option_list.options:
            event.option_list.replace_option_prompt(str(option.id), self._line(str(option.id)))
        self.tell()

    @on(Input.Changed)
    def tell(self) -> None:
        """Say what to know before the report is written."""
        self._overwrites = None
        self.tell_again()

    def tell_again(self) -> None:
        """Say it, and remember the question."""
        self._say(self._withheld() or self._warnings())

    def _withheld(self) -> list[Content]:
        """Why this edition cannot be written."""
        reasons = self._opened.withheld if self._edition == "published" else []
        told = say_n(
            "not rendered: not ready for publication, for {n} reason",
            "not rendered: not ready for publication, for {n} reasons",
            len(reasons),
        )
        return self._listed(told, reasons) if reasons else []

    def _warnings(self) -> list[Content]:
        """What is missing from the report or wrong with it; it can be written all the same."""
        errors = [one for one in self._opened.findings_as(self._edition) if one.grade is Grade.ERROR]
        told = say_n("it has {n} error, but can be rendered", "it has {n} errors, but can be rendered", len(errors))
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

    # Writing

    def _file(self) -> Path:
        """The file typed, relative to the folder of the draft. Raises `BaogaoError`."""
        draft = self._opened.file
        try:
            file = draft.parent / Path(self.query_one(Input).value.strip()).expanduser()
            is_draft = os.path.realpath(file) == os.path.realpath(draft)
        except (RuntimeError, ValueError):  # no such home for ~, or a name that no system allows
            raise BaogaoError(say("this cannot be the name of a file")) from None
        if is_draft:
            raise BaogaoError(say("this is the draft itself"), remedy=say("choose another name"))
        if file == draft.parent:
            raise BaogaoError(say("the file needs a name"))
        return file

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    @on(Button.Pressed, "#render")
    @on(Button.Pressed, "#show")
    async def write(self, event: OptionList.OptionSelected | Input.Submitted | Button.Pressed) -> None:
        """Write the file, or say why it cannot be written."""
        event.stop()
        if not self.is_current:  # a second Enter, while the file was being made
            return
        if self._withheld():
            self.tell()
            return
        opened, form = self._opened, self._opened.office.workspace.form
        try:
            file = self._file()
            target = target_of(file, self._suffix)
            self._say([plain(self.speak(say("rendering")))])
            content = await to_thread(target.render, opened.draft, self._edition, form)
            self.tell_again()
            if not self._may_replace(file, content):
                return
            write_output(file, content)
        except BaogaoError as error:
            self._overwrites = None
            told = (error.what, error.remedy) if error.remedy else (error.what,)
            self._say([plain(self.speak(message), "bold") for message in told])
            return
        remarks = await to_thread(target.remarks, form_for(opened.draft.outline, form or USUAL))
        self.host.inform(
            say("{file} is written; {remark}", file=file, remark=remarks[0])
            if remarks
            else say("{file} is written", file=file)
        )
        if isinstance(event, Button.Pressed) and event.button.id == "show" and not open_folder(file.parent):
            self.host.inform(say("the folder could not be opened: {folder}", folder=file.parent))
        self.dismiss(file)

    def _may_replace(self, file: Path, content: bytes) -> bool:
        """Whether the file is new, unchanged or confirmed already; else ask. Raises `BaogaoError`."""
        if self._overwrites == file or not os.path.lexists(file) or files.read(file) == content:
            return True
        self._overwrites = file
        asked = say("{file} exists with other content. Enter again: overwrite", file=file)
        self._say([plain(self.speak(asked), "bold")])
        return False

    @work(exclusive=True, group="file")
    async def action_choose_file(self) -> None:
        """Choose the folder and the name in a list."""
        line = self.query_one(Input)
        dialog = ChooseFile(say("Render to a file"), self._opened.file.parent, _is_output, line.value, may_be_new=True)
        file = await self.app.push_screen_wait(dialog)
        if file is not None:
            line.value = str(file)
            line.focus()

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Write nothing."""
        self.dismiss(None)
