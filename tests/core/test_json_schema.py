"""The JSON Schema of an outline's drafts: editors and CI take what `check` takes, and refuse what it refuses."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
import tomli_w

from tests.conftest import ROOT, Baogao
from tests.support.check_jsonschema import check_jsonschema
from tests.support.mutated import VALUES, paths, replaced
from tui.base.errors import BaogaoError
from tui.base.messages import Language
from tui.draft.draft import Draft
from tui.draft.figures import LONGEST, PATTERN, read_figure
from tui.draft.json_schema import file_name, schema, written
from tui.draft.keys import CLEARANCE_KEYS, MOST_DECIMALS, SECTION_KEYS, TOP_KEYS, WAIVER_KEYS
from tui.outline.library import Library
from tui.outline.outline import Outline
from tui.rules.register import RULES
from tui.rules.rule import Subject
from tui.toml import parse

ENGLISH = Language("en")
OUTLINES = sorted(file.parent.name for file in (ROOT / "outlines").glob("*/outline.toml"))
WITH_EXAMPLE = [id for id in OUTLINES if (ROOT / "outlines" / id / "example.toml").is_file()]
DEPARTMENT = "law-based-government-department"
EXAMPLE = (ROOT / "outlines" / DEPARTMENT / "example.toml").read_text("utf-8")

WAIVED = """
[[waivers]]
rule = "P301"
section = "plan"
quote = "2021-2025年"
reason = "文件名原文如此"
until = 2026-06-30
"""
"""What a draft may hold, and the example does not."""

WHOLE = f"""
outline = "{DEPARTMENT}@2024"
year = 2025

[fields]
number = "云市监字〔2026〕3号"
signer = "周启航"
issuer = ["云川市市场监督管理局", "云川市知识产权局"]
recipients = ["市委", "市政府"]
printer = "云川市市场监督管理局办公室"
date = 2026-02-06

[figures]
permits = 1386
legality_reviews = "60余"
inspections = ""

[sections.plan]
status = "ready"
owner = "法规科"
text = "一是加强学习培训。"

[clearance]
by = "局保密委员会办公室"
date = 2026-03-20
{WAIVED}"""

TABLE = """
id = "with-a-table"
version = 2024
name = "有表的提纲"
kind = "报告"
title = "报告"

[[sections]]
id = "requests"
kind = "table"
[sections.table]
columns = [{ id = "person", label = "自然人" }, { id = "company", label = "企业", group = "法人" }]
rows = [{ id = "new", label = "本年新收" }, { id = "carried_in", label = "上年结转" }]
"""


def outline(id: str) -> Outline:
    return Library.searching().find(id)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the schema of every shipped outline."""
    folder = tmp_path_factory.mktemp("schemas")
    for id in OUTLINES:
        (folder / f"{id}.json").write_text(written(outline(id), ENGLISH), "utf-8")
    return folder


def refused(schema_file: Path, files: Sequence[Path]) -> dict[str, list[str]]:
    """The drafts that check-jsonschema refuses, with the paths where."""
    done = check_jsonschema("--output-format", "json", "--schemafile", schema_file, *files)
    told = json.loads(done.output)
    assert told.get("parse_errors", []) == []
    found: dict[str, list[str]] = {}
    for error in told.get("errors", []):
        found.setdefault(Path(error["filename"]).name, []).append(error["path"])
    assert (done.code == 0) == (found == {})
    return found


@pytest.mark.parametrize("id", WITH_EXAMPLE)
def test_every_example_fits_its_schema(folder: Path, id: str) -> None:
    assert refused(folder / f"{id}.json", [ROOT / "outlines" / id / "example.toml"]) == {}


def test_the_sample_fits_its_schema(folder: Path, sample: Path) -> None:
    assert refused(folder / f"{DEPARTMENT}-jincheng.json", [sample]) == {}


@pytest.mark.parametrize("id", OUTLINES)
def test_a_new_draft_fits_its_schema(baogao: Baogao, folder: Path, tmp_path: Path, id: str) -> None:
    file = tmp_path / "draft.toml"
    assert baogao("new", id, "-o", file).code == 0
    assert refused(folder / f"{id}.json", [file]) == {}


