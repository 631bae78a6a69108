"""Starts and ends the app: what must be set before Textual is imported, and what must not be lost in a failure."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tui.app.settings import Settings, config_file, default_theme, load, today
from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import Language, say
from tui.session import recovery

_GUIDE_SEEN = "guide-seen"


def launch(language: Language, draft: Path | None = None, outline_paths: Sequence[str] = ()) -> int:
    """Run the app until the user leaves it; the exit code is not 0 if the system ended it.

    Raises `BaogaoError` without a terminal, for a bad configuration, and after a failure of the app: the text is then
    saved or remembered all the same, and the failure is logged to a file.
    """
    if not is_terminal():
        raise BaogaoError(
            say("not an interactive terminal"),
            remedy=say("in scripts use the commands; see: baogao --help"),
        )
    from tui.app.application import Baogao

    state = recovery.state_folder()
    preferences = load(config_file())
    seen = state.parent / _GUIDE_SEEN
    settings = Settings(
        language,
        Path.cwd(),
        today(),
        draft,
        tuple(map(Path, outline_paths)),
        state,
        preferences,
        default_theme(),
        not seen.exists(),
    )
    code = run(Baogao(settings), state.parent)
    _note(seen)
    return code


def is_terminal() -> bool:
    """Whether somebody can see a screen and press keys."""
    return os.isatty(0) and (os.isatty(2) or os.isatty(1)) and os.environ.get("TERM") != "dumb"


def run(app: object, state: Path) -> int:
    """Run an app; however it ends, the open draft is saved or remembered. The result is the exit code."""
    from rich.console import Console

    from tui.app.application import Baogao

    assert isinstance(app, Baogao)
    failure = io.StringIO()
    app.error_console = Console(file=failure, width=120)  # a traceback is for developers, in a file
    try:
        app.run()
    finally:
        app.put_away()
    what = failure.getvalue()
    if "UnicodeDecodeError" in what and not app.return_code:  # raised in the thread that reads the keys
        raise BaogaoError(
            say("the terminal sends characters that are not UTF-8; your text is kept"),
            remedy=say("set the terminal to UTF-8 and start again"),
        )
    if app.return_code or (what and not app.ending.code and is_terminal()):
        raise _failed(what, state)
    return app.ending.code


def _failed(what: str, state: Path) -> BaogaoError:
    file = state / f"failure-{datetime.now():%Y%m%d-%H%M%S}.txt"
    error = say("the program failed; your text is kept and will be offered at the next start")
    try:
        state.mkdir(parents=True, exist_ok=True)
        files.write(file, what.encode("utf-8", "replace"))
    except (OSError, BaogaoError):
        return BaogaoError(error)
    return BaogaoError(error, remedy=say("please send this file to whoever maintains the program: {file}", file=file))


def _note(file: Path) -> None:
    """Remember that the guide was shown; if that fails, it is shown again."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    except OSError:
        return
