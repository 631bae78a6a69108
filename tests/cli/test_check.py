"""`baogao check` as a person and a pipeline use it: formats, exit codes, editions, workspaces, standard input."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao

EXAMPLE = ROOT / "outlines" / "law-based-government-department" / "example.toml"
SOUND = EXAMPLE.read_text("utf-8")


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    file = tmp_path / "draft.toml"
    file.write_text(SOUND.replace('signer = "周启航"', 'singer = "周启航"'), "utf-8")
    return file


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    file = tmp_path / "old.toml"
    file.write_text(SOUND.replace("department@2024", "department@2021"), "utf-8")
    return file


def test_a_sound_draft_is_exit_0_and_says_so(baogao: Baogao) -> None:
    done = baogao("check", EXAMPLE)
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "nothing is wrong with 1 draft",
        "13 of 13 done",
        "complete 1, on time 1, publishable 1, consistent 1, of 1",
    ]


def test_findings_are_exit_1_with_place_code_and_message(baogao: Baogao, faulty: Path) -> None:
    done = baogao("check", "--format", "concise", faulty)
    assert done.code == 1
    assert done.out.splitlines() == [
        f"{faulty}:5:2: error S101 the field “签发人” is missing",
        f"{faulty}:9:1: error S104 there is no field “singer” in the outline",
    ]
    assert done.err == ""


def test_full_shows_the_line_a_caret_under_its_columns_the_basis_and_the_remedy(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_text(SOUND.replace("全年办理行政许可{permits}件", "全年办理行政许可{permit}件"), "utf-8")
    done = baogao("check", file)
    line = next(line for line in done.out.splitlines() if "{permit}" in line and "|" in line)
    caret = next(line for line in done.out.splitlines() if "^" in line)
    wide = sum(2 if ord(character) > 0x2E00 else 1 for character in line[: line.index("{permit}")])
    assert caret.index("^") == wide
    assert caret.count("^") == len("{permit}")
    assert "remedy: did you mean “{permits}”?" in done.out
    assert "1 draft: errors 1, warnings 0, hints 0" in done.err


def test_json_is_one_object_with_every_key(baogao: Baogao, faulty: Path) -> None:
    done = baogao("check", "--format", "json", faulty)
    assert done.code == 1
    data = json.loads(done.out)
    assert data["version"] == 1
    first, second = data["findings"]
    assert second == {
        "rule": "S104",
        "name": "unknown-key",
        "grade": "error",
        "file": str(faulty),
        "line": 9,
        "column": 1,
        "end_line": 9,
        "end_column": 7,
        "message": "there is no field “singer” in the outline",
        "source": None,
        "remedy": "did you mean “signer”?",
        "fix": None,
    }
    assert first["source"] == {
        "text": "《党政机关公文处理工作条例》（中办发〔2012〕14号）第九条（六）",
        "strength": "regulation",
        "verified": True,
    }


@pytest.mark.parametrize("form", ["full", "concise", "json"])
def test_the_exit_code_is_the_same_for_every_format(baogao: Baogao, faulty: Path, warned: Path, form: str) -> None:
    assert baogao("check", "--format", form, EXAMPLE).code == 0
    assert baogao("check", "--format", form, faulty).code == 1
    assert baogao("check", "--format", form, warned).code == 0
    assert baogao("check", "--format", form, warned, "--fail-level", "warning").code == 1
    assert baogao("check", "--format", form, warned.with_name("none.toml")).code == 2


def test_the_published_edition_asks_for_no_signer(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_text(SOUND.replace('signer = "周启航"', 'signer = ""'), "utf-8")
    assert baogao("check", file).code == 1
    assert baogao("check", "--edition", "published", file).code == 0


def test_an_unreadable_draft_is_a_finding_and_exit_2_and_the_others_are_checked(
    baogao: Baogao, faulty: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('outline = "law-based-government-department@2024"\n<<<<<<< HEAD\nyear = 1\n', "utf-8")
    done = baogao("check", "--format", "concise", broken, faulty)
    assert done.code == 2
    assert done.out.splitlines()[0] == f"{broken}:2:1: error S100 a git conflict marker, line 2"
    assert len(done.out.splitlines()) == 3


def test_a_file_that_is_no_draft_is_exit_2(baogao: Baogao, tmp_path: Path) -> None:
    other = tmp_path / "pyproject.toml"
    other.write_text("[project]\nname = 'x'\n", "utf-8")
    done = baogao("check", other)
    assert done.code == 2
    assert "not a draft" in done.err
    assert baogao("check", tmp_path).code == 2
    assert "there is no draft below" in baogao("check", tmp_path).err


def test_without_drafts_the_workspace_is_checked(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "baogao.toml").write_text("", "utf-8")
    (tmp_path / "2025").mkdir()
    (tmp_path / "2025" / "a.toml").write_text(SOUND, "utf-8")
    (tmp_path / "b.toml").write_text(SOUND.replace("year = 2025", "year = 0"), "utf-8")
    (tmp_path / "other.toml").write_text("[tool]\nx = 1\n", "utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.toml").write_text(SOUND, "utf-8")
    monkeypatch.chdir(tmp_path / "2025")
    done = baogao("check", "--format", "concise")
    assert done.code == 1
    assert [line.split(":")[0] for line in done.out.splitlines()] == [str(tmp_path / "b.toml")]


def test_without_drafts_and_workspace_it_is_exit_2(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = baogao("check")
    assert done.code == 2
    assert "there is no draft below" in done.err
    (tmp_path / "baogao.toml").write_text("", "utf-8")
    assert "there is no draft below" in baogao("check").err


def test_a_bad_workspace_is_reported_with_key_and_line(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "baogao.toml"
    monkeypatch.chdir(tmp_path)
    for text, place, what in [
        ('\noutline = "x"\n', "2:1", "there is no key “outline”\n  did you mean “outlines”?"),
        ('outlines = "x"\n', "1:1", "this must be a list of folders"),
        ("[defaults]\nissuer = 3\n", "2:10", "this must be text, or a list of texts"),
        ("defaults = 3\n", "1:1", "this must be a table"),
        ("x = \n", "1:5", "not a value"),
    ]:
        file.write_text(text, "utf-8")
        done = baogao("check")
        assert done.code == 2
        assert done.err.startswith(f"{file}:{place}: {what}"), done.err


def test_outlines_come_from_the_option_then_the_workspace_then_the_shipped(baogao: Baogao, tmp_path: Path) -> None:
    outline = 'id = "{id}"\nversion = 2024\nname = "{name}"\nkind = "报告"\ntitle = "报告"\n[[sections]]\nid = "a"\n'
    (tmp_path / "baogao.toml").write_text('outlines = ["ours"]\n', "utf-8")
    for folder, id, name in [("ours", "own", "工作区的"), ("given", "own", "选项的"), ("ours", "two", "二")]:
        place = tmp_path / folder / id
        place.mkdir(parents=True)
        (place / "outline.toml").write_text(outline.format(id=id, name=name), "utf-8")
    draft = tmp_path / "draft.toml"
    draft.write_text('outline = "own@2024"\nyear = 2024\n[sections.a]\ntext = "甲"\n', "utf-8")
    assert baogao("check", draft).code == 0
    assert baogao("check", draft, "--outline-path", tmp_path / "given").code == 0
    listed = baogao("outline", "list", "--outline-path", tmp_path / "given").out
    assert listed.startswith("own@2024\t选项的\t")
    draft.write_text('outline = "owm@2024"\nyear = 2024\n', "utf-8")
    done = baogao("check", "--format", "concise", draft)
    assert done.code == 2
    assert done.out.startswith(f"{draft}:1:11: error S100 there is no outline “owm” in {tmp_path / 'ours'}, ")


def test_standard_input_is_a_draft(baogao: Baogao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(SOUND.replace("signer", "singer").encode())))
    done = baogao("check", "--format", "concise", "-")
    assert done.code == 1
    assert done.out.startswith("<stdin>:5:2: error S101")


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m tui render {EXAMPLE} | head -c 10 >/dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_an_output_that_cannot_be_written_is_one_message_and_exit_2() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "tui", "--lang", "en", "render", str(EXAMPLE)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (2, "<stdout>: cannot be written: the disk is full\n")


def test_output_is_utf_8_whatever_the_locale() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "tui", "render", str(EXAMPLE)],
        capture_output=True,
        cwd=ROOT,
        env={"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PATH": ""},
        check=True,
    )
    assert done.stdout == EXAMPLE.with_suffix(".md").read_bytes()


def test_an_unknown_command_names_the_nearest_one(baogao: Baogao) -> None:
    done = baogao("chek")
    assert (done.code, done.out) == (2, "")
    assert done.err == "there is no command “chek”\n  did you mean “check”?\n"


@pytest.mark.parametrize("arguments", [[], ["{draft}"], ["gone.toml"], ["write"], ["write", "{draft}"]])
def test_to_write_without_a_terminal_is_one_message_and_exit_2(
    baogao: Baogao, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr("os.isatty", lambda _: False)
    done = baogao(*(word.replace("{draft}", str(EXAMPLE)) for word in arguments))
    assert (done.code, done.out) == (2, "")
    assert done.err == "not an interactive terminal\n  in scripts use the commands; see: baogao --help\n"


def test_a_file_is_written_on_whatever_its_name(
    baogao: Baogao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path | None] = []

    def launched(_: object, draft: Path | None, __: object) -> int:
        opened.append(draft)
        return 0

    monkeypatch.setattr("tui.app.launch.launch", launched)
    monkeypatch.chdir(tmp_path)
    Path("report").write_bytes(EXAMPLE.read_bytes())
    Path("chek").write_bytes(EXAMPLE.read_bytes())
    Path("check").write_bytes(EXAMPLE.read_bytes())
    for word in ("report", "chek", "./check", "new.toml"):
        assert baogao(word).code == 0
    assert baogao("--lang", "zh", "report").code == 0
    assert baogao().code == 0
    assert opened == [*map(Path, ("report", "chek", "check", "new.toml", "report")), None]


def test_the_version_is_printed(baogao: Baogao) -> None:
    from tui import __version__

    assert baogao("--version").out == f"baogao {__version__}\n"


def test_colour_is_for_terminals_only(baogao: Baogao, faulty: Path) -> None:
    assert "\x1b" not in baogao("check", faulty).out
