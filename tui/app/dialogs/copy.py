"""A copy of a read-only draft under another name."""

from __future__ import annotations

import os
from pathlib import Path

from tui.app.dialogs.ask import Ask
from tui.app.host import Host
from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.session.open_draft import OpenDraft


async def save_copy(app: Host, opened: OpenDraft) -> bool:
    """Ask for a name, and go on writing in a copy of that name; ask again if it exists. False after Esc."""
    folder = next((one for one in (opened.file.parent, app.settings.folder) if os.access(one, os.W_OK)), Path.home())
    name = str(_free(folder, opened.file, app))
    while True:
        name = await app.push_screen_wait(Ask(say("Save a copy as"), app.short(name)))
        if not name:
            return False
        try:
            opened.save_copy(app.settings.folder / Path(name).expanduser())
        except BaogaoError as error:
            app.warn(error)
            continue
        app.inform(say("saved as {file}; you are writing in the copy now", file=app.short(str(opened.file))))
        return True


def _free(folder: Path, draft: Path, app: Host) -> Path:
    """An unused name for a copy of a draft."""
    stem = app.words(say("{name}-copy", name=draft.stem))
    names = (folder / f"{stem}{number}{draft.suffix}" for number in ("", *range(2, 1000)))
    return next((one for one in names if not os.path.lexists(one)), folder / f"{stem}{draft.suffix}")
