"""Random changes of a draft as two people make them on two branches, and an oracle of what must come of their merge."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from tui.draft.draft import Draft
from tui.formatting.canonical import canonical
from tui.outline.library import Library
from tui.toml import parse

OUTLINE = "law-based-government-department@2024"
SECTIONS = ("introduction", "responsibility", "measures", "problems", "plan")
_FIGURES = ("penalties", "permits", "inspections", "hearings_due")

BASE = (
    f"""\
#:schema draft.schema.json
# 本文件由法规科维护

outline = "{OUTLINE}"
year = 2024

[fields]
issuer = "云川市市场监督管理局"  # 全称
recipients = [
  "市委",  # 第一
  "市政府",  # 第二
]
signer = "周启航"
# 日期由办公室填写
date = 2025-01-20

[figures]
penalties = 913  # 年报口径
permits = 100
inspections = 200
# 听证
hearings_due = 8

"""
    + "".join(
        f'# {id}的说明\n[sections.{id}]\nstatus = "writing"\nowner = "法规科"\ntext = """\n'
        + "".join(
            f"{n}. **要点{id}{n}。**\n" + "".join(f"{id}第{n}点第{m}句说明工作。\n" for m in range(3)) + "\n"
            for n in (1, 2, 3)
        )
        + '"""\n\n'
        for id in SECTIONS
    )
    + '[[waivers]]\nrule = "P301"\nsection = "plan"\nreason = "原文如此"  # 请核\n\n# 全文完\n'
)

_SENTENCE = re.compile(r"(?:\w+第\d点第\d句)[^。\n]*。")


@dataclass
class Side:
    """One branch: its source, the marks it put in, and the places it touched."""

    name: str
    random: Random
    source: str = BASE
    marks: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    renames: bool = False

    def mark(self) -> str:
        """A word that is nowhere else."""
        self.marks.append(f"{self.name}{len(self.marks)}号")
        return self.marks[-1]

    def replace(self, old: str, new: str) -> None:
        """Replace what is there once."""
        assert self.source.count(old) == 1, (old, self.source.count(old))
        self.source = self.source.replace(old, new)

    # What people do

    def edit_sentence(self) -> None:
        old = self._sentence()
        if old:
            self.replace(old, old.replace("说明", f"说明{self.mark()}"))

    def delete_sentence(self) -> None:
        old = self._sentence()
        if old:
            self.replace(f"{old}\n", "")
            self.gone.append(old)

    def _sentence(self) -> str | None:
        free = [one for one in _SENTENCE.findall(self.source) if one[: one.index("句")] not in self.touched]
        if not free:
            return None
        one = str(self.random.choice(free))
        self.touched.add(one[: one.index("句")])
        return one

    def add_sentence(self) -> None:
        free = [one for one in _SENTENCE.findall(self.source) if one[: one.index("句")] not in self.touched]
        if free:
            one = self.random.choice(free)
            self.replace(one, f"{one}\n{self.mark()}是新写的一句话。")

    def add_point(self) -> None:
        id = self.random.choice(SECTIONS)
        head = f"[sections.{id}]"
        if head in self.source:
            start = self.source.index('"""\n\n', self.source.index(head))
            self.source = f"{self.source[:start]}4. **{self.mark()}要点。**\n新的一点。\n{self.source[start:]}"

    def change_figure(self) -> None:
        id = self.random.choice(_FIGURES)
        if id not in self.touched:
            self.touched.add(id)
            self.source = re.sub(rf"^{id} = \d+", f"{id} = {self._number()}", self.source, flags=re.MULTILINE)

    def _number(self) -> int:
        number = self.random.randrange(10_000, 99_999)
        self.marks.append(str(number))
        return number

    def change_field(self) -> None:
        if "signer" not in self.touched:
            self.touched.add("signer")
            self.source = re.sub(r'^signer = ".*?"', f'signer = "{self.mark()}"', self.source, flags=re.MULTILINE)

    def add_recipient(self) -> None:
        item = self.random.choice(('  "市委",', '  "市政府",'))
        self.replace(item, f'{item[:2]}"{self.mark()}",  # 新增{self.mark()}\n{item}')

    def change_status(self) -> None:
        id = self.random.choice(SECTIONS)
        old = f'[sections.{id}]\nstatus = "writing"'
        if old in self.source:
            self.replace(old, f'[sections.{id}]\nstatus = "ready"')

    def comment_line(self) -> None:
        keys = re.findall(r"^(?:\w+ = (?!\[)|\[[^\[\]]+\]).*$", self.source, flags=re.MULTILINE)
        line = self.random.choice([key for key in keys if self.source.count(f"\n{key}\n") == 1])
        self.replace(f"\n{line}\n", f"\n# 注{self.mark()}\n{line}\n")

    def comment_after(self) -> None:
        keys = re.findall(r"^(?:permits|inspections|date|year) = [^\n#]*$", self.source, flags=re.MULTILINE)
        free = [key for key in keys if key.split(" ")[0] not in self.touched]
        if free:
            line = self.random.choice(free)
            self.replace(f"\n{line}\n", f"\n{line}  # 注{self.mark()}\n")

    def delete_comment(self) -> None:
        comment = self.random.choice(("# 日期由办公室填写\n", "# 听证\n", "  # 年报口径", "  # 全称", "# 全文完\n"))
        if comment in self.source:
            self.replace(comment, "\n" if comment.endswith("完\n") else "")
            self.gone.append(comment.strip())

    def delete_section(self) -> None:
        id = self.random.choice(SECTIONS)
        found = re.search(rf'# {id}的说明\n\[sections\.{id}\]\n(?:.*\n)*?"""\n\n', self.source)
        if found and not any(touched.startswith(id) for touched in self.touched) and not re.search("号", found[0]):
            self.source = self.source.replace(found[0], "")
            self.touched |= {f"{id}第{n}点第{m}" for n in (1, 2, 3) for m in range(3)} | {f"{id} all"}

    def swap_sections(self) -> None:
        one, other = self.random.sample(SECTIONS, 2)
        tables = [re.search(rf'\[sections\.{id}\]\n(?:.*\n)*?"""\n\n', self.source) for id in (one, other)]
        if tables[0] and tables[1]:
            first, second = tables[0][0], tables[1][0]
            self.source = self.source.replace(first, "\0").replace(second, first).replace("\0", second)

    def add_waiver(self) -> None:
        self.source += f'\n[[waivers]]\nrule = "N401"\nsection = "plan"\nquote = "{self.mark()}"\nreason = "引用"\n'

    def format(self) -> None:
        document = parse(self.source.encode(), "f")
        self.source = canonical(Draft(document, Library.searching().find(OUTLINE))).decode()

    def change(self, count: int) -> None:
        """Make random changes, perhaps format the draft, and perhaps save it with other line ends."""
        for _ in range(count):
            self.random.choice(
                (
                    self.edit_sentence,
                    self.edit_sentence,
                    self.delete_sentence,
                    self.add_sentence,
                    self.add_point,
                    self.change_figure,
                    self.change_field,
                    self.add_recipient,
                    self.change_status,
                    self.comment_line,
                    self.comment_line,
                    self.comment_after,
                    self.delete_comment,
                    self.delete_section,
                    self.swap_sections,
                    self.add_waiver,
                )
            )()
        if self.random.random() < 0.2:
            self.format()
        if self.random.random() < 0.15:
            self.source = self.source.replace("\n", "\r\n")
        self.renames = self.random.random() < 0.1


