"""What is not TOML, or TOML that no person wrote, gives one message at a sensible place, and gives it soon."""

from __future__ import annotations

import ast
import inspect
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.support.mutated import damaged, noise, paths
from tui.base.text import Position
from tui.toml import TomlError, faults, parse
from tui.toml.plain import plain_values
from tui.toml.tree import checked_values

FILE = "draft.toml"
SOURCES = [file.read_bytes() for file in sorted((ROOT / "outlines").glob("*/*.toml"))]
MANY = 50_000
MEGA = 300_000

NO_STATEMENT = "this line is neither a comment, a table nor “key = value”"
NO_VALUE = "not a value: text needs quotation marks"
BEHIND = "there is something after a value on its line"
CONTROL = "there is a control character here"
CONTROL_INSIDE = "there is a line break or a control character in a string"
TWICE = "this table is declared twice"
TAKEN = "this key has a value already"
COMPLETE = "this table is complete already and cannot be added to"
NO_BRACKET = "the closing bracket of a table name is missing"
NO_EQUALS = "“=” is missing after a key"
NO_KEY = "a key cannot begin with this character"
NO_LIST_END = "a list is not closed with “]”"
NO_TABLE_END = "an inline table is not closed with “}”"
BACKSLASH = "a backslash in a string in double quotes must be written twice"
NO_HEX = "a character code is not hexadecimal"
NO_CHARACTER = "a character code is not a Unicode character"
NOT_CLOSED = "a string is not closed"
TEXT_NOT_CLOSED = "the text that begins here is not closed with three quotation marks"
NO_DATE = "there is no such date or time"
TOO_DEEP = "lists or tables are nested too deeply"
TOO_LONG = "a number is too long"
LONG_KEY = "a key with more than 16 parts"
NO_UTF8 = "this is not UTF-8 text"
NO_TOML = "this is not TOML"
CONFLICT = "a git conflict marker, line 2"

