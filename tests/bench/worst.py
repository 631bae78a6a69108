"""The worst that can be put before a rule: of many shapes a text can take, the one that costs the rule most for a byte."""

from __future__ import annotations

import gc
import time
import tomllib
from collections import deque
from collections.abc import Callable, Iterator
from copy import copy, deepcopy
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import tomli_w

from tests.support import tabled
from tests.support.planting import laid, outline, planted
from tui.base.errors import BaogaoError
from tui.draft.draft import Draft
from tui.draft.prose import Kind
from tui.outline.outline import Outline
from tui.rules import passage
from tui.rules.disclosure import disclosure
from tui.rules.finding import EXPIRED, UNREADABLE, UNUSED
from tui.rules.office import OfficeWord
from tui.rules.passage import Passage
from tui.rules.register import RULES, check_section
from tui.rules.rule import Rule, Subject
from tui.rules.waiver import waived
from tui.rules.wording import law_names
from tui.rules.wording.office_words import CODE as OFFICE_WORD
from tui.rules.wording.office_words import words_found
from tui.toml import Document, KeyPath, parse

Work = Callable[[], object]
_TRIAL = 16_000  # bytes, on which the shapes are compared
_MOST_TRIGGERS = 20
_HARD = (
    "》规定“",
    "附件  ",
    "{a№}",
    "{inspections№}",
    "《中华人民共和国№处罚法》",
    "## 一\n\n",
    "1. 一\n\n",
    "（1）一\n\n",
    "一是。三是。",
)
_TEXT: KeyPath = ("sections", "plan", "text")
_WORDS = (OfficeWord("市法制办", "市司法局", "机构改革方案", date(2019, 3, 1)),)
_UNTAKEN = {  # what these report is found while the draft is made, of many values at one of these places
    "S103": ("sections",),
    "S104": ("fields", "figures", "clearance"),
    "S105": ("recipients", "waivers"),
}


