"""The settings of a run: language, folders, the day; and the user's preferences: keys and colours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from tui.app.keymap import keymap_of
from tui.base import files
from tui.base.clock import epoch_day
from tui.base.errors import BaogaoError
from tui.base.messages import Language, say, words
from tui.base.text import shortened
from tui.session import recovery
from tui.toml import Document, KeyPath, parse
from tui.toml.keys import key, read_keys

THEMES = ("ink", "paper", "ansi-dark", "ansi-light", "textual-dark", "textual-light")
"""Our own, dark and light; the same in the sixteen colours that every terminal has; and Textual's."""
FILE = "config.toml"


def _theme(document: Document, path: KeyPath) -> str:
    theme: object = document.value_at(path)
    if theme not in THEMES:
        raise BaogaoError(
            say("there is no theme “{name}”", name=shortened(str(theme))),
            place=document.place(path),
            remedy=say("themes are: {names}", names=words(THEMES)),
        )
    return str(theme)


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a user set. Each key of `config.toml` is declared here."""

    theme: str | None = key(
        _theme,
        say("The colours: {themes}; by default those chosen last.", themes=words(THEMES)),
        f'theme = "{THEMES[1]}"',
        default=None,
    )
    keymap: Mapping[str, str] = key(
        keymap_of,
        say("The keys of commands; see: baogao write --keys"),
        '[keys]\nnext-section = "ctrl+n"',
        default=MappingProxyType({}),
        name="keys",
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the app takes from its surroundings."""

    language: Language
    folder: Path
    today: date
    draft: Path | None = None
    outline_paths: tuple[Path, ...] = ()
    state: Path = field(default_factory=recovery.state_folder)
    preferences: Preferences = field(default_factory=Preferences)
    default_theme: str = THEMES[0]
    """The theme for this kind of terminal."""
    shows_guide: bool = True


def config_file() -> Path:
    """The file with the user's preferences."""
    from platformdirs import user_config_path  # only the app needs it

    return user_config_path("baogao", appauthor=False) / FILE


def today() -> date:
    """The day on which due dates are checked: that of SOURCE_DATE_EPOCH if it is set."""
    return epoch_day() or date.today()


def default_theme(environment: Mapping[str, str] = os.environ) -> str:
    """The theme for a terminal: sixteen colours unless it announces more."""
    has_many = environment.get("COLORTERM") in ("truecolor", "24bit") or "256" in environment.get("TERM", "")
    return THEMES[0] if has_many else THEMES[2]


def load(file: Path) -> Preferences:
    """What a user set; nothing when there is no file. Raises `BaogaoError` naming key, line and the nearest right one."""
    return read_keys(Preferences, parse(files.read(file), str(file))) if os.path.exists(file) else Preferences()
