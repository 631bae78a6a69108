"""The texts set aside from the draft: when, where, why; to read, restore, or delete for good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.commands import Where, bindings
from tui.app.dialogs.ask import Answer, Decide
from tui.app.translated import fitted, plain
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.filled_text import FilledText
from tui.app.widgets.hints import Hints
from tui.app.widgets.rows import Rows
from tui.app.widgets.version_area import VersionArea
from tui.base.messages import Message, say
from tui.draft import place
from tui.editing.text_comparison import differing_words, lost, missing
from tui.session.open_draft import OpenDraft
from tui.session.set_aside import KEPT, REASONS, REPLACED, SetAside
from tui.toml import KeyPath

_LONGEST = 20  # cells of a place's name in the list


class SetAsideScreen(DraftScreen[None]):
    """Lists the texts of the open draft, latest first, and shows the highlighted one."""

    ABOUT: ClassVar[Message] = say(
        "Texts of this draft that were not kept when several people changed the same passage. What is missing can be put back from here."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = "set_aside.tcss"
    WHERE: ClassVar[Where] = "set-aside"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    def __init__(self, opened: OpenDraft) -> None:
        super().__init__(opened)
        self._texts: list[SetAside] = []

    def compose(self) -> ComposeResult:
        """The list, and the highlighted text."""
        yield Static(id="title")
        yield Rows(compact=True)
        yield Static(id="empty")
        yield Static(id="told")
        yield VersionArea()
        yield Hints()

    def on_mount(self) -> None:
        """Show the texts."""
        title = say("Texts that were set aside, kept for {days} days", days=KEPT.days)
        self.query_one("#title", Static).update(plain(f" {self.speak(title)}"))
        about = say(
            "Nothing was set aside from this draft. When you and others change the same passage, or another program "
            "overwrites what you wrote, the text that is not kept can be found here for {days} days.",
            days=KEPT.days,
        )
        self.query_one("#empty", Static).update(FilledText(plain(self.speak(about))))
        self._list()
        self.query_one(OptionList).focus()

    def draft_changed(self, paths: Sequence[KeyPath] = ()) -> None:
        """Show each text together with the draft's current one."""
        self._list()

    # Drawing

    def _list(self) -> None:
        known, highlighted = self._texts, self.query_one(OptionList).highlighted
        self._texts = self.opened.session.texts_set_aside()
        shown = self.query_one(OptionList)
        shown.set_options(Option(self._line(one)) for one in self._texts)
        if self._texts:
            before = known[highlighted] if highlighted is not None and highlighted < len(known) else None
            same = [n for n, one in enumerate(self._texts) if before is not None and one.file == before.file]
            shown.highlighted = same[0] if same else min(highlighted or 0, len(self._texts) - 1)
        self.query_one("#empty").display = not self._texts
        for part in (shown, self.query_one("#told"), self.query_one(VersionArea)):
            part.display = bool(self._texts)
        self._show()

    def _line(self, one: SetAside) -> Content:
        name = fitted(self._where(one), _LONGEST)
        why = self.speak(REASONS.get(one.why, one.why))
        words = " ".join(one.text.split())
        return plain(f"{one.when.astimezone():%m-%d %H:%M}  {name}  ", "bold") + plain(f"{why}  ", "dim") + plain(words)

    def _where(self, one: SetAside) -> str:
        return self.speak(place.name(self.opened.draft, one.path))

    @property
    def _highlighted(self) -> SetAside | None:
        at = self.query_one(OptionList).highlighted
        return self._texts[at] if at is not None and at < len(self._texts) else None

    @on(OptionList.OptionHighlighted)
    def _show(self) -> None:
        one = self._highlighted
        if one is None:
            return
        now = self._now(one)
        is_there = not missing(one.text, now)
        told = say("the draft has all of this text") if is_there else say("marked: what the draft does not have")
        self.query_one("#told", Static).update(plain(fitted(self.speak(told), self.size.width - 2)))
        self.query_one(VersionArea).show(one.text, () if is_there else differing_words(now, one.text)[1])

    def _now(self, one: SetAside) -> str:
        """The draft's current text in the place of this one."""
        value = self.opened.value(one.path)
        return "" if value is None else str(value)

    # Commands

    @on(OptionList.OptionSelected)
    @work(exclusive=True, group="dialog")
    async def action_take_back(self) -> None:
        """Put the text into the draft, as one step; ask what to do if the draft has another text there."""
        one = self._highlighted
        if one is None:
            return
        now, left = self._now(one), missing(one.text, self._now(one))
        if not left:
            self.host.inform(say("the draft has all of this text"))
            return
        how: str | None = "replace"
        if one.path[-1] == "text" and lost(now, one.text):
            answers = (
                Answer("add", say("Add what is missing at the end")),
                Answer("replace", say("Replace the present text")),
                Answer("leave", say("Cancel")),
            )
            asked = say("The draft has other text here by now. It is set aside if it is replaced.")
            how = await self.app.push_screen_wait(Decide(say("Take this text back"), self.speak(asked), answers))
        if how == "add":
            self.opened.change(say("a text taken back"), {one.path: f"{now.rstrip()}\n\n{left.strip()}\n"})
        elif how == "replace":
            self.opened.session.set_aside(one.path, now, REPLACED)
            self.opened.change(say("a text taken back"), {one.path: one.text})
        else:
            return
        name, undo = self._where(one), self.key("undo")
        self.host.inform(say("taken back into “{where}”; {key} undoes it", where=name, key=undo))

    @work(exclusive=True, group="dialog")
    async def action_discard(self) -> None:
        """Delete the text for good, after confirmation."""
        one = self._highlighted
        if one is None:
            return
        answers = (Answer("keep", say("Keep it")), Answer("delete", say("Delete")))
        asked = Decide(say("Delete this text for good?"), fitted(one.text, 200), answers)
        if await self.app.push_screen_wait(asked) == "delete":
            one.discard()
            self._list()

    def action_leave_set_aside(self) -> None:
        """Go back to writing."""
        self.dismiss(None)
