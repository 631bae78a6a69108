"""The table of commands: no two clash, and each works, by the palette as well as by a key."""

from __future__ import annotations

import importlib
import re
from itertools import combinations
from typing import get_args

import pytest
from textual.widgets import OptionList

from tests.conftest import ROOT
from tui.app.application import Baogao
from tui.app.commands import BY_ID, COMMANDS, Command, Where, bindings, commands, key_name, keys_shown
from tui.app.widgets.chinese_area import ChineseArea
from tui.app.widgets.chinese_input import ChineseInput
from tui.app.widgets.draft_screen import DraftScreen

PLACES: dict[str, tuple[str, str]] = {
    "app": ("tui.app.application", "Baogao"),
    "start": ("tui.app.start.screen", "StartScreen"),
    "writing": ("tui.app.writing.screen", "WritingScreen"),
    "letterhead": ("tui.app.letterhead.screen", "LetterheadScreen"),
    "problems": ("tui.app.problems.screen", "ProblemsScreen"),
    "notes": ("tui.app.notes.screen", "NotesScreen"),
    "preview": ("tui.app.preview.screen", "PreviewScreen"),
    "finding": ("tui.app.writing.find_replace", "FindReplaceScreen"),
    "importing": ("tui.app.start.import_document", "ImportScreen"),
    "comparison": ("tui.app.comparison.screen", "ComparisonScreen"),
    "set-aside": ("tui.app.set_aside.screen", "SetAsideScreen"),
    "last-year": ("tui.app.writing.last_year", "LastYear"),
    "table": ("tui.app.writing.table.grid", "TableGrid"),
    "draft": ("tui.app.widgets.draft_screen", "OnDraft"),
}
TOGETHER: tuple[tuple[Where, ...], ...] = (
    ("start", "app"),
    ("writing", "last-year", "draft", "app"),
    ("writing", "table", "draft", "app"),
    ("letterhead", "draft", "app"),
    ("problems", "draft", "app"),
    ("notes", "draft", "app"),
    ("preview", "draft", "app"),
    ("finding", "draft", "app"),
    ("importing", "app"),
    ("comparison", "draft", "app"),
    ("set-aside", "draft", "app"),
)
WITHOUT_A_KEY = {
    "set-owner",
    "word-heading",
    "compare",
    "insert-skeleton",
    "save-copy",
    "theme",
    "guide",
    "rename-draft",
    "copy-draft",
}
"""What is done once in a while: the palette is enough."""


def keys(command: Command) -> list[str]:
    return command.keys.split(",") if command.keys else []


def place(where: str) -> type[object]:
    module, name = PLACES[where]
    found = getattr(importlib.import_module(module), name)
    assert isinstance(found, type)
    return found


def test_every_place_is_known_here_and_has_commands() -> None:
    assert set(PLACES) == set(get_args(Where)) == {command.where for command in COMMANDS}
    assert {where for places in TOGETHER for where in places} == set(PLACES)


def test_no_two_commands_have_one_name() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", command.id) for command in COMMANDS)


@pytest.mark.parametrize("places", TOGETHER, ids="+".join)
def test_no_two_commands_that_work_together_have_one_key(places: tuple[Where, ...]) -> None:
    for one, other in combinations(commands(*places), 2):
        assert not set(keys(one)) & set(keys(other)), (one.id, other.id)


SHARED = (
    {"fix", "fix-here", "answer-note", "replace-one"},  # Ctrl+E changes this one
    {"fix-all", "replace-all", "fill-zeros"},  # Ctrl+D all of them
    {"import-document", "last-year"},  # Ctrl+L brings in another report
    {"import-document", "last-year"},  # Ctrl+L brings in what was written before
    {"find", "filter"},  # Ctrl+F finds
    {"open-file", "drafts"},  # Ctrl+O opens another draft
    {"preview", "leave-preview", "red-head"},  # F5 shows what is printed, and hides it
    {"switch-panel", "show-kept", "sort"},  # F6 shows the other list, or the list in another order
    {"save", "make-draft"},  # Ctrl+S puts it into the file
    {"render", "render-preview"},
    {"check-edition", "edition"},
    {"withdraw-waiver", "withdraw-note", "discard"},  # Delete takes away what is highlighted
    {"back", "leave-problems", "leave-preview", "leave-import", "leave-comparison", "leave-set-aside", "leave-notes"},
    {"jump", "take-sentence", "move-part", "take-back"},  # Enter takes what is highlighted
)
"""Commands that have one key since they are one thing in different places."""


