"""Markdown as its readers read it: each block with its tag, its plain text, and a flag for every bold character."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

import cmarkgfm
from markdown_it import MarkdownIt

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
