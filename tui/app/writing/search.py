"""The search through the whole draft: the words it was for, and the way from match to match."""

from __future__ import annotations

from tui.app.writing.layout import WritingLayout
from tui.base.messages import say
from tui.base.text import joined, shortened


class Search:
    """The words that were searched for last."""

    def __init__(self, writing: WritingLayout) -> None:
        self._writing = writing
        self._words = ""

    async def ask(self, selected: str) -> None:
        """Find and replace what is asked for, at first what is `selected`, and go to the match that is chosen."""
        from tui.app.writing.find_replace import FindReplaceScreen
        from tui.draft.search import searched

        opened = self._writing.opened
        found = await self._writing.host.push_screen_wait(FindReplaceScreen(opened, selected))
        if found is not None:
            words = searched(opened.draft)[found.path][found.start : found.end]
            self._words = joined(words.replace("**", ""))
            await self._writing.go_to(found.path, found.start, found.end, select=True)

    async def go_on(self, by: int, selected: str) -> bool:
        """Go to the next match (`by` 1) or the previous one (-1) of what is `selected`, or else of the last search.

        It goes through all sections and round again. False if there are no words to search for.
        """
        from tui.draft.search import next_match

        if selected and "\n" not in selected:
            self._words = selected
        if not self._words:
            return False
        host = self._writing.host
        match, wraps = next_match(self._writing.opened.draft, self._words, by, self._writing.here)
        if match is None:
            host.inform(say("“{words}” is not in the text", words=shortened(self._words)))
            return True
        if wraps:
            host.inform(say("from the beginning again") if by > 0 else say("from the end again"))
        await self._writing.go_to(match.path, match.start, match.end, select=True)
        return True
