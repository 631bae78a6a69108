"""Which characters follow each other in laws, newspapers and official documents: a Bloom filter of those seen."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from zlib import crc32

FILE = Path(__file__).parents[1] / "data" / "sequences.bin"

_PAIRS, _WORDS, _BITS = 1 << 23, 1 << 20, 1 << 23
"""The file has so many bits for pairs, for those that are words, and for what is longer."""
_IN_PAIRS, _IN_WORDS = 8388593, (1048573, 1048571)  # primes below these
SIZE = _PAIRS + _WORDS + _BITS >> 3
"""The bytes of the filter; after it the file names the characters that may have been lost."""
EXPRESSION, GAP, SECOND_LOST, THIRD_LOST = range(1, 5)
"""What a longer sequence is entered as besides as one that is common: four characters of an expression, these with one
left open (`?`), or without their second or third one."""
OPEN = "?"

_FIRST, _LAST = "\u4e00", "\u9fff"  # the Chinese characters
_MOST_WORDS = 20_000  # pairs of characters whose answer is remembered
_PLACES = 6  # bits of a longer sequence: one in some thousands is taken for known


def place_of_pair(first: int, second: int) -> int:
    """The bit of a pair of characters."""
    return (first * 20903 + second) % _IN_PAIRS


def places_of_word(word: str) -> tuple[int, int]:
    """The bits of a word of two characters."""
    number = ord(word[0]) * 20903 + ord(word[1])
    return _PAIRS + number % _IN_WORDS[0], _PAIRS + number % _IN_WORDS[1]


def places(sequence: str, kind: int = 0) -> list[int]:
    """The bits of a sequence of three or four characters, or of one of a kind."""
    first = crc32(sequence.encode(), kind)
    step = first % 8191 << 9 | 1
    return [_PAIRS + _WORDS + (first + at * step) % _BITS for at in range(_PLACES)]


def is_chinese(character: str) -> bool:
    """Whether a character may be part of a sequence."""
    return _FIRST <= character <= _LAST


class Sequences:
    """The filter: what it knows was seen, but for a few in a hundred pairs; what it does not know was not."""

    def __init__(self, content: bytes) -> None:
        self._bits = content
        self._may_be_lost = content[SIZE:].decode()
        self._words: dict[str, bool] = {}
        self._completed: dict[tuple[str, int], str] = {}

    def unlikely_pairs(self, text: str) -> list[int]:
        """Where two Chinese characters begin that were never seen side by side, or are the same."""
        codes, bits = [*map(ord, text)], self._bits
        return [
            at
            for at, (first, second) in enumerate(pairwise(codes))
            if not bits[(place := (first * 20903 + second) % _IN_PAIRS) >> 3] >> (place & 7) & 1  # `place_of_pair`
            and 0x4E00 <= first <= 0x9FFF >= second >= 0x4E00
        ]

    def is_word(self, word: str) -> bool:
        """Whether two characters (there may be fewer) are a word, or the beginning or end of a longer one."""
        known = self._words.get(word)
        if known is None:
            if len(self._words) == _MOST_WORDS:
                self._words.clear()
            one, two = places_of_word(word) if len(word) == 2 else (0, 0)
            known = len(word) == 2 and bool(self._bits[one >> 3] >> (one & 7) & self._bits[two >> 3] >> (two & 7) & 1)
            self._words[word] = known
        return known

    def has(self, sequence: str, kind: int = 0) -> bool:
        """Whether a sequence is common; or, of a kind, whether it is one of them."""
        bits, place = self._bits, crc32(sequence.encode(), kind) % _BITS
        if not bits[_PAIRS + _WORDS + place >> 3] >> (place & 7) & 1:  # as most that are not known
            return False
        return all(bits[place >> 3] >> (place & 7) & 1 for place in places(sequence, kind))

    def is_expression(self, four: str) -> bool:
        """Whether four characters are of an expression; their threes are then common, which makes it sure."""
        return self.has(four, EXPRESSION) and self.has(four[:3]) and self.has(four[1:])

    def completed(self, three: str, at: int) -> str:
        """Three characters with the one that was lost at a place, if that makes four of an expression, or nothing."""
        if (three, at) not in self._completed:
            fours = (f"{three[:at]}{one}{three[at:]}" for one in self._may_be_lost)
            self._completed[three, at] = next(filter(self.is_expression, fours), "")
        return self._completed[three, at]


@cache
def sequences() -> Sequences:
    """The filter that is shipped, read when first needed."""
    return Sequences(FILE.read_bytes())