def test_every_schema_is_one(folder: Path) -> None:
    done = check_jsonschema("--check-metaschema", *folder.glob("*.json"))
    assert done.code == 0, done.output


WRONG = {
    "a misspelt key at the top": ("[figures]", "[figure]", "$"),
    "a misspelt field": ("signer = ", "singer = ", "$.fields"),
    "a misspelt figure": ("permits = ", "permit = ", "$.figures"),
    "a misspelt section": ("[sections.plan]", "[sections.plans]", "$.sections"),
    "a misspelt key of a section": ("[sections.plan]\nstatus", "[sections.plan]\nstate", "$.sections.plan"),
    "a misspelt key of a waiver": ("quote = ", "quota = ", "$.waivers[0]"),
    "a misspelt key of the clearance": ("by = ", "bye = ", "$.clearance"),
    "a waiver without a reason": ('reason = "文件名原文如此"\n', "", "$.waivers[0]"),
    "a waiver in single brackets": ("[[waivers]]", "[waivers]", "$.waivers"),
    "another outline": (f'"{DEPARTMENT}@', '"another@', "$.outline"),
    "no version": ("department@2024", "department", "$.outline"),
    "no year": ("year = 2025\n", "", "$"),
    "a year in quotation marks": ("year = 2025", 'year = "2025"', "$.year"),
    "a year of two digits": ("year = 2025", "year = 25", "$.year"),
    "a date as text": ("date = 2026-02-06", 'date = "2026年2月6日"', "$.fields.date"),
    "a date with a time": ("date = 2026-02-06", "date = 2026-02-06T08:00:00", "$.fields.date"),
    "a date that is a number": ("date = 2026-02-06", "date = 20260206", "$.fields.date"),
    "a field that is a number": ('number = "', 'number = 3 # "', "$.fields.number"),
    "a list where one is meant": ('printer = "', 'printer = ["甲"] # "', "$.fields.printer"),
    "a list of numbers": ('recipients = ["市委", "市政府"]', "recipients = [1, 2]", "$.fields.recipients[0]"),
    "a figure with its unit": (
        'legality_reviews = "60余"',
        'legality_reviews = "60余次"',
        "$.figures.legality_reviews",
    ),
    "a figure twice inexact": (
        'legality_reviews = "60余"',
        'legality_reviews = "6余万余"',
        "$.figures.legality_reviews",
    ),
    "a figure that is true": ('legality_reviews = "60余"', "legality_reviews = true", "$.figures.legality_reviews"),
    "a figure too long": ('"60余"', f'"{"6" * 41}"', "$.figures.legality_reviews"),
    "a status there is not": (
        '[sections.plan]\nstatus = "ready"',
        '[sections.plan]\nstatus = "done"',
        "$.sections.plan.status",
    ),
    "an owner that is a list": ('owner = "法规科"', 'owner = ["法规科"]', "$.sections.plan.owner"),
}


def test_a_wrong_value_is_refused_at_its_place(folder: Path, tmp_path: Path) -> None:
    files = {}
    for n, (what, (old, new, _)) in enumerate(WRONG.items()):
        assert old in WHOLE, what
        file = tmp_path / f"{n:02}.toml"
        file.write_text(WHOLE.replace(old, new, 1), "utf-8")
        files[what] = file
    (tmp_path / "right.toml").write_text(WHOLE, "utf-8")
    found = refused(folder / f"{DEPARTMENT}.json", [*files.values(), tmp_path / "right.toml"])
    assert "right.toml" not in found
    assert {what: found.get(file.name) for what, file in files.items()} == {
        what: [place] if what != "a list of numbers" else [place, "$.fields.recipients[1]"]
        for what, (_, _, place) in WRONG.items()
    }


class Mutant(NamedTuple):
    """A draft changed in one place: which, the value typed there (none where a key was changed), and the file."""

    path: tuple[str | int, ...]
    typed: str
    source: bytes


