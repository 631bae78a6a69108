"""Who speaks: a report that a person gives says 我 of that person, and not the name or 同志."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade, Locus
from tui.rules.rule import Problem, Subject, rule

_I = Pattern("本人|我(?![们国党省市县区镇乡局厅委办处部院校军方])")
_OUTLINE = """
voice = "person"
[[fields]]
id = "author"
label = "述法人"
kind = "person"
[[sections]]
id = "work"
heading = "情况"
required = true
"""


@rule(
    "W861",
    "no-first-person",
    Grade.WARNING,
    say("a personal report never says “I”"),
    why=say("A person reports on the person's own duty: what the office did is another report."),
    outline=_OUTLINE,
    bad='[sections.work]\ntext = "我局召开专题会议三次，办理行政复议案件二十件，化解矛盾纠纷四十起。"',
    good='[sections.work]\ntext = "我主持召开专题会议三次，办理行政复议案件二十件，化解矛盾纠纷四十起。"',
)
def no_first_person(subject: Subject) -> Iterator[Problem]:
    """A report by a person whose texts have neither 我 nor 本人; one finding, at its first section."""
    draft = subject.draft
    if draft.outline.voice != "person" or draft.outline.language != "zh":
        return
    written = [id for id in draft.blocks if not draft.is_empty(id)]
    if written and not any(_I.search(draft.sections[id].text) for id in written):
        what = say("there is no 我 or 本人 anywhere")
        yield Problem(Locus(("sections", written[0]), of_key=True), what, say("say what you did yourself"))


@rule(
    "W862",
    "own-name",
    Grade.HINT,
    say("a personal report speaks of its author as of somebody else"),
    why=say("Text taken from the report of the office calls the head by name; in the head's own report it is “I”."),
    outline=_OUTLINE,
    bad='[fields]\nauthor = "周启航"\n[sections.work]\ntext = "我带头学法，周启航同志主持专题会议三次，听取法治工作汇报。"',
    good='[fields]\nauthor = "周启航"\n[sections.work]\ntext = "我带头学法，主持专题会议三次，与李明同志一道接待来访群众。"',
)
def own_name(subject: Subject) -> Iterator[Problem]:
    """The name of the field `author` in a text of a personal report."""
    draft = subject.draft
    if draft.outline.voice != "person":
        return
    for name in draft.words("author"):
        for id in draft.blocks:
            start = draft.sections[id].text.find(name)
            if start >= 0:
                here = Locus(("sections", id, "text"), start, start + len(name))
                yield Problem(here, say("“{name}” is the author", name=name), say("write 我"))
