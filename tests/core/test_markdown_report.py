"""Whole reports as Markdown: every element in its place, the examples and the sample as every reader reads them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from tests.conftest import ROOT, SHARED
from tests.support.readers import READERS, Meant, Read, agree, chinese, meant, read_html
from tui.checking.check import check
from tui.draft.draft import Draft, wanted_outline
from tui.draft.prose import Block, Kind, numbers
from tui.outline.inheritance import build
from tui.outline.library import Library
from tui.outline.outline import EDITIONS, Edition
from tui.render.markdown import render
from tui.rules.finding import Grade
from tui.toml import parse

EXAMPLES = sorted((ROOT / "outlines").glob("*/example.toml"))
FIRST = "law-based-government-department"
FULL = [ROOT / "outlines" / id / "example.toml" for id in (FIRST, f"{FIRST}-jincheng")]
"""The examples that show everything a department's report can hold."""

OUTLINE = """
id = "small"
version = 2024
name = "小报告"
kind = "报告"
title = "{issuer}\\n{year}年报告"

[[fields]]
id = "mark"
label = "发文机关标志"
kind = "text"
editions = ["filed"]
[[fields]]
id = "number"
label = "发文字号"
kind = "document-number"
editions = ["filed"]
required = true
[[fields]]
id = "signer"
label = "签发人"
kind = "persons"
editions = ["filed"]
required = true
[[fields]]
id = "issuer"
label = "发文机关"
kind = "organs"
required = true
[[fields]]
id = "recipients"
label = "主送机关"
kind = "organs"
required = true
[[fields]]
id = "attachments"
label = "附件说明"
kind = "texts"
[[fields]]
id = "date"
label = "成文日期"
kind = "date"
required = true
[[fields]]
id = "note"
label = "附注"
kind = "text"
[[fields]]
id = "copies"
label = "抄送机关"
kind = "organs"
editions = ["filed"]
required = true
[[fields]]
id = "printer"
label = "印发机关"
kind = "organ"
editions = ["filed"]
required = true
[[fields]]
id = "printed"
label = "印发日期"
kind = "date"
editions = ["filed"]
required = true

[[figures]]
id = "meetings"
label = "会议"
unit = "次"

[[sections]]
id = "introduction"
required = true
[[sections]]
id = "done"
heading = "{year}年工作"
required = true
[[sections]]
id = "cases"
heading = "案件"
none = true
[[sections]]
id = "plan"
heading = "{next_year}年\\n安排"
required = true
"""

FIELDS = """
outline = "small@2024"
year = 2024
[fields]
number = "云字〔2025〕1号"
signer = "李明"
issuer = "云川市甲局"
recipients = ["市委", "市政府"]
attachments = ["甲表", "乙表"]
date = 2025-01-05
note = "此件公开发布"
copies = ["省甲厅", "市委办"]
printer = "云川市甲局办公室"
printed = 2025-02-10
"""

TEXTS = """
[figures]
meetings = 6
[sections.introduction]
text = "{year}年。\\n报告如下："
[sections.done]
text = "## 学习\\n1. **集体学习。**\\n学习{meetings}次。\\n（1）上半年。\\n### 下半年\\n又学。\\n\\n2.会议。"
[sections.cases]
text = "无"
[sections.plan]
text = "{next_year}年继续。"
"""


def report(draft: str, edition: Edition = "filed", outline: str = OUTLINE) -> list[str]:
    """The blocks of a rendering."""
    small = build([parse(outline.encode(), "outline.toml")])
    markdown = render(Draft(parse(draft.encode(), "draft.toml"), small), edition)
    assert markdown.endswith("\n")
    for reader in READERS.values():
        read_html(reader(markdown))  # headings, paragraphs and a rule, and nothing else
    return markdown.removesuffix("\n").split("\n\n")


BODY = [
    "2024年。报告如下：",
    "## 一、2024年工作",
    "### （一）学习",
    "**1.集体学习**。学习6次。",
    "（1）上半年。",
    "#### 2.下半年",
    "又学。",
    "3.会议。",
    "## 二、案件",
    "无。",
    "## 三、2025年安排",
    "2025年继续。",
]


