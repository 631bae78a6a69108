"""A rule's example planted into the example of an outline of any shape: by role, field and due date, never by id."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import tomli_w

from tests.conftest import ROOT
from tui.base.errors import BaogaoError
from tui.base.messages import Language
from tui.checking.check import check
from tui.checking.diagnostic import Diagnostic, reported, unreadable
from tui.draft.draft import NONE, Draft, outline_reference
from tui.draft.wording import WORDINGS, wording_of
from tui.outline.library import Library
from tui.outline.model import REFERENCES
from tui.outline.outline import EDITIONS, Outline, Section
from tui.rules.letterhead.dates import due
from tui.rules.office import OfficeWord
from tui.rules.rule import Rule
from tui.toml import parse

OUTLINES = (ROOT / "outlines", ROOT / "tests" / "outlines")
SHIPPED, MADE_UP = (sorted(folder.glob("*/example.toml")) for folder in OUTLINES)
OF_A_STRANGER = Path(os.environ["BAOGAO_TEST_OUTLINES"]) if "BAOGAO_TEST_OUTLINES" in os.environ else None
"""A folder of outlines with their examples that the tests are run on instead."""
OTHERS = sorted(OF_A_STRANGER.glob("*/example.toml")) if OF_A_STRANGER else MADE_UP
"""The examples of outlines that are not shipped."""
EXAMPLES = OTHERS if OF_A_STRANGER else [*SHIPPED, *MADE_UP]
"""The shipped examples, and those of outlines made up for the tests: a folder dropped in is one more."""

LIBRARY = Library.searching(OF_A_STRANGER or OUTLINES[1])
FILE = "draft.toml"

_ROLES = ("introduction", "measures", "problems", "responsibility", "plan")
"""The roles that the examples of rules name."""
_YEAR = 2025
_DUE = {"fields": date(2026, 3, 1), "clearance": date(2026, 4, 1)}
"""The report that the days in the examples of rules are those of: its year, and when it is filed and published."""
_SIGNED = date(2026, 2, 10)
_REFERENCE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_SENTENCE = 20  # characters from which a planted text is a text, and must say what its section is asked


def copied(folder: Path, there: Path) -> None:
    """Copy the folder of an outline, and those beside it that it may extend, unless they are shipped."""
    others = [] if folder.parent == OUTLINES[0] else folder.parent.iterdir()
    for one in {folder, *(other for other in others if (other / "outline.toml").is_file())}:
        shutil.copytree(one, there.parent / one.name)


class Unsuited(Exception):
    """An example that an outline has no place for, and why."""


@dataclass(frozen=True)
class Ground:
    """The outline and its example that the examples of rules are planted into."""

    file: Path

    @cached_property
    def text(self) -> str:
        return self.file.read_text("utf-8")

    @cached_property
    def values(self) -> dict[str, Any]:
        return tomllib.loads(self.text)

    @cached_property
    def outline(self) -> Outline:
        return LIBRARY.load(self.file.with_name("outline.toml"))

    def written(self, section: Section) -> str:
        """What the example says in a section of prose."""
        return str(self.values.get("sections", {}).get(section.id, {}).get("text", ""))

    def references(self, section: Section) -> list[str]:
        """The figures that its text refers to."""
        return [name for name in _REFERENCE.findall(self.written(section)) if name in self.outline.figures_by_id]


def planted(ground: Ground, rule: Rule, lines: str) -> bytes:
    """The example with the lines of a rule's example in it. Raises `Unsuited` where they have no place in it."""
    if reason := rule.needs.unmet(ground.outline):
        raise Unsuited(Language("en")(reason))
    if rule.in_text:
        return _with_paragraph(ground, lines)
    try:
        over = tomllib.loads(lines)
    except tomllib.TOMLDecodeError:
        return f"{ground.text}\n{lines}\n".encode()
    if "outline" in over:
        over["outline"] = over["outline"].replace("annual-report@2024", ground.outline.reference)
        over["outline"] = over["outline"].replace("annual-report", ground.outline.id)
    _fit_figures(ground, over)
    _fit_fields(ground, over)
    _fit_days(ground, over)
    _fit_sections(ground, rule, lines == rule.bad, over)
    over["waivers"] = [*ground.values.get("waivers", []), *over.get("waivers", [])]
    return tomli_w.dumps(merged(ground.values, over)).encode()


def merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """A table with another laid over it."""
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        result[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _with_paragraph(ground: Ground, lines: str) -> bytes:
    """A paragraph after a section of prose that says something: what is wrong, or what was done, or any but the plan."""
    sections = [section for section in ground.outline.sections if ground.written(section).strip() not in ("", *NONE)]
    order = ["problems", "measures", None, "introduction"]
    rank = {section.id: order.index(section.purpose if section.purpose in order else None) for section in sections}
    fitting = sorted((section for section in sections if section.purpose != "plan"), key=lambda one: rank[one.id])
    if not fitting:
        raise Unsuited("the example has no prose but its plan")
    text = f"{ground.written(fitting[0]).rstrip()}\n\n{lines}\n"
    over = {"sections": {fitting[0].id: {"text": text}}}
    return tomli_w.dumps(merged(ground.values, over), multiline_strings=True).encode()


def _fit_figures(ground: Ground, over: dict[str, Any]) -> None:
    for figure in over.get("figures", {}):
        if figure not in ground.outline.figures_by_id:
            raise Unsuited(f"the outline has no figure {figure}")
    own = iter([id for id in ground.values.get("figures", {}) if id in ground.outline.figures_by_id])
    for table in over.get("sections", {}).values():
        for name in _REFERENCE.findall(table.get("text", "")):
            if name not in (*ground.outline.figures_by_id, *REFERENCES):
                stand_in = next(own, None)
                if stand_in is None:
                    raise Unsuited(f"the outline has no figure {name}")
                table["text"] = table["text"].replace(f"{{{name}}}", f"{{{stand_in}}}")


def _fit_fields(ground: Ground, over: dict[str, Any]) -> None:
    """Leave out the fields that the outline lacks; an emptied one must be required, and else stands for one that is."""
    given = over.get("fields")
    if not given:
        return
    known = ground.outline.fields_by_id
    required = [field.id for field in ground.outline.fields if field.required]
    for id, value in list(given.items()):
        if value == "" and id not in required and required:
            given[required[0]] = given.pop(id)
        elif id not in known or (value == "" and not required):
            del given[id]
    if not given and len(over) == 1:
        raise Unsuited("the outline has none of the fields of the example")


def _fit_days(ground: Ground, over: dict[str, Any]) -> None:
    """Move the days of the example to where they are as early or late for this outline, and the year of a number too."""
    draft = Draft(parse(ground.text.encode(), FILE), ground.outline)
    if draft.year is None or "year" in over:
        return
    later = draft.year - _YEAR
    for table, edition in (("fields", "filed"), ("clearance", "published")):
        last = due(draft, edition)
        moved = (last or date(_DUE[table].year + later, _DUE[table].month, _DUE[table].day)) - _DUE[table]
        for key, value in over.get(table, {}).items():
            if isinstance(value, date):
                over[table][key] = value + moved
            elif isinstance(value, str):
                over[table][key] = _renumbered(value, (_SIGNED + moved).year - _SIGNED.year)


def _renumbered(text: str, later: int) -> str:
    """A text with the year of a document number so many years later."""
    return re.sub("(?<=〔)20[0-9]{2}(?=〕)", lambda found: str(int(found[0]) + later), text)


def _fit_sections(ground: Ground, rule: Rule, bad: bool, over: dict[str, Any]) -> None:
    """Put what is said of a role into the section that it stands for here."""
    given = over.get("sections", {})
    for role in [name for name in given if name in _ROLES]:
        if rule.needs.role and role != rule.needs.role and not ground.outline.sections_for(role):
            del given[role]  # it only sets the scene
            continue
        table = given.pop(role)
        if table.get("text") in WORDINGS["zh"].none:
            table["text"] = wording_of(ground.outline.language).nothing
        section = _section(ground, rule, role, table.get("text"))
        if "text" in table and len(table["text"]) >= _SENTENCE:
            table["text"] = _completed(ground, rule, bad, section, table["text"])
        given[section.id] = table


def _section(ground: Ground, rule: Rule, role: str, text: str | None) -> Section:
    """The section for what an example says of a role: that one if it fits, or any, unless the rule needs the role."""
    fitting = [section for section in ground.outline.sections if _fits(ground, rule, section, text)]
    of_role = [section for section in fitting if section.purpose == role]
    if not of_role and (rule.needs.role or not fitting):
        raise Unsuited(f"no section fits what is planted for “{role}”")
    return (of_role or fitting)[0]


def _fits(ground: Ground, rule: Rule, section: Section, text: str | None) -> bool:
    if section.kind != "prose" or not ground.written(section).strip():
        return False
    if rule.needs.role:
        return True
    if rule.name in (
        "missing-section",
        "missing-customary-section",
    ):  # the one is of what is prescribed, the other of what is usual
        citation = ground.outline.cited(section.source)
        is_usual = citation is not None and citation.source.strength == "practice"
        return section.required and is_usual == (rule.name == "missing-customary-section")
    if rule.code == "S112":
        return any(topic.words for topic in section.topics)
    if rule.code == "F604":
        constrained = {name for constraint in ground.outline.constraints for name in constraint.that.names}
        own = {spec.id for spec in ground.outline.figures if spec.section == section.id} - constrained
        return not own.isdisjoint(ground.references(section))
    hides_figures = text is not None and 0 < len(text) < _SENTENCE and bool(ground.references(section))
    return section.required and not section.none and not hides_figures


def _completed(ground: Ground, rule: Rule, bad: bool, section: Section, text: str) -> str:
    """What is planted, with what the section says or must say besides, so that nothing but the rule has to be said of it."""
    if bad and rule.code == "S112":
        # it is about what a text leaves out; figures are not to be left over
        specs = ground.outline.figures_by_id
        return text + "、".join(f"{{{name}}}{specs[name].unit}" for name in ground.references(section))
    if (bad and rule.code == "F604") or section.purpose == "introduction":
        return text + _named(section, text)
    own = ground.written(section).strip("\n")
    return f"{text}\n\n{own}\n" if rule.needs.role else f"{own}\n\n{text}\n"  # what needs a role looks at its beginning


def _named(section: Section, text: str) -> str:
    """A paragraph with a word on each topic that a text does not speak of."""
    named = []
    for topic in section.topics:
        if topic.words and not any(word in text for word in topic.words):
            plain = [word for word in topic.words if word.isalnum()]
            if not plain:
                raise Unsuited(f"there is no plain word on “{topic.label}”")
            named.append(plain[0])
    return f"\n\n{'、'.join(named)}。" if named else ""


def found_in(source: bytes, words: Sequence[OfficeWord] = ()) -> list[Diagnostic]:
    """What is found in a draft in either edition, long after its year."""
    try:
        document = parse(source, FILE)
        draft = Draft(document, LIBRARY.find(outline_reference(document)))
    except BaogaoError as error:
        row = unreadable(error, FILE)
        assert row is not None
        return [row]
    today = date((draft.year or 2024) + 3, 3, 31)
    found: list[Any] = []
    for edition in EDITIONS:
        found += [one for one in check(draft, edition, today, words) if one not in found]
    return reported(draft, found)
