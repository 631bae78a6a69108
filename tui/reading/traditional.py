"""Traditional characters in a document, as mirrors of sites have them: noticed always, converted only on request.

The conversion is OpenCC's (an extra, `pip install "baogao[simplify]"`): by words, so that 乾隆 and 乾淨 each come out right,
names of places and people included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from tui.base.errors import BaogaoError
from tui.base.messages import say, say_n
from tui.reading.document import Document, LeftOut, Paragraph, Span, Table

_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_SHARE = 0.1  # of the Chinese characters: simplified texts have below 0.01, traditional ones above 0.25


def is_traditional(document: Document) -> bool:
    """Whether a document is written in traditional characters: whether GB 2312, which has none, lacks many of its own."""
    found = _CHINESE.findall(document.text)
    lacking = len(found) - len("".join(found).encode("gb2312", "ignore")) // 2
    return lacking > _SHARE * len(found)


def simplified(document: Document) -> Document:
    """A copy in simplified characters; each character that changed is in its `left_out`.

    Raises `BaogaoError` without the extra.
    """
    try:
        from opencc import OpenCC
    except ImportError:
        raise BaogaoError(
            say("to convert traditional characters, baogao needs the extra “simplify”"),
            remedy=say("run: {command}", command='pip install "baogao[simplify]"'),
        ) from None
    convert: Callable[[str], str] = OpenCC("t2s").convert  # t2s leaves 显著 alone, tw2s does not
    blocks = tuple(_converted(block, convert) for block in document.blocks)
    changed = [
        LeftOut(line, characters, say("now in simplified characters"))
        for before, after in zip(document.blocks, blocks, strict=True)
        for line, characters in _changed(before, after)
    ]
    count = sum(len(one.text) for one in changed)
    comments = tuple(
        one._replace(quote=convert(one.quote), text=convert(one.text), by=convert(one.by)) for one in document.comments
    )
    told = say_n(
        "{n} traditional character is now a simplified one", "{n} traditional characters are now simplified ones", count
    )
    return replace(
        document,
        blocks=blocks,
        title=convert(document.title),
        comments=comments,
        left_out=(*document.left_out, *changed),
        about=(*document.about, told),
    )


def _converted(block: Paragraph | Table, convert: Callable[[str], str]) -> Paragraph | Table:
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(map(convert, row)) for row in block.rows))
    text = "".join(span.text for span in block.spans)
    whole = convert(text)
    if len(whole) != len(text):  # no word of the library's does that today
        return replace(block, spans=tuple(Span(convert(span.text), span.bold) for span in block.spans))
    spans: list[Span] = []
    at = 0
    for span in block.spans:
        spans.append(Span(whole[at : at + len(span.text)], span.bold))
        at += len(span.text)
    return replace(block, spans=tuple(spans), number=convert(block.number))


def _changed(before: Paragraph | Table, after: Paragraph | Table) -> Iterable[tuple[int, str]]:
    """By line, the characters that the copy has others for."""
    for n, (old, new) in enumerate(zip(_texts(before), _texts(after), strict=True)):
        if old != new:
            same = len(old) == len(new)
            changed = "".join(a for a, b in zip(old, new, strict=True) if a != b) if same else old
            yield before.line + n, changed


def _texts(block: Paragraph | Table) -> list[str]:
    return ["\t".join(row) for row in block.rows] if isinstance(block, Table) else [block.text]
