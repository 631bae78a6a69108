"""Help: what the outline asks here, and the keys; and a short guide for the first time."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from tui.app.commands import Where, commands, keys_shown
from tui.app.screens.desk_screen import DeskScreen
from tui.app.speaking import Speaking, plain
from tui.draft import Draft
from tui.findings import cited
from tui.message import say
from tui.outline import Section

_WHERE: dict[str, Where] = {
    "StartScreen": "start",
    "WritingScreen": "writing",
    "LetterheadScreen": "letterhead",
    "ProblemsScreen": "problems",
    "PreviewScreen": "preview",
}


class TextScreen(ModalScreen[None], Speaking):
    """A text to read; Esc and Enter close it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1", "leave", show=False),
    ]

    def content(self) -> Content:
        """What there is to read."""
        return Content()

    def compose(self) -> ComposeResult:
        """The text, and how to close it."""
        with Vertical(classes="dialog large"):
            with VerticalScroll(classes="dialog-body"):
                yield Static(self.content())
            yield Static(plain(self.speak(say("Esc: close   arrows: scroll"))), classes="dim")

    def on_mount(self) -> None:
        """The arrows scroll."""
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
        if isinstance(screen, DeskScreen) and isinstance(section, Section):
            parts += self._section(screen.desk.draft, section)
        parts.append(plain(self.speak(say("Keys")), "bold"))
        where = _WHERE.get(type(screen).__name__, "app")
        places: tuple[Where, ...] = (where, "last-year", "app") if where == "writing" else (where, "app")
        for command in commands(*places):
            key = keys_shown(command, self.baogao.keymap)
            parts.append(plain(f"  {key:<12}") + plain(self.speak(command.title)))
        parts.append(plain(self.speak(_MARKS), "dim"))
        if isinstance(screen, DeskScreen):
            outline = screen.desk.session.outline
            parts += [Content(), plain(outline.name, "bold"), plain(outline.about.strip())]
        return Content("\n").join(parts)

    def _section(self, draft: Draft, section: Section) -> list[Content]:
        heading = draft.heading(section) or self.speak(say("Introduction"))
        parts = [plain(heading.replace("\n", ""), "bold")]
        basis = cited(draft.outline, section.source)
        if basis:
            parts.append(plain(self.speak(basis.sentence), "dim"))
        parts += [plain(section.guidance.strip()), Content(), *map(plain, self.speak(_MARKUP).split("\n")), Content()]
        return parts


class GuideScreen(TextScreen):
    """What a person must know who sees the program for the first time."""

    def content(self) -> Content:
        """One page."""
        return plain(self.speak(_GUIDE))


_MARKS = say("[ ] empty   [-] begun   [!] has problems   [x] ready")
_MARKUP = say(
    "“## ” begins a heading （一）, “1.” a point, “（1）” a point below it; a blank line begins a paragraph.\n"
    "Numbers are given by the program. **two stars** make bold. {{name}} is a figure: Ctrl+T inserts one."
)
_GUIDE = say(
    "Welcome to baogao 报告.\n\n"
    "1. Ctrl+N begins a report: choose the outline, the year, your office.\n"
    "2. At the left is what the outline asks for. F4 and F3 go to the next section and back, F2 to any.\n"
    "3. Write in the middle; figures are entered once, in their panel (F6), and inserted with Ctrl+T.\n"
    "4. F9 is the letterhead. F8 goes to the next problem, Ctrl+G shows them all.\n"
    "5. F5 shows how it will read. Ctrl+R writes the report to a file.\n\n"
    "You need not save: that is done while you write, and after a crash the rest is offered again.\n"
    "F1 explains where you are, F10 shows all commands, Ctrl+Q leaves.\n"
    "To select with the mouse and copy in the terminal, hold Shift (on a Mac, Option)."
)
