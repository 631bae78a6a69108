"""The figures of each section as a small form: a line for each, with its unit and its reference."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message as Event
from textual.widgets import ContentSwitcher, Input, Static

from tui.app.place import Key
from tui.app.translated import Translated, fitted, plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.base.messages import Message, say
from tui.base.text import visible
from tui.draft.figures import grammar, read_figure
from tui.editing.typed_values import figure_typed
from tui.outline.outline import FigureSpec
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath


class FigureLine(Horizontal, Translated):
    """A figure: its value, unit and name; a value that is no figure is marked once the line is left."""

    class Told(Event):
        """It is known whether what was entered is a figure."""

    def __init__(self, spec: FigureSpec, opened: OpenDraft) -> None:
        super().__init__(id=f"figure-{spec.id}")
        self.spec = spec
        self._opened = opened
        self._language = opened.draft.outline.language
        self._path: KeyPath = ("figures", spec.id)
        self._value = opened.value(self._path)
        self._shown = self.entered

    def compose(self) -> ComposeResult:
        """The input, and its meaning."""
        yield Static(classes="label")
        yield ChineseInput(self._shown, compact=True, select_on_focus=False)
        yield Static(plain(self.spec.unit), classes="unit")

    def on_mount(self) -> None:
        """Show name and unit."""
        self._tell()

    @property
    def entered(self) -> str:
        """The value in the open draft, as typed; characters that must not reach a terminal are replaced."""
        value = self._opened.value(self._path)
        return "" if value is None else visible(str(value))

    @property
    def about(self) -> Message | str:
        """What is wrong with the value, or else what the outline says about the figure."""
        if self.has_class("-wrong"):
            return say("not a figure; {how}", how=grammar(self._language).how)
        named = f"{self.spec.label} {{{self.spec.id}}}"
        return f"{named}  {self.spec.hint}" if self.spec.hint else named

    def rewrite(self) -> None:
        """Show the value in the open draft, unless it is the one typed here."""
        value = self._opened.value(self._path)
        if value == self._value:
            return
        self._value = value
        field = self.query_one(Input)
        if field.value != self.entered:
            self._shown = self.entered
            with field.prevent(Input.Changed):
                field.value = self._shown
            self._tell()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.write()

    def write(self) -> None:
        """Hand the value typed to the open draft, if it is not there yet."""
        typed = self.query_one(Input).value
        if typed == self._shown:
            return
        self._shown, self._value = typed, figure_typed(typed)
        self._opened.write_figure(self.spec.id, self._value)
        if self.has_class("-wrong"):
            self._tell()

    @on(Input.Blurred)
    def left(self, event: Input.Blurred) -> None:
        """The line was left: say now what is wrong."""
        event.stop()
        self._tell()

    @on(Input.Submitted)
    def go_on(self, event: Input.Submitted) -> None:
        """Enter moves to the next figure."""
        event.stop()
        self.screen.focus_next()

    def _tell(self) -> None:
        typed = figure_typed(self.query_one(Input).value)
        is_wrong = typed is not None and read_figure(str(typed), self._language) is None
        self.set_class(is_wrong, "-wrong")
        mark = "! " if is_wrong else ""
        label = self.query_one(".label", Static)
        room = label.size.width or 80
        label.update(plain(fitted(f"{mark}{self.spec.label}", room)), layout=False)
        self.post_message(self.Told())

    def on_resize(self) -> None:
        """The label has another width."""
        self.call_after_refresh(self._tell)


class _Lines(VerticalScroll, inherit_bindings=False):
    """The lines, which scroll; the arrows go from one to the next."""


class FiguresForm(Vertical, Translated):
    """The figures of a section; below them a description of the focused one."""

    ABOUT: ClassVar[Message] = say(
        "The figures of this section, each entered once and used anywhere in the text by its name. Numbers may be typed in full width; “30余” and “约1.5万” are figures, too."
    )
    KEYS: ClassVar[tuple[Key, ...]] = (Key("enter", say("Next figure")),)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, specs: tuple[FigureSpec, ...], opened: OpenDraft, id: str) -> None:
        super().__init__(id=id)
        self._specs = specs
        self._opened = opened

    def compose(self) -> ComposeResult:
        """A line for each figure, and a line for the description."""
        with _Lines(can_focus=False):
            if not self._specs:
                yield Static(plain(self.speak(say("this section has no figures"))), classes="dim")
            for spec in self._specs:
                yield FigureLine(spec, self._opened)
        yield Static(classes="about")

    @on(FigureLine.Told)
    def tell_again(self) -> None:
        """What was wrong may be right now."""
        self._tell()

    def on_descendant_focus(self) -> None:
        """Describe the focused figure."""
        self._tell()

    def on_descendant_blur(self) -> None:
        """Keep the problem of the line that was left until another line has the focus."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        lines = [line for line in self.query(FigureLine) if line.has_focus_within]
        wrong = [line for line in self.query(FigureLine) if line.has_class("-wrong")]
        about = lines[0].about if lines and (lines[0].about or not wrong) else wrong[0].about if wrong else ""
        self.query_one(".about", Static).update(plain(self.speak(about)))

    def rewrite(self) -> None:
        """Show the values in the open draft."""
        for line in self.query(FigureLine):
            line.rewrite()

    def flush(self) -> None:
        """Hand the open draft what is typed and not there yet."""
        for line in self.query(FigureLine):
            line.write()


class FiguresPanel(ContentSwitcher):
    """Shows the figures of a section. Each form is mounted on the first visit of its section, and kept."""

    def __init__(self, opened: OpenDraft) -> None:
        super().__init__(id="figures")
        self._opened = opened
        self._mounting = asyncio.Lock()  # two calls may show one section at the same time

    async def show_section(self, section: str) -> None:
        """Show the figures of a section."""
        form = f"figures-{section}"
        async with self._mounting:
            if not self.query(f"#{form}"):
                specs = tuple(spec for spec in self._opened.outline.figures if spec.section == section)
                await self.add_content(FiguresForm(specs, self._opened, form))
        self.current = form

    def focus_figure(self, id: str) -> None:
        """Focus the line of a figure of a section that was visited."""
        for line in self.query(f"#figure-{id}").results(FigureLine):
            line.query_one(Input).focus()

    def rewrite(self) -> None:
        """Show the values in the open draft."""
        for form in self.query(FiguresForm):
            form.rewrite()

    def flush(self) -> None:
        """Hand the open draft what is half typed."""
        for form in self.query(FiguresForm):
            form.flush()
