"""How the letterhead of a draft will read, and which lines of the source read differently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from tui.base.messages import say
from tui.base.numerals import full_date
from tui.outline.outline import Outline
from tui.outline.title import TITLE
from tui.reading.document import LeftOut
from tui.reading.head import bare
from tui.reading.lines import Line

if TYPE_CHECKING:
    from tui.reading.placement import Placement


def rewritten(placement: Placement) -> Iterator[LeftOut]:
    """Lines of the letterhead that will read differently than in the source."""
    shown = {id: _as_shown(id, value) for id, value in placement.fields.items()}
    for id, found in placement.field_lines.items():
        text = "".join("".join(line.text.split()) for line in found)
        if id not in shown:
            continue
        if shown[id] != text:
            if id in ("number", "signer", "printer", "printed") and shown[id] in text and _is_shared(found, placement):
                continue
            for line in found:
                if line.text:
                    yield LeftOut(line.numbers[0], line.text, say("in the letterhead, where it is written differently"))
    usual = usual_title(placement.outline, placement.year, placement.fields.get("issuer", ()))
    if placement.title and TITLE not in placement.fields and bare(placement.title) != usual:
        for line in placement.field_lines.get(TITLE, ()):
            yield LeftOut(line.numbers[0], line.text, say("the outline's title takes its place"))


def usual_title(outline: Outline, year: int, issuer: object) -> str:
    """The outline's title with its references filled, without spaces."""
    words = issuer if isinstance(issuer, tuple) else (str(issuer),)
    return bare(outline.title.replace("{year}", str(year)).replace("{issuer}", "".join(words)))


def _is_shared(found: tuple[Line, ...], placement: Placement) -> bool:
    """Whether other fields come from the same line."""
    return any(line in other for id, other in placement.field_lines.items() if other is not found for line in found)


def _as_shown(id: str, value: str | date | tuple[str, ...]) -> str:
    """How a letterhead value reads in a rendering, without spaces."""
    if isinstance(value, date):
        return full_date(value) + ("印发" if id == "printed" else "")
    words = (value,) if isinstance(value, str) else value
    if id == "signer":
        return f"签发人：{''.join(words)}"
    if id == "recipients":
        return f"{'、'.join(words)}："
    if id == "copies":
        return f"抄送：{'，'.join(words)}。"
    if id == "attachments":
        names = [f"{n}.{name}" for n, name in enumerate(words, 1)] if len(words) > 1 else list(words)
        return f"附件：{''.join(names)}"
    return "".join("".join(word.split()) for word in words)
