"""All problems of the draft: to go to, to fix, or to waive with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import OptionList, Static

from tui.app.commands import Where, bindings
from tui.app.dialogs.choose import Choice, Choose
from tui.app.problems.finding_detail import FindingDetail
from tui.app.translated import beside, plain
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.findings import WORDS, FindingsList
from tui.app.widgets.hints import Hints
from tui.base.messages import Message, say, say_n
from tui.base.text import shortened
from tui.checking.summary import Group, answered, counted, grouped
from tui.outline.editions import EDITION_NAMES, other
from tui.render.report import section_numbers
from tui.rules.finding import Finding, Grade
from tui.rules.waiver import can_be_waived
from tui.session.fixes import fix, fix_all
from tui.session.history import Applied
from tui.session.open_draft import OpenDraft
from tui.session.waivers import add_waiver, waivers, withdraw_waiver
from tui.toml import KeyPath

FILTERS: tuple[tuple[Grade, Message], ...] = (
    (Grade.HINT, say("all")),
    (Grade.WARNING, say("errors and warnings")),
    (Grade.ERROR, say("errors only")),
)
_LONGEST = 20  # characters of a waiver's quote
_PARTS = {"letterhead": say("Letterhead"), "figures": say("Figures"), "rest": say("The file")}


class ProblemsScreen(DraftScreen[Finding | None]):
    """Lists all findings; the result is the one to go to."""

    ABOUT: ClassVar[Message] = say(
        "Everything that is wrong with the draft. Go to its place, have it fixed where that is possible, or keep it as it is with a reason."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = "problems.tcss"
    WHERE: ClassVar[Where] = "problems"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    def __init__(self, opened: OpenDraft) -> None:
        super().__init__(opened)
        self._filter = 0

    def compose(self) -> ComposeResult:
        """Counts and verdicts, the findings, one of them in full."""
        yield Static(id="title")
        yield Static(id="state")
        yield FindingsList(id="findings", brief=True)
        yield FindingDetail(id="detail")
        yield Hints()

    def on_mount(self) -> None:
        """Show the findings."""
        self.query_one(FindingsList).focus()
        self.tell()

    def draft_changed(self, paths: Sequence[KeyPath] = ()) -> None:
        """Check the changes."""
        if paths:
            self.tell()

    def show_applied(self, applied: Applied) -> None:
        """Highlight the finding that came back."""
        self.query_one(FindingsList).go_to([one.path for one in applied.ranges])
        self._show_detail()

    # Showing the state

    def tell(self) -> None:
        """Check, and show the findings."""
        findings = self.opened.findings
        least, _ = FILTERS[self._filter]
        edition = self.speak(EDITION_NAMES[self.opened.edition])
        title = self.speak(say("All problems, checked as {edition}", edition=edition))
        self.query_one("#title", Static).update(plain(f" {title}"))
        self._tell_state(findings)
        wanted = [one for one in findings if one.grade >= least]
        empty = say("no problems of this grade") if findings else say("nothing is wrong here")
        groups = [(self._heading(group), group.findings) for group in grouped(self.opened.draft, wanted)]
        self.query_one(FindingsList).show_groups(groups, empty)
        self._show_detail()

    def _tell_state(self, findings: Sequence[Finding]) -> None:
        """The counts with the keys that change them, as far as there is room, and the verdicts."""
        room = max(10, self.size.width - 2)
        counts = [plain(f"{self.speak(WORDS[grade])} {n}") for grade, n in counted(findings).items()]
        shown = say("shown: {what}", what=FILTERS[self._filter][1])
        for id, what in (("filter", shown), ("check-edition", say("Edition"))):
            counts.append(plain(self.key(id), "bold $accent") + plain(f" {self.speak(what)}"))
        verdicts = [plain(one, "$text-muted") for one in self._answers(findings)]
        lines = (beside(counts, room), beside(verdicts, room))
        self.query_one("#state", Static).update(Content("\n").join(lines))

    def on_resize(self) -> None:
        """There is room for more or less."""
        if self.is_mounted:
            self._tell_state(self.opened.findings)

    def _answers(self, findings: Sequence[Finding]) -> list[str]:
        """The four questions of an inspection."""
        withheld = len(self.opened.withheld)
        answers = answered(((one.code, one.grade) for one in findings), withheld)
        asked = (
            (say("complete"), answers.complete),
            (say("on time"), answers.on_time),
            (say("fit for publication"), answers.publishable),
            (say("consistent"), answers.consistent),
        )
        words = {True: self.speak(say("yes")), False: self.speak(say("no"))}
        return [
            self.speak(say("{question}: {answer}", question=self.speak(what), answer=words[is_so]))
            for what, is_so in asked
        ]

    def _heading(self, group: Group) -> str:
        if group.section is None:
            return self.speak(_PARTS[group.part])
        draft = self.opened.draft
        number = section_numbers(draft).get(group.section.id)
        return self.heading_of(draft, group.section, number)

    @on(OptionList.OptionHighlighted)
    def _show_detail(self) -> None:
        self.query_one(FindingDetail).show(self.opened.draft, self.query_one(FindingsList).finding)

    # Commands

    @on(OptionList.OptionSelected)
    def action_jump(self) -> None:
        """Go to the place of the finding."""
        finding = self.query_one(FindingsList).finding
        if finding is not None:
            self.dismiss(finding)

    def action_fix(self) -> None:
        """Apply the fix of the finding."""
        finding = self.query_one(FindingsList).finding
        if finding is None:
            return
        if finding.fix is None:
            self.host.inform(say("this cannot be fixed automatically: Enter goes there"))
            return
        fix(self.opened, [finding])
        self.host.inform(say_n("{n} problem fixed", "{n} problems fixed", 1))

    def action_fix_all(self) -> None:
        """Apply all automatic fixes, also of findings that are filtered out."""
        fixed = fix_all(self.opened)
        if fixed:
            self.host.inform(say_n("{n} problem fixed", "{n} problems fixed", fixed))
        else:
            self.host.inform(say("nothing can be fixed automatically"))

    @work(exclusive=True, group="dialog")
    async def action_waive(self) -> None:
        """Waive the finding, with a reason."""
        from tui.app.problems.waive import WaiveScreen

        finding = self.query_one(FindingsList).finding
        if finding is None:
            return
        if not can_be_waived(finding):
            self.host.inform(say("this is about a waiver: {key} withdraws one", key=self.key("withdraw-waiver")))
            return
        made = await self.app.push_screen_wait(WaiveScreen(self.opened, finding))
        if made is None:
            return
        before = len(self.opened.findings)
        add_waiver(self.opened, made)
        gone = before - len(self.opened.findings)
        if gone > 0:
            self.host.inform(say_n("{n} problem kept, with a reason", "{n} problems kept, with a reason", gone))
        else:
            self.host.inform(say("not kept: others changed this place meanwhile"))

    @work(exclusive=True, group="dialog")
    async def action_withdraw_waiver(self) -> None:
        """Withdraw a waiver of the draft: its findings are problems again."""
        there = list(waivers(self.opened))
        if not there:
            self.host.inform(say("no waivers in this draft"))
            return
        choices = [
            Choice(str(n), self._waiver(waiver), str(waiver.get("reason", ""))) for n, waiver in enumerate(there)
        ]
        chosen = await self.app.push_screen_wait(Choose(say("Withdraw a waiver"), choices))
        if chosen is not None:
            withdraw_waiver(self.opened, there[int(chosen)])
            self.host.inform(say("waiver withdrawn"))

    def _waiver(self, waiver: Mapping[str, Any]) -> str:
        """A waiver on one line: rule, section, quote."""
        draft, parts = self.opened.draft, [str(waiver.get("rule", ""))]
        section = draft.outline.sections_by_id.get(str(waiver.get("section", "")))
        parts.append(self.heading_of(draft, section) if section else self.speak(say("the whole draft")))
        quote = waiver.get("quote")
        return " ".join(parts) + (f" “{shortened(quote, _LONGEST)}”" if isinstance(quote, str) else "")

    def action_filter(self) -> None:
        """Show fewer grades, and after the last step all again."""
        self._filter = (self._filter + 1) % len(FILTERS)
        self.tell()

    def action_check_edition(self) -> None:
        """Check for the other edition; the following screens do so, too."""
        self.opened.edition = other(self.opened.edition)
        self.tell()

    def action_leave_problems(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
