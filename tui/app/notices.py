"""What the app says to the person: in passing, or what went wrong, where, and what to do about it."""

from __future__ import annotations

import os

from textual.app import App

from tui.app.settings import Settings
from tui.app.widgets.hints import Hints
from tui.base.errors import BaogaoError
from tui.base.messages import Language, Message, say
from tui.base.text import visible
from tui.draft.draft import Draft
from tui.rules.finding import Finding, place_of


class Notices(App[None], inherit_bindings=False):
    """An app that says things in the person's language."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.language: Language = settings.language

    def inform(self, message: Message | str) -> None:
        """Say something in passing, in the bottom line."""
        self.remark(self.words(message))

    def remark(self, text: str) -> None:
        """Say a text in passing, in the bottom line of the screen that is shown or of the one below its dialog."""
        for screen in reversed(self.screen_stack):
            for hints in screen.query(Hints):
                hints.remark(text)
                return
        self.notify(text, markup=False)

    def warn(self, error: BaogaoError) -> None:
        """Say what went wrong, where, and what to do about it, in a dialog that stays until it is read."""
        from tui.app.dialogs.ask import Answer, Decide

        dialog = Decide(say("Not possible"), self.told(error, "\n"), (Answer("close", say("Close")),))
        self.call_later(self.push_screen, dialog)

    def told(self, error: BaogaoError, between: str) -> str:
        """An error in words: where, what, what to do, with `between` between them."""
        where = ""
        if error.place:
            where = self.short(error.place.file)
            if error.place.span:
                where += f":{error.place.start.line}:{error.place.start.column}"
        parts = (where, self.words(error.what), self.words(error.remedy) if error.remedy else "")
        return between.join(filter(None, parts))

    def short(self, file: str) -> str:
        """A file as it is named from the folder we are in, where that is shorter."""
        try:
            return min(file, os.path.relpath(file, self.settings.folder), key=len)
        except ValueError:  # another drive of Windows
            return file

    def words(self, message: Message | str) -> str:
        """A message in the person's language, safe to be shown."""
        return visible(self.language(message))

    def tell_place(self, finding: Finding, draft: Draft) -> None:
        """Say where in the file a finding stands that no widget shows."""
        place = place_of(draft.document, finding.locus)
        where = f"{place.file}:{place.start.line}:{place.start.column}"
        self.inform(say("this is only in the file: {where}", where=where))
