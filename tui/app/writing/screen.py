"""The writing screen: the commands on the draft that its layout shows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.types import CSSPathType
from textual.widgets import OptionList, TextArea

from tui.app.commands import Where, bindings
from tui.app.dialogs.ask import Ask
from tui.app.dialogs.choose import Choice, Choose
from tui.app.outside_editor import UncleanReturn, edited_outside
from tui.app.remembered import Visit
from tui.app.widgets.draft_screen import DraftScreen
from tui.app.widgets.findings import FindingsList
from tui.app.widgets.hints import Hints
from tui.app.widgets.panels import Panels
from tui.app.writing.at_cursor import at_cursor
from tui.app.writing.contents import mark_of
from tui.app.writing.last_year import LastYear
from tui.app.writing.layout import WritingLayout
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, say_n
from tui.base.text import joined, shortened
from tui.checking.other_drafts import others
from tui.draft.answers import Note
from tui.draft.draft import Draft
from tui.draft.quotation import Anchor, open_notes, quotation
from tui.draft.unsorted import is_unsorted
from tui.outline.model import REFERENCES
from tui.outline.outline import Section
from tui.render.report import section_numbers
from tui.rules.finding import Finding
from tui.session import set_aside
from tui.session.history import Applied
from tui.session.notes import add_note
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath

if TYPE_CHECKING:
    from tui.checking.round import Stop


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
        self._found = ""
        self._visited: Stop | None = None
        """The finding or note last gone to, and the cursor there: if it has moved since, the round goes on from it."""
        self._visited_at = ("", 0)

    def compose(self) -> ComposeResult:
        """The draft, and the bottom line."""
        yield self.writing
        yield Hints()

    @property
    def section(self) -> Section:
        """The section that is shown."""
        return self.writing.section

    def where_in_draft(self) -> tuple[str, int] | None:
        """The section, and the cursor's offset in its text."""
        return self._here

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
        here = [one for one in applied.ranges if one.place.section == self.section.id]
        path, start, end = (here or applied.ranges)[0]
        await self.writing.go_to(path, start, end)
        self.writing.tell()

    # Moving

    async def _step(self, by: int) -> None:
        ids = list(self.writing.sections)
        await self.writing.show_section(ids[(ids.index(self.section.id) + by) % len(ids)])

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
        from tui.checking.round import neighbour  # imports all rules

        visited = self._visited if self._visited_at == self._here else None
        found = neighbour(
            self.opened.draft,
            self.opened.findings,
            by,
            section=self.section.id,
            cursor=self._cursor(),
            visited=visited,
            notes=open_notes(self.opened.draft),
        )
        if found is None:
            self.host.inform(say("nothing is wrong"))
            return
        if isinstance(found, Anchor):
            await self.writing.go_to(("notes", found.note.index), select=True)
        else:
            await self.jump(found)
        self._visited, self._visited_at = found, self._here
        self.tell_cursor()

    @property
    def _here(self) -> tuple[str, int]:
        return self.section.id, self._cursor()

    def _cursor(self) -> int:
        return self.writing.view.cursor if self.writing.view else 0

    @on(TextArea.SelectionChanged)
    @on(WritingLayout.Told)
    def tell_cursor(self) -> None:
        """Show what is at the cursor on the line above the keys, with the key that does something about it."""
        here = at_cursor(self.writing.told, self.writing.notes, self.section.id, self._cursor())
        on_note = isinstance(self._visited, Anchor) and self._visited_at == self._here
        self.query_one(Hints).keep(here.told(self, note_first=on_note))

    async def action_fix_here(self) -> None:
        """Fix the finding at the cursor, or else answer the note there."""
        notes = open_notes(self.opened.draft)  # look again: a key may have come since
        here = at_cursor(self.opened.findings, notes, self.section.id, self._cursor())
        if here.finding is not None and here.finding.fix is not None:
            self.opened.fix([here.finding])
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
        from tui.app.notes.make_note import MakeNote

        draft, section = self.opened.draft, self.section
        start, end = self.writing.view.selected if self.writing.view else (0, 0)
        quote = quotation(draft, section.id, start, end)
        made = await self.app.push_screen_wait(
            MakeNote(self.heading_of(draft, section), quote, self.host.remembered.now.reviewer)
        )
        if made is not None:
            self.host.remembered.choose_reviewer(made.by)
            add_note(self.opened, made.text, section=section.id, quote=quote, by=made.by, day=self.opened.today)

    @work(exclusive=True, group="dialog")
    async def action_notes(self) -> None:
        """All notes; the one that is chosen is gone to."""
        from tui.app.notes.screen import NotesScreen

        note = await self.app.push_screen_wait(NotesScreen(self.opened))
        if note is not None and not await self.writing.go_to(("notes", note.index), select=True):
            self.host.inform(say("this note is about the whole draft"))

    async def jump(self, finding: Finding) -> None:
        """Go to the place of a finding."""
        start, end = finding.locus.start or 0, finding.locus.end or 0
        if not await self.writing.go_to(finding.locus.path, start, end, select=True):
            self.host.tell_place(finding, self.opened.draft)

    @on(OptionList.OptionSelected, "#findings")
    async def go_to_finding(self) -> None:
        """Go to the place of a finding in the panel."""
        finding = self.query_one("#findings", FindingsList).finding
        if finding:
            await self.jump(finding)

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
        if is_unsorted(self.opened.outline, self.section.id):
            self.host.inform(say("this text is in no section yet; {key} sends it to one", key=self.key("send-text")))
            return
        written = self.opened.draft.sections.get(self.section.id)
        self.opened.mark_ready(self.section.id, not (written and written.status == "ready"))
        self.writing.tell()

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
        draft, given = self.opened.draft, section_numbers(self.opened.draft)
        choices = [
            Choice(
                section.id,
                self.heading_of(draft, section, given.get(section.id)),
                mark_of(draft, section.id, self.opened.findings),
                section.id,
            )
            for section in self.writing.sections.values()
        ]
        chosen = await self.app.push_screen_wait(Choose(say("Go to a section"), choices))
        if chosen is not None:
            await self.writing.show_section(chosen)

    @work(exclusive=True, group="dialog")
    async def action_insert_figure(self) -> None:
        """Insert a reference to a figure at the cursor; those of this section come first."""
        outline, draft = self.opened.outline, self.opened.draft
        specs = sorted(outline.figures, key=lambda spec: spec.section != self.section.id)
        choices = [
            Choice(spec.id, f"{spec.label} {{{spec.id}}}", f"{_written(draft, spec.id)}{spec.unit}") for spec in specs
        ]
        choices += [Choice(name, f"{{{name}}}", draft.reference(name) or "") for name in REFERENCES]
        chosen = await self.app.push_screen_wait(Choose(say("Insert a figure"), choices))
        if chosen is not None and self.writing.view:
            unit = outline.figures_by_id[chosen].unit if chosen in outline.figures_by_id else ""
            self.writing.view.take(say("a figure inserted"), f"{{{chosen}}}{unit}")

    def action_insert_skeleton(self) -> None:
        """Insert a point for each uncovered topic, with a placeholder that a rule reports until it is replaced."""
        from tui.draft.skeleton import skeleton
        from tui.rules.structure.coverage import covered

        if not self.writing.view:
            return
        left = [row.topic for row in covered(self.opened.draft, self.section) if row.where is None]
        if not left:
            self.host.inform(say("every topic is covered"))
            return
        self.writing.view.take(say("a skeleton of the topics"), skeleton(left, self.opened.text(self.section.id)))

    @work(exclusive=True, group="dialog")
    async def action_set_owner(self) -> None:
        """Enter who writes this section."""
        if is_unsorted(self.opened.outline, self.section.id):
            return
        written = self.opened.draft.sections.get(self.section.id)
        asking = Ask(say("Who writes this section?"), written.owner if written else "")
        owner = await self.app.push_screen_wait(asking)
        if owner is not None:
            self.opened.write_owner(self.section.id, owner)
            self.writing.tell()

    @work(exclusive=True, group="dialog")
    async def action_word_heading(self) -> None:
        """Enter the heading of this section, where the outline leaves it to the office; blank is the outline's own."""
        draft, section = self.opened.draft, self.section
        if not section.own_heading:
            self.host.inform(say("the outline prescribes this heading"))
            return
        heading = await self.app.push_screen_wait(Ask(say("Heading"), draft.one_line(draft.heading(section) or "")))
        if heading is not None:
            is_own = heading != draft.one_line(draft.filled(section.heading or ""))
            own = heading if heading and is_own else None
            self.opened.change(say("a heading"), {("sections", section.id, "heading"): own})
            self.writing.tell()

    @work(exclusive=True, group="dialog")
    async def action_last_year(self) -> None:
        """Choose another draft to show beside this one; if there is one already, show its panel."""
        panels = self.query_one(Panels)
        if self.opened.last_year is not None and panels.shown != "last-year":
            panels.show("last-year")
            self.query_one(LastYear).focus()
            return
        try:
            choices = [Choice(str(file), file.name, str(file.parent)) for file in others(self.opened.file)]
        except BaogaoError as error:
            self.host.warn(error)
            return
        chosen = await self.app.push_screen_wait(Choose(say("Which draft?"), choices))
        if chosen is not None and self.host.lay_beside(Path(chosen)):
            panels.show("last-year")
            self.writing.tell()
            self.query_one(LastYear).focus()

    def action_external_editor(self) -> None:
        """Edit the section in the user's own editor; the result is one step."""
        if self.section.id not in self.opened.texts():
            return
        try:
            text = edited_outside(self.app, self.opened.text(self.section.id), self.host.settings.state)
        except UncleanReturn as error:
            if error.text is not None:
                self.opened.session.set_aside(("sections", self.section.id, "text"), error.text, set_aside.EDITOR)
            self.host.warn(error)
            return
        except BaogaoError as error:
            self.host.warn(error)
            return
        self.opened.rewrite_texts(say("your own editor"), {self.section.id: text})

    async def action_drafts(self) -> None:
        """Save, and go back to the list of drafts."""
        await self.host.close_draft()

    @work(exclusive=True, group="dialog")
    async def action_problems(self) -> None:
        """List all findings, and go to the chosen one."""
        from tui.app.problems.screen import ProblemsScreen

        finding = await self.app.push_screen_wait(ProblemsScreen(self.opened))
        if finding is not None:
            await self.jump(finding)

    def action_preview(self) -> None:
        """Show the report as it will read, at the cursor's place."""
        from tui.app.preview.screen import PreviewScreen

        self.app.push_screen(PreviewScreen(self.opened, self.section.id, self._cursor()))

    def action_render(self) -> None:
        """Write the report to a file."""
        from tui.app.preview.export import ExportScreen

        self.app.push_screen(ExportScreen(self.opened))

    @work(exclusive=True, group="dialog")
    async def action_send_text(self) -> None:
        """Send what is selected, or the paragraph at the cursor, to another section."""
        from tui.app.writing.send_text import send_text

        await send_text(self.host, self.writing)

    @work(exclusive=True, group="dialog")
    async def action_find(self) -> None:
        """Find and replace in the whole draft."""
        from tui.app.writing.find_replace import FindReplaceScreen
        from tui.draft.search import searched

        found = await self.app.push_screen_wait(FindReplaceScreen(self.opened, self._selected))
        if found is not None:
            words = searched(self.opened.draft)[found.path][found.start : found.end]
            self._found = joined(words.replace("**", ""))
            await self.writing.go_to(found.path, found.start, found.end, select=True)

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
        from tui.draft.search import next_match

        if self._selected and "\n" not in self._selected:
            self._found = self._selected
        if not self._found:
            self.action_find()
            return
        match, wraps = next_match(self.opened.draft, self._found, by, self._here)
        if match is None:
            self.host.inform(say("“{words}” is not in the text", words=shortened(self._found)))
            return
        if wraps:
            self.host.inform(say("from the beginning again") if by > 0 else say("from the end again"))
        await self.writing.go_to(match.path, match.start, match.end, select=True)


def _written(draft: Draft, figure: str) -> str:
    known = draft.figures.get(figure)
    return known.written if known else "-"
