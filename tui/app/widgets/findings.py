"""A list of findings: grade in words, message, what to do; Enter goes to the place."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.app.speaking import Speaking, plain
from tui.findings import Finding, Grade
from tui.message import Message, say
from tui.rules import RULES

WORDS: dict[Grade, Message] = {Grade.ERROR: say("error"), Grade.WARNING: say("warning"), Grade.HINT: say("hint")}
_STYLES = {Grade.ERROR: "bold $text-error", Grade.WARNING: "$text-warning", Grade.HINT: "dim"}


class FindingsList(OptionList, Speaking):
    """Shows findings."""

    def __init__(self, *, id: str | None = None, whole: bool = False) -> None:
        super().__init__(id=id, compact=True)
        self._whole = whole
        self._findings: Sequence[Finding] = ()
        self._is_filled = False

    @property
    def finding(self) -> Finding | None:
        """The one that is highlighted."""
        at = self.highlighted
        return self._findings[at] if at is not None and at < len(self._findings) else None

    def show(self, findings: Sequence[Finding]) -> None:
        """Show these; when they are the same, nothing moves."""
        if self._is_filled and list(findings) == list(self._findings):
            return
        at = self.highlighted
        self._findings, self._is_filled = list(findings), True
        if findings:
            self.set_options(Option(self._line(one)) for one in findings)
            self.highlighted = min(at or 0, len(findings) - 1)
        else:
            self.set_options([Option(plain(self.speak(say("nothing is wrong here"))), disabled=True)])

    def _line(self, finding: Finding) -> Content:
        word = plain(f"{self.speak(WORDS[finding.grade])} {finding.code} ", _STYLES[finding.grade])
        line = word + plain(self.speak(finding.message))
        if finding.remedy:
            line += plain(f"  {self.speak(finding.remedy)}", "dim")
        if self._whole:
            basis = finding.citation or RULES[finding.code].citation
            if finding.fix:
                line += plain("  [") + plain(self.speak(say("can be mended")), "bold") + plain("]")
            if basis:
                line += plain(f"\n  {self.speak(basis.sentence)}", "dim")
        return line
