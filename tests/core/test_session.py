"""The desk: what is written, what is unsaved, when it is remembered and saved, and what comes back after a crash."""

from __future__ import annotations

import os
import platform
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tui.base import files
from tui.base.errors import BaogaoError
from tui.outline.library import Library
from tui.session import recovery
from tui.session.identity import begun
from tui.session.session import Outcome, Session
from tui.toml import parse

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
LIBRARY = Library.searching()


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """A session on a draft of its own, with its clock and its state folder."""

    def __init__(self, folder: Path, state: Path | None = None) -> None:
        self.file = folder / "report.toml"
        if not self.file.exists():
            self.file.write_bytes(EXAMPLE.read_bytes())
        self.state = state or folder / "state"
        self.clock = Clock()
        self.session = Session.open(self.file, LIBRARY, state=self.state, clock=self.clock)

    def remembered(self) -> str:
        found = list(self.state.glob("*")) if self.state.is_dir() else []
        return found[0].read_text("utf-8") if found else ""

    def saved(self) -> dict[str, Any]:
        return tomllib.loads(self.file.read_text("utf-8"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_written_values_are_in_the_session_at_once_and_in_the_file_after_saving(desk: Desk) -> None:
    session = desk.session
    session.write_text("plan", "一是学习。\n")
    session.write_field("signer", ["李明", "王芳"])
    session.write_figure("penalties", "900余")
    session.write_field("date", date(2026, 2, 1))
    assert session.draft.sections["plan"].text == "一是学习。\n"
    assert session.draft.words("signer") == ("李明", "王芳")
    assert {path[-1] for path in session.unsaved} == {"text", "signer", "penalties", "date"}
    assert "一是学习。" not in desk.file.read_text("utf-8")
    assert session.save().outcome is Outcome.SAVED
    assert session.unsaved == ()
    assert desk.saved()["sections"]["plan"]["text"] == "一是学习。\n"
    assert desk.saved()["fields"]["date"] == date(2026, 2, 1)


def test_a_value_written_back_is_no_longer_unsaved(desk: Desk) -> None:
    before = desk.session.value(("figures", "penalties"))
    desk.session.write_figure("penalties", 1)
    desk.session.write_figure("penalties", 913)
    assert before == 913
    assert desk.session.unsaved == ()


def test_saving_nothing_writes_nothing(desk: Desk) -> None:
    stamp = desk.file.stat()
    desk.session.write_text("plan", str(desk.session.value(("sections", "plan", "text"))))
    assert desk.session.save().outcome is Outcome.NOTHING
    assert (desk.file.stat().st_ino, desk.file.stat().st_mtime_ns) == (stamp.st_ino, stamp.st_mtime_ns)


def test_the_recovery_file_is_at_most_a_second_behind_even_while_typing_goes_on(desk: Desk) -> None:
    for n in range(40):
        desk.session.write_text("plan", f"第{n}字。\n")
        desk.clock.now += 0.25
        desk.session.tick()
        if n > 3 and desk.remembered():
            behind = n - int(desk.remembered().split("mine")[1].split("第")[1].split("字")[0])
            assert behind <= 3
    assert desk.clock.now == 110


def test_the_draft_is_saved_after_a_second_of_quiet(desk: Desk) -> None:
    desk.session.write_text("plan", "静下来。\n")
    desk.clock.now += 0.9
    assert desk.session.tick().outcome is Outcome.NOTHING
    desk.clock.now += 0.1
    assert desk.session.tick().outcome is Outcome.SAVED
    assert desk.remembered() == ""
    assert desk.session.tick().outcome is Outcome.NOTHING


def test_the_draft_is_saved_five_seconds_after_the_first_key_at_most(desk: Desk) -> None:
    start = desk.clock.now
    while True:
        desk.session.write_text("plan", f"{desk.clock.now}\n")
        desk.clock.now += 0.25
        if desk.session.tick().outcome is Outcome.SAVED:
            break
    assert desk.clock.now - start == 5.0


def test_a_crash_leaves_the_unsaved_work_and_the_next_start_offers_it(tmp_path: Path) -> None:
    first = Desk(tmp_path)
    first.session.write_text("plan", "没有存上的字。\n")
    first.session.write_figure("penalties", "900余")
    first.session.waive({"rule": "P301", "reason": "原文"})
    first.clock.now += 0.5
    first.session.tick()
    dead = _of_another_process(first.state)
    second = Desk(tmp_path)
    (left,) = second.session.left_behind()
    assert left.file == dead
    assert [one.draft for one in recovery.all_left_behind(second.state)] == [second.file]
    assert second.session.recover(left) == ()
    assert second.session.value(("sections", "plan", "text")) == "没有存上的字。\n"
    assert not dead.exists()
    assert "没有存上的字。" in second.remembered(), "it is remembered until it is saved"
    assert second.session.save().outcome is Outcome.SAVED
    assert second.saved()["figures"]["penalties"] == "900余"
    assert second.saved()["waivers"] == [{"rule": "P301", "reason": "原文"}]
    assert second.remembered() == ""


def _of_another_process(state: Path) -> Path:
    """Make the one recovery file look as if a process that is gone had left it."""
    (file,) = state.iterdir()
    gone = 2**22 + 1
    text = file.read_text("utf-8").replace(f"pid = {os.getpid()}", f"pid = {gone}")
    other = file.with_name(file.name.replace(f"-{os.getpid()}", f"-{gone}"))
    other.write_text(text, "utf-8")
    file.unlink()
    return other


def test_recovered_work_on_a_place_that_changed_meanwhile_asks(tmp_path: Path) -> None:
    first = Desk(tmp_path)
    first.session.write_text("plan", "我的字。\n")
    first.session.remember()
    _of_another_process(first.state)
    first.file.write_text(first.file.read_text("utf-8").replace("抓好以下五件事", "抓好下面五件事"), "utf-8")
    second = Desk(tmp_path)
    (conflict,) = second.session.recover(second.session.left_behind()[0])
    assert conflict.mine == "我的字。\n"
    assert "抓好下面五件事" in str(conflict.theirs)
    assert second.session.save().outcome is Outcome.ASKS
    assert "抓好下面五件事" in second.file.read_text("utf-8")


def test_what_git_undid_a_moment_after_it_was_saved_is_saved_again_without_a_key(desk: Desk) -> None:
    before = desk.file.read_bytes()
    desk.session.write_text("plan", "刚刚存上的字。\n")
    assert desk.session.save().outcome is Outcome.SAVED
    desk.file.unlink()  # as git does: it had read the file before it was saved
    desk.file.write_bytes(before)
    os.utime(desk.file, (0, 0))  # and is done
    desk.session.look()
    assert desk.session.value(("sections", "plan", "text")) == "刚刚存上的字。\n"
    desk.clock.now += 0.5
    desk.session.tick()
    assert "刚刚存上的字。" in desk.remembered()
    desk.clock.now += 0.5
    assert desk.session.tick().outcome is Outcome.SAVED
    assert desk.saved()["sections"]["plan"]["text"] == "刚刚存上的字。\n"


def test_recovered_work_is_our_side_of_a_conflict_that_is_open(tmp_path: Path) -> None:
    first = Desk(tmp_path)
    theirs = first.file.read_text("utf-8").replace("抓好以下五件事", "抓好下面五件事")
    first.session.write_text("plan", "我的字。\n")
    first.file.write_text(theirs, "utf-8")
    assert first.session.save().outcome is Outcome.ASKS
    (conflict,) = first.session.conflicts.values()
    first.session.write(conflict.path, conflict.theirs)  # ours is as the file is, and still to be decided
    other = tmp_path / "other"
    other.mkdir()
    lost = Session.open(first.file, LIBRARY, state=other)
    lost.write_text("plan", "没有存上的字。\n")
    lost.remember()
    file = _of_another_process(other).rename(first.state / "left.recovery.toml")
    (left,) = (one for one in first.session.left_behind() if one.file == file)
    (conflict,) = first.session.recover(left)
    assert conflict.mine == first.session.value(conflict.path) == "没有存上的字。\n"


def test_work_of_a_process_that_lives_is_not_offered(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.session.write_text("plan", "别的窗口正在写。\n")
    desk.session.remember()
    (file,) = desk.state.iterdir()
    text = file.read_text("utf-8").replace(f"pid = {os.getpid()}", f"pid = {os.getppid()}")
    file.write_text(text.replace(begun(os.getpid()), begun(os.getppid())), "utf-8")
    assert desk.session.left_behind() == []


def test_work_of_a_process_with_a_reused_number_is_offered(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.session.write_text("plan", "没存完。\n")
    desk.session.remember()
    (file,) = desk.state.iterdir()
    text = file.read_text("utf-8").replace(f"pid = {os.getpid()}", f"pid = {os.getppid()}")
    file.write_text(re.sub("(?m)^begun = .*$", 'begun = "long ago"', text), "utf-8")
    assert [left.file for left in desk.session.left_behind()] == [file]


def test_work_of_another_machine_on_the_same_home_is_offered_when_it_gives_no_sign_of_life(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.session.write_text("plan", "没存完。\n")
    desk.session.remember()
    (file,) = desk.state.iterdir()
    host = f'host = "{platform.node()}"'
    text = file.read_text("utf-8")
    assert host in text
    file.write_text(text.replace(host, 'host = "elsewhere"'), "utf-8")
    assert desk.session.left_behind() == []
    os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 3600))
    assert [left.file for left in desk.session.left_behind()] == [file]


@pytest.mark.parametrize("renamed", ["draft", "folder", "by git"])
def test_unsaved_work_is_found_after_a_rename(tmp_path: Path, renamed: str) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    file, state = folder / "report.toml", tmp_path / "state"
    file.write_bytes(EXAMPLE.read_bytes())
    session = Session.open(file, LIBRARY, state=state)
    session.write_text("plan", "没存完。\n")
    session.remember()
    _of_another_process(state)
    if renamed == "folder":
        new = folder.rename(tmp_path / "bureau") / "report.toml"
    else:
        new = folder / "final.toml"
        file.rename(new)
    if renamed == "by git":  # another file with the same content
        content = new.read_bytes()
        new.unlink()
        new.write_bytes(content)
    again = Session.open(new, LIBRARY, state=state)
    (left,) = again.left_behind()
    assert left.draft == new
    assert [one.draft for one in recovery.all_left_behind(state, [new])] == [new]
    again.recover(left)
    again.save()
    assert "没存完。" in new.read_text("utf-8")
    assert not list(state.glob("*.recovery.toml"))


def test_another_draft_with_the_same_content_is_not_offered_foreign_work(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    copy = tmp_path / "copy.toml"
    copy.write_bytes(desk.file.read_bytes())
    desk.session.write_text("plan", "没存完。\n")
    desk.session.remember()
    _of_another_process(desk.state)
    assert recovery.left_behind(copy, desk.state) == []


def test_recovery_files_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.session.write_text("plan", "机密。\n")
    desk.session.remember()
    (file,) = desk.state.iterdir()
    assert desk.state.stat().st_mode & 0o777 == 0o700
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_damaged_recovery_file_is_left_where_it_is(desk: Desk) -> None:
    desk.session.write_text("plan", "甲。\n")
    desk.session.remember()
    (file,) = desk.state.iterdir()
    for damage in ("", "draft = 3", "changes = [1]\npid = 'x'\ndraft = ''\nwhen = 3"):
        file.write_text(damage, "utf-8")
        assert desk.session.left_behind() == []
        assert file.exists()


def test_a_deleted_file_is_written_again_with_everything(desk: Desk) -> None:
    desk.file.unlink()
    assert desk.session.save().outcome is Outcome.NOTHING
    assert not desk.file.exists(), "what nobody wrote on is not brought back"
    desk.session.write_text("plan", "新的。\n")
    assert desk.session.save().outcome is Outcome.SAVED
    assert desk.saved()["sections"]["plan"]["text"] == "新的。\n"
    assert desk.saved()["fields"]["signer"] == "周启航"


def test_a_folder_that_vanished_is_one_message_and_the_text_stays(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    desk = Desk(folder, tmp_path / "state")
    desk.session.write_text("plan", "新的。\n")
    desk.file.unlink()
    folder.rmdir() if not list(folder.iterdir()) else None
    with pytest.raises(BaogaoError) as caught:
        desk.session.save()
    assert "the folder of the draft is gone" in str(caught.value)
    assert desk.session.value(("sections", "plan", "text")) == "新的。\n"
    assert list((tmp_path / "state").iterdir())


def test_an_unwritable_state_folder_keeps_nobody_from_writing(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file", "utf-8")
    desk = Desk(tmp_path, blocked / "recovery")
    desk.session.write_text("plan", "新的。\n")
    desk.clock.now += 1
    assert desk.session.tick().outcome is Outcome.SAVED


def test_links_are_followed_and_modes_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "real.toml"
    target.write_bytes(EXAMPLE.read_bytes())
    target.chmod(0o640)
    link = tmp_path / "report.toml"
    link.symlink_to(target)
    desk = Desk(tmp_path)
    desk.session.write_figure("penalties", 1)
    desk.session.save()
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert "penalties = 1 " in target.read_text("utf-8")


TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(['"""', "'''", "\\", "\r\n", "\r", "\u2028", "\u3000", "😀", "", "\n", "\x00", "\ud800"])
    ).map("".join),
)


@settings(max_examples=200)
@given(text=TEXTS, field=st.text(), figure=st.integers(-(10**12), 10**12))
def test_what_is_saved_is_loaded_again(
    tmp_path_factory: pytest.TempPathFactory, text: str, field: str, figure: int
) -> None:
    desk = Desk(tmp_path_factory.mktemp("round"))
    desk.session.write_text("plan", text)
    desk.session.write_field("signer", field)
    desk.session.write_figure("penalties", figure)
    desk.session.save()
    again = Session.open(desk.file, LIBRARY, state=desk.state)
    for path in (("sections", "plan", "text"), ("fields", "signer"), ("figures", "penalties")):
        assert again.value(path) == desk.session.value(path)
    assert again.draft.sections == desk.session.draft.sections
    assert again.draft.fields == desk.session.draft.fields
    assert again.draft.figures == desk.session.draft.figures


def test_a_megabyte_of_text_is_saved_and_loaded(desk: Desk) -> None:
    long = "一是加强学习培训。\n" * 40_000
    desk.session.write_text("plan", long)
    desk.session.save()
    assert parse(files.read(desk.file), "f").values["sections"]["plan"]["text"] == long


STATUS = ("sections", "plan", "status")


def test_a_section_is_marked_as_ready_and_as_being_written_again(desk: Desk) -> None:
    desk.session.write_status("plan", False)
    before = desk.session.value(STATUS)
    desk.session.write_status("plan", True)
    assert desk.session.draft.sections["plan"].status == "ready"
    desk.session.save()
    assert desk.saved()["sections"]["plan"]["status"] == "ready"
    desk.session.write_status("plan", False)
    assert desk.session.draft.sections["plan"].status == "writing"
    desk.session.save()
    assert desk.saved()["sections"]["plan"]["status"] == "writing"
    assert before == "writing"


def test_being_written_needs_no_key_where_there_was_none(desk: Desk) -> None:
    desk.session.write(STATUS, None)
    desk.session.save()
    source = desk.file.read_bytes()
    desk.session.write_status("plan", False)
    assert desk.session.unsaved == ()
    desk.session.write_status("plan", True)
    desk.session.write_status("plan", False)
    assert desk.session.unsaved == ()
    assert desk.session.draft.sections["plan"].status == "writing"
    desk.session.save()
    assert desk.file.read_bytes() == source


def test_a_section_that_the_file_does_not_have_can_be_marked_and_owned(desk: Desk) -> None:
    desk.file.write_text('outline = "law-based-government-department@2024"\n', "utf-8")
    desk.session = Session.open(desk.file, LIBRARY, state=desk.state, clock=desk.clock)
    desk.session.write_status("plan", True)
    desk.session.write_owner("plan", "法规科")
    desk.session.save()
    assert desk.saved()["sections"] == {"plan": {"status": "ready", "owner": "法规科"}}


def test_an_owner_is_written_and_taken_away(desk: Desk) -> None:
    desk.session.write_owner("plan", "何苒")
    assert desk.session.draft.sections["plan"].owner == "何苒"
    desk.session.save()
    desk.session.write_owner("plan", "")
    assert desk.session.draft.sections["plan"].owner == ""
    desk.session.save()
    assert "owner" not in desk.saved()["sections"]["plan"]
    desk.session.write_owner("plan", "")
    assert desk.session.unsaved == ()


@pytest.mark.parametrize(
    "wrong", ["fields = 3", "sections = 3", "figures = []", 'clearance = "x"', "sections.plan = 3", "waivers = 3"]
)
def test_a_draft_in_which_nothing_could_be_written_is_refused(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "draft.toml"
    file.write_text(f'{wrong}\noutline = "law-based-government-department@2024"\n', "utf-8")
    with pytest.raises(BaogaoError) as refused:
        Session.open(file, Library.searching(), state=tmp_path / "state")
    assert refused.value.place is not None and refused.value.place.start.line == 1
    assert refused.value.remedy is not None


def test_a_file_that_becomes_one_while_it_is_open_is_reported_and_the_text_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_text('outline = "law-based-government-department@2024"\n', "utf-8")
    session = Session.open(file, Library.searching(), state=tmp_path / "state")
    session.write_text("plan", "还在\n")
    file.write_text('sections = 3\noutline = "law-based-government-department@2024"\n', "utf-8")
    with pytest.raises(BaogaoError, match="table"):
        session.save()
    assert session.value(("sections", "plan", "text")) == "还在\n"