MORE = (
    '"2024-01-05"',
    "2024.0",
    "1900",
    "1899",
    "9998",
    "9999",
    '"writing"',
    '"6万余"',
    '"6余万余"',
    '"6\\n"',
    '"预计1,234.5"',
)


def with_other_values(source: bytes, random: Random, count: int) -> Iterator[Mutant]:
    places = [
        path for path in paths(tomllib.loads(source.decode())) if path != ("outline",)
    ]  # S100 and S109 judge that
    for path in random.choices(places, k=count):
        typed = random.choice(VALUES + MORE)
        yield Mutant(path, typed, replaced(source, path, typed))


def with_other_keys(source: bytes, random: Random, count: int) -> Iterator[Mutant]:
    """A key misspelt, left out or moved elsewhere."""
    places = [
        path for path in paths(tomllib.loads(source.decode())) if isinstance(path[-1], str) and path != ("outline",)
    ]
    for path in random.choices(places, k=count):
        values = tomllib.loads(source.decode())
        table: Any = values
        for part in path[:-1]:
            table = table[part]
        value = table.pop(path[-1])
        match random.randrange(3):
            case 0:
                table[f"{path[-1]}{random.choice('s_x')}"] = value
            case 1:
                values.setdefault(random.choice(("fields", "figures", "sections", "clearance")), {})[path[-1]] = value
        yield Mutant(path, "", tomli_w.dumps(values).encode())


KEYS_AND_TYPES = ("S103", "S104", "S105")


def refused_by_rules(source: bytes, asked: Outline) -> bool | None:
    """Whether the rules on keys and types find anything, or the year is missing; None for what is no draft to us."""
    try:
        draft = Draft(parse(source, "draft.toml"), asked)
    except BaogaoError:
        return None
    checks = [check for code in KEYS_AND_TYPES if (check := RULES[code].check)]
    assert len(checks) == len(KEYS_AND_TYPES)
    return draft.year is None or any(True for check in checks for _ in check(Subject(draft, "filed")))


def beyond_json(path: tuple[str | int, ...], typed: str) -> bool:
    """Whether a reader that turns TOML into JSON cannot see what is wrong with a value.

    JSON has no dates, only texts: tombi tells them apart, check-jsonschema and taplo do not. It has numbers, but not how
    they were typed, and no difference between 2024 and 2024.0.
    """
    value = tomllib.loads(f"x = {typed}", parse_float=Decimal)["x"] if typed else None
    if isinstance(value, (date, time)) or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)):
        return True
    if path[0] == "year":
        return isinstance(value, Decimal) and value.is_finite() and value == int(value)
    if path[2:3] == ("rows",):
        if not isinstance(value, Decimal) or not value.is_finite():
            return False
        return value == int(value) or int(value.as_tuple().exponent) < -MOST_DECIMALS
    number = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
    typed_otherwise = len(typed) > LONGEST or not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", typed)
    if path[2:3] == ("rows",):
        whole = isinstance(value, Decimal) and value.is_finite() and value == int(value)
        return number and (typed_otherwise or whole)
    return path[0] == "figures" and number and typed_otherwise


@pytest.mark.parametrize("id", WITH_EXAMPLE)
def test_it_refuses_what_check_refuses_and_takes_the_rest(folder: Path, tmp_path: Path, id: str) -> None:
    asked = outline(id)
    source = (ROOT / "outlines" / id / "example.toml").read_bytes() + WAIVED.encode()
    random = Random(id)
    cases: list[tuple[Mutant, bool]] = []
    for mutant in (*with_other_values(source, random, 200), *with_other_keys(source, random, 100)):
        expected = refused_by_rules(mutant.source, asked)
        if expected is not None:
            cases.append((mutant, expected))
    files = [tmp_path / f"{n:03}.toml" for n in range(len(cases))]
    for file, (mutant, _) in zip(files, cases, strict=True):
        file.write_bytes(mutant.source)
    found = refused(folder / f"{id}.json", files)
    differing = [
        (mutant.path, mutant.typed, expected)
        for file, (mutant, expected) in zip(files, cases, strict=True)
        if (file.name in found) != expected and not (expected and beyond_json(mutant.path, mutant.typed))
    ]
    assert differing == []
    assert 100 < len(found) < len(cases) - 30


