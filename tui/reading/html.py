"""Web pages saved from a site: every visible line in reading order; the content tells the report from the rest.

lxml's parser emits events, so no tree is built and depth does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.base.text import joins
from tui.reading.decoding import decoded
from tui.reading.document import Document, LeftOut, Paragraph, Span, Table, merged
from tui.reading.html_tables import Cell, TableFrame, laid_out, span_of

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "ucapcontent",
        "ucaptitle",
    ]
)
_NEVER_SHOWN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "select",
        "textarea",
        "svg",
        "iframe",
        "object",
        "canvas",
        "audio",
        "video",
        "button",
        "datalist",
    ]
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_-]{1,40})", re.IGNORECASE)
_WHITE = re.compile(r"[ \t\n\r\f]+")
_IN_TITLE = re.compile(r"(?<!\s)\s*[_|｜]\s*|(?<!\s)\s+[-–—]+\s*")
_HEAD_BYTES = 8_192
_DEEPEST_TABLE = 20
_LONGEST_TITLE = 300  # characters


def read(content: bytes, file: str) -> Document:
    """The visible lines of a page. Raises `BaogaoError` for anything that is not a text."""
    named = _CHARSET.search(content[:_HEAD_BYTES])
    return of_text(decoded(content, file, named[1].decode() if named else None), file)


def of_text(text: str, file: str) -> Document:
    """The visible lines of a decoded page."""
    from lxml import etree  # 20 ms, for pages only

    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True, recover=True, no_network=True)
    try:
        parser.feed(text.encode("utf-8", "replace") or b" ")
        parser.close()
        fatal = parser.error_log.filter_from_fatals()
    except etree.LxmlError as error:
        raise _broken(file, str(error)) from None
    if fatal:  # the parser of libxml2 before 2.14 gives up without raising
        raise _broken(file, str(fatal[0].message))
    return page.document()


def _broken(file: str, why: str) -> BaogaoError:
    return BaogaoError(
        say("this page cannot be read: {why}", why=why),
        place=Place(file),
        remedy=say("copy the text of the page into a .txt file"),
    )


@dataclass(slots=True)
class _Page:
    """The target of lxml's parser events."""

    out: list[Paragraph | Table] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    _line: int = 0
    _spans: list[Span] = field(default_factory=list)
    _bold: list[str] = field(default_factory=list)
    _lists: list[list[int]] = field(default_factory=list)
    _number: str = ""
    _hidden: list[str] = field(default_factory=list)
    _hidden_text: list[str] = field(default_factory=list)
    _tables: list[TableFrame | None] = field(default_factory=list)
    _titles: dict[str, str] = field(default_factory=dict)
    _in_title: bool = False
    _pre: int = 0
    _stack: list[tuple[str, bool]] = field(default_factory=list)

    def start(self, tag: object, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = str(tag).lower()
        if name == "meta":
            self._titles.setdefault(attributes.get("name", "").lower(), attributes.get("content", ""))
            return
        if name == "title":
            self._in_title = True
        hidden = name in _NEVER_SHOWN or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style", "")))
        if name in _VOID:
            if not self._hidden and not hidden:
                self._void(name, attributes)
            return
        if hidden or self._hidden:
            self._hidden.append(name)
            return
        bold = name in ("b", "strong") or bool(_HEAVY.search(attributes.get("style", "")))
        self._stack.append((name, bold))
        if bold:
            self._bold.append(name)
        if name in _BLOCKS:
            self._flush()
        if name == "ol":
            self._lists.append([int(start) if (start := attributes.get("start", "1")).isdecimal() else 1, 1])
        elif name == "ul":
            self._lists.append([0, 0])
        elif name == "li" and self._lists:
            count, step = self._lists[-1]
            self._number = f"{count}." if step else ""
            self._lists[-1][0] += step
        elif name == "pre":
            self._pre += 1
        elif name == "table":
            real = len(self._tables) < _DEEPEST_TABLE
            self._tables.append(TableFrame(self.out) if real else None)
            self.out = [] if real else self.out
        elif name == "tr" and self._tables and (frame := self._tables[-1]):
            frame.rows.append([])
            self.out = []
        elif name in ("td", "th") and self._tables and (frame := self._tables[-1]):
            if not frame.rows:
                frame.rows.append([])
            self.out = []
            frame.rows[-1].append(
                Cell(self.out, span_of(attributes.get("colspan")), span_of(attributes.get("rowspan")))
            )

    def end(self, tag: object) -> None:
        """An element ends."""
        name = str(tag).lower()
        if name == "title":
            self._in_title = False
        if name in _VOID or name == "title":
            if name == "title" and self._hidden:
                self._hidden.pop()
            elif name == "title":
                self._stack.pop()
            return
        if self._hidden:
            self._hidden.pop()
            if not self._hidden:
                text = _WHITE.sub(" ", "".join(self._hidden_text)).strip()
                self._hidden_text = []
                if text:
                    self.left_out.append(LeftOut(self._line, text, say("not visible on the page")))
            return
        bold = self._stack.pop()[1] if self._stack else False
        if bold and self._bold:
            self._bold.pop()
        if name in _BLOCKS:
            self._flush()
        if name in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif name == "pre":
            self._pre -= 1
        elif name == "table" and self._tables:
            frame = self._tables.pop()
            if frame is not None:
                self.out = frame.outer
                self.out += laid_out(frame)

    def data(self, text: str) -> None:
        """Characters."""
        if self._in_title:
            self._titles["title"] = self._titles.get("title", "") + text
        if self._hidden:
            if self._hidden[0] not in _NEVER_SHOWN:
                self._hidden_text.append(text)
            return
        if self._pre:
            first, *others = text.split("\n")
            self._spans.append(Span(first, bool(self._bold)))
            for other in others:
                self._flush()
                self._spans.append(Span(other, bool(self._bold)))
            return
        self._spans.append(Span(text, bool(self._bold)))

    def close(self) -> None:
        """The page ends."""
        while self._tables:
            frame = self._tables.pop()
            if frame is not None:
                self._flush()
                self.out = frame.outer
                self.out += laid_out(frame)
        self._flush()

    def _void(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "br":
            self._flush()
        elif name == "hr":
            self._flush()
            self._spans.append(Span("---"))
            self._flush()
        elif name == "img":
            named = attributes.get("alt") or attributes.get("title") or ""
            self.left_out.append(LeftOut(self._line, named.strip(), say("a picture")))

    def _flush(self) -> None:
        spans, self._spans = self._spans, []
        if not any(span.text.strip() for span in spans):
            return
        number, self._number = self._number, ""
        self._line += 1
        self.out.append(Paragraph(self._line, _collapsed(merged(spans)), number))

    def document(self) -> Document:
        """What was read."""
        title = (
            self._titles.get("articletitle")
            or _IN_TITLE.split(self._titles.get("title", "").strip()[:_LONGEST_TITLE])[0]
        )
        return Document(tuple(self.out), title=title.strip(), is_page=True, left_out=tuple(self.left_out))


def _collapsed(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """White space as a browser shows it; a source line break between Chinese characters is dropped."""

    def one(match: re.Match[str]) -> str:
        before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
        return "" if "\n" in match[0] and before and after and joins(before, after) else " "

    return tuple(Span(_WHITE.sub(one, span.text), span.bold) for span in spans)
