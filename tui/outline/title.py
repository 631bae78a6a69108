"""The title field, which the drafts of every outline have: its name, in the language of the report."""

from __future__ import annotations

from collections.abc import Mapping

from tui.base.languages import primary

TITLE = "title"
"""The id of the field, whose text keeps its line breaks."""

_FIELDS: Mapping[str, Mapping[str, str]] = {
    "zh": {
        "label": "标题",
        "hint": "不填就用提纲的标题。另起一行的地方，印出来也在那里换行；{year}、{issuer} 代表报告年度和发文机关。",
    },
    "en": {
        "label": "Title",
        "hint": "Left empty, it is the one of the outline. A line break is kept in print; {year} and {issuer} stand for themselves.",
    },
}


def title_field(language: str) -> dict[str, str]:
    """The field's definition where an outline gives none."""
    return {"id": TITLE, "kind": "text", **_FIELDS.get(primary(language), _FIELDS["en"])}