def test_what_json_cannot_see_is_left_to_check(folder: Path, tmp_path: Path) -> None:
    """The exceptions of `beyond_json`, one of each kind: refused by the rules, taken by the schema."""
    asked = outline(DEPARTMENT)
    files = []
    for n, (path, typed) in enumerate(
        [
            (("fields", "date"), '"2026-01-05"'),
            (("fields", "mark"), "2026-01-05"),
            (("sections", "plan", "owner"), "08:00:00"),
            (("year",), "2025.0"),
            (("figures", "permits"), "1_386"),
            (("figures", "permits"), "0x56A"),
        ]
    ):
        source = replaced(EXAMPLE.encode(), path, typed)
        assert refused_by_rules(source, asked)
        assert beyond_json(path, typed)
        files.append(tmp_path / f"{n}.toml")
        files[-1].write_bytes(source)
    assert refused(folder / f"{DEPARTMENT}.json", files) == {}


def test_a_table_is_typed_by_its_rows_and_columns(tmp_path: Path) -> None:
    (tmp_path / "outline.toml").write_text(TABLE, "utf-8")
    asked = Library.searching().load(tmp_path / "outline.toml")
    (tmp_path / "schema.json").write_text(written(asked, ENGLISH), "utf-8")
    rows = "new = { person = 3, company = 1 }\ncarried_in = { person = 0 }\n"
    files = []
    for n, text in enumerate(
        [rows, "", rows.replace("carried_in", "carried"), rows.replace("company", "firm"), rows.replace("3", '"三"')]
    ):
        files.append(tmp_path / f"{n}.toml")
        files[-1].write_text(f'outline = "with-a-table@2024"\nyear = 2024\n[sections.requests.rows]\n{text}', "utf-8")
    at = "$.sections.requests.rows"
    assert refused(tmp_path / "schema.json", files) == {
        "2.toml": [at],
        "3.toml": [f"{at}.new"],
        "4.toml": [f"{at}.new.person"],
    }


