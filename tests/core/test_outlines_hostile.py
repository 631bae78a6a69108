"""A bad outline is refused with one message at its place; a good one adds to what it extends, changes and orders it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import Baogao
from tui.outline.inheritance import MOST, OutlineError
from tui.outline.library import LARGEST, LONGEST_CHAIN, Library, shipped
from tui.outline.outline import Outline

BASE = """\
id = "base"
version = 2024
name = "基础报告"
kind = "报告"
title = "{issuer}\\n{year}年报告"
due = { filed = "03-01", published = "04-01" }

[sources.law]
title = "某某法"
strength = "law"
verified = true

[[fields]]
id = "issuer"
label = "发文机关"
kind = "organs"
editions = ["filed", "published"]

[[figures]]
id = "done"
label = "已办"
unit = "件"
section = "work"

[[figures]]
id = "expected"
label = "应办"
source = "law 1"

[[constraints]]
id = "all"
that = "done <= expected"
message = "已办多于应办"

[[sections]]
id = "introduction"

[[sections]]
id = "work"
heading = "{year}年工作"
required = true
source = "law 2(一)"
topics = [
  { id = "cases", label = "案件", words = ["复议"] },
]

[[sections]]
id = "plan"
heading = "{next_year}年打算"
none = true

[[sections]]
id = "numbers"
heading = "数字"
kind = "table"
[sections.table]
columns = [
  { id = "person", label = "个人", group = "申请人" },
  { id = "total", label = "总计" },
]
rows = [
  { id = "new", label = "新收" },
  { id = "granted", label = "予以公开", parent = "new" },
]
identities = [
  { each = "column", that = "granted <= new", message = "公开多于新收" },
  { each = "row", that = "person == total", message = "不等于总计" },
]
"""

CHILD = """\
id = "child"
version = 2025
name = "地方报告"
extends = "base@2024"
"""

CALLS = ["f(1)", "done.real", "done ** 2", "'a'", "lambda: 1", "__import__", "done[0]", "done if 1 else 2", "done := 1"]


def short(value: object) -> str:
    """What a test is called by a value that may be a megabyte."""
    return str(value)[:40]


def marked(text: str) -> tuple[str, str]:
    """A text without its mark ▸, and the LINE:COLUMN that it marks."""
    before, _, after = text.partition("▸")
    return before + after, f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def refused(baogao: Baogao, file: Path, *paths: Path) -> str:
    """What is said of an outline that is refused."""
    run = baogao("outline", "check", file, *(argument for path in paths for argument in ("--outline-path", path)))
    assert (run.code, run.out) == (2, "")
    return run.err


def expected(where: str, message: str, remedy: str | None = None) -> str:
    """One message, with its remedy below it."""
    return f"{where}: {message}\n" + (f"  {remedy}\n" if remedy else "")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of outlines with one in it."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "outlines", "base", BASE)
    return tmp_path / "outlines"


def write(folder: Path, id: str, text: str) -> Path:
    """Write an outline into its folder."""
    (folder / id).mkdir(parents=True, exist_ok=True)
    file = folder / id / "outline.toml"
    file.write_text(text, encoding="utf-8", newline="")
    return file


def near(name: str) -> str:
    return f"did you mean “{name}”?"


def every_outline(*own: str) -> str:
    """What is offered where no outline has a name like the one asked for: all of them."""
    return f"outlines are: {', '.join(sorted((*own, *(folder.name for folder in shipped().iterdir()))))}"


TEXT = "this must be text, in quotation marks"
NUMBER = "this must be a whole number"
BOOLEAN = "this must be true or false"
LIST = "this must be a list"
TABLE = "this must be a table"
EMPTY = "this must not be empty"
LONG = "this is too long"
FORM = "“{}” does not have the form required here"
SEE = "see what changed, and name the version you mean to extend"
NO_CONSTRAINT = "“{}” is not a constraint, at “{}”"
KINDS = "organ, organs, person, persons, date, document-number, text, texts"
NO_BRACE = "“{}” is not allowed here; allowed are {{year}} {{next_year}} {{issuer}}"

# What is replaced in BASE, and by what (▸ marks where the message must point), the message and its remedy.
FAULTS: list[tuple[str, str, str, str | None]] = [
    # Keys
    ('kind = "报告"', '▸knid = "报告"', "there is no key “knid” (knid)", near("kind")),
    ('id = "base"', '▸report = "base"', "there is no key “report” (report)", None),
    (
        'due = { filed = "03-01", ',
        'due = { ▸filled = "03-01", ',
        "there is no key “filled” (due.filled)",
        near("filed"),
    ),
    ('strength = "law"', '▸strenght = "law"', "there is no key “strenght” (sources.law.strenght)", near("strength")),
    ("[sources.law]", "[sources.topics]\n▸labels = 1", "there is no key “labels” (sources.topics.labels)", None),
    ('label = "发文机关"', '▸lable = "发文机关"', "there is no key “lable” (fields[1].lable)", near("label")),
    ('section = "work"', '▸sections = "work"', "there is no key “sections” (figures[1].sections)", near("section")),
    (
        "required = true",
        '▸"requi\\u0072ed " = true',
        "there is no key “required ” (sections[2].required )",
        near("required"),
    ),
    ('words = ["复议"]', '▸word = ["复议"]', "there is no key “word” (sections[2].topics[1].word)", near("words")),
    ("columns = [", "▸column = [", "there is no key “column” (sections[4].table.column)", near("columns")),
    (
        'group = "申请人"',
        '▸groups = ""',
        "there is no key “groups” (sections[4].table.columns[1].groups)",
        near("group"),
    ),
    (
        'parent = "new"',
        '▸parents = "new"',
        "there is no key “parents” (sections[4].table.rows[2].parents)",
        near("parent"),
    ),
    (
        'each = "row", ',
        '▸eech = "row", ',
        "there is no key “eech” (sections[4].table.identities[2].eech)",
        near("each"),
    ),
    ("none = true", "▸after = 'work'", "there is no key “after” (sections[3].after)", None),
    ("none = true", "▸drop = true", "there is no key “drop” (sections[3].drop)", None),
    ("none = true", f"▸{'n' * 900_000} = true", f"there is no key “{'n' * 57}...” (sections[3].{'n' * 57}...)", None),
    # Missing keys: at the table that lacks them
    (
        '[[figures]]\nid = "done"\nlabel = "已办"',
        '[[▸figures]]\nid = "done"',
        "the key “label” is missing (figures[1].label)",
        None,
    ),
    (
        '{ id = "total", label = "总计" }',
        '▸{ id = "total" }',
        "the key “label” is missing (sections[4].table.columns[2].label)",
        None,
    ),
    ('[sources.law]\ntitle = "某某法"', "[sources.▸law]", "the key “title” is missing (sources.law.title)", None),
    ('due = { filed = "03-01",', "▸due = {", "the key “filed” is missing (due.filed)", None),
    # Wrong types
    ('id = "base"', "id = ▸1", f"{TEXT} (id)", None),
    ("version = 2024", 'version = ▸"2024"', f"{NUMBER} (version)", None),
    ("version = 2024", "version = ▸2024.0", f"{NUMBER} (version)", None),
    ("version = 2024", "version = ▸true", f"{NUMBER} (version)", None),
    ("version = 2024", "version = ▸20240", "this is not allowed here (version)", None),
    ('name = "基础报告"', "name = ▸[]", f"{TEXT} (name)", None),
    ('name = "基础报告"', 'name = ▸""', f"{EMPTY} (name)", None),
    ('due = { filed = "03-01", published = "04-01" }', 'due = ▸"03-01"', f"{TABLE} (due)", None),
    ('filed = "03-01"', "filed = ▸2024-03-01", f"{TEXT} (due.filed)", None),
    (
        'strength = "law"',
        "strength = ▸0x1F",
        "“31” is not one of: law, regulation, standard, local, practice (sources.law.strength)",
        None,
    ),
    ("verified = true", 'verified = ▸"true"', f"{BOOLEAN} (sources.law.verified)", None),
    ('editions = ["filed", "published"]', 'editions = ▸"filed"', f"{LIST} (fields[1].editions)", None),
    ('unit = "件"', "unit = ▸07:32:00", f"{TEXT} (figures[1].unit)", None),
    ('that = "done <= expected"', "that = ▸inf", "this must be text, in quotation marks (constraints[1].that)", None),
    ("required = true", "required = ▸1", f"{BOOLEAN} (sections[2].required)", None),
    ('{ id = "cases", label = "案件", words = ["复议"] }', '▸"案件"', f"{TABLE} (sections[2].topics[1])", None),
    ('words = ["复议"]', 'words = ["复议", ▸[1]]', f"{TEXT} (sections[2].topics[1].words[2])", None),
    ('words = ["复议"]', 'words = ["复议", ▸""]', f"{EMPTY} (sections[2].topics[1].words[2])", None),
    # Names
    ('id = "base"', 'id = ▸"Base"', f"{FORM.format('Base')} (id)", None),
    ('id = "base"', 'id = ▸"../base"', f"{FORM.format('../base')} (id)", None),
    ('id = "base"', f'id = ▸"{"b" * 65}"', f"{LONG} (id)", None),
    ('id = "plan"', 'id = ▸"plan\\n"', f"{FORM.format('plan' + chr(0xFFFD))} (sections[3].id)", None),
    ('id = "plan"', 'id = ▸"__class__"', f"{FORM.format('__class__')} (sections[3].id)", None),
    ("[sources.law]", "[sources.▸Law]", f"{FORM.format('Law')} (sources.Law)", None),
    ('filed = "03-01"', 'filed = ▸"13-01"', f"{FORM.format('13-01')} (due.filed)", None),
    ('kind = "organs"', 'kind = ▸"orgens"', f"“orgens” is not one of: {KINDS} (fields[1].kind)", near("organs")),
    (
        'each = "row"',
        'each = ▸"rows"',
        "“rows” is not one of: column, row (sections[4].table.identities[2].each)",
        near("row"),
    ),
    # Things that are twice or not at all
    ('id = "plan"', 'id = ▸"work"', "“work” occurs twice (sections[3].id)", None),
    ('id = "expected"', 'id = ▸"done"', "“done” occurs twice (figures[2].id)", None),
    ('id = "expected"', 'id = ▸"issuer"', "“issuer” has a meaning of its own (figures[2].id)", None),
    ('{ id = "total",', '{ id = ▸"person",', "“person” occurs twice (sections[4].table.columns[2].id)", None),
    ('{ id = "granted",', '{ id = ▸"new",', "“new” occurs twice (sections[4].table.rows[2].id)", None),
    ('section = "work"', 'section = ▸"wrok"', "there is no “wrok”; did you mean “work”? (figures[1].section)", None),
    ('source = "law 1"', 'source = ▸"lav 1"', "there is no “lav”; did you mean “law”? (figures[2].source)", None),
    ('source = "law 2(一)"', 'source = ▸"decree 2"', "there is no “decree” (sections[2].source)", None),
    (
        'source = "law 1"',
        'source = ▸"第一条"',
        "“第一条” is not a source: write its id, a space, the article (figures[2].source)",
        None,
    ),
    (
        '"done <= expected"',
        '▸"dome <= expected"',
        "there is no “dome”; did you mean “done”? (constraints[1].that)",
        None,
    ),
    (
        'parent = "new"',
        'parent = ▸"now"',
        "there is no “now”; did you mean “new”? (sections[4].table.rows[2].parent)",
        None,
    ),
    ('parent = "new"', 'parent = ▸"granted"', "there is no “granted” (sections[4].table.rows[2].parent)", None),
    ('"granted <= new"', '▸"granted <= person"', "there is no “person” (sections[4].table.identities[1].that)", None),
    (
        '"person == total"',
        '▸"person == totals"',
        "there is no “totals”; did you mean “total”? (sections[4].table.identities[2].that)",
        None,
    ),
    # Headings, titles and tables
    (
        'id = "plan"\nheading = "{next_year}年打算"',
        'id = ▸"plan"',
        "a section without a heading comes after one with a heading (sections[3].id)",
        None,
    ),
    (
        'kind = "table"',
        'kind = ▸"prose"',
        "a section of kind “table” has a table, and no other has one (sections[4].kind)",
        None,
    ),
    (
        "none = true",
        'kind = ▸"table"',
        "a section of kind “table” has a table, and no other has one (sections[3].kind)",
        None,
    ),
    (
        '"{next_year}年打算"',
        '▸"{next_year.__class__}年"',
        f"{NO_BRACE.format('{next_year.__class__}')} (sections[3].heading)",
        None,
    ),
    ('"{next_year}年打算"', '▸"{year!r}"', f"{NO_BRACE.format('{year!r}')} (sections[3].heading)", None),
    (
        '"{next_year}年打算"',
        '▸"{year:>100000000}"',
        f"{NO_BRACE.format('{year:>100000000}')} (sections[3].heading)",
        None,
    ),
    ('"{next_year}年打算"', '▸"{0}"', f"{NO_BRACE.format('{0}')} (sections[3].heading)", None),
    ('"{next_year}年打算"', '▸"{}"', f"{NO_BRACE.format('{}')} (sections[3].heading)", None),
    ('"{next_year}年打算"', '▸"{{year}}"', f"{NO_BRACE.format('{')} (sections[3].heading)", None),
    ('"{next_year}年打算"', '▸"年打算}"', f"{NO_BRACE.format('}')} (sections[3].heading)", None),
    ('"{next_year}年打算"', '▸"{done}"', f"{NO_BRACE.format('{done}')} (sections[3].heading)", None),
    ('"{next_year}年打算"', f'▸"{"{" * 500_000}"', f"{NO_BRACE.format('{')} (sections[3].heading)", None),
    (
        '"{issuer}\\n{year}年报告"',
        '▸"{issuer.__class__}报告"',
        f"{NO_BRACE.format('{issuer.__class__}')} (title)",
        None,
    ),
    # Constraints
    *(
        (
            '"done <= expected"',
            f'▸"{call} <= 1"',
            f"{NO_CONSTRAINT.format(f'{call} <= 1', at)} (constraints[1].that)",
            None,
        )
        for call, at in zip(CALLS, ["(", ".", "*", "'", ":", "_", "[", "if", ":"], strict=True)
    ),
    ('"done <= expected"', '▸"done"', f"{NO_CONSTRAINT.format('done', '')} (constraints[1].that)", None),
    (
        '"done <= expected"',
        f'▸"{"(" * 10_000}done"',
        "a constraint is longer than 500 characters (constraints[1].that)",
        None,
    ),
    (
        '"done <= expected"',
        f'▸"{"(" * 17}done"',
        f"{NO_CONSTRAINT.format('(' * 17 + 'done', 'done')} (constraints[1].that)",
        None,
    ),
    (
        '"granted <= new"',
        '▸"new = granted"',
        f"{NO_CONSTRAINT.format('new = granted', '=')} (sections[4].table.identities[1].that)",
        None,
    ),
]


@pytest.mark.parametrize(("old", "new", "message", "remedy"), FAULTS, ids=short)
def test_a_bad_outline_is_refused_with_one_message_at_its_place(
    baogao: Baogao, tmp_path: Path, old: str, new: str, message: str, remedy: str | None
) -> None:
    assert BASE.count(old) == 1
    text, where = marked(BASE.replace(old, new))
    file = write(tmp_path, "base", text)
    assert refused(baogao, file) == expected(f"{file}:{where}", f"outline refused: {message}", remedy)


@pytest.mark.parametrize("key", ["id", "version", "name", "kind", "title"])
def test_a_key_that_is_missing_at_the_top_has_no_line(baogao: Baogao, tmp_path: Path, key: str) -> None:
    text = "\n".join(line for line in BASE.split("\n", 5) if not line.startswith(f"{key} ="))
    file = write(tmp_path, "base", text)
    assert refused(baogao, file) == expected(str(file), f"outline refused: the key “{key}” is missing ({key})")


@pytest.mark.parametrize(("text", "what"), [("", "the key “sections” is missing"), ("sections = []", EMPTY)])
def test_an_outline_without_sections_is_refused(baogao: Baogao, tmp_path: Path, text: str, what: str) -> None:
    file = write(tmp_path, "base", "\n".join(BASE.split("\n")[:5]) + f"\n{text}")
    where = f"{file}:6:12" if text else str(file)
    assert refused(baogao, file) == expected(where, f"outline refused: {what} (sections)")


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("a = ▸", "not a value: text needs quotation marks", None),
        ('id = "x"\nabout = ▸"""\n…\n', "the text that begins here is not closed with three quotation marks", None),
        (f"a = {'[' * 32}▸{'[' * 5_000}{']' * 5_032}", "lists or tables are nested too deeply", None),
        (f"a = {'{ b = ' * 32}▸{'{ b = ' * 5_000}1{' }' * 5_032}", "lists or tables are nested too deeply", None),
        (f"▸{'a.' * 50_000}a = 1", "a key with more than 16 parts", None),
        (f"[▸{'a.' * 50_000}a]", "a key with more than 16 parts", None),
        (f"[[▸sections.{'a.' * 50_000}a]]", "a key with more than 16 parts", None),
        (f"version = ▸{'9' * 5_000}", "a number is too long", None),
    ],
    ids=short,
)
def test_anything_but_toml_is_refused_at_its_place(
    baogao: Baogao, tmp_path: Path, text: str, message: str, remedy: str | None
) -> None:
    source, where = marked(text)
    file = write(tmp_path, "base", source)
    assert refused(baogao, file) == expected(f"{file}:{where}", message, remedy)