def pair(seed: int) -> tuple[Side, Side]:
    """Two branches from one base."""
    random = Random(seed)
    sides = Side("甲", Random(random.random())), Side("乙", Random(random.random()))
    for side in sides:
        side.change(random.randrange(1, 8))
    return sides


def conflicts(ours: Side, theirs: Side) -> bool:
    """Whether both touched the same sentence or value, and so a conflict must be asked, unless both did the same."""
    for touched in ours.touched & theirs.touched:
        if touched.endswith(" all") or _of(ours, touched) == _of(theirs, touched):
            continue
        return True
    return _deletes_what_grew(ours, theirs) or _deletes_what_grew(theirs, ours)


def _of(side: Side, touched: str) -> str:
    text = side.source.replace("\r\n", "\n")
    found = re.search(rf"^.*{re.escape(touched)}(?: = .*|句[^。\n]*。)$", text, flags=re.MULTILINE)
    return found[0] if found else ""


def _deletes_what_grew(one: Side, other: Side) -> bool:
    """Whether one side deleted a section in which the other changed something."""
    gone = [id for id in SECTIONS if f"{id} all" in one.touched]
    return any(_said(other, id) not in (None, _said(Side("", Random(0)), id)) for id in gone)


def _said(side: Side, id: str) -> dict[str, str] | None:
    section = parse(side.source.encode(), "f").values["sections"].get(id)
    return section and {key: re.sub(r"\s", "", value) for key, value in section.items()}


def faults(merged: str, ours: Side, theirs: Side, *, is_conflict: bool) -> list[str]:
    """What is wrong with a merge; nothing if all is well."""
    wrong: list[str] = []
    wrong += [
        f"lost {mark}" for side in (ours, theirs) for mark in side.marks if mark in side.source and mark not in merged
    ]
    if is_conflict != conflicts(ours, theirs):
        wrong.append("a needless conflict" if is_conflict else "a conflict that was not asked")
    if is_conflict:
        return wrong
    try:
        parse(merged.encode(), "f")
    except Exception as error:
        wrong.append(f"no TOML: {error}")
    for side, other in ((ours, theirs), (theirs, ours)):
        for gone in side.gone:
            key = gone[: gone.index("句")] if "句" in gone else gone
            if gone in merged and key not in other.touched:
                wrong.append(f"came back: {gone}")
    if merged.split("\n", 1)[0].strip() != "#:schema draft.schema.json":
        wrong.append("the schema's line moved")
    if "\r\n" in ours.source + theirs.source and merged.count("\n") != merged.count("\r\n"):
        wrong.append("line ends are mixed")
    wrong += _order_faults(merged, ours, theirs)
    doubled = [mark for side in (ours, theirs) for mark in side.marks if merged.count(mark) > side.source.count(mark)]
    wrong += [f"doubled {mark}" for mark in doubled]
    return wrong


def _order(source: str) -> list[str]:
    return re.findall(r"^\[sections\.(\w+)\]", source.replace("\r\n", "\n"), flags=re.MULTILINE)


def _order_faults(merged: str, ours: Side, theirs: Side) -> list[str]:
    """The order of sections is that of the side that changed it, if only one did."""
    now = _order(merged)
    base, mine, other = ([id for id in _order(source) if id in now] for source in (BASE, ours.source, theirs.source))
    if sorted(now) != sorted(base) or (mine != base and other != base):
        return []
    return [] if now == (other if mine == base else mine) else [f"order {now}"]
