"""What else writes a draft that is open in the app: loops of `set`, git, an editor with a copy of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Protocol

from tests.support.terminal import surroundings
from tui.toml import parse

_LOOP = """
import contextlib, io, random, sys, time
from tui.cli.main import main
figure, section, file, seed = sys.argv[1:]
seconds = random.Random(seed)
n = 0
print("ready", flush=True)
while sys.stdin.read(1):
    for _ in range(4):
        n += 1
        with contextlib.redirect_stderr(io.StringIO()) as told:
            code = main(["set", f"{figure}={n}", f"sections.{section}.text=第{n}版。", file])
        assert code == 0, told.getvalue()
        time.sleep(seconds.uniform(0, 0.05))
    print(n, flush=True)
"""


class OtherWriter(Protocol):
    """Somebody or something that writes the draft beside the app."""

    words: list[str]

    def act(self) -> None:
        """Do one thing to the file."""

    def elsewhere(self) -> str:
        """What it keeps of the draft in places of its own."""

    def faults(self) -> list[str]:
        """What of its own is not as it left it, once it is done."""

    def leave(self) -> None:
        """Be done."""


class SetLoops:
    """Two loops of `set`, each with a figure and a section of its own; they write while others do."""

    def __init__(self, home: Path, draft: Path, random: Random) -> None:
        self.words: list[str] = []
        self._random = random
        self._draft = draft
        self._last: dict[str, int] = {}
        self._loops = {
            names: subprocess.Popen(
                [sys.executable, "-c", _LOOP, *names, str(draft), str(random.random())],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env=surroundings(home),
            )
            for names in (("penalties", "plan"), ("permits", "problems"))
        }
        for names in self._loops:
            assert self._said(names) == "ready"

    def _said(self, names: tuple[str, str]) -> str:
        stream = self._loops[names].stdout
        assert stream is not None
        return stream.readline().strip()

    def act(self) -> None:
        """Let one of the loops go on for four updates, without waiting for them."""
        stdin = self._loops[self._random.choice(list(self._loops))].stdin
        assert stdin is not None
        stdin.write("x")
        stdin.flush()

    def elsewhere(self) -> str:
        """Nothing."""
        return ""

    def leave(self) -> None:
        """Let both loops come to their end."""
        for (figure, _), loop in self._loops.items():
            out, _ = loop.communicate()
            assert loop.returncode == 0
            self._last[figure] = int((out.split() or ["0"])[-1])

    def faults(self) -> list[str]:
        """Updates that were reported and are not in the file."""
        values = parse(self._draft.read_bytes(), "draft").values
        return [
            f"{figure} was last set to {last}, and is {values['figures'][figure]} and {values['sections'][section]['text']}"
            for (figure, section), last in zip(self._loops, self._last.values(), strict=True)
            if last and (values["figures"][figure], values["sections"][section]["text"]) != (last, f"第{last}版。")
        ]


class Git:
    """Somebody who commits, takes over a colleague's commits, switches branches and stashes.

    Where git asks, one side of each conflict is taken; git itself has the other one.
    """

    def __init__(self, home: Path, draft: Path, random: Random) -> None:
        self.words: list[str] = []
        self._random = random
        self._draft = draft
        self._colleague = home / "colleague" / draft.name
        self._environment = surroundings(home) | {"GIT_EDITOR": "true", "GIT_CONFIG_GLOBAL": os.devnull}
        for name in ("AUTHOR", "COMMITTER"):
            self._environment |= {f"GIT_{name}_NAME": "x", f"GIT_{name}_EMAIL": "x@example.invalid"}
        self._git("init", "-q", "-b", "main")
        if random.random() < 0.5:  # our merge driver, or git's own lines
            self._run(sys.executable, "-m", "tui", "git", "setup")
        self._git("add", draft.name)
        self._git("commit", "-qm", "start")
        self._git("branch", "other")
        self._run("git", "clone", "-q", str(draft.parent), str(self._colleague.parent))

    def _run(self, *command: str, folder: Path | None = None) -> str:
        return subprocess.run(
            command,
            cwd=folder or self._draft.parent,
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        ).stdout

    def _git(self, *command: str) -> str:
        return self._run("git", *command)

    def act(self) -> None:
        """Do one of the things that move the file, and settle what git asks."""
        self._random.choice((self._commit, self._merge, self._rebase, self._switch, self._stash))()
        while "<<<<<<<" in (text := self._draft.read_text("utf-8")):
            self._draft.write_text(self._one_side(text), "utf-8")
            self._git("add", self._draft.name)
            if (self._draft.parent / ".git" / "rebase-merge").exists():
                self._git("rebase", "--continue")
            else:
                self._git("commit", "-qm", "settled")

    def _one_side(self, text: str) -> str:
        kept, side = [], ""
        taken = self._random.choice("<=")
        for line in text.splitlines(keepends=True):
            if line.startswith(("<<<<<<<", "|||||||", "=======", ">>>>>>>")):
                side = "" if line[0] == ">" else line[0]
            elif side in ("", taken):
                kept.append(line)
        return "".join(kept)

    def _commit(self) -> None:
        self._git("commit", "-qam", "words")

    def _fetch(self) -> None:
        """A commit of the colleague's arrives: a sentence more in the section that is written in the app."""
        word = f"g{len(self.words)}z"
        self._colleague.write_text(with_sentence(self._colleague.read_text("utf-8"), word), "utf-8")
        self._run("git", "commit", "-qam", word, folder=self._colleague.parent)
        self._git("fetch", "-q", str(self._colleague.parent), "main:theirs")
        self.words.append(word)

    def _merge(self) -> None:
        self._fetch()
        self._git("merge", "-q", "--no-edit", "theirs")

    def _rebase(self) -> None:
        self._fetch()
        self._git("rebase", "-q", "--autostash", "theirs")

    def _switch(self) -> None:
        self._git("checkout", "-q", "-m", self._random.choice(("main", "other")))

    def _stash(self) -> None:
        self._git("stash", "-q")
        time.sleep(self._random.choice((0, 0.3)))
        self._git("stash", "pop", "-q")

    def elsewhere(self) -> str:
        """All commits and stashes."""
        return self._git("log", "--all", "--reflog", "-p", "--no-textconv", "-m")

    def leave(self) -> None:
        """Nothing is left to do."""

    def faults(self) -> list[str]:
        """Nothing is its own."""
        return []


