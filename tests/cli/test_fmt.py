"""`baogao fmt`: one way to write a draft, every comment where it belongs, and the same report before and after."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT, Baogao
from tests.support.mutated import VALUES as ODD_VALUES
from tests.support.mutated import damaged, replaced
from tests.support.scrambled import Scrambler, mutated
from tests.support.written import Writer
from tui.base.errors import BaogaoError
from tui.base.text import normalise
from tui.draft.draft import Draft, wanted_outline
from tui.draft.prose import read
from tui.formatting import canonical as canonical_module
from tui.formatting.canonical import canonical
from tui.formatting.equivalence import comments, same
from tui.outline.library import Library
from tui.outline.outline import EDITIONS, Outline
from tui.render import markdown
from tui.toml import parse

DEPARTMENT = "law-based-government-department"
EXAMPLES = sorted((ROOT / "outlines").glob("*/example.toml"))
EXAMPLE = ROOT / "outlines" / DEPARTMENT / "example.toml"
SOUND = EXAMPLE.read_text("utf-8")
TOP = f'outline = "{DEPARTMENT}@2024"\nyear = 2025\n'

WAIVED = (SOUND + '\n[[waivers]]\nrule = "P301"\nreason = "原文如此"\nuntil = 2025-06-30\n').encode()

OUTLINES: dict[str, Outline] = {}


def opened(source: bytes) -> Draft:
    document = parse(source, "draft.toml")
    reference, written = wanted_outline(document)
    if reference not in OUTLINES:
        OUTLINES[reference] = Library.searching().find(reference, written)
    return Draft(document, OUTLINES[reference])


def formatted(source: str | bytes) -> str:
    """The canonical form of a draft, which is the canonical form of itself."""
    written = canonical(opened(source if isinstance(source, bytes) else source.encode()))
    assert canonical(opened(written)) == written
    return written.decode()


def below_top(source: str) -> str:
    """The canonical form of everything below the first two lines."""
    written = formatted(TOP + source)
    assert written.startswith(TOP)
    return written.removeprefix(TOP)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_the_shipped_examples_are_canonical(file: Path) -> None:
    assert formatted(file.read_bytes()) == file.read_text("utf-8")


def test_new_drafts_are_canonical(baogao: Baogao, tmp_path: Path) -> None:
    for outline in EXAMPLES:
        for language in ("en", "zh"):
            file = tmp_path / f"{outline.parent.name}.{language}.toml"
            assert baogao("new", outline.parent.name, "--year", "2025", "-o", file, "--lang", language).code == 0
            assert formatted(file.read_bytes()) == file.read_text("utf-8")


def test_the_sample_keeps_its_rendering_and_its_comments(sample: Path) -> None:
    draft = opened(sample.read_bytes())
    again = opened(canonical(draft))
    for edition in EDITIONS:
        assert markdown.render(again, edition) == markdown.render(draft, edition)
    assert comments(again.document) == comments(draft.document)


@pytest.mark.parametrize(
    ("source", "want"),
    [
        # keys and tables in the outline's order, unknown ones after them in their own
        (
            '[clearance]\ndate = 2026-03-12\nby = "甲"\n[figures]\nb = 1\npermits = 2\na = 3\ndirector_lectures = 4\n',
            "\n[figures]\ndirector_lectures = 4\npermits = 2\nb = 1\na = 3\n\n"
            '[clearance]\nby = "甲"\ndate = 2026-03-12\n',
        ),
        (
            '[z]\nx = 1\n[sections.zz]\n[sections.plan]\n[sections.aa]\n[sections.measures]\n[fields]\n[a]\n',
            "\n[fields]\n\n[sections.measures]\n\n[sections.plan]\n\n[sections.zz]\n\n[sections.aa]\n\n[z]\nx = 1\n\n[a]\n",
        ),
        ('b = 1\na = 2\n[sections.plan]\nx = 1\ntext = ""\nowner = ""\nstatus = "ready"', None),
        # blanks, quotation marks, escapes
        ("[ fields ]\n  signer  =  '周启航'  \n", '\n[fields]\nsigner = "周启航"\n'),
        ('[fields]\nsigner="""周\n启航"""\n', '\n[fields]\nsigner = "周\\n启航"\n'),
        ("[fields]\nsigner='''\n\"周\\启\"'''\n", '\n[fields]\nsigner = "\\"周\\\\启\\""\n'),
        ('[fields]\n"signer" = "\\u5468\\U0000542f"\n', '\n[fields]\nsigner = "周启"\n'),
        ('["fields"]\n\'a b\' = 1\n"" = 2\n', '\n[fields]\n"a b" = 1\n"" = 2\n'),
        ('[fields]\nsigner = "\\u202e\\u0085\\u0000"\n', '\n[fields]\nsigner = "\\u202e\\u0085\\u0000"\n'),
        ('[fields]\nsigner = "\u202e\u0085\u2028"\n', '\n[fields]\nsigner = "\\u202e\\u0085\\u2028"\n'),
        # what is no string, as typed
        (
            "[figures]\nx=30.0\ny=1_000\nz=0xFF\nu=+1\nv=1E3\nw=-nan\ns=2024-01-05 07:32:00Z\nt=true\n",
            "\n[figures]\nx = 30.0\ny = 1_000\nz = 0xFF\nu = +1\nv = 1E3\nw = -nan\ns = 2024-01-05 07:32:00Z\nt = true\n",
        ),
        # texts
        ('[sections.plan]\ntext = "甲。乙"\n', '\n[sections.plan]\ntext = """\n甲。\n乙\n"""\n'),
        ("[sections.plan]\ntext = '''甲\\n“乙”'''\n", '\n[sections.plan]\ntext = """\n甲\\\\n“乙”\n"""\n'),
        ('[sections.plan]\ntext = """甲\\\n  乙"""', '\n[sections.plan]\ntext = """\n甲乙\n"""\n'),
        ('[sections.plan]\ntext = """"甲""\\""""', '\n[sections.plan]\ntext = """\n"甲""\\"\n"""\n'),
        ('[sections.plan]\ntext = "甲\\u000b乙\\r\\n\\u2028丙"', '\n[sections.plan]\ntext = """\n甲乙\n\n丙\n"""\n'),
        ('[sections.plan]\ntext = "甲\\u0000\\u202e"', '\n[sections.plan]\ntext = """\n甲\\u0000\\u202e\n"""\n'),
        ('[sections.plan]\ntext = ""', '\n[sections.plan]\ntext = """\n"""\n'),
        ("[sections.plan]\ntext = '无'", '\n[sections.plan]\ntext = "无"\n'),
        ('[sections.plan]\ntext = """\n无。\n"""', '\n[sections.plan]\ntext = """\n无。\n"""\n'),
        ("[sections.plan]\ntext = 3\n[sections.x]\ntext = '甲。乙'", None),
        # arrays
        ("[fields]\ncopies = [ '甲' ,\n'乙',\n]\n", '\n[fields]\ncopies = ["甲", "乙"]\n'),
        ("[fields]\ncopies = []\nx = [[], [1, [2]]]\n", "\n[fields]\ncopies = []\nx = [[], [1, [2]]]\n"),
        ("x = [{ b.c = 1, a = '甲', b.d = 2 }, {}]\n", 'x = [{ b = { c = 1, d = 2 }, a = "甲" }, {}]\n'),
        # other forms of tables
        (
            'fields.signer = "甲"\nclearance = { date = 2026-01-05, by = "乙" }\nfields.issuer = "丙"\n',
            '\n[fields]\nsigner = "甲"\nissuer = "丙"\n\n[clearance]\nby = "乙"\ndate = 2026-01-05\n',
        ),
        (
            "sections = { plan = { text = '甲' }, measures.text = '乙' }\n",
            '\n[sections.measures]\ntext = """\n乙\n"""\n\n[sections.plan]\ntext = """\n甲\n"""\n',
        ),
        ("[sections]\nplan.text = '甲'\n", '\n[sections.plan]\ntext = """\n甲\n"""\n'),
        ("fields = {}\n[sections]\n", "\n[fields]\n\n[sections]\n"),
        ("[x]\ny.z = 1\n[x.w]\n[[x.v]]\nu.t = 1\n[x.v.s]\n", "\n[x.y]\nz = 1\n\n[x.w]\n\n[[x.v]]\n\n[x.v.u]\nt = 1\n\n[x.v.s]\n"),
        # waivers
        (
            '[[waivers]]\nreason = "甲"\nrule = "S1"\n[fields]\n[[waivers]]\nrule = "S2"\n',
            '\n[fields]\n\n[[waivers]]\nrule = "S1"\nreason = "甲"\n\n[[waivers]]\nrule = "S2"\n',
        ),
        (
            'waivers = [{ reason = "甲", rule = "S1" }, { rule = "S2" }]\n',
            '\n[[waivers]]\nrule = "S1"\nreason = "甲"\n\n[[waivers]]\nrule = "S2"\n',
        ),
        ("waivers = [1, {}]\n", "waivers = [1, {}]\n"),
        # the wrong type where a table should be
        ("fields = 3\nfigures = 'x'\nsections = [{ text = 1 }]\n", 'fields = 3\nfigures = "x"\nsections = [{ text = 1 }]\n'),
        ("[[sections]]\ntext = '甲。乙'\n", '\n[[sections]]\ntext = "甲。乙"\n'),
    ],
)  # fmt: skip
def test_there_is_one_way_to_write_it(source: str, want: str | None) -> None:
    if want is None:  # as it should be already, but for the order or the text
        assert sorted(tomllib.loads(below_top(source))) == sorted(tomllib.loads(source))
    else:
        assert below_top(source) == want


def test_the_outline_comes_first_and_the_year_second() -> None:
    assert formatted(f"# 甲\nx = 1\nyear = 2025\n'outline' = '{DEPARTMENT}@2024'\n") == f"{TOP}# 甲\nx = 1\n"


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_windows_line_ends_and_a_byte_order_mark_go(bom: str) -> None:
    assert formatted((bom + SOUND.replace("\n", "\r\n")).encode()) == SOUND
    assert formatted((bom + SOUND).encode().removesuffix(b"\n")) == SOUND


def test_blank_lines_stand_between_tables_only() -> None:
    source = '\n\n[fields]\n\nsigner = "甲"\n\n\nissuer = "乙"\n[figures]\n\n\n'
    assert below_top(source) == '\n[fields]\nsigner = "甲"\nissuer = "乙"\n\n[figures]\n'


def test_a_long_array_has_an_item_a_line() -> None:
    names = [f"云川市人民政府第{n:02}办公室" for n in range(5)]
    head = "copies = ["
    short = ", ".join(f'"{name}"' for name in names)
    fill = 120 - len(head) - len(short) - 1
    fits = short.replace("第04", "第04" + "甲" * fill)
    assert below_top(f"[fields]\n{head}{fits}]") == f"\n[fields]\n{head}{fits}]\n"
    items = "".join(f"    {item},\n" for item in fits.replace("甲办", "甲甲办").split(", "))
    assert below_top(f"[fields]\n{head}{fits.replace('甲办', '甲甲办')}]") == f"\n[fields]\n{head}\n{items}]\n"


def test_rows_of_a_table_section_stand_one_a_line_in_the_outlines_order(tmp_path: Path) -> None:
    (tmp_path / "outline.toml").write_text(
        'id = "own"\nversion = 2024\nname = "名"\nkind = "报告"\ntitle = "题"\n[[sections]]\nid = "a"\nkind = "table"\n'
        '[sections.table]\nrows = [{ id = "r1", label = "一" }, { id = "r2", label = "二" }]\n'
        'columns = [{ id = "c1", label = "甲" }, { id = "c2", label = "乙" }]\n',
        "utf-8",
    )
    outline = Library.searching(tmp_path).find("own")
    source = """outline = "own@2024"
