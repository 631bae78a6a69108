"""The pictures of the READMEs, made from the app as it is: `python -m tests.tools.screenshots` makes them again."""

from __future__ import annotations

import asyncio
import html
import os
import re
import tempfile
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len

from tests.conftest import ROOT
from tests.support.app_driver import JINCHENG, driven

FOLDER = ROOT / "docs" / "images"
LANGUAGES = {"en": "en", "zh": "zh_CN"}
SIZE = (112, 32)
_DRAFT = "report-2024.toml"
_SLIPS = (
    ("专题研究法治工作{party_group_sessions}次", "专题研究法治工作{party_group_session}次"),
    ("春耕前，局长", "春耕前,局长"),
    ("judgments_complied = 1 ", "judgments_complied = 2 "),
    ("二是执法文书质量不够高。", "三是执法文书质量不够高。"),
)
"""What is wrong in the pictures: right and wrong; the example itself has no slip."""

_FONTS = "'Fira Code', 'DejaVu Sans Mono', Menlo, Consolas, monospace"
_CELL = 12.2  # units of the picture, as Rich sets them
_TEXT = re.compile(
    r'<text (?P<before>[^>]*?)x="(?P<x>[0-9.]+)" (?P<y>y="[0-9.]+") textLength="[0-9.]+"(?P<behind>[^>]*)>(?P<text>[^<]*)</text>'
)


class Picture(NamedTuple):
    """One picture: its name, the keys that lead to it, and the screen that shows it."""

    name: str
    keys: tuple[str, ...]
    screen: str


PICTURES = (Picture("writing", ("f4",), "WritingScreen"),)


def with_right_widths(svg: str) -> str:
    """Put wide and narrow characters apart, each stretch at its place and with the width of its cells.

    Rich 15 takes the number of characters for it (`textLength` in `Console.export_svg`), and Chinese is squeezed to half its
    width; tests/app/test_screenshots.py fails once that is fixed.
    """

    def stretches(match: re.Match[str]) -> str:
        x = float(match["x"])
        parts = []
        for _, run in groupby(html.unescape(match["text"]), key=cell_len):
            text = "".join(run)
            width = cell_len(text.replace("\u00a0", " ")) * _CELL
            attributes = f'{match["before"]}x="{x:.1f}" {match["y"]} textLength="{width:.1f}"{match["behind"]}'
            parts.append(f"<text {attributes}>{html.escape(text)}</text>")
            x += width
        return "".join(parts)

    return _TEXT.sub(stretches, svg)


def settled(svg: str, name: str) -> str:
    """The picture as it goes into the repository: the same at every run, and in fonts that know Chinese."""
    (id,) = set(re.findall(r"terminal-([0-9]+)-matrix", svg))
    plain = svg.replace(f"terminal-{id}", f"baogao-{name}")
    plain = re.sub(
        r"@font-face \{.*?\}\s*", "", plain, flags=re.DOTALL
    )  # they would be fetched from a stranger's server
    return re.sub(r"font-family: Fira Code, monospace", f"font-family: {_FONTS}", plain)


async def taken(picture: Picture, language: str) -> str:
    """One picture as SVG."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        try:
            os.chdir(folder)  # so that no path of this machine is in the picture
            text = (JINCHENG / "example.toml").read_text("utf-8")
            for right, wrong in _SLIPS:
                assert right in text
                text = text.replace(right, wrong, 1)
            Path(_DRAFT).write_text(text, "utf-8")
            state = Path(folder, "state")
            async with driven(Path(), Path(_DRAFT), size=SIZE, language=LANGUAGES[language], state=state) as app:
                await app.press(*picture.keys)
                await app.until_screen(picture.screen)
                await app.pilot.pause(0.5)  # checked a moment after the last key
                svg = app.app.export_screenshot(title="baogao")
        finally:
            os.chdir(here)
    return settled(with_right_widths(svg), f"{picture.name}-{language}")


async def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for picture in PICTURES:
        for language in LANGUAGES:
            (FOLDER / f"{picture.name}.{language}.svg").write_text(await taken(picture, language), "utf-8")


if __name__ == "__main__":
    asyncio.run(main())
