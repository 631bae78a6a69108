"""What the outline asks of a section: its topics, uncovered ones first, its guidance, and its legal basis."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.translated import Translated, plain
from tui.app.widgets.filled_text import FilledText
from tui.base.messages import Message, say
from tui.draft.draft import Draft
from tui.draft.unsorted import is_unsorted
from tui.outline.outline import Section


class Guidance(VerticalScroll, Translated):
    """Shows what the outline asks here."""

    ABOUT: ClassVar[Message] = say(
        "What the law asks of this section: topics still to be covered first, then how they are usually written."
    )
    _shown: Content | None = None

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static()

    def show(self, draft: Draft, section: Section) -> None:
        """Show the guidance for a section of the current draft."""
        from tui.rules.structure.coverage import covered  # imports all rules: the text is on the screen first

        if is_unsorted(draft.outline, section.id):
            self._put(
                plain(
                    self.speak(
                        say(
                            "An import could not place this text, and the report will not have it. Put the cursor into a paragraph, or select text, and press {key} to send it to its section.\nWhen nothing is left here, this entry is gone.",
                            key=self.key("send-text"),
                        )
                    )
                )
            )
            return
        rows, topics = list(covered(draft, section)), list[Content]()
        for row in sorted(rows, key=lambda one: one.where is not None):  # topics still to write come first
            if row.where:
                topics.append(plain(f"✓ {row.topic.label}", "$text-muted"))
            else:
                hint = f"  {row.topic.hint}" if row.topic.hint else ""
                topics.append(plain(f"- {row.topic.label}", "bold") + plain(hint, "$text-muted"))
        parts = [Content("\n").join(topics), plain(section.guidance.strip())]
        asked = say("required") if section.required else say("optional")
        notes = [self.speak(asked), *([self.speak(say("may be 「无」"))] if section.none else [])]
        basis = draft.outline.cited(section.source)
        if basis:
            notes.append(self.speak(basis.sentence))
        parts.append(plain("  ".join(notes), "$text-muted"))
        self._put(Content("\n\n").join(part for part in parts if part.plain))

    def _put(self, shown: Content) -> None:
        if self._shown is None or not shown.is_same(self._shown):
            self._shown = shown
            self.query_one(Static).update(FilledText(shown))
