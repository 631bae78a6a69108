"""Odd files and ends: one message, exit 2 or 130, never a traceback, and never a wait without end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.conftest import ROOT, Baogao
from tui.base import regular
from tui.base.errors import BaogaoError

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
POSIX = pytest.mark.skipif(os.name == "nt", reason="this is how POSIX systems are")
READERS = [
    ("check", "{file}"),
    ("fmt", "{file}"),
    ("render", "{file}"),
    ("set", "year=2024", "{file}"),
    ("set", "sections.plan.text=@{file}", "{draft}"),
    ("check", "{draft}", "--baseline", "{file}"),
    ("git", "textconv", "{file}"),
    ("git", "merge", "{draft}", "{draft}", "{file}", "report.toml"),
    ("git", "merge", "{file}", "{draft}", "{draft}", "report.toml"),
    ("compare", "{draft}", "{file}"),
    ("new", "--from", "{file}"),
    ("import", "{file}"),
    ("outline", "new", "own", "{file}"),
]


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    return file


def program(*arguments: str | Path, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "BAOGAO_LANG": "en"}
    command = [sys.executable, "-m", "tui", *map(str, arguments)]
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60, check=False, env=environment
    )


@POSIX
@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize("kind", ["pipe", "endless", "circle", "folder", "link to endless"])
def test_anything_but_a_file_is_one_message(baogao: Baogao, draft: Path, command: tuple[str, ...], kind: str) -> None:
    file = draft.parent / "odd.toml"
    match kind:
        case "pipe":
            os.mkfifo(file)
        case "endless":
            file = Path("/dev/zero")
        case "link to endless":
            file.symlink_to("/dev/zero")
        case "circle":
            file.symlink_to(file)
        case "folder":
            file.mkdir()
    run = baogao(*(word.format(file=file, draft=draft) for word in command))
    assert run.code == 2
    assert run.err and "Traceback" not in run.err
    assert draft.read_bytes() == EXAMPLE.read_bytes()


@POSIX
@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("check", "--format", "github", "../report.toml"),
        ("set", "year=2023", "../report.toml"),
        ("new", "law-based-government-department", "-o", "new.toml"),
        ("outline", "list"),
    ],
    ids=lambda command: command[0],
)
def test_a_folder_that_is_gone_is_what_the_message_says(
    baogao: Baogao, draft: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    folder = draft.parent / "gone"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    run = baogao(*command)
    assert (run.code, run.err.count("the folder you are in was deleted or renamed")) == (2, 1)
    assert draft.read_bytes() == EXAMPLE.read_bytes()


def test_a_file_larger_than_any_report_is_not_read(
    baogao: Baogao, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regular, "LARGEST", 1000)
    run = baogao("check", draft)
    assert run.code == 2 and "too large" in run.err


@pytest.mark.parametrize("pause", [0.02, 0.3])
def test_a_file_that_is_written_in_two_pieces_is_waited_for(baogao: Baogao, draft: Path, pause: float) -> None:
    whole, half = draft.read_bytes(), threading.Event()

    def write() -> None:
        with draft.open("wb") as stream:
            stream.write(whole[: len(whole) // 2])
            stream.flush()
            half.set()
            time.sleep(pause)
            stream.write(whole[len(whole) // 2 :])

    thread = threading.Thread(target=write)
    thread.start()
    half.wait()
    run = baogao("set", "penalties=7", draft)
    thread.join()
    assert run.code == 0, run.err
    wanted = whole.decode().replace("penalties = 913", "penalties = 7")
    assert tomllib.loads(draft.read_text("utf-8")) == tomllib.loads(wanted)


@pytest.mark.parametrize("command", [("set", "penalties=1"), ("fmt",), ("check", "--fix")])
def test_a_read_only_draft_is_respected(baogao: Baogao, draft: Path, command: tuple[str, ...]) -> None:
    draft.write_text(
        draft.read_text("utf-8").replace("群体性事件，", "群体性事件,").replace("year = ", "year  =  "), "utf-8"
    )
    before = draft.read_bytes()
    draft.chmod(0o444)
    run = baogao(*command, draft)
    assert run.code == 2 and "read-only" in run.err
    assert draft.read_bytes() == before
    draft.chmod(0o644)


@POSIX
def test_the_group_of_a_draft_is_kept(baogao: Baogao, draft: Path) -> None:
    other = next((group for group in os.getgroups() if group != draft.stat().st_gid), None)
    if os.getuid() == 0:
        other = 12345
    if other is None:
        pytest.skip("this user has one group only")
    os.chown(draft, -1, other)
    draft.chmod(0o660)
    assert baogao("set", "penalties=1", draft).code == 0
    assert (draft.stat().st_gid, draft.stat().st_mode & 0o777) == (other, 0o660)


def test_what_a_killed_save_left_is_cleared_by_the_next(baogao: Baogao, draft: Path) -> None:
    (draft.parent / ".report.toml.0123abcd.tmp").write_bytes(b"half")
    (draft.parent / ".other.toml.0123abcd.tmp").write_bytes(b"half")
    assert baogao("set", "penalties=1", draft).code == 0
    assert sorted(file.name for file in draft.parent.iterdir()) == [".other.toml.0123abcd.tmp", "report.toml"]


def test_a_draft_with_a_name_as_long_as_can_be_is_saved(baogao: Baogao, draft: Path) -> None:
    long = draft.rename(draft.with_name("报" * 83 + ".toml"))
    assert baogao("set", "penalties=1", long).code == 0
    assert [file.name for file in draft.parent.iterdir()] == [long.name]


# Streams


@POSIX
@pytest.mark.parametrize(
    "command", ["render {d}", "check {d} --format json", "rule", "outline list", "fmt - < {d}", "git textconv {d}"]
)
@pytest.mark.parametrize("stream", [">&-", ">/dev/full"])
def test_data_that_cannot_be_written_is_one_message(draft: Path, command: str, stream: str) -> None:
    shell = f"{sys.executable} -m tui {command.format(d=draft)} {stream}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1 and "<stdout>" in done.stderr


@POSIX
@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full"])
def test_the_work_is_done_even_if_nobody_can_be_told(draft: Path, stream: str) -> None:
    for command in (f"check {draft}", f"set penalties=5 {draft}", f"render {draft}"):
        shell = f"{sys.executable} -m tui {command} {stream}"
        done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
        assert done.returncode == 0, command
    assert "penalties = 5 " in draft.read_text("utf-8")


@POSIX
def test_closed_standard_input_is_one_message(draft: Path) -> None:
    shell = f"{sys.executable} -m tui check - <&-"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT)
    assert done.returncode == 2 and "Traceback" not in done.stderr


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux has files without a size")
def test_a_file_without_a_size_is_read_to_its_end() -> None:
    assert Path("/proc/self/status").stat().st_size == 0
    assert regular.read(Path("/proc/self/status")).startswith(b"Name:")


def test_a_small_file_takes_little_room_while_it_is_read(draft: Path) -> None:
    """Room for the largest file was asked for each time, and what many files hold lay scattered over it."""
    tracemalloc.start()
    try:
        regular.read(draft)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


# Signals and workers


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """A shell's background job ignores Ctrl+C, and so would the programs that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def unlike(draft: Path, count: int) -> list[str]:
    """Drafts that were never checked before: copies would be checked once."""
    names = []
    for _ in range(count):
        name = draft.with_name(f"{uuid4()}.toml")
        name.write_text(f"{draft.read_text('utf-8')}# {name}\n", "utf-8")
        names.append(str(name))
    return names


