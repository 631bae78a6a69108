"""Shows the folder of a file in the desktop's file manager, if there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


def opener() -> list[str] | None:
    """The command that shows a folder; None without a desktop, as in a remote terminal."""
    if sys.platform == "win32":
        return ["explorer"]
    if sys.platform == "darwin":
        return ["open"]
    has_desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    found = shutil.which("xdg-open") if has_desktop else None
    return [found] if found else None


def open_folder(folder: Path) -> bool:
    """Show a folder without waiting; whether the program could be started."""
    command = opener()
    if command is None:
        return False
    try:
        subprocess.Popen(
            [*command, str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True
