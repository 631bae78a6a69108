"""`baogao table`: the tables of a draft out to a spreadsheet, and back in."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from tui.base import files
from tui.base.errors import BaogaoError
from tui.base.messages import Message, say, say_n, words
from tui.base.suggestions import suggestion
from tui.base.text import one_line, shortened
from tui.cli.arguments import add_outline_path, offices_of
from tui.cli.console import Console
from tui.cli.parser import Parser, Words, add_common
from tui.draft.draft import Draft
from tui.draft.table import TableNumbers
from tui.outline.outline import Outline, Section
from tui.outline.table import Cell, Table
from tui.session.session import Outcome, Session
from tui.workspace.outputs import write_output

if TYPE_CHECKING:
    from tui.reading.form import Block

_FORMATS = (".csv", ".xlsx")


def arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Declare the command's arguments."""
    actions = parser.add_subparsers(
        dest="action", required=True, metavar=words(say("ACTION")), prog=parser.prog, parser_class=Parser
    )
    summaries: Mapping[str, Message] = {
        "export": say("write the tables of a draft to a .csv or .xlsx file"),
        "import": say("take the numbers of a table from a .csv or .xlsx file"),
    }
    for name, summary in summaries.items():
        action = actions.add_parser(
            name, help=words(summary), description=words(summary), add_help=False, allow_abbrev=False
        )
        add_common(action, words)
        add_outline_path(action, words)
        action.add_argument("draft", metavar=words(say("DRAFT")), help=words(say("the draft")))
        if name == "import":
            action.add_argument("file", metavar=words(say("FILE")), help=words(say("a .csv or .xlsx file")))
            action.add_argument("--sheet", metavar=words(say("NAME")), help=words(say("only this sheet of a workbook")))
        action.add_argument(
            "--section", metavar=words(say("ID")), help=words(say("the section; needed where several are tables"))
        )
        if name == "export":
            action.add_argument(
                "-o",
                "--output",
                metavar=words(say("FILE")),
                help=words(
                    say("a .csv file, or an .xlsx file with a sheet for each table; by default CSV to standard output")
                ),
            )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Run the action."""
    if arguments.action == "export":
        return _export(arguments, console)
    with files.steady(Path(arguments.draft)):
        return _import(arguments, console)


def _tables(outline: Outline) -> dict[str, Section]:
    return {section.id: section for section in outline.sections if section.table is not None}


def _chosen(outline: Outline, id: str | None) -> Section:
    """The table section named, or the only one. Raises `BaogaoError`."""
    tables = _tables(outline)
    if not tables:
        raise BaogaoError(say("the report “{name}” has no tables", name=outline.name))
    names = words(tables)
    if id is None and len(tables) > 1:
        raise BaogaoError(
            say("several sections are tables: {names}", names=names), remedy=say("name one with --section")
        )
    if id is not None and id not in tables:
        remedy = suggestion(id, tables) or say("tables are: {names}", names=names)
        raise BaogaoError(say("there is no table “{id}”", id=shortened(id)), remedy=remedy)
    return tables[id] if id is not None else next(iter(tables.values()))


def _export(arguments: argparse.Namespace, console: Console) -> int:
    from tui.render.table import rendered
    from tui.render.workbook import NamedTable, comma_separated, workbook

    draft = offices_of(arguments).open(arguments.draft)
    output = arguments.output
    suffix = Path(output).suffix.lower() if output else ".csv"
    if suffix not in _FORMATS:
        raise BaogaoError(say("“{name}” is neither a .csv nor an .xlsx file", name=output))
    if output and Path(output).exists() and Path(output).samefile(arguments.draft):
        raise BaogaoError(say("{file} is the draft itself, and would be overwritten", file=output))
    sections = [_chosen(draft.outline, arguments.section)] if arguments.section or suffix == ".csv" else []
    sections = sections or list(_tables(draft.outline).values()) or [_chosen(draft.outline, None)]
    tables = [NamedTable(_heading(draft, section), rendered(_numbers(draft, section))) for section in sections]
    data = workbook(tables) if suffix == ".xlsx" else comma_separated(tables[0].table)
    if output:
        write_output(Path(output), data)
        console.narrate(say("{file} is written", file=output))
    else:
        console.data(data.decode("utf-8-sig").replace("\r\n", "\n"))
    return 0


def _import(arguments: argparse.Namespace, console: Console) -> int:
    from tui.reading.form import block_of
    from tui.reading.sheet import Sheet, sheets

    file = Path(arguments.draft)
    session = Session.open(file, offices_of(arguments).library(file.parent))
    found = sheets(files.read(Path(arguments.file)), arguments.file, arguments.sheet)
    wanted = [_chosen(session.outline, arguments.section)] if arguments.section or len(found) == 1 else []
    pairs: list[tuple[Section, Sheet]] = []
    for section in wanted or _tables(session.outline).values():
        heading = _heading(session.draft, section)
        named = [sheet for sheet in found if sheet.name and heading.startswith(sheet.name)]
        if named or wanted:
            pairs.append((section, (named or found)[0]))
    if not pairs:
        raise BaogaoError(
            say("none of the sheets has the name of a table"),
            remedy=say("name one with --section, and one with --sheet"),
        )
    blocks = [(section, block_of(_table(section), sheet, arguments.file)) for section, sheet in pairs]
    changes = [(section, cell, value) for section, block in blocks for cell, value in _changes(session, section, block)]
    for section, cell, value in changes:
        whole = value is not None and value == value.to_integral_value()
        session.write_cell(section.id, *cell, int(value) if value is not None and whole else value)
    report = session.save()
    if report.outcome is Outcome.ASKS:
        raise BaogaoError(say("{file}: others have just changed the same values", file=file))
    told = say_n("{file}: {n} cell changed", "{file}: {n} cells changed", len(changes), file=file)
    console.narrate(say("{file}: nothing to change", file=file) if report.outcome is Outcome.NOTHING else told)
    return 0


def _changes(session: Session, section: Section, block: Block) -> Iterator[tuple[Cell, Decimal | None]]:
    """The cells of a block that differ from the draft; a derived one only if it differs from its computed value."""
    before = _numbers(session.draft, section).entered
    table = _table(section)
    entered = {cell: value for cell, value in block.items() if value is not None and not table.is_derived(*cell)}
    after = TableNumbers(table, entered)
    for cell, value in block.items():
        is_computed = table.is_derived(*cell) and cell not in before and value in (None, after.computed(*cell))
        if value != before.get(cell) and not is_computed:
            yield cell, value


def _table(section: Section) -> Table:
    assert section.table is not None  # only tables are chosen
    return section.table


def _numbers(draft: Draft, section: Section) -> TableNumbers:
    numbers = draft.numbers(section.id)
    assert numbers is not None  # only tables are chosen
    return numbers


def _heading(draft: Draft, section: Section) -> str:
    return one_line(draft.heading(section) or section.id)
