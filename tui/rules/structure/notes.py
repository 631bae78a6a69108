"""What must be settled before a report is done: unanswered remarks, and text that an import could not place."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.draft.quotation import anchors
from tui.rules.finding import Grade, Locus
from tui.rules.rule import Problem, Subject, rule


@rule(
    "S131",
    "unsorted-text",
    Grade.ERROR,
    say("text that an import could not place"),
    why=say("It is kept in the file, but it is not in the report until somebody moves it to its section."),
    bad='[sections.unsorted]\ntext = "附：全年典型案例。"',
    good='[sections.unsorted]\ntext = ""',
)
def unsorted_text(subject: Subject) -> Iterator[Problem]:
    """The section for what an import could not place, as long as it has text."""
    for fault in subject.draft.faults:
        if fault.sort == "unsorted-text":
            yield Problem(Locus(fault.path, of_key=fault.of_key), fault.message, fault.remedy)


@rule(
    "S132",
    "open-note",
    Grade.WARNING,
    say("an unanswered note"),
    why=say("A report goes to the website when every remark on it is settled."),
    bad='[[notes]]\ntext = "数字请再核对。"',
    good='[[notes]]\ntext = "数字请再核对。"\nanswered = "已经核对，数字无误。"',
    editions=("published",),
)
def open_note(subject: Subject) -> Iterator[Problem]:
    """Each note that is open."""
    for one in anchors(subject.draft):
        if one.note.is_open:
            yield Problem(
                Locus(("notes", one.note.index)),
                say("this note is open: {text}", text=one.said),
                say("answer it with the key “answered”, or delete it"),
            )
