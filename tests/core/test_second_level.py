"""The forms of the second level that offices write: read, formatted, rendered and previewed as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.readers import READERS, chinese, read_html
from tui.app.widgets.printed import printed
from tui.draft.draft import Draft
from tui.formatting.canonical import canonical
from tui.outline.inheritance import build
from tui.render.markdown import render
from tui.render.report import elements
from tui.toml import parse

OUTLINE = """
id = "small"
version = 2024
name = "小报告"
kind = "报告"
title = "报告"
[[sections]]
id = "done"
heading = "工作"
required = true
"""
WORDS = st.sampled_from(
    ["依法行政", "规范执法", "学习，培训", "“法治体检”", "2024年的安排", "项目建设", "GDP", "《条例》"]
)
SENTENCES = st.lists(WORDS.map("{}。".format), min_size=1, max_size=3).map("".join)


class Part(NamedTuple):
    """A block as somebody writes it, with a place for its number, and as it is to be read."""

    typed: str
    tag: str
    text: str  # with a place for the number
    level: int


def brackets(typed: str) -> st.SearchStrategy[str]:
    return st.sampled_from([f"（{{c}}）{typed}", f"({{c}}){typed}", f"（{{c}}） {typed}", f"（{{c}}）\u3000{typed}"])


def spaced(words: str) -> str:
    """What comes after `1.`: a blank keeps a digit apart."""
    return f" {words}" if words[0].isdigit() else words


headings = WORDS.flatmap(lambda w: (brackets(w) | st.just(f"## {w}")).map(lambda t: Part(t, "h3", f"（{{}}）{w}", 2)))
run_in = st.tuples(WORDS, SENTENCES).flatmap(
    lambda t: brackets(f"{t[0]}。{t[1]}").map(lambda typed: Part(typed, "p", f"（{{}}）{t[0]}。{t[1]}", 2))
)
leads = st.tuples(WORDS, SENTENCES).flatmap(
    lambda t: brackets(f"**{t[0]}。**{t[1]}").map(lambda typed: Part(typed, "p", f"（{{}}）{t[0]}。{t[1]}", 2))
)
numbered = SENTENCES.flatmap(lambda s: brackets(s.replace("。", "。\n")).map(lambda t: Part(t, "p", f"（{{}}）{s}", 2)))
points = SENTENCES.map(lambda s: Part(f"{{n}}. {s}", "p", f"{{}}.{spaced(s)}", 3))
third_headings = WORDS.map(lambda w: Part(f"### {w}", "h4", f"{{}}.{spaced(w)}", 3))
paragraphs = SENTENCES.map(lambda s: Part(f"\n{s}", "p", s, 0))
texts = st.lists(headings | run_in | leads | numbered | points | third_headings | paragraphs, min_size=1, max_size=8)


def typed(parts: list[Part], numbers: list[int], gaps: list[str]) -> str:
    """The text with typed numbers, which do not count, and blank lines or none."""
    return "".join(
        part.typed.format(c=chinese(n), n=n) + "\n" + gap for part, n, gap in zip(parts, numbers, gaps, strict=True)
    )


def wanted(parts: list[Part], *, continued: bool) -> Iterator[tuple[str, str]]:
    """Tag and text of each block."""
    second = third = 0
    for part in parts:
        if part.level == 2:
            second, third = second + 1, third if continued else 0
            yield part.tag, part.text.format(chinese(second))
        elif part.level == 3:
            third += 1
            yield part.tag, part.text.format(third)
        else:
            yield part.tag, part.text


def draft(text: str, *, continued: bool) -> Draft:
    points = 'points = "continue"\n' if continued else ""
    file = f'outline = "small@2024"\nyear = 2024\n\n[sections.done]\n{points}text = """\n{text}"""\n'
    return Draft(parse(file.encode(), "draft.toml"), build([parse(OUTLINE.encode(), "outline.toml")]))


@settings(max_examples=300)
@given(texts, st.data(), st.booleans())
def test_every_form_reads_as_it_is_meant_in_every_reader_and_in_the_preview(
    parts: list[Part], data: st.DataObject, continued: bool
) -> None:
    numbers = [data.draw(st.integers(2, 19)) for _ in parts]
    gaps = [data.draw(st.sampled_from(["", "\n"])) for _ in parts]
    one = draft(typed(parts, numbers, gaps), continued=continued)
    markdown = render(one, "filed")
    want = [("h1", "报告"), ("h2", "一、工作"), *wanted(parts, continued=continued)]
    for reader in READERS.values():
        assert [(block.tag, block.text) for block in read_html(reader(markdown))] == want
    lines = printed(elements(one, "filed"), 2000)
    assert [line.text.strip() for line in lines if line.text.strip()] == [text for _, text in want]

    written = canonical(one)
    again = Draft(parse(written, "draft.toml"), one.outline)
    assert canonical(again) == written
    assert render(again, "filed") == markdown
