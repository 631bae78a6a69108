"""A skeleton for a section: a point for each topic that its text does not cover yet."""

from __future__ import annotations

from collections.abc import Sequence

from tui.outline.outline import Topic


def skeleton(topics: Sequence[Topic], text: str) -> str:
    """A point for each topic: its name as the lead, what to write, after a placeholder that W801 reports."""
    points = [f"1. **{topic.label}。**\n（待补）{topic.hint or topic.label}" for topic in topics]
    gap = "\n\n" if text.strip() and not text.endswith("\n\n") else ""
    return gap + "\n\n".join(points)
