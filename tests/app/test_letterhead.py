"""The letterhead: a form by kind of field, quiet until touched, saved as it is typed, beside the red-headed page."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.support.app_driver import DAY, Driver, driven, empty, example
from tui.app.letterhead.day_notes import day_notes
from tui.app.letterhead.explanation import Explanation
from tui.app.letterhead.field_area import FieldArea
from tui.app.letterhead.fields import FieldRow
from tui.app.letterhead.screen import LetterheadScreen
from tui.app.widgets.printed_area import PrintedArea
from tui.editing.typed_values import day_typed, is_writable, items_typed, shown, taken, year_typed

HEAD = 'outline = "law-based-government-department-jincheng@2024"\nyear = 2024\n'


def written(folder: Path, text: str) -> Path:
    """A draft with these lines after its first two."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "report.toml"
    file.write_text(HEAD + text, "utf-8")
    return file


def rows(app: Driver) -> list[FieldRow]:
    screen = app.app.screen
    assert isinstance(screen, LetterheadScreen)
    return screen.rows


def row(app: Driver, *place: str) -> FieldRow:
    return next(one for one in rows(app) if one.asked.place == place)


def here(app: Driver) -> tuple[str | int, ...]:
    """The place of the field that has the focus."""
    screen = app.app.screen
    assert isinstance(screen, LetterheadScreen) and screen.row is not None
    return screen.row.asked.place


async def opened(app: Driver) -> None:
    await app.press("f9")
    await app.until_screen("LetterheadScreen")
    await app.until(lambda: isinstance(app.app.screen, LetterheadScreen) and app.app.screen.row is not None)


async def go(app: Driver, *place: str) -> None:
    """Go to a field by the arrow keys, as a person does."""
    wanted = [one.asked.place for one in rows(app)].index(place)
    for _ in range(80):
        at = [one.asked.place for one in rows(app)].index(here(app))
        if at == wanted:
            return
        await app.press("down" if at < wanted else "up")
    raise AssertionError(f"{place} is not reached")


async def clear(app: Driver) -> None:
    """Empty the field that has the focus."""
    area = app.app.focused
    assert isinstance(area, FieldArea)
    for _ in range(20):
        if not area.text:
            return
        await app.press("ctrl+a", "backspace")
    raise AssertionError(area.text)


def is_in_view(one: FieldRow) -> bool:
    return one.screen.query_one("#form").region.contains_region(one.region)


def note(app: Driver, *place: str) -> str:
    return str(row(app, *place).query_one(".note").render())


def words(app: Driver) -> str:
    """What is explained of the field that has the focus."""
    return str(app.app.screen.query_one(Explanation).query_one("#explained Static").render())


# Typed text, and its value


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-18",
        "2025-2-18",
        "2025.2.18",
        "2025/02/18",
        "2025年2月18日",
        " 2025 年 2 月 18 日 ",
        "２０２５－０２－１８",
    ],
)
def test_a_day_may_be_typed_in_several_ways(text: str) -> None:
    assert day_typed(text) == (date(2025, 2, 18), True)


@pytest.mark.parametrize("text", ["2025-02-30", "2025年13月1日", "2025.2.0", "0000-01-01"])
def test_a_day_must_be_in_the_calendar(text: str) -> None:
    assert day_typed(text) == (None, True)


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-02", "2025-02-", "25-2-18", "2025-2.18", "二月", "2025-02-18 08:00:00"]
)
def test_what_has_not_the_form_of_a_day_is_none_yet(text: str) -> None:
    assert day_typed(text) == (None, False)


def test_a_year_has_four_digits() -> None:
    assert [year_typed(text) for text in ("2024", "２０２４", "24", "20245", "0024", "二〇二四")] == [2024, 2024] + [
        None
    ] * 4


def test_a_list_is_one_a_line_or_has_marks_between_its_items_but_never_inside_brackets() -> None:
    assert items_typed(" 市委、市政府 \n\n省司法厅，市人大", "organs") == ["市委", "市政府", "省司法厅", "市人大"]
    assert items_typed("市农业农村局（乡村振兴局、畜牧局）、市水利局", "organs") == [
        "市农业农村局（乡村振兴局、畜牧局）",
        "市水利局",
    ]
    assert items_typed("种子、农药抽检一览表\n二", "texts") == ["种子、农药抽检一览表", "二"]


