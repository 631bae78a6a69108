"""Help: what the outline asks here, and the keys; and a short guide at the first start."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.app.commands import Where, commands, keys_shown, places, where_of
from tui.app.dialogs.dialog import Dialog
from tui.app.translated import plain
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.filled_text import FilledText
from tui.base.messages import Message, say
from tui.draft.draft import Draft
from tui.outline.outline import Section


class TextScreen(Dialog[None]):
    """A text to read; Esc and Enter close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1", "leave", show=False),
    ]

    def content(self) -> Content:
        """The text to read."""
        return Content()

    def compose(self) -> ComposeResult:
        """The text, and the key that closes it."""
        with Vertical(classes="dialog large"):
            with VerticalScroll(classes="dialog-body"):
                yield Static(FilledText(self.content()))
            yield Static(plain(self.speak(say("Esc: close   arrows: scroll"))), classes="dim")

    def on_mount(self) -> None:
        """Focus the text, so that the arrows scroll it."""
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Close it."""
        self.dismiss(None)


class HelpScreen(TextScreen):
    """Explains this section and this screen."""

    def __init__(self, about: Screen[object]) -> None:
        super().__init__()
        self._about = about

    def content(self) -> Content:
        """The section, the keys, the whole outline."""
        parts: list[Content] = []
        screen = self._about
        section = getattr(screen, "section", None)
        if isinstance(screen, DraftScreen) and isinstance(section, Section):
            parts += self._section(screen.opened.draft, section)
        parts.append(plain(self.speak(say("Keys")), "bold"))
        beside: tuple[Where, ...] = ("last-year",) if where_of(screen) == "writing" else ()
        for command in commands(*places(screen), *beside):
            key = keys_shown(command, self.host.keymap) or f"({self.key('palette')})"
            parts.append(plain(f"  {key:<12}") + plain(self.speak(command.title)))
        parts.append(plain(self.speak(_MARKS), "dim"))
        if isinstance(screen, DraftScreen):
            outline = screen.opened.outline
            parts += [Content(), plain(outline.name, "bold"), plain(outline.about.strip())]
        return Content("\n").join(parts)

    def _section(self, draft: Draft, section: Section) -> list[Content]:
        parts = [plain(self.heading_of(draft, section), "bold")]
        basis = draft.outline.cited(section.source)
        if basis:
            parts.append(plain(self.speak(basis.sentence), "dim"))
        parts += [
            plain(section.guidance.strip()),
            Content(),
            *map(plain, self.speak(self._markup()).split("\n")),
            Content(),
        ]
        return parts

    def _markup(self) -> Message:
        return say(
            "“（一）” or “## ” begins the second level, “1.” the third, “（1）” the fourth; a blank line begins a paragraph.\n"
            "A short line after “（一）” is a heading; before a sentence, “（一）” is run in.\n"
            "Numbers are given by the program. **two stars** make bold. {{name}} is a figure: {insert} inserts one.",
            insert=self.key("insert-figure"),
        )


class GuideScreen(TextScreen):
    """What somebody needs to know at the first start."""

    def content(self) -> Content:
        """One page."""
        return plain(self.speak(self._guide()))

    def _guide(self) -> Message:
        return say(
            "Welcome to baogao 报告.\n\n"
            "1. {new} begins a report: choose the outline, the year, your office.\n"
            "2. At the left is what the outline asks for. {next} and {previous} go to the next section and back, {go} to any.\n"
            "3. Write in the middle; numbers are entered once, in their panel ({panel}), and inserted with {insert}.\n"
            "4. {letterhead} is the letterhead. {problem} goes to the next problem, {problems} shows them all.\n"
            "5. {preview} shows how it will read. {render} writes the report to a file.\n\n"
            "You need not save: that is done while you write, and after a crash the rest is offered again.\n"
            "{help} explains where you are, {all} shows all commands, {quit} leaves.\n"
            "To select with the mouse and copy in the terminal, hold Shift (on a Mac, Option).",
            new=self.key("new-draft"),
            next=self.key("next-section"),
            previous=self.key("previous-section"),
            go=self.key("go-to-section"),
            panel=self.key("switch-panel"),
            insert=self.key("insert-figure"),
            letterhead=self.key("letterhead"),
            problem=self.key("next-problem"),
            problems=self.key("problems"),
            preview=self.key("preview"),
            render=self.key("render"),
            help=self.key("help"),
            all=self.key("palette"),
            quit=self.key("quit"),
        )


_MARKS = say("[ ] empty   [-] begun   [!] has problems   [x] ready")
