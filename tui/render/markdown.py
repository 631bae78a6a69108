"""Markdown, the canonical rendering: the elements in the order of GB/T 9704—2012, one block a line."""

from __future__ import annotations

from collections.abc import Iterator

from tui.draft import Draft
from tui.numerals import full_date, numbered_heading
from tui.outline import Edition, Section
from tui.prose import Block, Kind, numbers
from tui.render.inline import Piece, escaped, line

_BETWEEN = "\u3000"  # print leaves a full-width blank between names side by side
_RULE = "---"
_LEVELS = {Kind.HEADING_2: 2, Kind.HEADING_3: 3, Kind.POINT_3: 3, Kind.POINT_4: 4}


def render(draft: Draft, edition: Edition) -> str:
    """The whole report as Markdown, ending in a line break. The same draft gives the same text."""
    blocks = [
        *_letterhead(draft, edition),
        f"# {escaped(_one_line(draft.filled(draft.outline.title, between=_BETWEEN)))}",
        *_recipients(draft, edition),
        *_body(draft),
        *_signature(draft, edition),
        *_imprint(draft, edition),
    ]
    return "\n\n".join(blocks) + "\n"


def render_block(draft: Draft, block: Block, number: int | None) -> str:
    """One block of a section as Markdown, with the number it is given."""
    pieces = [Piece(draft.run_text(run), run.bold) for run in block.runs]
    if block.kind is Kind.PARAGRAPH:
        return line(pieces)
    assert number is not None
    level = _LEVELS[block.kind]
    if block.kind in (Kind.HEADING_2, Kind.HEADING_3):
        return f"{'#' * (level + 1)} {line(_joined(level, number, pieces, bold=False))}"
    return line(_joined(level, number, pieces, bold=bool(pieces) and pieces[0].bold))


def _joined(level: int, number: int, pieces: list[Piece], *, bold: bool) -> list[Piece]:
    """The pieces behind their number; a blank keeps `1.` from running into a digit."""
    mark = numbered_heading(level, number)
    first = pieces[0].text if pieces else ""
    if mark.endswith(".") and first[:1].isdigit():
        mark += " "
    return [Piece(mark, bold), *pieces]


def _shows(draft: Draft, field: str, edition: Edition) -> bool:
    """Whether an edition shows a field: the outline decides."""
    asked = draft.outline.fields_by_id.get(field)
    return asked is not None and edition in asked.editions


def _labelled(draft: Draft, field: str, edition: Edition, label: str, between: str, end: str = "") -> Iterator[str]:
    """A paragraph such as 签发人：甲; its label alone while a required value is missing."""
    if not _shows(draft, field, edition):
        return
    words = draft.words(field)
    if words or draft.outline.fields_by_id[field].required:
        yield escaped(f"{label}{between.join(words)}{end if words else ''}")


def _letterhead(draft: Draft, edition: Edition) -> Iterator[str]:
    """版头: 发文机关标志, 发文字号, 签发人 (GB/T 9704—2012, 7.2.4 to 7.2.6)."""
    if _shows(draft, "mark", edition):
        mark = draft.words("mark")
        issuers = draft.words("issuer")
        if mark or issuers:
            yield line([Piece(mark[0] if mark else f"{_BETWEEN.join(issuers)}文件", bold=True)])
    if _shows(draft, "number", edition):
        yield from (escaped(number) for number in draft.words("number"))
    yield from _labelled(draft, "signer", edition, "签发人：", _BETWEEN)


def _one_line(title: str) -> str:
    """A title or heading without the line breaks that print gives it."""
    return "".join(part.strip() for part in title.split("\n"))


def _recipients(draft: Draft, edition: Edition) -> Iterator[str]:
    """主送机关, with a full-width colon behind the last (7.3.2)."""
    recipients = draft.words("recipients")
    if recipients and _shows(draft, "recipients", edition):
        yield escaped("、".join(recipients) + "：")


def _body(draft: Draft) -> Iterator[str]:
    """The sections in the outline's order; those with a heading are numbered 一、二、 …"""
    count = 0
    for section in draft.outline.sections:
        heading = draft.heading(section)
        empty = draft.is_empty(section.id)
        if empty and not section.required:
            continue
        if heading is not None:
            count += 1
            yield f"## {escaped(numbered_heading(1, count) + _one_line(heading))}"
        if not empty:
            yield from _section(draft, section)


def _section(draft: Draft, section: Section) -> Iterator[str]:
    if section.none and draft.says_none(section.id):
        yield "无。"
        return
    blocks = draft.blocks.get(section.id, ())
    for block, number in zip(blocks, numbers(blocks), strict=True):
        rendered = render_block(draft, block, number)
        if rendered:
            yield rendered


def _signature(draft: Draft, edition: Edition) -> Iterator[str]:
    """附件说明, 署名, 成文日期, 附注 (7.3.4 to 7.3.6)."""
    attachments = draft.words("attachments") if _shows(draft, "attachments", edition) else ()
    for n, name in enumerate(attachments, 1):
        mark = numbered_heading(3, n) + (" " if name[:1].isdigit() else "")
        lead = "附件：" if n == 1 else ""
        yield escaped(f"{lead}{mark if len(attachments) > 1 else ''}{name}")
    if _shows(draft, "issuer", edition):
        yield from (escaped(issuer) for issuer in draft.words("issuer"))
    day = draft.day("date")
    if day and _shows(draft, "date", edition):
        yield full_date(day)
    if _shows(draft, "note", edition):
        for note in draft.words("note"):
            yield escaped(note if note.startswith("（") and note.endswith("）") else f"（{note}）")


def _imprint(draft: Draft, edition: Edition) -> Iterator[str]:
    """版记: 抄送, 印发机关, 印发日期 (7.4.2, 7.4.3)."""
    lines = list(_labelled(draft, "copies", edition, "抄送：", "，", "。"))
    if _shows(draft, "printer", edition):
        lines += [escaped(printer) for printer in draft.words("printer")]
    printed = draft.day("printed")
    if printed and _shows(draft, "printed", edition):
        lines.append(f"{full_date(printed)}印发")
    if lines:
        yield _RULE
        yield from lines