year = 2024
# 其他行
[sections.a.rows.x]
c1 = 1  # 甲
# 乙
c2 = 2
# 完

[sections.a.rows]  # 表
r2 = { c2 = 4, c1 = 3 }  # 二
# 一
r1.c2 = 2
r1.c1 = 1.50
"""
    want = """outline = "own@2024"
year = 2024

[sections.a.rows]  # 表
# 一
r1 = { c1 = 1.50, c2 = 2 }
r2 = { c1 = 3, c2 = 4 }  # 二
# 其他行
# 甲
# 乙
# 完
x = { c1 = 1, c2 = 2 }
"""
    once = canonical(Draft(parse(source.encode(), "draft.toml"), outline))
    assert once.decode() == want
    assert canonical(Draft(parse(once, "draft.toml"), outline)) == once


@pytest.mark.parametrize(
    ("source", "want"),
    [
        # above a key or a header, and moving with it
        (
            "[figures]\n# 许可\n# 两行\npermits = 1\n# 讲法\ndirector_lectures = 2\n# 字段\n[fields]\n",
            "\n# 字段\n[fields]\n\n[figures]\n# 讲法\ndirector_lectures = 2\n# 许可\n# 两行\npermits = 1\n",
        ),
        ("[figures]\n\n\n# 甲\n\n# 乙\n\npermits = 1\n", "\n[figures]\n\n# 甲\n\n# 乙\npermits = 1\n"),
        # at the end of a table
        (
            "[figures]\npermits = 1\n# 末尾\n\n# 又\n\n# 字段\n[fields]\n# 空表\n",
            "\n# 字段\n[fields]\n# 空表\n\n[figures]\npermits = 1\n# 末尾\n\n# 又\n",
        ),
        ("# 顶\n\n[fields]\n\n# 完\n\n", "# 顶\n\n[fields]\n\n# 完\n"),
        # after a value, a text, a header
        (
            "[fields]# 表\nsigner='甲'#人\n[sections.plan]\ntext='甲'\t#文\n",
            '\n[fields]  # 表\nsigner = "甲"  #人\n\n[sections.plan]\ntext = """\n甲\n"""  #文\n',
        ),
        # in arrays
        (
            "[fields]\ncopies = [ # 开\n # 上\n '甲', # 甲\n '乙' # 乙\n , # 又\n\n # 前\n '丙', '丁' # 丁\n # 末\n] # 完\n",
            '\n[fields]\ncopies = [  # 开\n    # 上\n    "甲",  # 甲\n    "乙",  # 乙\n    # 又\n    # 前\n    "丙",\n'
            '    "丁",  # 丁\n    # 末\n]  # 完\n',
        ),
        ("x = [\n# 空\n]\n", "x = [\n    # 空\n]\n"),
        (
            "x = [[1, 2], [ # 开\n3]]\ny = [{ a = [ # 内\n 1, 2 ], b = 1 }]\n",
            "x = [\n    [1, 2],\n    [  # 开\n        3,\n    ],\n]\n"
            "y = [\n    { a = [  # 内\n        1,\n        2,\n    ], b = 1 },\n]\n",
        ),
        # with what changes its form
        (
            "# 保密\nclearance = { by = '甲' } # 审\n# 签发\nfields.signer = '乙' # 人\n# 末\n\n",
            '\n[fields]\n# 签发\nsigner = "乙"  # 人\n# 末\n\n# 保密\n[clearance]  # 审\nby = "甲"\n',
        ),
        (
            "waivers = [ # 开\n # 一\n { rule = 'S1' }, # 甲\n { rule = 'S2' },\n # 末\n] # 完\n",
            '\n# 开\n# 一\n[[waivers]]  # 甲\nrule = "S1"\n\n[[waivers]]\nrule = "S2"\n# 末\n# 完\n',
        ),
        ("# 全部\n[sections] # 表\n# 空\n\n[sections.plan]\n", "\n# 全部\n[sections]  # 表\n# 空\n\n[sections.plan]\n"),
        # not a comment
        ("[fields]\nsigner = '# 甲' # \"乙\"\n", '\n[fields]\nsigner = "# 甲"  # "乙"\n'),
        ("[fields]\nsigner = '''\n# 甲''' # '''\n", "\n[fields]\nsigner = \"# 甲\"  # '''\n"),
    ],
)
def test_a_comment_stays_with_what_it_is_on(source: str, want: str) -> None:
    assert below_top(source) == want


@pytest.mark.parametrize(
    ("source", "want"),
    [
        (f"# 甲\n{TOP}", f"# 甲\n{TOP}"),
        (f"\n\n# 甲\n\n\n# 乙\n\n{TOP}", f"# 甲\n\n# 乙\n\n{TOP}"),
        (
            f"# 甲\n\n# 年\nyear = 1\n# 纲\n{TOP.splitlines()[0]}\n",
            f"# 甲\n\n# 纲\n{TOP.splitlines()[0]}\n\n# 年\nyear = 1\n",
        ),
        (f"# 年\nyear = 1\n{TOP.splitlines()[0]}\n", f"{TOP.splitlines()[0]}\n# 年\nyear = 1\n"),
        (f"#:schema x.json\n{TOP}", f"#:schema x.json\n{TOP}"),
        (f"#:schema x.json\n\n# 甲\n{TOP}", f"#:schema x.json\n\n# 甲\n{TOP}"),
        (
            f"#:schema x.json\n# 年\nyear = 1\n{TOP.splitlines()[0]}\n",
            f"#:schema x.json\n{TOP.splitlines()[0]}\n# 年\nyear = 1\n",
        ),
    ],
)
def test_a_comment_at_the_top_stays_at_the_top(source: str, want: str) -> None:
    assert formatted(source) == want


@pytest.mark.parametrize(
    ("source", "want"),
    [
        # two blanks after the longest
        ("permits = 1 # 甲\ninspections = 10000 #乙\n", "permits = 1          # 甲\ninspections = 10000  #乙\n"),
        # Chinese is twice as wide
        ('permits = "约3万" # 甲\npenalties = 1 # 乙\n', 'permits = "约3万"  # 甲\npenalties = 1      # 乙\n'),
        # where most stood together, if there is room
        (
            "permits = 1     # 甲\npenalties = 2   # 乙\nx = 3 # 丙\n",
            "permits = 1     # 甲\npenalties = 2   # 乙\nx = 3           # 丙\n",
        ),
        ("permits = 1  # 甲\npenalties = 22222 # 乙\nx = 3        # 丙\n", None),
        (f"permits = 1{' ' * 30}# 甲\nx = 1{' ' * 36}# 乙\n", "permits = 1  # 甲\nx = 1        # 乙\n"),
        # one without a comment counts for nothing, but does not end the run
        ("permits = 1   # 甲\npenalties = 10000000\nx = 33   # 乙\n", "permits = 1  # 甲\npenalties = 10000000\nx = 33       # 乙\n"),
        # what stands between ends it
        ("permits = 1     # 甲\n# 上\npenalties = 2   # 乙\n", "permits = 1  # 甲\n# 上\npenalties = 2  # 乙\n"),
    ],
)  # fmt: skip
def test_comments_after_neighbours_stand_below_one_another(source: str, want: str | None) -> None:
    written = below_top(f"[figures]\n{source}").removeprefix("\n[figures]\n")
    assert want is None or written == want
    between = written.split("# 上")
    assert all(len({wide(line) for line in part.split("\n") if "#" in line}) == 1 for part in between)


def wide(line: str) -> int:
    return sum(2 if ord(character) > 0x2E00 else 1 for character in line[: line.index("#")])


# Properties


def without_texts(source: bytes) -> dict[str, Any]:
    """The values of a draft but for its section texts, every number and date as it prints."""
    values = tomllib.loads(source.removeprefix(b"\xef\xbb\xbf").decode(), parse_float=Decimal)
    sections = values.get("sections")
    for section in sections.values() if isinstance(sections, dict) else ():
        if isinstance(section, dict) and isinstance(section.get("text"), str):
            del section["text"]
    return {"values": printed(values)}


def printed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: printed(inner) for key, inner in value.items()}
    return [printed(inner) for inner in value] if isinstance(value, list) else (type(value).__name__, str(value))


VALUES = [tomllib.loads(file.read_text("utf-8"), parse_float=Decimal) for file in EXAMPLES]
OF_PROSE = [
    values
    for values in VALUES
    if "clearance" in values and all("text" in section for section in values["sections"].values())
]


@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_a_draft_says_the_same_however_it_was_typed(seed: int) -> None:
    random = Random(seed)
    typed = Scrambler(random, mutated(random, random.choice(OF_PROSE)))
    before = opened(typed.source)
    written = formatted(typed.source)
    after = opened(written.encode())
    for edition in EDITIONS:
        assert markdown.render(after, edition) == markdown.render(before, edition)
    assert without_texts(written.encode()) == without_texts(typed.source)
    assert comments(before.document) == Counter(typed.comments) == comments(after.document)
    stays(written)


def stays(written: str) -> None:
    """Assert that comments which name the key they were put on are still there, and what else is true of every file."""
    lines = written.split("\n")
    top = next(n for n, line in enumerate(lines) if line.startswith("outline = "))
    for n, line in enumerate(lines):
        if n > top and (match := re.match(r"""#[ \t]?(?: ""\" \[x\] )?above (\w+) \d+$""", line)):
            key = match[1]
            under = next(other for other in lines[n + 1 :] if other and not other.startswith("#"))
            assert re.match(rf"""(?:\[\[?)?(?:[^ ]+\.)?"?{key}"?(?: = |\])""", under)
        elif (match := re.search(r"after (\w+) \d+$", line)) and match[1] in ("signer", "permits", "owner", "year"):
            assert line.startswith((f"{match[1]} = ", "]", "[")) or line.startswith("#")
    assert not written.startswith("\n")
    assert written.endswith("\n")
    assert not written.endswith("\n\n")
    assert "\r" not in written


