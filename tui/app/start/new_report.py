"""The form for a new report: outline, year, issuer, last year's draft, and the name of the file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.types import CSSPathType
from textual.widgets import Button, Input, OptionList, Select, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.dialog import DIALOGS, Dialog
from tui.app.start.new_drafts import Wanted, new_draft, outlines
from tui.app.translated import plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.filled_text import FilledText
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.draft.keys import YEARS
from tui.outline.outline import Outline
from tui.workspace.drafts import drafts_of


class NewReportScreen(Dialog[Path | None]):
    """Creates a report; the result is its file, or None."""

    CSS_PATH: ClassVar[CSSPathType | None] = [DIALOGS, "new_report.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self) -> None:
        super().__init__()
        self._outlines: list[Outline] = []
        self._named: str | None = None
        """The file name last suggested: a typed one is kept."""

    def compose(self) -> ComposeResult:
        """The questions from top to bottom."""
        settings = self.host.settings
        try:
            self._outlines = outlines(self.host)
            defaults = self.host.offices.of(settings.folder).workspace.defaults
            drafts = drafts_of(settings.folder)
        except BaogaoError as error:
            self.host.warn(error)
            defaults, drafts = {}, []
        issuer = defaults.get("issuer", "")
        year = settings.today.year - 1
        with Vertical(classes="dialog large"):
            yield Static(plain(self.speak(say("New report"))), classes="dialog-title")
            yield OptionList(
                *(Option(plain(one.name), id=one.id) for one in self._outlines), id="outline", compact=True
            )
            with VerticalScroll(id="about", can_focus=False):
                yield Static()
            yield from self._row(say("Report year"), ChineseInput(str(year), id="year", compact=True, max_length=4))
            shown = issuer if isinstance(issuer, str) else "、".join(issuer)
            yield from self._row(say("Issuer"), ChineseInput(shown, id="issuer", compact=True))
            options = [(plain(draft.name), str(draft)) for draft in drafts]
            last = Select(options, id="last", compact=True, prompt=self.speak(say("none")))
            yield from self._row(say("Last year's draft"), last)
            yield from self._row(say("File"), ChineseInput(id="file", compact=True))
            yield Static(id="wrong")
            with Horizontal(classes="buttons"):
                yield Button(plain(self.speak(say("Begin"))), id="begin", compact=True)
                yield Button(plain(self.speak(say("Cancel"))), id="leave", compact=True)

    def _row(self, label: Message, field: Input | Select[str]) -> ComposeResult:
        with Horizontal(classes="row"):
            yield Static(plain(self.speak(label)), classes="label")
            yield field

    def on_mount(self) -> None:
        """Focus the outline."""
        self.query_one("#outline").focus()
        self._suggest()

    @property
    def _outline(self) -> Outline | None:
        at = self.query_one("#outline", OptionList).highlighted
        return self._outlines[at] if at is not None and at < len(self._outlines) else None

    @on(OptionList.OptionHighlighted, "#outline")
    def tell(self) -> None:
        """Say what the outline is for, and who must file it."""
        outline = self._outline
        if outline is not None:
            self.query_one("#about Static", Static).update(FilledText(plain(outline.about.strip())))
            self._suggest()

    @on(OptionList.OptionSelected, "#outline")
    def go_on(self) -> None:
        """The outline was chosen: focus the year."""
        self.query_one("#year").focus()

    @on(Input.Changed, "#year")
    def year_changed(self) -> None:
        """The file is named after its year."""
        self._suggest()

    def _suggest(self) -> None:
        field = self.query_one("#file", Input)
        if field.value in ("", self._named):
            self._named = f"report-{self.query_one('#year', Input).value}.toml"
            field.value = self._named

    @on(Input.Submitted)
    def step(self, event: Input.Submitted) -> None:
        """Enter moves to the next question, and from the last creates the report."""
        event.stop()
        if event.input.id == "file":
            self.begin()
        else:
            self.focus_next()

    @on(Button.Pressed, "#begin")
    def begin(self) -> None:
        """Write the draft, or say why it cannot be written."""
        year = self.query_one("#year", Input).value
        file = self.query_one("#file", Input).value.strip()
        if self._outline is None:
            return
        if not (year.isascii() and year.isdigit() and int(year) in YEARS):
            self._refuse(say("the report year must be a number of four digits"), "#year")
            return
        if not file:
            self._refuse(say("the draft needs a file name"), "#file")
            return
        last = self.query_one("#last", Select).value
        wanted = Wanted(
            self._outline.id,
            int(year),
            self.query_one("#issuer", Input).value,
            file if file.endswith(".toml") else f"{file}.toml",
            Path(last) if isinstance(last, str) else None,
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
