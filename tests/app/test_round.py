"""From a finding to its cure: F8 goes round, the line above the keys says what is wrong, Ctrl+E fixes it right there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.app_driver import driven, example

SLIP = "基层执法力量不足,培训不够。"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """The example with a document number of the wrong form and a half-width comma in a section."""
    draft = example(tmp_path / "office")
    text = draft.read_text("utf-8").replace("〔2025〕", "[2025]")
    start = text.index('text = """\n', text.index("[sections.problems]")) + len('text = """\n')
    draft.write_text(f"{text[:start]}{SLIP}\n{text[start:]}", "utf-8")
    return draft


async def test_f8_goes_round_and_out_of_the_letterhead_too(faulty: Path) -> None:
    async with driven(faulty.parent, faulty) as app:
        await app.press("f8")
        await app.until(lambda: "半角" in app.shown())
        assert app.editor.section == "problems"
        await app.press("f8")
        await app.until_screen("LetterheadScreen")
        await app.press("f8")
        await app.until_screen("WritingScreen")


async def test_the_problem_at_the_cursor_is_shown_above_the_keys_and_fixed_by_one_key(faulty: Path) -> None:
    async with driven(faulty.parent, faulty) as app:
        await app.press("f8")
        await app.until(lambda: "   Ctrl+E 修正" in app.shown())
        await app.press("ctrl+e")
        await app.until(lambda: SLIP.replace(",", "，") in app.editor.text)
        await app.until(lambda: "   Ctrl+E 修正" not in app.shown())
        await app.press("ctrl+z")
        await app.until(lambda: SLIP in app.editor.text)


async def test_the_keys_are_never_covered_and_the_way_out_is_among_them(faulty: Path) -> None:
    for language, quits in (("zh_CN", "Ctrl+Q"), ("en", "Ctrl+Q")):
        async with driven(faulty.parent, faulty, language=language, size=(80, 24)) as app:
            await app.press("f8")
            last = app.shown().splitlines()[-1]
            assert quits in last
            assert last.strip().startswith(quits)
