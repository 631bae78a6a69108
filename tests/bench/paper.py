"""Word and PDF files: `python -m tests.bench paper` prints what they cost, beside others that make the same file.

The peers are installed into a folder that is removed afterwards, and take turns with baogao, run by run.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.measure import EXAMPLE, FLOOR, Row
from tui.checking.office import Offices
from tui.render.targets import TARGETS

_OFFICE = """
[form]
font_folder = '{folder}'
[form.fonts]
{fonts}
"""


def docx_in_process(runs: int, draft: Path = EXAMPLE) -> Row:
    """Rendering to Word beside rendering to Markdown, the draft read and both loaded."""
    opened = Offices().open(draft)

    def seconds(suffix: str) -> float:
        start = time.perf_counter()
        TARGETS[suffix].render(opened, "filed")
        return time.perf_counter() - start

    pairs = [(seconds("docx"), seconds("md")) for _ in range(runs + 1)][1:]
    return _row("Word beside Markdown, in process", pairs, 3)


def cold(suffix: str, runs: int, bound: float, draft: Path = EXAMPLE) -> Row:
    """A cold process that writes one file, beside a process that only imports what every command needs."""
    with tempfile.TemporaryDirectory() as place:
        file = _office(Path(place), draft)
        program = [sys.executable, "-m", "tui", "render", str(file), "-o", str(file.with_suffix(f".{suffix}"))]
        pairs = [(_process(program), _process([sys.executable, "-c", FLOOR])) for _ in range(runs + 1)][1:]
    return _row(f"render to {suffix}, cold process", pairs, bound)


def peers(runs: int, draft: Path = EXAMPLE) -> list[Row]:
    """baogao, pandoc and gongwen-skill write a Word file of the same report, each in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        file = _office(folder, draft)
        markdown = file.with_suffix(".md")
        markdown.write_bytes(TARGETS["md"].render(Offices().open(file), "filed"))
        own = folder / "peers" / "bin"
        _run(sys.executable, "-m", "venv", str(own.parent))
        _run(str(own / "python"), "-m", "pip", "install", "--quiet", "gongwen-skill", "pypandoc_binary")
        found = "import pypandoc; print(pypandoc.get_pandoc_path())"
        pandoc = subprocess.run([str(own / "python"), "-c", found], check=True, capture_output=True, text=True).stdout
        gongwen = [str(own / "gongwen"), "md2docx", str(markdown), "-t", "report", "--no-ai-declaration"]
        commands = {
            "baogao": [sys.executable, "-m", "tui", "render", str(file), "-o", str(folder / "baogao.docx")],
            "pandoc": [pandoc.strip(), str(markdown), "-o", str(folder / "pandoc.docx")],
            "gongwen-skill": [*gongwen, "-o", str(folder / "gongwen.docx")],
        }
        rounds = [{name: _process(command) for name, command in commands.items()} for _ in range(runs + 1)][1:]
        sizes = {name: next(folder.glob(f"{name.split('-')[0]}.docx")).stat().st_size for name in commands}
    floor = statistics.median(one["baogao"] for one in rounds)
    seconds = {name: statistics.median(one[name] for one in rounds) for name in commands}
    return [
        Row(f"{name} to docx", seconds[name] / floor, 1, f"{seconds[name] * 1000:.0f} ms, {sizes[name] / 1024:.0f} KB")
        for name in commands
    ]


def _office(folder: Path, draft: Path) -> Path:
    """A draft in the folder of an office that has the fonts of the tests."""
    from tests.support.paper import FONT_FOLDER, FORM

    fonts = "\n".join(f'{face} = "{names[0]}"' for face, names in FORM.fonts.items())
    (folder / "baogao.toml").write_text(_OFFICE.format(folder=FONT_FOLDER, fonts=fonts), "utf-8")
    file = folder / "report.toml"
    file.write_bytes(draft.read_bytes())
    return file


def _row(name: str, pairs: list[tuple[float, float]], bound: float) -> Row:
    ratio = statistics.median(a / b for a, b in pairs)
    a, b = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    return Row(name, ratio, bound, f"{a:.1f} ms beside {b:.1f} ms, {len(pairs)} pairs")


def _process(command: list[str]) -> float:
    start = time.perf_counter()
    _run(*command)
    return time.perf_counter() - start


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


ROWS: tuple[Callable[[], Row], ...] = (
    lambda: docx_in_process(200),
    lambda: cold("docx", 15, 2.5),
    lambda: cold("pdf", 15, 5),
)
