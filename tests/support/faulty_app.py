"""The app with a fault planted in it: some seconds after the first word a handler of the widget in focus raises."""

from __future__ import annotations

import sys

from tui.app.application import Baogao
from tui.cli.main import entry


def plant(after: float) -> None:
    """Let the fault happen so many seconds after the draft's first word, however long the start takes."""
    start = Baogao.on_mount

    def on_mount(self: Baogao) -> None:
        start(self)
        waiting = self.set_interval(0.05, lambda: begin(self))

        def begin(app: Baogao) -> None:
            if app.opened is not None and app.opened.text("introduction"):
                waiting.stop()
                app.set_timer(after, lambda: app.focused and app.focused.call_later(fail, app))

    Baogao.on_mount = on_mount  # type: ignore[method-assign]


def fail(app: Baogao) -> None:
    """The fault, in a frame that holds the text of the draft."""
    assert app.opened is not None
    text = app.opened.text("introduction")
    raise ZeroDivisionError(f"planted after {len(text)} characters")


if __name__ == "__main__":
    plant(float(sys.argv.pop(1)))
    entry()
