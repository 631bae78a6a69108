"""The table of rules in docs/; `python -m tests.tools.rule_table` writes it from the register."""

from __future__ import annotations

import re
from pathlib import Path

from tui.base.messages import Language
from tui.rules.register import RULES

ROOT = Path(__file__).parents[2]
PAGES = {"docs/rules.md": "en", "docs/rules.zh-CN.md": "zh_CN"}
_PLACE = re.compile(r"(<!-- rules -->\n).*?(<!-- /rules -->)", re.DOTALL)


def table(language: str) -> str:
    """The rules of the register as a Markdown table."""
    speak = Language(language)
    head = {"en": "| rule | name | grade | what it finds |", "zh_CN": "| 规则 | 名称 | 级别 | 查什么 |"}[language]
    rows = [
        f"| {rule.code} | {rule.name} | {rule.grade.word} | {speak(rule.summary).replace('|', chr(92) + '|')} |"
        for rule in sorted(RULES.values(), key=lambda rule: rule.code)
    ]
    return "\n".join((head, "| --- | --- | --- | --- |", *rows))


def with_table(text: str, language: str) -> str:
    """A page with its table as the register has it."""
    return _PLACE.sub(lambda match: f"{match[1]}\n{table(language)}\n\n{match[2]}", text)


if __name__ == "__main__":
    for name, language in PAGES.items():
        (ROOT / name).write_text(with_table((ROOT / name).read_text("utf-8"), language), "utf-8")
