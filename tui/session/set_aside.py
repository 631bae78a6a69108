"""Texts that left a draft because another was kept: set aside in the user's state folder, where they can be found."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.editing.values import Value
from tui.session.identity import Identity, identity, is_of, private_folder, writer
from tui.session.written import table
from tui.toml import KeyPath, parse

OVERWRITTEN = "overwritten"
THEIRS_TAKEN = "theirs taken"
OURS_TAKEN = "ours taken"
DISCARDED = "discarded"
REPLACED = "replaced"
EDITOR = "editor"

REASONS: dict[str, Message] = {
    OVERWRITTEN: say("others changed it in the file"),
    THEIRS_TAKEN: say("the other version was kept"),
    OURS_TAKEN: say("your version was kept"),
    DISCARDED: say("it was discarded"),
    EDITOR: say("your own editor did not return in order"),
    REPLACED: say("a text taken back took its place"),
}
"""Why a text was set aside, for display."""

KEPT = timedelta(days=30)
_SUFFIX = ".aside.toml"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A text that was set aside: its file, the draft and the place it comes from, and why it left."""

    file: Path
    identity: Identity
    when: datetime
    path: KeyPath
    text: str
    why: str

    @property
    def draft(self) -> Path:
        """The draft it comes from, by its name at the time."""
        return self.identity.draft

    def discard(self) -> None:
        """Delete it for good."""
        with contextlib.suppress(OSError):
            self.file.unlink()


def keep(draft: Path, path: KeyPath, text: str, why: str, folder: Path) -> SetAside:
    """Set aside a text of a draft. The same text of the same place is kept once. Raises `BaogaoError`."""
    for known in of_draft(draft, folder):
        if known.path == path and known.text == text:
            return known
    private_folder(folder)
    when, origin = datetime.now(UTC), identity(draft)
    head: dict[str, Value] = {**origin.as_values(), "when": when, "path": list(path), "why": why, "text": text}
    file = folder / f"{origin.name}-{when:%Y%m%d%H%M%S%f}-{os.urandom(2).hex()}{_SUFFIX}"
    files.write_private(file, table(head).encode(), writer())
    return SetAside(file, origin, when, path, text, why)


def of_draft(draft: Path, folder: Path) -> list[SetAside]:
    """The texts set aside from a draft, latest first; it may have been renamed since."""
    return [one for one in all_of(folder) if is_of(one.identity, draft)]


def all_of(folder: Path) -> list[SetAside]:
    """All texts set aside, latest first."""
    return sorted(_all(folder), key=lambda one: one.when, reverse=True)


def clear(folder: Path, older_than: timedelta = KEPT, now: datetime | None = None) -> int:
    """Delete older texts; returns how many."""
    limit = (now or datetime.now(UTC)) - older_than
    old = [one for one in _all(folder) if one.when < limit]
    for one in old:
        one.discard()
    return len(old)


def _all(folder: Path) -> Iterator[SetAside]:
    if not os.path.isdir(folder):
        return
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        with contextlib.suppress(BaogaoError, KeyError, TypeError):
            values = parse(files.read(file), str(file)).values
            origin = Identity.of_values(values)
            yield SetAside(file, origin, values["when"], tuple(values["path"]), str(values["text"]), str(values["why"]))
