"""The variety of reports as LibreOffice saves them (a campaign): the same draft from each format as from Word."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.documents import FORMATS
from tests.support.planting import outline
from tests.support.reports import REPORTS, Report
from tui.draft.draft import Draft
from tui.reading.placement import imported, placed
from tui.reading.sources import read
from tui.toml import parse

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SAVED = ("docx", "doc", "odt", "html", "pdf")
DIFFERING = {
    "html": ["honours-and-figures"],  # a source line ends at each blank, which is none between Chinese characters
    "pdf": ["long-themes"],  # its heading reaches the margin, and no indent shows that the next line is a paragraph
}

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]


def _draft(content: bytes, report: Report, suffix: str) -> Draft:
    placement = placed(read(content, f"report.{suffix}"), outline(report.outline))
    assert placement is not None
    return Draft(parse(imported(placement).toml.encode(), "draft.toml"), placement.outline)


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each report as LibreOffice saves it, in each format."""
    assert SOFFICE is not None
    folder = tmp_path_factory.mktemp("libreoffice")
    for n, report in enumerate(REPORTS):
        (folder / f"{n}.docx").write_bytes(FORMATS["docx"](report))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for form in SAVED:
        target = folder / form
        sources = sorted(map(str, folder.glob("*.docx")))
        command = [SOFFICE, profile, "--headless", "--convert-to", form, "--outdir", str(target), *sources]
        subprocess.run(command, check=True, capture_output=True, timeout=600)
    return folder


@pytest.mark.parametrize("form", SAVED)
def test_the_draft_is_the_same_as_from_word(saved: Path, form: str) -> None:
    differing = []
    for n, report in enumerate(REPORTS):
        usual = _draft(FORMATS["docx"](report), report, "docx")
        draft = _draft((saved / form / f"{n}.{form}").read_bytes(), report, form)
        if (draft.fields, draft.sections) != (usual.fields, usual.sections):
            differing.append(report.name)
    assert differing == DIFFERING.get(form, [])
