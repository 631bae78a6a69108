"""Sending text to another section: what is selected, or the paragraph at the cursor, as one step."""

from __future__ import annotations

from textual.widgets import TextArea

from tui.app.dialogs.choose import Choice, Choose
from tui.app.writing.layout import WritingLayout
from tui.base.messages import say
from tui.draft.place import text_path
from tui.draft.unsorted import is_unsorted, moved, paragraph_at
from tui.render.report import section_numbers


async def send_text(writing: WritingLayout) -> None:
    """Ask where the text goes, and send it there. The part for text without a section is gone once it is empty."""
    host, opened, here = writing.host, writing.opened, writing.section.id
    draft, text = opened.draft, opened.text(here)
    start, end = _range(writing, text)
    if start == end:
        host.inform(say("there is no text to send"))
        return
    numbers = section_numbers(draft)
    choices = [
        Choice(section.id, writing.heading_of(draft, section, numbers.get(section.id)), "", section.id)
        for section in opened.outline.sections
        if section.kind == "prose" and section.id != here
    ]
    chosen = await host.push_screen_wait(Choose(say("Where does this text go?"), choices))
    if chosen is None or opened.text(here) != text:
        return
    left, whole = moved(text, start, end, opened.text(chosen))
    opened.rewrite_texts(say("text sent to another section"), {here: left, chosen: whole})
    if is_unsorted(opened.outline, here) and not left:
        await writing.go_to(text_path(chosen), len(whole), len(whole))
    elif writing.view is not None:
        at = min(start, len(left))
        writing.view.reveal(at, at, select=False)
    writing.tell()
    names = {choice.key: choice.label for choice in choices}
    host.inform(say("sent to “{heading}”; {key} takes it back", heading=names[chosen], key=writing.key("undo")))


def _range(writing: WritingLayout, text: str) -> tuple[int, int]:
    """What is selected in the text, or else the paragraph at the cursor."""
    view = writing.view
    if not isinstance(view, TextArea) or writing.section.kind != "prose":
        return 0, 0
    start = min(view.cursor, len(text))
    selected = len(view.selected_text)
    return (start, start + selected) if selected else paragraph_at(text, start)
