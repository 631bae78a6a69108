"""What is wrong with a file that is not TOML, in our words and at the best place we know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tree_sitter import Node

from tui.errors import BaogaoError, Place
from tui.message import Message, say
from tui.text import Lines, Position, Span

_FAULTS: tuple[tuple[str, Message], ...] = (
    ("Invalid statement", say("this line is neither a comment, a table nor “key = value”")),
    ("Expected newline or end", say("something stands behind a value on its line")),
    ("Found invalid character", say("a control character stands here")),
    ("Illegal character", say("a line break or a control character stands inside a string")),
    ("Cannot declare", say("this table is declared twice")),
    ("Cannot overwrite", say("this key has a value already")),
    ("Duplicate inline table key", say("this key has a value already")),
    ("Cannot mutate", say("this table is complete already and cannot be added to")),
    ("Cannot redefine", say("this table is declared twice")),
    ("Expected ']", say("the closing bracket of a table name is missing")),
    ("Expected '='", say("“=” is missing behind a key")),
    ("Invalid initial character", say("a key cannot begin with this character")),
    ("Unclosed array", say("a list is not closed with “]”")),
    ("Unclosed inline table", say("an inline table is not closed with “}}”")),
    ("Unescaped", say("a backslash in a string in double quotes must be written twice")),
    ("Invalid hex", say("a character code is not hexadecimal")),
    ("Escaped character", say("a character code is no Unicode character")),
    ("Unterminated string", say("a string is not closed")),
    ("Expected", say("a string is not closed")),
    ("Invalid date", say("there is no such date or time")),
    ("Invalid value", say("this is no value: text needs quotation marks")),
)
"""The beginnings of tomllib's messages, and how we say them."""

NO_TOML = say("this is not TOML")


class TomlError(BaogaoError):
    """A file that is not TOML, or TOML that no person wrote."""


def explained(error: str, text: str, file: str, root: Node) -> TomlError:
    """Say tomllib's complaint about `text`, whose syntax tree is `root`, in our words and at the best place we know."""
    lines = Lines(text)
    markers = conflict_markers(text)
    if markers:
        return TomlError(
            say("a git conflict marker, line {line}", line=lines.position(markers[0][0]).line),
            place=Place(file, Span(*map(lines.position, markers[0]))),
            remedy=say("decide the conflict: keep one side and delete the marker lines"),
        )
    found = re.search(r"\(at line (\d+), column (\d+)\)$", error)
    at = Position(int(found[1]), int(found[2])) if found else lines.position(len(text))
    what = next((ours for theirs, ours in _FAULTS if error.startswith(theirs)), NO_TOML)
    offset = lines.starts[at.line - 1] + at.column - 1
    unclosed = _unclosed(text, offset)
    if unclosed is not None:
        at = lines.position(unclosed)
        what = say("the text that begins here is not closed with three quotation marks")
    elif error.startswith("Cannot"):  # tomllib points behind what it cannot take: point at its beginning
        at = lines.position(_statement_before(root, text, offset))
    return TomlError(what, place=Place(file, Span(at, at)))


def _statement_before(root: Node, text: str, offset: int) -> int:
    source = text.encode()
    byte = len(text[:offset].encode())
    node = root.descendant_for_byte_range(byte - 1, byte - 1)
    while node is not None and node.type not in ("pair", "table", "table_array_element"):
        node = node.parent
    return len(source[: node.start_byte].decode()) if node is not None else offset


def _unclosed(text: str, offset: int) -> int | None:
    """Where a text begins whose closing quotation marks are missing, to judge by a table name inside it."""
    for start, end in _multiline_strings(text):
        if start >= offset:
            return None
        if end is None or _TABLE_NAME.search(text, start, end):
            return start
    return None


_TABLE_NAME = re.compile(r"^\[[^\]\n]+\][ \t]*\r?$", re.MULTILINE)
_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*')

_CLOSING = {'"""': re.compile(r'\\.|"""', re.DOTALL), "'''": re.compile("'''")}


def _multiline_strings(text: str) -> Iterator[tuple[int, int | None]]:
    """Spans of the multi-line strings of a text that need not be TOML; the last may have no end."""
    at = 0
    while token := _TOKEN.search(text, at):
        at = token.end()
        if token[0] not in _CLOSING:
            continue
        marks = _CLOSING[token[0]].finditer(text, at)
        end = next((mark.end() for mark in marks if mark[0] == token[0]), None)
        yield token.start(), end
        if end is None:
            return
        at = end


def conflict_markers(text: str) -> list[tuple[int, int]]:
    """Spans of the lines that git left in a file it could not merge; empty unless a side is marked."""
    found = [
        match.span(1) for match in re.finditer(r"^((?:<{7}|>{7}|\|{7})(?: [^\r\n]*)?|={7})\r?$", text, re.MULTILINE)
    ]
    return found if any(text[start] in "<>" for start, _ in found) else []
