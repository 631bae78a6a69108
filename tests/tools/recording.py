"""The moving picture of the READMEs, recorded in a real terminal: `python -m tests.tools.recording` records it again.

For each language a cast for asciinema (version 2) and an SVG that plays it in a browser; neither holds a path of this machine.
"""

from __future__ import annotations

import html
import json
import tempfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from pyte.screens import Char
from rich.cells import cell_len

from tests.conftest import ROOT
from tests.support.app_driver import JINCHENG
from tests.support.terminal import Terminal
from tui.app.themes import INK

FOLDER = ROOT / "docs" / "images"
LANGUAGES = {"en": "en", "zh": "zh_CN"}
SIZE = (96, 26)
MOST = 300_000  # bytes of a picture
_DRAFT = "report-2024.toml"
_CELL, _LINE, _FONT, _EDGE = 8, 18, 14, 10  # units of the picture
_FONTS = "'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'DejaVu Sans Mono', Menlo, Consolas, monospace"


class Act(NamedTuple):
    """What a person does: text typed or keys pressed, and for how many seconds what comes of it is looked at."""

    keys: tuple[str, ...] = ()
    text: str = ""
    seconds: float = 2.0


ACTS = (
    Act(seconds=2.5),
    Act(("f4",), seconds=2.0),
    Act(("f8",), seconds=3.0),
    Act(("ctrl+e",), seconds=2.5),
    Act(("ctrl+end", "enter", "enter"), seconds=0.6),
    *(
        Act(text=part, seconds=0.5)
        for part in ("全局", "集中学习", "新修订的", "《行政复议法》", "，", "参加", "120人次。")
    ),
    Act(seconds=1.5),
    Act(("f9",), seconds=2.5),
    Act(("escape", "f5"), seconds=3.5),
    Act(("escape", "f1"), seconds=3.5),
)
"""A section is opened, a slip found and fixed, a sentence written; then the letterhead, the preview and the help."""


class Run(NamedTuple):
    """Characters of one look: where they begin, how many columns they take, and that look."""

    text: str
    column: int
    width: int
    colour: str
    ground: str
    is_bold: bool
    is_underlined: bool


class Frame(NamedTuple):
    """What the terminal shows from a moment on, line by line."""

    start: float
    lines: tuple[tuple[Run, ...], ...]


def colour(name: str, *, default: str) -> str:
    """A colour of the terminal as SVG writes it; the app sets all of its own."""
    return default if name == "default" else f"#{name}" if len(name) == 6 else name


def lines_of(terminal: Terminal) -> tuple[tuple[Run, ...], ...]:
    """What the terminal shows."""
    return tuple(tuple(runs(line)) for line in terminal.cells())


def runs(line: Sequence[Char]) -> Iterator[Run]:
    """A line in stretches of one look and one width of characters."""
    cells = []
    for column, cell in enumerate(line):
        if cell.data:  # not the second half of a wide one
            pair = colour(cell.fg, default=INK.ink), colour(cell.bg, default=INK.ground)
            fore, ground = reversed(pair) if cell.reverse else pair
            width = max(1, cell_len(cell.data))
            cells.append(Run(cell.data, column, width, fore, ground, cell.bold, cell.underscore))
    for _, alike in groupby(cells, key=lambda one: (one.width, *one[3:])):
        run = list(alike)
        yield run[0]._replace(text="".join(one.text for one in run), width=sum(one.width for one in run))


def recorded(language: str) -> list[Frame]:
    """The frames, the clock counting what is looked at and not what the machine takes."""
    text = (JINCHENG / "example.toml").read_text("utf-8")
    text = text.replace("春耕前，局长", "春耕前,局长", 1)
    frames: list[Frame] = []
    now = 0.0
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "office"
        folder.mkdir()
        (folder / _DRAFT).write_text(text, "utf-8")
        environment = {"BAOGAO_LANG": language, "SOURCE_DATE_EPOCH": "1739145600", "COLORTERM": "truecolor"}
        with Terminal(Path(home), folder, _DRAFT, size=SIZE, environment=environment) as terminal:
            terminal.wait_for("Ctrl+Q")
            terminal.wait_until_quiet(1.5)
            for act in ACTS:
                terminal.press(*act.keys)
                if act.text:
                    terminal.type(act.text)
                terminal.wait_until_quiet(0.8)
                frames.append(Frame(now, lines_of(terminal)))
                now += act.seconds
    return [*frames, Frame(now, frames[-1].lines)]


