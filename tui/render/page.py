"""The page of GB/T 9704—2012 in millimetres, and the two units that everything on it is measured in."""

from __future__ import annotations

WIDTH, HEIGHT = 210.0, 297.0  # 5.1: A4
TOP, LEFT = 37.0, 28.0  # 5.2.1: 天头, 订口
TEXT_WIDTH, TEXT_HEIGHT = 156.0, 225.0  # 5.2.1: 版心
BOTTOM = HEIGHT - TOP - TEXT_HEIGHT

LINES = 22  # 5.2.3
CHARACTERS = 28  # 5.2.3

POINT = 25.4 / 72
CHARACTER = 15.75 * POINT
"""A character of the text (字, 3.1). Word's 三号 is 16 points, and 28 of these are 158 mm: only 15.75 fill the 156."""
LINE = (TEXT_HEIGHT - CHARACTER) / (LINES - 1)
"""From one line of the text to the next (行, 3.2)."""

TITLE_LINE = 36 * POINT
"""From line to line of the title: the height of its characters and 7/8 of one of 三号 (3.2)."""
IMPRINT_LINE = 21 * POINT

RULE_BELOW_NUMBER = 4.0  # 7.2.7
PAGE_NUMBER_BELOW_TEXT = 7.0  # 7.5
THICK, THIN = 0.35, 0.25  # 7.4.1
SEAL = 42.0  # 国发〔1999〕25号: the diameter of the seal of a department
