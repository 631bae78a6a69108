"""Writing: sections, figures, marks, findings while one types, undo, last year, the person's own editor."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.support.app_driver import driven, empty, example
from tui.app.widgets.chinese_area import ChineseArea
from tui.app.widgets.findings import FindingsList
from tui.app.widgets.panels import Panels
from tui.app.writing.contents import Contents
from tui.app.writing.figures import FigureLine
from tui.app.writing.last_year import LastYear
from tui.session.open_draft import TYPING


async def test_typed_text_is_in_the_open_draft_at_once_and_in_the_file_soon(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office")) as app:
        await app.press(*"法治政府建设")
        assert app.session.value(("sections", "introduction", "text")) == "法治政府建设\n"
        await app.until(lambda: not app.session.unsaved)
        assert "法治政府建设" in app.session.file.read_text("utf-8")
        assert "已保存" in app.shown()


async def test_the_full_width_blank_and_punctuation_arrive_in_order(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office")) as app:
        from textual import events

        for character in "\u3000\u3000甲，\u3000乙。":
            app.app.screen.post_message(events.Key("x" if character.isalnum() else "full_width", character))
        await app.pilot.pause()
        assert app.editor.text == "\u3000\u3000甲，\u3000乙。"
        assert app.saved()["sections"]["introduction"]["text"] == "\u3000\u3000甲，\u3000乙。\n"


async def test_sections_are_gone_through_with_keys(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        seen = []
        for _ in range(7):
            seen.append(app.editor.section)
            await app.press("f4")
        assert seen == ["introduction", "responsibility", "measures", "problems", "judgments", "plan", "suggestions"]
        assert app.editor.section == "introduction"
        await app.press("f3")
        assert app.editor.section == "suggestions"
        await app.press("f2")
        await app.choose(*"plan")
        await app.until(lambda: app.editor.section == "plan")
        assert "五、2025年推进法治政府建设的主要安排和具体计划" in app.shown()


async def test_at_80_columns_the_outline_is_a_line_of_marks_and_the_text_has_the_width(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    draft.write_text(draft.read_text("utf-8").replace("春耕前，局长", "春耕前,局长", 1), "utf-8")
    async with driven(tmp_path / "office", draft, size=(80, 24), language="en") as app:
        await app.until(lambda: app.shown().split("\n")[1] == " ✓▸✓ ! ✓ ✓ ✓ ✓ ✓" + "F2 Sections".rjust(80 - 16 - 1))
        assert app.editor.region.width == 80
        await app.pilot.click("#marks", offset=(11, 0))
        await app.until(lambda: app.editor.section == "judgments")
        assert app.shown().split("\n")[1].startswith(" ✓ ✓ ! ✓ ✓▸✓ ✓ ✓")
        await app.pilot.click("#marks", offset=(0, 0))
        await app.until_screen("LetterheadScreen")
        await app.press("escape")
        await app.until_screen("WritingScreen")
        await app.pilot.click("#marks", offset=(75, 0))
        await app.until_screen("Choose")
        await app.press("escape")
        await app.pilot.resize_terminal(120, 36)
        await app.until(lambda: "F2 Sections" not in app.shown())


async def test_the_outline_is_a_list_to_choose_from(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office"), size=(120, 36)) as app:
        app.app.screen.query_one(Contents).focus()
        await app.press("home", "down", "down", "enter")
        assert app.editor.section == "responsibility"


async def test_findings_come_while_one_types_and_go_when_fixed(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office"), size=(120, 36)) as app:
        await app.press("f4")
        found = app.app.screen.query_one("#findings", FindingsList)
        assert found.finding is None
        await app.paste("全年主持党组会议{sessions}次。")
        await app.until(lambda: found.finding is not None)
        assert found.finding is not None and found.finding.code == "S106"
        assert "! 一、" in app.shown()
        await app.press("ctrl+z")
        await app.until(lambda: found.finding is None)
        assert "✓ 一、" in app.shown()


async def test_the_next_problem_is_found_through_all_sections(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await app.press("f4", "f4")
        await app.paste("，开头")
        await app.press("f4")
        await app.paste("一是甲。三是丙。")
        await app.press("f2")
        await app.choose(*"introduction")
        await app.until(lambda: app.editor.section == "introduction")
        await app.pilot.pause(0.3)
        await app.press("f8")
        assert app.editor.section == "measures"
        assert app.editor.selected_text.startswith("，")
        for _ in range(10):
            await app.press("f8")
            if app.editor.section == "problems" and app.editor.selected_text == "三是":
                break
        else:
            raise AssertionError("三是 was not found")


async def test_figures_are_entered_once_and_referred_to(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office"), size=(120, 36)) as app:
        await app.press("f4", "f6", "f6")
        assert app.app.screen.query_one(Panels).shown == "figures"
        line = app.app.screen.query_one("#figure-party_group_sessions", FigureLine)
        line.query_one(Input).focus()
        await app.press("6")
        assert app.session.value(("figures", "party_group_sessions")) == 6
        await app.press("tab")
        await app.paste("30余")
        assert app.session.value(("figures", "director_lectures")) == "30余"
        await app.press("tab", *"abc", "tab")
        await app.until(lambda: "! 理论学习" in app.shown())
        await app.press("up")
        await app.until(lambda: "这不是数字" in app.shown())
        await app.press("f4", "f3")
        await app.press("ctrl+t")
        await app.choose(*"party_group")
        await app.until(lambda: app.editor.text == "{party_group_sessions}次")
        saved = app.saved()
        assert saved["figures"] == {
            "party_group_sessions": 6,
            "director_lectures": "30余",
            "study_group_sessions": "abc",
        }


async def test_a_skeleton_holds_the_topics_that_are_not_covered_and_is_reported_until_it_is_filled(
    tmp_path: Path,
) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office"), size=(120, 36)) as app:
        await app.press("f4")
        await app.press("f10")
        await app.choose(*"skeleton")
        await app.until(lambda: "待补" in app.editor.text)
        assert app.editor.text.count("1. **") == 4
        assert app.editor.text.startswith("1. **第一责任人职责。**\n（待补）")
        opened = app.app.opened
        assert opened is not None
        await app.until(lambda: any(one.code == "W801" for one in opened.findings))
        await app.press("ctrl+z")
        assert app.editor.text == ""


async def test_status_and_owner_are_written(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office"), size=(120, 36)) as app:
        await app.press(*"正文", "f7")
        assert "已写好，但有问题" in app.shown()
        await app.press("f10")
        await app.choose(*"owner")
        await app.until_screen("Ask")
        await app.paste("政策法规科")
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert app.saved()["sections"]["introduction"] == {
            "status": "ready",
            "owner": "政策法规科",
            "text": "正文\n",
        }
        await app.press("f7")
        assert app.saved()["sections"]["introduction"]["status"] == "writing"


async def test_undo_and_redo_go_where_the_change_was(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office")) as app:
        await app.press(*"甲乙", "f4", *"丙丁", "f3", "ctrl+z")
        await app.until(lambda: app.editor.section == "responsibility")
        assert app.editor.text == ""
        await app.press("ctrl+z")
        await app.until(lambda: app.editor.section == "introduction")
        assert app.editor.text == ""
        await app.press("ctrl+y", "ctrl+y")
        await app.until(lambda: app.editor.section == "responsibility")
        assert (app.editor.text, app.editor.cursor) == ("丙丁", 2)
        assert app.session.value(("sections", "introduction", "text")) == "甲乙\n"


async def test_a_sentence_of_last_year_is_taken_over_with_one_key(tmp_path: Path) -> None:
    example(tmp_path / "office", "last.toml")
    async with driven(tmp_path / "office", empty(tmp_path / "office"), size=(120, 36)) as app:
        await app.press("f4", "ctrl+l")
        await app.choose(*"last")
        await app.until(lambda: isinstance(app.app.focused, LastYear))
        assert "局党组书记、局长" in app.app.screen.query_one(LastYear).text
        await app.press(*["down"] * 5, "enter")
        text = app.session.value(("sections", "responsibility", "text"))
        assert isinstance(text, str) and text.startswith("局长切实履行") and text.endswith("亲自督办。\n")


async def test_text_from_a_word_processor_comes_without_its_debris(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office")) as app:
        await app.paste("\ufeff（一）依法决策\r\n\u3000\u3000全年\u200b研究\u00a0议题。\x07\r\n\u3000\u3000其中两次。")
        assert app.editor.text == "## 依法决策\n\n全年研究 议题。\n\n其中两次。"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_persons_own_editor_makes_one_edit_that_can_be_undone(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nprintf "改过的文字。\\n" > "$1"\n', "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr("textual.app.App.suspend", _not_suspended)
    async with driven(tmp_path / "office", empty(tmp_path / "office"), size=size) as app:
        await app.press(*"原来", "f12")
        assert app.editor.text == "改过的文字。"
        await app.press("ctrl+z")
        assert app.editor.text == "原来"


async def test_text_of_an_editor_that_fails_is_set_aside_and_its_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nprintf "改过的文字。\\n" > "$1"\nexit 1\n', "utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.setattr("textual.app.App.suspend", _not_suspended)
    async with driven(tmp_path / "office", empty(tmp_path / "office")) as app:
        await app.press(*"原来", "f12")
        await app.until_screen("Decide")
        assert app.session.value(("sections", "introduction", "text")) == "原来\n"
        (one,) = app.session.texts_set_aside()
        assert one.text == "改过的文字。\n"
        (kept,) = (tmp_path / "office-state").glob("editor-*/section.md")
        assert f"{kept.parent.name}/section.md" in app.told


def _not_suspended(_: object) -> object:
    from contextlib import nullcontext

    return nullcontext()  # a test has no terminal to hand over


async def test_panels_fold_and_unfold(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        low = app.editor.size.height
        await app.press("ctrl+b")
        assert app.editor.size.height > max(15, low)
        await app.press("ctrl+b")
        assert app.editor.size.height == low
    async with driven(tmp_path / "office", example(tmp_path / "office"), size=(120, 36)) as app:
        narrow = app.editor.size.width
        await app.press("ctrl+b")
        assert app.editor.size.width > narrow
        await app.press("ctrl+b")
        assert app.editor.size.width == narrow


async def test_nothing_moves_while_one_types(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office")) as app:
        region = app.editor.region
        for text in ("，", "【", "{nothing}", "1. ", "\n\n"):
            await app.paste(text)
            await app.pilot.pause(0.2)
            assert app.editor.region == region


async def test_a_strangers_text_is_shown_as_text(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    hostile = "[bold red]标记[/] [@click=app.quit]按[/] \\u001b[31m红 \\u202e反"
    draft.write_text(draft.read_text("utf-8").replace("局党组书记、局长把", f"{hostile}\n\n", 1), "utf-8")
    async with driven(tmp_path / "office", draft, size=(200, 36)) as app:
        await app.press("f4")
        shown = app.shown()
        for part in ("[bold red]标记[/]", "[@click=app.quit]按[/]", "\ufffd[31m红", "\ufffd反"):
            assert part in shown
        assert not {"\x1b", "\u202e"} & set(shown)
        before = draft.read_bytes()
        await app.press("f4", "ctrl+s")
        assert draft.read_bytes() == before


async def test_the_area_rewrites_only_what_differs() -> None:
    from textual.app import App, ComposeResult

    class Bare(App[None]):
        language = None

        def compose(self) -> ComposeResult:
            yield ChineseArea("甲。\n乙。\n丙。")

    app = Bare()
    async with app.run_test() as pilot:
        area = app.query_one(ChineseArea)
        area.move_cursor((2, 1))
        area.replace_text("甲。\n乙乙。\n丙。")
        await pilot.pause()
        assert (area.text, area.cursor_location) == ("甲。\n乙乙。\n丙。", (2, 1))
        area.undo()
        assert area.text == "甲。\n乙。\n丙。"
        assert [area.offset_at(area.location_at(n)) for n in range(9)] == list(range(9))


@pytest.mark.parametrize(
    ("cursor", "text", "then"),
    [
        ((0, 1), "甲丙丁。", (0, 1)),
        ((0, 0), "丙甲乙。", (0, 0)),
        ((0, 3), "丙甲乙。", (0, 4)),
        ((0, 2), "甲乙丙。", (0, 2)),
    ],
)
async def test_what_others_change_leaves_the_cursor_with_what_is_before_it(
    tmp_path: Path, cursor: tuple[int, int], text: str, then: tuple[int, int]
) -> None:
    draft = empty(tmp_path / "office")
    async with driven(draft.parent, draft) as app:
        await app.paste("甲乙。")
        app.editor.move_cursor(cursor)
        await app.pilot.pause()
        app.app.opened.rewrite_texts(TYPING, {app.editor.section: text})  # type: ignore[union-attr]
        await app.pilot.pause()
        assert (app.editor.text, app.editor.cursor_location) == (text, then)