@settings(max_examples=400)
@given(st.integers(0, 2**32))
def test_any_toml_that_names_an_outline_is_formatted(seed: int) -> None:
    random = Random(seed)
    writer = Writer(random, ["\n"] if random.random() < 0.5 else ["\r\n", "\n"])
    writer.file(random.randrange(5))
    source = f'outline = "{DEPARTMENT}@2024"\n{writer.text}'.encode()
    written = formatted(source).encode()
    assert without_texts(written) == without_texts(source)
    assert comments(parse(written, "")) == comments(parse(source, ""))


@settings(max_examples=300)
@given(st.integers(0, 2**32))
def test_a_damaged_draft_is_refused_or_says_the_same(seed: int) -> None:
    source = damaged(Random(seed), [SOUND.encode(), WAIVED])
    try:
        before = opened(source)
    except BaogaoError:
        return
    written = formatted(source).encode()
    after = opened(written)
    for edition in EDITIONS:
        assert markdown.render(after, edition) == markdown.render(before, edition)
    assert without_texts(written) == without_texts(source)
    assert comments(before.document) == comments(after.document)


@pytest.mark.parametrize("value", ODD_VALUES)
@pytest.mark.parametrize(
    "path", [("fields",), ("sections",), ("sections", "plan"), ("sections", "plan", "text"), ("waivers",)]
)
def test_values_of_any_type_anywhere_are_kept(path: tuple[str, ...], value: str) -> None:
    try:
        before = opened(replaced(WAIVED, path, value))
    except BaogaoError:
        return
    after = formatted(before.document.source).encode()
    assert without_texts(after) == without_texts(before.document.source)


