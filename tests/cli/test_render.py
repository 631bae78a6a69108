"""`baogao render`: where renderings go, what is said of them, and that they can be compared."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT, Baogao
from tui.base.messages import Language, say
from tui.cli.commands.render import run
from tui.cli.console import Console
from tui.render import targets
from tui.render.targets import TARGETS, Target

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
GOLDEN = EXAMPLE.with_suffix(".md").read_text("utf-8")


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    return file


def test_one_draft_goes_to_standard_output(baogao: Baogao, draft: Path) -> None:
    done = baogao("render", draft)
    assert (done.code, done.out, done.err) == (0, GOLDEN, "")


def test_one_draft_goes_to_a_file_byte_for_byte(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "out.md"
    assert baogao("render", draft, "-o", target).code == 0
    assert target.read_bytes() == GOLDEN.encode()
    assert [file.name for file in target.parent.iterdir()] == ["out.md"]


def test_a_file_that_is_there_keeps_its_mode_and_a_link_stays_a_link(
    baogao: Baogao, draft: Path, tmp_path: Path
) -> None:
    target, link = tmp_path / "out.md", tmp_path / "link.md"
    target.write_text("old", "utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    assert baogao("render", draft, "-o", link).code == 0
    assert link.is_symlink()
    assert target.read_text("utf-8") == GOLDEN
    assert target.stat().st_mode & 0o777 == 0o640


def test_several_drafts_go_to_a_folder_under_their_names(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    second = tmp_path / "second.toml"
    second.write_bytes(EXAMPLE.read_bytes())
    folder = tmp_path / "out"
    assert baogao("render", draft, second, "-o", folder, "--edition", "published").code == 0
    assert sorted(file.name for file in folder.iterdir()) == ["report.published.md", "second.published.md"]


def test_several_drafts_without_a_folder_are_refused(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    done = baogao("render", draft, EXAMPLE)
    assert (done.code, done.out) == (2, "")
    file = tmp_path / "file.md"
    file.write_text("x", "utf-8")
    assert baogao("render", draft, EXAMPLE, "-o", file).code == 2
    assert file.read_text("utf-8") == "x"


def test_two_drafts_never_overwrite_each_other(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "sub" / "report.toml"
    other.parent.mkdir()
    other.write_bytes(EXAMPLE.read_bytes())
    done = baogao("render", draft, other, "-o", tmp_path / "out")
    assert done.code == 2
    assert "would both be written" in done.err
    assert not (tmp_path / "out").exists()


def test_check_compares_with_the_file_beside_the_draft_and_writes_nothing(baogao: Baogao, draft: Path) -> None:
    golden = draft.with_name("report.filed.md")
    done = baogao("render", "--check", draft)
    assert done.code == 1
    assert "is not there yet" in done.err
    assert not golden.exists()
    golden.write_text(GOLDEN, "utf-8")
    assert baogao("render", "--check", draft).code == 0
    golden.write_text(GOLDEN.replace("签发人：周启航", "签发人：别人"), "utf-8")
    done = baogao("render", "--check", draft)
    assert done.code == 1
    assert done.err.startswith(f"{golden}:5: is not what the draft renders to")
    assert done.out == ""


def test_check_compares_with_the_output_that_is_named(baogao: Baogao, draft: Path) -> None:
    assert baogao("render", "--check", draft, "-o", EXAMPLE.with_suffix(".md")).code == 0


def test_a_missing_section_renders_as_its_heading_and_is_reported(baogao: Baogao, draft: Path) -> None:
    text = draft.read_text("utf-8").replace('signer = "周启航"', "")
    start, end = text.index("[sections.problems]"), text.index("[sections.responsibility]")
    draft.write_text(text[:start] + text[end:], "utf-8")
    done = baogao("render", draft)
    assert done.code == 0
    assert "\n\n签发人：\n\n" in done.out
    assert "## 二、" in done.out
    assert "S101" in done.err
    assert "S102" in done.err


def test_an_unknown_section_is_reported_and_exit_1(baogao: Baogao, draft: Path) -> None:
    draft.write_text(draft.read_text("utf-8") + '\n[sections.extra]\ntext = "多出来的一段"\n', "utf-8")
    done = baogao("render", draft)
    assert done.code == 1
    assert "多出来的一段" not in done.out
    assert "“extra” is not in the outline, and not in the rendering" in done.err


def test_one_unreadable_draft_does_not_keep_the_others_from_being_rendered(
    baogao: Baogao, draft: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("outline = \n", "utf-8")
    done = baogao("render", broken, draft, "-o", tmp_path / "out")
    assert done.code == 2
    assert (tmp_path / "out" / "report.filed.md").read_text("utf-8") == GOLDEN


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="a superuser may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_message(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    done = baogao("render", draft, "-o", folder / "out.md")
    assert done.code == 2
    assert "cannot be written: you have no permission" in done.err


def test_a_target_in_a_file_is_one_message(baogao: Baogao, draft: Path) -> None:
    done = baogao("render", draft, "-o", draft / "out.md")
    assert done.code == 2
    assert "cannot be written" in done.err


def test_the_sample_renders_filed_and_is_not_published_without_clearance(baogao: Baogao, sample: Path) -> None:
    filed = baogao("render", sample)
    assert (filed.code, filed.err) == (0, "")
    published = baogao("render", sample, "--edition", "published")
    assert (published.code, published.out) == (1, "")
    assert "it is not ready for publication" in published.err


def test_nothing_is_published_while_something_in_it_must_not_be(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("138****1234", "13800138000"), "utf-8")
    target = tmp_path / "out.md"
    done = baogao("render", draft, "--edition", "published", "-o", target)
    assert (done.code, target.exists()) == (1, False)
    assert baogao("render", draft).code == 0


def test_what_is_withheld_is_checked_by_the_grades_of_the_office(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    text = draft.read_text("utf-8")
    draft.write_text(text[: text.index("[clearance]")], "utf-8")
    assert baogao("render", draft, "--edition", "published").code == 1
    (tmp_path / "baogao.toml").write_text('[grades]\nnot-cleared = "warning"\n', "utf-8")
    assert baogao("render", draft, "--edition", "published").code == 0


def test_a_rendering_never_overwrites_a_draft(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_bytes(EXAMPLE.read_bytes())
    link = tmp_path / "link.md"
    link.symlink_to(draft)
    for output in (draft, other, link):
        done = baogao("render", draft, "-o", output)
        assert (done.code, "would be overwritten" in done.err) == (2, True)
    assert draft.read_bytes() == other.read_bytes() == EXAMPLE.read_bytes()


def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target of a test's own, which shows what the module of a target has to provide."""
    module = ModuleType("tui.render.plain")
    module.rendered = lambda draft, edition, form: f"\0{edition}".encode()  # type: ignore[attr-defined]
    module.difference = lambda there, wanted: "somewhere"  # type: ignore[attr-defined]
    module.remarks = lambda form: []  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tui.render.plain", module)
    plain = Target("plain", "plain", say("Plain"), is_text=False, reproducible=False)
    monkeypatch.setattr(targets, "TARGETS", {**TARGETS, "plain": plain})
    monkeypatch.setattr("tui.cli.commands.render.TARGETS", {**TARGETS, "plain": plain})


