"""The screen to write on: what can be done with the draft that lies there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from tui.app.commands import Where, bindings
from tui.app.dialogs.ask import Ask
from tui.app.dialogs.choose import Choice, Choose
from tui.app.widgets.panels import Panels
from tui.app.writing.contents import MARKS
from tui.app.writing.last_year import LastYear
from tui.app.writing.layout import WritingLayout
from tui.app.writing.outside_editor import edited_outside
from tui.base.errors import BaogaoError
from tui.base.messages import say
from tui.checking.other_drafts import others
from tui.checking.progress import standing
from tui.draft.draft import Draft
from tui.draft.place import place_at, section_shown
from tui.outline.model import REFERENCES
from tui.outline.outline import Topic
from tui.render.report import section_numbers
from tui.rules.finding import Finding


class WritingScreen(WritingLayout):
    """Writes one draft, section by section."""

    WHERE: ClassVar[Where] = "writing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    async def _step(self, by: int) -> None:
        ids = list(self.opened.session.outline.sections_by_id)
        await self.show_section(ids[(ids.index(self.section.id) + by) % len(ids)])

    async def action_next_section(self) -> None:
        """The next section, and from the last the first."""
        await self._step(1)

    async def action_previous_section(self) -> None:
        """The section before."""
        await self._step(-1)

    async def action_next_problem(self) -> None:
        """The next finding behind the cursor, through all sections, and then from the beginning."""
        findings = sorted(self.opened.findings, key=self._rank)
        if not findings:
            self.host.inform(say("nothing is wrong"))
            return
        here = (self._order(self.section.id), self._cursor())
        await self.jump(next((one for one in findings if self._rank(one) > here), findings[0]))

    def _order(self, section: str | None) -> int:
        ids = list(self.opened.session.outline.sections_by_id)
        return ids.index(section) if section in ids else -1

    def _rank(self, finding: Finding) -> tuple[int, int]:
        section = section_shown(self.opened.session.outline, place_at(finding.locus.path))
        return self._order(section), finding.locus.start if finding.locus.start is not None else -1

    def _cursor(self) -> int:
        editor = self.editor
        return editor.offset_at(min(editor.selection)) if editor else 0

    def action_switch_panel(self) -> None:
        """The next panel."""
        self.query_one(Panels).step()

    def action_fold_panels(self) -> None:
        """All the room for the text, or the panels again."""
        self.query_one("#contents").toggle_class("-folded")
        self.query_one(Panels).toggle_class("-folded")
        if self.editor:
            self.editor.focus()

    def action_mark_ready(self) -> None:
        """Mark the section as ready, or take the mark away."""
        written = self.opened.draft.sections.get(self.section.id)
        self.opened.mark_ready(self.section.id, not (written and written.status == "ready"))
        self.tell()

    def action_save(self) -> None:
        """Save now."""
        self.host.save()
        self.tell_status()
        if self.opened.saved and self.opened.trouble is None and not self.opened.session.unsaved:
            self.host.inform(say("saved at {time}", time=f"{self.opened.saved:%H:%M:%S}"))

    def action_letterhead(self) -> None:
        """The form for the letterhead."""
        self.open_letterhead()

    @work(exclusive=True, group="dialog")
    async def action_go_to_section(self) -> None:
        """Go to any section."""
        draft, given = self.opened.draft, section_numbers(self.opened.draft)
        choices = [
            Choice(
                section.id,
                self.heading_of(draft, section, given.get(section.id)),
                MARKS[standing(draft, section.id, self.opened.findings)],
                section.id,
            )
            for section in draft.outline.sections
        ]
        chosen = await self.app.push_screen_wait(Choose(say("Go to a section"), choices))
        if chosen is not None:
            await self.show_section(chosen)

    @work(exclusive=True, group="dialog")
    async def action_insert_figure(self) -> None:
        """Insert a reference to a figure at the cursor; those of this section come first."""
        outline, draft = self.opened.session.outline, self.opened.draft
        specs = sorted(outline.figures, key=lambda spec: spec.section != self.section.id)
        choices = [
            Choice(spec.id, f"{spec.label} {{{spec.id}}}", f"{_written(draft, spec.id)}{spec.unit}") for spec in specs
        ]
        choices += [Choice(name, f"{{{name}}}", draft.reference(name) or "") for name in REFERENCES]
        chosen = await self.app.push_screen_wait(Choose(say("Insert a figure"), choices))
        if chosen is not None and self.editor:
            unit = outline.figures_by_id[chosen].unit if chosen in outline.figures_by_id else ""
            self.editor.insert(f"{{{chosen}}}{unit}")

    def action_insert_skeleton(self) -> None:
        """Insert a point for each topic that is not covered yet, with a placeholder that a rule reports until it is gone."""
        from tui.rules.structure.coverage import covered

        if not self.editor:
            return
        left = [row.topic for row in covered(self.opened.draft, self.section) if row.where is None]
        if not left:
            self.host.inform(say("every topic is covered"))
            return
        self.editor.history.checkpoint()
        self.editor.insert(skeleton(left, self.editor.text))

    @work(exclusive=True, group="dialog")
    async def action_set_owner(self) -> None:
        """Write down who writes this section."""
        written = self.opened.draft.sections.get(self.section.id)
        asking = Ask(say("Who writes this section?"), written.owner if written else "")
        owner = await self.app.push_screen_wait(asking)
        if owner is not None:
            self.opened.write_owner(self.section.id, owner)
            self.tell()

    @work(exclusive=True, group="dialog")
    async def action_word_heading(self) -> None:
        """Word the heading of this section, where the outline leaves it to the office; nothing typed is the outline's."""
        draft, section = self.opened.draft, self.section
        if not section.own_heading:
            self.host.inform(say("the outline prescribes this heading"))
            return
        heading = await self.app.push_screen_wait(Ask(say("Heading"), draft.one_line(draft.heading(section) or "")))
        if heading is not None:
            is_own = heading != draft.one_line(draft.filled(section.heading or ""))
            self.opened.session.write(("sections", section.id, "heading"), heading if heading and is_own else None)
            self.tell()

    @work(exclusive=True, group="dialog")
    async def action_last_year(self) -> None:
        """Lay another draft beside this one; when one lies there already, its panel is shown."""
        panels = self.query_one(Panels)
        if self.opened.last_year is not None and panels.shown != "last-year":
            panels.show("last-year")
            self.query_one(LastYear).focus()
            return
        try:
            choices = [Choice(str(file), file.name, str(file.parent)) for file in others(self.opened.session.file)]
        except BaogaoError as error:
            self.host.warn(error)
            return
        chosen = await self.app.push_screen_wait(Choose(say("Which draft?"), choices))
        if chosen is not None and self.host.lay_beside(Path(chosen)):
            panels.show("last-year")
            self.tell()
            self.query_one(LastYear).focus()

    def action_external_editor(self) -> None:
        """Edit the section in the person's own editor; what comes back is one edit that can be undone."""
        if not self.editor:
            return
        try:
            text = edited_outside(self.app, self.editor.text)
        except BaogaoError as error:
            self.host.warn(error)
            return
        self.editor.rewrite(text)

    def action_settle_conflicts(self) -> None:
        """Ask again for what others changed too."""
        if self.opened.session.clashes:
            self.host.settle()
        else:
            self.host.inform(say("no conflicts"))

    async def action_drafts(self) -> None:
        """Save, and go back to the list of drafts."""
        await self.host.close_draft()

    @work(exclusive=True, group="dialog")
    async def action_problems(self) -> None:
        """All findings; the one that is chosen is gone to."""
        from tui.app.problems.screen import ProblemsScreen

        await self.visit_all()  # what is mended there, Ctrl+Z in a section takes back
        finding = await self.app.push_screen_wait(ProblemsScreen(self.opened))
        self.take_all()
        if finding is not None:
            await self.jump(finding)

    def action_preview(self) -> None:
        """The report as it will read, at the place that is being written."""
        from tui.app.preview.screen import PreviewScreen

        self.app.push_screen(PreviewScreen(self.opened, self.section.id, self._cursor()))

    def action_render(self) -> None:
        """Write the report to a file."""
        from tui.app.preview.export import ExportScreen

        self.app.push_screen(ExportScreen(self.opened))

    @work(exclusive=True, group="dialog")
    async def action_find(self) -> None:
        """Find and replace through the whole draft."""
        from tui.app.writing.find_replace import FindReplaceScreen

        await self.visit_all()
        marked = self.editor.selected_text if self.editor else ""
        found = await self.app.push_screen_wait(FindReplaceScreen(self, marked))
        if found is not None:
            await self.show_section(found.section)
            if self.editor:
                self.editor.reveal(found.start, found.end)


def _written(draft: Draft, figure: str) -> str:
    known = draft.figures.get(figure)
    return known.written if known else "-"


def skeleton(topics: Sequence[Topic], text: str) -> str:
    """A point for each topic: its name as the lead, what to write, behind a placeholder that W801 reports."""
    points = [f"1. **{topic.label}。**\n（待补）{topic.hint or topic.label}" for topic in topics]
    gap = "\n\n" if text.strip() and not text.endswith("\n\n") else ""
    return gap + "\n\n".join(points)