@pytest.mark.parametrize(
    ("text", "kind", "required", "before", "value"),
    [
        ("甲", "persons", True, "", "甲"),
        ("甲", "persons", True, ["乙"], ["甲"]),
        ("甲\n乙", "persons", True, "甲", ["甲", "乙"]),
        ("市委、市政府", "organs", True, "市委、市政府", "市委、市政府"),
        ("", "organs", True, "市委", ""),
        ("", "organs", True, ["市委"], []),
        ("", "organs", True, None, None),
        ("", "texts", False, ["表"], None),
        (" 甲 ", "text", False, None, "甲"),
        ("", "text", False, "甲", None),
        ("", "text", True, "甲", ""),
        ("3", "text", True, 3, 3),
        ("", "date", True, date(2025, 1, 1), None),
    ],
)
def test_a_value_keeps_the_form_it_had(text: str, kind: Any, required: bool, before: Any, value: Any) -> None:
    found = taken(text, kind, required, before)
    assert found is not None and found.value == value and type(found.value) is type(value)


def test_half_a_date_and_half_a_year_are_no_values() -> None:
    assert taken("2025-02-30", "date", True, date(2025, 1, 1)) is None
    assert taken("", "year", True, 2024) is None


def test_values_of_the_wrong_type_are_shown_as_the_file_has_them() -> None:
    assert shown(["甲", 3, date(2025, 1, 2)]) == "甲\n3\n2025-01-02"
    assert shown({"a": "甲"}) == '{ a = "甲" }'
    assert shown(None) == ""
    assert is_writable(["甲", 3]) and not is_writable([["甲"]]) and not is_writable({"a": 1})


def test_a_day_is_shown_with_its_weekday_and_its_distance_from_the_due_date() -> None:
    due, today = date(2025, 3, 1), date(2025, 2, 10)
    assert list(map(str, day_notes(date(2025, 2, 18), due, today))) == [
        "Tuesday",
        "11 days before it is due, 2025年3月1日",
    ]
    assert list(map(str, day_notes(date(2025, 3, 2), due, today))) == ["Sunday", "1 day after it was due, 2025年3月1日"]
    assert list(map(str, day_notes(due, due, today))) == ["Saturday", "on the due date"]
    assert list(map(str, day_notes(None, due, today))) == ["due on 2025年3月1日, in 19 days"]
    assert list(map(str, day_notes(None, today, today))) == ["due today"]
    assert list(map(str, day_notes(None, date(2025, 2, 9), today))) == ["was due on 2025年2月9日, 1 day ago"]
    assert list(day_notes(None, None, today)) == []


# Journeys


