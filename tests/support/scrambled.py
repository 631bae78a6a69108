"""A draft typed in any way that TOML allows, with comments wherever they are allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from tests.support.written import Atom, escapes, typed, verbatim

FRAGMENTS = (
    *(
        "。",
        "！",
        "？”",
        "**",
        "***",
        "\n",
        "\n\n",
        "\n1. ",
        "\n7、",
        "\n（3）",
        "\n(1)",
        "\n## ",
        "\n### ",
        "##",
        "1.",
    ),
    *(
        " ",
        "\u3000",
        "{{",
        "}}",
        "{",
        "{year}",
        "{nothing}",
        "甲",
        "a",
        "，",
        "’）》",
        "\r\n",
        "\u2028",
        "\x00",
        '"""',
        "\\",
    ),
)
"""What is put into texts at random."""

_NUMBERS = ("1_000", "0x1F", "30.0", "-0", "1e3", "inf", "true", "2024-02-29 07:32:00Z", "07:32:00", "2024-02-29")
_PLAIN_KEY = re.compile("[A-Za-z0-9_-]+")


class Scrambler:
    """Types one draft; `comments` is every comment that was put into it, as it stands there without blanks after it."""

    def __init__(self, random: Random, values: dict[str, Any]) -> None:
        self.random = random
        self.newline = random.choice(("\n", "\n", "\r\n"))
        self.commented = random.choice((0.0, 0.1, 0.5))
        self.comments: list[str] = []
        self.lines: list[str] = []
        self._type(values)
        source = "".join(self.lines)
        self.source = ("\ufeff" if random.random() < 0.2 else "").encode() + source.encode()

    def _often(self, chance: float) -> bool:
        return self.random.random() < chance

    def _blank(self) -> str:
        return self.random.choice(("", " ", " ", " ", "  ", "\t"))

    def _comment(self, what: str) -> str:
        """A comment that says what it is on."""
        hash = self.random.choice(("# ", "#", "#\t", '# """ [x] '))
        text = f"{hash}{what} {len(self.comments)}"
        self.comments.append(text)
        return text + self.random.choice(("", "", " ", "\t"))

    def _put(self, line: str) -> None:
        self.lines.append(line + self.newline)

    def _above(self, what: str) -> None:
        """Comments and blank lines above something, some of them touching it."""
        while self._often(0.3):
            self._put(self.random.choice(("", " ")))
        while self._often(self.commented):
            if self._often(0.2):
                self._put("")
            self._put(self._blank() + self._comment(f"above {what}"))

    def _end(self, what: str) -> str:
        """The end of a line, perhaps with a comment."""
        return self._blank() + (self._comment(f"after {what}") if self._often(self.commented) else "")

    def _type(self, values: dict[str, Any]) -> None:
        top = {name: value for name, value in values.items() if not isinstance(value, (dict, list))}
        tables = {name: value for name, value in values.items() if isinstance(value, dict)}
        early: list[tuple[list[str], Any]] = [([name], value) for name, value in top.items()]
        late: list[tuple[list[str], dict[str, Any]]] = []
        for name, table in tables.items():
            if self._often(0.7):
                parts = (
                    [([name, id], inner) for id, inner in table.items()] if name == "sections" else [([name], table)]
                )
                late += parts
            elif self._often(0.5):
                early.append(([name], table))
            else:
                early += [([name, key], value) for key, value in table.items()]
        lists = [(name, value) for name, value in values.items() if isinstance(value, list)]
        early += [([name], value) for name, value in lists if self._often(0.3) or not value]
        self._pairs(early)
        written = {names[0] for names, _ in early if len(names) == 1}
        rest: list[tuple[list[str], Any]] = [*late, *(([name], value) for name, value in lists if name not in written)]
        for names, table in self._shuffled(rest):
            for element in table if isinstance(table, list) else [table]:
                self._headed(names, element, many=isinstance(table, list))
        self._above("the end")

    def _shuffled(self, items: Iterable[Any]) -> list[Any]:
        mixed = list(items)
        if self._often(0.6):
            self.random.shuffle(mixed)
        return mixed

    def _headed(self, names: Sequence[str], table: dict[str, Any], *, many: bool) -> None:
        self._above(f"[{'.'.join(names)}]")
        opening, closing = ("[[", "]]") if many else ("[", "]")
        self._put(f"{self._blank()}{opening}{self._key(names)}{closing}{self._end('a header')}")
        self._pairs([([name], value) for name, value in table.items()])

    def _pairs(self, pairs: Iterable[tuple[list[str], Any]]) -> None:
        for names, value in self._shuffled(pairs):
            self._above(names[-1])
            before = f"{self._blank()}{self._key(names)}{self._blank()}={self._blank()}"
            self._put(before + self._value(value, False) + self._end(names[-1]))

    def _key(self, names: Sequence[str]) -> str:
        quoted = [
            name if _PLAIN_KEY.fullmatch(name) and self._often(0.9) else self._string(name, '"') for name in names
        ]
        return f"{self._blank()}.{self._blank()}".join(quoted) if self._often(0.2) else ".".join(quoted)

    def _value(self, value: Any, is_inline: bool) -> str:
        if isinstance(value, str):
            quotes = ['"', "'"] if is_inline else ['"', "'", '"""', '"""', "'''"]
            return self._string(value, self.random.choice([mark for mark in quotes if _fits(value, mark)]))
        if isinstance(value, list):
            return self._array(value, is_inline)
        if isinstance(value, dict):
            pairs = [
                f"{self._key([name])} = {self._value(inner, True)}" for name, inner in self._shuffled(value.items())
            ]
            return f"{{{self._blank()}{f'{self._blank()}, '.join(pairs)}{self._blank()}}}"
        return value.typed if isinstance(value, Typed) else str(value)

    def _array(self, items: list[Any], is_inline: bool) -> str:
        text = "["
        for n, item in enumerate(items):
            text += ("," if n else "") + self._in_array() + self._value(item, is_inline) + self._in_array()
        return text + ("," if items and self._often(0.3) else "") + self._in_array() + "]"

    def _in_array(self) -> str:
        text = self._blank()
        while self._often(0.2):
            text += (self._comment("in an array") if self._often(self.commented) else "") + self.newline + self._blank()
        return text

    def _string(self, value: str, quote: str) -> str:
        atoms = [self._atom(character, quote) for character in value]
        if len(quote) == len('"""') and (value.startswith("\n") or self._often(0.7)):
            atoms.insert(0, verbatim("\n"))
        string = typed(quote, atoms, lambda: self.newline)
        assert string.value == value, (string.source, value)
        return string.source

    def _atom(self, character: str, quote: str) -> Atom:
        must = character in '"\\' or (character < " " and character not in "\t") or character == "\x7f"
        if "'" in quote or (character == "\n" and len(quote) > 1) or not (must or self._often(0.02)):
            return verbatim(character)
        return self.random.choice(escapes(character))


