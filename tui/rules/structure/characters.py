"""Characters that are not what they seem: invisible ones, and radicals in place of the characters that they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.base.messages import say
from tui.base.text import UNSAFE, is_gb2312
from tui.draft.draft import Draft
from tui.draft.place import text_path
from tui.rules.finding import Edit, Fix, Grade, Locus
from tui.rules.letterhead.letterhead import field_texts
from tui.rules.passage import passages
from tui.rules.rule import Problem, Subject, rule
from tui.toml import KeyPath


def _unusual_texts(draft: Draft) -> Iterator[tuple[KeyPath, str]]:
    """The texts of sections and fields, as they are typed, that have characters beyond GB 2312."""
    for id, written in draft.sections.items():
        if id not in draft.blocks or not all(passage.is_common for passage in passages(draft, id)):
            yield text_path(id), written.text
    fields = draft.document.values.get("fields")
    for id, value in fields.items() if isinstance(fields, dict) else ():
        if id in draft.fields:
            yield from ((path, text) for path, text in field_texts(draft, id) if not is_gb2312(text))
        elif isinstance(value, str):
            yield ("fields", id), value


def _runs(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The stretches of characters of a kind, neighbours taken together."""
    start = end = -1
    for match in pattern.finditer(text):
        if match.start() != end:
            if end > 0:
                yield start, end
            start = match.start()
        end = match.end()
    if end > 0:
        yield start, end


@rule(
    "S123",
    "invisible-character",
    Grade.ERROR,
    say("a text holds an invisible character"),
    why=say("It is often copied along from a web page, and hides words from searches and checks."),
    bad='[sections.plan]\ntext = "一是加强\\u200b培训；学习贯彻习近平法治思想；二是针对短板规范行政执法；三是做好普法和调解。"',
    good='[sections.plan]\ntext = "一是学习贯彻习近平法治思想；二是针对短板规范行政执法；三是做好普法和调解。"',
)
def invisible_character(subject: Subject) -> Iterator[Problem]:
    """Each run of zero-width characters, fillers and their like in a section's text or a field."""
    for path, text in _unusual_texts(subject.draft):
        from tui.base.characters import INVISIBLE  # hardly any draft gets here

        for start, end in _runs(text, INVISIBLE):
            what = say("an invisible character, {code}", code=f"U+{ord(text[start]):04X}")
            yield Problem(Locus(path, start, end), what, say("delete it"), fix=Fix((Edit(path, start, end, ""),)))


@rule(
    "S124",
    "look-alike-character",
    Grade.ERROR,
    say("a character only looks like a Chinese one"),
    why=say("Text copied from a PDF may hold radicals: 行 and ⾏ look the same, and no search finds the second."),
    bad='[sections.plan]\ntext = "一是学习贯彻习近平法治思想；二是针对短板规范行政执法；三是做好普法和调解，⼒求实效。"',
    good='[sections.plan]\ntext = "一是学习贯彻习近平法治思想；二是针对短板规范行政执法；三是做好普法和调解。"',
)
def look_alike_character(subject: Subject) -> Iterator[Problem]:
    """Each run of radicals and compatibility ideographs in a section's text or a field."""
    for path, text in _unusual_texts(subject.draft):
        from tui.base.characters import LOOK_ALIKE, without_look_alikes  # nor here

        for start, end in _runs(text, LOOK_ALIKE):
            right = without_look_alikes(text[start:end])
            what = say("“{typed}” only looks like “{right}”", typed=text[start:end][:10], right=right[:10])
            fix = Fix((Edit(path, start, end, right),)) if right != text[start:end] else None
            yield Problem(Locus(path, start, end), what, say("replace it"), fix=fix)


@rule(
    "S110",
    "control-character",
    Grade.ERROR,
    say("a text holds an invisible control character"),
    why=say(
        "It is invisible and can make text read differently from how it is written; the report shows U+FFFD instead."
    ),
    bad='[sections.plan]\ntext = "一是加强\\u202e学习培训，提高干部能力；二是规范办事流程；三是做好回访和督查。"',
    good='[sections.plan]\ntext = "一是加强学习培训，提高干部能力；二是规范办事流程；三是做好回访和督查。"',
)
def control_character(subject: Subject) -> Iterator[Problem]:
    """Each run of control or bidirectional control characters in a section's text or a field."""
    draft = subject.draft
    texts: list[tuple[KeyPath, str]] = [(text_path(id), written.text) for id, written in draft.sections.items()]
    texts += [(("sections", id, "heading"), written.heading) for id, written in draft.sections.items()]
    for id in draft.fields:
        value = draft.document.values["fields"][id]
        items = value if isinstance(value, list) else [value]
        for n, item in enumerate(items):
            if isinstance(item, str):
                texts.append((("fields", id, n) if isinstance(value, list) else ("fields", id), item))
    for path, text in texts:
        if text.replace("\n", "").isprintable():  # nothing printable is unsafe
            continue
        end = -1
        for match in UNSAFE.finditer(text):
            if match.start() != end:
                what = say("an invisible control character, {code}", code=f"U+{ord(match[0]):04X}")
                yield Problem(Locus(path, match.start(), match.end()), what, say("delete it"))
            end = match.end()
