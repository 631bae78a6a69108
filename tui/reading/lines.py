"""From the neutral document to meaningful lines: page debris dropped, broken paragraphs joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from tui.base.messages import Message, say
from tui.base.text import BLANKS, UNSAFE, is_wide, joins
from tui.draft.cell_text import read_number
from tui.reading.document import Document, LeftOut, Paragraph, Span, Table, merged
from tui.reading.letterhead_lines import COPIES, is_of_imprint, is_of_letterhead
from tui.reading.numbering import mark, opens_item
from tui.reading.organs import is_organ
from tui.reading.page import is_furniture

_INVISIBLE = re.compile(
    f"[\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffc]|{UNSAFE.pattern}"
)
_PAGE_NUMBER = re.compile(
    r"[-—–－─·•\s]*[0-9０-９]{1,4}[-—–－─·•\s]*|第\s*[0-9]{1,4}\s*页(?:\s*[，,/]?\s*共\s*[0-9]{1,4}\s*页)?|[0-9]{1,4}\s*/\s*[0-9]{1,4}"
)
_CONTENTS = re.compile(r"目\s*[录錄]")
_LEADERS = re.compile(r".{2,80}?[.．·…]{4,}\s*[0-9]{1,3}")
_ENTRY = re.compile(r".{2,80}?[\s.．·…]+[0-9]{1,3}")
_CLAUSE = re.compile("[，。；]")
_RULE = re.compile(r"[-_=*~—–─━＿－·.\s]{3,}")
_BLANK_RUN = re.compile(f"[{re.escape(BLANKS)}]+")
_INDENT = re.compile(r"(?:\u3000|[ \u00a0]{2}|\t)")
_ENDS = "。！？；：!?;:…"
_CLOSERS = "”’）》」』】)*"
_NEVER_FIRST = "，。、；：！？”’）》」』】"
_INSIDE = re.compile(r"[。！？；]")
_SURELY_TEXT = 20  # characters of a line with a sentence in it that a page may have broken
_PROBABLY_TEXT = 45  # characters of one without: shorter ones are headings, the longest of which have two clauses
_NUMBERED_TEXT = 70  # characters of one that begins with 一、 or （一）: the longest published headings have 60
_FEWEST = 6  # full lines that show a fixed width
_WIDEST = 120  # columns of a fixed width


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the source, whole: the lines it was made of, and its text."""

    numbers: tuple[int, ...]
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(span.text for span in self.spans)

    def after(self, length: int) -> tuple[Span, ...]:
        """Its spans without this many characters at the start, and without the spaces there."""
        kept: list[Span] = []
        for span in self.spans:
            kept.append(Span(span.text[length:] if length else span.text, span.bold))
            length = max(0, length - len(span.text))
        return _stripped(merged(kept))


@dataclass(slots=True)
class _Raw:
    """A line before it is joined to others: its width, whether it was indented, and whether a gap or page number came before."""

    line: Line
    columns: int
    indented: bool
    gap: bool
    page: bool
    goes_on: bool
    full: bool | None


def lines(document: Document) -> tuple[list[Line | Table], list[LeftOut]]:
    """The lines of a document in order, and what was dropped on the way."""
    dropped: list[LeftOut] = []
    found: list[Line | Table] = []
    for group in _between_tables(document.blocks):
        if isinstance(group, Table):
            found.append(group)
        else:
            found += _joined(list(_cleaned(group, dropped)))
    return found, dropped


def _between_tables(blocks: Iterable[Paragraph | Table]) -> Iterator[list[Paragraph] | Table]:
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        yield run
        run = []
        if is_data(block):
            yield block
        else:
            yield [Paragraph(block.line + n, (Span(line),)) for n, row in enumerate(block.rows) for line in _row(row)]
    yield run


def is_data(table: Table) -> bool:
    """Whether a table holds data, and does not only lay out letterhead or text."""
    filled = [[cell for cell in row if cell.strip()] for row in table.rows]
    some = [row for row in filled if row]
    if all(len(row) == 1 for row in some) and len(some) > 1:
        return all(read_number(cell.strip()) is not None for row in some[1:] for cell in row)
    if len(some) < 2:
        return False
    return not any(is_of_imprint(line.strip()) for row in some for cell in row for line in cell.split("\n"))


def _row(row: Sequence[str]) -> list[str]:
    """The lines of a row that is not data: cells of one line side by side, cells of several one after the other."""
    cells = [cell.strip() for cell in row if cell.strip()]
    if all("\n" not in cell for cell in cells):
        return ["\t".join(cells)]
    return [line for cell in cells for line in cell.split("\n")]


