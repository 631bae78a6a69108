"""Markdown as its readers read it, and as it was meant: plain text, and a flag for every bold character."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

import cmarkgfm
from markdown_it import MarkdownIt

from tui.base.text import BLANKS, visible
from tui.draft.draft import Draft
from tui.draft.prose import Block, Kind

_BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6")


class Read(NamedTuple):
    """A block that a reader found."""

    tag: str
    text: str
    bold: tuple[bool, ...]
    links: tuple[str, ...] = ()


class _Extractor(HTMLParser):
    """Takes the HTML of paragraphs, headings and rules apart, and refuses every other element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Read] = []
        self._tag: str | None = None
        self._bold = 0
        self._in_link = False
        self._clear()

    def _clear(self) -> None:
        self._texts: list[str] = []
        self._flags: list[bool] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "hr" and self._tag is None:
            self.blocks.append(Read(tag, "", ()))
        elif tag in _BLOCKS and self._tag is None:
            self._tag = tag
        elif tag == "strong" and self._tag:
            self._bold += 1
        elif tag == "a" and self._tag and not self._in_link:
            self._in_link = True
            self._links.append("")
        else:
            raise AssertionError(f"a reader finds <{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "strong":
            self._bold -= 1
        elif tag == "a":
            self._in_link = False
        elif tag == self._tag:
            self.blocks.append(Read(tag, "".join(self._texts), tuple(self._flags), tuple(self._links)))
            self._tag = None
            self._clear()

    def handle_data(self, data: str) -> None:
        if self._tag is None:
            assert not data.strip("\n"), f"text outside every block: {data!r}"
            return
        self._texts.append(data)
        self._flags += [self._bold > 0] * len(data)
        if self._in_link:
            self._links[-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a reader finds HTML: {data}")


def read_html(html: str) -> list[Read]:
    """The blocks of a rendering; an `AssertionError` for anything but headings, paragraphs and rules."""
    extractor = _Extractor()
    extractor.feed(html)
    extractor.close()
    return extractor.blocks


def _markdown_it(preset: str) -> Callable[[str], str]:
    reader = MarkdownIt(preset, {"linkify": False})
    reader.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # else %41 is shown as A
    return lambda markdown: str(reader.render(markdown))


READERS: Mapping[str, Callable[[str], str]] = {
    "CommonMark (markdown-it)": _markdown_it("commonmark"),
    "GFM (markdown-it)": _markdown_it("gfm-like"),
    "CommonMark (cmark)": lambda markdown: str(cmarkgfm.markdown_to_html(markdown)),
    "GFM (cmark-gfm)": lambda markdown: str(cmarkgfm.github_flavored_markdown_to_html(markdown)),
}
"""Every reader, as a function from Markdown to HTML."""


MAY_MOVE = BLANKS + "。，；：！？、"
"""What may leave a bold run at its edges."""

TAGS = dict.fromkeys(Kind, "p") | {Kind.HEADING_2: "h3", Kind.HEADING_3: "h4"}


class Meant(NamedTuple):
    """A block as it is meant: its characters, and which of them are bold."""

    tag: str
    text: str
    bold: list[bool]


def meant(draft: Draft, block: Block, number: int | None) -> Meant:
    """What a reader should see of a block."""
    words: list[tuple[str, bool]] = []
    for run in block.runs:
        value = draft.reference(run.text) if run.reference else run.text
        words.append((f"{{{run.text}}}" if value is None else value, run.bold))
    begins = words[0][0][0] if words else ""
    lead = block.kind in (Kind.POINT_2, Kind.POINT_3, Kind.POINT_4) and bool(words) and words[0][1]
    match block.kind:
        case Kind.HEADING_2 | Kind.POINT_2:
            words.insert(0, (f"（{chinese(number or 0)}）", lead))
        case Kind.HEADING_3 | Kind.POINT_3:
            words.insert(0, (f"{number}. " if begins.isdigit() else f"{number}.", lead))
        case Kind.POINT_4:
            words.insert(0, (f"（{number}）", lead))
    text = "".join(visible(word) for word, _ in words)
    return Meant(TAGS[block.kind], text, [bold for word, bold in words for _ in word])


def chinese(n: int) -> str:
    """A number from 1 to 19 in Chinese digits."""
    return ("十" if n > 9 else "") + ("一二三四五六七八九"[n % 10 - 1] if n % 10 else "")


def edges(text: str, bold: list[bool]) -> set[int]:
    """The places at the edges of bold whose character may stand outside it."""
    places: set[int] = set()
    for order in (range(len(text)), range(len(text) - 1, -1, -1)):
        at_edge = True
        for at in order:
            at_edge = not bold[at] or (at_edge and text[at] in MAY_MOVE)
            if at_edge and bold[at]:
                places.add(at)
    return places


def seen(text: str) -> str:
    """A text with the noncharacters beyond the first plane as readers show their references."""
    return "".join("\ufffd" if ord(there) & 0xFFFE == 0xFFFE else there for there in text)


def agree(meant: Meant, got: Read) -> None:
    """Raise an `AssertionError` where a reader sees another block than was meant."""
    assert got.tag == meant.tag
    assert seen(got.text) == seen(meant.text)
    outside = edges(meant.text, meant.bold)
    for at, (mine, yours) in enumerate(zip(meant.bold, got.bold, strict=True)):
        assert mine == yours or (mine and at in outside), f"{meant.text[at]!r} at {at} is {'not ' * mine}bold"
    for link in got.links:
        assert link.isascii(), f"a link swallows {link!r}"
