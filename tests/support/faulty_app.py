"""The app with a fault planted in it: some seconds after its start a handler of the widget that has the focus raises."""

from __future__ import annotations

import sys

from tui.app.application import Baogao
from tui.cli.main import entry


def plant(after: float) -> None:
    """Let the fault happen so many seconds after the start."""
    start = Baogao.on_mount

    def on_mount(self: Baogao) -> None:
        start(self)
        self.set_timer(after, lambda: self.focused and self.focused.call_later(fail, self))

    Baogao.on_mount = on_mount  # type: ignore[method-assign]


def fail(app: Baogao) -> None:
    """The fault, in a frame that holds the text of the draft."""
    assert app.opened is not None
    text = app.opened.text("introduction")
    raise ZeroDivisionError(f"planted after {len(text)} characters")


if __name__ == "__main__":
    plant(float(sys.argv.pop(1)))
    entry()
