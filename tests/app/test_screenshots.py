"""The pictures of the READMEs are those that the app makes today."""

from __future__ import annotations

import html
import io
import re

import pytest
from rich.console import Console
from rich.text import Text

from tests.conftest import ROOT
from tests.tools.screenshots import FOLDER, LANGUAGES, PICTURES, Picture, taken


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_what_the_app_shows(picture: Picture, language: str) -> None:
    file = FOLDER / f"{picture.name}.{language}.svg"
    assert file.read_text("utf-8") == await taken(picture, language), "run python -m tests.tools.screenshots"


def shown(name: str) -> str:
    svg = (FOLDER / name).read_text("utf-8")
    return html.unescape("".join(re.findall(r"<text[^>]*>([^<]*)<", svg))).replace("\u00a0", " ")


def test_the_pictures_show_a_section_and_what_it_must_say() -> None:
    assert "一、主要负责人履行推进法治建设" in shown("writing.zh.svg")
    assert "Required" in shown("writing.en.svg")


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readmes_show_them(readme: str, language: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    for picture in PICTURES:
        assert f"](docs/images/{picture.name}.{language}.svg)" in text


def test_nothing_in_a_picture_is_fetched_from_elsewhere_or_names_this_machine() -> None:
    for file in FOLDER.glob("*.svg"):
        text = file.read_text("utf-8")
        assert "@font-face" not in text
        assert str(ROOT) not in text


def test_canary_rich_still_takes_characters_for_cells() -> None:
    console = Console(record=True, width=20, file=io.StringIO())
    console.print(Text("中文"))
    console.print(Text("ab"))
    lengths = re.findall(r'textLength="([0-9.]+)"[^>]*>(中文|ab)<', console.export_svg())
    assert len({length for length, _ in lengths}) == 1 and len(lengths) == 2, "fixed: take with_right_widths out"
