"""`baogao import`: the outline guessed, every line accounted for, nothing overwritten, nothing lost on the way back."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from opencc import OpenCC

from tests.conftest import ROOT, SHARED, Baogao
from tests.support.documents import FORMATS
from tests.support.reports import REPORTS
from tests.support.word import paragraph, word
from tui.checking.office import Offices
from tui.draft.draft import Draft
from tui.outline.outline import EDITIONS, Edition
from tui.render import markdown

OUTLINES = sorted(file.parent.name for file in (ROOT / "outlines").glob("*/example.toml"))
REPORT = """云川市司法局文件

云司〔2025〕3号　　签发人：田　野

云川市司法局
2024年法治政府建设工作情况的报告

市委、市政府：

2024年，云川市司法局推进依法行政。现将情况报告如下：

一、主要举措和成效

（一）规范执法。全年开展行政检查18次，

- 3 -

办理行政处罚3件。

二、存在的问题和下一步打算

执法力量不足。

云川市司法局

2025年1月8日
"""


def _open(file: Path) -> Draft:
    return Offices().open(file)


def test_a_report_becomes_a_draft_and_the_account_says_what_happened(tmp_path: Path, baogao: Baogao) -> None:
    source, target = tmp_path / "last.txt", tmp_path / "draft.toml"
    source.write_text(REPORT, "utf-8")
    run = baogao("import", source, "-o", target, "--report", tmp_path / "account.json")
    assert run.code == 0
    draft = _open(target)
    assert draft.outline.id == "law-based-government-department"
    assert (draft.words("number"), draft.words("signer")) == (("云司〔2025〕3号",), ("田野",))
    assert "{inspections}次，办理行政处罚{penalties}件。" in draft.sections["measures"].text
    assert "line 16: a page number: - 3 -" in run.err
    assert "also names" in run.err  # one heading, two contents
    account = json.loads((tmp_path / "account.json").read_text("utf-8"))
    assert {"line": 16, "where": None, "why": "a page number", "text": "- 3 -"} in account["lines"]
    assert [one["id"] for one in account["figures"]] == ["inspections", "penalties"]
    written = {one["text"] for one in account["lines"]}
    assert "执法力量不足。" in written


def test_the_draft_goes_to_standard_output_and_the_account_to_the_other(tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    run = baogao("import", tmp_path / "a.txt")
    assert run.code == 0
    assert run.out.startswith('outline = "law-based-government-department@')
    assert "the outline that fits best" in run.err


def test_standard_input(monkeypatch: pytest.MonkeyPatch, baogao: Baogao) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode("gb18030"))))
    run = baogao("import", "-")
    assert (run.code, "云司〔2025〕3号" in run.out) == (0, True)


def test_nothing_is_overwritten(tmp_path: Path, baogao: Baogao) -> None:
    for name in ("a.txt", "draft.toml", "account.txt"):
        (tmp_path / name).write_text(REPORT, "utf-8")
    for options in (("-o", tmp_path / "draft.toml"), ("--report", tmp_path / "account.txt")):
        run = baogao("import", tmp_path / "a.txt", *options)
        assert run.code == 2
        assert "already exists" in run.err
    assert (tmp_path / "draft.toml").read_text("utf-8") == REPORT


def test_several_documents_need_a_folder(tmp_path: Path, baogao: Baogao) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT, "utf-8")
    both = (tmp_path / "a.txt", tmp_path / "b.txt")
    assert baogao("import", *both).code == 2
    assert baogao("import", *both, "-o", tmp_path / "out").code == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["a.toml", "b.toml"]


def test_a_year_that_is_nowhere_is_asked_for(tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "a.txt").write_text("一、主要举措和成效\n甲。\n", "utf-8")
    run = baogao("import", tmp_path / "a.txt")
    assert (run.code, "--year" in run.err) == (2, True)
    assert baogao("import", tmp_path / "a.txt", "--year", "2024").code == 0


def test_a_document_that_no_outline_fits_is_reported(tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "a.txt").write_text("2024年的购物清单\n苹果三个。\n", "utf-8")
    run = baogao("import", tmp_path / "a.txt")
    assert (run.code, "--outline" in run.err) == (2, True)
    assert baogao("import", tmp_path / "a.txt", "--outline", OUTLINES[0]).code == 0


def test_the_outline_of_the_drafts_that_lie_there_is_preferred(tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "a.txt").write_text(REPORT.replace("云川市司法局", "云川市某某"), "utf-8")
    example = ROOT / "outlines" / "law-based-government-township" / "example.toml"
    (tmp_path / "old.toml").write_bytes(example.read_bytes())
    assert baogao("import", tmp_path / "a.txt", "-o", tmp_path / "new.toml").code == 0
    assert _open(tmp_path / "new.toml").outline.id == "law-based-government-township"


@pytest.mark.parametrize("id", OUTLINES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_draft_that_was_rendered_comes_back(id: str, edition: Edition, tmp_path: Path, baogao: Baogao) -> None:
    """But for what Markdown cannot carry.

    Comments, status, owners, clearance, waivers, the day of a date of which it shows the month, figures that are not sure.
    """
    before = _open(ROOT / "outlines" / id / "example.toml")
    (tmp_path / "report.md").write_text(markdown.render(before, edition), "utf-8")
    named = ("--outline", before.outline.reference, "--year", before.year)
    assert baogao("import", tmp_path / "report.md", "-o", tmp_path / "back.toml", *named).code == 0
    after = _open(tmp_path / "back.toml")
    assert _shown(after, edition) == _shown(before, edition)
    assert baogao("fmt", "--check", tmp_path / "back.toml").code == 0
    for name, figure in after.figures.items():
        assert before.figures[name].written == figure.written


def _shown(draft: Draft, edition: Edition) -> list[str]:
    """The lines of a rendering, without the month under the title."""
    return [
        line
        for line in markdown.render(draft, edition).split("\n")
        if not re.fullmatch("（[0-9]{4}年[0-9]+月）|", line)
    ]


@pytest.mark.parametrize("id", [id for id in OUTLINES if id.startswith("law-based")])
def test_the_outline_is_guessed_and_most_figures_are_entered(id: str, tmp_path: Path, baogao: Baogao) -> None:
    before = _open(ROOT / "outlines" / id / "example.toml")
    (tmp_path / "report.md").write_text(markdown.render(before, "filed"), "utf-8")
    assert baogao("import", tmp_path / "report.md", "-o", tmp_path / "back.toml").code == 0
    after = _open(tmp_path / "back.toml")
    assert after.outline.id == id
    assert 10 * len(after.figures) >= 6 * len(before.figures)


def test_the_sample(tmp_path: Path, sample: Path, baogao: Baogao) -> None:
    target = tmp_path / "draft.toml"
    assert baogao("import", sample.with_suffix(".md"), "-o", target).code == 0
    wanted, found = _open(sample), _open(target)
    assert found.fields == wanted.fields
    assert set(found.sections) == set(wanted.sections)
    right = [id for id, figure in found.figures.items() if wanted.figures[id].written == figure.written]
    assert len(right) == len(found.figures) >= 11
    rendered = baogao("render", target).out
    compare = [sys.executable, str(SHARED / "sample" / "same_text.py"), "-"]
    assert subprocess.run(compare, input=rendered.encode(), check=False, capture_output=True).returncode == 0


def test_comments_of_word_become_notes_and_tracked_changes_are_counted(tmp_path: Path, baogao: Baogao) -> None:
    lines = [paragraph(line) for line in REPORT.split("\n") if line]
    body = "".join(lines).replace(
        "<w:r><w:t xml:space='preserve'>执法力量不足。",
        '<w:commentRangeStart w:id="1"/><w:r><w:t>执法力量</w:t></w:r><w:commentRangeEnd w:id="1"/>'
        "<w:ins><w:r><w:t>不足。</w:t></w:r></w:ins><w:r><w:t>",
    )
    comment = (
        f'<w:comment w:id="1" w:author="王科长" w:date="2025-01-08T09:00:00Z">{paragraph("再补充数据")}</w:comment>'
    )
    (tmp_path / "a.docx").write_bytes(word(body, {"comments": comment}))
    run = baogao("import", tmp_path / "a.docx", "-o", tmp_path / "a.toml")
    assert run.code == 0
    assert "tracked changes are accepted: 1 inserted, 0 deleted" in run.err
    assert "1 comment became a note" in run.err
    (note,) = _open(tmp_path / "a.toml").notes
    assert (note.section, note.quote, note.by, note.text) == ("problems", "执法力量", "王科长", "再补充数据")


def test_a_page_loses_its_furniture_and_nothing_of_the_report(tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "page.html").write_bytes(FORMATS["html"](REPORTS[8]))
    run = baogao("import", tmp_path / "page.html", "-o", tmp_path / "a.toml", "--report", tmp_path / "a.txt")
    assert run.code == 0
    text = (tmp_path / "a.toml").read_text("utf-8")
    for furniture in ("扫一扫", "当前位置", "浏览次数", "主办单位", "索 引 号", "互动交流"):
        assert furniture not in text
        assert furniture in (tmp_path / "a.txt").read_text("utf-8")
    assert "unsorted" not in text


def test_a_report_in_a_web_archive_and_one_in_pdf_without_text(tmp_path: Path, baogao: Baogao) -> None:
    page = FORMATS["html"](REPORTS[8])
    archive = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    archive += (
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + page + b"\r\n--x--"
    )
    (tmp_path / "a.mht").write_bytes(archive)
    (tmp_path / "a.html").write_bytes(page)
    assert baogao("import", tmp_path / "a.mht").out == baogao("import", tmp_path / "a.html").out


@pytest.mark.parametrize("command", ["check", "render"])
def test_commands_that_read_no_document_load_no_importer(command: str) -> None:
    example = ROOT / "outlines" / "law-based-government-department" / "example.toml"
    code = (
        "import sys; from tui.cli.main import main; main(sys.argv[1:]);"
        "print(sorted(n for n in sys.modules if n.startswith(('lxml', 'pypdfium2', 'tui.reading.', 'xml.parsers'))), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, command, str(example)], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip().split("\n")[-1] == "[]"


def test_traditional_characters_are_converted_on_request_only(tmp_path: Path, baogao: Baogao) -> None:
    source = tmp_path / "mirror.txt"
    source.write_text(OpenCC("s2t").convert(REPORT), "utf-8")
    run = baogao("import", source, "--outline", "law-based-government-department")
    assert run.code == 0 and "--simplify" in run.err
    assert "雲川市司法局" in run.out
    other = tmp_path / "other.txt"
    other.write_text(OpenCC("s2t").convert("会议记录：项目审计与评议。"), "utf-8")
    run = baogao("import", other)
    assert run.code == 2 and "--simplify" in run.err
    target = tmp_path / "draft.toml"
    run = baogao("import", source, "--simplify", "-o", target)
    assert run.code == 0
    assert "traditional characters are now simplified ones" in run.err
    draft = _open(target)
    assert draft.words("issuer") == ("云川市司法局",)
    assert "执法力量不足。" in draft.sections["problems"].text


def test_without_the_extra_simplify_says_what_to_install(
    tmp_path: Path, baogao: Baogao, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "mirror.txt"
    source.write_text(REPORT, "utf-8")
    monkeypatch.setitem(sys.modules, "opencc", None)
    run = baogao("import", source, "--simplify")
    assert run.code == 2 and "baogao[simplify]" in run.err and not run.out


def test_a_heading_with_two_contents_is_a_finding_until_the_other_section_has_its_text(
    tmp_path: Path, baogao: Baogao
) -> None:
    source, target = tmp_path / "last.txt", tmp_path / "draft.toml"
    source.write_text(REPORT, "utf-8")
    assert baogao("import", source, "-o", target).code == 0
    assert _open(target).sections["problems"].also == "plan"
    found = baogao("check", "--select", "S133", target)
    assert "S133" in found.out and "2025年推进法治政府建设的主要安排" in found.out
    assert baogao("set", "sections.plan.text=补充执法人员。", target).code == 0
    assert "S133" not in baogao("check", "--select", "S133", target).out
    source.write_text(
        REPORT.replace("\n云川市司法局\n\n2025", "\n三、2025年工作安排\n\n补充人员。\n\n云川市司法局\n\n2025"), "utf-8"
    )
    assert baogao("import", source, "-o", tmp_path / "both.toml").code == 0
    assert "also" not in (tmp_path / "both.toml").read_text("utf-8")
