"""Waivers that are no longer needed: `tui.rules.waiver` makes the findings, since it knows what each covered."""

from __future__ import annotations

from tui.base.messages import say
from tui.rules.finding import EXPIRED, UNUSED, Grade
from tui.rules.rule import Rule, enter

_WAIVED = """[sections.problems]
text = \"""
主要原因如下，其余的将在下一年的报告中补充说明。

1. 专业人员少，培训的次数也少。
\"""
[[waivers]]
rule = "S115"
reason = "其余各点已经另行报告"
"""

enter(
    Rule(
        code=UNUSED,
        name="unused-waiver",
        grade=Grade.WARNING,
        summary=say("a waiver that covers nothing"),
        why=say("Its problem was fixed, or its rule, section or words are misspelt; it would hide the next mistake."),
        bad='[[waivers]]\nrule = "S111"\nreason = "数字已经核对"',
        good=_WAIVED,
        reported_elsewhere=True,
    )
)
enter(
    Rule(
        code=EXPIRED,
        name="expired-waiver",
        grade=Grade.WARNING,
        summary=say("a waiver whose day has passed"),
        why=say("The reason was valid for a time that has passed."),
        bad='[[waivers]]\nrule = "S111"\nreason = "数字已经核对"\nuntil = 2001-01-01',
        good=f"{_WAIVED}until = 2099-12-31\n",
        reported_elsewhere=True,
    )
)
