"""The first screen: the drafts of the office, unsaved work from a crash, and ways to start."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message as Event
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from tui.app.commands import Where, bindings
from tui.app.start.about import about
from tui.app.start.draft_list import DraftList
from tui.app.start.reading import AllFound, Found, Piece, pieces
from tui.app.start.renaming import copied, renamed
from tui.app.start.rows import ORDER_NAMES, Order, Row
from tui.app.start.ways import Ways
from tui.app.translated import Translated, plain
from tui.app.widgets.hints import Hints
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say
from tui.session import recovery
from tui.workspace import workspace
from tui.workspace.draft_search import DraftSearch, may_be_named

_MOMENT = 0.05  # seconds to look for drafts before the first screen; the rest is found later
_MOST_NAMED = 3  # drafts with unsaved work


class StartScreen(Screen[None], Translated):
    """Shows the drafts below the nearest `baogao.toml`, else those below the folder; Enter opens one."""

    ABOUT: ClassVar[Message] = say(
        "The drafts of this folder, or of the whole office where there is a baogao.toml: how far each is, what is wrong with it, and how many days are left. Choose one to go on writing."
    )
    WHERE: ClassVar[Where] = "start"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-tall")]  # noqa: RUF012  # mypy takes the base's ClassVar for a variable

    class FoundOut(Event):
        """A batch of results on the drafts; stale if the drafts were searched again meanwhile."""

        def __init__(self, source: Iterator[Piece], piece: Piece) -> None:
            super().__init__()
            self.source = source
            self.piece = piece

    def __init__(self) -> None:
        super().__init__()
        self._search: DraftSearch | None = None
        self._pieces: Iterator[Piece] = iter(())
        self._one_reader = threading.Lock()
        self._was_empty = False
        self._rests = False
        self._warned = ""

    def compose(self) -> ComposeResult:
        """The drafts, or ways to start if there are none; the highlighted one in full."""
        yield Static(id="title")
        yield Static(id="left-behind")
        order = self.host.remembered.now.order
        yield DraftList(Order(order) if order in list(Order) else Order.DUE, id="list")
        yield Static(plain(self.speak(say("There is no draft in this folder yet. Ways to begin:"))), id="empty")
        yield Ways(id="ways")
        yield Static(id="about")
        yield Hints()

    def on_mount(self) -> None:
        """Look for drafts."""
        self.query_one("#title", Static).update(plain(f" baogao 报告  {self.host.settings.folder}"))
        self.look()

    # The drafts

    def look(self) -> None:
        """Look for drafts: those found in a moment are shown at once, the rest as they are read."""
        settings = self.host.settings
        try:
            office = workspace.find(settings.folder)
        except BaogaoError as error:
            office = None
            if str(error) != self._warned:
                self.host.warn(error)
            self._warned = str(error)
        self._search = search = DraftSearch(office.folder if office else settings.folder)
        batches, found, end = search.batches(), list[Path](), time.monotonic() + _MOMENT
        for batch in batches:
            found += batch
            if time.monotonic() > end:
                break
        listed = self.query_one(DraftList)
        visited = [visit.draft for visit in self.host.remembered.now.visits]
        self._pieces = pieces(batches, found, visited, settings.outline_paths, settings.today)
        listed.set_rows(Row(file, self._named(file)) for file in found)
        listed.go_to(visited[0] if visited else None)
        if not search.is_over:
            listed.say_looking()
        self._show_what_there_is()
        self._tell_left_behind()
        self.call_after_refresh(self._find_out)  # the names are on the screen before anything is read

    def _named(self, file: Path) -> str:
        """A file's name relative to this folder, or to the home."""
        short, home = self.host.short(str(file)), Path.home()
        return f"~/{file.relative_to(home)}" if short == str(file) and file.is_relative_to(home) else short

    def _show_what_there_is(self) -> None:
        """Show the list, or ways to start; both if the only drafts are in other folders."""
        listed, ways, line = self.query_one(DraftList), self.query_one(Ways), self.query_one(Input)
        is_empty = not listed.is_looking and all(row.elsewhere for row in listed.rows)
        is_listed = listed.is_looking or bool(listed.rows)
        for part, is_there in ((listed, is_listed), ("#about", is_listed), ("#empty", is_empty), (ways, is_empty)):
            (self.query_one(part) if isinstance(part, str) else part).set_class(not is_there, "-absent")
        wanted = ways if is_empty else line
        if self.focused is None or (self.focused in (ways, line) and (self._was_empty != is_empty)):
            wanted.focus()
        self._was_empty = is_empty

    def _tell_left_behind(self) -> None:
        drafts = [row.file for row in self.query_one(DraftList).rows]
        left = recovery.all_left_behind(self.host.settings.state, drafts)
        shown = self.query_one("#left-behind", Static)
        shown.display = bool(left)
        files = list(dict.fromkeys(self.host.short(str(one.draft)) for one in left))
        names = ", ".join([*files[:_MOST_NAMED], *([".."] if len(files) > _MOST_NAMED else [])])
        shown.update(plain(self.speak(say("! Unsaved work, offered when you open it: {names}", names=names))))

    @on(DraftList.Highlighted)
    def tell_about(self, event: DraftList.Highlighted) -> None:
        """Show what is known about the highlighted draft."""
        shown = self.query_one("#about", Static)
        shown.update(about(event.row, self, shown.content_size.width or 76) if event.row else "")

    @on(DraftList.Chosen)
    def open_chosen(self, event: DraftList.Chosen) -> None:
        """Open a draft."""
        self.host.open_draft(event.file)

    # Results of the threads

    @work(thread=True, exclusive=True, group="drafts")
    def _find_out(self) -> None:
        """Go on with the drafts, batch by batch, until another screen is shown."""
        worker = get_current_worker()
        with self._one_reader:  # the last one may not have noticed yet that it is cancelled
            source = self._pieces
            while not worker.is_cancelled:
                piece = next(source, None)
                if piece is None:
                    return
                self.post_message(self.FoundOut(source, piece))

    @on(events.ScreenSuspend)
    def rest(self) -> None:
        """Another screen is shown: leave the machine to it."""
        self._rests = True
        self.workers.cancel_group(self, "drafts")

    @on(events.ScreenResume)
    def go_on(self) -> None:
        """Continue after an interruption."""
        if self._rests:
            self._rests = False
            self._find_out()

    @on(FoundOut)
    def take(self, event: FoundOut) -> None:
        """Show the results."""
        if event.source is not self._pieces:
            return
        listed = self.query_one(DraftList)
        match event.piece:
            case Found(files):
                listed.add_rows(Row(file, self._named(file)) for file in files)
            case AllFound(elsewhere):
                listed.add_rows(Row(file, self._named(file), elsewhere=True) for file in elsewhere)
                listed.say_all_found()
                if self._search is not None and self._search.is_cut:
                    told = say(
                        "only some of the files here were searched; {key} opens others", key=self.key("open-file")
                    )
                    self.host.inform(told)
                self._tell_left_behind()
            case read:
                listed.tell(read.overviews)
                if read.is_all:
                    listed.show()  # in order, now that all are known
        self._show_what_there_is()

    # Commands

    def action_open_draft(self) -> None:
        """Open the highlighted draft."""
        row = self.query_one(DraftList).row
        if row is not None:
            self.host.open_draft(row.file)

    def action_sort(self) -> None:
        """Change the order of the drafts, and remember it."""
        listed = self.query_one(DraftList)
        listed.sort(listed.order.after)
        self.host.remembered.choose_order(listed.order)
        self.host.inform(say("sorted {order}", order=self.speak(ORDER_NAMES[listed.order])))

    @work(exclusive=True)
    async def action_rename_draft(self) -> None:
        """Rename the highlighted draft in its folder."""
        await self._under_another_name(say("Rename the draft"), renamed)

    @work(exclusive=True)
    async def action_copy_draft(self) -> None:
        """Copy the highlighted draft."""
        await self._under_another_name(say("Copy the draft"), copied)

    async def _under_another_name(self, title: Message, act: Callable[[Path, str], Path]) -> None:
        from tui.app.dialogs.ask import Ask

        row = self.query_one(DraftList).row
        name = await self.app.push_screen_wait(Ask(title, row.file.name)) if row else None
        if row is None or not name:
            return
        try:
            file = act(row.file, name)
        except BaogaoError as error:
            self.host.warn(error)
            return
        self.look()
        self.query_one(DraftList).go_to(file)

    def action_new_draft(self) -> None:
        """The form for a new report."""
        from tui.app.start.new_report import NewReportScreen

        drafts = [row.file for row in self.query_one(DraftList).rows]
        self.app.push_screen(NewReportScreen(drafts), self._open_new)

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
        from tui.app.dialogs.choose_file import ChooseFile
        from tui.app.start.import_document import import_document  # imports the importers
        from tui.reading.sources import may_be_read

        title = say("Which document? (.docx, .xlsx, .html, .mht, .md, .txt, .pdf)")
        source = await self.app.push_screen_wait(ChooseFile(title, self.host.settings.folder, may_be_read))
        if source is not None:
            self._open_new(await import_document(self.host, source))

    @work(exclusive=True)
    async def action_open_file(self) -> None:
        """Open a draft in another folder."""
        from tui.app.dialogs.choose_file import ChooseFile

        file = await self.app.push_screen_wait(ChooseFile(say("Which file?"), self.host.settings.folder, may_be_named))
        if file is not None:
            self.host.open_draft(file)
