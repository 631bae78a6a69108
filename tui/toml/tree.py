"""The syntax tree of a TOML file, by tree-sitter, and a close look at one that may be too much or no TOML."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import tomli
from tree_sitter import Language, Node, Parser
from tree_sitter_toml import language

from tui.base.errors import Place
from tui.base.messages import Message, say
from tui.base.text import Lines, Span
from tui.toml.faults import NO_TOML, TomlError, explained

if TYPE_CHECKING:
    from tui.toml.document import Document

LONGEST_KEY_PATH = 16  # parts; tomli is quadratic in them
DEEPEST_NESTING = 32  # arrays and inline tables; tomli is recursive in them

_COLLECTIONS = ("array", "inline_table")
_NUMBERS = ("integer", "float")
_HARMLESS = frozenset({"bare_key", "quoted_key", "string", "comment", "boolean"})
"""Kinds of nodes with nothing below them that could be too much."""
_MONSTROUS = re.compile(rb".{1000}|[^x]*[eE][+-]?[0-9_]{10}")  # more than Python can print or hold
_LONG_KEY = re.compile(rf"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){{{LONGEST_KEY_PATH}}}", re.ASCII)
_DEEP = re.compile(rf"(?:[\[{{][^\[\]{{}}]*){{{DEEPEST_NESTING + 1}}}")
_FOLD = re.compile(rb"\\([ \t]+)(\r?\n)")  # the grammar accepts no spaces before this line break but does after it

_TOO_DEEP = say("lists or tables are nested too deeply")
_TOO_LONG = say("a number is too long")


def root_of(body: bytes) -> Node:
    """The node of a whole file, given without a byte order mark."""
    return _parser().parse(_FOLD.sub(rb"\\\2\1", body)).root_node


@cache
def _parser() -> Parser:
    return Parser(Language(language()))


def checked_values(document: Document) -> dict[str, Any]:
    """The values of a file of any kind, after a look at its tree. Raises `TomlError` as `parse` does."""
    root, text = document.root, document.text
    _refuse_monsters(root, document)
    if root.has_error and _may_hide_a_long_key(text):
        raise _at(_first_error(root), document, NO_TOML)
    try:
        values = tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        raise explained(str(error), text, document.file, root) from None
    except RecursionError:
        deep = _DEEP.search(text)
        at = Lines(text).position(deep.start() if deep else 0)
        raise TomlError(_TOO_DEEP, place=Place(document.file, Span(at, at))) from None
    except (ValueError, ArithmeticError):  # Python refuses integers of thousands of digits, and endless exponents
        raise _at(_first_error(root), document, _TOO_LONG) from None
    if root.has_error:  # without a sound tree there are no places
        raise _at(_first_error(root), document, NO_TOML)
    return values


def _at(node: Node, document: Document, what: Message, remedy: Message | None = None) -> TomlError:
    start = document.position(node.start_byte)
    return TomlError(what, place=Place(document.file, Span(start, start)), remedy=remedy)


def _refuse_monsters(root: Node, document: Document) -> None:
    """Walk without recursion, and refuse anything tomli would choke on."""
    waiting = [(root, 0, 0)]
    while waiting:
        parent, nesting, dots = waiting.pop()
        for node in parent.named_children:
            kind = node.type
            if kind in _HARMLESS:  # nearly all of a draft
                continue
            if kind in _NUMBERS:
                if _MONSTROUS.match(node.text or b""):
                    raise _at(node, document, _TOO_LONG)
                continue
            is_dotted, is_nested = kind == "dotted_key", kind in _COLLECTIONS
            if is_dotted and dots + 1 >= LONGEST_KEY_PATH:
                raise _at(node, document, say("a key with more than {n} parts", n=LONGEST_KEY_PATH))
            if is_nested and nesting + 1 > DEEPEST_NESTING:
                raise _at(node, document, _TOO_DEEP)
            waiting.append((node, nesting + is_nested, dots + is_dotted))


def _may_hide_a_long_key(text: str) -> bool:
    """Whether a part the grammar could not read may hold a long dotted key, on which tomli would spend minutes.

    Next to a quotation mark every full stop counts: a quoted part of a key may hold anything.
    """
    return any(
        line.count(".") >= LONGEST_KEY_PATH and ('"' in line or "'" in line or _LONG_KEY.search(line))
        for line in text.split("\n")
    )


def _first_error(root: Node) -> Node:
    node = root
    while True:
        worse = next((child for child in node.children if child.has_error), None)
        if worse is None or node.type == "ERROR":
            return node
        node = worse
