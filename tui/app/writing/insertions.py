"""What is inserted at the cursor on a command: a reference to a figure, or a skeleton of the topics."""

from __future__ import annotations

from tui.app.dialogs.choose import Choice, Choose
from tui.app.writing.layout import WritingLayout
from tui.base.messages import say
from tui.draft.draft import Draft
from tui.outline.model import REFERENCES


async def insert_figure(writing: WritingLayout) -> None:
    """Insert a reference to a figure; those of the section come first."""
    outline, draft = writing.opened.outline, writing.opened.draft
    specs = sorted(outline.figures, key=lambda spec: spec.section != writing.section.id)
    choices = [
        Choice(spec.id, f"{spec.label} {{{spec.id}}}", f"{_written(draft, spec.id)}{spec.unit}") for spec in specs
    ]
    choices += [Choice(name, f"{{{name}}}", draft.reference(name) or "") for name in REFERENCES]
    chosen = await writing.host.push_screen_wait(Choose(say("Insert a figure"), choices))
    if chosen is not None and writing.view:
        unit = outline.figures_by_id[chosen].unit if chosen in outline.figures_by_id else ""
        writing.view.take(say("a figure inserted"), f"{{{chosen}}}{unit}")


def _written(draft: Draft, figure: str) -> str:
    known = draft.figures.get(figure)
    return known.written if known else "-"


def insert_skeleton(writing: WritingLayout) -> None:
    """Insert a point for each uncovered topic, with a placeholder that a rule reports until it is replaced."""
    from tui.draft.skeleton import skeleton
    from tui.rules.structure.coverage import covered

    if not writing.view:
        return
    left = [row.topic for row in covered(writing.opened.draft, writing.section) if row.where is None]
    if not left:
        writing.host.inform(say("every topic is covered"))
        return
    writing.view.take(say("a skeleton of the topics"), skeleton(left, writing.opened.text(writing.section.id)))