def tables(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if "properties" in part:
        yield part
    for inner in (*part.get("properties", {}).values(), *([part["items"]] if "items" in part else [])):
        yield from tables(inner)


@pytest.mark.parametrize("id", OUTLINES)
def test_every_key_is_described_and_no_other_is_known(id: str) -> None:
    asked = outline(id)
    whole = schema(asked, ENGLISH)
    keys = whole["properties"]
    assert tuple(keys) == TOP_KEYS
    assert tuple(keys["fields"]["properties"]) == tuple(asked.fields_by_id)
    assert tuple(keys["figures"]["properties"]) == tuple(asked.figures_by_id)
    assert tuple(keys["sections"]["properties"]) == tuple(asked.sections_by_id)
    assert tuple(keys["clearance"]["properties"]) == CLEARANCE_KEYS
    assert tuple(keys["waivers"]["items"]["properties"]) == WAIVER_KEYS
    for section in keys["sections"]["properties"].values():
        assert tuple(section["properties"])[: len(SECTION_KEYS)] == SECTION_KEYS
    for table in tables(whole):
        assert table["additionalProperties"] is False
        assert all(part["title"] for part in table["properties"].values())
    rows = [section["properties"].get("rows", {}) for section in keys["sections"]["properties"].values()]
    named = [row for table in rows for row in table.get("properties", {}).values()]  # a name says all of a row
    for table in tables(whole):
        assert all("description" in part or part in named for part in table["properties"].values())
    assert [table.get("required") for table in tables(whole) if "required" in table] == [
        ["outline", "year"],
        ["text"],
        ["rule", "reason"],
    ]


def test_descriptions_guide_in_the_words_of_the_law_and_of_the_language() -> None:
    english = schema(outline(DEPARTMENT), ENGLISH)["properties"]
    chinese = schema(outline(DEPARTMENT), Language("zh_CN"))["properties"]
    signer = english["fields"]["properties"]["signer"]
    assert signer["title"] == "签发人"
    assert signer["description"].startswith("required, not in the published edition\n\n上行文要标注签发人姓名")
    assert "prescribed by 《党政机关公文处理工作条例》（中办发〔2012〕14号）第九条（六）" in signer["description"]
    assert chinese["fields"]["properties"]["signer"]["description"].startswith("必填")
    assert "common practice" in english["sections"]["properties"]["introduction"]["description"]
    text = english["sections"]["properties"]["responsibility"]["properties"]["text"]["description"]
    assert "- {party_group_sessions}次: 党组专题研究法治工作" in text


def test_the_grammar_of_figures_is_that_of_the_reader() -> None:
    figures = schema(outline(DEPARTMENT), ENGLISH)["properties"]["figures"]["properties"]
    assert all(figure["pattern"] == f"^(?:{PATTERN})?$" for figure in figures.values())
    assert read_figure("预计1.5万余") and re.fullmatch(PATTERN, "预计1.5万余")


def test_no_character_of_an_outline_steers_a_terminal(baogao: Baogao, tmp_path: Path) -> None:
    (tmp_path / "outline.toml").write_text(TABLE.replace("有表的提纲", "\\u001b[2J\\u202e提纲"), "utf-8")
    shown = baogao("outline", "schema", tmp_path / "outline.toml").out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert json.loads(shown)["title"] == "\x1b[2J\u202e提纲"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_printed_by_id_and_by_file(baogao: Baogao, language: str) -> None:
    by_id = baogao("--lang", language, "outline", "schema", DEPARTMENT)
    assert (by_id.code, by_id.err) == (0, "")
    assert by_id.out == baogao("--lang", language, "outline", "schema", ROOT / "outlines" / DEPARTMENT).out
    name = "en" if language == "en" else "zh_CN"
    assert json.loads(by_id.out) == schema(outline(DEPARTMENT), Language(name))
    assert baogao("outline", "schema", "nothing").code == 2


@pytest.mark.parametrize("options", [[], ["--example"]])
def test_a_new_draft_names_the_schema_beside_it(baogao: Baogao, tmp_path: Path, options: list[str]) -> None:
    file = tmp_path / "draft.toml"
    done = baogao("new", DEPARTMENT, "--schema", "-o", file, *options)
    assert done.code == 0
    plain = baogao("new", DEPARTMENT, *options).out
    assert file.read_text("utf-8") == f"#:schema ./{DEPARTMENT}.schema.json\n\n{plain}"
    beside = tmp_path / file_name(outline(DEPARTMENT))
    assert beside.read_text("utf-8") == baogao("outline", "schema", DEPARTMENT).out
    assert refused(beside, [file]) == {}
    assert str(beside) not in done.err


def test_an_older_schema_is_replaced_and_that_is_reported(baogao: Baogao, tmp_path: Path) -> None:
    beside = tmp_path / file_name(outline(DEPARTMENT))
    beside.write_text("{}", "utf-8")
    assert f"{beside} is rewritten\n" in baogao("new", DEPARTMENT, "--schema", "-o", tmp_path / "a.toml").err
    assert "anew" not in baogao("new", DEPARTMENT, "--schema", "-o", tmp_path / "b.toml").err
    beside.unlink()
    beside.mkdir()
    done = baogao("new", DEPARTMENT, "--schema", "-o", tmp_path / "c.toml")
    assert done.code == 2
    assert done.err.startswith(f"{beside}: cannot be read")
    assert not (tmp_path / "c.toml").exists()


def test_a_schema_has_no_place_beside_standard_output(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = baogao("new", DEPARTMENT, "--schema")
    assert (done.code, done.out) == (2, "")
    assert done.err == "the schema is written next to the draft, but no file is named\n  name one with -o\n"
    assert list(tmp_path.iterdir()) == []