def cast(frames: list[Frame]) -> str:
    """The frames as asciinema plays them: each line that changed is written again."""
    columns, rows = SIZE
    head = {"version": 2, "width": columns, "height": rows, "title": "baogao", "env": {"TERM": "xterm-256color"}}
    events: list[list[object]] = []
    before: tuple[tuple[Run, ...], ...] = ((),) * rows
    for frame in frames:
        changed = [y for y in range(rows) if frame.lines[y] != before[y]]
        written = "".join(f"\x1b[{y + 1}H{''.join(map(escaped, frame.lines[y]))}" for y in changed)
        events.append([round(frame.start, 2), "o", f"\x1b[?25l{written}\x1b[0m"])
        before = frame.lines
    return "\n".join(json.dumps(line, ensure_ascii=False) for line in (head, *events)) + "\n"


def escaped(run: Run) -> str:
    """A stretch as a terminal is told of it."""
    fore, ground = (";".join(str(int(one[n : n + 2], 16)) for n in (1, 3, 5)) for one in (run.colour, run.ground))
    marks = (";1" if run.is_bold else "") + (";4" if run.is_underlined else "")
    return f"\x1b[0{marks};38;2;{fore};48;2;{ground}m{run.text}"


def drawn(line: tuple[Run, ...], y: int) -> Iterator[str]:
    """One line, each stretch at its column and of its width, so that wide characters take two."""
    for run in line:
        x, width = run.column * _CELL, run.width * _CELL
        if run.ground != INK.ground:
            yield f'<rect x="{x}" y="{y}" width="{width}" height="{_LINE}" fill="{run.ground}"/>'
        if run.text.strip():
            style = ' font-weight="bold"' if run.is_bold else ""
            style += ' text-decoration="underline"' if run.is_underlined else ""
            text = html.escape(run.text.replace(" ", "\u00a0"))
            yield f'<text x="{x}" y="{y + _LINE - 5}" fill="{run.colour}"{style} textLength="{width}">{text}</text>'


def picture(frames: list[Frame]) -> str:
    """The frames as an SVG that plays them for ever; a line that stays is drawn once. Who wants no motion sees the first."""
    total = frames[-1].start
    width, height = SIZE[0] * _CELL + 2 * _EDGE, SIZE[1] * _LINE + 2 * _EDGE
    styles, drawing = [], []
    for y in range(SIZE[1]):
        at = 0
        for line, same in groupby(frames[:-1], key=lambda frame: frame.lines[y]):
            start = frames[at].start
            at += len(list(same))
            end = frames[at].start
            body = "".join(drawn(line, y * _LINE))
            if not body:
                continue
            if (start, end) == (0.0, total):
                drawing.append(body)
                continue
            name = f"t{round(start * 10)}-{round(end * 10)}"
            first, last = 100 * start / total, 100 * end / total
            shown = f"{first:.2f}%,{last - 0.01:.2f}%{{visibility:visible}}"
            before = f"0%,{first - 0.01:.2f}%{{visibility:hidden}}" if start else ""
            after = f"{last:.2f}%,100%{{visibility:hidden}}" if end < total else ""
            styles.append(f"@keyframes {name}{{{before}{shown}{after}}}.{name}{{animation-name:{name}}}")
            hidden = ' visibility="hidden"' if start else ""
            drawing.append(f'<g class="{name}"{hidden}>{body}</g>')
    rules = "".join(dict.fromkeys(styles))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-_EDGE} {-_EDGE} {width} {height}" font-family="{_FONTS}" '
        f'font-size="{_FONT}"><style>g{{animation:{total:.1f}s step-end infinite}}{rules}'
        "@media(prefers-reduced-motion){g{animation:none}}</style>"
        f'<rect x="{-_EDGE}" y="{-_EDGE}" width="{width}" height="{height}" rx="8" fill="{INK.ground}"/>'
        f"{''.join(drawing)}</svg>\n"
    )


def main() -> None:
    """Record all languages."""
    for language, name in LANGUAGES.items():
        frames = recorded(name)
        svg = picture(frames)
        assert len(svg.encode()) < MOST
        (FOLDER / f"recording.{language}.svg").write_text(svg, "utf-8")
        (FOLDER / f"recording.{language}.cast").write_text(cast(frames), "utf-8")


if __name__ == "__main__":
    main()
