"""Documents that are broken, locked or meant to do harm: one message, exit 2, in time, in bounded memory."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Baogao
from tests.support.word import W, packed, paragraph, word
from tui.base.errors import BaogaoError
from tui.reading import sources

_ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "甲乙丙丁"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_BODY = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'


def _docx(document: str) -> bytes:
    return packed({"[Content_Types].xml": b"", "word/document.xml": document.encode()})


def _bomb() -> bytes:
    return packed({"word/document.xml": b" " * 70_000_000})


def _locked() -> bytes:
    plain = bytearray(word(paragraph("甲")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = plain.find(signature)
        while at >= 0:
            plain[at + offset] |= 1
            at = plain.find(signature, at + 4)
    return bytes(plain)


BROKEN: dict[str, Callable[[], bytes]] = {
    "bomb.docx": _bomb,
    "entities.docx": lambda: _docx(_ENTITIES + _BODY.format("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>")),
    "external.docx": lambda: _docx('<!DOCTYPE a SYSTEM "file:///etc/passwd">' + _BODY.format("")),
    "deep.docx": lambda: _docx(_BODY.format("<w:sdt>" * 5000 + "</w:sdt>" * 5000)),
    "many.docx": lambda: _docx(_BODY.format("<w:p/>" * 810_000)),
    "cut.docx": lambda: word(paragraph("甲"))[:-40],
    "noise.docx": lambda: b"PK\x03\x04" + bytes(range(256)) * 40,
    "not-xml.docx": lambda: _docx("<w:document"),
    "empty-part.docx": lambda: _docx(""),
    "other.docx": lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
    "locked.docx": _locked,
    "old.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "locked-in-old.docx": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "text.docx": lambda: "一、主要举措".encode(),
    "a.rtf": lambda: b"{\\rtf1\\ansi text}",
    "broken.pdf": lambda: b"%PDF-1.7\nnothing",
    "no-page.mht": lambda: b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx",
    "bytes.txt": lambda: bytes(range(1, 256)) * 9,
    "zero.txt": lambda: b"\x00" * 999,
    "a.ofd": lambda: b"anything",
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_one_message_and_exit_2(name: str, tmp_path: Path, baogao: Baogao) -> None:
    file = tmp_path / name
    file.write_bytes(BROKEN[name]())
    run = baogao("import", file, "-o", tmp_path / "draft.toml")
    assert run.code == 2
    assert run.out == ""
    assert run.err.startswith(f"{file}: ")
    assert len(run.err.strip().split("\n")) <= 2  # what is wrong, and what to do
    assert not (tmp_path / "draft.toml").exists()


def test_a_document_that_cannot_be_read_does_not_keep_others_out(tmp_path: Path, baogao: Baogao) -> None:
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "good.txt").write_text("云川市司法局2024年法治政府建设工作报告\n一、主要举措\n甲。", "utf-8")
    run = baogao("import", tmp_path / "bad.docx", tmp_path / "good.txt", "-o", tmp_path / "out")
    assert run.code == 2
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["good.toml"]


def test_anything_but_a_file_is_refused(tmp_path: Path, baogao: Baogao) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for name in (tmp_path, tmp_path / "pipe.txt", tmp_path / "missing.docx"):
        run = baogao("import", name)
        assert (run.code, run.out) == (2, "")


@pytest.mark.parametrize("suffix", ["txt", "docx", "html", "pdf"])
def test_a_file_of_200_megabytes_is_refused_unread(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"large.{suffix}"
    with file.open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(BaogaoError, match="larger than"):
        sources.read_file(file)


def test_a_bomb_costs_bounded_memory(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(500):
            part.write(b" " * 1_000_000)
    code = (
        "import sys, tracemalloc; tracemalloc.start(); from tui.cli.main import main; "
        "code = main(['import', sys.argv[1]]); print(code, tracemalloc.get_traced_memory()[1] // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(bomb)], capture_output=True, text=True, timeout=60, check=True
    )
    result, kilobytes = map(int, done.stdout.split())
    assert result == 2
    assert kilobytes < 300_000  # of the process itself: ru_maxrss remembers the size of the test run it was forked from


TRICKY = {
    "comments.md": "<!--" * 60_000,
    "blanks.md": "# " + " " * 200_000 + "x #",
    "stars.md": "**a" * 60_000,
    "brackets.md": "[" * 100_000,
    "tags.md": "<a" * 100_000,
    "rows.md": "| |" * 60_000 + "x",
    "digits.txt": "一、主要举措\n" + "1" * 200_000 + ".1.1",
    "numbers.txt": "一、主要举措\n" + "行政检查1次" * 30_000,
    "dates.txt": "2024年1月5日\n" * 20_000,
    "organs.txt": "云川市司法局\n" * 20_000,
    "headings.txt": "一、主要举措\n" * 20_000,
    "points.txt": "（一）主要举措\n" * 20_000,
    "attachment.txt": "附件" + " " * 200_000 + "x",
    "joined.txt": ("，全年持续推进各项工作取得新的成效" * 3 + "\n") * 10_000,
    "nested.html": "<div>" * 100_000 + "一、主要举措",
    "tables.html": "<table><tr><td>" * 20_000 + "一、主要举措",
    "comments.html": "<!-- " * 100_000,
    "title.html": "<title>" + " " * 200_000 + "x</title>",
    "bold.html": "<b>" * 50_000 + "一、主要举措",
}


SECONDS = 60
"""Of work, however slow or busy the machine is; all of them need a few."""


def test_tricky_texts_are_read_in_time(tmp_path: Path) -> None:
    files = [tmp_path / f"{number:02}-{name}" for number, name in enumerate(TRICKY)]
    for file, text in zip(files, TRICKY.values(), strict=True):
        file.write_text(text, "utf-8")
    program = [sys.executable, "-m", "tui", "import", "--year", "2024", "--outline", "law-based-government-department"]
    done = subprocess.run(
        ["/bin/sh", "-c", f'ulimit -t {SECONDS}; exec "$@"', "sh", *program, "-o", tmp_path / "drafts", *files],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert {file.stem for file in (tmp_path / "drafts").iterdir()} == {file.stem for file in files}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_encodings(encoding: str) -> None:
    text = "云川市司法局2024年法治政府建设工作报告\n一、主要举措\n全年开展检查18次，办理案件3件。\n"
    assert sources.read(text.encode(encoding), "a.txt").text == text


def test_a_page_names_its_encoding() -> None:
    page = '<html><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>镕基同志</p></html>'
    assert sources.read(page.encode("gb18030"), "a.html").text == "镕基同志"
