"""A damaged draft: the line is shown, the person's own editor is a key away, and it opens by itself once it can be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Button

from tests.support.app_driver import Driver, driven, example
from tui.app.start import damaged
from tui.base.errors import Place
from tui.base.text import Position, Span


def broken(folder: Path) -> Path:
    draft = example(folder, "broken.toml")
    text = draft.read_text("utf-8")
    draft.write_text(text.replace('issuer = "云川市农业农村局"', 'issuer = "云川市农业农村局'), "utf-8")
    return draft


def corrected(draft: Path) -> None:
    text = draft.read_text("utf-8")
    draft.write_text(text.replace('issuer = "云川市农业农村局\n', 'issuer = "云川市农业农村局"\n'), "utf-8")
    os.utime(draft, (0, 0))  # whatever the clock of the disk says, it is another time


async def opened(app: Driver) -> None:
    await app.press("enter")
    await app.until_screen("DamagedScreen")


@pytest.mark.parametrize(("language", "remedy"), [("zh_CN", "可用任意编辑器改正"), ("en", "Correct it in any editor")])
async def test_the_line_is_shown_with_what_is_wrong_and_what_to_do(tmp_path: Path, language: str, remedy: str) -> None:
    broken(tmp_path / "office")
    async with driven(tmp_path / "office", language=language) as app:
        await app.until(lambda: "issuer" in app.shown() or "! " in app.shown())
        await opened(app)
        lines = app.shown().splitlines()
        (at,) = [n for n, line in enumerate(lines) if 'issuer = "云川市农业农村局' in line]
        assert "10" in lines[at]
        assert lines[at + 1].index("^") == lines[at].index('"')
        assert "broken.toml:10:" in app.shown()
        assert remedy in app.shown()
        await app.press("escape")
        assert app.screen == "StartScreen"


async def test_it_opens_by_itself_once_another_program_has_corrected_it(tmp_path: Path) -> None:
    draft = broken(tmp_path / "office")
    async with driven(tmp_path / "office") as app:
        await opened(app)
        corrected(draft)
        await app.until_screen("WritingScreen")
        assert app.session.draft.words("issuer") == ("云川市农业农村局",)


async def test_another_fault_is_shown_in_place_of_the_first(tmp_path: Path) -> None:
    draft = broken(tmp_path / "office")
    async with driven(tmp_path / "office") as app:
        await opened(app)
        draft.write_text('outline = "no-such-outline@2024"\n', "utf-8")
        await app.until(lambda: "no-such-outline" in app.shown())
        assert app.screen == "DamagedScreen"


async def test_the_own_editor_opens_the_file_at_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = broken(tmp_path / "office")
    asked: list[tuple[Path, int]] = []

    def edit(app: object, file: Path, line: int) -> None:
        asked.append((file, line))
        corrected(file)

    monkeypatch.setattr(damaged, "edit_file", edit)
    async with driven(tmp_path / "office") as app:
        await opened(app)
        assert isinstance(app.app.focused, Button)
        await app.press("enter")
        await app.until_screen("WritingScreen")
    assert asked == [(draft, 10)]


async def test_without_an_editor_it_is_said_how_to_set_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    broken(tmp_path / "office")
    async with driven(tmp_path / "office") as app:
        await opened(app)
        await app.press("f12")
        assert "EDITOR" in app.shown()
        assert app.screen == "DamagedScreen"


async def test_bad_settings_of_the_office_are_shown_at_their_line(tmp_path: Path) -> None:
    example(tmp_path / "office", "a.toml")
    (tmp_path / "office" / "baogao.toml").write_text("# ours\nnonsense = 1\n", "utf-8")
    async with driven(tmp_path / "office") as app:
        await app.until_screen("Decide")  # at the start
        await app.press("escape")
        await app.until(lambda: "a.toml" in app.shown())
        await opened(app)
        assert "nonsense = 1" in app.shown() and "baogao.toml:2:" in app.shown()
        (tmp_path / "office" / "baogao.toml").write_text("", "utf-8")
        await app.until_screen("WritingScreen")


@pytest.mark.parametrize("size", [(20, 5), (31, 10), (80, 24), (250, 80)], ids=str)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_it_fits_every_terminal(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    broken(tmp_path / "office")
    async with driven(tmp_path / "office", size=size, language=language) as app:
        await opened(app)
        await app.press("right", "right", "left", "escape")
        assert app.screen == "StartScreen"


def test_hostile_lines_are_cut_and_made_harmless(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text("a" * 100_000 + "\x1b[31m坏\n\n\n", "utf-8")
    place = Place(str(file), Span(Position(1, 100_003), Position(1, 100_004)))
    shown = damaged.excerpt(place).plain
    assert "\x1b" not in shown and len(shown) < 250
    assert not damaged.excerpt(Place(str(tmp_path / "gone.toml"), place.span)).plain
    assert not damaged.excerpt(Place(str(file))).plain
