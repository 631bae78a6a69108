"""A draft as reviewers see it in git: the report with one sentence per line, then everything that is not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.draft.draft import Draft
from tui.draft.keys import LISTS
from tui.draft.prose import references
from tui.editing.merge import items_by_id
from tui.editing.statements import statements
from tui.editing.values import one_line
from tui.render.markdown import render
from tui.toml import KeyPath, value_at

_SENTENCE = re.compile(r"([。！？][”’）》」』】]*(?:\*\*)?)(?=[^\n])")


def reviewed(draft: Draft) -> str:
    """The rendering, and below a rule what it omits: status, owners, clearance, notes, waivers, unused figures, comments.

    It is made for `git diff`: any change to the draft's content changes some line of it.
    """
    lines = [*_values(draft), *_comments(draft)]
    rest = "".join(f"{line}\n" for line in lines)
    return _SENTENCE.sub(r"\1\n", render(draft, "filed")) + (f"\n---\n\n{rest}" if rest else "")


def _values(draft: Draft) -> Iterator[str]:
    """Everything written but not printed, as `key = value`, in the order of the file."""
    values = draft.document.values
    used = {
        text[start + 1 : end - 1]
        for text in (section.text for section in draft.sections.values())
        for start, end in references(text)
    }
    for path, entry in draft.document.entries.items():
        if entry.kind in ("table", "above", "dotted", "inline_table") or path[0] in LISTS:
            continue
        if any(isinstance(part, int) for part in path) or _is_printed(draft, path, used):
            continue
        yield f"{'.'.join(map(str, path))} = {one_line(value_at(values, path))}"
    for name, what in (("notes", "note"), ("waivers", "waiver")):
        for _, item in items_by_id(values, name).values():
            yield f"{what}: {', '.join(f'{key} = {one_line(value)}' for key, value in item.items())}"


def _is_printed(draft: Draft, path: KeyPath, used: set[str]) -> bool:
    match path:
        case ("year",):
            return True
        case ("fields", id):
            return id in draft.outline.fields_by_id
        case ("figures", id):
            return id in used and id in draft.outline.figures_by_id
        case ("sections", id, "text"):
            return id in draft.outline.sections_by_id
        case _:
            return False


def _comments(draft: Draft) -> Iterator[str]:
    source = statements(draft.document)
    lines = list(source.head)
    for statement in source.statements:
        lines += [*statement.above, statement.after]
    for foot in source.feet.values():
        lines += foot
    yield from (stripped for line in lines if (stripped := line.strip()).startswith("#"))
