"""The workspace: what `baogao.toml` may say, and how an office grades the rules for the drafts that lie in it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao
from tui.base import files
from tui.base.errors import BaogaoError
from tui.checking.office import Offices, resolved
from tui.rules.finding import UNREADABLE, Grade
from tui.rules.register import RULES
from tui.workspace import drafts, workspace

DEPARTMENT = ROOT / "outlines" / "law-based-government-department"
SOUND = (DEPARTMENT / "example.toml").read_text("utf-8")
OLD = SOUND.replace("department@2024", "department@2021")
"""A warning: S109, outline-version."""
MISSPELT = SOUND.replace("[sections.plan]", "[sections.plan]\nower = '甲'")
"""An error: S104, unknown-key."""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a draft that has a warning and one that has an error."""
    (tmp_path / "old.toml").write_text(OLD, "utf-8")
    (tmp_path / "misspelt.toml").write_text(MISSPELT, "utf-8")
    (tmp_path / "baogao.toml").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(baogao: Baogao, *arguments: object) -> list[tuple[str, str]]:
    done = baogao("check", "--format", "concise", *arguments)
    return [(line.split(" ")[1], line.split(" ")[2]) for line in done.out.splitlines()]


def grades(office: Path, *lines: str) -> None:
    (office / "baogao.toml").write_text("\n".join(("[grades]", *lines)) + "\n", "utf-8")


def test_a_workspace_says_outlines_defaults_and_grades(tmp_path: Path) -> None:
    file = tmp_path / "baogao.toml"
    file.write_text(
        'outlines = ["ours"]\n[defaults]\nissuer = "甲局"\ncopies = ["乙", "丙"]\n'
        '[grades]\nS109 = "error"\nunknown-key = "off"\n',
        "utf-8",
    )
    office = workspace.load(file)
    assert office.folder == tmp_path
    assert office.outlines == (tmp_path / "ours",)
    assert office.defaults == {"issuer": "甲局", "copies": ("乙", "丙")}
    assert [(given.rule, given.grade) for given in office.grades] == [("S109", Grade.ERROR), ("unknown-key", None)]
    assert resolved(office.grades) == {"S109": Grade.ERROR, "S104": None}
    file.write_text("", "utf-8")
    assert workspace.load(file).grades == ()


def test_without_grades_the_rules_grade(baogao: Baogao, office: Path) -> None:
    assert found(baogao) == [("error", "S104"), ("warning", "S109")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('S109 = "error"', [("error", "S104"), ("error", "S109")]),
        ('outline-version = "hint"', [("error", "S104"), ("hint", "S109")]),
        ('s109 = "off"', [("error", "S104")]),
        ('unknown-key = "warning"', [("warning", "S104"), ("warning", "S109")]),
        ('"unknown-key" = "off"', [("warning", "S109")]),
    ],
)
def test_a_grade_is_given_by_code_or_name(
    baogao: Baogao, office: Path, line: str, expected: list[tuple[str, str]]
) -> None:
    grades(office, line)
    assert found(baogao) == expected


def test_the_exit_code_and_every_format_follow_the_grades(baogao: Baogao, office: Path) -> None:
    assert baogao("check", "old.toml").code == 0
    assert baogao("check", "misspelt.toml").code == 1
    grades(office, 'S109 = "error"', 'S104 = "hint"')
    assert baogao("check", "old.toml").code == 1
    done = baogao("check", "misspelt.toml")
    assert done.code == 0
    assert done.out.startswith("hint[S104]")
    assert done.err.startswith("1 draft: errors 0, warnings 0, hints 1\n")
    told = json.loads(baogao("check", "--format", "json", "old.toml").out)
    assert [(one["rule"], one["grade"]) for one in told["findings"]] == [("S109", "error")]
    assert baogao("check", "misspelt.toml", "--fail-level", "hint").code == 1
    grades(office, 'S104 = "off"')
    assert baogao("check", "misspelt.toml").err.startswith("nothing is wrong with 1 draft\n")


def test_a_draft_is_checked_where_it_lies(
    baogao: Baogao, office: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    grades(office, 'S109 = "error"')
    inner = office / "inner"
    inner.mkdir()
    (inner / "baogao.toml").write_text('[grades]\nS109 = "off"\n', "utf-8")
    (inner / "old.toml").write_text(OLD, "utf-8")
    below = office / "2025"
    below.mkdir()
    (below / "old.toml").write_text(OLD, "utf-8")
    outside = tmp_path_factory.mktemp("outside") / "old.toml"
    outside.write_text(OLD, "utf-8")
    done = baogao("check", "--format", "concise", outside, inner / "old.toml", below / "old.toml", office / "old.toml")
    assert [line.split(": ")[1].split(" ")[0] for line in done.out.splitlines()] == ["warning", "error", "error"]
    assert str(inner) not in done.out
    for folder, expected in ((inner, []), (below, [("error", "S109")]), (outside.parent, [("warning", "S109")])):
        monkeypatch.chdir(folder)
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OLD.encode())))
        assert found(baogao, "-") == expected


