"""A list of findings: grade, message, remedy; Enter goes to the place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.widgets.option_list import Option

from tui.app.place import ENTER_OPENS, Key
from tui.app.translated import Translated, plain
from tui.app.widgets.filled_text import FilledText
from tui.app.widgets.rows import Rows
from tui.base.messages import Message, say, say_n
from tui.rules.finding import Finding, Grade
from tui.toml import KeyPath

WORDS: dict[Grade, Message] = {Grade.ERROR: say("error"), Grade.WARNING: say("warning"), Grade.HINT: say("hint")}
MOST = 300
"""The most findings that a list shows; whoever has more fixes some first, and the screen opens at once."""
_STYLES = {Grade.ERROR: "bold $text-error", Grade.WARNING: "$text-warning", Grade.HINT: "dim"}


class FindingsList(Rows, Translated):
    """Shows findings; `brief` leaves out the remedies, for screens that show them elsewhere."""

    ABOUT: ClassVar[Message] = say(
        "What is wrong, with the most serious first. Choose one to go to its place in the text."
    )
    KEYS: ClassVar[tuple[Key, ...]] = (ENTER_OPENS,)

    def __init__(self, *, id: str | None = None, brief: bool = False) -> None:
        super().__init__(id=id, compact=True)
        self._brief = brief
        self._shown: list[tuple[str, list[Finding]]] | None = None
        self._rows: list[Finding | None] = []

    @property
    def finding(self) -> Finding | None:
        """The highlighted finding."""
        at = self.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def show(self, findings: Sequence[Finding]) -> None:
        """Show these findings; if they have not changed, nothing moves."""
        self.show_groups([("", findings)])

    def show_groups(self, groups: Sequence[tuple[str, Sequence[Finding]]], empty: Message | None = None) -> None:
        """Show findings below the headings of their groups, or `empty` if there are none.

        The highlight stays on the same finding, or on the one that took its place.
        """
        wanted = [(heading, list(findings)) for heading, findings in groups]
        if wanted == self._shown:
            return
        finding, at = self.finding, self._ordinal
        self._shown = wanted
        self._fill(wanted, empty or say("nothing is wrong here"))
        found = [n for n, row in enumerate(self._rows) if row is not None]
        same = [n for n in found if self._rows[n] == finding]
        if found:
            self.highlighted = same[0] if same else found[min(at, len(found) - 1)]

    def go_to(self, paths: Sequence[KeyPath]) -> None:
        """Highlight the first finding about one of these places, if there is one."""
        found = (n for n, row in enumerate(self._rows) if row is not None and row.locus.path in paths)
        self.highlighted = next(found, self.highlighted)

    @property
    def _ordinal(self) -> int:
        """The number of findings above the highlighted one."""
        return sum(row is not None for row in self._rows[: self.highlighted or 0])

    def _fill(self, groups: Sequence[tuple[str, list[Finding]]], empty: Message) -> None:
        options: list[Option] = []
        self._rows = []
        total = sum(len(findings) for _, findings in groups)
        room = MOST
        for heading, findings in groups:
            if heading and findings and room:
                options.append(Option(plain(f"\n{heading}" if options else heading, "bold"), disabled=True))
                self._rows.append(None)
            for finding in findings[:room]:
                options.append(Option(FilledText(self._line(finding))))
                self._rows.append(finding)
            room -= len(findings[:room])
        if total > MOST:
            more = say_n("and {n} more", "and {n} more", total - MOST)
            options.append(Option(plain(self.speak(more), "bold"), disabled=True))
        elif not total:
            options.append(Option(plain(self.speak(empty)), disabled=True))
        self.set_options(options)

    def _line(self, finding: Finding) -> Content:
        word, room = self.speak(WORDS[finding.grade]), 0
        if self._brief:  # codes below one another
            room = max(cell_len(self.speak(one)) for one in WORDS.values())
        graded = f"{word}{' ' * (room - cell_len(word))} {finding.code}"
        line = plain(graded, _STYLES[finding.grade]) + plain(f" {self.speak(finding.message)}")
        if finding.fix:
            fixable = self.speak(say("fixable"))
            line += plain(f" [{fixable}]", "bold")
        if finding.remedy and not self._brief:
            line += plain(f"  {self.speak(finding.remedy)}", "dim")
        return line
