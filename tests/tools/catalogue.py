"""The messages of the code and their translations; `python -m tests.tools.catalogue` brings the catalogue up to date."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
CHINESE = ROOT / "tui" / "locale" / "zh_CN" / "LC_MESSAGES" / "baogao.po"
KEYWORDS = {"say": None, "say_n": (1, 2)}


def extracted() -> Catalog:
    """Every message that the code marks, with the places that mark it."""
    catalogue = Catalog(project="baogao", charset="utf-8")
    found = extract_from_dir(ROOT / "tui", [("**.py", "python")], keywords=KEYWORDS)
    for file, _line, message, comments, context in found:
        catalogue.add(message, None, [(f"tui/{file}", 0)], auto_comments=comments, context=context)
    return catalogue


def written() -> Catalog:
    """The Chinese catalogue as it is in the repository."""
    with CHINESE.open("rb") as stream:
        return read_po(stream, locale="zh_CN")


def update() -> None:
    """Add new messages to the catalogue and take out those that the code no longer marks."""
    catalogue = written() if CHINESE.is_file() else Catalog(locale="zh_CN", project="baogao", charset="utf-8")
    made = catalogue.creation_date
    catalogue.update(extracted(), no_fuzzy_matching=True)
    catalogue.creation_date = made  # a new one would be a conflict between any two branches
    catalogue.obsolete.clear()
    save(catalogue)


def save(catalogue: Catalog) -> None:
    """Write the Chinese catalogue, sorted, so that two branches that add messages merge."""
    catalogue.fuzzy = False
    content = BytesIO()
    write_po(content, catalogue, omit_header=False, sort_output=True, width=0, include_lineno=False)
    CHINESE.write_bytes(content.getvalue())


if __name__ == "__main__":
    update()