def test_outlines_are_checked_by_no_office(baogao: Baogao, office: Path) -> None:
    folder = office / DEPARTMENT.name
    folder.mkdir()
    (folder / "outline.toml").write_bytes((DEPARTMENT / "outline.toml").read_bytes())
    (folder / "example.toml").write_text(OLD, "utf-8")
    grades(office, 'S109 = "off"')
    assert found(baogao, folder / "example.toml") == []
    done = baogao("outline", "check", folder)
    assert done.code == 1
    assert "warning S109" in done.out


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [
        ('[grades]\nS109 = "error"\nS190 = "off"', "3:1", "there is no rule “S190”\n  did you mean “S1"),
        ('[grades]\nunknown-kye = "off"', "2:1", "there is no rule “unknown-kye”\n  did you mean “unknown-key”?"),
        ('[grades]\n"规则" = "off"', "2:1", "there is no rule “规则”\n  see: baogao rule"),
        ('grades.S109 = "fatal"', "1:15", "there is no grade “fatal”\n  grades are: error, warning, hint, off"),
        (
            "[grades]\nS109 = true",
            "2:8",
            "this must be text, in quotation marks\n  grades are: error, warning, hint, off",
        ),
        ('[grades.S109]\nx = "off"', "1:1", "this must be text, in quotation marks\n  grades are: "),
        ('[grades]\nS109 = "off"\noutline-version = "hint"', "3:1", "the rule S109 has a grade already"),
        ('[grades]\nS100 = "off"', "2:1", "an unreadable draft is always an error: S100"),
        ('[grade]\nS109 = "off"', "1:2", "there is no key “grade”\n  did you mean “grades”?"),
        ('grades = "off"', "1:1", "this must be a table"),
    ],
)
def test_bad_grades_are_one_message_with_key_and_line(
    baogao: Baogao, office: Path, text: str, place: str, what: str
) -> None:
    (office / "baogao.toml").write_text(text, "utf-8")
    for names in ([], ["old.toml", "misspelt.toml"]):
        done = baogao("check", *names)
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"{office / 'baogao.toml'}:{place}: {what}"), done.err
    if "rule" in what or "always" in what:
        assert len(done.err.splitlines()) <= 2  # once, not for each draft


def test_every_rule_but_the_unreadable_can_be_graded_by_code_and_name(tmp_path: Path) -> None:
    file = tmp_path / "baogao.toml"
    rules = [rule for rule in RULES.values() if rule.code != UNREADABLE]
    for names in ([rule.code for rule in rules], [rule.name for rule in rules]):
        file.write_text("[grades]\n" + "".join(f'{name} = "hint"\n' for name in names), "utf-8")
        assert list(resolved(workspace.load(file).grades)) == [rule.code for rule in rules]
    for name in (UNREADABLE, RULES[UNREADABLE].name):
        file.write_text(f'[grades]\n{name} = "hint"\n', "utf-8")
        with pytest.raises(BaogaoError):
            resolved(workspace.load(file).grades)


def names(folder: Path) -> list[str]:
    return [str(file.relative_to(folder)) for file in drafts.drafts_of(folder)]


def test_the_drafts_of_a_folder_are_those_of_its_office(office: Path) -> None:
    below = office / "2024" / "filed"
    below.mkdir(parents=True)
    (below / "report.toml").write_text(SOUND, "utf-8")
    (office / ".hidden.toml").write_text(SOUND, "utf-8")
    (office / "other.toml").write_text("a = 1\n", "utf-8")
    assert names(office) == ["misspelt.toml", "old.toml", "2024/filed/report.toml"]
    assert drafts.drafts_of(below) == drafts.drafts_of(office)


def test_without_an_office_they_are_those_in_the_folder_itself(tmp_path: Path) -> None:
    for name in ("b.toml", "a.toml", ".hidden.toml", "a.txt", "below/c.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SOUND, "utf-8")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "settings.toml").write_text("a = 1\n", "utf-8")
    assert names(tmp_path) == ["a.toml", "b.toml"]
    assert drafts.drafts_of(tmp_path / "gone") == []


def test_a_link_that_no_system_can_follow_hides_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(SOUND, "utf-8")
    try:
        (tmp_path / "b.toml").symlink_to("x" * 300)
    except OSError:
        pytest.skip("no such links here")
    assert names(tmp_path) == ["a.toml"]


def test_a_bad_office_is_reported_and_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "baogao.toml").write_text("nonsense = 1\n", "utf-8")
    with pytest.raises(BaogaoError, match="nonsense"):
        drafts.drafts_of(tmp_path)


def test_a_workspace_and_an_outline_are_read_once_for_all_its_folders(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("东区", "西区", "南区"):
        (office / name).mkdir()
        (office / name / "report.toml").write_text(OLD, "utf-8")
    found = [file for file in drafts.drafts_of(office) if file.name == "report.toml"]
    read: list[Path] = []

    def reading(file: Path) -> bytes:
        read.append(file)
        return files.read(file)

    monkeypatch.setattr(workspace, "read", reading)
    offices = Offices()
    assert len({id(offices.open(file).outline) for file in found}) == 1
    assert read == [office / "baogao.toml"]
