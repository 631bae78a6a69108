"""How many keys a job takes besides its text (the first sentence: tests/app/test_new_report.py)."""

from __future__ import annotations

from pathlib import Path

from tests.support.app_driver import driven, example


async def test_a_finding_is_found_and_fixed_with_two_keys(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    text = draft.read_text("utf-8")
    assert "春耕前，局长" in text
    draft.write_text(text.replace("春耕前，局长", "春耕前,局长", 1), "utf-8")
    async with driven(tmp_path / "office", draft) as app:
        await app.press("f8", "ctrl+e")
        assert app.session.unsaved
        app.session.save()
    assert draft.read_text("utf-8") == text


async def test_a_finished_report_is_a_file_with_two_keys(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    async with driven(tmp_path / "office", draft) as app:
        await app.press("ctrl+r", "enter")
        await app.until(lambda: len(list(draft.parent.iterdir())) == 2)
        await app.until_screen("WritingScreen")
    (file,) = (file for file in draft.parent.iterdir() if file != draft)
    assert file.stat().st_size > 1000
    assert file.name.startswith("report.filed.")
