"""A finding in full: the words, the remedy, the effect of a fix, the source."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.translated import Translated, plain
from tui.app.widgets.filled_text import FilledText
from tui.base.messages import say, say_n
from tui.base.text import shortened
from tui.draft.draft import Draft
from tui.rules.finding import Finding
from tui.rules.fix import Replacement, replacements
from tui.rules.register import RULES, basis

_AROUND = 12  # characters of context on each side of the words
_LONGEST = 60  # characters of the words themselves
_MOST = 3  # edits shown of a fix


class FindingDetail(VerticalScroll, Translated, can_focus=False):
    """Shows a finding in a place of fixed size, so that nothing moves between findings."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static()

    def show(self, draft: Draft, finding: Finding | None) -> None:
        """Show this finding, or nothing."""
        self.query_one(Static).update(
            FilledText(Content("\n").join(self._lines(draft, finding)) if finding else Content())
        )
        self.scroll_home(animate=False)

    def _lines(self, draft: Draft, finding: Finding) -> list[Content]:
        lines = [plain(self.speak(finding.message), "bold")]
        if finding.fix:
            edits = replacements(draft, finding.fix)
            if finding.fix.values:
                count = len(finding.fix.values)
                told = say_n("0 in {n} blank cell", "0 in {n} blank cells", count)
                lines.append(plain(self.speak(say("the fix:")) + " " + self.speak(told)))
            lines += [plain(self.speak(say("the fix:")) + " ") + _change(edit) for edit in edits[:_MOST]]
            if len(edits) > _MOST:
                lines.append(plain(self.speak(say_n("and {n} more", "and {n} more", len(edits) - _MOST))))
        elif words := _words(draft, finding):
            lines.append(plain(self.speak(say("the text:")) + " ") + words)
        if finding.remedy:
            lines.append(plain(self.speak(say("what to do:")) + " " + self.speak(finding.remedy)))
        if citation := basis(draft.outline, finding):
            lines.append(plain(self.speak(citation.sentence), "dim"))
        lines.append(plain(self.speak(RULES[finding.code].why), "dim"))
        return lines


def _change(edit: Replacement) -> Content:
    """The effect of an edit, in brackets so that blanks are visible: 前[ 旧]后 -> 前[新]后."""
    before, after = _one_line(edit.before), _one_line(edit.after)
    old, new = (f"[{_one_line(shortened(words, _LONGEST))}]" for words in (edit.old, edit.new))
    return plain(before) + plain(old, "bold") + plain(f"{after} -> {before}") + plain(new, "bold") + plain(after)


def _words(draft: Draft, finding: Finding) -> Content | None:
    """The words of a finding in brackets, with some context."""
    path, start, end = finding.locus.path, finding.locus.start, finding.locus.end
    text = draft.document.text_at(path)
    if text is None or start is None or end is None or start >= len(text):
        return None
    before = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    after = text[end : end + _AROUND].partition("\n")[0]
    words = _one_line(shortened(text[start:end], _LONGEST))
    return plain(_one_line(before)) + plain(f"[{words}]", "bold") + plain(_one_line(after))


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
