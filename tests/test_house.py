"""The layers hold, and no core module pulls in what draws on a terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CORE = sorted(
    ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for file in (ROOT / "tui").rglob("*.py")
    if not {"cli", "app"} & set(file.parts) and file.name != "__main__.py"
)
DRAWING = ("rich", "rich_argparse", "textual", "shtab", "argparse")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_imports_point_down_only() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("stray", ["tui/stray.py", "tui/app/stray.py", "tui/base/stray.py"])
def test_a_module_without_a_room_or_with_an_import_upward_is_refused(tmp_path: Path, stray: str) -> None:
    shutil.copytree(ROOT / "tui", tmp_path / "tui", ignore=shutil.ignore_patterns("__pycache__", "locale"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / stray).write_text('"""A module that imports what it must not."""\n\nfrom tui.session import session\n')
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert "stray" in done.stdout


def test_no_core_module_imports_what_draws() -> None:
    """All in one process, in turn: the first that does is named."""
    code = (
        f"import importlib, sys\nfor module in {CORE!r}:\n    importlib.import_module(module)\n"
        f"    drawn = [name for name in {DRAWING!r} if name in sys.modules]\n"
        "    if drawn:\n        sys.exit(f'{module} imports {drawn}')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_check_and_render_do_not_import_what_only_help_and_terminals_need(tmp_path: Path) -> None:
    example = ROOT / "outlines" / "law-based-government-department" / "example.toml"
    code = (
        "import sys; from tui.cli.main import main; "
        f"main(['check', {str(example)!r}]); main(['render', {str(example)!r}, '-o', {str(tmp_path / 'x.md')!r}]); "
        "print(*(name for name in ('rich', 'rich_argparse', 'shtab', 'textual', 'difflib', 'tree_sitter') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("command", [["fmt", "--check"], ["git", "textconv"]])
def test_what_formats_and_shows_drafts_loads_no_rule(command: list[str]) -> None:
    example = ROOT / "outlines" / "law-based-government-department" / "example.toml"
    code = (
        f"import sys; from tui.cli.main import main; code = main([*{command!r}, {str(example)!r}]); "
        "print(code, 'tui.rules.register' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "0 False"


@pytest.mark.parametrize("module", ["tui.app.application", "tui.app.start.screen", "tui.app.writing.screen"])
def test_the_first_screens_of_the_app_load_nothing_of_the_command_line_and_no_rule(module: str) -> None:
    others = (
        "argparse",
        "rich_argparse",
        "shtab",
        "tui.cli",
        "tui.rules.register",
        "tui.checking.incremental",
        "tui.editing.conflicts",
    )
    code = f"import sys, {module}; print(*(name for name in {others!r} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_without_a_terminal_textual_is_not_loaded() -> None:
    code = "import sys; from tui.cli.main import main; print(main([]), 'textual.app' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["2", "False"]


def test_every_dependency_says_why_it_is_there() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").split("\n")
    listed = [line for line in lines if line.startswith('    "') and any(sign in line for sign in ("=", "<", ">"))]
    assert len(listed) > 10
    assert [line for line in listed if "#" not in line] == []
