"""The first screen: the drafts of the office, unsaved work from a crash, and ways to start."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import DataTable, Static
from textual.worker import get_current_worker

from tui.app.commands import Where, bindings
from tui.app.translated import Translated, fitted, plain
from tui.app.widgets.hints import Hints
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.base.text import visible
from tui.rules.finding import Grade
from tui.session import recovery
from tui.workspace.drafts import drafts_of

if TYPE_CHECKING:
    from tui.checking.overview import Overview

_FILE_WIDTH = 20
_COLUMNS: tuple[tuple[str, Message, int], ...] = (
    ("file", say("Draft"), _FILE_WIDTH),
    ("year", say("Year"), 4),
    ("progress", say("Done"), 4),
    ("findings", say("Problems"), 14),
    ("due", say("Due"), 10),
    ("changed", say("Changed"), 11),
    ("issuer", say("Issuer"), 24),
)
_MOST_NAMED = 3  # drafts with unsaved work
_WITHOUT_ISSUER = 100  # width of a terminal without room for it


class StartScreen(Screen[None], Translated):
    """Lists the drafts below the nearest `baogao.toml`, else those in the folder; Enter opens one."""

    WHERE: ClassVar[Where] = "start"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    def __init__(self) -> None:
        super().__init__()
        self._drafts: list[Path] = []
        self._columns = _COLUMNS

    def compose(self) -> ComposeResult:
        """The list, and the keys to press when it is empty."""
        yield Static(id="title")
        yield Static(id="left-behind")
        yield DataTable(id="drafts", cursor_type="row", zebra_stripes=True)
        with Vertical(id="empty"):
            yield Static(id="empty-text")
        yield Hints("start")

    def on_mount(self) -> None:
        """Look for drafts."""
        self.query_one("#title", Static).update(plain(f" baogao 报告  {self.host.settings.folder}"))
        self.look()

    def on_resize(self) -> None:
        """The columns that fit."""
        wanted = len(_COLUMNS) - (self.app.size.width < _WITHOUT_ISSUER)
        if self.is_mounted and len(self._columns) != wanted and self._drafts:
            self.look()

    def look(self) -> None:
        """Refresh the drafts: names at once, the rest as it is read."""
        table = self.query_one("#drafts", DataTable)
        try:
            self._drafts = drafts_of(self.host.settings.folder)
        except BaogaoError as error:
            self._drafts = []
            self.host.warn(error)
        table.clear(columns=True)
        self._columns = _COLUMNS if self.app.size.width >= _WITHOUT_ISSUER else _COLUMNS[:-1]
        for key, label, width in self._columns:
            table.add_column(Text(self.speak(label)), key=key, width=width)
        folder = self.host.settings.folder
        for n, draft in enumerate(self._drafts):
            name = os.path.relpath(draft, folder)
            table.add_row(Text(fitted(name, _FILE_WIDTH)), *(Text("") for _ in self._columns[1:]), key=str(n))
        table.display = bool(self._drafts)
        self.query_one("#empty").display = not self._drafts
        if not self._drafts:
            self.query_one("#empty-text", Static).update(plain(self.speak(self._nothing_yet())))
        self._tell_left_behind()
        if self._drafts:
            table.focus()
            self._check_drafts(list(self._drafts))

    def _nothing_yet(self) -> Message:
        return say(
            "There is no draft in this folder yet.\n\n{new}  start a new report\n{import_}  import last year's Word file, page or text\n{example}  open a complete example to explore\n{open}  open a draft elsewhere\n{all}  all commands\n{quit}  quit",
            new=f"{self.key('new-draft'):<7}",
            example=f"{self.key('open-example'):<7}",
            import_=f"{self.key('import-document'):<7}",
            open=f"{self.key('open-file'):<7}",
            all=f"{self.key('palette'):<7}",
            quit=f"{self.key('quit'):<7}",
        )

    def _tell_left_behind(self) -> None:
        left = recovery.all_left_behind(self.host.settings.state, self._drafts)
        shown = self.query_one("#left-behind", Static)
        shown.display = bool(left)
        files = list(dict.fromkeys(self.host.short(str(one.draft)) for one in left))
        names = ", ".join([*files[:_MOST_NAMED], *([".."] if len(files) > _MOST_NAMED else [])])
        shown.update(plain(self.speak(say("! Unsaved work, offered when you open it: {names}", names=names))))

    @work(thread=True, exclusive=True, group="overviews")
    def _check_drafts(self, drafts: list[Path]) -> None:
        """Open and check one draft after another in a thread."""
        from tui.checking.office import Offices
        from tui.checking.overview import overview  # imports all rules: the names are on the screen first

        offices, worker = Offices(self.host.settings.outline_paths), get_current_worker()
        for n, draft in enumerate(drafts):
            if worker.is_cancelled:
                return
            row = overview(draft, offices, self.host.settings.today)
            self.app.call_from_thread(self._tell, n, row)

    def _tell(self, n: int, row: Overview) -> None:
        table = self.query_one("#drafts", DataTable)
        if n < len(self._drafts) and self._drafts[n] == row.file:
            cells = self._cells(row)
            for key, _, _ in self._columns[1:]:
                table.update_cell(str(n), key, Text(visible(cells.get(key, ""))))

    def _cells(self, row: Overview) -> dict[str, str]:
        changed = f"{row.changed:%m-%d %H:%M}" if row.changed else ""
        if row.error is not None:
            told = f"! {self.speak(row.error.what)}"
            return {"findings": fitted(told, 14), "changed": changed, "issuer": told}
        counts = [f"{self.speak(word)}{row.findings[grade]}" for grade, word in _GRADES if row.findings[grade]]
        return {
            "year": str(row.year or ""),
            "progress": f"{row.progress.percent}%" if row.progress else "",
            "findings": " ".join(counts) or self.speak(say("none")),
            "due": self.speak(_due(row.days_left)),
            "changed": changed,
            "issuer": fitted(row.issuer, 24),
        }

    @on(DataTable.RowSelected)
    def open(self, event: DataTable.RowSelected) -> None:
        """Open the chosen draft."""
        self.host.open_draft(self._drafts[int(event.row_key.value or 0)])

    # Commands

    def action_new_draft(self) -> None:
        """The form for a new report."""
        from tui.app.start.new_report import NewReportScreen

        self.app.push_screen(NewReportScreen(), self._open_new)

    def _open_new(self, file: Path | None) -> None:
        if file is not None:
            self.look()
            self.host.open_draft(file)

    @work(exclusive=True)
    async def action_open_example(self) -> None:
        """Write an outline's example into the folder, and open it."""
        from tui.app.dialogs.choose import Choice, Choose
        from tui.app.start.new_drafts import example_of, outlines_with_examples

        try:
            outlines = outlines_with_examples(self.host)
            choices = [Choice(outline.id, outline.name, outline.id) for outline in outlines]
            chosen = await self.app.push_screen_wait(Choose(say("Which outline's example?"), choices))
            if chosen is not None:
                self._open_new(example_of(self.host, chosen))
        except BaogaoError as error:
            self.host.warn(error)

    @work(exclusive=True)
    async def action_import_document(self) -> None:
        """Show where the parts of a document go, and open the draft made from it."""
        from tui.app.dialogs.ask import Ask

        name = await self.app.push_screen_wait(Ask(say("Which document? (.docx, .xlsx, .html, .mht, .md, .txt, .pdf)")))
        if not name:
            return
        from tui.app.start.import_document import import_document  # imports the importers

        source = self.host.settings.folder / Path(name.strip("\"' ")).expanduser()
        self._open_new(await import_document(self.host, source))

    @work(exclusive=True)
    async def action_open_file(self) -> None:
        """Open a draft in another folder."""
        from tui.app.dialogs.ask import Ask

        name = await self.app.push_screen_wait(Ask(say("Which file?")))
        if name:
            self.host.open_draft(self.host.settings.folder / Path(name).expanduser())


_GRADES = ((Grade.ERROR, say("err ")), (Grade.WARNING, say("warn ")), (Grade.HINT, say("hint ")))


def _due(days: int | None) -> Message | str:
    if days is None:
        return ""
    if days < 0:
        return say("{n} days late", n=-days)
    return say("in {n} days", n=days)
