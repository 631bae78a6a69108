"""Nothing is lost: recovery, outside edits, conflicts, files that cannot be written, leaving."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.app_driver import DAY, Driver, driven, empty, example
from tui.app.writing.editor import SectionEditor
from tui.base import files
from tui.base.errors import BaogaoError, unwritable
from tui.base.messages import say
from tui.base.regular import Signature, wait_until_still
from tui.checking.office import Office, Offices
from tui.session import recovery
from tui.session.open_draft import OpenDraft
from tui.session.session import Outcome, Session


def left_behind(draft: Path, state: Path, section: str, text: str) -> None:
    """What a process that is gone left: a text that was typed and not saved."""
    session = Session.open(draft, Offices().library(draft.parent), state=state)
    session.write_text(section, text)
    session.remember()
    (file,) = state.glob("*.recovery.toml")
    gone = file.read_text("utf-8").replace(f"pid = {os.getpid()}", "pid = 999999999")
    file.unlink()
    (state / file.name.replace(str(os.getpid()), "999999999")).write_text(gone, "utf-8")


def changed_outside(app: Driver, old: str, new: str) -> None:
    """Change the file as git or another editor does: whole, and by another file."""
    file = app.session.file
    text = file.read_text("utf-8")
    assert old in text
    other = file.with_suffix(".new")
    other.write_text(text.replace(old, new, 1), "utf-8")
    os.replace(other, file)


def fill_disk(monkeypatch: pytest.MonkeyPatch, draft: Path) -> None:
    """Leave no room for the draft; recovery files are on another disk."""
    write = files.write

    def full(file: Path, content: bytes, replacing: bytes | None = None) -> Signature:
        if file == draft:
            raise unwritable(file, OSError(28, "No space left on device"))
        return write(file, content, replacing)

    monkeypatch.setattr(files, "write", full)


@pytest.mark.parametrize(("keys", "text"), [(("enter",), "没存完的一句。\n"), (("right", "enter"), "")])
async def test_what_a_crash_left_is_offered_taken_back_or_thrown_away(
    tmp_path: Path, keys: tuple[str, ...], text: str
) -> None:
    state = tmp_path / "state"
    draft = empty(tmp_path / "office")
    left_behind(draft, state, "plan", "没存完的一句。\n")
    async with driven(tmp_path / "office", state=state) as app:
        assert "有未保存的内容" in app.shown()
        await app.press("enter")
        await app.until_screen("Decide")
        assert "没存完的一句。" in app.shown()
        assert "2025年推进法治政府建设的主要安排" in app.shown() and "sections." not in app.shown()
        await app.press(*keys)
        await app.until_screen("WritingScreen")
        assert (app.session.value(("sections", "plan", "text")) or "") == text
        await app.until(lambda: not app.session.unsaved)
    assert not list(state.glob("*.recovery.toml"))
    assert ("没存完" in draft.read_text("utf-8")) == bool(text)


@pytest.mark.parametrize("renamed", ["draft", "folder"])
async def test_what_a_crash_left_is_named_and_offered_after_a_rename(tmp_path: Path, renamed: str) -> None:
    state = tmp_path / "state"
    draft = empty(tmp_path / "office")
    left_behind(draft, state, "plan", "没存完的一句。\n")
    if renamed == "draft":
        draft = draft.rename(draft.with_name("renamed.toml"))
    else:
        draft = draft.parent.rename(tmp_path / "elsewhere") / draft.name
    async with driven(draft.parent, state=state) as app:
        await app.until(lambda: "有未保存的内容" in app.shown())
        await app.until(lambda: draft.name in app.shown().split("有未保存的内容")[1].splitlines()[0])
        await app.press("enter")
        await app.until_screen("Decide")
        await app.press("enter")
        await app.until_screen("WritingScreen")
        assert app.session.value(("sections", "plan", "text")) == "没存完的一句。\n"


async def test_recovered_work_that_the_file_has_overtaken_is_asked_for(tmp_path: Path) -> None:
    state = tmp_path / "state"
    draft = example(tmp_path / "office")
    left_behind(draft, state, "plan", "我的安排。\n")
    draft.write_text(draft.read_text("utf-8").replace("重点推进四项工作。", "重点推进五项工作。"), "utf-8")
    async with driven(tmp_path / "office", state=state) as app:
        await app.press("enter")
        await app.until_screen("Decide")
        await app.press("enter")
        await app.until_screen("WritingScreen")
        await app.press("ctrl+k")
        await app.until_screen("ConflictScreen")
        assert "我的安排。" in app.shown() and "五项工作" in app.shown()
        await app.press("right", "enter")
        await app.until_screen("WritingScreen")
        assert app.saved()["sections"]["plan"]["text"] == "我的安排。\n"


async def test_another_section_changed_outside_merges_by_itself(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    async with driven(tmp_path / "office", draft) as app:
        await app.press("f4", "f3", *"甲")
        await app.until(lambda: not app.session.unsaved)
        changed_outside(app, "谋划部署抓到位", "谋划部署抓得紧")
        await app.until(lambda: "谋划部署抓得紧" in str(app.session.value(("sections", "responsibility", "text"))))
        await app.until(lambda: "已合并1处" in app.told)
        (editor,) = app.app.screen.query("#editor-responsibility").results(SectionEditor)
        assert "谋划部署抓得紧" in editor.text
        assert app.screen == "WritingScreen"
        await app.press(*"乙")
        saved = app.saved()["sections"]
        assert "谋划部署抓得紧" in saved["responsibility"]["text"]
        assert saved["introduction"]["text"].startswith("甲乙2024年")


@pytest.mark.parametrize(
    ("answer", "stands"),
    [
        (("right", "enter"), lambda text: "甲2024年" in text and "本年度，" not in text),
        (("right", "right", "enter"), lambda text: text.startswith("本年度，")),
        (("tab", "tab", "tab", "enter"), lambda text: "<<<" not in text and "甲2024年" in text and "本年度，" in text),
    ],
)
async def test_the_same_section_changed_outside_is_asked_for_and_neither_text_is_lost(
    tmp_path: Path, answer: tuple[str, ...], stands: Any
) -> None:
    draft = example(tmp_path / "office")
    async with driven(tmp_path / "office", draft, size=(120, 36)) as app:
        await app.write_unsaved("甲")
        changed_outside(app, "2024年，市农业农村局坚持", "本年度，市农业农村局坚持")
        await app.until(lambda: app.session.conflicts)
        assert app.screen == "WritingScreen", "somebody may be typing"
        await app.press("ctrl+k")
        await app.until_screen("ConflictScreen")
        assert "甲2024年" in app.shown() and "本年度，" in app.shown()
        assert "“导语”" in app.shown() and "sections." not in app.shown()
        await app.press(*answer)
        await app.until_screen("WritingScreen")
        assert stands(app.saved()["sections"]["introduction"]["text"])
        assert stands(app.app.screen.query("#editor-introduction").results(SectionEditor).__next__().text)


async def test_a_conflict_that_is_put_off_stays_in_sight_and_can_be_settled_later(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    async with driven(tmp_path / "office", draft, size=(120, 36)) as app:
        await app.write_unsaved("甲")
        changed_outside(app, "2024年，市农业农村局坚持", "本年度，市农业农村局坚持")
        await app.until(lambda: "! 有1处与他人写的不同：Ctrl+K 处理" in app.shown())
        assert "Ctrl+K 处理冲突" in app.shown().splitlines()[-1]
        await app.press("ctrl+k")
        await app.until_screen("ConflictScreen")
        await app.press("escape")
        await app.until_screen("WritingScreen")
        assert "! 有1处与他人写的不同" in app.shown()
        assert "本年度，" in draft.read_text("utf-8")
        await app.press("f10")
        await app.choose(*"resolve")
        await app.until_screen("ConflictScreen")
        await app.press("right", "enter")
        await app.until(lambda: not app.session.conflicts)
        await app.until(lambda: "Ctrl+K" not in app.shown())
        assert "甲2024年" in app.saved()["sections"]["introduction"]["text"]


async def test_a_full_disk_is_reported_and_the_text_is_saved_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = empty(tmp_path / "office")
    before = draft.read_bytes()
    async with driven(tmp_path / "office", draft) as app:
        with monkeypatch.context() as disk:
            fill_disk(disk, draft)
            await app.press(*"写下的话")
            await app.until(lambda: "! 未保存" in app.shown())
            assert draft.read_bytes() == before
            assert app.editor.text == "写下的话"
            assert list((tmp_path / "office-state").glob("*.recovery.toml"))
            await app.press("ctrl+q")
            await app.until_screen("Leaving")
            await app.press("enter")  # stay
            await app.until_screen("WritingScreen")
        await app.until(lambda: not app.session.unsaved)
        assert "写下的话" in draft.read_text("utf-8")
        await app.until(lambda: "已保存" in app.shown())


async def test_a_message_that_is_open_does_not_answer_whether_to_leave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = empty(tmp_path / "office")
    async with driven(tmp_path / "office", draft) as app:
        fill_disk(monkeypatch, draft)
        await app.press(*"写下的话", "ctrl+s")
        await app.until(lambda: "无法完成" in app.shown())
        await app.press("ctrl+q")
        await app.until(lambda: "有内容尚未保存" in app.shown())
        assert app.app.is_running
        await app.press("ctrl+q")  # the second one leaves
        await app.until(lambda: not app.app.is_running)


async def test_a_file_that_was_broken_and_is_whole_again_is_no_trouble_any_more(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    whole = draft.read_bytes()
    async with driven(tmp_path / "office", draft) as app:
        opened = app.app.opened
        assert opened is not None
        draft.write_bytes(b'outline = "law-based\n')
        await app.until(lambda: opened.trouble)
        await app.until(lambda: "! 未保存" in app.shown())
        draft.write_bytes(whole)
        await app.until(lambda: opened.trouble is None)
        await app.until(lambda: "! 未保存" not in app.shown())


def test_a_change_at_the_moment_of_opening_is_noticed(tmp_path: Path) -> None:
    draft = example(tmp_path / "office")
    opened = OpenDraft(Session.open(draft, Offices().library(draft.parent), state=tmp_path / "state"), Office(), DAY)
    draft.write_text(draft.read_text("utf-8").replace("谋划部署抓到位", "谋划部署抓得紧"), "utf-8")
    assert opened.tick().taken == (), "a file that was written this moment may be half of one"
    wait_until_still(draft)
    assert opened.tick().taken == (("sections", "responsibility", "text"),)
    assert opened.tick().taken == ()
    opened.rewrite_texts(say("typing"), {"plan": "安排。"})
    assert opened.save().outcome is Outcome.SAVED
    draft.write_text(draft.read_text("utf-8").replace("谋划部署抓得紧", "谋划部署抓得实"), "utf-8")
    wait_until_still(draft)
    assert opened.tick().taken == (("sections", "responsibility", "text"),)


async def test_leaving_saves(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    async with driven(tmp_path / "office", draft) as app:
        await app.press(*"最后一句", "ctrl+q")
        await app.until(lambda: not app.app.is_running)
    assert "最后一句" in draft.read_text("utf-8")
    assert not list((tmp_path / "office-state").glob("*.recovery.toml"))


async def test_the_text_survives_an_app_that_fails(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    state = tmp_path / "office-state"
    with pytest.raises(ZeroDivisionError):
        async with driven(tmp_path / "office", draft) as app:
            await app.press(*"还在")
            app.app.screen.set_timer(0.01, lambda: 1 / 0)
            await app.pilot.pause(0.5)
    opened = app.app.opened
    assert opened is not None
    assert opened.session.value(("sections", "introduction", "text")) == "还在\n"
    app.app.put_away()
    assert "还在" in draft.read_text("utf-8") or recovery.all_left_behind(state)


async def test_a_draft_that_vanished_is_written_again(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    async with driven(tmp_path / "office", draft) as app:
        draft.unlink()
        await app.press(*"还在")
        await app.until(lambda: not app.session.unsaved)
    assert "还在" in draft.read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="no folder that somebody is in can be deleted there")
@pytest.mark.parametrize("how", [shutil.rmtree, lambda folder: folder.rename(folder.with_name("moved"))])
async def test_the_text_survives_the_folder_that_the_app_was_started_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: Callable[[Path], object]
) -> None:
    empty(tmp_path / "office")
    monkeypatch.chdir(tmp_path / "office")
    async with driven(tmp_path / "office", Path("report.toml")) as app:
        how(tmp_path / "office")
        await app.press(*"还在")
        await app.pilot.pause(3)
        assert app.screen == "WritingScreen"
        app.app.put_away()
    kept = [one.read_text("utf-8") for one in tmp_path.rglob("*.toml")]
    assert [one for one in kept if "还在" in one]


def test_putting_away_never_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.support.app_driver import DAY
    from tui.app.application import Baogao
    from tui.app.settings import Settings
    from tui.base.messages import Language
    from tui.session.open_draft import OpenDraft

    draft = empty(tmp_path / "office")
    app = Baogao(Settings(Language("en"), tmp_path, DAY, state=tmp_path / "state"))
    app.put_away()
    session = Session.open(draft, Offices().library(draft.parent), state=tmp_path / "state")
    app.opened = OpenDraft(session, Office(), DAY)
    session.write_text("plan", "还在\n")

    def broken(*_: object, **__: object) -> None:
        raise BaogaoError("no")

    monkeypatch.setattr(files, "write", broken)
    app.put_away()
    assert app.opened.trouble is not None


async def test_work_of_a_process_that_had_our_number_stays_until_it_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a container every start has the same one."""
    draft, state = empty(tmp_path / "office"), tmp_path / "office-state"
    with monkeypatch.context() as earlier:
        earlier.setattr(recovery, "RUN", "00000000")
        session = Session.open(draft, Offices().library(draft.parent), state=state)
        session.write_text("introduction", "没存完的一句。")
        session.remember()
    (left,) = state.glob("*.recovery.toml")
    async with driven(draft.parent) as app:
        app.app.open_draft(draft)
        await app.until_screen("Decide")
        await app.press("right", "right", "enter")  # ask again next time
        await app.until_screen("WritingScreen")
        await app.press("甲")
        await app.until(lambda: "甲" in draft.read_text("utf-8"))
        await app.press("ctrl+q")
    assert "没存完的一句。" in left.read_text("utf-8")


async def test_the_clock_that_strikes_while_the_app_is_put_away_finds_no_screen_and_needs_none(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await app.press(*"写下的话")
    assert not app.app.screen_stack
    app.app.tick()
