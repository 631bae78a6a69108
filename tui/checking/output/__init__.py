"""The formats in which findings are written, each in a module of its own that only its users import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from tui.rules.finding import Grade

if TYPE_CHECKING:
    from tui.checking.batch import Checked
    from tui.checking.diagnostic import Diagnostic
    from tui.cli.console import Console

_MODULES = {
    "full": "full",
    "concise": "concise",
    "json": "plain_json",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
}


class Writer(Protocol):
    """Writes findings to the console's standard output.

    `drafts` are all drafts that were checked, also those without findings, and `fails` the least grade that makes a check
    fail: one format tells of both.
    """

    def __call__(
        self,
        found: Sequence[Diagnostic],
        console: Console,
        drafts: Sequence[Checked] = (),
        fails: Grade = Grade.ERROR,
    ) -> None:
        """Write them."""


def _write(
    module: str,
    found: Sequence[Diagnostic],
    console: Console,
    drafts: Sequence[Checked] = (),
    fails: Grade = Grade.ERROR,
) -> None:
    import_module(f"tui.checking.output.{module}").write(found, console, drafts, fails)


FORMATS: Mapping[str, Writer] = MappingProxyType({name: partial(_write, module) for name, module in _MODULES.items()})
"""The output formats by their names."""
