"""Whole journeys sent in one write, or with stalls at any moment: the same file as typed slowly. In a real terminal."""

from __future__ import annotations

import signal
import sys
import time
import tomllib
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal on Windows", allow_module_level=True)

from tests.support.app_driver import empty
from tests.support.terminal import Terminal, key_bytes, text_of

HEAD = {"outline": "law-based-government-department-jincheng@2024", "year": 2024}
PATIENT = {
    "ESCDELAY": "2000"
}  # milliseconds to wait for the rest of a key: a busy machine makes the stalls longer than they are meant
PAUSE = 0.7  # seconds between the keys of somebody who types slowly


def sent(step: str) -> bytes:
    """What a terminal sends: for a key in angle brackets, for a paste in square ones, or for text."""
    if step.startswith("<"):
        return key_bytes(step.strip("<>"))
    if step.startswith("["):
        return b"\x1b[200~" + step.strip("[]").encode() + b"\x1b[201~"
    return step.encode()


def texts(**sections: str) -> dict[str, Any]:
    return {**HEAD, "sections": {name: {"text": text} for name, text in sections.items()}}


JOURNEYS: dict[str, tuple[Sequence[str], dict[str, Any]]] = {
    "sections": (
        ("甲甲", "<f4>", "乙乙", "<f4>", "丙丙", "<f3>", "丁"),
        texts(introduction="甲甲\n", responsibility="乙乙丁\n", measures="丙丙\n"),
    ),
    "pastes": (
        ("甲", "[粘贴一]", "<f4>", "[粘贴二]", "乙", "<f3>", "[粘贴三]"),
        texts(introduction="甲粘贴一粘贴三\n", responsibility="粘贴二乙\n"),
    ),
    "letterhead": (
        ("甲", "<f9>", "云川市", "<tab>", "何苒", "<escape>", "乙"),
        {**texts(introduction="甲乙\n"), "fields": {"number": "云川市", "signer": "何苒"}},
    ),
    "figures": (
        ("甲", "<f4>", "<f6>", "<f6>", "<tab>", "12", "<enter>", "34", "<f4>", "乙"),
        {
            **texts(introduction="甲\n", measures="乙\n"),
            "figures": {"party_group_sessions": 12, "director_lectures": 34},
        },
    ),
    "dialogs": (
        ("甲", "<f2>", "measures", "<enter>", "乙", "<ctrl+p>", "next", "<enter>", "丙", "<f1>", "<f1>", "丁"),
        texts(introduction="甲\n", measures="乙\n", problems="丙丁\n"),
    ),
    "undo": (
        ("甲", "<f4>", "乙", "<enter>", "丙", "<ctrl+z>", "<ctrl+z>", "<f4>", "丁", "<backspace>", "戊"),
        texts(introduction="甲\n", responsibility="乙\n", measures="戊\n"),
    ),
    "marks": (
        ("甲", "<f7>", "<f4>", "乙", "<f7>", "<f3>", "丙"),
        {
            **HEAD,
            "sections": {
                "introduction": {"text": "甲丙\n", "status": "ready"},
                "responsibility": {"text": "乙\n", "status": "ready"},
            },
        },
    ),
}


def run(home: Path, steps: Sequence[str], how: str, seed: int = 0, end: str = "quit") -> dict[str, Any]:
    """The draft after a journey, sent key by key, in one write, or in pieces with stalls between."""
    draft = empty(home / "office")
    random = Random(f"{how} {seed}")
    with Terminal(home, draft.parent, draft.name, environment=PATIENT) as terminal:
        if how == "early":  # before the draft is shown
            terminal.wait_for(lambda: b"\x1b[?1049h" in terminal.output)
        else:
            terminal.wait_for("report.toml")
            terminal.wait_for("F10")
        keys = [sent(step) for step in steps]
        if end == "quit":
            keys.append(key_bytes("ctrl+q"))
        if how == "slowly":
            for key in keys:
                terminal.send(key)
                time.sleep(PAUSE)
        elif how == "stalls":
            whole = b"".join(keys)
            cuts = sorted(random.sample(range(1, len(whole)), 6))
            for start, stop in zip([0, *cuts], [*cuts, len(whole)], strict=True):
                terminal.send(whole[start:stop])
                time.sleep(random.choice((0, 0.01, 0.08)))
        elif how == "busy":
            terminal.kill(signal.SIGSTOP)
            terminal.send(b"".join(keys))
            time.sleep(0.3)
            terminal.kill(signal.SIGCONT)
        else:
            terminal.send(b"".join(keys))
        if end == "hang up":
            terminal.wait_until_taken()
            time.sleep(random.uniform(0, 0.1))
            terminal.close()
            assert terminal.wait() == 129
        else:
            assert terminal.wait() == 0, terminal.text
    assert not left_in(home)
    return tomllib.loads(draft.read_text("utf-8"))


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_in_one_write_comes_to_the_same_as_typed_slowly(tmp_path: Path, name: str) -> None:
    steps, draft = JOURNEYS[name]
    assert run(tmp_path, steps, "burst") == draft