# ▸ marks where the message must point.
EXAMPLES = [
    ("a = 1\n  ▸?\n", NO_STATEMENT),
    ("a = 1\n▸文 = 2\n", NO_STATEMENT),
    ("a = 1\n▸= 2\n", NO_STATEMENT),
    ("▸\x00", NO_STATEMENT),
    ("a = 1\n▸\ufeffb = 2\n", NO_STATEMENT),
    ('a = "x" ▸"y"\n', BEHIND),
    ('"文" = 1\n[a] ▸b\n', BEHIND),
    ("a = 0▸7\n", BEHIND),
    ("a = 1 # ▸\x00\n", CONTROL),
    ("# 注\n# ▸\x7f\n", CONTROL),
    ("a = '中▸\x1b'\n", CONTROL),
    ("a = '''\n中▸\x0c\n'''\n", CONTROL),
    ('a = "中▸\x00"\n', CONTROL_INSIDE),
    ('a = """\n中▸\x08"""\n', CONTROL_INSIDE),
    ("[a]\nb = 1\n▸[a]\n", TWICE),
    ("[a.b]\n[a]\nx = 1\n  ▸[a]\n", TWICE),
    ("a.b = 1\n▸[a]\n", TWICE),
    ("a = {}\n▸[a]\n", TWICE),
    ("[[a]]\n▸[a]\n", TWICE),
    ("[a]\nb.c = 1\n▸[a.b]\n", TWICE),
    ("[a.b]\n[a]\n▸b.c = 1\n", TWICE),
    ("a = 1\n▸a = 2\n", TAKEN),
    ("a = 1\n\n  ▸'a' = '''\n2\n'''\n", TAKEN),
    ('["文"]\na = 1\n▸"a" = [\n  1,\n  2,\n]\n', TAKEN),
    ("a.b = 1\n▸a.b = { c = 1 }\n", TAKEN),
    ("a = 1\n▸a.b = 2\n", TAKEN),
    ("a = 1\n▸[a]\n", TAKEN),
    ("a = 1\n▸[a.b]\n", TAKEN),
    ("a = 1\n▸[[a]]\n", TAKEN),
    ("[a]\n▸[[a]]\n", TAKEN),
    ("a = { b = 1, ▸b = 2 }\n", TAKEN),
    ("a = { b = 1, ▸b = { c = 1 } }\n", TAKEN),
    ("a = [\n  { b = 1 },\n  { b.c = 1, ▸b.c = 2 },\n]\n", TAKEN),
    ("a = { b = 1, ▸b.c = 2 }\n", TAKEN),
    ("a = []\n▸[[a]]\n", COMPLETE),
    ("[a]\nb = {}\n▸b.c = 1\n", COMPLETE),
    ("a = { b = {}, ▸b.c = 1 }\n", COMPLETE),
    ("[a▸\n", NO_BRACKET),
    ("[a ▸b]\n", NO_BRACKET),
    ("[[a▸]\n", NO_BRACKET),
    ("[sections.plan▸\ntext = '无'\n", NO_BRACKET),
    ("a ▸b = 1\n", NO_EQUALS),
    ("a▸", NO_EQUALS),
    ("a▸: 1\n", NO_EQUALS),
    ("[▸]\n", NO_KEY),
    ("[▸文]\n", NO_KEY),
    ("a. ▸= 1\n", NO_KEY),
    ("a = { ▸, }\n", NO_KEY),
    ("a = { b = 1, ▸}\n", NO_KEY),
    ("a = [1 ▸2]\n", NO_LIST_END),
    ("a = [\n  1\n▸b = 2\n", NO_LIST_END),
    ("a = [1▸", NO_LIST_END),
    ("a = { b = 1 ▸c = 2 }\n", NO_TABLE_END),
    ("a = { b = 1▸\n}\n", NO_TABLE_END),
    ('a = "C:▸\\dir"\n', BACKSLASH),
    ('a = "C:▸\\dir\\"\nb = 1\n', BACKSLASH),
    ('a = """\n中▸\\  x"""\n', BACKSLASH),
    ('a = "中▸\\u12"\n', NO_HEX),
    ('a = "▸\\U0000zzzz"\n', NO_HEX),
    ('a = "▸\\uD800"\n', NO_CHARACTER),
    ('a = "中▸\\U00110000"\n', NO_CHARACTER),
    ('a = ▸"中\nb = "1"\n', NOT_CLOSED),
    ('a = ▸"中', NOT_CLOSED),
    ('a = ▸"中\\"\nb = 1\n', NOT_CLOSED),
    ("a = ▸'中\nb = '1'\n", NOT_CLOSED),
    ("a = ▸'中\nb = 1\n", NOT_CLOSED),
    ("a = ['''\n''', ▸'中,\n]\n", NOT_CLOSED),
    ("a = ▸'''\n中\n", TEXT_NOT_CLOSED),
    ('a = 1\nb = ▸"""\n中\n', TEXT_NOT_CLOSED),
    ('[a]\nb = ▸"""\n中\n[c]\nd = """\n中\n"""\n', TEXT_NOT_CLOSED),
    ('[a]\nb = ▸"""\n中\n\n[[c.d]] # 注\nd = """\n中\n"""\n', TEXT_NOT_CLOSED),
    ("[a]\nb = ▸'''\n中\n\n[\"文\"]\nd = '''\n中\n'''\n", TEXT_NOT_CLOSED),
    ('a = """x"""\nb = ▸"""\\\n中""\n', TEXT_NOT_CLOSED),
    ('a = """\n[附件]\n"""\nb = ▸无\n', NO_VALUE),
    ("a = ▸2023-02-30\n", NO_DATE),
    ("a = ▸2023-13-01T00:00:00Z\n", NO_DATE),
    ("a = [2024-01-01, ▸2023-00-01]\n", NO_DATE),
    ("a = ▸2024-1-5\n", NO_DATE),
    ("a = [▸2024-1-5]\n", NO_DATE),
    ("a = { b = ▸2024-1-5 }\n", NO_DATE),
    ("a = 2024▸-1\n", BEHIND),
    ("a = ▸中文\n", NO_VALUE),
    ("a = ▸\n", NO_VALUE),
    ("a =▸", NO_VALUE),
    ("a = ▸True\n", NO_VALUE),
    ("a = [1, ▸", NO_VALUE),
    ("a = 1\n▸<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> branch\n", CONFLICT),
    ('a = """\n▸<<<<<<< HEAD\n"""\n=======\n>>>>>>> 分支\n', CONFLICT),
]

