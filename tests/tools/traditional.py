"""Make `tui/rules/data/traditional.toml`: traditional characters, and what each is in simplified Chinese.

    pip install opencc-python-reimplemented
    python -m tests.tools.traditional

From TSCharacters.txt of OpenCC (opencc-python-reimplemented 0.1, Apache-2.0): those that GB 2312, which has simplified
characters only, does not have, and that stand for one that it has.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

FILE = Path(__file__).parents[2] / "tui" / "rules" / "data" / "traditional.toml"


def _is_simplified(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def main() -> None:
    """Write the file."""
    table = Path(str(import_module("opencc").__file__)).with_name("dictionary") / "TSCharacters.txt"
    pairs = [line.split("\t") for line in table.read_text("utf-8").splitlines() if "\t" in line]
    kept = [
        (traditional, simplified.split()[0])
        for traditional, simplified in pairs
        if len(traditional) == 1 and not _is_simplified(traditional) and _is_simplified(simplified.split()[0])
    ]
    lines = [
        "# Made by tests/tools/traditional.py, which names its source. Do not edit by hand.",
        "date = 2026-11-25",
        f'traditional = "{"".join(one for one, _ in kept)}"',
        f'simplified = "{"".join(other for _, other in kept)}"',
    ]
    FILE.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(kept)} characters")


if __name__ == "__main__":
    main()
