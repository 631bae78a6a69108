"""Nothing of a stranger's reaches the terminal raw: not from drafts, outlines, workspaces or names of files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao
from tui.base.text import UNSAFE

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
EVIL = "\\u001b]0;owned\\u0007\\u001b[31m\\u009b2J\\u202e\\u2066\\u0000\\u007f\\r"
RAW = "\x1b[31mred\x9b2J\u202e"


def safe(text: str) -> bool:
    return UNSAFE.search(text) is None


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    text = EXAMPLE.read_text("utf-8")
    text = text.replace('signer = "周启航"', f'signer = "周{EVIL}航"\n"{EVIL}" = 1')
    text = text.replace("[sections.other]", f'[sections."{EVIL}"]\ntext = "x"\n\n[sections.other]')
    text = text.replace('[clearance]\nby = "', f'[clearance]\n"b{EVIL}" = "')
    text = text.replace('note = "（此件公开发布）"', f'note = "{EVIL}"')
    file = tmp_path / "draft.toml"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_findings_are_safe(baogao: Baogao, evil: Path, form: str) -> None:
    done = baogao("check", "--format", form, evil)
    assert done.code == 1
    assert done.out
    assert safe(done.out + done.err)


def test_renderings_are_safe_and_show_that_something_was_there(baogao: Baogao, evil: Path) -> None:
    done = baogao("render", evil)
    assert done.code == 1
    assert "\ufffd" in done.out
    assert safe(done.out + done.err)
    target = evil.with_suffix(".md")
    baogao("render", evil, "-o", target)
    assert safe(target.read_text("utf-8"))


@pytest.mark.parametrize("name", ["a\x1b[31m\x07.toml", "b\u202e.toml", "c\nd.toml", "e\udcff.toml"])
def test_file_names_are_safe(baogao: Baogao, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text(EXAMPLE.read_text("utf-8").replace("signer", "singer"), "utf-8")
    for command in (["check"], ["check", "--format", "concise"], ["check", "--format", "json"], ["render"]):
        done = baogao(*command, file)
        assert safe(done.out + done.err)
        assert "\n" not in done.out.split(".toml")[0] or command[-1] != "concise"
    missing = baogao("check", tmp_path / f"x{name}")
    assert missing.code == 2
    assert safe(missing.err)
    assert len(missing.err.splitlines()) == 1


def test_outlines_are_safe(baogao: Baogao, tmp_path: Path) -> None:
    outline = tmp_path / "outline.toml"
    text = f'id = "evil"\nversion = 2024\nname = "名{EVIL}"\nkind = "报告"\ntitle = "题{EVIL}"\nabout = "{EVIL}"\n'
    text += f'[[fields]]\nid = "signer"\nlabel = "{EVIL}"\nkind = "persons"\nrequired = true\nhint = "{EVIL}"\n'
    text += f'[[sections]]\nid = "a"\nheading = "{EVIL}"\nrequired = true\nguidance = "{EVIL}"\n'
    outline.write_text(text, "utf-8")
    path = ["--outline-path", str(tmp_path)]
    for command in (["outline", "list"], ["outline", "show", "evil"], ["outline", "check", "evil"], ["new", "evil"]):
        done = baogao(*command, *path)
        assert done.code == 0, done.err
        assert safe(done.out + done.err)
    draft = tmp_path / "draft.toml"
    assert baogao("new", "evil", "-o", draft, *path).code == 0
    assert safe(draft.read_text("utf-8"))
    done = baogao("check", draft, *path)
    assert done.code == 1
    assert safe(done.out + done.err)
    outline.write_text(text + f'[[sections]]\nid = "a{EVIL}"\n"{EVIL}" = 1\n', "utf-8")
    done = baogao("outline", "check", outline)
    assert done.code == 2
    assert safe(done.err)


def test_arguments_are_safe(baogao: Baogao) -> None:
    for arguments in (["check", f"--{RAW}"], [RAW], ["rule", RAW], ["new", RAW], ["--lang", RAW]):
        done = baogao(*arguments)
        assert done.code == 2
        assert safe(done.err)