class Shape(NamedTuple):
    """A text of any size: `again` as often as there is room, after one `once`; № in it is a running number."""

    once: str
    again: str

    def written(self, size: int) -> str:
        """The text with about `size` bytes."""
        times = max(1, size // len(self.again.encode()))
        if "№" not in self.again:
            return self.once + self.again * times
        return self.once + "".join(self.again.replace("№", f"{n:07}") for n in range(times))


class Case(NamedTuple):
    """Something a rule may have to look at: what it is, and how to make ready work with about so many bytes of it."""

    label: str
    ready: Callable[[int], Work]


class Growth(NamedTuple):
    """A rule on its worst case: CPU seconds on some text, and on ten times as much."""

    code: str
    label: str
    small: float
    large: float

    @property
    def ratio(self) -> float:
        """Time for a byte of the large text, beside that of the small one; under a millisecond nothing can be measured."""
        return self.large / 10 / max(self.small, 0.001)


def growth(code: str, kilobytes: int) -> Growth:
    """How the time of one rule grows up to a text of so many kilobytes.

    The garbage collector is off: a million findings keep it busy, and that is not the rule's doing.
    """
    gc.collect()
    gc.disable()
    case = worst(RULES[code], min(_TRIAL, kilobytes * 1000))
    small, large = (fastest(case.ready(kilobytes * size)) for size in (100, 1000))
    gc.enable()
    return Growth(code, case.label, small, large)


def worst(rule: Rule, size: int) -> Case:
    """The case of a rule that takes it longest for a byte."""
    return max(cases(rule), key=lambda case: fastest(case.ready(size), runs=2))


def fastest(work: Work, runs: int = 3) -> float:
    """CPU seconds of the fastest of some runs, of fewer when they are long; what rules remember is forgotten before each."""
    best, spent = float("inf"), 0.0
    while runs and spent < 1:
        passage._KNOWN.clear()
        disclosure._runs.cache_clear()
        law_names.right_name.cache_clear()
        start = time.process_time()
        work()
        taken = time.process_time() - start
        best, spent, runs = min(best, taken), spent + taken, runs - 1
    return best


def cases(rule: Rule) -> Iterator[Case]:
    """What to try on a rule."""
    if rule.code == UNREADABLE:
        for shape in (Shape(rule.bad, "甲。\n"), Shape(f'{rule.bad}\ntext = """\n', "甲。\n"), Shape("", rule.bad)):
            yield Case(_label("a file", shape), partial(_unreadable, shape))
    elif rule.code in (UNUSED, EXPIRED):
        yield Case("waivers", partial(_waivers, rule))
        yield Case("findings under a waiver", partial(_findings, rule))
    elif rule.code == OFFICE_WORD:
        for shape in _shapes(rule.bad, (_WORDS[0].wrong,)):
            yield Case(_label("a section", shape), partial(_office_words, shape))
    elif rule.code in _UNTAKEN:
        for name in _UNTAKEN[rule.code]:
            yield Case(f"many in {name}", partial(_read, rule, name))
    elif rule.check_text is not None:
        for shape in _shapes(rule.bad, rule.triggers[:_MOST_TRIGGERS]):
            yield Case(_label("a section", shape), partial(_passages, rule, shape))
    else:
        yield from _draft_cases(rule)


def _label(where: str, shape: Shape) -> str:
    return f"{where} of {shape.again[:24]!r}" + (" after its example" if shape.once else "")


def _shapes(example: str, triggers: tuple[str, ...] = ()) -> Iterator[Shape]:
    """An example over and over, on its own and as paragraphs; its characters, pairs of them, and what triggers a rule."""
    short = example[:60]
    pairs = (short[at : at + 2] for at in range(len(short) - 1))
    for again in dict.fromkeys((example, f"{example}\n\n", *triggers, "".join(triggers), *short, *pairs, *_HARD)):
        if again.strip("\n"):
            yield Shape("", again)
            yield Shape(f"{example}\n\n" if "\n" in again else example, again)
    yield Shape("附件", " ")


def _passages(rule: Rule, shape: Shape, size: int) -> Work:
    """Let a rule look at a section's passages, which are made beforehand."""
    parts = shape.written(size).split("\n\n")
    made = [Passage("plan", Kind.PARAGRAPH, part, ((0, 0, -1),)) for part in parts]
    assert rule.check_text is not None
    check = rule.check_text
    return lambda: deque(map(_through, map(check, made)), maxlen=0)


def _through(problems: Iterator[object]) -> None:
    """Take all, and keep none."""
    deque(problems, maxlen=0)


_OWN = 'id = "own"\nversion = 2024\nname = "自带的提纲"\nkind = "报告"\ntitle = "报告"\n'


def _asked(rule: Rule) -> Outline:
    """The outline that a rule's example is of."""
    return tabled.outline(_OWN + rule.outline) if rule.outline else outline()


def _example(rule: Rule) -> tuple[Document, dict[str, Any]]:
    """The draft of a rule's bad example, and the lines of it alone."""
    if rule.in_text:
        lines: dict[str, Any] = {"sections": {"plan": {"text": rule.bad}}}
        return planted(tomli_w.dumps(lines)).document, lines
    lines = tomllib.loads(rule.bad)
    lines.pop("last_year", None)
    if not rule.outline:
        return planted(rule.bad).document, lines
    values = {"outline": _asked(rule).reference, "year": 2024, "sections": {"plan": {"text": "甲。"}}, **lines}
    return parse(tomli_w.dumps(laid({"sections": {"plan": {"text": "甲。"}}}, values)).encode(), "draft.toml"), lines


def _draft_cases(rule: Rule) -> Iterator[Case]:
    """Each text of a rule's example grown, and each list; and a report that any rule could say something of."""
    base, lines = _example(rule)
    for path, value in _leaves(lines):
        where = ".".join(map(str, path))
        for shape in _shapes(value) if value else ():
            yield Case(_label(where, shape), partial(_grown, rule, base, path, shape))
        if isinstance(path[-1], int):
            yield Case(f"{where}, many", partial(_lengthened, rule, base, path[:-1], value))
    if rule.outline:
        yield Case("its example", partial(_as_it_is, rule, base))  # a table has as many cells as its outline asks
    else:
        every = Shape("", "\n\n".join(one.bad for one in RULES.values() if one.check_text is not None) + "\n\n")
        yield Case("the examples of all rules", partial(_grown, rule, base, _TEXT, every))


def _leaves(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """The texts of an example, with their paths; that of the outline names it and cannot grow."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "outline":
                yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _leaves(inner, (*path, n))
    elif isinstance(value, str):
        yield path, value


def _with(base: Document, path: KeyPath, value: object) -> Document:
    """A document with another value at a path: what costs 10 MB of TOML to read is not what is measured."""
    document = copy(base)
    document.values = deepcopy(base.values)
    here: Any = document.values
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value
    return document


def _grown(rule: Rule, base: Document, path: KeyPath, shape: Shape, size: int) -> Work:
    return _checked(rule, Draft(_with(base, path, shape.written(size)), _asked(rule)))


def _as_it_is(rule: Rule, base: Document, size: int) -> Work:
    return _checked(rule, Draft(base, _asked(rule)))


def _lengthened(rule: Rule, base: Document, path: KeyPath, value: str, size: int) -> Work:
    times = size // (len(value.encode()) + 4)
    return _checked(rule, Draft(_with(base, path, [value] * times), _asked(rule)))


def _checked(rule: Rule, draft: Draft) -> Work:
    """Let a rule look at a draft whose blocks are made."""
    assert draft.blocks
    assert rule.check is not None
    check, subject = rule.check, Subject(draft, rule.editions[-1], date(2027, 3, 31))
    return lambda: _through(check(subject))


def _read(rule: Rule, name: str, size: int) -> Work:
    """Make a draft of values that cannot be taken, and let a rule report them."""
    base = planted("")
    many: Any = {f"singer{n}": "李明" for n in range(size // 24)}
    path: KeyPath = (name,)
    if name == "waivers":
        many = [{"rule": 7, "reson": "李明"}] * (size // 40)
    elif name == "recipients":
        path, many = ("fields", name), [7] * (size // 3)
    document = _with(base.document, path, many)
    assert rule.check is not None
    check = rule.check
    return lambda: _through(check(Subject(Draft(document, outline()), "filed")))


def _unreadable(shape: Shape, size: int) -> Work:
    """Read a file that is not TOML, up to the message that says so."""
    source = shape.written(size).encode()

    def read() -> None:
        try:
            parse(source, "draft.toml")
        except BaogaoError:
            return
        raise AssertionError("this can be read")

    return read


def _waivers(rule: Rule, size: int) -> Work:
    """Look through many waivers of what is not there."""
    waiver = tomllib.loads(rule.bad)["waivers"][0]
    document = _with(planted("").document, ("waivers",), [waiver] * (size // len(rule.bad.encode())))
    draft = Draft(document, outline())
    return lambda: waived(draft, [], "filed", date(2027, 3, 31))


def _findings(rule: Rule, size: int) -> Work:
    """Look through many findings under one waiver of certain words."""
    lines = {"waivers": [laid(tomllib.loads(rule.bad)["waivers"][0], {"rule": "W808", "quote": "反映的的问题"})]}
    base = _with(planted("").document, ("waivers",), lines["waivers"])
    draft = Draft(_with(base, _TEXT, Shape("", RULES["W808"].bad).written(size)), outline())
    found = check_section(draft, "plan", "filed", [RULES["W808"]])
    return lambda: waived(draft, found, "filed", date(2027, 3, 31))


def _office_words(shape: Shape, size: int) -> Work:
    """Look for an office's words."""
    draft = Draft(_with(planted("").document, _TEXT, shape.written(size)), outline())
    assert draft.blocks
    return lambda: words_found(draft, _WORDS)