def test_a_key_means_one_thing_on_every_screen() -> None:
    by_key: dict[str, set[str]] = {}
    for command in COMMANDS:
        for key in keys(command):
            by_key.setdefault(key, set()).add(command.id)
    for key, ids in by_key.items():
        assert key in ("enter", "escape") or len(ids) == 1 or any(ids <= group for group in SHARED), (key, ids)
    fields = {
        key.strip()
        for widget in (ChineseArea, ChineseInput)
        for one in widget.BINDINGS
        for key in getattr(one, "key", "").split(",")
    }
    assert fields & by_key.keys() <= {"enter", "delete"}, "a field of text means something else by it"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_done_where_it_works(command: Command) -> None:
    if command.opens:
        module, _, name = command.opens.partition(":")
        assert issubclass(getattr(importlib.import_module(module), name), DraftScreen)
        return
    action = getattr(place(command.where), f"action_{command.action}", None)
    assert callable(action)
    assert action.__doc__


@pytest.mark.parametrize("where", PLACES)
def test_every_place_binds_its_keys_and_no_letter(where: Where) -> None:
    bound = place(where).BINDINGS  # type: ignore[attr-defined]
    assert all(binding in bound for binding in bindings(where))
    for command in commands(where):
        assert not any(len(key) == 1 for key in keys(command)), "an input method takes letters"
        assert "ctrl+enter" not in keys(command), "terminals cannot tell it from Enter"


@pytest.mark.parametrize(
    ("where", "widget"),
    [
        ("writing", ChineseArea),
        ("writing", ChineseInput),
        ("problems", ChineseInput),
        ("finding", ChineseInput),
        ("preview", ChineseArea),
        ("writing", OptionList),
        ("start", ChineseInput),
        ("letterhead", ChineseInput),
        ("letterhead", ChineseArea),
    ],
)
def test_no_widget_takes_the_keys_of_its_screen_away(where: Where, widget: type[ChineseArea | ChineseInput]) -> None:
    taken = {key.strip() for binding in widget.BINDINGS for key in getattr(binding, "key", "").split(",")}
    assert len(taken) > 5
    for command in commands(where, "draft", "app"):
        assert not taken & set(keys(command)) - {"delete", "enter"}, command.id


def test_aliases_can_be_typed_without_an_input_method_and_find_one_command_each() -> None:
    for command in COMMANDS:
        assert re.fullmatch("[a-z$ ]+", command.aliases), command.id
    for places in TOGETHER:
        words = [command.aliases for command in commands(*places)]
        assert len(set(words)) == len(words)


def test_what_matters_has_a_key_and_everything_is_in_the_palette() -> None:
    assert {command.id for command in COMMANDS if not command.keys} == WITHOUT_A_KEY
    assert all(command.keys for command in COMMANDS if command.short)
    assert all(command.title.text for command in COMMANDS)


def test_to_leave_to_find_commands_and_to_get_help_work_everywhere_and_first() -> None:
    for id in ("help", "palette", "quit"):
        assert BY_ID[id].where == "app"
        assert BY_ID[id].keys
        assert BY_ID[id].binding.priority


def test_leaving_never_depends_on_a_keymap() -> None:
    own = [binding for binding in Baogao.BINDINGS if getattr(binding, "action", "") == "quit"]
    assert any(getattr(binding, "id", None) is None and getattr(binding, "key", "") == "ctrl+q" for binding in own)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("f1", "F1"),
        ("f10", "F10"),
        ("ctrl+s", "Ctrl+S"),
        ("ctrl+pagedown", "Ctrl+PgDn"),
        ("escape", "Esc"),
        ("enter", "Enter"),
        ("alt+x", "Alt+X"),
        ("f16", "Shift+F4"),
        ("ctrl+f13", "Ctrl+Shift+F1"),
        ("shift+tab", "Shift+Tab"),
    ],
)
def test_keys_are_written_as_on_a_keyboard(key: str, name: str) -> None:
    assert key_name(key) == name


def test_the_key_that_is_shown_is_the_first_one_of_the_keymap_or_of_the_table() -> None:
    palette = BY_ID["palette"]
    assert keys_shown(palette, {}) == "F10"
    assert keys_shown(palette, {"palette": "ctrl+k,f10"}) == "Ctrl+K"
    assert keys_shown(BY_ID["theme"], {}) == ""


def test_keys_stand_in_the_table_only() -> None:
    """A screen declares none of its own but where it is a dialog: what closes it, and the arrows of a list."""
    dialogs = {"escape", "f1", "up", "down", "pageup", "pagedown", "enter", "tab", "left", "right"}
    for file in (ROOT / "tui" / "app" / "screens").glob("*.py"):
        declared = re.findall(r'Binding\(\s*"([^"]+)"', file.read_text("utf-8"))
        assert {key for one in declared for key in one.split(",")} <= dialogs, file.name


@pytest.mark.parametrize("where", [where for where in PLACES if where not in ("app", "last-year", "table", "draft")])
def test_help_and_the_palette_know_each_place_by_its_own_word(where: Where) -> None:
    assert getattr(place(where), "WHERE", None) == where
