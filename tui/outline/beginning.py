"""The beginning of an outline, from a list of headings or a finished report: its TOML, ready to be refined."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tui.base.text import BLANKS, normalise

LONGEST_HEADING = 40  # characters
_MOST = 200  # headings

_DIGITS = "一二三四五六七八九十"
_LEVEL_1 = re.compile(r"([一二三四五六七八九十]{1,3})、\s*(.+)")
_LEVEL_2 = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]\s*(.+)")
_DECIMAL = re.compile(r"([0-9]{1,2})[.、．]\s*([^0-9\s].*)")
_MARKDOWN = re.compile(r"(#{1,6})\s+(.+)")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年)")
_NAMED = re.compile(r"(报告|总结|情况|要点|方案|计划|述职|小结)$")
_ORGAN = "局|厅|委|委员会|办|办公室|政府|院|馆|所|站|中心|公司|集团|学校|大学|医院|处|支队|镇|乡|街道"
_ISSUER = re.compile(rf"^.{{2,30}}?(?:{_ORGAN})[ \u3000]*(?=关于|20[0-9]{{2}}年|\{{year\}}年)")
_ROLES = (
    ("problems", re.compile("存在.*问题|问题[和及与]原因|主要问题|不足|短板|困难|薄弱")),
    ("plan", re.compile("打算|计划|安排|下一步|下步|今后|努力方向|next_year")),
    ("measures", re.compile("举措|措施|做法|工作|情况|开展|落实")),
)


@dataclass
class Heading:
    """A first-level heading and the second-level ones below it."""

    text: str
    below: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Beginning:
    """What was found: the title (possibly ""), whether text precedes the first heading, and the headings."""

    title: str
    is_introduced: bool
    headings: Sequence[Heading]


def found_in(text: str) -> Beginning | None:
    """The headings of a text: numbered 一、 or in Markdown; else every line, if they are short; None if there are none."""
    lines = [line for line in (_bare(line) for line in normalise(text).split("\n")) if line]
    for read in (_numbered, _marked, _listed):
        found = read(lines)
        if found is not None and 0 < len(found.headings) <= _MOST:
            return found
    return None


def _bare(line: str) -> str:
    """A line without spaces and bold marks at its ends."""
    return line.strip(BLANKS).removeprefix("**").removesuffix("**").strip(BLANKS)


def _numbered(lines: Sequence[str]) -> Beginning | None:
    """By 一、二、 in order, or by 1. 2. if no text comes between them; lines numbered otherwise are text."""
    headings: list[Heading] = []
    first = len(lines)
    for n, line in enumerate(lines):
        plain = _MARKDOWN.sub(r"\2", line).replace("**", "")
        numbered = _LEVEL_1.fullmatch(plain)
        if numbered and numbered[1] == _chinese(len(headings) + 1):
            first = min(first, n)
            headings.append(Heading(_cut(numbered[2])))
        elif headings and (below := _LEVEL_2.fullmatch(plain)):
            headings[-1].below.append(_cut(below[1]))
    if not headings:
        decimal = [_DECIMAL.fullmatch(line) for line in lines]
        if not all(decimal):
            return None
        return Beginning("", False, [Heading(_cut(match[2])) for match in decimal if match])
    title = _title(lines[:first])
    return Beginning(title, any(line.endswith(("。", "：", ":")) for line in lines[:first]), headings)


def _chinese(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if tens < 2 else _DIGITS[tens - 1]) + ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")


def _marked(lines: Sequence[str]) -> Beginning | None:
    """By Markdown: the highest level used several times is the first."""
    marked = [(len(match[1]), match[2]) for line in lines if (match := _MARKDOWN.fullmatch(line))]
    counts = Counter(level for level, _ in marked)
    level = min((level for level, count in counts.items() if count > 1), default=0)
    headings: list[Heading] = []
    title = ""
    for depth, text in marked:
        if depth == level:
            headings.append(Heading(_cut(text)))
        elif depth == level + 1 and headings:
            headings[-1].below.append(_cut(text))
        elif depth < level and not title:
            title = text
    return Beginning(title, False, headings) if headings else None


def _listed(lines: Sequence[str]) -> Beginning | None:
    """Every line, if all of them are as short as headings."""
    if any(len(line) > LONGEST_HEADING or line.endswith(("。", "；", "，")) for line in lines):
        return None
    return Beginning("", False, [Heading(line) for line in lines])


def _cut(heading: str) -> str:
    """A heading without the text run in after it, and without its final mark."""
    return re.split("[。；]", heading.replace("**", ""), maxsplit=1)[0].strip(BLANKS)[:LONGEST_HEADING]


def _title(lines: Sequence[str]) -> str:
    """The title among the lines before the first heading: the first one worded like a title, with the line before it."""
    for n, line in enumerate(lines):
        plain = _MARKDOWN.sub(r"\2", line).replace("**", "")
        if _NAMED.search(plain) and len(plain) <= 60:
            before = _MARKDOWN.sub(r"\2", lines[n - 1]) if n else ""
            joins = (
                before and len(before) <= 30 and plain.startswith(("关于", "20")) and not before.endswith(("：", "号"))
            )
            return before + plain if joins else plain
    return ""


def outline_text(id: str, name: str, found: Beginning, version: int) -> str:
    """The TOML of an outline with these headings."""
    return "\n".join(_lines(id, name, found, version)) + "\n"


def _lines(id: str, name: str, found: Beginning, version: int) -> Iterator[str]:
    years = _YEAR.findall(found.title) or _YEAR.findall("".join(heading.text for heading in found.headings))
    year = int(Counter(years).most_common(1)[0][0]) if years else None
    name = name or re.sub("20[0-9]{2}年度?", "", _ISSUER.sub("", found.title)).removeprefix("关于") or id
    yield "# 由标题生成的提纲：改名称、标题、指引和要点，删去不要的要素。"
    yield f"id = {_quoted(id)}"
    yield f"version = {version}"
    yield f"name = {_quoted(_safe(name))}"
    yield 'kind = "报告"'
    yield f"title = {_quoted(_title_of(found.title, name, year))}"
    yield "demands = []"
    yield from _FIELDS
    used: set[str] = set()
    if found.is_introduced:
        yield from ("", "[[sections]]", 'id = "introduction"', 'role = "introduction"')
        used.add("introduction")
    for n, heading in enumerate(found.headings, 1):
        text = _with_years(heading.text, year)
        role = next((role for role, words in _ROLES if words.search(text) and role not in used), "")
        section = role or f"part_{n}"
        used.add(section)
        yield from ("", "[[sections]]", f"id = {_quoted(section)}")
        if role:
            yield f"role = {_quoted(role)}"
        yield f"heading = {_quoted(text)}"
        yield "required = true"
        yield 'guidance = ""'
        if heading.below:
            yield "topics = ["
            for k, label in enumerate(heading.below, 1):
                yield f'  {{ id = "topic_{k}", label = {_quoted(_safe(label))} }},'
            yield "]"


_FIELDS = tuple(
    line
    for id, label, kind, more in (
        ("number", "发文字号", "document-number", 'editions = ["filed"]'),
        ("signer", "签发人", "persons", 'editions = ["filed"]'),
        ("issuer", "发文机关", "organs", "required = true"),
        ("recipients", "主送机关", "organs", ""),
        ("attachments", "附件说明", "texts", ""),
        ("date", "成文日期", "date", "required = true"),
        ("copies", "抄送机关", "organs", 'editions = ["filed"]'),
        ("printer", "印发机关", "organ", 'editions = ["filed"]'),
        ("printed", "印发日期", "date", 'editions = ["filed"]'),
    )
    for line in ("", "[[fields]]", f'id = "{id}"', f'label = "{label}"', f'kind = "{kind}"', *filter(None, [more]))
)


def _title_of(title: str, name: str, year: int | None) -> str:
    """The title with the year and the organ as references."""
    if not title:
        return f"{{issuer}}\n{{year}}年{_safe(name)}"
    text = _with_years(title, year)
    return _ISSUER.sub("{issuer}", text, count=1)


def _with_years(text: str, year: int | None) -> str:
    """A heading or title in which the report year and the next one are references."""
    plain = _safe(text)
    if year is None:
        return plain
    return plain.replace(f"{year}年", "{year}年").replace(f"{year + 1}年", "{next_year}年")


def _safe(text: str) -> str:
    """A text without the braces that would be references."""
    return text.replace("{", "｛").replace("}", "｝")


def _quoted(text: str) -> str:
    """A text as TOML; JSON strings are valid TOML strings."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
