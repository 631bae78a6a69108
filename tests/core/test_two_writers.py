"""Two writers of one draft: every word that was typed is in the file or among the texts set aside, and none is there twice."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.conftest import ROOT
from tests.support.kept_words import doubled, missing
from tui.cli.main import main
from tui.outline.library import Library
from tui.session.session import Session
from tui.toml import parse

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
LIBRARY = Library.searching()
_WORD = re.compile("[甲乙][0-9之]+号")
_END = re.compile("(?<=号)。|\n(?=[甲乙])")


class Writer:
    """A person at an app: types words into one section, sentence by sentence, while time passes."""

    def __init__(self, name: str, file: Path, state: Path, random: Random, section: str) -> None:
        self.name = name
        self.random = random
        self.section = section
        self.now = 0.0
        self.words: list[str] = []
        self.file, self.state = file, state
        self.session = Session.open(file, LIBRARY, state=state, clock=lambda: self.now)

    @property
    def text(self) -> str:
        return str(self.session.value(("sections", self.section, "text")) or "")

    def type(self) -> None:
        """Add a word: to the sentence in which the last one is, or as a new sentence anywhere."""
        word = f"{self.name}{len(self.words)}号"
        text, last = self.text, self.words[-1] if self.words else ""
        if last and self.random.random() < 0.6 and last in text:
            at = text.index(last) + len(last)
        else:
            ends = [n + 1 for n, character in enumerate(text) if character == "。"]
            at = self.random.choice([0, *ends])
            self.session.write_text(self.section, f"{text[:at]}{word}。\n{text[at:]}")
            self.words.append(word)
            return
        self.session.write_text(self.section, text[:at] + word + text[at:])
        self.words.append(word)

    def split(self) -> None:
        """Begin a sentence of its own with a word that is in one, after a new sentence."""
        found = list(_WORD.finditer(self.text))
        if found:
            at = self.random.choice(found).start()
            word = f"{self.name}{len(self.words)}号"
            self.session.write_text(self.section, f"{self.text[:at]}\n{word}。\n{self.text[at:]}")
            self.words.append(word)

    def join(self) -> None:
        """Make two sentences one, or two lines."""
        ends = [found.start() for found in _END.finditer(self.text)]
        if ends:
            at = self.random.choice(ends)
            self.session.write_text(self.section, self.text[:at] + self.text[at + 1 :])

    def wait(self) -> None:
        """Let half a second pass, and settle what is asked as it comes."""
        self.now += 0.5
        if self.session.is_settled():
            self.session.look()
        self.session.tick()
        self.settle()

    def settle(self) -> None:
        while self.session.conflicts:
            path, conflict = next(iter(self.session.conflicts.items()))
            self.session.decide(path, conflict.choosing(self.random.choice(("ours", "theirs"))))

    def close(self) -> None:
        while self.session.unsaved or self.session.conflicts:
            self.session.save()
            self.settle()


def faults(file: Path, state: Path, writers: list[Writer], elsewhere: str = "") -> list[str]:
    """Words that are nowhere, and words that are in the draft twice."""
    words = [word for writer in writers for word in writer.words]
    lost = [f"lost {word}" for word in missing(words, file, state, elsewhere)]
    return lost + [f"twice {word}" for word in doubled(words, file)]


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    return file


def finished(file: Path) -> None:
    """Let a second pass for a file that was written in place."""
    if file.exists():
        os.utime(file, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns - 10**9))


def two_apps(file: Path, state: Path, seed: int) -> list[str]:
    random = Random(seed)
    writers = [Writer(name, file, state, random, "other") for name in ("甲", "乙")]
    for _ in range(60):
        writer = random.choice(writers)
        random.choice((writer.type, writer.type, writer.type, writer.split, writer.join, writer.wait, writer.wait))()
    for writer in writers:
        writer.close()
    return faults(file, state, writers)


def app_and_set(file: Path, state: Path, seed: int) -> list[str]:
    random = Random(seed)
    writer = Writer("甲", file, state, random, "other")
    for n in range(40):
        if random.random() < 0.3:
            with contextlib.redirect_stderr(io.StringIO()):
                assert main(["set", f"penalties={n}", f"sections.plan.text=第{n}版。", str(file)]) == 0
            last = n
        random.choice((writer.type, writer.wait))()
    writer.close()
    values = parse(file.read_bytes(), "f").values
    wrong = faults(file, state, [writer])
    if (values["figures"]["penalties"], values["sections"]["plan"]["text"]) != (last, f"第{last}版。"):
        wrong.append("a set was lost")
    return wrong


def app_and_editor(file: Path, state: Path, seed: int) -> list[str]:
    """An editor that read the file a while ago and writes its own copy back, by another file or in place, in one piece or two."""
    random = Random(seed)
    writer = Writer("甲", file, state, random, "other")
    other = Writer("乙", file, state, random, "other")
    buffer = file.read_text("utf-8")
    for _ in range(40):
        if random.random() < 0.25:
            if random.random() < 0.5:
                buffer = file.read_text("utf-8")  # it reads the file again
            word = f"乙{len(other.words)}号"
            other.words.append(word)
            buffer = buffer.replace("权力清单", f"权力{word}清单", 1) if random.random() < 0.3 else buffer
            buffer = (
                buffer.replace("[sections.plan]", f"# {word}\n[sections.plan]", 1) if word not in buffer else buffer
            )
            written = buffer.encode()
            if random.random() < 0.5:
                aside = file.with_suffix(".new")
                aside.write_bytes(written)
                os.replace(aside, file)
            else:
                with file.open("wb") as stream:
                    stream.write(written[: len(written) // 2])
                    stream.flush()
                    writer.now += 0.25
                    if writer.session.is_settled():
                        return ["half a file was taken for the whole"]
                    stream.write(written[len(written) // 2 :])
            finished(file)
        random.choice((writer.type, writer.type, writer.wait))()
    writer.close()
    return faults(file, state, [writer])


def app_and_git(file: Path, state: Path, seed: int) -> list[str]:
    random = Random(seed)

    def git(*command: str) -> str:
        who = ["-c", "user.name=x", "-c", "user.email=x@example.invalid"]
        done = subprocess.run(["git", *who, *command], cwd=file.parent, capture_output=True, text=True, check=False)
        finished(file)
        return done.stdout

    git("init", "-q", "-b", "main")
    git("add", "report.toml")
    git("commit", "-qm", "start")
    git("checkout", "-qb", "theirs")
    file.write_text(file.read_text("utf-8").replace("没有逾期。", "没有一件逾期。"), "utf-8")
    git("commit", "-qam", "theirs")
    git("checkout", "-q", "main")
    writer = Writer("甲", file, state, random, "other")

    def stash() -> None:
        git("stash", "-q")
        if random.random() < 0.5:
            writer.wait()
        git("stash", "pop", "-q")

    acts: list[Callable[[], object]] = [
        lambda: git("commit", "-qam", "words"),
        lambda: git("merge", "-q", "--no-edit", "theirs"),
        lambda: git("rebase", "-q", "--autostash", "theirs"),
        lambda: git("checkout", "-q", "-m", random.choice(("main", "theirs"))),
        stash,
    ]
    for _ in range(30):
        if random.random() < 0.3:
            random.choice(acts)()
            if "<<<<<<<" in file.read_text("utf-8"):  # whom git asks settles it by taking both
                lines = file.read_text("utf-8").splitlines(keepends=True)
                file.write_text(
                    "".join(one for one in lines if not one.startswith(("<<<<<<<", "=======", ">>>>>>>"))), "utf-8"
                )
                finished(file)
                git("add", "-A")
                git("commit", "-qm", "settled")
        random.choice((writer.type, writer.type, writer.wait))()
    time.sleep(0)
    writer.close()
    history = git("log", "--all", "-p", "--no-textconv") + git("stash", "list", "-p")
    return [fault for fault in faults(file, state, [writer], history) if "lost" in fault]


CAMPAIGNS = [two_apps, app_and_set, app_and_editor, app_and_git]


@pytest.mark.parametrize("campaign", CAMPAIGNS)
@pytest.mark.parametrize("seed", range(10))
def test_every_word_of_two_writers_is_kept_once(
    draft: Path, seed: int, campaign: Callable[[Path, Path, int], list[str]]
) -> None:
    if campaign is app_and_git and shutil.which("git") is None:
        pytest.skip("git is not installed")
    assert campaign(draft, draft.parent / "state", seed) == []


@pytest.mark.campaign
@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_every_word_of_two_writers_is_kept_once_in_two_hundred_rounds(
    tmp_path: Path, campaign: Callable[[Path, Path, int], list[str]]
) -> None:
    wrong: list[str] = []
    for seed in range(1000, 1200):
        folder = tmp_path / str(seed)
        folder.mkdir()
        file = folder / "report.toml"
        file.write_bytes(EXAMPLE.read_bytes())
        wrong += [f"{seed}: {one}" for one in campaign(file, folder / "state", seed)]
    assert wrong == []