def test_texts_that_everybody_would_write_alike_become_alike() -> None:
    """Joining all lines of all blocks and breaking them again gives the shipped texts."""
    for values in VALUES:
        joined = {
            id: {**section, "text": re.sub(r"(?<=[^\n])\n(?!\n|#|[0-9]+\. |（)(?=[^\n])", "", section["text"])}
            if "text" in section
            else section  # a table
            for id, section in values["sections"].items()
            if "text" in section
        }
        source = Scrambler(Random(1), {**values, "sections": {**values["sections"], **joined}}).source
        again = tomllib.loads(formatted(source), parse_float=Decimal)
        assert again["sections"] == values["sections"]


def test_what_would_say_something_else_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    draft = opened(SOUND.encode())
    for broken in (
        lambda text, **_: normalise(text) + "甲",
        lambda text, **_: text.replace("## ", "### "),
        lambda text, **_: text.replace("**", ""),
        lambda text, **_: text.replace("{", "{{"),
    ):
        monkeypatch.setattr(canonical_module, "sentences", broken)
        with pytest.raises(BaogaoError, match="cannot be formatted safely"):
            canonical(draft)


@pytest.mark.parametrize(
    "written",
    [
        b"x",
        SOUND.replace("year = 2025", "year = 2024").encode(),
        SOUND.replace("98.6 ", "98.60").encode(),
        SOUND.replace("= 4260", "= 4260.0").encode(),
        SOUND.replace("  # 行政许可，件", "").encode(),
        SOUND.replace("# 行政许可，件", "# 行政许可").encode(),
        SOUND.replace("2026-03-12", '"2026-03-12"').encode(),
        SOUND.replace('by = "', 'by = " ').encode(),
    ],
)
def test_the_net_below_holds(written: bytes) -> None:
    document = opened(SOUND.encode()).document
    assert same(document, SOUND.encode())
    assert not same(document, written)


