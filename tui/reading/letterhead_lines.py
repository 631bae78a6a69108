"""Lines of the letterhead, signature and imprint, recognised by form (GB/T 9704—2012, 7.2 to 7.4)."""

from __future__ import annotations

import re
from datetime import date

from tui.reading.organs import is_organ

_DIGIT = "[0-9０-９〇○零一二三四五六七八九十]"
DATE = re.compile(rf"({_DIGIT}{{4}})\s*年\s*({_DIGIT}{{1,3}})\s*月\s*({_DIGIT}{{1,3}})\s*日")
MARK = re.compile(r".{2,60}文\s*件")
NUMBER = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{1,20})\s*[〔\[（(【﹝［]\s*(?P<year>[0-9]{4})\s*[〕\]）)】﹞］]\s*(?:第\s*)?(?P<n>[0-9]{1,5})\s*号"
)
SIGNER = re.compile(r"签\s*发\s*人\s*[：:]?\s*(?P<names>.*)")
COPIES = re.compile(r"抄\s*送\s*[：:]\s*(?P<names>.*)")
PRINTED = re.compile(rf"(?P<printer>.*?)\s*(?P<date>{DATE.pattern})\s*印发")
ATTACHMENT = re.compile(r"附\s*件\s*(?:[0-9]{1,2}\s*)?[：:]\s*(?P<name>.*)")
NOTE = re.compile(r"[（(](?P<note>[^（）()]*(?:公开|印发|传达|联系人|此件)[^（）()]*)[）)]")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_KINDS = ("报告", "总结", "情况", "年报")
_CHINESE_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}


def is_of_letterhead(text: str) -> bool:
    """Whether a line is certainly part of the letterhead, signature or imprint, and never the text of a report."""
    if len(text) > 200:
        return False
    return bool(
        MARK.fullmatch(text)
        or (NUMBER.match(text) and len(text) < 60 and not text.endswith(("。", "，")))
        or text[:4].replace(" ", "").startswith("签发人")
        or COPIES.match(text)
        or PRINTED.fullmatch(text)
        or date_alone(text)
        or NOTE.fullmatch(text)
        or text.startswith(("附件：", "附件:"))
        or is_recipients(text)
    )


def is_of_imprint(text: str) -> bool:
    """Whether the text of a cell shows that a table only lays out letterhead or imprint."""
    if len(text) > 200:
        return False
    is_number = NUMBER.match(text) is not None and len(text) < 60
    return (
        is_number
        or text[:4].replace(" ", "").startswith("签发人")
        or bool(COPIES.match(text) or PRINTED.fullmatch(text))
    )


def is_recipients(text: str) -> bool:
    """Whether a line is 主送机关: names of organs, and a colon after the last."""
    if not text.endswith(("：", ":")) or len(text) > 80:
        return False
    names = [name.strip() for name in re.split("[、，,；;\\s]+", text[:-1]) if name.strip()]
    return bool(names) and all(
        is_organ(name) or re.fullmatch("[省市县区州旗乡镇]?[委府][^，。]{0,3}", name) for name in names
    )


def read_date(text: str) -> date | None:
    """The date that a text begins with: 2024年1月5日, 二〇二四年一月五日."""
    found = DATE.match(text)
    if found is None:
        return None
    try:
        return date(*(_number(part) for part in found.groups()))
    except ValueError:
        return None


def iso_date(text: str) -> date | None:
    """The date that a text begins with, as pages write their metadata: 2025-01-20, 2025/1/20."""
    found = _ISO.match(text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def date_alone(text: str) -> date | None:
    """The date that makes up a line, in brackets or not, with nothing else."""
    bare = text.strip("（）() 　")
    return read_date(bare) if DATE.fullmatch(bare) else None


def _number(text: str) -> int:
    """Digits of any kind as a number; 十一 and 二十 too."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_number(tens) if tens else 1) * 10 + (_number(ones) if ones else 0)
    return int("".join(_CHINESE_DIGITS.get(c, c) for c in text))


def is_title(text: str) -> bool:
    """Whether a line ends as the title of a report does, and holds no sentence."""
    bare = re.sub(r"[（(][^（）()]{0,20}[）)]$", "", "".join(text.split()))
    return bare.endswith(_KINDS) and len(bare) <= 80 and re.search("[。；：:！？]", bare) is None
