"""What all tests share: English messages, a quiet environment, the catalogues compiled, and where things lie."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

import hatch_build
from tui.cli.main import main

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SAMPLE = SHARED / "sample" / "report-2023.toml"

settings.register_profile("normal", deadline=None, derandomize=True)
settings.load_profile("normal")


def pytest_configure() -> None:
    """Compile the translations once, so that a changed `.po` needs no new install."""
    hatch_build.compile_catalogues(ROOT)


def pytest_collection_finish() -> None:
    """Look for garbage among what the tests make only, and less often: a third of the time went into the search.

    What was collected and imported stays to the end, and each full search went through all of it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where results are remembered during the tests, instead of in the developer's own folder."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def quiet_environment(monkeypatch: pytest.MonkeyPatch, cache_folder: Path) -> None:
    """Cut off the developer's own language, colours, dates and remembered results."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C")
    monkeypatch.setenv("BAOGAO_LANG", "en")
    monkeypatch.setenv("BAOGAO_CACHE_DIR", str(cache_folder))


class Run:
    """What a command line did: its exit code and what it wrote."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code = code
        self.out = out
        self.err = err


Baogao = Callable[..., Run]


@pytest.fixture
def baogao(capsys: pytest.CaptureFixture[str]) -> Baogao:
    """Run a command line in this process: `baogao("check", file)`."""

    def run(*arguments: object) -> Run:
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


@pytest.fixture
def sample() -> Path:
    """The real report as a draft, if it is beside the repository."""
    if not SAMPLE.is_file():
        pytest.skip("the sample report is not beside this repository")
    return SAMPLE
