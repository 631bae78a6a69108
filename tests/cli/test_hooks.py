"""The hooks for pre-commit and the pipelines of docs/ci.md: run as those would run them."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, Baogao
from tui.checking.output.formats import FORMATS
from tui.cli.main import main

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
SOUND = EXAMPLE.read_text("utf-8")
PIPELINES = ["docs/ci.md", "docs/ci.zh-CN.md"]


def read(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


HOOKS = {hook["id"]: hook for hook in read((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def chosen(hook: str, folder: Path) -> list[str]:
    """The files that pre-commit would name to a hook: it searches `files` in the path from the repository's root."""
    names = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return [name for name in names if re.search(HOOKS[hook]["files"], name)]


def hooked(hook: str, names: list[str], folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run a hook in a process of its own, in a repository's root, with file names after its arguments."""
    program, *arguments = shlex.split(HOOKS[hook]["entry"])
    assert program == "baogao"
    command = [sys.executable, "-m", "tui", *arguments, *more, *names]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    files = {
        "pyproject.toml": "[project]\nname = 'x'\n",
        "baogao.toml": '[defaults]\nissuer = "云川市市场监督管理局"\n',
        "sub/baogao.toml": "",
        "Cargo.toml": "[package]\noutline = 3\n",
        "broken.toml": "[package\n",
        "outlines/own/outline.toml": 'id = "own"\nversion = 2024\n',
        "report-2025.toml": SOUND,
        "2024/报告 一.toml": SOUND,
        "README.md": "# x\n",
        "notes.toml.txt": "x",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_hooks_are_what_pre_commit_reads() -> None:
    assert list(HOOKS) == ["baogao-check", "baogao-fmt", "baogao-render"]
    for hook in HOOKS.values():
        assert set(hook) == {"id", "name", "description", "entry", "language", "files"}
        assert hook["language"] == "python"
        assert "--skip-others" in hook["entry"]


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_given_toml_files_but_those_of_projects_and_workspaces(hook: str, repository: Path) -> None:
    assert chosen(hook, repository) == [
        "2024/报告 一.toml",
        "Cargo.toml",
        "broken.toml",
        "outlines/own/outline.toml",
        "report-2025.toml",
    ]


def test_check_passes_sound_drafts_and_leaves_others_alone(repository: Path) -> None:
    done = hooked("baogao-check", chosen("baogao-check", repository), repository)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    draft = repository / "report-2025.toml"
    draft.write_text(SOUND.replace("signer = ", "singer = "), "utf-8")
    done = hooked("baogao-check", chosen("baogao-check", repository), repository)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["report-2025.toml"] * 2


def test_a_draft_in_conflict_is_no_other_file(repository: Path) -> None:
    draft = repository / "report-2025.toml"
    draft.write_text(f"<<<<<<< HEAD\n{SOUND}", "utf-8")
    done = hooked("baogao-check", chosen("baogao-check", repository), repository)
    assert done.returncode == 2
    assert "report-2025.toml:1:1: error S100" in done.stdout


def test_fmt_changes_files_that_are_not_in_layout_and_no_others(repository: Path) -> None:
    draft = repository / "report-2025.toml"
    draft.write_text(SOUND.replace("year = 2025", "year   =   2025"), "utf-8")
    before = {file: file.read_bytes() for file in repository.rglob("*") if file.is_file() and file != draft}
    done = hooked("baogao-fmt", chosen("baogao-fmt", repository), repository)
    assert done.returncode == 0, done.stderr
    assert "year = 2025\n" in draft.read_text("utf-8")
    assert {file: file.read_bytes() for file in before} == before


def test_render_sees_a_rendering_that_is_out_of_date(repository: Path) -> None:
    names = ["report-2025.toml", "Cargo.toml"]
    assert hooked("baogao-render", names, repository).returncode == 1
    target = repository / "report-2025.filed.md"
    target.write_bytes(EXAMPLE.with_suffix(".md").read_bytes())
    assert hooked("baogao-render", names, repository).returncode == 0
    assert hooked("baogao-render", names, repository, "--edition", "published").returncode == 1
    target.write_text("alt\n", "utf-8")
    assert hooked("baogao-render", names, repository).returncode == 1


def test_batches_may_run_at_the_same_time(repository: Path) -> None:
    names = []
    for n in range(12):
        file = repository / f"r{n:02}.toml"
        file.write_text(SOUND.replace("year = 2025", "year   =   2025"), "utf-8")
        names.append(file.name)
    with ThreadPoolExecutor(4) as pool:
        batches = [names[n::4] for n in range(4)]
        done = list(pool.map(lambda batch: hooked("baogao-fmt", batch, repository), batches))
    assert [one.returncode for one in done] == [0, 0, 0, 0]
    assert {(repository / name).read_text("utf-8") for name in names} == {(repository / "r00.toml").read_text("utf-8")}


@pytest.mark.parametrize("command", ["check", "fmt", "render"])
def test_only_others_are_nothing_to_do(baogao: Baogao, repository: Path, command: str) -> None:
    more = ["--check"] if command != "check" else []
    done = baogao(command, "--skip-others", *more, repository / "pyproject.toml", repository / "broken.toml")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert baogao(command, "--skip-others", *more, repository / "none.toml").code == 2
    assert baogao(command, *more, repository / "pyproject.toml").code == 2


def blocks(page: str) -> list[Any]:
    text = (ROOT / page).read_text("utf-8")
    return [read(block) for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]


def commands(value: Any) -> list[str]:
    """The lines of a pipeline that run baogao."""
    if isinstance(value, dict):
        return [line for one in value.values() for line in commands(one)]
    if isinstance(value, list):
        return [line for one in value for line in commands(one)]
    return [value] if isinstance(value, str) and value.startswith("baogao ") and "check" in value else []


@pytest.mark.parametrize("page", PIPELINES)
def test_the_pipelines_are_yaml_and_their_commands_run(
    page: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    (repository / "Cargo.toml").unlink()
    hooks, github, gitlab, gitee = blocks(page)
    assert {hook["id"] for repo in hooks["repos"] for hook in repo["hooks"]} == set(HOOKS)
    assert github["jobs"]["check"]["steps"][0]["uses"].startswith("actions/checkout@")
    assert set(gitlab["reports"]["artifacts"]["reports"]) == {"codequality", "junit"}
    assert gitee["stages"][0]["steps"][0]["step"] == "build@python"
    written = set()
    for pipeline in (github, gitlab, gitee):
        lines = commands(pipeline)
        assert len(lines) >= 3
        for line in lines:
            if " > " in line:
                written.add(line.split(" > ")[1].split()[0])
            words = shlex.split(re.split(r" > | \|\| ", line)[0])[1:]
            assert main(words) == 0, line
    told = {gitlab["reports"]["artifacts"]["reports"][kind] for kind in ("codequality", "junit")}
    assert told < written
    assert any(step.get("with", {}).get("sarif_file") in written for step in github["jobs"]["check"]["steps"])


@pytest.mark.parametrize("page", PIPELINES)
def test_the_page_names_every_format(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(FORMATS)


def test_both_pages_show_the_same_pipelines() -> None:
    def bare(value: Any) -> Any:
        """Without what is language: names shown, and the choice of language."""
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key not in ("displayName", "variables")}
        if isinstance(value, list):
            return [bare(one) for one in value]
        return value.replace(" --lang zh", "") if isinstance(value, str) else value

    english, chinese = (bare(blocks(page)) for page in PIPELINES)
    assert english == chinese


@pytest.mark.parametrize("name", ["-x.toml", "--write-baseline=b.toml", "--fix.toml"])
def test_a_file_by_the_name_of_an_option_is_checked_as_any_other(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(SOUND.replace('signer = "周启航"', ""), "utf-8")
    done = hooked("baogao-check", [name], tmp_path)
    assert done.returncode == 1 and name in done.stdout
    assert [file.name for file in tmp_path.iterdir()] == [name]
