"""Chinese and English: the catalogue is complete, true to the gaps, and both are spoken in one process."""

from __future__ import annotations

import argparse
import ast
import string
from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao
from tests.tools.catalogue import extracted, written
from tui.base.messages import Language, Message, language_for, say, say_n
from tui.cli.parser import ARGPARSE_WORDS


def ids(catalogue: object) -> set[str | tuple[str, ...]]:
    return {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue if message.id}  # type: ignore[attr-defined]


def test_the_catalogue_has_every_message_and_no_other() -> None:
    code, catalogue = ids(extracted()), ids(written())
    assert code - catalogue == set(), "missing: run python -m tests.tools.catalogue, and translate"
    assert catalogue - code == set(), "stale: run python -m tests.tools.catalogue"


def test_no_message_is_marked_where_the_extraction_does_not_see_it() -> None:
    for file in (ROOT / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                names = {
                    call.func.id
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
                }
                assert not names & {"say", "say_n"}, f"{file}:{node.lineno}: a message inside an f-string"


def test_every_message_is_translated() -> None:
    assert [message.id for message in written() if message.id and not all(message.string or "")] == []
    assert [message.id for message in written() if message.id and not message.string] == []
    assert not any(message.fuzzy for message in written() if message.id)


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_translations_keep_the_gaps() -> None:
    for message in written():
        if not message.id:
            continue
        first = message.id if isinstance(message.id, str) else message.id[0]
        texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if "%(" in first or "%s" in first or "%r" in first:
            continue
        for text in texts:
            assert gaps(text) == gaps(first), first


def test_argparse_percent_gaps_are_kept() -> None:
    values = dict.fromkeys(("value", "choices", "type", "argument_name", "message", "option", "matches"), "x")
    for message in ARGPARSE_WORDS:
        translated = Language("zh_CN").gettext(message.text)
        if "%(" in message.text:
            assert translated % values != ""
        elif "%s" in message.text or "%r" in message.text:
            assert translated % "x" != ""


def test_argparse_says_nothing_that_the_catalogue_lacks() -> None:
    tree = ast.parse(Path(argparse.__file__).read_text("utf-8"))
    said = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "_"
        and isinstance(call.args[0], ast.Constant)
    }
    never_met = {
        "%(prog)s: error: %(message)s\n",  # Parser.error
        "%(prog)s: warning: %(message)s\n",  # deprecated options
        "show this help message and exit",  # ours
        "subcommands",
        "unknown parser %(parser_name)r (choices: %(choices)s)",  # called_command
        "can't open '%(filename)s': %(error)s",  # FileType
        "cannot have multiple subparser arguments",
        "cannot merge actions - two groups are named %r",
        "dest= is required for options like %r",
        "conflicting option string: %s",
        "conflicting subparser: %s",
        "conflicting subparser alias: %s",
        'argument "-" with mode %r',  # FileType
        "conflicting option strings: %s",
        "unexpected option string: %s",
        "mutually exclusive arguments must be optional",
        "%r is not callable",
        ".__call__() not defined",
        "'required' is an invalid argument for positionals",
        "invalid conflict_resolution value: %r",
        "invalid option string %(option)r: must start with a character %(prefix_chars)r",
        "nargs for store actions must be != 0",
        "option '%(option)s' is deprecated",
        "argument '%(argument_name)s' is deprecated",
        "command '%(parser_name)s' is deprecated",
    }
    assert {text for text in said if isinstance(text, str)} - never_met <= {message.text for message in ARGPARSE_WORDS}


def test_one_process_speaks_both_languages(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_text("outline = 'nothing-like-it@2024'\n", "utf-8")
    english = baogao("--lang", "en", "check", "--format", "concise", file)
    chinese = baogao("check", "--format", "concise", file, "--lang=zh")
    again = baogao("--lang", "en", "check", "--format", "concise", file)
    assert "there is no outline “nothing-like-it”" in english.out
    assert "没有提纲“nothing-like-it”" in chinese.out
    assert english.out == again.out
    assert baogao("--lang", "zh", "render", "--help").out.startswith("用法")
    assert baogao("--lang", "en", "render", "--help").out.lower().startswith("usage")
    assert "没有“nope”" in baogao("--lang", "zh", "check", "--format", "nope").err
    assert (
        "--format: there is no “nope”\n  choose from: full" in baogao("--lang", "en", "check", "--format", "nope").err
    )
    assert "did you mean “json”?" in baogao("--lang", "en", "check", "--format", "jsn").err


def test_counts_have_their_plural() -> None:
    def message(n: int) -> Message:
        return say_n("nothing is wrong with {n} draft", "nothing is wrong with {n} drafts", n)

    assert Language("en")(message(1)) == "nothing is wrong with 1 draft"
    assert Language("en")(message(2)) == "nothing is wrong with 2 drafts"
    assert Language("zh_CN")(message(2)) == "2份草稿没有问题"


def test_what_fills_a_gap_is_translated_too_and_never_read_as_a_template() -> None:
    inner = say("this must be a date")
    assert Language("zh_CN")(say("outline refused: {what} ({key})", what=inner, key="{x!r}")) == (
        "提纲不能用：这里要写日期（{x!r}）"
    )


@pytest.mark.parametrize(
    ("wanted", "environment", "name"),
    [
        ("zh", {}, "zh_CN"),
        ("en", {"LANG": "zh_CN.UTF-8"}, "en"),
        (None, {}, "en"),
        (None, {"LANG": "C"}, "en"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        (None, {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        (None, {"LANG": "C", "LC_MESSAGES": "zh_CN.GB18030"}, "zh_CN"),
        (None, {"LANG": "zh_CN.UTF-8", "BAOGAO_LANG": "en"}, "en"),
        (None, {"LC_ALL": "", "LANG": "zh_TW.UTF-8"}, "zh_CN"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_follows_the_option_then_the_variable_then_the_locale(
    wanted: str | None, environment: dict[str, str], name: str
) -> None:
    assert language_for(wanted, environment).name == name


@pytest.mark.parametrize(
    ("environment", "system", "name"),
    [
        ({}, "zh_CN", "zh_CN"),  # Windows
        ({}, "en_US", "en"),
        ({}, "", "en"),
        ({"LANG": "C"}, "zh_CN", "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, "", "zh_CN"),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en_GB:zh"}, "", "en"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr:zh_CN"}, "", "zh_CN"),
        ({"LANG": "C", "LANGUAGE": "zh_CN"}, "", "en"),
        ({"LANGUAGE": "zh_CN"}, "", "zh_CN"),
        ({"LANGUAGE": "zh", "BAOGAO_LANG": "en", "LANG": "zh_CN"}, "", "en"),
    ],
)
def test_the_language_is_the_systems_or_that_of_the_list(environment: dict[str, str], system: str, name: str) -> None:
    assert language_for(None, environment, lambda: system).name == name
