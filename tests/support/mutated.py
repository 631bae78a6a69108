"""Drafts and outlines as nobody should write them: random bytes, damaged files, values of the wrong type everywhere."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Iterator, Sequence
from random import Random
from typing import Any

import tomli_w

Path = tuple[str | int, ...]

_HOLE = "a hole that no file has"

VALUES: tuple[str, ...] = (
    '""',
    '"无"',
    '"x"',
    '"一\\u202e二\\u0000三\\u001b[31m四\\r五"',
    '"""\n<<<<<<< a\n=======\n>>>>>>> b\n"""',
    '"{issuer.__class__}{0}{{{year!r}"',
    f'"{"长" * 5000}"',
    "true",
    "0",
    "-1",
    "+1",
    "2024",
    "1_000",
    "0x7E8",
    "0o17",
    "0b1",
    "9" * 40,
    "9" * 900,
    "0x" + "f" * 900,
    "9" * 5000,
    "1.5",
    "1e3",
    "-1.5E-3",
    "1e999999999",
    "1e99999999999999999999",
    "-0.0",
    "inf",
    "-inf",
    "nan",
    "2024-02-29",
    "0001-01-01",
    "9999-12-31",
    "2024-02-29T07:32:00",
    "2024-02-29T07:32:00.999999+08:00",
    "07:32:00",
    "[]",
    '["", "甲", "乙"]',
    "[1, [2, [3.5, true]], {a = 1}]",
    "[[], [[]], {}]",
    "[{}]",
    '[{ id = [], rule = 1, reason = {} }, { "\\u001b" = nan }]',
    "{}",
    "{ a = 1 }",
    '{ "" = "", "\\u202e" = [], text = 7, status = [] }',
    '{ text = "无。", status = "ready", owner = "" }',
)
"""Values of every type, as typed."""


def paths(values: object, path: Path = ()) -> Iterator[Path]:
    """The path of every table, list and value below the top of a file."""
    inner: Iterator[tuple[str | int, object]]
    if isinstance(values, dict):
        inner = iter(values.items())
    elif isinstance(values, list):
        inner = iter(enumerate(values))
    else:
        return
    for key, item in inner:
        yield (*path, key)
        yield from paths(item, (*path, key))


def replaced(source: bytes, path: Path, typed: str) -> bytes:
    """A file with another value, given as typed, at a path."""
    values = copy.deepcopy(tomllib.loads(source.decode()))
    inner: Any = values
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = _HOLE
    return tomli_w.dumps(values).replace(f'"{_HOLE}"', typed).encode()


def damaged(random: Random, sources: Sequence[bytes]) -> bytes:
    """One of the files, damaged a few times: pieces changed, deleted, doubled, moved or taken from another file."""
    text = random.choice(sources).decode()
    for _ in range(random.choice((1, 1, 1, 2, 3, 10))):
        start = random.randrange(len(text) + 1)
        end = start + random.choice((0, 1, 1, 2, 5, 20, 200))
        before, piece, after = text[:start], text[start:end], text[end:]
        match random.randrange(9):
            case 0:
                text = before + after
            case 1:
                text = before + piece + piece + after
            case 2 | 3:
                text = before + random.choice(_TOKENS) + after
            case 4:
                other = random.choice(sources).decode()
                at = random.randrange(len(other))
                text = before + other[at : at + random.choice((1, 5, 50, 500))] + after
            case 5 | 6:
                line = text.rfind("\n", 0, start) + 1
                text = text[:line] + random.choice(_LINES) + text[line:]
            case 7:
                lines = text.split("\n")
                at, to = random.randrange(len(lines)), random.randrange(len(lines))
                lines.insert(to, lines.pop(at))
                text = "\n".join(lines)
            case 8:
                text = before if random.random() < 0.2 else text.replace("\n", "\r\n")
    content = bytearray(text.encode())
    if content and random.random() < 0.2:
        content[random.randrange(len(content))] = random.randrange(256)
    return bytes(content)


def noise(random: Random) -> bytes:
    """Random bytes, or random pieces of TOML and of texts."""
    if random.random() < 0.3:
        return random.randbytes(random.choice((0, 1, 2, 10, 1000)))
    return _pieces(random).encode()


def value(random: Random) -> str:
    """One of `VALUES`, or a string of random pieces, as typed."""
    return random.choice(VALUES) if random.random() < 0.7 else tomli_w.dumps({"x": _pieces(random)})[len("x = ") : -1]


def _pieces(random: Random) -> str:
    return "".join(random.choice((*_TOKENS, *_LINES)) for _ in range(random.randrange(40)))


_TOKENS: tuple[str, ...] = (
    *"\n\r\t .=,#[]{}\"'\\-+*`<>&|~$@!:/（）()1234567890abcdef",
    *"\x00\x1b\x7f\x85\u2028\u202e\ufeff\u3000中😀\U000e0001\uffff",
    *('"""', "'''", "[[", "]]", "\r\n", "**", "***", "##", "### ", "1.", "（1）", "\x1b[2J"),
    *("{{", "}}", "{year}", "{issuer}", "{party_group_sessions}", "{nothing}"),
    *("\\u202e", "\\u0000", "\\U0010FFFF", "\\uD800", "\\\n", "inf", "nan", "0x1F", "1e5", "1979-05-27", "true"),
)

_LINES: tuple[str, ...] = tuple(
    f"{line}\n"
    for line in (
        "[fields]",
        "[figures]",
        "[sections]",
        "[sections.plan]",
        "[sections.plan.text]",
        "[[sections]]",
        "[[waivers]]",
        "[clearance]",
        "[a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r]",
        "year = 2024",
        'outline = "law-based-government-department@2024"',
        'outline = "../../../etc/passwd@2024"',
        'extends = "law-based-government-department@2024"',
        'extends = "law-based-government-department-jincheng@2024"',
        'text = """',
        '"""',
        "'''",
        "<<<<<<< HEAD",
        "=======",
        ">>>>>>> branch",
        "id = []",
        'id = "plan"',
        'after = "nothing"',
        "after = 1",
        "drop = true",
        'that = "a <= b"',
        f"a = {'[' * 40}",
    )
)
