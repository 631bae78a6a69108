"""`baogao new`: a draft that is guided by its comments, complete once they are answered, and never overwrites."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, Baogao
from tui.outline.library import Library

DEPARTMENT = "law-based-government-department"
OUTLINES = sorted(file.parent.name for file in (ROOT / "outlines").glob("*/outline.toml"))
EXAMPLE = ROOT / "outlines" / DEPARTMENT / "example.toml"


@pytest.mark.parametrize("id", OUTLINES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_new_draft_guides_by_comments_and_misses_only_what_is_asked(
    baogao: Baogao, tmp_path: Path, id: str, lang: str
) -> None:
    file = tmp_path / "draft.toml"
    assert baogao("--lang", lang, "new", id, "-o", file, "--year", "2025").code == 0
    text = file.read_text("utf-8")
    outline = Library.searching().find(id)
    values = tomllib.loads(text)
    assert values["outline"] == outline.reference
    assert values["year"] == 2025
    assert list(values["sections"]) == [section.id for section in outline.sections]
    for section in outline.sections:
        assert all(f"# {line}" in text for line in section.guidance.strip().splitlines() if line.strip())
    for figure in outline.figures:
        assert f"# {figure.id} = 0" in text
    found = baogao("check", "--format", "concise", file)
    rules = {line.split(" ")[2].replace("S126", "S102") for line in found.out.splitlines()}  # S126: customary only
    assert rules == {"S101", "S102"}
    filled = text.replace("# date", "date").replace("# printed", "printed")
    file.write_text(
        "\n".join(line.removeprefix("# ") if " = 0  #" in line else line for line in filled.split("\n")), "utf-8"
    )
    assert "S105" not in baogao("check", "--format", "concise", file).out


def test_the_example_is_written_as_it_is(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    assert baogao("new", DEPARTMENT, "--example", "-o", file).code == 0
    assert file.read_bytes() == EXAMPLE.read_bytes()
    assert baogao("new", DEPARTMENT, "--example").out == EXAMPLE.read_text("utf-8")


def test_a_file_that_is_there_is_left_alone(baogao: Baogao, tmp_path: Path) -> None:
    file = tmp_path / "draft.toml"
    file.write_text("mine", "utf-8")
    done = baogao("new", DEPARTMENT, "-o", file)
    assert done.code == 2
    assert "the file already exists" in done.err
    assert file.read_text("utf-8") == "mine"


def test_the_report_year_is_last_year_by_default(baogao: Baogao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772000000")  # February 2026
    assert tomllib.loads(baogao("new", DEPARTMENT).out)["year"] == 2025


@pytest.mark.parametrize("year", ["24", "soon", "99999"])
def test_a_year_that_is_none_is_refused(baogao: Baogao, year: str) -> None:
    done = baogao("new", DEPARTMENT, "--year", year)
    assert (done.code, done.out) == (2, "")


def test_the_office_lends_its_defaults(baogao: Baogao, tmp_path: Path) -> None:
    (tmp_path / "baogao.toml").write_text(
        '[defaults]\nissuer = "云川市水务局"\nnumber_prefix = "云水字"\nrecipients = ["市委", "市政府"]\n'
        'copies = ["市委依法治市办"]\nprinter = "云川市水务局办公室"\n',
        "utf-8",
    )
    file = tmp_path / "2025" / "draft.toml"
    file.parent.mkdir()
    assert baogao("new", DEPARTMENT, "-o", file, "--year", "2025").code == 0
    fields = tomllib.loads(file.read_text("utf-8"))["fields"]
    assert fields["issuer"] == "云川市水务局"
    assert fields["number"] == "云水字〔2026〕号"
    assert fields["recipients"] == ["市委", "市政府"]
    assert fields["printer"] == "云川市水务局办公室"


def test_last_years_draft_lends_letterhead_and_owners_but_nothing_that_goes_stale(baogao: Baogao) -> None:
    values = tomllib.loads(baogao("new", DEPARTMENT, "--from", EXAMPLE).out)
    last = tomllib.loads(EXAMPLE.read_text("utf-8"))
    assert values["year"] == last["year"] + 1
    assert values["fields"]["issuer"] in (last["fields"]["issuer"], [last["fields"]["issuer"]])
    assert values["fields"]["number"] == "云市监字〔2027〕号"  # without the number that the new one will get
    assert "date" not in values["fields"]
    assert values["figures"] == {}
    assert values["sections"]["measures"] == {"owner": last["sections"]["measures"]["owner"], "text": ""}


def test_an_unknown_outline_names_the_places_searched_and_the_nearest(baogao: Baogao) -> None:
    done = baogao("new", "law-based-goverment-department")
    assert done.code == 2
    assert str(ROOT / "outlines") in done.err
    assert "did you mean “law-based-government-department”?" in done.err
    assert baogao("new", "../../etc").code == 2


LAST = """outline = "law-based-government-department-jincheng@2024"
year = 2023
[fields]
issuer = "云川市司法局"
number = "云司〔2024〕12号"
date = 2024-01-05
[figures]
director_lectures = 4
[sections.responsibility]
owner = "法规科"
text = "2023年，局长讲法{director_lectures}次。"
[sections.plan]
text = "2024年，建设执法监督平台。"
"""


@pytest.fixture
def last(tmp_path: Path) -> Path:
    file = tmp_path / "last.toml"
    file.write_text(LAST, "utf-8")
    return file


def test_a_year_starts_from_the_one_before(baogao: Baogao, last: Path) -> None:
    text = baogao("new", "--from", last).out
    values = tomllib.loads(text)
    assert values["year"] == 2024
    assert values["outline"] == "law-based-government-department-jincheng@2024"
    assert values["fields"]["number"] == "云司〔2025〕号"
    assert "date" not in values["fields"]
    assert "figures" not in values or not values["figures"]
    assert "(last year: 4)" in text
    assert "# 2023年，局长讲法4次。" in text
    assert values["sections"]["responsibility"]["text"] == ""
    measures = text[: text.index("[sections.measures]")]
    assert "# 2024年，建设执法监督平台。" in measures  # what was promised, above what is reported


def test_last_years_text_can_be_the_text_to_start_from(baogao: Baogao, last: Path) -> None:
    values = tomllib.loads(baogao("new", "--from", last, "--keep-text").out)
    assert values["sections"]["responsibility"]["text"] == "2024年，局长讲法{director_lectures}次。\n"
    assert values["sections"]["plan"]["text"] == "2025年，建设执法监督平台。\n"


def test_a_year_starts_from_a_document(baogao: Baogao, last: Path, tmp_path: Path) -> None:
    assert baogao("render", last, "-o", tmp_path / "last.md").code == 0
    text = baogao("new", "--from", tmp_path / "last.md").out
    assert tomllib.loads(text)["fields"]["number"] == "云司〔2025〕号"
    assert "# 2023年，局长讲法4次。" in text


def test_without_an_outline_and_without_a_report_there_is_nothing_to_begin(baogao: Baogao) -> None:
    run = baogao("new")
    assert (run.code, "no outline is named" in run.err) == (2, True)
