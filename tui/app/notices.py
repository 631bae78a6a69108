"""Notices to the user: passing remarks, and errors with place and remedy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual import on
from textual.app import App

from tui.app.ambiguous_width import WidthTold
from tui.app.settings import Settings
from tui.app.widgets.hints import Hints
from tui.base.errors import BaogaoError
from tui.base.messages import Language, Message, say
from tui.base.text import visible

if TYPE_CHECKING:  # the list of drafts is shown before a draft can be read
    from tui.draft.draft import Draft
    from tui.rules.finding import Finding

_SHOWN = 0.5  # seconds until the first screen is there


class Notices(App[None], inherit_bindings=False):
    """An app that shows notices in the user's language."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)  # else Textual turns colours into greys
        self.settings = settings
        self.language: Language = settings.language

    @on(WidthTold)
    def tell_width(self, event: WidthTold) -> None:
        """Say it where lines are torn, and draw borders that are not."""
        if event.columns > 1:
            self.add_class("-wide-marks")
            told = say(
                "this terminal draws “ ” … — two columns wide, and lines are torn: set its ambiguous width to narrow"
            )
            self.set_timer(_SHOWN, lambda: self.inform(told))

    def inform(self, message: Message | str) -> None:
        """Show a passing remark in the bottom line."""
        self.remark(self.words(message))

    def remark(self, text: str) -> None:
        """Show a text in the bottom line of the current screen, or of the one below its dialog."""
        for screen in reversed(self.screen_stack):
            for hints in screen.query(Hints):
                hints.remark(text)
                return
        self.notify(text, markup=False)

    def warn(self, error: BaogaoError) -> None:
        """Show an error with place and remedy, in a dialog that stays until it is closed."""
        from tui.app.dialogs.ask import Answer, Decide

        dialog = Decide(say("Not possible"), self.told(error, "\n"), (Answer("close", say("Close")),))
        self.call_later(self.push_screen, dialog)

    def told(self, error: BaogaoError, between: str) -> str:
        """An error in words: place, message and remedy, joined by `between`."""
        where = ""
        if error.place:
            where = self.short(error.place.file)
            if error.place.span:
                where += f":{error.place.start.line}:{error.place.start.column}"
        parts = (where, self.words(error.what), self.words(error.remedy) if error.remedy else "")
        return between.join(filter(None, parts))

    def short(self, file: str) -> str:
        """A file's name relative to the current folder, if that is shorter."""
        try:
            return min(file, os.path.relpath(file, self.settings.folder), key=len)
        except ValueError:  # another drive on Windows
            return file

    def words(self, message: Message | str) -> str:
        """A message in the user's language, safe to show."""
        return visible(self.language(message))

    def tell_place(self, finding: Finding, draft: Draft) -> None:
        """Say where in the file a finding is, for a finding that no widget shows."""
        from tui.rules.finding import place_of

        place = place_of(draft.document, finding.locus)
        where = f"{place.file}:{place.start.line}:{place.start.column}"
        self.inform(say("this is only in the file: {where}", where=where))
