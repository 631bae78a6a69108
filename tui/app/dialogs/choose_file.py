"""A dialog for a file: an input line for its path, and below it the contents of the folder typed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.app.dialogs.dialog import ListDialog
from tui.app.dialogs.paths import UP, Entry, Listing, completed, entries, fitting, parent, split, typed_path
from tui.app.place import CANCEL, Key
from tui.app.translated import fitted, plain
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.rows import Rows
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.base.text import message_line

_MOST_SHOWN = 300


class ChooseFile(ListDialog[Path | None]):
    """Chooses a file; the result is its path, or None.

    What is typed filters the list, Tab completes it, Enter goes into a folder or takes a file. A path that cannot be taken
    stays where it was typed. Where the file `may_be_new`, a name that is not there yet is taken, too.
    """

    ABOUT: ClassVar[Message] = say(
        "Finds a file. Type the beginning of its name or path, and have it completed; Enter goes into a folder."
    )
    KEYS: ClassVar[tuple[Key, ...]] = (CANCEL, Key("enter", say("OK")), Key("tab", say("Complete")))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(
        self,
        title: Message,
        folder: Path,
        accepts: Callable[[str], bool],
        typed: str = "",
        *,
        may_be_new: bool = False,
    ) -> None:
        super().__init__()
        self._title = title
        self._base = folder
        self._accepts = accepts
        self._typed = typed
        self._may_be_new = may_be_new
        self._listed: tuple[str, bool, Listing] | None = None
        """The listed folder as typed, whether with hidden files, and its contents."""
        self._shown: list[Entry] = []
        self._has_moved = False
        """Whether the highlight was moved since the last key typed."""

    def compose(self) -> ComposeResult:
        """The title, the input line, the list, the error, the keys."""
        with Vertical(classes="dialog"):
            yield Static(plain(self.speak(self._title)), classes="dialog-title")
            yield ChineseInput(self._typed, compact=True, select_on_focus=False)
            yield Static(id="folder", classes="dim")
            entries_shown = Rows(id="entries", compact=True)
            entries_shown.can_focus = False
            yield entries_shown
            yield Static(id="wrong")

    def on_mount(self) -> None:
        """List the folder."""
        self.query_one(Input).focus()
        self._show()

    # Drawing

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """List the entries that match the text typed."""
        event.stop()
        self._has_moved = False
        self._show()

    def _show(self) -> None:
        typed = self.query_one(Input).value
        head, part = split(typed)
        wrong: Message | str = ""
        try:
            listing = self._listing(head, hidden=part.startswith("."))
        except BaogaoError as error:
            listing, wrong = Listing(()), error.what
        found = list(listing.entries) if self._may_be_new else fitting(listing.entries, part)
        if listing.is_cut:
            wrong = say("there are too many files here to show them all; type the whole name")
        elif not found and not wrong and part and not self._may_be_new:
            wrong = say("nothing here has this name")
        self._shown = [*found[:_MOST_SHOWN], Entry(UP, True)]
        listed = self.query_one(OptionList)
        listed.set_options(Option(self._line(one), id=str(n)) for n, one in enumerate(self._shown))
        listed.highlighted = 0
        self.query_one("#folder", Static).update(plain(self._fit(self._folder_named(head))))
        self._say(wrong)

    def _listing(self, head: str, *, hidden: bool) -> Listing:
        """The contents of the folder typed, read once. Raises `BaogaoError`."""
        if self._listed is None or self._listed[:2] != (head, hidden):
            try:
                folder = typed_path(head, self._base)
            except ValueError:
                raise BaogaoError(say("this cannot be the name of a file")) from None
            self._listed = (head, hidden, entries(folder, self._accepts, hidden=hidden))
        return self._listed[2]

    def _folder_named(self, head: str) -> str:
        try:
            return os.path.normpath(typed_path(head, self._base))
        except ValueError:
            return head

    def _line(self, entry: Entry) -> Content:
        name = self._fit(message_line(entry.name) + (os.sep if entry.is_folder else ""))
        return plain(name, "bold" if entry.is_folder else "")

    def _fit(self, text: str) -> str:
        return fitted(text, max(1, min(66, self.app.size.width - 8)))

    def _say(self, message: Message | str) -> None:
        self.query_one("#wrong", Static).update(plain(self.speak(message), "$text-error"))

    # Events

    def action_move(self, how: str) -> None:
        """Move in the list."""
        super().action_move(how)
        self._has_moved = True

    def action_complete(self) -> None:
        """Complete the name as far as it is unique; otherwise take the highlighted one."""
        line, highlighted = self.query_one(Input), self._highlighted
        head, part = split(line.value)
        more = completed([one for one in self._shown if one.name != UP], part)
        if more == part and highlighted is not None and highlighted.name != UP:
            more = highlighted.name + (os.sep if highlighted.is_folder else "")
        self._type(head + more)

    def _type(self, text: str) -> None:
        line = self.query_one(Input)
        line.value = text
        line.cursor_position = len(text)

    @property
    def _highlighted(self) -> Entry | None:
        at = self.query_one(OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    @on(Input.Submitted)
    def submit(self, event: Input.Submitted) -> None:
        """Take the path typed if it exists, else the highlighted one."""
        event.stop()
        typed = event.value
        head, part = split(typed)
        if typed.strip() and not typed.endswith((os.sep, os.altsep or os.sep)) and not self._has_moved:
            try:
                path = typed_path(typed, self._base)
                if os.path.isdir(path):
                    self._type(typed.strip() + os.sep)
                    return
                if os.path.lexists(path) or self._may_be_new:
                    self.dismiss(path)
                    return
            except ValueError:
                self._say(say("this cannot be the name of a file"))
                return
        self._take(head, self._highlighted, part)

    @on(OptionList.OptionSelected)
    def choose(self, event: OptionList.OptionSelected) -> None:
        """Take the entry that was clicked."""
        event.stop()
        head, part = split(self.query_one(Input).value)
        self._take(head, self._highlighted, part)

    def _take(self, head: str, entry: Entry | None, part: str) -> None:
        if entry is None or (entry.name == UP and part and not self._has_moved):
            self._say(say("there is no such file or folder"))
        elif entry.name == UP:
            self._type(parent(head, self._base) + (part if self._may_be_new else ""))
        elif entry.is_folder:
            self._type(f"{head}{entry.name}{os.sep}" + (part if self._may_be_new else ""))
        elif self._may_be_new:
            self._type(f"{head}{entry.name}")
        else:
            self.dismiss(typed_path(head, self._base) / entry.name)

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)
