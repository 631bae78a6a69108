"""Outlines of any shape go through every command by their folders alone: the shipped ones, and those made up for the tests."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.conftest import Baogao
from tests.support.check_jsonschema import check_jsonschema
from tests.support.examples import EXAMPLES, copied
from tests.support.shapes import SHAPES, shape
from tui.outline.library import Library
from tui.outline.outline import Outline, Section
from tui.rules.register import rule_named

FOLDERS = [example.parent for example in EXAMPLES]


class Office:
    """A folder of drafts that has an outline, and nothing else that was made for it."""

    def __init__(self, folder: Path, outline: Outline, example: Path) -> None:
        self.folder = folder
        self.outline = outline
        self.example = example
        self.draft = folder / "draft.toml"


@pytest.fixture(params=[*(folder.name for folder in FOLDERS), *SHAPES])
def office(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """An office with one of the outlines, of a folder or of a shape, in its `outlines`."""
    there = tmp_path / "office" / "outlines" / request.param
    known = {folder.name: folder for folder in FOLDERS}
    if request.param in known:
        copied(known[request.param], there)
    else:
        shape(request.param, there)
    (tmp_path / "office" / "baogao.toml").write_text('outlines = ["outlines"]\n', "utf-8")
    monkeypatch.chdir(tmp_path / "office")
    outline = Library.searching(there.parent).load(there / "outline.toml")
    return Office(tmp_path / "office", outline, there / "example.toml")


def test_its_example_is_clean_and_renders_as_it_is_there(office: Office, baogao: Baogao) -> None:
    done = baogao("outline", "check", office.outline.reference)
    assert (done.code, done.out) == (0, "")
    shown = baogao("outline", "show", office.outline.reference)
    assert shown.code == 0 and all(section.id in shown.out for section in office.outline.sections)


def _missing(outline: Outline, section: Section) -> str:
    """The rule that finds a required section missing: one of what is prescribed, or of what is only usual."""
    citation = outline.cited(section.source)
    usual = citation is not None and citation.source.strength == "practice"
    rule = rule_named("missing-customary-section" if usual else "missing-section")
    assert rule is not None
    return rule.code


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_new_draft_misses_what_is_asked_and_nothing_else(office: Office, baogao: Baogao, language: str) -> None:
    outline = office.outline
    assert baogao("--lang", language, "new", outline.reference, "-o", office.draft, "--year", "2025").code == 0
    values = tomllib.loads(office.draft.read_text("utf-8"))
    assert list(values["sections"]) == [section.id for section in outline.sections]
    asked = {"S101" for field in outline.fields if field.required}
    asked |= {_missing(outline, one) for one in outline.sections if one.required}
    found = baogao("check", "--format", "json", office.draft)
    findings = json.loads(found.out)["findings"]
    assert {one["rule"] for one in findings} == asked
    missing = sum(field.required for field in outline.fields) + sum(section.required for section in outline.sections)
    assert len(findings) == missing
    assert baogao("fmt", "--check", office.draft).code == 0
    assert baogao("render", office.draft).code == 0


def test_fmt_changes_nothing_that_is_read(office: Office, baogao: Baogao) -> None:
    office.draft.write_bytes(office.example.read_bytes())
    before = [baogao("render", "--edition", edition, office.draft).out for edition in ("filed", "published")]
    assert baogao("fmt", office.draft).code == 0
    once = office.draft.read_bytes()
    assert baogao("fmt", office.draft).code == 0
    assert office.draft.read_bytes() == once
    assert before == [baogao("render", "--edition", edition, office.draft).out for edition in ("filed", "published")]


def test_its_drafts_fit_its_schema(office: Office, baogao: Baogao) -> None:
    schema = office.folder / "schema.json"
    schema.write_text(baogao("outline", "schema", office.outline.reference).out, "utf-8")
    assert baogao("new", office.outline.reference, "-o", office.draft, "--year", "2025").code == 0
    for given in (["--check-metaschema", schema], ["--schemafile", schema, office.example, office.draft]):
        done = check_jsonschema(*given)
        assert done.code == 0, done.output
