"""Structure: everything the outline demands is there, and the outline knows everything there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from tui.base.messages import say
from tui.base.suggestions import nearest
from tui.base.text import shortened
from tui.draft.draft import Draft, named_version
from tui.draft.place import text_path
from tui.draft.prose import Run
from tui.outline.model import REFERENCES
from tui.rules.finding import UNREADABLE, Grade, Locus
from tui.rules.rule import Problem, Rule, Subject, enter, rule
from tui.toml import KeyPath, conflict_markers

enter(
    Rule(
        code=UNREADABLE,
        name="unreadable-draft",
        grade=Grade.ERROR,
        summary=say("the draft cannot be read"),
        why=say("A file that is not TOML, or whose outline is not installed, can neither be checked nor rendered."),
        bad="[sections",
        good="[sections]",
        reported_elsewhere=True,
    )
)


def _faults(draft: Draft, sort: str) -> Iterator[Problem]:
    for fault in draft.faults:
        if fault.sort == sort:
            yield Problem(Locus(fault.path, of_key=fault.of_key), fault.message, fault.remedy)


@rule(
    "S101",
    "missing-field",
    Grade.ERROR,
    say("a required field of the letterhead is missing or empty"),
    why=say("The document lacks an element that its official form requires; the outline cites the basis for each."),
    bad='[fields]\nsigner = ""',
    good='[fields]\nsigner = "李明"',
)
def missing_field(subject: Subject) -> Iterator[Problem]:
    """The report year, and each required field of the edition without a value."""
    draft, edition = subject.draft, subject.edition
    yield from _faults(draft, "missing-field")
    wrong = {fault.path[:2] for fault in draft.faults}
    for field in draft.outline.fields:
        path: KeyPath = ("fields", field.id)
        if draft.missing(field, edition) and path not in wrong:
            given = draft.document.entry(path) is not None
            what = (
                say("the field “{label}” is empty", label=field.label)
                if given
                else say("the field “{label}” is missing", label=field.label)
            )
            yield Problem(Locus(path), what, field.hint or None, draft.outline.cited(field.source))


@rule(
    "S102",
    "missing-section",
    Grade.ERROR,
    say("a required section is missing or empty"),
    why=say("The contents are prescribed; a missing section is the first thing an inspection notices."),
    bad='[sections.plan]\ntext = ""',
    good='[sections.plan]\ntext = "一是加强学习培训，提高干部能力；二是规范办事流程；三是做好回访和督查。"',
)
def missing_section(subject: Subject) -> Iterator[Problem]:
    """Each required section without a text (or, for a table, without rows), unless only practice asks for it."""
    yield from _missing(subject.draft, customary=False)


@rule(
    "S126",
    "missing-customary-section",
    Grade.HINT,
    say("a section that reports usually have is missing or empty"),
    why=say("It is not prescribed, but nearly all reports have it."),
    bad='[sections.overview]\ntext = "全年开展检查三次，群众满意度进一步提高。"',
    good='[sections.opening]\ntext = "全年各项工作有序推进，现将本年度有关情况报告如下："\n[sections.overview]\ntext = "全年开展检查三次，群众满意度进一步提高。"',
    outline="""
