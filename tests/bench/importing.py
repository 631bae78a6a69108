"""Import beside pandoc on the same files: a page of the web, a report in Markdown, and a Word file of 300 pages."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import FLOOR, Row
from tests.conftest import SHARED
from tests.support.documents import markdown, site, word
from tests.support.reports import REPORTS, Report

_PAGES = 300
_CHARACTERS = 28 * 22  # of a page (GB/T 9704—2012, 5.2.3)
_OUTLINE = "law-based-government-department"


def page(runs: int) -> Row:
    """A cold import of a page of a site, beside a process that only imports what every command needs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.html")
        file.write_bytes(site(REPORTS[7]))
        ours, floor = _ours(file), [sys.executable, "-c", FLOOR]
        return _row("import of a web page, cold process", ours, floor, runs, 3, "imports alone")


def sample(runs: int) -> Row:
    """A cold import of a report in Markdown, the sample where it is there, beside pandoc on the same file."""
    with tempfile.TemporaryDirectory() as folder:
        file = SHARED / "sample" / "report-2023.md"
        if not file.is_file():
            file = Path(folder, "report.md")
            file.write_bytes(markdown(REPORTS[7]))
        return _beside_pandoc(
            "import of a report in Markdown, cold process", file, runs, (20, 4)
        )  # pandoc needs 20 ms, Python alone 100


def book(runs: int) -> Row:
    """A cold import of a Word file of 300 pages beside pandoc."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.docx")
        file.write_bytes(word(_long(REPORTS[7])))
        return _beside_pandoc(f"import of {_PAGES} pages of Word", file, runs, (5, 40))


def _beside_pandoc(name: str, file: Path, runs: int, bounds: tuple[float, float]) -> Row:
    """A cold import beside pandoc turning the same file into plain text; beside imports alone, and saying so, without it.

    pandoc gives no letterhead, sections or figures. The bounds are for the two cases.
    """
    pandoc = _pandoc()
    if pandoc is None:
        return _row(name, _ours(file), [sys.executable, "-c", FLOOR], runs, bounds[1], "imports alone (NO PANDOC HERE)")
    return _row(name, _ours(file), [pandoc, str(file), "-t", "plain"], runs, bounds[0], "pandoc")


def _long(report: Report) -> Report:
    """A report whose paragraphs are repeated until they fill the pages."""
    written = sum(len(line) for line, _ in report.lines)
    more = report.lines[-1:] * 0
    text = [line for line in report.lines if line[0].startswith(("1.", "2."))]
    while written < _PAGES * _CHARACTERS:
        more += tuple(text)
        written += sum(len(line) for line, _ in text)
    lines = (*report.lines[:3], *more, *report.lines[3:])
    return Report(report.name, report.outline, report.title, lines, year=report.year)


def _ours(file: Path) -> list[str]:
    return [sys.executable, "-m", "tui", "import", str(file), "--outline", _OUTLINE, "--year", "2025"]


def _pandoc() -> str | None:
    """The program, from the search path or from the wheel pypandoc_binary."""
    if (found := shutil.which("pandoc")) is not None:
        return found
    try:
        import pypandoc  # a wheel with pandoc in it

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return None


def _row(name: str, ours: list[str], other: list[str], runs: int, bound: float, label: str) -> Row:
    pairs = [(_time(ours), _time(other)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    return Row(name, ratio, bound, f"{a:.0f} ms of CPU beside {b:.0f} ms of {label}, {runs} pairs")


def _time(command: list[str]) -> float:
    """The CPU time of a process, which other work on the machine does not change."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return used.ru_utime + used.ru_stime


ROWS: tuple[Callable[[], Row], ...] = (lambda: page(10), lambda: sample(10), lambda: book(3))