def test_a_filed_report_has_every_element_in_the_order_of_the_standard() -> None:
    assert report(FIELDS + TEXTS) == [
        "**云川市甲局文件**",
        "云字〔2025〕1号",
        "签发人：李明",
        "# 云川市甲局2024年报告",
        "市委、市政府：",
        *BODY,
        "附件：1.甲表",
        "2.乙表",
        "云川市甲局",
        "2025年1月5日",
        "（此件公开发布）",
        "---",
        "抄送：省甲厅，市委办。",
        "云川市甲局办公室",
        "2025年2月10日印发",
    ]


def test_a_published_report_leaves_out_the_letterhead_the_signer_the_copies_and_the_imprint() -> None:
    assert report(FIELDS + TEXTS, "published") == [
        "# 云川市甲局2024年报告",
        "市委、市政府：",
        *BODY,
        "附件：1.甲表",
        "2.乙表",
        "云川市甲局",
        "2025年1月5日",
        "（此件公开发布）",
    ]


@pytest.mark.parametrize(
    ("field", "lines"),
    [
        ("recipients", ["市委、市政府："]),
        ("attachments", ["附件：1.甲表", "2.乙表"]),
        ("issuer", ["云川市甲局"]),
        ("date", ["2025年1月5日"]),
        ("note", ["（此件公开发布）"]),
    ],
)
def test_the_outline_decides_which_edition_shows_a_field(field: str, lines: list[str]) -> None:
    outline = re.sub(rf'^(id = "{field}")$', r'\1\neditions = ["filed"]', OUTLINE, count=1, flags=re.MULTILINE)
    whole = report(FIELDS + TEXTS, "published")
    assert report(FIELDS + TEXTS, "published", outline) == [block for block in whole if block not in lines]
    assert report(FIELDS + TEXTS, "filed", outline) == report(FIELDS + TEXTS)


def changed(**fields: str) -> list[str]:
    """The small report with the given fields; an empty one is left out."""
    draft = FIELDS
    for field, value in fields.items():
        old = re.compile(f"^{field} = .*$", re.MULTILINE)
        draft = old.sub("", draft)
        draft += f"{field} = {value}\n" if value else ""
    return report(draft + TEXTS)


def before_body(blocks: Sequence[str]) -> list[str]:
    return list(blocks[: blocks.index(BODY[0])])


def after_body(blocks: Sequence[str]) -> list[str]:
    return list(blocks[blocks.index(BODY[-1]) + 1 :])


def test_a_mark_of_its_own_stands_in_place_of_the_issuers_and_the_word_document() -> None:
    assert changed(mark='"云川市甲局红头"')[0] == "**云川市甲局红头**"


def test_joint_issuers_share_mark_and_title_and_sign_one_below_the_other_and_two_signers_share_a_line() -> None:
    blocks = changed(issuer='["云川市甲局", "云川市乙局"]', signer='["李明", "王芳"]')
    assert before_body(blocks)[:4] == [
        "**云川市甲局\u3000云川市乙局文件**",
        "云字〔2025〕1号",
        "签发人：李明\u3000王芳",
        "# 云川市甲局\u3000云川市乙局2024年报告",
    ]
    assert after_body(blocks)[2:5] == ["云川市甲局", "云川市乙局", "2025年1月5日"]


@pytest.mark.parametrize(
    ("recipients", "line"),
    [('"市委"', "市委："), ('["市委", "市政府", "省厅"]', "市委、市政府、省厅："), ("[]", None), ("", None)],
)
def test_recipients_are_listed_with_a_colon_after_the_last(recipients: str, line: str | None) -> None:
    assert before_body(changed(recipients=recipients))[4:] == ([line] if line else [])


