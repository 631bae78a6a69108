"""Import: the section for each part of a document, to be looked at and changed before a draft is made."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.types import CSSPathType
from textual.widgets import DataTable, Static

from tui.app.commands import Where, bindings
from tui.app.dialogs.choose import Choice, Choose
from tui.app.dialogs.choose_file import ChooseFile
from tui.app.host import Host
from tui.app.translated import Translated, fitted, plain
from tui.app.widgets.hints import Hints
from tui.base import files
from tui.base.errors import BaogaoError, Place
from tui.base.messages import Message, say
from tui.base.text import one_line
from tui.checking.importing import lay_out, make
from tui.draft.keys import UNSORTED
from tui.reading.account import summary
from tui.reading.document import Document, Table
from tui.reading.parts import Part
from tui.reading.placement import LEFT_OUT, Placement
from tui.reading.sources import read_file
from tui.reading.traditional import is_traditional, simplified
from tui.workspace.draft_search import may_be_named

_LINE_WIDTH = 5
_BESIDE = 10  # cells of a row that no column has: a blank at each side of the three and of the table, and the scrollbar
_LETTERHEAD = "letterhead"
_ACCOUNT = "account"


async def import_document(host: Host, source: Path) -> Path | None:
    """The draft made from a document, or None; a dialog says why a document cannot be read."""
    try:
        document = await asyncio.to_thread(read_file, source)
        shown = document
        if is_traditional(document):
            ways = (("simplify", say("Convert them to simplified ones")), ("keep", say("Keep them")))
            choices = [Choice(key, host.words(label)) for key, label in ways]
            chosen = await host.push_screen_wait(Choose(say("The text is in traditional characters"), choices))
            if chosen is None:
                return None
            shown = simplified(document) if chosen == "simplify" else document
        placement = await asyncio.to_thread(lay_out, shown, str(source), host.offices, host.settings.folder)
    except BaogaoError as error:
        host.warn(error)
        return None
    screen = ImportScreen(source, document, placement, is_simplified=shown is not document)
    made: Path | None = await host.push_screen_wait(screen)
    return made


class ImportScreen(Screen[Path | None], Translated):
    """Shows the parts of a document with their sections; the result is the file of the draft, or None."""

    ABOUT: ClassVar[Message] = say(
        "What of the document goes into which section. Nothing is written until you make the draft; a part that is in the wrong place can be sent elsewhere."
    )
    CSS_PATH: ClassVar[CSSPathType | None] = "import_document.tcss"
    WHERE: ClassVar[Where] = "importing"
    BINDINGS: ClassVar[list[BindingType]] = bindings(WHERE)

    def __init__(self, source: Path, document: Document, placement: Placement, *, is_simplified: bool = False) -> None:
        super().__init__()
        self._source = source
        self._document = document
        self._is_simplified = is_simplified
        self.placement = placement
        self._moves: list[tuple[int, str]] = []

    def compose(self) -> ComposeResult:
        """The document and its outline, the parts, and the text of the highlighted one."""
        yield Static(id="title")
        yield Static(classes="dim", id="advice")
        yield DataTable(id="parts", cursor_type="row")
        with VerticalScroll(id="detail", can_focus=False):
            yield Static()
        yield Hints()

    def on_mount(self) -> None:
        """Scroll to the first part that needs a look."""
        table = self.query_one(DataTable)
        self._tell()
        table.focus()
        doubtful = [n for n, part in enumerate(self.placement.parts) if part.doubt or part.target == UNSORTED]
        if doubtful:
            table.move_cursor(row=doubtful[0] + 1)

    def on_resize(self) -> None:
        """The columns take what room there is."""
        self._tell()

    @property
    def _widths(self) -> tuple[int, int, int]:
        """The widths of the columns: that of the line fixed, the others sharing the rest."""
        room = max(20, self.size.width - _LINE_WIDTH - _BESIDE)
        return _LINE_WIDTH, room * 11 // 20, room - room * 11 // 20

    def _tell(self) -> None:
        table = self.query_one(DataTable)
        row = table.cursor_row
        placed = self.placement
        advice = say("Check where each part goes. Nothing is written yet.")
        if not self._is_simplified and is_traditional(self._document):
            advice = say("The text is in traditional characters; {key} converts them.", key=self.key("simplify"))
        self.query_one("#advice", Static).update(plain(self.speak(advice)))
        title = f" {self.host.short(str(self._source))}  {placed.year}  {placed.outline.name}"
        self.query_one("#title", Static).update(plain(fitted(title, self.size.width)))
        table.clear(columns=True)
        for label, width in zip((say("Line"), say("Part of the document"), say("Goes to")), self._widths, strict=True):
            table.add_column(Text(self.speak(label)), width=width)
        table.add_row("", Text(self.speak(say("Letterhead"))), Text(self._letterhead(short=True)), key=_LETTERHEAD)
        for n, part in enumerate(placed.parts):
            sign = "? " if part.doubt or part.target == UNSORTED else "  "
            shown = (_line_of(part), f"{sign}{part.title}", self._section(part.target))
            cells = (Text(fitted(text, width)) for text, width in zip(shown, self._widths, strict=True))
            table.add_row(*cells, key=str(n))
        table.add_row("", Text(self.speak(say("Left out, or worded differently"))), "", key=_ACCOUNT)
        table.move_cursor(row=row)

    def _letterhead(self, *, short: bool) -> str:
        fields = self.placement.outline.fields_by_id
        shown = []
        for id, value in self.placement.fields.items():
            words = "、".join(value) if isinstance(value, tuple) else str(value)
            shown.append(words if short else f"{fields[id].label}  {one_line(words)}")
        return fitted("，".join(shown), self._widths[2]) if short else "\n".join(shown)

    def _section(self, target: str) -> str:
        """The name of a place that a part can go to."""
        if target in (LEFT_OUT, UNSORTED):
            return self.speak(_left_out() if target == LEFT_OUT else say("no section yet"))
        section = self.placement.outline.sections_by_id[target]
        heading = one_line(section.heading or "")
        for name, year in (("{year}", self.placement.year), ("{next_year}", self.placement.year + 1)):
            heading = heading.replace(name, str(year))
        return heading or self.speak(say("Introduction"))

    @on(DataTable.RowHighlighted)
    def show(self, event: DataTable.RowHighlighted) -> None:
        """Show the text of the highlighted part, and why it goes there."""
        key = str(event.row_key.value)
        if key == _LETTERHEAD:
            text = self._letterhead(short=False)
        elif key == _ACCOUNT:
            _, result = make(self.placement)
            text = "\n".join(map(self.speak, summary(self.placement, result)))
        else:
            part = self.placement.parts[int(key)]
            said: list[str] = [self.speak(part.doubt)] if part.doubt else []
            text = "\n".join((*said, self.speak(part.why), "", *_lines_of(part)))
        self.query_one("#detail Static", Static).update(plain(text))

    @on(DataTable.RowSelected)
    def choose(self) -> None:
        """Enter sends the highlighted part to another section."""
        self.action_move_part()

    @work(exclusive=True, group="dialog")
    async def action_move_part(self) -> None:
        """Send the highlighted part to another section."""
        row = self.query_one(DataTable).cursor_row - 1
        if not 0 <= row < len(self.placement.parts):
            return
        prose = [section.id for section in self.placement.outline.sections if section.kind == "prose"]
        targets = [*prose, UNSORTED]
        choices = [Choice(target, self._section(target)) for target in targets]
        choices.append(Choice("-", self.speak(_left_out())))
        chosen = await self.app.push_screen_wait(Choose(say("Where does this part go?"), choices))
        if chosen is not None:
            self._moves.append((row, LEFT_OUT if chosen == "-" else chosen))
            self.placement = self.placement.moved(*self._moves[-1])
            self._tell()

    def action_simplify(self) -> None:
        """Convert traditional characters, or restore them; parts moved by hand stay where they are."""
        wanted = not self._is_simplified
        try:
            document = simplified(self._document) if wanted else self._document
            placement = lay_out(document, str(self._source), self.host.offices, self.host.settings.folder)
        except BaogaoError as error:
            self.host.warn(error)
            return
        if len(placement.parts) == len(self.placement.parts):
            for move in self._moves:
                placement = placement.moved(*move)
        else:
            self._moves = []
        self._is_simplified, self.placement = wanted, placement
        self._tell()
        self.host.inform(placement.about[-1] if wanted else say("the original characters are back"))

    @work(exclusive=True, group="dialog")
    async def action_make_draft(self) -> None:
        """Ask for a file name, and write the draft."""
        suggested = f"report-{self.placement.year}.toml"
        dialog = ChooseFile(
            say("Save the draft as"), self.host.settings.folder, may_be_named, suggested, may_be_new=True
        )
        target = await self.app.push_screen_wait(dialog)
        if target is None:
            return
        if target.suffix != ".toml":
            target = target.with_name(f"{target.name}.toml")
        try:
            if os.path.lexists(target):
                remedy = say("choose another name")
                raise BaogaoError(say("the file already exists"), place=Place(str(target)), remedy=remedy)
            content, _ = make(self.placement)
            files.write(target, content)
        except BaogaoError as error:
            self.host.warn(error)
            return
        self.dismiss(target)

    def action_leave_import(self) -> None:
        """Go back without a draft."""
        self.dismiss(None)


def _left_out() -> Message:
    return say("leave it out")


def _line_of(part: Part) -> str:
    if part.heading is not None:
        return str(part.heading.numbers[0])
    first = next(iter(part.body), None)
    return "" if first is None else str(first.line if isinstance(first, Table) else first.numbers[0])


def _lines_of(part: Part) -> list[str]:
    heading = [part.heading.text] if part.heading is not None else []
    return [
        *heading,
        *(
            "\n".join("  ".join(row) for row in line.rows) if isinstance(line, Table) else line.text
            for line in part.body
        ),
    ]