class Editor:
    """An editor with a copy of the file, new or old, that it writes back through another file or in place, in two pieces."""

    def __init__(self, home: Path, draft: Path, random: Random) -> None:
        self.words: list[str] = []
        self._random = random
        self._draft = draft
        self._copy = draft.read_text("utf-8")

    def act(self) -> None:
        """Perhaps read the file again; write a word into the copy, and the copy into the file."""
        if self._random.random() < 0.5:
            self._copy = self._draft.read_text("utf-8")
        word = f"e{len(self.words)}z"
        self.words.append(word)
        if self._random.random() < 0.5:
            self._copy = with_sentence(self._copy, word)
        else:
            self._copy = self._copy.replace("[sections.plan]", f"# {word}\n[sections.plan]")
        self._random.choice((self._by_rename, self._in_place))(self._copy.encode())

    def _by_rename(self, content: bytes) -> None:
        new = self._draft.with_suffix(".new")
        new.write_bytes(content)
        os.replace(new, self._draft)

    def _in_place(self, content: bytes) -> None:
        half = len(content) // 2
        with self._draft.open("wb") as stream:
            stream.write(content[:half])
            stream.flush()
            time.sleep(self._random.uniform(0, 0.2))
            stream.write(content[half:])

    def elsewhere(self) -> str:
        """The copy."""
        return self._copy

    def leave(self) -> None:
        """Nothing is left to do."""

    def faults(self) -> list[str]:
        """Nothing is its own."""
        return []


def with_sentence(draft: str, word: str) -> str:
    """A draft with one more sentence at the end of its first section."""
    end = draft.rindex('"""', 0, draft.index("[sections.responsibility]"))
    return f"{draft[:end]}另有{word}。\n{draft[end:]}"