def test_an_outline_larger_than_a_megabyte_is_refused_unread(baogao: Baogao, tmp_path: Path) -> None:
    file = write(tmp_path, "base", BASE + "#" * LARGEST)
    assert refused(baogao, file) == expected(str(file), "an outline larger than a megabyte")


@pytest.mark.parametrize(
    ("extends", "message", "remedy"),
    [
        *(
            (f"'{name}'", f"“{name}” is not the name of an outline", "write its id, @ and its version")
            for name in (
                "",
                "../../etc/passwd",
                "../base@2024",
                "..\\base@2024",
                "/etc/passwd@2024",
                "C:\\base@2024",
                "base/../base@2024",
                "base@2024/..",
                "base\u2215base@2024",
                "Base@2024",
                "base@",
                "base@20245",
                "base@２０２４",
                "@2024",
                ".",
                "~",
            )
        ),
        ("'base@2023'", "this extends “base@2023”, but “base@2024” is installed", SEE),
        ("'base'", "this extends “base”, but “base@2024” is installed", SEE),
        ("'child@2025'", "outlines extend one another in a circle, or without end", None),
        ("2024", TEXT, None),
        ("['base@2024']", TEXT, None),
    ],
)
def test_a_bad_extends_is_refused_at_its_place(
    baogao: Baogao, folder: Path, extends: str, message: str, remedy: str | None
) -> None:
    text, where = marked(CHILD.replace('"base@2024"', f"▸{extends}"))
    file = write(folder, "child", text)
    assert refused(baogao, file, folder) == expected(f"{file}:{where}", message, remedy)


