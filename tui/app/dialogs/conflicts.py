"""The conflicts of the open draft as one row of questions, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tui.base.messages import Message
from tui.base.text import shortened
from tui.draft import place
from tui.editing.merge import Conflict
from tui.editing.questions import Answer, Question, answered, questions
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the name of its place, and its number among the questions about that place."""

    question: Question
    where: str
    number: int
    of: int


class Conflicts:
    """Asks about each passage that others changed too, from the letterhead to the last section."""

    def __init__(self, opened: OpenDraft, words: Callable[[Message | str], str]) -> None:
        self._opened = opened
        self._words = words
        self._path: KeyPath = ()
        self._conflict: Conflict | None = None
        self._answers: list[Answer] = []

    def next(self) -> Asked | None:
        """The question to ask now; None once everything is decided."""
        while self._opened.conflicts:
            if self._conflict is None or self._opened.conflicts.get(self._path) != self._conflict:
                self._begin()
            assert self._conflict is not None
            asked, n = questions(self._conflict), len(self._answers)
            if n < len(asked):
                where = shortened(self._words(place.name(self._opened.draft, self._path)))
                return Asked(asked[n], where, n + 1, len(asked))
            self._opened.decide(self._path, answered(self._conflict, self._answers))
        return None

    def _begin(self) -> None:
        """Turn to the first place in conflict. One that was changed once more is asked again: what nobody has seen is not decided."""
        self._path = min(self._opened.conflicts, key=self._order)
        self._conflict = self._opened.conflicts[self._path]
        self._answers = []

    def _order(self, path: KeyPath) -> tuple[int, int]:
        there = place.place_at(path)
        return there.kind, place.rank(self._opened.outline, there)

    def answer(self, answer: Answer) -> Asked | None:
        """Take the answer to the question asked last; returns the next one."""
        self._answers.append(answer)
        return self.next()
