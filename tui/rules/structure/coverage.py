"""Coverage: what a section should speak of and does not yet, and parts that have hardly a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.base.messages import say, words
from tui.draft.draft import Draft
from tui.draft.prose import Block, Kind, numbers
from tui.outline.outline import Section, Topic
from tui.rules.finding import Grade, Locus
from tui.rules.rule import Problem, Subject, rule
from tui.rules.support.standards import punctuation

_HEADINGS = (Kind.HEADING_2, Kind.HEADING_3)
_LEVELS = {Kind.HEADING_2: 2, Kind.HEADING_3: 3, Kind.POINT_3: 3, Kind.POINT_4: 4, Kind.PARAGRAPH: 5}
_LONGEST = 3000  # characters of a paragraph
_FEW = 4  # under one topic in so many may be left out
_SHORTEST = 20  # characters of a section
_ENOUGH = "一是学习贯彻习近平法治思想；二是针对短板规范行政执法；三是做好普法和调解。"


class Row(NamedTuple):
    """A topic of a section, and where the section first speaks of it (None: nowhere)."""

    section: Section
    topic: Topic
    where: Locus | None


def coverage(draft: Draft) -> list[Row]:
    """Every topic of the outline, in its order, and where the draft covers it."""
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
    say("a section does not speak of what it is expected to"),
    why=say("The outline lists what reports of this kind speak of; what does not concern the office is left out."),
    bad='[sections.problems]\ntext = "专业人员少，培训的次数也少，新情况新问题的研究跟不上工作需要。"',
    good='[sections.problems]\ntext = "专业人员不足，培训的次数少，主要原因是新情况新问题的研究跟不上。"',
)
def topic_not_covered(subject: Subject) -> Iterator[Problem]:
    """One finding for each section that is written, naming the topics of which it has no word.

    Not every topic concerns every office, so that under a quarter of them may be left out without a word.
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
            heading = draft.heading(section) or say("the introduction")
            what = say(
                "“{heading}” does not speak of {topics} yet",
                heading=heading,
                topics=words(topic.label for topic in left),
            )
            yield Problem(Locus(("sections", section.id), of_key=True), what)


@rule(
    "S113",
    "heading-without-text",
    Grade.WARNING,
    say("a heading has no text under it"),
    why=say("A heading directly before the next one announces something that does not come."),
    bad='[sections.problems]\ntext = "## 存在的不足\\n\\n## 主要原因\\n\\n专业人员少，培训的次数也少。"',
    good='[sections.problems]\ntext = "## 存在的不足\\n\\n专业人员少。\\n\\n## 主要原因\\n\\n培训的次数也少。"',
)
def heading_without_text(subject: Subject) -> Iterator[Problem]:
    """A typed heading before one of its own or a higher level, or at the end of its section."""
    for section, blocks in subject.draft.blocks.items():
        for n, block in enumerate(blocks):
            after = blocks[n + 1].kind if n + 1 < len(blocks) else None
            if block.kind not in _HEADINGS or not block.runs:
                continue
            if after is None or (after in _HEADINGS and _LEVELS[after] <= _LEVELS[block.kind]):
                yield Problem(_at(section, block), say("nothing stands under this heading"))


@rule(
    "S114",
    "empty-block",
    Grade.ERROR,
    say("a heading or point is empty"),
    why=say("It would be printed as a bare number."),
    bad='[sections.problems]\ntext = "不足的主要原因是专业人员少，培训的次数也少。\\n\\n##"',
    good='[sections.problems]\ntext = "不足的主要原因是专业人员少，培训的次数也少。"',
)
def empty_block(subject: Subject) -> Iterator[Problem]:
    """A marker at the beginning of a line with nothing behind it."""
    for section, blocks in subject.draft.blocks.items():
        text = subject.draft.sections[section].text
        for block in blocks:
            if not block.runs and block.kind is not Kind.PARAGRAPH:
                end = text.find("\n", block.start)
                here = Locus(("sections", section, "text"), block.start, len(text) if end < 0 else end)
                yield Problem(here, say("nothing stands behind this mark"), say("write the text, or delete the mark"))


