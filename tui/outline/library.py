"""Finding outlines: folders searched in order, each outline in a folder named by its id, or id@version."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from msgspec import Struct

from tui.base.errors import Place, unreadable
from tui.base.messages import say, words
from tui.base.suggestions import suggestion
from tui.base.text import shortened
from tui.outline.inheritance import OutlineError, build
from tui.outline.model import split_reference
from tui.outline.outline import Outline
from tui.toml import Document, parse

LARGEST = 1_000_000  # bytes of an outline
LONGEST_CHAIN = 8  # outlines that extend one another
FILE = "outline.toml"
EXAMPLE = "example.toml"
"""The complete report shipped with an outline."""

Written = Callable[[], Place | None]
"""Where a name was written: found only if it is wrong, since looking for it takes longer than reading the file."""

_PACKAGE = Path(__file__).parents[1]


def shipped() -> Path:
    """The outlines that come with the program: next to the package in a checkout, inside it in a wheel."""
    inside = _PACKAGE / "outlines"
    return inside if inside.is_dir() else _PACKAGE.parent / "outlines"


class Library(Struct, frozen=True):
    """The folders to search, in order; the shipped outlines come last."""

    folders: tuple[Path, ...]

    @classmethod
    def searching(cls, *folders: Path) -> Library:
        """A library of these folders and the shipped outlines."""
        return cls((*folders, shipped()))

    def files(self) -> Iterator[Path]:
        """The outline files, in search order; one per id and folder."""
        for folder in self.folders:
            yield from _outline_in(folder)
            for sub in _inside(folder):
                yield from _outline_in(sub)

    def find(self, reference: str, written: Written = lambda: None) -> Outline:
        """The outline named `id` or `id@version`: that version if found, else the first with that id.

        Raises `OutlineError` naming the places searched and the nearest id.
        """
        return build(self._chain(self._document(reference, written)))

    def folder(self, reference: str) -> Path:
        """The folder of the outline that `find` returns, which holds its example. Raises `OutlineError` like `find`."""
        return Path(self._document(reference, lambda: None).file).parent

    def load(self, file: Path) -> Outline:
        """The outline in a file; the ones it extends are searched for.

        Raises `OutlineError` for anything wrong with it.
        """
        return build(self._chain(_read(file)))

    def _document(self, reference: str, written: Written) -> Document:
        wanted = split_reference(reference)
        if wanted is None:
            raise OutlineError(
                say("“{name}” is not the name of an outline", name=shortened(reference)),
                place=written(),
                remedy=say("write its id, @ and its version"),
            )
        id, version = wanted
        found = [_read(file) for file in self._candidates(id, version)]
        named = [document for document in found if document.values.get("id") == id]
        exact = [document for document in named if document.values.get("version") == version]
        if named:
            return (exact or named)[0]
        known = {file.parent.name for file in self.files()}
        raise OutlineError(
            say("there is no outline “{id}” in {places}", id=id, places=words(self.folders)),
            place=written(),
            remedy=suggestion(id, known) or say("outlines are: {names}", names=words(sorted(known))),
        )

    def _candidates(self, id: str, version: int | None) -> Iterator[Path]:
        """Where an outline may be: an older version still in use is next to the newer one, in `id@version`."""
        for folder in self.folders:
            yield from _outline_in(folder)
            yield from _outline_in(folder / id)  # an id has no slashes and no dots: it cannot leave the folder
            if version is not None:
                yield from _outline_in(folder / f"{id}@{version}")

    def _chain(self, document: Document) -> list[Document]:
        chain = [document]
        while (extends := chain[0].values.get("extends")) is not None:
            written = partial(chain[0].place, ("extends",))
            if not isinstance(extends, str):
                raise OutlineError(say("this must be text, in quotation marks"), place=written())
            if len(chain) == LONGEST_CHAIN or extends in {_reference(known) for known in chain}:
                raise OutlineError(say("outlines extend one another in a circle, or without end"), place=written())
            parent = self._document(extends, written)
            if _reference(parent) != extends:
                raise OutlineError(
                    say(
                        "this extends “{wanted}”, but “{found}” is installed", wanted=extends, found=_reference(parent)
                    ),
                    place=written(),
                    remedy=say("see what changed, and name the version you mean to extend"),
                )
            chain.insert(0, parent)
        return chain


def _outline_in(folder: Path) -> Iterator[Path]:
    try:
        if (folder / FILE).is_file():
            yield folder / FILE
    except OSError as error:
        raise unreadable(folder, error) from None


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise unreadable(folder, error) from None


def _reference(document: Document) -> str:
    return f"{document.values.get('id')}@{document.values.get('version')}"


def _read(file: Path) -> Document:
    try:
        size = file.stat().st_size
        if size > LARGEST:
            raise OutlineError(say("an outline larger than a megabyte"), place=Place(str(file)))
        return parse(file.read_bytes(), str(file))
    except OSError as error:
        raise unreadable(file, error) from None
