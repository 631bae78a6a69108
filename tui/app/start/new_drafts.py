"""New drafts from a filled-in form: outline, year, issuer, last year's draft."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tui.app.host import Host
from tui.base import files
from tui.base.errors import BaogaoError, Place
from tui.base.messages import say
from tui.draft.new import Beginning, begin
from tui.editing.typed_values import items_typed
from tui.outline.library import EXAMPLE, Library
from tui.outline.outline import Outline


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filled-in form for a new draft."""

    outline: str
    year: int
    issuer: str
    file: str
    last_year: Path | None = None


def library_of(app: Host) -> Library:
    """Where outlines are searched for the folder that the app was started in. Raises `BaogaoError`."""
    return app.offices.library(app.settings.folder)


def outlines(app: Host) -> list[Outline]:
    """All outlines that can be read, each id once. Raises `BaogaoError` for a bad `baogao.toml`."""
    library = library_of(app)
    found: dict[str, Outline] = {}
    for outline in _sound(library):
        found.setdefault(outline.id, outline)
    return list(found.values())


def _sound(library: Library) -> Iterator[Outline]:
    for file in library.files():
        try:
            yield library.load(file)
        except BaogaoError:  # a broken one must not keep anybody from choosing another
            continue


def outlines_with_examples(app: Host) -> list[Outline]:
    """The outlines that come with an example."""
    library = library_of(app)
    return [outline for outline in outlines(app) if (library.folder(outline.id) / EXAMPLE).is_file()]


def example_of(app: Host, id: str) -> Path:
    """Write the example of an outline into the folder, unless the file exists. Raises `BaogaoError`."""
    content = files.read(library_of(app).folder(id) / EXAMPLE)
    target: Path = app.settings.folder / EXAMPLE
    if os.path.exists(target) and files.read(target) != content:
        target = app.settings.folder / f"example-{id}.toml"
    if not os.path.exists(target):
        files.write(target, content)
    return target


def new_draft(app: Host, wanted: Wanted) -> Path:
    """Write a new draft, and return its file. Raises `BaogaoError`, also if the file exists."""
    target: Path = app.settings.folder / Path(wanted.file).expanduser()
    if os.path.lexists(target):
        raise BaogaoError(say("the file already exists"), place=Place(str(target)), remedy=say("choose another name"))
    library = library_of(app)
    outline = library.find(wanted.outline)
    last = None
    if wanted.last_year:
        from tui.checking.importing import open_report  # imports the importers

        last = open_report(str(wanted.last_year), app.offices, app.settings.folder, wanted.outline)
    defaults = dict(app.offices.of(app.settings.folder).workspace.defaults)
    issuers = tuple(items_typed(wanted.issuer, "organs"))
    if issuers:
        defaults["issuer"] = issuers if len(issuers) > 1 else issuers[0]
    text = begin(outline, Beginning(wanted.year, defaults, last), app.language)
    files.write(target, text.encode())
    return target
