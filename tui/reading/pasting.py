"""Text pasted from a word processor or a web page: its debris removed, its paragraphs kept apart, its numbers as marks."""

from __future__ import annotations

import re

from tui.base.text import BLANKS, UNSAFE, normalise

_INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\ufff9-\ufffc]")
"""Soft hyphens, zero-width blanks and joiners, variation selectors, byte order marks, and places of objects."""
_BULLET = re.compile(r"[•●○■□◆◇▪▫▶►\uf000-\uf0ff][ \t\u00a0\u3000]*")
"""What word processors put in front of the items of a list; U+F000 to U+F0FF are those of their symbol fonts."""
_HEADING_2 = re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)][ \t\u3000]*(?=\S)")
_INDENTED = re.compile(r"(?:\u3000|[ \u00a0]{2,}|\t)")
_SENTENCE_INSIDE = re.compile(r"[。！？；](?=[^”’）》\s])")
_STOPS = "。！？；：，、"
_LONGEST_HEADING = 40  # characters; GB/T 9704 has none longer in its samples, and a sentence hardly is shorter


def cleaned(text: str) -> str:
    """The text as it goes into a section.

    What nobody sees goes. Lines that are paragraphs are set apart by blank lines, since a line break alone joins; they are
    taken for paragraphs when some line is indented or holds several sentences, and no blank line says otherwise. A short line
    that begins with （一） is a heading of the second level. One line stays one line.
    """
    plain = UNSAFE.sub("", _INVISIBLE.sub("", normalise(text))).replace("\u00a0", " ")
    lines = [line.rstrip(BLANKS) for line in plain.split("\n")]
    if len(lines) == 1:
        return plain
    indented = [bool(_INDENTED.match(line)) for line in lines]
    bodies = [_marked(line.lstrip(BLANKS)) for line in lines]
    if any(not body for body in bodies[:-1]):
        return "\n".join(bodies)
    by_indent = any(indented)
    if not by_indent and not any(map(_SENTENCE_INSIDE.search, bodies)):
        return "\n".join(bodies)
    result: list[str] = []
    for body, opens in zip(bodies, indented, strict=True):
        if result and body and (opens or not by_indent or body.startswith("## ")):
            result.append("")
        result.append(body)
    return "\n".join(result)


def _marked(line: str) -> str:
    """A line without a bullet, and with a mark for the number that the program will give."""
    line = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    heading = _HEADING_2.match(line)
    if heading and len(line) <= _LONGEST_HEADING and line[-1] not in _STOPS:
        return f"## {line[heading.end() :]}"
    return line
