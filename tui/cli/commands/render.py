"""`baogao render`: turn drafts into documents to be read, filed and published."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError, unwritable
from tui.base.messages import say
from tui.checking.diagnostic import reported
from tui.checking.office import STANDARD_INPUT, Office, Offices
from tui.cli.arguments import add_arguments, named, offices_of
from tui.cli.console import Console
from tui.cli.exits import FOUND, WRONG_USE
from tui.cli.parser import Words
from tui.draft.draft import Draft
from tui.outline.outline import EDITIONS, Edition
from tui.render.office_form import USUAL
from tui.render.output import beside, file_name, left_out
from tui.render.plain import form_for
from tui.render.targets import DEFAULT, TARGETS, Target, target_of
from tui.rules.finding import Grade
from tui.workspace.drafts import is_draft
from tui.workspace.outputs import write_output


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    add_arguments(parser, words)
    parser.add_argument(
        "-o",
        "--output",
        metavar=words(say("FILE|FOLDER")),
        help=words(say("where to write; a folder for several drafts; by default standard output")),
    )
    parser.add_argument(
        "--edition",
        choices=EDITIONS,
        default="filed",
        help=words(say("filed: with letterhead, signer and copies; published: without them (default: filed)")),
    )
    parser.add_argument(
        "--format",
        choices=tuple(TARGETS),
        help=words(say("what to write (default: by the name after -o, else {format})", format=DEFAULT)),
    )
    parser.add_argument(
        "--check",
        action="store_true",
        help=words(
            say("write nothing; exit 1 if what is there (at -o, else DRAFT.EDITION.FORMAT) is not the rendering")
        ),
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Render every draft; one that cannot be read does not stop the others."""
    target = TARGETS[arguments.format] if arguments.format else target_of(arguments.output)
    names = named(arguments.drafts, arguments.skip_others)
    work = list(zip(names, _files(names, arguments, target), strict=True))
    rendering = _Rendering(target, arguments.edition, arguments.check, offices_of(arguments), console)
    return max((rendering.of(name, file) for name, file in console.progress(work, say("rendering"))), default=0)


@dataclass
class _Rendering:
    """Renders drafts one by one to one target."""

    target: Target
    edition: Edition
    checks: bool
    offices: Offices
    console: Console
    _told: set[str] = field(default_factory=set)
    """Remarks about this machine; each is printed once, however many drafts there are."""

    def of(self, name: str, file: Path | None) -> int:
        """Render a draft, or compare its rendering; returns the exit code. Raises `BaogaoError` on failure."""
        try:
            return self._rendered(name, file)
        except OSError as error:
            raise unwritable(file or "<stdout>", error) from None
        except BaogaoError as error:
            if error.place is not None or self._is_new(str(error)):
                self.console.narrate_error(error)
            return WRONG_USE

    def _rendered(self, name: str, file: Path | None) -> int:
        draft, office = self.offices.open(name), self.offices.of_draft(name)
        if self.edition == "published" and _is_withheld(draft, office, self.console):
            return FOUND
        content = self.target.render(draft, self.edition, office.workspace.form)
        agrees = True
        if self.checks:
            agrees = _agrees(file, content, self.target, self.console)
        elif file is None:
            _to_standard_output(content, self.target, self.console)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_output(file, content)
        form = form_for(draft.outline, office.workspace.form or USUAL)
        if not self.checks and self._is_new(repr(form)):
            for remark in self.target.remarks(form):
                self.console.narrate(remark)
        _warn(draft, self.edition, office, self.console)
        return FOUND if left_out(draft) or not agrees else 0

    def _is_new(self, what: str) -> bool:
        is_new = what not in self._told
        self._told.add(what)
        return is_new


def _to_standard_output(content: bytes, target: Target, console: Console) -> None:
    """Text is made safe for a terminal. Raises `BaogaoError` rather than write anything else to one."""
    if target.is_text:
        console.data(content.decode())
    elif not console.takes_bytes():
        raise BaogaoError(
            say("{format} is not text, and would garble the terminal", format=target.suffix),
            remedy=say("name a file with -o"),
        )
    else:
        console.bytes(content)


def _is_withheld(draft: Draft, office: Office, console: Console) -> bool:
    """Whether anything in the draft must not be published; if so, it is reported, and nothing is written."""
    reasons = reported(draft, office.withheld(draft))
    for one in reasons:
        start = one.place.start
        where = f"{one.place.file}:{start.line}:{start.column}"
        console.narrate(say("{where}: {code} {what}", where=where, code=one.code, what=one.message))
    if reasons:
        console.narrate(say("{file}: not rendered: it is not ready for publication", file=draft.document.file))
    return bool(reasons)


def _files(names: Sequence[str], arguments: argparse.Namespace, target: Target) -> list[Path | None]:
    """Where each rendering goes, None for standard output.

    Raises `BaogaoError` where two would go to one place, or one over a draft.
    """
    output = arguments.output
    if output is None:
        if not arguments.check and len(names) > 1:
            raise BaogaoError(say("several drafts need a folder as their output"), remedy=say("name one with -o"))
        return [_beside(name, arguments.edition, target) if arguments.check else None for name in names]
    is_folder = len(names) > 1 or os.path.isdir(output) or output.endswith(("/", os.sep))
    if not is_folder:
        _keep_draft(output, names)
        return [Path(output)]
    if os.path.isfile(output):
        raise BaogaoError(say("several drafts need a folder as their output, and {file} is a file", file=output))
    found = [Path(output, file_name(_stem(name), arguments.edition, target.suffix)) for name in names]
    for n, file in enumerate(found):
        if file in found[:n]:
            first = names[found.index(file)]
            raise BaogaoError(
                say("{first} and {second} would both be written to {file}", first=first, second=names[n], file=file),
                remedy=say("render them into two folders"),
            )
    return list(found)


def _keep_draft(output: str, names: Sequence[str]) -> None:
    """Raise `BaogaoError` where a rendering would replace a draft."""
    is_one = os.path.realpath(output) in [os.path.realpath(name) for name in names if name != STANDARD_INPUT]
    if is_one or (output.endswith(".toml") and os.path.isfile(output) and is_draft(Path(output))):
        raise BaogaoError(
            say("{file} is a draft, and would be overwritten", file=output), remedy=say("name another file with -o")
        )


def _stem(name: str) -> str:
    return "stdin" if name == STANDARD_INPUT else Path(name).stem


def _beside(name: str, edition: Edition, target: Target) -> Path:
    if name == STANDARD_INPUT:
        raise BaogaoError(say("standard input has no rendered file to compare with"), remedy=say("name one with -o"))
    return beside(Path(name), edition, target.suffix)


def _agrees(file: Path | None, content: bytes, target: Target, console: Console) -> bool:
    """Whether the file matches the rendering; if not, the difference is reported."""
    assert file is not None
    if not os.path.exists(file):
        console.narrate(say("{file} is not there yet: render it", file=file))
        return False
    difference = target.difference(files.read(file), content)
    if difference is not None:
        where = f"{file}:{difference}" if difference else file
        console.narrate(say("{where}: is not what the draft renders to: render it again", where=where))
    return difference is None


def _warn(draft: Draft, edition: Edition, office: Office, console: Console) -> None:
    """Report on standard error what is missing from a rendering, or printed differently than intended."""
    for one in reported(draft, office.check(draft, edition)):
        if one.grade is Grade.ERROR:
            start = one.place.start
            where = f"{one.place.file}:{start.line}:{start.column}"
            console.narrate(say("{where}: {code} {what}", where=where, code=one.code, what=one.message))
    for message in left_out(draft):
        console.narrate(message)
