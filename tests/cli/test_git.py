"""Real git: drafts are shown as sentences of the report, and two branches merge by field, figure and section."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tui.editing.merge import Conflict

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    """A git repository with one draft, driven as a person drives it: that of a folder, or a new one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.draft = folder / "report.toml"
        self.environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "甲",
            "GIT_AUTHOR_EMAIL": "a@example.invalid",
            "GIT_COMMITTER_NAME": "甲",
            "GIT_COMMITTER_EMAIL": "a@example.invalid",
            "BAOGAO_LANG": "en",
        }
        if not (folder / ".git").exists():
            self.run("git", "init", "-q", "-b", "main")
            self.draft.write_bytes(EXAMPLE.read_bytes())

    def run(self, *command: str, code: int | None = 0) -> str:
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert code is None or done.returncode == code, (command, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def commit(self, branch: str | None = None, **changes: str) -> None:
        """Commit the draft with words replaced, on a new branch from main if one is named."""
        if branch:
            self.run("git", "checkout", "-q", "-b", branch, "main")
        self.replace(changes)
        self.run("git", "add", "-A")
        self.run("git", "commit", "-q", "-m", branch or "start")

    def replace(self, changes: dict[str, str]) -> None:
        text = self.draft.read_text("utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        self.draft.write_text(text, "utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the driver and one commit, to be copied."""
    repository = Repository(tmp_path_factory.mktemp("repository"))
    repository.run("baogao", "git", "setup")
    repository.commit()
    return repository.folder


@pytest.fixture
def driven(set_up: Path, tmp_path: Path) -> Repository:
    shutil.copytree(set_up, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Repository(tmp_path)


def test_git_diff_shows_sentences_of_the_report(driven: Repository) -> None:
    driven.replace({"penalties = 913": "penalties = 914", "没有逾期。": "没有一件逾期。"})
    shown = driven.run("git", "diff")
    changed = [line for line in shown.splitlines() if re.match(r"[+-][^+-]", line)]
    assert len(changed) == 4
    assert any("行政处罚914件" in line and line.startswith("+") for line in changed)
    assert all(line.count("。") == 1 for line in changed)


def test_two_sections_on_two_branches_merge_cleanly(driven: Repository) -> None:
    driven.commit("one", **{"没有逾期。": "没有一件逾期。", "penalties = 913": "penalties = 914"})
    driven.commit(
        "two", **{"第一责任人职责，**落实": "第一责任人的职责，**落实", 'signer = "周启航"': 'signer = "李明"'}
    )
    driven.run("git", "checkout", "-q", "one")
    said = driven.run("git", "merge", "-q", "two")
    assert "2 places merged" in said
    text = driven.draft.read_text("utf-8")
    for part in ("没有一件逾期。", "penalties = 914 ", "第一责任人的职责", 'signer = "李明"'):
        assert part in text
    driven.run("baogao", "check", "report.toml")


def test_neighbouring_fields_merge_where_git_alone_would_not(driven: Repository) -> None:
    driven.commit("one", **{"hearings_due = 8 ": "hearings_due = 9 "})
    driven.commit("two", **{"litigation_lost = 1 ": "litigation_lost = 0 "})
    driven.run("git", "checkout", "-q", "one")
    driven.run("git", "merge", "-q", "two")
    text = driven.draft.read_text("utf-8")
    assert "hearings_due = 9 " in text
    assert "litigation_lost = 0 " in text


def test_one_section_on_two_branches_conflicts_in_that_text_only(driven: Repository) -> None:
    driven.commit("one", **{"没有逾期。": "没有一件逾期。", "penalties = 913": "penalties = 914"})
    driven.commit("two", **{"没有逾期。": "无一逾期。", 'signer = "周启航"': 'signer = "李明"'})
    driven.run("git", "checkout", "-q", "one")
    said = driven.run("git", "merge", "-q", "two", code=1)
    assert "conflict in sections.measures.text" in said
    text = driven.draft.read_text("utf-8")
    assert text.count("<<<<<<< ours") == text.count("=======") == text.count(">>>>>>> theirs") == 1
    assert "没有一件逾期。" in text
    assert "无一逾期。" in text
    assert "penalties = 914 " in text
    assert 'signer = "李明"' in text
    checked = driven.run("baogao", "check", "--format", "concise", "report.toml", code=1)
    assert "S108 a git conflict marker" in checked
    assert len(checked.splitlines()) == 1


def test_one_figure_on_two_branches_conflicts_in_its_line_and_neither_is_lost(driven: Repository) -> None:
    driven.commit("one", **{"penalties = 913": "penalties = 914"})
    driven.commit("two", **{"penalties = 913": "penalties = 915"})
    driven.run("git", "checkout", "-q", "one")
    driven.run("git", "merge", "-q", "two", code=1)
    text = driven.draft.read_text("utf-8")
    assert re.search(r"<<<<<<< ours\npenalties = 914 .*\n=======\npenalties = 915\n>>>>>>> theirs\n", text)
    checked = driven.run("baogao", "check", "--format", "concise", "report.toml", code=2)
    assert "S100 a git conflict marker" in checked


def test_a_section_deleted_here_and_changed_there_is_kept_in_conflict(driven: Repository) -> None:
    text = driven.draft.read_text("utf-8")
    start, end = text.index("[sections.other]"), text.index("[clearance]")
    driven.commit("one", **{text[start:end]: ""})
    driven.commit("two", **{"没有因此中止或者超期。": "没有因此中止、超期。"})
    driven.run("git", "checkout", "-q", "one")
    driven.run("git", "merge", "-q", "two", code=1)
    merged = driven.draft.read_text("utf-8")
    assert "没有因此中止、超期。" in merged
    assert "<<<<<<< ours" in merged


def test_a_repository_without_the_driver_merges_different_sections_by_itself(repository: Repository) -> None:
    repository.commit()
    repository.commit("one", **{"没有逾期。": "没有一件逾期。"})
    repository.commit("two", **{"对败诉案件，局长牵头": "对每一件败诉案件，局长牵头"})
    repository.run("git", "checkout", "-q", "one")
    repository.run("git", "merge", "-q", "two")
    text = repository.draft.read_text("utf-8")
    assert "没有一件逾期。" in text
    assert "对每一件败诉案件" in text


def test_other_toml_files_are_treated_as_before(driven: Repository) -> None:
    other = driven.folder / "settings.toml"
    other.write_text("a = 1\n\nb = 2\n\n\nc = 3\n", "utf-8")
    driven.commit("start")
    for branch, old, new in (("one", "a = 1", "a = 9"), ("two", "c = 3", "c = 9")):
        driven.run("git", "checkout", "-q", "-b", branch, "start")
        other.write_text(other.read_text("utf-8").replace(old, new), "utf-8")
        driven.run("git", "commit", "-qam", branch)
    assert "+c = 9" in driven.run("git", "diff", "start")
    driven.run("git", "merge", "-q", "one")
    assert other.read_text("utf-8") == "a = 9\n\nb = 2\n\n\nc = 9\n"


def test_setup_says_what_it_did_twice_is_once_and_undo_takes_it_all_back(repository: Repository) -> None:
    attributes = repository.folder / ".gitattributes"
    attributes.write_text("*.png binary\n", "utf-8")
    before = repository.run("git", "config", "--local", "--list")
    assert "set up" in repository.run("baogao", "git", "setup")
    once = attributes.read_text("utf-8")
    repository.run("baogao", "git", "setup")
    assert attributes.read_text("utf-8") == once
    assert once.startswith("*.png binary\n")
    assert "undone" in repository.run("baogao", "git", "setup", "--undo")
    assert attributes.read_text("utf-8") == "*.png binary\n"
    assert repository.run("git", "config", "--local", "--list") == before
    repository.run("baogao", "git", "setup", "--undo")


def test_setup_outside_a_repository_is_one_message(tmp_path: Path) -> None:
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent), "BAOGAO_LANG": "en"}
    command = [sys.executable, "-m", "tui", "git", "setup"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "run this inside a git repository" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_conflict_is_narrowed_to_the_sentences_that_differ() -> None:
    conflict = Conflict(("sections", "plan", "text"), "一。\n二。三。\n", "一。\n贰。三。\n", "一。\n两。三。\n")
    assert conflict.marked("ours", "theirs") == "一。\n<<<<<<< ours\n贰。\n=======\n两。\n>>>>>>> theirs\n三。\n"
    assert conflict.choosing("ours") == "一。\n贰。三。\n"
    gone = Conflict(("sections", "plan", "text"), "一。\n", None, "二。\n")
    assert gone.marked("ours", "theirs") == "<<<<<<< ours\n=======\n二。\n>>>>>>> theirs\n"


OFFICE = 'id = "office"\nversion = 2024\nextends = "law-based-government-department@2024"\nname = "本局提纲"\n'


@pytest.fixture
def office(repository: Repository) -> Repository:
    """A repository in which an office below the top has an outline of its own."""
    folder = repository.folder / "local"
    (folder / "outlines" / "office").mkdir(parents=True)
    (folder / "baogao.toml").write_text('outlines = ["outlines"]\n', "utf-8")
    (folder / "outlines" / "office" / "outline.toml").write_text(OFFICE, "utf-8")
    repository.draft.unlink()
    repository.draft = folder / "报告 2025.toml"
    text = EXAMPLE.read_text("utf-8").replace('"law-based-government-department@2024"', '"office@2024"')
    repository.draft.write_text(text, "utf-8")
    repository.run("baogao", "git", "setup")
    repository.commit()
    return repository


def test_a_draft_with_the_offices_own_outline_is_shown_as_a_report(office: Repository) -> None:
    office.replace({"penalties = 913": "penalties = 914"})
    shown = office.run("git", "diff")
    changed = [line for line in shown.splitlines() if re.match(r"[+-][^+-]", line)]
    assert len(changed) == 2 and "行政处罚914件" in changed[1]
    office.run("git", "commit", "-qam", "figure")
    assert "行政处罚914件" in office.run("git", "show")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("", '\n[[waivers]]\nrule = "P301"\nreason = "原文如此"\n', "原文如此"),
        ("", '\n[[notes]]\ntext = "再核对"\n', "再核对"),
        ('status = "ready"', 'status = "writing"', "status"),
        ('owner = "法规科"', 'owner = "政策科"', "政策科"),
        ("[clearance]", "# 待核\n[clearance]", "待核"),
        ("hearings_due = 8", "inspections_extra = 3\nhearings_due = 8", "inspections_extra = 3"),
    ],
)
def test_what_is_not_printed_is_seen_in_review(driven: Repository, old: str, new: str, shown: str) -> None:
    text = driven.draft.read_text("utf-8")
    assert old in text
    driven.draft.write_text(text.replace(old, new, 1) if old else text + new, "utf-8")
    assert shown in driven.run("git", "diff")
    driven.run("git", "commit", "-qam", "change")
    assert shown in driven.run("git", "show")


@pytest.mark.parametrize("program", ["/gone/baogao", f"{sys.executable} -m gone"])
def test_where_the_program_is_gone_git_does_what_it_would_do_alone(driven: Repository, program: str) -> None:
    for key in ("diff.baogao.textconv", "merge.baogao.driver"):
        line = driven.run("git", "config", key).strip()
        here = re.search(r"(?<=\{ )\S+(?= git)|^\S+(?= git)", line)
        assert here is not None
        driven.run("git", "config", key, line.replace(here[0], program))
    driven.replace({"penalties = 913": "penalties = 914"})
    assert "+penalties = 914" in driven.run("git", "diff")
    driven.run("git", "checkout", "-q", ".")
    driven.commit("one", **{"没有逾期。": "没有一件逾期。", "penalties = 913": "penalties = 914"})
    driven.commit("two", **{'signer = "周启航"': 'signer = "李明"', "penalties = 913": "penalties = 915"})
    driven.run("git", "checkout", "-q", "one")
    driven.run("git", "merge", "-q", "two", code=1)
    text = driven.draft.read_text("utf-8")
    assert text.count("<<<<<<<") == 1
    assert "penalties = 914" in text and "penalties = 915" in text and 'signer = "李明"' in text


def test_an_outline_that_is_gone_is_merged_line_by_line_with_both_sides_markers(office: Repository) -> None:
    shutil.rmtree(office.folder / "local" / "outlines")
    office.run("git", "commit", "-qam", "no outline")
    office.commit("one", **{"penalties = 913": "penalties = 914"})
    office.commit("two", **{"penalties = 913": "penalties = 915"})
    office.run("git", "checkout", "-q", "one")
    office.run("git", "merge", "-q", "two", code=1)
    text = office.draft.read_text("utf-8")
    assert "<<<<<<<" in text and "penalties = 914" in text and "penalties = 915" in text


@pytest.mark.parametrize("name", ["-x.toml", "--write-baseline=b.toml", "报告 一.toml"])
def test_a_draft_by_any_name_is_shown_and_merged(driven: Repository, name: str) -> None:
    driven.run("git", "mv", "--", "report.toml", name)
    driven.draft = driven.folder / name
    driven.commit("start")
    for branch, old, new in (
        ("one", "penalties = 913", "penalties = 914"),
        ("two", "hearings_due = 8", "hearings_due = 9"),
    ):
        driven.run("git", "checkout", "-q", "-b", branch, "start")
        driven.replace({old: new})
        driven.run("git", "commit", "-qam", branch)
    assert "行政处罚914件" in driven.run("git", "diff", "start", "one")
    driven.run("git", "checkout", "-q", "one")
    driven.run("git", "merge", "-q", "two")
    assert "penalties = 914 " in driven.draft.read_text("utf-8")
    assert "hearings_due = 9 " in driven.draft.read_text("utf-8")
    assert "no such" not in driven.run("baogao", "check", "--skip-others", name, code=None)


def test_a_worktree_merges_as_the_repository_does(driven: Repository, tmp_path_factory: pytest.TempPathFactory) -> None:
    driven.commit("one", **{"hearings_due = 8 ": "hearings_due = 9 "})
    driven.commit("two", **{"litigation_lost = 1 ": "litigation_lost = 0 "})
    tree = tmp_path_factory.mktemp("tree") / "one"
    driven.run("git", "worktree", "add", "-q", str(tree), "one")
    driven.run("git", "-C", str(tree), "merge", "-q", "two")
    text = (tree / "report.toml").read_text("utf-8")
    assert "hearings_due = 9 " in text and "litigation_lost = 0 " in text


def test_both_sides_comments_layout_and_order_survive(driven: Repository) -> None:
    driven.commit("one", **{"penalties = 913": "penalties = 914"})
    driven.commit(
        "two", **{"[figures]\n": "# 他们的注释\n[figures]\n", "hearings_due = 8 ": "hearings_due = 8   # 再核 "}
    )
    driven.run("git", "checkout", "-q", "one")
    driven.run("git", "merge", "-q", "two")
    text = driven.draft.read_text("utf-8")
    assert "# 他们的注释\n[figures]" in text and "# 再核" in text and "penalties = 914" in text


def test_setup_writes_through_no_link_out_of_the_repository(
    repository: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "attributes"
    elsewhere.write_text("* text\n", "utf-8")
    (repository.folder / ".gitattributes").symlink_to(elsewhere)
    assert "outside the repository" in repository.run("baogao", "git", "setup", code=2)
    assert elsewhere.read_text("utf-8") == "* text\n"