@pytest.mark.parametrize(
    ("attachments", "lines"),
    [
        ('"甲表"', ["附件：甲表"]),
        ('["2024年甲表"]', ["附件：2024年甲表"]),
        ('["2024年甲表", "乙表"]', ["附件：1. 2024年甲表", "2.乙表"]),
        ('["甲表", "2024年乙表"]', ["附件：1.甲表", "2\\. 2024年乙表"]),
        ("[]", []),
        ('[""]', []),
        ("", []),
    ],
)
def test_one_attachment_is_named_and_several_are_numbered(attachments: str, lines: list[str]) -> None:
    assert after_body(changed(attachments=attachments)) == [
        *lines,
        *("云川市甲局", "2025年1月5日", "（此件公开发布）", "---"),
        *("抄送：省甲厅，市委办。", "云川市甲局办公室", "2025年2月10日印发"),
    ]


@pytest.mark.parametrize(
    ("note", "line"),
    [('"此件公开发布"', "（此件公开发布）"), ('"（此件公开发布）"', "（此件公开发布）"), ('"  "', None), ("", None)],
)
def test_a_note_stands_in_brackets_whether_they_were_typed_or_not(note: str, line: str | None) -> None:
    blocks = after_body(changed(note=note))
    assert blocks[4 : blocks.index("---")] == ([line] if line else [])


def test_values_of_several_lines_stand_on_one() -> None:
    assert changed(issuer='"""云川市\n  甲局 """')[0] == "**云川市甲局文件**"
    assert changed(note='"""\n（此件\r\n公开发布）\n"""')[-5] == "（此件公开发布）"


def test_fields_are_data_and_never_markup() -> None:
    blocks = changed(
        issuer='"*甲*\\u202e\\u001b{局}"', number='"- [云](字)"', printer='"1) 甲"', copies='["<b>", "$x$"]'
    )
    assert before_body(blocks)[:2] == [r"**\*甲\*��{局}文件**", r"\- \[云\](字)"]
    assert r"# \*甲\*��{局}2024年报告" in blocks
    assert after_body(blocks)[-3:] == [r"抄送：\<b\>，\$x\$。", r"1\) 甲", "2025年2月10日印发"]


def test_without_fields_and_texts_only_the_headings_and_labels_of_what_is_required_stand() -> None:
    assert report('outline = "small@2024"\nyear = 2024') == [
        "签发人：",
        "# {issuer}2024年报告",
        "## 一、2024年工作",
        "## 二、2025年安排",
        "---",
        "抄送：",
    ]
    assert report('outline = "small@2024"\nyear = 2024', "published") == [
        "# {issuer}2024年报告",
        "## 一、2024年工作",
        "## 二、2025年安排",
    ]


def test_without_a_year_its_references_stay_as_typed() -> None:
    assert report('outline = "small@2024"\n[sections.plan]\ntext = "{next_year}年。"', "published") == [
        "# {issuer}{year}年报告",
        "## 一、{year}年工作",
        r"## 二、{next\_year}年安排",
        r"{next\_year}年。",
    ]


def section(text: str, id: str = "cases") -> list[str]:
    """The text between the heading of a section and the next element."""
    blocks = report(f'outline = "small@2024"\nyear = 2024\n[sections.{id}]\ntext = """\n{text}\n"""', "published")
    assert blocks[0] == "# {issuer}2024年报告"
    return blocks[1:]


@pytest.mark.parametrize("text", ["", " \u3000 ", "**", "1.", "##", "** **", "1.\n\n（1）"])
def test_an_empty_optional_section_is_left_out_and_not_numbered(text: str) -> None:
    if text == "**":  # an unpaired mark is a text
        assert section(text)[1:3] == ["## 二、案件", r"\*\*"]
    else:
        assert section(text) == ["## 一、2024年工作", "## 二、2025年安排"]


@pytest.mark.parametrize("text", ["", "1.", "##", "** **", "1.\n\n（1）"])
def test_an_empty_required_section_is_its_heading_alone(text: str) -> None:
    assert section(text, "done") == ["## 一、2024年工作", "## 二、2025年安排"]


