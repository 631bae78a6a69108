"""The lines above and below the text: the draft and its progress, the section and its state."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from tui.app.translated import Translated, beside, fitted, plain
from tui.app.widgets.still_line import StillLine
from tui.base.messages import Message, say, say_n
from tui.checking.progress import Standing, progress, standing
from tui.draft.length import characters, target
from tui.draft.unsorted import is_unsorted
from tui.outline.editions import EDITION_NAMES
from tui.outline.outline import Section
from tui.rules.finding import Finding
from tui.session.open_draft import OpenDraft

_GAPS = ("  |  ", " | ", "  ")  # between the parts of the status line


class TitleLine(StillLine, Translated):
    """Shows the draft's title, and how much of it is done."""

    def show(self, opened: OpenDraft, findings: Sequence[Finding] | None = None) -> None:
        """Show a draft, and its progress once its findings are known: only parts without errors count."""
        left = f" {opened.file.name}  {opened.draft.year or ''} {opened.draft.outline.name}"
        if opened.edition == "published":  # chosen in the list of problems: other rules apply now
            left += f"  {self.speak(EDITION_NAMES[opened.edition])}"
        right = ""
        if findings is not None:
            done = progress(opened.draft, opened.edition, findings)
            right = self.speak(say("{done} of {asked} done", done=done.done, asked=done.asked)) + " "
        room = max(0, (self.size.width or self.app.size.width) - cell_len(right) - 1)
        line = fitted(left, room)
        self.tell(line + " " * max(1, room - cell_len(line) + 1) + right)


class StatusLine(StillLine, Translated):
    """Shows the length, the owner, whether the section is ready, and whether everything is saved."""

    def show(self, opened: OpenDraft, section: Section, findings: Sequence[Finding] = ()) -> None:
        """Show the state of a section, by the findings as last shown."""
        written = opened.draft.sections.get(section.id)
        total = sum(characters(opened.draft, id) for id in opened.draft.sections)
        parts = [self.speak(self._length(opened, section, total))]
        parts.append(self.speak(self._standing(opened, section, findings)))
        trouble = opened.is_read_only or opened.trouble is not None or bool(opened.conflicts)
        parts.insert(0 if trouble else len(parts), self.speak(self._saved(opened)))  # a narrow line cuts the end
        if written and written.owner:
            parts.append(self.speak(say("by {owner}", owner=written.owner)))
        self.set_class(trouble, "-trouble")
        room = max(10, self.content_size.width or self.app.size.width - 2)
        self.tell(fitted(beside(map(plain, parts), room, _GAPS).plain, room))

    def _length(self, opened: OpenDraft, section: Section, total: int) -> Message:
        if is_unsorted(opened.outline, section.id):
            here = len("".join(opened.text(section.id).split()))
            return say("{here} characters here, {total} in all", here=here, total=total)
        here, expected = characters(opened.draft, section.id), target(opened.draft, section.id)
        if expected is None:
            return say("{here} characters here, {total} in all", here=here, total=total)
        least, most = expected
        if least:
            return say(
                "{here} characters ({least} to {most}), {total} in all",
                here=here,
                least=least,
                most=most,
                total=total,
            )
        return say("{here} characters (at most {most}), {total} in all", here=here, most=most, total=total)

    def _standing(self, opened: OpenDraft, section: Section, findings: Sequence[Finding]) -> Message:
        """Whether the section is ready; one that is marked but empty or faulty is not."""
        written = opened.draft.sections.get(section.id)
        if is_unsorted(opened.outline, section.id):
            return say("in no section yet")
        if written is None or written.status != "ready":
            return say("being written")
        qualified = {
            Standing.EMPTY: say("ready, but empty"),
            Standing.PROBLEMS: say("ready, with problems"),
        }
        return qualified.get(standing(opened.draft, section.id, findings), say("ready"))

    def _saved(self, opened: OpenDraft) -> Message:
        if opened.is_read_only:
            return say("! read-only, nothing is saved here: {key} saves a copy", key=self.key("save"))
        if opened.trouble is not None:
            return say("! not saved: {what} (your text is kept)", what=opened.trouble.what)
        if opened.conflicts:
            return say_n(
                "! {n} passage differs from what others wrote: {key}",
                "! {n} passages differ from what others wrote: {key}",
                opened.questions_left,
                key=self.key("settle-conflicts"),
            )
        if opened.unsaved:
            return say("not saved yet")
        if opened.saved:
            return say("saved at {time}", time=f"{opened.saved:%H:%M:%S}")
        return say("saved")
