"""Reword a message and keep its translation: `python -m tests.tools.reword "old words" "new words"`.

A message is its own key in the catalogue, so a changed wording would lose its Chinese. This changes both at once.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.pofile import read_po

from tests.tools.catalogue import CHINESE, ROOT, save, update

MARKERS = ("say", "say_n")


def reword(new_words: Mapping[str, str]) -> dict[str, int]:
    """Reword messages (old wording to new) in the code and the catalogue; how many places of the code each had."""
    changed = dict.fromkeys(new_words, 0)
    for file in (ROOT / "tui").rglob("*.py"):
        source = file.read_text("utf-8")
        lines = source.splitlines(keepends=True)
        for literal in sorted(_messages(ast.parse(source)), key=lambda node: (-node.lineno, -node.col_offset)):
            old = str(literal.value)
            if old in new_words and literal.end_lineno is not None and literal.end_col_offset is not None:
                changed[old] += 1
                first, last = literal.lineno - 1, literal.end_lineno - 1
                before = lines[first].encode()[: literal.col_offset].decode()
                after = lines[last].encode()[literal.end_col_offset :].decode()
                lines[first : last + 1] = [before + _quoted(new_words[old]) + after]
        if (text := "".join(lines)) != source:
            file.write_text(text, "utf-8")
    with CHINESE.open("rb") as stream:
        catalogue = read_po(stream, locale="zh_CN")
    for message in list(catalogue):
        ids = tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)
        if any(id in new_words for id in ids):
            renamed = tuple(new_words.get(id, id) for id in ids)
            translation = message.string
            catalogue.delete(message.id)
            catalogue.add(renamed if len(renamed) > 1 else renamed[0], translation, message.locations)
    save(catalogue)
    update()
    return changed


def _messages(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            for argument in node.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument


def _quoted(text: str) -> str:
    """A Python literal in double quotes; in single ones where that spares backslashes."""
    if '"' in text and "'" not in text:
        return repr(text)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if not reword({sys.argv[1]: sys.argv[2]})[sys.argv[1]]:
        sys.exit(f"no message says: {sys.argv[1]}")
    print(f"reworded, here and in {Path(CHINESE).relative_to(ROOT)}")
