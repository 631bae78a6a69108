"""The office of a draft: the settings of its workspace, and drafts checked by them."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from tui.base import files
from tui.base.errors import BaogaoError, unreadable
from tui.base.messages import say
from tui.base.regular import LARGEST, too_large
from tui.draft.draft import Draft, wanted_outline
from tui.outline.library import Library
from tui.outline.outline import Edition, Outline
from tui.rules.finding import Finding, Grade
from tui.rules.office import GradeGiven, OfficeWord
from tui.toml import parse
from tui.workspace.workspace import Workspace, file_above, load

if TYPE_CHECKING:  # rules are loaded when something is checked: the app shows the text earlier
    from tui.rules.register import SectionCheck

STANDARD_INPUT = "-"
"""The name under which standard input is a draft."""

Grades = Mapping[str, Grade | None]
"""Rule codes and the grades they have here; None for a rule that is off."""


class Office(Struct, frozen=True):
    """An office's settings: for the rules its unwanted words, waivers for all drafts and grades; and its workspace."""

    words: tuple[OfficeWord, ...] = ()
    waivers: tuple[Mapping[str, Any], ...] = ()
    grades: Grades = field(default_factory=dict)
    workspace: Workspace = field(default_factory=Workspace)

    def check(
        self,
        draft: Draft,
        edition: Edition,
        today: date | None = None,
        of_section: SectionCheck | None = None,
        last_year: Draft | None = None,
    ) -> list[Finding]:
        """Everything wrong with a draft in this edition that is not waived, as the office grades it."""
        from tui.checking.check import check

        return self.graded(check(draft, edition, today, self.words, self.waivers, of_section, last_year))

    def withheld(self, draft: Draft, today: date | None = None) -> list[Finding]:
        """The errors that keep a draft from being published, whichever edition is checked."""
        from tui.checking.check import withheld

        found = self.graded(withheld(draft, today, self.waivers))
        return [finding for finding in found if finding.grade is Grade.ERROR]

    def graded(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings with the office's grades, without those it switched off."""
        return list(_graded(findings, self.grades)) if self.grades else list(findings)


class Offices(Struct):
    """Opens drafts with their offices' settings: each workspace and each outline is read once.

    Outlines are searched in `outline_paths` before the workspace's and the shipped ones. `stdin_name` is the name of
    standard input in messages.
    """

    outline_paths: tuple[Path, ...] = ()
    stdin_name: str = "<stdin>"
    _workspaces: dict[Path, Workspace | None] = field(default_factory=dict)
    _loaded: dict[Path, Workspace] = field(default_factory=dict)
    _offices: dict[Path, Office] = field(default_factory=dict)
    _outlines: dict[tuple[Library, str], Outline] = field(default_factory=dict)

    def unread(self) -> Offices:
        """The same opener, which has read nothing yet: for another process, or to see what has changed."""
        return Offices(self.outline_paths, self.stdin_name)

    def of(self, folder: Path) -> Office:
        """The office whose folder this is, or contains it. Raises `BaogaoError` for a bad `baogao.toml`."""
        if folder not in self._offices:
            found = self._workspace(folder)
            self._offices[folder] = _office(found) if found else Office()
        return self._offices[folder]

    def _workspace(self, folder: Path) -> Workspace | None:
        if folder not in self._workspaces:
            file = file_above(folder)
            if file is not None and file not in self._loaded:
                self._loaded[file] = load(file)
            self._workspaces[folder] = self._loaded[file] if file is not None else None
        return self._workspaces[folder]

    def workspace_folder(self, folder: Path) -> Path | None:
        """The folder of the workspace that contains a folder, if any. Raises `BaogaoError` like `of`."""
        found = self._workspace(folder)
        return found.folder if found else None

    def of_draft(self, name: str | Path) -> Office:
        """The office of a draft; that of standard input is the office of the current folder."""
        return self.of(_folder(name))

    def library(self, folder: Path) -> Library:
        """Where the outlines of the drafts in a folder are searched for. Raises `BaogaoError` for a bad `baogao.toml`.

        It loads no rule, since `fmt` and `git` need none.
        """
        found = self._workspace(folder)
        return Library.searching(*self.outline_paths, *(found.outlines if found else ()))

    def open(self, name: str | Path, content: bytes | None = None) -> Draft:
        """The draft in a file, which may have been read already, or on standard input.

        Raises `BaogaoError` if it cannot be read as one.
        """
        if name == STANDARD_INPUT:
            document = parse(_standard_input(self.stdin_name), self.stdin_name)
        else:
            document = parse(files.read(Path(name)) if content is None else content, str(name))
        reference, written = wanted_outline(document)
        library = self.library(_folder(name))
        key = (library, reference)
        if key not in self._outlines:
            self._outlines[key] = library.find(reference, written)
        return Draft(document, self._outlines[key])


def _standard_input(name: str) -> bytes:
    if sys.stdin is None:
        raise unreadable(name, OSError(errno.EBADF, ""))
    content = sys.stdin.buffer.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise too_large(name)
    return content


def _folder(name: str | Path) -> Path:
    return Path.cwd() if name == STANDARD_INPUT else Path(name).parent


def _office(found: Workspace) -> Office:
    if not (found.words or found.waivers or found.grades):
        return Office(workspace=found)
    from tui.rules.register import no_rule, rule_named

    for waiver in found.waivers:
        if rule_named(waiver.values["rule"]) is None:
            what, remedy = no_rule(waiver.values["rule"])
            raise BaogaoError(what, place=waiver.place, remedy=remedy)
    return Office(
        found.words,
        tuple(waiver.values for waiver in found.waivers),
        resolved(found.grades),
        found,
    )


def _graded(findings: Iterable[Finding], grades: Grades) -> Iterator[Finding]:
    for finding in findings:
        grade = grades.get(finding.code, finding.grade)
        if grade is not None:
            yield finding._replace(grade=grade)


def resolved(given: Sequence[GradeGiven]) -> Grades:
    """The grades by rule code. Raises `BaogaoError` for an unknown rule, and for a duplicate."""
    from tui.rules.finding import UNREADABLE
    from tui.rules.register import no_rule, rule_named

    grades: dict[str, Grade | None] = {}
    for rule, grade, place in given:
        known = rule_named(rule)
        if known is None:
            what, remedy = no_rule(rule)
            raise BaogaoError(what, place=place, remedy=remedy or say("see: {command}", command="baogao rule"))
        code = known.code
        if code == UNREADABLE:
            raise BaogaoError(say("an unreadable draft is always an error: {code}", code=code), place=place)
        if code in grades:
            raise BaogaoError(say("the rule {code} has a grade already", code=code), place=place)
        grades[code] = grade
    return grades
