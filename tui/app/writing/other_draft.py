"""Another draft beside the one that is written, usually last year's: which one, and its panel."""

from __future__ import annotations

from pathlib import Path

from tui.app.dialogs.choose import Choice, Choose
from tui.app.widgets.panels import Panels
from tui.app.writing.last_year import LastYear
from tui.app.writing.layout import WritingLayout
from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.checking.other_drafts import others


async def lay_beside(writing: WritingLayout) -> None:
    """Choose a draft to show beside this one; if there is one already, show its panel."""
    panels = writing.query_one(Panels)
    if writing.opened.last_year is not None and panels.shown != "last-year":
        panels.show("last-year")
        writing.query_one(LastYear).focus()
        return
    try:
        choices = [Choice(str(file), file.name, str(file.parent)) for file in others(writing.opened.file)]
    except BaogaoError as error:
        writing.host.warn(error)
        return
    chosen = await writing.host.push_screen_wait(Choose(say("Which draft?"), choices))
    if chosen is not None and writing.host.lay_beside(Path(chosen)):
        panels.show("last-year")
        writing.tell()
        writing.query_one(LastYear).focus()
