"""Import beside pandoc on the same files: a page of the web, and a Word file of 300 pages."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import FLOOR, Row
from tests.support.documents import site, word
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


def book(runs: int) -> Row:
    """A cold import of a Word file of 300 pages, beside pandoc turning it into plain text; beside imports where it is not there."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.docx")
        file.write_bytes(word(_long(REPORTS[7])))
        pandoc = _pandoc()
        other = [pandoc, str(file), "-t", "plain"] if pandoc else [sys.executable, "-c", FLOOR]
        label = "pandoc" if pandoc else "imports alone"
        return _row(f"import of {_PAGES} pages of Word", _ours(file), other, runs, 5 if pandoc else 40, label)


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
    try:
        import pypandoc  # a wheel with pandoc in it

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return None


def _row(name: str, ours: list[str], other: list[str], runs: int, bound: float, label: str) -> Row:
    pairs = [(_time(ours), _time(other)) for _ in range(runs + 1)][1:]
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    return Row(name, ratio, bound, f"{a:.0f} ms beside {b:.0f} ms of {label}, {runs} pairs")


def _time(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


ROWS: tuple[Callable[[], Row], ...] = (lambda: page(10), lambda: book(3))