def _fits(value: str, quote: str) -> bool:
    if '"' in quote:
        return True
    controls = any((c < " " and c not in "\t\n") or c == "\x7f" for c in value)
    return not controls and "'" not in value and (len(quote) > 1 or "\n" not in value)


class Typed:
    """A value that is not a string, exactly as typed."""

    def __init__(self, text: str) -> None:
        self.typed = text


def mutated(random: Random, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a draft with some texts changed, some values of any type, and keys and tables that nobody knows."""
    result: dict[str, Any] = {name: dict(value) if isinstance(value, dict) else value for name, value in values.items()}
    for id, section in result["sections"].items():
        if "text" in section:
            result["sections"][id] = {**section, "text": _mutated_text(random, section["text"])}
    if random.random() < 0.3:
        id = random.choice(list(result["sections"]))
        result["sections"][id] = {
            **result["sections"][id],
            "text": random.choice(("无", "无。", "无\n", "", "\n", "无。甲")),
        }
    for name in ("fields", "figures", "clearance"):
        result.setdefault(name, {})
        for _ in range(random.randrange(3)):
            key = random.choice([*result[name], "unknown", "名 字", "\u202e", ""])
            result[name][key] = random.choice((Typed(random.choice(_NUMBERS)), "x\n'y'", ["甲", ["乙"]], [], {"a": {}}))
    if random.random() < 0.4:
        result["waivers"] = [
            {"reason": "原文", "rule": "P301", "更多": 1},
            {"rule": "S101", "until": Typed("2024-06-30")},
        ]
    if random.random() < 0.3:
        result["sections"]["unknown"] = {"text": "1.甲\n1.乙。丙", "rows": {"r": {"c": 1, "a": Typed("2.50")}, "q": {}}}
    if random.random() < 0.3:
        result["unknown"] = {"b": 1, "a": [{"x": 1}, {}], "c": {"d": {"e": "f"}}}
    return result


def _mutated_text(random: Random, text: str) -> str:
    for _ in range(random.choice((0, 1, 3, 20))):
        at = random.randrange(len(text) + 1)
        cut = random.choice((0, 0, 0, 1, 5))
        text = text[:at] + random.choice(FRAGMENTS) + text[at + cut :]
    if random.random() < 0.3:
        text = re.sub("\n(?!\n)", lambda _: random.choice(("\n", "", "\n  ")), text)
    return text
