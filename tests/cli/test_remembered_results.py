"""Drafts that have not changed are not checked again: the output is the same, and whatever matters is noticed."""

from __future__ import annotations

import builtins
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.bench.slips import slipped
from tests.conftest import Baogao, Run
from tests.support import tabled
from tui.checking import dependencies, processes
from tui.checking.office import Offices
from tui.checking.other_drafts import last_years
from tui.checking.output.formats import FORMATS
from tui.checking.processes import MANY
from tui.checking.result_cache import FILE

SLIPPED = slipped().draft
OTHER = SLIPPED.replace("下降15～18%", "下降16～18%")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own."""
    monkeypatch.setenv("BAOGAO_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def drafts(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with many drafts of two contents."""
    folder = tmp_path / "drafts"
    folder.mkdir()
    for n in range(MANY):
        (folder / f"{n:02}.toml").write_text(SLIPPED if n else OTHER, "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def tables(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, a workspace of many drafts with a table that is compared with last year's."""
    folder = tmp_path / "office"
    folder.mkdir()
    tabled.office(folder)
    (folder / "last.toml").write_text(tabled.LAST_YEAR, "utf-8")
    for n in range(MANY):
        (folder / f"{n:02}.toml").write_text(tabled.DRAFT, "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the drafts that were really checked, in this process."""
    names: list[str] = []
    real = processes._answer

    def answer(checker: Any, task: processes.Task) -> processes.Answer:
        names.append(task.name)
        return real(checker, task)

    monkeypatch.setattr(processes, "_answer", answer)
    return names


def said(run: Run) -> tuple[int, str, str]:
    return run.code, run.out, run.err


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_says_the_same_first_again_and_without_a_cache(
    baogao: Baogao, drafts: Path, checked: list[str], format: str
) -> None:
    options = ("check", "--format", format, "--lang", "zh")
    plain = said(baogao(*options, "--no-cache"))
    checked.clear()
    assert said(baogao(*options)) == plain
    assert len(checked) == 2  # the others are copies
    assert said(baogao(*options)) == plain
    assert len(checked) == 2


def test_each_draft_alone_says_what_all_of_them_say(baogao: Baogao, drafts: Path) -> None:
    alone = "".join(baogao("check", "--format", "concise", f"{n:02}.toml").out for n in range(MANY))
    for _ in range(2):
        assert baogao("check", "--format", "concise").out == alone


def test_without_a_cache_nothing_is_written(baogao: Baogao, drafts: Path, cache: Path, checked: list[str]) -> None:
    baogao("check", "--no-cache")
    assert not cache.exists()
    baogao("check")
    checked.clear()
    baogao("check", "--no-cache")
    assert len(checked) == 2


def test_a_few_drafts_are_checked_without_a_cache(baogao: Baogao, drafts: Path, cache: Path) -> None:
    baogao("check", "00.toml")
    baogao("check", *(f"{n:02}.toml" for n in range(MANY - 1)))
    baogao("check", "--fix", "--diff")
    assert not cache.exists()


def test_a_few_drafts_load_nothing_that_only_many_need(drafts: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "tui", "check", "00.toml", "01.toml"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    loaded = {line.split("|")[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "tui.checking.batch" in loaded
    many = ("many", "dependencies", "result_cache", "stored_result")
    assert loaded.isdisjoint({"sqlite3", "platformdirs", *(f"tui.checking.{name}" for name in many)})


def test_only_the_changed_draft_is_checked_again(baogao: Baogao, drafts: Path, checked: list[str]) -> None:
    before = baogao("check", "--format", "concise").out
    checked.clear()
    (drafts / "07.toml").write_text(SLIPPED.replace("下降15～18%", "下降百分之十八"), "utf-8")
    after = baogao("check", "--format", "concise").out
    assert checked == ["07.toml"]
    gone = set(before.splitlines()) - set(after.splitlines())
    assert gone and all(line.startswith("07.toml:") for line in gone)


def test_a_draft_that_was_moved_or_copied_is_not_checked_again(
    baogao: Baogao, drafts: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = baogao("check", "--format", "json").out
    checked.clear()
    moved = drafts.with_name("moved")
    drafts.rename(moved)
    monkeypatch.chdir(moved)
    assert baogao("check", "--format", "json").out == before
    (moved / "00.toml").rename(moved / "别的名字.toml")
    assert "别的名字.toml:" in baogao("check", "--format", "concise").out
    assert checked == []


def test_rules_are_selected_after_the_results_are_found(baogao: Baogao, drafts: Path, checked: list[str]) -> None:
    chosen = ("check", "--format", "json", "--select", "W", "--ignore", "W808")
    plain = said(baogao(*chosen, "--no-cache"))
    assert said(baogao(*chosen)) == plain
    whole = baogao("check", "--format", "json")
    assert '"rule": "P306"' in whole.out and '"rule": "P306"' not in plain[1]
    checked.clear()
    assert said(baogao(*chosen)) == plain
    assert checked == []


SURROUNDINGS: Mapping[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "another edition": (lambda _: None, ("--edition", "published")),
    "another day": (lambda _: None, ("--today", "2030-01-01")),
    "a workspace": (lambda folder: (folder / "baogao.toml").write_text('[grades]\nP306 = "off"\n', "utf-8"), ()),
    "outlines": (
        lambda folder: shutil.copytree(tabled._FOLDER, folder.with_name("more") / "orchard"),
        ("--outline-path", "../more"),
    ),
}


@pytest.mark.parametrize("change", SURROUNDINGS)
def test_what_all_drafts_depend_on_is_noticed(baogao: Baogao, drafts: Path, checked: list[str], change: str) -> None:
    make, options = SURROUNDINGS[change]
    baogao("check", "--format", "json")
    checked.clear()
    make(drafts)
    again = baogao("check", "--format", "json", *options)
    assert len(checked) == 2
    assert said(again) == said(baogao("check", "--format", "json", "--no-cache", *options))


def test_another_program_is_noticed(
    baogao: Baogao, drafts: Path, checked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package" / "rules").mkdir(parents=True)
    file = tmp_path / "package" / "rules" / "some.py"
    file.write_text("1\n")
    monkeypatch.setattr(dependencies, "PACKAGE", tmp_path / "package")
    baogao("check")
    checked.clear()
    file.touch()
    baogao("check")
    assert checked == []
    file.write_text("2\n")
    baogao("check")
    assert len(checked) == 2
    checked.clear()
    monkeypatch.setattr(dependencies, "__version__", "99")
    baogao("check")
    assert len(checked) == 2


def test_an_outline_that_changes_is_noticed_and_so_is_one_that_it_extends(
    baogao: Baogao, tables: Path, checked: list[str]
) -> None:
    outline = tables / "outlines" / "orchard" / "outline.toml"
    child = tables / "outlines" / "own" / "outline.toml"
    child.parent.mkdir()
    child.write_text('id = "own"\nversion = 2024\nextends = "orchard@2024"\nname = "自己的"\n', "utf-8")
    text = tabled.DRAFT.replace("orchard@2024", "own@2024")
    assert text != tabled.DRAFT
    for n in range(MANY):
        (tables / f"{n:02}.toml").write_text(text, "utf-8")
    names = [f"{n:02}.toml" for n in range(MANY)]
    for changed in (outline, child):
        baogao("check", *names)
        checked.clear()
        changed.write_text(f"{changed.read_text('utf-8')}# changed\n", "utf-8")
        baogao("check", *names)
        assert len(checked) == 1
    checked.clear()
    baogao("check", *names)
    assert checked == []


LAST_YEARS: Mapping[str, Callable[[Path], object]] = {
    "changed": lambda last: last.write_text(tabled.LAST_YEAR.replace("total = 15", "total = 16"), "utf-8"),
    "removed": lambda last: last.unlink(),
    "another added before it": lambda last: last.with_name("before.toml").write_text(
        tabled.LAST_YEAR.replace("total = 15", "total = 17"), "utf-8"
    ),
    "no longer of that year": lambda last: last.write_text(
        tabled.LAST_YEAR.replace("year = 2023", "year = 2022"), "utf-8"
    ),
}


@pytest.mark.parametrize("change", LAST_YEARS)
def test_last_years_draft_is_noticed(baogao: Baogao, tables: Path, checked: list[str], change: str) -> None:
    names = [f"{n:02}.toml" for n in range(MANY)]
    first = said(baogao("check", "--format", "json", *names))
    baogao("check", "--format", "json", *names)
    assert len(checked) == 1
    LAST_YEARS[change](tables / "last.toml")
    now = said(baogao("check", "--format", "json", *names))
    assert len(checked) == 2
    assert now == said(baogao("check", "--format", "json", "--no-cache", *names))
    (tables / "before.toml").unlink(missing_ok=True)
    (tables / "last.toml").write_text(tabled.LAST_YEAR, "utf-8")
    checked.clear()
    assert said(baogao("check", "--format", "json", *names)) == first
    assert checked == []  # this state was met before


def test_a_draft_that_cannot_be_read_does_not_hide_last_years(tables: Path) -> None:
    (tables / "gone.toml").symlink_to("nowhere")
    offices = Offices()
    found = last_years(offices.open("00.toml"), Path("00.toml"), offices)
    assert found is not None and found.year == 2023


def test_nothing_is_remembered_where_it_is_not_certain_which_drafts_are_last_years(
    baogao: Baogao, tables: Path, checked: list[str]
) -> None:
    text = tabled.DRAFT.replace("year = 2024\n", "year = 0x7E8\n")
    assert text != tabled.DRAFT
    for n in range(MANY):
        (tables / f"{n:02}.toml").write_text(text, "utf-8")
    names = [f"{n:02}.toml" for n in range(MANY)]
    for _ in range(2):
        checked.clear()
        baogao("check", *names)
        assert len(checked) == MANY


def test_a_draft_with_an_error_is_read_again(baogao: Baogao, drafts: Path, checked: list[str]) -> None:
    (drafts / "05.toml").write_text('outline = "none@2024"\n', "utf-8")
    (drafts / "06.toml").unlink()
    names = [f"{n:02}.toml" for n in range(MANY)]
    first = baogao("check", "--format", "concise", *names)
    checked.clear()
    again = baogao("check", "--format", "concise", *names)
    assert said(first) == said(again)
    assert checked == ["05.toml", "06.toml"]
    assert first.code == 2


def test_what_changes_during_a_check_is_not_remembered(
    baogao: Baogao, drafts: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as during:
        real = processes._answer

        def answer(checker: Any, task: processes.Task) -> processes.Answer:
            (drafts / "baogao.toml").write_text('[grades]\nP306 = "off"\n', "utf-8")
            return real(checker, task)

        during.setattr(processes, "_answer", answer)
        baogao("check")
    (drafts / "baogao.toml").unlink()
    checked.clear()
    baogao("check")
    assert len(checked) == 2


def test_an_unusable_cache_changes_nothing(baogao: Baogao, drafts: Path, cache: Path) -> None:
    plain = said(baogao("check", "--format", "json", "--no-cache"))
    cache.write_text("a file where the folder should be")
    assert said(baogao("check", "--format", "json")) == plain
    cache.unlink()
    cache.mkdir(mode=0o700)
    (cache / FILE).write_bytes(b"not a database" * 1000)
    for _ in range(3):
        assert said(baogao("check", "--format", "json")) == plain


def test_a_python_without_sqlite_checks_without_a_cache(
    baogao: Baogao, drafts: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "sqlite3":
            raise ModuleNotFoundError(name)
        return real(name, *rest)

    for loaded in ("sqlite3", "tui.checking.result_cache"):
        monkeypatch.delitem(sys.modules, loaded, raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    assert baogao("check").code == 1
    assert not cache.exists()


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_that_are_no_copies_of_the_first_say_the_same(baogao: Baogao, tables: Path, method: str) -> None:
    for n in range(MANY):
        (tables / f"{n:02}.toml").write_text(f"{tabled.DRAFT}# {n}\n", "utf-8")
    code = (
        "import multiprocessing, sys; from tui.cli.main import main\n"
        f"multiprocessing.set_start_method({method!r})\n"
        "sys.exit(main(['check', '--format', 'json', '--jobs', '2']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == baogao("check", "--format", "json", "--no-cache").out


class Disorder:
    """An office in which anything may change: drafts, folders, settings, outlines, last year's drafts."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, Random(seed)
        self.named = [f"{n:02}.toml" for n in range(MANY)]
        self.texts = [
            tabled.DRAFT,
            tabled.LAST_YEAR,
            tabled.DRAFT.replace("year = 2024", "year = 2023"),
            tabled.DRAFT.replace("year = 2024", "year = +2024"),
            tabled.LAST_YEAR.replace("total = 15", "total = 16"),
            tabled.DRAFT.replace("orchard@2024", "own@2024"),
            SLIPPED,
            "outline = 1\n",
        ]

    def change(self) -> None:
        self.random.choice((self.write, self.write, self.write, self.move, self.delete, self.settings, self.outline))()

    def _home(self) -> Path:
        home = self.folder / self.random.choice((".", ".", "east", "west"))
        home.mkdir(exist_ok=True)
        return home

    def _some(self) -> Path | None:
        there = sorted(file for file in self.folder.rglob("*.toml") if file.name not in ("baogao.toml", "outline.toml"))
        return self.random.choice(there) if there else None

    def write(self) -> None:
        (self._home() / self.random.choice(self.named)).write_text(self.random.choice(self.texts), "utf-8")

    def move(self) -> None:
        if draft := self._some():
            draft.replace(self._home() / f"moved-{self.random.randrange(5)}.toml")

    def delete(self) -> None:
        if draft := self._some():
            draft.unlink()

    def settings(self) -> None:
        file = self._home() / "baogao.toml"
        choices = ("", 'outlines = ["outlines"]\n', 'outlines = ["../outlines"]\n', '[grades]\nP306 = "off"\n', "wrong")
        file.write_text(self.random.choice(choices), "utf-8")
        if self.random.random() < 0.3:
            file.unlink()

    def outline(self) -> None:
        home = self._home() / "outlines"
        for name, text in (
            ("orchard", tabled.OUTLINE + "# more\n" * self.random.randrange(3)),
            ("own", f'id = "own"\nversion = 2024\nextends = "orchard@2024"\nname = "{self.random.choice("甲乙")}"\n'),
        ):
            (home / name).mkdir(parents=True, exist_ok=True)
            (home / name / "outline.toml").write_text(text, "utf-8")


def _nothing_is_missed(baogao: Baogao, folder: Path, seed: int, rounds: int) -> None:
    disorder = Disorder(folder, seed)
    for _ in range(rounds):
        for _ in range(disorder.random.randrange(4)):
            disorder.change()
        drafts = [str(file.relative_to(folder)) for file in folder.rglob("*.toml") if file.name != "baogao.toml"]
        names = sorted({*drafts, *disorder.named})
        options = ("check", "--format", "json", *disorder.random.choice(((), ("--edition", "published"))))
        assert said(baogao(*options, *names)) == said(baogao(*options, "--no-cache", *names))


def test_whatever_changes_in_an_office_nothing_is_missed(baogao: Baogao, tables: Path) -> None:
    _nothing_is_missed(baogao, tables, 1, 12)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(100))
def test_whatever_changes_in_an_office_nothing_is_missed_ever(baogao: Baogao, tables: Path, seed: int) -> None:
    _nothing_is_missed(baogao, tables, seed, 30)


def _program(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tui", "check", "--format", "concise", "-q", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _all_different(folder: Path) -> None:
    for n in range(MANY):
        (folder / f"{n:02}.toml").write_text(SLIPPED.replace("下降15～18%", f"减少{n + 2}件"), "utf-8")


def test_two_checks_at_once_say_the_same_and_remember_it(baogao: Baogao, drafts: Path, checked: list[str]) -> None:
    _all_different(drafts)
    both = [_program(), _program()]
    outputs = [one.communicate() for one in both]
    assert outputs[0] == outputs[1]
    assert baogao("check", "--format", "concise", "-q").out == outputs[0][0]
    assert checked == []


@pytest.mark.skipif(os.name == "nt", reason="signals as Unix sends them")
@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGKILL])
def test_a_check_that_is_ended_in_the_middle_harms_nothing(
    baogao: Baogao, drafts: Path, checked: list[str], by: signal.Signals
) -> None:
    _all_different(drafts)
    process = _program("--jobs", "1")
    time.sleep(0.7)
    process.send_signal(by)
    assert process.communicate()[1] == ""
    assert (
        baogao("check", "--format", "concise", "-q").out
        == baogao("check", "--format", "concise", "-q", "--no-cache").out
    )
    if by == signal.SIGINT and process.returncode == 130:
        assert len(checked) < 2 * MANY  # what was finished is remembered
