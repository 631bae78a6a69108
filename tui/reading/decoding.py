"""Bytes to text: the encodings in which Chinese offices save files, recognised by what the bytes allow."""

from __future__ import annotations

import codecs

from tui.base.errors import BaogaoError, Place
from tui.base.messages import say

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536  # bytes from which UTF-16 without a mark is recognised
_GB = frozenset({"gb2312", "gbk", "gb_2312", "gb_2312-80", "x-gbk", "cp936", "chinese", "csgb2312"})


def decoded(content: bytes, file: str, named: str | None = None) -> str:
    """The text of a file: by its byte order mark, else by the encoding it `named`, else UTF-8, UTF-16 or GB18030.

    Raises `BaogaoError` if it is none of them.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, file)
    for encoding in (*_named(named), "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    if wide := _without_mark(content):
        return _strictly(content, wide, file)
    return _strictly(content, "gb18030", file)


def _named(name: str | None) -> tuple[str, ...]:
    """The encoding a document names, as a codec; GB2312 and GBK are read as GB18030, which holds both."""
    if name is None:
        return ()
    plain = name.strip().lower()
    try:
        return ("gb18030",) if plain in _GB else (codecs.lookup(plain).name,)
    except (LookupError, ValueError):
        return ()


def _without_mark(content: bytes) -> str | None:
    """UTF-16 without a mark: line feeds and digits have a zero byte next to them, always on the same side."""
    sample = content[:_SAMPLE]
    if len(content) % 2 or not sample:
        return None
    little, big = sample[1::2].count(0), sample[::2].count(0)
    if little == big:
        return None
    encoding = "utf-16-le" if little > big else "utf-16-be"
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return None
    return encoding


def _strictly(content: bytes, encoding: str, file: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BaogaoError(
            say("not text in UTF-8, UTF-16 or GB18030 (byte {n})", n=error.start + 1),
            place=Place(file),
            remedy=say("open it in its own program and save it as UTF-8"),
        ) from None
    if "\x00" in text:
        raise BaogaoError(
            say("not text: it contains zero bytes"),
            place=Place(file),
            remedy=say("name a .docx, .xlsx, .html, .mht, .md, .txt or .pdf file"),
        )
    return text
