"""Import in the app: a document from the start screen, its parts with their sections, one sent elsewhere, the draft opened."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from opencc import OpenCC
from textual.widgets import DataTable

from tests.cli.test_import import REPORT
from tests.support.app_driver import Driver, driven, example
from tui.app.start.import_document import ImportScreen

SIZES = [(80, 24), (120, 36)]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "last.txt").write_text(REPORT, "utf-8")
    return folder


async def _show_parts(app: Driver) -> None:
    await app.press("ctrl+l", *"last.txt", "enter")
    await app.until_screen("ImportScreen")


@pytest.mark.parametrize("size", SIZES)
async def test_the_parts_are_shown_with_their_sections_and_the_draft_is_made(
    office: Path, size: tuple[int, int]
) -> None:
    async with driven(office, size=size) as app:
        assert "Ctrl+L" in app.shown()
        await _show_parts(app)
        shown = app.shown()
        assert "一、主要举措和成效" in shown and "2024年推进法治政府建设的主要" in shown
        assert "Ctrl+S" in shown and "Esc" in shown
        assert "下一步打算" in shown  # the part in doubt is highlighted, and its text is there
        await app.press("ctrl+s")
        await app.until_screen("ChooseFile")
        assert "report-2024.toml" in app.shown()
        await app.press("enter")
        await app.until_screen("WritingScreen")
    values = tomllib.loads((office / "report-2024.toml").read_text("utf-8"))
    assert "执法力量不足。" in values["sections"]["problems"]["text"]
    assert values["figures"] == {"inspections": 18, "penalties": 3}


async def test_a_part_is_sent_to_another_section(office: Path) -> None:
    async with driven(office, size=(120, 36)) as app:
        await _show_parts(app)
        assert (
            app.app.screen.query_one(DataTable).cursor_row == 3
        )  # after the letterhead, the introduction, the measures
        await app.press("enter")
        await app.choose(*"2025")
        await app.until_screen("ImportScreen")
        await app.press("ctrl+s")
        await app.until_screen("ChooseFile")
        await app.press("enter")
        await app.until_screen("WritingScreen")
    sections = tomllib.loads((office / "report-2024.toml").read_text("utf-8"))["sections"]
    assert "problems" not in sections
    assert "存在的问题和下一步打算" in sections["plan"]["text"]
    assert "执法力量不足。" in sections["plan"]["text"]


async def test_nothing_is_made_when_somebody_goes_back(office: Path) -> None:
    async with driven(office) as app:
        await _show_parts(app)
        await app.press("escape")
        await app.until_screen("StartScreen")
    assert [file.name for file in office.iterdir() if file.suffix == ".toml"] == []


async def test_a_draft_that_is_there_is_left_alone(office: Path) -> None:
    (office / "report-2024.toml").write_text("mine", "utf-8")
    async with driven(office) as app:
        await _show_parts(app)
        await app.press("ctrl+s")
        await app.until_screen("ChooseFile")
        await app.press("enter")
        await app.until(lambda: "report-2024.toml" in app.told)
    assert (office / "report-2024.toml").read_text("utf-8") == "mine"


async def test_a_document_that_cannot_be_read_is_one_message(office: Path) -> None:
    (office / "bad.docx").write_bytes(b"PK\x03\x04")
    async with driven(office) as app:
        await app.press("ctrl+l", *"bad.docx", "enter")
        await app.until(lambda: "bad.docx" in app.told)


async def test_this_year_is_compared_with_last_years_draft(tmp_path: Path) -> None:
    office = tmp_path / "office"
    last = example(office, "a-last.toml")
    text = last.read_text("utf-8").replace("year = 2024", "year = 2025").replace("约2900", "约3100")
    (office / "b-now.toml").write_text(text, "utf-8")
    async with driven(office, size=(120, 36)) as app:
        await app.press(*"b-now", "enter")
        await app.until_screen("WritingScreen")
        await app.until(lambda: app.app.opened is not None and app.app.opened.last_year is not None)
        await app.press("ctrl+p", *"diff", "enter")
        await app.until_screen("ComparisonScreen")
        assert "a-last.toml" in app.shown() and "2024" in app.shown()
        await app.press("escape")
        await app.until_screen("WritingScreen")


async def test_sentences_are_taken_over_one_after_the_other_with_their_years_moved_on(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    head = 'outline = "law-based-government-department@2024"\nyear = {}\n[fields]\nissuer = "云川市司法局"\n'
    last = head.format(2023) + '[sections.measures]\ntext = "2023年，修订清单。\\n培训五次。\\n"\n'
    last += '[sections.plan]\ntext = "2024年，建设监督平台。\\n"\n'
    (office / "a-last.toml").write_text(last, "utf-8")
    (office / "b-now.toml").write_text(head.format(2024) + '[sections.introduction]\ntext = "甲。"\n', "utf-8")
    async with driven(office, size=(120, 36)) as app:
        await app.press(*"b-now", "enter")
        await app.until_screen("WritingScreen")
        await app.press("f2")
        await app.choose(*"2024")
        await app.until(lambda: app.app.opened is not None and app.app.opened.last_year is not None)
        await app.press("ctrl+l")
        assert "建设监督平台" in app.shown()  # what was promised, beside what is reported
        await app.press("enter", "enter")
        text = app.saved()["sections"]["measures"]["text"]
    assert "2024年，修订清单。" in text and "培训五次。" in text


async def test_a_mirror_in_traditional_characters_is_converted_when_asked(office: Path) -> None:
    (office / "last.txt").write_text(OpenCC("s2t").convert(REPORT), "utf-8")
    async with driven(office) as app:
        await app.press("ctrl+l", *"last.txt", "enter")
        await app.until_screen("Choose")
        await app.press("enter")
        await app.until_screen("ImportScreen")
        assert "一、主要举措和成效" in app.shown()
        await app.press("ctrl+s")
        await app.until_screen("ChooseFile")
        await app.press("enter")
        await app.until_screen("WritingScreen")
    values = tomllib.loads((office / "report-2024.toml").read_text("utf-8"))
    assert "执法力量不足。" in values["sections"]["problems"]["text"]


async def test_the_import_page_converts_and_takes_back_and_keeps_what_was_moved(office: Path) -> None:
    (office / "last.txt").write_text(f"{REPORT}\n\n來函：雲川", "utf-8")
    async with driven(office, size=(120, 36)) as app:
        await _show_parts(app)
        await app.press("enter")
        await app.choose(*"2025")
        await app.until_screen("ImportScreen")
        assert "來函：雲川" in app.shown()
        await app.press("f18")
        assert "来函：云川" in app.shown() and "來函" not in app.shown()
        assert "已将2个繁体字转换为简体字" in app.shown()
        await app.press("f18")
        assert "來函：雲川" in app.shown()
        screen = app.app.screen
        assert isinstance(screen, ImportScreen)
        assert screen.placement.parts[2].target == "plan"