@pytest.mark.parametrize("name", ["bace", "nothing-like-it"])
def test_an_outline_that_is_not_there_is_reported_with_the_places_searched_and_the_nearest(
    baogao: Baogao, folder: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty").mkdir()
    text, where = marked(CHILD.replace('"base@2024"', f'▸"{name}@2024"'))
    file = write(folder, "child", text)
    said = refused(baogao, file, folder, tmp_path / "empty", tmp_path / "nowhere")
    places = f"{folder}, {tmp_path / 'empty'}, {tmp_path / 'nowhere'}, {shipped()}"
    remedy = near("base") if name == "bace" else every_outline("base", "child")
    assert said == expected(f"{file}:{where}", f"there is no outline “{name}” in {places}", remedy)


@pytest.mark.parametrize("length", [2, 3, LONGEST_CHAIN])
def test_a_circle_is_reported_where_it_closes(baogao: Baogao, folder: Path, length: int) -> None:
    files = []
    for n in range(length):
        extends = f'▸"turn-{(n + 1) % length}@2024"'
        text, where = marked(f'id = "turn-{n}"\nversion = 2024\nextends = {extends}\n')
        files.append(write(folder, f"turn-{n}", text))
    message = "outlines extend one another in a circle, or without end"
    assert refused(baogao, files[0], folder) == expected(f"{files[-1]}:{where}", message)


def test_a_chain_may_be_long_but_not_endless(baogao: Baogao, folder: Path) -> None:
    files = [write(folder, "link-0", BASE.replace('"base"', '"link-0"'))]
    for n in range(1, LONGEST_CHAIN + 1):
        text = f'id = "link-{n}"\nversion = 2024\nextends = "link-{n - 1}@2024"\n'
        files.append(write(folder, f"link-{n}", text))
    assert baogao("outline", "check", files[-2], "--outline-path", folder).code == 0
    said = refused(baogao, files[-1], folder)
    assert said == expected(f"{files[1]}:3:11", "outlines extend one another in a circle, or without end")


# What is added to CHILD, the message and its remedy.
CHILD_FAULTS: list[tuple[str, str, str | None]] = [
    (
        '[[sections]]\nid = "new"\nheading = "新"\nafter = ▸"wrok"',
        "there is no “wrok” to follow (sections[1].after)",
        near("work"),
    ),
    ('[[sections]]\nid = "plan"\nafter = ▸"plan"', "there is no “plan” to follow (sections[1].after)", None),
    ('[[sections]]\nid = "plan"\nafter = ▸1', f"{TEXT} (sections[1].after)", None),
    ('[[sections]]\nid = "plan"\nafter = ▸[]', f"{TEXT} (sections[1].after)", None),
    ('[[sections]]\nid = ▸"plam"\ndrop = true', "there is no “plam” to drop (sections[1].id)", near("plan")),
    ("[[sections]]\nid = ▸7\ndrop = true", "there is no “7” to drop (sections[1].id)", None),
    ('[[sections]]\nid = "plan"\ndrop = ▸"yes"', f"{BOOLEAN} (sections[1].drop)", None),
    (
        "[[figures]]\nid = 'new'\nlabel = ''\n\n[[▸figures]]\ndrop = true",
        "the key “id” is missing (figures[2].id)",
        None,
    ),
    (
        '[[sections]]\nid = "plan"\ndrop = true\n[[sections]]\nid = ▸"plan"\ndrop = true',
        "there is no “plan” to drop (sections[2].id)",
        None,
    ),
    (
        '[[sections]]\nid = "plan"\nnone = false\n[[sections]]\nid = ▸"plan"',
        "“plan” occurs twice (sections[2].id)",
        None,
    ),
    ("[[sections]]\nid = ▸[]", f"{TEXT} (sections[1].id)", None),
    ("[[sections]]\nid = ▸{ a = [] }", f"{TEXT} (sections[1].id)", None),
    ('[[sections]]\nid = "plan"\nnone = ▸1', f"{BOOLEAN} (sections[1].none)", None),
    ('[[sections]]\nid = "plan"\n▸headin = ""', "there is no key “headin” (sections[1].headin)", near("heading")),
    (
        '[[sections]]\nid = ▸"new"',
        "a section without a heading comes after one with a heading (sections[1].id)",
        None,
    ),
    ('[[sections]]\nid = "plan"\nheading = ▸"{plan}"', f"{NO_BRACE.format('{plan}')} (sections[1].heading)", None),
    (
        '[[figures]]\nid = "done"\nsection = ▸"wrok"',
        "there is no “wrok”; did you mean “work”? (figures[1].section)",
        None,
    ),
    (
        '[[fields]]\nid = "issuer"\nkind = ▸"organisation"',
        f"“organisation” is not one of: {KINDS} (fields[1].kind)",
        near("organs"),
    ),
    ("[[▸fields]]\nid = 'new'\nkind = 'text'", "the key “label” is missing (fields[1].label)", None),
    ("sections = ▸7", f"{LIST} (sections)", None),
    ("sections = [ { id = 'plan' }, ▸7 ]", f"{TABLE} (sections[2])", None),
    ("sources = ▸7", f"{TABLE} (sources)", None),
    (
        "[sources.law]\ntitle = '新法'\nstrength = ▸1.5",
        "“1.5” is not one of: law, regulation, standard, local, practice (sources.law.strength)",
        None,
    ),
    ("[sources.▸new]\ntitle = '新法'", "the key “strength” is missing (sources.new.strength)", None),
    (
        "[[constraints]]\nid = 'all'\nthat = ▸'done < done < done'",
        f"{NO_CONSTRAINT.format('done < done < done', '<')} (constraints[1].that)",
        None,
    ),
    ("▸abuot = ''", "there is no key “abuot” (abuot)", near("about")),
    (
        "fields = [\n" + "  { id = 'issuer' },\n" * MOST + "  ▸{ id = 'issuer' },\n]",
        f"{LONG} (fields[{MOST + 1}])",
        None,
    ),
]


@pytest.mark.parametrize(("added", "message", "remedy"), CHILD_FAULTS, ids=short)
def test_a_fault_in_what_is_added_is_reported_where_it_was_added(
    baogao: Baogao, folder: Path, added: str, message: str, remedy: str | None
) -> None:
    text, where = marked(CHILD + added)
    file = write(folder, "child", text)
    said = refused(baogao, file, folder)
    assert said == expected(f"{file}:{where}", f"outline refused: {message}", remedy)


@pytest.mark.parametrize("key", ["id", "version"])
def test_what_an_outline_is_called_is_not_inherited(baogao: Baogao, folder: Path, key: str) -> None:
    text = "\n".join(line for line in CHILD.split("\n") if not line.startswith(f"{key} ="))
    file = write(folder, "child", text)
    said = refused(baogao, file, folder)
    assert said == expected(str(file), f"outline refused: the key “{key}” is missing ({key})")


@pytest.mark.parametrize(
    ("old", "new", "message", "remedy"),
    [
        ('label = "已办"', "label = ▸7", f"outline refused: {TEXT} (figures[1].label)", None),
        ("none = true", "▸nonne = true", "outline refused: there is no key “nonne” (sections[3].nonne)", near("none")),
        ("none = true", "none = ▸yes", "not a value: text needs quotation marks", None),
        (
            "version = 2024",
            "version = 2024\nextends = ▸'nothing@2024'",
            "there is no outline “nothing” in {}",
            every_outline("base", "child"),
        ),
    ],
)
def test_a_fault_in_an_inherited_file_is_reported_in_that_file(
    baogao: Baogao, folder: Path, old: str, new: str, message: str, remedy: str | None
) -> None:
    text, where = marked(BASE.replace(old, new))
    base, child = write(folder, "base", text), write(folder, "child", CHILD)
    said = refused(baogao, child, folder)
    assert said == expected(f"{base}:{where}", message.format(f"{folder}, {shipped()}"), remedy)


def test_a_mention_of_a_dropped_section_is_reported_at_its_place(baogao: Baogao, folder: Path) -> None:
    child = write(folder, "child", CHILD + '[[sections]]\nid = "work"\ndrop = true\n')
    text, where = marked(BASE.replace('section = "work"', 'section = ▸"work"'))
    base = write(folder, "base", text.replace("▸", ""))
    said = refused(baogao, child, folder)
    assert said == expected(f"{base}:{where}", "outline refused: there is no “work” (figures[1].section)")


def test_a_folder_with_too_long_a_name_is_no_traceback(baogao: Baogao, folder: Path) -> None:
    run = baogao("outline", "list", "--outline-path", "x" * 5_000)
    assert (run.code, run.out) == (2, "")
    assert run.err.endswith("cannot be read: the name is too long\n")


def loaded(folder: Path, added: str) -> Outline:
    """The outline that CHILD makes with an addition."""
    return Library((folder,)).load(write(folder, "child", CHILD + added))


def sections(outline: Outline) -> list[str]:
    """The ids of its sections, in order."""
    return [section.id for section in outline.sections]


def test_an_outline_that_adds_nothing_is_the_inherited_one_under_its_own_name(folder: Path) -> None:
    child, base = loaded(folder, ""), Library((folder,)).find("base@2024")
    assert (child.reference, child.name, child.extends) == ("child@2025", "地方报告", "base@2024")
    own = {one: getattr(base, one) for one in ("id", "version", "name", "extends")}
    assert replace(child, **own) == base


@pytest.mark.parametrize(
    ("added", "order"),
    [
        ('[[sections]]\nid = "new"\nheading = "新"', "introduction work plan numbers new"),
        ('[[sections]]\nid = "new"\nheading = "新"\nafter = "work"', "introduction work new plan numbers"),
        ('[[sections]]\nid = "new"\nafter = ""', "new introduction work plan numbers"),
        ('[[sections]]\nid = "numbers"\nafter = "introduction"', "introduction numbers work plan"),
        ('[[sections]]\nid = "introduction"\nafter = ""', "introduction work plan numbers"),
        ('[[sections]]\nid = "work"\ndrop = true', "introduction plan numbers"),
        ('[[sections]]\nid = "work"\ndrop = false', "introduction work plan numbers"),
        (
            '[[sections]]\nid = "work"\ndrop = true\n[[sections]]\nid = "work"\nheading = "新"',
            "introduction plan numbers work",
        ),
        (
            '[[sections]]\nid = "a"\nheading = "甲"\nafter = "work"\n[[sections]]\nid = "b"\nheading = "乙"\nafter = "a"',
            "introduction work a b plan numbers",
        ),
        (
            '[[sections]]\nid = "plan"\nafter = "introduction"\n[[sections]]\nid = "numbers"\nafter = "introduction"',
            "introduction numbers plan work",
        ),
    ],
)
def test_sections_are_added_moved_and_dropped(folder: Path, added: str, order: str) -> None:
    figures = '[[figures]]\nid = "done"\nsection = "plan"\n'
    assert sections(loaded(folder, figures + added)) == order.split(" ")


def test_a_section_is_changed_key_by_key_and_stays_where_it_is(folder: Path) -> None:
    outline = loaded(folder, '[[sections]]\nid = "work"\nheading = "本地工作"\nrequired = false\ntopics = []')
    work = outline.sections_by_id["work"]
    assert sections(outline) == ["introduction", "work", "plan", "numbers"]
    assert (work.heading, work.required, work.topics, work.source) == ("本地工作", False, (), "law 2(一)")


def test_a_section_that_is_dropped_and_added_again_keeps_nothing(folder: Path) -> None:
    added = '[[sections]]\nid = "plan"\ndrop = true\n[[sections]]\nid = "plan"\nheading = "新"\nafter = "work"'
    outline = loaded(folder, added)
    assert sections(outline) == ["introduction", "work", "plan", "numbers"]
    assert (outline.sections_by_id["plan"].heading, outline.sections_by_id["plan"].none) == ("新", False)


def test_fields_figures_and_constraints_are_changed_like_sections(folder: Path) -> None:
    outline = loaded(
        folder,
        """
        [[fields]]
        id = "number"
        label = "文号"
        kind = "document-number"
        after = ""
        [[figures]]
        id = "expected"
        after = ""
        unit = "起"
        [[figures]]
        id = "lost"
        label = "败诉"
        [[constraints]]
        id = "all"
        drop = true
        [[constraints]]
        that = "lost <= done"
        message = "败诉多于已办"
        """,
    )
    assert [field.id for field in outline.fields] == ["number", "issuer"]
    assert [(figure.id, figure.unit) for figure in outline.figures] == [
        ("expected", "起"),
        ("done", "件"),
        ("lost", ""),
    ]
    assert outline.figures_by_id["expected"].source == "law 1"
    assert [constraint.that.text for constraint in outline.constraints] == ["lost <= done"]


def test_sources_are_added_and_replaced_and_keys_at_the_top_overridden(folder: Path) -> None:
    outline = loaded(
        folder,
        """
        title = "{year}年\\n{issuer}的报告"
        due = { filed = "02-15", published = "03-31" }
        about = "本地"
        [sources.law]
        title = "新法"
        strength = "local"
        [sources.practice]
        title = "做法"
        strength = "practice"
        """,
    )
    assert (outline.title, outline.about, outline.kind) == ("{year}年\n{issuer}的报告", "本地", "报告")
    assert outline.due is not None and outline.due.filed == "02-15"
    assert {id: (source.title, source.verified) for id, source in outline.sources.items()} == {
        "law": ("新法", False),
        "practice": ("做法", False),
    }


def test_a_third_outline_changes_what_the_second_changed(folder: Path) -> None:
    write(
        folder, "child", CHILD + '[[sections]]\nid = "plan"\nheading = "二"\nrequired = true\nafter = "introduction"\n'
    )
    third = (
        CHILD.replace("child", "third").replace("base@2024", "child@2025") + '[[sections]]\nid = "plan"\nheading = "三"'
    )
    outline = Library((folder,)).load(write(folder, "third", third))
    assert sections(outline) == ["introduction", "plan", "work", "numbers"]
    plan = outline.sections_by_id["plan"]
    assert (plan.heading, plan.required, plan.none) == ("三", True, True)


def test_a_table_section_declares_columns_rows_and_identities(folder: Path) -> None:
    table = Library((folder,)).find("base").sections_by_id["numbers"].table
    assert table is not None
    assert [(column.id, column.group) for column in table.columns] == [("person", "申请人"), ("total", None)]
    assert [(row.id, row.parent) for row in table.rows] == [("new", None), ("granted", "new")]
    assert [(identity.each, identity.that.text) for identity in table.identities] == [
        ("column", "granted <= new"),
        ("row", "person == total"),
    ]


def test_the_version_that_is_named_is_found_after_another(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / "newer", "base", BASE.replace("2024", "2026", 1))
    library = Library((tmp_path / "newer", folder))
    assert library.find("base").version == 2026
    assert library.find("base@2024").version == 2024
    assert library.find("base@2023").version == 2026


def test_a_folder_named_by_another_id_is_not_that_outline(folder: Path) -> None:
    (folder / "base").rename(folder / "alias")
    with pytest.raises(OutlineError, match="there is no outline “alias”"):
        Library((folder,)).find("alias")
