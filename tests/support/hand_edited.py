"""Drafts as people leave them: every form TOML has, comments anywhere, odd blanks, CRLF, BOM."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tui.editing.values import multi_line, one_line

FIELDS = ("number", "signer", "issuer", "recipients", "copies", "printer")
FIGURES = ("permits", "inspections", "penalties", "judgments_due", "judgments_complied")
SECTIONS = ("introduction", "measures", "problems", "responsibility", "plan", "other")
WORDS = (
    "一是加强学习。",
    "“引号”",
    "C:\\路径",
    "'单'",
    '"双"',
    "　　缩进",
    "😀",
    "#不是注释",
    "a = 1",
    "[不是表]",
    "{permits}",
    "**粗**",
    "e\u0301",
)


def text(random: Random, *, lines: bool = True) -> str:
    """A text that a draft might hold."""
    words = [random.choice(WORDS) for _ in range(random.randrange(6))]
    return ("\n" if lines and random.random() < 0.6 else "").join(words) + ("\n" if lines and words else "")


def hand_edited(random: Random) -> bytes:
    """A draft of the outline for departments, valid and untidy."""
    comment = _commenter(random)
    top = [f"{comment()}outline = {_string(random, 'law-based-government-department@2024')}{_trailing(random)}"]
    top.append(f"{comment()}year{_blank(random)}={_blank(random)}2025{_trailing(random)}")
    tables: list[str] = []
    for name, keys, value in (("fields", FIELDS, _field), ("figures", FIGURES, _figure)):
        chosen = [key for key in keys if random.random() < 0.7]
        random.shuffle(chosen)
        _lay(random, name, [(key, value(random, key)) for key in chosen], top, tables, comment)
    ids = [id for id in SECTIONS if random.random() < 0.7]
    _sections(random, ids, top, tables, comment)
    if random.random() < 0.5:
        tables.append(
            f"{comment()}[clearance]{_trailing(random)}\nby = '办公室'\ndate = 2026-03-01{_trailing(random)}\n"
        )
    for _ in range(random.randrange(3)):
        tables.append(f'{comment()}[[waivers]]\nrule = "P301"{_trailing(random)}\nreason = "文件名原文如此"\n')
    source = "\n".join(top) + "\n" * random.randrange(1, 3) + "\n".join(tables) + comment()
    if random.random() < 0.3:
        source = source.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if random.random() < 0.2 else b"") + source.encode()


def _commenter(random: Random) -> Callable[[], str]:
    count = iter(range(10_000))

    def comment() -> str:
        lines = [
            f"{'  ' * random.randrange(2)}# 说明{next(count)} = “x” [y]\n" for _ in range(random.choice((0, 0, 1, 2)))
        ]
        return "\n" * random.choice((0, 0, 1)) + "".join(lines)

    return comment


def _trailing(random: Random) -> str:
    return random.choice(("", "", "  # 行末 = 1", "\t#, ]", "   "))


def _blank(random: Random) -> str:
    return random.choice((" ", "", "  ", "\t"))


def _string(random: Random, value: str) -> str:
    forms = [one_line(value)]
    if "'" not in value and "\n" not in value:
        forms.append(f"'{value}'")
    if "'''" not in value and not value.endswith("'"):
        forms.append(f"'''\n{value}'''")
    forms.append(multi_line(value))
    if not value.startswith("\n"):
        forms.append(multi_line(value).replace('"""\n', '"""', 1))
    return random.choice(forms)


def _field(random: Random, key: str) -> str:
    if key in ("recipients", "copies"):
        items = [one_line(text(random, lines=False)) for _ in range(random.randrange(4))]
        gap = random.choice((", ", ",", ",\n  ", ", # 夹注 , ]\n  "))
        return f"[{random.choice(('', ' '))}{gap.join(items)}{random.choice(('', ',')) if items else ''}]"
    return _string(random, text(random, lines=False) or "甲")


def _figure(random: Random, key: str) -> str:
    return random.choice(("0", "12", "37.20", '"30余"', "'约1.5万'"))


def _lay(
    random: Random,
    name: str,
    pairs: list[tuple[str, str]],
    top: list[str],
    tables: list[str],
    comment: Callable[[], str],
) -> None:
    form = random.choice(("header", "header", "dotted", "inline"))
    if form == "inline" and all("\n" not in value or value.startswith(('"""', "'''")) for _, value in pairs):
        top.append(f"{name} = {{ {', '.join(f'{key} = {value}' for key, value in pairs)} }}{_trailing(random)}")
    elif form == "dotted":
        top.extend(f"{comment()}{name}.{key} = {value}{_trailing(random)}" for key, value in pairs)
    else:
        lines = [f"{comment()}{key}{_blank(random)}= {value}{_trailing(random)}\n" for key, value in pairs]
        tables.append(f"{comment()}[{name}]{_trailing(random)}\n{''.join(lines)}")


def _sections(random: Random, ids: list[str], top: list[str], tables: list[str], comment: Callable[[], str]) -> None:
    def pairs() -> list[tuple[str, str]]:
        given = [("text", _string(random, text(random)))]
        if random.random() < 0.5:
            given.insert(random.randrange(2), ("owner", _string(random, "法规科")))
        return given

    form = random.choice(("headers", "headers", "dotted", "below one header", "inline"))
    for id in ids:
        key = random.choice((id, f'"{id}"'))
        if form == "dotted":
            top.extend(f"{comment()}sections.{key}.{name} = {value}{_trailing(random)}" for name, value in pairs())
        elif form == "headers":
            lines = [f"{comment()}{name} = {value}{_trailing(random)}\n" for name, value in pairs()]
            tables.append(f"{comment()}[sections.{key}]{_trailing(random)}\n{''.join(lines)}")
    if form == "below one header":
        lines = [f"{comment()}{id}.{name} = {value}{_trailing(random)}\n" for id in ids for name, value in pairs()]
        tables.append(f"{comment()}[sections]\n{''.join(lines)}")
    elif form == "inline":
        inner = ", ".join(f"{id} = {{ text = {one_line(text(random))} }}" for id in ids)
        top.append(f"sections = {{ {inner} }}{_trailing(random)}")
