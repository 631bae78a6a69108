"""What a user names as an output never costs them a draft, an outline, a configuration, a device, or a file elsewhere."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
OUTPUTS = [
    ("render", "{draft}", "-o", "{file}"),
    ("check", "{draft}", "--output-file", "{file}"),
    ("check", "{draft}", "--write-baseline", "{file}"),
    ("compare", "{draft}", "{draft}", "-o", "{file}"),
]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "office" / "report.toml"
    file.parent.mkdir()
    file.write_bytes(EXAMPLE.read_bytes())
    return file


def written(baogao: Baogao, command: tuple[str, ...], draft: Path, file: Path) -> tuple[int, str]:
    run = baogao(*(word.format(draft=draft, file=file) for word in command))
    return run.code, run.err


@pytest.mark.parametrize("command", OUTPUTS)
@pytest.mark.parametrize("name", ["report.toml", "link.toml", "hard.toml", "copy.txt", "baogao.toml", "outline.toml"])
def test_no_output_replaces_what_people_write(baogao: Baogao, draft: Path, command: tuple[str, ...], name: str) -> None:
    file = draft.parent / name
    match name:
        case "link.toml":
            file.symlink_to(draft)
        case "hard.toml":
            os.link(draft, file)
        case "copy.txt":
            file.write_bytes(draft.read_bytes())
        case "baogao.toml":
            file.write_text('[defaults]\nissuer = "甲"\n', "utf-8")
        case "outline.toml":
            file.write_text('id = "own"\nversion = 2024\n', "utf-8")
    before = file.read_bytes()
    code, said = written(baogao, command, draft, file)
    assert code == 2
    assert "would be overwritten" in said
    assert file.read_bytes() == before
    assert draft.read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.parametrize("command", OUTPUTS)
def test_a_link_to_a_file_outside_the_folder_is_not_followed(
    baogao: Baogao, draft: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    secret = tmp_path / "elsewhere.md"
    secret.write_text("还在", "utf-8")
    link = draft.parent / "report.md"
    link.symlink_to(secret)
    code, said = written(baogao, command, draft, link)
    assert code == 2 and "outside this folder" in said
    assert secret.read_text("utf-8") == "还在"


def test_renderings_into_a_folder_follow_no_link_out_of_it(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere.md"
    secret.write_text("还在", "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.filed.md").symlink_to(secret)
    assert baogao("render", draft, "-o", out).code == 2
    assert secret.read_text("utf-8") == "还在"


@pytest.mark.parametrize("command", OUTPUTS)
def test_what_was_written_before_is_replaced(baogao: Baogao, draft: Path, command: tuple[str, ...]) -> None:
    file = draft.parent / "out.txt"
    for _ in range(2):
        assert written(baogao, command, draft, file)[0] == 0
    assert file.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
@pytest.mark.parametrize("command", OUTPUTS)
def test_a_pipe_is_written_into_and_stays(baogao: Baogao, draft: Path, command: tuple[str, ...]) -> None:
    pipe = draft.parent / "pipe"
    os.mkfifo(pipe)
    code, said = written(baogao, command, draft, pipe)
    assert code == 2 and "nothing reads" in said, "and it does not wait for ever"
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert written(baogao, command, draft, pipe)[0] == 0
    assert os.read(reader, 10) or command[-2] == "--output-file"  # a clean draft has no findings to write
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="devices have other names there")
@pytest.mark.parametrize("command", OUTPUTS)
def test_a_device_stays_one(baogao: Baogao, draft: Path, command: tuple[str, ...]) -> None:
    assert written(baogao, command, draft, Path("/dev/null"))[0] == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert written(baogao, command, draft, Path("/dev/full"))[0] in (0, 2)
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="this system names no streams")
@pytest.mark.parametrize("to", ["> out.md", ">> out.md", "| cat > out.md"])
def test_standard_output_by_its_name_is_written_to(draft: Path, to: str) -> None:
    (draft.parent / "out.md").write_text("" if ">>" not in to else "前面的话\n", "utf-8")
    command = f"{sys.executable} -m tui render report.toml -o /dev/stdout {to}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(["bash", "-c", command], cwd=draft.parent, check=True, timeout=60, env=environment)
    written = (draft.parent / "out.md").read_text("utf-8")
    assert "法治政府建设" in written
    assert written.startswith("前面的话\n") == (">>" in to)


@pytest.mark.parametrize("command", OUTPUTS)
def test_links_in_a_circle_are_one_message(baogao: Baogao, draft: Path, command: tuple[str, ...]) -> None:
    one, other = draft.parent / "one", draft.parent / "other"
    one.symlink_to(other)
    other.symlink_to(one)
    code, said = written(baogao, command, draft, one)
    assert code == 2 and "circle" in said
    assert baogao("new", "law-based-government-department", "-o", one).code == 2
    assert baogao("check", one).code == 2


@pytest.mark.parametrize("command", OUTPUTS)
def test_what_git_keeps_is_not_written_over(baogao: Baogao, command: tuple[str, ...], draft: Path) -> None:
    config = draft.parent / ".git" / "config"
    config.parent.mkdir()
    config.write_text("[core]\n")
    for file in (config, config.with_name("new.md")):
        code, said = written(baogao, command, draft, file)
        assert code == 2 and "git" in said
    assert config.read_text() == "[core]\n"
    assert [file.name for file in config.parent.iterdir()] == ["config"]
