"""Messages to users: English in the code, data until they are shown, translated where they are shown."""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

LOCALE = Path(__file__).parents[1] / "locale"
DOMAIN = "baogao"
LANGUAGES = ("en", "zh_CN")


class Message(Struct, frozen=True):
    """An English sentence with named gaps, and the values that fill them; `plural` is chosen by the value `n`."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None

    def __str__(self) -> str:
        return Language("en")(self)


def say(text: str, /, **values: object) -> Message:
    """Mark `text` for translation and bind the values of its `{gaps}`."""
    return Message(text, values)


def say_n(one: str, many: str, n: int, /, **values: object) -> Message:
    """Mark a sentence that counts: `one` for n = 1 and `many` otherwise; both may use `{n}`."""
    return Message(one, {"n": n, **values}, many)


def words(items: Iterable[object]) -> str:
    """Join names for a message: the same comma in both languages, since the names are data."""
    return ", ".join(str(item) for item in items)


class Language:
    """One language of the interface: call it with a `Message` to get the text.

    A language without a catalogue (English) and a sentence missing from one fall back to the English of the code.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._catalogue: gettext.NullTranslations = gettext.NullTranslations()
        if name != "en":
            self._catalogue = gettext.translation(DOMAIN, LOCALE, [name], fallback=True)

    def __call__(self, message: Message | str) -> str:
        """The text of a message in this language; a bare string is data and stays as it is."""
        if isinstance(message, str):
            return message
        if message.plural is None:
            text = self._catalogue.gettext(message.text)
        else:
            count = message.values["n"]
            assert isinstance(count, int)
            text = self._catalogue.ngettext(message.text, message.plural, count)
        values = message.values
        for inner in values.values():
            if isinstance(inner, Message):
                values = {name: self(value) if isinstance(value, Message) else value for name, value in values.items()}
                break
        return text.format(**values)

    def gettext(self, text: str) -> str:
        """Translate a bare string, as the standard library's `argparse` expects."""
        return self._catalogue.gettext(text)

    def ngettext(self, one: str, many: str, n: int) -> str:
        """Translate a bare string with a count, as `argparse` expects."""
        return self._catalogue.ngettext(one, many, n)


def language_for(
    wanted: str | None, environment: Mapping[str, str] = os.environ, system: Callable[[], str] | None = None
) -> Language:
    """Choose the language: the one requested, else BAOGAO_LANG, else the locale, else the system's.

    Anything Chinese is `zh_CN`; everything else and a C locale are English. The variables are read in POSIX order
    (LC_ALL, LC_MESSAGES, LANG), and the first one set decides; unless it is C, LANGUAGE takes precedence, as in
    other programs. Windows sets none of them and has a display language of its own.
    """
    name = wanted or environment.get("BAOGAO_LANG", "")
    if not name:
        name = next((environment[n] for n in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(n)), "")
        listed = [one for one in environment.get("LANGUAGE", "").split(":") if one]
        if listed and name.split(".")[0] not in ("C", "POSIX", ""):
            name = next((one for one in listed if one.lower().startswith(("zh", "en"))), name)
        elif not name:
            name = next(iter(listed), "") or (system or _system_language)()
    return Language("zh_CN" if name.lower().startswith("zh") else "en")


def _system_language() -> str:
    """The display language of Windows; nothing elsewhere."""
    if os.name != "nt":
        return ""
    import ctypes  # for this only
    import locale

    windows: Any = getattr(ctypes, "windll", None)
    return locale.windows_locale.get(windows.kernel32.GetUserDefaultUILanguage(), "")
