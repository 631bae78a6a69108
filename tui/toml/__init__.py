"""TOML with places: values by tomli, spans by tree-sitter-toml, and the position of each character of a text."""

from tui.toml.document import Document, parse
from tui.toml.faults import TomlError, conflict_markers
from tui.toml.spans import Entry, KeyPath, value_at

__all__ = ["Document", "Entry", "KeyPath", "TomlError", "conflict_markers", "parse", "value_at"]