# The command

UNTIDY = SOUND.replace("[figures]\n", "\n\n[figures]\n\n").replace('signer = "周启航"', "signer = '周启航'")
LAYOUT = "9: not in canonical layout: 4 lines would change"


@pytest.fixture
def untidy(tmp_path: Path) -> Path:
    file = tmp_path / "untidy.toml"
    file.write_text(UNTIDY, "utf-8")
    return file


@pytest.fixture
def tidy(tmp_path: Path) -> Path:
    file = tmp_path / "tidy.toml"
    file.write_text(SOUND, "utf-8")
    return file


def test_drafts_are_rewritten_in_place_and_named(baogao: Baogao, untidy: Path, tidy: Path) -> None:
    before = tidy.stat()
    done = baogao("fmt", untidy, tidy)
    assert (done.code, done.out, done.err) == (0, "", f"{untidy}: rewritten\n")
    assert untidy.read_text("utf-8") == SOUND
    assert (tidy.stat().st_mtime_ns, tidy.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert baogao("fmt", untidy, tidy).err == ""


def test_check_writes_nothing_and_names_the_files(baogao: Baogao, untidy: Path, tidy: Path) -> None:
    done = baogao("fmt", "--check", untidy, tidy)
    assert (done.code, done.out, done.err) == (1, "", f"{untidy}:{LAYOUT}\n")
    assert untidy.read_text("utf-8") == UNTIDY
    done = baogao("fmt", "--check", tidy)
    assert (done.code, done.out, done.err) == (0, "", "1 draft is in canonical layout\n")


def test_diff_writes_nothing_and_shows_what_would_change(baogao: Baogao, untidy: Path, tidy: Path) -> None:
    done = baogao("fmt", "--diff", untidy, tidy)
    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(f"--- {untidy}\n+++ {untidy}\n@@ ")
    assert "\n-signer = '周启航'\n+signer = \"周启航\"\n" in done.out
    assert untidy.read_text("utf-8") == UNTIDY
    assert baogao("fmt", "--diff", "--check", untidy).err == f"{untidy}:{LAYOUT}\n"
    done = baogao("fmt", "--diff", tidy)
    assert (done.code, done.out, done.err) == (0, "", "")


def test_a_diff_can_be_applied(baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for source in (UNTIDY, UNTIDY.removesuffix("\n"), UNTIDY.removesuffix("\n") + "  # 完"):
        (tmp_path / "草稿.toml").write_text(source, "utf-8")
        patch = baogao("fmt", "--diff", "草稿.toml").out
        subprocess.run(["patch", "-p0", "草稿.toml"], input=patch.encode(), check=True, capture_output=True)
        assert (tmp_path / "草稿.toml").read_text("utf-8") == formatted(source)


def test_a_diff_steers_no_terminal(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m\nb.toml"
    file.write_bytes(b"\xef\xbb\xbf" + f"# \u202e\x85\r\n{UNTIDY}".encode())
    done = baogao("fmt", "--diff", file)
    assert done.code == 1
    assert "# \ufffd\ufffd\ufffd\n" in done.out
    assert not set("\x1b\x85\u202e\r") & set(done.out)
    assert "a\ufffd[31m\ufffdb.toml" in done.out


def test_standard_input_goes_to_standard_output(baogao: Baogao, monkeypatch: pytest.MonkeyPatch) -> None:
    def fed(source: str, *options: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(source.encode())))
        done = baogao("fmt", *options, "-")
        return done.code, done.out, done.err

    assert fed(UNTIDY) == (0, SOUND, "")
    assert fed(SOUND) == (0, SOUND, "")
    assert fed(UNTIDY, "--check") == (1, "", f"<stdin>:{LAYOUT}\n")
    assert fed(SOUND, "--check", "--diff") == (0, "", "1 draft is in canonical layout\n")
    assert fed(UNTIDY, "--diff")[1].startswith("--- <stdin>\n+++ <stdin>\n")
    assert fed("year = 2025\n")[0] == 2


def test_standard_output_is_the_draft_byte_for_byte() -> None:
    source = f"# \u202e\n{SOUND}".encode()
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "tui", "fmt", "-"],
        input=source.replace(b"\n", b"\r\n"),
        capture_output=True,
        cwd=ROOT,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PATH": ""},
        check=True,
    )
    assert done.stdout == source