def _cleaned(paragraphs: Iterable[Paragraph], dropped: list[LeftOut]) -> Iterator[_Raw]:
    gap = page = contents = False
    for paragraph in paragraphs:
        whole = merged((Span(paragraph.number, bool(paragraph.spans and paragraph.spans[0].bold)), *paragraph.spans))
        raw = "".join(span.text for span in whole)
        spans, hidden = _visible(whole)
        if hidden:
            dropped.append(LeftOut(paragraph.line, hidden, say("invisible characters")))
        spans = _stripped(_squeezed(spans))
        text = "".join(span.text for span in spans)
        why = _debris(text)
        contents = _CONTENTS.fullmatch(text) is not None or (contents and _ENTRY.fullmatch(raw.strip()) is not None)
        if contents or _LEADERS.fullmatch(text):
            why = say("the table of contents")
        page = page or (why is not None and _PAGE_NUMBER.fullmatch(text) is not None)
        if why is not None:
            dropped.append(LeftOut(paragraph.line, text, why))
        if not text or why is not None:
            gap = True
            continue
        indented = _INDENT.match(raw) is not None
        columns = _columns(text) + (4 if indented else 0)
        yield _Raw(Line((paragraph.line,), spans), columns, indented, gap, page, paragraph.goes_on, paragraph.full)
        gap = page = False


def _debris(text: str) -> Message | None:
    if not text:
        return None
    if _PAGE_NUMBER.fullmatch(text):
        return say("a page number")
    return say("a rule") if _RULE.fullmatch(text) else None


def _visible(spans: tuple[Span, ...]) -> tuple[tuple[Span, ...], str]:
    """The spans without invisible characters, and those characters."""
    hidden = "".join(match for span in spans for match in _INVISIBLE.findall(span.text))
    if not hidden:
        return spans, ""
    return merged(Span(_INVISIBLE.sub("", span.text), span.bold) for span in spans), hidden


def _squeezed(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans without the spaces that word processors leave between Chinese characters and digits."""
    text = "".join(span.text for span in spans)
    gone = {
        at
        for match in _BLANK_RUN.finditer(text)
        if match.start() > 0 and match.end() < len(text) and _is_loose(text[match.start() - 1], text[match.end()])
        for at in range(*match.span())
    }
    if not gone:
        return spans
    kept: list[Span] = []
    at = 0
    for span in spans:
        kept.append(Span("".join(c for n, c in enumerate(span.text, at) if n not in gone), span.bold))
        at += len(span.text)
    return merged(kept)


def _is_loose(before: str, after: str) -> bool:
    """Whether a space between these two is not text: one is a digit or %, the other Chinese."""
    return (is_wide(before) and after.isdecimal()) or ((before.isdecimal() or before == "%") and is_wide(after))


def _stripped(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    found = list(spans)
    while found and not (kept := found[-1].text.rstrip(BLANKS)):
        found.pop()
    if found:
        found[-1] = Span(kept, found[-1].bold)
    while found and not (kept := found[0].text.lstrip(BLANKS)):
        found.pop(0)
    if found:
        found[0] = Span(kept, found[0].bold)
    return tuple(found)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def _joined(raw: list[_Raw]) -> list[Line | Table]:
    width = _fixed_width(raw)
    by_indent = sum(one.indented for one in raw) * 10 >= len(raw)
    groups: list[list[_Raw]] = []
    for one in raw:
        if groups and _goes_on(groups[-1][-1], one, width, by_indent):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [_whole([one.line for one in group]) for group in groups]


def _whole(pieces: list[Line]) -> Line:
    """Pieces of one paragraph as a line."""
    if len(pieces) == 1:
        return pieces[0]
    spans: list[Span] = []
    for piece in pieces:
        if spans and not joins(spans[-1].text[-1], piece.spans[0].text[0]):
            spans.append(Span(" ", spans[-1].bold))
        spans += piece.spans
    return Line(tuple(number for piece in pieces for number in piece.numbers), merged(spans))


def _fixed_width(raw: Sequence[_Raw]) -> int | None:
    """The width at which all lines were broken, in columns; None if each line is a paragraph."""
    if any(one.full is not None for one in raw):
        return 0
    widest = max((one.columns for one in raw), default=0)
    full = sum(one.columns >= widest - 4 for one in raw)
    return widest if widest <= _WIDEST and full >= _FEWEST and full * 10 >= len(raw) * 3 else None


def _goes_on(before: _Raw, here: _Raw, width: int | None, by_indent: bool) -> bool:
    """Whether a line continues the paragraph of the previous line."""
    text, last = here.line.text, before.line.text
    if is_furniture(text) or is_furniture(last):
        return False
    if text[0] in _NEVER_FIRST:
        return mark(text) is None or last[-1] not in _ENDS
    if (
        width is not None
        and before.full is not False
        and COPIES.match(last)
        and last[-1] not in _ENDS
        and not is_organ(text)
    ):
        return not is_of_letterhead(text)
    if mark(text) or opens_item(text) or is_of_letterhead(text) or is_of_letterhead(last):
        return False
    if is_organ(text) and not (width and before.columns >= width - 4):
        return False
    ended = last.rstrip(_CLOSERS)[-1:] in tuple(_ENDS)
    if width is not None:
        full = before.full if before.full is not None else before.columns >= width - 4
        return full and not (ended and (here.gap or (by_indent and here.indented)))
    if here.page and not ended and (opens_item(last) or _CLAUSE.search(last)) and not here.indented:
        return True
    if ended or (here.indented and not before.indented and by_indent and not here.gap):
        return False
    if _INSIDE.search(last):
        return len(last) >= _SURELY_TEXT
    is_long = len(last) >= (_NUMBERED_TEXT if (found := mark(last)) and found.level < 3 else _PROBABLY_TEXT)
    return "，" in last and (is_long or (here.goes_on and not found))
