"""The keys of a draft's file, and the bounds of what it can hold."""

from __future__ import annotations

from tui.base.messages import say

UNSORTED = "unsorted"
"""The section for what an import could not place; no outline has it, and no report shows it."""
YEARS = range(1900, 9999)
"""The years a report can cover."""
TABLES = ("fields", "figures", "sections", "clearance")
LISTS = ("notes", "waivers")
"""Keys that hold a list of tables: each is written as [[key]]."""
TOP_KEYS = ("outline", "year", *TABLES, *LISTS)
SECTION_KEYS = ("status", "owner", "heading", "also", "points", "text")
WRONG_POINTS = say("points start again (“restart”) or go on (“continue”) under each heading of the second level")
CLEARANCE_KEYS = ("by", "date")
NOTE_KEYS = ("section", "quote", "by", "date", "text", "answered")
WAIVER_KEYS = ("rule", "section", "quote", "reason", "until")
LARGEST_NUMBER = 10**15
"""A number in a table is smaller than this."""
MOST_DECIMALS = 8
