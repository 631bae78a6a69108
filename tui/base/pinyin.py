"""The initials of Chinese words in pinyin, as people type them to find something: 行政许可 is xzxk."""

from __future__ import annotations

from bisect import bisect_right

_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
"""The first character of each initial in GB 2312; its common characters (the first level) are in the order of pinyin."""
_INITIALS = "abcdefghjklmnopqrstwxyz"
_STARTS = [int.from_bytes(character.encode("gb2312"), "big") for character in _FIRST]
_END = 0xD7F9  # the last character of the first level


def initials(text: str) -> str:
    """The initial of each character; letters and digits stay, and what has no known one is left out."""
    return "".join(map(_initial, text))


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    try:
        code = int.from_bytes(character.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    at = bisect_right(_STARTS, code) - 1
    return _INITIALS[at] if at >= 0 and code <= _END else ""
