"""Document numbers in the text: the year in 〔〕, and the number after its title."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.marks import HAN
from tui.rules.support.standards import document_format, handling

_LOOSE = Pattern(
    f"(?<=[{HAN}])([\\[［(（【﹝〖﹙<〈])((?:19|20)[0-9]{{2}})年?([\\]］)）】﹞〗〕﹚>〉])(?:第| )?([0-9]{{1,5}})(?= ?号)"
)
_NUMBER = Pattern(f"(?<=[{HAN}])〔((?:19|20)[0-9]{{2}})〕(第?0*)([1-9][0-9]{{0,4}})(?=号)")
_SHORT = Pattern(f"(?<=[{HAN}])[〔\\[［【]([0-3][0-9])年?[〕\\]］】](?:第)?([0-9]{{1,5}})(?=号)")
_IN_PLACE = Pattern(f"(?<=[{HAN}])(20[0-9]{{2}})年?[〔（(\\[【]第?([0-9]{{1,4}})[〕）)\\]】](?=号)")
_OWN = Pattern(f"(?<=[{HAN}])〔((?:19|20)[0-9]{{2}})年〕(?:第)?([1-9][0-9]{{0,4}})(?=号)", having=("年〕",))
_NO_SIGN = Pattern(f"(?<=[{HAN}])〔((?:19|20)[0-9]{{2}})〕([1-9][0-9]{{0,4}})(?=文件|文[）)，。、]|[）)])")
_CODE_END = frozenset("发办字函政委法综规通党司文厅局院令监执复审示")


@text_rule(
    "N420",
    "document-number-in-text",
    Grade.WARNING,
    say("a document number in the text that is not written as 〔2024〕5号"),
    why=say("The year of a document number is written in 〔〕, and the number after it without 第 or leading zeros."),
    bad="根据《关于做好年度报告工作的通知》（云法治办发【2024】5号）要求，健全工作机制。",
    good="根据《关于做好年度报告工作的通知》（云法治办发〔2024〕5号）要求，履行云水罚决字〔2024〕第5号决定，受理（2024）云0101行初5号案件。",
    triggers=(
        *(f"{bracket}{century}" for bracket in "(（﹙<〈" for century in ("19", "20")),
        *(f"{bracket}{digit}" for bracket in "[［【﹝〖〔" for digit in "0123"),
        *(f"{digit}{bracket}" for digit in "0123456789" for bracket in "〔（("),
    ),
    citation=document_format("7.2.5"),
)
def document_number_in_text(passage: Passage) -> Iterator[Problem]:
    """Each document number with its year in other brackets; not a case number, in which courts use ()."""
    text = passage.text
    for match in _LOOSE.finditer(text):
        if match[1] in "(（<〈﹙" and text[match.start() - 1] not in _CODE_END:
            continue
        start, end = match.span()
        right = f"〔{match[2]}〕{int(match[4])}"
        what = say("“{typed}” should be “{right}”", typed=f"{match[0]}号", right=f"{right}号")
        yield Problem(passage.locus(start, end), what, fix=passage.replaced(start, end, right))
    for match in _IN_PLACE.finditer(text):
        if text[match.start() - 1] in _CODE_END:
            right = f"〔{match[1]}〕{int(match[2])}"
            what = say("“{typed}” should be “{right}”", typed=f"{match[0]}号", right=f"{right}号")
            yield Problem(passage.locus(*match.span()), what, fix=passage.replaced(*match.span(), right))
    for pattern, sign in ((_OWN, ""), (_NO_SIGN, "号")):
        for match in pattern.finditer(text):
            if text[match.start() - 1] in _CODE_END:
                right = f"〔{match[1]}〕{match[2]}{sign}"
                what = say("“{typed}” should be “{right}”", typed=match[0], right=right)
                yield Problem(passage.locus(*match.span()), what, fix=passage.replaced(*match.span(), right))
    for match in _SHORT.finditer(text):
        if text[match.start() - 1] in _CODE_END:
            right = f"〔20{match[1]}〕{int(match[2])}"
            what = say("“{typed}” should be “{right}”", typed=f"{match[0]}号", right=f"{right}号")
            yield Problem(passage.locus(*match.span()), what, fix=passage.replaced(*match.span(), right))
    for match in _NUMBER.finditer(text):
        if match[2] and not (match[2].startswith("第") and text[match.start() - 1] == "字"):  # 罚决字〔2024〕第5号
            what = say("“{typed}” should be “{right}”", typed=f"{match[0]}号", right=f"〔{match[1]}〕{match[3]}号")
            fix = passage.replaced(*match.span(), f"〔{match[1]}〕{match[3]}")
            yield Problem(passage.locus(*match.span()), what, fix=fix)


_BEFORE = Pattern(f"[{HAN}]{{2,12}}〔(?:19|20)[0-9]{{2}}〕[0-9]{{1,5}}号(?=《)")


@text_rule(
    "N421",
    "number-before-title",
    Grade.HINT,
    say("a document number comes before its title"),
    why=say("A document is cited by its title, and its number follows in brackets."),
    bad="学习传达云政发〔2022〕15号《关于开展示范创建活动的通知》精神。",
    good="学习传达《关于开展示范创建活动的通知》（云政发〔2022〕15号）精神。",
    triggers=("号《",),
    citation=handling("20(四)"),
)
def number_before_title(passage: Passage) -> Iterator[Problem]:
    """Each number of a document right before 《."""
    for match in _BEFORE.finditer(passage.text):
        start = match.end() - len(match[0].split("〔")[1]) - 1
        what = say("“{number}” comes before its title", number=passage.text[start : match.end()])
        yield Problem(passage.locus(start, match.end()), what, say("write 《…》（…号）"))
