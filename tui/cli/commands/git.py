"""`baogao git`: let git show drafts as reports, and merge them by field, figure and section."""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, Place, unreadable
from tui.base.messages import say, say_n
from tui.base.regular import refuse_other_kinds
from tui.checking.office import Offices
from tui.checking.reviewed import reviewed
from tui.cli.console import Console
from tui.cli.exits import FOUND
from tui.cli.parser import Parser, Words, add_common
from tui.draft.draft import Draft, outline_reference
from tui.editing.conflicts import NotLineByLine, Resolution, resolve
from tui.editing.order import Order
from tui.formatting.canonical import canonical
from tui.outline.outline import Outline
from tui.toml import Document, parse
from tui.workspace import workspace

_ATTRIBUTES = ".gitattributes"
_BEGIN, _END = "# baogao git setup: drafts are shown and merged as reports", "# end of baogao git setup"
_LINES = ("*.toml diff=baogao merge=baogao", f"{workspace.FILE} !diff !merge", "pyproject.toml !diff !merge")
# If the program is gone, git does what it would do without us. A conflict of ours has its markers in the file.
_SHOWS = 'shown() {{ {program} git textconv -- "$1" 2>/dev/null || cat -- "$1"; }}; shown'
_MERGES = (
    "{program} git merge -- %O %A %B %P || {{ grep -q '^<<<<<<< ' %A && exit 1; "
    "git merge-file -L ours -L base -L theirs %A %O %B; }}"
)
_SETTINGS = ("diff.baogao", "merge.baogao")
_NAMED = re.compile(r"(?:[^_]+_)?(.+)")  # git's own copy of a file: FOLDER/NAME, or XXXXXX_NAME


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
            action.add_argument("file", metavar=words(say("FILE")), help=words(say("the file that git passes")))
        else:
            for version, meaning in {
                "base": say("the common ancestor: %O of git"),
                "ours": say("our version, which the result replaces: %A of git"),
                "theirs": say("their version: %B of git"),
                "path": say("the path of the draft: %P of git"),
            }.items():
                action.add_argument(version, metavar=version.upper(), help=words(meaning))


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Run the action."""
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
    folder = office.folder if office and _is_below(office.folder, top) else top
    attributes = folder / _ATTRIBUTES
    if not _is_below(attributes, top):
        raise BaogaoError(
            say("this is a link to a file outside the repository"),
            place=Place(str(attributes)),
            remedy=say("put a file in its place"),
        )
    return attributes


def _is_below(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _program() -> str:
    """The command with which git calls this program: its full path, since git does not have our environment."""
    found = shutil.which("baogao")
    return shlex.quote(found) if found else f"{shlex.quote(sys.executable)} -m tui"


def _setup(console: Console) -> int:
    attributes = _attributes_file()
    program = _program()
    _git("config", "diff.baogao.textconv", _SHOWS.format(program=program))
    _git("config", "merge.baogao.name", "baogao: by field, figure and sentence")
    _git("config", "merge.baogao.driver", _MERGES.format(program=program))
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
    """Print the draft as reviewers see it; a file that is not a draft is printed as it is."""
    source = files.read(Path(file))
    try:
        document = parse(source, file)
        draft = Draft(document, _outline_of(outline_reference(document), Path(file)))
    except BaogaoError:
        console.data(source.decode("utf-8", "replace"))
        return 0
    console.data(reviewed(draft))
    return 0


def _outline_of(reference: str, file: Path) -> Outline:
    """The outline of a draft that git copied to another folder: by the workspaces of this repository, its file's first.

    Raises `BaogaoError` when none of them has it.
    """
    offices = Offices()
    names = dict.fromkeys((file.name, _NAMED.sub(r"\1", file.name, count=1)))
    patterns = [pattern for name in names for pattern in (f":(glob){_escaped(name)}", f":(glob)**/{_escaped(name)}")]
    for folder in dict.fromkeys((file.parent, *_folders_of(*patterns))):
        with contextlib.suppress(BaogaoError):
            return offices.library(folder).find(reference)
    for folder in _folders_of(workspace.FILE, f"*/{workspace.FILE}"):
        with contextlib.suppress(BaogaoError):
            return offices.library(folder).find(reference)
    return offices.library(Path.cwd()).find(reference)


def _escaped(name: str) -> str:
    """A file's name as a pattern that matches only it."""
    return re.sub(r"[*?\[\\]", r"\\\g<0>", name)


def _folders_of(*patterns: str) -> list[Path]:
    """The folders of files in this repository, from the current folder; git calls us at its top."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    done = subprocess.run(command, capture_output=True, check=False)
    return [Path(os.fsdecode(name)).parent for name in done.stdout.split(b"\0") if name]


def _merge(arguments: argparse.Namespace, console: Console) -> int:
    """Write the merge over our version; exit 1 if there are conflicts, as git expects."""
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

    def in_canonical_layout(version: Document) -> Document:
        return parse(canonical(Draft(version, outline)), version.file)

    return resolve(base, ours, theirs, Order(outline), in_canonical_layout)


def _line_by_line(arguments: argparse.Namespace) -> int:
    versions = (arguments.ours, arguments.base, arguments.theirs)
    for version in versions:
        refuse_other_kinds(Path(version))  # git would read a pipe or a device for ever
    command = ["git", "merge-file", "-L", "ours", "-L", "base", "-L", "theirs"]
    done = subprocess.run([*command, *versions], check=False)
    return FOUND if done.returncode else 0
