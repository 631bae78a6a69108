"""Where a rendering is written by default, and what of a draft is not in it."""

from __future__ import annotations

from pathlib import Path

from tui.base.messages import Message, say
from tui.draft.draft import Draft
from tui.outline.outline import Edition


def file_name(stem: str, edition: Edition, format: str = "md") -> str:
    """The name of a rendering of the draft with this stem: report.filed.md."""
    return f"{stem}.{edition}.{format}"


def beside(draft: Path, edition: Edition, format: str = "md") -> Path:
    """The file beside a draft that its rendering is written to."""
    return draft.with_name(file_name(draft.stem, edition, format))


def left_out(draft: Draft) -> list[Message]:
    """What is in the file but in no rendering: sections that the outline does not have."""
    return [
        say("the section “{id}” is not in the outline, and not in the rendering", id=id)
        for id in draft.unknown_sections
    ]
