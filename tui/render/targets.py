"""The registry of rendering targets: each in a module of its own that is imported only when used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import NamedTuple, Protocol, cast

from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, words
from tui.draft.draft import Draft
from tui.outline.outline import Edition
from tui.render.office_form import USUAL, OfficeForm


class _Module(Protocol):
    """What the module of a target provides."""

    def rendered(self, draft: Draft, edition: Edition, form: OfficeForm) -> bytes: ...

    def difference(self, there: bytes, wanted: bytes) -> str | None: ...

    def remarks(self, form: OfficeForm) -> Sequence[Message]: ...


class Target(NamedTuple):
    """Something a report is rendered to, by a module of this package with three functions.

    `rendered` makes the file, `difference` compares two, and `remarks` says what of the form this machine cannot show.
    """

    suffix: str
    module: str
    purpose: Message
    """Its name, and its purpose."""
    is_text: bool
    """Whether it may be written to a terminal."""
    reproducible: bool
    """Whether the same draft gives the same bytes on every machine; if not, `difference` compares the contents."""

    def render(self, draft: Draft, edition: Edition, form: OfficeForm | None = None) -> bytes:
        """The whole report as the bytes of a file, in the form that the office chose; None for one that chose nothing."""
        return self._loaded().rendered(draft, edition, form or USUAL)

    def difference(self, there: bytes, wanted: bytes) -> str | None:
        """Where a file differs from a rendering (a line, or a part; empty where nothing can be named); None if nowhere."""
        if there == wanted:
            return None
        return self._loaded().difference(there, wanted)

    def remarks(self, form: OfficeForm | None = None) -> Sequence[Message]:
        """Remarks about this machine that matter when such a file is viewed on it."""
        return self._loaded().remarks(form or USUAL)

    def _loaded(self) -> _Module:
        return cast(_Module, import_module(f"tui.render.{self.module}"))


TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        target.suffix: target
        for target in (
            Target("docx", "docx.document", say("Word: to edit, sign and file"), is_text=False, reproducible=False),
            Target("pdf", "pdf.document", say("PDF: to print, publish and archive"), is_text=False, reproducible=True),
            Target("md", "markdown", say("Markdown: to read and compare as text"), is_text=True, reproducible=True),
        )
    }
)
"""The targets by the suffixes of their files, in the order in which they are offered."""

DEFAULT = "md"
"""What is written where nobody says what, as to standard output."""


_OTHERS = ("doc", "wps", "wpt", "docm", "odt", "rtf", "html", "htm")
"""Suffixes of reports that are not written here: a file of another kind must not have such a name."""


def target_of(file: str | PurePath | None, default: str = DEFAULT) -> Target:
    """The target for a file name; the default if the name does not imply one.

    Raises `BaogaoError` for the name of a kind of document that cannot be written.
    """
    suffix = PurePath(file).suffix[1:].lower() if file is not None else ""
    if suffix in _OTHERS:
        raise BaogaoError(
            say("{suffix} files cannot be written", suffix=suffix),
            remedy=say("formats are: {names}", names=words(TARGETS)),
        )
    return TARGETS.get(suffix, TARGETS[default])
