"""The app is killed again and again while two people write: what was saved stays, and at most two seconds of typing are lost."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal on Windows", allow_module_level=True)

from tests.support.app_driver import example
from tests.support.kept_words import doubled, missing
from tests.support.person import Person

LOST_AT_MOST = 2.0  # seconds of typing (the save contract)


def kill(home: Path, seed: int, kills: int) -> list[str]:
    """Kill one of two apps in the same section at random moments, and start it again; what was lost, doubled or left lying."""
    random = Random(f"kills {seed}")
    draft = example(home / "office")
    state = home / "state"
    wrong: list[str] = []
    kept: list[str] = []
    with Person("b", home, draft, random) as other:
        for n in range(kills):
            with Person(f"k{n}w", home, draft, random) as killed:  # restores what the one before left
                kept += _killed(killed, other, draft, random.uniform(0.1, 1.3 * LOST_AT_MOST))
            wrong += [f"{seed}, kill {n}: {word} is lost" for word in missing(kept, draft, state)]
        with Person("last", home, draft, random) as last:
            last.type()
            last.leave()
        other.leave()
    kept += [*other.words, *last.words]
    wrong += [f"{seed}: {word} is not in the draft or set aside" for word in missing(kept, draft, state)]
    wrong += [f"{seed}: {word} is there twice" for word in doubled(kept, draft)]
    left = [*draft.parent.iterdir(), *state.rglob("*.recovery.toml"), *state.rglob("*.tmp")]
    return wrong + [f"{seed}: {file.name} is left" for file in left if file != draft]


def _killed(killed: Person, other: Person, draft: Path, seconds: float) -> list[str]:
    """Let both write for some seconds, and kill one; its words that must be there afterwards."""
    shown: list[float] = []
    began = time.monotonic()
    starved = waiting_for_the_processor(killed)
    while time.monotonic() < began + seconds:
        killed.random.choice((killed, killed, other)).act()
        shown += [time.monotonic()] * (len(killed.words) - len(shown))
    saved = set(killed.words) - set(missing(killed.words, draft, draft.parent / "nothing"))
    starved = waiting_for_the_processor(killed) - starved
    killed.terminal.kill(signal.SIGKILL)
    ended = time.monotonic()
    killed.terminal.wait()
    return [
        word
        for word, moment in zip(killed.words, shown, strict=True)
        if word in saved or moment <= ended - LOST_AT_MOST - starved
    ]


def waiting_for_the_processor(person: Person) -> float:
    """The seconds that the app has waited for other processes of a busy machine; 0 where the system does not say."""
    try:
        return int(Path(f"/proc/{person.terminal.process.pid}/schedstat").read_text().split()[1]) / 1e9
    except OSError:
        return 0.0


def test_five_kills_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    assert kill(tmp_path, 1, 5) == []


@pytest.mark.campaign
def test_three_hundred_kills_lose_nothing_that_was_saved(tmp_path: Path) -> None:
    wrong: list[str] = []
    for seed in range(100, 130):
        folder = tmp_path / str(seed)
        folder.mkdir()
        wrong += kill(folder, seed, 10)
    assert wrong == []
