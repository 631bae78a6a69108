"""The moving picture of the READMEs: small, of nobody's machine, its wide characters as wide as in a terminal."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT
from tests.tools.recording import FOLDER, LANGUAGES, MOST, SIZE, Frame, Run, cast, picture


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recording_is_small_and_names_no_machine(language: str) -> None:
    for suffix in ("svg", "cast"):
        text = (FOLDER / f"recording.{language}.{suffix}").read_text("utf-8")
        assert len(text.encode()) < MOST
        assert str(ROOT) not in text and "/tmp" not in text
        assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cast_can_be_played(language: str) -> None:
    text = (FOLDER / f"recording.{language}.cast").read_text("utf-8")
    head, *events = (json.loads(line) for line in text.splitlines())
    assert (head["version"], head["width"], head["height"]) == (2, *SIZE)
    times = [time for time, kind, _ in events if kind == "o"]
    assert times == sorted(times) and times[-1] > 20


@pytest.mark.parametrize(("readme", "language"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_the_readmes_show_it(readme: str, language: str) -> None:
    assert f"](docs/images/recording.{language}.svg)" in (ROOT / readme).read_text("utf-8")


def frames(*texts: str) -> list[Frame]:
    """Frames with one text in the first line, one a second."""
    below = ((),) * (SIZE[1] - 1)
    lines = [((Run(text, 0, 4, "#ffffff", "#15171B", False, False),), *below) for text in texts]
    return [Frame(float(n), line) for n, line in enumerate([*lines, lines[-1]])]


def test_a_wide_character_takes_two_columns_and_a_line_is_drawn_once() -> None:
    svg = picture(frames("中文", "中文", "abcd"))
    assert svg.count("中文") == 1
    assert re.search(r'textLength="32">中文<', svg) and re.search(r'textLength="32">abcd<', svg)
    assert cast(frames("中文", "中文", "abcd")).count("中文") == 1
