"""The letterhead, title, signature and imprint of a document, or what a copy from the web still has of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.base.messages import say
from tui.outline.outline import MONTH
from tui.reading.document import LeftOut, Table
from tui.reading.head import Head, bare, text_of, year_in
from tui.reading.letterhead_lines import (
    MARK,
    NUMBER,
    SIGNER,
    date_alone,
    is_recipients,
    is_title,
    iso_date,
    read_date,
)
from tui.reading.lines import Line
from tui.reading.numbering import mark
from tui.reading.organs import is_organ, organs
from tui.reading.page import is_furniture, metadata
from tui.reading.signature import read_tail

_ORGAN_OF_TITLE = re.compile(r"(?P<organ>.*?)\s*(?:关于|(?:20|19)[0-9]{2}\s*年|二[〇○零])")
_SPREAD = 4  # characters of a line that is spread
_SHORT_PIECE = 10  # characters of a title's last line that cannot be a title by itself
_TITLE_LINES = 4
_MONTH = r"\s*[0-9]{4}\s*年\s*[0-9]{1,2}\s*月\s*"
_LONGEST_BYLINE = 60  # characters
_OPENERS = ("附件：", "附件:")


def read_head(lines: Sequence[Line | Table], called: str, *, is_page: bool, byline: Sequence[str] = ()) -> Head:
    """Separate a document into its text and what surrounds it.

    `called` is the title in its metadata, and `byline` are the lines that its outline expects under the title.
    """
    head = Head(end=len(lines))
    first = _title(lines, called, head)
    _before(lines, first, head, is_page=is_page)
    _under(lines, head, byline)
    read_tail(lines, head, is_page=is_page)
    _issuer(head)
    return head


def _title(lines: Sequence[Line | Table], called: str, head: Head) -> int:
    """Find the title; the result is its first line, and `head.start` the line after its last."""
    best: tuple[int, int, int] | None = None
    known = bare(called)
    for n, line in enumerate(lines):
        if not isinstance(line, Line):
            continue
        found = mark(line.text)
        if found and found.level <= 2 and found.n == 1 and best is not None:
            break
        if not is_title(line.text) or found or len(line.text) > 90:
            continue
        first = _first_of_title(lines, n)
        whole = bare("".join(text_of(lines[at]) for at in range(first, n + 1)))
        score = 4 * bool(known and (known in whole or whole in known) and len(whole) > 6)
        score += 2 * (year_in(whole) is not None) + ("报告" in whole[-8:]) + (len(whole) > _SHORT_PIECE)
        if score >= 3 and (best is None or score >= best[0]):
            best = (score, first, n)
    if best is None:
        return 0
    _, first, last = best
    parts = [_unspread(text_of(lines[at])) for at in range(first, last + 1)]
    head.title = "\n".join(parts)
    head.year = year_in("".join(parts))
    head.lines["title"] = [line for line in lines[first : last + 1] if isinstance(line, Line)]
    head.start = last + 1
    return first


def _unspread(text: str) -> str:
    """A line of a title without the blanks by which print spreads a short one: 报　告."""
    bare_text = "".join(text.split())
    return bare_text if len(bare_text) <= _SPREAD else text


def _first_of_title(lines: Sequence[Line | Table], last: int) -> int:
    """The first line of a title that print broke into up to four lines."""
    first = last
    whole = text_of(lines[last])
    while first and last - first + 1 < _TITLE_LINES:
        above = lines[first - 1]
        if not isinstance(above, Line) or len(above.text) > 40 or is_furniture(above.text):
            break
        text = above.text
        match = _ORGAN_OF_TITLE.match(whole)
        starts_joint = text.startswith("中共") and is_organ(text) and is_organ(match["organ"] if match else "")
        lacks_organ = match is not None and not match["organ"] and is_organ(text)
        is_piece = len(whole) < _SHORT_PIECE and not is_title(text) and mark(text) is None and not _is_mark(text)
        piece = is_piece and (text.startswith("关于") or text.endswith("关于") or year_in(text) is not None)
        if not (starts_joint or lacks_organ or piece):
            break
        first, whole = first - 1, text + whole
    return first


def _is_mark(text: str) -> bool:
    found = MARK.fullmatch(text) is not None and len(text) <= 60
    return found and is_organ("".join(text.split()).removesuffix("文件")[-30:])


def _before(lines: Sequence[Line | Table], first: int, head: Head, *, is_page: bool) -> None:
    """What comes before the title: the letterhead, a table of metadata, the navigation of a page."""
    title = bare(head.title)
    for _n, line in enumerate(lines[:first]):
        if isinstance(line, Table):
            if not _metadata_table(line, head):
                head.spare.append(line)
        elif _is_head_line(line, head):
            continue
        elif title and bare(line.text) in title and len(bare(line.text)) > 3:
            head.leave(line, say("the title again"))
        elif named := metadata(line.text):
            _use_metadata(named, line, head)
        elif is_page or is_furniture(line.text):
            head.leave(line, say("before the report, on the page"))
        else:
            head.spare.append(line)
    if not first and not head.title:
        head.start = 0


def _is_head_line(line: Line, head: Head) -> bool:
    """Take a line of the letterhead: 发文机关标志, 发文字号, 签发人, the last two perhaps side by side."""
    text = line.text
    if _is_mark(text) and "mark" not in head.values and not read_date(text):
        head.take("mark", "".join(text.split()), line)
        return True
    number = NUMBER.match(text)
    rest = text[number.end() :].strip() if number else text
    signer = SIGNER.fullmatch(rest)
    if number and (not rest or signer):
        head.take("number", f"{number['word']}〔{number['year']}〕{int(number['n'])}号", line)
    elif not signer:
        return False
    if signer and (names := _names(signer["names"])):
        head.take("signer", names if len(names) > 1 else names[0], line)
    elif signer:
        head.leave(line, say("an empty line of the letterhead"))
    return True


def _names(text: str) -> tuple[str, ...]:
    """Names of persons; print spreads a two-character name with a space."""
    names: list[str] = []
    for part in re.split(r"[\s　、，,]+", text.strip()):
        if len(part) == 1 and names and len(names[-1]) == 1:
            names[-1] += part
        elif part:
            names.append(part)
    return tuple(names)


def _under(lines: Sequence[Line | Table], head: Head, byline: Sequence[str]) -> None:
    """What comes between the title and the text: a date in brackets, the recipients, the title again, debris."""
    title = bare(head.title)
    at = head.start
    while at < len(lines):
        line = lines[at]
        if isinstance(line, Table):
            if not _metadata_table(line, head):
                break
        elif day := date_alone(line.text):
            head.take("date", day, line)
        elif "issuer" not in head.values and _is_byline_of_issuer(lines, at, title):
            head.take("issuer", organs(line.text), line)
        elif is_recipients(line.text) and "recipients" not in head.values:
            names = re.split(r"[、，,；;\s]+", line.text[:-1].strip())
            head.take("recipients", tuple(filter(None, names)), line)
        elif not (_is_head_line(line, head) or _is_byline(line, head, byline)):
            if title and bare(line.text) == title:
                head.leave(line, say("the title again"))
            elif named := metadata(line.text):
                _use_metadata(named, line, head)
            elif is_furniture(line.text):
                head.leave(line, say("before the report, on the page"))
            else:
                break
        at += 1
    head.start = at


def _is_byline_of_issuer(lines: Sequence[Line | Table], at: int, title: str) -> bool:
    """Whether a line under the title names who issues the report: as the title does, or with the date below it."""
    text = text_of(lines[at])
    after = text_of(lines[at + 1]) if at + 1 < len(lines) else ""
    return is_organ(text) and (title.startswith(bare(text)) or date_alone(after) is not None)


def _is_byline(line: Line, head: Head, byline: Sequence[str]) -> bool:
    """Take a line under the title that the outline expects, such as `{post}　{author}`: its fields, by the template."""
    for template in byline if len(line.text) <= _LONGEST_BYLINE else ():
        found = re.fullmatch(_pattern(template), line.text)
        if found is None:
            continue
        if not found.groupdict():
            head.leave(line, say("a month under the title; the date needs its day"))
            return True
        values = {id: "".join(text.split()) for id, text in found.groupdict().items()}
        if not values.keys() & head.values.keys():
            first, *others = values
            head.take(first, values[first], line)
            head.values |= {id: values[id] for id in others}
            return True
    return False


def _pattern(template: str) -> str:
    """A template of the line under the title as a regular expression: names may be spread, a month is a month."""
    pieces = re.split(r"\{([a-z][a-z0-9_]*)\}", template)
    pattern = ""
    for n, piece in enumerate(pieces):
        if n % 2 == 0:
            pattern += r"[\s　]{1,4}".join(map(re.escape, re.split(r"[\s　]+", piece)))
        elif piece == MONTH:
            pattern += _MONTH
        elif f"(?P<{piece}>" in pattern:  # named twice
            pattern += rf"(?P={piece})"
        else:
            pattern += rf"(?P<{piece}>[^，。；：！？0-9]{{2,40}}?)"
    return pattern


def _metadata_table(table: Table, head: Head) -> bool:
    """Use and leave out a table of metadata: 索引号, 发文机关, 成文日期. Returns whether it was one."""
    named: dict[str, str] = {}
    count = 0
    for row in table.rows:
        cells = [cell for cell in row if cell.strip()]
        for label, value in zip(cells, [*cells[1:], ""], strict=False):
            if found := metadata(f"{label.rstrip('：: ')}：{value}"):
                named.update(found)
                count += 1
    if count < 2:
        return False
    for n, row in enumerate(table.rows):
        line = Line((table.line + n,), ())
        _use_metadata(named, line, head)
        head.left_out.append(LeftOut(table.line + n, " ".join(filter(None, row)), say("metadata of the page")))
    return True


def _use_metadata(named: dict[str, str], line: Line, head: Head) -> None:
    if line.text:
        head.leave(line, say("metadata of the page"))
    if (organ := named.get("issuer", "")) and is_organ(organ):
        head.values.setdefault("_issuer", organs(organ))
    if (number := NUMBER.fullmatch(named.get("number", ""))) is not None:
        head.values.setdefault("_number", f"{number['word']}〔{number['year']}〕{int(number['n'])}号")
    if day := read_date(named.get("date", "")) or iso_date(named.get("date", "")):
        head.values.setdefault("_date", day)


def _issuer(head: Head) -> None:
    """The issuer if no signature names it: from the mark, the title or the metadata."""
    for id in ("number", "date"):
        given = head.values.pop(f"_{id}", None)
        if given is not None:
            head.values.setdefault(id, given)
    from_page = head.values.pop("_issuer", None)
    if "issuer" in head.values:
        return
    match = _ORGAN_OF_TITLE.match(" ".join(head.title.split("\n")))
    mark_of = head.values.get("mark")
    if match and is_organ(match["organ"]):
        head.values["issuer"] = organs(match["organ"])
    elif isinstance(mark_of, str) and is_organ(mark_of.removesuffix("文件")):
        head.values["issuer"] = organs(mark_of.removesuffix("文件"))
    elif from_page is not None:
        head.values["issuer"] = from_page
