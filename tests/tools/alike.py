"""Make `tui/rules/data/alike.toml`: which characters are taken for each other, by sound and by shape.

    pip install pypinyin jieba
    python -m tests.tools.alike

By sound: the 3,755 characters of the first level of GB 2312, grouped by their syllables as pypinyin (0.55, MIT) gives them,
without tones, and with zh, ch, sh, ng and n taken for z, c, s, n and l, as input methods do. By shape: `shapes.txt` beside this
file. `middles`: what may stand in the middle
of the shortest terms. `right`: what the terms of `terms.toml` would become that are ordinary Chinese by the dictionary of jieba (0.42, MIT).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import tomli

DATA = Path(__file__).parents[2] / "tui" / "rules" / "data"
_COMMON, _VERY_COMMON = (
    50,
    400,
)  # how often the dictionary saw a word that is an ordinary one: in short terms, in long ones
_OFTEN = {3: 3000, 4: 8000, 5: 40000}  # how often words begin, or end, with what may stand beside a term by chance
_LONG = 6  # characters of a term that is written so only by a slip, even if the dictionary has each word of it, but for
_BY_CHANCE = [
    "法制",
    "监察",
    "平时",
    "事先",
    "四项",
    "四品",
    "人均",
    "有关",
    "大力",
    "重心",
    "处置",
    "自此",
    "事业技能",
    "信息公司",
]
"""these words: 依法行政大力推进, 政务服务重心, 行政执法监察 and the like."""
_BEGINNING = "发罚"
"""Of these, the rule itself knows whether they begin a word: 食品安全发证, 土地管理罚款."""
_FUZZY = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("ng", "n"))


def first_level() -> list[str]:
    """The 3,755 characters of the first level of GB 2312."""
    rows = (bytes((0xA0 + row, 0xA0 + cell)) for row in range(16, 56) for cell in range(1, 95))
    return [character for code in rows if (character := code.decode("gb2312", "ignore"))]


def syllable(pinyin: str) -> str:
    """A syllable as an input method hears it."""
    for exact, heard in _FUZZY[:3]:
        if pinyin.startswith(exact):
            pinyin = heard + pinyin[2:]
    if pinyin.startswith("n"):
        pinyin = f"l{pinyin[1:]}"
    return pinyin.removesuffix("g") if pinyin.endswith("ng") else pinyin


def by_sound() -> list[str]:
    """Groups of characters that sound alike."""
    from pypinyin import Style, pinyin

    groups: dict[str, set[str]] = defaultdict(set)
    for character in first_level():
        for reading in pinyin(character, style=Style.NORMAL, heteronym=True)[0]:
            groups[syllable(reading)].add(character)
    return ["".join(sorted(group)) for _, group in sorted(groups.items()) if len(group) > 1]


def by_shape() -> list[str]:
    """Groups of characters that look alike: the last group of each that names the others."""
    lines = (Path(__file__).with_name("shapes.txt")).read_text("utf-8").splitlines()
    groups = (group for line in lines if not line.startswith("#") for group in line.split())
    return sorted({"".join(sorted(set(group))) for group in groups if len(set(group)) > 1})


class Dictionary:
    """The words of jieba, with how often each was seen."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.begins: Counter[str] = Counter()
        self.ends: Counter[str] = Counter()
        for line in Path(str(import_module("jieba").__file__)).with_name("dict.txt").read_text("utf-8").splitlines():
            word, seen, *_ = line.split()
            self.words[word] = int(seen)
            if len(word) > 1:
                self.begins[word[0]] += int(seen)
                self.ends[word[-1]] += int(seen)

    def is_phrase(self, text: str, least: int = 0) -> bool:
        """Whether a text is made of ordinary words of two or more characters only: of those seen `least` times."""
        least = least or (_COMMON if len(text) <= 4 else _VERY_COMMON)
        ways = [True] + [False] * len(text)
        for end in range(2, len(text) + 1):
            ways[end] = any(ways[at] and self.words.get(text[at:end], 0) >= least for at in range(end - 1))
        return ways[-1]

    def stands_by_chance(self, term: str, at: int, wrong: str) -> bool:
        """Whether the wrong character at the edge of a term may belong to a word beside it."""
        often = _OFTEN.get(len(term))
        if often is None or (at == len(term) - 1 and wrong in _BEGINNING and term[at] == "法"):
            return False
        if at == len(term) - 1:
            return self.is_phrase(term[:-1]) and self.begins[wrong] > often
        return at == 0 and self.is_phrase(term[1:]) and self.ends[wrong] > often


def right_ones(terms: list[str], groups: list[str]) -> Iterator[str]:
    """What terms would become by one alike character that is ordinary Chinese."""
    known, dictionary = set(terms), Dictionary()
    alike: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        for character in group:
            alike[character] |= set(group)
    for term in terms:
        for at, character in enumerate(term):
            for wrong in sorted(alike[character] - {character}):
                altered = term[:at] + wrong + term[at + 1 :]
                is_known = any(altered in other for other in known)
                is_phrase = dictionary.is_phrase(altered) and (
                    len(term) < _LONG or any(word in altered and word not in term for word in _BY_CHANCE)
                )
                if is_known or is_phrase or dictionary.stands_by_chance(term, at, wrong):
                    yield altered


def in_the_middle(terms: list[str], groups: list[str], right: set[str]) -> Iterator[str]:
    """Each term of three characters, and after it what may stand in its middle by a slip: there, neither half is whole."""
    for term in terms:
        alike = {one for group in groups if term[1] in group for one in group} - {term[1]}
        yield term + "".join(sorted(one for one in alike if term[0] + one + term[2] not in right))


def main() -> None:
    """Write the file."""
    listed = tomli.loads((DATA / "terms.toml").read_text("utf-8"))
    terms = sorted({name for group in listed["terms"] for name in group["names"].split()})
    sounds, shapes = by_sound(), by_shape()
    right = sorted(set(right_ones(terms, sounds + shapes)))
    middles = " ".join(in_the_middle([term for term in terms if len(term) == 3], sounds + shapes, {*right, *terms}))
    lines = [
        "# Made by tests/tools/alike.py, which names its sources. Do not edit by hand.",
        "date = 2026-11-25",
        f'sounds = "{" ".join(sounds)}"',
        f'shapes = "{" ".join(shapes)}"',
        f'right = "{" ".join(right)}"',
        f'middles = "{middles}"',
    ]
    (DATA / "alike.toml").write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(terms)} terms, {len(sounds)} groups by sound, {len(shapes)} by shape, {len(right)} that are right")


if __name__ == "__main__":
    main()
