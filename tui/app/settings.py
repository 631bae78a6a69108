"""What the app is started with: language, folders, the day; and what a user set: keys and colours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tui.app.keymap import keymap_of
from tui.base import files
from tui.base.clock import epoch_day
from tui.base.errors import BaogaoError
from tui.base.messages import Language, say, words
from tui.base.suggestions import suggestion
from tui.base.text import shortened
from tui.session import recovery
from tui.toml import parse

THEMES = ("ink", "paper", "ansi-dark", "ansi-light", "textual-dark", "textual-light")
"""Our own, dark and light; both in the sixteen colours that every terminal has; and Textual's."""
FILE = "config.toml"
_KEYS = ("theme", "keys")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the app takes from its surroundings."""

    language: Language
    folder: Path
    today: date
    draft: Path | None = None
    outline_paths: tuple[Path, ...] = ()
    state: Path = field(default_factory=recovery.state_folder)
    keymap: Mapping[str, str] = field(default_factory=dict)
    theme: str | None = None
    """The theme that the user set; None for the one that was chosen last, or else the default."""
    default_theme: str = THEMES[0]
    """The theme for this kind of terminal."""
    shows_guide: bool = True


def config_file() -> Path:
    """Where a user's own keys and colours are written."""
    from platformdirs import user_config_path  # only the app needs it

    return user_config_path("baogao", appauthor=False) / FILE


def today() -> date:
    """The day on which due dates are checked: that of SOURCE_DATE_EPOCH if it is set."""
    return epoch_day() or date.today()


def default_theme(environment: Mapping[str, str] = os.environ) -> str:
    """The theme for a terminal: sixteen colours where it tells of no more."""
    has_many = environment.get("COLORTERM") in ("truecolor", "24bit") or "256" in environment.get("TERM", "")
    return THEMES[0] if has_many else THEMES[2]


def load(file: Path) -> tuple[dict[str, str], str | None]:
    """The keys and the theme that a user set; nothing when there is no file.

    Raises `BaogaoError` naming key, line and the nearest right one.
    """
    if not os.path.exists(file):
        return {}, None
    document = parse(files.read(file), str(file))
    for key in document.values:
        if key not in _KEYS:
            raise BaogaoError(
                say("there is no key “{key}”", key=shortened(key)),
                place=document.place((key,), of="key"),
                remedy=suggestion(key, _KEYS),
            )
    theme = document.values.get("theme")
    if theme is not None and theme not in THEMES:
        raise BaogaoError(
            say("there is no theme “{name}”", name=shortened(str(theme))),
            place=document.place(("theme",)),
            remedy=say("themes are: {names}", names=words(THEMES)),
        )
    return keymap_of(document), theme
