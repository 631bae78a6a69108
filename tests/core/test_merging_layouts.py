"""Two versions of a hand-edited file, in whatever form, merge with the comments of both and the values that are meant."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.test_editing import ORDER, PATHS, value_for
from tests.support.hand_edited import hand_edited
from tui.draft.draft import Draft
from tui.editing import conflicts
from tui.editing.changes import changed, same
from tui.editing.conflicts import NotLineByLine, resolve
from tui.editing.edit import edit
from tui.editing.merge import merge
from tui.formatting.canonical import canonical
from tui.toml import Document, parse


def in_canonical_layout(version: Document) -> Document:
    return parse(canonical(Draft(version, ORDER.outline)), version.file)


def commented(document: Document, random: Random, mark: str) -> Document:
    """The document with a comment of its own above a statement."""
    starts = []
    texts = [entry.value for entry in document.entries.values() if entry.kind in ("string", "array", "inline_table")]
    for entry in document.entries.values():
        line = document.body.rfind(b"\n", 0, entry.statement[0]) + 1
        is_first = not document.body[line : entry.statement[0]].strip()
        if is_first and not any(start < line <= end for start, end in texts):
            starts.append(line)
    at = random.choice(starts)
    body = document.body[:at] + f"# {mark}{document.newline}".encode() + document.body[at:]
    return parse(document.source[: len(document.source) - len(document.body)] + body, document.file)


@settings(max_examples=80)
@given(st.integers(0, 2**32))
def test_versions_in_any_layout_merge_with_all_their_comments(seed: int) -> None:
    random = Random(seed)
    base = parse(hand_edited(random), "f")
    sides = []
    for mark in ("甲的注释", "乙的注释"):
        changes = {path: value_for(random, path) for path in random.sample(PATHS, random.randrange(4))}
        sides.append(commented(edit(base, changes, ORDER), random, mark))
    if random.random() < 0.2:
        sides[1] = in_canonical_layout(sides[1])
    ours, theirs = sides
    try:
        merged = resolve(base, ours, theirs, ORDER, in_canonical_layout)
    except NotLineByLine:
        return  # a conflict inside an inline table: git merges line by line
    text = merged.source.decode()
    assert "甲的注释" in text and "乙的注释" in text
    if not merged.conflicts:
        wanted = changed(ours.values, merge(base.values, theirs.values, ours.values).changes, ORDER)
        assert same(conflicts._by_id(parse(merged.source, "f").values), conflicts._by_id(wanted))
