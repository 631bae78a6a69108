"""The form for a new report: outline, year, issuer, last year's draft, file name; Enter leads through it to its end."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.choose_file import ChooseFile
from tui.app.dialogs.dialog import DIALOGS, Dialog
from tui.app.place import CANCEL, Key
from tui.app.start.new_drafts import Wanted, new_draft, outlines
from tui.app.translated import plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.filled_text import FilledText
from tui.app.widgets.rows import Rows
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.checking.other_drafts import DraftHead, heads
from tui.draft.keys import YEARS
from tui.outline.outline import Outline
from tui.reading.sources import may_be_read
from tui.workspace.draft_search import may_be_named

_NONE, _OTHER = "none", "other"
_MOST_HEADS = 200  # drafts that are offered as last year's


class FileName(ChineseInput):
    """The last question."""

    KEYS: ClassVar[tuple[Key, ...]] = (Key("enter", say("Begin")),)


class NewReportScreen(Dialog[Path | None]):
    """Creates a report; the result is its file, or None. `drafts` are offered as last year's."""

    ABOUT: ClassVar[Message] = say(
        "Begins a report. Choose what kind of report it is; the year, the office and the file are filled in as far as they are known. With last year's draft, letterhead and owners are taken over."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = [DIALOGS, "new_report.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+o", "choose_file", show=False),
    ]

    KEYS: ClassVar[tuple[Key, ...]] = (CANCEL, Key("enter", say("Next field")), Key("ctrl+o", say("List of files")))
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-tall")]  # noqa: RUF012  # mypy takes the base's ClassVar for a variable

    def __init__(self, drafts: Sequence[Path] = ()) -> None:
        super().__init__()
        self._drafts = drafts[:_MOST_HEADS]
        self._outlines: list[Outline] = []
        self._heads: list[DraftHead] = []
        self._named: str | None = None
        """The file name last suggested: a typed one is kept."""
        self._has_chosen = False
        """Whether last year's draft was chosen: the choice is kept whatever the year and the outline."""

    def compose(self) -> ComposeResult:
        """The questions from top to bottom."""
        settings = self.host.settings
        try:
            self._outlines = outlines(self.host)
            defaults = self.host.offices.of(settings.folder).workspace.defaults
        except BaogaoError as error:
            self.host.warn(error)
            defaults = {}
        self._heads = heads(self._drafts)
        issuer = defaults.get("issuer", "")
        with Vertical(classes="dialog large"):
            yield Static(plain(self.speak(say("New report"))), classes="dialog-title")
            with Horizontal(id="what"):
                options = (Option(plain(one.name), id=one.id) for one in self._outlines)
                yield Rows(*options, id="outline", compact=True)
                with VerticalScroll(id="about", can_focus=False):
                    yield Static()
            year = ChineseInput(str(settings.today.year - 1), id="year", compact=True, max_length=4)
            yield from self._row(say("Report year"), year)
            shown = issuer if isinstance(issuer, str) else "、".join(issuer)
            yield from self._row(say("Issuer"), ChineseInput(shown, id="issuer", compact=True))
            yield from self._row(say("Last year's draft"), Rows(id="last", compact=True))
            yield from self._row(say("File"), FileName(id="file", compact=True))
            yield Static(id="wrong")
            with Horizontal(classes="buttons"):
                yield Button(plain(self.speak(say("Begin"))), id="begin", compact=True)
                yield Button(plain(self.speak(say("Cancel"))), id="leave", compact=True)

    def _row(self, label: Message, field: Widget) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(plain(self.speak(label)), classes="label")
            yield field

    def on_mount(self) -> None:
        """Focus the outline: that of the latest draft, if it can be had."""
        listed = self.query_one("#outline", OptionList)
        latest = max(self._heads, key=lambda one: one.year, default=None)
        ids = [one.id for one in self._outlines]
        listed.highlighted = ids.index(latest.outline) if latest and latest.outline in ids else 0 if ids else None
        listed.focus()
        self._follow()
        self.call_after_refresh(listed.scroll_to_highlight)

    @property
    def _outline(self) -> Outline | None:
        at = self.query_one("#outline", OptionList).highlighted
        return self._outlines[at] if at is not None and at < len(self._outlines) else None

    # What follows from an answer

    @on(OptionList.OptionHighlighted, "#outline")
    @on(Input.Changed, "#year")
    def follow(self) -> None:
        """Another outline or year: other questions, another draft of last year's, another file name."""
        self._follow()

    def _follow(self) -> None:
        outline = self._outline
        if outline is None:
            return
        self.query_one("#about Static", Static).update(FilledText(plain(outline.about.strip())))
        asks = "issuer" in outline.fields_by_id
        for row in self.query(".row"):
            if row.query("#issuer"):
                row.set_class(not asks, "-absent")
        self._offer_last_years()
        self._suggest()

    def _offer_last_years(self) -> None:
        """The drafts that can be last year's; that of the same outline and the year before is highlighted."""
        listed, outline, year = self.query_one("#last", OptionList), self._outline, self.query_one("#year", Input).value
        chosen = listed.highlighted_option.id if self._has_chosen and listed.highlighted_option else None
        fitting = [one for one in self._heads if outline and one.outline == outline.id and str(one.year + 1) == year]
        others = [one for one in self._heads if one not in fitting]
        options = [Option(plain(self.host.short(str(one.file))), id=str(one.file)) for one in (*fitting, *others)]
        options.append(Option(plain(self.speak(say("none"))), id=_NONE))
        options.append(Option(plain(self.speak(say("another draft or document .."))), id=_OTHER))
        listed.set_options(options)
        listed.highlighted = listed.get_option_index(chosen or (str(fitting[0].file) if fitting else _NONE))

    @on(OptionList.OptionHighlighted, "#last")
    def keep_choice(self) -> None:
        """Somebody chooses."""
        self._has_chosen = self._has_chosen or self.query_one("#last").has_focus

    def _suggest(self) -> None:
        field = self.query_one("#file", Input)
        if field.value in ("", self._named):
            self._named = self._free(f"report-{self.query_one('#year', Input).value}")
            field.value = self._named

    def _free(self, name: str) -> str:
        """A file name that is not taken yet."""
        folder, taken = self.host.settings.folder, 1
        while os.path.lexists(folder / f"{name}{f'-{taken}' if taken > 1 else ''}.toml"):
            taken += 1
        return f"{name}{f'-{taken}' if taken > 1 else ''}.toml"

    # Enter, from the first question to the last

    @on(OptionList.OptionSelected)
    @on(Input.Submitted)
    def step(self, event: OptionList.OptionSelected | Input.Submitted) -> None:
        """Enter moves to the next question, and from the last creates the report."""
        event.stop()
        if isinstance(event, OptionList.OptionSelected) and event.option_id == _OTHER:
            self.action_choose_file()
        elif isinstance(event, Input.Submitted) and event.input.id == "file":
            self.begin()
        else:
            self.focus_next()

    @work(exclusive=True, group="file")
    async def action_choose_file(self) -> None:
        """Choose in a list: where the new draft goes, or any draft or document as last year's."""
        folder, line = self.host.settings.folder, self.query_one("#file", Input)
        if line.has_focus:
            dialog = ChooseFile(say("Save the draft as"), folder, may_be_named, line.value, may_be_new=True)
            file = await self.app.push_screen_wait(dialog)
            if file is not None:
                line.value = self.host.short(str(file))
            return
        title = say("Last year's draft")
        file = await self.app.push_screen_wait(ChooseFile(title, folder, _may_be_last_years))
        if file is not None:
            listed, id = self.query_one("#last", OptionList), str(file)
            self._heads = [DraftHead(file, 0, ""), *(one for one in self._heads if one.file != file)]
            self._has_chosen = False
            self._offer_last_years()
            listed.highlighted = listed.get_option_index(id)
            self._has_chosen = True
            listed.focus()

    @on(Button.Pressed, "#begin")
    def begin(self) -> None:
        """Write the draft, or say why it cannot be written."""
        year, file = self.query_one("#year", Input).value, self.query_one("#file", Input).value.strip()
        if self._outline is None:
            return
        if not (year.isascii() and year.isdigit() and int(year) in YEARS):
            self._refuse(say("the report year must be a number of four digits"), "#year")
            return
        if not file:
            self._refuse(say("the draft needs a file name"), "#file")
            return
        last = self.query_one("#last", OptionList).highlighted_option
        wanted = Wanted(
            self._outline.id,
            int(year),
            self.query_one("#issuer", Input).value if "issuer" in self._outline.fields_by_id else "",
            file if file.endswith(".toml") else f"{file}.toml",
            Path(last.id) if last is not None and last.id not in (None, _NONE, _OTHER) else None,
        )
        try:
            self.dismiss(new_draft(self.host, wanted))
        except BaogaoError as error:
            what, remedy = self.speak(error.what), error.remedy
            told = say("{what} ({remedy})", what=what, remedy=self.speak(remedy)) if remedy else what
            self._refuse(told, "#file")

    def _refuse(self, what: Message | str, field: str) -> None:
        self.query_one("#wrong", Static).update(plain(f"! {self.speak(what)}", "bold $text-error"))
        self.query_one(field).focus()

    @on(Button.Pressed, "#leave")
    def action_leave(self) -> None:
        """Create nothing."""
        self.dismiss(None)


def _may_be_last_years(name: str) -> bool:
    return may_be_named(name) or may_be_read(name)
