"""Saving moves nothing: a changed value changes its own span, a new one goes where it belongs, a comment is never lost."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.hand_edited import FIELDS, FIGURES, SECTIONS, hand_edited, text
from tui.base.text import normalise
from tui.editing.changes import changed, same
from tui.editing.edit import edit
from tui.editing.order import Order
from tui.editing.values import Value, in_style, multi_line, one_line
from tui.outline.library import Library
from tui.toml import Document, KeyPath, parse

ORDER = Order(Library.searching().find("law-based-government-department"))
PATHS: list[KeyPath] = [
    *(("fields", id) for id in FIELDS),
    *(("figures", id) for id in FIGURES),
    *(("sections", id, key) for id in SECTIONS for key in ("text", "owner", "status")),
    ("clearance", "by"),
    ("year",),
]
SEEDS = st.integers(0, 2**32)


def value_for(random: Random, path: KeyPath) -> Value:
    if path == ("year",):
        return random.randrange(2000, 2030)
    if path[0] == "figures":
        return random.choice((7, "30余", "预计160"))
    if path[-1] in ("recipients", "copies"):
        return [text(random, lines=False) for _ in range(random.randrange(5))]
    return text(random, lines=path[-1] == "text")


def held(document: Document, path: KeyPath) -> object:
    value: object = document.values
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def comments(source: bytes) -> Counter[str]:
    return Counter(re.findall(r"# (?:说明\d+|行末|夹注)|#, \]", source.decode()))


def raws(document: Document) -> dict[KeyPath, str | None]:
    return {path: document.raw(path) for path in PATHS}


@settings(max_examples=600)
@given(SEEDS)
def test_changing_one_value_changes_no_byte_outside_its_span(seed: int) -> None:
    random = Random(seed)
    before = parse(hand_edited(random), "f")
    there = [path for path in PATHS if before.entry(path) is not None]
    path = random.choice(there)
    entry = before.entry(path)
    assert entry is not None
    value = value_for(random, path)
    after = edit(before, {path: value}, ORDER)
    start, end = entry.value
    assert after.body[:start] == before.body[:start]
    assert after.body.endswith(before.body[end:])
    assert len(after.body) >= start + len(before.body) - end
    assert after.source.startswith(b"\xef\xbb\xbf") == before.source.startswith(b"\xef\xbb\xbf")
    assert same(held(after, path), value)
    assert same(after.values, changed(before.values, {path: value}, ORDER))


@settings(max_examples=400)
@given(SEEDS)
def test_a_new_value_is_put_in_and_every_byte_stays(seed: int) -> None:
    random = Random(seed)
    before = parse(hand_edited(random), "f")
    missing = [path for path in PATHS if before.entry(path) is None]
    path = random.choice(missing or [("fields", "mark")])
    value = value_for(random, path)
    after = edit(before, {path: value}, ORDER)
    common = next(
        (n for n, (a, b) in enumerate(zip(before.body, after.body, strict=False)) if a != b), len(before.body)
    )
    shared = 0
    while shared <= common and not after.body.endswith(before.body[common - shared :]):
        shared += 1
    assert shared <= common, "something was moved"
    assert same(held(after, path), value)
    assert {p: raw for p, raw in raws(before).items() if raw is not None} == {
        p: raw for p, raw in raws(after).items() if raws(before)[p] is not None
    } or path[0] in ("fields", "sections", "figures")  # an inline table around it grows


@settings(max_examples=400)
@given(SEEDS)
def test_taking_a_value_away_leaves_every_comment_and_every_other_value(seed: int) -> None:
    random = Random(seed)
    before = parse(hand_edited(random), "f")
    there = [path for path in PATHS if before.entry(path) is not None and path != ("year",)]
    if not there:
        return
    path = random.choice(there)
    after = edit(before, {path: None}, ORDER)
    assert held(after, path) is None
    inside = Counter(re.findall(r"# 夹注", before.raw(path) or ""))  # goes with the list it stood in
    assert comments(after.source) == comments(before.source) - inside
    assert {p: raw for p, raw in raws(before).items() if p != path} == {
        p: raw for p, raw in raws(after).items() if p != path
    }


@settings(max_examples=200)
@given(SEEDS)
def test_many_changes_at_once_read_back_as_meant_and_keep_the_comments(seed: int) -> None:
    random = Random(seed)
    before = parse(hand_edited(random), "f")
    changes: dict[KeyPath, Value | None] = {
        path: value_for(random, path) for path in random.sample(PATHS, random.randrange(1, len(PATHS)))
    }
    count = len(before.values.get("waivers", []))
    if count:
        changes["waivers", random.randrange(count)] = None
    changes["waivers", count] = {"rule": "N1", "reason": "新的", "until": date(2026, 1, 1)}
    after = edit(before, changes, ORDER)
    assert same(after.values, changed(before.values, changes, ORDER))
    assert comments(after.source) == comments(before.source)


@settings(max_examples=50)
@given(SEEDS)
def test_changing_nothing_changes_nothing(seed: int) -> None:
    before = parse(hand_edited(Random(seed)), "f")
    changes = {path: held(before, path) for path in PATHS if before.entry(path) is not None}
    strings = {path: value for path, value in changes.items() if not isinstance(value, str)}
    assert edit(before, strings, ORDER).source == before.source  # type: ignore[arg-type]
    assert edit(before, {}, ORDER) is before


TEXTS = st.lists(
    st.sampled_from(
        ['"', '""', '"""', "'", "'''", "\\", "\n", "\t", "\x00", "\x7f", "中", "😀", "\u3000", "\u2028", "a"]
    )
).map("".join)


@settings(max_examples=1000)
@given(TEXTS, st.sampled_from(['"""\nx"""', '"""x"""', "'''\nx'''", "'''x'''", '"x"', "'x'"]), st.booleans())
def test_any_text_reads_back_in_any_style(value: str, old: str, inline: bool) -> None:
    for newline in ("\n", "\r\n"):
        written = in_style(value, old, newline, inline=inline)
        assert tomllib.loads(f"a = {written}")["a"] == value
        assert tomllib.loads(f"a = {multi_line(value, newline)}")["a"] == value
    assert tomllib.loads(f"a = {one_line(value)}")["a"] == value


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ('"甲"', "乙", '"乙"'),
        ("'甲'", "乙", "'乙'"),
        ("'甲'", "它's", '"它\'s"'),
        ('"甲"', "乙\n丙", '"""\n乙\n丙"""'),
        ('"""\n甲\n"""', "乙\n", '"""\n乙\n"""'),
        ('"""甲"""', "乙", '"""乙"""'),
        ("'''\n甲\n'''", "乙\\\n", "'''\n乙\\\n'''"),
        ("'''\n甲\n'''", "乙'", '"""\n乙\'"""'),
        ('"""\n甲\n"""', '他说"""好"\n', '"""\n他说""\\"好"\n"""'),
    ],
)
def test_a_string_keeps_its_quotation_marks_where_they_can_hold_the_value(old: str, value: str, new: str) -> None:
    assert in_style(value, old, "\n", inline=False) == new


DRAFT = """\
# 顶上的话

outline = "law-based-government-department@2024"
year = 2024   # 年度

[fields]
# 发文字号
# number = ""
issuer = "甲局"     # 发文机关
copies = [
    "一",   # 第一
    "二",
]

# 计划的说明
[sections.plan]
text = \"\"\"
一是学习。
\"\"\"
# 末尾的话
"""


def edited(changes: dict[KeyPath, Value | None], source: str = DRAFT) -> str:
    return edit(parse(source.encode(), "f"), changes, ORDER).text


def test_a_new_key_follows_the_placeholder_that_new_left_for_it() -> None:
    assert '# number = ""\nnumber = "甲字〔2025〕1号"\nissuer' in edited({("fields", "number"): "甲字〔2025〕1号"})


def test_a_new_key_stands_after_the_last_that_comes_before_it() -> None:
    assert 'issuer = "甲局"     # 发文机关\nrecipients = ["市委"]\ncopies' in edited(
        {("fields", "recipients"): ["市委"]}
    )
    assert edited({("fields", "printed"): date(2025, 1, 5)}).index("]\nprinted = 2025-01-05\n\n# 计划") > 0


def test_a_new_table_stands_before_the_next_of_the_outline_and_its_comments() -> None:
    after = edited({("sections", "measures", "text"): "甲\n", ("figures", "permits"): 3})
    assert (
        ']\n\n[figures]\npermits = 3\n\n[sections.measures]\ntext = """\n甲\n"""\n\n# 计划的说明\n[sections.plan]'
        in after
    )


def test_a_new_last_table_stands_at_the_end() -> None:
    after = edited({("clearance", "by"): "办公室", ("clearance", "date"): date(2025, 3, 1)})
    assert after == DRAFT + '\n[clearance]\nby = "办公室"\ndate = 2025-03-01\n'


def test_waivers_append() -> None:
    one = edited({("waivers", 0): {"rule": "P301", "reason": "原文"}})
    assert one == DRAFT + '\n[[waivers]]\nrule = "P301"\nreason = "原文"\n'
    two = edited({("waivers", 1): {"rule": "P302", "reason": "原文"}}, one)
    assert two == one + '\n[[waivers]]\nrule = "P302"\nreason = "原文"\n'


def test_a_list_with_comments_is_changed_item_by_item() -> None:
    assert '"一",   # 第一\n    "三",\n' in edited({("fields", "copies"): ["一", "三"]})
    assert '"一",   # 第一\n    "二",\n    "三",\n' in edited({("fields", "copies"): ["一", "二", "三"]})
    assert "   # 第一\n" in edited({("fields", "copies"): ["二"]})
    assert "# 第一" in edited({("fields", "copies"): []})


def test_a_comment_after_a_value_that_goes_stays_as_a_line() -> None:
    assert '# number = ""\n# 发文机关\ncopies' in edited({("fields", "issuer"): None})


def test_an_inline_table_grows_inside() -> None:
    source = 'outline = "law-based-government-department@2024"\nyear = 2024\nfields = { issuer = "甲" }\n'
    assert 'fields = { number = "一", issuer = "甲" }' in edited({("fields", "number"): "一"}, source)
    assert 'fields = { issuer = "甲", signer' not in edited({("fields", "signer"): "乙"}, source)
    assert "\\n" in edited({("fields", "note"): "甲\n乙"}, source)


def test_line_ends_of_the_file_are_kept_in_new_text() -> None:
    source = DRAFT.replace("\n", "\r\n")
    after = edit(parse(source.encode(), "f"), {("sections", "plan", "text"): "甲\n乙\n"}, ORDER)
    assert after.body.count(b"\n") == after.body.count(b"\r\n")
    assert normalise(after.values["sections"]["plan"]["text"]) == "甲\n乙\n"


def test_a_megabyte_is_saved() -> None:
    long = "一是加强学习。\n" * 50_000
    assert (
        edit(parse(DRAFT.encode(), "f"), {("sections", "plan", "text"): long}, ORDER).values["sections"]["plan"]["text"]
        == long
    )


@pytest.mark.parametrize(
    ("source", "path", "value", "after"),
    [
        (
            'outline = "x"\n[fields]\nnote = """\na\n# b\n"""\n[sections.plan]\ntext = "a"\n',
            ("figures", "penalties"),
            1,
            '"""\n[figures]\npenalties = 1\n\n[sections.plan]',
        ),
        ('[fields]\nnote = """\n# b"""\n[clearance]\n', ("figures", "penalties"), 1, '# b"""\n[figures]\n'),
        ('sections = { plan.status = "writing" }\n', ("sections", "plan", "text"), "甲", 'plan.text = "甲" }'),
        ("[sections]\nplan = { a.b = 1 }\n", ("sections", "plan", "text"), "甲", 'plan = { text = "甲", a.b = 1 }'),
        (
            'sections = { plan.status = "writing" }\n',
            ("sections", "measures", "text"),
            "甲",
            'sections = { measures.text = "甲", plan.status = "writing" }',
        ),
    ],
)
def test_every_layout_takes_a_new_key(source: str, path: KeyPath, value: Value, after: str) -> None:
    assert after in edit(parse(source.encode(), "f"), {path: value}, ORDER).source.decode()


def test_a_row_in_a_section_that_is_new_stands_beside_other_new_sections() -> None:
    document = parse(b'outline = "law-based-government-department@2024"\nyear = 2025\n', "report.toml")
    cell: KeyPath = ("sections", "plan", "rows", "a", "b")
    edited = edit(document, {cell: 5, ("sections", "introduction", "text"): "导语。\n"}, ORDER)
    assert edited.values["sections"] == {"introduction": {"text": "导语。\n"}, "plan": {"rows": {"a": {"b": 5}}}}


@pytest.mark.parametrize("waivers", ['[[waivers]]\nrule = "P301"\n', 'waivers = [{ rule = "P301" }]\n'])
def test_the_only_waiver_can_be_taken_away(waivers: str) -> None:
    source = f'outline = "law-based-government-department@2024"\nyear = 2025\n{waivers}'
    edited = edit(parse(source.encode(), "report.toml"), {("waivers", 0): None}, ORDER)
    assert not edited.values.get("waivers")
