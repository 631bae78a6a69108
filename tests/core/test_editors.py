"""Editors know no lock: what they write while we read, merge and replace is not lost, and half of it is not taken for the whole."""

from __future__ import annotations

import io
import os
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Baogao
from tui.base import files, regular
from tui.base.exchange import exchange
from tui.base.regular import Signature
from tui.checking.office import Office
from tui.outline.library import Library
from tui.session.open_draft import OpenDraft
from tui.session.session import Outcome, Session
from tui.toml import KeyPath

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
LIBRARY = Library.searching()
THEIRS = "# 他们的一句注释\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    long_ago = time.time() - 60
    os.utime(file, (long_ago, long_ago))
    return file


class Interrupted:
    """Stands in for `os` where files are written: something happens once, before a call."""

    def __init__(self, name: str, what: Callable[[], None]) -> None:
        self._name = name
        self._left = [what]

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name != self._name or not self._left:
            return real

        def call(*arguments: Any, **options: Any) -> Any:
            if self._left:
                self._left.pop()()
            return real(*arguments, **options)

        return call


def by_rename(file: Path, content: bytes) -> None:
    new = file.with_suffix(".new")
    new.write_bytes(content)
    os.replace(new, file)


def in_place(file: Path, content: bytes) -> None:
    file.write_bytes(content)


