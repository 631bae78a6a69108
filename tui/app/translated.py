"""A mixin for the parts of the screen: messages in the user's language, and foreign text shown as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.dom import DOMNode

from tui.app.commands import BY_ID, keys_shown
from tui.app.host import Host
from tui.base.messages import Message, say
from tui.base.text import visible

if TYPE_CHECKING:  # the list of drafts is shown before a draft can be read
    from tui.draft.draft import Draft
    from tui.outline.outline import Section


class Translated(DOMNode):
    """A part of the screen that shows messages."""

    @property
    def host(self) -> Host:
        """The application."""
        return cast(Host, self.app)

    def speak(self, message: Message | str) -> str:
        """A message in the user's language; a bare string is data, and stays as it is but for unsafe characters."""
        return visible(self.host.language(message))

    def heading_of(self, draft: Draft, section: Section, number: int | None = None) -> str:
        """A section's heading on one line, with its number if given; the introduction, which has none, gets a name."""
        from tui.draft.unsorted import is_unsorted
        from tui.render.report import numbered  # the list of drafts needs no headings

        if is_unsorted(draft.outline, section.id):
            return self.speak(say("Text in no section yet"))
        return numbered(draft, section, number) or self.speak(say("Introduction"))

    def key(self, command: str) -> str:
        """The current key of a command, or where to find a command without one."""
        return keys_shown(BY_ID[command], self.host.keymap) or keys_shown(BY_ID["palette"], self.host.keymap)


def plain(text: str, style: str = "") -> Content:
    """Text to show as it is: without markup or control characters."""
    return Content.styled(visible(text), style)


def fitted(text: str, cells: int) -> str:
    """A text on one line, cut to a width in cells; two full stops show the cut."""
    line = visible(text).replace("\n", " ")
    return line if cell_len(line) <= cells else f"{set_cell_size(line, max(0, cells - 2)).rstrip()}.."


def beside(parts: Iterable[Content], cells: int, gaps: Sequence[str] = ("   ", "  ")) -> Content:
    """Parts beside one another, as many as a width in cells holds: none is cut, and those most wanted come first.

    They are as far apart as they can be: `gaps` are the strings between them, the widest first.
    """
    shown = list(parts)
    while True:
        lines = [Content(gap).join(shown) for gap in gaps]
        fitting = [line for line in lines if line.cell_length <= cells]
        if fitting or len(shown) < 2:
            return fitting[0] if fitting else lines[-1]
        shown.pop()
