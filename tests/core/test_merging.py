"""Two people change one draft: different places merge by themselves, the same place asks, and neither text is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tui.base.errors import BaogaoError
from tui.editing.merge import merge
from tui.outline.library import Library
from tui.session.session import Outcome, Session
from tui.toml import KeyPath, parse

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
LIBRARY = Library.searching()
PLAN: KeyPath = ("sections", "plan", "text")
MEASURES: KeyPath = ("sections", "measures", "text")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    return Session.open(file, LIBRARY, state=tmp_path / "state")


def outside(session: Session, *changes: tuple[str, str]) -> None:
    """Somebody else changes the file."""
    text = session.file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    session.file.write_text(text, "utf-8")


def on_disk(session: Session) -> dict[str, Any]:
    return parse(session.file.read_bytes(), "f").values


MINE: list[tuple[KeyPath, Any]] = [
    (PLAN, "我的计划。\n"),
    (("figures", "penalties"), 950),
    (("fields", "signer"), "李明"),
    (("fields", "recipients"), ["省委"]),
    (("sections", "plan", "status"), "writing"),
    (("fields", "note"), None),
    (("clearance", "by"), "保密办"),
]
THEIRS: list[tuple[KeyPath, tuple[str, str], Any]] = [
    (MEASURES, ("没有逾期。", "没有一件逾期。"), None),
    (("figures", "permits"), ('permits = "约1.8万"', "permits = 18123"), 18123),
    (("fields", "number"), ("云市监字〔2026〕3号", "云市监字〔2026〕4号"), "云市监字〔2026〕4号"),
    (("sections", "measures", "owner"), ('owner = "法规科"', 'owner = "政策科"'), "政策科"),
]


@pytest.mark.parametrize(("path", "value"), MINE)
@pytest.mark.parametrize(("their_path", "change", "their_value"), THEIRS)
def test_different_places_merge_by_themselves(
    session: Session, path: KeyPath, value: Any, their_path: KeyPath, change: tuple[str, str], their_value: Any
) -> None:
    session.write(path, value)
    outside(session, change)
    report = session.save()
    assert report.outcome is Outcome.MERGED
    assert their_path in report.taken
    assert session.value(path) == value
    if their_value is not None:
        assert session.value(their_path) == their_value
    assert change[1] in session.file.read_text("utf-8")
    assert session.unsaved == ()


SAME: list[tuple[KeyPath, Any, tuple[str, str]]] = [
    (PLAN, "我的计划。\n", ("抓好以下五件事", "抓好下面五件事")),
    (("figures", "penalties"), 950, ("penalties = 913", "penalties = 914")),
    (("fields", "signer"), "李明", ('signer = "周启航"', 'signer = "王芳"')),
    (("fields", "note"), None, ('note = "（此件公开发布）"', 'note = "（此件主动公开）"')),
]


@pytest.mark.parametrize(("path", "mine", "change"), SAME)
@pytest.mark.parametrize("keeps", ["mine", "theirs"])
def test_the_same_place_asks_and_neither_is_lost(
    session: Session, path: KeyPath, mine: Any, change: tuple[str, str], keeps: str
) -> None:
    session.write(path, mine)
    session.write(("figures", "inspections"), 4000)
    outside(session, change)
    assert session.save().outcome is Outcome.ASKS
    conflict = session.conflicts[path]
    assert conflict.mine == mine
    assert change[1] in session.file.read_text("utf-8"), "theirs is in the file"
    assert session.value(path) == mine, "mine is on the desk"
    assert on_disk(session)["figures"]["inspections"] == 4000, "what did not conflict is saved"
    (left,) = list((session.file.parent / "state").iterdir())
    if isinstance(mine, str):
        assert mine.strip() in left.read_text("utf-8"), "mine is remembered"
    session.decide(path, mine if keeps == "mine" else conflict.theirs)
    session.save()
    assert session.conflicts == {}
    assert session.unsaved == ()
    assert (change[1] in session.file.read_text("utf-8")) == (keeps == "theirs")
    assert not left.exists()


def test_the_same_change_on_both_sides_is_no_conflict(session: Session) -> None:
    session.write(("figures", "penalties"), 914)
    outside(session, ("penalties = 913", "penalties = 914"))
    assert session.save().outcome in (Outcome.NOTHING, Outcome.MERGED)
    assert session.unsaved == ()


def test_a_section_deleted_there_and_changed_here_asks(session: Session) -> None:
    text = session.file.read_text("utf-8")
    start, end = text.index("[sections.other]"), text.index("[clearance]")
    session.write_text("other", "我改过的。\n")
    outside(session, (text[start:end], ""))
    assert session.save().outcome is Outcome.ASKS
    session.decide(("sections", "other", "text"), "我改过的。\n")
    session.save()
    assert on_disk(session)["sections"]["other"]["text"] == "我改过的。\n"


def test_a_section_renamed_there_and_changed_here_keeps_both(session: Session) -> None:
    session.write_text("other", "我改过的。\n")
    outside(session, ("[sections.other]", "[sections.others]"))
    assert session.save().outcome is Outcome.ASKS
    assert "并入市场监管综合行政执法支队" in on_disk(session)["sections"]["others"]["text"]
    assert session.value(("sections", "other", "text")) == "我改过的。\n"


def test_a_section_deleted_there_and_left_alone_here_is_gone(session: Session) -> None:
    text = session.file.read_text("utf-8")
    start, end = text.index("[sections.other]"), text.index("[clearance]")
    session.write_text("plan", "我的。\n")
    outside(session, (text[start:end], ""))
    assert session.save().outcome is Outcome.MERGED
    assert "other" not in on_disk(session)["sections"]


def test_a_reformatted_file_is_no_change_of_any_place(session: Session) -> None:
    session.write_text("plan", "我的。\n")
    text = session.file.read_text("utf-8")
    text = "\r\n".join(line + "   " if line.endswith("]") else line for line in text.split("\n"))
    text = text.replace('signer = "周启航"', "signer='周启航' # 局长").replace("[figures]", "\r\n\r\n[figures]")
    session.file.write_bytes(text.encode())
    report = session.save()
    assert report.taken == ()
    assert "# 局长" in session.file.read_text("utf-8")
    assert on_disk(session)["sections"]["plan"]["text"] == "我的。\n"


def test_waivers_of_both_sides_are_kept_and_taken_away(session: Session) -> None:
    outside(
        session,
        (
            "[clearance]",
            '[[waivers]]\nrule = "A"\nreason = "甲"\n\n[[waivers]]\nrule = "B"\nreason = "乙"\n\n[clearance]',
        ),
    )
    session.look()
    session.waive({"rule": "C", "reason": "丙"})
    session.write(("waivers", 0), None)
    outside(
        session, ('rule = "B"\nreason = "乙"', 'rule = "B"\nreason = "乙"\n\n[[waivers]]\nrule = "D"\nreason = "丁"')
    )
    session.save()
    assert [waiver["rule"] for waiver in on_disk(session)["waivers"]] == ["B", "D", "C"]


def test_a_file_that_became_unreadable_is_one_message_and_the_text_stays(session: Session) -> None:
    session.write_text("plan", "我的。\n")
    session.file.write_text("<<<<<<< HEAD\n", "utf-8")
    with pytest.raises(BaogaoError, match="conflict marker"):
        session.save()
    assert session.value(PLAN) == "我的。\n"
    (left,) = list((session.file.parent / "state").iterdir())
    assert "我的。" in left.read_text("utf-8")
    session.file.write_bytes(EXAMPLE.read_bytes())
    assert session.save().outcome is Outcome.SAVED
    assert not left.exists()


def test_a_file_that_names_another_outline_is_not_touched(session: Session) -> None:
    session.write_text("plan", "我的。\n")
    outside(session, ("law-based-government-department@2024", "law-based-government-township@2024"))
    before = session.file.read_bytes()
    with pytest.raises(BaogaoError, match="another outline"):
        session.save()
    assert session.file.read_bytes() == before


def test_merging_is_symmetric_but_for_who_is_asked() -> None:
    base = {"fields": {"a": "1", "b": "1"}, "sections": {"s": {"text": "x"}}}
    one = {"fields": {"a": "2", "b": "1"}, "sections": {"s": {"text": "y"}}}
    two = {"fields": {"a": "1", "b": "3"}, "sections": {"s": {"text": "z"}}}
    forth, back = merge(base, one, two), merge(base, two, one)
    assert set(forth.changes) == set(back.taken)
    assert set(forth.taken) == set(back.changes)
    assert [(c.path, c.mine, c.theirs) for c in forth.conflicts] == [(c.path, c.theirs, c.mine) for c in back.conflicts]


def test_cells_of_a_table_are_places_of_their_own() -> None:
    def values(person: int, company: int) -> dict[str, Any]:
        return {"sections": {"t": {"rows": {"new": {"person": person, "company": company}}}}}

    merged = merge(values(1, 1), values(2, 1), values(1, 3))
    assert merged.changes == {("sections", "t", "rows", "new", "person"): 2}
    assert merged.taken == (("sections", "t", "rows", "new", "company"),)
    assert merged.conflicts == ()
