"""Find and replace in the whole draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Button, Input, OptionList, Static

from tui.app.commands import BY_ID, Where, bindings
from tui.app.dialogs.dialog import DIALOGS, ListDialog
from tui.app.place import CLOSE, ENTER_OPENS, Key
from tui.app.translated import fitted, plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.draft_screen import OnDraft
from tui.app.widgets.rows import Rows
from tui.base.messages import Message, say, say_n
from tui.base.text import shortened
from tui.draft import place
from tui.draft.search import Match, matches, searched, with_replaced
from tui.session.history import Applied
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath

MOST = 200
"""How many matches are shown; all of them are counted and replaced."""
_BEFORE, _AFTER, _LONGEST = 12, 80, 30  # characters shown around a match, and of it
_HEADING = 18  # cells
_NUMBERS = say("numbers are changed where they are: Enter goes there")


class Replacement(ChineseInput):
    """The words to put in their place."""

    KEYS: ClassVar[tuple[Key, ...]] = (Key("enter", say("Replace")),)


class FindReplaceScreen(ListDialog[Match | None], OnDraft):
    """Finds and replaces in the texts of all sections; the result is the match to go to, or None."""

    ABOUT: ClassVar[Message] = say(
        "Finds words in the whole report while you type them; the arrows choose a match. With a replacement, one match or all of them are replaced, which one undo takes back."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = [DIALOGS, "find_replace.tcss"]
    WHERE: ClassVar[Where] = "finding"
    KEYS: ClassVar[tuple[Key, ...]] = (CLOSE, ENTER_OPENS, Key("tab", say("Next field")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        *bindings(WHERE),
    ]

    def __init__(self, opened: OpenDraft, marked: str) -> None:
        super().__init__()
        self.opened = opened
        self._marked = "" if "\n" in marked else marked
        self._matches: list[Match] = []

    def compose(self) -> ComposeResult:
        """The text to find, the replacement, the matches."""
        with Vertical(classes="dialog large"):
            yield Static(plain(self.speak(say("Find and replace"))), classes="dialog-title")
            with Horizontal(classes="row"):
                yield Static(plain(self.speak(say("Find:"))), classes="label")
                yield ChineseInput(self._marked, id="wanted", compact=True)
            with Horizontal(classes="row"):
                yield Static(plain(self.speak(say("Replace with:"))), classes="label")
                yield Replacement(id="new", compact=True)
            yield Static(id="count")
            yield Rows(compact=True, id="matches")
            with Horizontal(classes="buttons"):
                for id in ("replace-one", "replace-all"):
                    yield Button(plain(self.speak(BY_ID[id].title)), id=id, compact=True)
                yield Button(plain(self.speak(say("Close"))), id="close", compact=True)

    def on_mount(self) -> None:
        """Start with the selected text."""
        self.query_one("#wanted").focus()
        self.call_after_refresh(self._search)  # the lines are cut to the width of the list

    # Finding

    @property
    def _wanted(self) -> str:
        return self.query_one("#wanted", Input).value

    @on(Input.Changed, "#wanted")
    def search(self) -> None:
        """Search while typing."""
        self._search()
        self._tell_count()

    def _search(self, at: int = 0) -> None:
        """Search for the words, and highlight a match."""
        self._matches = matches(self.opened.draft, self._wanted)
        self._list(at)
        self._tell_count()

    @on(Input.Changed, "#new")
    def preview(self) -> None:
        """Show what replacing would do."""
        self._list(self.query_one(OptionList).highlighted or 0)

    def _list(self, at: int) -> None:
        texts = searched(self.opened.draft) if self._matches else {}
        found = self.query_one(OptionList)
        width = found.scrollable_content_region.width - 2
        found.set_options(self._line(match, texts[match.path], width) for match in self._matches[:MOST])
        if self._matches:
            found.highlighted = min(at, len(self._matches) - 1, MOST - 1)

    def _tell_count(self, told: Message | None = None) -> None:
        """Say how many matches there are, after a remark on the last action."""
        parts = [self.speak(told)] if told else []
        if self._wanted:
            parts.append(self.speak(say_n("found {n} time", "found {n} times", len(self._matches))))
        if len(self._matches) > MOST:
            parts.append(self.speak(say("the first {n} are shown", n=MOST)))
        self.query_one("#count", Static).update(plain("; ".join(parts)))

    def _line(self, match: Match, text: str, width: int) -> Content:
        """A match on one line: where it is, and the words in brackets with their context and what replaces them."""
        draft, new = self.opened.draft, self.query_one("#new", Input).value
        heading = self.speak(place.name(draft, match.path))
        before = text[max(0, match.start - _BEFORE) : match.start].rpartition("\n")[2]
        words = shortened(text[match.start : match.end].replace("\n", " "), _LONGEST)
        if new and not match.is_number:
            words += f" -> {shortened(new, _LONGEST)}"
        after = text[match.end : match.end + _AFTER].partition("\n")[0]
        where = f"{fitted(heading, _HEADING)}  "
        room = max(0, width - cell_len(f"{where}{before}>{words}<"))
        return plain(where, "dim") + plain(before) + plain(f">{words}<", "bold") + plain(set_cell_size(after, room))

    @property
    def _match(self) -> Match | None:
        """The highlighted match."""
        at = self.query_one(OptionList).highlighted
        return self._matches[at] if at is not None and at < len(self._matches) else None

    @on(Input.Submitted, "#wanted")
    @on(OptionList.OptionSelected)
    def go(self, event: Input.Submitted | OptionList.OptionSelected) -> None:
        """Go to the match."""
        event.stop()
        if self._match:
            self.dismiss(self._match)

    # Replacing

    @on(Input.Submitted, "#new")
    @on(Button.Pressed, "#replace-one")
    def action_replace_one(self) -> None:
        """Replace the highlighted match, and highlight the next one."""
        match = self._match
        if match is None:
            return
        if match.is_number:
            self._tell_count(_NUMBERS)
            return
        at = self.query_one(OptionList).highlighted or 0
        self._replace(say("a replacement"), [match])
        new = self.query_one("#new", Input).value
        self._search(at + new.count(self._wanted))
        self._tell_count(say_n("{n} replaced", "{n} replaced", 1))

    @on(Button.Pressed, "#replace-all")
    def action_replace_all(self) -> None:
        """Replace all matches, as one step."""
        chosen = [match for match in self._matches if not match.is_number]
        if not chosen:
            self._tell_count(_NUMBERS if self._matches else None)
            return
        self._replace(say("all replacements"), chosen)
        self._search()
        self._tell_count(say_n("{n} replaced", "{n} replaced", len(chosen)))

    def _replace(self, what: Message, chosen: Sequence[Match]) -> None:
        new = self.query_one("#new", Input).value
        self.opened.change(what, with_replaced(self.opened.draft, chosen, new))

    # Following the draft

    def draft_changed(self, paths: Sequence[KeyPath] = ()) -> None:
        """Search again in the changes."""
        if paths:
            self._search(self.query_one(OptionList).highlighted or 0)

    def _tell(self, applied: Applied | None, done: Message, nothing: Message) -> None:
        """Say here what was undone: the dialog covers the bottom line."""
        self._tell_count(nothing if applied is None else say("{done}: {what}", done=done, what=applied.what))

    @on(Button.Pressed, "#close")
    def action_leave(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
