"""The app beside another writer, in real terminals: every word that was typed is somewhere to be found, and none is doubled."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal on Windows", allow_module_level=True)

from tests.support.app_driver import example
from tests.support.kept_words import doubled, missing
from tests.support.other_writers import Editor, Git, OtherWriter, SetLoops
from tests.support.person import Person
from tests.support.terminal import wait_until

Beside = Callable[[Path, Path, Random], OtherWriter]
WRITERS: dict[str, Beside] = {
    "another app": lambda home, draft, random: Person("b", home, draft, random),
    "loops of set": SetLoops,
    "git": Git,
    "an editor": Editor,
}
ACTS = 8  # in a round


def write_together(home: Path, beside: str, seed: int, rounds: int) -> list[str]:
    """Write in the app beside another writer for some rounds; what was lost or doubled, after any of them or at the end."""
    random = Random(f"{beside} {seed}")
    draft = example(home / "office")
    state = home / "state"
    with ExitStack() as stack:
        other = WRITERS[beside](home, draft, random)
        if isinstance(other, Person):
            stack.enter_context(other)
        person = stack.enter_context(Person("a", home, draft, random))
        for done in range(rounds):
            for _ in range(ACTS):
                random.choice((person, person, other)).act()
            words = [*person.words, *other.words]
            wait_until(
                lambda words=words: not missing(words, draft, state, other.elsewhere()),  # type: ignore[misc]
                told=lambda done=done, words=words: (  # type: ignore[misc]
                    f"{beside} {seed}, round {done}: {missing(words, draft, state, other.elsewhere())} lost;\n{person.terminal.text}"
                ),
            )
        other.leave()
        person.leave()
    words = [*person.words, *other.words]
    assert len(words) > rounds
    return [
        *other.faults(),
        *(f"{word} is lost" for word in missing(words, draft, state, other.elsewhere())),
        *(f"{word} is there twice" for word in doubled(words, draft)),
    ]


@pytest.mark.parametrize("beside", WRITERS)
def test_every_word_is_kept_once(tmp_path: Path, beside: str) -> None:
    if beside == "git" and shutil.which("git") is None:
        pytest.skip("git is not installed")
    assert write_together(tmp_path, beside, 1, 5) == []


@pytest.mark.campaign
@pytest.mark.parametrize("beside", WRITERS)
def test_every_word_is_kept_once_in_two_hundred_rounds(tmp_path: Path, beside: str) -> None:
    wrong = {}
    for seed in range(100, 120):
        folder = tmp_path / str(seed)
        folder.mkdir()
        wrong[seed] = write_together(folder, beside, seed, 10)
    assert not any(wrong.values()), {seed: faults for seed, faults in wrong.items() if faults}
