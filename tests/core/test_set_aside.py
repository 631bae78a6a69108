"""A text that leaves a draft for another is set aside, and can be found, taken back and cleared."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tui.outline.library import Library
from tui.session import set_aside
from tui.session.session import Outcome, Session

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
PLAN = ("sections", "plan", "text")


@pytest.fixture
def now() -> list[float]:
    """The time, which a test may change."""
    return [100.0]


@pytest.fixture
def session(tmp_path: Path, now: list[float]) -> Session:
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    return Session.open(file, Library.searching(), state=tmp_path / "state", clock=lambda: now[0])


def others_write(session: Session, old: str, new: str) -> None:
    text = session.file.read_text("utf-8")
    assert old in text
    session.file.write_text(text.replace(old, new), "utf-8")


def kept(session: Session) -> list[str]:
    return [one.text for one in set_aside.of_draft(session.file, session.file.parent / "state")]


def test_the_text_that_loses_a_conflict_is_set_aside(session: Session) -> None:
    session.write_text("plan", "我的安排。\n")
    others_write(session, "抓好以下五件事", "抓好下面五件事")
    assert session.save().outcome is Outcome.ASKS
    conflict = session.conflicts[PLAN]
    session.decide(PLAN, conflict.choosing("theirs"))
    assert any("我的安排。" in text for text in kept(session))
    session.save()
    others_write(session, "抓好下面五件事", "抓好这五件事")
    session.write_text("plan", str(session.value(PLAN)).replace("抓好下面五件事", "抓好那五件事"))
    session.save()
    session.decide(PLAN, session.conflicts[PLAN].choosing("ours"))
    assert any("抓好这五件事" in text for text in kept(session))


def test_words_of_ours_that_an_old_copy_overwrites_are_set_aside(session: Session, now: list[float]) -> None:
    old = session.file.read_bytes()
    session.write_text("other", "我写的。\n")
    session.save()
    now[0] += 60
    session.file.write_bytes(old)
    assert session.look().taken == (("sections", "other", "text"),)
    assert kept(session) == ["我写的。\n"]


def test_a_state_that_passes_takes_nothing_away(session: Session) -> None:
    old = session.file.read_bytes()
    session.write_text("other", "我写的。\n")
    session.save()
    session.file.write_bytes(old)  # what `git stash` does for a moment
    assert session.look().taken == ()
    assert session.value(("sections", "other", "text")) == "我写的。\n"
    session.save()
    assert "我写的。" in session.file.read_text("utf-8")


def test_a_text_saved_here_and_deleted_by_others_is_asked(session: Session) -> None:
    session.write_text("other", "我写的。\n")
    session.save()
    text = session.file.read_text("utf-8")
    start, end = text.index("[sections.other]"), text.index("[clearance]")
    others_write(session, text[start:end], "")
    assert session.look().outcome is Outcome.ASKS
    assert session.value(("sections", "other", "text")) == "我写的。\n"
    session.decide(("sections", "other", "text"), None)
    session.save()
    assert kept(session) == ["我写的。\n"]


def test_what_is_set_aside_is_found_after_a_rename_and_cleared_by_age(tmp_path: Path) -> None:
    draft, state = tmp_path / "report.toml", tmp_path / "state"
    draft.write_bytes(EXAMPLE.read_bytes())
    set_aside.keep(draft, PLAN, "一段。", set_aside.OVERWRITTEN, state)
    set_aside.keep(draft, PLAN, "一段。", set_aside.OVERWRITTEN, state)
    new = draft.rename(tmp_path / "final.toml")
    (one,) = set_aside.of_draft(new, state)
    assert (one.path, one.text, one.draft) == (PLAN, "一段。", draft)
    assert one.file.stat().st_mode & 0o777 == 0o600
    assert set_aside.clear(state) == 0
    assert set_aside.clear(state, now=datetime.now(UTC) + timedelta(days=31)) == 1
    assert set_aside.all_of(state) == []


def test_recovered_work_that_is_thrown_away_is_set_aside(session: Session) -> None:
    session.write_text("plan", "没存完。\n")
    session.remember()
    state = session.file.parent / "state"
    (file,) = state.iterdir()
    text = file.read_text("utf-8")
    file.write_text(text.replace("pid = ", "pid = 99"), "utf-8")
    (left,) = session.left_behind()
    left.throw_away()
    assert kept(session) == ["没存完。\n"]
    assert not file.exists()
