"""Ends of sentences in languages where a full stop may also end an abbreviation or a number."""

from __future__ import annotations

import re

from tui.base.text import BLANKS

ENDS = ".!?。！？"
CLOSERS = "\"')]”’»›“"
"""Marks that close with a sentence; “ closes a German quotation."""

_ABBREVIATIONS = re.compile(
    "mr|mrs|ms|messrs|dr|prof|rev|hon|st|sr|jr|gen|col|capt|lt|sgt|gov|sen|rep|no|nos|art|arts|sec|secs|fig|figs|"
    "vol|vols|ch|chap|para|paras|pt|pp|p|ed|eds|cf|vs|al|ca|approx|est|dept|inc|ltd|co|corp|plc|bros|jan|feb|mar|"
    "apr|jun|jul|aug|sep|sept|oct|nov|dec|mon|tue|tues|wed|thu|thurs|fri|sat|sun|bzw|ggf|vgl|nr|abs|ziff|str|usw|"
    "evtl|inkl|zzgl|hr|fr"
)
"""Abbreviations with a full stop in English and German."""
_WORD = re.compile(r"[^\W_]+$")
_BEGINS = re.compile(r"[\"'“‘„«‹(\[*]{0,6}[^\W_a-z]")
"""The start of a sentence: a capital or a digit, perhaps after opening marks."""
_LONGEST_WORD = 12  # characters examined before a full stop


def ends_sentence(text: str, at: int, after: int) -> bool:
    """Whether the mark at `at` ends a sentence, where the next character that is neither mark nor space is at `after`.

    When in doubt it does not: a line that holds two sentences is no harm.
    """
    begins = _BEGINS.match(text, after)
    if begins is None or begins[0][-1].islower():
        return False
    if text[at] != ".":
        return True
    if text[at - 1 : at] == ".":
        return False  # an ellipsis may be within a sentence
    word = _WORD.search(text[max(0, at - _LONGEST_WORD) : at])
    if word is None:
        return True  # a bracket, a quotation mark, a per cent sign
    if word[0].isdigit():
        return len(word[0]) > 2  # in German, 3. Mai
    return len(word[0]) > 1 and not _ABBREVIATIONS.fullmatch(word[0].lower())


def next_sentence(text: str, at: int) -> int:
    """Where the spaces after a sentence end; `at` itself if there are none, so that no new line can begin there."""
    end = at
    while end < len(text) and text[end] in BLANKS:
        end += 1
    return end
