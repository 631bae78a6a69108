"""The whole job in a real terminal: an empty folder in the morning, a report in the evening, all of it by keys, in Chinese."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal on Windows", allow_module_level=True)

from tests.support.app_driver import JINCHENG
from tests.support.terminal import Terminal, read_guide, wait_until, zh
from tui.base.messages import say
from tui.outline.library import Library
from tui.outline.outline import MANY, Outline, Section

EXAMPLE: dict[str, Any] = tomllib.loads((JINCHENG / "example.toml").read_text("utf-8"), parse_float=Decimal)
OUTLINE: Outline = Library.searching().find(EXAMPLE["outline"])
DAY = {"SOURCE_DATE_EPOCH": "1740000000"}  # 19 February 2025: it is dated, and not yet due


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    return folder


def test_from_an_empty_folder_to_the_report(tmp_path: Path, folder: Path) -> None:
    with Terminal(tmp_path, folder, environment=DAY) as terminal:
        read_guide(terminal)
        begin(terminal)
        fill_in_letterhead(terminal)
        for section in OUTLINE.sections:
            write(terminal, section)
            enter_figures(terminal, section)
        solve_problems(terminal)
        rendered = render(terminal, folder)
        assert rendered.read_bytes() == (JINCHENG / "example.md").read_bytes()
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert not terminal.asked_for_kitty_keys()
    written = tomllib.loads((folder / "report-2024.toml").read_text("utf-8"), parse_float=Decimal)
    for table in ("fields", "figures", "clearance"):  # the title is the outline's: none was written
        assert written[table] == {
            key: value for key, value in EXAMPLE[table].items() if (table, key) != ("fields", "title")
        }
    assert {id: section["text"] for id, section in written["sections"].items()} == {
        id: section["text"] for id, section in EXAMPLE["sections"].items()
    }


def stands_in(terminal: Terminal, text: str) -> None:
    """Wait until the cursor stands in a line with a text."""
    terminal.wait_for(lambda: text in terminal.lines[terminal.cursor[1]])


def stands_in_line(terminal: Terminal, pattern: str) -> None:
    """Wait until the cursor stands in a line that a pattern is found in."""
    terminal.wait_for(lambda: re.search(pattern, terminal.lines[terminal.cursor[1]]))


def begin(terminal: Terminal) -> None:
    """A new report, by the form."""
    terminal.press("ctrl+n")
    terminal.wait_for(zh(say("Report year")))
    library = Library.searching()
    listed = list(
        dict.fromkeys(library.load(file).id for file in library.files())
    )  # an outline of several versions once
    terminal.press(*["down"] * listed.index(OUTLINE.id))
    terminal.wait_for(OUTLINE.about[:10])
    terminal.press("enter")
    stands_in(terminal, zh(say("Report year")))
    terminal.press("enter")
    stands_in(terminal, zh(say("Issuer")))
    terminal.type(EXAMPLE["fields"]["issuer"])
    terminal.press("tab", "tab")
    stands_in(terminal, zh(say("File")))
    terminal.press("enter")
    terminal.wait_for(f"report-2024.toml  2024 {OUTLINE.name}")


def fill_in_letterhead(terminal: Terminal) -> None:
    """Every field, from the top to the bottom; the issuer is there already."""
    terminal.press("f9")
    terminal.wait_for(zh(say("Letterhead")) + "  report-2024.toml")
    stands_in(terminal, OUTLINE.fields_by_id["number"].label)  # the first that is missing
    terminal.press("up")
    for label, kind, value in answers():
        stands_in(terminal, label)
        if label != OUTLINE.fields_by_id["issuer"].label:
            for n, item in enumerate(value if isinstance(value, list) else [value]):
                terminal.press(*["enter"] * (n > 0))
                terminal.type(str(item))
        terminal.press("enter", *["enter"] * (kind in MANY))
    terminal.press("escape")
    terminal.wait_for(f"report-2024.toml  2024 {OUTLINE.name}")


def answers() -> Iterator[tuple[str, str, str | list[str] | date]]:
    """Required in the letterhead, of what kind, and what the example answers."""
    for field in OUTLINE.fields:
        yield field.label, field.kind, EXAMPLE["fields"][field.id]
    yield zh(say("Secrecy review by")), "text", EXAMPLE["clearance"]["by"]
    yield zh(say("Secrecy review on")), "date", EXAMPLE["clearance"]["date"]


def write(terminal: Terminal, section: Section) -> None:
    """A section's text: the first is typed in words, the others are pasted, and all but the longest of them line by line."""
    if section.id != OUTLINE.sections[0].id:
        terminal.press("f4")
        assert section.heading is not None
        terminal.wait_for(section.heading.replace("{next_year}", "2025"))
    text = with_problems(section.id, EXAMPLE["sections"][section.id]["text"].rstrip("\n"))
    if section.id == "measures":
        terminal.paste(text)
    else:
        for n, line in enumerate(text.split("\n")):
            terminal.press(*["enter"] * (n > 0))
            if section.id == "introduction":
                for start in range(0, len(line), 8):
                    terminal.type(line[start : start + 8])
            elif line:
                terminal.paste(line)
    terminal.press("f7")  # ready
    terminal.wait_for(zh(say("ready")))


def with_problems(section: str, text: str) -> str:
    """A text with a half-width comma, which the program fixes, and one with a place left open, which the person does."""
    if section == "introduction":
        return text.replace("，", ",", 1)
    return f"待补\n{text}" if section == "suggestions" else text


def enter_figures(terminal: Terminal, section: Section) -> None:
    """The figures of a section, one after the other; in the first section their panel is shown."""
    if section.id == OUTLINE.sections[0].id:
        terminal.press("f6", "f6")
        terminal.wait_for(zh(say("Figures")))
    for n, figure in enumerate(figure for figure in OUTLINE.figures if figure.section == section.id):
        terminal.press(*["tab"] * (n == 0))
        stands_in_line(terminal, f"{re.escape(figure.label[:8])}.* {re.escape(figure.unit)}")
        terminal.type(str(EXAMPLE["figures"][figure.id]))
        terminal.press("enter")


def solve_problems(terminal: Terminal) -> None:
    """The program fixes what it can; to the other place it leads, and there the words are deleted."""
    terminal.press("ctrl+g")
    terminal.wait_for("W801")
    terminal.press("ctrl+d")
    terminal.wait_for(lambda: set(re.findall("[A-Z][0-9]{3}", terminal.text)) == {"W801"})
    terminal.press("enter")
    terminal.wait_for(lambda: terminal.is_after("待补"))  # and has selected it
    terminal.press("delete", "delete")  # the words, and the line
    terminal.wait_until_gone("待补")
    terminal.press("ctrl+g")
    terminal.wait_for(zh(say("nothing is wrong here")))
    terminal.press("escape")
    terminal.wait_for("F4")


def render(terminal: Terminal, folder: Path) -> Path:
    """The edition that is filed, into the file that is proposed."""
    terminal.press("ctrl+r")
    terminal.wait_for("report-2024.filed.docx")
    terminal.press("tab", "down", "down")  # Word, PDF, Markdown
    terminal.wait_for("report-2024.filed.md")
    terminal.press("enter")
    file = folder / "report-2024.filed.md"
    wait_until(file.exists, told=lambda: terminal.text)
    return file
