"""Coverage: what a section should mention and does not yet, and parts with hardly any text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.base.messages import say, words
from tui.draft.draft import Draft
from tui.draft.prose import Block, Kind
from tui.outline.outline import Section, Topic
from tui.rules.finding import Grade, Locus
from tui.rules.needs import CHINESE, Needs
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import punctuation

_WORDY = "逐条核对权力清单，向社会公布，方便群众随时查询。"
_HEADINGS = (Kind.HEADING_2, Kind.HEADING_3)
_LONGEST = 3000  # characters of a paragraph
_FEW = 4  # under one topic in so many may be left out
_SHORTEST = 20  # characters of a section


class Row(NamedTuple):
    """A topic of a section, and where the section first mentions it (None: nowhere)."""

    section: Section
    topic: Topic
    where: Locus | None


def coverage(draft: Draft) -> list[Row]:
    """Every topic of the outline, in order, and where the draft covers it."""
    return [row for section in draft.outline.sections for row in covered(draft, section)]


def covered(draft: Draft, section: Section) -> Iterator[Row]:
    """Every topic of a section, and where the draft covers it."""
    written = draft.sections.get(section.id)
    text = written.text if written else ""
    plain: str | None = None
    for topic in section.topics:
        at, found = min(((at, word) for word in topic.words if (at := text.find(word)) >= 0), default=(-1, ""))
        where = Locus(("sections", section.id, "text"), at, at + len(found)) if found else None
        if where is None and text:  # a word may be broken by a line break or a bold mark
            plain = _plain(draft, section.id) if plain is None else plain
            if any(word in plain for word in topic.words):
                where = Locus(("sections", section.id, "text"))
        yield Row(section, topic, where)


def _plain(draft: Draft, section: str) -> str:
    return "\n".join("".join(map(draft.run_text, block.runs)) for block in draft.blocks.get(section, ()))


def _is_token(draft: Draft, section: Section) -> bool:
    """Whether a section that must say something is shorter than a sentence."""
    text = draft.sections[section.id].text
    if not section.required or section.none or section.kind != "prose" or len(text) > 4 * _SHORTEST:
        return False
    return len("".join(_plain(draft, section.id).split())) < _SHORTEST


@rule(
    "S112",
    "topic-not-covered",
    Grade.HINT,
    say("a section does not cover an expected topic"),
    why=say("The outline lists what such reports cover; leave out what does not concern the office."),
    bad='[sections.problems]\ntext = "这里先写上一句话，其余的话留到下一次动笔的时候再来补写完整。"',
    good='[sections.problems]\ntext = "专业人员不足，培训的次数少，主要原因是新情况新问题的研究跟不上。"',
    needs=Needs(topics=True),
)
def topic_not_covered(subject: Subject) -> Iterator[Problem]:
    """One finding for each section with text, naming the topics that it does not mention at all.

    Not every topic concerns every office, so fewer than a quarter of them may be omitted.
    """
    draft = subject.draft
    for section in draft.outline.sections:
        if draft.is_empty(section.id) or draft.says_none(section.id) or _is_token(draft, section):
            continue
        text = draft.sections[section.id].text
        topics = [topic for topic in section.topics if topic.words]
        left = [topic for topic in topics if not any(word in text for word in topic.words)]
        if left:  # a word may be broken by a line break or a bold mark
            plain = _plain(draft, section.id)
            left = [topic for topic in left if not any(word in plain for word in topic.words)]
        if left and len(left) * _FEW >= len(topics):
            heading = draft.heading(section) or say("Introduction")
            what = say(
                "“{heading}” does not cover {topics} yet",
                heading=heading,
                topics=words(topic.label for topic in left),
            )
            yield Problem(Locus(("sections", section.id), of_key=True), what)


@rule(
    "S113",
    "heading-without-text",
    Grade.WARNING,
    say("a heading has no text under it"),
    why=say("A heading followed directly by another announces text that is missing."),
    bad="## 存在的不足\n\n## 主要原因\n\n专业人员少，培训的次数也少。",
    good="## 存在的不足\n\n专业人员少。\n\n## 主要原因\n\n培训的次数也少。",
    in_text=True,
)
def heading_without_text(subject: Subject) -> Iterator[Problem]:
    """A typed heading before a part of its own or a higher level, or at the end of its section."""
    for section, blocks in subject.draft.blocks.items():
        for n, block in enumerate(blocks):
            after = blocks[n + 1].kind if n + 1 < len(blocks) else None
            if block.kind not in _HEADINGS or not block.runs:
                continue
            if after is None or (after in (*_HEADINGS, Kind.POINT_2) and after.level <= block.kind.level):
                yield Problem(_at(section, block), say("no text under this heading"))


@rule(
    "S114",
    "empty-block",
    Grade.ERROR,
    say("a heading or point is empty"),
    why=say("It would be printed as a number with nothing after it."),
    bad="专业人员少，培训的次数也少。\n\n##",
    good="专业人员少，培训的次数也少。",
    in_text=True,
)
def empty_block(subject: Subject) -> Iterator[Problem]:
    """A marker at the beginning of a line with nothing after it."""
    for section, blocks in subject.draft.blocks.items():
        text = subject.draft.sections[section].text
        for block in blocks:
            if not block.runs and block.kind is not Kind.PARAGRAPH:
                end = text.find("\n", block.start)
                here = Locus(("sections", section, "text"), block.start, len(text) if end < 0 else end)
                yield Problem(here, say("nothing follows this mark"), say("write the text, or delete the mark"))


def _at(section: str, block: Block) -> Locus:
    """Where a block begins: its first run, which a draft shows on one line."""
    run = block.runs[0]
    return Locus(("sections", section, "text"), run.start, run.start + len(run.text) + 2 * run.reference)


@rule(
    "S115",
    "lone-point",
    Grade.HINT,
    say("a point is numbered 1, and there is no 2"),
    why=say("A single item needs no number."),
    bad="主要原因如下。\n\n1. 专业人员少，培训的次数也少。",
    good="主要原因如下。\n\n1. 专业人员少。\n\n2. 培训的次数也少。",
    in_text=True,
)
def lone_point(subject: Subject) -> Iterator[Problem]:
    """A point that is the only one of its run."""
    for section, blocks in subject.draft.blocks.items():
        if all(block.typed is None for block in blocks):
            continue
        given = subject.draft.block_numbers(section)
        for level in (2, 3, 4):
            run = [(n, block) for n, block in zip(given, blocks, strict=True) if block.kind.level == level]
            for at, (n, block) in enumerate(run):
                followed = at + 1 < len(run) and run[at + 1][0] != 1
                if n != 1 or followed or not block.runs or block.kind in _HEADINGS:
                    continue
                if not _goes_on(subject.draft, block):
                    yield Problem(_at(section, block), say("this is the only point of its list"))


def _goes_on(draft: Draft, block: Block) -> bool:
    """Whether the second point is in the paragraph of the first: （1）甲；（2）乙。"""
    text = "".join(map(draft.run_text, block.runs))
    return any(second in text for second in _SECOND)


_SECOND = tuple(f"{mark}{second}" for mark in "；。，" for second in ("（2）", "(2)", "2.", "2、", "2．"))


@rule(
    "S116",
    "long-paragraph",
    Grade.HINT,
    say("a paragraph is very long"),
    why=say("Nobody reads three thousand characters in one go; points and paragraphs give them order."),
    bad="原因在于人员少" + "，培训的次数也少" * 400 + "。",
    good="原因在于专业人员少，培训的次数也很少。",
    in_text=True,
)
def long_paragraph(subject: Subject) -> Iterator[Problem]:
    """Each block of more than 3000 characters."""
    for section, blocks in subject.draft.blocks.items():
        if len(subject.draft.sections[section].text) > _LONGEST:
            for block in blocks:
                length = sum(len(run.text) for run in block.runs)
                if length > _LONGEST:
                    run = block.runs[0]
                    here = Locus(("sections", section, "text"), run.start, run.start + 1)
                    yield Problem(here, say("a paragraph of {n} characters", n=length))


@rule(
    "S117",
    "token-section",
    Grade.HINT,
    say("a required section says next to nothing"),
    why=say("A few words of required content look like filler."),
    bad='[sections.plan]\ntext = "加强培训。"',
    good='[sections.plan]\ntext = "一是加强学习培训，提高干部能力；二是规范办事流程；三是做好回访和督查。"',
)
def token_section(subject: Subject) -> Iterator[Problem]:
    """A required section under 20 characters, unless the outline allows 「无」."""
    draft = subject.draft
    for section in draft.outline.sections:
        if not draft.is_empty(section.id) and not draft.says_none(section.id) and _is_token(draft, section):
            heading = draft.heading(section) or say("Introduction")
            what = say("“{heading}” has fewer than {n} characters", heading=heading, n=_SHORTEST)
            yield Problem(Locus(("sections", section.id), of_key=True), what)


@rule(
    "S125",
    "section-too-long",
    Grade.HINT,
    say("a section is longer than the outline asks for"),
    why=say("Where a length is asked for, the reader expects the essentials; details have their own places."),
    outline='[[sections]]\nid = "overview"\nheading = "情况"\nlength = 30\n',
    bad=f'[sections.overview]\ntext = "{_WORDY}全年举办普法讲座八场，走进社区和学校。"',
    good=f'[sections.overview]\ntext = "{_WORDY}"',
)
def section_too_long(subject: Subject) -> Iterator[Problem]:
    """A section longer than its outline's length; spaces and marks do not count."""
    draft = subject.draft
    for section in draft.outline.sections:
        if not isinstance(section.length, int):
            continue
        runs = [run for block in draft.blocks.get(section.id, ()) for run in block.runs]
        length = sum(len("".join(draft.run_text(run).split())) for run in runs)
        if length > section.length:
            yield Problem(
                Locus(("sections", section.id), of_key=True),
                say("{n} characters; asked for are at most {most}", n=length, most=section.length),
                citation=draft.outline.cited(section.length_source),
            )


@rule(
    "S118",
    "levels-turn-back",
    Grade.HINT,
    say("a fourth-level point comes before the first third-level one"),
    why=say("Numbering may start at any level and go down; going above the starting level looks like a mistake."),
    bad="## 主要原因\n\n（1）人员少。\n（2）培训少。\n1. 其一。\n2. 其二。",
    good="## 主要原因\n\n1. 其一。\n（1）人员少。\n（2）培训少。\n2. 其二。",
    citation=punctuation("B.3.8"),
    needs=CHINESE,
    in_text=True,
)
def levels_turn_back(subject: Subject) -> Iterator[Problem]:
    """The first point of the third level in a part that has begun with points of the fourth."""
    for section, blocks in subject.draft.blocks.items():
        begun = 0
        for block in blocks:
            level = block.kind.level
            if level == 2:
                begun = 0
            elif level == 3:
                if begun == 4 and block.runs:
                    yield Problem(_at(section, block), say("（1） comes before this, and 1. is the higher level"))
                begun = 3
            elif level == 4 and not begun:
                begun = 4
