"""Build hook: compiles the translations into every wheel, and puts the outlines into standard ones.

An editable install reads the outlines from the checkout, so a copy in it would only go stale.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogues(root: Path) -> list[Path]:
    """Compile each `.po` below `root`/tui/locale beside itself; those that are up to date are left alone."""
    compiled = []
    for source in sorted((root / "tui" / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        content = BytesIO()
        with source.open("rb") as stream:
            write_mo(content, read_po(stream, locale=source.parent.parent.name))
        if not target.is_file() or target.read_bytes() != content.getvalue():
            target.write_bytes(content.getvalue())
        compiled.append(target)
    return compiled


class BuildHook(BuildHookInterface[Any]):
    """What hatchling runs before it builds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add what is not under version control, or lies elsewhere in the wheel."""
        root = Path(self.root)
        if self.target_name != "wheel":
            return
        for catalogue in compile_catalogues(root):
            build_data["artifacts"].append(catalogue.relative_to(root).as_posix())
        if version == "standard":
            for file in sorted((root / "outlines").rglob("*")):
                if file.is_file():
                    build_data["force_include"][str(file)] = f"tui/{file.relative_to(root).as_posix()}"
