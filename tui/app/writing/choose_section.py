"""The list of all sections, with their marks, to choose the one to go to."""

from __future__ import annotations

from tui.app.dialogs.choose import Choice, Choose
from tui.app.writing.contents import mark_of
from tui.app.writing.layout import WritingLayout
from tui.base.messages import say
from tui.render.report import section_numbers


async def choose_section(writing: WritingLayout) -> None:
    """Go to the section that is chosen."""
    draft, findings = writing.opened.draft, writing.opened.findings
    given = section_numbers(draft)
    choices = [
        Choice(
            section.id,
            f"{mark_of(draft, section.id, findings)} {writing.heading_of(draft, section, given.get(section.id))}",
            aliases=section.id,
        )
        for section in writing.sections.values()
    ]
    chosen = await writing.host.push_screen_wait(Choose(say("Go to a section"), choices))
    if chosen is not None:
        await writing.show_section(chosen)
