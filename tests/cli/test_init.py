"""`baogao init`: a workspace by dialogue or by options, readable by people and by the program, and never twice."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import ROOT, Baogao
from tui.base.messages import Language
from tui.base.text import UNSAFE
from tui.cli.commands.init import text
from tui.render.office_form import Face
from tui.rules.register import RULES
from tui.workspace import workspace

DEPARTMENT = "law-based-government-department"


CTRL_C = "\x03\r"
"""With a key after it: Python's readline may notice a signal in the very moment of a prompt only at the next key."""
PATIENCE = 20  # seconds after which a silent program hangs

_CONTROLLED = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, "-m", "tui", *sys.argv[1:]])
"""
"""Makes the terminal one whose keys reach the program as signals, and becomes the program.

Tests that a shell runs in the background inherit that Ctrl+C means nothing; who sits at a terminal does not.
"""

KEYS = ("issuer", "number_prefix", "recipients", "copies", "printer")


class Terminal:
    """The program at a terminal of its own: what it asks is read, answers are typed."""

    def __init__(self, folder: Path, *arguments: str, locale: str = "C.UTF-8", lang: str = "en") -> None:
        import pty

        self._master, slave = pty.openpty()
        command = [sys.executable, "-c", _CONTROLLED, "--lang", lang, "init", *arguments, str(folder)]
        environment = {"PATH": os.environ["PATH"], "LC_ALL": locale, "TERM": "xterm", "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, env=environment, start_new_session=True
        )
        os.close(slave)
        self._bytes = b""
        self._seen = 0

    @property
    def shown(self) -> str:
        """All that was shown so far."""
        return self._bytes.decode(errors="replace")

    def wait_for(self, *marks: str) -> None:
        """Read until the program has shown these one after the other, after what was waited for last."""
        for mark in marks:
            while (at := self._bytes.find(mark.encode(), self._seen)) < 0:
                if not self._read():
                    raise AssertionError(f"the program ended before {mark!r}: {self.shown!r}")
            self._seen = at + len(mark.encode())

    def type(self, keys: str | bytes) -> None:
        """Press keys."""
        os.write(self._master, keys if isinstance(keys, bytes) else keys.encode())

    def answer(self, *lines: str) -> None:
        """Answer the questions in their order, each when it is asked."""
        for key, line in zip(KEYS, lines, strict=False):
            self.wait_for(key, "> ")
            self.type(f"{line}\r")

    def end(self) -> int:
        """Read to the end; the result is the exit code."""
        while self._read():
            pass
        os.close(self._master)
        return self._process.wait()

    def _read(self) -> bool:
        if not select.select([self._master], [], [], PATIENCE)[0]:
            self._process.kill()
            self._process.wait()
            os.close(self._master)
            raise AssertionError(f"the program is silent: {self.shown!r}")
        try:
            piece = os.read(self._master, 4096)
        except OSError:  # Linux says so when the program has gone
            piece = b""
        self._bytes += piece
        return piece != b""


needs_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")


def defaults(folder: Path) -> dict[str, object]:
    loaded = workspace.load(folder / "baogao.toml").defaults
    assert loaded is not None
    return dict(loaded)


@needs_a_terminal
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_a_dialogue_in_chinese_writes_the_workspace(tmp_path: Path, locale: str) -> None:
    terminal = Terminal(tmp_path, locale=locale, lang="zh")
    terminal.answer(
        " 云川市市场监督管理局、云川市知识产权局\u3000", "云市监字", "市委，市政府", "", "\t云川市市场监督管理局办公室 "
    )
    assert terminal.end() == 0, terminal.shown
    assert "issuer" in terminal.shown
    assert "printer" in terminal.shown
    content = (tmp_path / "baogao.toml").read_text("utf-8")
    assert 'issuer = ["云川市市场监督管理局", "云川市知识产权局"]\n' in content
    assert 'number_prefix = "云市监字"\n' in content
    assert 'recipients = ["市委", "市政府"]\n' in content
    assert '# copies = ["' in content
    assert 'printer = "云川市市场监督管理局办公室"\n' in content
    assert defaults(tmp_path) == {
        "issuer": ("云川市市场监督管理局", "云川市知识产权局"),
        "number_prefix": "云市监字",
        "recipients": ("市委", "市政府"),
        "printer": "云川市市场监督管理局办公室",
    }


@needs_a_terminal
def test_backspace_deletes_a_whole_chinese_character(tmp_path: Path) -> None:
    pytest.importorskip("readline")
    terminal = Terminal(tmp_path)
    terminal.answer("云川市水务\x7f\x7f农业农村局", "", "", "", "")
    assert terminal.end() == 0, terminal.shown
    assert defaults(tmp_path) == {"issuer": "云川市农业农村局"}


@needs_a_terminal
def test_enter_skips_every_question(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "office")
    terminal.answer("", "", "", " ", "\u3000")
    assert terminal.end() == 0, terminal.shown
    assert defaults(tmp_path / "office") == {}


@needs_a_terminal
def test_a_question_is_repeated_for_an_answer_that_is_not_text(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.answer("甲\u202e局")
    terminal.wait_for("U+202E", "> ")
    terminal.type("甲局\r")
    for key in KEYS[1:]:
        terminal.wait_for(key, "> ")
        terminal.type("\r")
    assert terminal.end() == 0, terminal.shown
    assert defaults(tmp_path) == {"issuer": "甲局"}


@needs_a_terminal
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_bytes_of_another_encoding_are_asked_again(tmp_path: Path, locale: str) -> None:
    terminal = Terminal(tmp_path, locale=locale)
    terminal.wait_for("issuer", "> ")
    terminal.type("甲局 x\r".encode("gb18030"))
    terminal.wait_for("this is not text in the encoding of the terminal", "type it again", "> ")
    terminal.type(CTRL_C)
    assert terminal.end() == 130, terminal.shown


@needs_a_terminal
@pytest.mark.parametrize(("key", "code"), [("\x04", 2), (CTRL_C, 130)])
def test_who_leaves_before_the_end_leaves_nothing(tmp_path: Path, key: str, code: int) -> None:
    terminal = Terminal(tmp_path / "office")
    terminal.answer("甲局")
    terminal.wait_for("number_prefix", "> ")
    terminal.type(key)
    assert terminal.end() == code, terminal.shown
    assert "Traceback" not in terminal.shown
    assert not (tmp_path / "office").exists()


@needs_a_terminal
def test_a_file_that_appears_during_the_dialogue_is_left_alone(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.answer("甲局", "", "", "")
    terminal.wait_for("printer", "> ")
    (tmp_path / "baogao.toml").write_text("# from a colleague\n", "utf-8")
    terminal.type("\r")
    assert terminal.end() == 2
    assert (tmp_path / "baogao.toml").read_text("utf-8") == "# from a colleague\n"


@needs_a_terminal
def test_with_options_nothing_is_asked(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "--issuer", "甲局")
    assert terminal.end() == 0
    assert "> " not in terminal.shown
    assert defaults(tmp_path) == {"issuer": "甲局"}


def test_options_say_all_and_lists_repeat_or_are_divided(baogao: Baogao, tmp_path: Path) -> None:
    done = baogao(
        *("init", tmp_path, "--issuer", "云川市水务局", "--number-prefix", "云水字"),
        *("--recipients", "市委", "--recipients", "市政府、市人大常委会", "--copies", "市委依法治市办"),
        *("--printer", "云川市水务局办公室", "--outlines", "outlines", "--outlines", r"C:\共用"),
    )
    assert (done.code, done.out) == (0, "")
    assert done.err == f"{tmp_path / 'baogao.toml'} is written; then choose an outline: baogao outline list\n"
    values = tomllib.loads((tmp_path / "baogao.toml").read_text("utf-8"))
    assert values == {
        "outlines": ["outlines", r"C:\共用"],
        "defaults": {
            "issuer": "云川市水务局",
            "number_prefix": "云水字",
            "recipients": ["市委", "市政府", "市人大常委会"],
            "copies": ["市委依法治市办"],
            "printer": "云川市水务局办公室",
        },
        "grades": {},
        "form": {},
    }
    draft = tomllib.loads(
        baogao("new", DEPARTMENT, "-o", tmp_path / "draft.toml").out or _read(tmp_path / "draft.toml")
    )
    assert draft["fields"]["recipients"] == ["市委", "市政府", "市人大常委会"]
    assert draft["fields"]["number"].startswith("云水字〔")


def _read(file: Path) -> str:
    return file.read_text("utf-8")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_template_is_commented_and_its_samples_are_right(baogao: Baogao, tmp_path: Path, lang: str) -> None:
    assert baogao("--lang", lang, "init", tmp_path / "a" / "b", "--no-input").code == 0
    file = tmp_path / "a" / "b" / "baogao.toml"
    assert defaults(file.parent) == {}
    lines = _read(file).splitlines()
    filled = "\n".join(line.removeprefix("# ") if " = " in line else line for line in lines)
    file.write_text(filled, "utf-8")
    office = workspace.load(file)
    assert office.outlines == (file.parent / "outlines",)
    assert list(office.defaults) == ["issuer", "number_prefix", "recipients", "copies", "printer"]
    assert [given.rule for given in office.grades] == ["outline-version"]
    assert office.form is not None and office.form.fonts[Face.TITLE] == ("方正小标宋简体",)
    assert {given.rule for given in office.grades} <= {rule.name for rule in RULES.values()}


def test_here_is_the_default(baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert baogao("init", "--no-input").err.startswith("baogao.toml is written")
    assert (tmp_path / "baogao.toml").is_file()


@pytest.mark.parametrize("arguments", [["--no-input"], ["--issuer", "甲局"], []])
def test_a_second_one_is_refused(baogao: Baogao, tmp_path: Path, arguments: list[str]) -> None:
    file = tmp_path / "baogao.toml"
    file.write_text("# mine\n", "utf-8")
    done = baogao("init", tmp_path, *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err == f"{file}: the file already exists\n  change it in an editor\n"
    assert _read(file) == "# mine\n"
    file.unlink()
    file.symlink_to(tmp_path / "nowhere")
    assert baogao("init", tmp_path, *arguments).code == 2
    assert not file.exists()


def test_without_a_terminal_and_options_it_says_what_to_do(baogao: Baogao, tmp_path: Path) -> None:
    done = baogao("init", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("not an interactive terminal: nothing can be asked\n  give the values as options")
    closed = subprocess.run(
        ["bash", "-c", f'{sys.executable} -m tui init "{tmp_path}" <&-'], cwd=ROOT, capture_output=True, check=False
    )
    assert (closed.returncode, closed.stdout) == (2, b"")
    assert b"Traceback" not in closed.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_message(baogao: Baogao, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        done = baogao("init", folder, "--no-input")
        assert done.code == 2
        assert len(done.err.splitlines()) == 1
        assert "cannot be written" in done.err


@pytest.mark.parametrize("option", ["--issuer", "--number-prefix", "--outlines"])
def test_invisible_characters_are_refused(baogao: Baogao, tmp_path: Path, option: str) -> None:
    done = baogao("init", tmp_path, option, "甲\u202e局")
    assert done.code == 2
    assert "U+202E" in done.err
    assert list(tmp_path.iterdir()) == []


names = st.lists(st.text(max_size=20).filter(lambda text: not UNSAFE.search(text) and text != ""), max_size=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    yield tmp_path_factory.mktemp("offices")


@given(issuer=names, prefix=names.map(lambda several: several[:1]), recipients=names, outlines=names)
def test_whatever_is_answered_is_what_the_workspace_says(
    folder: Path, issuer: list[str], prefix: list[str], recipients: list[str], outlines: Sequence[str]
) -> None:
    answers = {"issuer": issuer, "number_prefix": prefix, "recipients": recipients}
    file = folder / "baogao.toml"
    file.write_bytes(text(answers, outlines, Language("zh_CN")).encode())
    values = tomllib.loads(file.read_text("utf-8"))
    assert values["defaults"] == {
        **({"issuer": issuer if len(issuer) > 1 else issuer[0]} if issuer else {}),
        **({"number_prefix": prefix[0]} if prefix else {}),
        **({"recipients": recipients} if recipients else {}),
    }
    assert values.get("outlines", []) == outlines
    workspace.load(file)
