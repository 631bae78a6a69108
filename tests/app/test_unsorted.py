"""Text that an import could not place: shown first, sent to its sections by keys, gone when it is empty, undone as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.app_driver import Driver, driven, example
from tui.app.writing.contents import Contents
from tui.session.open_draft import OpenDraft

UNSORTED = '\n[sections.unsorted]\ntext = """\n附：全年典型案例。\n\n六、执法力量不足\n继续充实。\n"""\n'
SIZES = [(80, 24), (120, 36)]


def _opened(app: Driver) -> OpenDraft:
    assert app.app.opened is not None
    return app.app.opened


def _draft(folder: Path) -> Path:
    file = example(folder)
    text = file.read_text("utf-8").replace("\n[sections.introduction]", f"{UNSORTED}\n[sections.introduction]", 1)
    assert "unsorted" in text
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_shown_first_and_sent_away_paragraph_by_paragraph(tmp_path: Path, size: tuple[int, int]) -> None:
    file = _draft(tmp_path / "office")
    before = file.read_bytes()
    async with driven(tmp_path / "office", file, size=size) as app:
        assert app.editor.section == "unsorted"
        assert "尚未归入部分的文字" in app.shown() and "附：全年典型案例。" in app.shown()
        assert app.app.screen.query_one(Contents).option_count == 9
        measures = _opened(app).text("measures")
        await app.press("f21")
        await app.choose(*"measures")
        await app.until(lambda: _opened(app).text("measures") == f"{measures}\n\n附：全年典型案例。")
        assert _opened(app).text("unsorted") == "六、执法力量不足\n继续充实。"
        assert app.editor.section == "unsorted"
        await app.press("f21")
        await app.choose(*"problems")
        await app.until(lambda: app.editor.section == "problems")
        assert _opened(app).text("problems").endswith("六、执法力量不足\n继续充实。")
        assert app.app.screen.query_one(Contents).option_count == 8
        await app.until(lambda: not app.session.unsaved)
        assert "unsorted" not in file.read_text("utf-8")
        await app.press("ctrl+z")
        await app.until(lambda: _opened(app).text("unsorted") == "六、执法力量不足\n继续充实。")
        await app.press("ctrl+z")
        await app.until(lambda: _opened(app).text("measures") == measures)
        await app.until(lambda: not app.session.unsaved)
        assert file.read_bytes() == before
        assert app.app.screen.query_one(Contents).option_count == 9


async def test_what_is_selected_is_sent_and_the_round_and_find_reach_it(tmp_path: Path) -> None:
    file = _draft(tmp_path / "office")
    async with driven(tmp_path / "office", file) as app:
        await app.press("home", *["shift+right"] * 2, "f21")
        await app.choose(*"plan")
        await app.until(lambda: _opened(app).text("plan").endswith("\n\n附："))
        assert _opened(app).text("unsorted").startswith("全年典型案例。")
        await app.press("f4")
        assert app.editor.section == "introduction"
        await app.press("f3", "f3", "f4")
        assert app.editor.section == "unsorted"
        await app.press("f8")
        assert "附" not in _opened(app).text("unsorted")
        assert "全年典型案例" in _opened(app).texts()["unsorted"]


async def test_it_cannot_be_ready(tmp_path: Path) -> None:
    file = _draft(tmp_path / "office")
    before = file.read_bytes()
    async with driven(tmp_path / "office", file) as app:
        await app.press("f7")
        assert "Shift+F9" in app.shown()
    assert file.read_bytes() == before


async def test_deleted_by_hand_it_leaves_no_key(tmp_path: Path) -> None:
    file = _draft(tmp_path / "office")
    async with driven(tmp_path / "office", file) as app:
        await app.press("ctrl+a", "delete")
        await app.until(lambda: not app.session.unsaved)
        assert "unsorted" not in file.read_text("utf-8")
        await app.press("f4")
        assert app.editor.section == "introduction"
