"""The office a draft belongs to: what its workspace set, and drafts judged by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.draft.draft import Draft, wanted_outline
from tui.outline.library import Library
from tui.outline.outline import Edition, Outline
from tui.rules.finding import Finding, Grade
from tui.toml import parse
from tui.workspace import workspace
from tui.workspace.workspace import GradeGiven

if TYPE_CHECKING:  # the rules are loaded where something is judged: the app shows a text before
    from tui.rules.register import SectionCheck
    from tui.rules.wording.office_words import OfficeWord

Grades = Mapping[str, Grade | None]
"""Rule codes and the grades they have here; None for a rule that is off."""


@dataclass(frozen=True, slots=True)
class Office:
    """What rules take from an office: words of its own, waivers for all its drafts, grades; and its folders of outlines."""

    words: tuple[OfficeWord, ...] = ()
    waivers: tuple[Mapping[str, Any], ...] = ()
    grades: Grades = field(default_factory=dict)
    defaults: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    outlines: tuple[Path, ...] = ()

    def library(self, *folders: Path) -> Library:
        """Where the outlines of its drafts are searched: in these folders, in its own, and in the shipped ones."""
        return Library.searching(*folders, *self.outlines)

    def judged(
        self, draft: Draft, edition: Edition, today: date | None = None, of_section: SectionCheck | None = None
    ) -> list[Finding]:
        """Everything that is wrong with a draft as this edition, as the office grades it, and not waived."""
        from tui.checking.check import check

        return self.graded(check(draft, edition, today, self.words, self.waivers, of_section))

    def withheld(self, draft: Draft, today: date | None = None) -> list[Finding]:
        """The errors that keep a draft from being published, whichever edition is checked."""
        from tui.checking.check import withheld

        found = self.graded(withheld(draft, today, self.waivers))
        return [finding for finding in found if finding.grade is Grade.ERROR]

    def graded(self, findings: Iterable[Finding]) -> list[Finding]:
        """Findings with the grades that the office gives them, without those it does not want."""
        return list(_graded(findings, self.grades)) if self.grades else list(findings)


@dataclass
class Offices:
    """Finds the office of a folder, and reads drafts by what it set; each workspace and outline is read once."""

    _by_folder: dict[Path, Office] = field(default_factory=dict)
    _outlines: dict[tuple[Path, str], Outline] = field(default_factory=dict)

    def of(self, folder: Path) -> Office:
        """The office whose folder this is, or in whose it lies. Raises `BaogaoError` for a bad `baogao.toml`."""
        if folder not in self._by_folder:
            found = workspace.find(folder)
            self._by_folder[folder] = _office(found) if found else Office()
        return self._by_folder[folder]

    def read(self, file: Path, outline_paths: Sequence[Path] = ()) -> Draft:
        """The draft in a file; an outline is looked up once a folder. Raises `BaogaoError` for what cannot be read as one."""
        document = parse(files.read(file), str(file))
        reference, place = wanted_outline(document)
        key = (file.parent, reference)
        if key not in self._outlines:
            self._outlines[key] = self.of(file.parent).library(*outline_paths).find(reference, place)
        return Draft(document, self._outlines[key])


def _office(found: workspace.Workspace) -> Office:
    if not (found.words or found.waivers or found.grades):
        return Office(defaults=found.defaults or {}, outlines=found.outlines)
    from tui.rules.register import no_rule, rule_named
    from tui.rules.wording.office_words import OfficeWord

    for waiver in found.waivers:
        if rule_named(waiver.values["rule"]) is None:
            what, remedy = no_rule(waiver.values["rule"])
            raise BaogaoError(what, place=waiver.place, remedy=remedy)
    return Office(
        tuple(OfficeWord(*word) for word in found.words),
        tuple(waiver.values for waiver in found.waivers),
        resolved(found.grades),
        found.defaults or {},
        found.outlines,
    )


def _graded(findings: Iterable[Finding], grades: Grades) -> Iterator[Finding]:
    for finding in findings:
        grade = grades.get(finding.code, finding.grade)
        if grade is not None:
            yield finding._replace(grade=grade)


def resolved(given: Sequence[GradeGiven]) -> Grades:
    """The grades by rule code. Raises `BaogaoError` for a rule that is not there, and for one that is there twice."""
    from tui.rules.finding import UNREADABLE
    from tui.rules.register import RULES, no_rule

    grades: dict[str, Grade | None] = {}
    for rule, grade, place in given:
        code = next(
            (known.code for known in RULES.values() if rule in (known.code, known.code.lower(), known.name)), ""
        )
        if not code:
            what, remedy = no_rule(rule)
            raise BaogaoError(what, place=place, remedy=remedy or say("see: {command}", command="baogao rule"))
        if code == UNREADABLE:
            raise BaogaoError(say("what cannot be read is always an error: {code}", code=code), place=place)
        if code in grades:
            raise BaogaoError(say("the rule {code} has a grade already", code=code), place=place)
        grades[code] = grade
    return grades
