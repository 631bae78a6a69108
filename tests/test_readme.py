"""What the READMEs and the guide say is true: commands run, outlines and workspaces load, the looks are real."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao
from tests.tools import rule_table
from tui.workspace import workspace

READMES = ["README.md", "README.zh-CN.md"]
GUIDES = ["docs/guide.md", "docs/guide.zh-CN.md"]
EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"


def blocks(readme: str, language: str) -> list[str]:
    text = (ROOT / readme).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize(("readme", "guide"), zip(READMES, GUIDES, strict=True))
def test_every_command_block_runs(readme: str, guide: str, tmp_path: Path) -> None:
    shown = [*blocks(readme, "console"), *blocks(guide, "console")]
    commands = [line[2:] for block in shown for line in block.splitlines() if line.startswith("$ ")]
    assert len(commands) > 15
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env={**os.environ, "PATH": path}, capture_output=True, check=False
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert (tmp_path / "website" / "example.published.md").is_file()


@pytest.mark.parametrize("readme", READMES)
def test_the_first_command_line_does_the_main_job(readme: str, baogao: Baogao, monkeypatch: pytest.MonkeyPatch) -> None:
    setup, _ = blocks(readme, "sh")
    install, _, job = setup.strip().rpartition(" && ")
    assert install == "python3 -m venv .venv && .venv/bin/python -m pip install --quiet ."
    monkeypatch.chdir(ROOT)
    done = baogao(*job.removeprefix(".venv/bin/baogao ").split())
    assert done.code == 0
    assert done.out == EXAMPLE.with_suffix(".md").read_text("utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_the_second_command_line_is_what_ci_runs(readme: str) -> None:
    _, command = blocks(readme, "sh")
    assert command.strip() in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()


@pytest.mark.parametrize("guide", GUIDES)
def test_the_outline_is_sound_and_the_workspace_loads(guide: str, baogao: Baogao, tmp_path: Path) -> None:
    office, _, outline = blocks(guide, "toml")
    (tmp_path / "baogao.toml").write_text(office, "utf-8")
    assert workspace.load(tmp_path / "baogao.toml").defaults
    file = tmp_path / "outlines" / "yunchuan-department" / "outline.toml"
    file.parent.mkdir(parents=True)
    file.write_text(outline, "utf-8")
    assert baogao("outline", "check", file).code == 0
    shown = baogao("outline", "show", file).out
    assert shown.index("responsibility:") < shown.index("measures:") < shown.index("suggestions:")
    assert "other:" not in shown


@pytest.mark.parametrize(("readme", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_looks_are_what_the_program_shows(
    readme: str, lang: str, baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = EXAMPLE.read_text("utf-8").replace("行政许可{permits}件", "行政许可{permit}件")
    Path("report-2025.toml").write_text(re.sub("judgments_complied = 2", "judgments_complied = 3", text), "utf-8")
    shown = baogao("--lang", lang, "check", "report-2025.toml").out
    (look,) = blocks(readme, "text")
    assert look.strip() == shown.strip()


@pytest.mark.parametrize(("readme", "guide"), zip(READMES, GUIDES, strict=True))
def test_the_draft_shown_is_toml(readme: str, guide: str) -> None:
    (draft,), (_, waiver, _) = blocks(readme, "toml"), blocks(guide, "toml")
    assert tomllib.loads(draft)["figures"]["party_group_sessions"] == 7
    assert set(tomllib.loads(waiver)["waivers"][0]) == {"rule", "section", "quote", "reason", "until"}


@pytest.mark.parametrize(("readme", "language"), rule_table.PAGES.items())
def test_the_table_of_rules_is_that_of_the_register(readme: str, language: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert rule_table.table(language) in text
    assert rule_table.with_table(text, language) == text, "run python -m tests.tools.rule_table"


def test_every_shipped_outline_is_named() -> None:
    for readme in READMES:
        text = (ROOT / readme).read_text("utf-8")
        assert all(f"`{folder.name}`" in text for folder in (ROOT / "outlines").iterdir())


@pytest.mark.parametrize(
    "page", sorted(str(file.relative_to(ROOT)) for file in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))
)
def test_every_link_between_the_pages_leads_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert ((ROOT / page).parent / target).exists(), target