@POSIX
@pytest.mark.parametrize("after", [0.03, 0.06, 0.1, 0.15, 0.25])
def test_an_interrupt_is_quiet_however_early(draft: Path, after: float) -> None:
    program_file = shutil.which("baogao", path=str(Path(sys.executable).parent))
    assert program_file is not None
    names = unlike(draft, 300)
    with subprocess.Popen([program_file, "check", *names], stdout=-3, stderr=subprocess.PIPE, text=True) as process:
        time.sleep(after)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert "/tui/cli" not in err, err
    assert process.returncode in (130, -signal.SIGINT) or "importlib" in err  # before our first line Python speaks


@POSIX
def test_an_interrupt_while_workers_are_started_is_not_lost(draft: Path) -> None:
    """Python ignores what is raised while it forks; seen when Ctrl+C came in that very moment."""
    script = (
        "import multiprocessing, os, signal, sys\n"
        "from tui.__main__ import entry\n"
        "multiprocessing.set_start_method('fork')\n"
        "os.register_at_fork(after_in_parent=lambda: signal.raise_signal(signal.SIGINT))\n"
        f"sys.argv = ['baogao', 'check', '--jobs', '2', {str(draft)!r}, {str(draft)!r}]\n"
        "entry()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (130, "")


def wait_for_workers(parent: int) -> None:
    """Wait until the two workers of a process have been at work for a moment."""
    known = Path(f"/proc/{parent}/task/{parent}/children")
    end = time.monotonic() + 60
    while known.parent.exists() and time.monotonic() < end and len(known.read_text("ascii").split()) < 2:
        time.sleep(0.02)
    time.sleep(0.3 if known.exists() else 1.0)


@POSIX
def test_an_interrupt_with_workers_is_quiet(draft: Path) -> None:
    names = unlike(draft, 200)
    command = [sys.executable, "-m", "tui", "check", "--jobs", "2", *names]
    with subprocess.Popen(
        command, stdout=-3, stderr=subprocess.PIPE, text=True, start_new_session=True, cwd=ROOT
    ) as process:
        wait_for_workers(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode in (130, 0)
    assert "Traceback" not in err


def test_one_unreadable_draft_keeps_no_other_from_being_checked(draft: Path) -> None:
    bad = draft.with_name("bad.toml")
    bad.write_text('outline = "no-such@1"\n', "utf-8")
    gone = draft.with_name("gone.toml")
    done = program("check", "--jobs", "2", "--format", "concise", bad, draft, gone, draft)
    assert done.returncode == 2
    assert "no-such" in done.stdout + done.stderr and "gone.toml" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_workspace_is_said_once_by_several_processes_too(draft: Path) -> None:
    draft.with_name("baogao.toml").write_text("colour = 3\n", "utf-8")
    done = program("check", "--jobs", "2", draft, draft)
    assert done.returncode == 2
    assert done.stderr.count("colour") == 1


def test_errors_come_whole_from_another_process() -> None:
    import pickle

    from tui.base.errors import Place
    from tui.base.messages import say
    from tui.toml.faults import TomlError

    for kind in (BaogaoError, TomlError):
        error = kind(say("{a}", a=1), place=Place("f"), remedy="r")
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is kind and str(again) == str(error)


@POSIX
def test_a_worker_that_dies_is_one_message(baogao: Baogao, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.checking import batch

    def dies(*_: object) -> None:
        os._exit(9)

    monkeypatch.setattr(batch.BatchCheck, "__call__", dies)
    run = baogao("check", "--jobs", "2", draft, draft, draft)
    assert run.code == 2 and "the system ended a process" in run.err


def test_a_baseline_with_an_endless_count_is_no_baseline(baogao: Baogao, draft: Path) -> None:
    file = draft.with_name("baseline.json")
    file.write_text('{"version": 1, "findings": {"a": 1e999}}', "utf-8")
    assert baogao("check", draft, "--baseline", file).code == 2


@pytest.mark.parametrize("text", ["[tool]\noutline = 3\n", "outline = true\n", 'outline = "solid"\ncolour = 1\n'])
def test_a_file_of_another_program_with_such_a_key_is_no_draft(
    baogao: Baogao, draft: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    draft.with_name("baogao.toml").write_text("", "utf-8")
    draft.with_name("theme.toml").write_text(text, "utf-8")
    monkeypatch.chdir(draft.parent)
    assert baogao("check").code == 0