def _at(section: str, block: Block) -> Locus:
    """Where a block begins: its first run, which a draft shows on one line."""
    run = block.runs[0]
    return Locus(("sections", section, "text"), run.start, run.start + len(run.text) + 2 * run.reference)


@rule(
    "S115",
    "lone-point",
    Grade.HINT,
    say("a point is numbered 1, and there is no 2"),
    why=say("What stands alone needs no number."),
    bad='[sections.problems]\ntext = "不足的主要原因如下。\\n\\n1. 专业人员少，培训的次数也少。"',
    good='[sections.problems]\ntext = "不足的主要原因如下。\\n\\n1. 专业人员少。\\n\\n2. 培训的次数也少。"',
)
def lone_point(subject: Subject) -> Iterator[Problem]:
    """A point of the third or fourth level that is the only one of its run."""
    for section, blocks in subject.draft.blocks.items():
        if all(block.typed is None for block in blocks):
            continue
        given = numbers(blocks)
        for level in (3, 4):
            run = [(n, block) for n, block in zip(given, blocks, strict=True) if _LEVELS[block.kind] == level]
            for at, (n, block) in enumerate(run):
                followed = (at + 1 < len(run) and run[at + 1][0] != 1) or _goes_on(subject.draft, block)
                if n == 1 and not followed and block.runs and block.kind not in _HEADINGS:
                    yield Problem(_at(section, block), say("this is the only point of its list"))


def _goes_on(draft: Draft, block: Block) -> bool:
    """Whether the second point stands in the paragraph of the first: （1）甲；（2）乙。"""
    text = "".join(map(draft.run_text, block.runs))
    return any(f"{mark}{second}" in text for mark in "；。，" for second in _SECOND)


_SECOND = ("（2）", "(2)", "2.", "2、", "2．")


@rule(
    "S116",
    "long-paragraph",
    Grade.HINT,
    say("a paragraph is very long"),
    why=say("Nobody reads three thousand characters in one breath; points and paragraphs give them an order."),
    bad='[sections.problems]\ntext = "不足的原因在于人员少' + "，培训的次数也少" * 400 + '。"',
    good='[sections.problems]\ntext = "不足的原因在于专业人员少，培训的次数也很少。"',
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
    why=say("A prescribed content in a few words looks like a gap that was filled for form's sake."),
    bad='[sections.plan]\ntext = "加强学习培训。"',
    good=f'[sections.plan]\ntext = "{_ENOUGH}"',
)
def token_section(subject: Subject) -> Iterator[Problem]:
    """A required section under 20 characters, unless the outline lets it be 「无」."""
    draft = subject.draft
    for section in draft.outline.sections:
        if not draft.is_empty(section.id) and not draft.says_none(section.id) and _is_token(draft, section):
            heading = draft.heading(section) or say("the introduction")
            what = say("“{heading}” is under {n} characters", heading=heading, n=_SHORTEST)
            yield Problem(Locus(("sections", section.id), of_key=True), what)


@rule(
    "S118",
    "levels-turn-back",
    Grade.HINT,
    say("a point of the fourth level stands before the first of the third"),
    why=say("One may begin at any level and go down; going back up above where one began reads as a slip."),
    bad='[sections.problems]\ntext = "不足的主要原因如下。\\n（1）人员少。\\n（2）培训少。\\n1. 其一。\\n2. 其二。"',
    good='[sections.problems]\ntext = "不足的主要原因如下。\\n1. 其一。\\n（1）人员少。\\n（2）培训少。\\n2. 其二。"',
    citation=punctuation("B.3.8"),
)
def levels_turn_back(subject: Subject) -> Iterator[Problem]:
    """The first point of the third level in a part that has begun with points of the fourth."""
    for section, blocks in subject.draft.blocks.items():
        begun = 0
        for block in blocks:
            level = _LEVELS[block.kind]
            if level == 2:
                begun = 0
            elif level == 3:
                if begun == 4 and block.runs:
                    yield Problem(_at(section, block), say("（1） stands before this, and 1. is the higher level"))
                begun = 3
            elif level == 4 and not begun:
                begun = 4
