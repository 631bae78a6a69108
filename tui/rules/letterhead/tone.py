"""Tone: a report asks for nothing, and does not talk down to the organ it is addressed to."""

from __future__ import annotations

from collections.abc import Iterator

from tui.base.messages import say
from tui.base.pattern import Pattern
from tui.rules.finding import Grade
from tui.rules.needs import Needs
from tui.rules.passage import Passage
from tui.rules.rule import Problem, text_rule
from tui.rules.support.standards import handling

_REQUESTS = ("妥否", "当否", "请批", "请审", "请予", "特此请示", "恳请", "请求", "敬请")
_REQUEST = Pattern(
    r"(?<![稳得恰适正])[妥当]否[，,、？?]?\s?(?:(?:敬|恳|望|盼|谨)?请(?:予以?)?|予以?)(?:批示|审批|批准|批复|指示|审示)"
    r"|(?<![申报提呈聘邀商送])请(?:予以?批准|批示|予以?审批|审批|予以?批复|批复)(?=[。；！，,;!]|$)"
    r"|特此请示(?=[。；！，,;!]|$)"
    r"|(?:恳请|敬请|请求|请)(?:省|市|县|区|州|上级|贵)[^，。；！]{0,14}(?:批准|批复|审批|同意|解决|拨付|拨款|增加编制|追加|核拨|划拨|准予)[^，。；！]{0,20}(?=[，。；！]|$)"
)
_LONGEST = 200  # characters of a quotation
_ORDERS = (
    "请遵照执行",
    "请认真贯彻",
    "你局",
    "你委",
    "你厅",
    "你办",
    "你单位",
    "贵局",
    "贵委",
    "贵厅",
    "贵办",
    "贵单位",
    "特此通知",
    "此复",
    "特此函",
)
_ORDER = Pattern(
    r"请遵照执行(?=[。；！，,;!]|$)|请认真贯彻(?:执行|落实)(?=[。；！，,;!]|$)"
    r"|(?<![宝珍名昂富可高尊])贵局(?![面部限势域促])|你局(?![面部限势域促])|[你贵]单位"
    r"|(?<![宝珍名昂富可高尊迷])[你贵][委厅办](?![员会托派屈婉任内堂房公理事法])"
    r"|(?:(?<=[。；！，])|^)(?:特此通知|此复|特此函[告复达]?)(?=[。！]|$)"
)


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the characters are in quotation marks: somebody else's words, then."""
    before = max(0, start - _LONGEST), start
    return text.rfind("“", *before) > text.rfind("”", *before) or text[end : end + 1] in ("”", "》")


@text_rule(
    "L221",
    "request-in-report",
    Grade.ERROR,
    say("a report asks for a decision"),
    why=say("Requests need a document of their own (请示): reports are read, not answered."),
    bad="拟增设法制审核岗位。妥否，请批示。",
    good="已按程序报请审批，建议统一审核标准。",
    triggers=_REQUESTS,
    citation=handling("15(四)"),
    needs=Needs(official=True, kind="报告"),
)
def request_in_report(passage: Passage) -> Iterator[Problem]:
    """The formulas that request a decision, as a phrase of their own; suggestions do not count."""
    for found in _REQUEST.finditer(passage.text):
        if not _quoted(passage.text, *found.span()):
            what = say("“{words}” asks for a decision, which a report must not", words=found[0])
            yield Problem(passage.locus(*found.span()), what, say("ask in a 请示 of its own"))


@text_rule(
    "L222",
    "downward-tone",
    Grade.WARNING,
    say("a report speaks as to an organ below"),
    why=say("Reports go to a superior organ; these words are for organs below or of equal rank."),
    bad="业务生疏的，请认真贯彻执行。",
    good="已要求各单位认真贯彻执行。",
    triggers=_ORDERS,
    citation=handling("8(十)"),
    needs=Needs(official=True, kind="报告"),
)
def downward_tone(passage: Passage) -> Iterator[Problem]:
    """Orders, and 你局 and the like, outside quotation marks."""
    for found in _ORDER.finditer(passage.text):
        if not _quoted(passage.text, *found.span()):
            what = say("“{words}” is not used towards a superior organ", words=found[0])
            yield Problem(passage.locus(*found.span()), what)
