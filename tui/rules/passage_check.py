"""The rules on passages, run on a section: a passage that the section had last time is not looked at again."""

from __future__ import annotations

from collections.abc import Iterable

from tui.draft.draft import Draft
from tui.rules.finding import Finding
from tui.rules.passage import Passage, passages
from tui.rules.rule import Rule
from tui.rules.triggers import Triggers


class PassageCheck:
    """Finds what some rules on passages report.

    A draft is checked again after each fix, while somebody writes, and for the other edition; most of its passages are
    as they were, perhaps further down. The findings in those of the last draft are kept, by section.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._triggers = Triggers(rules)
        self._last: dict[str, dict[Passage, list[Finding]]] = {}

    def __bool__(self) -> bool:
        return bool(self._triggers)

    def findings(self, draft: Draft, section: str) -> list[Finding]:
        """What the rules find in a section of a draft."""
        before = self._last.get(section, {})
        now: dict[Passage, list[Finding]] = {}
        found: list[Finding] = []
        for passage in passages(draft, section):
            at = passage.start
            alone = passage.moved(-at)
            if alone not in now:
                now[alone] = before[alone] if alone in before else self._found(alone)
            found += (finding.moved(passage.path, at) for finding in now[alone])
        self._last[section] = now
        return found

    def _found(self, passage: Passage) -> list[Finding]:
        return [
            Finding(rule.code, rule.grade, *problem)
            for rule in self._triggers.called(passage.text)
            if rule.check_text is not None
            for problem in rule.check_text(passage)
        ]
