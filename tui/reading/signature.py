"""What comes after the text of a document, read upward: imprint, note, date, signature, attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.base.messages import say
from tui.reading.document import Table
from tui.reading.head import Head, bare, text_of
from tui.reading.letterhead_lines import ATTACHMENT, COPIES, DATE, NOTE, PRINTED, date_alone, read_date
from tui.reading.lines import Line
from tui.reading.numbering import mark
from tui.reading.organs import is_organ, organs
from tui.reading.page import is_after_the_report, is_furniture, metadata

_SIGNATURES = 3
_SEAL = re.compile(r"(?<!\s)\s*[（(](?:公章|盖章|印章|章)[）)]$")


_LONGEST_LINE = 200  # characters of a line of the signature or the imprint, but for the copies


def read_tail(lines: Sequence[Line | Table], head: Head, *, is_page: bool) -> None:
    """What comes after the text, read upward: imprint, note, date, signature, attachments."""
    cut = _end_of_page(lines, head.start, is_page=is_page)
    for line in lines[cut:]:
        if isinstance(line, Line):
            head.leave(line, say("after the report, on the page"))
        else:
            head.after.append(line)
    signed = _signed(lines, head.start, cut)
    if signed is None:
        end = _imprint_above(lines, cut, head)
        start = _signature(lines, end, head)
        head.end = _attachments(lines, head.start, start, head) if start < end else end
        return
    dated = DATE.search(text_of(lines[signed]))
    day = read_date(dated[0]) if dated else None
    line = lines[signed]
    assert isinstance(line, Line)
    end = signed
    own = _organ_before_date(line.text)
    if own:
        head.take("issuer", organs(own), line)
    else:
        end = _signature(lines, signed, head)
    if day:
        if head.values.pop("date", None) is not None:  # under the title there was another
            for other in head.lines.pop("date", []):
                head.leave(other, say("in the letterhead again"))
        head.take("date", day, line)
    head.end = _attachments(lines, head.start, end, head)
    _after_date(lines[signed + 1 : cut], head)


def _signature(lines: Sequence[Line | Table], end: int, head: Head) -> int:
    """署名: up to three names of organs, one per line, above a place; returns where they begin."""
    start = end
    titled = bare(head.title)
    while start > head.start and end - start < _SIGNATURES:
        text = text_of(lines[start - 1])
        if not (
            is_organ(_SEAL.sub("", text)) or (len(text) > 2 and titled.startswith(bare(text)))
        ):  # or who gives the report
            break
        start -= 1
    names = [line for line in lines[start:end] if isinstance(line, Line)]
    if names:
        head.take("issuer", tuple(organ for line in names for organ in organs(_SEAL.sub("", line.text))), *names)
    return start


def _organ_before_date(text: str) -> str:
    """The organ in a line such as 某某局 2024年1月5日."""
    found = re.match(r"(.{2,40}?)\s*[0-9]{4}年", text)
    return found[1].strip() if found and is_organ(found[1]) else ""


def _signed(lines: Sequence[Line | Table], start: int, end: int) -> int | None:
    """The line of 成文日期: the last date by itself under an organ, else the last one with no heading after it."""
    candidates = []
    for n in range(end - 1, start - 1, -1):
        text = text_of(lines[n])
        found = mark(text)
        if found and found.level == 1 and found.n > 1:
            break
        if date_alone(text) or (_organ_before_date(text) and len(text) < 60 and not text.endswith("印发")):
            candidates.append(n)
    for n in candidates:
        if _organ_before_date(text_of(lines[n])) or (n > start and is_organ(text_of(lines[n - 1]))):
            return n
    return candidates[-1] if candidates else None


def _attachments(lines: Sequence[Line | Table], start: int, end: int, head: Head) -> int:
    """附件说明 above the signature; returns where it begins."""
    for n in range(end - 1, max(start, end - 12) - 1, -1):
        text = text_of(lines[n])
        found = ATTACHMENT.match(text) if len(text) <= _LONGEST_LINE else None
        if found and text.startswith(("附件", "附 件")):
            below = [line for line in lines[n + 1 : end] if isinstance(line, Line)]
            if any(len(line.text) > 80 or line.text.endswith("。") for line in below):
                return end
            names = [found["name"], *(line.text for line in below)]
            cleaned = []
            for k, name in enumerate(names, 1):
                bare_name = ATTACHMENT.sub(lambda m: m["name"], name).strip()
                cleaned.append(
                    bare_name.removeprefix(f"{k}.").strip() if len(names) > 1 else _without_number(bare_name)
                )
            line = lines[n]
            assert isinstance(line, Line)
            head.take("attachments", tuple(filter(None, cleaned)), line, *below)
            return n
        if len(text) > 80 or text.endswith(("。", "；")):
            break
    return end


def _without_number(name: str) -> str:
    found = mark(name)
    return name[found.length :].strip() if found and found.level == 3 else name.strip()


def _imprint_above(lines: Sequence[Line | Table], end: int, head: Head) -> int:
    """A document without a date: its imprint, a note, or a signature at the very end; returns where they begin."""
    while end > head.start:
        line = lines[end - 1]
        if not isinstance(line, Line) or not _is_imprint(line, head):
            break
        end -= 1
    return end


def _after_date(rest: Sequence[Line | Table], head: Head) -> None:
    """The lines after 成文日期: note and imprint; anything else may be an enclosure, and stays."""
    for n, line in enumerate(rest):
        if isinstance(line, Table):
            head.after.append(line)
        elif _is_imprint(line, head):
            continue
        elif is_organ(line.text) and any(
            PRINTED.fullmatch(text_of(other)[:_LONGEST_LINE]) for other in rest[n + 1 : n + 2]
        ):
            head.take("printer", line.text, line)
        elif is_furniture(line.text):
            head.leave(line, say("after the report, on the page"))
        elif (found := ATTACHMENT.fullmatch(line.text)) and found["name"] and "attachments" not in head.values:
            head.take("attachments", (_without_number(found["name"].strip()),), line)
        elif metadata(line.text.strip("（）()【】[]")):
            head.leave(line, say("metadata of the page"))
        else:
            head.after.append(line)


def _is_imprint(line: Line, head: Head) -> bool:
    text = line.text
    if found := COPIES.fullmatch(text):
        names = re.split("[、，,；;]+", found["names"].rstrip("。. "))
        head.take("copies", tuple(name.strip() for name in names if name.strip()), line)
    elif len(text) <= _LONGEST_LINE and (found := PRINTED.fullmatch(text)) and (day := read_date(found["date"])):
        head.take("printed", day, line)
        if printer := found["printer"].strip():
            head.take("printer", printer, line)
    elif found := NOTE.fullmatch(text):
        head.take("note", f"（{found['note']}）", line)
    else:
        return False
    return True


def _end_of_page(lines: Sequence[Line | Table], start: int, *, is_page: bool) -> int:
    """Where the boilerplate after the report begins; the number of lines if there is none."""
    end = len(lines)
    while end > start and is_furniture(text_of(lines[end - 1])):
        end -= 1
    if not is_page:
        return end
    last_heading = max(
        (n for n in range(start, end) if (found := mark(text_of(lines[n]))) and found.level == 1), default=start
    )
    for n in range(last_heading + 1, end):
        if is_after_the_report(text_of(lines[n])):
            return n
    return end
