"""`baogao git`: let git show drafts as reports, and merge them by field, figure and section."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, unreadable
from tui.base.messages import say, say_n
from tui.checking.office import Offices
from tui.cli.console import Console
from tui.cli.exits import FOUND
from tui.cli.parser import Parser, Words, add_common
from tui.draft.draft import outline_reference
from tui.editing.conflicts import NotLineByLine, Resolution, resolve
from tui.editing.order import Order
from tui.render.markdown import render
from tui.toml import parse
from tui.workspace import workspace

_ATTRIBUTES = ".gitattributes"
_BEGIN, _END = "# baogao git setup: drafts are shown and merged as reports", "# end of baogao git setup"
_LINES = ("*.toml diff=baogao merge=baogao", f"{workspace.FILE} !diff !merge", "pyproject.toml !diff !merge")
_SETTINGS = ("diff.baogao", "merge.baogao")
_SENTENCE = re.compile(r"([。！？][”’）》」』】]*(?:\*\*)?)(?=[^\n])")


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    actions = parser.add_subparsers(
        dest="action", required=True, metavar=words(say("ACTION")), prog=parser.prog, parser_class=Parser
    )
    summaries = {
        "setup": say("set up this repository; git asks the other two then"),
        "textconv": say("print a draft as git diff shows it"),
        "merge": say("merge three versions of a draft, as git calls it"),
    }
    for name, summary in summaries.items():
        action = actions.add_parser(
            name, help=words(summary), description=words(summary), add_help=False, allow_abbrev=False
        )
        add_common(action, words)
        if name == "setup":
            action.add_argument("--undo", action="store_true", help=words(say("remove these settings")))
        elif name == "textconv":
            action.add_argument("file", metavar=words(say("FILE")), help=words(say("the file that git gives")))
        else:
            for version, meaning in {
                "base": say("the common ancestor: %O of git"),
                "ours": say("our version, which the result replaces: %A of git"),
                "theirs": say("their version: %B of git"),
                "path": say("the path of the draft: %P of git"),
            }.items():
                action.add_argument(version, metavar=version.upper(), help=words(meaning))


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do what the action says."""
    if arguments.action == "setup":
        return _undo(console) if arguments.undo else _setup(console)
    if arguments.action == "textconv":
        return _textconv(arguments.file, console)
    return _merge(arguments, console)


# Setting up


def _git(*command: str) -> str:
    try:
        done = subprocess.run(["git", *command], capture_output=True, check=False)
    except OSError as error:
        raise unreadable("git", error) from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise BaogaoError(say("git says: {what}", what=said), remedy=say("run this inside a git repository"))
    return done.stdout.decode("utf-8", "replace").strip()


def _attributes_file() -> Path:
    """Beside `baogao.toml` if there is a workspace in this repository, else at its top."""
    top = Path(_git("rev-parse", "--show-toplevel"))
    office = workspace.find(Path.cwd())
    folder = office.folder if office and office.folder.resolve().is_relative_to(top.resolve()) else top
    return folder / _ATTRIBUTES


def _program() -> str:
    """How git is to call this program: by its full path, for git has not our environment."""
    found = shutil.which("baogao")
    return shlex.quote(found) if found else f"{shlex.quote(sys.executable)} -m tui"


def _setup(console: Console) -> int:
    attributes = _attributes_file()
    program = _program()
    _git("config", "diff.baogao.textconv", f"{program} git textconv")
    _git("config", "merge.baogao.name", "baogao: by field, figure and section")
    _git("config", "merge.baogao.driver", f"{program} git merge %O %A %B %P")
    old = _attributes(attributes)
    rest = _without_ours(old)
    lead = rest if not rest or rest.endswith("\n") else f"{rest}\n"
    new = lead + "\n".join((_BEGIN, *_LINES, _END)) + "\n"
    if new != old:
        files.write(attributes, new.encode())
    console.narrate(say("set up: git diff shows drafts as reports, git merge merges them by section"))
    console.narrate(say("commit {file}; the settings apply to this clone only", file=attributes))
    return 0


def _undo(console: Console) -> int:
    attributes = _attributes_file()
    for section in _SETTINGS:
        if _git("config", "--local", "--get-regexp", f"^{section}\\.") if _has(section) else "":
            _git("config", "--local", "--remove-section", section)
    old = _attributes(attributes)
    rest = _without_ours(old)
    if not rest and old:
        attributes.unlink()
    elif rest != old:
        files.write(attributes, rest.encode())
    console.narrate(say("undone: git treats drafts like any other file"))
    return 0


def _has(section: str) -> bool:
    command = ["git", "config", "--local", "--get-regexp", f"^{section}\\."]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _attributes(file: Path) -> str:
    return files.read(file).decode("utf-8", "replace") if file.exists() else ""


def _without_ours(text: str) -> str:
    return re.sub(rf"^{re.escape(_BEGIN)}\n.*?^{re.escape(_END)}\n", "", text, flags=re.MULTILINE | re.DOTALL)


# What git calls


def _textconv(file: str, console: Console) -> int:
    """The rendering with a sentence a line; what is no draft is shown as it is."""
    try:
        draft = Offices().open(file)
    except BaogaoError:
        console.data(files.read(Path(file)).decode("utf-8", "replace"))
        return 0
    console.data(_SENTENCE.sub(r"\1\n", render(draft, "filed")))
    return 0


def _merge(arguments: argparse.Namespace, console: Console) -> int:
    """Write the merge over our version; exit 1 when something is in conflict, as git wants it."""
    try:
        resolution = _resolved(arguments)
    except (BaogaoError, NotLineByLine):
        console.narrate(say("{file}: not a draft, merged line by line", file=arguments.path))
        return _line_by_line(arguments)
    files.write(Path(arguments.ours), resolution.source)
    taken = len(resolution.taken)
    console.narrate(say_n("{file}: {n} place merged", "{file}: {n} places merged", taken, file=arguments.path))
    for path in resolution.conflicts:
        console.narrate(
            say("{file}: conflict in {place}", file=arguments.path, place=".".join(str(part) for part in path))
        )
    return FOUND if resolution.conflicts else 0


def _resolved(arguments: argparse.Namespace) -> Resolution:
    base, ours, theirs = (
        parse(files.read(Path(name)), arguments.path) for name in (arguments.base, arguments.ours, arguments.theirs)
    )
    references = {outline_reference(version) for version in (base, ours, theirs)}
    outline = Offices().library(Path(arguments.path).parent).find(outline_reference(ours))
    if any(reference.split("@")[0] != outline.id for reference in references):
        raise NotLineByLine
    return resolve(base, ours, theirs, Order(outline))


def _line_by_line(arguments: argparse.Namespace) -> int:
    command = ["git", "merge-file", "-L", "ours", "-L", "base", "-L", "theirs"]
    done = subprocess.run([*command, arguments.ours, arguments.base, arguments.theirs], check=False)
    return FOUND if done.returncode else 0
