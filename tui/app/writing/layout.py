"""The layout of the writing screen: the outline on the left or on one line, a section, the panels beside or below it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.message import Message as Event
from textual.timer import Timer
from textual.widgets import OptionList

from tui.app.remembered import Visit
from tui.app.translated import Translated
from tui.app.widgets.draft_screen import QUIET
from tui.app.widgets.findings import FindingsList
from tui.app.widgets.panels import Panels
from tui.app.widgets.still_line import StillLine
from tui.app.writing.contents import LETTERHEAD, PREFIX, Contents, first_to_do, marks_of
from tui.app.writing.figures import FiguresPanel
from tui.app.writing.guidance import Guidance
from tui.app.writing.last_year import LastYear
from tui.app.writing.marks_line import MarksLine
from tui.app.writing.section_view import SectionView
from tui.app.writing.sections import Sections
from tui.app.writing.status import StatusLine, TitleLine
from tui.base.messages import Message, say
from tui.draft.place import Kind, place_at, section_shown, text_path
from tui.draft.quotation import Anchor, anchors, open_notes
from tui.draft.unsorted import is_unsorted, sections_shown, shown_section
from tui.outline.outline import Section
from tui.render.report import section_numbers
from tui.rules.finding import Finding
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath

_MOMENT = 0.03  # seconds more than QUIET: keys that came while the file was saved are still on their way to the text

PANELS: tuple[tuple[str, Message], ...] = (
    ("guidance", say("Required")),
    ("findings", say("Problems")),
    ("figures", say("Figures")),
    ("last-year", say("Last year")),
)


class WritingLayout(Vertical, Translated):
    """Shows a draft, section by section, and follows its changes; the commands are those of its screen."""

    class LetterheadWanted(Event):
        """Open the letterhead form, at a place such as ("fields", "signer") or ("year",)."""

        def __init__(self, place: tuple[str, ...] = ()) -> None:
            super().__init__()
            self.place = place

    class Told(Event):
        """The findings are up to date."""

    def __init__(self, opened: OpenDraft, last: Visit | None = None) -> None:
        super().__init__()
        self.opened = opened
        self._last = last
        """Where the cursor was when this draft was last open."""
        self.section: Section = opened.outline.sections[0]
        self.told: Sequence[Finding] = ()
        """The findings as last shown: asking for new ones at each key would check the draft at each key."""
        self.notes: Sequence[Anchor] = ()
        """The open notes as last shown."""
        self._figures = FiguresPanel(opened)
        self._quiet: Timer | None = None
        self._is_stale = False

    def compose(self) -> ComposeResult:
        """Everything but the sections: the view of each is mounted on its first visit."""
        yield TitleLine(id="title")
        yield MarksLine(id="marks")
        with Horizontal(id="body"):
            yield Contents()
            with Container(id="columns"):
                with Vertical(id="page"):
                    yield StillLine(id="heading")
                    yield Sections(self.opened)
                with Panels(PANELS, id="side"):
                    yield Guidance(id="guidance")
                    yield FindingsList(id="findings")
                    yield self._figures
                    yield LastYear()
        yield StatusLine(id="status")

    async def on_mount(self) -> None:
        """Start at the last place, or where there is something to do; the draft is checked once it is shown."""
        last = self._last
        if last is not None and last.section in self.sections:
            await self._lay_out(last.section)
            if self.view is not None:
                self.view.reveal(last.cursor, last.cursor, select=False)
        else:
            await self._lay_out(first_to_do(self.opened.draft))
        self._tell_of(None)

    @on(Panels.Filled)
    async def complete(self) -> None:
        """The text is shown, and the panels can be filled."""
        await self._show_figures()
        self.tell()

    # The shown section

    @property
    def sections(self) -> dict[str, Section]:
        """The sections that can be gone to, by id; text that is in none comes first, while there is any or it is shown."""
        here = {self.section.id: self.section} if is_unsorted(self.opened.outline, self.section.id) else {}
        return here | {section.id: section for section in sections_shown(self.opened.draft)}

    @property
    def view(self) -> SectionView | None:
        """The view of the shown section; None while it is being mounted."""
        return self.query_one(Sections).view(self.section.id)

    @property
    def here(self) -> tuple[str, int]:
        """The id of the shown section, and the cursor's offset in its text."""
        return self.section.id, self.view.cursor if self.view else 0

    async def show_section(self, id: str, *, focus: bool = True) -> None:
        """Show a section, and by default focus its view."""
        await self._lay_out(id, focus=focus)
        self.tell()

    async def _lay_out(self, id: str, *, focus: bool = True) -> None:
        self.section = shown_section(self.opened.outline, id)
        await self.query_one(Sections).show_section(self.section)
        await self._show_figures()
        self.screen.set_class(self.section.kind == "table", "-table")
        if focus:
            self.focus_section()

    def focus_section(self) -> None:
        """Focus the shown section."""
        self.query_one(Sections).focus_shown()

    async def _show_figures(self) -> None:
        if self.query_one(Panels).is_filled:
            await self._figures.show_section(self.section.id)

    async def go_to(self, path: KeyPath, start: int = 0, end: int = 0, *, select: bool = False) -> bool:
        """Go to a place of the draft; False if no widget shows it.

        The view of its section gets the focus, unless a panel has it or the place is a figure.
        """
        place = place_at(path)
        if place.kind is Kind.NOTE:
            return await self._go_to_note(int(place.id), select=select)
        if place.section in self.opened.outline.sections_by_id or is_unsorted(self.opened.outline, place.section):
            assert place.section is not None  # neither holds of none
            if place.section != self.section.id or select:
                await self.show_section(place.section)
            if self.view is not None:
                self.view.reveal(start, end, path=path, select=select)
            return True
        if place.figure:
            return await self.show_figure(place.figure)
        if place.kind is Kind.LETTERHEAD:
            self.post_message(self.LetterheadWanted(tuple(map(str, path[:2]))))
            return True
        return False

    async def _go_to_note(self, index: int, *, select: bool) -> bool:
        """Go to the words of a note, or the beginning of its section; False where it is about the whole draft."""
        for one in anchors(self.opened.draft):
            if one.note.index == index and one.note.section in self.opened.outline.sections_by_id:
                return await self.go_to(text_path(one.note.section), one.start, one.end, select=select)
        return False

    async def show_figure(self, id: str) -> bool:
        """Go to a figure in its section's form; False for a figure of no section, which only the file shows."""
        spec = self.opened.outline.figures_by_id.get(id)
        if spec is None or spec.section is None:
            return False
        await self.show_section(spec.section)
        self.query_one(Panels).show("figures")
        self._figures.focus_figure(id)
        return True

    # Following the draft

    def draft_changed(self, paths: Sequence[KeyPath] = ()) -> None:
        """Show the values at these places, and check them after a moment; no places mean that the draft was saved."""
        if not paths:
            self.tell_status()
            return
        self.query_one(Sections).rewrite(paths)
        if any(path[0] == "figures" for path in paths):
            self._figures.rewrite()
        self.check_soon()

    def flush(self) -> None:
        """Hand the open draft what was just typed, even half of a value."""
        self.query_one(Sections).flush()
        self._figures.flush()

    def check_soon(self) -> None:
        """Check after a moment without typing."""
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(QUIET, self._check_unless_keys_wait)

    def _check_unless_keys_wait(self) -> None:
        self._quiet = self.set_timer(_MOMENT, self._check)

    def _check(self) -> None:
        """Check if this screen is shown; else when it comes back."""
        if self.screen.is_active:
            self.tell()
        else:
            self._is_stale = True

    def tell_if_stale(self) -> None:
        """Check what changed while another screen was shown."""
        if self._is_stale:
            self.tell()

    # Showing the state

    def on_resize(self) -> None:
        """Titles and lines are cut to another width now."""
        self.call_after_refresh(self._tell_again)

    def _tell_again(self) -> None:
        if self.is_attached and self.is_mounted:
            self._tell_of(self.told if self.query_one(Panels).is_filled else None)

    def tell(self) -> None:
        """Check the draft, and show the findings everywhere."""
        self._is_stale = False
        if not self.query_one(Panels).is_filled:
            self._tell_of(None)
            return
        self.told = findings = self.opened.findings
        self.notes = open_notes(self.opened.draft)
        self._tell_of(findings)
        here = [one for one in findings if self._concerns_section(one)]
        self.query_one("#findings", FindingsList).show(here)
        self.query_one(Panels).count("findings", len(here))
        self.query_one(Guidance).show(self.opened.draft, self.section)
        if self.view is not None:
            self.view.show(here, [one for one in self.notes if one.note.section == self.section.id])
        self.query_one(LastYear).show_section(self.section, self.opened.draft, self.opened.last_year)
        self.post_message(self.Told())

    def _tell_of(self, findings: Sequence[Finding] | None) -> None:
        """Show these findings, and the state of the sections."""
        draft = self.opened.draft
        heading = self.heading_of(draft, self.section, section_numbers(draft).get(self.section.id))
        self.query_one("#heading", StillLine).tell(heading)
        marks = marks_of(draft, findings or ())
        self.query_one(Contents).show(draft, marks, self.section.id)
        self.query_one(MarksLine).show(marks, PREFIX + self.section.id)
        self.query_one(TitleLine).show(self.opened, findings)
        self.tell_status()

    def _concerns_section(self, finding: Finding) -> bool:
        place = place_at(finding.locus.path)
        return self.section.id in (section_shown(self.opened.outline, place), place.section)

    def tell_status(self) -> None:
        """Show the state of the section, and whether it is saved."""
        self.query_one(StatusLine).show(self.opened, self.section, self.told)

    # Events

    @on(OptionList.OptionSelected, "#contents")
    async def go(self, event: OptionList.OptionSelected) -> None:
        """Go to the entry chosen in the outline."""
        await self._go_to_entry(event.option_id or "")

    @on(MarksLine.Clicked)
    async def go_to_mark(self, event: MarksLine.Clicked) -> None:
        """Go to the entry whose mark was clicked."""
        await self._go_to_entry(event.entry)

    async def _go_to_entry(self, id: str) -> None:
        if id == LETTERHEAD:
            self.post_message(self.LetterheadWanted())
        elif id:
            await self.show_section(id.removeprefix(PREFIX))

    @on(LastYear.Taken)
    def take_sentence(self, event: LastYear.Taken) -> None:
        """Insert a sentence of last year's at the cursor."""
        if self.view is not None:
            self.view.take(say("a sentence taken over"), event.sentence)

    def fold_panels(self) -> None:
        """Hide the panels to make room for the text, or show them again."""
        self.query("#contents, #marks, #side").toggle_class("-folded")
        self.focus_section()
