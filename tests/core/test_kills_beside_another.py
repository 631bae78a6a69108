"""One of two writers is killed between any two changes to the disk, and comes back: each saved word is there, and once."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from tests.core.test_two_writers import EXAMPLE, LIBRARY, Writer, faults
from tests.support.kept_words import missing
from tests.support.killing import killed_before
from tui.editing.text_comparison import is_written
from tui.session.session import Session

TEXT = ("sections", "plan", "text")
_CHANGES = 14  # to the disk, at most, in a save that merges


class Office:
    """A draft, and what the state folders of its writers hold."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "all"
        self.file = self.folder / "office" / "report.toml"
        self.file.parent.mkdir(parents=True)
        self.file.write_bytes(EXAMPLE.read_bytes())
        self.buried = 0

    def open(self, name: str) -> Session:
        """Open the draft as somebody whose processes before are dead."""
        state = self.folder / name
        self.bury(name)
        return Session.open(self.file, LIBRARY, state=state)

    def bury(self, name: str) -> None:
        """Make the recovery files of somebody look like those of another process, as after a restart."""
        for left in (self.folder / name).glob(f"*-{os.getpid()}-*.recovery.toml"):
            self.buried += 1
            left.rename(left.with_name(f"{left.name[:16]}-{self.buried}-dead.recovery.toml"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def recovered(session: Session) -> Session:
    for left in session.left_behind():
        session.recover(left)
    return session


def written(session: Session, text: str) -> Session:
    session.write_text("plan", text)
    return session


@pytest.mark.parametrize("change", range(_CHANGES))
def test_a_sentence_that_another_goes_on_with_after_a_kill_is_there_once(office: Office, change: int) -> None:
    killed = written(office.open("甲"), "明年推进")
    killed.remember()
    with killed_before(change, office.folder):
        written(killed, "明年推进甲一，").save()
    was_kept = not missing(["甲一"], office.file, office.folder)
    other = office.open("乙")
    written(other, f"{other.value(TEXT)}另有乙一。").save()
    last = recovered(office.open("甲"))
    for path, conflict in list(last.conflicts.items()):
        last.decide(path, conflict.choosing("ours"))
    last.save()
    text = office.file.read_text("utf-8")
    assert text.count("甲一") == was_kept
    assert text.count("乙一") + len(last.texts_set_aside()) >= 1


def test_work_of_two_programs_that_died_together_is_restored_from_both(office: Office) -> None:
    base = str(office.open("甲").value(TEXT))
    one, other = office.open("甲"), office.open("甲")
    written(one, f"甲一。\n{base}").remember()
    office.bury("甲")
    written(other, f"{base}甲二。\n").remember()
    recovered(office.open("甲")).save()
    assert "甲一。" in office.file.read_text("utf-8")
    assert "甲二。" in office.file.read_text("utf-8")


def test_where_two_programs_that_died_together_changed_one_sentence_one_is_set_aside(office: Office) -> None:
    one, other = office.open("甲"), office.open("甲")
    written(one, "甲一的安排。").remember()
    office.bury("甲")
    written(other, "甲二的安排。").remember()
    last = recovered(office.open("甲"))
    last.save()
    text = office.file.read_text("utf-8") + "".join(one.text for one in last.texts_set_aside())
    assert text.count("甲一的安排。") == text.count("甲二的安排。") == 1


@pytest.mark.parametrize(
    ("mine", "base", "there", "comes"),
    [
        ("一。推进甲，", "一。", "一。推进甲，另有乙。", True),
        ("一。推进甲。", "一。", "一。推进甲。", True),
        ("一。推进甲。", "一。", "一。推进乙。", False),
        ("一甲。", "一。", "一甲乙。", True),
        ("一甲。", "一。", "一乙。", False),
        ("一。推进甲。", "一。", "二。推进甲。", True),
        ("一。", "一。二。", "一。三。", False),  # nothing was added that could be found there
        ("一。", "一甲。", "一乙。", False),
        ("", "一。", "二。", False),
        ("一。", "一。", "一。", False),
        ("甲。", "", "", False),
    ],
)
def test_a_text_that_comes_from_another_is_recognised_by_what_that_added(
    mine: str, base: str, there: str, comes: bool
) -> None:
    assert is_written(mine, base, there) is comes


def restarted(office: Office, random: Random, name: str) -> Writer:
    """The app started again, with what was left restored; it may be killed a first time while it does so."""
    with killed_before(random.randrange(30), office.folder):
        recovered(office.open("甲"))
    office.bury("甲")
    writer = Writer(name, office.file, office.folder / "甲", random, "other")
    recovered(writer.session)
    return writer


def write_and_kill(home: Path, seed: int) -> list[str]:
    """Two apps write in one section, and one is killed now and then while it saves; what is lost, doubled or left lying."""
    random = Random(seed)
    office = Office(home)
    killed, other = (Writer(name, office.file, office.folder / name, random, "other") for name in ("甲", "乙"))
    kept: list[str] = []
    wrong: list[str] = []
    for n in range(80):
        if random.random() < 0.15:
            with killed_before(random.randrange(_CHANGES), office.folder):
                random.choice((killed.wait, killed.session.save))()
            gone = missing(killed.words, office.file, office.folder)
            kept += [word for word in killed.words if word not in gone]
            for _ in range(random.randrange(4)):
                random.choice((other.type, other.wait))()
            killed = restarted(office, random, f"甲{n}之")
            wrong += [f"lost {word}" for word in missing(kept, office.file, office.folder) if word not in killed.text]
        writer = random.choice((killed, other))
        random.choice((writer.type, writer.type, writer.split, writer.wait, writer.wait))()
    for writer in (killed, other, killed):
        writer.close()
    killed.words += kept
    return wrong + faults(office.file, office.folder, [killed, other])


@pytest.mark.parametrize("seed", range(5))
def test_every_word_that_was_kept_is_there_once_after_kills(tmp_path: Path, seed: int) -> None:
    assert write_and_kill(tmp_path, seed) == []


@pytest.mark.campaign
def test_every_word_that_was_kept_is_there_once_after_thousands_of_kills(tmp_path: Path) -> None:
    wrong: list[str] = []
    for seed in range(1000, 1300):
        wrong += [f"{seed}: {one}" for one in write_and_kill(tmp_path / str(seed), seed)]
    assert wrong == []
