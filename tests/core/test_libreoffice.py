"""Word files as LibreOffice sets them, by hand where it is installed: `pytest -m campaign tests/core/test_libreoffice.py -n 0`."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support.paper import EXAMPLES, FORM, Page, opened, pages, paragraphs, small
from tui.draft.draft import Draft
from tui.outline.outline import EDITIONS
from tui.render import page as paper
from tui.render.docx.document import rendered
from tui.render.pdf.document import rendered as as_pdf

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]

BOTTOM = 262.0
LENGTHS = range(8, 44)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fonts.conf").write_text(
        f"<fontconfig><dir>{FORM.font_folder}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>", "utf-8"
    )
    return tmp_path


def set_by_libreoffice(folder: Path, drafts: Mapping[str, Draft]) -> dict[str, list[Page]]:
    """The pages of drafts, all in one run of LibreOffice."""
    for name, draft in drafts.items():
        (folder / f"{name}.docx").write_bytes(rendered(draft, "filed", FORM))
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    names = [str(folder / f"{name}.docx") for name in drafts]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run([*command, "--outdir", str(folder), *names], env=environment, check=True, capture_output=True)
    return {name: pages((folder / f"{name}.pdf").read_bytes()) for name in drafts}


def test_lines_have_28_characters_and_pages_22_lines(folder: Path) -> None:
    made = set_by_libreoffice(folder, {"long": small(paragraphs(100))})["long"]
    lines = [line for page in made for line in page.lines if set(line.text) == {"法"}]
    assert Counter(len(line.text) for line in lines).most_common(1)[0][0] == paper.CHARACTERS
    assert [len(page.lines) for page in made][1:4] == [paper.LINES] * 3


def test_the_examples_are_as_long_as_in_pdf(folder: Path) -> None:
    made = set_by_libreoffice(folder, {file.parent.name: opened(file) for file in EXAMPLES})
    for file in EXAMPLES:
        assert abs(len(made[file.parent.name]) - len(pages(as_pdf(opened(file), "filed", FORM)))) <= 1
    assert EDITIONS


def test_the_imprint_is_at_the_foot_over_all_lengths_and_no_signature_is_alone(folder: Path) -> None:
    made = set_by_libreoffice(folder, {f"n{lines}": small(paragraphs(*[1] * lines)) for lines in LENGTHS})
    for lines in LENGTHS:
        document = made[f"n{lines}"]
        last = document[-1].lines[-1]
        assert last.text == "云川市水务局办公室2025年2月10日印发"
        lowest = max(rule[1] for rule in document[-1].rules if rule[3] - rule[2] > 155)
        assert abs(lowest - BOTTOM) < 0.5, lines
        for page in document:
            texts = [line.text for line in page.lines]
            if any(text.startswith("2025年1月5日") for text in texts):
                assert any(set(text) == {"法"} for text in texts), (lines, texts)


def test_no_signature_is_alone_after_a_longer_paragraph(folder: Path) -> None:
    cases = {f"n{lines}-{length}": (lines, length) for lines in range(3, 25) for length in (3, 8, 15)}
    without = {"copies": None, "printer": None, "printed": None}
    drafts = {name: small(paragraphs(*[1] * lines, length), **without) for name, (lines, length) in cases.items()}
    made = set_by_libreoffice(folder, drafts)
    for name in cases:
        for page in made[name]:
            assert "法" in "".join(line.text for line in page.lines), name


def test_signers_joint_issuers_and_long_copies_are_where_they_belong(folder: Path) -> None:
    issuers = ["云川市水务局", "云川市司法局", "云川市财政局"]
    copies = [f"市第{n}办公室" for n in range(20)]
    first, *_, last = set_by_libreoffice(
        folder, {"joint": small(paragraphs(9), issuer=issuers, signer=["李明", "王芳", "赵钱"], copies=copies)}
    )["joint"]
    texts = [line.text for line in first.lines]
    assert "签发人：李明王芳" in texts
    assert "云字〔2025〕1号赵钱" in texts
    assert "法" in "".join(texts)
    names = {line.text: line for line in first.lines if line.size > 22}
    assert len(names) == 3 or set("".join(names)) == set("".join(issuers)) | set("文件")
    at = next(n for n, line in enumerate(last.lines) if line.text.startswith("抄送："))
    assert abs(last.lines[at + 1].left - 28 - 4 * 14 * 25.4 / 72) < 0.5
