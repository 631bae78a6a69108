"""Whatever a document says, every character of it is in the draft or in the account, from every kind of source."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import SHARED
from tests.support.planting import outline
from tui.base.text import BLANKS
from tui.draft.draft import Draft
from tui.draft.keys import UNSORTED
from tui.reading.document import Document, Paragraph, Span, Table, plain
from tui.reading.placement import LEFT_OUT, imported, placed
from tui.reading.sources import read
from tui.render.report import elements
from tui.toml import parse

NUMBERS = st.sampled_from(
    [
        "一、",
        "二、",
        "三、",
        "十一、",
        "、",
        "（一）",
        "(二)",
        "三）",
        "1.",
        "2．",
        "3、",
        "10)",
        "（1）",
        "(2)",
        "①",
        "一是",
        "第一，",
        "#",
        "##",
        "**强化**",
        "`",
        "附件：",
        "抄送：",
        "签发人：",
        "{year}",
        "{{",
        "}}",
        "{",
        "2024年1月5日",
        "【",
        "—",
        "3",
        "---",
        "",
    ]
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        *(
            "推进法治政府建设的主要举措和成效",
            "存在的不足和原因",
            "云川市司法局",
            "2024年法治政府建设工作报告",
            "2025年工作安排",
            "市委、市政府：",
        ),
        *(
            "全年开展行政检查18次，",
            "办理行政处罚3件。",
            "责任编辑：王某",
            "云川市司法局文件",
            "云司〔2025〕3号",
            "2025年3月1日印发",
            "（此件公开发布）",
        ),
    ]
)
LINES = st.lists(st.builds(lambda *parts: "".join(parts), NUMBERS, WORDS, WORDS), max_size=14)


def _characters(text: str) -> Counter[str]:
    return Counter(c for c in text if not c.isspace() and c not in BLANKS)


def _missing(document: Document, target: str | None = None) -> Counter[str]:
    """What of a document is neither in its draft (with one part moved to `target`) nor in the account."""
    placement = placed(document, outline(), 2024)
    assert placement is not None
    if target is not None and placement.parts:
        placement = placement.moved(len(placement.parts) // 2, target)
    result = imported(placement)
    draft = Draft(parse(result.toml.encode(), "draft.toml"), placement.outline)
    unsorted = draft.document.values["sections"].get(UNSORTED, {}).get("text", "")
    shown = "".join(element.text for element in elements(draft, "filed")) + unsorted
    left_out = "".join(one.text for one in result.left_out)
    return _characters(document.text) - _characters(shown) - _characters(left_out)


@given(LINES)
@example(["{{year}", "一、甲", "#"])
@example(["（一）"])
@example(["{year}", "、2024年法治政府建设工作报告"])
@settings(max_examples=300)
def test_any_lines(lines: list[str]) -> None:
    assert not _missing(Document(tuple(plain(n, line) for n, line in enumerate(lines, 1))))


@given(LINES, st.sampled_from(["measures", "plan", "introduction", UNSORTED, LEFT_OUT]))
def test_any_lines_with_a_part_moved_by_hand(lines: list[str], target: str) -> None:
    assert not _missing(Document(tuple(plain(n, line) for n, line in enumerate(lines, 1))), target)


@given(st.lists(st.lists(st.builds(Span, WORDS, st.booleans()), max_size=4), max_size=8), st.booleans())
def test_any_bold(paragraphs: list[list[Span]], is_page: bool) -> None:
    blocks = tuple(Paragraph(n, tuple(spans)) for n, spans in enumerate(paragraphs, 1))
    assert not _missing(Document(blocks, is_page=is_page))


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=4), LINES)
def test_any_table(rows: list[list[str]], lines: list[str]) -> None:
    table = Table(3, tuple(map(tuple, rows)))
    around = [plain(n, line) for n, line in enumerate(lines, 10)]
    assert not _missing(Document((*around[:4], table, *around[4:])))


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.sampled_from(["txt", "md", "html"]))
def test_any_file(text: str, suffix: str) -> None:
    document = read(("<p>" if suffix == "html" else "x").encode() + text.replace("\x00", "").encode(), f"a.{suffix}")
    assert not _missing(document)


def test_no_real_text_loses_a_character() -> None:
    real = SHARED / "real"
    if not real.is_dir():
        pytest.skip("the real reports are not beside this repository")
    for file in sorted(real.glob("*.toml")):
        values = parse(file.read_bytes(), file.name).values
        draft = Draft(parse(file.read_bytes(), file.name), outline(values["outline"].partition("@")[0]))
        lines = [element.text for element in elements(draft, "filed")]
        assert not _missing(Document(tuple(plain(n, line) for n, line in enumerate(lines, 1)))), file.name
