"""What is set for a section beside its text: whether it is ready, who writes it, and its heading in the office's words."""

from __future__ import annotations

from tui.app.dialogs.ask import Ask
from tui.app.writing.layout import WritingLayout
from tui.base.messages import say
from tui.draft.unsorted import is_unsorted


def mark_ready(writing: WritingLayout) -> None:
    """Mark the section as ready, or remove the mark."""
    opened, section = writing.opened, writing.section.id
    if is_unsorted(opened.outline, section):
        key = writing.key("send-text")
        writing.host.inform(say("this text is in no section yet; {key} sends it to one", key=key))
        return
    written = opened.draft.sections.get(section)
    opened.mark_ready(section, not (written and written.status == "ready"))
    writing.tell()


async def set_owner(writing: WritingLayout) -> None:
    """Ask who writes the section."""
    opened, section = writing.opened, writing.section.id
    if is_unsorted(opened.outline, section):
        return
    written = opened.draft.sections.get(section)
    asking = Ask(say("Who writes this section?"), written.owner if written else "")
    owner = await writing.host.push_screen_wait(asking)
    if owner is not None:
        opened.write_owner(section, owner)
        writing.tell()


async def word_heading(writing: WritingLayout) -> None:
    """Ask for the heading, where the outline leaves it to the office; blank is the outline's own."""
    draft, section = writing.opened.draft, writing.section
    if not section.own_heading:
        writing.host.inform(say("the outline prescribes this heading"))
        return
    heading = await writing.host.push_screen_wait(Ask(say("Heading"), draft.one_line(draft.heading(section) or "")))
    if heading is not None:
        is_own = heading != draft.one_line(draft.filled(section.heading or ""))
        own = heading if heading and is_own else None
        writing.opened.change(say("a heading"), {("sections", section.id, "heading"): own})
        writing.tell()
