"""A JUnit report: a test case for each section of each draft, so that CI shows which section failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tui.base.messages import Language, Message, say
from tui.base.text import message_line
from tui.checking.diagnostic import Diagnostic
from tui.checking.output.formats import Sink
from tui.rules.finding import Grade
from tui.workspace.repository import from_top

if TYPE_CHECKING:
    from tui.checking.batch import Checked

_WHOLE = ""  # for findings in no section


def write(found: Sequence[Diagnostic], sink: Sink, drafts: Sequence[Checked] = (), fails: Grade = Grade.ERROR) -> None:
    """A suite for each draft; a finding below the level at which a check fails is reported, but fails no case."""
    known = {_file(draft): draft for draft in drafts}
    by_file: dict[str, list[Diagnostic]] = {file: [] for file in known}
    for one in found:
        by_file.setdefault(one.place.file, []).append(one)
    suites = [_Suite(file, rows, known.get(file), sink.language, fails) for file, rows in by_file.items()]
    sink.data('<?xml version="1.0" encoding="UTF-8"?>\n')
    sink.data(f'<testsuites name="baogao" {_totals(suites)}>\n')
    for suite in suites:
        sink.data("".join(suite.lines()))
    sink.data("</testsuites>\n")


def _file(draft: Checked) -> str:
    """A draft's file as named in its findings."""
    return draft.found[0].place.file if draft.found else draft.name


class _Suite:
    """The test cases of one draft."""

    def __init__(
        self, file: str, found: Sequence[Diagnostic], draft: Checked | None, speak: Language, fails: Grade
    ) -> None:
        self.file, self._speak, self._fails = from_top(file), speak, fails
        sections = dict(draft.sections) if draft else {one.section: one.section for one in found if one.section}
        self._names: Mapping[str, Message | str] = {
            _WHOLE: say("the draft as a whole"),
            **{id: heading or say("Introduction") for id, heading in sections.items()},
        }
        self._cases: dict[str, list[Diagnostic]] = {id: [] for id in self._names}
        for one in found:
            self._cases[one.section if one.section in sections else _WHOLE].append(one)
        self._unread = draft.error if draft and draft.error is not None and not found else None
        self.tests = len(self._cases)
        self.failures = sum(any(one.grade >= fails for one in case) for case in self._cases.values())
        self.errors = int(self._unread is not None)

    def lines(self) -> Iterator[str]:
        """The suite as XML, line by line."""
        yield f"  <testsuite name={_attribute(self.file)} {_totals([self])}>\n"
        for id, case in self._cases.items():
            opening = f"    <testcase classname={_attribute(self.file)} name={_attribute(self._say(self._names[id]))}"
            inside = [*self._errors(id), *self._failures(case), *self._told(case)]
            yield f"{opening}>\n{''.join(inside)}    </testcase>\n" if inside else f"{opening}/>\n"
        yield "  </testsuite>\n"

    def _errors(self, id: str) -> Iterator[str]:
        if id == _WHOLE and self._unread is not None:
            yield f'      <error type="unreadable" message={_attribute(self._say(self._unread.what))}/>\n'

    def _failures(self, case: Sequence[Diagnostic]) -> Iterator[str]:
        for one in case:
            if one.grade >= self._fails:
                message = _attribute(self._say(one.message))
                yield f'      <failure type="{one.code}" message={message}>{escape(self._told_line(one))}</failure>\n'

    def _told(self, case: Sequence[Diagnostic]) -> Iterator[str]:
        told = [self._told_line(one) for one in case if one.grade < self._fails]
        if told:
            yield f"      <system-out>{escape(chr(10).join(told))}</system-out>\n"

    def _told_line(self, one: Diagnostic) -> str:
        place = f"{message_line(self.file)}:{one.span.start.line}:{one.span.start.column}"
        remedy = f" ({self._say(one.remedy)})" if one.remedy else ""
        return f"{place}: {one.grade.word} {one.code} {self._say(one.message)}{remedy}"

    def _say(self, message: Message | str) -> str:
        return message_line(self._speak(message))


def _totals(suites: Sequence[_Suite]) -> str:
    counts = {name: sum(getattr(suite, name) for suite in suites) for name in ("tests", "failures", "errors")}
    return " ".join(f'{name}="{count}"' for name, count in counts.items())


def _attribute(text: str) -> str:
    return quoteattr(message_line(text))