@pytest.mark.parametrize("write", [by_rename, in_place])
def test_what_an_editor_writes_while_the_app_saves_is_merged(
    draft: Path, write: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    session.write_text("plan", "我们的一句。\n")
    theirs = THEIRS.encode() + draft.read_bytes()
    monkeypatch.setattr(files, "os", Interrupted("fsync", lambda: write(draft, theirs)))
    assert session.save().outcome is Outcome.SAVED
    assert draft.read_text("utf-8").startswith(THEIRS)
    assert "我们的一句。" in draft.read_text("utf-8")


@pytest.mark.parametrize("command", [("fmt",), ("check", "--fix")])
def test_what_an_editor_writes_while_a_command_rewrites_is_kept(
    draft: Path, command: tuple[str, ...], baogao: Baogao, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, quotes, rest = draft.read_text("utf-8").replace("year = ", "year  = ").partition('"""')
    text = f"{head}{quotes}{rest.replace('，', ',', 1)}"
    draft.write_text(text, "utf-8")
    monkeypatch.setattr(files, "os", Interrupted("fsync", lambda: by_rename(draft, (THEIRS + text).encode())))
    baogao(*command, draft)
    assert draft.read_text("utf-8").startswith(THEIRS)
    assert draft.read_text("utf-8") != THEIRS + text


class AtTheLastMoment:
    """Lets something happen once, after our last look at a file and before it is replaced."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
        self._look = files._refuse_changed
        self._left = [happens]
        monkeypatch.setattr(files, "_refuse_changed", self)

    def __call__(self, target: Path, known: bytes) -> None:
        self._look(target, known)
        if self._left:
            self._left.pop()()


def in_two_pieces(file: Path, content: bytes) -> None:
    """An editor that empties the file, and is slow to write the rest."""
    stream = file.open("wb")
    stream.write(content[: len(content) // 2])
    stream.flush()

    def end() -> None:
        stream.write(content[len(content) // 2 :])
        stream.close()

    threading.Timer(0.2, end).start()


def an_empty_one_first(file: Path, content: bytes) -> None:
    stream = file.open("wb", buffering=len(content) + 1)
    stream.write(content)  # nothing of it is in the file yet
    threading.Timer(0.2, stream.close).start()


needs_exchange = pytest.mark.skipif(os.name == "nt", reason="Windows cannot exchange two files")
EDITORS = [by_rename, in_place, in_two_pieces, an_empty_one_first]


@needs_exchange
@pytest.mark.parametrize("write", EDITORS)
def test_what_an_editor_writes_at_the_last_moment_of_a_save_is_merged(
    draft: Path, write: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    session.write_text("plan", "我们的一句。\n")
    AtTheLastMoment(monkeypatch, lambda: write(draft, THEIRS.encode() + draft.read_bytes()))
    assert session.save().outcome is Outcome.SAVED
    assert draft.read_text("utf-8").startswith(THEIRS)
    assert "我们的一句。" in draft.read_text("utf-8")
    assert [one.name for one in draft.parent.iterdir() if one.name.startswith(".")] == []


@needs_exchange
@pytest.mark.parametrize("write", EDITORS)
@pytest.mark.parametrize("command", [("fmt",), ("check", "--fix"), ("set", "sections.plan.text=我们的一句。")])
def test_what_an_editor_writes_at_the_last_moment_of_a_command_is_kept(
    draft: Path,
    write: Callable[[Path, bytes], None],
    command: tuple[str, ...],
    baogao: Baogao,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    head, quotes, rest = draft.read_text("utf-8").replace("year = ", "year  = ").partition('"""')
    text = f"{head}{quotes}{rest.replace('，', ',', 1)}"
    in_place(draft, text.encode())
    AtTheLastMoment(monkeypatch, lambda: write(draft, (THEIRS + text).encode()))
    baogao(*command, draft)
    assert draft.read_text("utf-8").startswith(THEIRS)
    assert draft.read_text("utf-8") != THEIRS + text


class Late:
    """An editor that opened the file, without emptying it, at the last moment of a save, and writes it later."""

    def __init__(self, draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        AtTheLastMoment(monkeypatch, lambda: setattr(self, "stream", draft.open("r+b")))
        self.stream = io.BytesIO()  # until then

    def writes(self, content: bytes) -> None:
        self.stream.write(content)
        self.stream.truncate()
        self.stream.flush()
        past = time.time() - 3
        os.utime(self.stream.fileno(), (past, past))
        self.stream.close()


@needs_exchange
def test_what_an_editor_writes_into_the_file_that_a_save_replaced_is_merged(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    theirs = THEIRS.encode() + draft.read_bytes().replace("没有逾期".encode(), "没有一件逾期".encode())
    session.write_text("plan", "我们的一句。\n")
    editor = Late(draft, monkeypatch)
    session.save()
    session.write_text("plan", "我们的一句，又写。\n")
    assert not session.is_written_late
    editor.writes(theirs)
    assert session.is_written_late
    result = session.save()
    assert result.outcome is Outcome.MERGED
    assert [path[1] for path in result.taken if path[0] == "sections"] != []
    merged = draft.read_text("utf-8")
    assert merged.startswith(THEIRS)
    assert "没有一件逾期" in merged
    assert "我们的一句，又写。" in merged
    assert not session.unsaved
    assert not session.is_written_late


@needs_exchange
def test_a_sentence_that_an_editor_also_wrote_into_the_replaced_file_is_asked(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    base = str(session.value(("sections", "other", "text")))
    session.write_text("other", base.replace("没有因此中止", "都没有因此中止"))
    editor = Late(draft, monkeypatch)
    theirs = draft.read_bytes().replace("没有因此中止".encode(), "未因此中止".encode())
    session.save()
    editor.writes(theirs)
    assert session.look().outcome is Outcome.ASKS
    (conflict,) = session.conflicts.values()
    assert "都没有因此中止" in str(conflict.mine)
    assert "未因此中止" in str(conflict.theirs)


@needs_exchange
def test_late_text_is_set_aside_where_others_have_written_the_file_since(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    theirs = draft.read_text("utf-8").replace("没有因此中止", "未因此中止").encode()
    session.write_text("plan", "我们的一句。\n")
    editor = Late(draft, monkeypatch)
    session.save()
    by_rename(draft, draft.read_bytes() + "# 第三个人的注释\n".encode())
    editor.writes(theirs)
    session.look()
    assert "# 第三个人的注释" in draft.read_text("utf-8")
    assert "未因此中止" in "".join(one.text for one in session.texts_set_aside())


@needs_exchange
def test_the_open_draft_takes_over_late_text_in_its_own_time(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    session = Session.open(draft, LIBRARY, state=draft.parent / "state", clock=lambda: now)
    opened = OpenDraft(session, Office(), date(2025, 2, 10))
    theirs = draft.read_text("utf-8").replace("没有因此中止", "未因此中止").encode()
    session.write_text("plan", "我们的一句。\n")
    editor = Late(draft, monkeypatch)
    opened.save()
    editor.writes(theirs)
    assert opened.tick().outcome is Outcome.MERGED
    now += 2
    opened.tick()
    assert "未因此中止" in draft.read_text("utf-8")
    assert "我们的一句。" in draft.read_text("utf-8")
    assert opened.trouble is None


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_file_that_is_deleted_while_it_is_looked_at_is_no_error(
    draft: Path, comes_back: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    theirs = THEIRS.encode() + draft.read_bytes()
    session.write_text("plan", "我们的一句。\n")

    def vanish() -> None:  # as git does it: deleted, then written
        draft.unlink()
        if comes_back:
            writing.start()

    writing = threading.Timer(0.1, draft.write_bytes, (theirs,))
    by_rename(draft, draft.read_bytes())
    past = time.time() - 1
    os.utime(draft, (past, past))
    monkeypatch.setattr(regular, "os", Interrupted("open", vanish))
    session.save()
    assert "我们的一句。" in draft.read_text("utf-8")
    assert draft.read_text("utf-8").startswith(THEIRS) == comes_back


def test_a_file_that_is_deleted_at_the_last_look_is_written_whole(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    session.write_text("plan", "我们的一句。\n")
    last_look, left = files.read, [draft.unlink]

    def read(file: Path) -> bytes:
        if left:
            left.pop()()
        return last_look(file)

    monkeypatch.setattr(files, "read", read)
    session.save()
    assert draft.read_bytes() == session.draft.document.source


@needs_exchange
def test_what_an_editor_wrote_goes_back_also_where_ours_was_deleted_at_once(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    session.write_text("plan", "我们的一句。\n")
    AtTheLastMoment(monkeypatch, lambda: in_place(draft, THEIRS.encode() + draft.read_bytes()))
    happens = [lambda: None, draft.unlink]

    def exchanged(one: Path, other: Path) -> bool:
        if happens:
            happens.pop(0)()
        return exchange(one, other)

    monkeypatch.setattr(files, "exchange", exchanged)
    session.save()
    assert draft.read_text("utf-8").startswith(THEIRS)
    assert "我们的一句。" in draft.read_text("utf-8")


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are looked up in /proc")
def test_the_replaced_file_is_let_go_after_a_while(draft: Path) -> None:
    now = 0.0
    session = Session.open(draft, LIBRARY, state=draft.parent / "state", clock=lambda: now)
    session.write_text("plan", "我们的一句。\n")
    session.save()

    def kept() -> list[str]:
        there = [str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]
        return [name for name in there if name.startswith(str(draft.parent)) and name.endswith("(deleted)")]

    assert len(kept()) == 1
    now += 60
    session.tick()
    assert kept() == []


def test_what_was_taken_over_before_a_save_failed_is_shown(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now, shown = 0.0, list[KeyPath]()
    session = Session.open(draft, LIBRARY, state=draft.parent / "state", clock=lambda: now)
    opened = OpenDraft(session, Office(), date(2025, 2, 10))
    opened.follow = shown.extend
    session.write_text("plan", "我们的一句。\n")
    by_rename(draft, draft.read_bytes().replace("没有因此中止".encode(), "未因此中止".encode()))
    past = time.time() - 1
    os.utime(draft, (past, past))
    AtTheLastMoment(monkeypatch, lambda: in_place(draft, draft.read_bytes() + THEIRS.encode()))
    now += 2
    assert opened.tick().outcome is Outcome.NOTHING
    assert opened.trouble is not None
    assert shown == [("sections", "other", "text")]


def test_what_merges_beside_a_conflict_is_shown(draft: Path) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    text = str(session.value(("sections", "other", "text")))
    session.write_text("other", text.replace("没有因此中止", "都没有因此中止"))
    theirs = draft.read_text("utf-8").replace("没有因此中止", "未因此中止").replace("原市价格", "原云川市价格")
    by_rename(draft, theirs.encode())
    past = time.time() - 1
    os.utime(draft, (past, past))
    result = session.look()
    assert result.outcome is Outcome.ASKS
    assert result.taken == (("sections", "other", "text"),)
    assert session.look().taken == ()


@needs_exchange
@pytest.mark.parametrize("content", [b"", b"no draft", b"outline = 1"])
def test_what_is_no_draft_in_the_replaced_file_changes_nothing(
    draft: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    session.write_text("plan", "我们的一句。\n")
    editor = Late(draft, monkeypatch)
    session.save()
    saved = draft.read_bytes()
    editor.writes(content)
    session.look()
    assert session.is_settled()
    session.write_text("plan", "我们的一句。又一句。\n")
    assert session.save().outcome is Outcome.SAVED
    assert draft.read_bytes() == saved.replace("我们的一句。".encode(), "我们的一句。又一句。".encode())


@needs_exchange
def test_late_text_is_set_aside_where_it_cannot_be_written(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    theirs = draft.read_text("utf-8").replace("没有因此中止", "未因此中止").encode()
    session.write_text("plan", "我们的一句。\n")
    editor = Late(draft, monkeypatch)
    session.save()
    saved = draft.read_bytes()
    editor.writes(theirs)
    AtTheLastMoment(monkeypatch, lambda: by_rename(draft, saved + "# 第三个人的注释\n".encode()))
    session.look()
    assert draft.read_bytes() == saved + "# 第三个人的注释\n".encode()
    assert session.draft.document.source == draft.read_bytes()
    assert not session.unsaved
    assert "未因此中止" in "".join(one.text for one in session.texts_set_aside())


def test_where_files_cannot_be_exchanged_they_are_replaced(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "exchange", lambda *_: False)
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    session.write_text("plan", "我们的一句。\n")
    assert session.save().outcome is Outcome.SAVED
    assert draft.read_bytes() == session.draft.document.source


def test_half_of_what_an_editor_writes_right_after_a_save_is_not_taken(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    session.write_text("plan", "我们的一句。\n")
    theirs = draft.read_bytes() + THEIRS.encode()

    def write_half() -> None:
        draft.write_bytes(theirs[: len(theirs) // 2])

    put = files._put

    def put_and_write_half(temporary: Path, target: Path, before: Signature | None) -> None:
        put(temporary, target, before)
        write_half()

    monkeypatch.setattr(files, "_put", put_and_write_half)
    session.save()
    assert not session.is_settled()
    draft.write_bytes(theirs)
    session.look()
    assert session.draft.document.source.endswith(THEIRS.encode())


def test_a_file_that_was_only_emptied_yet_is_waited_for(draft: Path) -> None:
    session = Session.open(draft, LIBRARY, state=draft.parent / "state")
    theirs = THEIRS.encode() + draft.read_bytes()
    status = draft.stat()
    draft.write_bytes(b"")
    os.utime(draft, ns=(status.st_atime_ns, status.st_mtime_ns))  # as stat shows it for a moment
    writing = threading.Timer(0.1, draft.write_bytes, (theirs,))
    writing.start()
    session.look()
    writing.join()
    assert session.draft.document.source.startswith(THEIRS.encode())