def test_a_terminal_is_shown_what_does_not_steer_it(baogao: Baogao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"# \u202e\n{SOUND}".encode())))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert baogao("fmt", "-").out == f"# \ufffd\n{SOUND}"


def test_without_drafts_those_of_the_workspace_are_formatted(
    baogao: Baogao, tmp_path: Path, untidy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "baogao.toml").write_text("", "utf-8")
    (tmp_path / "other.toml").write_text("[tool]\nx=1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert baogao("fmt", "--check").code == 1
    assert baogao("fmt").err == "untidy.toml: rewritten\n"
    assert untidy.read_text("utf-8") == SOUND
    assert (tmp_path / "other.toml").read_text("utf-8") == "[tool]\nx=1\n"
    assert baogao("fmt", "--check").code == 0


def test_without_drafts_and_workspace_it_is_exit_2(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert baogao("fmt").code == 2


@pytest.mark.parametrize("options", [[], ["--check"], ["--diff"]])
def test_an_unreadable_draft_is_exit_2_and_the_others_are_done(
    baogao: Baogao, tmp_path: Path, untidy: Path, options: list[str]
) -> None:
    broken, other, unknown = tmp_path / "broken.toml", tmp_path / "other.toml", tmp_path / "unknown.toml"
    broken.write_text('outline = "x@2024"\nyear = \n', "utf-8")
    other.write_text("[project]\n", "utf-8")
    unknown.write_text('outline = "nobodys@2024"\n', "utf-8")
    done = baogao("fmt", *options, broken, other, unknown, tmp_path / "none.toml", untidy)
    assert done.code == 2
    assert [line.split(": ")[0] for line in done.err.split("\n") if "toml:" in line][:4] == [
        f"{broken}:2:8",
        str(other),
        f"{unknown}:1:11",
        str(tmp_path / "none.toml"),
    ]
    assert (untidy.read_text("utf-8") == SOUND) is (not options)
    assert other.read_text("utf-8") == "[project]\n"


def test_outlines_come_from_the_option(baogao: Baogao, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "outline.toml").write_text(
        'id = "own"\nversion = 2024\nname = "名"\nkind = "报告"\ntitle = "题"\n'
        '[[sections]]\nid = "b"\n[[sections]]\nid = "a"\n',
        "utf-8",
    )
    draft = tmp_path / "draft.toml"
    draft.write_text('outline = "own@2024"\n[sections.a]\n[sections.b]\n', "utf-8")
    assert baogao("fmt", draft, "--outline-path", tmp_path / "own").code == 0
    assert draft.read_text("utf-8") == 'outline = "own@2024"\n\n[sections.b]\n\n[sections.a]\n'


def test_a_file_keeps_its_mode_and_a_link_stays_a_link(baogao: Baogao, untidy: Path) -> None:
    untidy.chmod(0o640)
    link = untidy.with_name("link.toml")
    link.symlink_to(untidy)
    assert baogao("fmt", link).code == 0
    assert link.is_symlink()
    assert untidy.read_text("utf-8") == SOUND
    assert untidy.stat().st_mode & 0o777 == 0o640


def test_every_text_of_the_examples_is_read() -> None:
    assert all(
        read(section["text"]) for values in VALUES for section in values["sections"].values() if "text" in section
    )
