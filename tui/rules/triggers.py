"""Which rules apply to a passage: all their triggers are looked for in one pass over its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tui.rules.rule import Rule

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


_FREQUENT = frozenset("年，。、：；“”《》（）,. %")


class Triggers:
    """The triggers of some rules on passages.

    Words are found by one automaton, however many there are; characters of which each text has many, one by one.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [rule for rule in rules if rule.check_text is not None]
        self._of_word: dict[str, list[int]] = {}
        self._of_character: dict[str, list[int]] = {}
        self._always: list[int] = []
        for n, rule in enumerate(self._rules):
            if not rule.triggers:
                self._always.append(n)
            for trigger in rule.triggers:
                known = self._of_character if trigger in _FREQUENT else self._of_word
                known.setdefault(trigger, []).append(n)
        self._rules_of_word = list(self._of_word.values())

    def __bool__(self) -> bool:
        return bool(self._rules)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        from ahocorasick_rs import AhoCorasick  # where a text is checked only

        return AhoCorasick(list(self._of_word))

    def called(self, text: str) -> Sequence[Rule]:
        """The rules that have something to look at in a text, in order."""
        numbers = set(self._always)
        for character, rules in self._of_character.items():
            if character in text:
                numbers.update(rules)
        if self._of_word:
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
            for word in {word for word, _, _ in found}:
                numbers.update(self._rules_of_word[word])
        return [self._rules[n] for n in sorted(numbers)]
