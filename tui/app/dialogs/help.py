"""Help: what the outline asks here, and the keys; and a short guide at the first start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.app.commands import Command, commands, key_name, keys_shown, places
from tui.app.dialogs.dialog import Dialog
from tui.app.place import CLOSE, MARKS, Key, about, keys_of_widget, own_keys, where_focused
from tui.app.translated import plain
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.filled_text import FilledText
from tui.base.messages import Message, say
from tui.draft.draft import Draft


class TextScreen(Dialog[None]):
    """A text to read; Esc and Enter close it."""

    ABOUT: ClassVar[Message] = say("A text to read.")
    KEYS: ClassVar[tuple[Key, ...]] = (CLOSE,)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,f1", "leave", show=False),
    ]

    def content(self) -> Content:
        """The text to read."""
        return Content()

    def compose(self) -> ComposeResult:
        """The text, and the key that closes it."""
        with VerticalScroll(classes="dialog text"):
            yield Static(FilledText(self.content()))

    def on_mount(self) -> None:
        """Focus the text, so that the arrows scroll it."""
        self.query_one(VerticalScroll).focus()

    def action_leave(self) -> None:
        """Close it."""
        self.dismiss(None)


class HelpScreen(TextScreen):
    """Explains the place that has the focus, in sentences; then its keys, the section, all keys, the outline."""

    def __init__(self, screen: Screen[object]) -> None:
        super().__init__()
        self._about = screen
        self._focused = screen.focused

    def content(self) -> Content:
        """The place and its keys first; what is worth knowing besides after them."""
        screen, focused = self._about, self._focused
        parts = [Content("\n\n").join(plain(self.speak(one)) for one in about(screen, focused)), Content()]
        parts += self._titled(say("Keys here"), self._keys_here())
        if isinstance(screen, DraftScreen):
            parts += self._section(screen.opened.draft, screen.where_in_draft())
        everywhere = ((self._key(one), one.title) for one in commands(*places(screen)))
        parts += self._titled(say("All keys of this screen"), everywhere)
        parts.append(plain(self.speak(MARKS), "$text-muted"))
        if isinstance(screen, DraftScreen):
            outline = screen.opened.outline
            parts += [Content(), plain(outline.name, "bold"), plain(outline.about.strip())]
        return Content("\n").join(parts)

    def _keys_here(self) -> Iterator[tuple[str, Message]]:
        """The keys that work where the focus is and are not those of the whole screen."""
        screen, focused = self._about, self._focused
        for key in own_keys(screen, focused):
            yield key_name(key.key), key.title
        parts = [where for where in where_focused(screen, focused) if where not in places(screen)]
        yield from ((self._key(one), one.title) for one in commands(*parts))
        yield from ((self._worded(key), title) for key, title in keys_of_widget(focused))

    def _worded(self, key: str) -> str:
        """A key as people write it, the arrows in their language."""
        return key.replace("arrows", self.speak(say("arrows")))

    def _key(self, command: Command) -> str:
        return keys_shown(command, self.host.keymap) or f"({self.key('palette')})"

    def _titled(self, title: Message, keys: Iterable[tuple[str, Message]]) -> list[Content]:
        """A title, keys with what they do in two columns, and a blank line; nothing where there are none."""
        listed = list(keys)
        width = max((cell_len(key) for key, _ in listed), default=0) + 2
        lines = [
            plain(f"  {key}{' ' * (width - cell_len(key))}", "bold $text-accent") + plain(self.speak(what))
            for key, what in listed
        ]
        return [plain(self.speak(title), "bold"), *lines, Content()] if listed else []

    def _section(self, draft: Draft, where: tuple[str, int] | None) -> list[Content]:
        section = draft.outline.sections_by_id.get(where[0]) if where else None
        if section is None:
            return []
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
