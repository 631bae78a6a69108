"""The writing screen: the commands on the draft that its layout shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.types import CSSPathType
from textual.widgets import OptionList, TextArea

from tui.app.commands import Where, bindings
from tui.app.remembered import Visit
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.findings import FindingsList
from tui.app.widgets.hints import Hints
from tui.app.widgets.panels import Panels
from tui.app.writing.at_cursor import at_cursor
from tui.app.writing.choose_section import choose_section
from tui.app.writing.edit_outside import edit_outside
from tui.app.writing.insertions import insert_figure, insert_skeleton
from tui.app.writing.layout import WritingLayout
from tui.app.writing.other_draft import lay_beside
from tui.app.writing.round import Round, go_to_finding
from tui.app.writing.search import Search
from tui.app.writing.section_details import mark_ready, set_owner, word_heading
from tui.base.messages import Message, say, say_n
from tui.draft.answers import Note
from tui.draft.quotation import open_notes
from tui.session.fixes import fix
from tui.session.history import Applied
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath


class WritingScreen(DraftScreen[None]):
    """Writes a draft, section by section."""

    CSS_PATH: ClassVar[CSSPathType | None] = "writing.tcss"
    ABOUT: ClassVar[Message] = say(
        "At the left what the report must hold, in the middle the section you write, beside or below it what is required, what is wrong, the figures and last year's text. Everything is saved by itself."
    )
    WHERE: ClassVar[Where] = "writing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    def __init__(self, opened: OpenDraft, last: Visit | None = None) -> None:
        super().__init__(opened)
        self.writing = WritingLayout(opened, last)
        self._round = Round(self.writing)
        self._search = Search(self.writing)

    def compose(self) -> ComposeResult:
        """The draft, and the bottom line."""
        yield self.writing
        yield Hints()

    def where_in_draft(self) -> tuple[str, int] | None:
        """The section, and the cursor's offset in its text."""
        return self.writing.here

    # Following the draft

    def draft_changed(self, paths: Sequence[KeyPath] = ()) -> None:
        """Show the changes, or that they were saved."""
        self.writing.draft_changed(paths)

    def flush(self) -> None:
        """Hand the open draft what was just typed into a figure."""
        self.writing.flush()

    @on(events.ScreenResume)
    def tell_if_stale(self) -> None:
        """Another screen was shown."""
        if self.writing.is_mounted:
            self.writing.tell_if_stale()

    def show_applied(self, applied: Applied) -> None:
        """Go to one of the places."""
        self._go_to_applied(applied)

    @work(exclusive=True, group="applied")
    async def _go_to_applied(self, applied: Applied) -> None:
        """Stay in the shown section if it is one of the places, else go to the first of them."""
        here = [one for one in applied.ranges if one.place.section == self.writing.section.id]
        path, start, end = (here or applied.ranges)[0]
        await self.writing.go_to(path, start, end)
        self.writing.tell()

    # Moving

    async def _step(self, by: int) -> None:
        ids = list(self.writing.sections)
        await self.writing.show_section(ids[(ids.index(self.writing.section.id) + by) % len(ids)])

    async def action_next_section(self) -> None:
        """Go to the next section, and from the last to the first."""
        await self._step(1)

    async def action_previous_section(self) -> None:
        """Go to the previous section."""
        await self._step(-1)

    async def action_next_problem(self) -> None:
        """Go to the next finding or open note, through letterhead, sections and figures, and then from the start."""
        await self._go_round(1)

    async def action_previous_problem(self) -> None:
        """Go to the previous finding or open note."""
        await self._go_round(-1)

    async def _go_round(self, by: int) -> None:
        await self._round.go(by)
        self.tell_cursor()

    @on(TextArea.SelectionChanged)
    @on(WritingLayout.Told)
    def tell_cursor(self) -> None:
        """Show what is at the cursor on the line above the keys, with the key that does something about it."""
        here = at_cursor(self.writing.told, self.writing.notes, *self.writing.here)
        self.query_one(Hints).keep(here.told(self, note_first=self._round.is_on_note))

    async def action_fix_here(self) -> None:
        """Fix the finding at the cursor, or else answer the note there."""
        notes = open_notes(self.opened.draft)  # look again: a key may have come since
        here = at_cursor(self.opened.findings, notes, *self.writing.here)
        if here.finding is not None and here.finding.fix is not None:
            fix(self.opened, [here.finding])
            self.host.inform(say_n("{n} problem fixed", "{n} problems fixed", 1))
        elif here.note is not None:
            self._answer(here.note.note)
        else:
            self.host.inform(say("nothing here can be fixed automatically"))

    # Notes

    @work(exclusive=True, group="dialog")
    async def _answer(self, note: Note) -> None:
        from tui.app.notes.screen import answer

        await answer(self, note)

    @work(exclusive=True, group="dialog")
    async def action_add_note(self) -> None:
        """Add a note on the words that are selected, or on all of the section."""
        from tui.app.notes.make_note import make_note

        selected = self.writing.view.selected if self.writing.view else (0, 0)
        await make_note(self, self.writing.section, *selected)

    @work(exclusive=True, group="dialog")
    async def action_notes(self) -> None:
        """All notes; the one that is chosen is gone to."""
        from tui.app.notes.screen import NotesScreen

        note = await self.app.push_screen_wait(NotesScreen(self.opened))
        if note is not None and not await self.writing.go_to(("notes", note.index), select=True):
            self.host.inform(say("this note is about the whole draft"))

    @on(OptionList.OptionSelected, "#findings")
    async def go_to_finding(self) -> None:
        """Go to the place of a finding in the panel."""
        finding = self.query_one("#findings", FindingsList).finding
        if finding:
            await go_to_finding(self.writing, finding)

    @on(WritingLayout.LetterheadWanted)
    def open_letterhead(self, event: WritingLayout.LetterheadWanted) -> None:
        """Show the form for the letterhead."""
        self._open_letterhead(event.place)

    @work(exclusive=True, group="dialog")
    async def _open_letterhead(self, place: tuple[str, ...] = ()) -> None:
        from tui.app.letterhead.screen import LetterheadScreen  # not needed for the first screen

        left_for = await self.app.push_screen_wait(LetterheadScreen(self.opened, place))
        if left_for is not None:
            self.tell_applied(*left_for)

    def action_switch_panel(self) -> None:
        """Show the next panel."""
        self.query_one(Panels).step()

    def action_fold_panels(self) -> None:
        """Hide the panels to make room for the text, or show them again."""
        self.writing.fold_panels()

    def action_mark_ready(self) -> None:
        """Mark the section as ready, or remove the mark."""
        mark_ready(self.writing)

    def action_save(self) -> None:
        """Save now; a draft that can only be read, under another name."""
        if self.opened.is_read_only:
            self.host.save_copy()
            return
        self.host.save()
        self.writing.tell_status()
        if self.opened.saved and self.opened.trouble is None and not self.opened.unsaved:
            self.host.inform(say("saved at {time}", time=f"{self.opened.saved:%H:%M:%S}"))

    def action_save_copy(self) -> None:
        """Go on in a copy under another name."""
        self.host.save_copy()

    def action_letterhead(self) -> None:
        """Open the letterhead form."""
        self._open_letterhead()

    @work(exclusive=True, group="dialog")
    async def action_go_to_section(self) -> None:
        """Go to any section."""
        await choose_section(self.writing)

    @work(exclusive=True, group="dialog")
    async def action_insert_figure(self) -> None:
        """Insert a reference to a figure at the cursor; those of this section come first."""
        await insert_figure(self.writing)

    def action_insert_skeleton(self) -> None:
        """Insert a point for each uncovered topic, with a placeholder that a rule reports until it is replaced."""
        insert_skeleton(self.writing)

    @work(exclusive=True, group="dialog")
    async def action_set_owner(self) -> None:
        """Enter who writes this section."""
        await set_owner(self.writing)

    @work(exclusive=True, group="dialog")
    async def action_word_heading(self) -> None:
        """Enter the heading of this section, where the outline leaves it to the office; blank is the outline's own."""
        await word_heading(self.writing)

    @work(exclusive=True, group="dialog")
    async def action_last_year(self) -> None:
        """Choose another draft to show beside this one; if there is one already, show its panel."""
        await lay_beside(self.writing)

    def action_external_editor(self) -> None:
        """Edit the section in the user's own editor; the result is one step."""
        edit_outside(self.writing)

    async def action_drafts(self) -> None:
        """Save, and go back to the list of drafts."""
        await self.host.close_draft()

    @work(exclusive=True, group="dialog")
    async def action_problems(self) -> None:
        """List all findings, and go to the chosen one."""
        from tui.app.problems.screen import ProblemsScreen

        finding = await self.app.push_screen_wait(ProblemsScreen(self.opened))
        if finding is not None:
            await go_to_finding(self.writing, finding)

    def action_preview(self) -> None:
        """Show the report as it will read, at the cursor's place."""
        from tui.app.preview.screen import PreviewScreen

        self.app.push_screen(PreviewScreen(self.opened, *self.writing.here))

    def action_render(self) -> None:
        """Write the report to a file."""
        from tui.app.preview.export import ExportScreen

        self.app.push_screen(ExportScreen(self.opened))

    @work(exclusive=True, group="dialog")
    async def action_send_text(self) -> None:
        """Send what is selected, or the paragraph at the cursor, to another section."""
        from tui.app.writing.send_text import send_text

        await send_text(self.writing)

    @work(exclusive=True, group="dialog")
    async def action_find(self) -> None:
        """Find and replace in the whole draft."""
        await self._search.ask(self._selected)

    @property
    def _selected(self) -> str:
        return self.focused.selected_text if isinstance(self.focused, TextArea) else ""

    async def action_find_next(self) -> None:
        """Go to the next match of the last search, or of the selection, through all sections and round again."""
        await self._find_again(1)

    async def action_find_previous(self) -> None:
        """Go to the previous match."""
        await self._find_again(-1)

    async def _find_again(self, by: int) -> None:
        if not await self._search.go_on(by, self._selected):
            self.action_find()
