"""Other checkers on the same text, side by side: `python -m tests.bench.peers REPORT.toml REPORT.md [TOOL=COMMAND …]`.

Each command is run on the Markdown (or the text file it takes) as a whole process; `{file}` in it is the file, and for the
thousand files they are copies in one folder, `{folder}`. The tools are installed by whoever measures, for instance:
`zhlint='npx zhlint {file}'`, `autocorrect='npx autocorrect --lint {file}'`, `gongwen='gongwen check {file} -t report'`.
"""

from __future__ import annotations

import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_RUNS = 7
_MANY = 1000


def timed(command: list[str], folder: str) -> tuple[float, int]:
    """Seconds of a whole process, and the lines it said."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return time.perf_counter() - start, len((done.stdout + done.stderr).splitlines())


def main(draft: Path, text: Path, tools: dict[str, str]) -> None:
    """Measure everything in turn, run by run, and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        many = [Path(folder, f"{n}.toml") for n in range(_MANY)]
        for file in many:
            file.write_bytes(draft.read_bytes())
            file.with_suffix(text.suffix).write_bytes(text.read_bytes())
        ours = [sys.executable, "-m", "tui", "check", "--format", "concise"]
        one = {"baogao": [*ours, many[0].name]}
        thousand = {"baogao": [*ours, *(file.name for file in many)]}
        for name, command in tools.items():
            one[name] = [word.replace("{file}", many[0].with_suffix(text.suffix).name) for word in shlex.split(command)]
            copies = [file.with_suffix(text.suffix).name for file in many]
            thousand[name] = [
                part for word in shlex.split(command) for part in (copies if word == "{file}" else [word])
            ]
        for title, commands, runs in (("one file", one, _RUNS), (f"{_MANY} files", thousand, 1)):
            rows: dict[str, list[tuple[float, int]]] = {name: [] for name in commands}
            for _ in range(runs):
                for name, line in commands.items():
                    rows[name].append(timed(line, folder))
            for name, measured in rows.items():
                seconds = statistics.median(second for second, _ in measured)
                print(f"{title:12} {name:14} {seconds:8.3f} s   {measured[-1][1]} lines said", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), dict(tool.split("=", 1) for tool in sys.argv[3:]))
