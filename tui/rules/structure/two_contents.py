"""A section that holds the content of another one too, as the heading of an imported report said."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.rules.finding import Grade, Locus
from tui.rules.rule import Problem, Subject, rule

_OUTLINE = """
[[sections]]
id = "problems"
heading = "存在的问题"

[[sections]]
id = "plan"
heading = "下一步打算"
"""
_WRITTEN = '[sections.problems]\nalso = "plan"\ntext = "执法力量不足。下一步补充人员。"\n'


@rule(
    "S133",
    "two-contents",
    Grade.WARNING,
    say("one section with the content of two"),
    why=say("The heading of the imported report named both; its text went to the first, and the other one is empty."),
    bad=_WRITTEN,
    good=f'{_WRITTEN}[sections.plan]\ntext = "下一步补充人员。"\n',
    outline=_OUTLINE,
)
def two_contents(subject: Subject) -> Iterator[Problem]:
    """Each section that is said to hold another one's content, while that one is empty."""
    draft = subject.draft
    for id, written in draft.sections.items():
        if written.also and not draft.is_empty(id) and draft.is_empty(written.also):
            other = draft.outline.sections_by_id[written.also]
            heading = draft.one_line(draft.heading(other) or other.id)
            yield Problem(
                Locus(("sections", id, "also"), of_key=True),
                say("part of this text may belong to “{heading}”", heading=heading),
                say("move that part there, or delete the key “also”"),
            )