async def test_every_kind_of_field_is_filled_in_by_keys_and_saved(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office")) as app:
        await opened(app)
        assert here(app) == ("fields", "number")  # the first that is required and empty
        await app.paste("云市监字〔2025〕3号")
        assert app.session.value(("fields", "number")) == "云市监字〔2025〕3号"
        await app.press("enter", *"李明")
        assert app.session.value(("fields", "signer")) == "李明"
        await app.press("enter", "enter")
        await app.paste("云川市市场监督管理局")
        await app.press("tab", *"市委", "enter", *"市政府")
        assert app.session.value(("fields", "recipients")) == ["市委", "市政府"]
        await app.press("tab", *"一览表", "tab", *"2025-02-18")
        assert app.session.value(("fields", "date")) == date(2025, 2, 18)
        await app.press("down")
        await app.paste("（此件公开发布）")
        await app.press("down")
        await app.paste("省局、市委依法治市办")
        assert app.session.value(("fields", "copies")) == ["省局", "市委依法治市办"]
        await app.press("tab", *"市办", "tab")
        await app.paste("2025年2月19日")
        await app.press("tab", *"保密办", "tab")
        await app.paste("2025.3.20")
        await app.press("shift+tab")
        assert row(app, "clearance", "date").area.text == "2025-03-20"
        await go(app, "fields", "mark")
        await app.press(*"市监局文件")
        await go(app, "year")
        await clear(app)
        await app.press(*"2025")
        await app.press("escape")
        await app.until_screen("WritingScreen")
        saved = app.saved()
        assert saved["year"] == 2025
        assert saved["clearance"] == {"by": "保密办", "date": date(2025, 3, 20)}
        assert saved["fields"] == {
            "mark": "市监局文件",
            "number": "云市监字〔2025〕3号",
            "signer": "李明",
            "issuer": "云川市市场监督管理局",
            "recipients": ["市委", "市政府"],
            "attachments": "一览表",
            "date": date(2025, 2, 18),
            "note": "（此件公开发布）",
            "copies": ["省局", "市委依法治市办"],
            "printer": "市办",
            "printed": date(2025, 2, 19),
        }


async def test_opening_and_leaving_writes_nothing(tmp_path: Path) -> None:
    strange = (
        '[fields]\nnumber = 3\nsigner = ["甲", 4]\nissuer = """\n云川市\n某局"""\ndate = "2025-02-18"\nprinted = 2025-02-18T08:00:00\n'
        'copies = "市委、市政府"\nnote = { a = 1 }\nsinger = "甲"\n[clearance]\nby = " 甲 "\nwhere = "乙"\n'
    )
    for file in (example(tmp_path / "a"), written(tmp_path / "b", strange)):
        before = file.read_bytes()
        async with driven(file.parent, file) as app:
            await opened(app)
            for _ in rows(app):
                await app.press("tab")
            await app.press("escape")
            await app.until_screen("WritingScreen")
            assert app.session.unsaved == ()
            app.session.save()
        assert file.read_bytes() == before


async def test_an_emptied_field_goes_when_it_is_optional_and_stays_when_it_is_required(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await opened(app)
        for place in ("signer", "recipients", "attachments", "date", "note"):
            await go(app, "fields", place)
            await clear(app)
        await app.press("tab")
        fields = app.saved()["fields"]
        assert fields["signer"] == "" and fields["recipients"] == []
        assert not {"attachments", "date", "note"} & set(fields)
        await app.until(lambda: "error" in note(app, "fields", "signer") or "错误" in note(app, "fields", "signer"))


async def test_a_text_stays_a_text_while_it_is_one_item_and_becomes_a_list_with_the_second(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await opened(app)
        await go(app, "fields", "signer")
        await app.press("end", *"青")
        assert app.session.value(("fields", "signer")) == "何苒青"
        await app.press("enter", *"王强")
        assert app.session.value(("fields", "signer")) == ["何苒青", "王强"]
        await app.press("backspace", "backspace", "backspace", "backspace")
        assert app.session.value(("fields", "signer")) == "何苒"
        assert app.saved()["fields"]["signer"] == "何苒"


async def test_a_day_that_is_not_in_the_calendar_is_reported_at_once_kept_and_not_saved(tmp_path: Path) -> None:
    file = written(tmp_path / "office", "[fields]\ndate = 2025-02-18\n")
    async with driven(tmp_path / "office", file, language="en") as app:
        await opened(app)
        await go(app, "fields", "date")
        assert note(app, "fields", "date") == "required  Tuesday  11 days before it is due, 2025年3月1日"
        await app.press("backspace", "backspace")
        assert note(app, "fields", "date").startswith("not saved until it is a date such as 2025-02-10")
        assert "error" not in words(app) and not row(app, "fields", "date").has_class("-unfinished")
        await app.press("3", "0")
        assert note(app, "fields", "date").startswith("error no such date; not saved")
        assert "the draft still has 2025-02-03" in words(app)  # what 2025-02-3 was on the way
        assert app.session.value(("fields", "date")) == date(2025, 2, 3)
        await app.press("tab", "shift+tab")
        assert row(app, "fields", "date").area.text == "2025-02-30"
        await app.press("escape")
        await app.until_screen("WritingScreen")
        assert "not saved: 成文日期; your text is still in the letterhead form" in app.told
        await opened(app)
        assert row(app, "fields", "date").area.text == "2025-02-30"
        assert note(app, "fields", "date").startswith("error ")
        await go(app, "fields", "date")
        await app.press("backspace", "backspace", "2", "8")
        assert app.session.value(("fields", "date")) == date(2025, 2, 28)
        assert note(app, "fields", "date") == "required  Friday  1 day before it is due, 2025年3月1日"
        await app.press("escape")
        assert app.saved()["fields"]["date"] == date(2025, 2, 28)


async def test_days_are_stepped_through(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", written(tmp_path / "office", "[fields]\n")) as app:
        await opened(app)
        await go(app, "fields", "date")
        await app.press("ctrl+up")
        assert app.session.value(("fields", "date")) == DAY
        await app.press("ctrl+up", "pageup", "ctrl+down")
        assert app.session.value(("fields", "date")) == date(2025, 2, 11)
        await app.press("ctrl+z")
        assert app.session.value(("fields", "date")) == date(2025, 2, 12)
        await app.press("end", "x", "pagedown")
        assert row(app, "fields", "date").area.text == "2025-02-12x"


async def test_a_year_is_written_once_it_has_four_digits(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office"), language="en", size=(120, 36)) as app:
        await opened(app)
        await go(app, "year")
        await app.press("backspace")
        assert app.session.value(("year",)) == 2024
        assert note(app, "year").startswith("not saved until it is a year of four digits")
        screen = app.app.screen
        assert isinstance(screen, LetterheadScreen)
        screen.draft_changed([("year",)])  # as when last year's draft is laid beside: the year is still the same
        assert row(app, "year").area.text == "202"
        await app.press("down")
        assert note(app, "year").startswith("error not saved")
        await app.press("up", "up", "3")  # the title has two lines
        assert app.session.value(("year",)) == 2023
        await app.until(lambda: "2023年法治政府建设" in "".join(app.app.screen.query_one(PrintedArea).text.split()))


async def test_a_field_is_quiet_until_it_was_used_and_then_reports_while_it_is_fixed(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office"), language="en") as app:
        await opened(app)
        await app.until(lambda: "/8" in app.shown() or "of 8" in app.shown())
        quiet = [note(app, *map(str, one.asked.place)) for one in rows(app) if one.asked.kind != "date"]
        asked = {"required", "optional", "required, filed only", "optional, filed only", "before publication"}
        assert len(quiet) == 12 and set(quiet) <= asked
        await go(app, "fields", "signer")
        await app.press("down")  # passed by without a change
        await app.pilot.pause(0.3)
        assert note(app, "fields", "signer") == "required, filed only"
        await app.press("up", *"李明局长")
        await app.until(lambda: row(app, "fields", "signer")._findings)
        assert note(app, "fields", "signer") == "required, filed only"
        await app.press("down")
        await app.until(lambda: note(app, "fields", "signer") == "error “李明局长” is more than a name")
        await app.press("up")
        assert "L203" in words(app) and "write the name alone" in words(app)
        await app.press("backspace", "backspace")
        await app.until(lambda: note(app, "fields", "signer") == "required, filed only")
        await clear(app)
        await app.until(lambda: note(app, "fields", "signer") == "error the field “签发人” is missing")


async def test_errors_of_values_that_were_there_are_reported_from_the_start(tmp_path: Path) -> None:
    text = '[fields]\nnumber = "云市监字[2025]第03号"\nattachments = "一览表。"\ndate = "2025-02-18"\n'
    async with driven(tmp_path / "office", written(tmp_path / "office", text), language="en") as app:
        await opened(app)
        await app.until(lambda: note(app, "fields", "number").startswith("error "))
        assert note(app, "fields", "date") == "error this must be a date"
        assert note(app, "fields", "attachments") == "optional"  # a warning
        await go(app, "fields", "number")
        assert "〔2025〕3号" in words(app)
        await clear(app)
        await app.paste("云市监字〔2024〕3号")
        await app.until(lambda: note(app, "fields", "number") == "required, filed only")
        await go(app, "fields", "date")
        await app.press("backspace", "8")
        assert app.session.value(("fields", "date")) == date(2025, 2, 18)
        await app.until(lambda: note(app, "fields", "number") == "error the number is of 2024, and the date of 2025")


@pytest.mark.parametrize("place", [("fields", "signer"), ("year",), ("clearance", "date"), ("fields", "singer")])
async def test_a_problem_is_gone_to(tmp_path: Path, place: tuple[str, ...]) -> None:
    file = written(tmp_path / "office", '[fields]\nsinger = "李明"\n')
    async with driven(tmp_path / "office", file) as app:
        assert app.app.opened is not None
        app.app.push_screen(LetterheadScreen(app.app.opened, place))
        await app.until_screen("LetterheadScreen")
        await app.until(lambda: here(app) == place)
        if place[0] == "fields":
            await app.until(lambda: "错误" in note(app, *place))


async def test_the_clearance_is_checked_although_the_filed_edition_needs_none(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office"), language="en") as app:
        await opened(app)
        await go(app, "clearance", "date")
        assert note(app, "clearance", "date") == "before publication  due on 2025年4月1日, in 50 days"
        await app.press(*"2025-03-20", "up")
        await app.until(lambda: "error reviewed on 2025年3月20日" in note(app, "clearance", "date"))


async def test_the_office_offers_the_beginning_of_the_number(tmp_path: Path) -> None:
    file = empty(tmp_path / "office")
    (file.parent / "baogao.toml").write_text('[defaults]\nnumber_prefix = "云市监[b]字"\n', "utf-8")
    async with driven(tmp_path / "office", file) as app:
        await opened(app)
        await app.until(lambda: "云市监[b]字〔2025〕号" in app.shown())
        assert app.session.value(("fields", "number")) is None
        await app.press("right", "7")
        assert app.session.value(("fields", "number")) == "云市监[b]字〔2025〕7号"


async def test_what_changes_outside_is_shown_and_what_is_typed_elsewhere_stays(tmp_path: Path) -> None:
    file = example(tmp_path / "office")
    async with driven(tmp_path / "office", file) as app:
        await opened(app)
        await go(app, "fields", "date")
        await app.press("backspace", "backspace", "3", "9")
        await go(app, "fields", "printer")
        await app.press(*"甲")
        file.write_text(
            file.read_text("utf-8").replace("何苒", "周宁").replace("printed = 2025-02-18", "printed = 2025-02-20"),
            "utf-8",
        )
        await app.until(lambda: row(app, "fields", "signer").area.text == "周宁")
        assert row(app, "fields", "printed").area.text == "2025-02-20"
        assert row(app, "fields", "printer").area.text == "云川市农业农村局办公室甲"
        assert row(app, "fields", "date").area.text == "2025-02-39"
        saved = app.saved()["fields"]
        assert (saved["signer"], saved["printer"], saved["printed"]) == (
            "周宁",
            "云川市农业农村局办公室甲",
            date(2025, 2, 20),
        )


async def test_hostile_values_are_shown_as_text_and_change_only_where_somebody_edits(tmp_path: Path) -> None:
    hostile = "甲[bold]乙[/]\x1b[31m\u202e丙"
    escaped = "甲[bold]乙[/]\\u001b[31m\\u202e丙"
    text = f'[fields]\nsigner = "{escaped}"\nmark = "{escaped}"\nprinter = "第一\\n第二"\n"[b]x[/]" = "{escaped}"\n'
    file = written(tmp_path / "office", text)
    async with driven(tmp_path / "office", file, size=(120, 36)) as app:
        await opened(app)
        await app.until(lambda: app.shown().count("甲[bold]乙[/]\ufffd[31m\ufffd丙") >= 2)
        assert "\x1b" not in app.shown() and "\u202e" not in app.shown()
        await go(app, "fields", "mark")
        await app.press("end", *"丁")
        saved = app.saved()["fields"]
        assert saved == {"signer": hostile, "mark": f"{hostile}丁", "printer": "第一\n第二", "[b]x[/]": hostile}
        await go(app, "fields", "[b]x[/]")
        assert "[b]x[/]" in app.shown()
        await app.press("x")
        assert app.saved()["fields"] == saved


async def test_what_only_the_file_can_fix_is_shown_and_cannot_be_typed_into(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    file = folder / "report.toml"
    file.write_text(f"{HEAD}[clearance]\nby = {{ name = '甲' }}\n", "utf-8")
    async with driven(folder, file) as app:
        await opened(app)
        await go(app, "clearance", "by")
        assert "name = " in row(app, "clearance", "by").area.text
        await app.press("x", "escape")
        assert app.session.unsaved == ()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
async def test_the_field_that_has_the_focus_is_in_view_with_its_message_and_the_page_follows(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office"), size=size) as app:
        await opened(app)
        page = app.app.screen.query_one(PrintedArea)
        assert page.display is (size[0] >= 100)
        await app.press("f5")
        assert page.display
        for one in rows(app):
            await go(app, *map(str, one.asked.place))
            await app.until(partial(is_in_view, one))
        await go(app, "fields", "signer")
        await app.press("end", *"青")
        await app.until(lambda: "签发人：何苒青" in page.text)
        red_line = page.text.split()[3]
        assert set(red_line) == {"─"}
        assert "".join(page.text.split()) == "".join(
            (
                "云川市农业农村局文件",
                "云农字〔2025〕16号",
                "签发人：何苒青",
                red_line,
                "云川市农业农村局2024年法治政府建设工作情况的报告",
                "市委、市政府：",
            )
        )
        await app.press("f5")
        assert page.display is (size[0] >= 100)
        assert here(app) == ("fields", "signer")


async def test_a_click_on_a_label_leads_to_its_field(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", example(tmp_path / "office")) as app:
        await opened(app)
        await app.pilot.click(row(app, "fields", "number").query_one(".label"))
        await app.until(lambda: here(app) == ("fields", "number"))
        await app.pilot.click(row(app, "fields", "signer").area)
        await app.until(lambda: here(app) == ("fields", "signer"))


async def test_nothing_moves_while_somebody_types(tmp_path: Path) -> None:
    async with driven(tmp_path / "office", empty(tmp_path / "office")) as app:
        await opened(app)
        await go(app, "fields", "signer")
        before = [one.region for one in rows(app)]
        await app.press(*"李明局长", "enter", *"甲", "enter", *"乙", "enter", *"丙", "enter", *"丁")
        await app.until(lambda: row(app, "fields", "signer")._findings)
        assert [one.region for one in rows(app)] == before


async def test_the_usual_wordings_of_the_title_are_stepped_through_and_keep_their_lines(tmp_path: Path) -> None:
    file = written(tmp_path / "office", '[fields]\nissuer = "云川市农业农村局"\n')
    async with driven(file.parent, file, size=(120, 36)) as app:
        await opened(app)
        await go(app, "fields", "title")
        area = row(app, "fields", "title").area
        await app.until(lambda: area.offered == "云川市农业农村局\n2024年法治政府建设工作情况的报告")  # what it is now
        await app.press("pagedown", "pagedown")
        wanted = app.session.outline.titles[0].replace("{issuer}", "云川市农业农村局").replace("{year}", "2024")
        assert "\n" in wanted
        assert app.saved()["fields"]["title"] == wanted
        page = app.app.screen.query_one(PrintedArea)
        await app.until(
            lambda: all(line in [one.strip() for one in page.text.split("\n")] for line in wanted.split("\n"))
        )
        await app.press("pageup")
        assert app.saved()["fields"]["title"] == app.session.draft.filled(app.session.outline.title)


async def test_a_title_of_another_year_is_reported_where_it_is_typed(tmp_path: Path) -> None:
    file = written(tmp_path / "office", '[fields]\nissuer = "云川市水务局"\ntitle = "云川市水务局2019年情况报告"\n')
    async with driven(file.parent, file, size=(120, 36)) as app:
        await opened(app)
        await app.until(lambda: "标题写2019，报告年度是2024" in app.shown())
        await go(app, "fields", "title")
        await app.press("end", "enter")
        await app.paste("（送审稿）")
        await app.until(lambda: app.saved()["fields"]["title"] == "云川市水务局2019年情况报告\n（送审稿）")
