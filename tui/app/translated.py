"""What the parts of the screen share: they speak the person's language, and show strangers' text as text."""

from __future__ import annotations

from typing import cast

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.dom import DOMNode

from tui.app.commands import BY_ID, keys_shown
from tui.app.host import Host
from tui.base.messages import Message, say
from tui.base.text import visible
from tui.draft.draft import Draft
from tui.outline.outline import Section


class Translated(DOMNode):
    """A part of the screen that speaks."""

    @property
    def host(self) -> Host:
        """The application."""
        return cast(Host, self.app)

    def speak(self, message: Message | str) -> str:
        """A message in the person's language; a bare string is data and stays as it is, but for what must not be shown."""
        return visible(self.host.language(message))

    def heading_of(self, draft: Draft, section: Section, number: int | None = None) -> str:
        """A section's heading on one line, after its number if it is given; the introduction has none of its own."""
        from tui.render.report import numbered  # who lists the drafts needs no headings

        return numbered(draft, section, number) or self.speak(say("Introduction"))

    def key(self, command: str) -> str:
        """The key of a command as it is bound now, or where to find a command that has none."""
        return keys_shown(BY_ID[command], self.host.keymap) or keys_shown(BY_ID["palette"], self.host.keymap)


def plain(text: str, style: str = "") -> Content:
    """Text to be shown as it is: no markup, and nothing that steers a terminal."""
    return Content.styled(visible(text), style)


def fitted(text: str, cells: int) -> str:
    """A text on one line, cut to a width in cells; two full stops say that it goes on."""
    line = visible(text).replace("\n", " ")
    return line if cell_len(line) <= cells else f"{set_cell_size(line, max(0, cells - 2)).rstrip()}.."
