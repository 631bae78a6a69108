"""The grades that an office gives to rules, laid over the findings of its drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tui.cli.drafts import STANDARD_INPUT
from tui.errors import BaogaoError
from tui.findings import Finding, Grade
from tui.message import say
from tui.nearest import nearest
from tui.rules import RULES
from tui.rules.structure import UNREADABLE
from tui.storage import workspace
from tui.storage.workspace import GradeGiven
from tui.text import shortened

Grades = Mapping[str, Grade | None]
"""Rule codes and the grades they have here; None for a rule that is off."""


@dataclass
class GradeBook:
    """Grades findings by the workspace in which their draft lies, reading each workspace once."""

    _by_folder: dict[Path, Grades] = field(default_factory=dict)

    def graded(self, draft: str, findings: Sequence[Finding]) -> list[Finding]:
        """The findings of a draft as its office grades them. Raises `BaogaoError` for a bad `baogao.toml`."""
        folder = Path.cwd() if draft == STANDARD_INPUT else Path(draft).parent
        if folder not in self._by_folder:
            office = workspace.find(folder)
            self._by_folder[folder] = resolved(office.grades) if office else {}
        grades = self._by_folder[folder]
        return list(_graded(findings, grades)) if grades else list(findings)


def _graded(findings: Sequence[Finding], grades: Grades) -> Iterator[Finding]:
    for finding in findings:
        grade = grades.get(finding.code, finding.grade)
        if grade is not None:
            yield finding._replace(grade=grade)


def resolved(given: Sequence[GradeGiven]) -> Grades:
    """The grades by rule code. Raises `BaogaoError` for a rule that is not there, and for one that is there twice."""
    grades: dict[str, Grade | None] = {}
    for rule, grade, place in given:
        code = next(
            (known.code for known in RULES.values() if rule in (known.code, known.code.lower(), known.name)), ""
        )
        if not code:
            near = nearest(rule, [name for known in RULES.values() for name in (known.code, known.name)])
            raise BaogaoError(
                say("there is no rule “{name}”", name=shortened(rule)),
                place=place,
                remedy=say("did you mean “{near}”?", near=near)
                if near
                else say("see: {command}", command="baogao rule"),
            )
        if code == UNREADABLE:
            raise BaogaoError(say("what cannot be read is always an error: {code}", code=code), place=place)
        if code in grades:
            raise BaogaoError(say("the rule {code} has a grade already", code=code), place=place)
        grades[code] = grade
    return grades
