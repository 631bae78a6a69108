"""The formats of `check` as programs read them: each against its schema, with hostile text, and with one exit code.

No package of PyPI that we know carries these schemas, so the parts that concern us are written here from the specifications:
SARIF from the OASIS standard "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", chapter 3 (properties,
enumerations, patterns and minima; `additionalProperties` is false there too); JUnit from the schema junit-10.xsd of the
Jenkins xUnit plugin (elements, attributes, which are required); Code Quality from GitLab's documentation, "Code Quality
report format". The full SARIF schema and the full XSD were run over the same output by hand when this was written.
"""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # comes with check-jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Baogao
from tui.base.text import UNSAFE
from tui.checking.output.common import as_json
from tui.checking.output.formats import FORMATS
from tui.draft.draft import Draft
from tui.outline.library import Library
from tui.rules.register import RULES
from tui.toml import parse

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
SOUND = EXAMPLE.read_text("utf-8")
FAULTY = (
    SOUND.replace("signer = ", "singer = ")
    .replace("行政许可{permits}件", "行政许可{permit}件，依法向攻府报告")
    .replace("department@2024", "department@2021")
)

MESSAGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["text"],
    "properties": {"text": {"type": "string"}},
}
REGION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["startLine"],
    "properties": {
        name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
}
ARTIFACT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"uri": {"type": "string", "format": "uri-reference"}, "uriBaseId": {"type": "string"}},
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}


def unique(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "uniqueItems": True}


def closed(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "required": required, "properties": properties}


REPLACEMENT = closed(["deletedRegion"], deletedRegion=REGION, insertedContent=MESSAGE)
CHANGE = closed(
    ["artifactLocation", "replacements"],
    artifactLocation=ARTIFACT,
    replacements={"type": "array", "minItems": 1, "items": REPLACEMENT},
)
FIX = closed(["artifactChanges"], artifactChanges={**unique(CHANGE), "minItems": 1}, description=MESSAGE)
RULE = closed(
    ["id"],
    id={"type": "string"},
    name={"type": "string"},
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed([], level=LEVEL),
)
RESULT = closed(
    ["message"],
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": -1},
    level=LEVEL,
    message=MESSAGE,
    locations={
        "type": "array",
        "items": closed([], physicalLocation=closed([], artifactLocation=ARTIFACT, region=REGION)),
    },
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    fixes=unique(FIX),
)
SEMANTIC = r"^[0-9]+\.[0-9]+\.[0-9]+"
DRIVER = closed(
    ["name"],
    name={"type": "string"},
    version={"type": "string"},
    semanticVersion={"type": "string", "pattern": SEMANTIC},
    rules=unique(RULE),
)
SARIF = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    **closed(
        ["version", "runs"],
        **{
            "$schema": {"type": "string", "format": "uri"},
            "version": {"enum": ["2.1.0"]},
            "runs": {
                "type": "array",
                "items": closed(
                    ["tool"],
                    tool=closed(["driver"], driver=DRIVER),
                    language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
                    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    results={"type": "array", "items": RESULT},
                ),
            },
        },
    ),
}
GITLAB = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}
JUNIT: dict[str, tuple[set[str], set[str], set[str]]] = {  # element: its elements, required attributes, other ones
    "testsuites": ({"testsuite"}, set(), {"name", "time", "tests", "failures", "errors"}),
    "testsuite": (
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
    ),
    "testcase": (
        {"skipped", "error", "failure", "system-out", "system-err"},
        {"name"},
        {"time", "classname", "group"},
    ),
    "failure": (set(), set(), {"type", "message"}),
    "error": (set(), set(), {"type", "message"}),
    "system-out": (set(), set(), set()),
}


def is_junit(text: str) -> ElementTree.Element:
    root = ElementTree.fromstring(text)
    assert root.tag == "testsuites"
    for element in root.iter():
        inside, required, other = JUNIT[element.tag]
        assert {child.tag for child in element} <= inside
        assert required <= set(element.attrib) <= required | other
    for suite in (root, *root.iter("testsuite")):
        cases = list(suite.iter("testcase"))
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(sum(case.find("failure") is not None for case in cases))
        assert suite.get("errors") == str(sum(case.find("error") is not None for case in cases))
    return root


def is_sarif(text: str) -> Any:
    data = json.loads(text)
    jsonschema.Draft7Validator(SARIF).validate(data)
    (run,) = data["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    return run


def is_gitlab(text: str) -> Any:
    data = json.loads(text)
    jsonschema.Draft7Validator(GITLAB).validate(data)
    marks = [issue["fingerprint"] for issue in data]
    assert len(set(marks)) == len(marks)
    return data


def is_github(text: str) -> list[tuple[str, dict[str, str], str]]:
    read = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*?)::(.*)", line)
        assert match is not None, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        assert set(properties) == {"file", "line", "endLine", "col", "endColumn", "title"}
        read.append((match[1], {key: unescaped(value) for key, value in properties.items()}, unescaped(match[3])))
    return read


