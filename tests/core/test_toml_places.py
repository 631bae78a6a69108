"""The line and column reported for any value, key or character are its place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.written import BREAK, FOLDS, Atom, KeyPath, Span, Writer, escapes, typed, verbatim
from tui.base import text
from tui.base.errors import Place
from tui.base.text import Position
from tui.toml import Document, parse

FILE = "draft.toml"
BOM = "\ufeff".encode()


def position(source: str, offset: int) -> Position:
    """Line and column of an offset, counted by hand."""
    before = source[:offset]
    return Position(before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1)


def place(source: str, span: Span) -> Place:
    """The place of a span of offsets."""
    return Place(FILE, text.Span(position(source, span[0]), position(source, span[1])))


def paths(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The path of every table, list and value of a file."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, (*path, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from paths(item, (*path, n))


def check_characters(
    document: Document, source: str, path: KeyPath, offset: int, string: tuple[str, list[Span]]
) -> None:
    """Check every character of a string, and some stretches of it."""
    value, spans = string
    spans = [(start + offset, end + offset) for start, end in spans]
    for n, span in enumerate(spans):
        assert document.place_within(path, n, n + 1) == place(source, span)
        assert document.place_within(path, n, n) == place(source, (span[0], span[0]))
        assert document.place_within(path, n, len(spans)) == place(source, (span[0], spans[-1][1]))
        assert document.place_within(path, 0, n + 1) == place(source, (spans[0][0], span[1]))
    end = document.place_within(path, len(value), len(value)).span
    assert end is not None
    assert end.start == end.end


def check(writer: Writer, *, bom: bool) -> None:
    """Check the places of all that a writer has written."""
    source = writer.text
    document = parse(BOM * bom + source.encode(), FILE)
    assert document.values == writer.values
    for path in paths(document.values):
        assert document.entry(path) is not None, path
        assert document.place(path, of="key") == place(source, writer.keys[path])
        if path in writer.places:
            assert document.place(path) == place(source, writer.places[path])
            assert document.raw(path) == source[slice(*writer.places[path])]
        elif writer.headers.get(path, -1) >= 0:
            assert document.place(path).start == position(source, writer.headers[path])
    for path, (offset, string) in writer.strings.items():
        assert string.normalised()[0] == text.normalise(string.value)
        check_characters(document, source, path, offset, string.normalised())


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.randoms(use_true_random=False), st.sampled_from(("\n", "\r\n", "\n\r\n")), st.booleans())
def test_every_place_of_any_file_is_where_it_stands(random: Random, newlines: str, bom: bool) -> None:
    writer = Writer(random, ("\n", "\r\n") if newlines == "\n\r\n" else (newlines,))
    writer.file(random.randrange(3))
    check(writer, bom=bom)


@pytest.mark.parametrize("seed", range(8))
def test_every_place_of_many_files_is_where_it_stands(seed: int) -> None:
    for number in range(100):
        random = Random(f"{seed} {number}")
        writer = Writer(random, random.choice((("\n",), ("\r\n",), ("\n", "\r\n"))))
        writer.file(random.randrange(6))
        check(writer, bom=number % 2 == 0)


SMALL: dict[str, list[Atom]] = {
    '"""': [
        *map(verbatim, 'a中😀" \n'),
        *FOLDS,
        *(atom for character in "\n\r" for atom in escapes(character)[-1:]),
        escapes("中")[-1],
        escapes("😀")[0],
    ],
    "'''": [*map(verbatim, "a中😀' \n\\\u2028")],
    '"': [*map(verbatim, "a中😀' \x85"), *(escapes(character)[-1] for character in '\n\r中"\\'), escapes("😀")[0]],
    "'": [*map(verbatim, 'a中😀" \\\u3000')],
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("quote", SMALL)
def test_every_place_of_every_short_string_is_where_it_stands(quote: str, newline: str) -> None:
    shortest = [atoms for length in range(4) for atoms in product(SMALL[quote], repeat=length)]
    strings = [typed(quote, atoms, lambda: newline) for atoms in shortest]
    if len(quote) == 3:
        strings += [typed(quote, (BREAK, *atoms), lambda: newline) for atoms in shortest]
    source, offsets = "", []
    for n, string in enumerate(strings):
        source += f"{n} = "
        offsets.append(len(source))
        source += f"{string.source}{newline}"
    document = parse(source.encode(), FILE)
    assert list(document.values.values()) == [string.value for string in strings]
    for n, (string, offset) in enumerate(zip(strings, offsets, strict=True)):
        for index, (start, end) in enumerate(string.normalised()[1]):
            here = place(source, (offset + start, offset + end))
            assert document.place_within((str(n),), index, index + 1) == here, (string, index)
