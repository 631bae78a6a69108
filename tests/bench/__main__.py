"""`python -m tests.bench` prints every row with its bound; the machine should have nothing else to do.

`python -m tests.bench app` prints the rows of the app only, which need terminals: four minutes.
`python -m tests.bench import` prints those of import, beside pandoc where it is installed (`pip install pypandoc_binary`).
`python -m tests.bench editing` prints those of saving, merging and writing findings.
`python -m tests.bench paper` prints the rows of Word and PDF, and pandoc and gongwen-skill beside them: two minutes.
`python -m tests.bench memory` prints those of an app that is used all day, with 200 rounds through its screens: 40 minutes.
`python -m tests.bench rules` prints the growth of each rule on its worst text: twelve minutes of CPU, shared by all cores.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from tests.bench import editing, history, importing, paper, screens
from tests.bench.app import growth, start, table_keys, typing
from tests.bench.measure import Row, cold, in_process, linear, memory, rules, section, worst_rule

_KILOBYTES = 10_000


def each_rule() -> Row:
    """The row of the rules; all of them are printed where that is asked for."""
    grown = []
    for one in rules(_KILOBYTES, workers=os.cpu_count() or 1):
        grown.append(one)
        if "rules" in sys.argv:
            print(
                f"{one.code} {one.ratio:5.2f}   {one.large:7.3f} s beside 10 x {one.small:.4f} s, {one.label}",
                flush=True,
            )
    return worst_rule(grown, _KILOBYTES)


APP: tuple[Callable[[], Row], ...] = (
    lambda: start(15, with_draft=False),
    lambda: start(15, with_draft=True),
    lambda: typing(5),
    lambda: growth(5),
    lambda: table_keys(5),
    history.memory,
    history.keys,
)

ROWS: tuple[Callable[[], Row], ...] = (
    lambda: cold("check", 20),
    lambda: cold("render", 20),
    lambda: in_process(200, again=True),
    lambda: in_process(200, again=False),
    lambda: memory(10_000),
    lambda: linear(10),
    lambda: section(200),
    *APP,
    *paper.ROWS,
    *importing.ROWS,
    each_rule,
)

MEMORY: tuple[Callable[[], Row], ...] = (lambda: screens.keys(10_000), lambda: screens.rounds(200))

CHOICES = {
    "rules": (each_rule,),
    "app": APP,
    "memory": MEMORY,
    "paper": paper.ROWS,
    "import": importing.ROWS,
    "editing": (),
}


def measured() -> Iterator[Row]:
    """The rows that are asked for: those of the words on the command line, or else all but those that take long."""
    words = [word for word in sys.argv[1:] if word in CHOICES]
    for measure in CHOICES[words[0]] if words else ROWS:
        yield measure()
    if not words or "editing" in words:
        yield from editing.rows(5)
    if "paper" in words:
        yield from paper.peers(10)


if __name__ == "__main__":
    for row in measured():
        print(f"{row.name:38} {row.ratio:5.2f} of {row.bound:5.2f}   ({row.figures})", flush=True)
