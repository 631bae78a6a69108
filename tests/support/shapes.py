"""Outlines of shapes that nobody has in a folder: no introduction, one section, no fields, only tables, thirty sections."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import tomli_w

_SAID = {
    "zh": "这一部分写的是编出来的一件小事，只为看看各处怎么显示。",
    "en": "This part tells of a small thing that was made up to be looked at.",
}
_TABLE = {
    "columns": [{"id": "planned", "label": "计划"}, {"id": "done", "label": "完成"}],
    "rows": [{"id": "first", "label": "上半年"}, {"id": "second", "label": "下半年"}],
}


def _outline(**more: Any) -> dict[str, Any]:
    return {"version": 2026, "name": "虚构的提纲", "kind": "小结", "title": "小结", **more}


def _section(id: str, heading: str | None = None, **more: Any) -> dict[str, Any]:
    return {"id": id, **({"heading": heading} if heading else {}), **more}


def _sections(count: int) -> Sequence[dict[str, Any]]:
    return [_section(f"part_{n}", f"第{n}件事", required=n % 2 == 0) for n in range(1, count + 1)]


SHAPES: Mapping[str, Callable[[], dict[str, Any]]] = {
    "one-section": lambda: _outline(form="plain", sections=[_section("all")]),
    "no-introduction": lambda: _outline(form="plain", sections=_sections(3)),
    "official-without-fields": lambda: _outline(kind="报告", sections=_sections(2)),
    "thirty-sections": lambda: _outline(sections=_sections(30), due={"filed": "12-31"}),
    "only-tables": lambda: _outline(
        form="plain", sections=[_section(id, "数字", kind="table", table=_TABLE) for id in ("one", "two")]
    ),
    "english-with-due-dates": lambda: _outline(
        language="en",
        title="Report of {issuer}",
        due={"filed": "11-30", "published": "12-31"},
        demands=["clearance"],
        fields=[
            {"id": "issuer", "label": "Club", "kind": "organ", "required": True},
            {"id": "date", "label": "Date", "kind": "date"},
            {"id": "links", "label": "Links", "kind": "texts"},
        ],
        figures=[{"id": "members", "label": "Members", "section": "talk"}],
        sections=[_section("talk", "What we\ntalked of", role="talks"), _section("end", "Money", required=True)],
    ),
    "english-without-numbers": lambda: _outline(
        language="en", numbering="none", title="Notes", sections=[_section("notes"), _section("more", "More")]
    ),
    "german": lambda: _outline(
        language="de",
        title="Jahresbericht {year}",
        due={"filed": "02-29"},
        fields=[{"id": "date", "label": "Datum", "kind": "date"}],
        sections=[_section("anfang"), _section("ausblick", "Ausblick auf {next_year}", required=True)],
    ),
    "chinese-with-decimals": lambda: _outline(numbering="decimal", kind="报告", sections=_sections(2)),
}
"""By id, what makes each outline."""


def shape(id: str, folder: Path) -> None:
    """Write an outline and its example into a folder."""
    outline = {"id": id, **SHAPES[id]()}
    folder.mkdir(parents=True)
    (folder / "outline.toml").write_text(tomli_w.dumps(outline), "utf-8")
    said = _SAID.get(outline.get("language", "zh"), _SAID["en"])
    sections: dict[str, Any] = {}
    for section in outline["sections"]:
        numbers = {row["id"]: {"planned": 3, "done": 2} for row in _TABLE["rows"]}
        sections[section["id"]] = {"rows": numbers} if section.get("kind") == "table" else {"text": f"{said}\n"}
    example = {
        "outline": f"{id}@2026",
        "year": 2025,
        "fields": {field["id"]: "Chess club" for field in outline.get("fields", ()) if field.get("required")},
        "sections": sections,
        "clearance": {"by": "办公室", "date": date(2026, 1, 8)},
    }
    (folder / "example.toml").write_text(tomli_w.dumps(example), "utf-8")
