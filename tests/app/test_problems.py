"""All problems: gone to, fixed, undone, waived with a reason, filtered by grade and edition."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from textual.widgets import Input, Static

from tests.support.app_driver import Driver, driven, example
from tui.app.problems.screen import ProblemsScreen
from tui.app.widgets.checkbox import Checkbox
from tui.app.widgets.findings import MOST, FindingsList
from tui.app.writing.figures import FigureLine
from tui.base.messages import Message, say, say_n
from tui.checking.office import Office
from tui.outline.library import Library
from tui.rules.finding import Finding
from tui.session.fixes import fix_all
from tui.session.open_draft import OpenDraft
from tui.session.session import Session

WRONG = {
    'number = "云农字〔2025〕16号"': 'number = "云农字[2025]第016号"',
    'signer = "何苒"': 'signer = "何苒局长"',
    "对法治建设重要工作亲自部署": "对 法治建设重要 工作，，[red]亲自部署",
    "litigation_lost = 1 ": "litigation_lost = 9 ",
    "追回问题种子3.6吨": "群众13812341234的诉求办理较慢",
}


def faulty(folder: Path, wrong: dict[str, str] = WRONG) -> Path:
    """The example with slips in the letterhead, a section and the figures."""
    file = example(folder)
    text = file.read_text("utf-8")
    for old, new in wrong.items():
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    return file


async def opened(app: Driver) -> FindingsList:
    await app.press("ctrl+g")
    await app.until_screen("ProblemsScreen")
    return app.app.screen.query_one(FindingsList)


def codes(listed: FindingsList) -> list[str]:
    """The codes of what is listed, top to bottom."""
    shown = [str(option.prompt) for option in listed.options if not option.disabled]
    return [line.split()[1] for line in shown]


def headings(listed: FindingsList) -> list[str]:
    return [str(option.prompt).strip() for option in listed.options if option.disabled]


async def go_to(app: Driver, listed: FindingsList, code: str) -> Finding:
    """Move down to the first finding of a rule."""
    await app.press("home")
    while listed.finding is None or listed.finding.code != code:
        before = listed.highlighted
        await app.press("down")
        assert listed.highlighted != before, code
    return listed.finding


def is_said(app: Driver, message: Message) -> bool:
    """Whether this was said in passing."""
    return app.app.language(message) in app.told


def edition(app: Driver) -> str:
    assert app.app.opened is not None
    return app.app.opened.edition


def detail(app: Driver) -> str:
    return str(app.app.screen.query_one("#detail Static", Static).content)


async def test_problems_come_in_the_order_of_the_outline_with_their_counts(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        assert codes(listed) == ["L201", "L203", "P313", "P313", "P306", "S111"]
        assert headings(listed)[1] == "一、主要负责人履行推进法治建设第一责任人职责情况"
        assert len(headings(listed)) == 3
        shown = app.shown()
        assert "错误 3   警告 1   提示 2" in shown
        assert all(code in shown for code in codes(listed)), "all of it fits 80x24"
        assert listed.finding is not None and listed.finding.code == "L201"


async def test_enter_goes_to_the_words(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        await go_to(app, listed, "P306")
        await app.press("enter")
        await app.until(lambda: app.screen == "WritingScreen" and app.app.focused is not None)
        await app.until(lambda: app.editor.section == "responsibility")
        assert app.editor.selected_text == "，，"


async def test_enter_goes_to_a_figure(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        finding = await go_to(app, listed, "S111")
        await app.press("enter")
        await app.until_screen("WritingScreen")
        await app.until(lambda: isinstance(app.app.focused, Input))
        line = app.app.focused
        assert line is not None and isinstance(line.parent, FigureLine)
        assert line.parent.id == f"figure-{finding.locus.path[1]}"


async def test_a_problem_only_in_the_file_is_said_to_be_there(tmp_path: Path) -> None:
    wrong = {"party_group_sessions = 5": "no_such_figure = 1\nparty_group_sessions = 5"}
    async with driven(tmp_path / "office", faulty(tmp_path / "office", wrong)) as app:
        listed = await opened(app)
        await go_to(app, listed, "S104")
        await app.press("enter")
        await app.until_screen("WritingScreen")
        await app.until(lambda: "report.toml:20:1" in app.told)


async def test_escape_goes_nowhere(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        await opened(app)
        await app.press("escape")
        await app.until_screen("WritingScreen")
        assert app.editor.section == "introduction"
        assert app.session.unsaved == ()


async def test_a_fix_is_shown_before_it_is_made(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        await opened(app)
        assert "云农字[[2025]第016号] -> 云农字[〔2025〕16号]" in detail(app)
        assert "云农字[[2025]第016号] -> 云农字[〔2025〕16号]" in app.shown()


async def test_one_problem_is_fixed_and_the_next_is_at_hand(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        await app.press("ctrl+e")
        assert codes(listed) == ["L203", "P313", "P313", "P306", "S111"]
        assert listed.finding is not None and listed.finding.code == "L203"
        assert app.session.value(("fields", "number")) == "云农字〔2025〕16号"
        assert app.saved()["fields"]["number"] == "云农字〔2025〕16号"
        assert is_said(app, say_n("{n} problem fixed", "{n} problems fixed", 1))


async def test_what_cannot_be_fixed_is_left_and_said(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        await go_to(app, listed, "L203")
        await app.press("ctrl+e")
        assert app.session.unsaved == ()
        assert is_said(app, say("this cannot be fixed automatically: Enter goes there"))


async def test_all_is_fixed_and_one_key_takes_it_back_here_or_while_writing(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        before = app.session.file.read_bytes()
        listed = await opened(app)
        await app.press("ctrl+d")
        assert codes(listed) == ["L203", "S111"]
        assert is_said(app, say_n("{n} problem fixed", "{n} problems fixed", 4))
        text = app.saved()["sections"]["responsibility"]["text"]
        assert "对法治建设重要工作，[red]亲自部署" in text
        await app.press("ctrl+d")
        assert is_said(app, say("nothing can be fixed automatically"))
        await app.press("escape", "f4")
        assert app.editor.section == "responsibility"
        assert app.editor.text == text.rstrip("\n")
        await app.press("ctrl+z")
        app.saved()
        assert app.session.file.read_bytes() == before
        await app.press("ctrl+y", "ctrl+g")
        await app.until_screen("ProblemsScreen")
        listed = app.app.screen.query_one(FindingsList)
        assert codes(listed) == ["L203", "S111"]
        await app.press("ctrl+z")
        assert len(codes(listed)) == 6
        assert listed.finding is not None and listed.finding.code not in ("L203", "S111")
        assert "已撤销：全部修正" in app.told
        app.saved()
        assert app.session.file.read_bytes() == before


async def test_fewer_grades_are_shown_and_then_all_again(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        await go_to(app, listed, "P306")
        await app.press("ctrl+f")
        assert codes(listed) == ["L201", "L203", "P306", "S111"]
        assert listed.finding is not None and listed.finding.code == "P306", "the highlight stays where it was"
        await app.press("ctrl+f")
        assert codes(listed) == ["L201", "L203", "S111"]
        await app.press("ctrl+f")
        assert codes(listed) == ["L201", "L203", "P313", "P313", "P306", "S111"]


async def test_the_other_edition_is_checked_too(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        await app.press("f19")
        assert edition(app) == "published"
        assert "D902" in codes(listed)
        await go_to(app, listed, "D902")
        await app.press("enter")
        await app.until_screen("WritingScreen")
        await app.until(lambda: app.editor.selected_text == "13812341234")
        listed = await opened(app)
        await app.press("f19")
        assert edition(app) == "filed"
        assert "D902" not in codes(listed)


async def test_a_problem_is_waived_with_a_reason_at_its_words(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        await go_to(app, listed, "P313")
        await app.press("ctrl+w")
        await app.until_screen("WaiveScreen")
        assert "对 法" in app.shown()
        await app.press("enter")
        assert app.screen == "WaiveScreen", "a reason is needed"
        assert app.app.language(say("a reason is needed")) in app.shown()
        await app.paste("文件名原文如此")
        await app.press("tab", *"2025-02-30")
        assert app.app.language(say("not a date: write it as 2025-06-30")) in app.shown()
        await app.press("enter")
        assert app.screen == "WaiveScreen"
        await app.press("backspace", "backspace", *"09")
        assert app.app.language(say("this day has passed")) in app.shown()
        await app.press("backspace", "backspace", *"28", "enter")
        await app.until_screen("ProblemsScreen")
        await app.until(lambda: codes(listed) == ["L201", "L203", "P313", "P306", "S111"])
        assert listed.finding is not None and listed.finding.code == "P313", "the next is at hand"
        assert app.saved()["waivers"] == [
            {
                "rule": "P313",
                "section": "responsibility",
                "quote": "对 法",
                "reason": "文件名原文如此",
                "until": date(2025, 2, 28),
            }
        ]


async def test_a_problem_is_waived_in_a_whole_section_if_wanted(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        await go_to(app, listed, "P313")
        await app.press("ctrl+w")
        await app.until_screen("WaiveScreen")
        await app.paste("排版需要")
        await app.press("tab", "tab")
        assert isinstance(app.app.focused, Checkbox)
        await app.press("space", "enter")
        await app.until_screen("ProblemsScreen")
        await app.until(lambda: codes(listed) == ["L201", "L203", "P306", "S111"])
        assert is_said(app, say_n("{n} problem kept, with a reason", "{n} problems kept, with a reason", 2))
        assert app.saved()["waivers"] == [{"rule": "P313", "section": "responsibility", "reason": "排版需要"}]


async def test_waiving_can_be_left_and_a_bad_waiver_cannot_be_waived(tmp_path: Path) -> None:
    file = faulty(tmp_path / "office")
    file.write_text(file.read_text("utf-8") + '\n[[waivers]]\nrule = "P301"\nreason = "甲"\n', "utf-8")
    async with driven(tmp_path / "office", file) as app:
        listed = await opened(app)
        await app.press("ctrl+w")
        await app.until_screen("WaiveScreen")
        await app.press("escape")
        await app.until_screen("ProblemsScreen")
        assert app.session.unsaved == ()
        await go_to(app, listed, "S121")
        await app.press("ctrl+w")
        await app.until(lambda: "保留" in app.told)
        assert app.screen == "ProblemsScreen"


async def test_a_waiver_is_withdrawn_and_both_are_undone(tmp_path: Path) -> None:
    file = faulty(tmp_path / "office")
    file.write_text(file.read_text("utf-8") + '\n[[waivers]]\nrule = "L203"\nreason = "甲的理由"\n', "utf-8")
    before = file.read_bytes()
    async with driven(tmp_path / "office", file) as app:
        listed = await opened(app)
        assert "L203" not in codes(listed)
        await app.press("delete")
        await app.until_screen("Choose")
        await app.until(lambda: "L203 整份草稿  甲的理由" in app.shown())
        await app.press("enter")
        await app.until(lambda: "L203" in codes(listed))
        assert not app.saved().get("waivers")
        await app.press("ctrl+z")
        assert "L203" not in codes(listed)
        app.saved()
        assert file.read_bytes() == before
        await app.press("ctrl+y", "delete")
        await app.until(lambda: "L203" in codes(listed) and "没有" in app.told)


async def test_changes_by_others_are_checked_again(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", faulty(tmp_path / "office")) as app:
        listed = await opened(app)
        file = app.session.file
        await app.until(lambda: app.app.opened is not None and app.app.opened._saving._looked is not None)
        file.write_text(file.read_text("utf-8").replace("何苒局长", "何苒"), "utf-8")
        await app.until(lambda: "L203" not in codes(listed))


async def test_a_clean_draft_says_that_nothing_is_wrong(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        listed = await opened(app)
        assert codes(listed) == []
        assert "没有问题" in app.shown()
        await app.press("enter", "ctrl+e", "ctrl+w", "ctrl+f")
        assert app.screen == "ProblemsScreen"


async def test_strangers_text_is_shown_as_text(tmp_path: Path) -> None:
    wrong = {'signer = "何苒"': 'signer = "[red]何[/]\\u001b[2J局长"', "亲自部署": "[link=x]部署[/link]{no_such}"}
    async with driven(tmp_path / "office", faulty(tmp_path / "office", wrong), size=(120, 36)) as app:
        await opened(app)
        assert "[red]何[/]\ufffd[2J局长" in app.shown()
        assert "{no_such}" in app.shown()


async def test_thousands_of_problems_are_counted_and_the_first_of_them_shown(tmp_path: Path) -> None:
    many = {"对法治建设重要工作": "重 " * 5000 + "要"}
    async with driven(tmp_path / "office", faulty(tmp_path / "office", many)) as app:
        listed = await opened(app)
        assert len(codes(listed)) == MOST
        assert str(5001 - MOST) in headings(listed)[-1]
        screen = app.app.screen
        assert isinstance(screen, ProblemsScreen) and "5001" in str(screen.query_one("#state", Static).content)
        await app.press("ctrl+d")
        assert codes(listed) == ["S116", "W814"], "the long paragraph, and the four things with a word replaced"


def test_an_item_of_a_list_is_fixed_as_its_list(tmp_path: Path) -> None:
    old = 'attachments = "2024年涉农法律法规宣传活动一览表"'
    file = faulty(tmp_path, {old: 'attachments = ["1.甲表。", "乙表"]'})
    session = Session.open(file, Library.searching(), state=tmp_path / "state")
    opened = OpenDraft(session, Office(), date(2025, 2, 10))
    assert fix_all(opened) == 2
    assert session.value(("fields", "attachments")) == ["甲表", "乙表"]
    session.write_field("attachments", ["乙表", "2.丙表"])
    assert fix_all(opened) == 1
    session.save()
    assert tomllib.loads(file.read_text("utf-8"))["fields"]["attachments"] == ["乙表", "丙表"]
