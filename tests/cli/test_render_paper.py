"""`baogao render` to Word and PDF: files, comparison, what is said of fonts, what keeps a file from being written."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Baogao
from tests.support.paper import DEPARTMENT, FONT_FOLDER, SANS, SERIF

FORMATS = ("docx", "pdf")
OFFICE = f"""
[form]
font_folder = '{FONT_FOLDER}'
[form.fonts]
mark = "{SANS}"
title = "{SANS}"
text = "{SERIF}"
heading_1 = "{SANS}"
heading_2 = "{SERIF}"
name = "{SERIF}"
page_number = "{SERIF}"
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "baogao.toml").write_text(OFFICE, "utf-8")
    file = tmp_path / "report.toml"
    file.write_bytes(DEPARTMENT.read_bytes())
    return file


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("edition", ["filed", "published"])
def test_a_file_is_written_and_found_to_be_what_the_draft_renders_to(
    baogao: Baogao, draft: Path, format: str, edition: str
) -> None:
    target = draft.with_name(f"report.{edition}.{format}")
    done = baogao("render", draft, "--edition", edition, "-o", target)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert target.read_bytes()[:4] in (b"PK\3\4", b"%PDF")
    assert baogao("render", draft, "--edition", edition, "--format", format, "--check").code == 0
    draft.write_text(draft.read_text("utf-8").replace("周启航", "别人"), "utf-8")
    done = baogao("render", draft, "--edition", edition, "--format", format, "--check")
    if edition == "filed":
        where = f"{target}:word/document.xml" if format == "docx" else str(target)
        assert (done.code, done.err) == (1, f"{where}: is not what the draft renders to: render it again\n")
    else:
        assert done.code == 0, "only the superior sees who signed"


def test_a_word_file_that_was_packed_by_another_zlib_is_the_same(baogao: Baogao, draft: Path) -> None:
    target = draft.with_name("report.filed.docx")
    assert baogao("render", draft, "-o", target).code == 0
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert baogao("render", draft, "-o", target, "--check").code == 0


@pytest.mark.parametrize("format", FORMATS)
def test_several_drafts_go_to_a_folder(baogao: Baogao, draft: Path, format: str) -> None:
    names = [draft.with_name(f"r{n}.toml") for n in range(3)]
    for name in names:
        name.write_bytes(draft.read_bytes())
    folder = draft.parent / "out"
    assert baogao("render", *names, "--format", format, "-o", folder).code == 0
    assert sorted(file.name for file in folder.iterdir()) == [f"r{n}.filed.{format}" for n in range(3)]


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_is_written_while_something_must_not_be_published(baogao: Baogao, draft: Path, format: str) -> None:
    draft.write_text(draft.read_text("utf-8").replace("138****1234", "13800138000"), "utf-8")
    target = draft.with_name(f"out.{format}")
    done = baogao("render", draft, "--edition", "published", "-o", target)
    assert (done.code, target.exists()) == (1, False)
    assert "not ready for publication" in done.err


def test_fonts_that_word_would_miss_are_reported_once_a_run(baogao: Baogao, draft: Path) -> None:
    (draft.parent / "baogao.toml").write_text("[form.fonts]\ntext = '没有的字体'\n", "utf-8")
    other = draft.with_name("other.toml")
    other.write_bytes(draft.read_bytes())
    done = baogao("render", draft, other, "--format", "docx", "-o", draft.parent / "out")
    assert done.code == 0
    assert done.err.count("not on this machine") == 1
    assert "没有的字体" in done.err


def test_a_font_that_pdf_needs_is_reported_once_a_run_and_nothing_is_written(baogao: Baogao, draft: Path) -> None:
    (draft.parent / "baogao.toml").write_text("[form.fonts]\ntext = '没有的字体'\n", "utf-8")
    other = draft.with_name("other.toml")
    other.write_bytes(draft.read_bytes())
    done = baogao("render", draft, other, "--format", "pdf", "-o", draft.parent / "out")
    assert done.code == 2
    assert done.err.count("not on this machine") == 1
    assert not list(draft.parent.rglob("*.pdf"))


def test_a_character_that_no_font_has_is_reported_at_its_place(baogao: Baogao, draft: Path) -> None:
    source = draft.read_text("utf-8")
    draft.write_text(source.replace("围绕经营主体", "围绕😀经营主体", 1), "utf-8")
    line = source[: source.index("围绕经营主体")].count("\n") + 1
    done = baogao("render", draft, "-o", draft.with_name("out.pdf"))
    assert done.code == 2
    assert done.err.startswith(f"{draft}:{line}:3: the font {SERIF} does not have 😀 (U+1F600")


def test_without_typst_the_extra_is_named(baogao: Baogao, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = baogao("render", draft, "-o", draft.with_name("out.pdf"))
    assert done.code == 2
    assert "pip install 'baogao[pdf]'" in done.err


def test_a_bad_form_is_reported_with_its_line(baogao: Baogao, draft: Path) -> None:
    (draft.parent / "baogao.toml").write_text("[form]\nmargin = 'ruler'\n", "utf-8")
    done = baogao("render", draft, "-o", draft.with_name("out.docx"))
    assert done.code == 2
    assert done.err == f"{draft.parent / 'baogao.toml'}:2:1: there is no key “margin” here\n  did you mean “margins”?\n"
