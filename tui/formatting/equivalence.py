"""Whether a rewritten file still means the same: the same values, texts that render alike, and every comment."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

from tui.base.errors import BaogaoError
from tui.base.text import BLANKS, normalise
from tui.draft.prose import Block, numbers, read
from tui.formatting.syntax import STRING
from tui.toml import Document, KeyPath, parse

_COMMENT = re.compile(rf"{STRING}|(\#[^\n]*)", re.DOTALL)


def is_text(path: KeyPath) -> bool:
    """Whether this is the path of a section's text."""
    match path:
        case ("sections", str(), "text"):
            return True
        case _:
            return False


def same(document: Document, written: bytes, *, spaced: bool = False) -> bool:
    """Whether the new source says everything that the document says; `spaced` as for `prose.read`."""
    try:
        again = parse(written, document.file)
    except BaogaoError:
        return False
    said = _value(document.values, (), spaced)
    return said == _value(again.values, (), spaced) and comments(document) == comments(again)


def comments(document: Document) -> Counter[str]:
    """The comments of a file, and how often each occurs."""
    return Counter(match[1].rstrip() for match in _COMMENT.finditer(document.text) if match[1])


def _value(value: object, path: KeyPath, spaced: bool) -> object:
    """A value such that equal ones mean the same: a text by its content, a number with its type."""
    if isinstance(value, dict):
        return {name: _value(inner, (*path, name), spaced) for name, inner in value.items()}
    if isinstance(value, list):
        return [_value(inner, (*path, n), spaced) for n, inner in enumerate(value)]
    if isinstance(value, str):
        return meaning(normalise(value), spaced=spaced) if is_text(path) else value
    return type(value), str(value)


def meaning(text: str, *, spaced: bool = False) -> object:
    """The content of a text, equal for two texts that read and render alike; `spaced` as for `prose.read`."""
    blocks = read(text, spaced=spaced)
    return [(block.kind, number, _said(block)) for block, number in zip(blocks, numbers(blocks), strict=True)]


def _said(block: Block) -> list[tuple[bool, str]]:
    """The text of a block, plain and bold in turn; spaces at the edges of bold are plain."""
    parts: list[tuple[bool, str]] = []
    for bold, runs in groupby(block.runs, lambda run: run.bold):
        text = "".join(
            f"{{{run.text}}}" if run.reference else run.text.replace("{", "{{").replace("}", "}}") for run in runs
        )
        core = text.strip(BLANKS) if bold else ""
        start = len(text) - len(text.lstrip(BLANKS)) if core else len(text)
        parts += [(False, text[:start]), (True, core), (False, text[start + len(core) :])]
    filled = (part for part in parts if part[1])
    return [(bold, "".join(text for _, text in group)) for bold, group in groupby(filled, lambda part: part[0])]
