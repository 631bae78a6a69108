"""What a user set: taken when it is right, and refused with place and nearest name when it is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.keys import _character_to_key

from tui.app.commands import COMMANDS
from tui.app.settings import THEMES, Preferences, default_theme, load, today
from tui.base.errors import BaogaoError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_nothing_is_set(file: Path) -> None:
    assert load(file) == Preferences()
    file.write_text("", "utf-8")
    assert load(file) == Preferences()


def test_keys_and_a_theme_are_taken(file: Path) -> None:
    file.write_text('theme = "textual-light"\n[keys]\nsave = "f11"\npalette = "ctrl+backslash, f10"\n', "utf-8")
    assert load(file) == Preferences("textual-light", {"save": "f11", "palette": "ctrl+backslash,f10"})


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_have_another_key(file: Path, command: object) -> None:
    id = getattr(command, "id", "")
    file.write_text(f'[keys]\n{id} = "ctrl+backslash"\n', "utf-8")
    assert load(file).keymap == {id: "ctrl+backslash"}


@pytest.mark.parametrize(
    ("content", "place", "what", "remedy"),
    [
        ("theme = ", (1, 9), "", None),
        ('teme = "x"', (1, 1), "there is no key “teme”", "did you mean “theme”?"),
        ('\nzzzzz = "x"', (2, 1), "there is no key “zzzzz”", None),
        ('theme = "dark"', (1, 9), "there is no theme “dark”", f"themes are: {', '.join(THEMES)}"),
        ("theme = [1]", (1, 9), "there is no theme “[1]”", f"themes are: {', '.join(THEMES)}"),
        ("keys = 1", (1, 8), "this must be a table", None),
        ('[keys]\nsvae = "f11"', (2, 1), "there is no command “svae”", "did you mean “save”?"),
        ("[keys]\nsave = 11", (2, 8), "this must be text, in quotation marks", None),
        ('[keys]\nsave = " "', (2, 8), "this must be text, in quotation marks", None),
        ('[keys]\nsave = "f11,"', (2, 8), "this must be text, in quotation marks", None),
        ('[keys]\nsave = "ctrl+q"', (2, 8), "Ctrl+Q always quits", None),
        ('[keys]\nsave = "f11,ctrl+q"', (2, 8), "Ctrl+Q always quits", None),
        ('[keys]\nsave = "f11, ctrl+q"', (2, 8), "Ctrl+Q always quits", None),
        ('[keys]\nsave = "Ctrl+Q"', (2, 8), "Ctrl+Q always quits", None),
        (
            '[keys]\nsave = "f55"',
            (2, 8),
            "there is no key “f55”; keys are written as f11, ctrl+k, ctrl+shift+left",
            None,
        ),
        ('[keys]\nsave = "f11,ctlr+k"', (2, 8), "there is no key “ctlr+k”", None),
        ('[keys]\nsave = "ctrl+"', (2, 8), "there is no key “ctrl+”", None),
        ('[keys]\nsave = "s"', (2, 8), "“s” types a character; add ctrl or alt", None),
        ('[keys]\nhelp = "，"', (2, 8), "“，” types a character", None),
        ('[keys]\nhelp = "shift+comma"', (2, 8), "“shift+comma” types a character", None),
        ('[keys]\nhelp = "question_mark"', (2, 8), "“question_mark” types a character", None),
        (
            '[keys]\nsave = "f11,f5"',
            (2, 8),
            "F5 is the key of “preview” already",
            "choose another key, or give “preview” a different one",
        ),
        (
            '[keys]\nsave = "f11"\npalette = "f11"',
            (2, 8),
            "F11 is the key of “palette” already",
            "choose another key, or give “palette” a different one",
        ),
        (
            '[keys]\nfix = "f1"',
            (2, 7),
            "F1 is the key of “help” already",
            "choose another key, or give “help” a different one",
        ),
        (
            '[keys]\ntake-sentence = "f5"',
            (2, 17),
            "F5 is the key of “preview” already",
            "choose another key, or give “preview” a different one",
        ),
    ],
)
def test_what_is_wrong_is_reported_with_its_place(
    file: Path, content: str, place: tuple[int, int], what: str, remedy: str | None
) -> None:
    file.write_text(content + "\n", "utf-8")
    with pytest.raises(BaogaoError) as caught:
        load(file)
    error = caught.value
    assert what in str(error.what)
    assert error.place is not None
    assert error.place.file == str(file)
    assert (error.place.start.line, error.place.start.column) == place
    if what:
        assert (str(error.remedy) if error.remedy else None) == remedy


def test_ctrl_q_may_stay_where_it_is(file: Path) -> None:
    file.write_text('[keys]\nquit = "ctrl+q,f11"\n', "utf-8")
    assert load(file).keymap == {"quit": "ctrl+q,f11"}


@pytest.mark.parametrize("character", [chr(code) for code in range(ord(" "), 0x7F)])
def test_every_key_that_types_can_be_had_with_ctrl_and_only_so(file: Path, character: str) -> None:
    name = _character_to_key(character)
    file.write_text(f'[keys]\nhelp = "{name}"\n', "utf-8")
    with pytest.raises(BaogaoError, match="types a character"):
        load(file)
    if name.isalnum() and len(name) == 1:
        file.write_text(f'[keys]\nhelp = "alt+{name}"\n', "utf-8")
        assert load(file).keymap == {"help": f"alt+{name.lower()}"}


@pytest.mark.parametrize(
    "key",
    [
        *(
            "ctrl+i",
            "ctrl+[",
            "ctrl+m",
            "ctrl+j",
            "ctrl+h",
            "ctrl+1",
            "ctrl+comma",
            "ctrl+space",
            "alt+comma",
            "alt+delete",
        ),
        *("super+k", "meta+k", "ctrl+shift+k", "ctrl+enter", "shift+enter", "ctrl+alt+k", "alt+f4"),
        *(
            "backspace",
            "up",
            "shift+up",
            "home",
            "enter",
            "tab",
            "escape",
            "space",
            "ctrl+v",
            "ctrl+x",
            "ctrl+a",
            "ctrl+home",
        ),
    ],
)
@pytest.mark.parametrize("command", ["save", "help", "new-draft"])
def test_a_key_that_cannot_work_is_refused(file: Path, command: str, key: str) -> None:
    file.write_text(f'[keys]\n{command} = "{key}"\n', "utf-8")
    with pytest.raises(BaogaoError) as caught:
        load(file)
    assert caught.value.place is not None


def test_a_key_that_undoes_is_no_other_commands(file: Path) -> None:
    file.write_text('[keys]\nsave = "ctrl+z"\n', "utf-8")
    with pytest.raises(BaogaoError, match="the key of “undo” already"):
        load(file)


def test_shift_and_a_function_key_are_taken_as_terminals_send_them(file: Path) -> None:
    file.write_text('[keys]\nsave = "shift+f10"\n', "utf-8")
    assert load(file).keymap == {"save": "f22"}


def test_two_commands_may_change_places_and_share_a_key_where_they_never_meet(file: Path) -> None:
    file.write_text('[keys]\nsave = "f5"\npreview = "ctrl+s"\nfix = "f5"\nnew-draft = "alt+n"\n', "utf-8")
    assert load(file).keymap == {"save": "f5", "preview": "ctrl+s", "fix": "f5", "new-draft": "alt+n"}


def test_no_two_commands_of_the_table_share_a_key_where_they_meet(file: Path) -> None:
    file.write_text("[keys]\n" + "".join(f'{one.id} = "{one.keys}"\n' for one in COMMANDS if one.keys), "utf-8")
    assert set(load(file).keymap) == {one.id for one in COMMANDS if one.keys}


def test_a_configuration_that_cannot_be_read_is_reported(file: Path) -> None:
    file.mkdir()
    with pytest.raises(BaogaoError):
        load(file)


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({}, "ansi-dark"),
        ({"TERM": "xterm"}, "ansi-dark"),
        ({"TERM": "xterm-256color"}, "ink"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "ink"),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, "ink"),
        ({"TERM": "xterm", "COLORTERM": "no"}, "ansi-dark"),
    ],
)
def test_sixteen_colours_are_used_where_a_terminal_announces_no_more(environment: dict[str, str], theme: str) -> None:
    assert default_theme(environment) == theme


def test_the_day_is_that_of_the_build_where_one_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225599")
    assert today() == date(2025, 12, 31)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert abs((today() - date.today()).days) <= 1
