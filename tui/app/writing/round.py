"""The round through the problems of the draft that is written: findings and open notes, and then from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.writing.layout import WritingLayout
from tui.base.messages import say
from tui.draft.quotation import Anchor, open_notes
from tui.rules.finding import Finding

if TYPE_CHECKING:
    from tui.checking.round import Stop


class Round:
    """The finding or note last gone to, and the cursor there: if it has moved since, the round goes on from it."""

    def __init__(self, writing: WritingLayout) -> None:
        self._writing = writing
        self._visited: Stop | None = None
        self._visited_at = ("", 0)

    @property
    def _is_there(self) -> bool:
        return self._visited_at == self._writing.here

    @property
    def is_on_note(self) -> bool:
        """Whether the cursor is still where a note was gone to."""
        return isinstance(self._visited, Anchor) and self._is_there

    async def go(self, by: int) -> None:
        """Go to the next problem (`by` 1) or the previous one (-1), through letterhead, sections and figures."""
        from tui.checking.round import neighbour  # imports all rules

        opened, (section, cursor) = self._writing.opened, self._writing.here
        found = neighbour(
            opened.draft,
            opened.findings,
            by,
            section=section,
            cursor=cursor,
            visited=self._visited if self._is_there else None,
            notes=open_notes(opened.draft),
        )
        if found is None:
            self._writing.host.inform(say("nothing is wrong"))
            return
        if isinstance(found, Anchor):
            await self._writing.go_to(("notes", found.note.index), select=True)
        else:
            await go_to_finding(self._writing, found)
        self._visited, self._visited_at = found, self._writing.here


async def go_to_finding(writing: WritingLayout, finding: Finding) -> None:
    """Go to the place of a finding, or say where it is in the file."""
    start, end = finding.locus.start or 0, finding.locus.end or 0
    if not await writing.go_to(finding.locus.path, start, end, select=True):
        writing.host.tell_place(finding, writing.opened.draft)