[sources.practice]
title = "各地报告的通行做法"
strength = "practice"
[[sections]]
id = "opening"
heading = "引言"
required = true
source = "practice"
[[sections]]
id = "overview"
heading = "情况"
""",
)
def missing_customary_section(subject: Subject) -> Iterator[Problem]:
    """Each required section without a text for which the outline gives no more than practice as its source."""
    yield from _missing(subject.draft, customary=True)


def _missing(draft: Draft, *, customary: bool) -> Iterator[Problem]:
    before: KeyPath = ()
    for section in draft.outline.sections:
        path: KeyPath = ("sections", section.id)
        written = draft.sections.get(section.id)
        empty = draft.is_empty(section.id)
        citation = draft.outline.cited(section.source)
        if (
            section.required
            and empty
            and customary == (citation is not None and citation.source.strength == "practice")
        ):
            heading = draft.heading(section) or say("Introduction")
            what = (
                say("the section “{heading}” is empty", heading=heading)
                if written is not None
                else say("the section “{heading}” is missing", heading=heading)
            )
            here = Locus(path if written is not None else before, of_key=True)
            yield Problem(here, what, citation=citation)
        if written is not None:
            before = path


@rule(
    "S103",
    "unknown-section",
    Grade.ERROR,
    say("the outline has no such section"),
    why=say("A section that the outline does not have is kept in the file, but it is not in the report."),
    bad='[sections.plna]\ntext = "一是加强学习培训，提高干部能力；二是规范办事流程；三是做好回访和督查。"',
    good='[sections.plan]\ntext = "一是加强学习培训，提高干部能力；二是规范办事流程；三是做好回访和督查。"',
)
def unknown_section(subject: Subject) -> Iterator[Problem]:
    """Each section of the file that the outline does not have."""
    yield from _faults(subject.draft, "unknown-section")


@rule(
    "S104",
    "unknown-key",
    Grade.ERROR,
    say("the outline has no such field, figure or key"),
    why=say("Content under a misspelt key stays in the file but does not appear in the report."),
    bad='[clearance]\nname = "保密委员会办公室"',
    good='[clearance]\nby = "保密委员会办公室"',
)
def unknown_key(subject: Subject) -> Iterator[Problem]:
    """Each key of the file that has no meaning."""
    yield from _faults(subject.draft, "unknown-key")


@rule(
    "S105",
    "wrong-type",
    Grade.ERROR,
    say("a value is not of the kind its key takes"),
    why=say("A date must be a date, a figure a number as printed, a list a list; otherwise the report cannot show it."),
    bad='[sections.plan]\nstatus = "done"',
    good='[sections.plan]\nstatus = "ready"',
)
def wrong_type(subject: Subject) -> Iterator[Problem]:
    """Each value that cannot be used as it is."""
    yield from _faults(subject.draft, "wrong-type")


@rule(
    "S106",
    "unknown-reference",
    Grade.ERROR,
    say("a text refers to a figure that is not there"),
    why=say("An unknown reference is printed with its braces."),
    bad="全年开展培训{training}次。",
    good="{year}年开展培训12次。",
    in_text=True,
)
def unknown_reference(subject: Subject) -> Iterator[Problem]:
    """Each `{name}` in a text that has no value."""
    draft = subject.draft
    figures = draft.outline.figures_by_id
    meant = cache(partial(nearest, known=(*figures, *REFERENCES)))  # a name misspelt once may be so everywhere
    for id, run in _runs(draft):
        if not run.reference or draft.reference(run.text) is not None:
            continue
        here = Locus(text_path(id), run.start, run.start + len(run.text) + 2)
        if run.text in figures:
            label = figures[run.text].label
            yield Problem(
                here,
                say("the figure “{label}” has no value", label=label),
                say("enter it among the figures"),
            )
        elif run.text not in REFERENCES:
            near = meant(run.text)
            yield Problem(
                here,
                say("“{name}” refers to nothing", name=f"{{{shortened(run.text)}}}"),
                say("did you mean “{near}”?", near=f"{{{near}}}") if near else say("for braces as text, double them"),
            )


def _runs(draft: Draft) -> Iterator[tuple[str, Run]]:
    for id, blocks in draft.blocks.items():
        for block in blocks:
            for run in block.runs:
                yield id, run


@rule(
    "S107",
    "none-not-allowed",
    Grade.ERROR,
    say("a section says 「无」 where that is not allowed"),
    why=say("Some contents may be answered with 「无」; the others are the report itself."),
    bad='[sections.plan]\ntext = "无。"',
    good='[sections.plan]\ntext = "一是加强学习培训，提高干部能力；二是规范办事流程；三是做好回访和督查。"',
)
def none_not_allowed(subject: Subject) -> Iterator[Problem]:
    """Each section that is just 「无」 where the outline does not allow it."""
    draft = subject.draft
    for section in draft.outline.sections:
        if not section.none and draft.says_none(section.id):
            text = draft.sections[section.id].text
            start = len(text) - len(text.lstrip())
            here = Locus(text_path(section.id), start, start + len(text.strip()))
            what = say(
                "the section “{heading}” cannot be just 「{none}」",
                heading=draft.heading(section) or say("Introduction"),
                none=draft.wording.nothing.rstrip(".。"),
            )
            yield Problem(here, what, citation=draft.outline.cited(section.source))


@rule(
    "S108",
    "conflict-marker",
    Grade.ERROR,
    say("git left a conflict in a text"),
    why=say("Two people changed the same text, and the conflict is not resolved."),
    bad="<<<<<<< HEAD\n加强学习。\n=======\n加强培训。\n>>>>>>> branch",
    good="加强学习和培训。",
    in_text=True,
)
def conflict_marker(subject: Subject) -> Iterator[Problem]:
    """The first marker line of each text that has any."""
    for id, written in subject.draft.sections.items():
        for start, end in conflict_markers(written.text)[:1]:
            yield Problem(
                Locus(text_path(id), start, end),
                say("a git conflict marker: this text has two versions"),
                say("decide the conflict: keep one side and delete the marker lines"),
            )


@rule(
    "S109",
    "outline-version",
    Grade.WARNING,
    say("the draft was written for another version of the outline"),
    why=say("An outline changes with the rules behind it: what it asks now may not be what this draft answers."),
    bad='outline = "annual-report@1949"',
    good='outline = "annual-report@2024"',
)
def outline_version(subject: Subject) -> Iterator[Problem]:
    """A version in the draft that is not the installed one, or none at all."""
    draft = subject.draft
    named = named_version(draft.document)
    if named == draft.outline.version:
        return
    installed = draft.outline.reference
    what = (
        say("the outline has no version here; installed is “{installed}”", installed=installed)
        if named is None
        else say("the draft names version {named}; installed is “{installed}”", named=named, installed=installed)
    )
    remedy = say('check what changed, then write outline = "{installed}"', installed=installed)
    yield Problem(Locus(("outline",)), what, remedy)
