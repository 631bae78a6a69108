"""The formats by name; only the one used is imported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from tui.base.messages import Language
from tui.rules.finding import Grade

if TYPE_CHECKING:
    from tui.checking.batch import Checked
    from tui.checking.diagnostic import Diagnostic

_MODULES = {
    "full": "full",
    "concise": "concise",
    "json": "plain_json",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
}


Piece = tuple[str, str]
"""A piece of a text and its style, as Rich names styles; empty for none."""


class Sink(Protocol):
    """Where a format writes: text for programs and people, in one language."""

    @property
    def language(self) -> Language:
        """The reader's language."""

    def data(self, text: str) -> None:
        """Write a text as it is."""

    def drawn(self, text: Iterable[Piece]) -> None:
        """Write a text and a line feed, in colour where the reader can see it."""


class Writer(Protocol):
    """Writes findings to a sink.

    `drafts` are all drafts that were checked, including those without findings; `fails` is the lowest grade that makes
    a check fail: JUnit reports both.
    """

    def __call__(
        self,
        found: Sequence[Diagnostic],
        sink: Sink,
        drafts: Sequence[Checked] = (),
        fails: Grade = Grade.ERROR,
    ) -> None:
        """Write them."""


def _write(
    module: str,
    found: Sequence[Diagnostic],
    sink: Sink,
    drafts: Sequence[Checked] = (),
    fails: Grade = Grade.ERROR,
) -> None:
    import_module(f"tui.checking.output.{module}").write(found, sink, drafts, fails)


FORMATS: Mapping[str, Writer] = MappingProxyType({name: partial(_write, module) for name, module in _MODULES.items()})
"""The output formats by their names."""