MONSTERS = [
    (f"a = {'[' * 32}▸{'[' * MANY}{']' * (MANY + 32)}\n", TOO_DEEP),
    (f"a = {'{ a = ' * 32}▸{'{ a = ' * MANY}1{'}' * (MANY + 32)}\n", TOO_DEEP),
    (f"a = {'[{ a = ' * 16}▸{'[{ a = ' * MANY}1{'}]' * (MANY + 16)}\n", TOO_DEEP),
    (f"b = 1\na = ▸{'[' * MANY}\n", TOO_DEEP),
    (f"a = ▸{'{ a = ' * MANY}\n", TOO_DEEP),
    (f"▸{'a.' * MANY}a = 1\n", LONG_KEY),
    (f"b = 1\n▸{'a . ' * MANY}a = 1\n", LONG_KEY),
    (f"""▸{'"文".' * MANY}a = 1\n""", LONG_KEY),
    (f"[▸{'a.' * MANY}a]\n", LONG_KEY),
    (f"[[▸{'a.' * MANY}a]]\n", LONG_KEY),
    (f"b = {{ ▸{'a.' * MANY}a = 1 }}\n", LONG_KEY),
    (f"b = [ {{ c = 1, ▸{'a.' * MANY}a = 1 }} ]\n", LONG_KEY),
    (f"▸{'a.' * MANY}a = 1\nb = \n", LONG_KEY),
    (f"b = \n▸{'a.' * MANY}a = 1\n", LONG_KEY),
    (f"[b\n[▸{'a.' * MANY}a]\n", LONG_KEY),
    (f"a = ▸{'1' * 5_000}\n", TOO_LONG),
    (f"a = ▸0x{'f' * MEGA}\n", TOO_LONG),
    (f"a = [0, ▸-{'1_' * MEGA}1]\n", TOO_LONG),
    (f"a = ▸0.{'1' * MEGA}\n", TOO_LONG),
    (f"a = ▸1e{'9' * 20}\n", TOO_LONG),
    (f"a = {{ b = ▸1.5E-{'9' * 20} }}\n", TOO_LONG),
    (f"{'k' * MEGA} = 1\n▸{'k' * MEGA} = 2\n", TAKEN),
    (f"""[{"k" * MEGA}]\n▸["{"k" * MEGA}"]\n""", TWICE),
    ("a = ▸" + '"' + '\\"' * MEGA, NOT_CLOSED),
    ("a = ▸'''" + "\n[x" * MEGA, TEXT_NOT_CLOSED),
    ("a = ▸" + '"""' + "\\" * MEGA, TEXT_NOT_CLOSED),
    ('a = ▸"\n' + 'a = "\n' * (MEGA // 6), NOT_CLOSED),
    ("a = [" + "1, " * (MEGA // 3) + "▸", NO_VALUE),
    ("▸=" + "=" * MEGA, NO_STATEMENT),
    ("▸" + "<<<<<<< HEAD\n" * (MEGA // 10), "a git conflict marker, line 1"),
]
"""Files on which a quadratic or recursive reader spends minutes, or dies."""


def refused(source: bytes) -> TomlError:
    with pytest.raises(TomlError) as caught:
        parse(source, FILE)
    return caught.value


def marked(example: str) -> tuple[str, Position]:
    """An example without its mark, and the place that it marks."""
    before, _, after = example.partition("▸")
    return before + after, Position(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_each_fault_is_reported_once_at_its_place(newline: str, bom: str) -> None:
    for example, message in EXAMPLES:
        text, position = marked(example)
        error = refused((bom + text.replace("\n", newline)).encode())
        assert (str(error.what), error.place and error.place.start) == (message, position), example


def test_every_fault_we_have_words_for_has_an_example() -> None:
    assert {message for _, message in EXAMPLES} >= {str(ours) for _, ours in faults._FAULTS}


def test_each_monster_is_reported_once_at_its_place() -> None:
    for example, message in MONSTERS:
        text, position = marked(example)
        error = refused(text.encode())
        assert (str(error.what), error.place and error.place.start) == (message, position), example[:100]


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        (b"\xff", 1, 1),
        (b"\xff\xfea\x00", 1, 1),
        (b"\xef\xbb\xbfa = 1\n\xff", 2, 1),
        ('a = "中文'.encode() + "中文".encode("gbk") + b'"', 1, 8),
        ("# 注\r\na = 1 # ".encode() + b"\xc0\x80", 2, 9),
        (b"# \xed\xa0\x80", 1, 3),
        ("# 中".encode()[:-1], 1, 3),
        (b"a = 1\n" * MEGA + b"\xf5", MEGA + 1, 1),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_not_utf_8_is_reported_where_it_begins(source: bytes, line: int, column: int) -> None:
    error = refused(source)
    assert str(error.what) == NO_UTF8
    assert str(error.remedy) == "save it as UTF-8 in your editor"
    assert error.place and error.place.start == (line, column)


def test_a_conflict_comes_with_what_to_do() -> None:
    error = refused(b"<<<<<<< HEAD\na = 1\n=======\na = 2\n>>>>>>> branch\n")
    assert str(error.remedy) == "decide the conflict: keep one side and delete the marker lines"


def test_a_line_of_equals_signs_alone_is_no_conflict() -> None:
    assert str(refused(b"a = 1\n=======\n").what) == NO_STATEMENT
    assert faults.conflict_markers("标题\n=======\n") == []


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\r\n",
        b"# \xe4\xb8\xad",
        b"k" * MEGA + b" = 1",
        b"a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p = 1",
        b"a = " + b"[" * 32 + b"]" * 32,
        b"a = " + b"9" * 999,
        b"a = 1e999999999",
        b"a = 0xE1234567890E",
        b"a = 0.1234567890123456789012345678901234567890",
        b"a = [" + b"'', " * 100_000 + b"]",
        b'a = """' + b"\\\n" * 300_000 + b'"""',
        b"[[a]]\n" * 50_000,
        b"[a]\n" + b"".join(b"b%d = 1\n" % n for n in range(50_000)),
        "".join(f'{n} = "{n}。2.1.3.4.5.6.7.8.9.10.11.12.13.14.15.16.17.18.19"\n' for n in range(1_000)).encode(),
    ],
    ids=lambda source: str(source[:30]),
)
def test_a_large_file_that_is_no_monster_is_read(source: bytes) -> None:
    assert parse(source, FILE).values == tomllib.loads(source.decode("utf-8-sig"), parse_float=Decimal)


def test_a_line_with_many_stops_does_not_hide_another_fault() -> None:
    text = "。".join("1.5" for _ in range(30))
    error = refused(f'a = """\n{text}\n一…… ................ 1. 2. 3.\n"""\nb = 无\n'.encode())
    assert (str(error.what), error.place and error.place.start.line) == (NO_VALUE, 5)


def tomllib_messages() -> Iterator[str]:
    """The messages that tomllib of this Python raises errors with, each up to the first thing it fills in."""
    for module in ("_parser", "_re"):
        source = inspect.getsource(__import__(f"tomllib.{module}", fromlist=["_"]))
        for call in ast.walk(ast.parse(source)):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("suffixed_err", "TOMLDecodeError"):
                for argument in call.args:
                    start = argument.values[0] if isinstance(argument, ast.JoinedStr) else argument
                    if isinstance(start, ast.Constant) and isinstance(start.value, str):
                        yield start.value


def test_every_message_of_this_python_is_said_in_our_words() -> None:
    messages = set(tomllib_messages())
    assert len(messages) >= 15
    for message in messages:
        assert any(message.startswith(theirs) for theirs, _ in faults._FAULTS), message


def check_total(source: bytes) -> bool:
    """Check that a file is read with the place of all that is in it, or refused at a place in it; tell which."""
    lines = source.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
    try:
        document = parse(source, FILE)
    except TomlError as error:
        assert error.place is not None
        assert error.place.span is not None
        start = error.place.start
        assert 1 <= start.line <= len(lines)
        assert 1 <= start.column <= len(lines[start.line - 1]) + 1
        return False
    assert document.values == tomllib.loads(source.decode("utf-8-sig"), parse_float=Decimal)
    assert checked_values(document) == document.values  # a plain file has nothing that a look at its tree would refuse
    for path in paths(document.values):
        assert document.entry(path) is not None, path
    return True


@settings(max_examples=500)
@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_read_or_refused_at_a_place(source: bytes) -> None:
    check_total(source)


@pytest.mark.parametrize("seed", range(5))
def test_damaged_files_and_pieces_of_toml_are_read_or_refused_at_a_place(seed: int) -> None:
    random = Random(seed)
    for _ in range(200):
        source = damaged(random, SOURCES)
        assert check_total(source) in (True, False)
        check_total(noise(random))
        check_total(source[: random.randrange(len(source) + 1)])


def test_every_truncation_of_a_short_file_is_read_or_refused_at_a_place() -> None:
    source = 'a = [1, "中\\u4e2d"]\r\n[b."文"]\r\nc = """\\\n x"""\r\n[[d]]\ne = {f = 2024-01-05, g = \'x\'}\n'.encode()
    assert [check_total(source[:end]) for end in range(len(source) + 1)].count(True) > 10


def test_shipped_outlines_and_examples_are_read_without_a_syntax_tree() -> None:
    assert all(plain_values(source.decode()) is not None for source in SOURCES)


@pytest.mark.parametrize(
    "text",
    [
        "a = {b = 1,}",
        "a = {b = 1\n}",
        "a = [{b = 1}, {\nb = 1}]",
        "a = {b = '}'}",
        'a = {b = "{c}"}',
        'a = "\\e"',
        'a = "\\x41"',
        'a = """"b""""',
        "a = 12:30",
        "a = 2024-01-05T12:30",
        "a = inf",
        "a = 1e99",
        f"a = {'9' * 30}",
        f"a = {'[' * 9}{']' * 9}",
        f"{'a.' * 16}b = 1",
        f"a = {{{'b' * 10_000} = 1}}",
        "a = 1\na = 2",
    ],
)
def test_what_a_grammar_may_refuse_is_not_plain(text: str) -> None:
    assert plain_values(text) is None
