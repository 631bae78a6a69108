"""The same words and numbers about a draft's progress wherever they are shown: the app, the list of drafts, `check`, its JSON."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Baogao
from tests.support.app_driver import driven, empty, example
from tui.app.writing.contents import Contents
from tui.app.writing.status import StatusLine, TitleLine
from tui.checking.office import Offices
from tui.checking.overview import overview

SECTIONS = 7  # of the outline, all required
ASKED = 15
TODAY = date(2025, 3, 20)


class State(NamedTuple):
    """A state of the example: how much is done, what the app says of one section, and what an inspection is answered."""

    done: int
    mark: str
    status: str
    complete: bool
    publishable: bool


STATES = {
    "empty": State(0, " ", "being written", complete=False, publishable=False),
    "skeleton": State(ASKED - SECTIONS, "!", "ready, with problems", complete=False, publishable=False),
    "faulty": State(ASKED - 2, "!", "ready, with problems", complete=True, publishable=False),
    "waived": State(ASKED, "✓", "ready", complete=True, publishable=True),
    "ready": State(ASKED, "✓", "ready", complete=True, publishable=True),
}
WAIVERS = """
[[waivers]]
rule = "{number}"
reason = "编号原文如此"

[[waivers]]
rule = "{formula}"
section = "problems"
reason = "引文原文如此"
"""


def draft_in(folder: Path, state: str) -> Path:
    """The example in one of the states."""
    if state == "empty":
        return empty(folder)
    file = example(folder)
    text = file.read_text("utf-8")
    if state == "skeleton":
        text = re.sub(r'text = """.*?"""', 'text = """\n1. （待补）\n"""', text, flags=re.DOTALL)
    if state in ("faulty", "waived"):
        text = text.replace("〔2025〕", "[2025]", 1)
        start = text.index('text = """\n', text.index("[sections.problems]")) + len('text = """\n')
        text = f"{text[:start]}法制政府建设力量不足。\n{text[start:]}"
    if state == "waived":
        text += WAIVERS.format(number="L201", formula="W803")
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("state", STATES)
async def test_every_face_says_the_same(state: str, tmp_path: Path, baogao: Baogao) -> None:
    folder, expected = tmp_path / "office", STATES[state]
    file = draft_in(folder, state)
    words = f"{expected.done} of {ASKED} done"
    listed = overview(file, Offices(()), TODAY).progress
    assert listed is not None
    assert f"{listed.done} of {listed.asked} done" == words

    checked = baogao("check", "--today", TODAY.isoformat(), file)
    assert words in checked.err
    summary = json.loads(baogao("check", "--today", TODAY.isoformat(), "--format", "json", file).out)["drafts"][0]
    assert (summary["done"], summary["asked"]) == (expected.done, ASKED)
    assert (summary["complete"], summary["publishable"]) == (expected.complete, expected.publishable)
    assert f"complete {int(expected.complete)}" in checked.err
    assert f"publishable {int(expected.publishable)}" in checked.err

    async with driven(folder, file, language="en", size=(120, 36), today=TODAY) as app:
        await app.press("f2")
        await app.choose(*"problems")
        await app.until(lambda: words in str(app.app.screen.query_one(TitleLine).content))
        assert expected.status in str(app.app.screen.query_one(StatusLine).content)
        marks = [str(option.prompt) for option in app.app.screen.query_one(Contents).options]
        assert next(line for line in marks if line.startswith("▸"))[1] == expected.mark
    async with driven(folder, language="en", size=(120, 36), today=TODAY) as app:
        await app.until(lambda: f"{100 * expected.done // ASKED}%" in app.shown())
