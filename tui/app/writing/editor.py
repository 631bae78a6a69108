"""The text of one section while it is written."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.widgets.chinese_area import ChineseArea, Marked
from tui.draft.place import text_path
from tui.rules.finding import Finding


class SectionEditor(ChineseArea):
    """An area for the text of one section. It is mounted when the section is first visited, and keeps its own history."""

    def __init__(self, section: str, text: str, placeholder: str = "") -> None:
        super().__init__(text, id=editor_id(section), placeholder=placeholder)
        self.section = section

    def mark_findings(self, findings: Sequence[Finding]) -> None:
        """Underline what the findings of this section are about."""
        marks: dict[str, list[Marked]] = {}
        path = text_path(self.section)
        lines = self.document.lines
        for one in findings:
            start, end = one.locus.start, one.locus.end
            if one.locus.path != path or start is None or end is None:
                continue
            (row, first), (last, behind) = self.location_at(start), self.location_at(max(start, end))
            for n in range(row, min(last, len(lines) - 1) + 1):
                left = first if n == row else 0
                right = behind if n == last else len(lines[n])
                marks.setdefault(lines[n], []).append(Marked(left, right, one.grade))
        self.mark(marks)


def editor_id(section: str) -> str:
    """The id of the editor of a section among the widgets."""
    return f"editor-{section}"


def characters(text: str) -> int:
    """How many characters a text counts: without blanks, line breaks and the marks of bold."""
    return len(text) - sum(map(text.count, ("\n", " ", "\u3000"))) - 2 * text.count("**")
