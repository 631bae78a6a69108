"""Two versions of a file as a unified diff, in linear time where the standard library's is quadratic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.base.text import message_line
from tui.editing.align import stretches

_CONTEXT = 3  # lines


def unified(name: str, old: str, new: str) -> str:
    """The lines that differ, with three around them, as `diff -u` shows them; nothing where none does."""
    label = message_line(name)
    a, b = _lines(old), _lines(new)
    hunks = list(_hunks(list(stretches(a, b))))
    if not hunks:
        return ""
    shown = [f"--- {label}\n+++ {label}\n"]
    for hunk in hunks:
        first, last = hunk[0], hunk[-1]
        start_a, start_b = max(0, first[0] - _CONTEXT), max(0, first[2] - _CONTEXT)
        end_a, end_b = min(len(a), last[1] + _CONTEXT), min(len(b), last[3] + _CONTEXT)
        shown.append(f"@@ -{_range(start_a, end_a)} +{_range(start_b, end_b)} @@\n")
        at = start_a
        for x, y, u, v in hunk:
            shown += [_shown(" ", line) for line in a[at:x]]
            shown += [_shown("-", line) for line in a[x:y]]
            shown += [_shown("+", line) for line in b[u:v]]
            at = y
        shown += [_shown(" ", line) for line in a[at:end_a]]
    return "".join(shown)


def _hunks(changed: Sequence[tuple[int, int, int, int]]) -> Iterator[list[tuple[int, int, int, int]]]:
    """Changed stretches that are near each other, grouped."""
    hunk: list[tuple[int, int, int, int]] = []
    for stretch in changed:
        if hunk and stretch[0] - hunk[-1][1] > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(stretch)
    if hunk:
        yield hunk


def _range(start: int, end: int) -> str:
    """Lines as the format counts them: from 1, the length left out where it is 1, the line before where there is none."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _shown(sign: str, line: str) -> str:
    return f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + [last] * bool(last)