@pytest.mark.parametrize("text", ["无", "无。", "  无 "])
def test_none_is_a_sentence_where_the_outline_allows_it_and_as_typed_elsewhere(text: str) -> None:
    assert section(text) == ["## 一、2024年工作", "## 二、案件", "无。", "## 三、2025年安排"]
    assert section(text, "done") == ["## 一、2024年工作", text.strip(), "## 二、2025年安排"]


def test_the_second_level_is_a_heading_is_run_in_or_numbers_a_paragraph() -> None:
    assert section(
        "（一）学习。\n集体学习{meetings}次。\n（二）**规范执法。**检查。\n(七)接受监督\n回应关切。\n## 普法\n办活动。\n（五）2024年收尾。"
    )[2:] == [
        "（一）学习。集体学习{meetings}次。",
        "**（二）规范执法**。检查。",
        "### （三）接受监督",
        "回应关切。",
        "### （四）普法",
        "办活动。",
        "（五）2024年收尾。",
        "## 三、2025年安排",
    ]


def test_the_third_level_goes_on_counting_where_the_outline_or_the_draft_says_so() -> None:
    text = "## 学习\n1. 甲。\n## 执法\n1. 乙。"
    restarted = ["### （一）学习", "1.甲。", "### （二）执法", "1.乙。"]
    continued = [*restarted[:3], "2.乙。"]
    of_report = OUTLINE.replace("[[fields]]", 'points = "continue"\n[[fields]]', 1)
    of_section = OUTLINE.replace('id = "done"', 'id = "done"\npoints = "continue"')
    for outline, said, want in (
        (OUTLINE, "", restarted),
        (OUTLINE, 'points = "continue"', continued),
        (of_report, "", continued),
        (of_section, "", continued),
        (of_report, 'points = "restart"', restarted),
        (of_section, 'points = ""', continued),
    ):
        draft = f'outline = "small@2024"\nyear = 2024\n[sections.done]\n{said}\ntext = """\n{text}\n"""'
        assert report(draft, "published", outline)[2:6] == want


def test_an_unknown_reference_and_an_unknown_section_stay_as_typed_and_out() -> None:
    assert section("学习{unknown}次，{meetings}次。\n\n[sections.extra]") == [
        "## 一、2024年工作",
        "## 二、案件",
        "学习{unknown}次，{meetings}次。",
        r"\[sections.extra\]",
        "## 三、2025年安排",
    ]
    unknown = report(FIELDS + TEXTS + '[sections.extra]\ntext = "多余"')
    assert not [block for block in unknown if "多余" in block]


def test_the_order_of_sections_is_the_outlines() -> None:
    sections = re.split(r"(?m)^(?=\[sections)", TEXTS)
    turned = FIELDS + sections[0] + "".join(reversed(sections[1:]))
    assert report(turned) == report(FIELDS + TEXTS)


def test_more_than_ten_sections_and_headings_are_numbered_in_chinese() -> None:
    head = 'id = "long"\nversion = 2024\nname = "长"\nkind = "报告"\ntitle = "长"\n'
    outline = head + "".join(f'[[sections]]\nid = "s{n}"\nheading = "部分"\nrequired = true\n' for n in range(1, 24))
    texts = '[sections.s1]\ntext = """\n' + "## 标题\n" * 12 + '"""\n'
    blocks = report(f'outline = "long@2024"\nyear = 2024\n{texts}', outline=outline)
    assert blocks[1] == "## 一、部分"
    assert blocks[2:14] == [f"### （{chinese(n)}）标题" for n in range(1, 13)]
    assert blocks[13:16] == ["### （十二）标题", "## 二、部分", "## 三、部分"]
    assert blocks[22:26] == ["## 十、部分", "## 十一、部分", "## 十二、部分", "## 十三、部分"]
    assert blocks[32:] == ["## 二十、部分", "## 二十一、部分", "## 二十二、部分", "## 二十三、部分"]


# Whole reports: the shipped examples, and the sample beside the repository.


def opened(file: Path) -> Draft:
    document = parse(file.read_bytes(), str(file))
    reference, written = wanted_outline(document)
    return Draft(document, Library.searching().find(reference, written))


