"""Notes: remarks on a draft, kept through edits, merges and layout, never rendered, found while they are open."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import Baogao
from tests.support.planting import outline, planted
from tui.base.messages import Language
from tui.checking.check import check
from tui.checking.office import Office, Offices
from tui.draft import json_schema
from tui.draft.draft import Draft
from tui.editing.conflicts import resolve
from tui.editing.edit import edit
from tui.editing.merge import merge
from tui.editing.order import Order
from tui.formatting.canonical import canonical
from tui.outline.outline import EDITIONS
from tui.render import markdown
from tui.session import recovery
from tui.session.notes import add_note, answer_note, withdraw_note
from tui.session.open_draft import OpenDraft
from tui.session.session import Session
from tui.session.waivers import waivers, withdraw_waiver
from tui.toml import KeyPath, parse

SOURCE = """outline = "law-based-government-department@2024"
year = 2024

[sections.measures]
text = "甲。"

[[notes]]
section = "measures"
quote = "甲"
by = "王科长"
date = 2025-01-08
text = "数字再核对"

[[waivers]]
rule = "P301"
reason = "原文如此"
"""


def _draft(source: str) -> Draft:
    return Draft(parse(source.encode(), "draft.toml"), outline())


def test_a_note_is_read_with_all_its_keys() -> None:
    (note,) = _draft(SOURCE).notes
    assert (note.section, note.quote, note.by, note.date, note.text) == (
        "measures",
        "甲",
        "王科长",
        date(2025, 1, 8),
        "数字再核对",
    )
    assert note.is_open
    assert (
        not _draft(SOURCE.replace('text = "数字再核对"', 'text = "数字再核对"\nanswered = "已核对"')).notes[0].is_open
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_note_is_never_rendered(edition: str) -> None:
    plain, noted = planted(""), planted('[[notes]]\ntext = "只给同事看"')
    for written in EDITIONS:
        assert markdown.render(noted, written) == markdown.render(plain, written)


def test_an_open_note_is_a_finding_of_the_published_edition_only() -> None:
    noted = planted('[[notes]]\ntext = "再核对"')
    assert "S132" in {one.code for one in check(noted, "published")}
    assert "S132" not in {one.code for one in check(noted, "filed")}
    answered = planted('[[notes]]\ntext = "再核对"\nanswered = "已核对"')
    assert "S132" not in {one.code for one in check(answered, "published")}


def test_what_is_wrong_with_a_note_is_found() -> None:
    faults = {
        '[[notes]]\nby = "王"': ("wrong-type", ("notes", 0)),
        "[[notes]]\ntext = 5": ("wrong-type", ("notes", 0, "text")),
        '[[notes]]\ntext = "甲"\nautor = "王"': ("unknown-key", ("notes", 0, "autor")),
        '[[notes]]\ntext = "甲"\nsection = "measure"': ("unknown-section", ("notes", 0, "section")),
        'notes = "甲"': ("wrong-type", ("notes",)),
        "notes = [1]": ("wrong-type", ("notes", 0)),
    }
    for lines, expected in faults.items():
        source = f'{lines}\noutline = "a@2024"\nyear = 2024' if lines.startswith("notes") else f"year = 2024\n{lines}"
        assert [(one.sort, one.path) for one in _draft(source).faults] == [expected]


def test_layout_puts_notes_before_waivers_and_their_keys_in_order() -> None:
    mixed = SOURCE.replace('section = "measures"\nquote = "甲"\n', "").replace(
        'text = "数字再核对"', 'text = "数字再核对"\nquote = "甲"\nsection = "measures"'
    )
    first, *rest = mixed.partition("[[notes]]")[0], *mixed.partition("[[waivers]]")[1:]
    notes = mixed[len(first) : mixed.index("[[waivers]]")]
    moved = f"{first}{''.join(rest)}\n{notes}"
    assert canonical(_draft(moved)).decode() == canonical(_draft(SOURCE)).decode()


def test_a_note_is_added_answered_and_taken_away_and_every_other_byte_stays() -> None:
    draft = _draft(SOURCE)
    order = Order(draft.outline)
    added = edit(draft.document, {("notes", 1): {"text": "第二条"}}, order)
    assert [note["text"] for note in added.values["notes"]] == ["数字再核对", "第二条"]
    answered = edit(draft.document, {("notes", 0, "answered"): "已核对"}, order)
    assert answered.text.replace('answered = "已核对"\n', "") == SOURCE
    gone = edit(draft.document, {("notes", 0): None}, order)
    assert "notes" not in gone.text
    first = edit(_draft("year = 2024\n").document, {("notes", 0): {"text": "甲"}}, order)
    assert first.values["notes"] == [{"text": "甲"}]


def test_notes_of_both_sides_survive_a_merge() -> None:
    base = _draft(SOURCE).document.values
    note = base["notes"][0]
    mine = {**base, "notes": [note, {"text": "我的"}]}
    theirs = {**base, "notes": [{"text": "他的"}, note]}
    merged = merge(base, mine, theirs)
    assert not merged.conflicts
    assert dict(merged.changes) == {("notes", 2): {"text": "我的"}}
    without = merge(base, {**base, "notes": []}, theirs)
    assert dict(without.changes) == {("notes", 1): None}


def test_the_schema_knows_notes() -> None:
    schema = json.loads(json_schema.written(outline(), Language("en")))
    assert set(schema["properties"]["notes"]["items"]["properties"]) == {
        *("section", "quote", "by", "date", "text", "answered")
    }


def test_what_an_import_could_not_place_is_an_error_and_stays_in_the_file() -> None:
    draft = planted('[sections.unsorted]\ntext = "附：案例。"')
    assert [one.code for one in check(draft, "filed")] == ["S131"]
    assert "附：案例。" in canonical(draft).decode()
    assert "附：案例。" not in markdown.render(draft, "filed")
    assert check(planted('[sections.unsorted]\ntext = ""'), "filed") == []


def test_check_shows_open_notes_whatever_the_edition(tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "a.toml").write_text(SOURCE, "utf-8")
    assert "open note: 王科长: 数字再核对" in baogao("check", tmp_path / "a.toml").err
    answered = SOURCE.replace('text = "数字再核对"', 'text = "数字再核对"\nanswered = "已核对"')
    (tmp_path / "a.toml").write_text(answered, "utf-8")
    assert "open note" not in baogao("check", tmp_path / "a.toml").err


def test_git_merges_notes_of_two_branches() -> None:
    base, order = _draft(SOURCE).document, Order(outline())
    ours = _draft(SOURCE.replace('text = "数字再核对"', 'text = "数字再核对"\nanswered = "已核对"')).document
    theirs = _draft(SOURCE.replace("[[waivers]]", '[[notes]]\ntext = "第二条"\n\n[[waivers]]')).document
    merged = resolve(base, ours, theirs, order)
    assert not merged.conflicts
    notes = parse(merged.source, "draft.toml").values["notes"]
    assert [(one["text"], one.get("answered")) for one in notes] == [("数字再核对", "已核对"), ("第二条", None)]


def test_check_says_of_a_note_that_its_words_are_gone(tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "a.toml").write_text(SOURCE.replace('text = "甲。"', 'text = "乙。"'), "utf-8")
    assert "数字再核对 (the words “甲” are gone)" in baogao("check", tmp_path / "a.toml").err


# Notes on the open draft

COMMENTED = SOURCE.replace("[[notes]]", "# 科长的意见\n[[notes]]")


def _opened(file: Path, source: str = COMMENTED) -> OpenDraft:
    file.write_text(source, "utf-8")
    session = Session.open(file, Offices().library(file.parent), state=file.parent / "state")
    return OpenDraft(session, Office(), date(2025, 2, 10))


def test_an_answer_changes_one_line_of_the_file_and_can_be_undone(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    opened = _opened(file)
    answer_note(opened, opened.draft.notes[0], "已核对")
    opened.save()
    assert file.read_text("utf-8").replace('answered = "已核对"\n', "") == COMMENTED
    opened.undo()
    opened.save()
    assert file.read_text("utf-8") == COMMENTED
    opened.redo()
    answer_note(opened, opened.draft.notes[0], "")
    assert opened.draft.document.text == COMMENTED


def test_a_note_is_made_and_withdrawn_on_the_open_draft(tmp_path: Path) -> None:
    opened = _opened(tmp_path / "a.toml")
    add_note(opened, "第二条", section="measures", quote="甲", by="", day=date(2025, 1, 9))
    assert [(one.text, one.by, one.is_open) for one in opened.draft.notes] == [
        ("数字再核对", "王科长", True),
        ("第二条", "", True),
    ]
    withdraw_note(opened, opened.draft.notes[0])
    assert [one.text for one in opened.draft.notes] == ["第二条"]
    opened.undo()
    opened.undo()
    assert opened.draft.document.text == COMMENTED


def test_notes_of_others_arrive_in_the_open_draft_and_what_was_answered_here_stays(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    opened = _opened(file)
    seen: list[KeyPath] = []
    opened.follow = seen.extend
    answer_note(opened, opened.draft.notes[0], "已核对")
    seen.clear()
    file.write_text(COMMENTED.replace("[[waivers]]", '[[notes]]\ntext = "他的"\n\n[[waivers]]'), "utf-8")
    opened.save()
    assert ("notes",) in seen
    assert [(one.text, one.answered) for one in opened.draft.notes] == [("数字再核对", "已核对"), ("他的", "")]
    opened.undo()
    assert [(one.text, one.answered) for one in opened.draft.notes] == [("数字再核对", ""), ("他的", "")]


def test_a_note_that_others_removed_is_not_brought_back_by_undo(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    opened = _opened(file)
    answer_note(opened, opened.draft.notes[0], "已核对")
    opened.save()
    file.write_text(SOURCE.partition("[[notes]]")[0], "utf-8")
    opened.save()
    opened.undo()
    assert opened.draft.notes == ()


def test_a_note_is_answered_wherever_others_moved_it_and_not_at_all_once_it_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    opened = _opened(file)
    (note,) = opened.draft.notes
    file.write_text(COMMENTED.replace("# 科长", '[[notes]]\ntext = "他的"\n\n# 科长'), "utf-8")
    opened.save()
    assert answer_note(opened, note, "已核对")
    assert [(one.text, one.answered) for one in opened.draft.notes] == [("他的", ""), ("数字再核对", "已核对")]
    opened.save()
    file.write_text(SOURCE.partition("[[notes]]")[0], "utf-8")
    opened.save()
    assert not answer_note(opened, note, "再核对")
    assert not withdraw_note(opened, note)


def test_notes_and_answers_survive_a_crash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = _opened(tmp_path / "a.toml")
    add_note(opened, "第二条", section="", quote="", by="", day=date(2025, 1, 9))
    answer_note(opened, opened.draft.notes[0], "已核对")
    withdraw_waiver(opened, waivers(opened)[0])
    opened.remember()
    monkeypatch.setattr(recovery, "lives", lambda values, changed: False)
    again = _opened(tmp_path / "a.toml", COMMENTED.replace("# 科长", "# 王科长"))
    (left,) = again.left_behind()
    again.recover(left)
    assert [(one.text, one.answered) for one in again.draft.notes] == [("数字再核对", "已核对"), ("第二条", "")]
    assert not waivers(again)
