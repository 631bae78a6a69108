"""What a list of drafts shows of each; a draft that cannot be read is listed, and stops nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support.planting import DEPARTMENT, planted
from tui.checking.filing import Due, State, due_of
from tui.checking.office import Offices
from tui.checking.overview import days_left, overview
from tui.rules.finding import Grade

EXAMPLE = ROOT / "outlines" / DEPARTMENT / "example.toml"
TODAY = date(2026, 2, 20)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "report.toml"
    file.write_bytes(EXAMPLE.read_bytes())
    return file


def test_a_draft_tells_of_itself(file: Path) -> None:
    row = overview(file, Offices(), TODAY)
    assert row.error is None
    assert row.changed is not None
    assert (row.year, row.progress and row.progress.percent, row.days_left) == (2025, 100, 9)
    assert row.issuer.startswith("云川市")
    assert row.findings.total() == 0


def test_findings_are_counted_as_the_office_grades_them(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("judgments_complied = 2", "judgments_complied = 3"), "utf-8")
    assert overview(file, Offices(), TODAY).findings == {Grade.ERROR: 1}
    (file.parent / "baogao.toml").write_text('[grades]\nS111 = "hint"\n', "utf-8")
    assert overview(file, Offices(), TODAY).findings == {Grade.HINT: 1}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"outline = ", ""),
        (b"year = 2024\n", "not a draft"),
        (b'outline = "no-such-outline@2024"\n', "no-such-outline"),
        (b'outline = "x"\n\xff\n', "this is not UTF-8 text"),
    ],
)
def test_what_cannot_be_read_is_reported_with_the_reason(file: Path, content: bytes, what: str) -> None:
    file.write_bytes(content)
    row = overview(file, Offices(), TODAY)
    assert row.error is not None
    assert what in str(row.error.what)
    assert (row.file, row.year, row.progress) == (file, None, None)
    assert row.changed is not None


def test_a_draft_that_is_gone_or_a_folder_is_reported_too(tmp_path: Path) -> None:
    assert overview(tmp_path / "gone.toml", Offices(), TODAY).error is not None
    assert overview(tmp_path, Offices(), TODAY).error is not None


def test_a_bad_office_is_reported_at_each_of_its_drafts(file: Path) -> None:
    (file.parent / "baogao.toml").write_text("nonsense = 1\n", "utf-8")
    row = overview(file, Offices(), TODAY)
    assert row.error is not None
    assert row.error.place is not None
    assert row.error.place.file.endswith("baogao.toml")


def test_days_are_counted_to_the_day_of_filing_and_beyond() -> None:
    draft = planted("year = 2024")
    assert days_left(draft, date(2025, 3, 1)) == 0
    assert days_left(draft, date(2025, 2, 28)) == 1
    assert days_left(draft, date(2025, 3, 4)) == -3
    assert days_left(planted('year = "unknown"'), date(2025, 3, 1)) is None


IN_TIME, LATE = "2025-02-18", "2025-03-04"


@pytest.mark.parametrize(
    ("fields", "today", "stands"),
    [
        ("", date(2025, 2, 20), (State.OPEN, -9)),
        ("", date(2025, 11, 25), (State.OPEN, 269)),
        (f"date = {IN_TIME}", date(2025, 2, 20), (State.OPEN, -9)),  # signed is not filed
        (f"date = {IN_TIME}", date(2025, 11, 25), (State.DATED, -11)),
        (f"date = {LATE}", date(2025, 11, 25), (State.DATED, 3)),
        (f"date = {IN_TIME}\nprinted = {IN_TIME}", date(2025, 2, 20), (State.FILED, -11)),
        (f"date = {IN_TIME}\nprinted = {LATE}", date(2025, 11, 25), (State.FILED, 3)),
        (f"date = {IN_TIME}\nprinted = {IN_TIME}", date(2025, 2, 10), (State.OPEN, -19)),
        ("date = 2030-01-01", date(2025, 3, 3), (State.OPEN, 2)),
        ("date = 2025-02-18T10:00:00", date(2025, 3, 3), (State.OPEN, 2)),
    ],
)
def test_a_report_that_was_dated_or_printed_in_time_is_not_overdue(
    fields: str, today: date, stands: tuple[State, int]
) -> None:
    found = due_of(planted(f"year = 2024\n[fields]\n{fields}\n"), today)
    assert found is not None
    assert (found.state, found.days_late) == stands
    assert found.day == date(2025, 3, 1)


def test_where_no_date_can_be_given_nobody_says_that_a_report_is_overdue(tmp_path: Path) -> None:
    folder = tmp_path / "outlines" / "plain"
    folder.mkdir(parents=True)
    (folder / "outline.toml").write_text(
        'id = "plain"\nname = "年度报告"\nversion = 2024\nkind = "报告"\nabout = "每年一次。"\ntitle = "{year}年报告"\nform = "plain"\n'
        '[due]\nfiled = "03-01"\n[[sections]]\nid = "all"\nheading = "情况"\n',
        "utf-8",
    )
    file = tmp_path / "a.toml"
    file.write_text('outline = "plain@2024"\nyear = 2024\n', "utf-8")
    row = overview(file, Offices((tmp_path / "outlines",)), date(2025, 3, 3))
    assert row.error is None, row.error
    assert row.due == Due(date(2025, 3, 1), State.UNKNOWN, 2)
