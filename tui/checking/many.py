"""Many drafts checked at once: those that have not changed since an earlier check are not checked again, nor are copies."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from tui.base import files
from tui.base.errors import BaogaoError
from tui.checking.batch import BatchCheck, Checked
from tui.checking.dependencies import Dependencies
from tui.checking.office import Offices
from tui.checking.other_drafts import seen_year
from tui.checking.processes import Answer, Task, answers
from tui.checking.stored_result import Row, restored
from tui.rules.register import RULES

if TYPE_CHECKING:  # what needs a database is loaded by who has one
    from tui.checking.result_cache import ResultCache

_AT_ONCE = 500  # drafts that are read and looked up together
_OBJECTS = 1_000  # that a result with many findings consists of, its output included


class _Waiting(NamedTuple):
    """A draft that was read (unless its content is None), its number, and its key (None if nothing is remembered of it)."""

    number: int
    name: str
    content: bytes | None
    key: bytes | None


class _New(NamedTuple):
    """A result that can be remembered, and the draft that it is of."""

    row: Row
    name: str
    content: bytes
    compared_year: int | None


class ManyDrafts:
    """Checks many drafts, none of which is fixed. Results of earlier checks are in the cache, if there is one."""

    def __init__(self, checker: BatchCheck, cache: ResultCache | None = None) -> None:
        self._codes = checker.codes
        self._checker = replace(checker, codes=frozenset(RULES))  # remembered is what all rules find
        self._cache = cache
        self._dependencies = self._new_dependencies(checker.offices)
        self._new: dict[bytes, list[_New]] = {}

    def results(self, names: Sequence[str], jobs: int | None = None) -> Generator[tuple[int, Checked]]:
        """The results, each with the number of its draft: first those known. Raises `BaogaoError` like `answers`."""
        waiting: list[_Waiting] = []
        _collect_rarely(len(names))
        for start in range(0, len(names), _AT_ONCE):
            drafts = [self._read(n, names[n]) for n in range(start, min(start + _AT_ONCE, len(names)))]
            known = self._cache.find([one.key for one in drafts if one.key]) if self._cache else {}
            for draft in drafts:
                result = self._known(draft, known.get(draft.key, ()) if draft.key else ())
                if result is None:
                    waiting.append(draft)
                else:
                    yield draft.number, result
        if self._cache:
            self._cache.close()
        try:
            yield from self._checked(waiting, jobs)
        finally:
            if self._cache:
                self._cache.keep(self._still_right())
                self._cache.close()

    def _new_dependencies(self, offices: Offices) -> Dependencies:
        return Dependencies(offices, self._checker.edition, self._checker.today)

    def _read(self, number: int, name: str) -> _Waiting:
        try:
            content = files.read(Path(name))
        except BaogaoError:  # checking it reports that
            return _Waiting(number, name, None, None)
        return _Waiting(number, name, content, self._dependencies.key(name, content))

    def _known(self, draft: _Waiting, rows: Iterable[Row]) -> Checked | None:
        """The result among those with the key of a draft."""
        for row in rows:
            assert draft.content is not None
            year = seen_year(draft.content) if row.last_year else None
            if row.last_year == self._dependencies.last_year(draft.name, draft.content, year):
                result = restored(row.result, draft.name, draft.content)
                return result and self._asked_for(result)
        return None

    def _checked(self, waiting: Sequence[_Waiting], jobs: int | None) -> Iterator[tuple[int, Checked]]:
        first = {draft.key or draft.number: draft for draft in reversed(waiting)}
        yield from self._each_checked(list(reversed(first.values())), jobs)
        numbers = {draft.number for draft in first.values()}
        others = []
        for draft in waiting:
            if draft.number not in numbers:
                result = self._known(draft, [new.row for new in self._new.get(draft.key or b"", ())])
                if result is None:
                    others.append(draft)
                else:
                    yield draft.number, result
        yield from self._each_checked(others, jobs)

    def _each_checked(self, drafts: Sequence[_Waiting], jobs: int | None) -> Iterator[tuple[int, Checked]]:
        tasks = [Task(draft.name, draft.content) for draft in drafts]
        with closing(answers(self._checker, tasks, jobs)) as done:
            for draft, answer in zip(drafts, done, strict=True):
                yield draft.number, self._asked_for(self._learnt(draft, answer))

    def _learnt(self, draft: _Waiting, answer: Answer) -> Checked:
        """The result for a draft, which is noted if it can be remembered."""
        if isinstance(answer, Checked):
            return answer
        assert draft.content is not None
        result = restored(answer, draft.name, draft.content)
        if result is None:  # what was just stored can be restored; if not, we do without
            return self._checker(draft.name, draft.content)
        if draft.key is not None:
            last_year = self._dependencies.last_year(draft.name, draft.content, result.compared_year)
            if last_year is not None:
                row = Row(draft.key, last_year, answer)
                self._new.setdefault(draft.key, []).append(_New(row, draft.name, draft.content, result.compared_year))
        return result

    def _asked_for(self, result: Checked) -> Checked:
        if self._codes == self._checker.codes:
            return result
        return result._replace(found=[one for one in result.found if one.code in self._codes])

    def _still_right(self) -> Iterator[Row]:
        """The new results that depend on nothing that has changed since the beginning."""
        now = self._new_dependencies(self._checker.offices.unread())
        for new in (one for same in self._new.values() for one in same):
            if (
                now.key(new.name, new.content) == new.row.key
                and now.last_year(new.name, new.content, new.compared_year) == new.row.last_year
            ):
                yield new.row


def _collect_rarely(drafts: int) -> None:
    """Look for garbage only after more new objects than results have: all of those are kept to the end."""
    often, *rest = gc.get_threshold()
    gc.set_threshold(max(often, drafts * _OBJECTS), *rest)
