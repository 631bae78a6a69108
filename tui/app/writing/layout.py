"""How a draft lies before whoever writes: the outline at the left, one section in the middle, what helps beside or below."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import ContentSwitcher, OptionList, TextArea

from tui.app.widgets.draft_screen import QUIET, DraftScreen
from tui.app.widgets.findings import FindingsList
from tui.app.widgets.hints import Hints
from tui.app.widgets.panels import Panels
from tui.app.widgets.still_line import StillLine
from tui.app.writing.contents import LETTERHEAD, PREFIX, Contents
from tui.app.writing.editor import SectionEditor, editor_id
from tui.app.writing.figures import FigureLine, FiguresForm
from tui.app.writing.guidance import Guidance
from tui.app.writing.last_year import LastYear
from tui.app.writing.status import StatusLine, TitleLine
from tui.base.messages import Message, say
from tui.draft.place import Kind, place_at, section_shown, text_path
from tui.outline.outline import Section
from tui.render.report import section_numbers
from tui.rules.finding import Finding
from tui.session.open_draft import OpenDraft
from tui.toml import KeyPath

if TYPE_CHECKING:
    from tui.app.writing.table.grid import TableGrid
    from tui.draft.table import TableNumbers

_MOMENT = 0.03  # seconds more than QUIET: keys that came while the file was saved are still on their way to the text

PANELS: tuple[tuple[str, Message], ...] = (
    ("guidance", say("Required")),
    ("findings", say("Problems")),
    ("figures", say("Figures")),
    ("last-year", say("Last year")),
)


class WritingLayout(DraftScreen[None]):
    """Lays out one draft, section by section; what can be done with it, `WritingScreen` adds."""

    def __init__(self, opened: OpenDraft) -> None:
        super().__init__(opened)
        self.section: Section = opened.session.outline.sections[0]
        self._quiet: Timer | None = None
        self._laying = asyncio.Lock()  # two ways may lead to one section at once

    def compose(self) -> ComposeResult:
        """All of it but the editors: each is mounted when its section is first visited."""
        yield TitleLine(id="title")
        with Horizontal(id="body"):
            yield Contents()
            with Container(id="columns"):
                with Vertical(id="page"):
                    yield StillLine(id="heading")
                    yield ContentSwitcher(id="editors")
                with Panels(PANELS, id="side"):
                    yield Guidance(id="guidance")
                    yield FindingsList(id="findings")
                    yield ContentSwitcher(id="figures")
                    yield LastYear()
        yield StatusLine(id="status")
        yield Hints("writing")

    async def on_mount(self) -> None:
        """Begin where something is to be done; what is written is judged once it is on the screen."""
        await self._lay_out(self._first_to_do())
        self._tell_of(())

    @on(Panels.Filled)
    async def complete(self) -> None:
        """The text is shown, and the panels beside it can tell of it."""
        await self._lay_out_figures()
        self.tell()

    def _first_to_do(self) -> str:
        draft = self.opened.draft
        for section in draft.outline.sections:
            if section.required and draft.is_empty(section.id):
                return section.id
        return self.section.id

    # The section that is shown

    @property
    def editor(self) -> SectionEditor | None:
        """The editor of the section that is shown; a table has none."""
        found = self.query(f"#{editor_id(self.section.id)}").results(SectionEditor)
        return next(iter(found), None)

    def _grids(self) -> Iterator[TableGrid]:
        """The tables that were visited."""
        return cast("Iterator[TableGrid]", iter(self.query("TableGrid")))

    def _numbers(self, section: str) -> TableNumbers | None:
        return self.opened.draft.numbers(section, self.opened.year_before)

    async def show_section(self, id: str) -> None:
        """Show a section, with the focus in its text."""
        await self._lay_out(id)
        self.tell()

    async def _lay_out(self, id: str) -> None:
        self.section = self.opened.session.outline.sections_by_id[id]
        await self._editor_of(self.section)
        self.query_one("#editors", ContentSwitcher).current = editor_id(id)
        await self._lay_out_figures()
        self.set_class(self.section.kind == "table", "-table")
        self.query_one(f"#{editor_id(id)}").focus()

    async def _lay_out_figures(self) -> None:
        async with self._laying:
            if not self.query_one(Panels).is_filled:
                return
            figures, id = self.query_one("#figures", ContentSwitcher), self.section.id
            form = f"figures-{id}"
            if not figures.query(f"#{form}"):
                specs = tuple(spec for spec in self.opened.session.outline.figures if spec.section == id)
                await figures.add_content(FiguresForm(specs, self.opened, form))
            figures.current = form

    async def _editor_of(self, section: Section) -> None:
        switcher = self.query_one("#editors", ContentSwitcher)
        if switcher.query(f"#{editor_id(section.id)}"):
            return
        numbers = self._numbers(section.id)
        if numbers is not None:
            from tui.app.writing.table.grid import TableGrid  # most reports have no tables

            await switcher.add_content(TableGrid(section.id, numbers, id=editor_id(section.id)))
            return
        hint = self.speak(
            say("Write here, or take a skeleton of the topics: {key}, then “skeleton”.", key=self.key("palette"))
        )
        await switcher.add_content(SectionEditor(section.id, self.opened.text(section.id), hint))

    async def visit_all(self) -> None:
        """Mount every editor, so that a change of the whole draft can be undone section by section."""
        for section in self.opened.session.outline.sections:
            await self._editor_of(section)

    # Telling how things stand

    def tell(self) -> None:
        """Judge what is written, and show it everywhere."""
        if not self.query_one(Panels).is_filled:
            self._tell_of(())
            return
        findings = self.opened.findings
        self._tell_of(findings)
        here = [one for one in findings if self._concerns_section(one)]
        self.query_one("#findings", FindingsList).show(here)
        self.query_one(Panels).count("findings", len(here))
        self.query_one(Guidance).show(self.opened.draft, self.section)
        if self.editor:
            self.editor.mark_findings(here)
        self._tell_last_year()

    def _tell_of(self, findings: Sequence[Finding]) -> None:
        """Show what can be told at once, and where the sections stand by these findings."""
        draft = self.opened.draft
        heading = self.heading_of(draft, self.section, section_numbers(draft).get(self.section.id))
        self.query_one("#heading", StillLine).tell(heading)
        self.query_one(Contents).show(draft, findings, self.section.id)
        self.query_one(TitleLine).show(self.opened)
        self.tell_status()

    def _concerns_section(self, finding: Finding) -> bool:
        return section_shown(self.opened.session.outline, place_at(finding.locus.path)) == self.section.id

    def _tell_last_year(self) -> None:
        last = self.opened.last_year
        text = None
        if last is not None:
            written = last.sections.get(self.section.id)
            text = written.text.rstrip("\n") if written else ""
        self.query_one(LastYear).show(text)

    def tell_status(self) -> None:
        """Tell how the section stands, and whether it is saved."""
        self.query_one(StatusLine).show(self.opened, self.section, self.editor.text if self.editor else "")

    # What happens

    @on(TextArea.Changed)
    def write(self, event: TextArea.Changed) -> None:
        """Take over what was typed at once; judge it when the keys are quiet."""
        area = event.text_area
        if isinstance(area, SectionEditor):
            self.opened.type_text(area.section, area.text, area.offset_at(max(area.selection)))
            self.judge_soon()

    def on_table_grid_changed(self, event: TableGrid.Changed) -> None:
        """Take over numbers at once; judge them when the keys are quiet."""
        for (row, column), number in event.numbers.items():
            is_whole = number is not None and number == number.to_integral_value()
            value = int(number) if number is not None and is_whole else number
            self.opened.session.write_cell(event.section, row, column, value)
        self.judge_soon()

    @on(FiguresForm.Changed)
    def judge_soon(self) -> None:
        """Judge when nothing has been typed for a moment."""
        if self._quiet is not None:
            self._quiet.stop()
        self._quiet = self.set_timer(QUIET, self._judge_unless_keys_wait)

    def _judge_unless_keys_wait(self) -> None:
        self._quiet = self.set_timer(_MOMENT, self.tell)

    def draft_changed(self, taken: Sequence[KeyPath] = ()) -> None:
        """Show what was taken over from outside, and that it was saved."""
        if taken:
            self.take(taken)
        else:
            self.tell_status()

    def take(self, paths: Sequence[KeyPath]) -> None:
        """Show values that changed elsewhere than in their widgets; in an editor it is an edit that can be undone."""
        for path in paths:
            place = place_at(path)
            if place.is_text:
                self.rewrite(place.id, self.opened.text(place.id))
        for form in self.query(FiguresForm):
            form.take()
        for grid in self._grids():
            if numbers := self._numbers(grid.section):
                grid.show(numbers)
        self.tell()

    @on(OptionList.OptionSelected, "#contents")
    async def go(self, event: OptionList.OptionSelected) -> None:
        """Go to what was chosen in the outline."""
        if event.option_id == LETTERHEAD:
            self.open_letterhead()
        elif event.option_id:
            await self.show_section(event.option_id.removeprefix(PREFIX))

    @on(OptionList.OptionSelected, "#findings")
    async def go_to_finding(self, event: OptionList.OptionSelected) -> None:
        """Go to the place of a finding."""
        finding = self.query_one("#findings", FindingsList).finding
        if finding:
            await self.jump(finding)

    @on(LastYear.Taken)
    def take_sentence(self, event: LastYear.Taken) -> None:
        """Put a sentence of last year's at the cursor."""
        if self.editor:
            self.editor.insert(event.sentence)

    async def jump(self, finding: Finding) -> None:
        """Go to the place of a finding, wherever it is."""
        start, end = finding.locus.start, finding.locus.end
        place = place_at(finding.locus.path)
        if place.section is not None and place.section in self.opened.session.outline.sections_by_id:
            await self.show_section(place.section)
            if self.editor and start is not None and end is not None and place.is_text:
                self.editor.reveal(min(start, len(self.editor.text)), min(end, len(self.editor.text)))
            for grid in self._grids():
                if place.cell and grid.section == place.section:
                    grid.reveal(place.cell)
        elif place.figure and await self.show_figure(place.figure):
            return
        elif place.kind is Kind.LETTERHEAD:
            self.open_letterhead(tuple(map(str, finding.locus.path[:2])))
        else:
            self.host.tell_place(finding, self.opened.draft)

    async def show_figure(self, id: str) -> bool:
        """Go to a figure in its section's form; False for one of no section, which stands nowhere but in the file."""
        spec = self.opened.session.outline.figures_by_id.get(id)
        if spec is None or spec.section is None:
            return False
        await self.show_section(spec.section)
        self.query_one(Panels).show("figures")
        for line in self.query(f"#figure-{id}").results(FigureLine):
            line.query_one("Input").focus()
        return True

    def texts(self) -> dict[str, str]:
        """The texts of all sections, as they stand in their editors (see `visit_all`)."""
        return {editor.section: editor.text for editor in self.query(SectionEditor)}

    def rewrite(self, section: str, text: str) -> None:
        """Give a section another text, as one edit that can be undone."""
        for editor in self.query(f"#{editor_id(section)}").results(SectionEditor):
            editor.rewrite(text)

    def take_all(self) -> None:
        """Show everything as it is on the opened: it may have changed in any place."""
        self.take([text_path(section.id) for section in self.opened.session.outline.sections])

    def open_letterhead(self, place: tuple[str, ...] = ()) -> None:
        """The form for the letterhead, at a place such as ("fields", "signer") or ("year",)."""
        from tui.app.letterhead.screen import LetterheadScreen  # not needed for the first screen

        self.app.push_screen(LetterheadScreen(self.opened, place), lambda _: self.take_all())
