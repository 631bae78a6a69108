"""Checkers side by side, on one report with slips in it: `python -m tests.bench.peers [REPORT.toml REPORT.md]`.

The peers are installed into a folder that is removed afterwards. All tools take turns, run by run. For each is printed:

- seconds for one file and for a thousand copies of it;
- `findings`: its findings on the report with slips;
- `found`: the slips on whose line it tells a finding (in the rendered Markdown; for baogao, in the draft);
- `hit`: the slips at whose very characters it does, if only to put a blank there, as some do beside every digit;
- `false`: its findings on lines without a slip, and those that name no line;
- `clean`: its findings on the report without slips, which are all false;
- `yours`: its findings on a report that is given in both forms, of which nobody but its author knows the slips.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.slips import SLIPS, Place, Report, clean, slipped
from tests.bench.tools import Said, Told, Tool, installed

_RUNS = 7
_MANY, _MANY_RUNS = 1000, 3
_SINGLE = 50  # of the many, for a tool that takes one file a process


class Score(NamedTuple):
    """What the findings of a tool are worth: slips found by line, slips hit at their characters, findings elsewhere."""

    found: int
    hit: int
    false: int


def score(told: Sequence[Told], slips: Sequence[Place]) -> Score:
    """Compare the findings with the slips."""
    places = [place for one in told for place in one]
    lines = {place.line for place in places}
    wrong = {slip.line for slip in slips}
    return Score(
        sum(slip.line in lines for slip in slips),
        sum(any(_meet(place, slip) for place in places) for slip in slips),
        sum(not any(place.line in wrong for place in one) for one in told),
    )


def _meet(place: Place, slip: Place) -> bool:
    return place.line == slip.line and place.start < slip.end and slip.start < max(place.end, place.start + 1)


def run(tool: Tool, folder: Path, *names: str) -> tuple[float, Said]:
    """Seconds of a whole process that checks these files, and what it said."""
    start = time.perf_counter()
    done = subprocess.run([*tool.command, *names], cwd=folder, capture_output=True, text=True, check=False)
    return time.perf_counter() - start, done


def written(report: Report, tool: Tool, folder: Path, name: str) -> Path:
    """The file of a report that a tool takes."""
    file = folder / f"{name}{tool.suffix}"
    file.write_text(report.draft if tool.suffix == ".toml" else report.markdown, "utf-8")
    return tool.ready(file)


def copied(tool: Tool, file: Path) -> list[str]:
    """The names of copies of a file, as many as the tool is timed on."""
    names = [f"{file.stem}-{n}{file.suffix}" for n in range(_SINGLE if tool.many == "none" else _MANY)]
    for name in names:
        file.with_name(name).write_bytes(file.read_bytes())
    return names


def seconds_of_many(tool: Tool, folder: Path, names: list[str]) -> float:
    """Seconds for a thousand files, reckoned from fewer where each needs a process of its own."""
    if tool.many == "pattern":
        return run(tool, folder, names[0].replace("-0.", "-*."))[0]
    if tool.many == "names":
        return run(tool, folder, *names)[0]
    return sum(run(tool, folder, name)[0] for name in names) * _MANY / len(names)


def in_turn(tools: Sequence[Tool], runs: int, seconds: Callable[[Tool], float]) -> dict[str, float]:
    """The median seconds of each tool: all run once, then all again."""
    rounds = [{tool.name: seconds(tool) for tool in tools} for _ in range(runs)]
    return {tool.name: statistics.median(one[tool.name] for one in rounds) for tool in tools}


def main(planted: Report, others: dict[str, Report]) -> None:
    """Measure everything, and print a line for each tool."""
    reports = {"slipped": planted, **others}
    row = "{:18} {:>9} {:>11}" + " {:>6}" * (4 + len(others))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        tools = installed(folder)
        files = {(tool.name, name): written(reports[name], tool, folder, name) for tool in tools for name in reports}
        one = in_turn(tools, _RUNS, lambda tool: run(tool, folder, files[tool.name, "slipped"].name)[0])
        copies = {tool.name: copied(tool, files[tool.name, "slipped"]) for tool in tools}
        many = in_turn(tools, _MANY_RUNS, lambda tool: seconds_of_many(tool, folder, copies[tool.name]))
        print(f"{len(SLIPS)} slips; medians of {_RUNS} and {_MANY_RUNS} runs; ~ is reckoned from {_SINGLE} files")
        print(row.format("", "one file", f"{_MANY} files", "findings", "found", "hit", "false", *others))
        for tool in tools:
            told = {}
            for name in reports:
                file = files[tool.name, name]
                told[name] = tool.told(run(tool, folder, file.name)[1], file)
            slips = planted.in_draft if tool.suffix == ".toml" else planted.in_markdown
            seconds = f"{one[tool.name]:.3f} s", f"{'~' if tool.many == 'none' else ''}{many[tool.name]:.1f} s"
            worth = score(told["slipped"], slips)
            print(row.format(tool.name, *seconds, len(told["slipped"]), *worth, *(len(told[name]) for name in others)))


if __name__ == "__main__":
    texts = {"clean": clean()}
    if own := [Path(name).read_text("utf-8") for name in sys.argv[1:3]]:
        texts["yours"] = Report(own[0], own[1])
    main(slipped(), texts)
