"""Invisible characters and look-alikes: what copying from PDF and web pages leaves in a text."""

from __future__ import annotations

import re
from unicodedata import normalize

INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2064\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff9-\ufffc\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
"""Soft hyphens, fillers, zero-width spaces and joiners, variation selectors, byte order marks, tags, object marks.

Variation selectors for Chinese, from U+E0100, are not among them: 葛 has two forms, and names need them.
"""

LOOK_ALIKE = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")
"""Radicals and compatibility ideographs, drawn just like ordinary characters: ⼀ is not 一, ⻔ is not 门."""

_RADICALS = dict(
    zip(
        "⺁⺅⺈⺉⺊⺌⺍⺒⺓⺕⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺤⺥⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺶⺷⺹⺺⺻⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻏⻐⻑⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂亻刀刂卜小小巳幺彐心扌攵无月歺母民氵水爪爪牛犭王疋罒示礻竹纟纟网羊羊老肀聿月臼艹艹虎衤西西见角讠贝车辶辶阝金長长门阝青韦页风飞食食饣马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
"""The radicals of the supplement, each with the character drawn like it (after Unicode, EquivalentUnifiedIdeograph.txt)."""


def meant(character: str) -> str:
    """The character that a look-alike imitates; any other character, or an unknown look-alike, is returned unchanged."""
    imitated = _RADICALS.get(character) or (normalize("NFKC", character) if LOOK_ALIKE.match(character) else character)
    return imitated if len(imitated) == 1 else character


def without_look_alikes(text: str) -> str:
    """The text with look-alikes replaced; its length does not change."""
    return LOOK_ALIKE.sub(lambda match: meant(match[0]), text)