@pytest.mark.parametrize("name", ["sections", "letterhead", "dialogs"])
def test_so_does_one_with_stalls_in_the_middle_of_keys(tmp_path: Path, name: str) -> None:
    steps, draft = JOURNEYS[name]
    assert run(tmp_path, steps, "stalls") == draft


@pytest.mark.parametrize(("name", "how"), [("sections", "early"), ("letterhead", "busy")])
def test_so_does_one_that_comes_before_the_draft_is_shown_or_while_the_program_is_busy(
    tmp_path: Path, name: str, how: str
) -> None:
    steps, draft = JOURNEYS[name]
    assert run(tmp_path, steps, how) == draft


@pytest.mark.parametrize("name", ["sections", "letterhead"])
def test_a_window_closed_right_after_a_burst_keeps_all_of_it(tmp_path: Path, name: str) -> None:
    steps, draft = JOURNEYS[name]
    assert run(tmp_path, steps, "burst", end="hang up") == draft


def test_a_burst_over_a_conflict_decides_nothing_and_types_on(tmp_path: Path) -> None:
    draft = empty(tmp_path / "office")
    with Terminal(tmp_path, draft.parent, draft.name) as terminal:
        terminal.wait_for("F10")
        terminal.type("原句。")
        terminal.wait_for(lambda: text_of(draft) == "原句。\n")
        other = draft.with_suffix(".other")
        other.write_text(draft.read_text("utf-8").replace("原句", "乙改的句"), "utf-8")
        terminal.press("left")
        stop_with_unsaved(terminal, draft, "甲")
        other.replace(draft)
        terminal.kill(signal.SIGCONT)
        terminal.wait_for("Ctrl+K")
        terminal.send(b"".join(map(sent, ("<ctrl+k>", "<enter>", "丙", "<ctrl+k>", "文字", "<escape>", "丁"))))
        terminal.wait_for("甲丙丁。")
        terminal.wait_for(lambda: "丁" in "".join(one.read_text("utf-8") for one in left_in(tmp_path)))
        assert text_of(draft) == "乙改的句。\n"
        terminal.press("ctrl+k", "right", "right", "right", "enter")  # both
        terminal.wait_for(lambda: text_of(draft) == "原句甲丙丁。\n乙改的句。\n")
        terminal.wait_until_gone("Ctrl+K")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
    assert not left_in(tmp_path)


def stop_with_unsaved(terminal: Terminal, draft: Path, character: str) -> None:
    """Type a character and hold the program before it is saved, which it is after a second; this one may be slower."""
    saved = text_of(draft)
    while True:
        terminal.type(character)
        terminal.wait_for(character)
        terminal.kill(signal.SIGSTOP)
        if text_of(draft) == saved:
            return
        terminal.kill(signal.SIGCONT)
        terminal.press("backspace")
        terminal.wait_for(lambda: text_of(draft) == saved)


def left_in(home: Path) -> list[Path]:
    """The recovery files."""
    return list((home / "state").rglob("*.recovery.toml"))


def random_journey(seed: int) -> list[str]:
    """Steps through sections, letterhead and dialogs, with a text of its own at each."""
    random = Random(seed)
    steps: list[str] = []
    for n in range(12):
        steps += random.choice(
            (
                (f"第{n}句。",),
                (f"[粘贴{n}。]",),
                ("<f4>",),
                ("<f3>",),
                ("<f2>", random.choice(("measures", "plan")), "<enter>"),
                ("<f9>", f"文{n}", "<tab>", f"人{n}", "<escape>"),
                ("<ctrl+p>", "next", "<enter>"),
                ("<f1>", "<f1>"),
                ("<f7>",),
                ("<ctrl+z>", "<ctrl+y>"),
                ("字", "<backspace>"),
                ("<enter>", "<up>", "<end>"),
            )
        )
    return steps


@pytest.mark.campaign
@pytest.mark.parametrize("name", JOURNEYS)
def test_the_journeys_typed_slowly(tmp_path: Path, name: str) -> None:
    steps, draft = JOURNEYS[name]
    assert run(tmp_path, steps, "slowly") == draft


@pytest.mark.campaign
@pytest.mark.parametrize("name", JOURNEYS)
@pytest.mark.parametrize("seed", range(10))
def test_the_journeys_with_stalls_at_ten_times_as_many_places(tmp_path: Path, name: str, seed: int) -> None:
    steps, draft = JOURNEYS[name]
    assert run(tmp_path, steps, "stalls", seed) == draft


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(20))
def test_any_journey_comes_to_the_same_in_one_write_and_slowly(tmp_path: Path, seed: int) -> None:
    steps = random_journey(seed)
    assert meant(run(tmp_path / "burst", steps, "burst")) == meant(run(tmp_path / "slowly", steps, "slowly"))


def meant(draft: dict[str, Any]) -> dict[str, Any]:
    """A draft without the status “writing”: it needs no key unless the file was saved with another one in between."""
    sections = {
        name: {key: value for key, value in section.items() if value != "writing"}
        for name, section in draft.get("sections", {}).items()
    }
    return {**draft, "sections": sections}