def unescaped(text: str) -> str:
    return re.sub("%(3A|2C|0A|0D|25)", lambda match: chr(int(match[1], 16)), text)


def is_json(text: str) -> Any:
    data = json.loads(text)
    assert data["version"] == 1
    return data["findings"]


READERS: dict[str, Callable[[str], Any]] = {
    "json": is_json,
    "github": is_github,
    "gitlab": is_gitlab,
    "junit": is_junit,
    "sarif": is_sarif,
    "concise": str,
    "full": str,
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sound.toml").write_text(SOUND, "utf-8")
    (tmp_path / "faulty.toml").write_text(FAULTY, "utf-8")
    (tmp_path / "old.toml").write_text(SOUND.replace("department@2024", "department@2021"), "utf-8")
    (tmp_path / "broken.toml").write_text('outline = "law-based-government-department@2024"\n<<<<<<< HEAD\n', "utf-8")
    return tmp_path


def test_every_format_has_a_reader_here() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_sound_and_has_the_same_exit_code(baogao: Baogao, here: Path, form: str) -> None:
    cases: list[tuple[list[str], int]] = [
        (["sound.toml"], 0),
        (["old.toml"], 0),
        (["old.toml", "--fail-level", "warning"], 1),
        (["sound.toml", "faulty.toml"], 1),
        (["sound.toml", "faulty.toml", "broken.toml"], 2),
        (["sound.toml", "none.toml"], 2),
    ]
    for arguments, code in cases:
        for language in ("en", "zh"):
            done = baogao("--lang", language, "check", "--format", form, *arguments)
            assert done.code == code, (form, arguments)
            READERS[form](done.out)
            assert not UNSAFE.search(done.out)


def test_github_has_place_title_and_message(baogao: Baogao, here: Path) -> None:
    (here / "baogao.toml").write_text('[grades]\nW803 = "hint"\n', "utf-8")
    told = is_github(baogao("check", "--format", "github", "faulty.toml").out)
    levels = {properties["title"]: level for level, properties, _ in told}
    assert levels["S101 missing-field"] == "error"
    assert levels["S109 outline-version"] == "warning"
    assert levels["W803 misspelt-name"] == "notice"
    where = next(properties for _, properties, _ in told if properties["title"].startswith("S106"))
    line = FAULTY.split("\n")[int(where["line"]) - 1]
    assert line[int(where["col"]) - 1 : int(where["endColumn"]) - 1] == "{permit}"
    assert where["file"] == "faulty.toml"


def test_github_escapes_what_steers_it(baogao: Baogao, here: Path) -> None:
    name = "a,b:c%0A::error::x.toml"
    (here / name).write_text('outline = "law-based-government-department@2024"\nyear = 2025\n"x%\\ny" = 1\n', "utf-8")
    out = baogao("check", "--format", "github", name).out
    told = is_github(out)
    assert {properties["file"] for _, properties, _ in told} == {name}
    assert any("x%" in message for _, _, message in told)
    assert "file=a%2Cb%3Ac%250A%3A%3Aerror%3A%3Ax.toml,line=" in out


def test_a_gitlab_fingerprint_survives_a_move_and_no_two_are_the_same(baogao: Baogao, here: Path) -> None:
    (here / "baogao.toml").write_text('[grades]\nW803 = "hint"\n', "utf-8")
    twice = FAULTY.replace("依法向攻府报告", "依法向攻府报告攻府")
    (here / "faulty.toml").write_text(twice, "utf-8")
    before = is_gitlab(baogao("check", "--format", "gitlab", "faulty.toml").out)
    (here / "faulty.toml").write_text("# a line\n\n" + twice, "utf-8")
    after = is_gitlab(baogao("--lang", "zh", "check", "--format", "gitlab", here / "faulty.toml").out)
    assert [one["fingerprint"] for one in before] == [one["fingerprint"] for one in after]
    assert [one["location"]["lines"]["begin"] + 2 for one in before] == [
        one["location"]["lines"]["begin"] for one in after
    ]
    assert {one["location"]["path"] for one in after} == {"faulty.toml"}
    assert {one["severity"] for one in after} == {"major", "minor", "info"}


def test_junit_has_a_case_for_each_section_and_shows_which_failed(baogao: Baogao, here: Path) -> None:
    done = baogao("check", "--format", "junit", "sound.toml", "faulty.toml", "broken.toml", "none.toml")
    suites = list(is_junit(done.out))
    assert [suite.get("name") for suite in suites] == ["sound.toml", "faulty.toml", "broken.toml", "none.toml"]
    sound, faulty, broken, none = ({case.get("name"): case for case in suite} for suite in suites)
    document = parse(SOUND.encode(), "sound.toml")
    draft = Draft(document, Library.searching().find("law-based-government-department"))
    headings = [draft.heading(section) or "Introduction" for section in draft.outline.sections]
    assert list(sound) == list(faulty) == ["the draft as a whole", *headings]
    failed = [name for name, case in faulty.items() if case.find("failure") is not None]
    assert failed == ["the draft as a whole", headings[1]]
    types = [failure.get("type") for failure in faulty[headings[1]].iter("failure")]
    assert types == ["S106", "W803"]
    assert "S109" in (faulty["the draft as a whole"].findtext("system-out") or "")
    assert [failure.get("type") for failure in broken["the draft as a whole"].iter("failure")] == ["S100"]
    assert none["the draft as a whole"].find("error") is not None
    assert {case.get("classname") for case in suites[1]} == {"faulty.toml"}


def test_junit_fails_what_the_fail_level_fails(baogao: Baogao, here: Path) -> None:
    assert is_junit(baogao("check", "--format", "junit", "old.toml").out).get("failures") == "0"
    strict = baogao("check", "--format", "junit", "--fail-level", "warning", "old.toml")
    assert (is_junit(strict.out).get("failures"), strict.code) == ("1", 1)


def test_sarif_has_rules_in_both_languages_places_and_fixes(baogao: Baogao, here: Path) -> None:
    run = is_sarif(baogao("check", "--format", "sarif", "faulty.toml").out)
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    (result,) = [result for result in run["results"] if result["ruleId"] == "W803"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "faulty.toml", "uriBaseId": "%SRCROOT%"}
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["deletedRegion"] == place["region"]
    lines = FAULTY.split("\n")
    region = place["region"]
    line = lines[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "攻府"
    assert replacement["insertedContent"]["text"] == "政府"
    missing = RULES["S101"]
    help_text = next(rule for rule in run["tool"]["driver"]["rules"] if rule["id"] == "S101")["help"]["text"]
    assert missing.summary.text in help_text
    assert "必" in help_text or "缺" in help_text
    assert is_sarif(baogao("--lang", "zh", "check", "--format", "sarif", "faulty.toml").out)["language"] == "zh-CN"


def test_json_says_how_to_fix(baogao: Baogao, here: Path) -> None:
    told = is_json(baogao("check", "--format", "json", "faulty.toml").out)
    (one,) = [one for one in told if one["rule"] == "W803"]
    (edit,) = one["fix"]
    assert edit == {**{key: one[key] for key in ("line", "column", "end_line", "end_column")}, "new": "政府"}


def test_a_path_elsewhere_and_one_with_odd_characters_are_reported(
    baogao: Baogao, here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("elsewhere") / "年度 报告"
    folder.mkdir()
    (folder / "a#b.toml").write_text(FAULTY, "utf-8")
    run = is_sarif(baogao("check", "--format", "sarif", folder / "a#b.toml").out)
    location = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": (folder / "a#b.toml").as_uri()}
    for form, reader in READERS.items():
        reader(baogao("check", "--format", form, folder / "a#b.toml").out)


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("攻府××“”《》&<>%:,\"'\\`|]\u202e\x00\x1b\u2028\ud800\ufffe,:：{}*#\n"),
        st.characters(exclude_categories=()),
    ),
    max_size=40,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, HOSTILE)
def test_hostile_text_breaks_no_format(baogao: Baogao, here: Path, key: str, text: str) -> None:
    key, text = (pairs_joined(json.dumps(one.encode("utf-8", "ignore").decode())) for one in (key, text))
    (here / "hostile.toml").write_text(
        'outline = "law-based-government-department@2024"\nyear = 2025\n'
        f"[fields]\n{key} = 1\n[sections.plan]\ntext = {text}\n",
        "utf-8",
    )
    for form, reader in READERS.items():
        out = baogao("check", "--format", form, "hostile.toml").out
        assert not UNSAFE.search(out)
        reader(out)


def pairs_joined(text: str) -> str:
    """JSON spells a character beyond U+FFFF as two escapes; TOML takes the character itself."""
    return re.sub(r"\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}", lambda match: json.loads(f'"{match[0]}"'), text)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda more: st.lists(more) | st.dictionaries(st.text(), more),
    )
)
def test_json_is_that_of_the_standard_library_with_control_characters_escaped(value: object) -> None:
    text = as_json(value)
    assert json.loads(text) == value
    assert not UNSAFE.search(text)
    assert (
        UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
        == text
    )


def test_a_file_name_that_is_not_utf_8_is_told_in_json(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"\xff.toml")
    file.write_bytes(b"a")
    (found,) = json.loads(baogao("check", "--format", "json", file).out)["findings"]
    assert found["file"].endswith("\udcff.toml")
