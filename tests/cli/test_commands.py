"""The small commands: outline, rule, completion, and help for each."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao
from tui.app import settings
from tui.cli.parser import COMMANDS
from tui.rules.register import RULES
from tui.toml.keys import keys
from tui.workspace import workspace

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"

OUTLINES = ROOT / "outlines"
DEPARTMENT = OUTLINES / "law-based-government-department"


def test_outlines_are_listed_with_their_places(baogao: Baogao) -> None:
    rows = [line.split("\t") for line in baogao("outline", "list").out.splitlines()]
    files = sorted(OUTLINES.glob("*/outline.toml"))
    given = [tomllib.loads(file.read_text("utf-8")) for file in files]
    assert [row[0] for row in rows] == [f"{one['id']}@{one['version']}" for one in given]
    assert [Path(row[2]) for row in rows] == [file.parent for file in files]
    assert all(Path(row[2]).is_dir() for row in rows)


def test_an_outline_is_shown_with_its_legal_basis(baogao: Baogao) -> None:
    shown = baogao("outline", "show", "law-based-government-department").out
    assert "measures: 一、" in shown
    assert "《法治政府建设与责任落实督察工作规定》" in shown
    assert "{legality_reviews} 合法性审查（次）" in shown
    assert baogao("outline", "show", DEPARTMENT / "outline.toml").out == shown
    assert baogao("outline", "show", DEPARTMENT).out == shown


@pytest.mark.parametrize("folder", sorted(OUTLINES.iterdir()), ids=lambda folder: folder.name)
def test_every_shipped_outline_is_sound(baogao: Baogao, folder: Path) -> None:
    assert baogao("outline", "check", folder).code == 0
    assert baogao("outline", "check", folder.name).code == 0


def test_an_example_that_is_not_sound_is_exit_1(baogao: Baogao, tmp_path: Path) -> None:
    folder = tmp_path / DEPARTMENT.name
    shutil.copytree(DEPARTMENT, folder)
    (folder / "example.md").write_text("old", "utf-8")
    done = baogao("outline", "check", folder)
    assert done.code == 1
    assert "is not what the example renders to" in done.err
    example = folder / "example.toml"
    example.write_text(example.read_text("utf-8").replace("judgments_complied = 2", "judgments_complied = 9"), "utf-8")
    assert "S111" in baogao("outline", "check", folder).out


def test_rules_are_listed_and_explained(baogao: Baogao) -> None:
    listed = baogao("rule").out
    assert [line.split()[0] for line in listed.splitlines()] == list(RULES)
    for rule in RULES.values():
        explained = baogao("rule", rule.code).out
        assert explained == baogao("rule", rule.name).out
        assert rule.why.text in explained
        assert all(f"    {line}" in explained for line in rule.bad.split("\n"))
    done = baogao("rule", "missing-feild")
    assert done.code == 2
    assert "did you mean" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_completion_scripts_are_accepted_by_their_shells(baogao: Baogao, shell: str, tmp_path: Path) -> None:
    script = baogao("completion", shell).out
    assert all(name in script for name in COMMANDS)
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    file = tmp_path / "script"
    file.write_text(script, "utf-8")
    assert subprocess.run([shell, "-n", file], check=False).returncode == 0


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", [*([name] for name in COMMANDS), ["outline", "list"], ["outline", "check"]])
def test_every_command_has_help(baogao: Baogao, command: list[str], lang: str) -> None:
    done = baogao("--lang", lang, *command, "--help")
    assert done.code == 0
    assert f"baogao {' '.join(command)}" in done.out


@pytest.mark.parametrize(
    "arguments", [["check", "--nope"], ["new"], ["outline"], ["outline", "shwo", "x"], ["--lang", "fr"]]
)
def test_wrong_use_is_one_message_and_exit_2(baogao: Baogao, arguments: list[str]) -> None:
    done = baogao(*arguments)
    assert (done.code, done.out) == (2, "")
    assert len(done.err.splitlines()) == 2


@pytest.mark.parametrize(
    "command",
    [
        ["outline", "check", "{long}"],
        ["outline", "show", "{long}"],
        ["render", "{draft}", "-o", "{long}"],
        ["new", "law-based-government-department", "-o", "{long}"],
        ["check", "{long}"],
        ["fmt", "{long}"],
        ["rule", "{long}"],
        ["git", "textconv", "{long}"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_name_that_no_system_can_hold_is_one_short_message(baogao: Baogao, command: list[str]) -> None:
    names = {"{long}": "x" * 5000, "{draft}": str(DEPARTMENT / "example.toml")}
    done = baogao(*(names.get(word, word) for word in command))
    assert done.code == 2
    assert done.err


def test_help_is_a_command_too(baogao: Baogao) -> None:
    assert baogao("help", "check").out == baogao("check", "--help").out
    assert baogao("help").out == baogao("--help").out
    assert baogao("help", "chekc").err.endswith("did you mean “check”?\n")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_on_a_configuration_file_is_one_that_sets_every_key(baogao: Baogao, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "baogao.toml"
    file.write_text(baogao("--lang", lang, "help", "baogao.toml").out, "utf-8")
    office = workspace.load(file)
    assert all(key.name in tomllib.loads(file.read_text("utf-8")) for key in keys(workspace.Workspace))
    assert office.form is not None and office.form.latin and office.words and office.waivers
    file.write_text(baogao("--lang", lang, "help", "config.toml").out, "utf-8")
    assert settings.load(file) == settings.Preferences("paper", {"next-section": "ctrl+n"})


def test_an_unknown_option_names_its_command_and_what_was_meant(baogao: Baogao) -> None:
    done = baogao("check", "--fixx", EXAMPLE)
    assert (done.code, done.out) == (2, "")
    assert done.err == "there is no option “--fixx”\n  did you mean “--fix”?\n"
    assert "see: baogao check --help" in baogao("check", "--qqqqqqq", EXAMPLE).err
    assert "“more” is one argument too many" in baogao("rule", "S111", "more").err


def test_quiet_leaves_only_data_and_errors(baogao: Baogao, tmp_path: Path) -> None:
    assert baogao("check", "-q", EXAMPLE).err == ""
    assert baogao("check", "--quiet", tmp_path / "gone.toml").err != ""
    assert baogao("-V").out == baogao("--version").out


def test_fish_completes_commands_options_and_values(baogao: Baogao) -> None:
    script = baogao("completion", "fish").out
    assert "-f -a check -d 'find what is wrong with drafts'" in script
    assert "-l format -x -a 'full concise json github gitlab junit sarif'" in script
    assert all(line.startswith(("#", "complete -c baogao -n ")) for line in script.splitlines())


def test_fixing_says_how_much_was_fixed_and_what_can_be(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "report.toml"
    file.write_text(
        EXAMPLE.read_text("utf-8").replace('text = """\n', 'text = """\n依法开展工作,成效明显。', 1), "utf-8"
    )
    done = baogao("check", file)
    assert "fixable with --fix" in done.out
    assert "1 problem can be fixed with --fix" in done.err
    assert f"{file}: 1 problem fixed\n" in baogao("check", "--fix", file).err
