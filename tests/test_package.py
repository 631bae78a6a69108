"""The built wheel holds the catalogue and the outlines, and works installed in an empty environment."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

EXAMPLE = ROOT / "outlines" / "law-based-government-department"


def run(*command: str | Path, cwd: Path, lang: str = "en") -> str:
    environment = {"BAOGAO_LANG": lang, "PATH": "", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_the_catalogue_and_the_outlines_below_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "tui/locale/zh_CN/LC_MESSAGES/baogao.mo" in names
    assert "tui/render/pdf/official.typ" in names
    for folder in (ROOT / "outlines").iterdir():
        for file in folder.iterdir():
            assert f"tui/outlines/{folder.name}/{file.name}" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"tui", "baogao"}


def test_it_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env")
    scripts = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(scripts / "python")]
    install = [*pip, "install", "--quiet", "--disable-pip-version-check", str(wheel)]
    subprocess.run(install, check=True, cwd=tmp_path)
    golden = (EXAMPLE / "example.md").read_text("utf-8")
    assert run(scripts / "baogao", "render", EXAMPLE / "example.toml", cwd=tmp_path) == golden
    listed = run(scripts / "baogao", "outline", "list", cwd=tmp_path)
    assert str(tmp_path) in listed
    assert "law-based-government-department@2024" in listed
    assert run(scripts / "baogao", "check", "--help", cwd=tmp_path, lang="zh").startswith("用法")
