"""`baogao set`: a script changes values, and nothing else in the file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao
from tests.support import tabled

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    return file


def test_values_are_set_and_every_other_line_stays(baogao: Baogao, draft: Path) -> None:
    before = draft.read_text("utf-8").split("\n")
    done = baogao("set", "signer=李明", "penalties=950余", "printed=2026-02-12", "sections.plan.status=writing", draft)
    assert (done.code, done.out, done.err) == (0, "", f"{draft}: saved\n")
    after = draft.read_text("utf-8").split("\n")
    assert len(after) == len(before)
    assert [line for line, old in zip(after, before, strict=True) if line != old] == [
        'signer = "李明"',
        "printed = 2026-02-12",
        'penalties = "950余"                     # 行政处罚，件',
        'status = "writing"',
    ]


def test_a_value_that_is_already_set_is_not_written(baogao: Baogao, draft: Path) -> None:
    stamp = draft.stat()
    done = baogao("set", "signer=周启航", "penalties=913", draft)
    assert (done.code, done.err) == (0, f"{draft}: nothing to change\n")
    assert (draft.stat().st_mtime_ns, draft.stat().st_ino) == (stamp.st_mtime_ns, stamp.st_ino)


def test_a_list_repeats_its_name_and_nothing_takes_a_value_away(baogao: Baogao, draft: Path) -> None:
    assert baogao("set", "recipients=省委", "recipients=省政府", "note=", "figures.permits=3.5", draft).code == 0
    values = tomllib.loads(draft.read_text("utf-8"))
    assert values["fields"]["recipients"] == ["省委", "省政府"]
    assert "note" not in values["fields"]
    assert values["figures"]["permits"] == 3.5


def test_a_text_comes_from_a_file(baogao: Baogao, draft: Path, tmp_path: Path) -> None:
    text = tmp_path / "plan.txt"
    text.write_bytes('一是学习。\r\n二是培训“三引号"""”。\r\n'.encode())
    assert baogao("set", f"sections.plan.text=@{text}", draft).code == 0
    assert tomllib.loads(draft.read_text("utf-8"))["sections"]["plan"]["text"] == '一是学习。\n二是培训“三引号"""”。\n'


@pytest.mark.parametrize(
    ("assignments", "said"),
    [
        (["singer=李明"], "the outline has nothing called “singer”\n  did you mean “signer”?"),
        (["signer"], "“signer” is not an assignment"),
        (["date=2026-02-30"], "“2026-02-30” is not a date"),
        (["penalties=若干"], "“若干” is not a figure"),
        (["year=26"], "four digits"),
        (["number=一", "number=二"], "“fields.number” takes one value"),
        (["sections.plan.status=done"], "the status is"),
        (["sections.plan.text=@nothing.txt"], "nothing.txt: cannot be read: there is no such file"),
    ],
)
def test_what_cannot_be_set_is_one_message_and_nothing_is_written(
    baogao: Baogao, draft: Path, assignments: list[str], said: str
) -> None:
    before = draft.read_bytes()
    done = baogao("set", *assignments, draft)
    assert done.code == 2
    assert said in done.err
    assert draft.read_bytes() == before


def test_a_file_that_is_no_draft_is_exit_2(baogao: Baogao, tmp_path: Path) -> None:
    assert baogao("set", "signer=甲", tmp_path / "none.toml").code == 2


def test_a_cell_of_a_table_is_set_by_section_row_and_column(baogao: Baogao, tmp_path: Path) -> None:
    file = tabled.office(tmp_path)
    run = baogao("set", "trees.frost.apple=１２", "sections.money.rows.tours.amount=1.75", file)
    assert run.code == 0, run.err
    assert file.read_text("utf-8") == tabled.DRAFT.replace("frost = { apple = 1,", "frost = { apple = 12,").replace(
        "amount = 1.5 }", "amount = 1.75 }"
    )
    for wrong, what in [
        ("trees.frost.apple=1.5", "1.冻害 / 苹果: this must be a whole number"),
        ("trees.frost.apple=-1", "1.冻害 / 苹果: this number must not be below 0"),
        ("trees.frost.apple=三", "1.冻害 / 苹果: “三” is not a number"),
        ("trees.died.apple=3", "the outline has nothing called “trees.died.apple”"),
    ]:
        run = baogao("set", wrong, file)
        assert run.code == 2
        assert what in run.err


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("date=2026年2月11日", "date = 2026-02-11"),
        ("date=2026.2.11", "date = 2026-02-11"),
        ("penalties=９１４", "penalties = 914 "),
        ("penalties=1，200", 'penalties = "1,200"'),
        ("year=２０２５", "year = 2025"),
        ("recipients=市委、市政府", 'recipients = ["市委", "市政府"]'),
    ],
)
def test_it_takes_what_the_form_takes(baogao: Baogao, draft: Path, typed: str, line: str) -> None:
    assert baogao("set", typed, draft).code == 0
    assert line in draft.read_text("utf-8")


def test_a_name_that_is_not_there_says_where_names_are_listed(baogao: Baogao, draft: Path) -> None:
    assert "baogao outline show law-based-government-department" in baogao("set", "nosuch=1", draft).err
