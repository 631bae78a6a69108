"""Checkers side by side, on one report with slips in it: `python -m tests.bench.peers [REPORT.toml REPORT.md]`.

The peers are installed into a folder that is removed afterwards. All tools take turns, run by run. For each is printed:

- seconds for one file, and for a thousand like it with other words in every paragraph: for the first time, again, and again
  after one of them changed, since baogao remembers results (the others do not, so that of slow ones only the first is measured);
- `findings`: its findings on the report with slips;
- `found`: the slips on whose line it tells a finding (in the rendered Markdown; for baogao, in the draft);
- `hit`: the slips at whose very characters it does, if only to put a blank there, as some do beside every digit;
- `false`: its findings on lines without a slip, and those that name no line;
- `clean`: its findings on the report without slips, which are all false;
- `yours`: its findings on a report that is given in both forms, of which nobody but its author knows the slips.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.slips import SLIPS, Place, Report, clean, report_of, slipped
from tests.bench.tools import Said, Told, Tool, installed

_RUNS = 7
_MANY, _MANY_RUNS = 1000, 3
_END = re.compile("(?<=[\u4e00-\u9fff])。$", re.MULTILINE)  # of a paragraph, or of a line of one
_SINGLE = 50  # of the many, for a tool that takes one file a process
_CACHE = "cache"  # the folder in which baogao remembers results


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
    environment = {**os.environ, "BAOGAO_CACHE_DIR": str(folder / _CACHE)}
    start = time.perf_counter()
    done = subprocess.run(
        [*tool.command, *names], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return time.perf_counter() - start, done


def written(report: Report, tool: Tool, folder: Path, name: str) -> Path:
    """The file of a report that a tool takes."""
    file = folder / f"{name}{tool.suffix}"
    file.write_text(report.draft if tool.suffix == ".toml" else report.markdown, "utf-8")
    return tool.ready(file)


def different(report: Report, n: int) -> Report:
    """The report with other words in every paragraph."""
    return report_of(_END.sub(f"，涉及{n + 2}个乡镇。", report.draft))


def many(reports: Sequence[Report], tool: Tool, folder: Path) -> list[str]:
    """The names of files of different reports, as many as the tool is timed on."""
    timed = reports[:_SINGLE] if tool.many == "none" else reports[:_MANY]
    return [written(report, tool, folder, f"many-{n}").name for n, report in enumerate(timed)]


def seconds_of_many(tool: Tool, folder: Path, names: list[str]) -> float:
    """Seconds for a thousand files, reckoned from fewer where each needs a process of its own."""
    if tool.many == "pattern":
        return run(tool, folder, names[0].replace("-0.", "-*."))[0]
    if tool.many == "names":
        return run(tool, folder, *names)[0]
    return sum(run(tool, folder, name)[0] for name in names) * _MANY / len(names)


def three_times(tool: Tool, folder: Path, names: list[str], changed: Report) -> tuple[float, ...]:
    """Seconds for the files with nothing remembered, again, and after one of them changed; of a slow tool, the first only."""
    shutil.rmtree(folder / _CACHE, ignore_errors=True)
    first = seconds_of_many(tool, folder, names)
    if tool.many != "names":
        return (first,)
    again = seconds_of_many(tool, folder, names)
    before = (folder / names[0]).read_bytes()
    written(changed, tool, folder, Path(names[0]).stem)
    last = seconds_of_many(tool, folder, names)
    (folder / names[0]).write_bytes(before)
    return first, again, last


def in_turn(tools: Sequence[Tool], runs: int, seconds: Callable[[Tool], tuple[float, ...]]) -> dict[str, list[float]]:
    """The median seconds of each tool: all run once, then all again."""
    rounds = [{tool.name: seconds(tool) for tool in tools} for _ in range(runs)]
    return {
        tool.name: list(map(statistics.median, zip(*(one[tool.name] for one in rounds), strict=True))) for tool in tools
    }


def main(planted: Report, others: dict[str, Report]) -> None:
    """Measure everything, and print a line for each tool."""
    reports = {"slipped": planted, **others}
    row = "{:18} {:>9} {:>11} {:>9} {:>9}" + " {:>6}" * (4 + len(others))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        tools = installed(folder)
        files = {(tool.name, name): written(reports[name], tool, folder, name) for tool in tools for name in reports}
        one = in_turn(tools, _RUNS, lambda tool: (run(tool, folder, files[tool.name, "slipped"].name)[0],))
        varied = [different(planted, n) for n in range(_MANY + 1)]
        names = {tool.name: many(varied, tool, folder) for tool in tools}
        thousand = in_turn(tools, _MANY_RUNS, lambda tool: three_times(tool, folder, names[tool.name], varied[-1]))
        print(f"{len(SLIPS)} slips; medians of {_RUNS} and {_MANY_RUNS} runs; ~ is reckoned from {_SINGLE} files")
        print(
            row.format(
                "", "one file", f"{_MANY} files", "again", "1 changed", "findings", "found", "hit", "false", *others
            )
        )
        for tool in tools:
            told = {}
            for name in reports:
                file = files[tool.name, name]
                told[name] = tool.told(run(tool, folder, file.name)[1], file)
            slips = planted.in_draft if tool.suffix == ".toml" else planted.in_markdown
            about = "~" if tool.many == "none" else ""
            times = [f"{about}{seconds:.2f} s" for seconds in thousand[tool.name]] + ["", ""]
            seconds = f"{one[tool.name][0]:.3f} s", *times[:3]
            worth = score(told["slipped"], slips)
            print(row.format(tool.name, *seconds, len(told["slipped"]), *worth, *(len(told[name]) for name in others)))


if __name__ == "__main__":
    texts = {"clean": clean()}
    if own := [Path(name).read_text("utf-8") for name in sys.argv[1:3]]:
        texts["yours"] = Report(own[0], own[1])
    main(slipped(), texts)
