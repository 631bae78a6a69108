"""The checkers that are compared: how each is installed, called, and understood."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal, NamedTuple

from tests.bench.slips import Place

Told = tuple[Place, ...]
"""One finding: the places it is about, all in one line; none where it names no place."""

Said = subprocess.CompletedProcess[str]
"""What a process said, on standard output and on standard error."""

_ENDLESS = 1 << 30  # the last column of a whole line


class Tool(NamedTuple):
    """A checker: the command to which files are added, and what its output says of one of them.

    `ready` makes of a Markdown file what the tool takes; `many` is how one process takes many files: by their names, by a
    pattern (where of several names only the first is looked at), or not at all.
    """

    name: str
    suffix: str
    command: list[str]
    told: Callable[[Said, Path], list[Told]]
    ready: Callable[[Path], Path] = lambda file: file
    many: Literal["names", "pattern", "none"] = "names"


def installed(folder: Path) -> list[Tool]:
    """All tools, the peers freshly installed below a folder; of one that cannot be, it is said that it is left out."""
    tools = [_ours("baogao", "filed"), _ours("baogao, published", "published")]
    for name, install in (("autocorrect", _autocorrect), ("zhlint", _zhlint), ("gongwen-skill", _gongwen)):
        try:
            tools.append(install(folder))
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
    return tools


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _ours(name: str, edition: str) -> Tool:
    command = [sys.executable, "-m", "tui", "check", "--format", "json", "--edition", edition]
    return Tool(name, ".toml", command, _ours_told)


def _ours_told(said: Said, _: Path) -> list[Told]:
    found = json.loads(said.stdout)["findings"]
    return [(Place(one["line"], one["column"] - 1, max(one["column"], one["end_column"] - 1)),) for one in found]


def _autocorrect(folder: Path) -> Tool:
    command = [*_from_npm(folder, "autocorrect-node", "autocorrect"), "--lint", "--format", "json"]
    return Tool("autocorrect", ".md", command, _autocorrect_told)


def _from_npm(folder: Path, package: str, program: str) -> list[str]:
    _run("npm", "install", "--no-fund", "--no-audit", "--prefix", str(folder), package)
    return [str(folder / "node_modules" / ".bin" / program)]


def _autocorrect_told(said: Said, _: Path) -> list[Told]:
    """A finding is a line that would be changed; its places are where it would."""
    (about,) = json.loads(said.stdout)["messages"] or [{"lines": []}]
    return [tuple(_changed(one["l"], one["c"] - 1, one["old"], one["new"])) for one in about["lines"]]


def _changed(line: int, column: int, old: str, new: str) -> list[Place]:
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Place(line, column + start, column + end) for kind, start, end, _, _ in changes if kind != "equal"]


def _zhlint(folder: Path) -> Tool:
    return Tool("zhlint", ".md", _from_npm(folder, "zhlint", "zhlint"), _zhlint_told, many="pattern")


def _zhlint_told(said: Said, file: Path) -> list[Told]:
    """Its columns count from 0 and stand after what a blank is missing after: the character before is taken as well."""
    found = re.findall(rf"^{re.escape(file.name)}:([0-9]+):([0-9]+) - ", said.stderr, re.MULTILINE)
    return [(Place(int(line), int(column) - 1, int(column) + 1),) for line, column in found]


def _gongwen(folder: Path) -> Tool:
    """It takes one .docx a process, which its own converter makes of the Markdown beforehand, off the clock."""
    own = folder / "gongwen"
    _run(sys.executable, "-m", "venv", str(own))
    _run(str(own / "bin" / "python"), "-m", "pip", "install", "--quiet", "gongwen-skill")
    program = str(own / "bin" / "gongwen")

    def ready(file: Path) -> Path:
        made = file.with_suffix(".docx")
        _run(program, "md2docx", str(file), "-o", str(made), "-t", "report", "--no-ai-declaration")
        return made

    command = [program, "check", "-t", "report", "--json"]
    return Tool("gongwen-skill", ".md", command, _gongwen_told, ready, many="none")


def _gongwen_told(said: Said, file: Path) -> list[Told]:
    """It tells paragraphs of the .docx: each stands for the line of the Markdown with the same words, as a whole."""
    xml = zipfile.ZipFile(file).read("word/document.xml").decode()
    paragraphs = [_words(re.sub("<[^>]*>", "", one)) for one in re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)]
    lines = [_words(line) for line in file.with_suffix(".md").read_text("utf-8").split("\n")]
    told: list[Told] = []
    for one in json.loads(said.stdout):
        found = re.fullmatch("paragraph:([0-9]+)", one["location"])
        words = paragraphs[int(found[1])] if found else ""
        line = next((n for n, line in enumerate(lines, 1) if words and words in line), 0)
        told.append((Place(line, 0, _ENDLESS),) if line else ())
    return told


def _words(text: str) -> str:
    """A text without Markdown's marks, blanks and references."""
    return re.sub(r"[\s\\*#]", "", html.unescape(text))
