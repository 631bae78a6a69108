"""Automatic numbers of a Word document as displayed: 一、（一）1.（1）, resolved through styles, counted as Word counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tui.base.numerals import chinese_number
from tui.reading.xml import Element

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "taiwaneseDigital",
        "koreanDigital2",
    ]
)


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # a level below which counting starts again; 0 for never
    legal: bool = False


@dataclass(slots=True)
class Numbering:
    """The numbering of a document, advanced with each paragraph given to `number`."""

    _lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)
    _overrides: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, tree: Element | None) -> Numbering:
        """The numbering that `numbering.xml` describes."""
        made = cls()
        if tree is None:
            return made
        abstract: dict[str, dict[int, _Level]] = {}
        for one in tree.elements():
            if one.name == "w:abstractNum":
                levels = [level for level in one.elements() if level.name == "w:lvl"]
                abstract[one.attributes.get("abstractNumId", "")] = dict(map(_level, levels))
        for one in tree.elements():
            if one.name != "w:num":
                continue
            id, base = one.attributes.get("numId", ""), one.value("w:abstractNumId") or ""
            levels_of = dict(abstract.get(base, {}))
            for override in one.elements():
                if override.name == "w:lvlOverride":
                    made._override(id, levels_of, override)
            made._lists[id] = (base, levels_of)
        return made

    def _override(self, id: str, levels: dict[int, _Level], override: Element) -> None:
        at = _whole(override.attributes.get("ilvl"), 0)
        given = override.child("w:lvl")
        if given is not None:
            levels[at] = _level(given)[1]
        start = override.value("w:startOverride")
        if start is not None:
            self._overrides.setdefault(id, {})[at] = _whole(start, 1)

    def number(self, id: str, level: int) -> str:
        """The number that the next paragraph of this list and level displays."""
        if id not in self._lists or not 0 <= level < _LEVELS:
            return ""
        base, levels = self._lists[id]
        asked = levels.get(level, _Level())
        counts = self._counts.setdefault(base, {})
        override = self._overrides.get(id, {}).get(level)
        if override is not None and (id, level) not in self._started:
            counts[level] = override
        else:
            counts[level] = counts[level] + 1 if level in counts else asked.start
        self._started.add((id, level))
        for deeper in [at for at in counts if at > level]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or 0 < level + 1 <= restart:
                del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            spec = levels.get(at, _Level())
            n = counts.get(at, spec.start)
            return written(n, "decimal" if asked.legal and at < level else spec.form)

        return _PLACEHOLDER.sub(shown, asked.text) if asked.form not in ("bullet", "none") else ""


def _level(element: Element) -> tuple[int, _Level]:
    restart = element.value("w:lvlRestart")
    return _whole(element.attributes.get("ilvl"), 0), _Level(
        element.value("w:numFmt") or "decimal",
        element.value("w:lvlText") or "",
        _whole(element.value("w:start"), 1),
        None if restart is None else _whole(restart, 0),
        element.child("w:isLgl") is not None,
    )


def _whole(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"[0-9]{1,6}", value) else otherwise


def written(n: int, form: str) -> str:
    """A number in one of Word's number formats (`ST_NumberFormat`); in Arabic digits if the format is unknown."""
    if form in _CHINESE:
        return chinese_number(n) if n else "〇"
    match form:
        case "decimalZero":
            return f"{n:02}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(ord(digit) + 0xFEE0) for digit in str(n))
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" | "ideographEnclosedCircle" if 0 < n <= 20:
            return _CIRCLED[n - 1]
        case "decimalEnclosedParen":
            return f"（{n}）"
        case "decimalEnclosedFullstop":
            return f"{n}."
        case "ideographTraditional" if 0 < n <= 10:
            return _HEAVENLY[n - 1]
        case "ideographZodiac" if 0 < n <= 12:
            return _EARTHLY[n - 1]
        case "lowerLetter" | "upperLetter" if 0 < n <= 780:
            letters = chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman" if 0 < n < 4000:
            rest, roman = n, ""
            for value, sign in (*_ROMAN, *_ROMAN_ONES):
                roman += sign * (rest // value)
                rest %= value
            return roman if form == "lowerRoman" else roman.upper()
        case _:
            return str(n)
