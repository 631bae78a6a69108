"""A report arranged as an official document: what belongs together on paper, and where signatures go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tui.base.text import visible
from tui.draft.draft import Draft
from tui.outline.outline import Edition
from tui.render import page
from tui.render.form import STYLES
from tui.render.office_form import OfficeForm
from tui.render.report import Element, Part, elements
from tui.render.wrapping import balanced, on_paper, wrapped

_CORNER = (Part.COPY_NUMBER, Part.SECRECY, Part.URGENCY)
_BEFORE_BODY = (Part.TITLE, Part.RECIPIENTS)
_BODY = (Part.HEADING_1, Part.HEADING_2, Part.HEADING_3, Part.TEXT)
_TEXT_ON_FIRST_PAGE = 2
"""Lines of text that must have room there (7.3.3: 公文首页必须显示正文)."""
_MARK_HEIGHT = 22.0
_JOINT_HEIGHTS = (20.0, 55.0)
"""What a joint mark takes, in millimetres: at least, where the page is full, and at most."""
_MOST_IMPRINT_LINES = int(page.TEXT_HEIGHT / page.IMPRINT_LINE) - 2
_LONGEST_NAME = 18
"""Characters up to which an issuer signs on one line."""
_SIGNERS_IN_A_ROW = 2  # 7.2.6
_MOST_SEALS = 3
_LINES_PER_SEAL = 5
"""From one row of names to the next, so that seals of 42 mm do not touch."""


class Mark(NamedTuple):
    """发文机关标志: the names in it, one a line, and what follows all of them (文件), if anything."""

    names: tuple[str, ...]
    word: str = ""


class Placed(NamedTuple):
    """A name or date, perhaps in several lines, and how many characters from the left edge of the text its middle is."""

    lines: tuple[str, ...]
    centre: float


class Row(NamedTuple):
    """A line of names or the date below the text, and the empty lines before it."""

    part: Part
    placed: tuple[Placed, ...]
    before: int = 0


class Imprint(NamedTuple):
    """版记: the lists of 主送 (if the first page has no room) and 抄送, and the printer with the date."""

    lists: tuple[str, ...] = ()
    printer: str = ""
    printed: str = ""

    @property
    def fits_page(self) -> bool:
        """Whether it can be at the foot of one page."""
        room = int(2 * page.TEXT_WIDTH / page.POINT / STYLES[Part.COPIES].size) - 2 * 5
        return 1 + sum(len(wrapped(text, room)) for text in self.lists) <= _MOST_IMPRINT_LINES


class Official(NamedTuple):
    """A whole report. Every text is safe to show; elements of the body are as in every rendering."""

    corner: tuple[Element | None, ...]
    """The lines in the upper left corner, None for an empty one."""
    mark: Mark | None
    number: str
    signers: tuple[tuple[str, ...], ...] | None
    """The names in rows of two; None for a report without the line."""
    title: tuple[str, ...]
    bylines: tuple[str, ...]
    recipients: str
    body: tuple[Element, ...]
    attachments: tuple[str, ...]
    signature: tuple[Row, ...]
    notes: tuple[str, ...]
    imprint: Imprint | None
    language: str
    """The language it is written in, for screen readers."""
    mark_height: float
    """Millimetres that the names of a joint mark may take, so that the first page has room for text (7.3.3)."""

    @property
    def has_head(self) -> bool:
        """Whether there is anything above the title, and therefore a red line."""
        return bool(self.mark or self.number or self.signers is not None)


def width_of(text: str) -> float:
    """How wide a text is, in characters."""
    return on_paper(text) / 2


def official(draft: Draft, edition: Edition, form: OfficeForm) -> Official:
    """Arrange the elements of a report."""
    by_part: dict[Part, list[Element]] = {}
    body: list[Element] = []
    for element in elements(draft, edition):
        if element.section or element.part in _BODY:
            body.append(element)
        else:
            by_part.setdefault(element.part, []).append(element)

    def texts(part: Part) -> tuple[str, ...]:
        return tuple(visible(element.text) for element in by_part.get(part, ()))

    mark = _mark(by_part.get(Part.MARK, ()))
    signers = _signers(by_part.get(Part.SIGNER))
    title = _title(by_part.get(Part.TITLE, ()))
    recipients = "".join(texts(Part.RECIPIENTS))
    lists = texts(Part.COPIES)
    room = _first_page_room(title, signers, form)
    needed = len(wrapped(recipients, 2 * page.CHARACTERS)) * page.LINE if recipients else 0
    least = _JOINT_HEIGHTS[0] if mark and mark.word else _MARK_HEIGHT
    if mark and needed > page.LINE and needed + least > room:
        lists = (f"主送：{recipients.removesuffix('：').replace('、', '，')}。", *lists)  # 7.3.2, 7.4.2
        recipients, needed = "", 0
    printer, printed = "　".join(texts(Part.PRINTER)), "".join(texts(Part.PRINTED))
    return Official(
        corner=tuple(_corner(by_part)),
        mark=mark,
        number="".join(texts(Part.NUMBER)),
        signers=signers,
        title=title,
        bylines=texts(Part.BYLINE),
        recipients=recipients,
        body=tuple(body),
        attachments=texts(Part.ATTACHMENT),
        signature=tuple(_signature(texts(Part.ISSUER), "".join(texts(Part.DATE)), form)),
        notes=texts(Part.NOTE),
        imprint=Imprint(lists, printer, printed) if lists or printer or printed else None,
        language=draft.outline.language,
        mark_height=min(_JOINT_HEIGHTS[1], max(_JOINT_HEIGHTS[0], room - needed)),
    )


def _corner(by_part: dict[Part, list[Element]]) -> Iterator[Element | None]:
    """份号, 密级 and 紧急程度 (7.2.1 to 7.2.3): what is classified leaves the first line to the number of the copy."""
    if Part.SECRECY in by_part and Part.COPY_NUMBER not in by_part:
        yield None
    for part in _CORNER:
        yield from by_part.get(part, ())


def _mark(elements: Sequence[Element]) -> Mark | None:
    if not elements:
        return None
    words = tuple(map(visible, elements[0].words or (elements[0].text,)))
    if len(words) < 3:  # one issuer, or a mark of the office's own
        return Mark(("".join(words),))
    return Mark(words[:-1], words[-1])


def _signers(elements: Sequence[Element] | None) -> tuple[tuple[str, ...], ...] | None:
    if elements is None:
        return None
    names = [visible(name) for element in elements for name in element.words]
    return tuple(tuple(names[n : n + _SIGNERS_IN_A_ROW]) for n in range(0, len(names), _SIGNERS_IN_A_ROW))


def _title(elements: Sequence[Element]) -> tuple[str, ...]:
    """Its lines as the outline breaks them, one that is too long in parts of equal length (7.3.1)."""
    room = int(2 * page.TEXT_WIDTH / (STYLES[Part.TITLE].size * page.POINT)) - 2
    given = (visible(line) for element in elements for line in element.words or (element.text,))
    return tuple(line for text in given for line in balanced(text, room))


def _first_page_room(title: Sequence[str], signers: Sequence[object] | None, form: OfficeForm) -> float:
    """Millimetres on the first page for the mark and the recipients, when everything else and some text has its place."""
    rows = 2 + len(signers or ("number",)) + 2 + 1 + _TEXT_ON_FIRST_PAGE
    return page.TEXT_HEIGHT - form.mark_top - rows * page.LINE - page.RULE_BELOW_NUMBER - len(title) * page.TITLE_LINE


# Issuer and date (7.3.5)


def _signature(issuers: Sequence[str], date: str, form: OfficeForm) -> Iterator[Row]:
    names = [tuple(balanced(issuer, 2 * _LONGEST_NAME)) for issuer in issuers]
    yield from _sealed(names, date) if form.seal else _unsealed(names, date)


def _widest(lines: Sequence[str]) -> float:
    return max(map(width_of, lines), default=0.0)


def _sealed(issuers: Sequence[tuple[str, ...]], date: str) -> Iterator[Row]:
    """The date ends four characters from the right, with the issuer centred above it.

    Several are in rows that end there, each with room for its seal, the last above the date.
    """
    widest = max(map(_widest, issuers), default=0.0)
    last = min(page.CHARACTERS - 4 - width_of(date) / 2, page.CHARACTERS - widest / 2)
    seal = page.SEAL / page.CHARACTER
    step = max(seal + 0.5, widest + 1)
    half = max(widest, seal) / 2
    columns = next((n for n in range(min(_MOST_SEALS, len(issuers)), 1, -1) if last - (n - 1) * step - half >= 0), 1)
    for n in range(0, len(issuers), columns):
        row = issuers[n : n + columns]
        centres = [last - (len(row) - 1 - at) * step for at in range(len(row))]
        yield Row(
            Part.ISSUER, tuple(map(Placed, row, centres)), _LINES_PER_SEAL - 1 if n else STYLES[Part.ISSUER].before
        )
    if date:
        yield Row(Part.DATE, (Placed((date,), last),), 0 if issuers else STYLES[Part.ISSUER].before)


def _unsealed(issuers: Sequence[tuple[str, ...]], date: str) -> Iterator[Row]:
    """The issuer ends two characters from the right; the date begins two characters to the right of where it begins."""
    name, day = _widest(issuers[-1]) if issuers else 0.0, width_of(date)
    right = 2 if day <= name or not issuers else 4 + day - name
    for n, issuer in enumerate(issuers):
        yield Row(Part.ISSUER, (Placed(issuer, page.CHARACTERS - right - _widest(issuer) / 2),), int(n == 0))
    if date:
        end = page.CHARACTERS - (name - day if day <= name else 2)
        yield Row(Part.DATE, (Placed((date,), end - day / 2),), int(not issuers))
