"""The values of an open draft: those of its session, and form input that cannot be a value yet, for edits to act on."""

from __future__ import annotations

from tui.base.text import normalise
from tui.editing.values import Value
from tui.session.session import Session
from tui.toml import KeyPath


class OpenValues:
    """What edits read and write (`tui.session.edits.Values`); `unfinished` is the form input, by the places it is for."""

    def __init__(self, session: Session) -> None:
        self.unfinished: dict[KeyPath, str] = {}
        self._session = session

    def value(self, path: KeyPath) -> Value | None:
        """The value at a place, its line breaks normalised; None if there is none."""
        value = self._session.value(path)
        return normalise(value) if isinstance(value, str) else value

    def put(self, path: KeyPath, value: Value | None) -> None:
        """Set the value at a place; None removes it."""
        self._session.write(path, value)

    def typed(self, path: KeyPath) -> str | None:
        """Form input at a place that cannot be a value yet."""
        return self.unfinished.get(path)

    def put_typed(self, path: KeyPath, text: str | None) -> None:
        """Keep such input; None if there is none."""
        if text is None:
            self.unfinished.pop(path, None)
        else:
            self.unfinished[path] = text