@pytest.fixture(params=EXAMPLES, ids=lambda file: file.parent.name)
def example(request: pytest.FixtureRequest) -> Draft:
    return opened(request.param)


@pytest.fixture(params=FULL, ids=lambda file: file.parent.name)
def full(request: pytest.FixtureRequest) -> Draft:
    return opened(request.param)


def test_every_outline_has_an_example() -> None:
    assert {file.parent for file in EXAMPLES} == {file.parent for file in (ROOT / "outlines").glob("*/outline.toml")}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_an_example_is_the_rendering_beside_it_byte_for_byte(file: Path) -> None:
    assert render(opened(file), "filed").encode() == file.with_suffix(".md").read_bytes()


@pytest.mark.parametrize("edition", EDITIONS)
def test_nothing_is_found_in_an_example(example: Draft, edition: Edition) -> None:
    assert check(example, edition) == []


def body(draft: Draft) -> Iterator[Meant]:
    """The sections of a complete draft as they are meant."""
    count = 0
    for part in draft.outline.sections:
        if part.id not in draft.sections:
            assert not part.required
            continue
        heading = draft.heading(part)
        if heading is not None:
            count += 1
            text = f"{chinese(count)}、{heading}"
            yield Meant("h2", text, [False] * len(text))
        blocks = draft.blocks[part.id]
        for block, number in zip(blocks, numbers(blocks), strict=True):
            yield meant(draft, block, number)


def reads_as_meant(draft: Draft, edition: Edition) -> None:
    """Compare what every reader sees with what the draft says."""
    markdown = render(draft, edition)
    assert render(draft, edition) == markdown
    want = list(body(draft))
    for reader in READERS.values():
        got = read_html(reader(markdown))
        title = next(n for n, block in enumerate(got) if block.tag == "h1")
        assert not [block for block in got if re.search(r"(?<!\*)\*\*(?!\*)", block.text)]  # 138****1234 is not a mark
        assert got[title + 1].text == "、".join(draft.words("recipients")) + "："
        start = title + 2
        for mine, yours in zip(want, got[start : start + len(want)], strict=True):
            agree(mine, yours)
        before, rest = got[:title], got[start + len(want) :]
        assert {block.tag for block in (*before, *rest)} <= {"p", "hr"}
        assert [block.text for block in before if any(block.bold)] == mark(draft, edition)
        assert not [block for block in rest if any(block.bold)]
        assert [block.text for block in rest] == closing(draft, edition)


def mark(draft: Draft, edition: Edition) -> list[str]:
    issuers = "\u3000".join(draft.words("issuer"))
    return [*(draft.words("mark") or (f"{issuers}文件",))] if edition == "filed" else []


def closing(draft: Draft, edition: Edition) -> list[str]:
    """The text after the last section."""
    names = draft.words("attachments")
    lines = [f"{n}. {name}" if name[0].isdigit() else f"{n}.{name}" for n, name in enumerate(names, 1)]
    lines = [f"附件：{line}" if n == 0 else line for n, line in enumerate(lines if len(names) > 1 else names)]
    lines += [*draft.words("issuer"), day(draft, "date"), *draft.words("note")]
    if edition == "filed":
        lines += [
            "",
            f"抄送：{'，'.join(draft.words('copies'))}。",
            *draft.words("printer"),
            day(draft, "printed") + "印发",
        ]
    return lines


def day(draft: Draft, field: str) -> str:
    value = draft.day(field)
    assert value
    return f"{value.year}年{value.month}月{value.day}日"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_reader_reads_an_example_as_it_was_meant(example: Draft, edition: Edition) -> None:
    if not example.words("recipients"):
        pytest.skip("it is addressed to nobody")
    reads_as_meant(example, edition)


def test_an_example_has_the_length_of_a_real_report(full: Draft) -> None:
    length = len(re.sub(r"\s", "", render(full, "filed")))
    assert 2500 <= length <= 5000


