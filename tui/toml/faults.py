"""What is wrong with a file that is not TOML, in our words and at the most precise place we know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message, say
from tui.base.text import Lines, Span

if TYPE_CHECKING:
    from tree_sitter import Node

_NO_DATE = say("there is no such date or time")
_FAULTS: tuple[tuple[str, Message], ...] = (
    ("Invalid statement", say("this line is neither a comment, a table nor “key = value”")),
    ("Expected newline or end", say("there is something after a value on its line")),
    ("Found invalid character '\\n'", say("there is a line break or a control character in a string")),
    ("Found invalid character", say("there is a control character here")),
    ("Illegal character", say("there is a line break or a control character in a string")),
    ("Cannot declare", say("this table is declared twice")),
    ("Cannot overwrite", say("this key has a value already")),
    ("Duplicate inline table key", say("this key has a value already")),
    ("Cannot mutate", say("this table is complete already and cannot be added to")),
    ("Cannot redefine", say("this table is declared twice")),
    ("Expected ']", say("the closing bracket of a table name is missing")),
    ("Expected '='", say("“=” is missing after a key")),
    ("Invalid initial character", say("a key cannot begin with this character")),
    ("Unclosed array", say("a list is not closed with “]”")),
    ("Unclosed inline table", say("an inline table is not closed with “}}”")),
    ("Unescaped", say("a backslash in a string in double quotes must be written twice")),
    ("Invalid hex", say("a character code is not hexadecimal")),
    ("Escaped character", say("a character code is not a Unicode character")),
    ("Unterminated string", say("a string is not closed")),
    ("Expected", say("a string is not closed")),
    ("Invalid date", _NO_DATE),
    ("Invalid value", say("not a value: text needs quotation marks")),
)
"""The beginnings of tomli's messages, and our wording for them."""

_RUNS_ON = ("Illegal character '\\n'", "Found invalid character '\\n'", "Unterminated string", 'Expected "\'"')
_ESCAPES = ("Unescaped", "Invalid hex", "Escaped character")
_CONTRADICTIONS = ("Cannot", "Duplicate")
_BREAKS_OFF = ("Expected newline", "Unclosed")
"""Errors that tomli notices late, and reports past their place: an unclosed string, a bad escape, a statement
that contradicts an earlier one, a number meant as a date."""

NO_TOML = say("this is not TOML")


class TomlError(BaogaoError):
    """A file that is not TOML, or TOML that no person would write."""


def explained(error: str, text: str, file: str, root: Node) -> TomlError:
    """Put tomli's complaint about `text`, whose syntax tree is `root`, in our words and at the best place we know."""
    lines = Lines(text)
    markers = conflict_markers(text)
    if markers:
        return TomlError(
            say("a git conflict marker, line {line}", line=lines.position(markers[0][0]).line),
            place=Place(file, Span(*map(lines.position, markers[0]))),
            remedy=say("decide the conflict: keep one side and delete the marker lines"),
        )
    found = re.search(r"\(at line (\d+), column (\d+)\)$", error)
    offset = lines.starts[int(found[1]) - 1] + int(found[2]) - 1 if found else len(text)
    what, offset = _nearer(error, text, offset, root)
    at = lines.position(offset)
    remedy = say("write it without quotation marks, as in 2024-01-05") if what is _NO_DATE else None
    return TomlError(what, place=Place(file, Span(at, at)), remedy=remedy)


def _nearer(error: str, text: str, offset: int, root: Node) -> tuple[Message, int]:
    """What is wrong, and where it begins, when tomli complains at `offset`."""
    unclosed = _unclosed(text, offset)
    if unclosed and unclosed.is_long:
        return say("the text that begins here is not closed with three quotation marks"), unclosed.start
    if unclosed and error.startswith(_RUNS_ON):
        return say("a string is not closed"), unclosed.start
    if error.startswith(_BREAKS_OFF) and _DATE.match(text, offset - _YEAR):
        return _NO_DATE, offset - _YEAR
    if error.startswith(_ESCAPES):
        offset = text.rfind("\\", 0, offset)
    elif error.startswith(_CONTRADICTIONS):
        offset = _statement_before(root, text, offset)
    return next((ours for theirs, ours in _FAULTS if error.startswith(theirs)), NO_TOML), offset


_DATE = re.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_YEAR = 4


def _statement_before(root: Node, text: str, offset: int) -> int:
    source = text.encode()
    byte = len(text[:offset].encode())
    node = root.descendant_for_byte_range(byte - 1, byte - 1)
    while node is not None and node.type not in ("pair", "table", "table_array_element"):
        node = node.parent
    return len(source[: node.start_byte].decode()) if node is not None else offset


class _String(NamedTuple):
    start: int
    end: int | None  # None for one that is not closed
    is_long: bool  # in three quotation marks


def _unclosed(text: str, offset: int) -> _String | None:
    """The string before `offset` that lacks its closing quotation marks; in a long one, a table name is the clue."""
    for string in _strings(text):
        if string.start >= offset:
            return None
        if string.end is None or (string.is_long and _TABLE_NAME.search(text, string.start, string.end)):
            return string
    return None


_TABLE_NAME = re.compile(r"""^\[\[?[ \t]*[\w"'-][^\]\n]*\]\]?[ \t]*(?:#.*)?\r?$""", re.MULTILINE | re.ASCII)
_TOKEN = re.compile(  # each takes what it has seen, closed or not: linear in time
    r"""(?P<long>\"{3}|'{3})|"(?:[^"\\\n]|\\.)*(?P<basic>")?|'[^'\n]*(?P<literal>')?|\#[^\n]*""", re.VERBOSE
)
_CLOSING = {'"""': re.compile(r'\\.|"""', re.DOTALL), "'''": re.compile("'''")}


def _strings(text: str) -> Iterator[_String]:
    """The strings of a text that need not be valid TOML."""
    at = 0
    while token := _TOKEN.search(text, at):
        start, end = token.span()
        at = end
        if quote := token["long"]:
            marks = _CLOSING[quote].finditer(text, at)
            close = next((mark.end() for mark in marks if mark[0] == quote), None)
            at = len(text) if close is None else close
            yield _String(start, close, True)
        elif token[0][0] != "#":
            yield _String(start, end if token["basic"] or token["literal"] else None, False)


def conflict_markers(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that git leaves in a file it could not merge; empty unless a side is marked."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return []
    found = [
        match.span(1) for match in re.finditer(r"^((?:<{7}|>{7}|\|{7})(?: [^\r\n]*)?|={7})\r?$", text, re.MULTILINE)
    ]
    return found if any(text[start] in "<>" for start, _ in found) else []
