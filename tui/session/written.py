"""How files of the state folder are written: plain TOML that people can read, long texts on several lines."""

from __future__ import annotations

from collections.abc import Mapping

from tui.editing.values import Value, multi_line, one_line

_LONG = 80  # characters; a longer text is written on several lines, so that people can read the file


def table(values: Mapping[str, Value]) -> str:
    """Lines of a table. Our own, not tomli-w's, which goes through a text character by character, twice a second here."""
    return "".join(
        f"{name} = {multi_line(value) if isinstance(value, str) and len(value) > _LONG else one_line(value)}\n"
        for name, value in values.items()
    )