def test_a_target_is_chosen_by_its_name_or_by_that_of_the_file(
    baogao: Baogao, draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(monkeypatch)
    by_name, by_file = tmp_path / "a.bin", tmp_path / "b.plain"
    assert baogao("render", draft, "--format", "plain", "-o", by_name).code == 0
    assert baogao("render", draft, "-o", by_file).code == 0
    assert by_name.read_bytes() == by_file.read_bytes() == b"\0filed"
    assert baogao("render", draft, draft, "--format", "md", "-o", by_file).code == 2


def test_what_is_not_the_same_everywhere_is_compared_by_its_target(
    baogao: Baogao, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(monkeypatch)
    draft.with_name("report.filed.plain").write_bytes(b"?")
    done = baogao("render", draft, "--format", "plain", "--check")
    assert (done.code, "report.filed.plain:somewhere: is not what" in done.err) == (1, True)


def test_bytes_go_to_a_pipe_and_never_to_a_terminal(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch)
    for is_terminal in (False, True):
        out, err = TextIOWrapper(BytesIO()), StringIO()
        monkeypatch.setattr(out, "isatty", lambda is_terminal=is_terminal: is_terminal)
        arguments = Namespace(
            drafts=[str(draft)], skip_others=False, outline_path=[], output=None, edition="filed", format="plain"
        )
        arguments.check = False
        assert run(arguments, Console(Language("en"), out, err)) == (2 if is_terminal else 0)
        written = out.buffer.getvalue()
        assert (written, "would garble" in err.getvalue()) == ((b"", True) if is_terminal else (b"\0filed", False))
