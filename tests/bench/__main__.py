"""`python -m tests.bench` prints every row with its bound; the machine should have nothing else to do."""

from __future__ import annotations

from collections.abc import Callable

from tests.bench.measure import Row, cold, in_process, linear, memory, rules, section

ROWS: tuple[Callable[[], Row], ...] = (
    lambda: cold("check", 20),
    lambda: cold("render", 20),
    lambda: in_process(200),
    lambda: memory(10_000),
    lambda: linear(10),
    lambda: section(200),
    lambda: rules(1000),
)

if __name__ == "__main__":
    for measure in ROWS:
        row = measure()
        print(f"{row.name:34} {row.ratio:5.2f} of {row.bound:5.2f}   ({row.figures})", flush=True)
