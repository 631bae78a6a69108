"""The result for a draft as bytes, without the draft's name and paragraphs: those are filled in from the draft again."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import msgspec
from msgspec import Struct

from tui.base.errors import Place
from tui.base.messages import Message
from tui.base.text import Span
from tui.checking.batch import Checked, OpenNote
from tui.checking.diagnostic import Diagnostic, PlacedEdit
from tui.checking.progress import Progress
from tui.draft.answers import Note
from tui.outline.source import Citation
from tui.rules.finding import Grade
from tui.toml import parse

_AS_THEY_ARE = frozenset({str, int, bool, float, type(None)})  # values of messages that MessagePack keeps exactly


class Row(NamedTuple):
    """A stored result under the digests of what it depends on (`tui.checking.dependencies`)."""

    key: bytes
    last_year: bytes
    result: bytes


class _Finding(NamedTuple):
    """A `Diagnostic` without file and line; its citation is one of the result's."""

    code: str
    grade: Grade
    span: Span | None
    message: Message | str
    remedy: Message | str | None
    citation: int | None
    section: str
    is_fixable: bool
    edits: tuple[PlacedEdit, ...]
    subject: str
    has_line: bool


class _Note(NamedTuple):
    """An `OpenNote` without its words."""

    line: int
    number: int
    is_lost: bool


class _Result(Struct, array_like=True):
    """A `Checked` that can be stored."""

    findings: tuple[_Finding, ...]
    citations: tuple[bytes, ...]
    sections: tuple[tuple[str, str], ...]
    withheld: int
    progress: Progress | None
    notes: tuple[_Note, ...]
    compared_year: int | None


class _Unstorable(Exception):
    """A value that would not be the same afterwards."""


def stored(checked: Checked) -> bytes | None:
    """A result as bytes; None for one that is not worth keeping (an error) or would not come back as it was."""
    if checked.error is not None:
        return None
    citations: dict[Citation, int] = {}
    try:
        result = _Result(
            tuple(_finding(one, citations) for one in checked.found),
            tuple(map(_ENCODER.encode, citations)),
            checked.sections,
            checked.withheld,
            checked.progress,
            tuple(_Note(one.line, one.note.index, one.is_lost) for one in checked.notes),
            checked.compared_year,
        )
        return zlib.compress(_ENCODER.encode(result), 1)
    except (_Unstorable, OverflowError, UnicodeEncodeError):  # a huge number, half a character
        return None


def restored(stored: bytes, name: str, content: bytes) -> Checked | None:
    """The result for a draft with this name and content; None if the bytes are not what `stored` made."""
    try:
        result = _DECODER.decode(zlib.decompress(stored))
        citations = [_citation(one) for one in result.citations]
        found = _found(result, citations, name, content)
    except (msgspec.MsgspecError, zlib.error, ValueError, LookupError, ArithmeticError, RecursionError):
        return None
    return Checked(
        name,
        found,
        sections=result.sections,
        withheld=result.withheld,
        progress=result.progress,
        notes=_notes(result.notes, name, content),
        compared_year=result.compared_year,
    )


def _finding(one: Diagnostic, citations: dict[Citation, int]) -> _Finding:
    return _Finding(
        one.code,
        one.grade,
        one.place.span,
        _packed(one.message),
        None if one.remedy is None else _packed(one.remedy),
        None if one.citation is None else citations.setdefault(one.citation, len(citations)),
        one.section,
        one.is_fixable,
        one.edits,
        one.subject,
        one.has_line,
    )


def _found(result: _Result, citations: list[Citation], name: str, content: bytes) -> list[Diagnostic]:
    if not result.findings:
        return []
    lines = content.decode("utf-8-sig").split("\n")
    return [
        Diagnostic(
            one.code,
            one.grade,
            Place(name, one.span),
            one.message,
            one.remedy,
            None if one.citation is None else citations[one.citation],
            lines[one.span.start.line - 1 if one.span else 0].rstrip("\r"),
            one.section,
            one.is_fixable,
            one.edits,
            one.subject,
            one.has_line,
        )
        for one in result.findings
    ]


def _notes(notes: tuple[_Note, ...], name: str, content: bytes) -> tuple[OpenNote, ...]:
    """The open notes with their words, which are read from the draft."""
    if not notes:
        return ()
    written = parse(content, name).values["notes"]
    read = ((line, Note.of(written[n], n), is_lost) for line, n, is_lost in notes)
    return tuple(OpenNote(line, note, is_lost) for line, note, is_lost in read if note is not None)


# Messages: what MessagePack does not know becomes an extension of one of these numbers

_MESSAGE, _DECIMAL, _DATE, _TUPLE = range(1, 5)


def _packed(message: Message | str) -> Message | str:
    """A message with values that can be stored. Raises `_Unstorable`."""
    if isinstance(message, str) or all(type(value) in _AS_THEY_ARE for value in message.values.values()):
        return message
    return Message(message.text, {name: _value(value) for name, value in message.values.items()}, message.plural)


def _value(value: object) -> object:
    if type(value) in _AS_THEY_ARE:
        return value
    if type(value) is Message:
        return msgspec.msgpack.Ext(_MESSAGE, _ENCODER.encode(_packed(value)))
    if type(value) is Decimal:
        return msgspec.msgpack.Ext(_DECIMAL, str(value).encode())
    if type(value) is date:
        return msgspec.msgpack.Ext(_DATE, value.isoformat().encode())
    if type(value) is tuple:
        return msgspec.msgpack.Ext(_TUPLE, _ENCODER.encode([_value(item) for item in value]))
    raise _Unstorable


def _unpacked(code: int, content: memoryview) -> object:
    return _READERS[code](bytes(content))


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(_Result, ext_hook=_unpacked)
_MESSAGE_DECODER = msgspec.msgpack.Decoder(Message, ext_hook=_unpacked)
_TUPLE_DECODER = msgspec.msgpack.Decoder(ext_hook=_unpacked)
_CITATION_DECODER = msgspec.msgpack.Decoder(Citation)
_READERS: Mapping[int, Callable[[bytes], object]] = {
    _MESSAGE: _MESSAGE_DECODER.decode,
    _DECIMAL: lambda content: Decimal(content.decode()),
    _DATE: lambda content: date.fromisoformat(content.decode()),
    _TUPLE: lambda content: tuple(_TUPLE_DECODER.decode(content)),
}

_citations: dict[bytes, Citation] = {}  # the same few in all results


def _citation(stored: bytes) -> Citation:
    if stored not in _citations:
        _citations[stored] = _CITATION_DECODER.decode(stored)
    return _citations[stored]