def test_an_example_uses_every_field_and_nearly_every_figure_of_its_outline(full: Draft) -> None:
    assert set(full.fields) == set(full.outline.fields_by_id)
    referred = {run.text for block in all_blocks(full) for run in block.runs if run.reference}
    used = set(full.outline.figures_by_id) & set(full.figures) & referred
    assert len(used) >= 0.8 * len(full.outline.figures)


def all_blocks(draft: Draft) -> list[Block]:
    return [block for blocks in draft.blocks.values() for block in blocks]


SHOWN: dict[str, Callable[[list[Block]], bool]] = {
    "headings of the second level": lambda blocks: any(block.kind is Kind.HEADING_2 for block in blocks),
    "headings of the third level": lambda blocks: any(block.kind is Kind.HEADING_3 for block in blocks),
    "points of the third level": lambda blocks: any(block.kind is Kind.POINT_3 for block in blocks),
    "points of the fourth level": lambda blocks: any(block.kind is Kind.POINT_4 for block in blocks),
    "bold leads": lambda blocks: any(block.kind is Kind.POINT_3 and block.runs[0].bold for block in blocks),
    "bold that ends in a quotation mark": lambda blocks: any(
        run.bold and run.text.endswith("”") for block in blocks for run in block.runs
    ),
    "一是, 二是, 三是": lambda blocks: any(re.search("一是.*二是.*三是", block.text) for block in blocks),
    "a masked number": lambda blocks: any(re.search(r"[0-9]\*{4}[0-9]", block.text) for block in blocks),
}


@pytest.mark.parametrize("what", SHOWN)
def test_an_example_shows(full: Draft, what: str) -> None:
    assert SHOWN[what](all_blocks(full))


def test_one_example_has_two_attachments_and_a_note() -> None:
    draft = opened(FULL[0])
    assert len(draft.words("attachments")) == 2
    assert draft.words("note")


def test_the_sample_reads_as_the_report_that_was_filed(sample: Path, tmp_path: Path) -> None:
    target = tmp_path / "rendered.md"
    target.write_bytes(render(opened(sample), "filed").encode())
    done = subprocess.run(
        [sys.executable, SHARED / "sample" / "same_text.py", target], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_sample_has_no_error(sample: Path) -> None:
    assert [finding for finding in check(opened(sample), "filed") if finding.grade is Grade.ERROR] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_reader_reads_the_sample_as_it_was_meant(sample: Path, edition: Edition) -> None:
    reads_as_meant(opened(sample), edition)


def test_the_sample_has_its_bold_and_its_headings_in_every_reader(sample: Path) -> None:
    draft = opened(sample)
    leads = [block for block in all_blocks(draft) if any(run.bold for run in block.runs)]
    for reader in READERS.values():
        blocks: list[Read] = read_html(reader(render(draft, "filed")))
        tags = [block.tag for block in blocks if block.tag.startswith("h") and block.tag != "hr"]
        assert tags == ["h1", "h2", "h2", "h3", "h3", "h2", "h2", "h2", "h2"]
        assert len([block for block in blocks if any(block.bold)]) == len(leads) + 1  # and the mark


FORMULAS = {"坚持以习近平新时代中国特色社会主义思想为指导"}
"""Clauses that every report of the kind has."""


def test_no_sentence_of_the_sample_is_in_the_repository(sample: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    draft = opened(sample)
    texts = [
        "".join(draft.run_text(run) for run in block.runs)
        for block in all_blocks(draft)
        if block.kind not in (Kind.HEADING_2, Kind.HEADING_3)
    ]
    clauses = {clause for text in texts for clause in re.split("[。！？；：，、]", text)}
    clauses |= {sentence for text in texts for sentence in re.split("[。！？；]", text)}
    long = {words for words in clauses if len(re.findall("[\u4e00-\u9fff]", words)) >= 12} - FORMULAS
    known = "".join(file.read_text("utf-8") for file in SHARED.glob("*.md"))
    private = {words for words in long if words not in known}
    assert len(private) > 50
    for file in files:
        if file.is_file():
            text = re.sub(r"[\s*]", "", file.read_text("utf-8", "replace"))
            assert not [words for words in private if words in text], f"{file} quotes the sample"
